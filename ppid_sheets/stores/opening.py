"""Opens the store of a register wherever it lives."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.port import Store


def open_store(
    where: Path | SpreadsheetId, settings: Settings, now: Callable[[], datetime]
) -> Store:
    """The store of a file or of a Google Sheet; nothing is read yet.

    `now` gives the local time. Raises UnreachableError where a Google Sheet has no credential.
    """
    if isinstance(where, SpreadsheetId):
        from ppid_sheets.stores.google import credentials
        from ppid_sheets.stores.google.client import SheetsClient
        from ppid_sheets.stores.google.store import GoogleStore

        return GoogleStore(where, SheetsClient(credentials.find(settings.google), settings.google))
    from ppid_sheets.stores.xlsx.store import WorkbookStore

    return WorkbookStore(where, now=now)
