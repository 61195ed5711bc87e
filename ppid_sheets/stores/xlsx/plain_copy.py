"""Writes values as a plain workbook: a copy of a register as it was."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from ppid_sheets.register import layout
from ppid_sheets.register.look import Look
from ppid_sheets.register.values import Value
from ppid_sheets.stores.xlsx import disk
from ppid_sheets.stores.xlsx.drawn_looks import format_of
from ppid_sheets.stores.xlsx.new import BODY, CREATED, leave_texts, register_options, write


def write_copy(path: Path, tabs: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """Write a plain workbook with these values to `path`, for its owner alone (mode 0600).

    Texts stay texts, whatever they look like. Raises UnsafeError when the file exists already,
    UnreachableError when it cannot be written.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(buffer, register_options())
    workbook.set_properties({"created": CREATED})
    looks = {
        kind: workbook.add_format(format_of(BODY | Look(number=code)))
        for kind, code in _FORMATS.items()
    }
    for title, rows in tabs.items():
        sheet = workbook.add_worksheet(title)
        leave_texts(sheet)
        for number, row in enumerate(rows):
            for position, value in enumerate(row):
                write(sheet, number, position, value, looks[type(value)])
    workbook.close()
    disk.create(path, buffer.getvalue(), private=True)


_FORMATS: Mapping[type, str] = {
    type(None): "",
    int: "",
    float: "",
    bool: "",
    str: layout.TEXT_FORMAT,
    date: layout.DATE_FORMAT,
    datetime: f"{layout.DATE_FORMAT} {layout.TIME_FORMAT}:ss",
    time: f"{layout.TIME_FORMAT}:ss",
    timedelta: "[h]:mm:ss",
}
