"""What a run wants changed: pure functions from a snapshot and a verdict to a `Plan`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, product
from operator import itemgetter

import pandas as pd

from ppid_sheets.checks.findings import annotate
from ppid_sheets.checks.judge import Judged, read_register
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.plans import incoming_page
from ppid_sheets.plans.alike import differing, same
from ppid_sheets.plans.own_columns import OwnColumns, WantedColumns, own_columns
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.guide import guide_tab
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import one_line, storable
from ppid_sheets.register.values import (
    ColumnChange,
    Grid,
    Highlight,
    NewColumn,
    Plan,
    Snapshot,
    Tab,
    Value,
)


def annotation(snapshot: Snapshot, verdict: Judged, pages: Sequence[Tab] = ()) -> Plan:
    """The plan that makes the job's columns, highlights and pages say what is true now.

    Rows that are no requests but hold something (totals, footnotes) are left alone; blank rows lose
    what an earlier run wrote there. Of `pages`, those are planned that the register has and that
    say something else now.
    """
    tab, table = verdict.tab, verdict.table
    grid = snapshot.tabs[tab]
    header_row = table.header.rows[-1]
    rows = _own_rows(grid, table)
    wanted = _wanted(verdict.deadlines, annotate(verdict.findings))
    own = own_columns(snapshot, tab, table.header, rows, wanted)
    tags = _moved_tags(snapshot, table.header, dict(own.places))
    changes = (
        *_results(grid, own, rows, wanted, snapshot.epoch),
        *_titles(grid, own, table.header),
    )
    return Plan(
        register=tab,
        cells=tuple(change for change in changes if change.rows),
        highlights=_highlights(snapshot, table.header, own.places),
        tags=tags,
        header_row=header_row if tags else 0,
        pages=differing(snapshot, pages),
        schema=table.schema,
    )


def _own_rows(grid: Grid, table: Table) -> list[int]:
    """The sheet rows below the header in which the job's columns are the job's; not those without
    any cell, where nothing is and nothing comes.
    """
    first = table.header.rows[-1]
    rows = enumerate(islice(grid, first, None), first + 1)
    return [row for row, cells in rows if cells and row not in table.skipped]


def _moved_tags(snapshot: Snapshot, header: Header, own: dict[str, int]) -> Mapping[str, int]:
    """Tags that no longer stand over their columns; all of them where the header's row moved.

    Those of staff columns wait until each is found again: set right in part, the rest would be
    believed.
    """
    places = {key: p.position for key, p in header.places.items() if not p.ticks}
    staff = {key: places[key] for key in snapshot.tags if key in places}
    if len(staff) < len(snapshot.tags.keys() - set(snapshot.schema.job_keys)):
        staff = {}
    moved = bool(staff) and snapshot.header_row not in (0, header.rows[-1])
    return {key: at for key, at in (staff | own).items() if moved or snapshot.tags.get(key) != at}


def _wanted(deadlines: pd.DataFrame, texts: Mapping[int, str]) -> Mapping[str, Mapping[int, Value]]:
    """For each job column, what each request's row shall say; a row that is absent is blank."""
    index = deadlines.index.tolist()

    def days(key: str) -> Mapping[int, Value]:
        values = deadlines[key].tolist()
        return dict(zip(index, (None if v != v else int(v) for v in values), strict=True))

    due = deadlines["due_on"].to_numpy().astype("datetime64[D]").tolist()
    return {
        "due_on": dict(zip(index, due, strict=True)),
        "days_left": days("days_left"),
        "deadline_status": dict(zip(index, deadlines["status"].tolist(), strict=True)),
        "service_days": days("service_days"),
        "findings": {row: storable(text) for row, text in texts.items()},
    }


def _results(
    grid: Grid, own: OwnColumns, rows: Sequence[int], wanted: WantedColumns, epoch: date
) -> Iterator[ColumnChange]:
    """Each column's results in these rows and, too high, above its header."""
    held = _held(grid, rows, own.places)
    for key, at in own.places.items():
        above = own.above[key]
        cells = chain(_held(grid, above, {key: at})[key], held[key])
        yield _change(key, at, [*above, *rows], cells, wanted[key], epoch)


def _titles(grid: Grid, own: OwnColumns, header: Header) -> Iterator[ColumnChange]:
    """The headers that are to be written again."""
    row = header.rows[-1]
    for key in own.restored:
        at, title = own.places[key], header.schema.header(key)
        yield _change(key, at, [row], _held(grid, [row], {key: at})[key], {row: title})


def _change(
    key: str,
    position: int,
    rows: Sequence[int],
    held: Iterable[Value],
    wanted: Mapping[int, Value],
    epoch: date = EPOCH,
) -> ColumnChange:
    """The change of a column that `held` other values in `rows`; there are few distinct pairs of
    values, so each is compared once.
    """
    pairs = list(zip(held, map(wanted.get, rows), strict=True))
    differ = {pair for pair in set(pairs) if not same(*pair, epoch)}
    changed = [i for i, pair in enumerate(pairs) if pair in differ] if differ else []
    old, new = zip(*(pairs[i] for i in changed), strict=True) if changed else ((), ())
    return ColumnChange(key, position, tuple(rows[i] for i in changed), old, new)


