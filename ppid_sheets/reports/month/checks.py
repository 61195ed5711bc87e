"""Pemeriksaan: the identities by which the workbook proves itself, each with both sides."""

from dataclasses import dataclass

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, UNKNOWN, WITHDRAWN_STATUS
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.reports.book import Area, Cell, Grid, Highlight, Sheet, Style, relative
from ppid_sheets.reports.month import due, pivot, summary
from ppid_sheets.reports.month.report import (
    ALL_GOOD,
    CHECKS,
    FINISHED,
    HEAD_LINE,
    NOT_GOOD,
    VERDICT_ROW,
    Report,
    bare,
    equals,
    head,
)

_ROW = 6
_COLUMNS: tuple[tuple[str, Style, float], ...] = (
    ("No.", "head", 6),
    ("Sisi kiri", "head_left", 54),
    ("Nilai", "head_right", 10),
    ("Sisi kanan", "head_left", 50),
    ("Nilai", "head_right", 10),
    ("Hasil", "head", 12),
)
_RESULT = len(_COLUMNS) - 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an identity: its name, its value, and its formula ("" for a plain value)."""

    name: str
    value: int
    formula: str


@dataclass(frozen=True, slots=True)
class Check:
    """Two sides that must be equal."""

    left: Side
    right: Side

    @property
    def result(self) -> str:
        """`OK` or `SELISIH`."""
        return "OK" if self.left.value == self.right.value else "SELISIH"


def verdict(report: Report) -> str:
    """What all checks come to."""
    return ALL_GOOD if all(c.result == "OK" for c in identities(report)) else NOT_GOOD


def sheet(report: Report) -> Sheet:
    """The sheet."""
    checks = identities(report)
    results = Area(CHECKS, _ROW + 1, _RESULT, _ROW + len(checks), _RESULT)
    formula = f'=IF(COUNTIF({results},"OK")=ROWS({results}),"{ALL_GOOD}","{NOT_GOOD}")'
    overall = Cell(verdict(report), "verdict", formula, len(_COLUMNS))
    header = tuple(Cell(text, style) for text, style, _ in _COLUMNS)
    lines = tuple(_line(i, check) for i, check in enumerate(checks))
    return Sheet(
        CHECKS,
        CHECKS,
        tuple(width for *_, width in _COLUMNS),
        (
            head(report, "Pemeriksaan Angka", len(_COLUMNS)),
            Grid(VERDICT_ROW, 0, ((overall,),), (22,)),
            Grid(_ROW, 0, (header, *lines), (22, *[HEAD_LINE] * len(lines))),
            Highlight(results, (("OK", "good"), ("SELISIH", "bad"))),
            Highlight(
                Area(CHECKS, VERDICT_ROW, 0, VERDICT_ROW, _RESULT),
                ((ALL_GOOD, "good"), (NOT_GOOD, "bad")),
            ),
        ),
        landscape=True,
        one_page=True,
    )


def _line(index: int, check: Check) -> tuple[Cell, ...]:
    row = _ROW + 1 + index
    equal = f'=IF({relative(row, 2)}={relative(row, 4)},"OK","SELISIH")'
    return (
        Cell(index + 1, "centre"),
        Cell(check.left.name, "text"),
        Cell(check.left.value, "count", check.left.formula),
        Cell(check.right.name, "text"),
        Cell(check.right.value, "count", check.right.formula),
        Cell(check.result, "centre", equal),
    )


def identities(report: Report) -> tuple[Check, ...]:
    """All checks, in the order shown."""
    places = summary.layout(report)
    return (
        *_flow(report, places),
        *_totals(report, places),
        *_lists(report, places),
    )


def _received(report: Report, places: summary.Layout) -> Side:
    return Side("Permohonan diterima", report.figures.current.received, f"={places.figure(1)}")


def _remaining(report: Report, places: summary.Layout) -> Side:
    value = report.figures.current.remaining
    return Side("Sisa pada akhir periode", value, f"={places.figure(3)}")


def _flow(report: Report, places: summary.Layout) -> tuple[Check, ...]:
    now, trend = report.figures.current, report.figures.trend
    opening, received, finished = (places.figure(tile) for tile in range(3))
    by_status = "+".join(
        bare(report.count(*FINISHED, equals("status", status)))
        for status in (ON_TIME, FINISHED_LATE, WITHDRAWN_STATUS, UNKNOWN)
    )
    return (
        Check(
            Side(
                "Sisa bulan lalu + diterima − selesai",
                now.opening + now.received - now.finished,
                f"={opening}+{received}-{finished}",
            ),
            _remaining(report, places),
        ),
        Check(
            _received(report, places),
            Side("Diterima, dihitung langsung dari register", report.figures.registered, ""),
        ),
        Check(
            Side(
                "Selesai tepat waktu + terlambat + dicabut + tidak dapat dihitung",
                sum(report.figures.finished_statuses.values()),
                f"={by_status}",
            ),
            Side("Permohonan selesai", now.finished, f"={finished}"),
        ),
        Check(
            Side(
                f"Sisa {report.month_before} pada tren",
                trend[-2].remaining,
                f"={places.trend_remaining(1)}",
            ),
            Side("Sisa bulan lalu", now.opening, f"={opening}"),
        ),
    )


def _totals(report: Report, places: summary.Layout) -> tuple[Check, ...]:
    numbers = report.figures
    decisions = Side(
        "Jumlah tabel keputusan (Ringkasan)",
        sum(numbers.decided),
        f"={places.total(places.decisions)}",
    )
    pivots = (
        Side(
            f"Jumlah pivot menurut {BY_KEY[counted.key].header}",
            counted.total,
            f"={pivot.total(grid)}",
        )
        for counted, grid in zip(numbers.pivots, pivot.tables(report), strict=True)
    )
    return tuple(Check(side, _received(report, places)) for side in (decisions, *pivots))


def _lists(report: Report, places: summary.Layout) -> tuple[Check, ...]:
    numbers, now = report.figures, report.figures.current
    statuses = Side(
        "Jumlah status permohonan terbuka (Ringkasan)",
        sum(numbers.open_statuses),
        f"={places.total(places.statuses)}",
    )
    listed = Side(
        "Baris pada daftar Tenggat", len(numbers.open_requests), f"=COUNT({due.listed(report)})"
    )
    rows = Side(
        "Baris Data bulan ini",
        int(numbers.data["in_month"].sum()),
        report.count(equals("in_month", "Ya")),
    )
    both = Side(
        "Sisa bulan lalu + diterima",
        now.opening + now.received,
        f"={places.figure(0)}+{places.figure(1)}",
    )
    remaining = _remaining(report, places)
    return (Check(statuses, remaining), Check(listed, remaining), Check(rows, both))
