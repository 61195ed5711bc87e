"""Issued workbooks of closed months, stored and returned byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from hashlib import sha256
from typing import Any

from ppid_sheets.archive.database import Archive
from ppid_sheets.common import times
from ppid_sheets.common.month import Month, month_labelled
from ppid_sheets.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a month : its number there, when and by which version it was made.

    `register` is the name of the register, `fingerprint` that of its rows, `workbook` the id of its
    bytes and `size` how many these are.
    """

    id: int
    register: str
    month: Month
    number: int
    made: str
    program: str
    fingerprint: str
    workbook: int
    size: int

    def day(self, zone: tzinfo) -> date:
        """The local day on which it was made."""
        return times.moment(self.made, zone).date()


def workbook_name(month: Month, issue: int = 0) -> str:
    """`Laporan-PPID-2026-10.xlsx`; of an issue that is given back `…-10-terbitan-1.xlsx`."""
    suffix = f"-terbitan-{issue}" if issue else ""
    return f"Laporan-PPID-{month.label}{suffix}.xlsx"


_ISSUES = (
    "SELECT issue.id, name, month, number, made, program, fingerprint, workbook, length(content)"
    " FROM issue JOIN register ON register.id = register JOIN workbook ON workbook.id = workbook"
)


def every(archive: Archive) -> Sequence[Issue]:
    """All issues, register by register, month by month."""
    rows = archive.all(f"{_ISSUES} ORDER BY register.id, month, issue.id")
    return [_issue(row) for row in rows]


def issued(archive: Archive, key: str, month: Month) -> Sequence[Issue]:
    """The issues of one month of the register with this key, the oldest first."""
    rows = archive.all(f"{_ISSUES} WHERE key = ? AND month = ? ORDER BY issue.id", key, month.label)
    return [_issue(row) for row in rows]


def of(archive: Archive, key: str) -> Sequence[Issue]:
    """The issues of the register with this key, in the order in which they were made."""
    return [_issue(row) for row in archive.all(f"{_ISSUES} WHERE key = ? ORDER BY issue.id", key)]


def last(archive: Archive, key: str, as_of: date, zone: tzinfo) -> str:
    """The name and the day of the month's workbook that was issued last by then, or ""."""
    known = [issue for issue in of(archive, key) if issue.day(zone) <= as_of]
    found = max(known, key=lambda issue: (issue.month, issue.number), default=None)
    if found is None:
        return ""
    again = f", terbitan {found.number}" if found.number > 1 else ""
    return f"{workbook_name(found.month)} tanggal {found.day(zone):%d/%m/%Y}{again}"


def _issue(row: Sequence[Any]) -> Issue:
    id_, register, label, *rest = row
    return Issue(id_, register, month_labelled(label), *rest)


def content(archive: Archive, issue: Issue) -> bytes:
    """The bytes of an issue; raises ArchiveError for bytes of another digest."""
    rows = archive.all("SELECT digest, content FROM workbook WHERE id = ?", issue.workbook)
    digest, kept = rows[0]
    if sha256(kept).digest() != digest:
        raise ArchiveError(
            f"Terbitan {issue.number} bulan {issue.month.label} rusak di dalam arsip dan tidak "
            "dapat diberikan lagi",
            "pakai salinan berkasnya",
        )
    found: bytes = kept
    return found


@dataclass(frozen=True, slots=True)
class Fresh:
    """A workbook that is about to be handed out."""

    month: Month
    made: str
    program: str
    fingerprint: str
    content: bytes


def keep(archive: Archive, key: str, name: str, fresh: Fresh) -> Issue:
    """The issue that a workbook is: a new one, unless the last of its month has the same bytes.

    `name` is what people call the register. Raises ArchiveError.
    """
    with archive.writing():
        register = archive.register(key, name)
        workbook = _workbook(archive, fresh.content)
        before = issued(archive, key, fresh.month)
        if not before or before[-1].workbook != workbook:
            archive.do(
                "INSERT INTO issue (register, month, number, made, program, fingerprint, workbook)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                register,
                fresh.month.label,
                before[-1].number + 1 if before else 1,
                fresh.made,
                fresh.program,
                fresh.fingerprint,
                workbook,
            )
        return issued(archive, key, fresh.month)[-1]


def _workbook(archive: Archive, content: bytes) -> int:
    digest = sha256(content).digest()
    same: int | None = archive.one("SELECT id FROM workbook WHERE digest = ?", digest)
    return same or archive.do(
        "INSERT INTO workbook (digest, content) VALUES (?, ?)", digest, content
    )


def withdraw(archive: Archive, issue: Issue) -> None:
    """Take back an issue whose file could not be written; raises ArchiveError."""
    with archive.writing():
        archive.do("DELETE FROM issue WHERE id = ?", issue.id)
        _drop_unissued(archive)


def older(archive: Archive, cutoff: str) -> int:
    """How many issues were made before a moment."""
    found: int = archive.one("SELECT count(*) FROM issue WHERE made < ?", cutoff)
    return found


def forget_older(archive: Archive, cutoff: str) -> None:
    """Forget the issues that were made before a moment, inside a transaction."""
    archive.do("DELETE FROM issue WHERE made < ?", cutoff)
    _drop_unissued(archive)


def _drop_unissued(archive: Archive) -> None:
    archive.do("DELETE FROM workbook WHERE id NOT IN (SELECT workbook FROM issue)")
