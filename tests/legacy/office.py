"""An office as version 0.1.0 left it after six weeks of daily runs: a file, or a Google Sheet.

`office-0.1.0.zip` holds for each its settings, its archive, its state and its issued months; of the
file the register, of the Google Sheet the document of the fake server. Request 003 was deleted on
4 November, the day of receipt of 002 was changed on the 10th; the last runs are of 23 November.
"""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ppid_sheets.register.address import identity
from tests.fakesheets.areas import Area
from tests.fakesheets.books import BOOK_ID, OWNER
from tests.fakesheets.model import Book, Sheet, Tag
from tests.stores.sheets import ACCOUNT

FIXTURE = Path(__file__).with_name("office-0.1.0.zip")


def unpacked(folder: Path, kind: str) -> Path:
    """The office's folder, `kind` being `file` or `sheet`."""
    with ZipFile(FIXTURE) as archive:
        archive.extractall(folder, [n for n in archive.namelist() if n.startswith(kind)])
    home = folder / kind
    if kind == "file":
        _move_in(home)
    return home


def _move_in(home: Path) -> None:
    """The memory of a file goes by its path, and the fixture stood elsewhere."""
    key = identity(home / "register.xlsx")
    archive = sqlite3.connect(home / "data" / "arsip-ppid.db")
    with archive:
        archive.execute("UPDATE register SET key = ?", (key,))
    archive.close()
    (state,) = (home / "data").glob("jalan-*.json")
    state.rename(state.with_name(f"jalan-{key}.json"))


def document(home: Path) -> Book:
    """The Google Sheet, as the fake server keeps it."""
    said = json.loads((home / "document.json").read_text(encoding="utf-8"))
    sheets = [_sheet(one) for one in said["sheets"]]
    book = Book(BOOK_ID, said["title"], sheets, owner=OWNER, editors=(ACCOUNT,))
    book.last_id = said["last_id"]
    for tag in said["tags"]:
        line = None
        if tag["at"] is not None:
            sheet = book.sheet(tag["sheetId"])
            line = (sheet.rows if tag["place"] == "ROW" else sheet.columns)[tag["at"]]
        book.add_tag(
            Tag(
                tag["id"],
                tag["key"],
                tag["value"],
                tag["visibility"],
                tag["place"],
                tag["sheetId"],
                line,
            )
        )
    return book


def _sheet(said: Mapping[str, Any]) -> Sheet:
    sheet = Sheet.blank(said["sheetId"], said["title"], said["rows"], said["columns"])
    sheet.values[: len(said["values"])] = said["values"]
    sheet.properties = said["properties"]
    for row, column, extra in said["extras"]:
        sheet.set_extra(row, column, extra)
    for dimension, at, properties in said["lines"]:
        sheet.lines[sheet.keys(dimension)[at]] = properties
    sheet.rules = said["rules"]
    sheet.protections = {int(key): entry for key, entry in said["protections"].items()}
    sheet.merges = [Area.of(merge) for merge in said["merges"]]
    return sheet
