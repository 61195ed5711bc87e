"""The scheduled run: check, report, calendar, mail, each once and none in the way of another."""

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ppid_sheets.alarms import between_runs, heartbeat, ics, placing
from ppid_sheets.alarms.entries import AlarmCase, AlarmEntry, failure, of_register, open_cases
from ppid_sheets.alarms.notices import DueLetter, Notices, letter, news
from ppid_sheets.alarms.people import NOBODY, Person, people
from ppid_sheets.alarms.post import Post
from ppid_sheets.archive.remember import remembered
from ppid_sheets.checks.judge import Judged
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
from ppid_sheets.jobs.links import links
from ppid_sheets.jobs.report_monthly import WantedReport
from ppid_sheets.jobs.run import announcing, months
from ppid_sheets.jobs.run.journal import journal, note
from ppid_sheets.jobs.run.limit import TimeUpError, limited
from ppid_sheets.jobs.run.order import Order, Ran
from ppid_sheets.jobs.run.record import Record
from ppid_sheets.stores.lock import only_one

BACK = timedelta(hours=1)
"""So far a clock may be set back, as for another time zone, before it is called wrong."""
PATIENCE = timedelta(hours=4)
"""A failed check is news once none has succeeded for so long: a register may be open."""


_BUG = PpidError(
    "Sebagian pekerjaan terhenti karena kesalahan program",
    "jalankan ppid-sheets run di baris perintah, lalu laporkan teksnya",
)


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


