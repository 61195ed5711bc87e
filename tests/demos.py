"""The first requests of the made-up register, where a test needs no more of them."""

from pathlib import Path

from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import new
from tests.build import TODAY
from tests.kept import kept


def small_demo(path: Path, requests: int = 20) -> Path:
    """A register in a file with so many requests, faults among them: a tenth of the whole."""
    return kept(path, ("small demo", requests), lambda at: _build(at, requests))


def _build(path: Path, requests: int) -> None:
    first = rows(TODAY, 2026)[:requests]
    new.build(path, REQUESTS, first, holidays=decreed_holidays(), officers=OFFICERS)
