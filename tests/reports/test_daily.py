"""The page of a day: its content as values, and the page they become."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.archive.ages import Life, Lives
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.reports.day import daily
from ppid_sheets.reports.day.day import Day, day, lines
from ppid_sheets.reports.day.sections import SHOWN, Section
from ppid_sheets.reports.workbook import xlsx
from tests.budget import draws
from tests.build import CALENDAR, OPEN, SETTINGS, TODAY
from tests.golden import assert_golden
from tests.reports.build import CLOCK, cells, register, request


def of(
    *rows: Mapping[str, Any],
    findings: Sequence[tuple[int, str]] = (),
    as_of: date = TODAY,
    lives: Lives | None = None,
) -> Day:
    """The page of a register's day."""
    table = register(*rows)
    unread = {key: table.unread(key) for key in REQUESTS.course.deciding}
    deadlines = CLOCK.deadlines(table.frame, as_of, unread)
    known = lives or Lives(as_of, as_of, unknown="Belum ada ingatan.")
    return day(table, deadlines, findings, CALENDAR, as_of, known)


def section(found: Day, title: str) -> Section:
    return next(s for s in found.sections if s.title == title)


def numbers(found: Day, title: str) -> list[Any]:
    """The registration numbers of a list."""
    return [row[0] for row in section(found, title).rows]


ROWS = [
    request(date(2026, 11, 23), reg_number="010", channel="Surat"),
    request(date(2026, 11, 16), date(2026, 11, 23), reg_number="009"),
    request(date(2026, 10, 5), date(2026, 11, 23), "Ditolak", reg_number="001"),
    request(date(2026, 11, 9), reg_number="007"),
    request(date(2026, 11, 11), reg_number="008", officer=None),
    request(date(2026, 11, 2), reg_number="005"),
    request(date(2026, 11, 6), incomplete_on=date(2026, 11, 9), reg_number="006"),
    request(date(2021, 11, 6), reg_number="000"),
    request(date(2026, 11, 24), reg_number="011"),
    request("entah", reg_number="012"),
]
FINDINGS = [(2, "galat"), (2, "info"), (3, "peringatan"), (6, "galat"), (0, "galat"), (11, "galat")]


def test_the_page_is_the_one_we_want_people_to_read() -> None:
    """Every line of it, for the printed page and the register's tab alike."""
    said = [
        f"{look:11}{' | '.join('' if value is None else str(value) for value in row)}".rstrip()
        + (f" → {label}" if label else "")
        for row, look, label, _ in lines(of(*ROWS, findings=FINDINGS))
    ]
    assert_golden("\n".join(said) + "\n", "daily.txt")


def test_each_request_stands_in_its_lists() -> None:
    """Received and answered by date, the others by their status, the most urgent first."""
    found = of(*ROWS)
    assert numbers(found, "Diterima hari ini") == ["010"]
    assert numbers(found, "Selesai hari ini") == ["009", "001"]
    assert numbers(found, "Jatuh tempo hari ini dan segera") == ["007", "008"]
    assert numbers(found, "Terlambat") == ["005"]
    assert numbers(found, "Menunggu kelengkapan") == ["006"]
    assert numbers(found, "Batas waktu tidak dapat dihitung") == ["000"]


def test_rows_have_seven_values_of_one_kind_each() -> None:
    """So that a tab can format the date columns and the number columns once."""
    for row, look, *_ in lines(of(*ROWS, findings=FINDINGS)):
        assert len(row) in (0, 1, 6, 7)
        if look != "line":
            continue
        for at, value in enumerate(row):
            kinds = date if at in (1, 3) else int if at in (4, 6) else str
            assert value is None or type(value) is kinds


def test_an_earlier_day_does_not_know_the_later_ones() -> None:
    """What was answered on Monday was still open on Friday."""
    found = of(*ROWS, as_of=date(2026, 11, 20))
    assert numbers(found, "Selesai hari ini") == []
    assert "001" in numbers(found, "Terlambat") and "010" not in str(found.sections)


