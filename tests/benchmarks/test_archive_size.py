"""What a year of memory weighs, and what it costs a run.

The numbers are printed with `python -m pytest tests/benchmarks/test_archive_size.py -m '' -s`.
"""

import random
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.archive.database import FILE
from ppid_sheets.common.month import month_of
from ppid_sheets.jobs.demo.rows import rows
from ppid_sheets.jobs.report_monthly import WantedReport, report_monthly
from tests.archive.desk import REGISTER, START, Desk
from tests.build import grid
from tests.running.office import ZONE, Sheet
from tests.stores.sheets import CHOICES, HOLIDAYS

MOST_MEGABYTES = 8
"""A year of hourly runs over a register of 1,000 requests stays below this."""
REQUESTS, DAYS, HOURS_A_DAY = 1_000, 250, 8
"""Staff work so many days and hours; the runs of the other hours find nothing changed."""


def life(row: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """A request as it comes to be at a desk: entered, handed on, extended, answered, reviewed."""
    handled = ("officer", "disposition_no", "disposition_on")
    extended = ("extended_on", "extension_reason")
    answered = ("decision", "refusal_ground", "notified_on", "given_on", "finished_at", "cost")
    stages = [handled, extended, answered, ("reviewed_on", "remarks")]
    later = {key for keys in stages for key in keys}
    made = [{key: value for key, value in row.items() if key not in later}]
    for keys in stages:
        made.append(made[-1] | {key: row[key] for key in keys if key in row})
    made.append(made[-1] | {"remarks": f"dicatat {chance.random()}"})
    return made


def changes(lives: list[list[dict[str, Any]]], chance: random.Random) -> dict[int, dict[int, Any]]:
    """Which requests say what anew, by working hour."""
    hours = DAYS * HOURS_A_DAY
    made: dict[int, dict[int, Any]] = {}
    for number, stages in enumerate(lives):
        for stage, row in enumerate(stages):
            hour = number * (hours - 120) // len(lives) + stage * chance.randint(8, 24)
            made.setdefault(hour, {})[number] = row
    return made


def issue(desk: Desk, folder: Path) -> None:
    """The workbooks of twelve months, all requests behind them."""
    store = Sheet({"Register": grid(*desk.rows), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES})
    for n in range(12):
        now = datetime(2025 + (11 + n) // 12, (11 + n) % 12 + 1, 3, tzinfo=ZONE)
        wanted = WantedReport(month_of(now.date()).before(), folder / "laporan", now)
        assert report_monthly(REGISTER, store, desk.settings, wanted).issue


@pytest.mark.slow
def test_a_year_of_hourly_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each request changes five times, rows are sorted the other way every week, 12 issues."""
    chance = random.Random(1)
    lives = [life(dict(row), chance) for row in rows(date(2026, 11, 23), 1, REQUESTS) if row]
    desk, present = Desk(tmp_path), dict[int, dict[str, Any]]()
    desk.now = START - timedelta(days=365)
    anew = changes(lives, chance)
    took: dict[bool, list[float]] = {True: [], False: []}
    for hour in range(DAYS * HOURS_A_DAY):
        present |= anew.get(hour, {})
        order = sorted(present, reverse=hour // (5 * HOURS_A_DAY) % 2 == 0)
        desk.rows = [present[number] for number in order]
        began = time.perf_counter()
        desk.run()
        took[hour in anew].append(time.perf_counter() - began)
        desk.now += timedelta(hours=16) if hour % HOURS_A_DAY == 0 else timedelta(0)
    issue(desk, tmp_path)
    size = (tmp_path / FILE).stat().st_size / 1e6
    with capsys.disabled():
        for changed, times in took.items():
            median = sorted(times)[len(times) // 2] * 1e3
            sys.stdout.write(f"\nchanged={changed}: {len(times)} runs, median {median:.0f} ms")
        sys.stdout.write(f"\n{len(present)} requests, {size:.1f} MB\n")
    assert size < MOST_MEGABYTES
