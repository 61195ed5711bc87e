"""The commands: their options, the calls, and what they print."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line in this process and return its exit code."""
    from ppid_sheets.cli.entry import main

    return main(arguments)
