"""The tab Hari Libur, the only place a register's calendar comes from."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from ppid_sheets.deadlines.calendar import JOINT_LEAVE, LOCAL, NATIONAL, Holiday, decreed_holidays
from ppid_sheets.deadlines.holiday_tab import HolidayList, holidays_tab, read_holidays

HEADER = ("Tanggal", "Jenis", "Keterangan", "Dasar")
NYEPI = (date(2026, 3, 19), "Libur Nasional", "Hari Suci Nyepi", "SKB 1497/2025")
HOLIDAY = Holiday(*NYEPI)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_columns_stand_in_any_order(order: tuple[int, ...]) -> None:
    """The headers say which is which."""
    grid = [[row[i] for i in order] for row in (HEADER, NYEPI)]
    assert read_holidays(grid) == HolidayList((HOLIDAY,))


@pytest.mark.parametrize("above", [[], [["HARI LIBUR 2026"]], [["Menurut SKB"], [], [None, None]]])
@pytest.mark.parametrize("header", [HEADER, ("TGL.", " jenis\n", "KETERANGAN", "dasar", "Lain")])
def test_titles_above_and_spellings_of_the_header(above: Any, header: Any) -> None:
    """The header is found below titles, in any case."""
    assert read_holidays([*above, header, NYEPI, [], [None, "-"]]) == HolidayList((HOLIDAY,))


def test_without_a_header_the_columns_are_as_init_built_them() -> None:
    """An office that deleted the header still has its holidays."""
    assert read_holidays([NYEPI]).holidays == (HOLIDAY,)


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (("Tanggal", "Keterangan"), ("Jenis",)),
        (("Jenis", "Dasar"), ("Tanggal",)),
        (("Tanggal",), ("Jenis",)),
        (("Keterangan", "Dasar"), ("Tanggal", "Jenis")),
        (("Dasar",), ()),
    ],
)
def test_a_header_without_a_needed_column_is_named(header: Any, missing: Any) -> None:
    """Nothing is read below it; one word alone is no header."""
    found = read_holidays([["Daftar"], header, NYEPI])
    assert found.missing == missing
    assert bool(found.holidays) == (not missing)


def test_a_list_of_another_shape_lacks_both_columns() -> None:
    """Nothing in it can be read, and neither header tells where to look."""
    rows = [["Daftar libur"], ["No", "Hari", "Peringatan"], [1, "Kamis", "Nyepi"]]
    assert read_holidays(rows).missing == ("Tanggal", "Jenis")


@pytest.mark.parametrize(
    "typed", ["19/03/2026", "Kamis, 19 Maret 2026", 46100, "2026-03-19", "19 mar 2026"]
)
def test_dates_are_read_however_they_are_typed(typed: Any) -> None:
    """The same spellings as in the register."""
    assert read_holidays([HEADER, (typed, *NYEPI[1:])]).holidays == (HOLIDAY,)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Libur Nasional", NATIONAL),
        ("LIBUR NASIONAL", NATIONAL),
        ("nasional", NATIONAL),
        ("Libur", NATIONAL),
        ("cuti bersama\n", JOINT_LEAVE),
        ("Cuti", JOINT_LEAVE),
        ("lokal", LOCAL),
        ("Libur Lokal", LOCAL),
    ],
)
def test_kinds_as_people_write_them(typed: str, kind: str) -> None:
    """Case and the shorter words are forgiven."""
    assert read_holidays([HEADER, (NYEPI[0], typed)]).holidays[0].kind == kind


@pytest.mark.parametrize(
    "row",
    [
        ("31/02/2026", "Libur Nasional", "x"),
        ("segera", "Libur Nasional", "x"),
        (None, "Libur Nasional", "x"),
        (NYEPI[0], "Libur Fakultatif", "x"),
        (NYEPI[0], None, "x"),
        (None, None, "catatan kantor"),
    ],
)
def test_rows_that_cannot_be_read_are_named(row: Any) -> None:
    """A date or kind that is none makes the row unreadable, and the others stay."""
    found = read_holidays([["judul"], HEADER, row, NYEPI])
    assert found == HolidayList((HOLIDAY,), unreadable=(3,))


def test_repeated_days_are_named_and_keep_both_lines() -> None:
    """The second line of a day is reported; the calendar takes the first."""
    again = ("19-3-26", "Cuti Bersama", "Nama lain", "")
    found = read_holidays([HEADER, NYEPI, [], again])
    assert (found.repeated, found.unreadable) == ((4,), ())
    assert [holiday.name for holiday in found.holidays] == ["Hari Suci Nyepi", "Nama lain"]


def test_a_holiday_without_a_name_is_called_by_its_kind() -> None:
    """The sentence that explains a date has something to say."""
    found = read_holidays([HEADER[:2], (NYEPI[0], "lokal")]).holidays
    assert found == (Holiday(NYEPI[0], LOCAL, LOCAL, ""),)


def test_an_empty_tab_is_an_empty_list() -> None:
    """No tab, no holiday, no error."""
    assert read_holidays([]) == read_holidays([[]]) == read_holidays([HEADER]) == HolidayList(())


def test_the_tab_that_init_builds_reads_back() -> None:
    """What is seeded from the decrees is what the calendar is made of."""
    decreed = decreed_holidays()
    tab = holidays_tab(decreed)
    assert read_holidays(tab.rows) == HolidayList(decreed)


@pytest.mark.parametrize(("above", "found"), [(14, True), (15, False)])
def test_a_header_stands_in_the_first_15_rows(above: int, found: bool) -> None:
    """Below that a list of another order cannot be read."""
    rows = [*[[]] * above, ["Jenis", "Tanggal"], [NATIONAL, date(2026, 12, 25)]]
    assert bool(read_holidays(rows).holidays) == found
