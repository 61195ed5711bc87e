"""Data layanan harian (SOP step 7) as plain values: what came, went, is due and is wrong on a day.

One content for two places: the printed page, and the register's tab *Layanan Harian*. All rows have
the same seven columns; the second and fourth hold dates, the fifth and seventh whole numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ppid_sheets.archive.ages import Life, Lives
from ppid_sheets.checks.findings import WHOLE
from ppid_sheets.common.indonesian import DAYS, NOT_FILLED, listed, long_date
from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES
from ppid_sheets.deadlines.calendar import WorkCalendar
from ppid_sheets.deadlines.clock import (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    UNKNOWN,
    WAITING,
)
from ppid_sheets.register.table import Table
from ppid_sheets.reports.day.sections import SHOWN, Listing, ListRow, Section

TITLE = "Data Layanan Harian"
_FINDINGS_HEAD = ("Petugas", None, "Hari ini", None, "Terbuka", "Menurut tingkat", None)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the desk: what sort of day it is, its counts by name, and its lists.

    `issued` names the month's workbook that was issued last, "" where none was.
    """

    as_of: date
    kind: str
    counts: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    issued: str = ""

    @property
    def name(self) -> str:
        """`Senin, 23 November 2026`."""
        return f"{DAYS[self.as_of.weekday()]}, {long_date(self.as_of)}"


def day(
    table: Table,
    deadlines: pd.DataFrame,
    findings: Iterable[tuple[int, str]],
    calendar: WorkCalendar,
    as_of: date,
    lives: Lives,
    more: Iterable[Section] = (),
    issued: str = "",
    first: Iterable[Section] = (),
) -> Day:
    """The page of `as_of`.

    `deadlines` is the frame of `Clock.deadlines` as of that day on the index of the table;
    `findings` are sheet row (0 for the register as a whole) and severity. `lives` are those of
    findings over that day: where it is past, they know better than `findings` what was open then.
    `first` are lists that stand before those of requests, `more` between these and that of
    findings.
    """
    listing = Listing(table, deadlines, as_of)
    requests = _of_requests(listing)
    counts = tuple(_counts(requests, deadlines["status"][deadlines["known"]]))
    of_findings = _findings(listing.officers(), findings, lives)
    sections = (*first, *requests, *more, of_findings)
    return Day(as_of, _kind(calendar, as_of), counts, sections, issued)


def _counts(requests: Sequence[Section], known: "pd.Series[str]") -> Iterator[tuple[str, int]]:
    received, answered, *_ = requests
    yield "Diterima", len(received.rows) + received.left
    yield "Selesai", len(answered.rows) + answered.left
    statuses = Counter(known.tolist())
    yield "Jatuh tempo hari ini", statuses[DUE_TODAY]
    yield "Segera jatuh tempo", statuses[DUE_SOON]
    yield "Terlambat", statuses[OVERDUE]
    yield "Menunggu kelengkapan", statuses[WAITING]


def _of_requests(listing: Listing) -> tuple[Section, ...]:
    """The requests that came, went, are due, late or wait; those without a due date only where
    there are any."""
    received = listing.section("Diterima hari ini", listing.on("received_on"), listing.channel)
    answered = listing.section("Selesai hari ini", listing.on("finished_on"), listing.outcome)
    due = listing.section(
        "Jatuh tempo hari ini dan segera",
        listing.by_due_date(DUE_TODAY, DUE_SOON),
        listing.condition,
    )
    late = listing.section(
        "Terlambat", listing.by_due_date(OVERDUE), listing.condition, "Tidak ada yang terlambat."
    )
    waiting = listing.section("Menunggu kelengkapan", listing.of(WAITING), listing.lacking_notices)
    unknown = listing.section(
        "Batas waktu tidak dapat dihitung", listing.of(UNKNOWN, unfinished=True), listing.condition
    )
    undated = (unknown,) if unknown.rows else ()
    return received, answered, due, late, waiting, *undated


