"""A computer whose systemctl, loginctl, crontab and schtasks act on files of a test."""

import os
import shutil
import sys
from pathlib import Path

import pytest

COMMANDS = ("systemctl", "loginctl", "crontab", "schtasks", "powershell")
FAKE = Path(__file__).with_name("fake_commands.py")


class Machine:
    """Its commands lie first in PATH; `log` is what was asked of them, a line each."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, *commands: str) -> None:
        self.bin, self.state = folder / "bin", folder / "state"
        self.config = folder / "config"
        for made in (self.bin, self.state, self.config):
            made.mkdir(parents=True)
        for name in commands or COMMANDS:
            self.add(name)
        for name in ("sh", "env"):
            (self.bin / name).symlink_to(shutil.which(name) or name)
        patch.setenv("PATH", str(self.bin))
        patch.setenv("XDG_CONFIG_HOME", str(self.config))

    def add(self, name: str) -> None:
        """Have a command."""
        path = self.bin / name
        path.write_text(f'#!/bin/sh\nexec {sys.executable} -SE {FAKE} "{self.state}" {name} "$@"\n')
        path.chmod(0o755)

    def break_(self, name: str, says: str) -> None:
        """Have a command fail, whatever it is asked."""
        (self.bin / name).write_text(f"#!/bin/sh\necho '{says}' >&2\nexit 1\n")

    @property
    def log(self) -> list[str]:
        """What was asked so far."""
        path = self.state / "log"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def crontab(self) -> bytes | None:
        """The user's crontab, None where there is none."""
        path = self.state / "crontab"
        return path.read_bytes() if path.exists() else None

    @property
    def kept(self) -> dict[str, bytes]:
        """Everything that lies anywhere, less the log."""
        files = [*self.state.rglob("*"), *self.config.rglob("*")]
        return {
            os.path.relpath(path, self.state.parent): path.read_bytes()
            for path in files
            if path.is_file() and path.name != "log"
        }
