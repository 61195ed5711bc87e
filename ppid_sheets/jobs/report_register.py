"""The use case that prints the register of some days in the national form."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.config import Settings
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.papers import read
from ppid_sheets.jobs.settle import consistent
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.stores.port import Store


@dataclass(frozen=True, slots=True)
class RegisterPrint:
    """A register that was written: how many requests it has, and which it lacks, "" if none."""

    path: Path
    requests: int
    left_out: str


def report_register(
    store: Store,
    settings: Settings,
    first: date,
    last: date,
    as_of: date,
    out: Path,
    *,
    personal: bool,
) -> RegisterPrint:
    """Write the requests received from `first` to `last`, as of the day `as_of`, into a folder.

    One with `personal` data only its owner may read. Raises UsageError for days that run backwards
    or have not come.
    """
    from ppid_sheets.reports.national import printed
    from ppid_sheets.reports.national.stretch import Stretch
    from ppid_sheets.reports.workbook import xlsx

    if first > last:
        raise UsageError(
            f"Hari pertama {typed_date(first)} sesudah hari terakhir {typed_date(last)}",
            "tukar keduanya",
        )
    if first > as_of:
        raise UsageError(
            f"hari {typed_date(first)} belum tiba", "pilih rentang yang sudah berjalan"
        )
    found = consistent(store, lambda snapshot: read(snapshot, settings, as_of))
    found.past.refuse_gaps()
    stretch = Stretch(first, last)
    register = printed.printed(
        without_later_dates(found.table, as_of), stretch, as_of, personal=personal
    )
    path = out / printed.file_name(stretch, personal=personal)
    xlsx.write(printed.describe(register, settings), path, private=personal)
    return RegisterPrint(
        path, len(register.rows), printed.left_out(register) if register.undated else ""
    )
