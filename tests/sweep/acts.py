"""What people do to a register, as the requests that their browser would send."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from tests.sweep.homes import ImpossibleError, Requests, View

HARM = (11, 13, 14)
Make = Callable[[View], Requests]


@dataclass(frozen=True)
class Act:
    """One thing people do. `codes` are the exit codes it may lead to beside that of a calm run."""

    make: Make
    codes: tuple[int, ...] = ()


def cells(view: View, row: int, column: int, *values: Any) -> Mapping[str, Any]:
    """Type values side by side; None empties a cell."""
    start = {"sheetId": view.id, "rowIndex": row, "columnIndex": column}
    return {
        "updateCells": {
            "start": start,
            "rows": [{"values": [*map(_cell, values)]}],
            "fields": "userEnteredValue",
        }
    }


def _cell(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    kind = "stringValue" if isinstance(value, str) else "numberValue"
    return {"userEnteredValue": {kind: value}}


def span(view: View, dimension: str, start: int, count: int = 1) -> Mapping[str, Any]:
    """Some rows or columns."""
    return {
        "sheetId": view.id,
        "dimension": dimension,
        "startIndex": start,
        "endIndex": start + count,
    }


def area(view: View, top: int, bottom: int, left: int, right: int) -> Mapping[str, Any]:
    """A block of cells."""
    return {
        "sheetId": view.id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def insert(dimension: str, at: Callable[[View], int]) -> Make:
    return lambda view: [{"insertDimension": {"range": span(view, dimension, at(view))}}]


def delete(dimension: str, at: Callable[[View], int]) -> Make:
    return lambda view: [{"deleteDimension": {"range": span(view, dimension, at(view))}}]


def move(dimension: str, start: Callable[[View], int], to: Callable[[View], int]) -> Make:
    return lambda view: [
        {
            "moveDimension": {
                "source": span(view, dimension, start(view)),
                "destinationIndex": to(view),
            }
        }
    ]


def at(header: str) -> Callable[[View], int]:
    return lambda view: view.column(header)


def first(view: View) -> int:
    """The 0-based row of the first request."""
    return view.header_row + 1


def head(view: View) -> int:
    return view.header_row


def put(row: Callable[[View], int], column: Callable[[View], int], *values: Any) -> Make:
    return lambda view: [cells(view, row(view), column(view), *values)]


def sort(header: str, *, headers: bool = False) -> Make:
    def make(view: View) -> Requests:
        top = view.header_row + (not headers)
        block = area(view, top, len(view.rows), 0, view.size[1])
        by = {"dimensionIndex": view.column(header), "sortOrder": "DESCENDING"}
        return [{"sortRange": {"range": block, "sortSpecs": [by]}}]

    return make


def tab(name: str, fields: str, **properties: Any) -> Make:
    def make(view: View) -> Requests:
        number = view.id if name == REQUESTS.tab else view.tab(name)
        return [
            {
                "updateSheetProperties": {
                    "properties": {"sheetId": number, **properties},
                    "fields": fields,
                }
            }
        ]

    return make


def drop(title: str) -> Make:
    return lambda view: [{"deleteSheet": {"sheetId": view.tab(title)}}]


def rule(view: View) -> Requests:
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$A2<>""'}]}
    made = {
        "ranges": [area(view, 1, 9, 0, 3)],
        "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}},
    }
    return [{"addConditionalFormatRule": {"rule": made, "index": 0}}]


def drop_rule(view: View) -> Requests:
    return [{"deleteConditionalFormatRule": {"sheetId": view.id, "index": 0}}]


def colour(view: View) -> Requests:
    fill = {"userEnteredFormat": {"backgroundColor": {"red": 1.0, "green": 1.0}}}
    block = area(view, first(view), first(view) + 2, 0, 2)
    return [
        {
            "repeatCell": {
                "range": block,
                "cell": fill,
                "fields": "userEnteredFormat.backgroundColor",
            }
        }
    ]


def dropdown(view: View) -> Requests:
    return [choice(view, "Catatan Kantor", first(view), first(view) + 3)]


def choice(view: View, header: str, top: int, bottom: int) -> Mapping[str, Any]:
    """Give cells under a header a dropdown of the office's own."""
    choices = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Ya"}]}
    block = area(view, top, bottom, view.column(header), view.column(header) + 1)
    rule = {"condition": choices, "showCustomUi": True}
    return {"setDataValidation": {"range": block, "rule": rule}}


def dressed(view: View) -> Iterator[Mapping[str, Any]]:
    """What an office put on cells of its own before: dropdowns, colours and notes, at the edges of
    the runs of cells that get a dropdown from the job and among them."""
    top = first(view)
    runs = {
        "Kanal": [(top + 1, top + 2), (top + 5, top + 7)],
        "Jenis Pemohon": [(top, top + 1)],
        "Keputusan": [(top + 2, top + 5), (top + 30, top + 31)],
    }
    fill = {"userEnteredFormat": {"backgroundColor": {"red": 1.0, "blue": 0.5}}, "note": "kantor"}
    for header, places in runs.items():
        for start, end in places:
            yield choice(view, header, start, end)
            block = area(view, start, end, view.column(header), view.column(header) + 1)
            fields = "userEnteredFormat.backgroundColor,note"
            yield {"repeatCell": {"range": block, "cell": fill, "fields": fields}}


