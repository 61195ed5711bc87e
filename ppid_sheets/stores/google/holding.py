"""Keeps other people out of a tab for a moment, and never longer."""

from collections.abc import Iterator
from contextlib import contextmanager

from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores.google.spreadsheet import Spreadsheet
from ppid_sheets.stores.google.structure import HOLD, Json, Structure
from ppid_sheets.stores.meanwhile import ChangedMeanwhile

_TRIES = 4


@contextmanager
def held(sheet: Spreadsheet, tab: str) -> Iterator[None]:
    """Protect a tab against all others meanwhile, but for the owner of the file.

    Not where the job's own address is unknown: the protection would keep the job out as well.
    """
    account = sheet.client.access.account
    if not account:
        yield
        return
    entry = {
        "range": {"sheetId": sheet.tab(tab).id},
        "description": HOLD,
        "editors": {"users": [account]},
    }
    try:
        sheet.batch([{"addProtectedRange": {"protectedRange": entry}}])
        yield
    finally:
        _release(sheet)


def _release(sheet: Spreadsheet) -> None:
    """Let all others in again; raises UnreachableError where that is refused to the end."""
    for _ in range(_TRIES):
        try:
            holds = list(lifting(sheet.look()))
            if holds:
                sheet.batch(holds)
            return
        except (ChangedMeanwhile, UnreachableError):
            continue
    name = sheet.last.title if sheet.last else "Google Sheet"
    raise UnreachableError(
        f"Tab register {name} masih tertutup bagi yang lain karena Google menolak atau tidak "
        "menjawab",
        f"jalankan perintah ini sekali lagi, atau di Google Sheet hapus perlindungan '{HOLD}' "
        "(Data > Lindungi sheet dan rentang)",
    )


def lifting(seen: Structure) -> Iterator[Json]:
    """The requests that lift such protections, also those of a run that was killed."""
    for tab in seen.tabs:
        for entry in tab.protections:
            if entry.get("description") == HOLD:
                yield {"deleteProtectedRange": {"protectedRangeId": entry["protectedRangeId"]}}