class _Run(Record):
    """One run: its parts in their order, and what has come of them so far."""

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

    def check(self) -> None:
        """Check the register; one that can be read but not written is judged all the same."""
        self.store = self.order.store()
        try:
            with remembered(self.order.where, self.settings, self.now) as memory:
                self.checked = jobs.check(
                    self.store,
                    self.settings,
                    self.now.date(),
                    local_time=self.order.local_time,
                    memory=memory,
                    runner=self.runner,
                )
            self.good = True
        except UnreachableError:
            self.judge_only()
            raise
        _note_check(self.checked)
        trouble = (memory.trouble if memory else None) or self.checked.unreached
        if trouble:
            raise trouble

    def judge_only(self) -> None:
        """Judge a register file that cannot be written, as it stands."""
        if isinstance(self.order.where, Path) and self.store:
            with suppress(UnreachableError, ShapeError, UnsafeError, CalendarError):
                self.checked = jobs.check(self.store, self.settings, self.now.date(), dry_run=True)

    def recall(self) -> None:
        """Read what the runs before this one left."""
        known, trouble = between_runs.load(self.path, self.now)
        self.previous = known.last
        self.early = bool(known.last and known.last - self.now > BACK)
        good = self.now if self.good else known.good and min(known.good, self.now)
        self.state = replace(known, last=self.now, good=good)
        if trouble:
            raise trouble
        if self.early and known.last:
            raise AlarmError(
                f"Jam komputer ini menunjukkan {self.now:%d/%m/%Y %H.%M}, padahal jalan terakhir "
                f"{known.last:%d/%m/%Y %H.%M}",
                "betulkan jamnya. Peringatan ditahan sampai jalan berikutnya",
            )

    def report(self) -> None:
        """Write the workbook of each closed month that was not issued."""
        if not (self.state and self.store and self.checked) or self.early:
            return
        folder, zone = self.settings.report_folder, self.settings.time_zone
        for month in months.waiting(self.now.date(), self.hours, self.state.issued):
            troubles: list[PpidError | None] = []
            if not months.lies_there(folder, month, self.now.date(), zone):
                made = issuing.report_monthly(
                    self.order.where,
                    self.store,
                    self.settings,
                    WantedReport(month, folder, self.now, once=True),
                )
                self.reports.append(made)
                note("laporan", bulan=month.label, final=not made.draft)
                troubles = [made.trouble, made.turned.trouble if made.turned else None]
            self.state = self.state.with_issued(month, self.now)
            for trouble in filter(None, troubles):
                self.failed(trouble, "report")
        if self.reports and self.good and self.settings.archive_active:
            self.check()  # the pages name the workbook now, so that the next run changes nothing

    def calendar(self) -> None:
        """Bring the calendar file up to date."""
        if not (self.checked and self.store) or self.early:
            return
        path = self.settings.report_folder / ics.FILE
        before = b""
        with suppress(OSError):
            before = files.read(path)
        after = ics.calendar(
            self.open_cases(),
            self.store.name,
            before.decode(errors="replace"),
            self.now,
            self.hours,
        ).encode()
        if after != before:
            placing.write(path, after, private=False)

    @property
    def objections(self) -> Judged | None:
        """The objections beside the requests, as far as they were judged."""
        beside = self.checked.beside if self.checked else None
        return beside.judged if beside else None

    def open_cases(self) -> Sequence[AlarmCase]:
        """What waits for an answer: requests, then objections."""
        judged = (self.checked.verdict if self.checked else None, self.objections)
        return [case for one in judged if one for case in open_cases(one)]

    def tell(self) -> None:
        """Send each person the mail that is due, or show what they do not know yet."""
        mail = self.settings.mail
        if not self.state or self.early:
            return
        if self.order.show:
            for person in [*people(mail)] or [Person(NOBODY, None)]:
                self.show(person)
                if person.officers is None:
                    announcing.show(self, person)
        elif mail.server:
            before = len(self.failures)
            with Post(mail) as post:
                for person in people(mail):
                    with self.part("tell"):
                        self.mail(post, person)
                    if self.over or post.lost:
                        break
                    if person.officers is None and not self.left_to:
                        with self.part("tell"):
                            announcing.announce(self, post, person)
            self.state = replace(self.state, unsent=len(self.failures) > before)

    def entries(self, person: Person) -> Sequence[AlarmEntry]:
        """All entries for a recipient, new or not."""
        found: list[AlarmEntry] = []
        if self.checked and not self.left_to:
            verdict, store = self.checked.verdict, self.store
            folder = self.settings.report_folder
            link = links(store, verdict.tab, verdict.desk.parts, folder) if store else lambda _: ""
            found += of_register(verdict, link, person.officers)
            others = self.objections
            if others and person.officers is None:
                link = links(store, others.tab, (), folder) if store else lambda _: ""
                found += of_register(others, link)
        if person.officers is None:
            found += [failure(error) for error in self.failures if self.is_news(error)]
            found += [failure(_BUG)] if self.bug else []
        return found

    def is_news(self, error: PpidError) -> bool:
        """True for a failure to mail about: one that passes by itself is none."""
        good = self.state.good if self.state else None
        passes = (
            isinstance(error, UnreachableError | TimeUpError)
            and good
            and self.now - good <= PATIENCE
        )
        return not passes

    def notices(self, person: Person, entries: Sequence[AlarmEntry]) -> Notices:
        """The earlier mail of a recipient that still holds, or may: not all registers may be
        readable."""
        told = self.state.of(person.key) if self.state else Notices()
        over = told.known.keys() - {entry.key for entry in entries}
        checked = self.checked
        unread = checked and checked.beside and checked.beside.trouble
        whole = checked and not checked.verdict.earlier.troubles and not unread
        return told.without(over) if whole and not self.left_to else told

    def show(self, person: Person) -> None:
        entries = self.entries(person)
        unknown = news(self.notices(person, entries), entries, self.now)
        if unknown and self.store:
            self.show_letter(person, DueLetter(self.now.date().isoformat(), unknown))

    def mail(self, post: Post, person: Person) -> None:
        """Send a recipient their mail."""
        entries = self.entries(person)
        told = self.notices(person, entries)
        due = letter(told, entries, self.now, self.hours)
        self.noted(person, told)
        if due:
            self.deliver(post, person, told, due)


def _note_check(checked: jobs.Checked) -> None:
    verdict = checked.verdict
    note(
        "diperiksa",
        permohonan=len(verdict.table.frame),
        terbuka=verdict.open,
        terlambat=verdict.overdue,
        galat=verdict.severities["galat"],
        sel=sum(len(change.rows) for change in checked.plan.cells),
        bergeser=len(verdict.moved),
    )


def _knock(settings: Settings, *, good: bool) -> None:
    if settings.heartbeat and not heartbeat.knock(settings.heartbeat, good=good):
        note("denyut tidak terdengar", logging.WARNING)
