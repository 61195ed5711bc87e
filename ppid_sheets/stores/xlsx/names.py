"""Reads and sets the defined names that tag the register's columns and the job's tabs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.register.layout import OWNED
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Tags
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    Element,
    child,
    document,
    escape,
    inside,
    set_attributes,
    splice,
    text_of,
)

_PREFIX = "ppid."
_TAB_PREFIX = "tab."
_PAGE_KEYS = {f"{_TAB_PREFIX}{title.lower().replace(' ', '_')}": title for title in OWNED}
_PRINT_TITLES = "_xlnm.Print_Titles"
_PRINT_AREA = "_xlnm.Print_Area"
_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.*)")
_PLACE = re.compile(r"\$([A-Z]{1,3})\$(\d+)")
_BEFORE = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
}


def read(workbook: bytes, titles: Set[str], chosen: Chosen) -> Tags:
    """The tags of a register's columns that lead to the tab with most of them, lost ones left out.

    Where there is a `chosen` tab, no others.
    """
    named, own = chosen.tab.casefold(), _mark(chosen.schema)
    titles = {title for title in titles if title.casefold() == named} or titles
    found = []
    for name, (title, reference) in _tagged(workbook, titles).items():
        place, key = _PLACE.fullmatch(reference), name.removeprefix(own)
        if place and name.startswith(own) and key in chosen.schema.by_key:
            found.append((key, title, position_of(place[1]), int(place[2])))
    counts = Counter(title for _, title, _, _ in found)
    if not counts:
        return Tags()
    tab = counts.most_common(1)[0][0]
    rows = Counter(row for _, title, _, row in found if title == tab)
    positions = {key: position for key, title, position, _ in found if title == tab}
    return Tags(tab, rows.most_common(1)[0][0], positions)


def beside(workbook: bytes, titles: Set[str], chosen: Chosen) -> Mapping[str, Tags]:
    """The tags of registers and lists of another kind than the chosen one, by the names of their
    schemas; of requests those of the tab that the settings chose, else of the one with the most.
    """
    wanted = chosen.requests.casefold()
    counted: dict[str, Counter[str]] = {}
    for key, (title, _) in _tagged(workbook, titles).items():
        name = key.rpartition(".")[0]
        if name not in (chosen.schema.name, _TAB_PREFIX.rstrip(".")):
            counted.setdefault(name, Counter())[title] += 1
    known = {one.name: one for one in SHAPES}
    homes = {name: _home(found, wanted) for name, found in counted.items()}
    return {
        name: read(workbook, {tab}, Chosen(schema=known[name])) if name in known else Tags(tab)
        for name, tab in homes.items()
    }


def _home(tagged: Counter[str], wanted: str) -> str:
    """The tab of these tags: the wanted one if it has any."""
    return max(tagged, key=lambda title: (title.casefold() == wanted, tagged[title]))


def _mark(schema: Schema) -> str:
    """What parts the tags of a register's columns from those of another in the same workbook."""
    return f"{schema.name}." if schema.name else ""


def pages(workbook: bytes, titles: Set[str]) -> Mapping[str, str]:
    """What the job's tabs are called now, by the titles it gave them.

    A tag leads to its tab also when the cell that it pointed at was deleted.
    """
    tagged = _tagged(workbook, titles)
    return {page: tagged[key][0] for key, page in _PAGE_KEYS.items() if key in tagged}


def _tagged(workbook: bytes, titles: Set[str]) -> Mapping[str, tuple[str, str]]:
    """The tab and the rest of the reference of our names, those left out whose tab is gone."""
    found = {}
    for name, element in _tag_elements(workbook).items():
        cell = _CELL.fullmatch(text_of(workbook, element).strip())
        title = (cell[1] or cell[2]).replace("''", "'") if cell else ""
        if cell and title in titles:
            found[name] = title, cell[3]
    return found


@lru_cache(maxsize=16)
def _tag_elements(workbook: bytes) -> Mapping[str, Element]:
    """Our names by key; copies that Excel makes with a copied tab are not ours."""
    names = child(workbook, document(workbook), "definedNames")
    return {
        name.removeprefix(_PREFIX): element
        for element in (inside(workbook, names) if names else ())
        for name in (element.get("name") or "",)
        if is_ours(element)
    }


def is_ours(name: Element) -> bool:
    """Whether a defined name is a tag of ours."""
    return (name.get("name") or "").startswith(_PREFIX) and name.get("localSheetId") is None


