"""What a run is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_sheets.config import Settings
from ppid_sheets.errors import (
    PpidError,
)
from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.report_monthly import Made
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.port import Store


@dataclass(frozen=True)
class Order:
    """The order for a run: the register, how to open it, and the local time.

    With `show` mail is made and not sent,
    whatever the hour, and no recipient's state changes.
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
