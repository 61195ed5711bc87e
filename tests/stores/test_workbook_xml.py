"""Worksheets as other programs write them are edited rightly, or refused."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ppid_sheets.errors import UnsafeError
from ppid_sheets.register import layout
from ppid_sheets.register.values import ColumnChange, NewColumn, Plan, Tab, Value
from ppid_sheets.stores.xlsx.package import Package
from tests.stores import registers
from tests.stores.registers import SHEET

HEAD = "".join(
    f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
    for place, text in (("A3", "No"), ("B3", "Batas"))
)
TOP = f'<row r="3">{HEAD}</row>'
Change = Callable[[str], str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def made(path: Path, body: str, change: Change = str) -> None:
    """A tagged workbook whose first tab holds these rows."""
    registers.written(path, {"Register": (("x",),)})
    registers.tagged(path, {"due_on": 1})
    xml = re.sub(r"<sheetData>.*</sheetData>", lambda _: body, registers.sheet_xml(path))
    registers.repack(path, {SHEET: change(xml).encode()})


def applied(path: Path, *changes: ColumnChange) -> str:
    """The sheet's XML between the tags of its data after these changes."""
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", changes))
    return re.split(r"</?(?:x:)?sheetData/?>", registers.sheet_xml(path))[1]


def texts(values: dict[int, Value], position: int = 1) -> ColumnChange:
    """New values of a column by sheet row."""
    return ColumnChange("due_on", position, tuple(values), ("",) * len(values), (*values.values(),))


def cell(reference: str, text: str, prefix: str = "") -> str:
    """A text cell as we write it."""
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{reference}" t="inlineStr">{inside}</{prefix}c>'


B4, B5, B6 = (cell(f"B{row}", "b") for row in (4, 5, 6))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="5"/>', f'<row r="5">{B5}</row>'),
        ('<row r="5" ht="20" />', f'<row r="5" ht="20" >{B5}</row>'),
        ('<row ht="20" r="5"></row>', f'<row ht="20" r="5">{B5}</row>'),
        ("<row r=' 5 '><c r='a5'/></row>", f"<row r=' 5 '><c r='a5'/>{B5}</row>"),
        ('<row r="5"><c r="&#66;5"/></row>', f'<row r="5">{B5}</row>'),
        ('<row r="5"><c\n r = "A5" /><c s="0"/></row>', f'<row r="5"><c\n r = "A5" />{B5}</row>'),
        ('<row r="7"/>', f'<row r="5">{B5}</row><row r="7"/>'),
        ('<row r="4"/>', f'<row r="4"/><row r="5">{B5}</row>'),
        ('<row r="5"><c r="A5"/></row>', f'<row r="5"><c r="A5"/>{B5}</row>'),
        ('<row r="5"><c r="C5"/></row>', f'<row r="5">{B5}<c r="C5"/></row>'),
        ('<row r="5"><c r="B5"/></row>', f'<row r="5">{B5}</row>'),
        ('<row r="5"><c t="s" r="B5"><v>0</v></c ></row >', f'<row r="5">{B5}</row >'),
        ("<row r='5'><c r='A5'/><c r='B5'/></row>", f"<row r='5'><c r='A5'/>{B5}</row>"),
        ("<row/><row><c/><c/><c><v>1</v></c></row>", f"<row/><row><c/>{B5}<c><v>1</v></c></row>"),
        ("<row/><row><c><v>1</v></c></row>", f"<row/><row><c><v>1</v></c>{B5}</row>"),
        ('<row r="5">\n <c r="A5"/>\n</row>', f'<row r="5">\n <c r="A5"/>{B5}\n</row>'),
        (
            '<row r="5" spans="1:1"><c r="A5"/></row>',
            f'<row r="5" spans="1:2"><c r="A5"/>{B5}</row>',
        ),
        (
            '<row spans="3:4 6:9" r="5"><c r="C5"/></row>',
            f'<row spans="2:9" r="5">{B5}<c r="C5"/></row>',
        ),
        (
            '<row r="5"><c r="A5" t="inlineStr"><is><t>r="B5" &lt;c r="B5"</t></is></c></row>',
            f'<row r="5"><c r="A5" t="inlineStr"><is><t>r="B5" &lt;c r="B5"</t></is></c>{B5}</row>',
        ),
        (
            '<row r="5"><c r="A5"/><extLst><ext uri="x"/></extLst></row>',
            f'<row r="5"><c r="A5"/>{B5}<extLst><ext uri="x"/></extLst></row>',
        ),
    ],
)
def test_rows_as_others_write_them(path: Path, rows: str, expected: str) -> None:
    """A cell is put where it belongs, and every other byte stays."""
    made(path, f"<sheetData>{TOP}{rows.replace('<row/>', '<row/>')}</sheetData>")
    assert applied(path, texts({5: "b"})) == TOP + expected


