"""What one cell says, however a person typed it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.indonesian import DAYS, MONTHS, day_and_date, long_date, typed_date
from ppid_sheets.register import cells
from ppid_sheets.register.dates import EPOCH, EPOCH_1904, Customs
from ppid_sheets.register.reading import UNREAD, Reading
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Column
from ppid_sheets.register.text import fold
from tests.budget import chosen, draws

DAY = date(2026, 11, 3)
CHOICES = [column for column in REQUESTS.columns if column.kind == "choice"]


def reader_of(key: str) -> Callable[[object], Reading[str]]:
    """The reader of a column's choices."""
    column = REQUESTS.by_key[key]
    return cells.choice_reader(column.choices, column.spellings)


@pytest.mark.parametrize(
    "typed",
    [
        DAY,
        datetime.combine(DAY, time(9, 15)),
        datetime.combine(DAY, time(23, 59), UTC),
        46329,
        46329.0,
        46329.4,
        "2026-11-03",
        "2026/11/3",
        "2026-11-03T09:15:00",
        "2026-11-03 09:15:00.000",
        "2026-11-03T09:15:00+07:00",
        "3/11/2026",
        "03/11/2026",
        " 03/11/2026\n",
        "3-11-2026",
        "3.11.2026",
        "3 11 2026",
        "3 / 11 / 2026",
        "3–11–2026",
        "3 November 2026",
        "3 NOVEMBER 2026",
        "3  Nopember\n2026",
        "3 nop 2026",
        "3 Nop. 2026",
        "3-Nov-2026",
        "3/Nov/2026",
        "3November2026",
        "Selasa, 3 November 2026",
        "Selasa 3 Nop 2026",
        "selasa,3-11-2026",
        "Selasa/3 November 2026",
        "Selasa / 03/11/2026",
        "Sel, 3 Nov 2026",
        "Sel. 3 Nov 2026",
        "3/11/2026 09:15",
        "3/11/2026 9.15",
        "03/11/2026, 09:15:30 WIB",
        "3 November 2026 pukul 09.15 WIB",
        "3 November 2026 jam 9.15",
        "Selasa, 3 November 2026 / 09.15",
    ],
)
def test_a_date_is_read_however_it_is_typed(typed: object) -> None:
    """Real dates, serials, ISO, digits, Indonesian months, with a weekday and a time around."""
    assert cells.read_date(typed) == Reading(DAY)


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("januari", 1), ("jan", 1), ("februari", 2), ("feb", 2), ("pebruari", 2), ("peb", 2),
        ("maret", 3), ("mar", 3), ("mrt", 3), ("april", 4), ("apr", 4), ("mei", 5), ("juni", 6),
        ("jun", 6), ("juli", 7), ("jul", 7), ("agustus", 8), ("agust", 8), ("agus", 8),
        ("agu", 8), ("agt", 8), ("ags", 8), ("september", 9), ("sept", 9), ("sep", 9),
        ("oktober", 10), ("okt", 10), ("november", 11), ("nopember", 11), ("nov", 11),
        ("nop", 11), ("desember", 12), ("des", 12),
    ],
)  # fmt: skip
def test_indonesian_months_and_their_abbreviations(word: str, month: int) -> None:
    """Every month name and abbreviation of offices, in any case."""
    for spelled in (word, word.title(), word.upper()):
        for typed in (f"7 {spelled} 2025", f"07-{spelled}-2025", f"7 {spelled}. 2025"):
            assert cells.read_date(typed) == Reading(date(2025, month, 7)), typed


