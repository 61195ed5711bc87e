"""A new register is complete, and ready to be checked."""

from datetime import date, time
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.errors import UnreachableError, UnsafeError
from ppid_sheets.register import bands, layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import ColumnChange, Plan, Tab, Value
from ppid_sheets.stores.xlsx import new
from ppid_sheets.stores.xlsx.heights import height
from tests.build import init_objections
from tests.soffice import convert
from tests.stores import registers

HOLIDAYS = (Holiday(date(2026, 1, 1), "Libur Nasional", "Tahun Baru", "SKB 3 Menteri"),)
ROWS: tuple[dict[str, Value], ...] = (
    {
        "reg_number": "001/PPID/I/2026",
        "received_on": date(2026, 1, 2),
        "received_at": time(9, 15),
        "id_number": "3174012345678901",
        "phone": "0812",
        "information": '=HYPERLINK("x")',
        "cost": 15000.0,
        "deadline_status": "TERLAMBAT",
    },
    {},
    {"reg_number": "https://002", "received_on": "2 Januari", "officer": "Siti"},
)
POSITIONS = {column.key: position for position, column in enumerate(REQUESTS.built)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new register with three rows."""
    path = tmp_path / "register.xlsx"
    new.build(path, REQUESTS, ROWS, holidays=HOLIDAYS, officers=("Siti", "Budi"))
    return path


def test_it_has_every_tab_and_tag(path: Path) -> None:
    """A store finds all tabs, all columns by their tags, and the rules of the layout."""
    snapshot = registers.store(path).read()
    assert list(snapshot.tabs) == ["Register", "Pilihan", "Hari Libur", "Petunjuk"]
    assert (snapshot.register, snapshot.header_row) == (REQUESTS.tab, layout.HEADER_ROW)
    assert snapshot.tags == POSITIONS
    assert snapshot.highlights == layout.highlights(POSITIONS, (3,), len(REQUESTS.built))


def test_it_holds_its_rows(path: Path) -> None:
    """Values keep their kinds: texts stay texts, whatever they look like."""
    grid = registers.store(path).read().tabs[REQUESTS.tab]
    for row, values in enumerate(ROWS, layout.HEADER_ROW):
        found = {key: grid[row][at] for key, at in POSITIONS.items() if grid[row][at] != ""}
        assert found == values


def test_its_lists_and_holidays_are_read(path: Path) -> None:
    """Officers and holidays stand in their tabs."""
    tabs = registers.store(path).read().tabs
    at = tabs["Pilihan"][0].index("Petugas")
    assert [row[at] for row in tabs["Pilihan"][1:3]] == ["Siti", "Budi"]
    assert tabs["Hari Libur"][1][:2] == [date(2026, 1, 1), "Libur Nasional"]


def test_every_choice_has_its_dropdown(path: Path) -> None:
    """Each column of choices points to its own list; help fits Excel's limits."""
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["Pilihan"][1]]
    rules = book["Register"].data_validations.dataValidation
    lists = {str(rule.sqref).split("4:")[0]: rule.formula1 for rule in rules if rule.type == "list"}
    for column in REQUESTS.built:
        if column.kind == "choice":
            letter = letters(heads.index(column.header))
            assert lists[letters(POSITIONS[column.key])] == f"Pilihan!${letter}$2:${letter}$200"
    told = [rule for rule in rules if rule.prompt]
    assert len(told) == sum(column.formed for column in REQUESTS.built) < len(rules)
    assert all(len(rule.promptTitle or "") <= 32 and len(rule.prompt) <= 255 for rule in told)
    assert all(rule.promptTitle or ". " in rule.prompt for rule in told)


def test_objections_beside_the_requests_have_dropdowns_of_their_own(tmp_path: Path) -> None:
    """The lists of the Act are not the office's to change; the file is the same each time."""
    paths = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    rows = [{"objection_no": "K-1", "objection_ground": GROUNDS[0]}]
    for path in paths:
        new.build(path, REQUESTS, ROWS, holidays=HOLIDAYS, beside=[(OBJECTIONS, rows)])
    assert paths[0].read_bytes() == paths[1].read_bytes()
    sheet = openpyxl.load_workbook(paths[0])["Keberatan"]
    rules = sheet.data_validations.dataValidation
    lists = {str(rule.sqref).split("4:")[0]: rule.formula1 for rule in rules if rule.type == "list"}
    assert lists == {
        letters(OBJECTIONS.positions[key]): f'"{",".join(column.choices)}"'
        for key, column in OBJECTIONS.choices.items()
    }
    assert sheet["A4"].value == "K-1"


def test_the_status_stands_frozen_beside_the_number(path: Path) -> None:
    """It is in sight however far people scroll, and no title is merged across that edge."""
    sheet = openpyxl.load_workbook(path)["Register"]
    heads = [cell.value for cell in sheet[layout.HEADER_ROW]]
    assert heads[:3] == ["No. Registrasi", "Status Tenggat", "Sisa Hari Kerja"]
    assert sheet.freeze_panes == "D4"
    assert not any(area.min_col <= 3 < area.max_col for area in sheet.merged_cells.ranges)


def test_a_day_in_words_is_printed_whole(tmp_path: Path) -> None:
    """It takes two lines of its column, and its row has them."""
    path = tmp_path / "register.xlsx"
    words = [{**ROWS[0], "received_on": "Jumat, 17 April 2026"}]
    new.build(path, REQUESTS, words, holidays=HOLIDAYS)
    sheet = openpyxl.load_workbook(path)["Register"]
    (cell,) = [cell for cell in sheet[4] if cell.value == "Jumat, 17 April 2026"]
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[4].height > 27


