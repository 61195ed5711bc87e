"""The made-up register shows everything the rules can find, on any day."""

from datetime import date, datetime

import pytest

from ppid_sheets.checks.engine import run
from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.checks.rules import REGISTER_RULES, RULES
from ppid_sheets.deadlines.clock import IN_PROGRESS, OVERDUE, STATUSES, WITHDRAWN_STATUS
from ppid_sheets.errors import UnreachableError, UnsafeError
from ppid_sheets.jobs.demo.make import make_demo
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.budget import chosen
from tests.build import SETTINGS, case

DAYS = (date(2026, 11, 23), date(2026, 4, 1), date(2025, 3, 3))
ELSEWHERE = {"B08", "I03", "B10", "B11", "B12", "B13", "B14"}
"""Tick columns, the election profile and odd dates, which the demo register does not have; nor has
it columns on wish."""


def judged(day: date):
    """The demo register as the check sees it."""
    seen = case(*rows(day, 2026), as_of=day, lists={"Petugas": OFFICERS})
    return seen, run(seen, RULES, REGISTER_RULES)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_rule_finds_its_fault(day):
    """Each rule over rows has a fault planted for it."""
    _, findings = judged(day)
    wished = {column.key for column in REQUESTS.columns if column.on_wish}
    codes = {rule.code for rule in RULES if not wished & {rule.column, *rule.needs}} - ELSEWHERE
    assert codes - {finding.code for finding in findings} == set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_status_occurs(day):
    """From TERLAMBAT to Dicabut, the summary has something to show."""
    seen, _ = judged(day)
    assert set(seen.deadlines["status"]) == set(STATUSES)


def test_most_rows_are_sound():
    """Planted faults stand out from a register that is otherwise in order."""
    seen, findings = judged(DAYS[0])
    faulty = {finding.row for finding in findings if finding.severity == "galat"}
    assert len(faulty) < len(seen.table.frame) / 3


def test_same_seed_same_rows():
    """The demo can be repeated."""
    assert rows(DAYS[0], 7) == rows(DAYS[0], 7) != rows(DAYS[0], 8)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", "folder"], ids=str)
def test_a_demo_replaces_a_demo_alone(content, tmp_path):
    """An office's own register, or anything else of that name, stays as it is."""
    path = tmp_path / "register.xlsx"
    match content:
        case "folder":
            path.mkdir()
        case None:
            new.build(path, REQUESTS, holidays=())
        case _:
            path.write_bytes(content)
    before = path.is_file() and path.read_bytes()
    with pytest.raises(UnsafeError, match="bukan register contoh"):
        make_demo(path, DAYS[0], 2026)
    assert (path.is_file() and path.read_bytes()) == before


def test_a_file_where_the_folder_belongs_is_named(tmp_path):
    """With what keeps the demo from being written."""
    (tmp_path / "contoh").touch()
    with pytest.raises(UnreachableError, match="ditulis: nama foldernya dipakai sebuah berkas;"):
        make_demo(tmp_path / "contoh" / "register.xlsx", DAYS[0], 2026)


@pytest.mark.parametrize("day", chosen(DAYS, DAYS[:1]), ids=str)
def test_objections_of_each_kind_and_their_faults(day, tmp_path):
    """Accepted, partly, refused, withdrawn, open, late, at the Komisi Informasi, faulty."""
    path = tmp_path / "register.xlsx"
    make_demo(path, day, 2026)
    store = WorkbookStore(path, now=datetime.now).beside(OBJECTIONS)
    found = judge_objections(store.read(), SETTINGS, day)
    frame = found.table.frame
    ruled = set(frame["ruling"])
    assert ruled == {"", *OBJECTIONS.by_key["ruling"].choices}
    assert {OVERDUE, IN_PROGRESS, WITHDRAWN_STATUS} <= set(found.deadlines["status"])
    assert frame["disputed_on"].notna().sum() == 1
    faults = {f.code for f in found.findings if f.severity != "info"}
    assert faults == {"S06", "S09", "S11", "S15"}
    assert not (frame["objected_on"] > str(day)).any()
