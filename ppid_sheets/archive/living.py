"""The lives of findings over some days for reports, out of the archive."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from functools import cache, cached_property

from ppid_sheets.archive import alterations as telling
from ppid_sheets.archive import lives, recalling
from ppid_sheets.archive.ages import Life, Lives
from ppid_sheets.archive.content import Cells, typed
from ppid_sheets.archive.database import Archive
from ppid_sheets.archive.differences import Differences
from ppid_sheets.archive.lives import ArchivedLife
from ppid_sheets.archive.recalling import ArchivedRegister
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.rules import rule_book
from ppid_sheets.common import times
from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ, typed_date
from ppid_sheets.config import Settings
from ppid_sheets.register import layout
from ppid_sheets.register.cells import choice_reader, read_text
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.reading import UNREAD, Reading
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.schema import Schema

NO_ARCHIVE = "Arsip pemeriksaan tidak dipakai (arsip.aktif)"
NO_MEMORY = "Arsip pemeriksaan belum memuat register ini"
UNUSABLE = "Arsip lokal tidak dapat dipakai"
_YOUNGER = "Arsip pemeriksaan baru dimulai {}"
_NOT_SEEN = "Tidak ada pemeriksaan pada hari itu"
_UNKNOWN = "{}, jadi temuan yang baru dan yang dibetulkan tidak diketahui."

_BOOKS = tuple(map(rule_book, REGISTERS))
_SEVERITIES: Mapping[str, str] = {
    **{rule.code: rule.severity for book in _BOOKS for rule in book.rows},
    **{rule.code: rule.severity for book in _BOOKS for rule in book.register},
    **telling.SEVERITIES,
}
_ROWS = re.compile(r"(?<=baris )\d[\d, ]*(?: dan \d+(?: baris lain)?)?")

LifeKey = tuple[int, str, str]
"""A request (0 for the register), a code, and the column or what the finding is about."""
FindingIdentity = tuple[int, str, str]
"""The sheet row of a finding, its code, and its column or message."""


def about(finding: Finding) -> str:
    """What makes a finding the same one in the next run: its column, or what it says.

    One that names rows is the same whichever they are.
    """
    return finding.column or _ROWS.sub("…", finding.message)


def identity_of(finding: Finding) -> FindingIdentity:
    """How `Living.since` names a finding."""
    return finding.row, finding.code, finding.column or finding.message


@dataclass(frozen=True)
class Living:
    """The lives over the day of a run, and since when each of its findings has been there."""

    lives: Lives
    since: Mapping[FindingIdentity, date] = field(default_factory=dict)


def unremembered(settings: Settings, first: date, last: date) -> Lives:
    """The lives of findings without an archive: none, and the sentence why."""
    return nothing(first, last, NO_MEMORY if settings.archive_active else NO_ARCHIVE)


def nothing(first: date, last: date, why: str) -> Lives:
    """No lives, and the sentence why."""
    return Lives(first, last, unknown=_UNKNOWN.format(why))


def past(
    archive: Archive, register: int, first: date, last: date, zone: tzinfo, schema: Schema
) -> Lives:
    """The lives from `first` to `last`, by the archive as of the end of `last`."""
    start, end = _span(first, last, zone)
    since = lives.since(archive, register)
    if not since:
        return nothing(first, last, NO_MEMORY)
    day = _days(zone)
    if since >= end:
        return nothing(first, last, _YOUNGER.format(typed_date(day(since))))
    if first == last and not lives.had_run(archive, register, first.isoformat()):
        return nothing(first, last, _NOT_SEEN)
    who = _Who(archive, register, end, schema)

    def told(kept: ArchivedLife) -> Life:
        row = 0 if _of_register(kept) else None
        ended = day(kept.ended) if kept.ended else None
        new = kept.first_seen >= start and kept.first_seen > since
        return _life(kept, row, who.of(kept), (day(kept.first_seen), ended), new)

    found = tuple(map(told, lives.lived(archive, register, start, end)))
    return Lives(first, last, found, day(since) if since > start else None)


def present(
    archive: Archive,
    before: ArchivedRegister | None,
    seen: Differences,
    alterations: Sequence[Finding],
    findings: Sequence[Finding],
    today: date,
    moment: str,
    zone: tzinfo,
    schema: Schema,
) -> Living:
    """The lives over the day of a run, with the run's own findings at a `moment` of that day.

    `alterations` are the findings about `seen.open`, `findings` all others.
    """
    start, end = _span(today, today, zone)
    register = before.register if before else 0
    kept = lives.lived(archive, register, start, max(end, moment))
    began = (lives.since(archive, register) if before else "") or moment
    now = _found_now(seen, alterations, findings)
    still = {key: one.first_seen for one in kept if not one.ended and (key := _key_of(one)) in now}
    day = _days(zone)
    who = _Who(archive, register, end, schema)
    rows = {request: row for row, request in seen.places.items()}

    def ended(one: ArchivedLife) -> Life:
        row = 0 if _of_register(one) else rows.get(one.request)
        known = who.of(one) if row is None else ("", "")
        new = one.first_seen >= start and one.first_seen > began
        return _life(one, row, known, (day(one.first_seen), day(one.ended or moment)), new)

    def open_(key: LifeKey, finding: Finding) -> Life:
        first = still.get(key, moment)
        return Life(
            finding.row,
            "",
            "",
            finding.code,
            finding.severity,
            finding.column,
            day(first),
            None,
            first >= start and first > began,
        )

    found = [open_(key, finding) for key, finding in now.items()]
    found += [ended(one) for one in kept if one.ended or _key_of(one) not in still]
    since = {identity_of(finding): day(still.get(key, moment)) for key, finding in now.items()}
    first = day(began) if began > start else None
    return Living(Lives(today, today, tuple(found), first, past=False), since)


def _found_now(
    seen: Differences, alterations: Sequence[Finding], findings: Sequence[Finding]
) -> dict[LifeKey, Finding]:
    """The findings of a run by the keys of lives in the archive."""
    now = {_key(seen.places.get(f.row, -f.row), f.code, about(f), ""): f for f in findings}
    return now | {
        _key(a.request, a.code, a.place, a.number): finding
        for a, finding in zip(seen.open, alterations, strict=True)
    }


def _of_register(kept: ArchivedLife) -> bool:
    """True for a finding that stands in no row that is there now."""
    return not kept.request or kept.code in telling.SEVERITIES


def _life(
    kept: ArchivedLife,
    row: int | None,
    known: tuple[str, str],
    days: tuple[date, date | None],
    new: bool,
) -> Life:
    """An archived life as a value: `known` are number and officer, `days` the first and last."""
    (number, officer), (first, last) = known, days
    place = kept.place
    if _of_register(kept):
        officer = place = ""
    severity = _SEVERITIES.get(kept.code, "")
    return Life(row, number, officer, kept.code, severity, place, first, last, new)


def _span(first: date, last: date, zone: tzinfo) -> tuple[str, str]:
    return times.start_of(first, zone), times.start_of(last + timedelta(days=1), zone)


def _key(request: int, code: str, place: str, number: str) -> LifeKey:
    """An alteration whose request is forgotten goes on by its number."""
    return request, code, place if request else f"{place}{number}"


def _key_of(kept: ArchivedLife) -> LifeKey:
    return _key(kept.request, kept.code, kept.place, kept.number)


def _days(zone: tzinfo) -> Callable[[str], date]:
    """What turns a moment into its local day; many findings share one."""
    return cache(lambda moment: times.moment(moment, zone).date())


class _Who:
    """Number and officer of requests, as they were before a moment."""

    def __init__(self, archive: Archive, register: int, end: str, schema: Schema) -> None:
        self._archive, self._register, self._end = archive, register, end
        self._schema = schema
        self._known: dict[int, tuple[str, str]] = {}

    def of(self, life: ArchivedLife) -> tuple[str, str]:
        """Number, "" without one, and officer."""
        if life.request not in self._known:
            cells = lives.content(self._archive, life.request, self._end)
            self._known[life.request] = self._read(cells)
        number, officer = self._known[life.request]
        return number or life.number, officer

    def _read(self, cells: Cells) -> tuple[str, str]:
        number = read_text(typed(cells.get(self._schema.number))).value or ""
        if "officer" not in self._schema.by_key:
            return number, ""
        officer = self._officer(typed(cells.get("officer")))
        return number, NOT_READ if officer.note in UNREAD else officer.value or NOT_FILLED

    @cached_property
    def _officer(self) -> Callable[[object], Reading[str]]:
        """The reader of officers, by the staff list of that time."""
        column = self._schema.by_key["officer"]
        state = recalling.state_as_of(self._archive, self._register, self._end)
        tabs = recalling.surroundings(self._archive, state).tabs if state else {}
        lists = read_lists(tabs.get(layout.CHOICES, ()), self._schema)
        return choice_reader((*column.choices, *lists.get(column.header, ())), column.spellings)
