"""Describes the daily page: counts, lists and a place for the Kasubag's initials."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, OVERDUE
from ppid_sheets.reports.day.day import TITLE, Day, below, recent_issues
from ppid_sheets.reports.day.sections import ListRow, Section
from ppid_sheets.reports.workbook.book import (
    Area,
    Block,
    Book,
    Cell,
    Grid,
    Sheet,
    Style,
    WordTones,
)
from ppid_sheets.reports.workbook.letterhead import signatures, signed_by
from ppid_sheets.reports.workbook.paging import on_one_page, page_breaks

SHEET = "Layanan Harian"
_WIDTHS = (19.0, 10.5, 17.0, 10.5, 8.5, 17.5, 15.0, 6.0)
_SIDE, _SIZE = 0.3, 9.0
"""The margins of the page, and the points of its smallest letters."""
_SPAN = len(_WIDTHS)
_REMARK = 5
"""The first of the two columns that the remark takes, so that six tiles find room above."""
_CELLS: tuple[tuple[Style, int], ...] = (
    ("cell_wrapped", 1),
    ("cell_date", 1),
    ("cell_wrapped", 1),
    ("cell_date", 1),
    ("cell_number", 1),
    ("cell_wrapped", 2),
    ("row_number", 1),
)
"""Style and columns of the seven values of a row."""
_TILES = (1, 1, 1, 2, 1, 2)
"""Columns below each of the six counts."""
_TILE_ROW, _FIRST_LIST = 4, 7
LineLink = Callable[[int, str], str]
"""The address of a row by its label and its tab, "" for that of the requests."""
_LINE, _HEAD_LINE, _HEADERS, _BETWEEN = 13.5, 18.0, 26.0, 7.0


def file_name(as_of: date) -> str:
    """`Layanan-Harian-PPID-2026-11-23.xlsx`."""
    return f"Layanan-Harian-PPID-{as_of}.xlsx"


def describe(found: Day, settings: Settings, link: LineLink | None = None) -> Book:
    """The workbook of one day, whose lines lead to the register where `link` is given.

    It is a single page where that can be read; else no list is torn apart that fits a page.
    """
    lists = tuple(_lists(found, link))
    end = lists[-2].end
    initials = signed_by(settings.office.kasubag, "Diperiksa, tanggal ………………")
    blocks: tuple[Block, ...] = (
        _head(found, settings),
        _tiles(found),
        *lists,
        WordTones(
            Area(SHEET, _FIRST_LIST, _REMARK, end - 1, _REMARK),
            ((OVERDUE, "bad"), (DUE_TODAY, "warn"), (DUE_SOON, "warn")),
        ),
        signatures(end + 1, ((None, 4), (initials, 4))),
    )
    plain = Sheet(SHEET, SHEET, _WIDTHS, blocks, repeat=(0, 3), side=_SIDE)
    whole = on_one_page(plain, settings.paper, _SIZE)
    starts = [grid.row for grid in lists[::2]]
    return Book(
        title=f"{TITLE} {long_date(found.as_of)}",
        period=long_date(found.as_of),
        office=settings.office.name,
        paper=settings.paper,
        created=found.as_of,
        sheets=(whole if whole.one_page else page_breaks(plain, settings.paper, starts),),
    )


def _head(found: Day, settings: Settings) -> Grid:
    last = recent_issues(found)
    texts: tuple[tuple[str, Style], ...] = (
        (f"{TITLE} — {found.name}", "report_title"),
        (settings.office.name, "meta"),
        (" · ".join((found.kind, f"keadaan per {long_date(found.as_of)}", *last)), "meta"),
    )
    return Grid(
        0, 0, tuple((Cell(text, style, span=_SPAN),) for text, style in texts), (24, 15, 15)
    )


def _tiles(found: Day) -> Grid:
    labels = tuple(
        Cell(name, "tile_name", span=span)
        for (name, _), span in zip(found.counts, _TILES, strict=True)
    )
    numbers = tuple(
        Cell(count, "tile_count", span=span)
        for (_, count), span in zip(found.counts, _TILES, strict=True)
    )
    return Grid(_TILE_ROW, 0, (labels, numbers), (24, 28))


def _lists(found: Day, link: LineLink | None) -> Iterator[Grid]:
    row = _FIRST_LIST
    for section in found.sections:
        grid = _list(section, row, link)
        yield grid
        yield Grid(grid.end, 0, ((),), (_BETWEEN,))
        row = grid.end + 1


def _list(section: Section, row: int, link: LineLink | None) -> Grid:
    heading = (Cell(section.title, "report_heading", span=_SPAN),)
    notes = [(Cell(text, "note", span=_SPAN),) for text in below(section)]
    if not section.rows:
        nothing = (Cell(section.nothing, "note", span=_SPAN),)
        return Grid(row, 0, (heading, nothing, *notes), (_HEAD_LINE, _LINE, *[_LINE] * len(notes)))
    leads = [link(label, section.tab) if link else "" for label in section.labels]
    lines = map(_line, section.rows, leads or [""] * len(section.rows))
    rows = (heading, _header(section.head), *lines, *notes)
    heights = (_HEAD_LINE, _HEADERS, *[_LINE] * (len(section.rows) + len(notes)))
    return Grid(row, 0, rows, heights)


def _header(head: ListRow) -> tuple[Cell, ...]:
    return tuple(
        Cell(text, "head_left" if style == "cell_wrapped" else "head", span=span)
        for text, (style, span) in zip(head, _CELLS, strict=True)
    )


def _line(row: ListRow, lead: str) -> tuple[Cell, ...]:
    """The cells of a line, the last of which names its row and leads there."""
    *cells, last = (
        Cell(value, style, span=span) for value, (style, span) in zip(row, _CELLS, strict=True)
    )
    return *cells, replace(last, link=lead)
