"""The set-up as people meet it: a real process at a pseudo-terminal, stopped wherever they like."""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ppid_sheets.cli.setup import questions
from ppid_sheets.cli.setup.questions import Question
from ppid_sheets.cli.setup.respondents import AtTerminal
from tests.setup.premises import Premises

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pty

ROOT = Path(__file__).parents[2]
PROCESS = """
import os
os.close(os.open(os.ttyname(0), os.O_RDWR))  # whose terminal it is, so that Ctrl+C arrives
from ppid_sheets.cli import entry
from ppid_sheets.stores import lock
lock._homes = lambda: iter(())
entry.run()
"""


class Sitting:
    """One start of the command at a terminal."""

    def __init__(self, *arguments: str) -> None:
        self.terminal, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, *arguments],
            start_new_session=True,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        os.close(theirs)
        self.shown = ""

    def until_asked(self) -> bool:
        """Read until a question waits; False where the command ended instead."""
        while not self.shown.endswith(": "):
            try:
                more = os.read(self.terminal, 65536)
            except OSError:  # Linux's way to say that the other end is closed
                more = b""
            if not more:
                return False
            self.shown += more.decode(errors="replace")
        return True

    def type(self, keys: bytes) -> None:
        """Press keys."""
        self.shown = ""
        os.write(self.terminal, keys)

    def stop(self, keys: bytes) -> None:
        """Press keys that end it, again after a second: Python notices a Ctrl+C that comes between
        its question and its waiting for an answer only with the next one.
        """
        self.type(keys)
        while not select.select([self.terminal], [], [], 1.0)[0] or self._goes_on():
            os.write(self.terminal, keys)

    def _goes_on(self) -> bool:
        """True while it shows nothing but the keys, a second after them."""
        with suppress(OSError):
            self.shown += os.read(self.terminal, 65536).decode(errors="replace")
        ready = select.select([self.terminal], [], [], 1.0)[0]
        return self.process.poll() is None and not ready

    def over(self) -> int:
        """The exit code, once it ended."""
        while self.until_asked():
            self.shown = ""
        code = self.process.wait(60)
        os.close(self.terminal)
        return code


@pytest.mark.slow
@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", "kill"])
def test_stopped_at_every_question_it_comes_to_its_end(premises: Premises, how: str) -> None:
    """Each start answers one question more than the last; in the end all is in place."""
    for answered in range(20):
        sitting = Sitting("setup")
        for _ in range(answered):
            if not sitting.until_asked():
                break
            sitting.type(b"\n")
        if not sitting.until_asked():
            break
        if how == "kill":
            sitting.process.send_signal(signal.SIGKILL)
        else:
            sitting.stop(b"\x03" if how == "ctrl-c" else b"\x04")
        assert sitting.over() == {"kill": -signal.SIGKILL}.get(how, 130), sitting.shown
    assert sitting.over() == 0
    world = premises.world()
    assert (world["folder"], world["done"]) == (
        ["ppid.toml", "register.xlsx"],
        [True, True, False, True, True],
    )


@pytest.mark.slow
def test_a_google_sheet_at_a_terminal(premises: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address typed and Enter at all else; pages are named where no screen is."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", premises.sheets.address)
    sitting, shown = Sitting("setup"), ""
    while sitting.until_asked():
        shown += sitting.shown
        answer = next(
            (
                a
                for q, a in {"Register berada": "google", "Alamat Google": premises.url}.items()
                if q in sitting.shown.splitlines()[-1]
            ),
            "",
        )
        sitting.type(answer.encode() + b"\n")
    assert sitting.over() == 0
    assert "https://sheets.new" in shown
    assert premises.book.tab("Register") and premises.book.tab("Temuan")


ADDRESS = "https://docs.google.com/spreadsheets/d/1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
WRONG = [
    (questions.PLACE, "awan", "google"),
    (questions.REGISTER_FILE, "register.ods", "register.xlsx"),
    (questions.REGISTER_FILE, "https://example.com/x", "register.xlsx"),
    (questions.REGISTER_SHEET, "", ADDRESS),
    (questions.REGISTER_SHEET, "register.xlsx", ADDRESS),
    (questions.REPLACE, "mungkin", "ya"),
    (questions.ADD, "2", "tidak"),
    (questions.SCHEDULE, "besok", "cron"),
    (questions.WATCH, "entah", "t"),
    (questions.MENU, "-", "y"),
    (questions.MAIL[1], "dua", "25"),
    (questions.MAIL[1], "70000", "465"),
    (questions.MAIL[2], "rahasia", "ssl"),
    (questions.MAIL[4], "bukan alamat", "ppid@kpu.example"),
    (questions.MAIL[5], "@", "Ibu K <k@kpu.example>"),
]


@pytest.mark.parametrize(("question", "wrong", "right"), WRONG, ids=lambda value: str(value)[:20])
def test_a_wrong_answer_is_said_and_asked_again(
    question: Question, wrong: str, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with what it must be."""
    typed = iter((wrong, right))
    person = AtTerminal(lambda _: next(typed), lambda _: "")
    assert question.problem(person.answer(question)) == ""
    said = capsys.readouterr().out
    assert said.startswith("Jawabannya ") and said.count("\n") == 1