def put(
    workbook: bytes, title: str, header_row: int, tags: Mapping[str, int], schema: Schema
) -> bytes:
    """The workbook part with these tags of a register's columns set, all other names as before."""
    if header_row < 1:
        raise ValueError("tags need the row of the headers")
    own = _mark(schema)
    cells = {f"{own}{key}": f"${letters(at)}${header_row}" for key, at in tags.items()}
    return _put(workbook, {key: _tag(key, title, cells[key]) for key in sorted(cells)})


def put_pages(workbook: bytes, titles: Iterable[str]) -> bytes:
    """The workbook part with a tag on each of these tabs that is to be a page of the job."""
    new = {key: title for key, title in _PAGE_KEYS.items() if title in titles}
    return _put(workbook, {key: _tag(key, title, "$A$1") for key, title in sorted(new.items())})


def without_ours(workbook: bytes, schema: Schema) -> bytes:
    """The workbook part without our names, and without the element that has no others.

    Of a register beside the requests its own alone; with the requests goes all that is left.
    """
    held = child(workbook, document(workbook), "definedNames")
    mark = _mark(schema)
    ours = [name for key, name in _tag_elements(workbook).items() if key.startswith(mark)]
    if held is None or not ours:
        return workbook
    if len(ours) == len(list(inside(workbook, held))):
        return splice(workbook, [(held.start, held.end, b"")])
    return splice(workbook, sorted((name.start, name.end, b"") for name in ours))


def without_tab(workbook: bytes, index: int) -> bytes:
    """The workbook part without the names of the tab at this place; later tabs move up in them."""
    held = child(workbook, document(workbook), "definedNames")
    edits: list[Edit] = []
    for name in inside(workbook, held) if held else ():
        at = name.get("localSheetId")
        if at == str(index):
            edits.append((name.start, name.end, b""))
        elif at and at.isdigit() and int(at) > index:
            edits.append(set_attributes(workbook, name, {"localSheetId": str(int(at) - 1)}))
    return splice(workbook, edits)


def put_print_titles(
    workbook: bytes, sheet: int, title: str, rows: int, *, column: bool = False
) -> bytes:
    """The workbook part with the first rows of a new tab, the `sheet`-th from 0, on each page, and
    its first `column`."""
    attributes = f'name="{_PRINT_TITLES}" localSheetId="{sheet}"'
    areas = (*["$A:$A"] * column, f"$1:${rows}")
    whole = ",".join(_reference(title, area) for area in areas)
    return _put(workbook, {"": (_PRINT_TITLES, attributes, whole)})


def put_print_area(workbook: bytes, sheet: int, title: str, area: str) -> bytes:
    """The workbook part with the part of a new tab, the `sheet`-th from 0, that is printed."""
    attributes = f'name="{_PRINT_AREA}" localSheetId="{sheet}"'
    return _put(workbook, {"": (_PRINT_AREA, attributes, _reference(title, area))})


_Name = tuple[str, str, str]
"""A defined name, the attributes of its element, and what it refers to."""


def _tag(key: str, title: str, cell: str) -> _Name:
    return f"{_PREFIX}{key}", f'name="{_PREFIX}{key}" hidden="1"', _reference(title, cell)


def _reference(title: str, cells: str) -> str:
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cells}"


def _put(workbook: bytes, wanted: Mapping[str, _Name]) -> bytes:
    """The workbook part with these names set, in the order of the alphabet as Excel has them."""
    if not wanted:
        return workbook
    root = document(workbook)
    names = child(workbook, root, "definedNames")
    texts = {key: _written(name, root.prefix) for key, name in wanted.items()}
    if names is None or names.empty:
        tag = f"{root.prefix}definedNames"
        content = f"<{tag}>".encode() + b"".join(texts.values()) + f"</{tag}>".encode()
        return splice(workbook, [_instead(workbook, root, names, content)])
    present = _tag_elements(workbook)
    held = [(found.start, (found.get("name") or "").lower()) for found in inside(workbook, names)]
    edits = []
    for key, text in texts.items():
        if key in present:
            edits.append((present[key].start, present[key].end, text))
        else:
            later = (start for start, name in held if name > wanted[key][0].lower())
            at = next(later, names.inner_end)
            edits.append((at, at, text))
    return splice(workbook, sorted(edits, key=lambda edit: edit[:2]))


def _instead(workbook: bytes, root: Element, names: Element | None, content: bytes) -> Edit:
    if names is not None:
        return names.start, names.end, content
    before = [found.end for found in inside(workbook, root) if found.name in _BEFORE]
    return max(before), max(before), content


def _written(name: _Name, prefix: str) -> bytes:
    _, attributes, reference = name
    tag = f"{prefix}definedName"
    return f"<{tag} {attributes}>{escape(reference)}</{tag}>".encode()
