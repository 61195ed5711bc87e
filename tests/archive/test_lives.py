"""The lives of findings, beside a log of what faults people made and mended."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.archive import lives, pruning, sql_tables
from ppid_sheets.archive.ages import Lives
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.remember import remembered
from ppid_sheets.common import times
from ppid_sheets.register.requests import REQUESTS
from tests.archive.desk import REGISTER, START, Desk, codes
from tests.budget import draws
from tests.build import GOOD, OPEN

FAULT = ("A01", "applicant_name")


def life_of(desk: Desk, first: date, last: date | None = None) -> Lives:
    """What memory says of some days."""
    with remembered(REGISTER, desk.settings, desk.now, read_only=True) as memory:
        assert memory
        return memory.lives(first, last or first)


@contextmanager
def opened(desk: Desk, *, read_only: bool = True) -> Iterator[Archive]:
    """The archive of a desk."""
    archive = Archive(desk.settings.archive_folder / FILE, START, read_only=read_only)
    yield archive
    archive.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two requests, the second with a fault, which one run has seen."""
    made = Desk(tmp_path, GOOD, {**OPEN, "reg_number": "002/X", "information": "Anggaran"})
    made.faults = [(3, *FAULT)]
    made.run()
    return made


def test_a_finding_of_the_first_run_is_not_called_new(desk: Desk) -> None:
    """Memory began with it, and says so; what came an hour later is new."""
    desk.faults = [(3, *FAULT), (0, "R04", "daftar petugas")]
    desk.run()
    found = life_of(desk, START.date())
    assert [(one.code, one.number, one.new) for one in found.found] == [
        ("A01", "002/X", False),
        ("R04", "", True),
    ]
    assert found.since == START.date()


def test_nothing_is_said_of_days_that_nobody_remembers(desk: Desk) -> None:
    """Before memory began, or without a run."""
    assert "Arsip pemeriksaan baru dimulai 23/11/2026" in life_of(desk, date(2026, 11, 20)).unknown
    assert "Tidak ada pemeriksaan" in life_of(desk, date(2026, 11, 24)).unknown


def test_an_alteration_that_becomes_another_ends(desk: Desk) -> None:
    """So that what was said of an earlier day stays true."""
    desk.rows[0]["decision"] = "Ditolak"
    desk.run()
    before = [(one.code, one.ended) for one in life_of(desk, START.date()).found]
    desk.now += timedelta(days=1)
    desk.rows[0]["decision"] = None
    assert codes(desk.run()) == ["M05"]
    assert [(one.code, one.ended) for one in life_of(desk, START.date()).found] == before
    assert codes(desk.run()) == ["M05"]


def test_a_forgotten_request_has_no_findings(desk: Desk) -> None:
    """What a person asked to have forgotten is not told in a report."""
    with opened(desk, read_only=False) as archive:
        pruning.forget_number(archive, "002/X", REQUESTS)
    assert life_of(desk, START.date()).found == ()


def test_what_is_forgotten_by_age_is_not_remembered_in_part(desk: Desk) -> None:
    """Memory begins where the rest of it begins."""
    desk.now += timedelta(days=40)
    desk.run()
    with opened(desk, read_only=False) as archive:
        pruning.forget_older(archive, "2026-12-01T00:00:00Z")
    assert "Arsip pemeriksaan baru dimulai 01/12/2026" in life_of(desk, START.date()).unknown
    assert [one.code for one in life_of(desk, desk.now.date()).open] == ["A01"]


def test_an_archive_of_the_first_version_goes_on(desk: Desk) -> None:
    """Its lives began with its first state."""
    file = desk.settings.archive_folder / FILE
    connection = sqlite3.connect(file)
    connection.executescript(
        "DROP TABLE living; DROP TABLE issue; DROP TABLE workbook; PRAGMA user_version = 1"
    )
    connection.close()
    assert [one.new for one in life_of(desk, START.date()).found] == [False]
    with opened(desk) as archive:
        assert archive.one("PRAGMA user_version") == sql_tables.VERSION


