"""The archive's file as one run uses it: opened when it is needed, given up once it fails."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ppid_sheets.archive.database import Archive
from ppid_sheets.errors import ArchiveError

T = TypeVar("T")


class Shelf:
    """What the memories of all registers of a run share, so that a fault ends all of them at once.

    `trouble` says what went wrong. A shelf that only reads is for questions that write nothing.
    """

    def __init__(self, path: Path, moment: datetime, *, read_only: bool) -> None:
        self.trouble: ArchiveError | None = None
        self.read_only = read_only
        self._path, self._moment = path, moment

    def ask(self, question: Callable[[Archive], T]) -> T | None:
        """What `question` makes of the archive; None where it cannot be used."""
        if self._archive is None:
            return None
        try:
            with self._archive.explained():
                return question(self._archive)
        except ArchiveError as error:
            self.trouble = error
            self.close()
            self._archive = None
            return None

    def close(self) -> None:
        """Let go of the file."""
        opened: Archive | None = vars(self).get("_archive")
        if opened:
            opened.close()

    @cached_property
    def _archive(self) -> Archive | None:
        """Opened where it is first needed: a register that cannot be read makes no archive."""
        try:
            return Archive(self._path, self._moment, read_only=self.read_only)
        except ArchiveError as error:
            self.trouble = error
            return None
