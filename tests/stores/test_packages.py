"""Packages that other programs, or accidents, put together: edited rightly, or refused."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ppid_sheets.errors import PpidError, ShapeError, UnsafeError
from ppid_sheets.register.values import ColumnChange, Plan, Tab
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.package import Package
from tests.stores import registers

TYPES, RELATIONS, WORKBOOK = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
DAY = date(2026, 3, 2)
PLAN = Plan(
    "Register",
    (ColumnChange("due_on", 5, (4,), ("",), (DAY,)),),
    new_tabs=(Tab("Baru", (("a", DAY),), (9, 9)),),
)
STAFF = {(4, 0): "04/PPID", (4, 2): "Siti Aminah <& putri>"}
Spoil = Callable[[dict[str, bytes]], dict[str, bytes | None]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register with another tab and a chart tab."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"chart"})
    return path


def without(part: str, pattern: bytes) -> Spoil:
    """Take what matches out of a part."""
    return lambda parts: {part: re.sub(pattern, b"", parts[part])}


def backslashes(parts: dict[str, bytes]) -> dict[str, bytes | None]:
    """Members named as Windows names files."""
    gone: dict[str, bytes | None] = dict.fromkeys(parts)
    return {**gone, **{name.replace("/", "\\"): data for name, data in parts.items()}}


def other_name(parts: dict[str, bytes]) -> dict[str, bytes | None]:
    """A workbook part under another name, in another folder."""
    return {
        WORKBOOK: None,
        RELATIONS: None,
        "isi/buku.xml": parts[WORKBOOK],
        "isi/_rels/buku.xml.rels": parts[RELATIONS].replace(b'Target="', b'Target="../xl/'),
        "_rels/.rels": parts["_rels/.rels"].replace(b"xl/workbook.xml", b"isi/buku.xml"),
        TYPES: parts[TYPES].replace(b"/xl/workbook.xml", b"/isi/buku.xml"),
    }


def no_styles(parts: dict[str, bytes]) -> dict[str, bytes | None]:
    """A styles part that is named everywhere and is not there; no cell has a style."""
    plain = {n: re.sub(rb' s="\d+"', b"", d) for n, d in parts.items() if "worksheets/sheet" in n}
    return {**plain, "xl/styles.xml": None}


def type_left_behind(parts: dict[str, bytes]) -> dict[str, bytes | None]:
    """A content type for the very name that the new tab would get."""
    sheet = "application/vnd.openxmlformats-officedocument.drawing+xml"
    override = f'<Override PartName="/xl/worksheets/sheet4.xml" ContentType="{sheet}"/></Types>'
    return {TYPES: parts[TYPES].replace(b"</Types>", override.encode())}


ADOPTED: dict[str, Spoil] = {
    "nothing": lambda parts: {},
    "backslashes": backslashes,
    "targets with backslashes": lambda parts: {
        RELATIONS: re.sub(rb"worksheets/", rb"worksheets\\", parts[RELATIONS])
    },
    "workbook under another name": other_name,
    "capitals": lambda parts: {
        "xl/worksheets/sheet1.xml": None,
        "XL/Worksheets/Sheet1.XML": parts["xl/worksheets/sheet1.xml"],
    },
    "styles that are not there": no_styles,
    "a content type without a part": type_left_behind,
    "a tab without a part": lambda parts: {
        WORKBOOK: parts[WORKBOOK].replace(
            b"</sheets>", b'<sheet name="Modul" sheetId="77" r:id=""/></sheets>'
        )
    },
    "a tab of macros": lambda parts: {
        RELATIONS: re.sub(
            rb'relationships/worksheet(" Target="worksheets/sheet2)',
            rb"relationships/xlMacrosheet\1",
            parts[RELATIONS],
        )
    },
    "a stated range of rows": lambda parts: {
        registers.SHEET: re.sub(
            rb'<dimension ref="[^"]*"', b'<dimension ref="1:4"', parts[registers.SHEET]
        )
    },
    "merged columns and rows": lambda parts: {
        registers.SHEET: parts[registers.SHEET].replace(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A:A"/><mergeCell ref="1:1"/></mergeCells>',
        )
    },
    "no calculated range": without(registers.SHEET, rb"<dimension [^>]*>"),
}


@pytest.mark.parametrize("name", ADOPTED)
def test_packages_as_others_make_them(path: Path, name: str) -> None:
    """Results go in, nothing of the staff's changes, each thing stands there once."""
    registers.repack(path, ADOPTED[name](registers.parts(path)))
    before = {n.replace("\\", "/"): d for n, d in registers.parts(path).items()}
    store = registers.store(path)
    store.read()
    store.apply(PLAN)
    snapshot = store.read()
    grid = snapshot.tabs["Register"]
    assert grid[3][5] == DAY and snapshot.tabs["Baru"][0][1] == DAY
    assert {place: grid[place[0] - 1][place[1]] for place in STAFF} == STAFF
    after = registers.parts(path)
    assert len({n.lower() for n in after}) == len(after)
    changed = {n for n in before if after.get(n) != before[n]}
    assert all(re.search(r"sheet1\.xml|styles|Types|workbook|buku", n, re.I) for n in changed)
    names = re.findall(rb'PartName="([^"]*)"', after[TYPES])
    assert len(names) == len(set(names))


