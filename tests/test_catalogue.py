"""Every code of a finding can be looked up, on a page and at a terminal."""

import pytest

from ppid_sheets.archive.alterations import SEVERITIES
from ppid_sheets.checks.rules import REGISTER_RULES, RULES, objection_rules
from ppid_sheets.cli import main
from ppid_sheets.jobs.finding_codes import entries
from tests.catalogue import PAGE, page

_RULES = (*RULES, *REGISTER_RULES, *objection_rules.RULES)
CODES = {rule.code for rule in _RULES} | set(SEVERITIES) | {"M08", "M09"}


def test_the_page_is_current() -> None:
    """It is what the rules say now; `python -m tests.catalogue` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_line_has_an_example() -> None:
    """Each column of the table says something, for each code."""
    lines = (line for line in page().splitlines() if line.startswith("| "))
    rows = [line.split(" | ") for line in lines if line[2:5] in CODES]
    assert [row[0][2:] for row in rows] == sorted(CODES)
    assert not [row[0] for row in rows if not all(part.strip(" |") for part in row)]


def test_every_code_has_one_entry() -> None:
    """None is missing and none stands twice."""
    codes = [entry.code for entry in entries()]
    assert sorted(CODES) == codes


def test_every_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """In whatever letters it is typed."""
    for code in sorted(CODES):
        assert main(["explain", f" {code.lower()} "]) == 0
        said = capsys.readouterr().out
        assert said.startswith(code) and "{" not in said
        assert all(word in said for word in ("Temuan", "Perbaikan", "Dasar")), code


@pytest.mark.parametrize("text", ["t07", " T 07 ", "T-07", "T7", "[T07]", "Ｔ０７", "t07."])
def test_a_code_is_read_however_it_is_written(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a message on WhatsApp, or copied with what stood around it."""
    assert main(["explain", text]) == 0
    assert capsys.readouterr().out.startswith("T07 ")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("T99", "T01, T02"),
        ("", "B01, D01, I01"),
        ("terlambat", "B01, D01, I01"),
        ("7", "B01, D01, I01"),
    ],
)
def test_an_unknown_code_is_said(text: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One short sentence with those that begin alike, else with the letters that there are."""
    assert main(["explain", text]) == 2
    said = capsys.readouterr().err
    assert "Tidak ada temuan berkode" in said and hint in said and len(said) < 200
