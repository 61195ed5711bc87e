"""Opens the store of a register wherever it lives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.stores.past import PastRegisters
from ppid_sheets.stores.port import Installation


def open_store(
    where: Path | SpreadsheetId,
    settings: Settings,
    now: Callable[[], datetime],
) -> Installation:
    """The store of a file or of a Google Sheet; nothing is read yet.

    `now` gives the local time. Raises UnreachableError where a Google Sheet has no credential.
    """
    earlier = past(where, settings, now)
    if isinstance(where, SpreadsheetId):
        from ppid_sheets.stores.google import credentials
        from ppid_sheets.stores.google.client import SheetsClient
        from ppid_sheets.stores.google.store import GoogleStore

        access = credentials.find(settings.google)
        client = SheetsClient(access, settings.google)
        return GoogleStore(where, client, settings.chosen, earlier)
    from ppid_sheets.stores.xlsx.store import WorkbookStore

    return WorkbookStore(where, now=now, chosen=settings.chosen, past=earlier)


def past(
    where: Path | SpreadsheetId,
    settings: Settings,
    now: Callable[[], datetime],
) -> PastRegisters | None:
    """The registers of earlier years that the settings name, less the one at `where`; the tab that
    these choose is not in them. Nothing is read yet.
    """
    places = [place for place in settings.earlier if identity(place) != identity(where)]
    if not places:
        return None
    alone = replace(settings, earlier=(), tab="")
    return PastRegisters(places, partial(open_store, settings=alone, now=now))
