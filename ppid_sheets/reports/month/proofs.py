"""The identities of a placed table: its own, or its counts counted again."""

from collections.abc import Iterable, Iterator, Sequence

from ppid_sheets.reports.month.areas import areas
from ppid_sheets.reports.month.recount import RECOUNTED, recount
from ppid_sheets.reports.month.table import Placed
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Number, summed


def checks(placed: Placed) -> Iterable[Check]:
    """The identities that the table declares, by default the recount."""
    if placed.table.proofs:
        return placed.table.proofs(placed.report, placed)
    return (recounted(placed),)


def recounted(placed: Placed) -> Check:
    """All its counts against the same rows counted in the frame behind Data."""
    table = placed.table
    counted = [
        at
        for at, column in enumerate(table.columns)
        if column.name is not None and column.statistic is None
    ]
    value = sum(summed(placed.column(at), "").value for at in counted)  # type: ignore[misc]
    cells = ",".join(areas(placed, first, last) for first, last in _runs(counted))
    name = f"Semua angka {table.called or table.name} ({table.sheet})"
    figures = [figure for figure in table.figures() if figure.statistic is None]
    again = sum(recount(placed.report, figure) for figure in figures)
    return Check(side(name, Number(value, f"SUM({cells})")), Side(RECOUNTED, again))


def _runs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of those that stand beside each other: SUM takes 255 areas at most."""
    first = columns[0] if columns else 0
    for at, after in zip(columns, (*columns[1:], None), strict=True):
        if after != at + 1:
            yield first, at
            first = after or 0
