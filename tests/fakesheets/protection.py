"""Who may edit which cells."""

from typing import Any

from tests.fakesheets.areas import Area
from tests.fakesheets.model import Book, Sheet


def may_edit(sheet: Sheet, area: Area, person: str) -> bool:
    """Whether nothing in an area is closed to a person; mere warnings close nothing."""
    return not any(
        Area.of(protection["range"]).meets(area)
        and not _opens(protection, person)
        and not _exempt(protection, area)
        for protection in sheet.protections.values()
    )


def _opens(protection: dict[str, Any], person: str) -> bool:
    return bool(protection.get("warningOnly")) or person in protection["editors"]["users"]


def _exempt(protection: dict[str, Any], area: Area) -> bool:
    return any(Area.of(one).holds(area) for one in protection.get("unprotectedRanges", ()))


def may_change(protection: dict[str, Any], person: str) -> bool:
    """Whether a person may change or lift the protection itself."""
    return _opens(protection, person)


def stored(book: Book, protection: dict[str, Any], protection_id: int) -> dict[str, Any]:
    """A protection as Google keeps it: without editors everybody who can edit now may go on."""
    kept = {k: v for k, v in protection.items() if k not in ("editors", "requestingUserCanEdit")}
    kept["protectedRangeId"] = protection_id
    if not protection.get("warningOnly"):
        given = protection.get("editors", {"users": book.editors})
        users = [book.owner, *(u for u in given.get("users", ()) if u != book.owner)]
        kept["editors"] = {**given, "users": users}
    return kept


def message(protection: dict[str, Any], caller: str) -> dict[str, Any]:
    """The ProtectedRange that a caller is shown; editors are hidden from those outside."""
    mine = _opens(protection, caller)
    shown = {k: v for k, v in protection.items() if k != "editors" or mine}
    return {**shown, "requestingUserCanEdit": mine}
