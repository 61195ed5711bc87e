"""The made-up register as a file."""

from datetime import date, datetime, time
from pathlib import Path

from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.errors import UnreachableError
from ppid_sheets.register import layout
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS


def demo_day(today: date) -> date:
    """The day the demo takes place: `today`, or the last that the packaged holidays reach well."""
    return min(today, date(max(calendar_of(decreed_holidays()).years), 12, 1))


def demo_morning(day: date) -> datetime:
    """When the demo's check takes place: the same day makes the same files, whatever the hour."""
    return datetime.combine(day, time(7, 30))


def make_demo(path: Path, today: date, seed: int) -> None:
    """Build the made-up register at `path`, replacing an earlier one there."""
    from ppid_sheets.jobs.demo.rows import OFFICERS, both
    from ppid_sheets.stores.xlsx import new

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnreachableError(
            f"{path} tidak dapat ditulis", "tutup berkasnya atau pilih folder lain dengan --dir"
        ) from error
    requests, objections = both(today, seed)
    beside = [(OBJECTIONS, objections)]
    new.build(
        path, REQUESTS, requests, holidays=decreed_holidays(), officers=OFFICERS, beside=beside,
        optional=(layout.PRINT, layout.PRINT_FACTS),
    )  # fmt: skip
