"""Finds out whether the reader of workbooks knows those that count days from 1904.

Some versions of python-calamine read their dates four years and a day early.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from ppid_sheets.register.dates import EPOCH_1904
from ppid_sheets.register.values import Value

_KNOWN = date(2026, 11, 2)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
_RELATION = f'<Relationship Id="r{{}}" Type="{_KINDS}/{{}}" Target="{{}}"/>'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/s.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": _RELATIONS.format(
        _RELATION.format(1, "worksheet", "worksheets/s.xml")
        + _RELATION.format(2, "styles", "styles.xml")
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/worksheets/s.xml": (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" s="1">'
        f"<v>{(_KNOWN - EPOCH_1904).days}</v></c></row></sheetData></worksheet>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>"
    ),
}
"""The smallest workbook of the 1904 system with one day in it.

Every version of the reader takes it for a workbook.
"""


@cache
def days_early() -> int:
    """By how many days the installed reader is early in a workbook that counts from 1904."""
    from python_calamine import CalamineWorkbook

    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, text in _PARTS.items():
            package.writestr(name, text)
    read = CalamineWorkbook.from_filelike(BytesIO(file.getvalue())).get_sheet_by_name("s")
    day = read.to_python()[0][0]
    return (_KNOWN - day).days if isinstance(day, date) else 0


def put_right(grid: Sequence[list[Value]], early: int) -> None:
    """Let the days of a grid be those that its workbook means."""
    shift = timedelta(days=early)
    for row in grid if early else ():
        row[:] = [value + shift if isinstance(value, date) else value for value in row]