@pytest.mark.parametrize(
    ("row", "grown"),
    [
        ('<row r="5">', '<row r="5" ht="42">'),
        (
            '<row r="5" spans="1:2" ht="15" x14ac:dyDescent="0.25">',
            '<row r="5" spans="1:2" ht="42" x14ac:dyDescent="0.25">',
        ),
        ('<row r="5" ht="15" spans="1:1">', '<row r="5" ht="42" spans="1:2">'),
        ("<row spans='1:1' r='5' ht='15'>", '<row spans="1:2" r=\'5\' ht="42">'),
        ('<row\n ht = "15"\tspans="1:1"  r="5" >', '<row\n ht="42"\tspans="1:2"  r="5" >'),
        ('<row s="1" r="&#53;" ht="&#49;5">', '<row s="1" r="&#53;" ht="42">'),
        ('<row r="5" ph=" ht=1" ht="15">', '<row r="5" ph=" ht=1" ht="42">'),
        ('<row r="5" ht="60">', '<row r="5" ht="60">'),
        ('<row r="5" ht="15" customHeight="1">', '<row r="5" ht="15" customHeight="1">'),
    ],
)
def test_rows_grow_to_show_their_findings(path: Path, row: str, grown: str) -> None:
    """Three lines need 42 points; a taller row and one that somebody set by hand stay."""
    made(path, f'<sheetData>{TOP}{row}<c r="A5"/></row></sheetData>')
    findings = ColumnChange("findings", 1, (5,), ("",), ("[A] satu\n[B] dua\n[C] tiga",))
    assert grown in applied(path, findings)


def test_one_line_needs_no_height(path: Path) -> None:
    """A short finding leaves the row as it is."""
    made(path, f'<sheetData>{TOP}<row r="5"><c r="A5"/></row></sheetData>')
    findings = ColumnChange("findings", 1, (5,), ("",), ("[A] satu",))
    assert '<row r="5"><c' in applied(path, findings)


@pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_a_sheet_without_rows(path: Path, empty: str) -> None:
    """Rows are put into a sheet that has none."""
    made(path, empty)
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", (texts({4: "b", 6: "b"}),)))
    grid = store.read().tabs["Register"]
    assert [list(row) for row in grid[3:]] == [["", "b"], ["", ""], ["", "b"]]


def test_blank_values_make_no_cells(path: Path) -> None:
    """A blank leaves a styled cell styled, removes a plain one, and creates none."""
    rows = '<row r="4"><c r="B4" s="0"><v>1</v></c></row><row r="5"><c r="B5"><v>1</v></c></row>'
    made(path, f"<sheetData>{TOP}{rows}</sheetData>")
    assert applied(path, texts({4: None, 5: "", 6: None})) == (
        TOP + '<row r="4"></row><row r="5"></row>'
    )


def test_namespace_prefixes(path: Path) -> None:
    """Sheets with a prefix, as the Open XML SDK writes them, get cells with that prefix."""

    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace(" xmlns=", " xmlns:x=")

    made(path, f'<sheetData>{TOP}<row r="5"><c r="A5"/></row><row r="6"/></sheetData>', prefixed)
    data = applied(path, texts({4: "b", 5: "b", 6: "b"}))
    assert data.endswith(
        f'<x:row r="4">{cell("B4", "b", "x:")}</x:row>'
        f'<x:row r="5"><x:c r="A5"/>{cell("B5", "b", "x:")}</x:row>'
        f'<x:row r="6">{cell("B6", "b", "x:")}</x:row>'
    )
    store = registers.store(path)
    rules = layout.highlights({"deadline_status": 1}, (3,), 2)
    store.read()
    store.apply(Plan("Register", highlights=rules))
    assert store.read().highlights == rules


