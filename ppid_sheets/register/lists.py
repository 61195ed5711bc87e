"""Reads the tab Pilihan: the lists behind the dropdowns, by header."""

from collections.abc import Iterable, Mapping, Sequence

from ppid_sheets.register.cells import choice_reader, is_blank
from ppid_sheets.register.header import Row
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.text import fold, normal, squash


def read_lists(grid: Sequence[Row], schema: Schema) -> Mapping[str, tuple[str, ...]]:
    """The office's own choices: the register's header of a column -> the items below it."""
    if not grid:
        return {}
    headers = {normal(column.header): column.header for column in schema.columns}
    lists = {}
    for position, title in enumerate(grid[0]):
        header = headers.get(normal(str(title or "")))
        if header:
            cells = [row[position] for row in grid[1:] if position < len(row)]
            lists[header] = tuple(squash(str(cell)) for cell in cells if not is_blank(cell))
    return lists


def lacking(wanted: Iterable[str], items: Iterable[str], column: Column) -> tuple[str, ...]:
    """Those of the `wanted` choices of a column that a list has in no spelling."""
    read = choice_reader(column.choices, column.spellings)
    there = {fold(read(item).value or item) for item in items}
    return tuple(choice for choice in wanted if fold(choice) not in there)
