"""What an archive keeps of cells: plain values that read back exactly, small, with a digest."""

import json
import zlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any

ArchivedValue = str | float | int | bool | date | datetime | time | timedelta | None
Plain = str | float | int | bool | list[Any]
"""A value as JSON has it; what JSON lacks is a pair of its kind and its text."""
Cells = Mapping[str, Plain]
"""The filled cells of a row by the names of their columns."""

DIGEST_SIZE = 16
_EXACT = 2**53
"""Up to here a float holds every whole number."""


class DamagedError(Exception):
    """Bytes that were never packed here."""


def plain(value: ArchivedValue) -> Plain | None:
    """A cell as the archive stores it; None for a blank one. A float without fraction is a whole
    number."""
    match value:
        case None | "":
            return None
        case bool() | str():
            return value
        case float() if value.is_integer() and abs(value) < _EXACT:
            return int(value)
        case int() | float():
            return value
        case datetime():
            return ["datetime", value.isoformat()]
        case date():
            return ["date", value.isoformat()]
        case time():
            return ["time", value.isoformat()]
        case timedelta():
            return ["timedelta", value.total_seconds()]


_LASTING = 86_399_999_913_600.0
"""Seconds of 999,999,998 days: the longest duration, rounded, would be longer than itself."""
_READERS: Mapping[str, Callable[[Any], ArchivedValue]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=max(-_LASTING, min(seconds, _LASTING))),
}


def typed(value: Plain | None) -> ArchivedValue:
    """The cell as a store gave it."""
    if isinstance(value, list):
        kind, text = value
        return _READERS[kind](text)
    return value


def text_of(value: object) -> str:
    """The one JSON text of a stored value: equal content gives equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> bytes:
    """A mark of a text that no other text has."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=DIGEST_SIZE).digest()


def packed(text: str) -> bytes:
    """A JSON text as bytes, compressed where that is shorter."""
    data = text.encode(errors="surrogatepass")
    small = zlib.compress(data, 9)
    return small if len(small) < len(data) else data


def unpacked(data: bytes) -> Any:
    """What was packed; a compressed text begins with a byte that no JSON text begins with.

    Raises DamagedError.
    """
    try:
        if data[:1] == b"\x78":
            data = zlib.decompress(data)
        return json.loads(data.decode(errors="surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise DamagedError from error