@pytest.mark.parametrize(
    ("weekday", "day"),
    [
        *zip(DAYS, range(2, 9), strict=True), ("Senen", 2), ("Rebo", 4), ("Kemis", 5), ("Kam", 5),
        ("Jum'at", 6), ("Jum’at", 6), ("Jum at", 6), ("JUMAT", 6), ("Jum`at", 6), ("Saptu", 7),
        ("Ahad", 8), ("Mgg.", 8), ("Mon", 2), ("hari Senin tanggal", 2), ("Hari/Tgl: Senin", 2),
    ],
)  # fmt: skip
def test_a_weekday_in_front_is_compared(weekday: str, day: int) -> None:
    """The date counts whatever the weekday says; one that contradicts it is remarked on."""
    for shown in range(2, 9):
        note = None if shown == day else "other_weekday"
        assert cells.read_date(f"{weekday}, {shown} Maret 2026") == Reading(
            date(2026, 3, shown), note
        )
    assert cells.read_date("Rabu, 2 Juni 2026") == Reading(date(2026, 6, 2), "other_weekday")


@pytest.mark.parametrize(
    "typed",
    [
        "\u200e03/11/2026", "\ufeff3/11/2026", "3\u200b/11/2026", "3\xa0November\xa02026",
        "3\u202fNov\u2009 2026", "tgl 03/11/2026", "Tgl. 3 Nop 2026", "tanggal 3 November 2026",
        "tgl.03/11/2026", "Selasa tgl 3/11/2026", "November 3, 2026",
        "Nov 3rd 2026", "3 Novem 2026", "３/１１/２０２６",
    ],
)  # fmt: skip
def test_dates_as_they_are_pasted(typed: str) -> None:
    """Marks that cannot be seen, words in front, and how other programs write a day."""
    assert cells.read_date(typed) == Reading(DAY)


@pytest.mark.parametrize("word", ["Agst", "agst.", "Agust", "Agts", "AGT", "Agustu"])
def test_august_has_many_abbreviations(word: str) -> None:
    """More than any other month."""
    assert cells.read_date(f"17 {word} 2026") == Reading(date(2026, 8, 17))


@pytest.mark.parametrize("typed", ["2 Nov '26", "2 Nov ’26", "2/11/'26", "2-11-26"])
def test_an_apostrophe_stands_for_the_century(typed: str) -> None:
    """A year of two digits with its apostrophe is remarked on like one without."""
    assert cells.read_date(typed) == Reading(date(2026, 11, 2), "two_digit_year")


@pytest.mark.parametrize(
    "typed",
    ["2/11/0026", "2 November 0206", "1826-11-02", date(1900, 1, 1), datetime(1899, 12, 30)],
)
def test_a_year_without_registers_is_no_year(typed: object) -> None:
    """A slip of the pen is never taken for a day of long ago."""
    assert cells.read_date(typed) == Reading(None, "far_year")


AMERICAN = Customs(month_first=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3/11/2026 14:05:33", Reading(None, "ambiguous")),
        ("3/11/2026 2:05 PM", Reading(None, "ambiguous")),
        ("11/11/2026 14:05:33", Reading(date(2026, 11, 11))),
        ("11/25/2026 14:05:33", Reading(date(2026, 11, 25))),
        ("25/11/2026 14:05:33", Reading(date(2026, 11, 25))),
        ("2026-11-03 14:05:33", Reading(DAY)),
        ("3 Nov 2026 14:05", Reading(DAY)),
        ("3/11/2026", Reading(DAY)),
    ],
)
def test_a_time_stamp_in_a_sheet_that_writes_months_first(typed: str, read: Reading[date]) -> None:
    """What may be either is a finding; what staff type, without a time, stays day first."""
    assert cells.read_date(typed, AMERICAN) == read


def test_the_same_time_stamp_elsewhere() -> None:
    """Day first, unless its own AM or PM shows where it was written."""
    assert cells.read_date("3/11/2026 14:05:33") == Reading(DAY)
    assert cells.read_date("3/11/2026 2:05 PM") == Reading(None, "ambiguous")
    assert cells.read_date("11/25/2026 2:05 PM") == Reading(date(2026, 11, 25))


