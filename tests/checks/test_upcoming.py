"""Which registration number comes next, in an office's own pattern, spelling and year."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.engine import Case
from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.rules import number as rules
from ppid_sheets.checks.upcoming import Upcoming, upcoming
from ppid_sheets.register.numbers import NumberPattern, shown_by
from ppid_sheets.register.values import Snapshot
from tests.budget import draws
from tests.build import GOOD, SETTINGS, TODAY, case, grid
from tests.stores.sheets import HOLIDAYS

ROMAN = "{urut}/PPID/{romawi}/{tahun}"


def numbered(*given_: tuple[str, date | None], patterns: tuple[str, ...] = (ROMAN,)) -> Case:
    """What the rules see of requests with these numbers and days of receipt."""
    rows = [
        {**GOOD, "reg_number": text, "received_on": day, "information": f"Informasi {n}"}
        for n, (text, day) in enumerate(given_)
    ]
    known = replace(SETTINGS, number_patterns=tuple(map(NumberPattern, patterns)))
    return case(*rows, settings=known)


def found(*given_: tuple[str, date | None], **options: Any) -> Upcoming:
    """The same as what comes next."""
    told = upcoming(numbered(*given_, **options))
    assert told
    return told


def nov(day: int) -> date:
    """A day of the present month."""
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("given_", "patterns", "wanted"),
    [
        ((), (ROMAN,), "001/PPID/XI/2026"),
        ((("012/PPID/X/2026", date(2026, 10, 5)),), (ROMAN,), "013/PPID/XI/2026"),
        ((("012 / ppid / x / 2026", date(2026, 10, 5)),), (ROMAN,), "013 / ppid / xi / 2026"),
        ((("9/PPID/XI/2026", nov(2)),), (ROMAN,), "10/PPID/XI/2026"),
        ((("9/PPID/XI/2026", nov(2)), ("099/PPID/XI/2026", nov(3))), (ROMAN,),
         "100/PPID/XI/2026"),
        ((("018/reg.ppid/RA/08/2026", date(2026, 8, 3)),),
         ("{urut}/reg.ppid/RA/{bulan}/{tahun}",), "019/reg.ppid/RA/11/2026"),
        ((("TK-000045", nov(2)),), ("TK-{urut}",), "TK-000046"),
        ((("7", nov(2)),), ("{urut}",), "8"),
        # last year's numbers: begins anew where the number names its year
        ((("150/PPID/XII/2025", date(2025, 12, 30)),), (ROMAN,), "001/PPID/XI/2026"),
        # or runs on where it did so before
        ((("150/PPID/XII/2024", date(2024, 12, 30)), ("151/PPID/I/2025", date(2025, 1, 2))),
         (ROMAN,), "152/PPID/XI/2026"),
        # a number with the old year, written in the new one, stands among its neighbours
        ((("003/PPID/XII/2025", date(2026, 1, 2)),), (ROMAN,), "004/PPID/XI/2026"),
        # a wrong year of receipt hides no number
        ((("012/PPID/XI/2026", date(2062, 11, 2)),), (ROMAN,), "013/PPID/XI/2026"),
        # a slip of the pen that was not gone on with leads nowhere; one that was, does
        ((("012/PPID/XI/2026", nov(2)), ("900/PPID/XI/2026", nov(3)), ("013/PPID/XI/2026", nov(4))),
         (ROMAN,), "014/PPID/XI/2026"),
        ((("012/PPID/XI/2026", nov(2)), ("900/PPID/XI/2026", nov(3))), (ROMAN,),
         "901/PPID/XI/2026"),
        # gaps are not filled
        ((("001/PPID/XI/2026", nov(2)), ("005/PPID/XI/2026", nov(3))), (ROMAN,),
         "006/PPID/XI/2026"),
    ],
)  # fmt: skip
def test_the_next_number(
    given_: tuple[tuple[str, date], ...], patterns: tuple[str, ...], wanted: str
) -> None:
    """Counted on from the last of the year, and written as that."""
    assert found(*given_, patterns=patterns).number == wanted


def test_a_number_without_a_year_may_run_on_or_begin_anew() -> None:
    """In the first new year both are said; once one turn of a year is known, that goes on."""
    old = ("120", date(2025, 12, 30))
    told = found(old, patterns=("{urut}",))
    assert (told.number, told.anew) == ("121", "001")
    again = found(("90", date(2024, 12, 2)), ("1", date(2025, 1, 2)), old, patterns=("{urut}",))
    assert (again.number, again.anew) == ("1", "")


def test_several_patterns_count_apart() -> None:
    """That of the last number comes first; one that is out of use is not told."""
    online, desk = "TK-{urut}", ROMAN
    both = (("TK-0007", nov(2)), ("012/PPID/XI/2026", nov(9)))
    told = found(*both, patterns=(online, desk))
    assert (told.number, told.others) == ("013/PPID/XI/2026", ["TK-0008"])
    long_ago = (("TK-0007", date(2026, 2, 2)), both[1])
    assert found(*long_ago, patterns=(online, desk)).others == []


def test_a_pattern_that_was_begun_today_is_the_one_in_use() -> None:
    """A number of tomorrow's, a slip of the pen, begins none."""
    both = (("012/PPID/XI/2026", nov(20)), ("TK-0007", TODAY))
    assert found(*both, patterns=(ROMAN, "TK-{urut}")).number == "TK-0008"
    slip = (both[0], ("TK-0007", TODAY + timedelta(1)))
    assert found(*slip, patterns=(ROMAN, "TK-{urut}")).number == "013/PPID/XI/2026"