def test_the_kind_of_day_is_named() -> None:
    """A working day, a weekend, a holiday with its name."""
    assert of(as_of=date(2026, 11, 23)).kind == "Hari kerja"
    assert of(as_of=date(2026, 11, 22)).kind == "Akhir pekan"
    assert of(as_of=date(2026, 12, 25)).kind.startswith("Libur: ")


def test_a_long_list_is_cut_and_says_so() -> None:
    """Counts go on counting what the page has no room for."""
    late = [request(date(2026, 10, 1), reg_number=f"{i:03}") for i in range(SHOWN + 5)]
    found = of(*late)
    assert len(section(found, "Terlambat").rows) == SHOWN
    assert dict(found.counts)["Terlambat"] == SHOWN + 5
    assert ("… dan 5 lagi; lihat register.",) in [row for row, *_ in lines(found)]


def test_findings_are_counted_by_officer() -> None:
    """The most first; without an officer, and of the register as a whole, apart."""
    rows = section(of(*ROWS, findings=FINDINGS), "Temuan menurut petugas").rows
    assert [(row[0], row[4], row[5]) for row in rows] == [
        ("Petugas Satu", 4, "2 kesalahan, 1 peringatan dan 1 info"),
        ("(register)", 1, "1 kesalahan"),
        ("(tidak diisi)", 1, "1 kesalahan"),
    ]


def life(row: int | None, since: int, ended: int | None = None, **other: Any) -> Life:
    """A finding of November 2026, new on the 23rd."""
    made = Life(
        row,
        "",
        "",
        "I01",
        "galat",
        "channel",
        date(2026, 11, since),
        date(2026, 11, ended) if ended else None,
        since == 23,
    )
    return replace(made, **other)


def test_new_and_mended_findings_stand_beside_the_open_ones() -> None:
    """By officer, those whose row is gone as well; a sentence sums it up."""
    lives = Lives(
        TODAY,
        TODAY,
        (life(2, 20), life(2, 23), life(3, 23), life(0, 23, 23), life(None, 9, 23, officer="Lama")),
        past=False,
    )
    found = section(of(*ROWS, findings=FINDINGS, lives=lives), "Temuan menurut petugas")
    assert [(row[0], row[2], row[4]) for row in found.rows] == [
        ("Petugas Satu", "2 baru", 4),
        ("(register)", "1 baru, 1 dibetulkan", 1),
        ("(tidak diisi)", None, 1),
        ("Lama", "1 dibetulkan", 0),
    ]
    assert found.note == "Hari ini 3 temuan baru dan 2 dibetulkan."


def test_what_was_open_on_a_day_gone_by_is_told_from_memory() -> None:
    """Not what stands in the register now."""
    lives = Lives(TODAY, TODAY, (life(None, 9, officer="Petugas Dua"),))
    found = section(of(*ROWS, findings=FINDINGS, lives=lives), "Temuan menurut petugas")
    assert [(row[0], row[4]) for row in found.rows] == [("Petugas Dua", 1)]


def test_the_day_on_which_memory_began_says_so() -> None:
    """What it began with is not called new."""
    lives = Lives(TODAY, TODAY, (life(2, 23, new=False),), since=TODAY, past=False)
    found = section(of(*ROWS, findings=FINDINGS, lives=lives), "Temuan menurut petugas")
    assert found.note == (
        "Hari ini 0 temuan baru dan 0 dibetulkan. Arsip pemeriksaan dimulai hari ini; yang sudah "
        "ada saat itu tidak dihitung baru."
    )


def test_nobody_who_asks_is_on_the_page() -> None:
    """No name, identity, contact or free text of an applicant."""
    personal = {str(OPEN[key]) for key in ("applicant_name", "id_number", "address", "phone",
                                           "email", "information", "purpose")}  # fmt: skip
    said = {str(value) for row, *_ in lines(of(*ROWS)) for value in row}
    assert not personal & said


