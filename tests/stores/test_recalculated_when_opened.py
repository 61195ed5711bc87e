"""The office's own formulas over the job's cells are calculated anew when the file is opened."""

from pathlib import Path

import pytest

from ppid_sheets.register.values import ColumnChange, Plan
from tests.stores import registers

PLAN = Plan("Register", (ColumnChange("findings", 9, (4,), ("",), ("a",)),))


@pytest.mark.parametrize(
    ("tab", "formula", "marked"),
    [
        ("Register", 'COUNTIF(J4:J99,"*")', True),
        ("Register", "COUNTA(A4:Z9)", True),
        ("Register", "SUM(D4:D9)", False),
        ("Register", "SUM(4:4)", True),
        ("Register", 'INDIRECT("J"&amp;4)', True),
        ("Lain", 'COUNTIF(Register!J4:J99,"*")', True),
        ("Lain", "SUM(J4:J9)", False),
    ],
)
def test_formulas_that_may_look_at_results(
    tmp_path: Path, tab: str, formula: str, marked: bool
) -> None:
    """A stale count is a wrong count; where nobody looks, nothing is marked."""
    path = tmp_path / "register.xlsx"
    registers.written(path, {"Register": ((), (), ("No",), ("a",)), "Lain": (("x",),)})
    registers.tagged(path, {"findings": 9})
    part = registers.SHEET if tab == "Register" else "xl/worksheets/sheet2.xml"
    cell = f'<row r="20"><c r="A20"><f>{formula}</f><v>1</v></c></row></sheetData>'
    xml = registers.parts(path)[part].decode().replace("</sheetData>", cell)
    workbook = registers.parts(path)["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    registers.repack(path, {part: xml.encode(), "xl/workbook.xml": workbook})
    store = registers.store(path)
    store.read()
    store.apply(PLAN)
    found = b'fullCalcOnLoad="1"' in registers.parts(path)["xl/workbook.xml"]
    assert found is marked
