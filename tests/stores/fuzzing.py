"""Makes sheets and packages as some program might write them, and edits them in memory.

Run with `python -m tests.stores.fuzzing 20000` for many examples; it says what came out.
"""

import sys
from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import ColumnChange, Plan, Tab, Value
from ppid_sheets.stores.xlsx import reading, scan
from ppid_sheets.stores.xlsx.book import NotAWorkbookError, WorkbookParts
from ppid_sheets.stores.xlsx.edit import edited
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.xml import UnsupportedError, attributes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
JOB = range(4, 7)
"""Positions of the columns that the plan writes."""
TITLES = ("Register", "Reg & <2>", "Daftar 'lama'")
SPACE = st.sampled_from([" ", " ", " ", "  ", "\n", "\t "])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
RESULTS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    WORDS,
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.integers(-99, 99),
    st.just("[A] satu\n[B] dua\n[C] tiga"),
)


def escaped(text: str) -> str:
    """Text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def tag(draw: Any, name: str, values: dict[str, str], close: str = "") -> str:
    """An opening tag with these attributes in any order, quotes and white space."""
    written = []
    for key, value in draw(st.permutations(sorted(values.items()))):
        quote = draw(st.sampled_from(['"', '"', '"', "'"]))
        equals = draw(st.sampled_from(["=", "=", "=", " = ", "= "]))
        if value and draw(st.integers(0, 19)) == 0:
            value = f"&#{ord(value[0])};{value[1:]}"
        written.append(f"{draw(SPACE)}{key}{equals}{quote}{value}{quote}")
    return f"<{name}{''.join(written)}{draw(st.sampled_from(['', '', ' ']))}{close}>"


@st.composite
def cell(draw: Any, prefix: str, row: int, position: int, usual: bool) -> str:
    """A cell of staff's, or what stands where the job writes."""
    values: dict[str, str] = {}
    if usual or draw(st.integers(0, 9)):
        place = f"{letters(position)}{row}"
        values["r"] = place if usual or draw(st.integers(0, 19)) else place.lower()
    if draw(st.booleans()):
        values["s"] = draw(st.sampled_from("0123"))
    content = draw(st.sampled_from(["", "v", "str", "inline", "f", "b", "e", "shared"]))
    if content == "":
        return str(draw(tag(f"{prefix}c", values, "/")))
    text = escaped(draw(WORDS))
    inside = {
        "v": (None, f"<{prefix}v>{draw(st.integers(-5, 60_000))}</{prefix}v>"),
        "str": ("str", f"<{prefix}f>A1</{prefix}f><{prefix}v>{text}</{prefix}v>"),
        "inline": ("inlineStr", f"<{prefix}is><{prefix}t>{text}</{prefix}t></{prefix}is>"),
        "f": (None, f"<{prefix}f>A1+1</{prefix}f>"),
        "b": ("b", f"<{prefix}v>1</{prefix}v>"),
        "e": ("e", f"<{prefix}v>#N/A</{prefix}v>"),
        "shared": ("s", f"<{prefix}v>0</{prefix}v>"),
    }[content]
    if inside[0]:
        values["t"] = inside[0]
    return f"{draw(tag(f'{prefix}c', values))}{inside[1]}</{prefix}c>"


@st.composite
def row(draw: Any, prefix: str, number: int, usual: bool) -> str:
    """A row with a few cells, in order but now and then."""
    values = {"r": str(number)} if usual or draw(st.integers(0, 9)) else {}
    for key, choices in (
        ("spans", ["1:3", "1:9", ""]),
        ("ht", ["15", "60", "12.75"]),
        ("customHeight", ["1", "0"]),
        ("s", ["1", "2"]),
        ("customFormat", ["1"]),
        ("x14ac:dyDescent", ["0.25"]),
    ):
        if draw(st.integers(0, 3)) == 0:
            values[key] = draw(st.sampled_from(choices))
    positions = sorted(draw(st.sets(st.integers(0, 9), max_size=6)))
    if not usual and draw(st.integers(0, 9)) == 0:
        positions = draw(st.permutations([*positions, *positions[:1]]))
    cells = [draw(cell(prefix, number, position, usual)) for position in positions]
    if not cells and draw(st.booleans()):
        return str(draw(tag(f"{prefix}row", values, "/")))
    gap = draw(st.sampled_from(["", "", "\n  "]))
    return f"{draw(tag(f'{prefix}row', values))}{gap.join(['', *cells, ''])}</{prefix}row>"


@st.composite
def sheets(draw: Any) -> str:
    """A worksheet part."""
    prefix = draw(st.sampled_from(["", "", "x:"]))
    usual = draw(st.booleans())
    numbers = sorted(draw(st.sets(st.integers(1, 12), max_size=7)))
    if not usual and draw(st.integers(0, 9)) == 0:
        numbers = draw(st.permutations([*numbers, *numbers[:1]]))
    rows = "".join(draw(row(prefix, number, usual)) for number in numbers)
    around = {
        name: draw(st.sampled_from(choices))
        for name, choices in {
            "dimension": [
                "",
                '<{p}dimension ref="A1:C4"/>',
                '<{p}dimension ref="1:4"/>',
                "<{p}dimension ref='A1'/>",
            ],
            "cols": ["", '<{p}cols><{p}col min="1" max="3" width="9" style="1"/></{p}cols>'],
            "after": [
                "",
                '<{p}mergeCells count="1"><{p}mergeCell ref="A1:B1"/></{p}mergeCells>',
                '<{p}mergeCells><{p}mergeCell ref="A:A"/></{p}mergeCells>',
                '<{p}autoFilter ref="A1:C9"/>',
                "<!-- catatan -->",
            ],
        }.items()
    }
    around = {name: text.format(p=prefix) for name, text in around.items()}
    space = f'xmlns{":x" if prefix else ""}="{MAIN}" xmlns:x14ac="urn:x14ac"'
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    if not rows and draw(st.booleans()):
        data = f"<{prefix}sheetData/>"
    head = draw(st.sampled_from(["", '<?xml version="1.0" encoding="UTF-8"?>\n', "\ufeff"]))
    return (
        f"{head}<{prefix}worksheet {space}>{around['dimension']}{around['cols']}{data}"
        f"{around['after']}</{prefix}worksheet>"
    )


