"""Finds the row that holds a tagged register's header, and the job's own columns in it.

Tags follow columns, and in a file not even that: other programs move rows and columns without the
names. So a tag is a hint, and what stands in the header's row decides.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from statistics import median

from ppid_sheets.register.cells import is_blank, read_date
from ppid_sheets.register.header import (
    DEEPEST,
    Header,
    Row,
    find_header,
    is_register,
)
from ppid_sheets.register.schema import SEARCHED_ROWS, Schema
from ppid_sheets.register.text import normal

_ENOUGH = 3
"""So many headers in one row, the job's or above their tags: no request says that."""
SEARCHED_BY_TAGS = 200
"""People may put a good deal above a header once it is tagged."""
_FEWEST, _ALIKE, _SAMPLE = 3, 0.6, 50
"""What a request fills at the least, also as a share of what those below the header fill."""


def titles(grid: Sequence[Row], row: int) -> list[str]:
    """The texts of a 1-based row in their normal form, "" for whatever is no text."""
    cells = grid[row - 1] if 0 < row <= len(grid) else ()
    return [normal(cell) if isinstance(cell, str) else "" for cell in cells]


def header_row(
    grid: Sequence[Row], schema: Schema, tags: Mapping[str, int], remembered: int = 0
) -> int:
    """The 1-based last row of a tagged tab's header; 0 where no row is one.

    `remembered` is the row of the tags, 0 where they have none.
    """
    names = titles(grid, remembered)
    agreeing = sum(_names_its_column(schema, names, key, at) for key, at in tags.items())
    if agreeing >= _ENOUGH or not schema.job_names.keys().isdisjoint(names):
        return remembered
    own = _own_row(grid, schema)
    if agreeing and not own:
        return remembered
    top = grid[: max(own - DEEPEST, 0) if own else SEARCHED_BY_TAGS]
    searched = SEARCHED_ROWS if own else SEARCHED_BY_TAGS
    if is_register(top, schema, searched):
        return find_header(top, schema, searched=searched).rows[-1]
    return own


def _names_its_column(schema: Schema, names: Sequence[str], key: str, at: int) -> bool:
    """Whether a tag's column has one of its own headers."""
    rank, named = schema.names.get(names[at] if at < len(names) else "", (9, ""))
    return named == key and rank < 2


def _own_row(grid: Sequence[Row], schema: Schema) -> int:
    """The first 1-based row with the most of the job's headers, or 0."""
    as_written = frozenset(column.header for column in schema.job)
    for number, row in enumerate(islice(grid, SEARCHED_BY_TAGS), 1):
        if as_written and as_written.issubset(row):
            return number
    own = schema.job_names.keys()
    found = ((len(own & set(titles(grid, n))), -n) for n in range(1, len(grid) + 1))
    most, number = max(found, default=(0, 0))
    return -number if most >= min(_ENOUGH, len(own)) > 0 else 0


def requests_above(grid: Sequence[Row], header: Header) -> list[int]:
    """Rows above a header that look like requests: it was sorted, or moved, into the data."""
    received = header.places.get(header.schema.course.received)
    if received is None or header.rows[0] == 1:
        return []
    at = sorted({place.position for place in header.places.values()})
    alike = {
        number: _filled(row, at)
        for number, row in enumerate(grid[: header.rows[0] - 1], 1)
        if received.position < len(row)
        and (read_date(row[received.position]).value or _has_figures(row, at))
    }
    if not alike:
        return []
    below = [_filled(row, at) for row in grid[header.rows[-1] : header.rows[-1] + _SAMPLE]]
    least = max(_FEWEST, _ALIKE * median([count for count in below if count] or [0]))
    return [number for number, filled in alike.items() if filled >= least]


def _has_figures(row: Row, positions: Sequence[int]) -> bool:
    """Whether some cells hold figures and others none: not so in a header, nor where columns are
    counted.
    """
    filled = [str(row[at]) for at in positions if at < len(row) and not is_blank(row[at])]
    figured = sum(any(map(str.isdigit, text)) for text in filled)
    return _FEWEST <= figured < len(filled)


def _filled(row: Row, positions: Sequence[int]) -> int:
    return sum(at < len(row) and not is_blank(row[at]) for at in positions)


def standing(schema: Schema, names: Sequence[str], tags: Mapping[str, int]) -> Mapping[str, int]:
    """Where the job's tagged columns stand, by the normal texts of the header's row.

    A column whose own header is not below its tag is where that header stands alone. Where it
    stands nowhere, the tag decides, unless it lies on another column of the job's.
    """
    places, own = {}, schema.job_names
    for key in own.values():
        if key not in tags:
            continue
        at = tags[key]
        title = names[at] if at < len(names) else ""
        others = [i for i, name in enumerate(names) if own.get(name) == key]
        if own.get(title) == key or (not others and title not in own) or len(others) > 1:
            places[key] = at
        elif others:
            places[key] = others[0]
    return places
