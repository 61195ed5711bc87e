"""How each style of a workbook looks, declared once for the renderer."""

from collections.abc import Mapping
from typing import Any

from ppid_sheets.reports.workbook.book import Style, Tone

Look = Mapping[str, Any]

NAVY, BLUE, GREY, PALE, RULE, INK, SOFT = (
    "#1F3A5F",
    "#8FA9C8",
    "#5F6B7A",
    "#EEF2F7",
    "#C9D1DB",
    "#1B1F24",
    "#F7F9FB",
)

_COUNT, _SHARE, _MEAN = "[$-421]#,##0", "[$-421]0.0%", "[$-421]#,##0.0"
_DATE, _MONTH = "dd/mm/yyyy", "[$-421]mmm yyyy"
_DASHED = f'{_COUNT};-{_COUNT};"–"'
"""Counts with a dash for 0, where zeros would drown the rest."""
_LEFT: Look = {"align": "left", "indent": 1}
_RIGHT: Look = {"align": "right", "indent": 1}
_RULED: Look = {"bottom": 1, "bottom_color": RULE, "valign": "vcenter", "font_size": 9.5}
_HEAD: Look = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "text_wrap": True,
    "font_size": 9,
    "valign": "vcenter",
    "bottom": 1,
    "bottom_color": NAVY,
}
_TOTAL: Look = {
    "bold": True,
    "bg_color": PALE,
    "top": 1,
    "top_color": NAVY,
    "bottom": 1,
    "bottom_color": NAVY,
    "valign": "vcenter",
    "font_size": 9.5,
}
_TILE: Look = {
    "bg_color": PALE,
    "right": 5,
    "right_color": "#FFFFFF",
    "align": "center",
    "valign": "vcenter",
}
_BIG: Look = {**_TILE, "bold": True, "font_size": 20, "font_color": NAVY}
_BEFORE: Look = {**_TILE, "font_size": 9, "font_color": GREY, "right": 0}
_BEFORE_VALUE: Look = {**_BEFORE, "right": 5, "align": "left", "bold": True}
_FORM: Look = {"font_size": 10.5, "valign": "top", "text_wrap": True}
_PAPER: Look = {"font_size": 10, "text_wrap": True, "valign": "vcenter"}
"""Of pages that people sign: nothing on them is smaller."""
_PAPER_HEADING: Look = {"bold": True, "font_size": 11, "font_color": NAVY, "valign": "bottom"}
_REVERSED: Look = {"font_color": "#FFFFFF", "bg_color": NAVY}
_CENTRED: Look = {"align": "center", "valign": "vcenter"}
_MISSING: Look = {"bold": True, "font_color": "#9B1C1C", "bg_color": "#FFF3A3"}
_OFF: Look = {"bg_color": "#E9E4DA", "font_color": "#6B6250"}
"""Days on which nobody works."""
_SMALL: Look = {
    "num_format": _DASHED,
    "align": "center",
    "valign": "vcenter",
    "font_size": 9,
    "bottom": 1,
    "bottom_color": RULE,
    "left": 1,
    "left_color": RULE,
}
_GAP: Look = {"right": 5, "right_color": "#FFFFFF"}
_NARROW: Look = {"font_size": 9, "valign": "vcenter", "bottom": 1, "bottom_color": RULE}
"""Tables of many columns: one size, no indent but at the sheet's edge."""
_AT_EDGE: Look = {
    "align": "right",
    "num_format": ";".join(part + "_0_." for part in _DASHED.split(";")),
}
"""As wide a gap as an indent, which LibreOffice forgets in merged cells and sums."""
_CELL: Look = {"font_size": 9, "valign": "vcenter", "bottom": 1, "bottom_color": RULE}

_REGISTER: Look = {
    "font_size": 7,
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": GREY,
}
_LIST: Look = {**_REGISTER, "font_size": 9}
_REGISTER_HEAD: Look = {**_REGISTER, **_CENTRED, "bold": True, "bg_color": PALE}