def _kind(calendar: WorkCalendar, as_of: date) -> str:
    holiday = calendar.by_day.get(as_of)
    if holiday:
        return f"Libur: {holiday.name} ({holiday.kind})"
    return "Akhir pekan" if as_of.weekday() in calendar.weekend else "Hari kerja"


def _findings(
    officers: Mapping[int, str], findings: Iterable[tuple[int, str]], lives: Lives
) -> Section:
    """The findings in the rows of each officer: how many are open, new and mended."""

    def officer(row: int) -> str:
        return officers.get(row, NOT_FILLED) if row else WHOLE

    def of(life: Life) -> str:
        return life.officer if life.row is None else officer(life.row)

    open_now = [(officer(row), severity) for row, severity in findings]
    if lives.past and not lives.unknown:
        open_now = [(of(life), life.severity) for life in lives.open]
    new, mended = Counter(map(of, lives.new)), Counter(map(of, lives.mended))
    counted: dict[str, Counter[str]] = {name: Counter() for name in (*new, *mended)}
    for name, severity in open_now:
        counted.setdefault(name, Counter())[severity] += 1
    rows = []
    for name in sorted(counted, key=lambda name: (-counted[name].total(), name)):
        today, open_ = _today(new[name], mended[name]), counted[name]
        rows.append((name, None, today, None, open_.total(), _by_severity(open_) or None, None))
    return Section(
        "Temuan menurut petugas",
        _FINDINGS_HEAD,
        tuple(rows[:SHOWN]),
        "Tidak ada temuan.",
        len(rows[SHOWN:]),
        _news(lives),
    )


def _today(new: int, mended: int) -> str | None:
    said = [f"{new} baru"] * bool(new) + [f"{mended} dibetulkan"] * bool(mended)
    return ", ".join(said) or None


def _news(lives: Lives) -> str:
    """The findings that came and went that day, in a sentence."""
    if lives.unknown:
        return lives.unknown
    news = f"Hari ini {len(lives.new)} temuan baru dan {len(lives.mended)} dibetulkan."
    if not lives.since:
        return news
    return (
        f"{news} Arsip pemeriksaan dimulai hari ini; yang sudah ada saat itu tidak dihitung baru."
    )


def _by_severity(counted: Counter[str]) -> str:
    return listed(
        [f"{counted[word]} {SEVERITY_NAMES[word]}" for word in SEVERITIES if counted[word]]
    )


def below(section: Section) -> Sequence[str]:
    """The text below a list: the number of rows cut, and its note."""
    more = [f"… dan {section.left} lagi; lihat register."] if section.left else []
    return (*more, *([section.note] if section.note else []))


def recent_issues(found: Day) -> Iterator[str]:
    """Which of the months' workbooks is the last, where one was issued."""
    if found.issued:
        yield f"Laporan bulanan terakhir: {found.issued}"


def lines(found: Day) -> Iterator[tuple[ListRow, str, int, str]]:
    """The whole page row by row, each with its look, a key of the register's table of letters, and
    the label and tab of the row that it is about, 0 and "" for none.
    """
    yield (f"{TITLE} — {found.name}",), "title", 0, ""
    yield (" · ".join([found.kind, *recent_issues(found)]),), "body", 0, ""
    yield tuple(count for _, count in found.counts), "tile", 0, ""
    yield tuple(name for name, _ in found.counts), "tile_label", 0, ""
    for section in found.sections:
        yield (), "body", 0, ""
        yield (section.title,), "heading", 0, ""
        if not section.rows:
            yield (section.nothing,), "body", 0, ""
        else:
            yield section.head, "header", 0, ""
        labels = section.labels or (0,) * len(section.rows)
        for row, label in zip(section.rows, labels, strict=True):
            yield row, "line", label, section.tab
        for text in below(section):
            yield (text,), "body", 0, ""