def test_strict_workbooks(path: Path) -> None:
    """Strict Open XML differs in its namespaces only; new tabs take them over."""
    registers.written(path, {"Register": ((), (), ("No",))})
    usual = b"http://schemas.openxmlformats.org/"
    strict = {
        name: data.replace(
            usual + b"spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            usual + b"officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in registers.parts(path).items()
    }
    registers.repack(path, strict)
    store = registers.store(path)
    store.read()
    store.apply(
        Plan(
            "Register",
            (texts({4: date(2026, 3, 1)}),),
            new_tabs=(Tab("Baru", (("a",),), (9,)),),
            tags={"due_on": 1},
            header_row=3,
        )
    )
    snapshot = store.read()
    assert snapshot.tabs["Register"][3][1] == date(2026, 3, 1)
    assert snapshot.tabs["Baru"] == [["a"]]
    assert (
        b"schemas.openxmlformats.org/spreadsheetml"
        not in registers.parts(path)["xl/worksheets/sheet2.xml"]
    )


def test_the_stated_range_grows(path: Path) -> None:
    """The sheet's stated range is widened over new cells, else left."""
    made(
        path,
        f"<sheetData>{TOP}</sheetData>",
        lambda xml: re.sub(r'ref="\w+"', 'ref="A3:A3"', xml, count=1),
    )
    applied(path, texts({9: "b"}))
    assert '<dimension ref="A3:B9"/>' in registers.sheet_xml(path)


def test_new_columns_get_a_width_and_the_neighbours_look(path: Path) -> None:
    """A new column is as wide as its content asks, unless the sheet says otherwise."""
    head = HEAD.replace('<c r="B3"', '<c r="B3" s="0"')
    made(
        path,
        f'<sheetData><row r="3">{head}</row></sheetData>',
        lambda xml: xml.replace(
            "<sheetData>", '<cols><col min="4" max="9" width="7"/></cols><sheetData>'
        ),
    )
    store = registers.store(path)
    store.read()
    columns = (NewColumn("findings", 2, 3), NewColumn("days_left", 3, 3))
    store.apply(Plan("Register", new_columns=columns))
    xml = registers.sheet_xml(path)
    new = '<col min="3" max="3" width="130" customWidth="1"/>'
    assert f'<cols>{new}<col min="4" max="9" width="7"/></cols>' in xml
    assert cell("C3", "Temuan") in xml and cell("D3", "Sisa Hari Kerja") in xml


def test_rules_stand_where_the_schema_wants_them(path: Path) -> None:
    """Conditional rules come after merged cells and before validations and margins."""
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    tail = merged + '<dataValidations><dataValidation sqref="A4"/></dataValidations>'
    made(path, f"<sheetData>{TOP}</sheetData>{tail}")
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", highlights=layout.highlights({"findings": 1}, (3,), 2)))
    order = re.findall(r"<(\w+)", registers.sheet_xml(path).split("</sheetData>")[1])
    assert order[:4] == ["mergeCells", "mergeCell", "conditionalFormatting", "cfRule"]
    assert order[5] == "dataValidations"


REFUSED = {
    "shared formula": '<row r="5"><c r="B5"><f t="shared" ref="B5:B9" si="0">A5</f></c></row>',
    "array formula": '<row r="5"><c r="B5"><f t="array" ref="B5">A5</f><v>1</v></c></row>',
    "spilled array": '<row r="4"><c r="A4"><f t="array" ref="A4:C9">X1</f><v>1</v></c></row>',
    "comment": "<!-- <c r='B5'/> -->",
    "cdata": '<row r="5"><c r="A5" t="str"><v><![CDATA[<c r="B5"/>]]></v></c></row>',
    "rows out of order": '<row r="6"/><row r="5"/>',
    "row twice": '<row r="5"/><row r="5"/>',
    "cell twice": '<row r="5"><c r="B5"/><c r="B5"/></row>',
    "cell of another row": '<row r="5"><c r="B6"/></row>',
    "row that is no number": '<row r="lima"/>',
    "row beyond the last": '<row r="1048577"/>',
    "cell beyond the last": '<row r="5"><c r="XFE5"/></row>',
    "cell of no place": '<row r="5"><c r="5B"/></row>',
    "cells out of order among usual ones": '<row r="5"><c r="C5"/><c r="B5"/></row>',
    "not well-formed": '<row r="5"><c r="A5" r="A5"/></row>',
    "cells out of order": '<row r="5"><c t="n" r="C5"/><c r="B5"/></row>',
    "alternate content": '<mc:AlternateContent xmlns:mc="m"/>',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_edited_safely_is_refused(path: Path, name: str) -> None:
    """The file stays as it is, and one sentence says why."""
    made(path, f"<sheetData>{TOP}{REFUSED[name]}</sheetData>")
    store = registers.store(path)
    store.read()
    before = path.read_bytes()
    with pytest.raises(UnsafeError, match=r"^Berkas register\.xlsx tidak diubah: .*\.$"):
        store.apply(Plan("Register", (texts({5: "b"}),)))
    assert path.read_bytes() == before


MERGED = f'<sheetData>{TOP}</sheetData><mergeCells><mergeCell ref="A5:C6"/></mergeCells>'


def test_a_value_that_a_merged_cell_would_hide_is_refused(path: Path) -> None:
    """Only the first of merged cells is seen; the sentence says which to part."""
    made(path, MERGED)
    store = registers.store(path)
    store.read()
    before = path.read_bytes()
    with pytest.raises(UnsafeError, match=r"sel B6 tergabung .*; pisahkan sel A5:C6 lewat .*\.$"):
        store.apply(Plan("Register", (texts({4: "a", 6: "b"}),)))
    assert path.read_bytes() == before


def test_merged_cells_elsewhere_and_blanks_within_are_fine(path: Path) -> None:
    """Titles and totals are merged in every register; nothing is hidden where nothing is said."""
    made(path, MERGED)
    assert 'r="B7"' in applied(path, texts({6: "", 7: "b"}))


def test_rows_of_another_namespace_are_refused(path: Path) -> None:
    """Rows that do not share the sheet's prefix are not understood."""
    made(path, '<sheetData><y:row xmlns:y="y" r="3"/></sheetData>')
    store = registers.store(path)
    store.read()
    with pytest.raises(UnsafeError, match="tidak dikenal"):
        store.apply(Plan("Register", (texts({5: "b"}),)))


def test_shared_formula_children_give_way(path: Path) -> None:
    """A cell that only follows another's shared formula can be replaced."""
    rows = (
        '<row r="5"><c r="A5"><f t="shared" ref="A5:B5" si="0">C5</f><v>1</v></c>'
        '<c r="B5"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    made(path, f"<sheetData>{TOP}{rows}</sheetData>")
    assert applied(path, texts({5: "b"})).endswith(f"<v>1</v></c>{B5}</row>")


def test_other_encodings_are_refused(path: Path) -> None:
    """A sheet in UTF-16 is not edited."""
    made(path, f"<sheetData>{TOP}</sheetData>")
    xml = registers.sheet_xml(path).replace("UTF-8", "UTF-16")
    registers.repack(path, {SHEET: xml.encode("utf-16")})
    store = registers.store(path)
    store._seen = Package(path.read_bytes())
    with pytest.raises(UnsafeError, match="UTF-8"):
        store.apply(Plan("Register", (texts({5: "b"}),)))


def test_filled_cells_take_no_new_header(path: Path) -> None:
    """A new column is refused where a header stands already."""
    made(path, f"<sheetData>{TOP}</sheetData>")
    store = registers.store(path)
    store.read()
    with pytest.raises(UnsafeError, match="sel B3 sudah terisi"):
        store.apply(Plan("Register", new_columns=(NewColumn("findings", 1, 3),)))


def test_texts_too_long_for_a_cell_are_refused(path: Path) -> None:
    """Excel would repair a file with a longer text."""
    made(path, f"<sheetData>{TOP}</sheetData>")
    store = registers.store(path)
    store.read()
    with pytest.raises(UnsafeError, match="lebih panjang"):
        store.apply(Plan("Register", (texts({5: "b" * 32_768}),)))


def test_a_taken_tab_title_is_refused(path: Path) -> None:
    """Excel does not distinguish case in titles."""
    made(path, f"<sheetData>{TOP}</sheetData>")
    store = registers.store(path)
    store.read()
    with pytest.raises(UnsafeError, match="tab REGISTER sudah ada"):
        store.apply(Plan("Register", new_tabs=(Tab("REGISTER", (), ()),)))


def test_workbooks_without_styles(path: Path) -> None:
    """Dates need a style; a workbook without any gets its first."""
    made(path, f"<sheetData>{TOP}</sheetData>")
    parts = registers.parts(path)
    relations = re.sub(
        rb"<Relationship [^>]*styles.xml\"/>", b"", parts["xl/_rels/workbook.xml.rels"]
    )
    types = re.sub(
        rb"<Override PartName=\"/xl/styles.xml\"[^>]*/>", b"", parts["[Content_Types].xml"]
    )
    registers.repack(
        path,
        {
            "xl/styles.xml": None,
            "xl/_rels/workbook.xml.rels": relations,
            "[Content_Types].xml": types,
        },
    )
    store = registers.store(path)
    store.read()
    rules = layout.highlights({"deadline_status": 1}, (3,), 2)
    store.apply(Plan("Register", (texts({5: date(2026, 3, 1)}),), rules))
    snapshot = store.read()
    assert snapshot.tabs["Register"][4][1] == date(2026, 3, 1)
    assert snapshot.highlights == rules
