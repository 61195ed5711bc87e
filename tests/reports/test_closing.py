"""The page to sign closes by itself, and twelve of them are the year."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.month import Month
from ppid_sheets.register.table import Table
from ppid_sheets.reports.month import flow, monthly
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.year.rows import OTHER, OUTCOMES
from tests.budget import draws
from tests.build import SETTINGS
from tests.reports.build import (
    CLOCK,
    busy,
    busy_book,
    cells,
    october,
    register,
    request,
    table_of,
    texts,
    year_of,
)
from tests.reports.test_recount import ROWS

HEADING = "A. Permohonan menurut jenis informasi"
YEAR = 2026
COLUMNS = (
    "Sisa lalu",
    "Diterima",
    "Dikabulkan Seluruhnya",
    "Dikabulkan Sebagian",
    "Pasal 17",
    "Tidak dikuasai",
    "Alasan lain",
    "Lainnya",
    "Sisa",
    "Tidak dapat dihitung",
)
Flow = Mapping[str, int]


def page(table: Table, month: int) -> Report:
    """What the page of a closed month of the year is made from."""
    chosen = Month(YEAR, month)
    return monthly.report_of(table, CLOCK, SETTINGS, chosen, chosen.last, "register.xlsx")


def of_kinds(report: Report) -> Mapping[str, Flow]:
    """The flow of each kind."""
    kinds, _ = report.once(flow.layout)
    return {
        str(line.label): _named(numbers)
        for line, numbers in zip(kinds.table.lines, kinds.numbers, strict=True)
    }


def _named(numbers: Sequence[Any]) -> Flow:
    return dict(zip(COLUMNS, (one.value for one in numbers[1:]), strict=True))


def summed(flows: Mapping[str, Flow]) -> Flow:
    """All kinds together."""
    return {name: sum(one[name] for one in flows.values()) for name in COLUMNS}


def answered(one: Flow) -> int:
    """What was answered in the month."""
    return sum(one[name] for name in COLUMNS[2:8])


@pytest.mark.slow
@settings(max_examples=draws(6), deadline=None)
@given(ROWS)
def test_twelve_months_are_the_year(rows: list[dict[str, Any]]) -> None:
    """Whatever people type: each month closes into the next, their sums are the annual figures."""
    table = register(*rows)
    months = [of_kinds(page(table, month)) for month in range(1, 13)]
    for flows in months:
        for one in flows.values():
            assert one["Sisa lalu"] + one["Diterima"] == answered(one) + one["Sisa"]
            assert 0 <= one["Tidak dapat dihitung"] <= one["Sisa"]
    whole = [*map(summed, months)]
    for before, after in pairwise(whole):
        assert before["Sisa"] == after["Sisa lalu"]
    end = date(YEAR, 12, 31)
    year = year_of(table, CLOCK, SETTINGS, YEAR, end, "register.xlsx", None)

    def total(*names: str) -> int:
        return sum(one[name] for one in whole for name in names)

    def annual(*names: str) -> int:
        places = [OUTCOMES.index(name) for name in names]
        return sum(int(str(line.outcomes[at].value)) for line in year.lines for at in places)

    assert total("Diterima") == sum(int(str(line.received.value)) for line in year.lines)
    for name in ("Dikabulkan Seluruhnya", "Dikabulkan Sebagian"):
        assert total(name) == annual(name), name
    assert total("Pasal 17", "Tidak dikuasai", "Alasan lain") == annual("Ditolak")
    assert total("Lainnya") == annual("Dicabut Pemohon", "Tidak Diproses", OTHER)
    ends = year.lines[0].opening.value, year.lines[-1].remaining.value
    assert (whole[0]["Sisa lalu"], whole[-1]["Sisa"]) == ends
    last = page(table, 12)
    (line,) = last.once(flow.layout)[1].numbers
    of_year = _named(line)
    assert {n: of_year[n] for n in COLUMNS[1:8]} == {n: total(n) for n in COLUMNS[1:8]}


@given(st.integers(1, 12), st.integers(1, 28))
@settings(max_examples=draws(6), deadline=None)
def test_a_running_month_closes_too(month: int, day: int) -> None:
    """Its page, its year so far, and every identity between them."""
    chosen = Month(YEAR, month)
    as_of = date(YEAR, month, day)
    report = monthly.report_of(
        register(*busy(90, 20)), CLOCK, SETTINGS, chosen, as_of, "register.xlsx"
    )
    one = summed(of_kinds(report))
    assert one["Sisa lalu"] + one["Diterima"] == answered(one) + one["Sisa"]
    assert report.verdict == "Semua cocok"


def test_a_request_is_told_in_the_month_of_its_answer() -> None:
    """Received in September and granted in October: October's page names it, September's not."""
    table = register(request(date(2026, 9, 21), date(2026, 10, 2)))
    flows = [summed(of_kinds(page(table, month))) for month in (9, 10)]
    assert [one["Dikabulkan Seluruhnya"] for one in flows] == [0, 1]
    assert [one["Sisa"] for one in flows] == [1, 0]


def test_what_cannot_be_placed_is_named_apart() -> None:
    """A decision without a date, a date without a decision, a date that nobody can read."""
    day = date(2026, 10, 5)
    rows = [
        request(day, decision="Ditolak"),
        request(day, notified_on=day),
        {**request(day, decision="Ditolak"), "notified_on": "kemarin"},
        request(day, decision="Dicabut Pemohon"),
        request(day),
    ]
    one = summed(of_kinds(page(register(*rows), 10)))
    assert (one["Sisa"], one["Tidak dapat dihitung"], one["Lainnya"]) == (4, 3, 1)


def test_refusals_are_told_by_their_ground() -> None:
    """Article 17, not possessed, and without a ground, each in a column of its own."""
    grounds = ("Pasal 17 huruf a", "Pasal 17 huruf j", "Tidak dikuasai", None)
    day = date(2026, 10, 5)
    rows = [request(day, day, "Ditolak", refusal_ground=ground) for ground in grounds]
    book = october(register(*rows))
    (line,) = table_of(book, "Laporan", HEADING)[2:]
    assert line[1:] == [0, 4, 0, 0, 2, 1, 1, 0, 0, 0]
    assert any(
        "Ditolak 4 permohonan: 1 berdasarkan Pasal 17 huruf a, 1 berdasarkan Pasal 17 huruf j, "
        "1 karena tidak dikuasai dan 1 tanpa alasan yang tercatat." in text
        for text in texts(book, "Laporan")
    )


def test_only_kinds_of_the_year_are_listed() -> None:
    """One without a request all year is left out; a register without kinds has one line."""
    day = date(2026, 10, 5)
    kinds = [line[0] for line in table_of(october(register(request(day))), "Laporan", HEADING)[2:]]
    assert kinds == ["Informasi KPU sebagai Badan Publik"]
    for rows in ((request(day, info_category=None),), ()):
        bare = october(register(*rows))
        assert [line[0] for line in table_of(bare, "Laporan", HEADING)[2:]] == ["Semua permohonan"]


def test_the_sentences_and_the_table_cannot_part() -> None:
    """Every number of the paragraph is read from a cell, and the words depend on it."""
    book = busy_book()
    (account,) = [c for s, _, _, c in cells(book) if s == "Laporan" and c.style == "paragraph"]
    assert account.formula.count("Laporan!$") >= 2 and account.formula.count("Ringkasan!$") >= 4
    assert len(account.formula) < 8_000
    literal = "".join(account.formula.split('"')[1::2])
    assert not any(
        letter.isdigit()
        for letter in literal.replace("2026", "").replace("31", "").replace("17", "")
    )
