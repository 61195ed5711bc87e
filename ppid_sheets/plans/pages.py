"""What two of the job's own tabs say: the day at the desk, and all findings as a list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ppid_sheets.archive import living
from ppid_sheets.archive.judgement import CODES
from ppid_sheets.archive.verdict import Beside, MarkedWords, Verdict
from ppid_sheets.checks.findings import Finding, place_of, worst_first
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.plans import acknowledged
from ppid_sheets.plans.acknowledged import MOST_FINDINGS
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.places import target
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Grid, Tab, Value
from ppid_sheets.reports.day import awaiting, day, next_number, objecting, owing

OF_ALL = "Temuan atas register secara keseluruhan"
_ROW = layout.FINDINGS_HEAD.index("Baris")
_HOME = {tab.title: tab for tab in own_tabs.pages()}


def pages(
    verdict: Verdict,
    as_of: date,
    present: Grid = (),
    beside: Beside | None = None,
) -> tuple[Tab, ...]:
    """The pages that follow from a verdict alone, so that the same register gives the same rows.

    What people wrote beside a finding goes on standing there; without a memory so does what the
    `present` page of findings has of one, and while the objections `beside` cannot be judged, all
    that it has of these. Their findings follow those of the requests.
    """
    rows, tabs = zip(*_findings(verdict, as_of, present, beside), strict=True)
    found = filled(layout.FINDINGS, rows)
    links = {
        (at, _ROW): (tab, row)
        for at, (tab, cells) in enumerate(zip(tabs, rows, strict=True))
        for row in cells[_ROW : _ROW + 1]
        if tab and isinstance(row, int)
    }
    return _daily(verdict, as_of, beside), replace(found, links=links)


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


def _daily(verdict: Verdict, as_of: date, beside: Beside | None) -> Tab:
    lines = [*day.lines(at_the_desk(verdict, as_of, beside))]
    links = {
        (at, len(row) - 1): place
        for at, (row, _, label, tab) in enumerate(lines)
        if label
        for place in (target(label, tab or verdict.tab, verdict.desk.parts if not tab else ()),)
        if place
    }
    return replace(
        _HOME[layout.DAILY],
        rows=[_storable(row) for row, *_ in lines],
        styles=[look for _, look, *_ in lines],
        links=links,
    )


def _storable(row: Sequence[Value]) -> Sequence[Value]:
    if storable(together := "".join(cell for cell in row if isinstance(cell, str))) is together:
        return list(row)
    return [storable(cell) if isinstance(cell, str) else cell for cell in row]


def _findings(
    verdict: Verdict, as_of: date, present: Grid, beside: Beside | None
) -> Iterator[tuple[Sequence[Value], str]]:
    """The rows of the page, each with the tab that its line is about, "" for none."""
    told = [(verdict, "")]
    if beside and beside.judged:
        told += [(beside.judged, beside.tab)]
    ordered = [(one, tab, finding) for one, tab in told for finding in worst_first(one.findings)]
    silent = [(one, tab, finding) for one, tab in told for finding in one.silent]
    count, shown = len(ordered), ordered[:MOST_FINDINGS]
    left = count - len(shown)
    more = f"; {left} temuan lain muncul setelah yang ini dibetulkan" if left else ""
    known = f"; {len(silent)} lagi sudah diketahui Kasubag" if silent else ""
    yield (layout.FINDINGS,), ""
    yield (f"{count} temuan per {as_of:%d/%m/%Y}{more}{known}",), ""
    yield layout.FINDINGS_HEAD, ""
    yield from ((line, "") for line in _again(verdict, present, beside))
    for one, tab, finding in (*shown, *silent):
        yield _line(one, finding, tab), one.tab


def _line(verdict: Verdict, finding: Finding, tab: str) -> Sequence[Value]:
    """A finding as the page has it; `tab` is that of a register beside the requests."""
    row = finding.row
    mark, words = verdict.remarks.get(finding, MarkedWords("", None))
    return (
        verdict.texts(verdict.table.schema.number).get(row) or None,
        row or None,
        verdict.texts("officer").get(row) or None,
        place_of(finding, tab),
        SEVERITY_NAMES[finding.severity],
        finding.message,
        finding.remedy,
        words,
        verdict.living.since.get(living.identity_of(finding)),
        finding.code,
        mark or None,
    )


def _again(verdict: Verdict, present: Grid, beside: Beside | None) -> Iterator[Sequence[Value]]:
    """The lines that stay, for this run has no news of them: those of earlier runs with a memory,
    and all of objections that cannot be judged.
    """
    forgotten = verdict.recalled is None or verdict.recalled.seen is None
    unread = f"{beside.tab}: " if beside and beside.trouble else ""
    for line in acknowledged.lines(present) if forgotten or unread else ():
        if (forgotten and line.code in CODES) or (unread and line.place.startswith(unread)):
            yield line.again()


def filled(title: str, lines: Iterable[Sequence[Value]]) -> Tab:
    """A page with these rows, each in its own look where the page names one."""
    home, rows = _HOME[title], tuple(map(_storable, lines))
    rest = [_look(row) for row in rows[len(home.styles) :]]
    return replace(home, rows=rows, styles=(*home.styles, *rest))


def _look(row: Sequence[Value]) -> str:
    """The look of a row: what stands alone in it may run on to the right, lists must not."""
    return "heading" if row == [OF_ALL] else "line" if len(row) > 1 else "body"
