"""Which computer mails, by the mark that it leaves on the page of runs for all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ppid_sheets.register import layout
from ppid_sheets.register.values import Grid, Value

_LABEL = "Surat dikirim oleh"
_NAME = "komputer "
_MINUTE = "%d/%m/%Y %H.%M"
"""Earlier versions wrote a colon."""
_FRESH = timedelta(hours=layout.STALE_HOURS)


@dataclass(frozen=True, slots=True)
class Mailer:
    """The computer that mails, and when it last ran: local time to the minute."""

    computer: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Runner:
    """A running computer: its mark, whether this run mails, and its own last run.

    The mark says nothing of a person or an office.
    """

    computer: str
    mails: bool = False
    last: datetime | None = None

    @property
    def name(self) -> str:
        """How a page and people call it."""
        return f"{_NAME}{self.computer}"

    def leaves_mail_to(self, mailer: Mailer | None, now: datetime) -> bool:
        """Whether another computer mails, and ran so lately that nobody is left without.

        A mark of the minute that this runner recalls is its own, whatever the computer is called
        now: hired computers are new ones each time.
        """
        if mailer is None or mailer.computer == self.computer:
            return False
        if self.last and f"{self.last:{_MINUTE}}" == f"{mailer.moment:{_MINUTE}}":
            return False
        return abs(now.replace(tzinfo=None) - mailer.moment) < _FRESH


def mailer(page: Grid) -> Mailer | None:
    """The computer that mails, by the page of runs; None where it names none."""
    match page[layout.MAILER_ROW - 1] if len(page) >= layout.MAILER_ROW else ():
        case [str(label), str(name), str(text), *_] if label == _LABEL and name.startswith(_NAME):
            try:
                written = text.replace(":", ".")
                moment = datetime.strptime(written, _MINUTE)  # noqa: DTZ007 - an office's own clock
            except ValueError:
                return None
            return Mailer(name.removeprefix(_NAME), moment)
        case _:
            return None


def line(page: Grid, runner: Runner | None, now: datetime) -> Sequence[Value]:
    """What the present `page` of runs shall say of it after a run: a mailer renews or takes over
    the mark, anybody else leaves it."""
    found = mailer(page)
    if runner and runner.mails and not runner.leaves_mail_to(found, now):
        found = Mailer(runner.computer, now)
    return (_LABEL, f"{_NAME}{found.computer}", f"{found.moment:{_MINUTE}}") if found else ()
