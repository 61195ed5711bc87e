"""What the job's own tabs say: the day at the desk, the last run, and all findings as a list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from ppid_sheets.archive import living
from ppid_sheets.archive.judgement import CODES
from ppid_sheets.archive.verdict import Beside, MarkedWords, Verdict
from ppid_sheets.checks.findings import Finding, place_of
from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY
from ppid_sheets.plans import acknowledged, runners
from ppid_sheets.plans.incoming_page import arrival_counts
from ppid_sheets.plans.runners import Runner
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.home import cautions, clock_of
from ppid_sheets.register.places import target
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Grid, Snapshot, Tab, Value
from ppid_sheets.reports.day import awaiting, day, next_number, objecting, owing

MOST_FINDINGS = 5_000
"""More findings than these are mended one rule at a time, not read."""

_REQUESTS = "Permohonan"
_OF_ALL = "Temuan atas register secara keseluruhan"
_ROW = layout.FINDINGS_HEAD.index("Baris")
_HOME = {tab.title: tab for tab in own_tabs.pages()}
MOST_OF_REGISTER = 20
"""So many findings of the register as a whole are read on the page of runs."""


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
    found = _filled(layout.FINDINGS, rows)
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
    ordered = [(one, tab, finding) for one, tab in told for finding in _worst_first(one.findings)]
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


def _worst_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


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
        verdict.living.since.get(living.said(finding)),
        finding.code,
        mark or None,
    )


def _again(verdict: Verdict, present: Grid, beside: Beside | None) -> Iterator[Sequence[Value]]:
    """What goes on standing there, for this run knows nothing of it: what earlier runs said from a
    memory, and all of objections that cannot be judged.
    """
    forgotten = verdict.recalled is None or verdict.recalled.seen is None
    unread = f"{beside.tab}: " if beside and beside.trouble else ""
    for line in acknowledged.lines(present) if forgotten or unread else ():
        if (forgotten and line.code in CODES) or (unread and line.place.startswith(unread)):
            yield line.again()


def status(
    verdict: Verdict,
    as_of: date,
    moment: datetime,
    home: Snapshot | None = None,
    runner: Runner | None = None,
    beside: Beside | None = None,
) -> Tab:
    """The page that tells of a run that ended at `moment`, by the clock of its `home`."""
    home = home or Snapshot({})
    warned = [*cautions(home.locale, home.time_zone, moment)]
    held = home.pages.get(layout.STATUS, ())
    who = (f"oleh {runner.name}",) if runner else ()
    run = ("Pemeriksaan terakhir", clock_of(home, moment), *who)
    lines = _status(verdict, as_of, run, runners.line(held, runner, moment), warned, beside)
    return _filled(layout.STATUS, lines)


def _filled(title: str, lines: Iterable[Sequence[Value]]) -> Tab:
    """A page with these rows, each in its own look where the page names one."""
    home, rows = _HOME[title], tuple(map(_storable, lines))
    rest = [_look(row) for row in rows[len(home.styles) :]]
    return replace(home, rows=rows, styles=(*home.styles, *rest))


def _look(row: Sequence[Value]) -> str:
    """The look of a row: what stands alone in it may run on to the right, lists must not."""
    return "heading" if row == [_OF_ALL] else "line" if len(row) > 1 else "body"


def _status(
    verdict: Verdict,
    as_of: date,
    run: Sequence[Value],
    mails: Sequence[Value],
    warned: Sequence[str],
    beside: Beside | None,
) -> Iterator[Sequence[Value]]:
    yield (layout.STATUS,)
    yield ("Menyala merah bila pemeriksaan terakhir lebih dari 26 jam yang lalu.",)
    yield ()
    yield run
    yield "Keadaan per", as_of
    yield mails
    yield _REQUESTS, len(verdict.table.frame)
    yield "Masih terbuka", verdict.open
    yield "Terlambat", verdict.overdue
    yield DUE_TODAY, verdict.statuses[DUE_TODAY]
    yield DUE_SOON, verdict.statuses[DUE_SOON]
    for severity in SEVERITIES:
        yield f"Temuan {SEVERITY_NAMES[severity]}", verdict.severities[severity]
    yield "Baris dilewati", len(verdict.table.skipped)
    yield from arrival_counts(verdict)
    if verdict.issued:
        yield "Laporan bulanan terakhir", None, verdict.issued
    yield from objection_counts(beside)
    if beside and beside.trouble:
        yield "Keberatan", None, f"tidak diperiksa: {beside.trouble}"
    yield ()
    yield (_OF_ALL,)
    both = [verdict, beside.judged] if beside and beside.judged else [verdict]
    whole = list(dict.fromkeys(f for one in both for f in one.findings if not f.row))
    yield from map(_of_register, whole[:MOST_OF_REGISTER])
    if len(whole) > MOST_OF_REGISTER:
        yield (f"{len(whole) - MOST_OF_REGISTER} temuan lain ada di tab {layout.FINDINGS}.",)
    yield from (("peringatan", None, sentence) for sentence in warned)
    if not (whole or warned):
        yield ("Tidak ada",)


def objection_counts(beside: Beside | None) -> Iterator[tuple[str, int]]:
    """How many objections there are, open and late; none where no tab holds them."""
    judged = beside.judged if beside else None
    if judged:
        yield "Keberatan", len(judged.table.frame)
        yield "Keberatan masih terbuka", judged.open
        yield "Keberatan terlambat", judged.overdue
        yield "Temuan pada keberatan", len(judged.findings)


def _of_register(finding: Finding) -> Sequence[Value]:
    return SEVERITY_NAMES[finding.severity], finding.code, f"{finding.message}; {finding.remedy}."


def last_count(page: Grid) -> int | None:
    """How many requests the last run counted, by the page it left; None where it does not say."""
    for row in page:
        if len(row) > 1 and row[0] == _REQUESTS and isinstance(row[1], int | float):
            return int(row[1])
    return None
