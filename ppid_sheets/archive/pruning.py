"""Forgets: what is older than it may be, and what a person asks to have forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_sheets.archive import issues, register_keys
from ppid_sheets.archive.content import Plain, typed, unpacked
from ppid_sheets.archive.database import Archive
from ppid_sheets.register import numbers
from ppid_sheets.register.cells import read_text
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.schema import Schema

FEWEST_DAYS = 30
"""A run deletes by age only after runs on so many days since: a clock that is wrong for a while
must not erase years."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive holds of one register, whose rows are called `noun`; it may stand beside
    the requests of a workbook of the same `name`."""

    noun: str
    beside: bool
    name: str
    first_seen: str
    last_seen: str
    states: int
    requests: int
    versions: int


def holdings(archive: Archive) -> list[Holding]:
    """What the archive holds, register by register."""
    rows = archive.all(
        "SELECT key, name, min(first_seen), max(last_seen), count(*),"
        " (SELECT count(*) FROM request WHERE request.register = register.id),"
        " (SELECT count(*) FROM version JOIN request ON request.id = request"
        "  WHERE request.register = register.id)"
        " FROM register JOIN state ON state.register = register.id GROUP BY register.id"
    )
    nouns = {schema.name: schema.rows for schema in REGISTERS}
    kinds = [register_keys.name_in(key) for key, *_ in rows]
    return [
        Holding(nouns.get(kind, kind), bool(kind), *rest)
        for kind, (_, *rest) in zip(kinds, rows, strict=True)
    ]


def size(path: Path) -> int:
    """Bytes on the disk."""
    return path.stat().st_size


def prune(archive: Archive, key: str, cutoff: str) -> int:
    """Delete the versions of one register from before a moment, as a run does; their number.

    Issued workbooks stay: they are small, without personal data, and must be
    found for good. Nothing is deleted while there were runs on fewer than `FEWEST_DAYS` days since.
    """
    days = archive.one(
        "SELECT count(*) FROM day JOIN register ON register.id = day.register"
        " WHERE key = ? AND day >= ?",
        key,
        cutoff[:10],
    )
    if days < FEWEST_DAYS:
        return 0
    register: int = archive.one("SELECT id FROM register WHERE key = ?", key)
    with archive.writing():
        return _forget_older(archive, register, cutoff)


def forget_older(archive: Archive, cutoff: str) -> int:
    """Delete the versions whose last run, and the issues whose date, lies before a moment; returns
    the number of versions."""
    with archive.writing():
        issues.forget_older(archive, cutoff)
        gone = sum(_forget_older(archive, one, cutoff) for one in _registers(archive))
    _shrink(archive)
    return gone


def _registers(archive: Archive) -> list[int]:
    return [register for (register,) in archive.all("SELECT id FROM register")]


def _first_kept(archive: Archive, register: int, cutoff: str) -> int:
    """The first state with a run after a moment, or the last of all.

    Later states stay, whatever their time: a clock may have been wrong meanwhile.
    """
    first: int | None = archive.one(
        "SELECT coalesce("
        " (SELECT min(id) FROM state WHERE register = :register AND last_seen >= :cutoff),"
        " (SELECT max(id) FROM state WHERE register = :register))",
        register=register,
        cutoff=cutoff,
    )
    return first or 0


def _forget_older(archive: Archive, register: int, cutoff: str) -> int:
    values = {
        "register": register,
        "first": _first_kept(archive, register, cutoff),
        "cutoff": cutoff,
    }
    gone: int = archive.one(_COUNT_OLD, **values)
    for statement in _OLD:
        archive.do(statement, **values)
    return gone


_COUNT_OLD = (
    "SELECT count(*) FROM version JOIN request ON request.id = version.request"
    " WHERE register = :register AND until < :first"
)
_OLD = (
    "DELETE FROM version WHERE until < :first"
    " AND request IN (SELECT id FROM request WHERE register = :register)",
    # what a finding says of a lost request holds no content of it, and stays until acknowledged
    "UPDATE finding SET request = NULL WHERE register = :register AND code GLOB 'M*'"
    " AND mended IS NULL AND acknowledged IS NULL"
    " AND request NOT IN (SELECT request FROM version)",
    "DELETE FROM request WHERE register = :register AND id NOT IN (SELECT request FROM version)",
    "DELETE FROM finding WHERE register = :register AND coalesce(mended, acknowledged) < :cutoff",
    "UPDATE living SET since = max(since, min(:cutoff,"
    " (SELECT max(last_seen) FROM state WHERE register = :register)))"
    " WHERE register = :register",
    "DELETE FROM state WHERE register = :register AND id < :first",
    "DELETE FROM surroundings WHERE register = :register"
    " AND id NOT IN (SELECT surroundings FROM state)",
    "DELETE FROM arrangement WHERE register = :register"
    " AND id NOT IN (SELECT arrangement FROM state)",
    "DELETE FROM day WHERE register = :register AND day < substr(:cutoff, 1, 10)",
)


def _numbered(archive: Archive, number: str, schema: Schema) -> Sequence[tuple[int, int]]:
    """The rows of a kind of register that ever had this number, each after its register."""
    return [
        (register, request)
        for register in register_keys.registers(archive, schema)
        for (request,) in archive.all(
            "SELECT DISTINCT request FROM version JOIN request ON request.id = version.request"
            " WHERE register = ? AND number_key(number) = ?",
            register,
            numbers.key(number),
        )
    ]


def numbered(archive: Archive, number: str, schema: Schema) -> int:
    """How many versions the rows of a kind of register with this number have."""
    counts: list[int] = [
        archive.one("SELECT count(*) FROM version WHERE request = ?", request)
        for _, request in _numbered(archive, number, schema)
    ]
    return sum(counts)


def answering(archive: Archive, number: str, schema: Schema) -> Sequence[str]:
    """The numbers of rows of a kind of register that are about a row with this number."""
    found: dict[str, None] = {}
    for register in register_keys.registers(archive, schema):
        for (kept,) in archive.all(
            "SELECT content FROM version JOIN request ON request.id = request WHERE register = ?",
            register,
        ):
            cells = unpacked(kept)
            if numbers.key(_text(cells.get(schema.matter))) == numbers.key(number):
                found[_text(cells.get(schema.number))] = None
    return [one for one in found if one]


def _text(kept: Plain | None) -> str:
    return read_text(typed(kept)).value or ""


def older(archive: Archive, cutoff: str) -> int:
    """How many versions `forget_older` would forget."""
    counts: list[int] = [
        archive.one(
            _COUNT_OLD, register=one, first=_first_kept(archive, one, cutoff), cutoff=cutoff
        )
        for one in _registers(archive)
    ]
    return sum(counts)


def forget_number(archive: Archive, number: str, schema: Schema) -> None:
    """Delete the rows of a kind of register that ever had this number, and their findings.

    For the next run a row that is still in the register is new.
    """
    with archive.writing():
        for register, request in _numbered(archive, number, schema):
            archive.do("UPDATE state SET fingerprint = x'' WHERE register = ?", register)
            archive.do("DELETE FROM request WHERE id = ?", request)
    _shrink(archive)


def _shrink(archive: Archive) -> None:
    """Give the room back; the content is overwritten as it is."""
    with archive.explained():
        archive.do("VACUUM")