STYLES: Mapping[Style, Look] = {
    "title": {"bold": True, "font_size": 15, "font_color": NAVY, "valign": "vcenter"},
    "meta": {"font_color": GREY, "font_size": 9.5, "valign": "top"},
    "heading": {"bold": True, "font_size": 11, "font_color": NAVY, "valign": "vcenter"},
    "paragraph": {"text_wrap": True, "valign": "vcenter", "align": "justify", "font_size": 10},
    "note": {"italic": True, "font_color": GREY, "font_size": 9, "text_wrap": True,
             "valign": "vcenter"},
    "verdict": {"bold": True, "font_color": NAVY, "valign": "vcenter", **_LEFT},
    "head": {**_HEAD, "align": "center"},
    "head_left": {**_HEAD, "align": "left", "indent": 1},
    "head_right": {**_HEAD, "align": "right", "indent": 1},
    "head_month": {**_HEAD, "align": "right", "indent": 1, "num_format": "[$-421]mmm"},
    "text": {**_RULED, **_LEFT},
    "text_wrapped": {**_RULED, **_LEFT, "text_wrap": True},
    "lined": {"text_wrap": True, "font_size": 10.5, "bottom": 4, "bottom_color": GREY},
    "count": {**_RULED, "num_format": _DASHED, **_RIGHT},
    "share": {**_RULED, "num_format": _SHARE, **_RIGHT, "font_color": GREY},
    "month": {**_RULED, "num_format": _MONTH, **_LEFT},
    "pivot_count": {**_RULED, "num_format": _DASHED, **_RIGHT},
    "pivot_share": {**_RULED, "num_format": f'{_SHARE};-{_SHARE};"–"', **_RIGHT,
                    "font_color": GREY},
    "centre": {**_RULED, "align": "center"},
    "total": {**_TOTAL, **_LEFT},
    "total_count": {**_TOTAL, "num_format": _DASHED, **_RIGHT},
    "total_share": {**_TOTAL, "num_format": _SHARE, **_RIGHT},
    "tile_label": {**_TILE, "font_size": 9, "bold": True, "font_color": INK, "top": 5,
                   "top_color": NAVY},
    "tile_count": {**_BIG, "num_format": _COUNT},
    "tile_share": {**_BIG, "num_format": "[$-421]0%"},
    "tile_note": {**_TILE, "font_size": 9, "font_color": GREY},
    "tile_before": {**_BEFORE, "align": "right"},
    "tile_before_count": {**_BEFORE_VALUE, "num_format": _COUNT},
    "tile_before_share": {**_BEFORE_VALUE, "num_format": "[$-421]0%"},
    "term": {"bold": True, "font_size": 9, "valign": "top", "font_color": NAVY,
             "text_wrap": True},
    "meaning": {"text_wrap": True, "font_size": 9, "valign": "top"},
    "cell": {**_CELL, **_LEFT},
    "cell_wrapped": {**_CELL, **_LEFT, "text_wrap": True},
    "cell_date": {**_CELL, "num_format": _DATE, "align": "center"},
    "cell_number": {**_CELL, "num_format": _COUNT, "align": "center"},
    "letter_office": {**_CENTRED, "bold": True, "font_size": 14, "font_color": NAVY,
                      "text_wrap": True},
    "letter_unit": {**_CENTRED, "bold": True, "font_size": 11, "text_wrap": True},
    "letter_contact": {**_CENTRED, "font_size": 10, "text_wrap": True},
    "letter_rule": {"bottom": 6, "bottom_color": NAVY},
    "sign": {**_CENTRED, "font_size": 10.5, "text_wrap": True, "valign": "top"},
    "sign_name": {**_CENTRED, "font_size": 10.5, "valign": "top", "bold": True, "underline": 1,
                  "text_wrap": True},
    "paper_group": {**_PAPER, **_CENTRED, **_REVERSED, "bold": True},
    "paper_head": {**_PAPER, **_CENTRED, **_REVERSED},
    "paper_heading": _PAPER_HEADING,
    "paper_heading_count": {**_PAPER_HEADING, "align": "center", "num_format": _COUNT},
    "paper_head_left": {**_PAPER, **_REVERSED},
    "paper_label": {**_PAPER, "bottom": 1, "bottom_color": RULE},
    "paper_count": {**_PAPER, **_CENTRED, "num_format": _DASHED, "bottom": 1, "bottom_color": RULE},
    "paper_days": {**_PAPER, **_CENTRED, "num_format": f'{_COUNT}" hari"', "bottom": 1,
                   "bottom_color": RULE},
    "paper_date": {**_PAPER, "num_format": _DATE, "align": "left", "bottom": 1,
                   "bottom_color": RULE},
    "paper_total": {**_TOTAL, "font_size": 10, "text_wrap": True},
    "paper_total_count": {**_TOTAL, **_CENTRED, "font_size": 10, "num_format": _DASHED},
    "paper_text": _PAPER,
    "paper_note": {**_PAPER, "italic": True, "font_color": GREY},
    "paper_by_hand": {**_PAPER, "bottom": 4, "bottom_color": GREY, "valign": "bottom"},
    "form_model": {"font_size": 10, "align": "right", "valign": "vcenter"},
    "form_title": {**_CENTRED, "bold": True, "font_size": 13},
    "form_number": {**_CENTRED, "font_size": 10.5},
    "form_number_missing": {**_CENTRED, "font_size": 10.5, **_MISSING},
    "form_heading": {**_FORM, "bold": True, "valign": "vcenter"},
    "form_text": {**_FORM, "align": "justify", "valign": "vcenter"},
    "form_label": _FORM,
    "form_value": _FORM,
    "form_missing": {**_FORM, **_MISSING},
    "mean": {**_RULED, "num_format": _MEAN, **_RIGHT},
    "total_mean": {**_TOTAL, "num_format": _MEAN, **_RIGHT},
    "tile_mean": {**_BIG, "num_format": _MEAN},
    "tile_before_mean": {**_BEFORE_VALUE, "num_format": _MEAN},
    "day_date": {**_RULED, "num_format": _DATE, "align": "center"},
    "off_text": {**_RULED, **_LEFT, **_OFF},
    "off_date": {**_RULED, "num_format": _DATE, "align": "center", **_OFF},
    "off_count": {**_RULED, "num_format": _DASHED, **_RIGHT, **_OFF},
    "small_count": _SMALL,
    "small_off": {**_SMALL, **_OFF},
    "small_head": {**_HEAD, "align": "center"},
    "small_head_off": {**_HEAD, "align": "center", "bg_color": GREY},
    "turned": {"valign": "vcenter"},
    "code": {**_CELL, "align": "center", "font_color": GREY},
    "grid_text": {**_NARROW, **_LEFT, "text_wrap": True},
    "grid_month": {**_NARROW, "num_format": _MONTH, "align": "left"},
    "grid_count": {**_NARROW, "num_format": _DASHED, "align": "right"},
    "grid_now_count": {**_NARROW, "num_format": _DASHED, "align": "right", "bold": True,
                       "bg_color": PALE},
    "grid_end_count": {**_NARROW, **_AT_EDGE},
    "grid_end_now_count": {**_NARROW, **_AT_EDGE, "bold": True, "bg_color": PALE},
    "grid_end_total": {**_TOTAL, **_AT_EDGE, "font_size": 9},
    "grid_share": {**_NARROW, **_GAP, "num_format": f'{_SHARE};-{_SHARE};"–"', "align": "right",
                   "font_color": GREY},
    "grid_head_gap": {**_HEAD, **_GAP, "align": "right"},
    "grid_head": {**_HEAD, **_LEFT},
    "grid_head_right": {**_HEAD, "align": "right"},
    "grid_total": {**_TOTAL, **_LEFT, "font_size": 9},
    "grid_total_count": {**_TOTAL, "font_size": 9, "num_format": _DASHED, "align": "right"},
    "grid_total_share": {**_TOTAL, **_GAP, "font_size": 9, "num_format": _SHARE, "align": "right"},
    "days_left": {**_CELL, "num_format": '[$-421]#,##0;"terlambat "#,##0', "align": "center"},
    "row_number": {**_CELL, "num_format": "0", "align": "center"},
    "index": {"font_size": 9, "font_color": GREY, "valign": "vcenter"},
    "reg_head": _REGISTER_HEAD,
    "reg_head_up": {**_REGISTER_HEAD, "rotation": 90},
    "reg_text": _REGISTER,
    "reg_centre": {**_REGISTER, "align": "center"},
    "reg_right": {**_REGISTER, "align": "right"},
    "list_head": {**_REGISTER_HEAD, "font_size": 9},
    "list_text": _LIST,
    "list_centre": {**_LIST, "align": "center"},
    "reg_note": {"font_size": 8, "text_wrap": True, "valign": "top"},
}  # fmt: skip
TONES: Mapping[Tone, Look] = {
    "good": {"font_color": "#1E6B3A", "bg_color": "#E3F1E7", "bold": True},
    "bad": {"font_color": "#9B1C1C", "bg_color": "#FBE4E4", "bold": True},
    "warn": {"font_color": "#7A4B00", "bg_color": "#FFF3D6"},
}
LINK: Look = {"font_color": "#1F4E9E", "underline": 1}


def is_date(style: Style) -> bool:
    """True for a style whose cells show a day."""
    return STYLES[style].get("num_format") == _DATE