def protect(view: View) -> Requests:
    held = {"range": area(view, 0, 60, 0, 3), "warningOnly": True, "description": "milik kantor"}
    return [{"addProtectedRange": {"protectedRange": held}}]


def shut(view: View) -> Requests:
    closed = {"range": {"sheetId": view.id}, "editors": {"users": []}}
    return [{"addProtectedRange": {"protectedRange": closed}}]


def edit_rule(view: View) -> Requests:
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$A2<>""'}]}
    made = {
        "ranges": [area(view, 1, 9, 0, 3)],
        "booleanRule": {"condition": condition, "format": {"textFormat": {"italic": True}}},
    }
    return [{"updateConditionalFormatRule": {"index": 0, "rule": made}}]


def note(view: View) -> Requests:
    start = {"sheetId": view.id, "rowIndex": first(view), "columnIndex": 0}
    return [
        {
            "updateCells": {
                "start": start,
                "rows": [{"values": [{"note": "tanya lagi"}]}],
                "fields": "note",
            }
        }
    ]


def filtered(view: View) -> Requests:
    block = area(view, view.header_row, len(view.rows), 0, view.column("Tanggal Diterima") + 1)
    return [{"setBasicFilter": {"filter": {"range": block}}}]


def merge(view: View) -> Requests:
    left = view.column("Catatan Kantor")
    block = area(view, first(view) + 1, first(view) + 3, left, left + 1)
    return [{"mergeCells": {"range": block, "mergeType": "MERGE_ALL"}}]


def freeze(view: View) -> Requests:
    grid = {"frozenRowCount": view.header_row + 1, "frozenColumnCount": 1}
    return [
        {
            "updateSheetProperties": {
                "properties": {"sheetId": view.id, "gridProperties": grid},
                "fields": "gridProperties(frozenRowCount,frozenColumnCount)",
            }
        }
    ]


def add_tab(view: View) -> Requests:
    if "Lain" in view.tabs:
        raise ImpossibleError
    return [{"addSheet": {"properties": {"title": "Lain", "sheetId": 777}}}]


def copy_tab(view: View) -> Requests:
    if "Register 2027" in view.tabs:
        raise ImpossibleError
    return [
        {
            "duplicateSheet": {
                "sourceSheetId": view.id,
                "newSheetName": "Register 2027",
                "insertSheetIndex": 1,
            }
        }
    ]


def cut_column(view: View) -> Requests:
    left = view.column("Sisa Hari Kerja")
    block = area(view, 0, len(view.rows), left, left + 1)
    to = {"sheetId": view.id, "rowIndex": 0, "columnIndex": view.size[1] - 1}
    return [{"cutPaste": {"source": block, "destination": to, "pasteType": "PASTE_NORMAL"}}]


def page_words(view: View) -> Requests:
    start = {"sheetId": view.tab(layout.FINDINGS), "rowIndex": 3, "columnIndex": 7}
    return [
        {
            "updateCells": {
                "start": start,
                "rows": [{"values": [_cell("Sudah saya lihat")]}],
                "fields": "userEnteredValue",
            }
        }
    ]


def on_findings(make: Callable[[int], Requests]) -> Make:
    """What is done to the rows of the page of findings."""
    return lambda view: make(view.tab(layout.FINDINGS))


def rows_of(tab_id: int, start: int, count: int = 1) -> Mapping[str, Any]:
    return {"sheetId": tab_id, "dimension": "ROWS", "startIndex": start, "endIndex": start + count}


def sort_findings(tab_id: int) -> Requests:
    block = {
        "sheetId": tab_id,
        "startRowIndex": 3,
        "endRowIndex": 12,
        "startColumnIndex": 0,
        "endColumnIndex": 9,
    }
    return [
        {
            "sortRange": {
                "range": block,
                "sortSpecs": [{"dimensionIndex": 5, "sortOrder": "DESCENDING"}],
            }
        }
    ]


def words(view: View) -> Iterator[Mapping[str, Any]]:
    """Words beside each second line of the page of findings; a fault mended, and a new one."""
    page = view.tab(layout.FINDINGS)
    for row in range(4, 12, 2):
        start = {"sheetId": page, "rowIndex": row, "columnIndex": 7}
        yield {
            "updateCells": {
                "start": start,
                "rows": [{"values": [_cell(f"Baris {row}")]}],
                "fields": "userEnteredValue",
            }
        }
    top = first(view)
    yield cells(view, top + 1, view.column("Email"), "a@example.com")
    yield cells(view, top, view.column("Telepon"), "abc")


def office_column(view: View) -> Requests:
    inside = span(view, "COLUMNS", 1)
    return [
        {"insertDimension": {"range": inside}},
        cells(view, view.header_row, 1, "Kolom Baru"),
        cells(view, first(view), 1, "isi kantor"),
    ]


