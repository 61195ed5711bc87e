"""Reads the requests of a tab as its spreadsheet, its lists and the settings say."""

from ppid_sheets.config import Settings
from ppid_sheets.errors import UnfinishedError
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.header import Header
from ppid_sheets.register.home import writes_months_first
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.register.text import fold
from ppid_sheets.register.values import Snapshot


def requests_of(
    snapshot: Snapshot,
    tab: str,
    header: Header,
    settings: Settings | None = None,
    present: Snapshot | None = None,
) -> Table:
    """The table below a header.

    The settings give the office's time zone, the staff that mail goes to, and the categories with
    periods of their own. The choices of the `present` register count in a file of earlier years
    beside its own. Raises UnfinishedError while a cell that counts is still being loaded.
    """
    refuse_loading(snapshot, tab, header)
    zone = settings.time_zone if settings else None
    customs = Customs(snapshot.epoch, writes_months_first(snapshot.locale), zone)
    known = {"officer": frozenset(map(fold, settings.mail.officers))} if settings else {}
    lists = dict(read_lists(snapshot.tab(layout.CHOICES), snapshot.schema))
    other = present.tab(layout.CHOICES) if present and present is not snapshot else ()
    category = snapshot.schema.by_key.get(snapshot.schema.course.category)
    named = {category.header: settings.profiles.categories} if settings and category else {}
    for title, items in (*read_lists(other, snapshot.schema).items(), *named.items()):
        lists[title] = (*lists.get(title, ()), *items)
    return read_table(snapshot.tabs[tab], header, lists, customs, known)


def refuse_loading(snapshot: Snapshot, tab: str, header: Header) -> None:
    """Raise UnfinishedError while a cell of a tab that counts is still being loaded, or one of the
    lists of choices and holidays.
    """
    places = {p for place in header.places.values() for p in (place.position, *place.ticks)}
    listed_in = {title.casefold() for title in (layout.CHOICES, layout.HOLIDAYS)}
    for title, row, position in snapshot.loading:
        here = title == tab and (position in places or row in header.rows)
        if here or title.casefold() in listed_in:
            raise unfinished(title, row, position)


def unfinished(title: str, row: int, position: int) -> UnfinishedError:
    """The error for a cell without a value yet: 1-based row, 0-based position."""
    return UnfinishedError(
        f"Sel {letters(position)}{row} di tab {title} masih memuat isinya (Loading...), jadi "
        "tidak ada yang diperiksa atau ditulis",
        "tunggu sampai isinya tampil, lalu jalankan lagi",
    )
