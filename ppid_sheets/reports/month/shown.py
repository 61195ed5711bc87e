"""A figure that stands by itself, outside any table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ppid_sheets.reports.month.figure import Figure, compared
from ppid_sheets.reports.month.recount import RECOUNTED, recount
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Criterion, Number, Point


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that stands by itself, with its number and the cell where it stands.

    Where it is `checked`, Pemeriksaan sets it, `called` so, against `again`, which is what the
    register counts it to, by default what `recount` does. One that is
    counted `elsewhere` than in Data has no earlier issue to be compared with.
    """

    figure: Figure
    number: Number
    place: str
    checked: bool = True
    called: str = ""
    again: int | None = None
    elsewhere: bool = False

    def checks(self, report: Report) -> Iterable[Check]:
        """The figure against what is counted another way; a statistic by what it is taken of."""
        if not self.checked:
            return
        figure, number = self.figure, self.number.at(self.place)
        if figure.statistic:
            known = compared(Criterion(figure.over, ">=", Point(0, "0")))
            name = f"Permohonan dalam {figure.name}"
            figure = replace(figure, name=name, rows=figure.rows & known, statistic=None)
            number = figure.number(report.tallies[figure.source], report.times)
        again = recount(report, figure) if self.again is None else self.again
        yield Check(
            side(self.called or figure.name, number), Side(f"{figure.name}, {RECOUNTED}", again)
        )
