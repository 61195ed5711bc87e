"""One check brings a register to rest, whatever its own formats and texts are."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment, NamedStyle, Protection
from openpyxl.utils.cell import get_column_letter

from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.xlsx import reading
from ppid_sheets.stores.xlsx.backups import FOLDER
from tests.budget import chosen, draws
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid
from tests.stores.registers import parts, repack, store, written

FORMATS = (
    "General", "@", "0", "0.00%", "0.00E+00", "# ?/?", "d", "dd/mm/yyyy", "mmm yyyy", "h:mm",
    "[h]:mm", "mm:ss.0", "yyyy-mm-dd h:mm", "[$-421]dddd, d mmmm yyyy;@", "[$-F800]", "0\\d",
    '0" hari"', '"hari" 0', "[Red]0;[Blue]-0", "[<5]0;dd/mm/yyyy", "*d0", "*-0", "_d0", "_(0_)",
    ";;;", "0;0;0;@", "yy", "e", "g", "General;-General", "Standard", '[$Rp-421] #,##0', "aaa",
    "b2yyyy", "AM/PM h", "A/P", "[ENG][$-409]d-mmm", "[DBNum1]0", "[hh]", "[s]", "\\[h\\]",
    "[Color10]0",
)  # fmt: skip
"""Number formats as offices choose them, and those that readers take for another kind."""
WORDS = layout.OPEN_COLUMNS[layout.FINDINGS][1]


def unrest(path: Path) -> list[str]:
    """What changes after the first check of a register that is adopted: the second writes nothing.

    Files are compared, not what the run says of itself.
    """
    jobs.check(store(path), SETTINGS, TODAY)
    before, kept = path.read_bytes(), sorted((path.parent / FOLDER).iterdir())
    again = jobs.check(store(path), SETTINGS, TODAY)
    changed = [
        f"{change.key} {row}: {old!r} -> {new!r}"
        for change in again.plan.cells
        for row, old, new in zip(change.rows, change.old, change.new, strict=True)
    ]
    changed += [f"tab {page.title}" for page in again.plan.pages]
    if path.read_bytes() != before:
        changed.append("the file")
    if sorted((path.parent / FOLDER).iterdir()) != kept:
        changed.append("a backup")
    return changed


def adopted(path: Path, *rows: Any, headers: dict[str, str] | None = None) -> None:
    """A register of an office's own, adopted."""
    cells = grid(*rows)
    cells[0] = [(headers or {}).get(header, header) for header in cells[0]]
    written(
        path, {"Register": cells, "Pilihan": [["Petugas"], *([row["officer"]] for row in rows)]}
    )
    init(store(path))


def restyled(path: Path, looks: Iterator[str], epoch1904: bool = False) -> None:
    """Give the job's cells number formats, locks and wrapping of the office's own."""
    book = openpyxl.load_workbook(path)
    if epoch1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.add_named_style(NamedStyle("Kantor", number_format="0.0"))
    sheet = book["Register"]
    titles = [cell.value for cell in sheet[1]]
    for column in REQUESTS.job:
        at = titles.index(column.header) + 1
        sheet.column_dimensions[get_column_letter(at)].number_format = next(looks)
        for row in range(2, 12):
            cell = sheet.cell(row, at)
            cell.style = "Kantor" if row % 3 else "Normal"
            cell.number_format = next(looks)
            cell.alignment = Alignment(wrap_text=bool(row % 2), text_rotation=row * 9)
            cell.protection = Protection(locked=bool(row % 2), hidden=True)
            cell.quotePrefix = True
    book.save(path)


