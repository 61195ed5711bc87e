"""The identities of the annual workbook."""

from dataclasses import replace

from ppid_sheets.deadlines.clock import UNKNOWN, WITHDRAWN_STATUS
from ppid_sheets.register.requests.words import GRANTED_PARTLY, REFUSED
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Number, equals, total
from ppid_sheets.reports.year import reasons
from ppid_sheets.reports.year.report import column, place
from ppid_sheets.reports.year.year import OUTCOMES, Year


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
            side("Jumlah alasan penolakan", reasons.place(year, partly=False)),
            side(REFUSED, place(year, REFUSED)),
        ),
        Check(
            side("Jumlah alasan pada yang dikabulkan sebagian", reasons.place(year, partly=True)),
            side(GRANTED_PARTLY, place(year, GRANTED_PARTLY)),
        ),
        Check(
            side("Sisa awal bulan kedua dan seterusnya", _months(year, "Sisa awal", 1)),
            side("Sisa akhir sampai bulan sebelum terakhir", _months(year, "Sisa akhir", 0)),
        ),
        Check(
            side("Baris pada Data", _rows(year)),
            side("Sisa awal + diterima", opening + received),
        ),
    )


def _sum(numbers: list[Number]) -> Number:
    first, *rest = numbers
    for number in rest:
        first = first + number
    return first


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
    return Number(len(year.data.columns[0].values), f"COUNT({area})")
