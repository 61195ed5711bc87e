"""What a Google Sheet has beside its cells: dropdowns, protections, the rule on stale runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.header import Header
from ppid_sheets.stores.google import drawing, dropdowns, rules
from ppid_sheets.stores.google.anchors import AnchoredChange
from ppid_sheets.stores.google.drawing import column_format
from ppid_sheets.stores.google.dropdowns import Choices
from ppid_sheets.stores.google.structure import HOLD, Json, SheetTab, Structure

OURS = "ppid-sheets: "
"""How the description of each protection of ours begins."""


def protections(seen: Structure, account: str) -> Iterator[tuple[str, Json]]:
    """What the job's columns and tabs lack in protection: what it is, and the request."""
    register = seen.register
    if register:
        for column in register.schema.job:
            tag = register.tags.get(column.key)
            if tag and not _protected(register, tag.position):
                yield column.header, warning(register.id, tag.position, column.header)
    for title in (*layout.PAGES, *layout.OPTIONAL):
        tab = seen.of_role(title)
        if tab and not _protected(tab, None):
            yield f"tab {title}", protection(tab.id, title, account)
        elif tab:
            yield from _opened(tab, title)


def _opened(tab: SheetTab, title: str) -> Iterator[tuple[str, Json]]:
    """The request that opens the cells of a closed page where people shall write."""
    ours = (e for e in tab.protections if e.get("description") == f"{OURS}{title}")
    entry = next(ours, None)
    if entry and _open_cells(tab.id, title) and not entry.get("unprotectedRanges"):
        opened = {"protectedRangeId": entry["protectedRangeId"], **_open_cells(tab.id, title)}
        yield (
            f"isian terbuka di tab {title}",
            {"updateProtectedRange": {"protectedRange": opened, "fields": "unprotectedRanges"}},
        )


def opened_again(tab: SheetTab, title: str) -> Iterator[Json]:
    """The request that opens these cells to the end again, wherever rows were inserted."""
    for entry in tab.protections:
        if entry.get("description") == f"{OURS}{title}" and entry.get("unprotectedRanges"):
            opened = {
                "protectedRangeId": entry["protectedRangeId"],
                "range": {"sheetId": tab.id},
                **_open_cells(tab.id, title),
            }
            change = {"protectedRange": opened, "fields": "range,unprotectedRanges"}
            yield {"updateProtectedRange": change}


def _open_cells(sheet_id: int, title: str) -> Json:
    """The cells of a page that stay open: one column below the header, or some cells."""
    if cells := layout.OPEN_CELLS.get(title):
        return {"unprotectedRanges": [drawing.at(sheet_id, *cell) for cell in cells]}
    if title not in layout.OPEN_COLUMNS:
        return {}
    header, position = layout.OPEN_COLUMNS[title]
    span = {
        "sheetId": sheet_id,
        "startRowIndex": header,
        "startColumnIndex": position,
        "endColumnIndex": position + 1,
    }
    return {"unprotectedRanges": [span]}


def _protected(tab: SheetTab, position: int | None) -> bool:
    """Whether a protection of ours covers a column, or the whole tab for None."""
    return any(
        entry.get("description", "").startswith(OURS)
        and entry.get("description") != HOLD
        and (position is None or entry.get("range", {}).get("startColumnIndex", 0) == position)
        for entry in tab.protections
    )


def warning(sheet_id: int, position: int, header: str) -> Json:
    """A warning before typing in a column: a ban would keep people from sorting rows."""
    span = {"sheetId": sheet_id, "startColumnIndex": position, "endColumnIndex": position + 1}
    entry = {"range": span, "description": f"{OURS}{header}", "warningOnly": True}
    return {"addProtectedRange": {"protectedRange": entry}}


def protection(sheet_id: int, description: str, account: str) -> Json:
    """Only the job's own account may edit a tab, but for cells where people shall write.

    It is named, for without editors everybody may.

    Where its address is unknown, people are only warned.
    """
    closed = {"editors": {"users": [account]}} if account else {"warningOnly": True}
    span = {"sheetId": sheet_id}
    opened = _open_cells(sheet_id, description) if account else {}
    entry = {"range": span, "description": f"{OURS}{description}", **closed, **opened}
    return {"addProtectedRange": {"protectedRange": entry}}


def stale_rule(seen: Structure) -> Iterator[Json]:
    """The rule that turns *Status Pemeriksaan* red by itself, where it is missing."""
    tab = seen.of_role(layout.STATUS)
    if tab and not any(rules.is_ours(rule) for rule in tab.rules):
        yield rules.adding(tab.id, 0, own_tabs.stale())


@dataclass(frozen=True, slots=True)
class Lack:
    """Something of one kind that is missing: what it is, where, and the changes that add it."""

    what: str
    titles: tuple[str, ...]
    changes: tuple[AnchoredChange, ...]


def asked(seen: Structure, tab: SheetTab, header: Header, lists: Choices) -> list[Json]:
    """Filters for the columns of a tab whose cells are looked at."""
    due = seen.register.tags.get("due_on") if seen.register else None
    positions = {*dropdowns.wanting(tab, header, lists).values(), *([due.position] if due else ())}
    return dropdowns.asked(tab, sorted(positions))


def lacking(
    seen: Structure, tab: SheetTab, header: Header, cells: Json, lists: Choices, account: str
) -> tuple[Lack, ...]:
    """All that the register in `tab` lacks; `cells` is the answer with `dropdowns.CELLS`."""
    found = (
        _lack("daftar pilihan", dropdowns.given(tab, header, cells, lists)),
        _lack("format tanggal", _free(_dates(seen, header, cells))),
        _lack("pelindung", _free(protections(seen, account))),
        _lack("alarm", _free(("pemeriksaan yang berhenti", one) for one in stale_rule(seen))),
    )
    return tuple(lack for lack in found if lack.changes)


def _free(requests: Iterable[tuple[str, Json]]) -> Iterator[tuple[str, AnchoredChange]]:
    """Changes that reach nothing of the office's, however rows move."""
    return ((title, AnchoredChange(request, frozenset())) for title, request in requests)


def _lack(what: str, found: Iterable[tuple[str, AnchoredChange]]) -> Lack:
    pairs = list(found)
    titles = dict.fromkeys(title for title, _ in pairs)
    return Lack(what, tuple(titles), tuple(change for _, change in pairs))


def _dates(seen: Structure, header: Header, cells: Json) -> Iterator[tuple[str, Json]]:
    """The look of *Batas Waktu*, where rows added later would show its dates as numbers."""
    register, column = seen.register, header.schema.by_key.get("due_on")
    due = register.tags.get(column.key) if register and column else None
    if register and column and due:
        first, shown = header.rows[-1], dropdowns.cells_of(cells, due.position)
        plain = dropdowns.runs(shown, first, register.rows, lambda c: "userEnteredFormat" not in c)
        if any(plain):
            for request in column_format(register.id, column, due.position, first):
                yield column.header, request
