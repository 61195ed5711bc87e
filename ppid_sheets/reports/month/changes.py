"""Perubahan: each figure that differs from an earlier issue, and the requests behind it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, OVERDUE, STATUSES
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.register.indonesian import long_date, month_name, number, typed_date
from ppid_sheets.reports.book import (
    Cell,
    DataTable,
    Grid,
    Sheet,
    Style,
    Value,
    relative,
    text_lines,
)
from ppid_sheets.reports.earlier import Earlier
from ppid_sheets.reports.month.data import COLUMNS
from ppid_sheets.reports.month.matrix import ACTIVITIES
from ppid_sheets.reports.month.report import (
    CHANGES,
    DAYS,
    HEAD_LINE,
    MATRIX,
    PIVOT,
    SERVICE,
    SUMMARY,
    Report,
    Times,
    Window,
    head,
    header,
)
from ppid_sheets.reports.period import month_back
from ppid_sheets.reports.rows import GROUPED, YES
from ppid_sheets.reports.tally import NONE, Criterion, Mask, Point, Tally, equals

_ROW = 3
_HEADER = _ROW + 1
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("Lembar", "head_left", 20),
    ("Angka", "head_left", 46),
    ("Dulu", "head_right", 21),
    ("Kini", "head_right", 21),
    ("Selisih", "head_right", 11),
    ("No. Registrasi yang menyebabkannya", "head_left", 52),
)
_SPAN = len(_COLUMNS)
_WIDTHS = tuple(width for *_, width in _COLUMNS)
_MOST = 15
"""Requests named behind one figure; the changed rows below are all there."""
_SERVICE_GROUPS = ("info_category", "channel", "officer")
_MOVES_WITH_TIME = frozenset({"days_left", "in_month", "late_before", "late_year", "row"})
"""Columns that say when or where a row was seen, not what the office did."""

Floats = npt.NDArray[np.float64]
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
    for key in _SERVICE_GROUPS:
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
    for first in report.period.months[:-1]:
        window = Window(Point(first, ""), Point(month_back(first, -1), ""))
        name = month_name(first.year, first.month)
        for word, key in (("diterima", "received_on"), ("selesai", "finished_on")):
            rows = where(lambda _, key=key, window=window: window.holds(key))  # type: ignore[misc]
            yield Figure(SUMMARY, f"Tren {name}, {word}", rows, (key,))


def _pivot(key: str, labels: Sequence[str], decisions: Sequence[str]) -> Iterator[Figure]:
    name = BY_KEY[key].header
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
        name = f"{BY_KEY[key].header}: {label}"
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


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs: both values, and the registration numbers that make the difference."""

    figure: Figure
    before: int | float | None
    now: int | float | None
    behind: tuple[str, ...]


def changes(report: Report, earlier: Earlier) -> tuple[Change, ...]:
    """Figures that differ, in the order of the workbook."""
    now, before = report.tally, Tally(earlier.data)
    told = _names(report.data), _names(earlier.data)
    service = _service_days(report.data), _service_days(earlier.data)
    found = []
    for figure in figures(report, earlier):
        if not earlier.keys.issuperset(figure.needs):
            continue
        rows = figure.rows(now, report.times), figure.rows(before, earlier.times)
        values = [_value(figure, mask, days) for mask, days in zip(rows, service, strict=True)]
        if values[0] != values[1]:
            marked = [_behind(figure, *sides) for sides in zip(rows, told, service, strict=True)]
            behind = sorted({name for name, _ in (marked[0] - marked[1]) + (marked[1] - marked[0])})
            found.append(Change(figure, values[1], values[0], tuple(behind)))
    return tuple(found)


def _behind(
    figure: Figure, rows: Mask, names: Sequence[str], days: Floats
) -> Counter[tuple[str, float]]:
    """The requests of a figure; of a mean also how long each took."""
    return Counter(
        (names[i], float(np.nan_to_num(days[i], nan=-1.0)) if figure.statistic else 0.0)
        for i in np.flatnonzero(rows).tolist()
    )


def _value(figure: Figure, rows: Mask, days: Floats) -> int | float | None:
    if not figure.statistic:
        return int(np.count_nonzero(rows))
    taken = days[rows]
    taken = taken[~np.isnan(taken)]
    if not len(taken):
        return None
    return round(float(taken.mean() if figure.statistic == "mean" else np.median(taken)), 6)


def _column(table: DataTable, key: str) -> Sequence[Value]:
    size = len(table.columns[0].values)
    return next((c.values for c in table.columns if c.key == key), [None] * size)


def _names(table: DataTable) -> list[str]:
    """How each request is named: by its number, or by its row where it has none."""
    numbers, rows = _column(table, "reg_number"), _column(table, "row")
    return [str(n) if n else f"baris {row}" for n, row in zip(numbers, rows, strict=True)]


def _service_days(table: DataTable) -> Floats:
    values = [v if isinstance(v, int | float) else None for v in _column(table, "service_days")]
    return np.array(values, dtype=np.float64)