LEFT: Callable[[View], int] = lambda view: 0  # noqa: E731
JOB = at("Batas Waktu")
ACTS: Mapping[str, Act] = {
    "type in a request": Act(put(first, at("Keterangan"), "baru")),
    "type a date": Act(put(first, at("Tanggal Lengkap"), 46340)),
    "type a new request": Act(put(lambda v: len(v.rows), LEFT, "099/PPID/XI/2026", 46340)),
    "type in the job's column": Act(put(first, at("Temuan"), "ditimpa")),
    "paste over a row": Act(put(lambda v: first(v) + 1, LEFT, "098/PPID/XI/2026", 46339, "09:00")),
    "clear a cell": Act(put(first, at("Kanal"), None)),
    "clear a row": Act(lambda v: [cells(v, first(v) + 1, 0, *[None] * v.column("Catatan Kantor"))]),
    "sort": Act(sort("Tanggal Diterima")),
    "sort with the header": Act(sort("Tanggal Diterima", headers=True), HARM),
    "insert a row above": Act(insert("ROWS", first)),
    "insert a row amid": Act(insert("ROWS", lambda v: first(v) + 2)),
    "insert a row above the header": Act(insert("ROWS", LEFT)),
    "insert a column at the left": Act(insert("COLUMNS", LEFT)),
    "insert a column of the office": Act(office_column),
    "insert a column before the job's": Act(insert("COLUMNS", JOB)),
    "insert a column amid the job's": Act(insert("COLUMNS", at("Temuan"))),
    "insert a row among the blank": Act(insert("ROWS", lambda v: first(v) + 20)),
    "delete a row": Act(delete("ROWS", lambda v: first(v) + 1), (2,)),
    "delete a blank row": Act(delete("ROWS", lambda v: first(v) + 20)),
    "delete a staff column": Act(delete("COLUMNS", at("Keterangan"))),
    "delete the date received": Act(delete("COLUMNS", at("Tanggal Diterima")), HARM),
    "delete a job column": Act(delete("COLUMNS", at("Temuan"))),
    "delete the header row": Act(delete("ROWS", head), HARM),
    "move a row": Act(move("ROWS", first, lambda v: first(v) + 3)),
    "move a row far down": Act(move("ROWS", lambda v: first(v) + 1, lambda v: first(v) + 20)),
    "move a row far up": Act(move("ROWS", lambda v: first(v) + 30, first)),
    "move a staff column": Act(move("COLUMNS", at("Kanal"), LEFT)),
    "move a job column": Act(move("COLUMNS", at("Temuan"), LEFT)),
    "cut and paste a job column": Act(cut_column, HARM),
    "rename a staff header": Act(put(head, at("Keterangan"), "Catatan lain")),
    "rename the date received": Act(put(head, at("Tanggal Diterima"), "Masuk"), HARM),
    "clear a job header": Act(put(head, at("Temuan"), None), HARM),
    "retype a job header": Act(put(head, at("Status Tenggat"), "Keadaan"), HARM),
    "rename the register": Act(tab(REQUESTS.tab, "title", title="Register 2026")),
    "rename a page": Act(tab(layout.STATUS, "title", title="Status")),
    "rename Hari Libur": Act(tab(layout.HOLIDAYS, "title", title="Libur"), HARM),
    "hide the register": Act(tab(REQUESTS.tab, "hidden", hidden=True), HARM),
    "hide a page": Act(tab(layout.FINDINGS, "hidden", hidden=True)),
    "hide Pilihan": Act(tab(layout.CHOICES, "hidden", hidden=True)),
    "delete the register": Act(drop(REQUESTS.tab), (2, *HARM)),
    "delete a page": Act(drop(layout.FINDINGS)),
    "delete Hari Libur": Act(drop(layout.HOLIDAYS), HARM),
    "delete Pilihan": Act(drop(layout.CHOICES)),
    "move a tab": Act(tab(REQUESTS.tab, "index", index=2)),
    "add a tab": Act(add_tab),
    "copy the register": Act(copy_tab, HARM),
    "add a rule": Act(rule),
    "delete a rule": Act(drop_rule),
    "colour cells": Act(colour),
    "set a dropdown": Act(dropdown),
    "protect": Act(protect),
    "shut the job out": Act(shut, (12,)),
    "edit a rule": Act(edit_rule),
    "write a note": Act(note),
    "filter": Act(filtered),
    "merge": Act(merge),
    "freeze": Act(freeze),
    "acknowledge a finding": Act(page_words),
    "insert a row among findings": Act(
        on_findings(lambda page: [{"insertDimension": {"range": rows_of(page, 4)}}])
    ),
    "delete a finding's row": Act(
        on_findings(lambda page: [{"deleteDimension": {"range": rows_of(page, 3)}}])
    ),
    "move a finding's row": Act(
        on_findings(
            lambda page: [{"moveDimension": {"source": rows_of(page, 4), "destinationIndex": 9}}]
        )
    ),
    "sort the findings": Act(on_findings(sort_findings)),
}
"""By name; a second runner on another computer is one more, in `trial`."""
