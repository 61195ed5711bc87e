"""The dropdowns of a register's choice columns: given where cells have no rule, taken again."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.cells import cell_at
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.text import normal
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import anchors
from ppid_sheets.stores.google.anchors import AnchoredChange
from ppid_sheets.stores.google.drawing import below
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure

CELLS = (
    f"sheets(data(startColumn,{anchors.FIELDS},"
    "rowData(values(dataValidation,effectiveValue,userEnteredFormat(numberFormat)))))"
)
"""The fields of whole columns: their rules, and the parts that show moved rows."""
_FEW = 100
"""Rows with a rule of the office's that are all anchored; of more, those beside the written run."""
RowRun = tuple[int, int]
"""First row and end of a run of rows, 0-based, half open."""


def choice_columns(schema: Schema, lists: Grid) -> Mapping[str, str]:
    """Which column of the tab Pilihan holds the list of each choice column: key -> letters."""
    titles = {normal(str(title or "")): at for at, title in enumerate(lists[0] if lists else ())}
    return {
        key: letters(titles[normal(column.header)])
        for key, column in schema.choices.items()
        if normal(column.header) in titles
    }


def dropdown(sheet_id: int, column: Column, position: int, run: RowRun, lists: "Choices") -> Json:
    """The request that gives cells of a column their dropdown; it guides and rejects nothing."""
    return {
        "setDataValidation": {
            "range": {**below(sheet_id, position, run[0]), "endRowIndex": run[1]},
            "rule": {
                "condition": _condition(column, lists),
                "inputMessage": column.help,
                "showCustomUi": True,
                "strict": False,
            },
        }
    }


def _condition(column: Column, lists: "Choices") -> Json:
    """A column of the tab Pilihan, where it has the list, else the list itself."""
    if column.key not in lists.letters:
        return {"type": "ONE_OF_LIST", "values": _items(column)}
    quoted, letter = lists.title.replace("'", "''"), lists.letters[column.key]
    values = [{"userEnteredValue": f"='{quoted}'!${letter}$2:${letter}"}]
    return {"type": "ONE_OF_RANGE", "values": values}


def _items(column: Column) -> list[Json]:
    return [{"userEnteredValue": choice} for choice in column.choices]


_SOURCE = re.compile(r"=.+!\$[A-Z]+\$2:\$[A-Z]+")


def is_ours(rule: Json, column: Column) -> bool:
    """Whether a rule of a cell is the dropdown that a column gets here."""
    condition = rule.get("condition", {})
    values = condition.get("values", ())
    match condition.get("type"):
        case "ONE_OF_RANGE":
            source = "".join(value.get("userEnteredValue", "") for value in values)
            listed = bool(_SOURCE.fullmatch(source))
        case "ONE_OF_LIST":
            listed = values == _items(column)
        case _:
            listed = False
    return listed and rule.get("inputMessage") == column.help and not rule.get("strict")


def asked(tab: SheetTab, positions: Sequence[int]) -> list[Json]:
    """Filters for whole columns."""
    return [{"gridRange": below(tab.id, position, 0)} for position in sorted(positions)]


def cells_of(answer: Json, position: int) -> Sequence[Json]:
    """The cells of a column from row 0 on, as far as there are any, in an answer with `CELLS`."""
    grids = [grid for sheet in answer.get("sheets", ()) for grid in sheet.get("data", ())]
    lines: Sequence[Json] = next(
        (g.get("rowData", ()) for g in grids if g.get("startColumn", 0) == position), ()
    )
    return [next(iter(line.get("values", ())), {}) for line in lines]


