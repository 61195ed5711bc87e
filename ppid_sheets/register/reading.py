"""A typed value and how it was come by."""

from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Note = Literal[
    "unreadable",  # filled, but no value of its kind
    "impossible",  # a date that no calendar has, such as 31/02/2026
    "far_year",  # a date of a year in which no register was kept, such as 0026
    "ambiguous",  # a time stamp that may be month first or day first
    "other_weekday",  # read, but the weekday in front is that of another date
    "zoned",  # read, but its own time zone had another day
    "two_digit_year",  # read as 20yy
    "respelled",  # read, but not written the way the register writes it
    "unlisted",  # a choice that is not in the list
    "numeric",  # a number where text belongs: leading zeros and digits beyond 15 are lost
    "error",  # a formula error such as #N/A
    "uncalculated",  # a formula that no program has calculated yet
]
UNREAD: frozenset[Note] = frozenset(
    ("unreadable", "impossible", "far_year", "ambiguous", "unlisted", "error", "uncalculated")
)
"""Notes of cells that are filled but have no value."""


class Reading(NamedTuple, Generic[T]):
    """The value, None (text: "") for blank or unreadable, and a note for people."""

    value: T | None
    note: Note | None = None