def sheet(report: Report, earlier: Earlier) -> Sheet:
    """The sheet: figures first, then what changed in which row, under one header."""
    figures_ = _figures(report, earlier)
    rows = _rows(report, earlier, figures_.end + 1)
    return Sheet(
        CHANGES,
        CHANGES,
        _WIDTHS,
        (head(report, "Perubahan", _SPAN), figures_, rows),
        landscape=True,
        repeat=(0, _HEADER),
        freeze=(_HEADER + 1, 0),
    )


def _figures(report: Report, earlier: Earlier) -> Grid:
    since = (
        f"Dibandingkan dengan {earlier.name}, keadaan per {long_date(earlier.times.period.as_of)} "
        f"(sidik {earlier.fingerprint or 'tidak tercatat'}; laporan ini "
        f"{report.figures.fingerprint})."
    )
    title = (Cell("Angka yang berbeda", "total", span=_SPAN),)
    body = [_line(_HEADER + 2 + i, c) for i, c in enumerate(changes(report, earlier))]
    if not body:
        body = [(Cell("Tidak ada angka yang berbeda.", "note", span=_SPAN),)]
    heads = header([(text, style) for text, style, _ in _COLUMNS])
    rows = ((Cell(since, "note", span=_SPAN),), heads, title, *body)
    return Grid(_ROW, 0, rows, (28, 20, HEAD_LINE, *map(_height, body)))


def _line(row: int, change: Change) -> tuple[Cell, ...]:
    style: Style = "mean" if change.figure.statistic else "count"
    before, now = (NONE if v is None else v for v in (change.before, change.now))
    gap: Value = NONE
    if change.before is not None and change.now is not None:
        gap = change.now - change.before
    old, new = relative(row, 2), relative(row, 3)
    shown = ", ".join(change.behind[:_MOST])
    left = len(change.behind) - _MOST
    return (
        Cell(change.figure.sheet, "cell_wrapped"),
        Cell(change.figure.name, "cell_wrapped"),
        Cell(before, style),
        Cell(now, style),
        Cell(gap, style, f'=IF(COUNT({old},{new})=2,{new}-{old},"{NONE}")'),
        Cell(f"{shown}, … dan {left} lagi" if left > 0 else shown, "cell_wrapped"),
    )


def _height(line: Sequence[Cell]) -> float:
    if len(line) == 1:
        return HEAD_LINE
    lines = max(
        text_lines(str(cell.value or ""), width)
        for cell, width in zip(line, _WIDTHS, strict=True)
        if cell.style == "cell_wrapped"
    )
    return HEAD_LINE + 12.0 * (min(lines, 8) - 1)


Edit = tuple[str, str, Value, Value]


def edits(report: Report, earlier: Earlier) -> Iterator[Edit]:
    """Registration number, column, old and new value, row by row; new and lost requests too."""
    now, before = _by_name(report.data), _by_name(earlier.data)
    compared = {c.key for c in report.data.columns} & earlier.keys - _MOVES_WITH_TIME
    columns = [(key, text) for key, text, *_ in COLUMNS if key in compared]
    for name in dict.fromkeys((*now, *before)):
        new, old = now.get(name), before.get(name)
        if new is None or old is None:
            yield name, "(baris)", "ada" if old else "tidak ada", "ada" if new else "tidak ada"
            continue
        for key, text in columns:
            if new[key] != old[key]:
                yield name, text, old[key], new[key]


def _by_name(table: DataTable) -> dict[str, dict[str, Value]]:
    """Each request by its name; where a number stands twice, its row tells them apart."""
    names, rows = _names(table), _column(table, "row")
    twice = {name for name, count in Counter(names).items() if count > 1}
    keys = [c.key for c in table.columns]
    values = zip(*(c.values for c in table.columns), strict=True)
    return {
        f"{name} (baris {row})" if name in twice else name: dict(zip(keys, line, strict=True))
        for name, row, line in zip(names, rows, values, strict=True)
    }


def _rows(report: Report, earlier: Earlier, row: int) -> Grid:
    title = (Cell("Baris Data yang berubah", "total", span=_SPAN),)
    body: list[tuple[Cell, ...]] = [
        (
            Cell("Data", "cell_wrapped"),
            Cell(text, "cell_wrapped"),
            Cell(_said(old), "cell_wrapped"),
            Cell(_said(new), "cell_wrapped"),
            Cell(None, "cell"),
            Cell(name, "cell_wrapped"),
        )
        for name, text, old, new in edits(report, earlier)
    ]
    if not body:
        body = [(Cell("Tidak ada baris yang berubah.", "note", span=_SPAN),)]
    return Grid(row, 0, (title, *body), (HEAD_LINE, *map(_height, body)))


def _said(value: Value) -> str:
    match value:
        case None:
            return "(kosong)"
        case str():
            return value
        case int() | float():
            return number(value)
        case _:
            return typed_date(value)
