"""What commands print is text: nothing in a cell moves, colours or hides what stands there."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from ppid_sheets.cli import main, output, progress, streams
from ppid_sheets.common.doing import doing
from tests.demos import small_demo


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


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        """Somebody looks at it."""
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal before which somebody wonders at once; not a fixture, after which pytest puts its
    own standard error in place again.
    """
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0.0)
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    return found


def shown(terminal: Terminal) -> None:
    """Wait until something stands there."""
    for _ in range(1000):
        if terminal.getvalue():
            return
        Event().wait(0.01)


def test_long_work_is_shown_and_gone_before_anything_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is done and for how long; the line is clear when a result is printed."""
    terminal, printed = at_a_terminal(monkeypatch), io.StringIO()
    monkeypatch.setattr(sys, "stdout", printed)
    with progress.shown():
        doing("Membaca register.xlsx")
        shown(terminal)
        assert set(terminal.getvalue().split("\r")) == {"", "Membaca register.xlsx (00:00)"}
        output.show("Selesai.")
        before = terminal.getvalue()
        assert before.endswith(" \r") and "\n" not in before
    assert (terminal.getvalue(), printed.getvalue()) == (before, "Selesai.\n")


@pytest.mark.parametrize("ask", [streams.asked, streams.line, streams.hidden])
def test_a_question_stands_alone(
    ask: Callable[[str], str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done before it shows no longer, however long somebody thinks."""
    terminal, stood = at_a_terminal(monkeypatch), []

    def thinking(_: str) -> str:
        stood.append(terminal.getvalue())
        Event().wait(0.05)
        stood.append(terminal.getvalue())
        return "ya"

    for name in ("builtins.input", "getpass.getpass"):
        monkeypatch.setattr(name, thinking)
    monkeypatch.setattr(streams, "attended", lambda: True)
    with progress.shown():
        doing("Membaca register.xlsx")
        shown(terminal)
        assert ask("Lanjutkan? ") == "ya"
    assert stood[0] == stood[1] and stood[0].endswith(" \r")


def test_what_is_over_at_once_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody needs to read it."""
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER_SECONDS", 60.0)
    with progress.shown():
        doing("Membaca register.xlsx")
    assert terminal.getvalue() == ""


def test_a_pipe_gets_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A schedule's journal holds results alone."""
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0.0)
    with progress.shown():
        doing("Membaca register.xlsx")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("command", "steps"),
    [
        (["check"], {"Membaca register.xlsx", "Memeriksa register.xlsx", "Menulis register.xlsx"}),
        (["report", "monthly", "--month", "2026-10"], {"Membaca register.xlsx"}),
        pytest.param(
            ["report", "annual", "--year", "2026"],
            {"Membaca register.xlsx"},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_commands_say_what_they_do(
    command: list[str], steps: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading, judging, writing; a report by its name."""
    said: list[str] = []
    monkeypatch.setattr(progress.ProgressLine, "__call__", lambda _, text: said.append(text))
    monkeypatch.chdir(tmp_path)
    register = small_demo(tmp_path / "register.xlsx")
    assert main([*command, "--register", str(register)]) == 0
    assert steps <= set(said)
    assert (command[0] == "report") == any(text.startswith("Menyusun Laporan") for text in said)
