"""The mail server's password in the file that schedules read, beside the settings."""

import shlex
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.config import Settings
from ppid_sheets.errors import SettingsError
from ppid_sheets.jobs.schedule.systemd import ENVIRONMENT


def with_password(settings: Settings) -> Settings:
    """The settings with the password of that file, where the environment has none."""
    mail = settings.mail
    if not mail.user or mail.password is not None or not settings.source:
        return settings
    password = _kept(_file(settings.source)).get(mail.password_variable)
    return replace(settings, mail=replace(mail, password=password))


def keep(source: Path, name: str, password: str) -> Path | None:
    """Put a password into the file, for its owner alone; None where it stands there already.

    Other lines stay. Raises SettingsError where it cannot be written.
    """
    path = _file(source)
    if _kept(path).get(name) == password:
        return None
    lines: list[str] = []
    try:
        with suppress(FileNotFoundError):
            lines = files.read(path).decode(errors="surrogateescape").splitlines()
        lines = [line for line in lines if not line.startswith(f"{name}=")]
        text = "\n".join([*lines, f"{name}={shlex.quote(password)}", ""])
        files.put(path, text.encode(errors="surrogateescape"), private=True)
    except OSError as error:
        raise SettingsError(
            f"{path} tidak dapat ditulis: {files.cause(error)}", "periksa hak atas foldernya"
        ) from error
    return path


def _file(source: Path) -> Path:
    return files.real(source).parent / ENVIRONMENT


def _kept(path: Path) -> Mapping[str, str]:
    """What the file says, by name."""
    found = {}
    with suppress(OSError, UnicodeDecodeError, ValueError):
        for word in shlex.split(files.read(path).decode(), comments=True):
            name, equals, value = word.partition("=")
            if equals:
                found[name] = value
    return found
