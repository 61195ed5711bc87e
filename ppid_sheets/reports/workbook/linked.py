"""How many lines of a long list lead to the register, and what its page says of the others."""

from collections.abc import Sequence

from ppid_sheets.common.indonesian import number

MOST = 20_000
"""More links are of no use; three such lists fit the 65,530 links that Excel takes on a sheet."""


def linked(rows: Sequence[int]) -> Sequence[int]:
    """The rows that get a link: the first ones."""
    return rows[:MOST]


def unlinked(count: int) -> str:
    """The words for a list of `count` linked lines that is longer than its links; "" for others."""
    return f"tautan ke register hanya di {number(MOST)} baris pertama" if count > MOST else ""
