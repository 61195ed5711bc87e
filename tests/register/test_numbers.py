"""Registration numbers and their patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.register.numbers import NumberPattern, RegistrationNumber, advice, key, repeated


@pytest.mark.parametrize(
    ("template", "text", "parts"),
    [
        ("{urut}/PPID/{romawi}/{tahun}", "012/PPID/XI/2026", (12, 11, 2026)),
        ("{urut}/PPID/{romawi}/{tahun}", "12/ppid/viii/2026", (12, 8, 2026)),
        ("{urut}/PPID/{romawi}/{tahun}", " 012 / PPID / XI / 2026\n", (12, 11, 2026)),
        ("{urut} / PPID / {romawi} / {tahun}", "012/PPID/XI/2026", (12, 11, 2026)),
        ("{urut}/reg.ppid/RA/{bulan}/{tahun}", "018/reg.ppid/RA/08/2026", (18, 8, 2026)),
        ("{urut}/PPID/KPU-BELTIM/{romawi}/{tahun}", "001/PPID/KPU-BELTIM/III/2026", (1, 3, 2026)),
        ("Reg.K.{urut}/PPID/RI/{romawi}/{tahun}", "Reg.K.001/PPID/RI/VIII/2026", (1, 8, 2026)),
        ("TK-{urut}", "TK-000123", (123, None, None)),
    ],
)
def test_a_number_of_the_pattern_is_taken_apart(
    template: str, text: str, parts: tuple[int, int | None, int | None]
) -> None:
    """Serial, month and year as the pattern places them, whatever the case and spaces."""
    assert NumberPattern(template).parse(text) == RegistrationNumber(template, *parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "012/PPID/XI/26",
        "012/PPID/XIII/2026",
        "012/PPID/11/2026",
        "012-PPID-XI-2026",
        "012/PPID/XI/2026/2",
        "/PPID/XI/2026",
        "0000012/PPID/XI/2026",
        "012/PPID/ıı/2026",
        "٠١٢/PPID/XI/2026",
    ],
)
def test_a_number_of_another_pattern_is_none(text: str) -> None:
    """What does not fit whole does not fit."""
    assert NumberPattern("{urut}/PPID/{romawi}/{tahun}").parse(text) is None


WRITTEN = st.sampled_from(
    ["", "1/12", "11/2", "1-12", "1 / 12", "112", "a/1", "A1", "a_1", "ı/1", "I/1", "–", "-", "/ /",
     "１/12", "é1", "e1", "ß/1", "SS1"]
)  # fmt: skip


@given(st.lists(WRITTEN, max_size=6))
def test_a_number_is_repeated_where_another_has_its_key(numbers: list[str]) -> None:
    """Whatever shortcut finds them; what says nothing is no number."""
    filled = [number for number in numbers if key(number)]
    keys = [key(number) for number in filled]
    plainly = [number for number in filled if keys.count(key(number)) > 1]
    assert list(repeated(numbers)) == plainly


def test_every_roman_month() -> None:
    """I to XII, none taken for the beginning of a longer one."""
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    found = [NumberPattern("{urut}/{romawi}").parse(f"1/{roman}") for roman in romans]
    assert [number and number.month for number in found] == list(range(1, 13))


def test_signs_of_regular_expressions_stand_for_themselves() -> None:
    """A dot in the pattern is a dot."""
    assert NumberPattern("{urut}.a+b").parse("1.a+b")
    assert NumberPattern("{urut}.a+b").parse("1xaab") is None


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{nomor}/PPID", "{nomor} tidak dikenal"),
        ("{urut}/{}", "{} tidak dikenal"),
        ("PPID/{tahun}", "{urut} belum ada"),
        ("{urut}/{urut}", "dua kali"),
        ("{urut}/PPID/{romawi}/{tahun}", None),
    ],
)
def test_a_pattern_says_what_is_wrong_with_it(template: str, problem: str | None) -> None:
    """Unknown, missing and doubled placeholders are named."""
    found = NumberPattern(template).problem()
    assert found == problem if problem is None else problem in str(found)


@given(
    st.lists(st.from_regex(r"[a-z]{1,6}|[0-9]{1,6}", fullmatch=True), min_size=1, max_size=5),
    st.lists(st.sampled_from("/-._ \n"), min_size=5, max_size=5),
    st.booleans(),
)
def test_every_spelling_of_a_number_has_one_key(
    parts: list[str], between: list[str], capitals: bool
) -> None:
    """Whatever stands between its parts, in whichever case."""
    text = "".join(part + sign for part, sign in zip(parts, between, strict=False)).rstrip("/-._ ")
    assert key(text.upper() if capitals else text) == key("/".join(parts))


def test_digits_stay_apart() -> None:
    """1/12 is not 11/2, and what says nothing is no number."""
    assert key("1/12") != key("11/2")
    assert key("1/12") == key("1-12") == key(" 1 / 12 ")
    assert key(" ") == key("") == ""
    assert key("///") == "///"


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("12/ppid/xi/2026", "maksudnya 012/PPID/XI/2026?"),
        ("012/PPID/Xl/2026", "maksudnya 012/PPID/XI/2026?"),
        ("Pak Contoh", "periksa penulisannya"),
        ("Pak Contoh 0812 0000 0001, mohon segera", "periksa penulisannya"),
        (" ", "periksa penulisannya"),
    ],
)
def test_an_unknown_number_names_the_one_that_was_meant(number: str, wanted: str) -> None:
    """Words that came among the numbers are named to nobody."""
    known = ["", "012/PPID/XI/2026", "Pak Contoh", "Pak Contoh 0812 0000 0001, mohon segera"]
    assert advice(number, known) == wanted
