"""The tag of a row: its style, its height, the columns that it spans."""

import re
from functools import cache, lru_cache

from ppid_sheets.stores.xlsx.heights import grown
from ppid_sheets.stores.xlsx.xml import (
    attributes,
    with_attributes,
)

_NUMBER = re.compile(rb'\s+r="\d+"')


@cache
def row_style(tag: bytes) -> int | None:
    """The style that a row gives to new cells."""
    found = attributes(tag) if b"customFormat" in tag else {}
    style = found.get("s", "0").strip()
    if found.get("customFormat") in ("1", "true") and style.isdecimal():
        return int(style)
    return None


def taller(tag: bytes, first: int, last: int, needed: int) -> bytes:
    """The attributes of a row's tag when its `spans`, where it has any, cover these columns
    (1-based), and the row is at least `needed` points tall, unless somebody set its height."""
    if not needed and b"spans" not in tag:
        return tag
    number = _NUMBER.match(tag)
    at = number.end() if number else 0
    return tag[:at] + _taller_apart(tag[at:], first, last, needed)


@lru_cache(maxsize=1024)
def _taller_apart(tag: bytes, first: int, last: int, needed: int) -> bytes:
    """The same apart from the row's number: a sheet has few such tags."""
    found = attributes(tag)
    values = {
        "spans": widened(found.get("spans", ""), first, last),
        "ht": grown(found, needed),
    }
    return with_attributes(tag, {name: value for name, value in values.items() if value})


@cache
def widened(spans: str, low: int, high: int) -> str | None:
    """A `spans` that covers both columns (1-based) as well; None where it does or is none."""
    numbers = re.findall(r"\d+", spans)
    now = [int(number) for number in numbers]
    if not now or (min(now) <= low and high <= max(now)):
        return None
    return f"{min(*now, low)}:{max(*now, high)}"
