"""Whatever a register holds, only the planned cells change in its file."""

import tempfile
import warnings
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.demo.make import make_demo
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import ColumnChange, Plan, Value
from tests.budget import draws
from tests.build import SETTINGS, TODAY
from tests.stores import registers
from tests.stores.registers import JOB, MOMENT, SHEET

ROWS = st.sets(st.integers(4, 20), max_size=8)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "due_on": st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    "days_left": st.none() | st.integers(-999, 999),
    "deadline_status": st.none() | st.sampled_from(["TERLAMBAT", "Dalam proses"]) | TEXT,
    "service_days": st.none() | st.integers(0, 99) | st.floats(0, 99),
    "findings": st.none() | TEXT | st.sampled_from(["_x0041_", "a\nb", " spasi ", "<&>\"'", "\t"]),
}
BY = {"xlsxwriter": registers.by_xlsxwriter, "openpyxl": registers.by_openpyxl}
RULES = layout.highlights({"findings": 9, "deadline_status": 7}, (3,), 11)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any changes of the job's cells, in rows with and without requests."""
    changes = []
    for key in draw(st.sets(st.sampled_from(sorted(JOB)))):
        rows = sorted(draw(ROWS))
        new = tuple(draw(VALUES[key]) for _ in rows)
        changes.append(ColumnChange(key, JOB[key], rows, (None,) * len(rows), new))
    return Plan("Register", tuple(changes), draw(st.sampled_from([None, RULES, RULES[:2], ()])))


def references(plan: Plan) -> dict[str, Value]:
    """The planned values by cell."""
    return {
        f"{letters(change.position)}{row}": value
        for change in plan.cells
        for row, value in zip(change.rows, change.new, strict=True)
    }


def calamine(path: Path, planned: dict[str, Value]) -> dict[tuple[str, str], Value]:
    """The filled cells of all tabs, but the planned ones of the register."""
    book = CalamineWorkbook.from_path(str(path))
    found = {
        (title, f"{letters(position)}{row}"): value
        for title in book.sheet_names
        for row, values in enumerate(
            book.get_sheet_by_name(title).to_python(skip_empty_area=False), 1
        )
        for position, value in enumerate(values)
        if value != ""
    }
    return {
        place: value
        for place, value in found.items()
        if place[0] != "Register" or place[1] not in planned
    }


@settings(max_examples=draws(30), deadline=None)
@given(
    maker=st.sampled_from(sorted(BY)),
    rows=ROWS,
    features=st.sets(st.sampled_from(registers.FEATURES)),
    plan=plans(),
)
def test_only_planned_cells_change(
    maker: str, rows: set[int], features: set[str], plan: Plan
) -> None:
    """Staff cells, their looks and every other part of the file are what they were."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        BY[maker](path, sorted(rows), features)
        planned = references(plan)
        parts, looks = registers.parts(path), registers.looks(path, planned)
        values = calamine(path, planned)
        store = registers.store(path)
        before = store.read()
        store.apply(plan)
        after = registers.parts(path)

        assert list(after) == list(parts)
        changed = {name for name in parts if after[name] != parts[name]}
        assert changed <= {SHEET, "xl/styles.xml"}
        hidden = registers.without_ours
        assert hidden(after[SHEET], planned) == hidden(parts[SHEET], planned)
        assert registers.looks(path, planned) == looks
        assert calamine(path, planned) == values

        snapshot = store.read()
        assert (snapshot.tags, snapshot.header_row) == (JOB, 3)
        assert snapshot.highlights == (plan.highlights or ())
        assert list(snapshot.tabs) == list(before.tabs)
        grid = snapshot.tabs["Register"]
        for change in plan.cells:
            for row, value in zip(change.rows, change.new, strict=True):
                cells = grid[row - 1] if row <= len(grid) else []
                found = cells[change.position] if change.position < len(cells) else ""
                assert found == ("" if value is None else value)


def test_a_job_cell_keeps_its_look(tmp_path: Path) -> None:
    """A new value takes the colours that its cell had, and a format that shows its kind."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4, 5], {"styled"})
    store = registers.store(path)
    store.read()
    store.apply(
        Plan("Register", (ColumnChange("due_on", 5, (4, 5), (None,) * 2, (7, date(2026, 3, 1))),))
    )
    sheet = openpyxl.load_workbook(path)["Register"]
    assert sheet["F4"].fill.fgColor.rgb == sheet["F5"].fill.fgColor.rgb == "FFFFEE99"
    assert (sheet["F4"].number_format, sheet["F5"].number_format) == ("General", "d mmm yyyy")
    assert store.read().tabs["Register"][3][5] == 7


