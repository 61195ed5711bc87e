"""What a schedule has to know of the installation it is made for."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ppid_sheets.common import files
from ppid_sheets.config import Settings
from ppid_sheets.register.address import SpreadsheetId

MINUTES = (7, 11, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53)
"""Minutes at which not everybody else runs something."""
FIRST_HOUR, LAST_HOUR = 6, 18
"""A check each hour from early to late, every day: a Saturday's mistakes are found on Saturday."""


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Absolute paths as texts, as the system writes them.

    `register` is "" where the settings name it; `credential` the key file that the environment
    names, or ""; `password_variable` that of the mail server's password, "" where none is needed.
    `user` is the name with which Windows starts it, "" for anybody's.
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
    user: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command after the interpreter."""
        config = ("--config", self.settings) if self.settings else ()
        register = ("--register", self.register) if self.register else ()
        command = "watch" if self.watching else "run"
        return ("-m", "ppid_sheets", command, "--quiet", *config, *register)

    @property
    def name(self) -> str:
        """The system's name for it, unless another schedule has that."""
        return "ppid-sheets-watch" if self.watching else "ppid-sheets"

    @property
    def mark(self) -> str:
        """The mark that sets this installation's schedule apart from others on the computer; all
        ASCII."""
        told = f"{self.folder}\n{self.settings}\n{self.register}"
        return (
            f"{self.name} {hashlib.sha256(told.encode(errors='surrogateescape')).hexdigest()[:8]}"
        )

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


def place_of(
    settings: Settings,
    register: Path | SpreadsheetId | None,
    python: str,
    user: str = "",
    *,
    watching: bool,
) -> RunPlace:
    """This installation, for a register that was named or that of the settings (None)."""
    source, mail, ambient = settings.source, settings.mail, settings.google.ambient_file
    mails = mail.server and mail.user and not watching
    return RunPlace(
        python=python,
        folder=str(files.real(source).parent if source else Path.cwd()),
        settings=str(files.real(source)) if source else "",
        register=str(files.real(register) if isinstance(register, Path) else register or ""),
        credential=str(files.real(ambient)) if ambient else "",
        password_variable=mail.password_variable if mails else "",
        zone=settings.time_zone,
        limit=settings.run_limit,
        watching=watching,
        user=user,
    )