@pytest.mark.parametrize(
    ("by", "epoch1904"),
    [
        ("native", False),
        pytest.param("native", True, marks=pytest.mark.slow),
        ("cellwise", False),
    ],
)
@pytest.mark.parametrize("shift", [0, pytest.param(21, marks=pytest.mark.slow)])
def test_whatever_the_formats_say(
    tmp_path: Path, shift: int, by: str, epoch1904: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job's columns in an office's own formats, with either reader."""
    if by == "cellwise":
        monkeypatch.setattr(reading, "_plain", lambda part: None)
    path = tmp_path / "register.xlsx"
    adopted(path, *[OPEN, GOOD, {**OPEN, "phone": None, "email": None}] * 3)
    looks = cycle((*FORMATS[shift:], *FORMATS[:shift]))
    restyled(path, looks, epoch1904)
    assert unrest(path) == []


TEXTS = (
    *map(chr, (*range(1, 32), 0x7F, 0x85, 0x9F, 0xA0, 0xAD, 0x2028, 0xD800, 0xDFFF, 0xFEFF)),
    "\ufffe", "\uffff", "_x0041_", "_x000D_", "_x005F_x0041_", "_x005f_", "_xD800_", "_x0000_",
    "a\r\nb", "a\rb", "\r", "\n\n", " a ",
    "'a", "''", "=1+1", "+1", "-", "@", "#N/A", "TRUE", "1e5", "0123",
    "<b>&amp;</b>", "]]>", "😀", "\U0010ffff", "a" * 40_000, "😀" * 20_000, "a\n" * 20_000,
    "\t" * 300,
)  # fmt: skip
"""Texts that a file writes in a way of its own, or that programs take for something else."""


def escaped(text: str) -> str:
    """A text as a file may hold it: what XML cannot say by its number, as Excel does."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = "".join(
        f"_x{ord(sign):04X}_"
        if re.match("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", sign)
        else sign
        for sign in text
    )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(max_examples=draws(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=20), min_size=4, max_size=4), st.booleans())
@example([text + "x" for text in TEXTS[:36:9]], True)
def test_whatever_the_texts_say(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], literal: bool
) -> None:
    """Headers, numbers, officers and others that the job repeats, with either way of writing."""
    at_rest_with(tmp_path_factory.mktemp("r") / "register.xlsx", texts, literal)


@pytest.mark.parametrize("literal", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize("first", chosen(range(0, len(TEXTS), 12), (0, 36)))
def test_whatever_the_known_texts_say(tmp_path: Path, first: int, literal: bool) -> None:
    """The same with texts that are known to be hard."""
    at_rest_with(tmp_path / "register.xlsx", (TEXTS * 2)[first : first + 12], literal)


def at_rest_with(path: Path, texts: Sequence[str], literal: bool) -> None:
    """Try each text in a place of a kind; `literal` leaves the place's own text before it.

    The four kinds take turns: a number that is a header as well, an officer who is an applicant
    elsewhere, a channel that is asked for, a decision that stands in a header as well.
    """
    marks = [f"TEKS-{at:02}" for at in range(len(texts))]
    row = {**OPEN, "phone": None, "email": None}
    rows = []
    for number, officer, channel, decision in zip(*(iter(marks),) * 4, strict=True):
        rows += [
            {**row, "reg_number": number, "officer": officer, "received_on": "31/31/2026"},
            {**row, "reg_number": number, "officer": "Lain", "channel": channel},
            {**row, "information": channel, "applicant_name": officer, "decision": decision},
        ]
    headers = {"Kanal": f"Kanal {' '.join(marks[3::4])}"}
    free = (REQUESTS.by_key[key].header for key in ("occupation", "purpose", "address"))
    adopted(path, *rows, headers={**headers, **dict(zip(free, marks[::4], strict=False))})
    shared = parts(path)["xl/sharedStrings.xml"].decode()
    for mark, text in zip(marks, texts, strict=True):
        shared = shared.replace(mark, (mark if literal else "") + escaped(text))
    shared = shared.replace("<t>", '<t xml:space="preserve">')
    repack(path, {"xl/sharedStrings.xml": shared.encode("utf-8", "replace")})
    assert unrest(path) == []


def test_what_is_written_beside_a_finding_stays_whatever_the_finding_repeats(
    tmp_path: Path,
) -> None:
    """A number with a vertical tab, a header of many lines."""
    path = tmp_path / "register.xlsx"
    adopted(path, {**OPEN, "reg_number": "TEKS", "received_on": "31/31/2026"})
    shared = parts(path)["xl/sharedStrings.xml"].replace(b"TEKS", b"1_x000B_2_x0001__x000D_")
    repack(path, {"xl/sharedStrings.xml": shared})
    jobs.check(store(path), SETTINGS, TODAY)
    book = openpyxl.load_workbook(path)
    rows = list(book["Temuan"].iter_rows(min_row=4))
    wanted = [f"diketahui {row[0].row}" for row in rows if row[1].value == 2]
    for row in rows:
        if row[1].value == 2:
            row[WORDS].value = f"diketahui {row[0].row}"
    book.save(path)
    jobs.check(store(path), SETTINGS, TODAY + timedelta(1))
    held = [row[WORDS].value for row in openpyxl.load_workbook(path)["Temuan"].iter_rows()]
    assert wanted
    assert [said for said in held if str(said).startswith("diketahui")] == wanted
