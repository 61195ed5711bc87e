"""The lists as a workbook to print, a sheet each, laid across with the office's letterhead."""

from collections.abc import Sequence

from ppid_sheets.common import typeface
from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Paper, Settings
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.reports.information.shown import ShownList
from ppid_sheets.reports.workbook.book import Block, Book, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import (
    HEIGHT,
    dated_by_hand,
    letterhead,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.paging import across, page_breaks

_SIDE = 0.35
_LINES = 12
"""Lines of one row at most: a longer text goes on in the next, so that pages are filled."""
_SIZE = LOOKS["list_text"].points
_NARROW = 0.95
"""Of a column's width what a line of a broken word may take."""
_EMPTY, _HEAD = 16.0, 40.0


def file_name(label: str, ending: str = "xlsx") -> str:
    """`Daftar-Informasi-PPID-2026-11-28.xlsx`."""
    return f"Daftar-Informasi-PPID-{label}.{ending}"


def describe(lists: Sequence[ShownList], settings: Settings) -> Book:
    """The workbook; there is at least one list."""
    day = lists[0].as_of
    return Book(
        title="Daftar Informasi Publik dan yang Dikecualikan",
        period=long_date(day),
        office=settings.office.name,
        paper=settings.paper,
        created=day,
        sheets=tuple(_sheet(one, settings) for one in lists),
    )


def _sheet(one: ShownList, settings: Settings) -> Sheet:
    widths = _widths(one, settings.paper)
    title = _title(one, len(widths))
    heads = tuple(Cell(text, "list_head") for text in one.heads)
    head = Grid(title.end, 0, (heads,), (_HEAD,))
    body = _body(one, widths, head.end)
    signed = _signed(settings, len(widths), body.end + 1)
    blocks: tuple[Block, ...] = (*letterhead(settings.office, widths), title, head, body, signed)
    sheet = Sheet(
        one.schema.tab,
        one.schema.title,
        widths,
        blocks,
        landscape=True,
        repeat=(head.row, head.row),
        freeze=(head.end, 2),
        running_head=False,
        side=_SIDE,
    )
    return page_breaks(sheet, settings.paper, range(body.row, body.end))


def _widths(one: ShownList, paper: Paper) -> tuple[float, ...]:
    """The columns by their parts of what a page has room for."""
    room = across(paper, _SIDE)
    whole = sum(column.share for column in one.columns)
    return tuple(
        (room * column.share / whole - typeface.POINTS_OF_EDGE) / typeface.POINTS_OF_WIDTH
        for column in one.columns
    )


def _title(one: ShownList, span: int) -> Grid:
    state = one.state if one.rows else f"Keadaan per {long_date(one.as_of)}"
    lines: Sequence[tuple[str | None, Style, float]] = (
        (one.schema.title.upper(), "form_title", 20),
        (state, "form_number", 16),
        (None, "form_number", 6),
    )
    rows = tuple((Cell(text, style, span=span),) for text, style, _ in lines)
    return Grid(HEIGHT, 0, rows, tuple(high for _, _, high in lines))


def _body(one: ShownList, widths: Sequence[float], row: int) -> Grid:
    """A row an entry, several where its texts need more than a row may have."""
    lines = [cells for texts in one.rows for cells in _rows(one, texts, widths)]
    lines = lines or [(Cell(one.state, "list_centre", span=len(widths)),)]
    return Grid(row, 0, tuple(lines), (_EMPTY,) * len(lines))


def _rows(one: ShownList, texts: Sequence[str], widths: Sequence[float]) -> list[tuple[Cell, ...]]:
    pieces = [_pieces(text, width) for text, width in zip(texts, widths, strict=True)]
    styles: list[Style] = ["list_centre" if c.centred else "list_text" for c in one.columns]
    return [
        tuple(
            Cell(piece[at] if at < len(piece) and piece[at] else None, style)
            for piece, style in zip(pieces, styles, strict=True)
        )
        for at in range(max(map(len, pieces)))
    ]


def _pieces(text: str, width: float) -> list[str]:
    """The parts of a text, a row each. An address is broken here, lest programs do it anywhere."""
    room = width * typeface.POINTS_OF_WIDTH
    if any(typeface.width(word, _SIZE) > room * _NARROW for word in text.split(" ")):
        text = "\n".join(typeface.wrapped(text, room * _NARROW, _SIZE))
    return typeface.pieces(text, room, _SIZE, _LINES) or [""]


def _signed(settings: Settings, span: int, row: int) -> Grid:
    office = settings.office
    left = signed_by(office.sekretaris, "Mengetahui,")
    right = signed_by(office.kasubag, dated_by_hand(office.city))
    return signatures(row, ((left, 2), (None, span - 5), (right, 3)))
