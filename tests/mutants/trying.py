"""One fault in a copy of the tree, and the tests of its room in a process that knows the libraries.

A process is forked for each fault: pandas and the like are imported once. Time is counted as the
processor's, so that a busy computer does not make a fault look like one that was noticed.
"""

import importlib
import os
import resource
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from tests.mutants.making import Mutant
from tests.shared import SHARED

Fate = Literal["killed", "endless", "survived"]

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("ppid_sheets", "tests", "docs", "notebooks", "README.md", "CONTRIBUTING.md",
          "CHANGELOG.md", "pyproject.toml")  # fmt: skip
LIBRARIES = (
    "pandas", "numpy", "hypothesis", "gspread", "google.auth", "requests", "xlsxwriter",
    "openpyxl", "python_calamine", "filelock", "sqlite3", "xml.etree.ElementTree", "icalendar",
)  # fmt: skip
SECONDS_OF_A_TEST = 30
"""The slowest test needs 5; a loop without an end needs them all."""
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

    def fate(self, mutant: Mutant | None, tests: Sequence[str]) -> Fate:
        """Whether a room's tests notice a fault; without one they all pass."""
        if mutant is None:
            return self._run(tests)
        path = self.tree / mutant.path
        source = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(source), encoding="utf-8")
        self._forget_compiled(path)
        try:
            return self._run(tests)
        finally:
            path.write_text(source, encoding="utf-8")
            self._forget_compiled(path)

    def _forget_compiled(self, path: Path) -> None:
        """Two texts of one length and one second look alike to Python's cache."""
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()

    def _run(self, tests: Sequence[str]) -> Fate:
        child = os.fork()
        if not child:
            try:
                os._exit(self._tested(tests))
            finally:
                os._exit(pytest.ExitCode.INTERNAL_ERROR)
        match os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            case 0:
                return "survived"
            case code if code < 0:
                return "endless"
            case _:  # a test, or the import of one or of what all rest on, that failed
                return "killed"

    def _tested(self, tests: Sequence[str]) -> int:
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
        for name in [
            name for name in sys.modules if name.split(".")[0] in ("tests", "ppid_sheets")
        ]:
            del sys.modules[name]
        quick = ["-n", "0", "-x", "-q", "-p", "no:cacheprovider"]
        quick += [
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
        ]  # the libraries are here already
        return int(pytest.main([*quick, *tests], plugins=[Timed()]))
