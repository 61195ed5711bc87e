"""What a Google Sheet has beside its cells: dropdowns, protections, the rule on stale runs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.columns import BY_KEY, JOB_COLUMNS, Column
from ppid_sheets.register.header import Header, normal
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import rules
from ppid_sheets.stores.google.drawing import below, column_format
from ppid_sheets.stores.google.structure import HOLD, Json, SheetTab, Structure

OURS = "ppid-sheets: "
"""How the description of each protection of ours begins."""

CELLS = "sheets(data(startColumn,rowData(values(dataValidation,userEnteredFormat(numberFormat)))))"
"""What is asked of the cells in the columns of `asked`."""
Run = tuple[int, int]
"""First row and end of a run of rows, 0-based, half open."""


def choice_columns(lists: Grid) -> Mapping[str, str]:
    """Which column of the tab Pilihan holds the list of each choice column: key -> letters."""
    titles = {normal(str(title or "")): at for at, title in enumerate(lists[0] if lists else ())}
    return {
        key: letters(titles[normal(column.header)])
        for key, column in BY_KEY.items()
        if column.kind == "choice" and normal(column.header) in titles
    }


def dropdown(
    sheet_id: int, column: Column, position: int, run: Run, source: str, letter: str
) -> Json:
    """The request that gives cells of a column their dropdown; it guides and rejects nothing."""
    quoted = source.replace("'", "''")
    values = [{"userEnteredValue": f"='{quoted}'!${letter}$2:${letter}"}]
    return {
        "setDataValidation": {
            "range": {**below(sheet_id, position, run[0]), "endRowIndex": run[1]},
            "rule": {
                "condition": {"type": "ONE_OF_RANGE", "values": values},
                "inputMessage": column.help,
                "showCustomUi": True,
                "strict": False,
            },
        }
    }


_SOURCE = re.compile(r"=.+!\$[A-Z]+\$2:\$[A-Z]+")


def is_ours(rule: Json, column: Column) -> bool:
    """Whether a rule of a cell is the dropdown that a column gets here."""
    condition = rule.get("condition", {})
    source = "".join(value.get("userEnteredValue", "") for value in condition.get("values", ()))
    return (
        condition.get("type") == "ONE_OF_RANGE"
        and rule.get("inputMessage") == column.help
        and not rule.get("strict")
        and bool(_SOURCE.fullmatch(source))
    )


def asked(seen: Structure, tab: SheetTab, header: Header) -> list[Json]:
    """Filters for the columns of a tab whose cells are looked at, below the header."""
    places = [place for key, place in header.places.items() if BY_KEY[key].kind == "choice"]
    due = seen.register.tags.get("due_on") if seen.register else None
    positions = {place.position for place in places if not place.ticks}
    positions |= {due.position} if due else set()
    first = header.rows[-1]
    if first >= tab.rows:
        return []
    return [{"gridRange": below(tab.id, position, first)} for position in sorted(positions)]


def without(answer: Json, name: str, position: int, first: int, end: int) -> Iterator[Run]:
    """Runs of rows whose cell at a position has nothing of that name (see `CELLS`)."""
    yield from runs(answer, position, first, end, lambda cell: name not in cell)


def runs(
    answer: Json, position: int, first: int, end: int, wanted: Callable[[Json], bool]
) -> Iterator[Run]:
    """Runs of rows whose cell at a position is as wanted."""
    grids = [grid for sheet in answer.get("sheets", ()) for grid in sheet.get("data", ())]
    lines: Sequence[Json] = next(
        (g.get("rowData", ()) for g in grids if g.get("startColumn", 0) == position), ()
    )

    def holds(row: int) -> bool:
        cells = lines[row - first].get("values", ()) if row - first < len(lines) else ()
        return wanted(cells[0] if cells else {})

    for found, rows in groupby(range(first, end), holds):
        run = list(rows)
        if found:
            yield run[0], run[-1] + 1


def protections(seen: Structure, account: str) -> Iterator[tuple[str, Json]]:
    """What the job's columns and tabs lack in protection: what it is, and the request."""
    register = seen.register
    if register:
        for column in JOB_COLUMNS:
            tag = register.tags.get(column.key)
            if tag and not _protected(register, tag.position):
                yield column.header, warning(register.id, tag.position, column.header)
    for title in layout.PAGES:
        tab = seen.of_role(title)
        if tab and not _protected(tab, None):
            yield f"tab {title}", protection(tab.id, title, account)
        elif tab:
            yield from _opened(tab, title)


def _opened(tab: SheetTab, title: str) -> Iterator[tuple[str, Json]]:
    """The request that opens the cells of a closed page where people shall write."""
    ours = (e for e in tab.protections if e.get("description") == f"{OURS}{title}")
    entry = next(ours, None)
    if entry and title in layout.OPEN_COLUMNS and not entry.get("unprotectedRanges"):
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
    """The cells of a page that stay open to everybody: one column below the header."""
    if title not in layout.OPEN_COLUMNS:
        return {}
    header, position = layout.OPEN_COLUMNS[title]
    span = {
        "sheetId": sheet_id, "startRowIndex": header, "startColumnIndex": position,
        "endColumnIndex": position + 1,
    }  # fmt: skip
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
    """A warning before somebody types in a column: a ban would keep people from sorting rows."""
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
        yield rules.adding(tab.id, 0, layout.stale())


@dataclass(frozen=True, slots=True)
class Lack:
    """Something of one kind that is missing: what it is, where, and the requests that add it."""

    what: str
    titles: tuple[str, ...]
    requests: tuple[Json, ...]


def lacking(
    seen: Structure, tab: SheetTab, header: Header, cells: Json, lists: Grid, account: str
) -> tuple[Lack, ...]:
    """All that the register in `tab` lacks; `cells` is the answer with `CELLS`.

    `lists` are the rows of the tab Pilihan.
    """
    found = (
        _lack("daftar pilihan", _dropdowns(seen, tab, header, cells, lists)),
        _lack("format tanggal", _dates(seen, header, cells)),
        _lack("pelindung", protections(seen, account)),
        _lack("alarm", (("pemeriksaan yang berhenti", request) for request in stale_rule(seen))),
    )
    return tuple(lack for lack in found if lack.requests)


def _lack(what: str, found: Iterable[tuple[str, Json]]) -> Lack:
    pairs = list(found)
    titles = dict.fromkeys(title for title, _ in pairs)
    return Lack(what, tuple(titles), tuple(request for _, request in pairs))


def _dropdowns(
    seen: Structure, tab: SheetTab, header: Header, cells: Json, lists: Grid
) -> Iterator[tuple[str, Json]]:
    """A dropdown for each run of cells in a choice column that have no rule of any kind."""
    source = seen.of_role(layout.CHOICES)
    title = source.title if source else layout.CHOICES
    for key, letter in choice_columns(lists).items():
        at = header.places.get(key)
        if at and not at.ticks and at.position not in tab.typed:
            for run in without(cells, "dataValidation", at.position, header.rows[-1], tab.rows):
                request = dropdown(tab.id, BY_KEY[key], at.position, run, title, letter)
                yield at.header, request


def _dates(seen: Structure, header: Header, cells: Json) -> Iterator[tuple[str, Json]]:
    """The look of *Batas Waktu*, where rows added later would show its dates as numbers."""
    register, column = seen.register, BY_KEY["due_on"]
    due = register.tags.get(column.key) if register else None
    if register and due:
        first, at = header.rows[-1], due.position
        if any(without(cells, "userEnteredFormat", at, first, register.rows)):
            for request in column_format(register.id, column, at, first):
                yield column.header, request