CODES = (
    "General", "0", "0.00", "0%", "@", "#,##0", '"Rp"#,##0', '#,##0 "hari"', "[Red]0", "0.00E+00",
    "_-* #,##0_-", "dd/mm/yyyy", "[$-421]dd mmmm yyyy;@", "yyyy-mm-dd", "d/m/yy", "mmm yyyy",
    "dddd", "d/m/yy h:mm", "hh:mm", "h:mm AM/PM", "mm:ss", "[h]:mm", "[$-F400]h:mm:ss",
    'dd "Maret" yyyy', "yyyy\\-mm\\-dd",
)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_value_is_read_back_whatever_the_format(tmp_path: Path, code: str) -> None:
    """A cell's number format is kept where it shows the value's kind, else exchanged."""
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Register")
    look = book.add_format({"num_format": code, "bold": True})
    values = (date(2026, 3, 1), MOMENT, time(9, 15), timedelta(hours=30), 7, 7.5, 0, "teks", True)
    for position in range(len(values)):
        sheet.write_blank(3, position, None, look)
    book.close()
    store = registers.store(path)
    store.read()
    changes = [ColumnChange("x", at, (4,), ("",), (value,)) for at, value in enumerate(values)]
    store.apply(Plan("Register", tuple(changes)))
    assert tuple(store.read().tabs["Register"][3]) == values
    assert all(cell.font.bold for cell in openpyxl.load_workbook(path)["Register"][4])


def test_new_cells_take_the_look_of_row_and_column(tmp_path: Path) -> None:
    """As in Excel, a new cell looks like its row where that has a look, else like its column."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4, 6], {"row style", "column style"})
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", (ColumnChange("findings", 9, (4, 6), ("", ""), ("a", "b")),)))
    sheet = openpyxl.load_workbook(path)["Register"]
    assert sheet["J4"].font.italic and not sheet["J6"].font.italic
    assert sheet["J6"].fill.fgColor.rgb == "FFFFFF00"


def test_untouched_parts_keep_their_content(tmp_path: Path) -> None:
    """Members that are not edited keep their content, their order and their time stamps."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"picture", "chart"})
    before, dates = registers.parts(path), registers.dates(path)
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", (ColumnChange("findings", 9, (4,), ("",), ("a",)),)))
    after = registers.parts(path)
    assert list(after) == list(before) and registers.dates(path) == dates
    assert {name for name in after if after[name] != before[name]} <= {
        registers.SHEET,
        "xl/styles.xml",
    }


def test_editing_is_deterministic(tmp_path: Path) -> None:
    """The same plan on the same file gives the same bytes."""
    results = []
    made = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(made, range(4, 30), registers.FEATURES)
    for name in ("a.xlsx", "b.xlsx"):
        path = tmp_path / name
        path.write_bytes(made.read_bytes())
        store = registers.store(path)
        store.read()
        store.apply(Plan("Register", (ColumnChange("findings", 9, (4,), ("",), ("a",)),), RULES))
        results.append(path.read_bytes())
    assert results[0] == results[1]


