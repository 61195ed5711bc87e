"""Reads the values of a sheet cell by cell, as they are meant, however a program wrote them.

Slower than a native reader, which gives up, or the whole process, on some sheets; memory follows
what is filled.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile

from ppid_sheets.register.a1 import position_of
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx.styles import Styles

LAST_ROW, LAST_POSITION = 1_048_576, 16_383

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MILLISECONDS = 86_400_000
_NOTHING: list[Value] = []


def read(part: bytes, shared: bytes, styles: Styles, *, epoch1904: bool) -> list[list[Value]]:
    """The values of a worksheet part from A1, rows without any shared and not to be changed.

    `shared` is the part of shared texts, b"" where there is none. A date or a number that cannot be
    one is given as it is written. Raises `BadZipFile` where a part is no XML.
    """
    texts = _parsed(_Texts(), shared).texts if shared else []
    found = _parsed(_Cells(texts, styles, epoch1904), part).rows
    grid = [_NOTHING] * max(found, default=0)
    for row, cells in found.items():
        grid[row - 1] = [""] * (max(cells) + 1)
        for position, value in cells.items():
            grid[row - 1][position] = value
    return grid


def _parsed(handler: Any, data: bytes) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text.append
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadZipFile(str(error)) from error
    return handler


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Texts:
    """The texts of an element with rich text, its phonetic runs left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.text: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        self._phonetic += _local(name) == "rPh"

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "t" and not self._phonetic:
            self._pieces.append("".join(self.text))
        elif local == "rPh":
            self._phonetic -= 1
        elif local in ("si", "is"):
            self.texts.append(_unescaped("".join(self._pieces)))
            self._pieces.clear()
        self.text.clear()


class _Cells(_Texts):
    """The values of a sheet by row and position; a formula that no program calculated says so."""

    def __init__(self, shared: Sequence[str], styles: Styles, epoch1904: bool) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, Value]] = {}
        self._shared, self._styles, self._epoch1904 = shared, styles, epoch1904
        self._row, self._position = 0, -1
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        match _local(name):
            case "row":
                stated = attributes.get("r", "").strip()
                self._row = int(stated) if stated.isdecimal() else self._row + 1
                self._position = -1
            case "c":
                place = _PLACE.fullmatch(attributes.get("r", "").strip())
                self._position = position_of(place[1].upper()) if place else self._position + 1
                self._row = int(place[2]) if place else self._row
                self._cell, self._value, self._formula = attributes, None, False
                self.texts.clear()

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "v":
            self._value = "".join(self.text)
        self._formula = self._formula or local == "f"
        super().end(name)
        if local == "c":
            value = self._read()
            inside = 1 <= self._row <= LAST_ROW and 0 <= self._position <= LAST_POSITION
            if value not in ("", None) and inside:
                self.rows.setdefault(self._row, {})[self._position] = value

    def _read(self) -> Value:
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(self.texts)
        written = self._value
        if written is None or not written.strip():
            return UNCALCULATED if self._formula and kind != "str" else ""
        match kind:
            case "s":
                at = written.strip()
                known = at.isdecimal() and int(at) < len(self._shared)
                return self._shared[int(at)] if known else written
            case "b":
                return written.strip() in ("1", "true")
            case "str":
                return _unescaped(written)
            case "d":
                return _moment(written)
            case "n":
                return self._number(written)
        return written

    def _number(self, written: str) -> Value:
        try:
            number = float(written)
        except ValueError:
            return written
        style = self._cell.get("s", "0").strip()
        shown = self._styles.shows(int(style)) if style.isdecimal() else "number"
        return number if shown == "number" else dated(number, shown == "duration", self._epoch1904)


def dated(number: float, duration: bool, epoch1904: bool) -> Value:
    """A serial number as what its format shows; the number where there is no such moment."""
    try:
        passed = timedelta(milliseconds=int(number * _MILLISECONDS))
        if duration:
            return passed
        day = (date(1904, 1, 1) if epoch1904 else date(1899, 12, 30)) + timedelta(passed.days)
        if number < 60 and not epoch1904:  # Excel counts 29 February 1900, which never was
            day += timedelta(days=1)
    except (OverflowError, ValueError):
        return number
    moment = datetime.combine(day, time()) + (passed - timedelta(passed.days))
    if number < 1:
        return moment.time() if number >= 0 else number
    return moment if moment.time() != time() else day


def _moment(written: str) -> Value:
    """A date or time as ISO 8601 writes it."""
    for kind in (date, datetime, time):
        try:
            return kind.fromisoformat(written.strip())
        except ValueError:
            continue
    return written


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
