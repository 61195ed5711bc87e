"""Makes registers as files, ordinary and messy, and takes them apart again."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from ppid_sheets.register.values import Plan, Value
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.edit import edited
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.kept import kept

MOMENT = datetime(2026, 11, 23, 8, 15)
STAFF = ("No. Registrasi", "Tanggal Diterima", "Nama Pemohon", "Jumlah", "Dua kali")
JOB = {"due_on": 5, "days_left": 6, "deadline_status": 7, "service_days": 8, "findings": 9}
JOB_HEADERS = ("Batas Waktu", "Sisa Hari Kerja", "Status Tenggat", "Lama Layanan", "Temuan")
AFTER = 10
"""The position of a staff column to the right of the job's."""
HEADER_ROW = 3


def store(path: Path, **options: Any) -> WorkbookStore:
    """A store on a file whose clock stands still."""
    return WorkbookStore(path, now=lambda: MOMENT, **options)


def tagged(path: Path, tags: Mapping[str, int], title: str = "Register") -> None:
    """Set column tags in a file made by others."""
    plan = Plan(title, tags=tags, header_row=HEADER_ROW)
    path.write_bytes(edited(Package(path.read_bytes()), plan))


def written(path: Path, tabs: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """A plain workbook that holds these values."""
    kept(path, ("written", tabs), lambda at: _write(at, tabs))


def _write(path: Path, tabs: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in tabs.items():
        sheet = book.add_worksheet(title)
        for row, values in enumerate(rows):
            for position, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(row, position, value, day)
                elif value is not None:
                    sheet.write(row, position, value)
    book.close()


def type_in(path: Path, tab: str, cell: str, value: str) -> None:
    """Type a text into a cell that the file already has."""
    package = Package(path.read_bytes())
    part = WorkbookParts(package).sheet(tab).part
    inside = f' t="inlineStr"><is><t>{value}</t></is></c>' if value else "/>"
    pattern = rf'(<c r="{cell}"(?: s="\d+")?)(?:/>|[^>]*>.*?</c>)'.encode()
    data, count = re.subn(pattern, rb"\1" + inside.encode(), package.read(part))
    assert count == 1
    package.write(part, data)
    path.write_bytes(package.to_bytes())


def by_xlsxwriter(path: Path, rows: Collection[int], features: Collection[str]) -> None:
    """A messy register by XlsxWriter, with requests in these sheet rows (1-based)."""
    key = ("messy", [*rows], sorted(features))
    kept(path, key, lambda at: _by_xlsxwriter(at, rows, features))


def _by_xlsxwriter(path: Path, rows: Collection[int], features: Collection[str]) -> None:
    book = xlsxwriter.Workbook(path, {"date_1904": "1904" in features})
    sheet = book.add_worksheet("Register")
    other = book.add_worksheet("Daftar 'lama' 2")
    other.write_column(0, 0, range(8))
    day = book.add_format({"num_format": "d mmm yyyy", "bg_color": "#FFEE99"})
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    sheet.write_string(0, 0, "Register & <lama>", bold)
    for position, header in enumerate((*STAFF, *JOB_HEADERS, "Catatan")):
        sheet.write_string(HEADER_ROW - 1, position, header, bold)
    for row in rows:
        sheet.write_string(row - 1, 0, f"0{row}/PPID")
        sheet.write_datetime(row - 1, 1, date(2026, 3, 1 + row % 28), day)
        sheet.write_rich_string(row - 1, 2, "Siti ", bold, "Aminah", red, " <& putri>")
        sheet.write_number(row - 1, 3, row / 3)
        sheet.write_formula(row - 1, 4, f"=D{row}*2", None, row / 3 * 2)
        if "after" in features:
            sheet.write_string(row - 1, AFTER, 'teks r="F4" <c r="F5">', red)
        if "styled" in features:
            sheet.write_blank(row - 1, 5, None, day)
            sheet.write_string(row - 1, 9, "temuan lama", red)
    _decorate(book, sheet, features)
    book.close()
    tagged(path, JOB)


def _decorate(book: Any, sheet: Any, features: Collection[str]) -> None:
    extras: dict[str, Callable[[], Any]] = {
        "picture": lambda: sheet.insert_image("M2", "a.png", {"image_data": BytesIO(_png())}),
        "textbox": lambda: sheet.insert_textbox("M8", "Catatan"),
        "button": lambda: sheet.insert_button("N9", {"caption": "Cetak"}),
        "comment": lambda: sheet.write_comment("C4", "Periksa lagi"),
        "sparkline": lambda: sheet.add_sparkline("L4", {"range": "Register!D4:D9"}),
        "validation": lambda: sheet.data_validation(
            "A4:A99", {"validate": "list", "source": ["a", "b"]}
        ),
        "bars": lambda: sheet.conditional_format(
            "D4:D99", {"type": "data_bar", "data_bar_2010": True}
        ),
        "rules": lambda: sheet.conditional_format(
            "A4:D99",
            {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": 1})},
        ),
        "merge": lambda: sheet.merge_range("A2:C2", "Permohonan"),
        "hidden": lambda: sheet.set_row(4, 30, None, {"hidden": True}),
        "row style": lambda: sheet.set_row(5, 20, book.add_format({"bg_color": "yellow"})),
        "column style": lambda: sheet.set_column("F:J", 15, book.add_format({"italic": True})),
        "link": lambda: sheet.write_url("L5", "https://ppid.kpu.go.id"),
        "table": lambda: sheet.add_table("P3:Q6", {"columns": [{"header": "a"}, {"header": "b"}]}),
        "name": lambda: book.define_name("Zona", "=Register!$A$1"),
        "filter": lambda: sheet.autofilter("A3:E20"),
        "array": lambda: sheet.write_array_formula("S4:S6", "{=D4:D6*2}"),
        "protect": lambda: sheet.protect(),
        "freeze": lambda: sheet.freeze_panes(3, 2),
        "chart": lambda: _chart(book, sheet),
        "hidden tab": lambda: book.add_worksheet("Rahasia").hide(),
    }
    for name in sorted(set(extras) & set(features)):
        extras[name]()


FEATURES = (
    "after", "styled", "1904", "picture", "textbox", "button", "comment", "sparkline",
    "validation", "bars", "rules", "merge", "hidden", "row style", "column style", "link",
    "table", "name", "filter", "array", "protect", "freeze", "chart", "hidden tab",
)  # fmt: skip


def _chart(book: Any, sheet: Any) -> None:
    charts = [book.add_chart({"type": kind}) for kind in ("line", "bar")]
    for chart in charts:
        chart.add_series({"values": "=Register!$D$4:$D$9"})
    sheet.insert_chart("M12", charts[0])
    book.add_chartsheet("Grafik").set_chart(charts[1])


def by_openpyxl(path: Path, rows: Collection[int], features: Collection[str]) -> None:
    """A messy register by openpyxl, with requests in these sheet rows (1-based)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register"
    for position, header in enumerate((*STAFF, *JOB_HEADERS, "Catatan"), 1):
        sheet.cell(HEADER_ROW, position, header).font = Font(bold=True)
    for row in rows:
        sheet.cell(row, 1, f"0{row}/PPID")
        sheet.cell(row, 2, date(2026, 3, 1 + row % 28)).number_format = "dd/mm/yyyy"
        sheet.cell(row, 3, "Siti & <Aminah>")
        sheet.cell(row, 4, row / 3)
        sheet.cell(row, 5, f"=D{row}*2")
        if "after" in features:
            sheet.cell(row, AFTER + 1, "catatan").fill = PatternFill("solid", fgColor="FFCC00")
        if "styled" in features:
            sheet.cell(row, 6).number_format = "yyyy-mm-dd"
            sheet.cell(row, 8, "Dalam proses").font = Font(italic=True)
    _decorate_by_openpyxl(sheet, features)
    book.create_sheet("Lain")["A1"] = 1
    book.save(path)
    tagged(path, JOB)


def _decorate_by_openpyxl(sheet: Any, features: Collection[str]) -> None:
    check = DataValidation("list", formula1='"a,b"')
    check.add("A4:A99")
    chart = BarChart()
    chart.add_data(Reference(sheet, range_string="Register!D4:D9"))
    rules = sheet.conditional_formatting
    extras: dict[str, Callable[[], Any]] = {
        "rules": lambda: rules.add("D4:D99", CellIsRule("greaterThan", ["5"])),
        "bars": lambda: rules.add("D4:D99", ColorScaleRule("min", None, "FF0000", "max")),
        "validation": lambda: sheet.add_data_validation(check),
        "comment": lambda: setattr(sheet["C4"], "comment", Comment("Periksa", "Kasubag")),
        "merge": lambda: sheet.merge_cells("A2:C2"),
        "chart": lambda: sheet.add_chart(chart, "M2"),
        "hidden": lambda: setattr(sheet.row_dimensions[5], "hidden", True),
        "filter": lambda: setattr(sheet.auto_filter, "ref", "A3:E20"),
        "link": lambda: setattr(sheet["L5"], "hyperlink", "https://ppid.kpu.go.id"),
    }
    for name in sorted(set(extras) & set(features)):
        extras[name]()


def _png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xff\0\0")
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def parts(path: Path) -> dict[str, bytes]:
    """All parts of a file, in the order of its directory."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def dates(path: Path) -> list[tuple[int, ...]]:
    """The time stamps of all parts."""
    with zipfile.ZipFile(path) as package:
        return [member.date_time for member in package.infolist()]


def repack(path: Path, changes: Mapping[str, bytes | None]) -> None:
    """Rewrite a file with some parts replaced, added or left out."""
    content = {**parts(path), **changes}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            if data is not None:
                package.writestr(name, data)


def renamed(path: Path, title: str, new: str) -> None:
    """Give a tab another name as Excel does, which carries defined names along."""
    quoted = new.replace("'", "''")
    workbook = parts(path)["xl/workbook.xml"].decode()
    workbook = workbook.replace(f'name="{title}"', f'name="{new}"')
    workbook = workbook.replace(f"'{title}'!", f"'{quoted}'!")
    repack(path, {"xl/workbook.xml": workbook.encode()})


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(path: Path) -> str:
    """The XML of the first tab."""
    return parts(path)[SHEET].decode()


def without_ours(xml: bytes, references: Collection[str]) -> str:
    """A sheet's XML without what `apply` may change, to compare before with after."""
    text = xml.decode().replace(" />", "/>")
    cells = re.compile(r'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
    text = cells.sub(lambda cell: "" if cell[1] in references else cell[0], text)
    text = re.sub(r'(<row [^>]*?) spans="[^"]*"', r"\1", text)
    text = re.sub(r'(<row (?![^>]*customHeight)[^>]*?) ht="[^"]*"', r"\1", text)
    text = re.sub(r"(<row [^>]*?)></row>", r"\1/>", text)
    text = re.sub(r'<row r="\d+"/>', "", text)
    text = re.sub(r'<dimension ref="[^"]*"/>', "", text)
    ours = r"<cfRule [^>]*><formula>[^<]*N\(&quot;ppid&quot;\)=0\)</formula></cfRule>"
    text = re.sub(ours, "", text)
    text = re.sub(r"<conditionalFormatting [^>]*></conditionalFormatting>", "", text)
    return text.replace("<sheetData></sheetData>", "<sheetData/>")


def looks(path: Path, skip: Collection[str]) -> dict[tuple[str, str], Any]:
    """Value, style and note of every cell by openpyxl, but those of the first tab in `skip`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
        cached = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title == "Register" and cell.coordinate in skip:
                    continue
                value = getattr(cell.value, "text", cell.value)
                look = (
                    repr(value),
                    repr(cached[sheet.title][cell.coordinate].value),
                    cell.number_format,
                    repr(cell.font),
                    repr(cell.fill),
                    repr(cell.border),
                    repr(cell.alignment),
                    cell.comment and cell.comment.text,
                )
                if cell.value is not None or cell.has_style:
                    found[sheet.title, cell.coordinate] = look
    return found
