"""The lives of findings: which are new, which were mended, which is the oldest."""

from dataclasses import dataclass

from ppid_sheets.archive.opening import Archive


@dataclass(frozen=True, slots=True)
class Life:
    """One finding from the moment it was first seen until it was mended or acknowledged.

    `request` is 0 for a finding of the register as a whole; `ended` is None while it is open.
    """

    request: int
    code: str
    place: str
    number: str
    first_seen: str
    ended: str | None


_LIVES = (
    "SELECT coalesce(request, 0), code, place, number, first_seen, coalesce(mended, acknowledged)"
    " FROM finding WHERE register = ?"
)


def appeared(archive: Archive, register: int, start: str, end: str) -> list[Life]:
    """Findings first seen in [start, end), oldest first."""
    rows = archive.all(
        f"{_LIVES} AND first_seen >= ? AND first_seen < ? ORDER BY first_seen, id",
        register, start, end,
    )  # fmt: skip
    return [Life(*row) for row in rows]


def mended(archive: Archive, register: int, start: str, end: str) -> list[Life]:
    """Findings that were mended or acknowledged in [start, end), in that order."""
    rows = archive.all(
        f"{_LIVES} AND coalesce(mended, acknowledged) >= ? AND coalesce(mended, acknowledged) < ?"
        " ORDER BY coalesce(mended, acknowledged), id",
        register, start, end,
    )  # fmt: skip
    return [Life(*row) for row in rows]


def oldest(archive: Archive, register: int, most: int = 10) -> list[Life]:
    """The findings that have been open the longest."""
    rows = archive.all(
        f"{_LIVES} AND mended IS NULL AND acknowledged IS NULL ORDER BY first_seen, id LIMIT ?",
        register, most,
    )  # fmt: skip
    return [Life(*row) for row in rows]
