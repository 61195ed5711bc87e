"""Writes into the archive what a run saw."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from ppid_sheets.archive import arrangement, recalling
from ppid_sheets.archive.content import digest, packed, text_of
from ppid_sheets.archive.database import Archive
from ppid_sheets.archive.differences import Differences
from ppid_sheets.archive.judgement import Alteration
from ppid_sheets.archive.recalling import ArchivedRegister
from ppid_sheets.archive.state import RegisterState, RequestRow
from ppid_sheets.register import numbers

FaultKey = tuple[int, str, str]
"""A finding of a rule: its sheet row (0: the register), its code, the column or what it says."""


@dataclass(frozen=True)
class RunOutcome:
    """What a run found: faults, the due dates of open requests by sheet row, and their basis."""

    faults: Sequence[FaultKey]
    dues: Mapping[int, str]
    basis: str

    def mark(self) -> bytes:
        """A digest of all of it."""
        return digest(text_of([sorted(self.faults), sorted(self.dues.items()), self.basis]))


def keep(
    archive: Archive,
    key: str,
    name: str,
    before: ArchivedRegister | None,
    seen: Differences,
    outcome: RunOutcome | None,
    moment: str,
    day: str,
) -> bool:
    """Store the state of a run as a whole, or nothing; True for the first run of that day.

    `before` is the state that the run was compared with: where
    another run has stored one since, nothing is stored, for the next run compares with that.
    `outcome` is None where the run judged another day than its own. Raises ArchiveError.
    """
    with archive.writing():
        now = recalling.register_of(archive, key)
        if (now and now.state) != (before and before.state):
            return False
        register = archive.register(key, name)
        places = seen.places
        if seen.state:
            places = _new_state(archive, register, before, seen, seen.state, moment)
        elif before:
            archive.do("UPDATE state SET last_seen = ? WHERE id = ?", moment, before.state)
        if outcome and (seen.state or before is None or before.lives != outcome.mark()):
            _store_outcome(archive, register, places, outcome, moment)
        return _count_run(archive, register, day)


def _new_state(
    archive: Archive,
    register: int,
    before: ArchivedRegister | None,
    seen: Differences,
    now: RegisterState,
    moment: str,
) -> Mapping[int, int]:
    """Keep a state that differs from the last one; returns which request stands in which row."""
    new = [
        (row, archive.do("INSERT INTO request (register) VALUES (?)", register))
        for row in seen.entered
    ]
    places = dict(seen.places) | {row.row: request for row, request in new}
    state = _insert_state(archive, register, before, now, places, moment)
    if before:
        ended = [
            *(pair.version for pair in seen.changed if pair.version),
            *(one.version for one in seen.lost),
        ]
        archive.many(
            "UPDATE version SET until = ?, last_seen = ? WHERE id = ?",
            ((before.state, before.last_seen, version) for version in ended),
        )
    _insert_versions(
        archive, [*((pair.row, pair.request) for pair in seen.changed), *new], state, moment
    )
    _store_alterations(archive, register, seen, moment)
    return places


def _insert_state(
    archive: Archive,
    register: int,
    before: ArchivedRegister | None,
    state: RegisterState,
    places: Mapping[int, int],
    moment: str,
) -> int:
    runs = arrangement.runs(sorted(places.items()))
    return archive.do(
        "INSERT INTO state"
        " (register, first_seen, last_seen, fingerprint, surroundings, arrangement)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        register,
        moment,
        moment,
        state.fingerprint,
        _blob(archive, register, before, "surroundings", state.surroundings.text),
        _blob(archive, register, before, "arrangement", text_of([runs, state.others])),
    )


_LAST = {
    "surroundings": "SELECT surroundings.id FROM surroundings JOIN state"
    " ON surroundings = surroundings.id WHERE state.id = ? AND content = ?",
    "arrangement": "SELECT arrangement.id FROM arrangement JOIN state"
    " ON arrangement = arrangement.id WHERE state.id = ? AND content = ?",
}
_INSERT = {
    "surroundings": "INSERT INTO surroundings (register, content) VALUES (?, ?)",
    "arrangement": "INSERT INTO arrangement (register, content) VALUES (?, ?)",
}


def _blob(
    archive: Archive, register: int, before: ArchivedRegister | None, table: str, text: str
) -> int:
    """The id of a content, which the last state has already or which is new."""
    content = packed(text)
    same: int | None = archive.one(_LAST[table], before.state, content) if before else None
    return same or archive.do(_INSERT[table], register, content)


def _insert_versions(
    archive: Archive, rows: Iterable[tuple[RequestRow, int]], state: int, moment: str
) -> None:
    archive.many(
        "INSERT INTO version (request, since, first_seen, number, digest, content)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (request, state, moment, numbers.key(row.number), row.digest, packed(row.text))
            for row, request in rows
        ),
    )


def _store_alterations(archive: Archive, register: int, seen: Differences, moment: str) -> None:
    archive.many(
        "INSERT INTO finding"
        " (register, request, code, place, number, old, new, reviewed, first_seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (register, a.request, a.code, a.place, a.number, a.old, a.new, a.reviewed, a.first_seen)
            for a in seen.open
            if not a.id
        ),
    )
    archive.many(
        "UPDATE finding SET code = ?, number = ?, new = ? WHERE id = ?",
        ((a.code, a.number, a.new, a.id) for a in seen.open if a.id),
    )
    archive.many(
        "UPDATE finding SET mended = ? WHERE id = ?", ((moment, a.id) for a in seen.undone if a.id)
    )


def acknowledge(archive: Archive, words: Iterable[tuple[Alteration, str]], moment: str) -> None:
    """Keep what the Kasubag wrote beside alterations; raises ArchiveError."""
    with archive.writing():
        archive.many(
            "UPDATE finding SET acknowledged = ?, words = ? WHERE id = ?",
            ((moment, said, alteration.id) for alteration, said in words),
        )


def _store_outcome(
    archive: Archive, register: int, places: Mapping[int, int], outcome: RunOutcome, moment: str
) -> None:
    """Faults that are new or mended, due dates that are other ones."""
    found = {(places.get(row), code, place) for row, code, place in outcome.faults}
    _store_faults(archive, register, found, moment)
    _store_dues(archive, register, {places[row]: due for row, due in outcome.dues.items()})
    archive.do(
        "UPDATE register SET lives = ?, basis = ? WHERE id = ?",
        outcome.mark(),
        outcome.basis,
        register,
    )
    archive.do("INSERT OR IGNORE INTO living (register, since) VALUES (?, ?)", register, moment)


def _store_faults(
    archive: Archive, register: int, found: Set[tuple[int | None, str, str]], moment: str
) -> None:
    known = {
        (request, code, place): fault
        for fault, request, code, place in archive.all(
            "SELECT id, request, code, place FROM finding"
            " WHERE register = ? AND code NOT GLOB 'M*' AND mended IS NULL",
            register,
        )
    }
    archive.many(
        "INSERT INTO finding (register, request, code, place, first_seen) VALUES (?, ?, ?, ?, ?)",
        ((register, *fault, moment) for fault in sorted(found - known.keys(), key=repr)),
    )
    archive.many(
        "UPDATE finding SET mended = ? WHERE id = ?",
        ((moment, known[fault]) for fault in known.keys() - found),
    )


def _store_dues(archive: Archive, register: int, dues: Mapping[int, str]) -> None:
    kept = recalling.dues(archive, register)
    archive.many(
        "DELETE FROM due WHERE request = ?", ((request,) for request in kept if request not in dues)
    )
    archive.many(
        "INSERT INTO due (request, due_on) VALUES (?, ?)"
        " ON CONFLICT (request) DO UPDATE SET due_on = excluded.due_on",
        ((request, due) for request, due in dues.items() if kept.get(request) != due),
    )


def _count_run(archive: Archive, register: int, day: str) -> bool:
    archive.do(
        "INSERT INTO day (register, day, runs) VALUES (?, ?, 1)"
        " ON CONFLICT (register, day) DO UPDATE SET runs = runs + 1",
        register,
        day,
    )
    runs: int = archive.one("SELECT runs FROM day WHERE register = ? AND day = ?", register, day)
    return runs == 1
