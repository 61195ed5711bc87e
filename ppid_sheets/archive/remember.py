"""The memory of one run: what was known of the register before it, and what it adds to that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pandas as pd

from ppid_sheets.archive import alterations as telling
from ppid_sheets.archive import issues, keeping, living, moved, pruning, recalling, seeing
from ppid_sheets.archive.ages import Lives
from ppid_sheets.archive.elsewhere import Elsewhere
from ppid_sheets.archive.judgement import Alteration
from ppid_sheets.archive.keeping import RunOutcome
from ppid_sheets.archive.living import Living
from ppid_sheets.archive.moved import Moved
from ppid_sheets.archive.opening import FILE, Archive
from ppid_sheets.archive.recalling import Known
from ppid_sheets.archive.seeing import Seen
from ppid_sheets.archive.state import fingerprint, read_state
from ppid_sheets.checks.findings import WHOLE, Finding, Key
from ppid_sheets.checks.tabs import job_places
from ppid_sheets.common import files, times
from ppid_sheets.common.month import month_of
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.errors import ArchiveError
from ppid_sheets.register import layout
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.schema import Course
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import storable
from ppid_sheets.register.values import Grid, Snapshot

BACK = timedelta(hours=1)
"""So far a clock may be set back, as for another time zone, before it is called wrong."""


@dataclass(frozen=True)
class Recalled:
    """What a run says from memory, and what it adds to it; `seen` is None without a memory."""

    findings: tuple[Finding, ...]
    before: Known | None = None
    seen: Seen | None = None


class Memory:
    """The archive as one run uses it.

    Whatever goes wrong with the archive ends the memory and not the run: `trouble` says it. A
    memory that only reads writes nothing, and so does one that another run has overtaken.
    """

    def __init__(
        self,
        key: str,
        settings: Settings,
        moment: datetime,
        path: Path,
        *,
        read_only: bool = False,
    ) -> None:
        self.trouble: ArchiveError | None = None
        self._key, self._settings, self._moment = key, settings, moment
        self._schema, self._stamp = settings.chosen.schema, times.stamp(moment)
        self._path, self._read_only = path, read_only
        self._heard: set[int] = set()

    @cached_property
    def _archive(self) -> Archive | None:
        """Opened where it is first needed: a register that cannot be read makes no archive."""
        try:
            return Archive(self._path, self._moment, read_only=self._read_only)
        except ArchiveError as error:
            self.trouble = error
            return None

    def close(self) -> None:
        """Let go of the archive."""
        opened: Archive | None = vars(self).get("_archive")
        if opened:
            opened.close()

    def hear(self, said: Mapping[Key, str]) -> None:
        """Take in what the Kasubag wrote on the page *Temuan*, before that is written anew."""
        if not (said and self._archive):
            return
        try:
            with self._archive.explained():
                before = recalling.known(self._archive, self._key)
                if not before:
                    return
                heard = [
                    (alteration, said[key])
                    for alteration in recalling.alterations(self._archive, before.register)
                    if (key := self._key_of(alteration)) in said
                ]
            if heard and not self._read_only:
                keeping.acknowledge(self._archive, heard, self._stamp)
            self._heard |= {alteration.id for alteration, _ in heard}
        except ArchiveError as error:
            self._lose(error)

    def _key_of(self, alteration: Alteration) -> Key:
        found = self._finding(alteration)
        return ("", WHOLE, found.code, storable(found.message))

    def _finding(self, alteration: Alteration) -> Finding:
        return telling.finding(alteration, self._settings.time_zone, self._schema)

    def recall(
        self, snapshot: Snapshot, tab: str, table: Table, parts: Iterable[Table] = ()
    ) -> Recalled:
        """What is to be said of the register `snapshot` in the light of what was known.

        What stands in its earlier `parts` is not gone.
        """
        if self._archive:
            try:
                with self._archive.explained():
                    return self._recall(
                        self._archive, snapshot, tab, table, Elsewhere(parts, table.schema)
                    )
            except ArchiveError as error:
                self._lose(error)
        return Recalled((telling.no_memory(),) if self.trouble else ())

    def _recall(
        self, archive: Archive, snapshot: Snapshot, tab: str, table: Table, elsewhere: Elsewhere
    ) -> Recalled:
        before = recalling.known(archive, self._key)
        grid, tabs = snapshot.tabs[tab], _read_tabs(snapshot)
        job = list(job_places(snapshot, table.header).values())
        mark = fingerprint(grid, job, tabs)
        if before is None:
            seen = seeing.first_sight(read_state(grid, table, tab, job, tabs, mark))
            return Recalled((), None, seen)
        open_now = [
            alteration
            for alteration in recalling.alterations(archive, before.register)
            if alteration.id not in self._heard
        ]
        away = seeing.moved_away(archive, open_now, elsewhere)
        open_now = [alteration for alteration in open_now if alteration not in away]
        last = times.moment(before.last_seen, self._settings.time_zone)
        if before.fingerprint == mark:
            seen = Seen(None, recalling.places(archive, before.state), open=open_now)
        else:
            state = read_state(grid, table, tab, job, tabs, mark)
            lists = read_lists(snapshot.tab(layout.CHOICES), snapshot.schema)
            decisions = lists.get(snapshot.schema.header(snapshot.schema.course.decision), ())
            seen = seeing.see(
                archive, before, state, table.schema, open_now, decisions, last.date(), self._stamp,
                elsewhere,
            )  # fmt: skip
        seen = replace(seen, undone=[*seen.undone, *away])
        clock = (telling.wrong_clock(self._moment, last),) if self._is_early(last) else ()
        return Recalled((*clock, *map(self._finding, seen.open)), before, seen)

    def _is_early(self, last: datetime) -> bool:
        return last - self._moment > BACK

    def moved(
        self, recalled: Recalled, table: Table, deadlines: pd.DataFrame, clock: Clock
    ) -> tuple[Moved, ...]:
        """The open requests whose due date moved for another reason than what staff typed."""
        before, seen, now = recalled.before, recalled.seen, moved.basis(clock)
        if not (self._archive and before and seen and before.basis and before.basis != now):
            return ()
        try:
            with self._archive.explained():
                kept = recalling.dues(self._archive, before.register)
        except ArchiveError as error:
            self._lose(error)
            return ()
        touched = {pair.row.row for pair in seen.changed if _decides(pair, clock.course)}
        old = {
            row: kept[request]
            for row, request in seen.places.items()
            if request in kept and row not in touched
        }
        numbers = dict(zip(table.frame.index, table.frame[table.schema.number], strict=True))
        return moved.moved(before.basis, now, old, deadlines, numbers)

    def living(self, recalled: Recalled, findings: Sequence[Finding], as_of: date) -> Living:
        """The lives of findings over a day: its own where the run judges that, else a past one.

        `findings` are those of the rules, also the ones that the office does not want to see.
        """
        today = self._moment.date()
        if as_of != today or not (self._archive and recalled.seen):
            return Living(self.lives(as_of, as_of))
        told = recalled.findings[len(recalled.findings) - len(recalled.seen.open) :]
        try:
            with self._archive.explained():
                before = recalled.before
                if self._read_only and not (before and before.lives):
                    return Living(living.nothing(as_of, as_of, living.NO_MEMORY))
                found = living.present(
                    self._archive, before, recalled.seen, told, findings, today, self._stamp,
                    self._settings.time_zone, self._schema,
                )  # fmt: skip
                return replace(found, lives=found.lives.ruled(self._settings.rulings))
        except ArchiveError as error:
            self._lose(error)
            return Living(living.nothing(as_of, as_of, living.UNUSABLE))

    def last_issue(self, as_of: date) -> str:
        """The month's workbook that was issued last, by the end of a day: its name and its day."""
        if self._archive:
            try:
                with self._archive.explained():
                    return issues.last(self._archive, self._key, as_of, self._settings.time_zone)
            except ArchiveError as error:
                self._lose(error)
        return ""

    def lives(self, first: date, last: date) -> Lives:
        """The lives of findings over some days, as known when these ended."""
        if self._archive:
            try:
                with self._archive.explained():
                    known = recalling.known(self._archive, self._key)
                    if not known:
                        return living.nothing(first, last, living.NO_MEMORY)
                    zone = self._settings.time_zone
                    past = living.past(
                        self._archive, known.register, first, last, zone, self._schema
                    )
                    return past.ruled(self._settings.rulings)
            except ArchiveError as error:
                self._lose(error)
        return living.nothing(first, last, living.UNUSABLE)

    def keep(self, name: str, recalled: Recalled, outcome: RunOutcome | None) -> None:
        """Add what a run saw and found; `name` is what people call the register.

        `outcome` is None where the run judged another day than its own.
        """
        if not (self._archive and recalled.seen) or self._read_only:
            return
        day = self._moment.date()
        try:
            first = keeping.keep(
                self._archive, self._key, name, recalled.before, recalled.seen, outcome,
                self._stamp, day.isoformat(),
            )  # fmt: skip
            if first:
                start = month_of(day).before(self._settings.archive_months).first
                cutoff = times.start_of(start, self._settings.time_zone)
                with self._archive.explained():
                    pruning.prune(self._archive, self._key, cutoff)
        except ArchiveError as error:
            self._lose(error)

    def _lose(self, error: ArchiveError) -> None:
        """Go on without the archive."""
        self.trouble = error
        self.close()
        self._archive = None


@contextmanager
def remembered(
    where: Path | SpreadsheetId, settings: Settings, moment: datetime, *, read_only: bool = False
) -> Iterator[Memory | None]:
    """The memory of a register; None where the settings want none or there is none to read."""
    path = settings.archive_folder / FILE
    if not settings.archive_active or (read_only and not files.exists(path)):
        yield None
        return
    memory = Memory(identity(where), settings, moment, path, read_only=read_only)
    try:
        yield memory
    finally:
        memory.close()


def outcome(findings: Iterable[Finding], deadlines: pd.DataFrame, clock: Clock) -> RunOutcome:
    """What the archive keeps of a run's findings and due dates."""
    faults = {
        (finding.row, finding.code, living.about(finding))
        for finding in findings
        if not finding.remembered
    }
    return RunOutcome(sorted(faults), moved.dues(deadlines), moved.basis(clock))


def _decides(pair: seeing.Pair, course: Course) -> bool:
    return any(pair.old.get(key) != pair.row.cells.get(key) for key in course.dating)


def _read_tabs(snapshot: Snapshot) -> Mapping[str, Grid]:
    return {title: snapshot.tab(title) for title in (layout.HOLIDAYS, layout.CHOICES)}
