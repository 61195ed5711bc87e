"""A register in a tab a year or a file a year says the same as one that holds all in one tab."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.alarms.entries import of_register
from ppid_sheets.checks.judge import judge
from ppid_sheets.common.month import Month
from ppid_sheets.register.values import PastFile
from ppid_sheets.reports.figures import figures
from ppid_sheets.reports.period import period_of
from ppid_sheets.reports.year.month_by_month import totals
from ppid_sheets.stores.port import Store
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, grid
from tests.memory import MemoryStore
from tests.reports.build import year_of
from tests.stores.sheets import CHOICES, HOLIDAYS

TODAY = date(2026, 2, 10)
LISTS = {"Hari Libur": HOLIDAYS, "Pilihan": CHOICES}
Row = Mapping[str, Any]


def request(number: int, received: date, days: int | None, **other: Any) -> Row:
    """A request that was answered so many days after its receipt, or is still open."""
    dates: dict[str, Any] = {}
    if days is not None:
        dates = dict.fromkeys(("notified_on", "given_on"), received + timedelta(days=days))
    return {
        **(OPEN if days is None else GOOD),
        "reg_number": f"{number:03}/PPID/I/{received.year}",
        "received_on": received,
        "disposition_on": None,
        "reviewed_on": None,
        "information": f"Informasi {number}",
        **dates,
        **other,
    }


@st.composite
def requests(draw: st.DrawFn) -> Sequence[Row]:
    """Requests of three years in their order."""
    days = draw(st.lists(st.dates(date(2024, 1, 1), TODAY), max_size=25))
    return [
        request(
            n,
            day,
            draw(st.none() | st.integers(0, 60)),
            channel=draw(st.sampled_from(("Email", "Surat", "WhatsApp", ""))),
            info_category=draw(st.sampled_from(("Informasi Tahapan Pemilu/Pemilihan", "?"))),
        )
        for n, day in enumerate(sorted(days), 1)
    ]


def by_year(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """The same requests, year by year of their receipt."""
    years: dict[int, list[Row]] = {2024: [], 2025: [], 2026: []}
    for row in rows:
        years[row["received_on"].year].append(row)
    return years


def one_tab(rows: Sequence[Row]) -> MemoryStore:
    return MemoryStore({"Register": grid(*rows), **LISTS})


def tab_a_year(rows: Sequence[Row]) -> MemoryStore:
    return MemoryStore({f"PPID {y}": grid(*found) for y, found in by_year(rows).items()} | LISTS)


def file_a_year(rows: Sequence[Row]) -> MemoryStore:
    years = by_year(rows)
    store = MemoryStore({"Register": grid(*years.pop(2026)), **LISTS})
    past = [(year, MemoryStore({"Register": grid(*found)})) for year, found in years.items()]
    files = (PastFile(f"register-{y}.xlsx", old.read(), link=old.link) for y, old in past)
    store.state = replace(store.state, past=tuple(files))
    return store


MONTHS = (Month(2025, 1), Month(2025, 12), Month(2026, 1))
LATEST = MONTHS[-1:]


def said(
    store: Store, months: Sequence[Month] = MONTHS, years: Sequence[int] = (2024, 2025, 2026)
) -> Mapping[str, object]:
    """Figures of months and years, findings in rows, and what people are told of deadlines."""
    read = store.read()
    found: dict[str, object] = {}
    for month in months:
        period = period_of(month, TODAY)
        judged = judge(read, SETTINGS, period.as_of, TODAY, as_then_known=True)
        numbers = figures(judged.table, judged.clock, period)
        for name in (
            "current",
            "previous",
            "year_ago",
            "trend",
            "pivots",
            "decided",
            "open_statuses",
            "finished_statuses",
            "registered",
            "fingerprint",
        ):
            found[f"{name} {period.month}"] = getattr(numbers, name)
        found[f"findings {period.month}"] = Counter(
            (f.code, f.message) for f in judged.findings if f.row
        )
    judged = judge(read, SETTINGS, TODAY)
    for year in years:
        as_of = min(TODAY, date(year, 12, 31))
        counted = year_of(judged.desk, judged.clock, SETTINGS, year, as_of, "contoh", None)
        found[f"year {year}"] = [number.value for number in totals(counted)]
    entries = of_register(judged, str)
    found["deadlines"] = [(e.key, e.text) for e in entries if e.kind == "tenggat"]
    return found


@pytest.mark.slow
@settings(max_examples=draws(5), deadline=None)
@given(requests())
def test_the_same_requests_give_the_same_figures_however_they_are_kept(rows: Sequence[Row]) -> None:
    """Three years in one tab, in a tab a year and in a file a year."""
    assert said(one_tab(rows)) == said(tab_a_year(rows)) == said(file_a_year(rows))
