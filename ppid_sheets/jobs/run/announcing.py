"""Mails each issue of a month's workbook to the Kasubag, in a mail of its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from ppid_sheets.alarms.between_runs import State
from ppid_sheets.alarms.entries import ONCE, AlarmEntry, key_of
from ppid_sheets.alarms.notices import DueLetter, Notices
from ppid_sheets.alarms.people import Person
from ppid_sheets.alarms.post import Post
from ppid_sheets.archive import issues
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.issues import Issue, workbook_name
from ppid_sheets.common import files, times
from ppid_sheets.common.indonesian import listed, number
from ppid_sheets.config import Settings
from ppid_sheets.errors import ShapeError
from ppid_sheets.jobs.run.record import Record
from ppid_sheets.register.address import identity
from ppid_sheets.reports.month import earlier_issue, tiles
from ppid_sheets.reports.month.earlier_issue import Source
from ppid_sheets.reports.period import period_of
from ppid_sheets.reports.workbook.tally import Tally

_FIGURES = tuple(tiles.TILES[at].figure for at in (tiles.RECEIVED, tiles.FINISHED, tiles.REMAINING))


@dataclass(frozen=True, slots=True)
class IssueNews:
    """An issue, the one before it of the same month, and the bytes of both; b"" for none."""

    issue: Issue
    content: bytes
    before: Issue | None
    earlier: bytes

    @property
    def key(self) -> str:
        """The key of the news: equal keys are the same news."""
        return _key(self.issue)


def announce(run: Record, post: Post, person: Person) -> None:
    """Send a mail for each issue without one yet, in working hours.

    One that may have arrived goes out as it was, whatever day it is: it must not come twice.
    """
    person = replace(person, of_issues=True)
    if not run.state or not run.hours.open_at(run.now):
        return
    for issue in _unannounced(run, person):
        told = run.state.of(person.key)
        pending = told.pending if told.pending and _is_of(told.pending, issue) else None
        due = pending or DueLetter(run.now.date().isoformat(), (_entry(run.settings, issue),))
        run.deliver(post, person, replace(told, pending=None), due, _attached(run.settings, issue))


def show(run: Record, person: Person) -> None:
    """Keep the mails that would be sent, to be shown."""
    person = replace(person, of_issues=True)
    for issue in _unannounced(run, person):
        entry = _entry(run.settings, issue)
        run.show_letter(person, DueLetter(run.now.date().isoformat(), (entry,)))


def _unannounced(run: Record, person: Person) -> Sequence[IssueNews]:
    """The issues that are news. Those from before the first run that announced issues are none."""
    if not run.state:
        return ()
    path = run.settings.archive_folder / FILE
    if not run.settings.archive_active:
        return _news(run, person, [*_filed(run.settings, run.state)], partial(_file, run.settings))
    if not files.exists(path):
        return ()
    archive = Archive(path, run.now, read_only=True)
    try:
        with archive.explained():
            found = issues.of(archive, identity(run.order.where))
            return _news(run, person, found, partial(issues.content, archive))
    finally:
        archive.close()


def _news(
    run: Record, person: Person, found: Sequence[Issue], content: Callable[[Issue], bytes]
) -> Sequence[IssueNews]:
    told = run.state.people.get(person.key) if run.state else None
    if told is None:
        told = _beginning(run, found)
        run.noted(person, told)
    return [_announced(content, found, issue) for issue in found if _key(issue) not in told.known]


def _filed(settings: Settings, state: State) -> Iterator[Issue]:
    """The workbooks that lie in the folder of reports, where no archive keeps their issues."""
    for month, moment in sorted(state.issued.items()):
        issue = Issue(0, "", month, 1, times.stamp(moment), "", "", 0, 0)
        if _figures(issue, _file(settings, issue)):
            yield issue


def _file(settings: Settings, issue: Issue) -> bytes:
    with suppress(OSError):
        return files.read(settings.report_folder / workbook_name(issue.month))
    return b""


def _beginning(run: Record, found: Sequence[Issue]) -> Notices:
    """The state of a recipient without a note: the issues that count as announced."""
    if run.previous is None:
        return Notices()
    last = times.stamp(run.previous)
    return Notices(known={_key(issue): ONCE for issue in found if issue.made <= last})


def _announced(
    content: Callable[[Issue], bytes], found: Sequence[Issue], issue: Issue
) -> IssueNews:
    same = [one for one in found if one.month == issue.month and one.number < issue.number]
    before = same[-1] if same else None
    return IssueNews(issue, content(issue), before, content(before) if before else b"")


def _key(issue: Issue) -> str:
    return key_of("terbit", issue.month.label, issue.number, issue.made)


def _is_of(letter: DueLetter, issue: IssueNews) -> bool:
    return [entry.key for entry in letter.entries] == [issue.key]


def _entry(settings: Settings, issue: IssueNews) -> AlarmEntry:
    month, numbered = issue.issue.month, issue.issue.number
    name = f"{month.name}, terbitan {numbered}"
    return AlarmEntry("terbit", issue.key, ONCE, " ".join(_sentences(settings, issue)), name)


def _sentences(settings: Settings, issue: IssueNews) -> Iterator[str]:
    """Name and place, three figures, what changed since the last."""
    month = issue.issue.month
    path = settings.report_folder / workbook_name(month)
    if files.exists(path):
        yield f"{path.name} ada di {path.parent}."
    else:
        yield (
            f"{path.name} ada di arsip; ambil dengan ppid-sheets report monthly --month "
            f"{month.label} --as-issued {issue.issue.number}."
        )
    now = _figures(issue.issue, issue.content)
    yield f"{listed([f'{name} {said}' for name, said in now.items()])}."
    if issue.before:
        then = _figures(issue.before, issue.earlier)
        moved = [
            f"{name} {then[name]} menjadi {now[name]}"
            for name in now
            if name in then and then[name] != now[name]
        ]
        changed = listed(moved) or "ketiga angka ini sama, yang lain di lembar Perubahan"
        yield f"Dibanding terbitan {issue.before.number}: {changed}."
    if settings.mail.attach_report and settings.subject_length:
        yield "Tidak dilampirkan, sebab memuat ringkasan informasi (laporan.ringkasan_informasi)."


def _figures(issue: Issue, content: bytes) -> Mapping[str, str]:
    """The three figures as the workbook itself has them; none where it cannot be read."""
    try:
        found = earlier_issue.read(
            Source(issue.month.label, content), period_of(issue.month, issue.month.last)
        )
        tally = Tally(found.data)
        return {one.name: number(one.value(tally, found.times) or 0) for one in _FIGURES}
    except (ShapeError, KeyError):
        return {}


def _attached(settings: Settings, issue: IssueNews) -> Mapping[str, bytes]:
    """The workbook where the office wishes it, unless it holds words of applicants."""
    if not settings.mail.attach_report or settings.subject_length:
        return {}
    return {workbook_name(issue.issue.month, issue.issue.number): issue.content}
