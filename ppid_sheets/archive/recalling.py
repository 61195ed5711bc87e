"""What the archive knows of a register: its last state, an earlier one, one request's versions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ppid_sheets.archive import arrangement
from ppid_sheets.archive.content import Cells, Plain, unpacked
from ppid_sheets.archive.database import Archive
from ppid_sheets.archive.judgement import Alteration
from ppid_sheets.archive.state import Surroundings
from ppid_sheets.register import numbers


@dataclass(frozen=True, slots=True)
class ArchivedRegister:
    """A register that the archive knows, and its last state."""

    register: int
    state: int
    last_seen: str
    fingerprint: bytes
    lives: bytes
    basis: str


@dataclass(frozen=True, slots=True)
class PresentVersion:
    """The present version of a request."""

    request: int
    version: int
    number: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a request: its cells, its first and last moment (None for the present one)."""

    request: int
    first_seen: str
    last_seen: str | None
    cells: Cells


@dataclass(frozen=True)
class Whole:
    """A register as it was: what stood in which sheet row, by column name or as whole rows."""

    first_seen: str
    last_seen: str
    surroundings: Surroundings
    rows: Sequence[tuple[int, Cells]]
    others: Sequence[tuple[int, Sequence[Plain | None]]]


def register_of(archive: Archive, key: str) -> ArchivedRegister | None:
    """The register of this key, None without a stored state."""
    rows = archive.all(
        "SELECT register.id, state.id, last_seen, fingerprint, lives, basis"
        " FROM register JOIN state ON state.register = register.id WHERE key = ?"
        " ORDER BY state.id DESC LIMIT 1",
        key,
    )
    return ArchivedRegister(*rows[0]) if rows else None


def requests_of(archive: Archive, register: int) -> Sequence[PresentVersion]:
    """The requests of the last state."""
    rows = archive.all(
        "SELECT request.id, version.id, number, digest FROM request"
        " JOIN version ON version.request = request.id WHERE register = ? AND until IS NULL"
        " ORDER BY request.id",
        register,
    )
    return [PresentVersion(*row) for row in rows]


def cells_of(archive: Archive, version: int) -> Cells:
    """The content of one version."""
    cells: Cells = unpacked(archive.one("SELECT content FROM version WHERE id = ?", version))
    return cells


def places(archive: Archive, state: int) -> Mapping[int, int]:
    """The request in each sheet row of a state."""
    content = archive.one(
        "SELECT content FROM arrangement JOIN state ON arrangement = arrangement.id"
        " WHERE state.id = ?",
        state,
    )
    return dict(arrangement.places(unpacked(content)[0]))


def surroundings(archive: Archive, state: int) -> Surroundings:
    """The surroundings of a state: its tab, header and tabs beside."""
    content = archive.one(
        "SELECT content FROM surroundings JOIN state ON surroundings = surroundings.id"
        " WHERE state.id = ?",
        state,
    )
    return Surroundings.of(unpacked(content))


def alterations(archive: Archive, register: int) -> Sequence[Alteration]:
    """The open alterations of the requests of a register, oldest first."""
    rows = archive.all(
        "SELECT code, place, number, old, new, reviewed, first_seen, coalesce(request, 0), id"
        " FROM finding WHERE register = ? AND code GLOB 'M*'"
        " AND mended IS NULL AND acknowledged IS NULL ORDER BY id",
        register,
    )
    return [
        Alteration(code, place, number, old, new, bool(reviewed), first_seen, request, id_)
        for code, place, number, old, new, reviewed, first_seen, request, id_ in rows
    ]


def last_version(archive: Archive, request: int) -> Version | None:
    """The last version of a request, None for a deleted one."""
    rows = archive.all(
        "SELECT request, first_seen, last_seen, content FROM version WHERE request = ?"
        " ORDER BY id DESC LIMIT 1",
        request,
    )
    return next(iter(_versions(rows)), None)


def lost(archive: Archive, register: int) -> Sequence[int]:
    """The requests with an open alteration of loss."""
    rows = archive.all(
        "SELECT request FROM finding WHERE register = ? AND code = 'M01' AND mended IS NULL"
        " AND acknowledged IS NULL AND request IS NOT NULL ORDER BY id",
        register,
    )
    return [request for (request,) in rows]


def present(archive: Archive, register: int) -> Collection[int]:
    """The requests of the last state."""
    return {one.request for one in requests_of(archive, register)}


def as_of(archive: Archive, request: int, state: int) -> Version | None:
    """The version of a request in a state; None for a state without it."""
    rows = archive.all(
        "SELECT request, first_seen, last_seen, content FROM version WHERE request = ?"
        " AND since <= ? AND (until IS NULL OR until >= ?)",
        request,
        state,
        state,
    )
    return next(iter(_versions(rows)), None)


def requests_as_of(archive: Archive, register: int, state: int) -> Sequence[int]:
    """The requests that were there in a state, in the order of their rows."""
    kept = {
        request
        for (request,) in archive.all(
            "SELECT request FROM version JOIN request ON request.id = request"
            " WHERE register = ? AND since <= ? AND (until IS NULL OR until >= ?)",
            register,
            state,
            state,
        )
    }
    return [request for request in places(archive, state).values() if request in kept]


def history(archive: Archive, register: int, number: str) -> Sequence[Version]:
    """All versions of the requests that ever had this number, request by request, oldest first."""
    rows = archive.all(
        "SELECT request, first_seen, last_seen, content FROM version WHERE request IN"
        " (SELECT request FROM version JOIN request ON request.id = version.request"
        "  WHERE register = ? AND number_key(number) = ?) ORDER BY request, id",
        register,
        numbers.key(number),
    )
    return _versions(rows)


def _versions(rows: Iterable[tuple[Any, ...]]) -> Sequence[Version]:
    return [Version(request, first, last, unpacked(kept)) for request, first, last, kept in rows]


def state_as_of(archive: Archive, register: int, moment: str) -> int | None:
    """The state in force at a moment; None before the first.

    The last by its id, not by its time: a clock that ran ahead for a while hides nothing.
    """
    found: int | None = archive.one(
        "SELECT max(id) FROM state WHERE register = ? AND first_seen <= ?", register, moment
    )
    return found


def whole(archive: Archive, register: int, state: int) -> Whole:
    """A register as it was in a state; requests that were forgotten since are left out."""
    first_seen, last_seen, content = archive.all(
        "SELECT first_seen, last_seen, content FROM state"
        " JOIN arrangement ON arrangement = arrangement.id WHERE state.id = ?",
        state,
    )[0]
    runs, others = unpacked(content)
    kept = {
        request: unpacked(content)
        for request, content in archive.all(
            "SELECT request, content FROM version JOIN request ON request.id = version.request"
            " WHERE register = ? AND since <= ? AND (until IS NULL OR until >= ?)",
            register,
            state,
            state,
        )
    }
    rows = [(row, kept[request]) for row, request in arrangement.places(runs) if request in kept]
    return Whole(first_seen, last_seen, surroundings(archive, state), rows, others)


def dues(archive: Archive, register: int) -> Mapping[int, str]:
    """The due date that was last reckoned for each open request: ISO, "" where there is none."""
    return dict(
        archive.all(
            "SELECT request, due_on FROM due JOIN request ON request.id = request"
            " WHERE register = ?",
            register,
        )
    )
