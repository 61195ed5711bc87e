"""What the archive holds, and what of it shall be forgotten."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ppid_sheets.archive import issues, pruning
from ppid_sheets.archive.issues import Issue
from ppid_sheets.archive.opening import Archive
from ppid_sheets.archive.pruning import Holding
from ppid_sheets.common import times
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, ShapeError
from ppid_sheets.jobs.past import unknown
from ppid_sheets.register import numbers
from ppid_sheets.reports.month import earlier
from ppid_sheets.reports.month.earlier import Source


@dataclass(frozen=True, slots=True)
class Contents:
    """The archive's file, its size in bytes, what it holds of each register, and its issues."""

    path: Path
    size: int
    holdings: Sequence[Holding]
    issues: Sequence[Issue]


def contents(archive: Archive) -> Contents:
    """What is in the archive."""
    return Contents(
        archive.path, pruning.size(archive.path), pruning.holdings(archive), issues.every(archive)
    )


@dataclass(frozen=True, slots=True)
class Doomed:
    """What `forget` would forget: versions and issues; `naming` are issues that it leaves."""

    versions: int
    issues: int = 0
    naming: Sequence[Issue] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to forget."""
        return not (self.versions or self.issues)


def doomed(archive: Archive, settings: Settings, month: Month | None, number: str | None) -> Doomed:
    """What `forget` would forget; raises UsageError for a number that is unknown."""
    if month:
        start = _start(month, settings)
        return Doomed(pruning.older(archive, start), issues.older(archive, start))
    wanted = number or ""
    found = pruning.numbered(archive, wanted) if numbers.key(wanted) else 0
    if not found:
        raise unknown(wanted)
    return Doomed(found, naming=_naming(archive, numbers.key(wanted)))


def _naming(archive: Archive, key: str) -> Sequence[Issue]:
    """The issued workbooks that list a number, as far as they can be read."""
    found = []
    for issue in issues.every(archive):
        with suppress(ArchiveError, ShapeError):
            listed = earlier.numbers(Source(issue.month.label, issues.content(archive, issue)))
            if key in map(numbers.key, listed):
                found.append(issue)
    return found


def forget(archive: Archive, settings: Settings, month: Month | None, number: str | None) -> None:
    """Forget what was seen or issued last before a month, or the requests with a number."""
    if month:
        pruning.forget_older(archive, _start(month, settings))
    else:
        pruning.forget_number(archive, number or "")


def _start(month: Month, settings: Settings) -> str:
    return times.start_of(month.first, settings.time_zone)
