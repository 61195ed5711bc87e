"""What the toolkit put into a file goes again, and all else is as it was."""

import re
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from ppid_sheets.cli import main
from ppid_sheets.errors import UnsafeError
from ppid_sheets.register import layout
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.requests import REQUESTS
from tests.budget import chosen
from tests.demos import small_demo
from tests.shared import CASES, needs_shared
from tests.stores import registers

STYLES = "xl/styles.xml"
STAFF = len(REQUESTS.usual)


def office(path: Path, *, objected: bool = False) -> None:
    """A register of an office's own, with rules, names and a tab beside it; and another one of
    objections, where it was `objected`."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Buku Register"
    sheet.append(["No. Registrasi", "Tanggal Diterima", "Nama Pemohon", "Informasi yang Diminta"])
    for row in range(1, 9):
        sheet.append([f"{row:03}/X/2026", date(2026, 11, row), f"Contoh {row}", "Anggaran"])
    sheet.column_dimensions["B"].width = 18
    rule = openpyxl.formatting.rule.FormulaRule(formula=["$A2=1"])
    sheet.conditional_formatting.add("A2:D9", rule)
    book.create_sheet("Catatan")["A1"] = "milik kantor"
    if objected:
        other = book.create_sheet("Buku Keberatan")
        other.append(["Daftar keberatan"])
        other.append(
            ["No. Keberatan", "Tanggal Keberatan", "Nomor Permohonan", "Alasan Keberatan", "Paraf"]
        )
        for row in range(1, 4):
            other.append([f"K-{row}", date(2026, 11, 9 + row), f"{row:03}/X/2026", "huruf d", "x"])
        other.conditional_formatting.add("A3:D9", rule)
    book.defined_names["Milik"] = openpyxl.workbook.defined_name.DefinedName(
        "Milik", attr_text="Catatan!$A$1"
    )
    book.save(path)


def canonical(path: Path) -> dict[str, str | bytes]:
    """The parts of a workbook, XML in one form, the table of styles as it is."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return {
        name: ElementTree.canonicalize(data)
        if name.endswith((".xml", ".rels")) and name != STYLES
        else data
        for name, data in parts.items()
    }


def cell_styles(path: Path) -> int:
    """How many cell styles the workbook has, as counted there."""
    found = re.search(rb'<cellXfs count="(\d+)"', zipfile.ZipFile(path).read(STYLES))
    assert found
    return int(found[1])


def done(*arguments: str) -> None:
    """Carry out a command that must succeed."""
    assert main(list(arguments)) == 0, arguments


@pytest.mark.parametrize("objected", chosen([False, True], [True]), ids=["requests", "both"])
def test_an_offices_workbook_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, objected: bool
) -> None:
    """After init and check: the same parts with the same XML, twice over."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    office(path, objected=objected)
    before = canonical(path)
    for _ in range(2):
        done("init", *["--objections"] * objected)
        done("check")
        assert canonical(path) != before
        done("remove", "--yes")
        assert canonical(path) == before
    saved = path.read_bytes()
    done("remove", "--yes")
    assert path.read_bytes() == saved


@pytest.mark.slow
@pytest.mark.parametrize("checked", chosen([False, True], [False]))
def test_a_tab_of_objections_that_nobody_used_goes_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    checked: bool,
) -> None:
    """It is named among what goes; one with an objection, or a remark anywhere, stays."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    office(path)
    before = canonical(path)
    done("init", "--objections")
    done(*["check"] * checked or ["init"])
    done("remove", "--yes")
    assert "  tab Keberatan\n" in capsys.readouterr().out
    assert canonical(path) == before
    done("init", "--objections")
    book = openpyxl.load_workbook(path)
    book["Keberatan"]["W9"] = "milik kantor"
    book.save(path)
    done("remove", "--yes")
    assert openpyxl.load_workbook(path)["Keberatan"]["W9"].value == "milik kantor"


def unstyled(path: Path, *, objected: bool) -> None:
    """A register as some programs write it: no part of styles, and nothing that leads to one."""
    office(path, objected=objected)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != STYLES}
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = re.sub(rb"<(Override|Relationship) [^<>]*styles[^<>]*/>", b"", parts[name])
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(rb' s="\d+"', b"", parts[name])
            parts[name] = re.sub(
                rb"<conditionalFormatting.*</conditionalFormatting>", b"", parts[name]
            )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_choices_that_settings_named_since_are_no_change_of_the_offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """*Pilihan* as `init` made it goes, though a profile with its own category came since."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    office(path)
    before = canonical(path)
    done("init")
    (tmp_path / "ppid.toml").write_text(
        '[tenggat.cepat]\nkategori = ["Lain"]\nhari = 2\nperpanjangan = 1\ndasar = "SK"\n',
        encoding="utf-8",
    )
    done("check")
    done("remove", "--yes")
    assert canonical(path) == before


@pytest.mark.slow
@pytest.mark.parametrize("objected", [False, True], ids=["requests", "both"])
def test_a_workbook_without_styles_has_none_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, objected: bool
) -> None:
    """The part that init added goes again, and what leads to it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    unstyled(path, objected=objected)
    before = canonical(path)
    done("init", *["--objections"] * objected)
    done("check")
    assert STYLES in canonical(path)
    done("remove", "--yes")
    assert canonical(path) == before


