"""The log of runs: a JSON object a line, rotated, without personal data."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FILE = "catatan-jalan.jsonl"
BYTES, KEPT = 1_000_000, 5
"""A run takes about 500 bytes: years of hourly runs, in at most 6 MB."""

_LOG = logging.getLogger("ppid_sheets.run")
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())


class JournalLines(logging.Formatter):
    """One JSON object: when, how grave, what, and its numbers."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        moment = datetime.fromtimestamp(record.created, self._zone)
        line = {
            "waktu": moment.isoformat(timespec="seconds"),
            "tingkat": record.levelname,
            "proses": record.process,
            "kejadian": record.getMessage(),
            **getattr(record, "numbers", {}),
        }
        return json.dumps(line, ensure_ascii=False)


class _Private(RotatingFileHandler):
    """A file for its owner alone; what cannot be written is lost, and the run goes on."""

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(FileIO(self.baseFilename, self.mode, opener=_opener), "utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A full disk shows in all else that cannot be written."""


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)  # a pipe has no end


@contextmanager
def journal(folder: Path, zone: ZoneInfo) -> Iterator[None]:
    """Write the texts given to `note` into the folder's log meanwhile, if that is possible."""
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Private(folder / FILE, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")
        handler.setFormatter(JournalLines(zone))
    _LOG.setLevel(logging.INFO)
    _LOG.addHandler(handler)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)
        with suppress(OSError):
            handler.close()


def note(event: str, level: int = logging.INFO, **numbers: Any) -> None:
    """Add one event with its numbers: counts, codes, seconds, never typed text."""
    _LOG.log(level, event, extra={"numbers": numbers})
