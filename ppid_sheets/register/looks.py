"""The table of looks: every cell that registers, their pages and reports draw, by name."""

from collections.abc import Mapping

from ppid_sheets.register.layout import DATE_FORMAT, TEXT_FORMAT
from ppid_sheets.register.look import Edge, Look, boxed
from ppid_sheets.register.values import Style

NAVY, BLUE, GREY, PALE, RULE, INK, WHITE = (
    "1F3A5F",
    "8FA9C8",
    "5F6B7A",
    "EEF2F7",
    "C9D1DB",
    "1B1F24",
    "FFFFFF",
)
"""Colours of reports: all their letters but those of a look of its own are of `INK`."""
BLACK, _TITLE, _SLATE, _DIM, _GROUND = "000000", "1F4E78", "404040", "595959", "EEF3FA"
"""Colours of registers."""

_COUNT, _SHARE, _MEAN = "[$-421]#,##0", "[$-421]0.0%", "[$-421]#,##0.0"
_MONTH = "[$-421]mmm yyyy"
_DASHED = f'{_COUNT};-{_COUNT};"–"'
"""Counts with a dash for 0, where zeros would drown the rest."""
_DASHED_SHARE = f'{_SHARE};-{_SHARE};"–"'

_TOP, _MIDDLE = Look(upright="top"), Look(upright="center")
_WRAPPED = Look(wraps=True)
_CENTRED = Look(across="center", upright="center")
_LEFT, _RIGHT = Look(across="left", indent=1), Look(across="right", indent=1)
_CENTRE = Look(across="center")
_BOLD = Look(bold=True)
_RULE, _NAVY_EDGE = Edge("thin", RULE), Edge("thin", NAVY)
_GAP = Look(right=Edge("thick", WHITE))

_LETTERS = Look(colour=BLACK)
_ON_PAPER = _LETTERS | _MIDDLE
_TILES = _CENTRED | _WRAPPED | _GAP | Look(fill=_GROUND, left=Edge("thick", WHITE))
_HEAD_CELL = _CENTRED | _WRAPPED | _BOLD

_RULED = Look(9.5, upright="center", bottom=_RULE)
_HEAD = Look(9, WHITE, bold=True, fill=NAVY, upright="center", wraps=True, bottom=_NAVY_EDGE)
_TOTAL = Look(9.5, bold=True, fill=PALE, upright="center", top=_NAVY_EDGE, bottom=_NAVY_EDGE)
_FIGURE = _CENTRED | Look(fill=PALE)
_TILE = _FIGURE | _GAP
_BIG = _TILE | Look(20, NAVY, bold=True)
_BEFORE = _FIGURE | Look(9, GREY)
_BEFORE_VALUE = _BEFORE | _GAP | Look(across="left", bold=True)
_FORM = Look(10.5, upright="top", wraps=True)
_PAPER = Look(10, upright="center", wraps=True)
"""Of pages that people sign: nothing on them is smaller."""
_PAPER_RULED = _PAPER | Look(bottom=_RULE)
_PAPER_HEADING = Look(11, NAVY, bold=True, upright="bottom")
_REVERSED = Look(colour=WHITE, fill=NAVY)
_MISSING = Look(colour="9B1C1C", bold=True, fill="FFF3A3")
_OFF = Look(colour="6B6250", fill="E9E4DA")
"""Days off."""
_CELL = Look(9, upright="center", bottom=_RULE)
"""Tables of many columns: one size, no indent but at the sheet's edge."""
_SMALL = _CELL | _CENTRE | Look(number=_DASHED, left=_RULE)
_AT_EDGE = Look(across="right", number=";".join(part + "_0_." for part in _DASHED.split(";")))
"""As wide a gap as an indent, which LibreOffice forgets in merged cells and sums."""
_NOW = Look(bold=True, fill=PALE)
_GRID_COUNT = _CELL | Look(across="right", number=_DASHED)
_GRID_TOTAL = _TOTAL | Look(9)
_REGISTER = Look(7, upright="top", wraps=True) | boxed(Edge("thin", GREY))
_REGISTER_HEAD = _REGISTER | _CENTRED | Look(bold=True, fill=PALE)
_LIST = _REGISTER | Look(9)