def test_a_day_with_long_lists_is_printed_on_two_pages_rather_than_in_small_letters() -> None:
    """Letters of nine points are printed in eight at least, as LibreOffice sees widths."""
    days = (date(2026, 10, 5), date(2026, 11, 10), date(2026, 11, 23))
    rows = [request(day, reg_number=f"{day:%m}{at:02}") for day in days for at in range(SHOWN + 5)]
    (sheet,) = daily.describe(of(*rows), SETTINGS).sheets
    assert not sheet.one_page and sheet.breaks
    needed = sum(5.6 * width + 4.5 for width in sheet.widths)
    assert 9 * (595 - 144 * sheet.side) / needed >= 8


def test_lines_of_the_printed_page_lead_to_the_register() -> None:
    """The cell that names a row leads to it, and no other cell leads anywhere."""
    book = daily.describe(of(*ROWS), SETTINGS, lambda label, tab: f"external:r.xlsx#{tab}!A{label}")
    leads = [(cell.value, cell.link) for _, _, _, cell in cells(book) if cell.link]
    assert leads
    assert all(link == f"external:r.xlsx#!A{row}" for row, link in leads)


def test_the_page_holds_all_of_the_content_and_a_place_to_sign() -> None:
    """One sheet, one page, the same values in the same order."""
    found = of(*ROWS, findings=FINDINGS)
    book = daily.describe(found, SETTINGS)
    assert len(book.sheets) == 1 and book.sheets[0].one_page
    said = [cell.value for _, _, _, cell in cells(book)]
    for part in found.sections:
        assert part.title in said
        assert all(value in said for row in part.rows for value in row)
    assert "Diperiksa, tanggal ………………" in said
    assert daily.file_name(TODAY) == "Layanan-Harian-PPID-2026-11-23.xlsx"


def test_an_empty_register_has_its_page() -> None:
    """Zeros, and a sentence in place of each list."""
    found = of()
    assert {count for _, count in found.counts} == {0}
    assert all(not s.rows and s.nothing for s in found.sections)
    assert daily.describe(found, SETTINGS).sheets[0].blocks


def test_text_from_people_arrives_as_text() -> None:
    """A registration number that looks like a formula stays one."""
    found = of(request(TODAY, reg_number="=HYPERLINK(1)"), request(TODAY, reg_number="+62\n1"))
    sheet = openpyxl.load_workbook(BytesIO(xlsx.render(daily.describe(found, SETTINGS)))).active
    values = {cell.value: cell.data_type for row in sheet.rows for cell in row}
    assert values["=HYPERLINK(1)"] == "s" and values["+62\n1"] == "s"


def test_the_same_day_gives_the_same_bytes() -> None:
    """Made twice, it is the same file; F4 where the office has it."""
    book = daily.describe(of(*ROWS), replace(SETTINGS, paper="F4"))
    assert xlsx.render(book) == xlsx.render(book) and book.paper == "F4"


DAYS = st.dates(date(2026, 10, 1), date(2026, 11, 30))


@settings(max_examples=draws(20), deadline=None)
@given(
    st.lists(st.tuples(DAYS, st.none() | DAYS, st.none() | DAYS), max_size=25),
    DAYS,
)
def test_counts_agree_with_a_plain_recount(
    asked: list[tuple[date, date | None, date | None]], as_of: date
) -> None:
    """One request after the other, one day after the other."""
    rows = [
        request(got, done, "Ditolak" if done else None, incomplete_on=None if done else told)
        for got, done, told in asked
    ]
    found = dict(of(*rows, as_of=as_of).counts)
    known = [(got, done, told) for got, done, told in asked if got <= as_of]
    waits = [not done and told is not None and told <= as_of for got, done, told in known]
    left = [
        (_due(got) - as_of).days
        for (got, done, _), waiting in zip(known, waits, strict=True)
        if not waiting and not (done and done <= as_of)
    ]
    assert found["Diterima"] == sum(got == as_of for got, *_ in known)
    assert found["Selesai"] == sum(done == as_of for _, done, _ in known)
    assert found["Menunggu kelengkapan"] == sum(waits)
    assert found["Terlambat"] == sum(days < 0 for days in left)
    assert found["Jatuh tempo hari ini"] == sum(days == 0 for days in left)


def _due(start: date) -> date:
    day, count = start, 10
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in CALENDAR.by_day
    return day
