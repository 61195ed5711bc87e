"""What commands print is text: nothing in a cell moves, colours or hides what stands there."""

import io
import sys

import pytest

from ppid_sheets.cli import main, streams


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_no_control_character_reaches_a_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape sequences lose their beginning, in 7 bits and in 8; lines and tabs stay."""
    below = io.StringIO()
    monkeypatch.setattr(sys, name, below)
    streams.prepare()
    streams.prepare()
    print("a\x1b[31m\x9b2J\x07\r\x00b\té\n", end="", file=getattr(sys, name))
    assert below.getvalue() == "a[31m2Jb\té\n"


def test_a_sentence_shows_a_name_without_what_it_hides(capsys: pytest.CaptureFixture[str]) -> None:
    """As of a file that somebody named so."""
    assert main(["check", "--register", "tidak\x1b[2Jada.xlsx"]) == 12
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err and "ada.xlsx" in said.err
