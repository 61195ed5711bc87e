"""What no formula can make, as a table of keys and texts without anybody's data.

What choices, days, hours and amounts mean that were typed as people type them; why a due date is
the day it is; and which registration numbers stand twice.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.numbers import key as number_key
from ppid_sheets.register.schema import Column
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash
from ppid_sheets.register.values import Grid, Tab, Value
from ppid_sheets.reports.counter.due_facts import AHEAD, BEHIND, starts
from ppid_sheets.reports.form.looked_up import KEYS
from ppid_sheets.reports.form.request import Request

_LONGEST = 200
"""A longer text is no choice, day, hour or amount, and MATCH takes none."""
Line = tuple[Value, ...]


def tab(
    home: Tab, table: Table, grid: Grid, lists: Mapping[str, Sequence[str]], clock: Clock,
    settings: Settings, as_of: date, epoch: date = EPOCH,
) -> Tab:  # fmt: skip
    """The tab of facts about the requests of a table that was read from a grid."""
    lines: dict[str, Line] = {}
    for key in KEYS:
        column = table.schema.by_key[key]
        if column.kind == "choice":
            lines |= {f"{key}|{text.casefold()}": (f"{key}|{text}", said) for text, said in
                      _spellings(column, lists)}  # fmt: skip
        if column.kind != "text" and key in table.header.places:
            lines |= {f"{key}|{one.casefold()}": (f"{key}|{one}", said) for one, said in
                      _typed(table, grid, key, epoch)}  # fmt: skip
    rows = [*lines.values(), *_twice(table), *_explained(table, clock, settings, as_of, epoch)]
    return replace(home, rows=((layout.PRINT_FACTS,), (_WHY,), *rows))


_WHY = "Dibaca oleh tab Cetak; diisi setiap pemeriksaan, tanpa data pribadi."


def _spellings(column: Column, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each way to write a choice that is known beforehand, and the choice."""
    yield from column.spellings.items()
    for choice in (*column.choices, *lists.get(column.header, ())):
        yield choice, choice


def _typed(table: Table, grid: Grid, key: str, epoch: date) -> Iterator[tuple[str, Value]]:
    """What was typed as text in a column and could be read, and what it means."""
    place = table.header.places[key]
    if place.ticks:
        return
    at = place.position
    seen: set[str] = set()
    for row, value in table.frame[key].items():
        number = int(str(row))
        cells = grid[number - 1] if 0 < number <= len(grid) else ()
        raw = cells[at] if at < len(cells) else None
        if isinstance(raw, str) and raw and raw not in seen and value not in ("", None):
            seen.add(raw)
            text = squash(raw)
            if not pd.isna(value) and len(text) <= _LONGEST:
                yield text, _value(value, epoch)


def _value(value: object, epoch: date) -> Value:
    if isinstance(value, pd.Timestamp):
        return (value.date() - epoch).days
    return value if isinstance(value, str | float) else str(value)


def _twice(table: Table) -> Iterator[Line]:
    """The numbers that several requests bear, however they are written."""
    numbers = [squash(text) for text in table.frame[table.schema.number].tolist() if text]
    counts = Counter(map(number_key, numbers))
    for text in dict.fromkeys(numbers):
        if counts[number_key(text)] > 1 and number_key(text):
            yield f"ganda|{text}", ""


def _explained(
    table: Table, clock: Clock, settings: Settings, as_of: date, epoch: date
) -> Iterator[Line]:
    """The due dates of all requests, and of those that would come in these days."""
    by_receipt = settings.start == "diterima"
    found: set[str] = set()
    for held, day in ((table, as_of), (_coming(table, clock, as_of), as_of + AHEAD)):
        new: dict[str, int] = {}
        keys = starts(held, clock.profiles, epoch, by_receipt=by_receipt)
        for row, start in zip(held.frame.index.tolist(), keys, strict=True):
            if start.key not in found:
                new.setdefault(start.key, row)
        new.pop("", None)
        found |= new.keys()
        few = replace(held, frame=held.frame.loc[[*new.values()]])
        reckoned = Request.reckoned(few, clock, day)
        for key, row in new.items():
            request = Request(few, row, clock, day, deadlines=reckoned)
            yield (key, *(said.text for _, said in request.said_due()))


def _coming(table: Table, clock: Clock, as_of: date) -> Table:
    """A request of each category received on each of these days, and nothing else known of it."""
    categories = ["", *clock.profiles.categories]
    days = [as_of + timedelta(days=at) for at in range(-BEHIND.days, AHEAD.days + 1)]
    pairs = [(day, category) for day in days for category in categories]
    blank = table.frame.iloc[:0].reindex(range(1, len(pairs) + 1))
    for column in table.schema.staff:
        if column.kind in ("text", "choice"):
            blank[column.key] = ""
    blank["received_on"] = pd.to_datetime([day for day, _ in pairs]).as_unit("s")
    blank["info_category"] = [category for _, category in pairs]
    return replace(table, frame=blank, notes={}, skipped={}, parts=())