ROWS: Mapping[str, Look] = {
    "title": Look(14, _TITLE, bold=True, upright="center", height=24),
    "header": Look(colour=BLACK, bold=True, fill="D9E2F3", upright="top", wraps=True,
                   bottom=Edge("thin", "BFBFBF")),
    "body": _TOP,
    "wrap": _TOP | _WRAPPED,
    "heading": Look(11, _TITLE, bold=True, upright="center", height=22),
    "tile": _TILES | Look(20, _TITLE, bold=True, height=32),
    "tile_label": _TILES | _TOP | Look(colour=_SLATE, height=30),
    "line": Look(upright="top", wraps=True, bottom=Edge("hair", "A6A6A6")),
    "link": Look(colour="1155CC", underlined=True, upright="top", wraps=True,
                 bottom=Edge("hair", "A6A6A6")),
    "typed": _ON_PAPER | Look(11, bold=True, height=20),
    "open": Look(11, BLACK, bold=True, fill="FFF9E5", across="left", upright="center",
                 number=TEXT_FORMAT) | boxed(Edge("thin", "7F7F7F")),
    "hint": Look(9, _DIM, upright="top", height=16),
    "paper": _ON_PAPER | Look(height=13),
    "paper_office": _ON_PAPER | Look(12, bold=True, height=18),
    "paper_unit": _ON_PAPER | Look(height=15),
    "paper_rule": _ON_PAPER | Look(bottom=Edge("double", BLACK), height=17),
    "paper_model": _MIDDLE | Look(9, _DIM, height=14),
    "paper_title": _ON_PAPER | Look(13, bold=True, height=20),
}  # fmt: skip
"""Rows of tabs by the style that a `Tab` gives them.

"typed" is a row with an "open" cell, "paper" a line of print with the looks of its head.
"tile" is a row of large figures with their names below, "line" a row of a list, "link" a cell of it
that leads elsewhere; what stands alone in a "body" may run on to the right.
"""
HEADS: Mapping[str, Look] = {
    "group": _HEAD_CELL | Look(colour=WHITE),
    "staff_header": _HEAD_CELL | Look(colour=BLACK, fill="DDEBF7"),
    "job_header": _HEAD_CELL | Look(colour=_SLATE, fill="D9D9D9"),
    "job_cell": Look(colour=_SLATE, fill="F7F7F7"),
}
"""The parts of the register's own tab: headers, and the columns of the job."""
PRINTED: Mapping[str, Look] = {
    "report_title": Look(15, NAVY, bold=True, upright="center"),
    "report_heading": Look(11, NAVY, bold=True, upright="center"),
    "meta": Look(9.5, GREY, upright="top"),
    "paragraph": Look(10, across="justify", upright="center", wraps=True),
    "note": Look(9, GREY, italic=True, upright="center", wraps=True),
    "verdict": _LEFT | Look(colour=NAVY, bold=True, upright="center"),
    "head": _HEAD | _CENTRE,
    "head_left": _HEAD | _LEFT,
    "head_right": _HEAD | _RIGHT,
    "head_month": _HEAD | _RIGHT | Look(number="[$-421]mmm"),
    "text": _RULED | _LEFT,
    "text_wrapped": _RULED | _LEFT | _WRAPPED,
    "lined": Look(10.5, wraps=True, bottom=Edge("dotted", GREY)),
    "count": _RULED | _RIGHT | Look(number=_DASHED),
    "share": _RULED | _RIGHT | Look(number=_SHARE, colour=GREY),
    "mean": _RULED | _RIGHT | Look(number=_MEAN),
    "month": _RULED | _LEFT | Look(number=_MONTH),
    "pivot_count": _RULED | _RIGHT | Look(number=_DASHED),
    "pivot_share": _RULED | _RIGHT | Look(number=_DASHED_SHARE, colour=GREY),
    "centre": _RULED | _CENTRE,
    "total": _TOTAL | _LEFT,
    "total_count": _TOTAL | _RIGHT | Look(number=_DASHED),
    "total_share": _TOTAL | _RIGHT | Look(number=_SHARE),
    "total_mean": _TOTAL | _RIGHT | Look(number=_MEAN),
    "tile_name": _TILE | Look(9, INK, bold=True, top=Edge("thick", NAVY)),
    "tile_count": _BIG | Look(number=_COUNT),
    "tile_share": _BIG | Look(number="[$-421]0%"),
    "tile_mean": _BIG | Look(number=_MEAN),
    "tile_note": _TILE | Look(9, GREY),
    "tile_before": _BEFORE | Look(across="right"),
    "tile_before_count": _BEFORE_VALUE | Look(number=_COUNT),
    "tile_before_share": _BEFORE_VALUE | Look(number="[$-421]0%"),
    "tile_before_mean": _BEFORE_VALUE | Look(number=_MEAN),
    "term": Look(9, NAVY, bold=True, upright="top", wraps=True),
    "meaning": Look(9, upright="top", wraps=True),
    "cell": _CELL | _LEFT,
    "cell_wrapped": _CELL | _LEFT | _WRAPPED,
    "cell_date": _CELL | _CENTRE | Look(number=DATE_FORMAT),
    "cell_number": _CELL | _CENTRE | Look(number=_COUNT),
    "letter_office": _CENTRED | Look(14, NAVY, bold=True, wraps=True),
    "letter_unit": _CENTRED | Look(11, bold=True, wraps=True),
    "letter_contact": _CENTRED | Look(10, wraps=True),
    "letter_rule": Look(bottom=Edge("double", NAVY)),
    "sign": _FORM | _CENTRE,
    "sign_name": _FORM | _CENTRE | Look(bold=True, underlined=True),
    "paper_group": _PAPER | _CENTRED | _REVERSED | _BOLD,
    "paper_head": _PAPER | _CENTRED | _REVERSED,
    "paper_heading": _PAPER_HEADING,
    "paper_heading_count": _PAPER_HEADING | _CENTRE | Look(number=_COUNT),
    "paper_head_left": _PAPER | _REVERSED,
    "paper_label": _PAPER_RULED,
    "paper_count": _PAPER_RULED | _CENTRE | Look(number=_DASHED),
    "paper_days": _PAPER_RULED | _CENTRE | Look(number=f'{_COUNT}" hari"'),
    "paper_date": _PAPER_RULED | Look(across="left", number=DATE_FORMAT),
    "paper_total": _TOTAL | Look(10, wraps=True),
    "paper_total_count": _TOTAL | _CENTRE | Look(10, number=_DASHED),
    "paper_text": _PAPER,
    "paper_note": _PAPER | Look(colour=GREY, italic=True),
    "paper_by_hand": _PAPER | Look(upright="bottom", bottom=Edge("dotted", GREY)),
    "form_model": Look(10, across="right", upright="center"),
    "form_title": _CENTRED | Look(13, bold=True),
    "form_number": _CENTRED | Look(10.5),
    "form_number_missing": _CENTRED | Look(10.5) | _MISSING,
    "form_heading": _FORM | _MIDDLE | _BOLD,
    "form_text": _FORM | Look(across="justify", upright="center"),
    "form_label": _FORM,
    "form_value": _FORM,
    "form_missing": _FORM | _MISSING,
    "day_date": _RULED | _CENTRE | Look(number=DATE_FORMAT),
    "off_text": _RULED | _LEFT | _OFF,
    "off_date": _RULED | _CENTRE | _OFF | Look(number=DATE_FORMAT),
    "off_count": _RULED | _RIGHT | _OFF | Look(number=_DASHED),
    "small_count": _SMALL,
    "small_off": _SMALL | _OFF,
    "small_head": _HEAD | _CENTRE,
    "small_head_off": _HEAD | _CENTRE | Look(fill=GREY),
    "turned": _MIDDLE,
    "code": _CELL | _CENTRE | Look(colour=GREY),
    "grid_text": _CELL | _LEFT | _WRAPPED,
    "grid_month": _CELL | Look(across="left", number=_MONTH),
    "grid_count": _GRID_COUNT,
    "grid_now_count": _GRID_COUNT | _NOW,
    "grid_end_count": _CELL | _AT_EDGE,
    "grid_end_now_count": _CELL | _AT_EDGE | _NOW,
    "grid_end_total": _GRID_TOTAL | _AT_EDGE,
    "grid_share": _CELL | _GAP | Look(across="right", number=_DASHED_SHARE, colour=GREY),
    "grid_head_gap": _HEAD | _GAP | Look(across="right"),
    "grid_head": _HEAD | _LEFT,
    "grid_head_right": _HEAD | Look(across="right"),
    "grid_total": _GRID_TOTAL | _LEFT,
    "grid_total_count": _GRID_TOTAL | Look(across="right", number=_DASHED),
    "grid_total_share": _GRID_TOTAL | _GAP | Look(across="right", number=_SHARE),
    "days_left": _CELL | _CENTRE | Look(number='[$-421]#,##0;"terlambat "#,##0'),
    "row_number": _CELL | _CENTRE | Look(number="0"),
    "index": Look(9, GREY, upright="center"),
    "reg_head": _REGISTER_HEAD,
    "reg_head_up": _REGISTER_HEAD | Look(turned=90),
    "reg_text": _REGISTER,
    "reg_centre": _REGISTER | _CENTRE,
    "reg_right": _REGISTER | Look(across="right"),
    "list_head": _REGISTER_HEAD | Look(9),
    "list_text": _LIST,
    "list_centre": _LIST | _CENTRE,
    "reg_note": Look(8, upright="top", wraps=True),
}
"""Cells of reports and papers: what is printed is smaller and darker than what people type in."""
LOOKS: Mapping[str, Look] = {**ROWS, **HEADS, **PRINTED}
HIGHLIGHTS: Mapping[Style, Look] = {
    "finding": Look(colour="7F3F00", bold=True, fill="F4B183"),
    "overdue": Look(colour="9C0006", fill="F8CBCB"),
    "due_today": Look(colour="5F4700", fill="FFD966"),
    "due_soon": Look(colour="5F4700", fill="FFF2CC"),
}
"""What the rules of a register and of its pages light up."""
TONES: Mapping[str, Look] = {
    "good": Look(colour="1E6B3A", bold=True, fill="E3F1E7"),
    "bad": Look(colour="9B1C1C", bold=True, fill="FBE4E4"),
    "warn": Look(colour="7A4B00", fill="FFF3D6"),
}
"""What words of a report light up."""
LINK = Look(colour="1F4E9E", underlined=True)
"""What a report's cell that leads elsewhere says over its own look."""
