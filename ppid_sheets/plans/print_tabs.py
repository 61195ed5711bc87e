"""The tabs that print papers at the counter, and the facts that their formulas look up."""

from collections.abc import Iterator
from datetime import date

from ppid_sheets.checks.judge import Judged
from ppid_sheets.config import Settings
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.values import Snapshot, Tab
from ppid_sheets.reports.counter import looked_up_facts, page
from ppid_sheets.reports.counter.block import Ground


def printing(snapshot: Snapshot, judged: Judged, settings: Settings, as_of: date) -> Iterator[Tab]:
    """Those of the tabs that the register has; none where nothing names a request."""
    header = judged.table.header
    places = {key: one.position for key, one in header.places.items() if not one.ticks}
    desks = [title for title in layout.DESKS if title in snapshot.pages]
    if not desks or layout.PRINT_FACTS not in snapshot.pages or header.schema.number not in places:
        return
    home = {tab.title: tab for tab in own_tabs.pages(layout.OPTIONAL)}
    place = Ground(judged.tab, places, header.rows[-1], snapshot.epoch)
    yield looked_up_facts.tab(
        home[layout.PRINT_FACTS],
        judged.whole,
        judged.lists,
        judged.clock,
        settings,
        as_of,
        snapshot.epoch,
    )
    for title in desks:
        yield page.tab(home[title], place, settings, judged.clock.profiles)
