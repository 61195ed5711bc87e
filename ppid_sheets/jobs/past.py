"""The archive of one register, opened to look back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from ppid_sheets.archive import recalling
from ppid_sheets.archive.columns import Columns
from ppid_sheets.archive.opening import Archive, open_existing
from ppid_sheets.archive.recalling import Known, Version
from ppid_sheets.common import times
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, UsageError
from ppid_sheets.register import numbers
from ppid_sheets.register.address import SpreadsheetId, identity


@dataclass(frozen=True)
class Past:
    """The archive of one register, open for reading."""

    archive: Archive
    known: Known
    zone: tzinfo
    columns: Columns

    def state(self, moment: datetime | None) -> int:
        """The state at a moment, or the last; raises UsageError where nothing was seen yet."""
        if moment is None:
            return self.known.state
        state = recalling.state_as_of(self.archive, self.known.register, times.stamp(moment))
        if state is None:
            raise UsageError(
                f"Arsip belum memuat register ini pada {moment:%d/%m/%Y %H.%M}",
                "pilih waktu yang lebih baru (ppid-sheets archive menyebut rentangnya)",
            )
        return state


@contextmanager
def opened(settings: Settings, moment: datetime, *, read_only: bool) -> Iterator[Archive]:
    """The archive of the settings; raises ArchiveError where there is none."""
    archive = open_existing(settings.archive_folder, moment, read_only=read_only)
    try:
        with archive.explained():
            yield archive
    finally:
        archive.close()


@contextmanager
def past(where: Path | SpreadsheetId, settings: Settings, moment: datetime) -> Iterator[Past]:
    """What the archive holds of a register; raises ArchiveError where that is nothing."""
    with opened(settings, moment, read_only=True) as archive:
        known = recalling.known(archive, identity(where))
        if known is None:
            raise ArchiveError(
                "Arsip belum memuat register ini (bila berkasnya pindah atau berganti nama, "
                "arsip mengenalnya di tempat lama)",
                "jalankan ppid-sheets check lebih dulu",
            )
        yield Past(archive, known, settings.time_zone, Columns(settings.chosen.schema))


def numbered(past: Past, number: str) -> Sequence[Version]:
    """The versions of the requests with a number; one that says nothing would be all without."""
    known = past.known.register
    versions = recalling.history(past.archive, known, number) if numbers.key(number) else ()
    if not versions:
        raise unknown(number)
    return versions


def unknown(number: str) -> UsageError:
    """The refusal of a number that the archive does not hold."""
    return UsageError(f"Nomor registrasi {number} tidak ada dalam arsip", "periksa penulisannya")