@dataclass
class Request:
    """A row, the faults in it, and the log of when runs saw each of them first and no more."""

    row: dict[str, Any]
    faults: set[tuple[str, str]] = field(default_factory=set)
    log: list[tuple[tuple[str, str], datetime, datetime | None]] = field(default_factory=list)


class Office:
    """People who make faults and mend them, and sort, renumber and delete rows meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.requests: list[Request] = []
        self.there: list[Request] = []
        self.serials = count(1)
        self.asked: list[tuple[str, str, list[tuple[Any, ...]]]] = []

    def enter(self, n: int) -> None:
        serial = next(self.serials)
        made = Request(
            {
                "reg_number": f"{serial:03}/X",
                "received_on": date(2026, 11, 2),
                "applicant_name": f"Contoh {serial}",
                "information": f"Informasi {serial}",
                "address": f"Jl. {serial}",
            }
        )
        self.requests.append(made)
        self.there.insert(n % (len(self.there) + 1), made)

    def fault(self, n: int) -> None:
        if self.there:
            self.there[n % len(self.there)].faults ^= {(f"A0{n % 3}", "address")}

    def sort(self, n: int) -> None:
        self.there.sort(key=lambda one: str(one.row), reverse=n % 2 == 0)

    def renumber(self, n: int) -> None:
        if self.there:
            self.there[n % len(self.there)].row["reg_number"] = f"{next(self.serials):03}/X"

    def delete(self, n: int) -> None:
        if self.there:
            del self.there[n % len(self.there)]

    def run(self, n: int) -> None:
        self.desk.now += timedelta(hours=n % 60)
        self.desk.rows = [one.row for one in self.there]
        self.desk.faults = [
            (row, *fault) for row, one in enumerate(self.there, 2) for fault in one.faults
        ]
        self.desk.run()
        for one in self.requests:
            now = one.faults if any(one is other for other in self.there) else set()
            one.log = [
                (fault, first, self.desk.now if not ended and fault not in now else ended)
                for fault, first, ended in one.log
            ]
            known = {fault for fault, _, ended in one.log if not ended}
            one.log += [(fault, self.desk.now, None) for fault in now - known]

    def ask(self, n: int) -> None:
        """The last days as memory tells them, to be asked again at the end."""
        end = self.desk.now + timedelta(seconds=1)
        span = times.stamp(end - timedelta(hours=n % 90)), times.stamp(end)
        self.asked.append((*span, self.logged(*span)))
        self.compare()

    def logged(self, start: str, end: str) -> list[tuple[Any, ...]]:
        found = [
            (*fault, times.stamp(first), times.stamp(ended) if ended else None)
            for one in self.requests
            for fault, first, ended in one.log
        ]
        return sorted(
            (code, place, first, str(ended if ended and ended < end else None))
            for code, place, first, ended in found
            if first < end and not (ended and ended < start)
        )

    def compare(self) -> None:
        """Memory tells what the log tells, also of days asked for before."""
        with opened(self.desk) as archive:
            for start, end, wanted in self.asked:
                found = lives.lived(archive, 1, start, end)
                assert wanted == sorted(
                    (one.code, one.place, one.first_seen, str(one.ended))
                    for one in found
                    if one.code[0] != "M"
                )


ACTS = (
    Office.enter,
    Office.fault,
    Office.fault,
    Office.sort,
    Office.renumber,
    Office.delete,
    Office.run,
    Office.run,
    Office.ask,
)


@settings(max_examples=draws(25), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 999)), max_size=30))
def test_lives_are_those_of_an_independent_log(acts: list[tuple[Any, int]]) -> None:
    """A fault appears, is mended, comes back; its row is sorted, renumbered and deleted."""
    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        for n in range(3):
            office.enter(n)
        office.run(0)
        for act, n in acts:
            act(office, n)
        office.run(1)
        office.compare()
