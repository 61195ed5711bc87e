"""Pemeriksaan: the identities by which the workbook proves itself, each with both sides."""

from collections.abc import Iterator
from functools import reduce
from operator import add

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, UNKNOWN, WITHDRAWN_STATUS
from ppid_sheets.reports.month import contents, due, service, summary, tiles
from ppid_sheets.reports.month.figure import Figure, says, within
from ppid_sheets.reports.month.proofs import checks
from ppid_sheets.reports.month.report import Report, head
from ppid_sheets.reports.month.sheet_names import SUMMARY
from ppid_sheets.reports.rows import YES
from ppid_sheets.reports.workbook import identities as proofs
from ppid_sheets.reports.workbook.book import Sheet
from ppid_sheets.reports.workbook.identities import Check, side
from ppid_sheets.reports.workbook.tally import Number, equals


def verdict(report: Report) -> str:
    """What all checks come to."""
    return proofs.verdict(report.once(identities))


def sheet(report: Report) -> Sheet:
    """The sheet."""
    title = "Pemeriksaan Angka (untuk layar, tidak ikut dicetak)"
    above = head(report, title, proofs.SPAN)
    return proofs.sheet(report.once(identities), above, prints=False)


def identities(report: Report) -> tuple[Check, ...]:
    """All checks, in the order shown: between sheets, then figure by figure, then of the lists."""
    judged = report.once(service.layout).overall
    placed = (judged, *(table for table in contents.placed(report) if table is not judged))
    return (
        *_flow(report),
        *(check for one in contents.shown(report) for check in one.checks(report)),
        *(check for table in placed for check in checks(table)),
        *_lists(report),
    )


def _flow(report: Report) -> Iterator[Check]:
    """The movement of the month, on its own page and beside others."""
    opening, received, finished = (
        tiles.tile(report, at) for at in (tiles.OPENING, tiles.RECEIVED, tiles.FINISHED)
    )
    left = tiles.side_of(report, tiles.REMAINING)
    yield Check(side("Sisa bulan lalu + diterima − selesai", opening + received - finished), left)
    done = within("finished_on")
    parts = (
        done & says("status", word) for word in (ON_TIME, FINISHED_LATE, WITHDRAWN_STATUS, UNKNOWN)
    )
    by_status = Figure(SUMMARY, "", (), reduce(add, parts))
    yield Check(
        side(
            "Selesai tepat waktu + terlambat + dicabut + tidak dapat dihitung",
            by_status.number(report.tally, report.times),
        ),
        tiles.side_of(report, tiles.FINISHED),
    )
    trend = report.once(summary.layout).trend
    yield Check(
        side(f"Sisa {report.before.name} pada tren", trend.number(len(trend.table.lines) - 2, 3)),
        tiles.side_of(report, tiles.OPENING),
    )
    waiting = report.once(due.shown)[due.OPEN]
    yield Check(side("Masih terbuka (Tenggat)", waiting.number.at(waiting.place)), left)


def _lists(report: Report) -> Iterator[Check]:
    """The rows of Tenggat and of Data against the movement."""
    listed = Number(len(report.figures.open_requests), f"COUNTA({due.listed(report)})")
    yield Check(side("Baris pada daftar Tenggat", listed), tiles.side_of(report, tiles.REMAINING))
    opening, received = (tiles.tile(report, at) for at in (tiles.OPENING, tiles.RECEIVED))
    yield Check(
        side("Baris Data bulan ini", report.tally.count(equals("in_month", YES))),
        side("Sisa bulan lalu + diterima", opening + received),
    )
