"""Writes values as a plain workbook: a copy of a register as it was."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx import disk
from ppid_sheets.stores.xlsx.new import BODY, CREATED, leave_texts, options, write


def write_copy(path: Path, tabs: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """Write a plain workbook with these values to `path`, for its owner alone (mode 0600).

    Texts stay texts, whatever they look like. Raises UnsafeError when the file exists already,
    UnreachableError when it cannot be written.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(buffer, options())
    workbook.set_properties({"created": CREATED})
    looks = {kind: workbook.add_format({**BODY, **look}) for kind, look in _LOOKS_OF_VALUES.items()}
    for title, rows in tabs.items():
        sheet = workbook.add_worksheet(title)
        leave_texts(sheet)
        for number, row in enumerate(rows):
            for position, value in enumerate(row):
                write(sheet, number, position, value, looks[type(value)])
    workbook.close()
    disk.create(path, buffer.getvalue(), private=True)


_LOOKS_OF_VALUES: Mapping[type, Mapping[str, Any]] = {
    type(None): {},
    int: {},
    float: {},
    bool: {},
    str: {"num_format": layout.TEXT_FORMAT},
    date: {"num_format": layout.DATE_FORMAT},
    datetime: {"num_format": f"{layout.DATE_FORMAT} {layout.TIME_FORMAT}:ss"},
    time: {"num_format": f"{layout.TIME_FORMAT}:ss"},
    timedelta: {"num_format": "[h]:mm:ss"},
}
