"""What Windows is given: a command file to begin with, and entries of the Start menu."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.cli.arguments import parser
from ppid_sheets.cli.setup import start_menu
from ppid_sheets.cli.setup.respondents import FromFile
from ppid_sheets.cli.setup.steps import go_through
from tests.schedule.test_schedules import WINDOWS
from tests.setup.premises import Premises

BEGIN = Path(__file__).parents[2] / "docs" / "windows" / "mulai.cmd"
names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"'), min_size=1)


def test_the_beginning_is_a_command_file() -> None:
    """Lines end as Windows wants them, all is ASCII, every label that is called is there."""
    content = BEGIN.read_bytes()
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode()
    labels = set(re.findall(r"(?m)^:(\w+)", text))
    assert set(re.findall(r"goto (\w+)|call :(\w+)", text)) <= {
        pair for label in labels for pair in ((label, ""), ("", label))
    }
    assert text.count("(\r\n") == len(re.findall(r"(?m)^\)", text))
    assert (BEGIN.parents[2] / "pyproject.toml").exists()


def test_the_beginning_asks_for_a_python_that_will_do() -> None:
    """Its question is answered by the exit code; its last command is one of ours."""
    text = BEGIN.read_text()
    question = re.search(r'-c "(.*?)"', text)
    assert question
    assert subprocess.run([sys.executable, "-c", question[1]], check=False).returncode == 0
    old = question[1].replace("sys.version_info", "(3, 10, 9)")
    assert subprocess.run([sys.executable, "-c", old], check=False).returncode == 1
    assert "-m ppid_sheets setup" in text


@pytest.mark.parametrize("name", start_menu.ENTRIES)
def test_an_entry_runs_a_command_that_there_is(name: str) -> None:
    """Each line of ours can be parsed, and the window stays for people to read."""
    text = start_menu.script(name, WINDOWS)
    assert text.endswith("\r\npause\r\n") and "\r\r" not in text
    assert 'cd /d "C:\\Data PPID"\r\n' in text
    lines = [line.strip() for line in text.splitlines() if "-m ppid_sheets" in line]
    assert lines
    for line in lines:
        words = line.split(" -m ppid_sheets ")[1]
        words = words.replace("%BULAN%", "2026-11").replace('"%NOMOR%"', "1")
        typed = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', words)]
        assert parser(typed).parse_args(typed).config == Path(WINDOWS.settings)


@given(names, names, names)
def test_a_shortcut_leads_where_it_was_meant_to(target: str, place: str, folder: str) -> None:
    """Whatever quotes a name has, PowerShell reads three texts."""
    said = start_menu.shortcut(target, place, folder)
    quotes = "'\u2018\u2019\u201a\u201b"
    found = re.findall(f"'((?:[^{quotes}]|([{quotes}])\\2)*)'", said)
    read = [re.sub(f"([{quotes}])\\1", r"\1", text) for text, _ in found]
    assert read == [place, target, folder]


def test_a_percent_sign_is_no_variable() -> None:
    """In a folder's name it is doubled."""
    text = start_menu.script("Periksa sekarang", replace(WINDOWS, folder="C:\\100% PPID"))
    assert 'cd /d "C:\\100%% PPID"' in text


@pytest.mark.slow
def test_the_set_up_fills_the_menu_once(premises: Premises, tmp_path: Path) -> None:
    """Four shortcuts to four files; the second time nothing is written."""
    answers = FromFile({"jadwal": "windows", "pengawas": True}, Path("jawaban.toml"))
    work = replace(premises.work(answers), windows=True, start_menu=tmp_path / "Programs")
    assert go_through(work) == 0
    shown = sorted((tmp_path / "Programs" / "PPID").iterdir())
    assert [path.stem for path in shown] == sorted(start_menu.ENTRIES)
    target, folder = shown[0].read_text().splitlines()
    assert Path(target).read_bytes().endswith(b"pause\r\n")
    assert Path(folder) == premises.folder
    before = [path.stat().st_mtime_ns for path in shown]
    assert go_through(work) == 0
    assert [path.stat().st_mtime_ns for path in shown] == before
    assert sorted(path.name for path in (premises.machine.state / "tasks").iterdir()) == [
        "ppid-sheets",
        "ppid-sheets-watch",
    ]
