"""What no formula can make, as a table of keys and texts without anybody's data.

What choices, days, hours and amounts mean that were typed as people type them; why a due date is
the day it is; and which registration numbers stand twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.clock import WAITING, Clock
from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.numbers import repeated
from ppid_sheets.register.schema import Column
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash, squashed
from ppid_sheets.register.values import Tab, Value
from ppid_sheets.reports.counter.due_facts import AHEAD, coming, first_of_each, starts
from ppid_sheets.reports.form.due import Due
from ppid_sheets.reports.form.looked_up import KEYS

_LONGEST = 200
"""A longer text is no choice, day, hour or amount, and MATCH takes none."""
_Line = tuple[Value, ...]


def tab(
    home: Tab,
    table: Table,
    lists: Mapping[str, Sequence[str]],
    clock: Clock,
    settings: Settings,
    as_of: date,
    epoch: date = EPOCH,
) -> Tab:
    """The tab of facts about the requests of a table."""
    lines: dict[str, _Line] = {}
    for key in KEYS:
        column = table.schema.by_key[key]
        if column.kind == "choice":
            lines |= {
                f"{key}|{text.casefold()}": (f"{key}|{text}", wording)
                for text, wording in _spellings(column, lists)
            }
        lines |= {
            f"{key}|{one.casefold()}": (f"{key}|{one}", wording)
            for one, wording in _typed(table, key, epoch)
        }
    twice = repeated(squashed(table.frame[table.schema.number].tolist()))
    rows = [
        *lines.values(),
        *((f"ganda|{number}", "") for number in dict.fromkeys(twice)),
        *_explained(table, clock, settings, as_of, epoch),
    ]
    return replace(home, rows=((layout.PRINT_FACTS,), (_WHY,), *rows))


_WHY = "Dibaca oleh tab Cetak; diisi setiap pemeriksaan, tanpa data pribadi."


def _spellings(column: Column, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each declared way to write a choice, and the choice."""
    yield from column.spellings.items()
    for choice in (*column.choices, *lists.get(column.header, ())):
        yield choice, choice


def _typed(table: Table, key: str, epoch: date) -> Iterator[tuple[str, Value]]:
    """What was typed as text in a column and could be read, and what it means."""
    place = table.header.places.get(key)
    if place is None or place.ticks:
        return
    for raw, value in table.meant.get(key, {}).items():
        if len(text := squash(raw)) <= _LONGEST:
            yield text, (value - epoch).days if isinstance(value, date) else value


def _explained(
    table: Table, clock: Clock, settings: Settings, as_of: date, epoch: date
) -> Iterator[_Line]:
    """The due dates of all requests, and of those that would come in these days."""
    few = first_of_each(table)
    inputs = starts(few, clock.profiles, epoch, by_receipt=settings.start == "diterima")
    held = zip((one.key for one in inputs), _dues(few, clock, as_of), strict=True)
    new = (
        (
            one.key,
            Due(clock.calendar, profile, as_of + AHEAD, start=day, waits=False, received=day),
        )
        for one, profile, day in coming(clock.profiles, as_of, epoch)
    )
    found = {""}
    for key, due in chain(held, new):
        if key not in found:
            found.add(key)
            yield (key, *(wording.text for _, wording in due.wording()))


def _dues(table: Table, clock: Clock, as_of: date) -> Iterator[Due]:
    """What the due date of each request follows from."""
    frame = table.frame
    reckoned = clock.deadlines(frame, as_of, table.all_unread(clock.course.deciding))
    days = (reckoned["start_on"], frame["received_on"], frame["extended_on"])
    columns = (
        *(column.to_numpy().astype("datetime64[D]").tolist() for column in days),
        *(frame[key].tolist() for key in ("extension_reason", "info_category")),
        (reckoned["status"] == WAITING).tolist(),
    )
    for start, received, notice, reason, category, waits in zip(*columns, strict=True):
        yield Due(
            calendar=clock.calendar,
            profile=clock.profiles.of(category),
            as_of=as_of,
            start=start,
            waits=waits,
            received=received,
            notice=notice if reason else None,
        )