JAKARTA = Customs(zone=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-02T16:59:59Z", Reading(date(2026, 11, 2))),
        ("2026-11-02T17:00:00.000Z", Reading(DAY, "zoned")),
        ("2026-11-02T09:00:00-08:00", Reading(DAY, "zoned")),
        ("2026-11-02 09:00:00 -0800", Reading(DAY, "zoned")),
        ("2026-11-03T09:00:00+07:00", Reading(DAY)),
        ("3/11/2026 23.30 WIB", Reading(DAY)),
        ("4/11/2026 00.30 WIT", Reading(DAY, "zoned")),
        ("3 November 2026 20:00 GMT+7", Reading(DAY)),
        ("3/11/2026 25:00 UTC", Reading(None, "unreadable")),
        (datetime(2026, 11, 2, 18, tzinfo=UTC), Reading(DAY, "zoned")),
        ("9999-12-31T23:00:00Z", Reading(None, "unreadable")),
    ],
)
def test_a_time_with_a_zone_is_brought_home(typed: object, read: Reading[date]) -> None:
    """The day of the register's own clock; told where it is another than the one written."""
    assert cells.read_date(typed, JAKARTA) == read


def test_a_number_is_a_day_of_the_sheets_own_epoch() -> None:
    """A workbook that counts from 1904 has smaller numbers."""
    assert cells.read_date(46329 - 1462, Customs(epoch=EPOCH_1904)) == Reading(DAY)
    assert cells.read_date(46329, Customs(epoch=EPOCH)) == Reading(DAY)


def test_day_comes_before_month() -> None:
    """Digits are day, month, year, also where another order would be possible."""
    assert cells.read_date("05/06/2026").value == date(2026, 6, 5)
    assert cells.read_date("5-6-26").value == date(2026, 6, 5)


@pytest.mark.parametrize(
    "typed",
    ["31/02/2026", "29/02/2026", "12/25/2026", "32 Januari 2026", "0/1/2026", "1/0/2026",
     "2026-13-01", "31-4-26", "00/00/0000"],
)  # fmt: skip
def test_dates_that_no_calendar_has(typed: str) -> None:
    """A date that cannot be is called impossible and never turned into another."""
    assert cells.read_date(typed) == Reading(None, "impossible")


@pytest.mark.parametrize("typed", ["3/11/26", "3-11-26", "3 Nop 26", "Selasa, 3.11.26"])
def test_two_digit_years_are_this_century_with_a_note(typed: str) -> None:
    """A two-digit year is read as 20yy and remarked on."""
    assert cells.read_date(typed) == Reading(DAY, "two_digit_year")


@pytest.mark.parametrize(
    "typed",
    ["besok", "November 2026", "3/11", "3 Foo 2026", "2026", "20261103", 20261103, 12, 0, 1.5,
     -46000, 18_263, 2_958_466, True, float("nan"), float("inf"), "3 s.d. 5 November 2026",
     "03/11/2026 (revisi)", "t" * 30_000, " ," * 20_000 + "x"],
)  # fmt: skip
def test_what_is_no_date_is_unreadable(typed: object) -> None:
    """Nothing is guessed from a cell that is not one date."""
    assert cells.read_date(typed) == Reading(None, "unreadable")


BLANKS = (None, "", "  ", "\n", "-", "–", "N/A", "n/a", "\u200b", "\ufeff-")


@pytest.mark.parametrize("blank", BLANKS)
def test_blank_cells_have_no_value_and_no_note(blank: object) -> None:
    """Empty cells, a lone dash and N/A say nothing in any column."""
    readings = [read(blank) for read in READERS]
    assert all(not reading.value and reading.note is None for reading in readings)


def test_an_unticked_box_is_blank_but_no_date() -> None:
    """FALSE in a date column is a formula that went wrong, and a finding."""
    assert cells.read_date(False) == cells.read_date("FALSE") == Reading(None, "unreadable")
    others = [read for read in READERS if read is not cells.read_date]
    assert not any(read(False).value or read(False).note for read in others)