def _held(
    grid: Grid, rows: Iterable[int], places: Mapping[str, int]
) -> Mapping[str, Sequence[Value]]:
    """The cells of some columns in these rows: from each row all at once, while it is cached."""
    if not places:
        return {}
    size = max(places.values()) + 1
    pick = itemgetter(*places.values(), 0)  # with one place more, for one alone gives no tuple
    lines = (grid[row - 1] for row in rows)
    full = (line if len(line) >= size else [*line, *[None] * (size - len(line))] for line in lines)
    columns = list(zip(*map(pick, full), strict=True)) or [()] * len(places)
    return dict(zip(places, columns, strict=False))


def _highlights(
    snapshot: Snapshot, header: Header, tags: Mapping[str, int], added: Iterable[int] = ()
) -> tuple[Highlight, ...] | None:
    """The rules wanted, or None where they already stand so."""
    width = max([header.width, *(position + 1 for position in (*tags.values(), *added))])
    wanted = layout.highlights(tags, header.rows, width)
    return None if wanted == snapshot.highlights else wanted


def adoption(snapshot: Snapshot, wished: Collection[str] = ()) -> Plan:
    """The plan that turns an office's own register into one the job can annotate.

    Adds at the right end the staff columns that are `wished` for (keys) and not there, and the
    missing job columns; the missing tabs, the highlight rules and the tags of every recognised
    column; changes nothing that is there.
    """
    tab, table = read_register(snapshot)
    grid, header, schema = snapshot.tabs[tab], table.header, table.schema
    rows = _own_rows(grid, table)
    present = dict(own_columns(snapshot, tab, header, rows).places)
    present |= _untagged_run(grid, header, present)
    merges = snapshot.merged.get(tab, ())
    merged = [right - 1 for _, _, bottom, right in merges if bottom >= header.rows[0]]
    there = (*header.places, *present)
    missing = [key for key in (*wished, *schema.job_keys) if key not in there]
    new = _new_columns(grid, header, missing, (*present.values(), *merged))
    added = {column.key: column.position for column in new}
    job = present | {key: at for key, at in added.items() if key in schema.job_keys}
    staff = {key: place.position for key, place in header.places.items() if not place.ticks}
    tags = {
        key: at for key, at in (staff | present | added).items() if snapshot.tags.get(key) != at
    }
    return Plan(
        register=tab,
        highlights=_highlights(snapshot, header, job, added.values()),
        new_columns=new,
        new_tabs=_new_tabs(snapshot, with_wished(schema, {*wished, *header.places}), header),
        tags=tags,
        header_row=header.rows[-1],
        schema=schema,
    )


def _untagged_run(grid: Grid, header: Header, tagged: Mapping[str, int]) -> Mapping[str, int]:
    """Job columns that lost their tags: all their headers side by side as the job puts them.

    One such header alone could be a column of the office's own and is never taken over.
    """
    titles = [one_line(str(cell or "")) for cell in grid[header.rows[-1] - 1]]
    for runs in ((header.schema.job,), header.schema.job_runs):
        starts = [_starts(titles, [column.header for column in run]) for run in runs]
        for chosen in product(*starts):
            placed = zip(chosen, runs, strict=True)
            found = {c.key: start + i for start, run in placed for i, c in enumerate(run)}
            if tagged.items() <= found.items():
                return found
    return {}


def _starts(titles: Sequence[str], names: Sequence[str]) -> list[int]:
    """Where these names stand side by side."""
    return [at for at in range(len(titles)) if titles[at : at + len(names)] == names]


def _new_columns(
    grid: Grid, header: Header, missing: Sequence[str], present: Iterable[int]
) -> tuple[NewColumn, ...]:
    filled = (i for row in grid for i, cell in enumerate(row) if cell not in (None, ""))
    free = max([header.width - 1, *filled, *present]) + 1
    return tuple(NewColumn(key, free + i, header.rows[-1]) for i, key in enumerate(missing))


def _new_tabs(snapshot: Snapshot, schema: Schema, header: Header) -> tuple[Tab, ...]:
    own = incoming_page.fitted(own_tabs.pages(snapshot.chosen.pages), header)
    tabs = (
        layout.choices_tab(schema),
        holidays_tab(decreed_holidays()),
        guide_tab(),
        *(tab for tab in own if tab.title not in snapshot.pages),
    )
    return tuple(tab for tab in tabs if not snapshot.has(tab.title))


@dataclass(frozen=True, slots=True)
class Absent:
    """Pages of the job that a register is without.

    Those that are `barred` cannot be made: a tab of the office's own bears that title.
    """

    missing: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()


def absent(snapshot: Snapshot) -> Absent:
    """The pages that cannot be written, for there is no such page."""
    lacking = [t for t in (*layout.PAGES, *snapshot.chosen.pages) if t not in snapshot.pages]
    return Absent(
        tuple(title for title in lacking if not snapshot.has(title)),
        tuple(title for title in lacking if snapshot.has(title)),
    )