REFUSED: dict[str, tuple[Spoil, type[PpidError], str]] = {
    "no tab has a part": (
        lambda parts: {n: None for n in parts if "worksheets/sheet" in n},
        ShapeError,
        "tidak ada satu pun tab lembar kerja",
    ),
    "a tab's part is missing": (
        lambda parts: {"xl/worksheets/sheet2.xml": None},
        ShapeError,
        "rusak atau terpotong",
    ),
    "styles without a relation": (
        without(RELATIONS, rb"<Relationship [^>]*styles\.xml\"/>"),
        UnsafeError,
        "gaya sel",
    ),
    "two tabs of one name": (
        lambda parts: {WORKBOOK: parts[WORKBOOK].replace(b"Daftar 'lama' 2", b"REGISTER")},
        UnsafeError,
        "ada dua",
    ),
    "two tabs in one part": (
        lambda parts: {RELATIONS: parts[RELATIONS].replace(b"sheet2.xml", b"sheet1.xml")},
        UnsafeError,
        "ada dua",
    ),
    "a sheet that is no XML": (
        lambda parts: {registers.SHEET: parts[registers.SHEET][:-300]},
        ShapeError,
        "rusak atau terpotong",
    ),
    "no workbook": (lambda parts: {WORKBOOK: None}, ShapeError, "bukan buku kerja"),
    "no content types": (lambda parts: {TYPES: None}, ShapeError, "rusak atau terpotong"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_packages_that_are_refused(path: Path, name: str) -> None:
    """One sentence, the code of the README's table, and the file as it was."""
    spoil, kind, words = REFUSED[name]
    registers.repack(path, spoil(registers.parts(path)))
    before = path.read_bytes()
    store = registers.store(path)
    with pytest.raises(kind, match=words):
        store.read()
        store.apply(PLAN)
    assert path.read_bytes() == before


def test_a_chart_and_a_tab_without_a_part_are_no_tabs(path: Path) -> None:
    """What is listed beside the tabs is named, and never read or drawn as one."""
    registers.repack(path, ADOPTED["a tab without a part"](registers.parts(path)))
    book = WorkbookParts(Package(path.read_bytes()))
    assert [sheet.title for sheet in book.sheets()] == ["Register", "Daftar 'lama' 2"]
    assert book.titles() == ["Register", "Daftar 'lama' 2", "Grafik", "Modul"]
    assert set(registers.store(path).read().unread) == {"Grafik", "Modul"}
