"""Recognises refusals of a well-formed request that does not fit the present sheet."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ppid_sheets.errors import BugError, UnreachableError
from ppid_sheets.stores.google.quoting import cleaned, texts
from ppid_sheets.stores.google.refusals import GRIDLESS, LASTING, Refusal
from ppid_sheets.stores.meanwhile import Cause

_NAMED = "updateDeveloperMetadata"
_ELSEWHERE = "no developer metadata matches"
"""What Google says where a tag is named at a place at which it does not hang."""


def misfit(found: Refusal, path: str, body: Any) -> Cause | None:
    """Why a well-formed request does not fit the sheet as it is now; None where that is not it."""
    if found.status != 400 or found.foreign or any(row.fits(found) for row in LASTING):
        return None
    place, kind, part = refused_part(found.message, path, body)
    words = cleaned(found.message, texts(body))
    error = _gridless() if GRIDLESS.fits(found) else _bug(place, words)
    refused = f"{kind} {json.dumps(part, sort_keys=True)} {found.message}"
    return Cause(error, refused, words, moved=kind.endswith(_NAMED) and _ELSEWHERE in found.text)


def _gridless() -> UnreachableError:
    return UnreachableError(GRIDLESS.what, GRIDLESS.remedy)


def _bug(place: str, words: str) -> BugError:
    return BugError(
        f"Kesalahan program: Google Sheets menolak {place} pada sheet yang tidak berubah "
        f'("{words}")',
        "laporkan kalimat ini, dan pakai versi program yang lebih baru bila ada",
    )


_PLACE = re.compile(r"\b(requests|data|dataFilters)\[(\d+)\](?:\.(\w+))?")


def refused_part(message: str, path: str, body: Any) -> tuple[str, str, Any]:
    """Which request was refused: for people, its kind, and what of the body it is."""
    method = re.sub(r"^[^/:]*", "", path).lstrip("/:") or "get"
    found = _PLACE.search(message)
    parts = body.get(found[1]) if found and isinstance(body, Mapping) else None
    if not (found and isinstance(parts, list) and int(found[2]) < len(parts)):
        return f"permintaan {method}", method, body
    part = parts[int(found[2])]
    kind = next(iter(part), "") if found[1] == "requests" else found[1]
    return f"permintaan ke-{int(found[2]) + 1} dari {len(parts)} ({kind})", f"{method} {kind}", part
