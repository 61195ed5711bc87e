"""The sheets that a letter becomes: its page, the page behind it, and texts too long for both."""

from collections.abc import Iterator
from dataclasses import replace

from ppid_sheets.common import typeface
from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import COPIES, Field, Letter, LetterLine, Text
from ppid_sheets.reports.form.row import Wording
from ppid_sheets.reports.workbook.book import Block, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import HEIGHT, letterhead, signatures
from ppid_sheets.reports.workbook.paging import TALLEST, fitted, height, page_height

PRIVATE = "Memuat data pribadi pemohon: hanya untuk pemohon dan petugas PPID"
ANNEX = "Lampiran"
_MOVED = " … (lihat Lampiran)"
_WIDTHS = (3.5, 28.0, 2.0, 14.0, 47.5)
_SPAN = len(_WIDTHS)
_LEFT, _LEFT_ALONE = 4, 2
"""Columns below the signature on the left, and left of one alone; the rest is the right one's."""
_BY_HAND, _AIRY, _TIGHT = (20.0, 20.5), (20.0, 17.0), (15.0, 14.5)
"""Heights of a paragraph and a field of one line: on a form to be filled in by hand, on a letter
that leaves room, and on a full one.
"""
_ROOM = sum(_WIDTHS) * typeface.POINTS_OF_WIDTH
_SIZE, _SMALLEST = 10.5, 10.0
"""Points of a letter's texts, and those to which a full page may be shrunk."""
_LINES = 25
"""Lines of one cell of an annex; Excel has no row for more than thirty."""
_BEGINNING = 40
"""Letters of a text in an annex that the page itself repeats."""
_LONG = 70
"""Letters from which on a text takes more than one line of the page."""


def sheets(letter: Letter, settings: Settings) -> tuple[Sheet, ...]:
    """The pages of a letter; each is whole on one page, an annex may take more."""
    sides = [one for one in (letter, letter.back) if one]
    made = [_fit(side, settings) for side in sides]
    pages = [_page(side, settings) for side, _ in made]
    moved = [field for _, fields in made for field in fields]
    if moved:
        pages.append(_annex(letter, dict.fromkeys(moved), settings))
    return tuple(pages)


def _fit(letter: Letter, settings: Settings) -> tuple[Letter, list[Field]]:
    """The letter with as few of its texts shortened as the page needs, and those as they are."""
    moved: list[Field] = []
    while _overflows(letter, settings):
        longest = max(_movable(letter), key=lambda field: len(field.wording.text), default=None)
        if not longest:
            break
        moved.append(longest)
        short = replace(longest, wording=Wording(_beginning(longest.wording.text)))
        lines = tuple(short if line is longest else line for line in letter.lines)
        letter = replace(letter, lines=lines)
    return letter, moved


def _overflows(letter: Letter, settings: Settings) -> bool:
    """True where the page would be shrunk too far, or a text is higher than Excel has rows for."""
    sheet = _page(letter, settings)
    rows = [high for one in fitted(sheet).blocks if isinstance(one, Grid) for high in one.heights]
    if max(high or 0.0 for high in rows) >= TALLEST:
        return True
    return height(sheet) > page_height(sheet, settings.paper) * _SIZE / _SMALLEST


def _movable(letter: Letter) -> Iterator[Field]:
    """Fields that would be shorter if their text stood elsewhere."""
    for line in letter.lines:
        if isinstance(line, Field) and not line.wording.lacks and len(line.wording.text) > _LONG:
            yield line


def _beginning(text: str) -> str:
    whole, _, _ = text[:_BEGINNING].rpartition(" ")
    return (whole or text[:_BEGINNING]) + _MOVED


def _page(letter: Letter, settings: Settings) -> Sheet:
    """The page of a letter, with as much air as it has room for."""
    for spacing in (_AIRY, _TIGHT) if letter.personal else (_BY_HAND, _AIRY, _TIGHT):
        sheet = _spaced(letter, settings, spacing)
        if height(sheet) <= page_height(sheet, settings.paper):
            break
    return sheet


def _spaced(letter: Letter, settings: Settings, spacing: tuple[float, float]) -> Sheet:
    lines = tuple(_row(line) for line in letter.lines)
    title = _titled(letter)
    heights = tuple(spacing[isinstance(line, Field)] for line in letter.lines)
    body = Grid(title.end, 0, lines, heights)
    left, right = letter.signed
    beside = _LEFT if left else _LEFT_ALONE
    signed = signatures(
        body.end + (spacing is not _TIGHT), ((left, beside), (right, _SPAN - beside))
    )
    return _sheet(letter, letter.name, (*letterhead(settings.office, _WIDTHS), title, body, signed))


def _annex(letter: Letter, moved: dict[Field, None], settings: Settings) -> Sheet:
    """The texts that the page had no room for, in full."""
    rows: list[tuple[Cell, ...]] = []
    for field in moved:
        rows.append((Cell(field.label, "form_heading", span=_SPAN),))
        parts = typeface.pieces(field.wording.text, _ROOM, _SIZE, _LINES)
        rows += [(Cell(part, "form_value", span=_SPAN),) for part in parts]
    title = _titled(replace(letter, title=f"{ANNEX.upper()} {letter.title}", model=""))
    body = Grid(title.end, 0, tuple(rows), _AIRY[:1] * len(rows))
    sheet = _sheet(letter, ANNEX, (*letterhead(settings.office, _WIDTHS), title, body))
    return replace(sheet, one_page=False)


def _sheet(letter: Letter, name: str, blocks: tuple[Block, ...]) -> Sheet:
    note = PRIVATE if letter.personal else letter.title.capitalize()
    return Sheet(name, note, _WIDTHS, blocks, one_page=True, running_head=False)


def _titled(letter: Letter) -> Grid:
    """The model, the title and the number of a letter, in the rows below the letterhead."""
    model = f"{letter.model} ({COPIES})" if letter.model else None
    lines: list[tuple[str | None, Style, float]] = [
        (model, "form_model", 16 if model else 8),
        (letter.title, "form_title", 22),
    ]
    if number := letter.number:
        style: Style = "form_number_missing" if number.wording.lacks else "form_number"
        lines.append((f"{number.label}: {number.wording.text}", style, 17))
    lines.append((None, "form_text", 8))
    rows = tuple((Cell(text, style, span=_SPAN),) for text, style, _ in lines)
    return Grid(HEIGHT, 0, rows, tuple(high for _, _, high in lines))


def _row(line: LetterLine) -> tuple[Cell, ...]:
    match line:
        case Text():
            return (Cell(line.text, line.style, span=_SPAN),)
        case Field():
            style: Style = "form_missing" if line.wording.lacks else "form_value"
            return (
                Cell(line.mark or None, "form_label"),
                Cell(line.label, "form_label"),
                Cell(":" if line.label else None, "form_label"),
                Cell(line.wording.text, style, span=2),
            )