def test_a_formula_that_nobody_calculated_says_so() -> None:
    """In every kind of column, and never a value."""
    for read in READERS:
        if read is cells.read_tick:
            continue
        reading = read(cells.UNCALCULATED)
        assert (reading.value or None, reading.note) == (None, "uncalculated")


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\ufeff", "\xa0"])
def test_marks_in_numbers_times_and_choices_are_ignored(mark: str) -> None:
    """What people see is what is read."""
    assert cells.read_number(f"{mark}15.000{mark}") == Reading(15000)
    assert cells.read_time(f"{mark}09:15{mark}") == Reading(555)
    assert reader_of("channel")(f"{mark}Surat{mark}") == Reading("Surat")
    assert cells.read_tick(f"{mark}V{mark}") == Reading(True)
    assert cells.read_text(f"{mark}190601{mark}").note is None


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#ERROR!"])
def test_formula_errors_are_named_as_such(error: str) -> None:
    """A formula error is a note of its own in every kind of column that holds values."""
    readers = (cells.read_text, cells.read_date, cells.read_number, reader_of("channel"))
    assert [read(error).note for read in readers] == ["error"] * 4


def spellings(day: date) -> tuple[object, ...]:
    """Ways to type a day with four digits of the year."""
    month = MONTHS[day.month - 1]
    return (
        day,
        datetime.combine(day, time(8, 30)),
        (day - EPOCH).days,
        day.isoformat(),
        typed_date(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        long_date(day),
        day_and_date(day),
        f"{day.day} {month[:3].lower()} {day.year}",
        f"{DAYS[day.weekday()].upper()}, {long_date(day)}",
        f"{typed_date(day)} 09.15 WIB",
    )


@pytest.mark.parametrize("first", chosen(range(1, 12), (1,)))
def test_every_day_reads_back_from_every_spelling(first: int) -> None:
    """Over 2010-2035 no spelling of a day, or of each eleventh, is read as another day."""
    for ordinal in range(date(2010, 1, first).toordinal(), date(2036, 1, 1).toordinal(), 11):
        day = date.fromordinal(ordinal)
        for typed in spellings(day):
            assert cells.read_date(typed) == Reading(day), typed
        short = f"{day.day}-{day.month}-{day:%y}"
        assert cells.read_date(short) == Reading(day, "two_digit_year"), short


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("09:15", 555), ("9.15", 555), ("09.15.30", 555), ("pukul 09.15 WIB", 555),
        ("Pkl. 9:15", 555), ("jam 9", 540), ("9", 540), (9, 540), (9.15, 555), (9.3, 570),
        (0.5, 720), (0, 0), (46329.385417, 555), (time(9, 15), 555), ("00:00", 0),
        (datetime.combine(DAY, time(9, 15)), 555), (timedelta(hours=9, minutes=15), 555),
        ("23:59", 1439),
    ],
)  # fmt: skip
def test_times_are_minutes_since_midnight(typed: object, minutes: int) -> None:
    """Times as text, as fractions of a day, as hours and minutes, as real times."""
    assert cells.read_time(typed) == Reading(minutes)


@pytest.mark.parametrize(
    "typed",
    ["pagi", "24:00", "9:60", "25", 24, 25, 915, 9.155, 9.75, -0.5, -9, True, timedelta(days=2),
     date(2026, 11, 3), 46329, float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_time_of_day_is_unreadable(typed: object) -> None:
    """A number that no clock shows is never read as midnight."""
    assert cells.read_time(typed) == Reading(None, "unreadable")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (15000, 15000), (0, 0), (-500, -500), (1500.5, 1500.5), ("15000", 15000),
        ("15.000", 15000), ("Rp 15.000", 15000), ("Rp15.000", 15000), ("Rp. 15.000,-", 15000),
        ("rp 15.000,00", 15000), ("IDR 15.000", 15000), ("15.000 rupiah", 15000),
        ("1.250.000,50", 1250000.5), ("2,5", 2.5), ("gratis", 0), ("Gratis ", 0),
        ("GRATIS\n", 0), ("tanpa biaya", 0), ("Rp 0,-", 0), ("-5.000", -5000),
    ],
)  # fmt: skip
def test_amounts_with_rp_dots_and_commas(typed: object, amount: float) -> None:
    """A dot parts thousands, a comma is the decimal sign, gratis costs nothing."""
    assert cells.read_number(typed) == Reading(amount)


