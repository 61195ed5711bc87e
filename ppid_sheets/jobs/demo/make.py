"""The made-up register as a file."""

from datetime import date, datetime, time
from pathlib import Path
from zipfile import BadZipFile

from ppid_sheets.common import files
from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.errors import UnreachableError, UnsafeError
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS

_REMARK = "Register contoh; isinya rekaan."
"""Stands in the properties of the file, which every program keeps."""


def demo_day(today: date) -> date:
    """The day the demo takes place: `today`, or the last that the packaged holidays reach well."""
    return min(today, date(max(calendar_of(decreed_holidays()).years), 12, 1))


def demo_morning(day: date) -> datetime:
    """When the demo's check takes place: the same day makes the same files, whatever the hour."""
    return datetime.combine(day, time(7, 30))


def make_demo(path: Path, today: date, seed: int) -> None:
    """Build the made-up register at `path`, replacing an earlier one there.

    Raises UnsafeError where something else bears that name: it may be the office's own.
    """
    from ppid_sheets.jobs.demo.rows import OFFICERS, both
    from ppid_sheets.stores.xlsx import new

    if files.taken(path) and not _made_up(path):
        raise UnsafeError(
            f"{path} sudah ada dan bukan register contoh, jadi tidak diganti",
            "pilih folder lain, atau hapus dulu berkas itu bila memang tidak dipakai",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnreachableError(
            f"{path} tidak dapat ditulis: {files.cause(error)}",
            "tutup berkasnya atau pilih folder lain",
        ) from error
    requests, objections = both(today, seed)
    beside = [(OBJECTIONS, objections)]
    new.build(
        path,
        REQUESTS,
        requests,
        holidays=decreed_holidays(),
        officers=OFFICERS,
        beside=beside,
        optional=(layout.PRINT, layout.PRINT_FACTS),
        remark=_REMARK,
    )


def _made_up(path: Path) -> bool:
    """True for a file that the demo made, whatever was done to it since."""
    from ppid_sheets.stores.xlsx.package import Package
    from ppid_sheets.stores.xlsx.xml import UnreadableError

    try:
        return _REMARK.encode() in Package(files.read(path)).read("docProps/core.xml")
    except (OSError, BadZipFile, KeyError, UnreadableError):
        return False
