"""A stray cell at a sheet's edges stops no register, or is named in one sentence."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppid_sheets.errors import ShapeError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx.far import MOST_ROWS, MOST_STRAY, without_far
from tests.budget import chosen
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid
from tests.stores.registers import store, written

FAR = 1_048_576


def register(path: Path, *places: str) -> Path:
    """An office's own register with something in these cells."""
    written(path, {"Register": grid(GOOD, OPEN)})
    book = openpyxl.load_workbook(path)
    for place in places:
        book["Register"][place] = "x"
    book.save(path)
    return path


def test_a_stray_cell_in_the_last_row_is_named_and_stays(tmp_path: Path) -> None:
    """The requests are judged, the cell is a finding, a second check writes nothing."""
    path = register(tmp_path / "register.xlsx", f"C{FAR}", f"A{FAR}")
    init(store(path))
    checked = jobs.check(store(path), SETTINGS, TODAY)
    assert len(checked.verdict.table.frame) == 2
    assert [f.message for f in checked.verdict.findings if f.code == "R18"] == [
        f"sel A{FAR} dan C{FAR} di tab 'Register' terisi jauh di bawah tabel, sehingga tidak dibaca"
    ]
    assert not jobs.check(store(path), SETTINGS, TODAY).written
    sheet = openpyxl.load_workbook(path)["Register"]
    assert (sheet[f"A{FAR}"].value, sheet[f"C{FAR}"].value) == ("x", "x")
    at = len(grid(GOOD)[0]) + 1
    assert [sheet.cell(1, at + n).value for n in range(5)] == [c.header for c in REQUESTS.job]
    assert sheet.cell(3, at + 2).value


def test_very_many_cells_so_far_below_are_refused(tmp_path: Path) -> None:
    """A table down there is no slip of a key: one sentence names where it is."""
    places = [f"B{FAR - n}" for n in range(MOST_STRAY + 1)]
    path = register(tmp_path / "register.xlsx", *places)
    with pytest.raises(ShapeError, match=rf"di sekitar sel B{FAR - MOST_STRAY}; hapus isian itu"):
        store(path).read()


@pytest.mark.parametrize(
    "place",
    chosen(["XFD900", "XEY900", "XFD3", "XFD1", "XFA1"], ["XFD900", "XEY900"]),
)
def test_no_room_at_the_right_edge_is_a_refusal(tmp_path: Path, place: str) -> None:
    """The cell in the way is named, and nothing is written."""
    path = register(tmp_path / "register.xlsx", place)
    before = path.read_bytes()
    if place == "XEY900":  # exactly as many columns are left as are to be added
        init(store(path))
        assert not jobs.check(store(path), SETTINGS, TODAY).absent.missing
        return
    with pytest.raises(UnsafeError, match=rf"tab Register, sel {place} terisi di tepi kanan"):
        init(store(path))
    assert path.read_bytes() == before


def sheet(*rows: str) -> bytes:
    """A worksheet."""
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ('<c r="B{0}"><v>1</v></c>', True),
        ('<c r="B{0}" t="inlineStr"><is><t>x</t></is></c>', True),
        ('<c r="B{0}"><f t="shared" si="0"/></c>', True),
        ('<c r="B{0}" s="3"/>', False),
        ('<c r="B{0}"><v></v></c>', False),
    ],
)
def test_what_is_cut_is_named(cell: str, named: Any) -> None:
    """Cells that hold nothing need no word."""
    row = MOST_ROWS + 1
    far = f'<row r="{row}">{cell.format(row)}</row>'
    assert without_far(sheet(NEAR, far)) == (sheet(NEAR), (f"B{row}",) * named)
    last = f'<row r="{MOST_ROWS}"><c r="A{MOST_ROWS}"/></row>'
    assert without_far(sheet(NEAR, last)) == (sheet(NEAR, last), ())
