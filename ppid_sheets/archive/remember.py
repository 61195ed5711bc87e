"""The memory of one run: the archive's last state of the register, and what the run adds to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

from ppid_sheets.archive import alterations as telling
from ppid_sheets.archive import (
    differences,
    issues,
    living,
    moved,
    pruning,
    recalling,
    register_keys,
    storing,
)
from ppid_sheets.archive.ages import Lives
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.differences import Against, Differences
from ppid_sheets.archive.elsewhere import Elsewhere
from ppid_sheets.archive.judgement import Alteration
from ppid_sheets.archive.living import Living
from ppid_sheets.archive.moved import Moved
from ppid_sheets.archive.recalling import ArchivedRegister
from ppid_sheets.archive.shelf import Shelf
from ppid_sheets.archive.state import fingerprint, read_state
from ppid_sheets.archive.storing import RunOutcome
from ppid_sheets.checks.findings import Finding, Key, key_of
from ppid_sheets.checks.tabs import job_places
from ppid_sheets.common import files, times
from ppid_sheets.common.month import month_of
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.errors import ArchiveError
from ppid_sheets.register import layout
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.schema import Course, Schema
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Grid, Snapshot

BACK = timedelta(hours=1)
"""So far a clock may be set back, as for another time zone, before it is called wrong."""


@dataclass(frozen=True)
class Recalled:
    """The findings out of the memory, and the state that a run adds to it; `seen` is None without a
    memory."""

    findings: tuple[Finding, ...]
    before: ArchivedRegister | None = None
    seen: Differences | None = None


class Memory:
    """The archive as one run uses it for one register.

    Whatever goes wrong with the archive ends the memory and not the run: `trouble` says it. A
    memory that only reads writes nothing, and so does one that another run has overtaken.
    """

    def __init__(
        self, place: str, settings: Settings, moment: datetime, shelf: Shelf, schema: Schema
    ) -> None:
        self._place, self._settings, self._moment = place, settings, moment
        self._shelf, self._schema = shelf, schema
        self._key, self._stamp = register_keys.key_of(place, schema), times.stamp(moment)
        self._heard: set[int] = set()

    @property
    def trouble(self) -> ArchiveError | None:
        """What is wrong with the archive."""
        return self._shelf.trouble

    def beside(self, schema: Schema) -> "Memory":
        """The memory of another register in the same place, out of the same archive."""
        return Memory(self._place, self._settings, self._moment, self._shelf, schema)

    @property
    def missed(self) -> str:
        """The register's last tab, as long as it had rows, or alterations of them are open; ""
        otherwise.
        """

        def last(archive: Archive) -> str:
            known = recalling.register_of(archive, self._key)
            if known is None:
                return ""
            rows = recalling.requests_of(archive, known.register)
            told = rows or recalling.alterations(archive, known.register)
            return recalling.surroundings(archive, known.state).tab if told else ""

        return self._shelf.ask(last) or ""

    def acknowledge(self, said: Mapping[Key, str], tab: str = "") -> None:
        """Take in what the Kasubag wrote on the page *Temuan*, before that is written anew.

        `tab` is what that page names for findings of a register beside the requests.
        """

        def take_in(archive: Archive) -> None:
            before = recalling.register_of(archive, self._key)
            if not before:
                return
            heard = [
                (alteration, said[key])
                for alteration in recalling.alterations(archive, before.register)
                if (key := key_of(self._finding(alteration), "", tab)) in said
            ]
            if heard and not self._shelf.read_only:
                storing.acknowledge(archive, heard, self._stamp)
            self._heard |= {alteration.id for alteration, _ in heard}

        if said:
            self._shelf.ask(take_in)

    def _finding(self, alteration: Alteration) -> Finding:
        return telling.finding(alteration, self._settings.time_zone, self._schema)

    def recall(
        self, snapshot: Snapshot, tab: str, table: Table, parts: Iterable[Table] = ()
    ) -> Recalled:
        """The alterations of the register `snapshot` since the archived state.

        Rows of its earlier `parts` are not gone. Trouble with the archive itself is a finding of
        the requests.
        """
        elsewhere = Elsewhere(parts, table.schema)
        found = self._shelf.ask(
            lambda archive: self._recall(archive, snapshot, tab, table, elsewhere)
        )
        told = (telling.no_memory(),) if self.trouble and self._is_first else ()
        return found or Recalled(told)

    @property
    def _is_first(self) -> bool:
        return not self._schema.name

    def _recall(
        self, archive: Archive, snapshot: Snapshot, tab: str, table: Table, elsewhere: Elsewhere
    ) -> Recalled:
        before = recalling.register_of(archive, self._key)
        grid, tabs = snapshot.tabs[tab], self._read_tabs(snapshot)
        job = list(job_places(snapshot, table.header).values())
        mark = fingerprint(grid, job, tabs)
        if before is None:
            seen = differences.first_sight(read_state(grid, table, tab, job, tabs, mark))
            return Recalled((), None, seen)
        open_now = [
            alteration
            for alteration in recalling.alterations(archive, before.register)
            if alteration.id not in self._heard
        ]
        away = differences.moved_away(archive, open_now, elsewhere)
        open_now = [alteration for alteration in open_now if alteration not in away]
        last = times.moment(before.last_seen, self._settings.time_zone)
        if before.fingerprint == mark:
            seen = Differences(None, recalling.places(archive, before.state), open=open_now)
        else:
            state = read_state(grid, table, tab, job, tabs, mark)
            against = Against(before, last.date(), open_now, _own_decisions(snapshot), elsewhere)
            seen = differences.found(archive, against, state, table.schema, self._stamp)
        seen = replace(seen, undone=[*seen.undone, *away])
        early = self._is_first and last - self._moment > BACK
        clock = (telling.wrong_clock(self._moment, last),) if early else ()
        return Recalled((*clock, *map(self._finding, seen.open)), before, seen)

    def _read_tabs(self, snapshot: Snapshot) -> Mapping[str, Grid]:
        """The tabs beside the register, stored with the requests alone."""
        titles = (layout.HOLIDAYS, layout.CHOICES) if self._is_first else ()
        return {title: snapshot.tab(title) for title in titles}

    def moved(
        self, recalled: Recalled, table: Table, deadlines: pd.DataFrame, clock: Clock
    ) -> tuple[Moved, ...]:
        """The open requests whose due date moved for another reason than what staff typed."""
        before, seen, now = recalled.before, recalled.seen, moved.basis(clock)
        if not (before and seen and before.basis and before.basis != now):
            return ()
        kept = self._shelf.ask(lambda archive: recalling.dues(archive, before.register))
        if kept is None:
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
        today, before, seen = self._moment.date(), recalled.before, recalled.seen
        if as_of != today or seen is None:
            return Living(self.lives(as_of, as_of))
        if self._shelf.read_only and not (before and before.lives):
            return Living(living.nothing(as_of, as_of, living.NO_MEMORY))
        told = recalled.findings[len(recalled.findings) - len(seen.open) :]
        found = self._shelf.ask(
            lambda archive: living.present(
                archive,
                before,
                seen,
                told,
                findings,
                today,
                self._stamp,
                self._settings.time_zone,
                self._schema,
            )
        )
        if found is None:
            return Living(living.nothing(as_of, as_of, living.UNUSABLE))
        return replace(found, lives=found.lives.ruled(self._settings.rulings))

    def last_issue(self, as_of: date) -> str:
        """The month's workbook that was issued last, by the end of a day: its name and its day."""
        zone = self._settings.time_zone
        return self._shelf.ask(lambda archive: issues.last(archive, self._key, as_of, zone)) or ""

    def lives(self, first: date, last: date) -> Lives:
        """The lives of findings over some days, by the archive as of their end."""

        def past(archive: Archive) -> Lives:
            known = recalling.register_of(archive, self._key)
            if not known:
                return living.nothing(first, last, living.NO_MEMORY)
            zone = self._settings.time_zone
            found = living.past(archive, known.register, first, last, zone, self._schema)
            return found.ruled(self._settings.rulings)

        return self._shelf.ask(past) or living.nothing(first, last, living.UNUSABLE)

    def keep(self, name: str, recalled: Recalled, outcome: RunOutcome | None) -> None:
        """Add what a run saw and found; `name` is what people call the register.

        `outcome` is None where the run judged another day than its own.
        """
        seen = recalled.seen
        if seen is None or self._shelf.read_only:
            return
        day = self._moment.date()

        def kept(archive: Archive) -> None:
            first = storing.keep(
                archive,
                self._key,
                name,
                recalled.before,
                seen,
                outcome,
                self._stamp,
                day.isoformat(),
            )
            if first:
                start = month_of(day).before(self._settings.archive_months).first
                pruning.prune(archive, self._key, times.start_of(start, self._settings.time_zone))

        self._shelf.ask(kept)


@contextmanager
def remembered(
    where: Path | SpreadsheetId, settings: Settings, moment: datetime, *, read_only: bool = False
) -> Iterator[Memory | None]:
    """The memory of a register; None where the settings want none or there is none to read."""
    path = settings.archive_folder / FILE
    if not settings.archive_active or (read_only and files.absent(path)):
        yield None
        return
    shelf = Shelf(path, moment, read_only=read_only)
    try:
        yield Memory(identity(where), settings, moment, shelf, settings.chosen.schema)
    finally:
        shelf.close()


def _own_decisions(snapshot: Snapshot) -> Sequence[str]:
    lists = read_lists(snapshot.tab(layout.CHOICES), snapshot.schema)
    return lists.get(snapshot.schema.header(snapshot.schema.course.decision), ())


def _decides(pair: differences.Pair, course: Course) -> bool:
    return any(pair.old.get(key) != pair.row.cells.get(key) for key in course.dating)
