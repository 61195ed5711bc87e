"""What the number format of a cell lets a reader take its number for."""

import re
from collections.abc import Mapping

from ppid_sheets.register.layout import DATE_FORMAT, TIME_FORMAT
from ppid_sheets.stores.xlsx.values import CellKind

FORMATS: Mapping[CellKind, str] = {
    "date": DATE_FORMAT,
    "datetime": f"{DATE_FORMAT} {TIME_FORMAT}",
    "time": TIME_FORMAT,
    "duration": "[h]:mm:ss",
}
BUILT_IN: Mapping[int, str] = {
    **dict.fromkeys((14, 15, 16, 17), "d-m-y"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm"),
    22: "d-m-y h:mm",
    46: "[h]:mm",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "y"),
}
"""The codes of the built-in formats, which have none in a file."""
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|General', re.IGNORECASE)


def letters_of(code: str) -> set[str]:
    """Which of the letters of days and times a number format has."""
    return set(_QUIET.sub("", code).split(";")[0].lower()) & set("dmyhs[")


def shows(code: str, kind: CellKind) -> bool:
    """Whether cells of this number format are read back as a value of this kind."""
    letters = letters_of(code)
    match kind:
        case "date":
            return {"d", "m", "y"} <= letters and not letters & {"h", "["}
        case "datetime":
            return {"d", "m", "y", "h"} <= letters and "[" not in letters
        case "time":
            return "h" in letters and not letters & {"d", "y", "["}
        case "duration":
            return "[" in letters
        case _:
            return not letters