@pytest.mark.parametrize("schema", REGISTERS)
def test_it_is_printed_in_named_bands_that_can_be_read(tmp_path: Path, schema: Schema) -> None:
    """Each fits its page at seven points, begins with a group, and says what it shows."""
    path = tmp_path / "register.xlsx"
    new.build(path, REQUESTS, ROWS, holidays=HOLIDAYS, beside=[(OBJECTIONS, ())])
    sheet = openpyxl.load_workbook(path)[schema.tab]
    names = dict(bands.bands(schema))
    title = height([(schema.title, schema.built[0].width)], bold=True)
    assert sheet.row_dimensions[layout.TITLE_ROW].height >= max(title, 28) - 0.5
    starts = [*names.values(), len(schema.built)]
    paper = (13 - sheet.page_margins.left - sheet.page_margins.right) * 72
    scale = sheet.page_setup.scale / 100
    assert 10 * scale >= 7 and sheet.page_setup.paperSize == layout.FOLIO
    assert [one.id for one in sheet.col_breaks.brk] == starts[1:-1]
    for (name, first), end in zip(names.items(), starts[1:], strict=True):
        assert sheet.cell(1, first + 1).value == name
        shown = {0, *range(0 if first == starts[0] else first, end)}
        widths = [sheet.column_dimensions[letters(at)].width for at in shown]
        assert sum(width * 7 * 0.75 * scale for width in widths) <= paper


def test_a_tab_of_objections_that_comes_later_is_printed_in_bands_too(tmp_path: Path) -> None:
    """Laid across at seven points, the number on each page, each band as wide as a page."""
    store = registers.store(tmp_path / "register.xlsx")
    store.build(HOLIDAYS)
    init_objections(store)
    sheet = openpyxl.load_workbook(store.path)["Keberatan"]
    assert (sheet.page_setup.scale, sheet.page_setup.orientation) == (bands.SCALE, "landscape")
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$1:$2")
    starts = [0, *(one.id for one in sheet.col_breaks.brk), len(OBJECTIONS.columns)]
    columns = (*OBJECTIONS.staff, *OBJECTIONS.job)
    for first, end in pairwise(starts):
        shown = {0, *range(first, end)}
        assert sum(columns[at].width for at in shown) <= bands.PRINTED


def test_two_builds_are_identical(path: Path, tmp_path: Path) -> None:
    """The same register is the same file, byte for byte."""
    again = tmp_path / "lagi.xlsx"
    new.build(again, REQUESTS, ROWS, holidays=HOLIDAYS, officers=("Siti", "Budi"))
    assert again.read_bytes() == path.read_bytes()


def test_an_existing_file_is_not_overwritten(path: Path) -> None:
    """Building onto a file is refused and leaves it as it is."""
    before = path.read_bytes()
    with pytest.raises(UnsafeError, match="sudah ada"):
        new.build(path, REQUESTS, holidays=())
    assert path.read_bytes() == before


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    """A missing folder is said in one sentence."""
    with pytest.raises(UnreachableError, match=r"baru\.xlsx"):
        new.build(tmp_path / "tidak ada" / "baru.xlsx", REQUESTS, holidays=())


def test_answers_take_the_look_of_their_columns(path: Path) -> None:
    """The job's cells in a new register are dates and texts on grey, without new styles."""
    store = registers.store(path)
    store.read()
    styles = registers.parts(path)["xl/styles.xml"]
    changes = (
        ColumnChange("due_on", POSITIONS["due_on"], (4,), ("",), (date(2026, 1, 19),)),
        ColumnChange("findings", POSITIONS["findings"], (9,), ("",), ("[Alamat] kosong",)),
    )
    store.apply(Plan(REQUESTS.tab, changes))
    assert registers.parts(path)["xl/styles.xml"] == styles
    sheet = openpyxl.load_workbook(path)[REQUESTS.tab]
    due = sheet.cell(4, POSITIONS["due_on"] + 1)
    assert (due.number_format, due.fill.fgColor.rgb) == ("dd/mm/yyyy", "FFF7F7F7")
    assert sheet.cell(9, POSITIONS["findings"] + 1).alignment.wrap_text


@pytest.mark.slow
def test_libreoffice_reads_what_was_edited(path: Path, tmp_path: Path) -> None:
    """An independent office suite opens the result and finds every value and tab."""
    store = registers.store(path)
    store.read()
    text = '[Alamat] "kosong"; <isi> & simpan, _x0041_'
    changes = (
        ColumnChange("due_on", POSITIONS["due_on"], (4, 40), ("", ""), (date(2026, 1, 19),) * 2),
        ColumnChange("findings", POSITIONS["findings"], (5, 40), ("", ""), (text, "ada")),
    )
    rules = layout.highlights(POSITIONS, (2, 3), len(REQUESTS.built))
    tab = Tab("Baru", (("Judul",), (date(2026, 1, 1), "teks")), (12, 30), ("title",), (0,), 1)
    store.apply(Plan(REQUESTS.tab, changes, rules, new_tabs=(tab,)))
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    for kind in (as_shown, "pdf"):
        convert(kind, tmp_path, [path])
    lines = path.with_suffix(".csv").read_text(encoding="utf-8")
    assert lines.count("19/01/2026") == 2
    assert '"[Alamat] ""kosong""; <isi> & simpan, _x0041_"' in lines
    assert "3174012345678901" in lines and "=HYPERLINK" in lines
    assert path.with_suffix(".pdf").stat().st_size > 5_000
