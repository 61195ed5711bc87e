"""The clocks of an objection, and when the ground of one arises."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from ppid_sheets.cli import main
from ppid_sheets.deadlines.objection import APPLICANT, GROUNDS, STAGES, SUPERIOR, ObjectionTerm
from ppid_sheets.deadlines.profiles import BY_LAW, ELECTION, ORDINARY, ObjectionTerms, Profile
from ppid_sheets.errors import CalendarError
from tests.build import CALENDAR
from tests.deadlines import naive

EVERY_DAY = [date(2022, 1, 1) + timedelta(days=n) for n in range(6 * 365 + 1)]
MARCH = date(2026, 3, 6)


@pytest.mark.parametrize("profile", BY_LAW.all, ids=lambda one: one.key)
@pytest.mark.parametrize("stage", STAGES, ids=lambda one: one.key)
def test_every_last_day_is_that_of_a_count_day_by_day(
    stage: ObjectionTerm, profile: Profile
) -> None:
    """2022 to 2027, each clock, each profile; undecreed years have no answer."""
    days = stage.days(profile.objection)
    reckoned = CALENDAR.add(np.array(EVERY_DAY, dtype="datetime64[D]"), days)
    expected = [naive.add(day, days) for day in EVERY_DAY]
    assert [None if np.isnat(day) else date.fromisoformat(str(day)) for day in reckoned] == expected


def test_the_sentence_counts_from_the_day_the_objection_was_received() -> None:
    """The same sentence that explains the due date of a request."""
    found = SUPERIOR.count(CALENDAR, ELECTION, MARCH)
    assert found.sentence == "Keberatan diterima Jum 6 Mar 2026; hari kerja ke-3 = Rab 11 Mar 2026."
    with pytest.raises(CalendarError, match="sejak Sel 30 Nov 2027"):
        SUPERIOR.count(CALENDAR, ORDINARY, date(2027, 11, 30))


def test_a_profile_that_departs_from_the_act_names_its_own_basis() -> None:
    """An article alone where the periods are the Act's."""
    assert SUPERIOR.basis(ORDINARY) == "UU 14/2008 Pasal 36 ayat (2)"
    assert SUPERIOR.basis(ELECTION).endswith("; Perki 1/2019; PKPU 22/2023")
    own = replace(ORDINARY, objection=ObjectionTerms(applicant=5), basis="SK 1/2026")
    assert APPLICANT.basis(own) == "UU 14/2008 Pasal 36 ayat (1); SK 1/2026"
    assert APPLICANT.count(CALENDAR, own, MARCH).due == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("letters", "arises"), [("adef", MARCH), ("cg", date(2026, 3, 28)), ("b", None)]
)
def test_when_each_ground_arises(letters: str, arises: date | None) -> None:
    """With the notice, the day after the due date, or when only the applicant knows."""
    for letter in letters:
        assert GROUNDS[letter].arises(MARCH, date(2026, 3, 27)) == arises
        assert GROUNDS[letter].arises(None, None) is None
    assert "".join(GROUNDS) == "abcdefg"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No register and no settings lie about."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (["2026-03-06", "--objection"], "Atasan PPID menanggapi paling lambat Sen 27 Apr 2026"),
        (
            ["--ground", "2026-03-06", "--objection"],
            "Pemohon mengajukan keberatan paling lambat Sen 27 Apr 2026",
        ),
        (
            ["6 Maret 2026", "--objection", "--profile", "pemilu"],
            "Atasan PPID menanggapi paling lambat Rab 11 Mar 2026",
        ),
    ],
)
def test_the_command_names_the_last_day(
    options: list[str], first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The superior's from receipt, the applicant's own from the ground."""
    assert main(["deadline", *options]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first
    assert main(["deadline", *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mulai"] == "2026-03-06"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "Sebut satu tanggal"),
        (["2026-03-06", "--objection", "--ground", "2026-03-06"], "Sebut satu tanggal"),
        (["--ground", "2026-03-06"], "--ground hanya berarti bersama --objection"),
        (["2026-03-06", "--objection", "--extended", "2026-03-09"], "tidak dapat diperpanjang"),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, code 2."""
    assert main(["deadline", *options]) == 2
    assert told in capsys.readouterr().err
