"""The figures that two issues of a month are compared by, each with the rows it is taken from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE, STATUSES
from ppid_sheets.register.requests import column
from ppid_sheets.reports.month.earlier import Earlier
from ppid_sheets.reports.month.matrix import ACTIVITIES
from ppid_sheets.reports.month.report import (
    DAYS,
    MATRIX,
    PIVOT,
    SERVICE,
    SUMMARY,
    Report,
    Times,
    Window,
)
from ppid_sheets.reports.month.service import GROUPS
from ppid_sheets.reports.rows import GROUPED, YES
from ppid_sheets.reports.workbook.tally import Criterion, Mask, Point, Tally, equals

Rows = Callable[[Tally, Times], Mask]
Statistic = Literal["", "mean", "median"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the workbook: the rows it is taken from, and what is taken of them.

    `needs` are the columns of Data without which it cannot be told.
    """

    sheet: str
    name: str
    rows: Rows
    needs: tuple[str, ...]
    statistic: Statistic = ""


def where(*choose: Callable[[Times], Sequence[Criterion]]) -> Rows:
    """The rows that meet criteria which depend on the days of an issue."""

    def rows(tally: Tally, times: Times) -> Mask:
        return tally.rows(*(criterion for chosen in choose for criterion in chosen(times)))

    return rows


def within(key: str, window: Callable[[Times], Window]) -> Callable[[Times], Sequence[Criterion]]:
    """A date lies in a window of the issue."""
    return lambda times: window(times).holds(key)


def says(key: str, label: str) -> Callable[[Times], Sequence[Criterion]]:
    """A column holds a label."""
    return lambda _: (equals(key, label),)


def _month(times: Times) -> Window:
    return times.this_month


def _year(times: Times) -> Window:
    return times.this_year


def _open_before(day: Callable[[Times], Point]) -> Rows:
    def rows(tally: Tally, times: Times) -> Mask:
        started = tally.rows(Criterion("received_on", "<", day(times)))
        return started & ~tally.rows(Criterion("finished_on", "<", day(times)))

    return rows


def figures(report: Report, earlier: Earlier) -> Iterator[Figure]:
    """All figures that are compared; labels are those of both issues."""
    yield from _flow()
    yield from _trend(report)
    for key in GROUPED:
        yield from _pivot(key, _labels(report, earlier, key), _labels(report, earlier, "decision"))
    for key in GROUPS:
        yield from _service(key, _labels(report, earlier, key))
    yield from _days(report)
    yield from _activities(_labels(report, earlier, "officer"))


def _labels(report: Report, earlier: Earlier, key: str) -> tuple[str, ...]:
    """Labels of a column in both issues, as a report orders them, then those of the old one."""
    now = report.figures.decisions if key == "decision" else report.figures.labels(key)
    before = next((c.values for c in earlier.data.columns if c.key == key), ())
    return tuple(dict.fromkeys((*now, *sorted({str(value) for value in before if value}))))


def _flow() -> Iterator[Figure]:
    received, finished = within("received_on", _month), within("finished_on", _month)
    dates = ("received_on", "finished_on")
    yield Figure(SUMMARY, "Sisa bulan lalu", _open_before(lambda t: t.first), dates)
    yield Figure(SUMMARY, "Diterima", where(received), dates)
    yield Figure(SUMMARY, "Selesai", where(finished), dates)
    yield Figure(SUMMARY, "Sisa akhir", _open_before(lambda t: t.after), dates)
    judged = (*dates, "status")
    yield Figure(SUMMARY, "Selesai tepat waktu", where(finished, says("status", ON_TIME)), judged)
    late = where(finished, says("status", FINISHED_LATE))
    yield Figure(SUMMARY, "Selesai terlambat", late, judged)
    yield Figure(SUMMARY, "Terlambat, masih terbuka", where(says("status", OVERDUE)), judged)
    times = (*dates, "service_days")
    yield Figure(SUMMARY, "Rata-rata layanan (hari kerja)", where(finished), times, "mean")
    yield Figure(SUMMARY, "Median layanan (hari kerja)", where(finished), times, "median")
    for name, key in (("bulan lalu", "late_before"), ("bulan sama tahun lalu", "late_year")):
        yield Figure(SUMMARY, f"Terlambat pada akhir {name}", where(says(key, YES)), (key,))
    for status in STATUSES:
        yield Figure(
            SUMMARY, f"Status bulan ini: {status}",
            where(says("in_month", YES), says("status", status)), ("status", "in_month"),
        )  # fmt: skip


def _trend(report: Report) -> Iterator[Figure]:
    for month in report.period.months[:-1]:
        window = Window(Point(month.first, ""), Point(month.before(-1).first, ""))
        for word, key in (("diterima", "received_on"), ("selesai", "finished_on")):
            rows = where(lambda _, key=key, window=window: window.holds(key))  # type: ignore[misc]
            yield Figure(SUMMARY, f"Tren {month.name}, {word}", rows, (key,))


def _pivot(key: str, labels: Sequence[str], decisions: Sequence[str]) -> Iterator[Figure]:
    name = column(key).header
    needs = (key, "received_on", "decision")
    for label in labels:
        received = (within("received_on", _month), says(key, label))
        yield Figure(PIVOT, f"{name}: {label}", where(*received), needs)
        for decision in decisions:
            rows = where(*received, says("decision", decision))
            yield Figure(PIVOT, f"{name}: {label}, {decision}", rows, needs)
        this_year = where(within("received_on", _year), says(key, label))
        yield Figure(PIVOT, f"{name}: {label}, tahun ini", this_year, needs)


def _service(key: str, labels: Sequence[str]) -> Iterator[Figure]:
    needs = (key, "finished_on", "service_days")
    for label in labels:
        rows = where(within("finished_on", _month), says(key, label))
        name = f"{column(key).header}: {label}"
        yield Figure(SERVICE, f"{name}, rata-rata hari kerja", rows, needs, "mean")


def _days(report: Report) -> Iterator[Figure]:
    for day in report.period.days:
        window = Window(Point(day, ""), Point(day + timedelta(days=1), ""))
        for word, key in (("diterima", "received_on"), ("selesai", "finished_on")):
            rows = where(lambda _, key=key, window=window: window.holds(key))  # type: ignore[misc]
            yield Figure(DAYS, f"{typed_date(day)}, {word}", rows, (key,))


def _activities(officers: Sequence[str]) -> Iterator[Figure]:
    for officer in officers:
        for title, key in ACTIVITIES:
            name = f"{officer}: {title.split(chr(10))[0].lower()}"
            if key == "informed":
                rows = where(
                    within("received_on", _month), says("informed", YES), says("officer", officer)
                )
            else:
                rows = where(within(key, _month), says("officer", officer))
            yield Figure(MATRIX, name, rows, ("officer", key))
