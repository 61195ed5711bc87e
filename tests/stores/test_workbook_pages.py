"""The job's own tabs in a register file: kept current, told apart, and no cause for churn."""

from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.errors import InUseError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.values import ColumnChange, Plan
from ppid_sheets.stores.xlsx.store import HEARTBEAT
from tests.build import GOOD, OPEN, SETTINGS, TODAY
from tests.kept import built
from tests.stores import registers

MORNING = datetime(2026, 11, 23, 8, 15)
LATE = {**OPEN, "received_on": date(2026, 10, 1), "reg_number": "002/PPID/X/2026"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new register with two requests, not yet checked."""
    return built(tmp_path / "register.xlsx", GOOD, LATE)


def check(path: Path, moment: datetime = MORNING, **options: bool) -> jobs.Checked:
    """One run that ends at a moment."""
    store = registers.store(path)
    return jobs.check(store, SETTINGS, TODAY, local_time=lambda: moment, **options)


def page(path: Path, title: str) -> list[list[object]]:
    """What a page says."""
    return [list(row) for row in registers.store(path).read().pages[title]]


def test_a_check_fills_the_pages(path: Path) -> None:
    """The day at the desk, the last run and the findings stand in their tabs."""
    check(path)
    assert page(path, layout.STATUS)[3][:2] == ["Pemeriksaan terakhir", MORNING]
    assert page(path, layout.FINDINGS)[2][0] == "No. Registrasi"
    assert any("002/PPID/X/2026" in row for row in page(path, layout.DAILY))


def test_runs_within_the_heartbeat_leave_the_file_alone(path: Path) -> None:
    """Nothing changed, so an hour later the file is the same to the byte."""
    check(path)
    before = path.read_bytes()
    check(path, MORNING + timedelta(hours=1))
    assert path.read_bytes() == before


def test_a_heartbeat_is_written_without_a_backup(path: Path) -> None:
    """When the page grows old it is written alone, and pushes no backup out."""
    check(path)
    kept = sorted((path.parent / "cadangan").iterdir())
    later = MORNING + HEARTBEAT
    check(path, later)
    assert page(path, layout.STATUS)[3][1] == later
    assert sorted((path.parent / "cadangan").iterdir()) == kept


def test_a_heartbeat_changes_the_part_of_its_page_alone(path: Path) -> None:
    """Every other part of the file stays as it was, byte for byte."""
    check(path)
    before = registers.parts(path)
    check(path, MORNING + HEARTBEAT)
    after = registers.parts(path)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed - {"xl/styles.xml"}) == 1
    assert registers.SHEET not in changed


def test_a_heartbeat_waits_while_the_file_is_open(path: Path) -> None:
    """Where nothing else is to be written an open file is no failure until the page looks stale."""
    check(path)
    before, lock = path.read_bytes(), path.with_name(f"~${path.name}")
    lock.touch()
    assert not check(path, MORNING + timedelta(hours=1)).waiting
    assert check(path, MORNING + HEARTBEAT).waiting
    with pytest.raises(InUseError, match="sedang dibuka"):
        check(path, MORNING + timedelta(hours=layout.STALE_HOURS))
    assert path.read_bytes() == before
    lock.unlink()
    assert not check(path, MORNING + HEARTBEAT).waiting
    assert page(path, layout.STATUS)[3][1] == MORNING + HEARTBEAT


def test_results_do_not_wait(path: Path) -> None:
    """An open file that lacks a result is a failure at once."""
    path.with_name(f"~${path.name}").touch()
    with pytest.raises(InUseError):
        check(path)


def test_a_clock_set_back_is_told_anew(path: Path) -> None:
    """A last run that lies in the future would hide that none came after it."""
    check(path)
    check(path, MORNING - timedelta(days=1))
    assert page(path, layout.STATUS)[3][1] == MORNING - timedelta(days=1)


def test_pages_added_to_a_messy_file_leave_its_parts_alone(tmp_path: Path) -> None:
    """An office's own register gets the tabs behind its own, and keeps all that was in it."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4, 5], registers.FEATURES)
    before = registers.parts(path)
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", new_tabs=own_tabs.pages()))
    after = registers.parts(path)
    shared = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    kept = {name for name in before if before[name] == after[name]}
    assert before.keys() - kept <= {*shared, "xl/styles.xml"}
    assert set(registers.store(path).read().pages) == set(layout.PAGES)


def test_the_rule_on_stale_runs_comes_with_its_page(path: Path) -> None:
    """The page of runs turns red by itself, without any run."""
    sheets = [xml.decode() for name, xml in registers.parts(path).items() if "worksheets" in name]
    assert sum("NOW()-$B$4&gt;26/24" in sheet for sheet in sheets) == 1


def test_a_file_that_lost_most_rows_is_refused_unless_asked_for(tmp_path: Path) -> None:
    """The page remembers how many requests there were when somebody deletes most of them."""
    path = built(tmp_path / "register.xlsx", *[OPEN] * 30)
    check(path)
    book = openpyxl.load_workbook(path)
    book["Register"].delete_rows(9, 25)
    book.save(path)
    with pytest.raises(UnsafeError, match="hanya berisi 5 permohonan"):
        check(path)
    check(path, force=True)
    assert check(path).plan.empty


def test_what_the_kasubag_wrote_stays_beside_its_finding(tmp_path: Path) -> None:
    """Also when the finding above it is mended and it moves up."""
    path = tmp_path / "register.xlsx"
    wrong = {
        **OPEN,
        "reg_number": "002/PPID/XI/2026",
        "information": "Anggaran",
        "channel": "Loket",
    }
    built(path, {**GOOD, "received_on": "kapan"}, wrong)
    check(path)
    before = page(path, layout.FINDINGS)
    book = openpyxl.load_workbook(path)
    book[layout.FINDINGS].cell(len(before), 8, "diketahui, menunggu data")
    book["Register"]["D4"] = GOOD["received_on"]
    book.save(path)
    check(path)
    after = page(path, layout.FINDINGS)
    assert 3 < len(after) < len(before)
    assert after[-1][:8] == [*before[-1][:7], "diketahui, menunggu data"]


def test_texts_on_a_page_are_texts(path: Path) -> None:
    """A registration number that looks like a formula stays a text."""
    check(path)
    store = registers.store(path)
    store.read()
    tags = store.read().tags
    at = tags["reg_number"]
    store.apply(Plan("Register", (ColumnChange("reg_number", at, (5,), ("",), ("=1+1",)),)))
    check(path)
    assert any(row[0] == "=1+1" for row in page(path, layout.FINDINGS) if row)