def test_commas_between_thousands_are_read_with_a_note() -> None:
    """`1,500` is an English thousand; the reading is shown to a person."""
    assert cells.read_number("1,500") == Reading(1500, "respelled")
    assert cells.read_number("Rp 1,250,000.50") == Reading(1250000.5, "respelled")


@pytest.mark.parametrize(
    "typed",
    ["mahal", "15rb", "1.5", "15.00.0", "Rp", "15.000/lembar", True, date(2026, 1, 1), "9" * 400,
     float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_amount_is_unreadable(typed: object) -> None:
    """An amount that could be two things is neither."""
    assert cells.read_number(typed) == Reading(None, "unreadable")


@pytest.mark.parametrize(
    "typed",
    ["√", "V", "v", " v ", "✓", "✔", "☑", "x", "X", "Ya", "YA", "ya.", True, 1, 1.0, "TRUE"],
)
def test_ticks_as_offices_make_them(typed: object) -> None:
    """Every mark of the national form counts as a tick."""
    assert cells.read_tick(typed) == Reading(True)


@pytest.mark.parametrize("typed", [None, "", "-", False, 0, "Tidak", "FALSE", "☐"])
def test_no_tick(typed: object) -> None:
    """Blank, a dash and a written no are no ticks."""
    assert cells.read_tick(typed) == Reading(False)


@pytest.mark.parametrize("typed", ["mungkin", "?", ".", "...", 7])
def test_a_mark_that_is_neither_is_remarked_on(typed: object) -> None:
    """An odd mark is no tick, and said so."""
    assert cells.read_tick(typed) == Reading(False, "unreadable")


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: column.key)
def test_every_declared_choice_is_read_in_any_case(column: Column) -> None:
    """Case, outer spaces, line breaks and spaces around a slash are forgiven with a note."""
    read = cells.choice_reader(column.choices, column.spellings)
    for choice in column.choices:
        assert read(choice) == Reading(choice)
        loose = choice.replace("/", " / ").replace(" ", "\n")
        for typed in (choice.upper(), f" {choice}", f"{choice}\n", f"{choice}.", loose):
            assert read(typed) == Reading(choice, None if typed == choice else "respelled")


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: column.key)
def test_every_declared_spelling_is_read_in_any_case(column: Column) -> None:
    """A spelling of the table means its choice, and a person is told; a lone dash is blank."""
    read = cells.choice_reader(column.choices, column.spellings)
    for spelling, choice in column.spellings.items():
        for typed in (spelling, spelling.upper(), f"{spelling.title()} \n"):
            blank = cells.is_blank(typed)
            assert read(typed) == Reading(choice, None if blank else "respelled"), typed


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: column.key)
def test_no_spelling_stands_for_two_choices(column: Column) -> None:
    """Spellings lead to listed choices, and never away from a choice of the same words."""
    meaning = {fold(choice): choice for choice in column.choices}
    for spelling, choice in column.spellings.items():
        assert choice == "" or choice in column.choices, spelling
        assert meaning.setdefault(fold(spelling), choice) == choice, spelling


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ("Di Tolak", "Ditolak"), ("DITOLAK", "Ditolak"), ("Tidak Dapat Diberikan", "Ditolak"),
        ("Diberikan seluruhnya", "Dikabulkan Seluruhnya"),
        ("Diberikan sebagian\n", "Dikabulkan Sebagian"),
        ("Dipenuhi\nSeluruhnya", "Dikabulkan Seluruhnya"),
        ("Proses", ""), ("Diproses", ""), ("Sedang Proses", ""), ("Pending", ""),
        ("Belum Dipenuhi", ""), ("Butuh penambahan waktu", ""),
    ],
)  # fmt: skip
def test_decisions_as_offices_write_them(typed: str, decision: str) -> None:
    """What is still under way is no decision; the rest is one of the listed."""
    assert reader_of("decision")(typed) == Reading(decision, "respelled")


