"""Compares the register of a run with the last state, and finds what became of each request."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.archive import recalling
from ppid_sheets.archive.content import Cells
from ppid_sheets.archive.database import Archive
from ppid_sheets.archive.elsewhere import Elsewhere
from ppid_sheets.archive.judgement import (
    GONE,
    Alteration,
    compare,
    fact_reader,
    gone,
    is_request,
)
from ppid_sheets.archive.matching import ArchivedRow, match
from ppid_sheets.archive.recalling import ArchivedRegister, PresentVersion
from ppid_sheets.archive.state import RegisterState, RequestRow
from ppid_sheets.register import numbers
from ppid_sheets.register.schema import Schema


@dataclass(frozen=True)
class Pair:
    """An archived request with other content now; `version` is 0 if it was gone."""

    request: int
    version: int
    old: Cells
    row: RequestRow


@dataclass(frozen=True)
class Differences:
    """The state of a run.

    `state` is None where it is the archived one. `places` maps sheet rows to archived requests;
    `entered` are the rows of new ones. `open` are the present alterations, `undone` those that
    ended. `away` counts those that left for an earlier year's part.
    """

    state: RegisterState | None
    places: Mapping[int, int]
    changed: Sequence[Pair] = ()
    lost: Sequence[PresentVersion] = ()
    entered: Sequence[RequestRow] = ()
    open: Sequence[Alteration] = ()
    undone: Sequence[Alteration] = ()
    away: int = 0


def first_sight(state: RegisterState) -> Differences:
    """A register without a state in the archive: all its requests are new, without alterations."""
    return Differences(state, {}, entered=state.rows)


@dataclass(frozen=True)
class Against:
    """What a run compares with: the archived state `before` of the day `seen`, the alterations
    that are open so far, the office's own decisions, and the parts of earlier years."""

    before: ArchivedRegister
    seen: date
    open: Sequence[Alteration]
    decisions: Iterable[str]
    elsewhere: Elsewhere


def found(
    archive: Archive, against: Against, state: RegisterState, schema: Schema, moment: str
) -> Differences:
    """The fate of each request since an earlier state."""
    held = recalling.requests_of(archive, against.before.register)
    places, old, new = _unchanged(held, state.rows)
    cells = [recalling.cells_of(archive, one.version) for one in old]
    entries = [ArchivedRow(one.number, held) for one, held in zip(old, cells, strict=True)]
    pairing = match(entries, [_entry(row) for row in new], schema)
    pairs = [Pair(old[i].request, old[i].version, cells[i], new[j]) for i, j in pairing.items()]
    lost = [i for i in range(len(old)) if i not in pairing]
    rest = [row for j, row in enumerate(new) if j not in set(pairing.values())]
    changed = [*pairs, *_returned(archive, against.open, rest, schema)]
    paired = {pair.row.row: pair.request for pair in changed}
    judged = _Judged(schema, archive, against, state, moment)
    still, undone = judged.pairs(changed, against.open)
    away = {i for i in lost if against.elsewhere.holds(cells[i])}
    missing = [i for i in lost if i not in away and is_request(cells[i], schema)]
    return Differences(
        state,
        places | paired,
        changed=changed,
        lost=[old[i] for i in lost],
        entered=[row for row in rest if row.row not in paired],
        open=[*still, *(judged.lost(old[i], cells[i]) for i in missing)],
        undone=undone,
        away=len(away),
    )


def moved_away(
    archive: Archive, open_now: Iterable[Alteration], elsewhere: Elsewhere
) -> Sequence[Alteration]:
    """The alterations of loss whose request stands in an earlier year's part."""
    gone_ = [a for a in open_now if a.code == GONE and a.request]
    last = [(a, recalling.last_version(archive, a.request)) for a in gone_]
    return [a for a, version in last if version and elsewhere.holds(version.cells)]


def _entry(row: RequestRow) -> ArchivedRow:
    return ArchivedRow(numbers.key(row.number), row.cells)


def _unchanged(
    held: Sequence[PresentVersion], rows: Sequence[RequestRow]
) -> tuple[dict[int, int], list[PresentVersion], list[RequestRow]]:
    """The sheet rows of requests with the same content as before, and what is left on both sides.

    Of several with the same content the first is the first, in the order of requests and rows.
    """
    waiting = defaultdict(list)
    for one in reversed(held):
        waiting[one.digest].append(one)
    places, new = {}, []
    for row in rows:
        if waiting.get(row.digest):
            places[row.row] = waiting[row.digest].pop().request
        else:
            new.append(row)
    left = [one for group in waiting.values() for one in group]
    return places, sorted(left, key=lambda one: one.request), new


def _returned(
    archive: Archive, open_now: Sequence[Alteration], rows: Sequence[RequestRow], schema: Schema
) -> Sequence[Pair]:
    """Requests with an open alteration of loss that are back."""
    away = [a for a in open_now if a.code == GONE and a.request]
    if not (away and rows):
        return ()
    last = [(a, recalling.last_version(archive, a.request)) for a in away]
    known = [(a.request, version.cells) for a, version in last if version]
    old = [ArchivedRow(numbers.key(str(cells.get(schema.number, ""))), cells) for _, cells in known]
    found = match(old, [_entry(row) for row in rows], schema)
    return [Pair(known[i][0], 0, known[i][1], rows[j]) for i, j in found.items()]


class _Judged:
    """Judges what became of requests between two states."""

    def __init__(
        self,
        schema: Schema,
        archive: Archive,
        against: Against,
        state: RegisterState,
        moment: str,
    ) -> None:
        before = against.before
        self._schema, self._facts = schema, fact_reader(schema, against.decisions)
        self._old_columns: Collection[str] = recalling.surroundings(archive, before.state).names
        self._new_columns: Collection[str] = state.surroundings.names
        self._last_seen, self._seen, self._moment = before.last_seen, against.seen, moment

    def pairs(
        self, pairs: Sequence[Pair], open_now: Sequence[Alteration]
    ) -> tuple[list[Alteration], list[Alteration]]:
        """The alterations that hold now, and those undone; unchanged requests keep theirs."""
        said = defaultdict(list)
        for alteration in open_now:
            said[alteration.request].append(alteration)
        touched = {pair.request for pair in pairs}
        still = [a for a in open_now if a.request not in touched]
        undone: list[Alteration] = []
        for pair in pairs:
            altered = compare(
                pair.request,
                self._facts(pair.old, self._old_columns),
                self._facts(pair.row.cells, self._new_columns),
                said[pair.request],
                self._seen,
                self._moment,
                self._schema,
            )
            still += altered.open
            undone += altered.undone
        return still, undone

    def lost(self, one: PresentVersion, cells: Cells) -> Alteration:
        """The alteration of a lost request."""
        facts = self._facts(cells, self._old_columns)
        return gone(one.request, facts, self._last_seen, self._moment, self._schema)
