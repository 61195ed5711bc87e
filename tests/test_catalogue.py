"""Every code of a finding can be looked up, on a page and at a terminal."""

import pytest

from ppid_sheets.archive.alterations import SEVERITIES
from ppid_sheets.checks.rules import REGISTER_RULES, RULES, objection_rules
from ppid_sheets.cli import main
from ppid_sheets.jobs.catalogue import entries
from tests.catalogue import PAGE, page

_RULES = (*RULES, *REGISTER_RULES, *objection_rules.RULES)
CODES = {rule.code for rule in _RULES} | set(SEVERITIES) | {"M08", "M09"}


def test_the_page_is_current() -> None:
    """It is what the rules say now; `python -m tests.catalogue` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_code_has_one_entry() -> None:
    """None is missing and none stands twice."""
    codes = [entry.code for entry in entries()]
    assert sorted(CODES) == codes


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In whatever letters it is typed."""
    assert main(["explain", f" {code.lower()} "]) == 0
    said = capsys.readouterr().out
    assert said.startswith(code) and all(word in said for word in ("Temuan", "Perbaikan", "Dasar"))
    assert "{" not in said


def test_an_unknown_code_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence with the codes that there are."""
    assert main(["explain", "Z99"]) == 2
    assert "Tidak ada temuan berkode" in capsys.readouterr().err