@pytest.mark.parametrize("typed", ["Dikabulkan", "Diberikan", "Selesai", "Ditolak sebagian", 1])
def test_an_ambiguous_decision_is_not_decided_for_the_office(typed: object) -> None:
    """Granted wholly or in part? The cell does not say, so nobody guesses."""
    assert reader_of("decision")(typed) == Reading("", "unlisted")


def test_an_offices_own_list_does_not_change_what_a_spelling_means() -> None:
    """Where an office lists Proses and Di Tolak, the one is still open and the other a refusal."""
    column = REQUESTS.by_key["decision"]
    own = ("Proses", "Di Tolak", "Dialihkan")
    read = cells.choice_reader((*column.choices, *own), column.spellings)
    assert [read(typed).value for typed in own] == ["", "Ditolak", "Dialihkan"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [(1906015203900001.0, "1906015203900001"), (81200000001, "81200000001"), (12.5, "12.5")],
)
def test_a_number_where_text_belongs_is_noted(typed: float, text: str) -> None:
    """An identity or telephone number typed as a number has lost digits."""
    assert cells.read_text(typed) == Reading(text, "numeric")


def test_text_keeps_its_inside() -> None:
    """Only the outer spaces of text go."""
    assert cells.read_text(" Jl. Contoh\n No 1 ") == Reading("Jl. Contoh\n No 1")
    assert cells.read_text(DAY) == Reading("03/11/2026")
    assert cells.read_text(True) == Reading("TRUE")


READERS: tuple[Callable[[object], Reading[object]], ...] = (
    cells.read_text,
    cells.read_date,
    cells.read_time,
    cells.read_number,
    cells.read_tick,
    *(cells.choice_reader(column.choices, column.spellings) for column in CHOICES),
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.text("0123456789/-.,: agtnovmrp'\n", max_size=20),
    st.from_regex(r"\A(Rp)? ?-?[0-9.,]{1,12}(,-)?\Z"),
    st.from_regex(r"\A[0-9]{1,2}[-/. ][0-9a-z]{1,4}[-/. ][0-9]{1,5}.{0,6}\Z"),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@settings(max_examples=draws(150), deadline=None)
@given(VALUES)
def test_no_reader_raises_or_is_silent(value: object) -> None:
    """Whatever stands in a cell, a reader returns; without a value it says why, unless blank."""
    for read in READERS[1:4]:
        reading = read(value)
        assert (reading.value is None) == (cells.is_blank(value) or reading.note in UNREAD)
    assert cells.read_tick(value).value in (True, False)
    for read in (READERS[0], *READERS[5:]):
        reading = read(value)
        assert reading.value or reading.note or cells.is_blank(value)


@settings(max_examples=draws(150), deadline=None)
@given(st.text(max_size=25).filter(lambda text: not any(char.isdigit() for char in text)))
def test_no_date_time_or_amount_without_a_digit(text: str) -> None:
    """Words alone never become a date or a time, and an amount only by saying gratis."""
    assert cells.read_date(text).value is None
    assert cells.read_time(text).value is None
    assert cells.read_number(text).value in (None, 0.0)


@settings(max_examples=draws(150), deadline=None)
@given(st.integers(1, 31), st.integers(1, 12), st.integers(2000, 2099))
def test_a_date_is_the_typed_one_or_none(day: int, month: int, year: int) -> None:
    """Digits that name no day give no day: 31 June never becomes 1 July."""
    reading = cells.read_date(f"{day}/{month}/{year}")
    if reading.value is None:
        assert reading.note == "impossible"
        with pytest.raises(ValueError, match="day"):
            date(year, month, day)
    else:
        assert (reading.value.day, reading.value.month, reading.value.year) == (day, month, year)
