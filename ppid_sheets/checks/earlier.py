"""What the tabs of earlier years still hold: open requests, and numbers given once more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ppid_sheets.checks.tabs import is_earlier
from ppid_sheets.deadlines.clock import DECIDING, OPEN_STATUSES, OVERDUE, Clock
from ppid_sheets.errors import ShapeError
from ppid_sheets.register import layout
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.header import find_header
from ppid_sheets.register.home import writes_months_first
from ppid_sheets.register.layout import YEAR
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.register.text import fold
from ppid_sheets.register.values import Snapshot


@dataclass(frozen=True, slots=True)
class EarlierTab:
    """A tab of an earlier year: its open requests, how many of them are late, and the sheet rows of
    the register whose number, which names a year, stands in it too.
    """

    title: str
    open: int
    overdue: int
    repeated: tuple[int, ...]


def earlier(
    snapshot: Snapshot, table: Table, tab: str, clock: Clock, as_of: date
) -> tuple[EarlierTab, ...]:
    """The tabs of years before that of the register's `tab`, oldest first as they stand."""
    given_now = table.frame["reg_number"]
    numbers = {
        row: fold(number)
        for row, number in zip(given_now.index.tolist(), given_now.tolist(), strict=True)
        if YEAR.search(number)
    }
    found = []
    for title, past in _tables(snapshot, tab, as_of):
        statuses = clock.deadlines(past.frame, as_of, past.all_unread(DECIDING))["status"]
        given = {fold(number) for number in past.frame["reg_number"]}
        found.append(
            EarlierTab(
                title,
                int(statuses.isin(OPEN_STATUSES).sum()),
                int((statuses == OVERDUE).sum()),
                tuple(row for row, number in numbers.items() if number in given),
            )
        )
    return tuple(found)


def _tables(snapshot: Snapshot, tab: str, as_of: date) -> Iterator[tuple[str, Table]]:
    lists = read_lists(snapshot.tab(layout.CHOICES))
    customs = Customs(snapshot.epoch, writes_months_first(snapshot.locale))
    for title, grid in snapshot.tabs.items():
        if title != tab and is_earlier(title, tab, as_of.year):
            try:
                header = find_header(grid, named=snapshot.chosen.columns)
            except ShapeError:
                continue  # no register, whatever year it names
            yield title, read_table(grid, header, lists, customs)
