"""What Waktu Layanan says of the desk: the minutes of what was finished there on the same day."""

from ppid_sheets.reports.month import terms
from ppid_sheets.reports.month.figure import compared, says, within
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import SERVICE
from ppid_sheets.reports.month.table import Column, Line, Table, label_column
from ppid_sheets.reports.rows import DESK_MINUTES, EXEMPT_MINUTES, WITHIN_STANDARD
from ppid_sheets.reports.workbook.book import Style
from ppid_sheets.reports.workbook.tally import Criterion, Point, Statistic, share

NAME = "Menit di meja"
NOTE = (
    "Hanya permohonan yang selesai pada hari diterima serta jam diterima dan jam selesainya "
    "tercatat. Standar: SOP langkah 1 dan 2 (10 + 15 menit), ditambah langkah 3 (5 menit) "
    "untuk informasi yang dikecualikan."
)
STATISTICS: tuple[tuple[str, str, Statistic, Style], ...] = (
    ("Rata-rata", "rata-rata", "AVERAGE", "mean"),
    ("Median", "median", "MEDIAN", "mean"),
    ("Persentil 90", "persentil 90", "PERCENTILE", "mean"),
    ("Terlama", "terlama", "MAX", "count"),
)
"""What is taken of service times: heading, name in Perubahan, statistic, style."""
_DONE = within("finished_on")


def tables(report: Report) -> tuple[Table, ...]:
    """The table; none where no minutes were recorded at the desk in the 13 months."""
    return (_table(),) if report.figures.data["desk_minutes"].notna().any() else ()


def _table() -> Table:
    """Minutes of what was finished at the desk on the day of receipt, by the SOP's standard."""
    columns = (
        label_column("Layanan di meja (menit)"),
        Column("Jumlah", name="jumlah", among=_DONE),
        *(
            Column(
                title, style, f"{name} menit", among=_DONE, statistic=statistic, over="desk_minutes"
            )
            for title, name, statistic, style in STATISTICS
        ),
        Column(
            "Standar SOP", "centre", None, text=lambda line: line.beside["standard"], above="head"
        ),
        Column(
            "Sesuai standar",
            name="sesuai standar",
            among=_DONE,
            rows=says("desk_result", WITHIN_STANDARD),
        ),
        Column("% sesuai", "share", None, made=lambda here: share(here.get(7), here.get(1))),
    )
    kinds = (
        ("Informasi terbuka (10 + 15)", DESK_MINUTES),
        ("Dikecualikan (10 + 15 + 5)", DESK_MINUTES + EXEMPT_MINUTES),
    )
    lines = tuple(
        Line(
            label,
            compared(Criterion("desk_standard", "=", Point(standard, str(standard)))),
            at=lambda here: {here.line.beside["standard"]: here.ref(6)},
            beside={"standard": standard},
        )
        for label, standard in kinds
    )
    return Table(SERVICE, NAME, (terms.DESK,), lines, columns)
