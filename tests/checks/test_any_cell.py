"""Whatever one cell holds, its row gets a finding and all other rows are judged as before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.archive.remember import remembered
from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.common.month import Month
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs import papers
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.month_workbook import write_month
from ppid_sheets.register import layout
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.year.span import year
from ppid_sheets.stores.xlsx.values import encode
from tests.budget import chosen, draws
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=SETTINGS.time_zone)
ODD: tuple[Any, ...] = (
    True, False, 0, 1, -1, 2, 61, 1.5, -46_000, 46_329, 46_329.99, 2_958_465, 2_958_466, 10**12,
    10**400, -(10**400), 1e300, -1e300, 1e-300, float("nan"), float("inf"), float("-inf"),
    date.min, date.max, date(26, 11, 2), date(1899, 12, 31), date(1900, 1, 1), date(2206, 11, 2),
    datetime.min, datetime.max, datetime(1900, 1, 1, 5), datetime(2026, 11, 2, 23, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC),
    time(), time(23, 59, 59, 999_999), timedelta(), timedelta.min, timedelta.max,
    timedelta(days=-3), "2/11/0026", "2/11/9999", "31/12/9999 23:59 -12:00", "1/1/0000",
    "0001-01-01T00:00:00+14:00", "٣/١١/٢٠٢٦", "²/¹¹/2026", "9" * 400, "Rp " + "9" * 400,
    "-" * 32_767, "x" * 32_767, "\x00\x01\x1f", "\u200b", "\u202e2026", "{0}", "{received_on}",
    "%s%d", "=1+1", "+62", "@x", "'", "[Temuan]", "<a&b>", "a\r\nb\tc", "#N/A", "#", UNCALCULATED,
    "Loading...", "NaT", "nan", "None", "inf", "1e5", "001/PPID/XI/2026", "🙂" * 300,
    "\ud7ff\ufffd",
)  # fmt: skip
AMONG_ROWS = {"N02", "N03", "N04", "N06", "L10"}
"""Findings that compare a row with the others, and so may come and go with one of them."""
NEIGHBOURS = tuple(
    {**row, "reg_number": f"{i:03}/PPID/XI/2026", "applicant_name": f"Contoh {i}"}
    for i, row in enumerate((OPEN, GOOD, {**OPEN, "received_on": date(2026, 11, 2)}), 1)
)


def snapshot(rows: Sequence[Any]) -> Snapshot:
    """A register with its holidays."""
    return Snapshot({"Register": grid(*rows), "Hari Libur": holidays_tab(CALENDAR.holidays).rows})


def said(judged: Judged, rows: Sequence[int]) -> object:
    """What is said of some sheet rows by itself."""
    findings = Counter(f for f in judged.findings if f.row in rows and f.code not in AMONG_ROWS)
    return judged.deadlines.loc[list(rows)].to_csv(), findings


def with_odd_cells(value: Any) -> list[dict[str, Any]]:
    """Neighbours, a row for each column whose cell there holds `value`, and neighbours again."""
    odd = [
        {**GOOD, "reg_number": f"{i:03}/PPID/XI/2026", "applicant_name": f"Uji {i}", c.key: value}
        for i, c in enumerate(REQUESTS.staff, 10)
    ]
    last = {**OPEN, "reg_number": "099/PPID/XI/2026", "applicant_name": "Contoh akhir"}
    return [*NEIGHBOURS, *odd, last]


PLAIN = judge(snapshot([*NEIGHBOURS, *with_odd_cells("")[3:]]), SETTINGS, TODAY)
OTHERS = (2, 3, 4, 5 + len(REQUESTS.staff))


@pytest.mark.parametrize("at", chosen(range(len(ODD)), range(0, len(ODD), 5)))
def test_one_cell_never_touches_another_row(at: int) -> None:
    """In any column, any value of any type: the rows beside it are judged exactly as before."""
    _stays_in_its_row(ODD[at])


def _stays_in_its_row(value: Any) -> None:
    assert said(judge(snapshot(with_odd_cells(value)), SETTINGS, TODAY), OTHERS) == said(
        PLAIN, OTHERS
    )


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.dates(), st.datetimes(),
                 st.times(), st.timedeltas()))  # fmt: skip
@settings(max_examples=draws(25), deadline=None)
def test_nor_does_any_other_value(value: Any) -> None:
    """The same for what nobody thought of."""
    _stays_in_its_row(value)


class Linked(MemoryStore):
    """A register with addresses."""

    def link(self, tab: str, row: int, folder: Path) -> str:
        return f"https://example.com/{tab}/{row}"


@pytest.mark.parametrize("at", chosen(range(4), (0,)))
def test_no_cell_stops_what_follows_from_judging(at: int, tmp_path: Path) -> None:
    """Written, remembered, reported by month, day and year; a second run finds nothing to do."""
    office = replace(SETTINGS, archive_folder=tmp_path / "arsip", archive_active=True)
    rows = grid(*with_odd_cells("")[:-1])
    store = Linked({
        "Register": rows, "Hari Libur": holidays_tab(CALENDAR.holidays).rows,
        "Pilihan": layout.choices_tab(REQUESTS, ("Petugas Satu", "Petugas Dua")).rows,
    })  # fmt: skip
    init(store)

    def run(hour: int) -> jobs.Checked:
        moment = NOW.replace(hour=hour)
        with remembered(Path("register.xlsx"), office, moment, read_only=False) as memory:
            return jobs.check(store, office, TODAY, local_time=lambda: moment, memory=memory)

    run(8)
    for i, value in enumerate(ODD[at::4]):
        for position in range(len(rows[0])):
            row = 4 + (i + position) % len(REQUESTS.staff)
            store.tabs["Register"][row][position] = value
        if i % 6 == 5:
            checked = run(9 + i // 6)
            written = [v for page in checked.plan.pages for line in page.rows for v in line]
            written += [v for change in checked.plan.cells for v in change.new]
            for cell in written:
                encode(cell, prefix="", epoch1904=False)
    run(19)
    assert not run(20).plan.cells
    write_month(store, office, Month(2026, 11), TODAY, tmp_path)
    papers.report_daily(store, office, TODAY, TODAY, tmp_path)
    papers.report_annual(store, office, year(2026), TODAY, tmp_path)


def test_a_register_of_one_mistyped_request_is_judged() -> None:
    """A year for which nobody has holidays is a finding, while this year's list is complete."""
    judged = judge(snapshot([{**OPEN, "received_on": "9/11/2016"}]), SETTINGS, TODAY)
    assert judged.deadlines["status"].tolist() == ["Tidak dapat dihitung"]
    assert "R05" in {finding.code for finding in judged.findings}
