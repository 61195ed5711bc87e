"""Opens the store of a register wherever it lives."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.port import Store


def open_store(
    where: Path | SpreadsheetId,
    settings: Settings,
    now: Callable[[], datetime],
    told: Callable[[str], None] = lambda _: None,
) -> Store:
    """The store of a file or of a Google Sheet; nothing is read yet.

    `now` gives the local time; `told` hears what a Google Sheet is being asked. Raises
    UnreachableError where a Google Sheet has no credential.
    """
    if isinstance(where, SpreadsheetId):
        from ppid_sheets.stores.google import credentials
        from ppid_sheets.stores.google.client import SheetsClient
        from ppid_sheets.stores.google.store import GoogleStore

        access = credentials.find(settings.google)
        client = SheetsClient(access, settings.google, told=told)
        return GoogleStore(where, client, settings.chosen)
    from ppid_sheets.stores.xlsx.store import WorkbookStore

    return WorkbookStore(where, now=now, chosen=settings.chosen)
