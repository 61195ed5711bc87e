"""The lives of findings: what was open over some days, by the archive as of their end."""

from dataclasses import dataclass

from ppid_sheets.archive.content import Cells, unpacked
from ppid_sheets.archive.database import Archive


@dataclass(frozen=True, slots=True)
class ArchivedLife:
    """One finding from its first run until it was mended or acknowledged.

    `request` is 0 for a finding of the register as a whole, or where it is forgotten; `place` is
    the key of a column, or what a finding of the register is about; `number` is the registration
    number of an altered request. `ended` is None while it is open.
    """

    request: int
    code: str
    place: str
    number: str
    first_seen: str
    ended: str | None


def since(archive: Archive, register: int) -> str:
    """From when on the archive knows the lives of findings, "" where it knows none."""
    moment: str | None = archive.one("SELECT since FROM living WHERE register = ?", register)
    return moment or ""


def lived(archive: Archive, register: int, start: str, end: str) -> list[ArchivedLife]:
    """Findings that were open at some moment in [start, end), oldest first.

    Their fate from `end` on is left out, so that a later question has the same answer. Where a
    clock was set back a life ends when it began, not before.
    """
    rows = archive.all(
        "SELECT coalesce(request, 0), code, place, number, first_seen,"
        " CASE WHEN ended < :end THEN ended END FROM"
        " (SELECT *, max(first_seen, coalesce(mended, acknowledged)) AS ended FROM finding"
        "  WHERE register = :register)"
        " WHERE first_seen < :end AND (ended IS NULL OR ended >= :start) ORDER BY first_seen, id",
        register=register,
        start=start,
        end=end,
    )
    return [ArchivedLife(*row) for row in rows]


def content(archive: Archive, request: int, end: str) -> Cells:
    """The last cells of a request before a moment, none for a deleted one."""
    kept: bytes | None = archive.one(
        "SELECT content FROM version WHERE request = ? AND first_seen < ? ORDER BY id DESC LIMIT 1",
        request,
        end,
    )
    return unpacked(kept) if kept else {}


def had_run(archive: Archive, register: int, day: str) -> bool:
    """True for a local day (ISO) with a run in the archive."""
    return bool(archive.one("SELECT 1 FROM day WHERE register = ? AND day = ?", register, day))
