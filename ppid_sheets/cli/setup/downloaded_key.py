"""A service account's key: found where the browser put it, and put away for its owner alone."""

import getpass
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.config import Google
from ppid_sheets.errors import PpidError, UnreachableError
from ppid_sheets.jobs.schedule.tools import outcome_of
from ppid_sheets.stores.google import credentials, keys

_LARGEST = 20_000
"""Bytes of a key file at most; what is larger is not looked into."""


def newest(*folders: Path) -> Path | None:
    """The service account's key that was put into one of these folders last."""
    found = sorted(
        (path for folder in folders for path in _small(folder) if keys.is_service_account(path)),
        key=lambda path: path.stat().st_mtime,
    )
    return found[-1] if found else None


def _small(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for path in folder.glob("*.json"):
            with suppress(OSError):
                if path.is_file() and path.stat().st_size <= _LARGEST:
                    yield path


def account_of(path: Path, settings: Google) -> str:
    """The address of a key that signs; raises SettingsError, UnreachableError for another file."""
    alone = replace(settings, key_file=path, ambient_file=None, emulator="")
    return credentials.find(alone).account


def put_away(path: Path, settings: Google, moment: datetime) -> Path | None:
    """Move a key to its place, for its owner alone.

    What lay there before is set aside under the name that is returned, None for nothing. Raises
    SettingsError where `path` is no key, UnreachableError where it cannot be moved.
    """
    account_of(path, settings)
    place = settings.key_file
    try:
        content = files.read(path)
        former = None
        if files.taken(place) and not (place.exists() and place.samefile(path)):
            former = files.set_aside(place, moment)
        files.put(place, content, private=True)
        lock(place)
        if not place.samefile(path):
            path.unlink()
    except OSError as error:
        raise UnreachableError(
            f"Kunci tidak dapat dipindahkan ke {place}: {files.cause(error)}",
            "periksa hak atas foldernya",
        ) from error
    return former


def lock(place: Path) -> None:
    """Let nobody but its owner open a file; raises OSError."""
    place.chmod(files.PRIVATE_FILE)
    if os.name == "nt":
        with suppress(PpidError):
            user = getpass.getuser()
            outcome_of("icacls", str(place), "/inheritance:r", "/grant:r", f"{user}:F")
