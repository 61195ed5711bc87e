"""What commands print: lines for people, JSON for machines, a question."""

from __future__ import annotations

import sys

from ppid_sheets.cli import progress, streams
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence


def show(*lines: str) -> None:
    """Print lines for people."""
    progress.clear()
    for line in lines:
        print(line)


def show_json(value: object) -> None:
    """Print one object for machines."""
    import json

    progress.clear()
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def show_calls(options: argparse.Namespace, calls: str) -> None:
    """Say how many calls it took, where that was asked for and there were any."""
    if options.verbose and calls:
        complain(calls)


def complain(*lines: object) -> None:
    """Print to standard error."""
    progress.clear()
    for line in lines:
        print(line, file=sys.stderr)


def aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and values in two columns."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"{name:<{width}}  {value}"


def agreed() -> bool:
    """True where the person agrees; raises UsageError without a person to ask."""
    answer = streams.asked("Lanjutkan? (ya/tidak) ")
    if answer is None:
        raise UsageError("Tidak ada yang dapat ditanya di sini", "setujui dengan --yes")
    return answer.strip().casefold() in ("ya", "y")
