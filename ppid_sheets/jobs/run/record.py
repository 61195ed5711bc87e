"""The results of a run so far."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.between_runs import State
from ppid_sheets.alarms.hours import Hours, packaged_calendar
from ppid_sheets.alarms.notices import DueLetter, Notices
from ppid_sheets.alarms.people import Person
from ppid_sheets.alarms.post import DoubtError, Post
from ppid_sheets.alarms.writing import message, subject, text
from ppid_sheets.errors import AlarmError, PpidError
from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.report_monthly import Made
from ppid_sheets.jobs.run.journal import note
from ppid_sheets.jobs.run.limit import TimeUpError
from ppid_sheets.jobs.run.order import Order, Ran
from ppid_sheets.plans.runners import Runner
from ppid_sheets.register.address import identity
from ppid_sheets.stores.lock import this_computer
from ppid_sheets.stores.port import Store


class Record:
    """The order of a run, its results and its failures; a failure in one part does not stop the
    others."""

    def __init__(self, order: Order) -> None:
        self.order, self.settings = order, order.settings
        self.now = order.local_time()
        self.started = time.monotonic()
        self.path = between_runs.path_of(self.settings.archive_folder, identity(order.where))
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
        self.previous: datetime | None = None
        known = between_runs.peek(self.path)
        mails = bool(self.settings.mail.server) and not (order.show or known.unsent)
        self.runner = Runner(this_computer(), mails, known.last)

    @property
    def ran(self) -> Ran:
        """The run so far as a value."""
        name, calls = (self.store.name, self.store.calls) if self.store else ("", "")
        return Ran(
            self.now,
            name,
            self.checked,
            tuple(self.failures),
            tuple(self.reports),
            self.mailed,
            tuple(self.shown),
            calls,
            self.left_to,
        )

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Turn what goes wrong in one part into a failure; a bug is raised once all is done."""
        try:
            yield
        except PpidError as error:
            self.over = self.over or isinstance(error, TimeUpError)
            self.failed(error, name)
        except Exception as error:
            note("kesalahan program", logging.ERROR, bagian=name, jenis=type(error).__name__)
            self.bug = self.bug or error

    def failed(self, error: PpidError, name: str) -> None:
        """Keep the failure of a part, each sentence once."""
        note("gagal", logging.ERROR, bagian=name, jenis=type(error).__name__, kode=error.exit_code)
        if str(error) not in map(str, self.failures):
            self.failures.append(error)

    @property
    def hours(self) -> Hours:
        """The office's hours, on the register's calendar where it was read."""
        calendar = (
            self.checked.verdict.clock.calendar
            if self.checked
            else packaged_calendar(self.settings.weekend)
        )
        return Hours(calendar, *self.settings.mail.hours)

    @property
    def left_to(self) -> str:
        """The other computer that mails about this register; "" where this one does.

        This one mails its own failures in any case.
        """
        mailer = self.checked.mailer if self.checked else None
        mails = self.settings.mail.server and not self.order.show
        left = mails and self.runner.leaves_mail_to(mailer, self.now)
        return mailer.computer if mailer and left else ""

    def noted(self, person: Person, told: Notices) -> None:
        """Note the notices sent to a person."""
        if self.state:
            self.state = self.state.with_notices(person.key, told)

    def deliver(
        self,
        post: Post,
        person: Person,
        told: Notices,
        due: DueLetter,
        attached: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Send a letter to a recipient whose earlier mail is `told`.

        It is noted before it leaves, and again once it was taken: a run that is killed in between
        leaves a note, and the next one sends the same mail with the same Message-ID.
        """
        self.noted(person, replace(told, pending=due))
        self.keep()
        sender, zone = self.settings.mail.sender, self.settings.time_zone
        office = self.settings.office.name
        try:
            post.send(message(due, sender, person.address, office, zone, attached))
        except DoubtError:
            raise
        except AlarmError:
            self.noted(person, replace(told, pending=None))
            raise
        self.noted(person, told.after(due))
        self.keep()
        self.mailed += 1

    def show_letter(self, person: Person, due: DueLetter) -> None:
        """Keep a mail that is only shown."""
        office = self.settings.office.name
        head = f"Kepada: {person.address}\nPerihal: {subject(due, office)}"
        self.shown.append(f"{head}\n\n{text(due, office)}")

    def keep(self) -> None:
        """Leave the state to the next run."""
        if self.state:
            between_runs.save(self.path, self.state)
