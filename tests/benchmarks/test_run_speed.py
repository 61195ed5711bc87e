"""What a scheduled run costs that finds nothing changed, beside a check with the same memory.

Run as `test_speed.py` is.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.archive.remember import remembered
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.jobs.run.run import Order, Ran, run
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import SETTINGS

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=SETTINGS.time_zone)


@pytest.fixture
def order(size: int, tmp_path: Path) -> Order:
    """An office whose last run has just left nothing to do."""
    path = tmp_path / "register.xlsx"
    made = rows(date(2026, 11, 23), 1, size)
    new.build(path, REQUESTS, made, holidays=decreed_holidays(), officers=OFFICERS)
    settings = replace(SETTINGS, archive_folder=tmp_path / "data", report_folder=tmp_path)
    given = Order(path, settings, lambda: WorkbookStore(path, now=lambda: NOW), lambda: NOW)
    assert not run(given).failures
    return given


def check(order: Order) -> jobs.Checked:
    """A check as the command carries it out."""
    assert isinstance(order.where, Path)
    with remembered(order.where, order.settings, NOW) as memory:
        return jobs.check(
            order.store(), order.settings, NOW.date(), memory=memory, local_time=order.local_time
        )


@pytest.mark.parametrize("size", [500, 5_000])
def test_check_that_changes_nothing(benchmark: Any, order: Order, size: int) -> None:
    """The floor."""
    benchmark.group = f"run of {size:,} rows"
    assert not benchmark.pedantic(check, (order,), rounds=5).written


@pytest.mark.parametrize("size", [500, 5_000])
def test_run_that_changes_nothing(benchmark: Any, order: Order, size: int) -> None:
    """The same with calendar, state and log."""
    benchmark.group = f"run of {size:,} rows"
    ran: Ran = benchmark.pedantic(run, (order,), rounds=5)
    assert ran.checked and not ran.checked.written and not ran.reports
