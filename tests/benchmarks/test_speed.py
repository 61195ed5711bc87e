"""What the main jobs cost, each beside the plainest floor for the same values in the same run.

Times are seconds of the processor, so that other work on the machine is no part of them; those of
checks are held to `bounds.py`.
Run with `python -m pytest tests/benchmarks -m '' --benchmark-enable --benchmark-only`; the number
in brackets behind a time is its ratio to the floor of its group.
"""

import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from ppid_sheets.archive.remember import remembered
from ppid_sheets.common.month import Month
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.jobs.month_workbook import write_month
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.benchmarks import bounds
from tests.build import SETTINGS

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.slow
processor_time = pytest.mark.benchmark(timer=time.process_time)

SIZES = [500, 5_000, 100_000]
ROUNDS = {500: 5, 5_000: 5, 100_000: 2}


@pytest.fixture(scope="module")
def registers(tmp_path_factory) -> dict[int, Path]:
    """Registers already built, by their number of requests."""
    return {}


@pytest.fixture
def register(size: int, registers: dict[int, Path], tmp_path_factory) -> Path:
    """A register of `size` made-up requests that no check has seen."""
    if size not in registers:
        path = tmp_path_factory.mktemp("register") / f"{size}.xlsx"
        made = rows(TODAY, 1, size)
        new.build(path, REQUESTS, made, holidays=decreed_holidays(), officers=OFFICERS)
        registers[size] = path
    return registers[size]


def parse(path: Path) -> pd.DataFrame:
    """The floor of a check: the same values into a frame."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Register")
    return pd.DataFrame(sheet.to_python(skip_empty_area=False), dtype=object)


def check(path: Path) -> jobs.Checked:
    """A whole check."""
    return jobs.check(WorkbookStore(path, now=datetime.now), SETTINGS, TODAY)


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_floor_of_a_check(benchmark, register, size):
    """Parsing the same values into a DataFrame."""
    benchmark.group = f"check of {size:,} rows"
    frame = benchmark.pedantic(parse, (register,), rounds=ROUNDS[size])
    bounds.floor(benchmark, "as handed in", size)
    assert len(frame) >= size


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_floor_of_a_check_at_rest(benchmark, register, size, tmp_path):
    """The same with what a check has written into the register."""
    benchmark.group = f"check of {size:,} rows"
    path = Path(shutil.copy(register, tmp_path / "r.xlsx"))
    check(path)
    frame = benchmark.pedantic(parse, (path,), rounds=ROUNDS[size])
    bounds.floor(benchmark, "at rest", size)
    assert len(frame) >= size


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_first_check(benchmark, register, size, tmp_path):
    """A check that annotates every row for the first time."""
    benchmark.group = f"check of {size:,} rows"

    def fresh():
        return (Path(shutil.copy(register, tmp_path / "r.xlsx")),), {}

    checked = benchmark.pedantic(check, setup=fresh, rounds=ROUNDS[size])
    bounds.hold(benchmark, "file first", "as handed in", size)
    assert checked.written


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_check_that_changes_nothing(benchmark, register, size, tmp_path):
    """A check of a register that is annotated already."""
    benchmark.group = f"check of {size:,} rows"
    path = Path(shutil.copy(register, tmp_path / "r.xlsx"))
    check(path)
    checked = benchmark.pedantic(check, (path,), rounds=ROUNDS[size])
    bounds.hold(benchmark, "file at rest", "at rest", size)
    assert not checked.written


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_check_with_a_memory_that_changes_nothing(benchmark, register, size, tmp_path):
    """The same with an archive that knows the register already."""
    benchmark.group = f"check of {size:,} rows"
    path = Path(shutil.copy(register, tmp_path / "r.xlsx"))
    settings = replace(SETTINGS, archive_folder=tmp_path / "data")
    now = datetime(2026, 11, 23, 8, 15, tzinfo=settings.time_zone)

    def remembering() -> jobs.Checked:
        store = WorkbookStore(path, now=datetime.now)
        with remembered(path, settings, now) as memory:
            return jobs.check(store, settings, TODAY, local_time=lambda: now, memory=memory)

    remembering()
    checked = benchmark.pedantic(remembering, rounds=ROUNDS[size])
    bounds.hold(benchmark, "file with a memory", "at rest", size)
    assert not checked.written and checked.verdict.recalled.before


def bare(values: list[list[object]], path: Path) -> None:
    """The floor of a report: the same cells with bare XlsxWriter."""
    book = xlsxwriter.Workbook(path)
    for grid in values:
        sheet = book.add_worksheet()
        for row, cells in enumerate(grid):
            sheet.write_row(row, 0, cells)
    book.close()


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_floor_of_a_report(benchmark, register, size, tmp_path):
    """Parsing the register and writing the report's cells as plain values."""
    benchmark.group = f"report of {size:,} rows"
    store = WorkbookStore(register, now=datetime.now)
    made = write_month(store, SETTINGS, Month(2026, 10), TODAY, tmp_path)
    book = CalamineWorkbook.from_path(str(made))
    values = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    def floor():
        parse(register)
        bare(values, tmp_path / "bare.xlsx")

    benchmark.pedantic(floor, rounds=ROUNDS[size])
    bounds.floor(benchmark, "report's cells", size)


@processor_time
@pytest.mark.parametrize("size", SIZES)
def test_report(benchmark, register, size, tmp_path):
    """The monthly workbook, from reading the register to the finished file."""
    benchmark.group = f"report of {size:,} rows"
    store = WorkbookStore(register, now=datetime.now)
    path = benchmark.pedantic(
        write_month,
        (store, SETTINGS, Month(2026, 10), TODAY, tmp_path),
        rounds=ROUNDS[size],
    )
    bounds.hold(benchmark, "report", "report's cells", size)
    assert path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("-c", "pass"), id="bare interpreter"),
        pytest.param(("-m", "ppid_sheets", "--help"), id="ppid-sheets --help"),
    ],
)
def test_start(benchmark, arguments):
    """How long a person waits for the help."""
    benchmark.group = "start"
    done = benchmark.pedantic(
        subprocess.run, ([sys.executable, *arguments],), {"capture_output": True}, rounds=10
    )
    assert done.returncode == 0
