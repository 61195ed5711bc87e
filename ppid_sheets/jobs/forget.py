"""What the archive holds, and what of it shall be forgotten."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ppid_sheets.archive import issues, pruning
from ppid_sheets.archive.database import Archive
from ppid_sheets.archive.issues import Issue
from ppid_sheets.archive.pruning import Holding
from ppid_sheets.common import times
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, ShapeError
from ppid_sheets.jobs.archived import called, several, tab_of, unknown
from ppid_sheets.register import numbers
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.schema import Schema
from ppid_sheets.reports.month import earlier_issue
from ppid_sheets.reports.month.earlier_issue import Source


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
class ToForget:
    """A number to be forgotten, and the title of its register, None for any."""

    number: str
    tab: str | None = None


@dataclass(frozen=True, slots=True)
class Doomed:
    """What `forget` would forget: versions and issues; with a number of a row of one `schema`.

    `naming` are issues that it leaves, `answering` the numbers of objections to it.
    """

    versions: int
    issues: int = 0
    schema: Schema = REGISTERS[0]
    naming: Sequence[Issue] = ()
    answering: Sequence[str] = ()

    @property
    def empty(self) -> bool:
        """True without content to delete."""
        return not (self.versions or self.issues)


def doomed(archive: Archive, settings: Settings, month: Month | None, wanted: ToForget) -> Doomed:
    """What `forget` would forget; raises UsageError for a number that is unknown, or that several
    registers know.
    """
    if month:
        start = _start(month, settings)
        return Doomed(pruning.older(archive, start), issues.older(archive, start))
    number = wanted.number
    having = [one for one in REGISTERS if wanted.tab in (None, tab_of(one))]
    counts = [pruning.numbered(archive, number, one) for one in having]
    found = [one for one in zip(counts, having, strict=True) if one[0] and numbers.key(number)]
    if not found:
        raise unknown(number)
    if len(found) > 1:
        raise several(called(number), [schema for _, schema in found])
    ((versions, schema),) = found
    if schema.name:
        return Doomed(versions, schema=schema)
    about = (pruning.answering(archive, number, one) for one in REGISTERS[1:])
    naming = _naming(archive, numbers.key(number))
    return Doomed(versions, naming=naming, answering=[*chain.from_iterable(about)])


def _naming(archive: Archive, key: str) -> Sequence[Issue]:
    """The issued workbooks that list a number, as far as they can be read."""
    found = []
    for issue in issues.every(archive):
        with suppress(ArchiveError, ShapeError):
            listed = earlier_issue.numbers(
                Source(issue.month.label, issues.content(archive, issue))
            )
            if key in map(numbers.key, listed):
                found.append(issue)
    return found


def forget(
    archive: Archive, settings: Settings, month: Month | None, number: str, schema: Schema
) -> None:
    """Delete from the archive what has no run or issue since a month, or the rows with a number."""
    if month:
        pruning.forget_older(archive, _start(month, settings))
    else:
        pruning.forget_number(archive, number, schema)


def _start(month: Month, settings: Settings) -> str:
    return times.start_of(month.first, settings.time_zone)
