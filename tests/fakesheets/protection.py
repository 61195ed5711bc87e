"""Who may edit which cells."""

from typing import Any

from tests.fakesheets.areas import Area, Dimension
from tests.fakesheets.errors import invalid
from tests.fakesheets.model import Book
from tests.fakesheets.sheet import Sheet


def may_edit(sheet: Sheet, area: Area, person: str) -> bool:
    """Whether nothing in an area is closed to a person; mere warnings close nothing."""
    return not any(
        Area.of(protection["range"]).meets(area)
        and not _opens(protection, person)
        and not _exempt(protection, area)
        for protection in sheet.protections.values()
    )


def may_insert(sheet: Sheet, dimension: Dimension, at: int, person: str) -> bool:
    """Whether a person may insert lines before a position.

    Not amid what is closed to them, nor anywhere in a tab that is.
    """
    for protection in sheet.protections.values():
        area = Area.of(protection["range"])
        start, end = area.span(dimension)
        inside = start < at and (end is None or at < end) and (start or end is not None)
        if not _opens(protection, person) and (area.is_whole or inside):
            return False
    return True


def _opens(protection: dict[str, Any], person: str) -> bool:
    return bool(protection.get("warningOnly")) or person in protection["editors"]["users"]


def _exempt(protection: dict[str, Any], area: Area) -> bool:
    return any(Area.of(one).holds(area) for one in protection.get("unprotectedRanges", ()))


def may_change(protection: dict[str, Any], person: str) -> bool:
    """Whether a person may change or lift the protection itself."""
    return _opens(protection, person)


def stored(
    book: Book, protection: dict[str, Any], protection_id: int, caller: str
) -> dict[str, Any]:
    """A protection as Google keeps it: without editors everybody who can edit now may go on.

    Raises ApiError for one that Google does not take.
    """
    kept = {k: v for k, v in protection.items() if k not in ("editors", "requestingUserCanEdit")}
    kept["protectedRangeId"] = protection_id
    whole = not kept["range"].keys() - {"sheetId"}
    for one in kept.get("unprotectedRanges", ()):
        free = book.grid_area(one)
        book.sheet(free.sheet_id).closed(free)
        if not whole:
            raise invalid("Unprotected ranges are only supported on protected sheets.")
    if kept.get("warningOnly") and protection.get("editors"):
        raise invalid("ProtectedRange is warningOnly. Editors cannot be set on it.")
    given = protection.get("editors", {"users": [caller, *book.editors]})
    users = [book.owner, caller, *given.get("users", ())]
    return {**kept, "editors": {**given, "users": list(dict.fromkeys(users))}}


def message(protection: dict[str, Any], caller: str) -> dict[str, Any]:
    """The ProtectedRange that a caller is shown; editors are hidden from those outside."""
    mine = _opens(protection, caller)
    shown = {k: v for k, v in protection.items() if k != "editors" or mine}
    return {**shown, "requestingUserCanEdit": mine}
