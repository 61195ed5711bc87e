"""What a schedule has to know of the installation it is made for."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MINUTES = (7, 11, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53)
"""Minutes at which not everybody else runs something."""
FIRST_HOUR, LAST_HOUR = 6, 18
"""A check each hour from early to late, every day: a Saturday's mistakes are found on Saturday."""


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Absolute paths as texts, as the system writes them.

    `register` is "" where the settings name it; `credential` the key file that the environment
    names, or ""; `password_variable` that of the mail server's password, "" where none is needed.
    With `watching` the program is to stay and check after each save, beside the hourly runs.
    """

    python: str
    folder: str
    settings: str
    register: str
    credential: str
    password_variable: str
    zone: ZoneInfo
    limit: int
    watching: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command after the interpreter."""
        config = ("--config", self.settings) if self.settings else ()
        register = ("--register", self.register) if self.register else ()
        command = "watch" if self.watching else "run"
        return ("-m", "ppid_sheets", command, "--quiet", *config, *register)

    @property
    def minute(self) -> int:
        """The minute of this installation, the same whenever it is asked for."""
        mark = hashlib.sha256(f"{self.folder}\n{self.register}".encode()).digest()
        return MINUTES[mark[0] % len(MINUTES)]

    @property
    def offset(self) -> int:
        """Minutes that the time zone is ahead of UTC; Indonesia has no summer time."""
        ahead = datetime(2026, 1, 1, tzinfo=self.zone).utcoffset()
        return round(ahead.total_seconds() / 60) if ahead else 0