def test_a_plan_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    """Where the file would be the same, it is not replaced and no backup is made."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    store = registers.store(path)
    store.read()
    before = path.stat()
    store.apply(Plan("Register", tags=JOB, header_row=3))
    assert path.stat().st_ino == before.st_ino
    assert not (tmp_path / "cadangan").exists()


def test_others_rules_stay_and_priorities_differ(tmp_path: Path) -> None:
    """Our rules take free priority numbers, also beside rules that only newer Excel knows."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4, 5], {"rules", "bars"})
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", highlights=RULES))
    store.read()
    store.apply(Plan("Register", highlights=RULES[1:]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rules = openpyxl.load_workbook(path)["Register"].conditional_formatting
    priorities = [rule.priority for area in rules for rule in area.rules]
    assert len(priorities) == len(set(priorities)) == 2 + len(RULES) - 1
    assert store.read().highlights == RULES[1:]


def test_a_repainted_rule_is_not_taken_for_ours(tmp_path: Path) -> None:
    """A rule whose colours people changed compares unequal, so that the next run repairs it."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", highlights=RULES))
    styles = registers.parts(path)["xl/styles.xml"]
    registers.repack(path, {"xl/styles.xml": styles.replace(b"FFF8CBCB", b"FF00FF00")})
    found = store.read().highlights
    assert found != RULES
    assert [rule.formula for rule in found] == [rule.formula for rule in RULES]
    store.apply(Plan("Register", highlights=RULES))
    assert store.read().highlights == RULES


def test_formulas_in_job_cells_give_way(tmp_path: Path) -> None:
    """A formula that people typed into a job cell is replaced, and no list still names it."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    parts = registers.parts(path)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="x" Type="{base}/calcChain" Target="calcChain.xml"/></Relationships>'
    sheet = registers.sheet_xml(path).replace(
        "</row></sheetData>", '<c r="F4"><f>1+1</f><v>2</v></c></row></sheetData>'
    )
    registers.repack(
        path,
        {
            "xl/calcChain.xml": chain,
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", link).encode(),
            SHEET: sheet.encode(),
        },
    )
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", (ColumnChange("due_on", 5, (4,), ("",), ("kosong",)),)))
    after = registers.parts(path)
    assert after["[Content_Types].xml"].decode() == types
    assert after["xl/_rels/workbook.xml.rels"].decode() == relations
    assert "xl/calcChain.xml" not in after
    assert store.read().tabs["Register"][3][5] == "kosong"


@pytest.mark.parametrize("flaw", [" _x000D_ ", "\r\n", "a\x0bb"])
def test_texts_are_read_as_they_were_written(tmp_path: Path, flaw: str) -> None:
    """Escapes survive; characters that XML forbids are left out."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    store = registers.store(path)
    store.read()
    store.apply(Plan("Register", (ColumnChange("findings", 9, (4,), ("",), (flaw,)),)))
    assert store.read().tabs["Register"][3][9] == flaw.replace("\x0b", "")


def test_sheet_copies_do_not_move_the_tags(tmp_path: Path) -> None:
    """Excel copies names with a copied tab; only the workbook's own names are tags."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    name = b'<definedName name="ppid.due_on" localSheetId="1" hidden="1">Lain!$A$3</definedName>'
    book = registers.parts(path)["xl/workbook.xml"]
    registers.repack(
        path, {"xl/workbook.xml": book.replace(b"<definedNames>", b"<definedNames>" + name)}
    )
    assert registers.store(path).read().tags == JOB


def test_lost_tags_are_left_out(tmp_path: Path) -> None:
    """A tag whose column was deleted is gone; a renamed tab keeps the others."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], set())
    book = registers.parts(path)["xl/workbook.xml"].decode()
    book = book.replace("'Register'!$F$3", "#REF!").replace("'Register'!", "'Reg''26 &amp; lama'!")
    book = book.replace('name="Register"', 'name="Reg\'26 &amp; lama"')
    registers.repack(path, {"xl/workbook.xml": book.encode()})
    snapshot = registers.store(path).read()
    assert snapshot.register == "Reg'26 & lama"
    assert snapshot.tags == {key: place for key, place in JOB.items() if key != "due_on"}


def test_hidden_tabs_are_left_out(tmp_path: Path) -> None:
    """People's hidden tabs are not read; hidden lists and holidays are."""
    path = tmp_path / "register.xlsx"
    tabs = dict.fromkeys(("Register", "Rahasia", layout.HOLIDAYS), (("a",),))
    registers.written(path, tabs)
    book = registers.parts(path)["xl/workbook.xml"].decode()
    for title in ("Rahasia", layout.HOLIDAYS):
        book = book.replace(f'name="{title}"', f'name="{title}" state="hidden"')
    registers.repack(path, {"xl/workbook.xml": book.encode()})
    assert list(registers.store(path).read().tabs) == ["Register", layout.HOLIDAYS]


@pytest.mark.slow
def test_a_check_of_both_registers_leaves_all_that_people_own(tmp_path: Path) -> None:
    """Requests beside objections: every staff cell with its look, every part without a result."""
    path = tmp_path / "register.xlsx"
    make_demo(path, TODAY, 2026)
    before, cells = registers.parts(path), staff_cells(path)
    assert jobs.check(registers.store(path), SETTINGS, TODAY, local_time=lambda: MOMENT).written
    after = registers.parts(path)
    assert staff_cells(path) == cells
    written = {name for name in before if after[name] != before[name]}
    sheets = {name for name in written if name.startswith("xl/worksheets/")}
    assert list(after) == list(before)
    own = (*layout.PAGES, layout.PRINT, layout.PRINT_FACTS)
    assert len(sheets) == len((REQUESTS, OBJECTIONS, *own))
    assert written - sheets <= {"xl/workbook.xml", "xl/styles.xml"}


def staff_cells(path: Path) -> dict[tuple[str, str], Any]:
    """What stands in the columns of staff in both registers, and how it looks."""
    book = openpyxl.load_workbook(path)
    found: dict[tuple[str, str], Any] = {}
    for schema in (REQUESTS, OBJECTIONS):
        sheet, job = book[schema.tab], {column.header for column in schema.job}
        for column in sheet.iter_cols():
            if job.isdisjoint(str(cell.value) for cell in column[: layout.HEADER_ROW]):
                for cell in column:
                    look = (cell.number_format, cell.font, cell.fill, cell.alignment, cell.border)
                    found[schema.tab, cell.coordinate] = (cell.value, *map(repr, look))
    return found
