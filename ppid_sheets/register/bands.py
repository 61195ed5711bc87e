"""The groups above a register's columns, and the parts in which it is printed side by side."""

from collections.abc import Iterator, Sequence
from itertools import cycle, groupby

from ppid_sheets.common.indonesian import listed
from ppid_sheets.register.schema import Column, Schema

SCALE = 70
"""Per cent at which ten-point letters are printed as seven."""
PRINTED = 220
"""Characters that fit F4 laid across at this scale, as the widest program draws them."""
_STAFF_COLOURS, _JOB_COLOUR = ("1F4E78", "2E75B6"), "595959"


def groups(schema: Schema) -> Iterator[tuple[str, str, int, int]]:
    """The groups above the columns of a new register: text, colour, first and last position."""
    free = cycle(_STAFF_COLOURS)
    colours: dict[str, str] = {}
    placed = groupby(enumerate(schema.built), lambda one: (one[1].group, one[1].owner))
    for (group, owner), columns in placed:
        held = [position for position, _ in columns]
        colour = _JOB_COLOUR if owner == "job" else colours.get(group) or next(free)
        colours[group] = colour
        yield group, colour, held[0], held[-1]


def bands(schema: Schema) -> list[tuple[str, int]]:
    """The parts in which a new register is printed side by side, no group torn apart: the names of
    its groups and its first position. Each fits a page, the number's column beside it.
    """
    number = schema.built[schema.positions[schema.number]].width
    return bands_of(schema.built, schema.frozen, number)


def breaks(widths: Sequence[int]) -> list[int]:
    """Where columns of these widths begin a new page, the first of them on each."""
    found, free = [], PRINTED
    for at, wide in enumerate(widths):
        if wide > free:
            found.append(at)
            free = PRINTED - widths[0]
        free -= wide
    return found


def bands_of(columns: Sequence[Column], frozen: int, number: int) -> list[tuple[str, int]]:
    """The parts of some columns, as `bands`; `number` is the width of what stands beside each."""
    found: list[tuple[list[str], int]] = []
    free = PRINTED - sum(column.width for column in columns[:frozen])
    placed = groupby(enumerate(columns), lambda one: (one[1].group, one[1].owner))
    for (group, _), run in placed:
        held = [at for at, _ in run]
        first = held[0]
        if held[-1] < frozen:
            continue
        wide = sum(columns[at].width for at in held if at >= frozen)
        if wide > free or not found:
            found.append(([], max(first, frozen)))
            free = free if len(found) == 1 else PRINTED - number
        found[-1][0].append(group)
        free -= wide
    return [(listed(names), first) for names, first in found]
