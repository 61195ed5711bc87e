"""The respondents of the set-up: a person at a terminal, or a file."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from ppid_sheets.cli import output
from ppid_sheets.cli.setup import questions
from ppid_sheets.cli.setup.questions import Question
from ppid_sheets.common import files
from ppid_sheets.config.kinds import nearest
from ppid_sheets.errors import PpidError, SettingsError
from ppid_sheets.register.address import SpreadsheetId, address


class Respondent(Protocol):
    """Who answers."""

    def answer(self, question: Question) -> Any:
        """A value that passes the question's check."""

    def given(self, key: str) -> Any:
        """What was answered in advance; None for nothing."""

    def secret(self, text: str) -> str:
        """What is typed unseen; "" for nothing."""

    def wait(self) -> None:
        """Return when what was shown last was done."""

    def again(self, trouble: PpidError) -> None:
        """Return when it shall be tried again; raises `trouble` without a person to mend it."""


class AtTerminal:
    """A person; `typed` shows a question and gives the line, `hidden` the same unseen."""

    def __init__(self, typed: Callable[[str], str], hidden: Callable[[str], str]) -> None:
        self._typed, self._hidden = typed, hidden

    def answer(self, question: Question) -> Any:
        """Ask until the answer is one that can be; an empty line takes the default."""
        shown = f" [{question.shown}]" if question.shown else ""
        while True:
            value = question.read(self._typed(f"{question.text}{shown}: "))
            problem = question.problem(value)
            if not problem:
                return value
            output.show(f"Jawabannya {problem}.")

    def given(self, _key: str) -> Any:
        """Nothing: a person answers when asked."""
        return None

    def secret(self, text: str) -> str:
        """A line that is not shown."""
        return self._hidden(f"{text}: ")

    def wait(self) -> None:
        """Until Enter."""
        self._typed("Tekan Enter bila sudah: ")

    def again(self, trouble: PpidError) -> None:
        """Say what is wrong, and wait for Enter."""
        output.show(f"Belum berhasil: {trouble}")
        self._typed("Tekan Enter untuk mencoba lagi, atau Ctrl+C untuk berhenti dulu: ")


class FromFile:
    """Answers written beforehand; a missing answer is the default, and there is no waiting."""

    def __init__(self, answers: Mapping[str, Any], source: Path) -> None:
        self._answers, self._source = answers, source

    def answer(self, question: Question) -> Any:
        """The answer of the file; raises SettingsError for one that cannot be."""
        value = self._answers.get(question.key, question.default)
        problem = question.problem(value)
        if problem:
            raise SettingsError(f"{self._source}: '{question.key}' {problem}")
        return value

    def given(self, key: str) -> Any:
        """The answer as it stands."""
        return self._answers.get(key)

    def secret(self, _text: str) -> str:
        """None: a file of answers holds no passwords."""
        return ""

    def wait(self) -> None:
        """At once."""

    def again(self, trouble: PpidError) -> None:
        """There is no person."""
        raise trouble


def from_file(path: Path) -> FromFile:
    """The answers of a TOML file; raises SettingsError for one that cannot be read."""
    try:
        text = files.read(path).decode("utf-8-sig")
        found = dict(_flat(tomllib.loads(text)))
    except OSError as error:
        raise SettingsError(
            f"Berkas jawaban {path} tidak dapat dibaca: {files.cause(error)}",
            "periksa nama dan foldernya",
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"Berkas jawaban {path} bukan TOML dalam UTF-8", "periksa tanda kutip dan simpan lagi"
        ) from error
    known = {question.key: question for question in questions.ALL}
    for key in found:
        if key not in known:
            near = nearest(key, list(known))
            hint = f"maksudnya '{near}'?" if near else f"yang ada: {', '.join(known)}"
            raise SettingsError(f"{path}: '{key}' tidak dikenal", hint)
    answers = FromFile(_placed(found), path)
    for key in found.keys() - {"register"}:
        answers.answer(known[key])
    return answers


def _flat(table: Mapping[str, Any], prefix: str = "") -> Any:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _placed(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answers completed by the place that the register's address implies, unless they name one."""
    try:
        sheet = isinstance(address(str(answers.get("register", ""))), SpreadsheetId)
    except ValueError:
        return answers
    return {"tempat": questions.SHEET if sheet else questions.FILE, **answers}
