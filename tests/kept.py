"""Files that are made once a process and stand as new wherever a test wants them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import new
from tests.build import OFFICERS

_KEPT: dict[str, bytes] = {}


def kept(path: Path, key: object, make: Callable[[Path], object]) -> Path:
    """`path` with what `make` writes there; whoever says the same `key` gets the same bytes."""
    at = repr(key)
    if at not in _KEPT:
        make(path)
        _KEPT[at] = path.read_bytes()
    else:
        path.write_bytes(_KEPT[at])
    return path


def built(path: Path, *rows: Mapping[str, Any]) -> Path:
    """A new register with these requests, the decreed holidays and two officers."""
    return kept(
        path,
        ("built", rows),
        lambda at: new.build(at, REQUESTS, rows, holidays=decreed_holidays(), officers=OFFICERS),
    )
