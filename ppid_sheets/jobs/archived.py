"""The archive of the registers of one workbook, opened to look back."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from ppid_sheets.archive import recalling, register_keys
from ppid_sheets.archive.archived_columns import Columns
from ppid_sheets.archive.database import Archive, open_existing
from ppid_sheets.archive.recalling import ArchivedRegister, Version
from ppid_sheets.common import times
from ppid_sheets.common.indonesian import listed
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, UsageError
from ppid_sheets.register import numbers
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import squash

_ALIKE = 5


@dataclass(frozen=True)
class Past:
    """The archive of one register, open for reading."""

    archive: Archive
    known: ArchivedRegister
    zone: tzinfo
    columns: Columns

    @property
    def schema(self) -> Schema:
        """What kind of register it is."""
        return self.columns.schema

    def state_as_of(self, moment: datetime) -> int | None:
        """The state at a moment; None before the first."""
        return recalling.state_as_of(self.archive, self.known.register, times.stamp(moment))

    def state(self, moment: datetime | None) -> int:
        """The state at a moment, or the last; raises UsageError before the first."""
        if moment is None:
            return self.known.state
        state = self.state_as_of(moment)
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
def past(
    where: Path | SpreadsheetId, settings: Settings, moment: datetime
) -> Iterator[Sequence[Past]]:
    """What the archive holds of a register, and after it of others in the same workbook.

    Raises ArchiveError where that is nothing.
    """
    with opened(settings, moment, read_only=True) as archive:
        schemas = (settings.chosen.schema, *REGISTERS[1:])
        keys = [register_keys.key_of(identity(where), schema) for schema in schemas]
        found = [
            Past(archive, known, settings.time_zone, Columns(schema))
            for schema, key in zip(schemas, keys, strict=True)
            if (known := recalling.register_of(archive, key))
        ]
        if not found:
            raise ArchiveError(
                "Arsip belum memuat register ini (bila berkasnya pindah atau berganti nama, "
                "arsip mengenalnya di tempat lama)",
                "jalankan ppid-sheets check lebih dulu",
            )
        yield found


def meant(found: Sequence[Past], tab: str | None, has: Callable[[Past], object], what: str) -> Past:
    """The register of a workbook in question, by its `tab` where one is named.

    Without a name the only one that `has` the thing in question, `what` in words; the first where
    none has it. Raises UsageError where several have it, ArchiveError for one that the archive does
    not hold.
    """
    if tab:
        named = next((one for one in found if tab_of(one.schema) == tab), None)
        if named is None:
            raise ArchiveError(
                f"Arsip belum memuat tab {tab} register ini", "jalankan ppid-sheets check"
            )
        return named
    having = [one for one in found if has(one)]
    if len(having) > 1:
        raise several(what, [one.schema for one in having])
    return having[0] if having else found[0]


def tab_of(schema: Schema) -> str:
    """What a register is called at the command line."""
    return schema.name or "register"


def several(what: str, schemas: Sequence[Schema]) -> UsageError:
    """The refusal to guess which register of several is meant."""
    return UsageError(
        f"{what} ada pada {listed([schema.rows for schema in schemas])}",
        f"sebut yang dimaksud: {' atau '.join(f'--tab {tab_of(schema)}' for schema in schemas)}",
    )


def called(number: str) -> str:
    """A registration number in a sentence."""
    return f"Nomor registrasi {squash(number)[:60]}"


def bearing(number: str) -> Callable[[Past], object]:
    """The test of a register's past for rows with a number."""
    return lambda past: _versions(past, number)


def numbered(past: Past, number: str) -> Sequence[Version]:
    """The versions of the requests with a number; one that says nothing would be all without."""
    versions = _versions(past, number)
    if not versions:
        raise unknown(number, past)
    return versions


def _versions(past: Past, number: str) -> Sequence[Version]:
    known = past.known.register
    return recalling.history(past.archive, known, number) if numbers.key(number) else ()


def unknown(number: str, past: Past | None = None) -> UsageError:
    """The refusal of a number that the archive does not hold, with one of a register's like it."""
    remedy = numbers.advice(number, _like(past, number) if past else ())
    return UsageError(f"{called(number)} tidak ada dalam arsip", remedy)


def _like(past: Past, number: str) -> Iterator[str]:
    """Numbers of the register's last state that resemble one, as they were written."""
    present = recalling.requests_of(past.archive, past.known.register)
    versions = {one.number: one.version for one in present}
    for near in difflib.get_close_matches(numbers.key(number), versions, _ALIKE):
        cells = recalling.cells_of(past.archive, versions[near])
        yield str(cells.get(past.schema.number, ""))
