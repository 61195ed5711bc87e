"""The identities of the annual workbook."""

from dataclasses import replace
from functools import reduce

from ppid_sheets.deadlines.clock import UNKNOWN, WITHDRAWN_STATUS
from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Criterion, Number, equals, total
from ppid_sheets.reports.year import objected
from ppid_sheets.reports.year.month_by_month import column, place, reason
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import Year


def identities(year: Year) -> tuple[Check, ...]:
    """All checks, in the order shown."""
    opening, received, finished, remaining = (
        place(year, name) for name in ("Sisa awal", "Diterima", "Jumlah selesai", "Sisa akhir")
    )
    outcomes = [place(year, outcome) for outcome in OUTCOMES]
    return (
        Check(
            side("Sisa awal + diterima − selesai", opening + received - finished),
            side("Sisa akhir", remaining),
        ),
        Check(
            side("Permohonan diterima", received),
            Side("Diterima, dihitung langsung dari register", year.registered),
        ),
        Check(side("Jumlah semua hasil", _sum(outcomes)), side("Jumlah selesai", finished)),
        Check(
            side("Tepat waktu + terlambat + dicabut + tidak dapat dihitung", _judged(year)),
            side("Jumlah selesai", finished),
        ),
        Check(
            side("Jumlah alasan penolakan", reason(year, None)),
            side(REFUSED, place(year, REFUSED)),
        ),
        Check(
            side("Jumlah alasan pada yang dikabulkan sebagian", reason(year, None, partly=True)),
            side(GRANTED_PARTLY, place(year, GRANTED_PARTLY)),
        ),
        Check(
            side("Sisa awal bulan kedua dan seterusnya", _months(year, "Sisa awal", 1)),
            side("Sisa akhir sampai bulan sebelum terakhir", _months(year, "Sisa akhir", 0)),
        ),
        *_before(year),
        *objected.proofs(year),
        Check(side("Baris pada Data", _rows(year)), side(_ROWS_OF[year.compared], _listed(year))),
    )


_ROWS_OF = {
    False: "Sisa awal + diterima",
    True: "Sisa awal dan diterima sejak awal masa pembanding",
}


def _before(year: Year) -> tuple[Check, ...]:
    """The movement of the months that the report is compared with."""
    if not year.compared:
        return ()
    past = year.past
    flow = Check(
        side(
            "Masa pembanding: sisa awal + diterima − selesai",
            past.opening + past.received - past.finished,
        ),
        side("Masa pembanding: sisa akhir", past.remaining),
    )
    return (flow,)


def _sum(numbers: list[Number]) -> Number:
    return reduce(Number.__add__, numbers)


def _judged(year: Year) -> Number:
    done = year.whole("finished_on")
    other = [year.tally.count(*done, equals("status", s)) for s in (WITHDRAWN_STATUS, UNKNOWN)]
    return _sum([place(year, "Tepat waktu"), place(year, "Terlambat"), *other])


def _months(year: Year, name: str, skip: int) -> Number:
    """The sum of a column without its first month (`skip` 1) or without its last (0)."""
    months = column(year, name)
    if len(year.lines) == 1:
        return Number(0, "0")
    area = replace(months, row=months.row + skip, last_row=months.last_row - 1 + skip)
    some = year.lines[1:] if skip else year.lines[:-1]
    return total([line.opening if skip else line.remaining for line in some], str(area))


def _rows(year: Year) -> Number:
    area = year.data.area("row")
    return Number(len(year.data.columns[0].values), f"COUNTA({area})")


def _listed(year: Year) -> Number:
    """What was open when Data begins, and all that came since."""
    first = year.begin(0, "before" if year.compared else "this")
    came = year.tally.count(
        Criterion("received_on", ">=", first),
        Criterion("received_on", "<", year.begin(len(year.months))),
    )
    return year.open_before(first) + came
