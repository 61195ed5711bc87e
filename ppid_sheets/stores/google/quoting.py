"""Quotes an answer's words without what they may quote themselves: cells, tabs, addresses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def texts(body: Any) -> Iterator[str]:
    """All texts in the values of a request: what people typed may be among them."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, Mapping):
        for value in body.values():
            yield from texts(value)
    elif isinstance(body, list | tuple):
        for value in body:
            yield from texts(value)


_FIELD = re.compile(
    r"(?=.*(?:\[\d+\]|[a-z][A-Z]))[\"']?[A-Za-z_]+(?:[.\[][A-Za-z_\d\]]+)*[\"']?[.,:;]?"
)
_WORD = re.compile(r"[(]?[a-z][a-z'’-]*[).,:;]*|-?\d{1,7}[).,:;]*|[A-Z]+_[A-Z_]+[).,:;]*")
_CAPITALS = frozenset(
    (
        "A",
        "API",
        "An",
        "Attempting",
        "Caller",
        "Can't",
        "Cannot",
        "Cells",
        "Consumer",
        "Duplicate",
        "Exceeded",
        "Expected",
        "Google",
        "If",
        "Invalid",
        "JSON",
        "Must",
        "No",
        "Permission",
        "Please",
        "Project",
        "Quota",
        "Request",
        "Requested",
        "Requests",
        "Sheets",
        "Sorry",
        "The",
        "There",
        "This",
        "Unable",
        "Unknown",
        "Unsupported",
        "You",
    )
)
"""The words with a capital that are Google's; all others may be names."""
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)|‘[^’]*’(?!\w)")
_ENOUGH = 160


def cleaned(message: str, sent: Iterable[str] = ()) -> str:
    """The words of a message without whatever may be quoted from cells, tabs or addresses.

    Texts that were `sent` go, and so does what stands in quotes or after a colon (but for names of
    fields, and numbers), long numbers, and every word that is not plain or one of Google's own.
    """
    for text in {text for text in sent if len(text) > 2 and text in message}:
        message = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", "…", message)
    message = _QUOTED.sub(lambda found: found[0] if _FIELD.fullmatch(found[0]) else "…", message)
    told, quoting = [], False
    for word in message.split():
        plain = _FIELD.fullmatch(word) or _WORD.fullmatch(word) or word.strip(".,:") in _CAPITALS
        told.append(word if plain and (not quoting or word.strip("-.,)").isdecimal()) else "…")
        quoting = quoting or (word.endswith(":") and "[" not in word)
    return re.sub(r"…(?: …)+", "…", " ".join(told))[:_ENOUGH]