def test_styles_that_something_else_uses_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell of the office's that took over a look of ours keeps it; what stands before it too."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    office(path)
    done("init")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    looks = cell_styles(path)
    note = "xl/worksheets/sheet2.xml"
    parts[note] = parts[note].replace(b'<c r="A1"', f'<c r="A1" s="{looks - 1}"'.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    font = repr(openpyxl.load_workbook(path)["Catatan"]["A1"].font)
    done("remove", "--yes")
    assert repr(openpyxl.load_workbook(path)["Catatan"]["A1"].font) == font
    assert cell_styles(path) == looks
    assert b"<dxf><font>" not in zipfile.ZipFile(path).read(STYLES)


@needs_shared
@pytest.mark.parametrize(
    "name",
    chosen(
        ["wps_row_attributes.xlsx", "merge_whole_columns.xlsx", "epoch1904_excel2013.xlsx"],
        ["wps_row_attributes.xlsx"],
    ),
)
def test_workbooks_of_other_programs_are_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever wrote them: every cell of staff's and every other part."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.xlsx"
    shutil.copyfile(CASES / name, path)
    path.chmod(0o644)
    before = canonical(path)
    done("init")
    done("check", "--as-of", "2026-11-26")
    done("remove", "--yes")
    after = canonical(path)
    after.pop("_", None)
    different = {part for part in before | after if before.get(part) != after.get(part)}
    assert different <= {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


@pytest.mark.slow
def test_a_built_register_stays_without_our_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both registers and the office's tabs are there, the five columns and the pages are not."""
    monkeypatch.chdir(tmp_path)
    done("demo", "--dir", ".")
    path = tmp_path / "register.xlsx"
    before = openpyxl.load_workbook(path)
    assert any("kolom B dan C tinggal kosong" in line for line in registers.store(path).traces())
    done("remove", "--yes")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [*layout.titles(REGISTERS)[: -len(layout.PAGES)]]
    for schema in REGISTERS:
        held = [at for at, column in enumerate(schema.built) if column.owner == "staff"]
        staff = [[row[at] for at in held] for row in before[schema.tab].values]
        rows = [list(row) for row in book[schema.tab].values]
        assert [[row[at] for at in held] for row in rows][2:] == staff[2:]
        own = set(range(len(schema.built))) - set(held)
        assert not any(row[at] for row in rows[2:] for at in own)
    assert not [name for name in book.defined_names if name.startswith("ppid")]
    assert b'N("ppid")' not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert registers.store(path).traces() == ()


def test_a_column_under_another_header_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody typed a header of their own over ours: refused, nothing changed."""
    monkeypatch.chdir(tmp_path)
    path = small_demo(tmp_path / "register.xlsx")
    done("check")
    book = openpyxl.load_workbook(path)
    book["Register"].cell(3, STAFF + 3, "Milik kantor")
    book.save(path)
    before = path.read_bytes()
    store = registers.WorkbookStore(path, now=lambda: datetime(2026, 11, 23))
    with pytest.raises(UnsafeError, match="judulnya bukan"):
        store.remove()
    assert path.read_bytes() == before


def test_formulas_that_look_at_what_goes_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those at our tabs lose what they look at, those at our columns are calculated anew."""
    monkeypatch.chdir(tmp_path)
    path = small_demo(tmp_path / "register.xlsx")
    done("check")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Catatan")["B2"] = "='Status Pemeriksaan'!B2 & temuan!A1"
    book["Catatan"]["B3"] = '=COUNTIF(Register!AM:AM,1) & "Temuan!"'
    book["Catatan"]["B4"] = "=Catatan!A1"
    book.defined_names["Milik"] = openpyxl.workbook.defined_name.DefinedName(
        "Milik", attr_text="Temuan!$A$1"
    )
    book.save(path)
    capsys.readouterr()
    done("remove", "--yes")
    said = capsys.readouterr().out
    assert "rumus di tab Catatan: B2" in said and "B3" not in said and "B4" not in said
    assert "rentang bernama Milik" in said and "kecuali acuan" in said
    after = openpyxl.load_workbook(path)
    assert after["Catatan"]["B2"].value == "='Status Pemeriksaan'!B2 & temuan!A1"
    assert b'fullCalcOnLoad="1"' in zipfile.ZipFile(path).read("xl/workbook.xml")
