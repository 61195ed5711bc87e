"""The scheduled run: check, report, calendar, mail, each once and none in the way of another."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from ppid_sheets.alarms import heartbeat, ics, placing, state
from ppid_sheets.alarms.entries import Entry, failure, of_register, open_cases
from ppid_sheets.alarms.hours import Hours, packaged_calendar
from ppid_sheets.alarms.people import NOBODY, Person, people
from ppid_sheets.alarms.post import DoubtError, Post
from ppid_sheets.alarms.state import State
from ppid_sheets.alarms.told import Letter, Told, letter, news
from ppid_sheets.alarms.writing import message, text
from ppid_sheets.archive.remember import remembered
from ppid_sheets.common import files
from ppid_sheets.config import Settings
from ppid_sheets.errors import (
    AlarmError,
    CalendarError,
    PpidError,
    ShapeError,
    UnreachableError,
    UnsafeError,
)
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs import report_monthly as issuing
from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.report_monthly import Made, Wanted
from ppid_sheets.jobs.run import months
from ppid_sheets.jobs.run.journal import journal, note
from ppid_sheets.jobs.run.limit import TimeUpError, limited
from ppid_sheets.plans.runners import Runner
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.stores.lock import only_one, this_computer
from ppid_sheets.stores.port import Store

BACK = timedelta(hours=1)
"""So far a clock may be set back, as for another time zone, before it is called wrong."""
PATIENCE = timedelta(hours=4)
"""A check that fails is told of once none has succeeded for so long: a register may be open."""


_BUG = PpidError(
    "Sebagian pekerjaan terhenti karena kesalahan program; jalankan ppid-sheets run di baris "
    "perintah, lalu laporkan teksnya."
)


@dataclass(frozen=True)
class Order:
    """What a run is given: the register, how to open it, and the local time.

    With `show` mail is made and not sent, whatever the hour, and nobody counts as told.
    """

    where: Path | SpreadsheetId
    settings: Settings
    store: Callable[[], Store]
    local_time: Callable[[], datetime]
    show: bool = False


@dataclass(frozen=True)
class Ran:
    """What a run did. `checked` is None where the register could not even be read.

    `failures` are what went wrong, the gravest first; `shown` are the mails that were not sent;
    `left_to` is the other computer that sends them.
    """

    moment: datetime
    name: str
    checked: Checked | None
    failures: tuple[PpidError, ...]
    reports: tuple[Made, ...]
    mailed: int
    shown: tuple[str, ...]
    calls: str
    left_to: str = ""

    @property
    def exit_code(self) -> int:
        """The code of the first failure, 0 without one."""
        return self.failures[0].exit_code if self.failures else 0


def within_limit(settings: Settings) -> Settings:
    """Settings whose Google Sheet is not waited for longer than a whole run may take."""
    google = settings.google
    shorter = replace(google, time_limit=min(google.time_limit, settings.run_limit))
    return replace(settings, google=shorter)


def run(order: Order) -> Ran:
    """Do what is due; raises UnreachableError where another run is still at it.

    What goes wrong in one part is a failure in the result and keeps no other part from its work.
    """
    settings = order.settings
    with journal(settings.archive_folder, settings.time_zone):
        try:
            with limited(settings.run_limit), only_one(order.where, lasts=settings.run_limit):
                return _Run(order).whole()
        except TimeUpError as error:
            note("terputus", logging.ERROR, kode=error.exit_code)
            _knock(settings, good=False)
            raise


class _Run:
    """One run: its parts in their order, and what has come of them so far."""

    def __init__(self, order: Order) -> None:
        self.order, self.settings = order, order.settings
        self.now = order.local_time()
        self.started = time.monotonic()
        self.path = state.path_of(self.settings.archive_folder, identity(order.where))
        self.state: State | None = None
        self.store: Store | None = None
        self.checked: Checked | None = None
        self.failures: list[PpidError] = []
        self.reports: list[Made] = []
        self.shown: list[str] = []
        self.mailed = 0
        self.bug: Exception | None = None
        self.good = False
        self.over = False
        self.early = False
        known = state.peek(self.path)
        mails = bool(self.settings.mail.server) and not (order.show or known.unsent)
        self.runner = Runner(this_computer(), mails, known.last)

    def whole(self) -> Ran:
        note("mulai")
        for part in (self.check, self.recall, self.report, self.calendar, self.tell, self.keep):
            if not self.over or part == self.keep:
                with self.part(part.__name__):
                    part()
        _knock(self.settings, good=not (self.failures or self.bug))
        seconds = round(time.monotonic() - self.started, 1)
        note("selesai", kode=self.ran.exit_code, detik=seconds, surat=self.mailed)
        if self.bug:
            raise self.bug
        return self.ran

    @property
    def ran(self) -> Ran:
        name, calls = (self.store.name, self.store.calls) if self.store else ("", "")
        return Ran(
            self.now, name, self.checked, tuple(self.failures), tuple(self.reports), self.mailed,
            tuple(self.shown), calls, self.left_to,
        )  # fmt: skip

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Turn what goes wrong in one part into a failure; a bug is raised once all is done."""
        try:
            yield
        except PpidError as error:
            self.over = self.over or isinstance(error, TimeUpError)
            self.failed(error, name)
        except Exception as error:
            note("galat program", logging.ERROR, bagian=name, jenis=type(error).__name__)
            self.bug = self.bug or error

    def failed(self, error: PpidError, name: str) -> None:
        note("gagal", logging.ERROR, bagian=name, jenis=type(error).__name__, kode=error.exit_code)
        if str(error) not in map(str, self.failures):
            self.failures.append(error)

    @property
    def hours(self) -> Hours:
        calendar = (
            self.checked.verdict.clock.calendar
            if self.checked
            else packaged_calendar(self.settings.weekend)
        )
        return Hours(calendar, *self.settings.mail.hours)

    def check(self) -> None:
        """Check the register; one that can be read but not written is judged all the same."""
        self.store = self.order.store()
        try:
            with remembered(self.order.where, self.settings, self.now) as memory:
                self.checked = jobs.check(
                    self.store, self.settings, self.now.date(),
                    local_time=self.order.local_time, memory=memory, runner=self.runner,
                )  # fmt: skip
            self.good = True
        except UnreachableError:
            self.judge_only()
            raise
        verdict = self.checked.verdict
        note("diperiksa", permohonan=len(verdict.table.frame), terbuka=verdict.open,
             terlambat=verdict.overdue, galat=verdict.severities["galat"],
             sel=sum(len(change.rows) for change in self.checked.plan.cells),
             bergeser=len(verdict.moved))  # fmt: skip
        if memory and memory.trouble:
            raise memory.trouble

    def judge_only(self) -> None:
        """Judge a register file that cannot be written, as it stands."""
        if isinstance(self.order.where, Path) and self.store:
            with suppress(UnreachableError, ShapeError, UnsafeError, CalendarError):
                self.checked = jobs.check(self.store, self.settings, self.now.date(), dry_run=True)

    def recall(self) -> None:
        """Read what the runs before this one left."""
        known, trouble = state.load(self.path, self.now)
        self.early = bool(known.last and known.last - self.now > BACK)
        good = self.now if self.good else known.good and min(known.good, self.now)
        self.state = replace(known, last=self.now, good=good)
        if trouble:
            raise trouble
        if self.early and known.last:
            raise AlarmError(
                f"Jam komputer ini menunjukkan {self.now:%d/%m/%Y %H:%M}, padahal jalan terakhir "
                f"{known.last:%d/%m/%Y %H:%M}; betulkan jamnya. Peringatan ditahan sampai jalan "
                "berikutnya."
            )

    def report(self) -> None:
        """Write the workbook of each closed month that was not issued."""
        if not (self.state and self.store and self.checked) or self.early:
            return
        folder, zone = self.settings.report_folder, self.settings.time_zone
        for month in months.waiting(self.now.date(), self.hours, self.state.issued):
            trouble = None
            if not months.lies_there(folder, month, self.now.date(), zone):
                made = issuing.report_monthly(
                    self.order.where, self.store, self.settings,
                    Wanted(month, folder, self.now, once=True),
                )  # fmt: skip
                self.reports.append(made)
                note("laporan", bulan=month.label, final=not made.draft)
                trouble = made.trouble
            self.state = self.state.with_issued(month, self.now)
            if trouble:
                self.failed(trouble, "report")

    def calendar(self) -> None:
        """Bring the calendar file up to date."""
        if not (self.checked and self.store) or self.early:
            return
        path = self.settings.report_folder / ics.FILE
        before = b""
        with suppress(OSError):
            before = files.read(path)
        after = ics.calendar(
            open_cases(self.checked.verdict), self.store.name, before.decode(errors="replace"),
            self.now, self.hours,
        ).encode()  # fmt: skip
        if after != before:
            placing.write(path, after, private=False)

    def tell(self) -> None:
        """Send each person the mail that is due, or show what they do not know yet."""
        mail = self.settings.mail
        if not self.state or self.early:
            return
        if self.order.show:
            for person in [*people(mail)] or [Person(NOBODY, None)]:
                self.show(person)
        elif mail.server:
            before = len(self.failures)
            with Post(mail) as post:
                for person in people(mail):
                    with self.part("tell"):
                        self.mail(post, person)
                    if self.over or post.lost:
                        break
            self.state = replace(self.state, unsent=len(self.failures) > before)

    @property
    def left_to(self) -> str:
        """The other computer that mails what stands in this register; "" where this one does.

        What goes wrong on this computer is told by this one in any case.
        """
        mailer = self.checked.mailer if self.checked else None
        mails = self.settings.mail.server and not self.order.show
        left = mails and self.runner.leaves_mail_to(mailer, self.now)
        return mailer.computer if mailer and left else ""

    def entries(self, person: Person) -> Sequence[Entry]:
        """All there is to tell somebody, new or not."""
        found: list[Entry] = []
        if self.checked and not self.left_to:
            verdict, store = self.checked.verdict, self.store
            folder = self.settings.report_folder
            link = links(store, verdict.tab, verdict.desk.parts, folder) if store else lambda _: ""
            found += of_register(verdict, link, person.officers)
        if person.officers is None:
            found += [failure(error) for error in self.failures if self.is_told(error)]
            found += [failure(_BUG)] if self.bug else []
        return found

    def is_told(self, error: PpidError) -> bool:
        """Whether a failure is worth a mail: one that passes is not."""
        good = self.state.good if self.state else None
        passes = (
            isinstance(error, UnreachableError | TimeUpError)
            and good
            and self.now - good <= PATIENCE
        )
        return not passes

    def told(self, person: Person, entries: Sequence[Entry]) -> Told:
        """What somebody was told that still holds, or may: not all registers may be readable."""
        told = self.state.of(person.key) if self.state else Told()
        over = told.known.keys() - {entry.key for entry in entries}
        whole = self.checked and not self.checked.verdict.earlier.troubles
        return told.without(over) if whole and not self.left_to else told

    def show(self, person: Person) -> None:
        entries = self.entries(person)
        unknown = news(self.told(person, entries), entries, self.now)
        if unknown and self.store:
            made = text(Letter(self.now.date().isoformat(), unknown), self.store.name)
            self.shown.append(f"Kepada: {person.address}\n\n{made}")

    def mail(self, post: Post, person: Person) -> None:
        """Send somebody their mail.

        It is noted before it leaves, and again once it was taken: a run that is killed in between
        leaves a note, and the next one sends the same mail with the same Message-ID.
        """
        entries = self.entries(person)
        told = self.told(person, entries)
        due = letter(told, entries, self.now, self.hours)
        self.noted(person, told)
        if due is None:
            return
        self.noted(person, replace(told, pending=due))
        self.keep()
        mail = self.settings.mail
        name = self.store.name if self.store else ""
        try:
            post.send(message(due, mail.sender, person.address, name, self.settings.time_zone))
        except DoubtError:
            raise
        except AlarmError:
            self.noted(person, replace(told, pending=None))
            raise
        self.noted(person, told.after(due))
        self.keep()
        self.mailed += 1

    def noted(self, person: Person, told: Told) -> None:
        if self.state:
            self.state = self.state.told(person.key, told)

    def keep(self) -> None:
        """Leave the state to the next run."""
        if self.state:
            state.save(self.path, self.state)


def _knock(settings: Settings, *, good: bool) -> None:
    if settings.heartbeat and not heartbeat.knock(settings.heartbeat, good=good):
        note("denyut tidak terdengar", logging.WARNING)
