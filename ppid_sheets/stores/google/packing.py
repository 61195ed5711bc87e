"""Rules of the office's packed into a short text, as a note in a tab can hold it."""

import json
import zlib
from base64 import b85decode, b85encode
from collections.abc import Mapping, Sequence
from typing import Any


def packed(rules: Sequence[Mapping[str, Any]]) -> str:
    """Rules as a short text for a note."""
    return b85encode(zlib.compress(json.dumps(rules, separators=(",", ":")).encode(), 9)).decode()


def unpacked(text: str) -> Sequence[Mapping[str, Any]]:
    """The rules of a note; none where it is damaged."""
    try:
        found: Sequence[Mapping[str, Any]] = json.loads(zlib.decompress(b85decode(text)))
    except (ValueError, zlib.error):
        return ()
    return found
