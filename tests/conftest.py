"""Settings and fixtures of all tests."""

import gc
import os
import tempfile
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import settings

from ppid_sheets.cli import arguments
from ppid_sheets.cli.overview import COMMANDS
from ppid_sheets.stores import lock
from tests.budget import QUICK, STEADY
from tests.fakesheets.fixtures import sheets, sheets_server
from tests.unsynced import leave_to_the_system

__all__ = ["sheets", "sheets_server"]

settings.load_profile(STEADY if os.environ.get("CI") else QUICK)


LONGEST = (
    "test_surroundings.py",  # starts processes that are copies of this one: while it is small
    "test_google_meanwhile.py", "test_kills.py", "test_google_moved_columns.py", "test_sweep.py",
    "test_google_many.py", "test_fuzzing.py", "test_recalculation.py", "test_product_requests.py",
    "test_print.py", "test_incoming.py", "test_objected_year.py", "test_heads.py",
)  # fmt: skip
"""Files with a test of ten seconds or more: such a one that comes last is waited for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first."""
    places = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_configure() -> None:
    """What is loaded and collected stays to the end: the collector need not look for garbage."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Nor look at it again whenever a test leaves some behind."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _passing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Locks of registers that pytest removes lie in a folder that it removes with them, nothing
    waits for the disk, and the options of a command are declared once a process."""
    folder = tmp_path_factory.mktemp("sementara")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", None)
        patch.setattr(lock, "_homes", lambda: iter(()))  # two suites share a user, not their locks
        leave_to_the_system(patch)
        _declare_once(patch)
        patch.setattr(gc, "get_freeze_count", lambda: 1)  # to count them takes milliseconds
        yield


def _declare_once(patch: pytest.MonkeyPatch) -> None:
    words = {word for name in COMMANDS for word in name.split()}
    made = cache(arguments.parser)
    patch.setattr(arguments, "parser", lambda typed: made(tuple(sorted(words & set(typed)))))
