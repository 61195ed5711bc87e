"""One fault in a copy of the tree, and the tests of its room in a process that knows the libraries.

A process is forked for each fault: pandas and the like are imported once. The tests that come to
the place of the fault are tried first, the quickest before the others. Time is counted as the
processor's, so that a busy computer does not make a fault look like one that was noticed.
"""

import importlib
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import pytest

from tests.mutants.making import Mutant
from tests.mutants.reaching import Chosen, LeftOut, Reach, Rehearsal, marked
from tests.shared import SHARED

Fate = Literal["killed", "endless", "slow", "survived"]
"""Noticed by a test of the default run, by one without an end, by a slow test alone, by none."""

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "ppid_sheets",
    "tests",
    "docs",
    "notebooks",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "pyproject.toml",
)
LIBRARIES = (
    "pandas", "numpy", "hypothesis", "gspread", "google.auth", "requests", "xlsxwriter",
    "openpyxl", "python_calamine", "filelock", "sqlite3", "xml.etree.ElementTree", "icalendar",
)  # fmt: skip
SECONDS_OF_A_TEST = 60
"""The slowest test needs 20; a loop without an end needs them all."""
MINUTES = 10
"""Of waiting, for a fault that stops a room's tests for ever."""


class Timed:
    """Ends a process whose test has used up its time."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        signal.setitimer(signal.ITIMER_PROF, SECONDS_OF_A_TEST)
        result = yield
        signal.setitimer(signal.ITIMER_PROF, 0)
        return result


class Workshop:
    """A copy of the tree in `folder`, with one fault at a time in it."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                skipped = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, self.tree / name, ignore=skipped)
            else:
                self.tree.mkdir(exist_ok=True)
                shutil.copy2(source, self.tree / name)
        for name in LIBRARIES:
            importlib.import_module(name)
        sys.dont_write_bytecode = False  # what one process compiles serves the next two hundred

    def rehearsed(self, paths: Iterable[str], tests: Sequence[str]) -> Reach | None:
        """Which tests of a room come to which lines of these files; None where one fails."""
        sources = {path: (self.tree / path).read_text(encoding="utf-8") for path in paths}
        file = self.tree.with_name("reach.json")
        rehearsal = Rehearsal(file)
        for path, source in sources.items():
            self._write(path, marked(path, source))
        try:
            fate = self._run(tests, rehearsal, before=rehearsal.listen)
        finally:
            for path, source in sources.items():
                self._write(path, source)
        return Reach(**json.loads(file.read_text("utf-8"))) if fate == "survived" else None

    def fate(self, mutant: Mutant, tests: Sequence[str], reach: Reach) -> Fate:
        """Whether a room's tests notice a fault: those that come to it first, then all others, then
        the slow ones of `.ci/run`.

        What a fixture of many tests does is reached by the first of them alone.
        """
        source = (self.tree / mutant.path).read_text(encoding="utf-8")
        some = reach.tests(mutant, source)
        self._write(mutant.path, mutant.applied(source))
        try:
            fate: Fate = "survived"
            if some:
                fate = self._run([*dict.fromkeys(t.split("::")[0] for t in some)], Chosen(some))
            if fate == "survived":
                fate = self._run(tests, LeftOut(some or ()))
            if fate == "survived" and self._run(tests, marks="slow") != "survived":
                fate = "slow"
            return fate
        finally:
            self._write(mutant.path, source)

    def _write(self, path: str, source: str) -> None:
        """Two texts of one length and one second look alike to Python's cache."""
        file = self.tree / path
        file.write_text(source, encoding="utf-8")
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()

    def _run(
        self,
        tests: Sequence[str],
        *plugins: object,
        marks: str = "not slow",
        before: Callable[[], None] = lambda: None,
    ) -> Fate:
        child = os.fork()
        if not child:
            try:
                os._exit(self._tested(["-m", marks, *tests], plugins, before))
            finally:
                os._exit(pytest.ExitCode.INTERNAL_ERROR)
        match os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            case pytest.ExitCode.OK | pytest.ExitCode.NO_TESTS_COLLECTED:
                return "survived"
            case code if code < 0:
                return "endless"
            case _:  # a test, or the import of one or of what all rest on, that failed
                return "killed"

    def _tested(
        self, arguments: Sequence[str], plugins: Sequence[object], before: Callable[[], None]
    ) -> int:
        """pytest's exit code, in a process of its own."""
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.alarm(MINUTES * 60)
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        os.chdir(self.tree)
        sys.path.insert(0, str(self.tree))
        os.environ |= {"PYTHONPATH": str(self.tree), "CI": "1", "PPID_SHARED": str(SHARED)}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in [
            name for name in sys.modules if name.split(".")[0] in ("tests", "ppid_sheets")
        ]:
            del sys.modules[name]
        before()
        quick = ["-n", "0", "-x", "-q", "-p", "no:cacheprovider"]
        quick += [
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
        ]  # the libraries are here already
        return int(pytest.main([*quick, *arguments], plugins=[Timed(), *plugins]))