@st.composite
def packages(draw: Any) -> bytes:
    """A workbook with a register and another tab."""
    title = draw(st.sampled_from(TITLES))
    styled = draw(st.integers(0, 9)) > 0
    odd = draw(st.sampled_from(["", "", "", "backslash", "capital", "twice", "module", "left"]))
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="49"/><xf numFmtId="46"/></cellXfs></styleSheet>'
    )
    override = '<Override PartName="/xl/{}" ContentType="' + KIND + '{}+xml"/>'
    types = override.format("workbook.xml", "sheet.main") + "".join(
        override.format(f"worksheets/sheet{n}.xml", "worksheet") for n in (1, 2)
    )
    types += override.format("styles.xml", "styles") if styled or odd == "left" else ""
    relation = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    relations = "".join(
        relation.format(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in (1, 2)
    ) + relation.format("rId3", "sharedStrings", "sharedStrings.xml")
    relations += relation.format("rId4", "styles", "styles.xml") if styled else ""
    module = '<sheet name="Modul" sheetId="9" r:id=""/>' if odd == "module" else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + relation.format("rId1", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escaped(title)}" sheetId="1" r:id="rId1"/>'
        f'<sheet name="Lain" sheetId="2" r:id="rId2"/>{module}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>bersama</t></si></sst>',
        "xl/worksheets/sheet1.xml": draw(sheets()),
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
    }
    if styled:
        parts["xl/styles.xml"] = styles
    names = {
        "backslash": lambda name: name.replace("/", "\\"),
        "capital": lambda name: name.upper() if "sheet1" in name else name,
    }.get(odd, str)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(names(name), text)
        if odd == "twice":
            package.writestr("xl/Worksheets/sheet1.xml", parts["xl/worksheets/sheet1.xml"])
    return buffer.getvalue()


@st.composite
def plans(draw: Any) -> Plan:
    """Results for some rows of the register, and perhaps a new tab and tags."""
    rows = sorted(draw(st.sets(st.integers(2, 14), min_size=1, max_size=5)))
    keys = ("due_on", "days_left", "findings")
    cells = tuple(
        ColumnChange(key, position, rows, [""] * len(rows), [draw(RESULTS) for _ in rows])
        for key, position in zip(keys, JOB, strict=True)
    )
    tabs = (Tab("Temuan", (("a", date(2026, 3, 2)),), (9, 9)),) if draw(st.booleans()) else ()
    tags = {"findings": 6} if draw(st.booleans()) else {}
    return Plan("", cells, new_tabs=tabs, tags=tags, header_row=1)


def tried(data: bytes, plan: Plan) -> str:
    """What comes of a plan on a file: edited (and checked to be right), or refused."""
    try:
        book = WorkbookParts(Package(data))
        title = book.titles()[0]
        before = reading.tabs(book, [title]).tabs[title]
        part = book.package.read(book.sheet(title).part)
        new = edited(
            Package(data),
            Plan(
                title,
                plan.cells,
                new_tabs=plan.new_tabs,
                tags=plan.tags,
                header_row=plan.header_row,
            ),
        )
    except UnsupportedError as reason:
        return (
            f"refused: {' '.join(w for w in str(reason).split() if not any(map(str.isdigit, w)))}"
        )
    except (BadZipFile, NotAWorkbookError, KeyError) as error:
        return type(error).__name__
    after_book = WorkbookParts(Package(new))
    after = reading.tabs(after_book, [title]).tabs[title]
    assert _staff(after) == _staff(before)
    sheet, was = parse(after_book.package.read(after_book.sheet(title).part)), parse(part)
    scan.extent(sheet)
    old, now = _tags(was), _tags(sheet)
    assert {number: now[number] for number in old} == old
    wanted = {
        (row, change.position): value
        for change in plan.cells
        for row, value in zip(change.rows, change.new, strict=True)
    }
    for (number, position), value in wanted.items():
        row = after[number - 1] if number <= len(after) else []
        shown = row[position] if position < len(row) else ""
        assert (shown or "") == (value or "") or shown == value, (number, position, shown, value)
    assert edited(Package(data), Plan(title, plan.cells, new_tabs=plan.new_tabs, tags=plan.tags,
                                      header_row=plan.header_row)) == new  # fmt: skip
    return "edited"


def _staff(grid: Any) -> dict[tuple[int, int], Value]:
    return {
        (row, position): value
        for row, values in enumerate(grid)
        for position, value in enumerate(values)
        if value not in ("", None) and position not in JOB
    }


def _tags(sheet: Any) -> dict[int, dict[str, str]]:
    return {
        row.number: {
            key: value
            for key, value in attributes(sheet.data[row.attributes : row.attributes_end]).items()
            if key not in ("spans", "ht")
        }
        for row in scan.rows(sheet)
    }


def main(count: int) -> None:
    """Try so many examples and print what came of them."""
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(packages(), plans())
    def run(data: bytes, plan: Plan) -> None:
        outcomes[tried(data, plan)] += 1

    try:
        run()
    finally:
        for outcome, times in outcomes.most_common():
            sys.stdout.write(f"{times:7,} {outcome}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
