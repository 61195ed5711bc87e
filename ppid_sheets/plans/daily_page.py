"""The page of the day at the desk."""

from dataclasses import replace
from datetime import date

from ppid_sheets.archive.verdict import Beside, Verdict
from ppid_sheets.plans.filling import BLANK, storable_row
from ppid_sheets.register import layout
from ppid_sheets.register.places import target
from ppid_sheets.register.values import Tab
from ppid_sheets.reports.day import awaiting, day, next_number, objecting, owing


def page(verdict: Verdict, as_of: date, beside: Beside | None = None) -> Tab:
    """The page; the same register gives the same rows."""
    lines = [*day.lines(at_the_desk(verdict, as_of, beside))]
    links = {
        (at, len(row) - 1): place
        for at, (row, _, label, tab) in enumerate(lines)
        if label
        for place in (target(label, tab or verdict.tab, verdict.desk.parts if not tab else ()),)
        if place
    }
    return replace(
        BLANK[layout.DAILY],
        rows=[storable_row(row) for row, *_ in lines],
        styles=[look for _, look, *_ in lines],
        links=links,
    )


def at_the_desk(verdict: Verdict, as_of: date, beside: Beside | None = None) -> day.Day:
    """The *Data layanan harian* of SOP step 7 as values."""
    objections = beside.judged if beside else None
    findings = [(finding.row, finding.severity) for finding in verdict.findings]
    return day.day(
        verdict.desk,
        verdict.desk_deadlines,
        findings,
        verdict.clock.calendar,
        as_of,
        verdict.living.lives,
        (*owing.sections(verdict, as_of), *objecting.sections(verdict, objections, as_of)),
        verdict.issued,
        (*next_number.sections(verdict, objections), *awaiting.sections(verdict)),
    )
