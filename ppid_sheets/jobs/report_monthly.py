"""Issues the monthly workbook: keeps each one that was handed out, and gives it back exactly."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_sheets.archive import issues
from ppid_sheets.archive.database import FILE, Archive, open_existing
from ppid_sheets.archive.issues import Fresh, Issue, workbook_name
from ppid_sheets.archive.remember import remembered
from ppid_sheets.common import times
from ppid_sheets.common.collector import no_garbage_collection
from ppid_sheets.common.indonesian import long_date
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, UsageError
from ppid_sheets.jobs.month_workbook import Turned, report_of_month, write_turned
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.reports.month import earlier_issue, monthly
from ppid_sheets.reports.month.earlier_issue import Source
from ppid_sheets.reports.month.notes import version
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from ppid_sheets.stores.port import Store


@dataclass(frozen=True)
class WantedReport:
    """The workbook that is wanted, and the local time.

    It is of the day `as_of`, today unless named, and lists the differences from the file `compare`.
    With `once` a month that was issued is handed out as it was, unless the clock ran ahead when
    that was done.
    """

    month: Month
    out: Path
    now: datetime
    as_of: date | None = None
    compare: Path | None = None
    once: bool = False

    @property
    def day(self) -> date:
        """The day as of which it counts."""
        return self.as_of or self.now.date()

    @property
    def over(self) -> bool:
        """True for a month that is over, as of its last day or later."""
        return self.month.last < self.now.date() and (self.day >= self.month.last)

    @property
    def path(self) -> Path:
        """Where the workbook goes."""
        return self.out / workbook_name(self.month)


@dataclass(frozen=True)
class Made:
    """A workbook that was written.

    An issue is every final workbook of a month that is over; `issue` is None for another, for a
    `draft`, whose figures do not agree, and where no archive keeps it. `before` are the issues of
    that month so far; `changed` says whether it differs from the first, None where that was not
    looked at. `turned` is the working file beside it, which is no issue.
    """

    path: Path
    issue: Issue | None = None
    before: Sequence[Issue] = ()
    changed: bool | None = None
    draft: bool = False
    trouble: ArchiveError | None = None
    turned: Turned | None = None


class _Shelf:
    """The issues of a month; whatever goes wrong with the archive is `trouble`, and no more."""

    def __init__(
        self, where: Path | SpreadsheetId, settings: Settings, wanted: WantedReport
    ) -> None:
        self.trouble: ArchiveError | None = None
        self._key, self._wanted = identity(where), wanted
        self._archive: Archive | None = None
        if wanted.over and settings.archive_active:
            with self._noted():
                self._archive = Archive(settings.archive_folder / FILE, wanted.now, read_only=False)

    def close(self) -> None:
        """Let go of the archive."""
        if self._archive:
            self._archive.close()
        self._archive = None

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except ArchiveError as error:
            self.trouble = error
            self.close()

    def issued(self) -> Sequence[Issue]:
        """The issues so far."""
        if self._archive:
            with self._noted(), self._archive.explained():
                return issues.issued(self._archive, self._key, self._wanted.month)
        return ()

    def content(self, issue: Issue) -> bytes | None:
        """The bytes of an issue, None where they are lost."""
        if self._archive:
            with self._noted(), self._archive.explained():
                return issues.content(self._archive, issue)
        return None

    def keep(self, name: str, book: Book, content: bytes) -> Issue | None:
        """Keep a workbook of the register `name`."""
        made, month = times.stamp(self._wanted.now), self._wanted.month
        fresh = Fresh(month, made, version(), book.fingerprint, content)
        if self._archive:
            with self._noted():
                return issues.keep(self._archive, self._key, name, fresh)
        return None

    def withdraw(self, issue: Issue) -> None:
        """Take back what was not handed out after all."""
        if self._archive:
            with self._noted():
                issues.withdraw(self._archive, issue)


@contextmanager
def _shelf(
    where: Path | SpreadsheetId, settings: Settings, wanted: WantedReport
) -> Iterator[_Shelf]:
    shelf = _Shelf(where, settings, wanted)
    try:
        yield shelf
    finally:
        shelf.close()


@no_garbage_collection()
def report_monthly(
    where: Path | SpreadsheetId, store: Store, settings: Settings, wanted: WantedReport
) -> Made:
    """Write the workbook of a month, and archive it if it is an issue.

    A month that was issued before is compared with its first issue, and the differences are listed.
    It is archived before it is written: killed in between, the next run finds it in the archive and
    writes the same; the working file comes before both, and its failure stops neither. Raises
    UsageError for a month that has not begun, UnreachableError where it cannot be written, which
    leaves nothing in the archive.
    """
    with _shelf(where, settings, wanted) as shelf:
        before = shelf.issued()
        handed_out = wanted.once and before and before[-1].made <= times.stamp(wanted.now)
        kept = shelf.content(before[-1]) if handed_out else None
        if kept is not None:
            xlsx.save(kept, wanted.path)
            return Made(wanted.path, before[-1], before)
        source = _source(shelf, settings, wanted, before)
        with remembered(where, settings, wanted.now, read_only=True) as memory:
            report = report_of_month(store, settings, wanted.month, wanted.day, wanted.out, memory)
        book = monthly.book_of(report, source)
        turned = write_turned(report, wanted.out)
        final = wanted.over and book.status == monthly.FINAL
        content = _drawn(shelf, settings, book, before if final else ())
        issue = shelf.keep(store.name, book, content) if final else None
        with _written_or_withdrawn(shelf, issue, before):
            xlsx.save(content, wanted.path)
        return Made(
            wanted.path,
            issue,
            before,
            changed=monthly.lists_changes(book) if source and source.by_itself else None,
            draft=wanted.over and not final,
            trouble=shelf.trouble,
            turned=turned,
        )


def _drawn(shelf: _Shelf, settings: Settings, book: Book, before: Sequence[Issue]) -> bytes:
    """The bytes of a workbook: of the last issue where it says the same, else of the next one."""
    if not before:
        return xlsx.render(book)
    *earlier_ones, last = before
    if last.number == 1 or earlier_ones:
        same = _issue(book, settings, last.number, earlier_ones[-1]) if earlier_ones else book
        content = xlsx.render(same)
        if content == shelf.content(last):
            return content
    return xlsx.render(_issue(book, settings, last.number + 1, last))


def _issue(book: Book, settings: Settings, number: int, replaced: Issue) -> Book:
    made = times.moment(replaced.made, settings.time_zone)
    return monthly.reissued(book, number, made.date())


def _source(
    shelf: _Shelf, settings: Settings, wanted: WantedReport, before: Sequence[Issue]
) -> Source | None:
    """What to compare with: the file that was named, else the first issue."""
    if wanted.compare:
        return earlier_issue.of_file(wanted.compare)
    content = shelf.content(before[0]) if before else None
    if content is None:
        return None
    made = times.moment(before[0].made, settings.time_zone)
    name = f"terbitan {before[0].number} tanggal {long_date(made)} pukul {made:%H.%M}"
    return Source(name, content, by_itself=True)


@contextmanager
def _written_or_withdrawn(
    shelf: _Shelf, issue: Issue | None, before: Sequence[Issue]
) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if issue and issue not in before:
            shelf.withdraw(issue)
        raise


def as_issued(
    where: Path | SpreadsheetId,
    settings: Settings,
    month: Month,
    number: int,
    out: Path,
    now: datetime,
) -> tuple[Path, Issue]:
    """Write an issue of a month again, byte for byte, beside the present workbook.

    `number` is its number, 0 for the last. The register is not asked. Raises ArchiveError where
    there is no archive, UsageError where it has no such issue.
    """
    archive = open_existing(settings.archive_folder, now)
    try:
        with archive.explained():
            found = issues.issued(archive, identity(where), month)
            issue = _chosen(found, month, number)
            content = issues.content(archive, issue)
    finally:
        archive.close()
    path = out / workbook_name(month, issue.number)
    xlsx.save(content, path)
    return path, issue


def _chosen(found: Sequence[Issue], month: Month, number: int) -> Issue:
    if not found:
        raise UsageError(
            f"Menurut arsip, laporan {month.name} register ini belum pernah diterbitkan",
            f"buat dengan ppid-sheets report monthly --month {month.label}",
        )
    for issue in reversed(found):
        if number in (0, issue.number):
            return issue
    there = ", ".join(str(issue.number) for issue in found)
    raise UsageError(f"Laporan {month.name} tidak punya terbitan {number}", f"ada: {there}")