def runs(
    cells: Sequence[Json], first: int, end: int, wanted: Callable[[Json], bool]
) -> Iterator[RowRun]:
    """Runs of the rows from `first` to `end` whose cells are as wanted."""

    def holds(row: int) -> bool:
        return wanted(cells[row] if row < len(cells) else {})

    for found, rows in groupby(range(first, end), holds):
        run = list(rows)
        if found:
            yield run[0], run[-1] + 1


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the lists behind dropdowns stand: the title of their tab, and a column for each key.

    Those of a register beside the requests are the Act's, and those of a column on wish came after
    that tab: they need not stand there (`own`).
    """

    title: str
    letters: Mapping[str, str]
    own: Sequence[str] = ()


def choices(seen: Structure, lists: Grid) -> Choices:
    """The lists of a spreadsheet; `lists` are the rows of the tab Pilihan."""
    source = seen.of_role(layout.CHOICES)
    return lists_of(seen.chosen.schema, lists, source.title if source else layout.CHOICES)


def lists_of(schema: Schema, lists: Grid, title: str = layout.CHOICES) -> Choices:
    """The dropdowns of one register; `title` is that of the tab with these `lists`."""
    columns = choice_columns(schema, lists)
    own = [
        key
        for key, column in schema.choices.items()
        if (schema.name or column.on_wish) and key not in columns
    ]
    return Choices(title, columns, own)


def wanting(tab: SheetTab, header: Header, lists: Choices) -> Mapping[str, int]:
    """The columns below a header that may get dropdowns: key -> position.

    A column of ticks has no list, and Google refuses rules in a typed column of a Table.
    """
    keys = (*lists.letters, *lists.own)
    places = ((key, header.places[key]) for key in keys if key in header.places)
    return {
        key: place.position
        for key, place in places
        if not place.ticks and place.position not in tab.typed
    }


def given(
    tab: SheetTab, header: Header, answer: Json, lists: Choices
) -> Iterator[tuple[str, AnchoredChange]]:
    """A dropdown for each run of cells below the header that have no rule: its header, what to do.

    The header must stay where it is.
    """
    first = header.rows[-1]
    for key, at in wanting(tab, header, lists).items():
        cells, column = cells_of(answer, at), tab.schema.choices[key]
        for run in runs(cells, first, tab.rows, lambda cell: "dataValidation" not in cell):
            request = dropdown(tab.id, column, at, run, lists)
            rows = _held(column, cells, run, tab) | {first - 1}
            yield header.places[key].header, AnchoredChange(request, rows)


def taken(tab: SheetTab, answer: Json) -> Iterator[AnchoredChange]:
    """What takes out the dropdowns that cells still have as they got them here."""
    for key, tag in tab.tags.items():
        column = tab.schema.choices.get(key)
        if column:
            cells = cells_of(answer, tag.position)
            for run in runs(cells, 0, tab.rows, partial(_ours, column)):
                span = {**below(tab.id, tag.position, run[0]), "endRowIndex": run[1]}
                request = {"setDataValidation": {"range": span}}
                yield AnchoredChange(request, _held(column, cells, run, tab))


def _ours(column: Column, cell: Json) -> bool:
    return is_ours(cell.get("dataValidation", {}), column)


def _held(column: Column, cells: Sequence[Json], run: RowRun, tab: SheetTab) -> frozenset[int]:
    """The rows that must stand still lest a run reach a rule of the office's.

    None of these are in the run while all of them stand where they were read; where they are many,
    the ends of the run show rows that came, went or moved.
    """
    office = [
        row
        for row, cell in enumerate(cells)
        if "dataValidation" in cell and not _ours(column, cell)
    ]
    if len(office) <= _FEW:
        return frozenset(office)
    return frozenset((max(run[0] - 1, 0), run[0], run[1] - 1, min(run[1], tab.rows - 1)))


def same_header(answer: Json, header: Header, positions: Mapping[str, int], held: Grid) -> bool:
    """Whether the header over these columns is still as it was read.

    `held` are the rows of the tab as read then.
    """
    return all(
        _said(cells_of(answer, at), row - 1) == _shown(held, row - 1, at)
        for at in positions.values()
        for row in header.rows
    )


def _said(cells: Sequence[Json], row: int) -> str:
    return anchors.said(cells[row]) if row < len(cells) else ""


def _shown(held: Grid, row: int, at: int) -> str:
    cell = cell_at(cell_at(held, row) or (), at)
    return "" if cell is None else str(cell)