def test_gaps_of_the_year_are_told() -> None:
    """Except before the first number of a pattern's first year."""
    told = found(("003/PPID/XI/2026", nov(2)), ("007/PPID/XI/2026", nov(3)))
    assert told.gaps == "004 sampai 006"
    later = found(("001/PPID/I/2025", date(2025, 1, 2)), ("003/PPID/XI/2026", nov(2)))
    assert later.gaps == "001 sampai 002"


def test_rows_without_a_number_of_their_own_come_first() -> None:
    """In the order of receipt, each with another number, by the month of its own receipt."""
    read = numbered(
        ("012/PPID/XI/2026", nov(2)),
        ("", nov(9)),
        ("", date(2026, 10, 30)),
        ("012 / PPID / XI / 2026", nov(5)),
        ("011/PPID/XI/2026", nov(2)),
    )
    told = upcoming(read)
    assert told and told.number == "016/PPID/XI/2026"
    assert told.of_rows == {4: "013/PPID/X/2026", 5: "014/PPID/XI/2026", 3: "015/PPID/XI/2026"}
    assert rules.unnumbered(read).values["next"] == ["015/PPID/XI/2026", "013/PPID/X/2026"]
    assert rules.repeated(read).values["next"] == ["014/PPID/XI/2026"] * 2


@pytest.mark.parametrize(
    "given_",
    [(("abc", nov(2)),), (("12/LAIN/2026", nov(2)), ("", nov(3)))],
)
def test_numbers_of_no_known_pattern_tell_no_next(given_: tuple[tuple[str, date], ...]) -> None:
    """An example stands in the remedy instead."""
    read = numbered(*given_)
    assert upcoming(read) is None
    assert set(rules.unnumbered(read).values["next"]) <= {"contoh 012/PPID/XI/2026"}


def test_on_a_day_gone_by_what_was_given_since_counts() -> None:
    """Its remedies name a number that is nobody's today; its page names none."""
    later = {**GOOD, "reg_number": "002/PPID/XI/2026", "received_on": TODAY}
    tabs = {"Register": grid(GOOD, later), "Hari Libur": HOLIDAYS}
    past = judge(Snapshot(tabs), SETTINGS, TODAY - timedelta(days=1), TODAY)
    assert past.upcoming is None
    bare = judge(
        Snapshot(tabs | {"Register": grid({**GOOD, "reg_number": ""}, later)}),
        SETTINGS,
        TODAY - timedelta(days=1),
        TODAY,
    )
    (remedy,) = [finding.remedy for finding in bare.findings if finding.code == "N01"]
    assert remedy.endswith("003/PPID/XI/2026")


def test_what_is_drawn_down_for_the_year_is_next() -> None:
    """The first prepared number that nobody has, with its row."""
    drawn = [{"reg_number": f"{n:03}/PPID/XI/2026"} for n in range(2, 40)]
    told = upcoming(case(GOOD, *drawn))
    assert told and (told.number, told.row) == ("002/PPID/XI/2026", 3)
    told = upcoming(case(GOOD, {**GOOD, "reg_number": "", "information": "Lain"}, *drawn))
    assert told and (told.number, told.row) == ("003/PPID/XI/2026", 5)


GIVEN = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 400),
        st.sampled_from(["{:03}/PPID/{}/{}", "{}/PPID/{}/{}", ""]),
    ),
    max_size=12,
)


@settings(max_examples=draws(150), deadline=None)
@given(GIVEN)
def test_whoever_follows_the_advice_has_no_such_finding(
    given_: list[tuple[int, int, str]],
) -> None:
    """Rows that take the numbers they are told are neither missing nor doubled, and the next number
    is nobody's."""
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    rows = []
    for serial, ago, text in given_:
        day = TODAY - timedelta(days=ago)
        rows.append((text.format(serial, roman[day.month - 1], day.year), day))
    told = found(*rows)
    mended = [(told.of_rows.get(at, text), day) for at, (text, day) in enumerate(rows, 2)]
    then = numbered(*mended)
    assert not rules.unnumbered(then).mask.any() and not rules.repeated(then).mask.any()
    again = upcoming(then)
    assert again and not again.of_rows and again.number == told.number
    assert told.number not in [text for text, _ in mended]


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("003/K/V/2026", date(2026, 5, 4), "{urut}/K/{romawi}/{tahun}"),
        ("Reg.K.001/PPID/RI/VIII/2026", date(2026, 8, 4), "Reg.K.{urut}/PPID/RI/{romawi}/{tahun}"),
        ("K-1", date(2026, 8, 4), "K-{urut}"),
        ("11/K/11/2026", date(2026, 11, 4), "{urut}/K/{bulan}/{tahun}"),
        ("003/K/5/2026", date(2026, 4, 4), None),
        ("1/2/3", date(2026, 8, 4), None),
        ("tanpa", date(2026, 8, 4), None),
        ("{urut}-1", date(2026, 8, 4), None),
    ],
)
def test_the_pattern_that_a_number_shows(text: str, day: date, wanted: str | None) -> None:
    """Year and month are what agrees with its day; one serial must be left."""
    pattern = shown_by(text, day.month, day.year)
    assert (pattern and pattern.template) == wanted
