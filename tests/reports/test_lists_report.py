"""The lists as of a day: printed, as a page for the website, as tables; the same in all of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.checks.information_lists import read_list
from ppid_sheets.errors import ShapeError, UsageError
from ppid_sheets.jobs.report_lists import report_lists
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.information.dip import OPEN
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.register.values import Snapshot, Tags
from ppid_sheets.reports.information import lists_page, lists_table, printed_lists
from ppid_sheets.reports.information.shown import ShownList, shown
from ppid_sheets.reports.workbook import paging
from ppid_sheets.reports.workbook.book import Grid, Paper
from tests.build import GOOD, SETTINGS, grid
from tests.memory import MemoryStore
from tests.reports.test_fitting import too_low
from tests.reports.test_publication import Page

DAY = date(2026, 11, 28)
LONG = "Membuka informasi ini dapat mengungkap rahasia pribadi pemilih. " * 40
HOSTILE = '<script>alert("x")</script> & =1+1'


def _list(schema: Any, rows: Sequence[Sequence[Any]], as_of: date = DAY) -> ShownList:
    cells = [[column.header for column in schema.columns], *rows]
    found = read_list(Snapshot({schema.tab: cells}), schema)
    assert found
    return shown(schema, found, as_of)


def _open(*rows: Sequence[Any]) -> ShownList:
    return _list(OPEN, rows)


def _excluded(*rows: Sequence[Any], as_of: date = DAY) -> ShownList:
    return _list(EXCLUDED, rows, as_of)


DIP = (
    [
        1,
        "Profil kantor",
        "Subbagian Hukum",
        "Kasubag",
        "Januari 2026, Manggar",
        "Softcopy",
        "5 tahun",
        "Berkala",
    ],
    [2, HOSTILE, "=SUM(1)", "", "", "https://kpu.go.id/" + "dokumen-panjang/" * 9, "", ""],
)
DIK = (
    [1, "Data pribadi", "Pasal 17 huruf h", LONG, "SK 1", date(2026, 1, 1), DAY],
    [2, "Sudah habis", "Pasal 17 huruf a", "", "", None, date(2026, 11, 27)],
    [3, "Belum mulai", "Pasal 17 huruf a", "", "", date(2026, 11, 29), None],
    [4, "Tanpa hari", "Pasal 84 UU 24/2013", "", "", "nanti", None],
    [],
    ["Manggar, 2 Januari 2026"],
)


def _texts(one: ShownList, paper: Paper = "A4") -> list[str]:
    book = printed_lists.describe([one], replace(SETTINGS, paper=paper))
    blocks = (block for block in book.sheets[0].blocks if isinstance(block, Grid))
    return [str(c.value) for block in blocks for row in block.rows for c in row if c.value]


def test_what_is_excluded_on_a_day_is_in_force_on_it_and_the_rest_is_named() -> None:
    """From the first to the last day; what is not listed is said with its row."""
    one = _excluded(*DIK)
    assert [row[0] for row in one.rows] == ["1"]
    assert one.state == "1 informasi yang dikecualikan per 28 November 2026."
    assert one.left_out == (
        "baris 7 (hanya satu sel yang terisi)",
        "baris 5 (tanggal berlakunya tidak terbaca)",
        "baris 3 dan 4 (tidak berlaku pada 28/11/2026)",
    )
    later = _excluded(*DIK, as_of=date(2026, 11, 29))
    assert [row[0] for row in later.rows] == ["3"]


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize(
    "one",
    [_open(*DIP), _excluded(*DIK), _open(), _excluded()],
    ids=["open", "excluded", "no open", "none excluded"],
)
def test_a_printed_list_is_as_wide_as_its_page_and_each_row_as_tall_as_its_texts(
    one: ShownList, paper: Paper
) -> None:
    """Nothing is shrunk, nothing is smaller than eight points, no text leaves its cell."""
    book = printed_lists.describe([one], replace(SETTINGS, paper=paper))
    (sheet,) = book.sheets
    used = sum(sheet.widths) * 5.25 + len(sheet.widths) * 3.75
    assert sheet.landscape and used <= paging.across(paper, sheet.side) + 0.01
    sizes = [
        LOOKS[c.style].points
        for block in sheet.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for c in row
    ]
    assert min(sizes) >= 8
    assert too_low(book) == []


def test_long_texts_are_whole_and_an_empty_list_says_so() -> None:
    """A text that goes on in further rows loses no word; none at all is *NIHIL*."""
    body = printed_lists.describe([_excluded(*DIK)], SETTINGS).sheets[0].blocks[-2]
    assert isinstance(body, Grid) and len(body.rows) > 2
    said = " ".join(str(row[3].value) for row in body.rows if row[3].value)
    assert said.split() == LONG.split()
    assert any(text.startswith("NIHIL: belum ada") for text in _texts(_open()))
    assert any(text.startswith("NIHIL: tidak ada") for text in _texts(_excluded()))


def _rows(one: ShownList) -> list[dict[str, str]]:
    text = lists_table.table(one, "KPU").removeprefix("\ufeff")
    return [*csv.DictReader(StringIO(text), delimiter=";")]


def test_page_and_tables_say_the_same_and_take_no_text_for_markup_or_a_formula() -> None:
    """One file without scripts, and tables that a double click opens."""
    lists = [_open(*DIP), _excluded(*DIK)]
    found = Page(lists_page.page(lists, SETTINGS.office))
    assert not found.all("script") and all(th.get("scope") for th in found.all("th"))
    assert len(found.all("table")) == 2 and HOSTILE in found.texts
    for one in lists:
        for row, texts in zip(_rows(one), one.rows, strict=True):
            held = [*row.values()][2:]
            assert [text.removeprefix("'") for text in held] == list(texts)
            assert not any(text.startswith(("=", "+", "-", "@")) for text in held)
            assert all(text in found.texts for text in texts if text)
    nothing = Page(lists_page.page([_open(), _excluded()], SETTINGS.office))
    assert not nothing.all("table") and len(nothing.all("h2")) == 2


def _store(tabs: Mapping[str, Sequence[Sequence[Any]]]) -> MemoryStore:
    return MemoryStore({"Register": grid(GOOD), **tabs})


def test_the_job_writes_what_is_there_twice_alike(tmp_path: Path) -> None:
    """A workbook, a page, a table for each list that the office has."""
    header = [column.header for column in EXCLUDED.columns]
    store = _store({"DIK": [header, *DIK]})
    first, second = (report_lists(store, SETTINGS, DAY, tmp_path / name) for name in ("one", "two"))
    assert [path.name for path in (first.printed, *first.published)] == [
        "Daftar-Informasi-PPID-2026-11-28.xlsx",
        "Daftar-Informasi-PPID-2026-11-28.html",
        "DIK-PPID-2026-11-28.csv",
    ]
    for mine, other in zip(
        (first.printed, *first.published), (second.printed, *second.published), strict=True
    ):
        assert mine.read_bytes() == other.read_bytes()
    assert first.told[0].startswith("DIK: 1 informasi") and len(first.told) == 4


def test_without_a_list_or_its_header_the_reason_is_told(tmp_path: Path) -> None:
    """Nothing is written then."""
    with pytest.raises(UsageError, match="init --lists"):
        report_lists(_store({}), SETTINGS, DAY, tmp_path)
    lost = _store({"DIK": [["x"]]})
    lost.state = replace(lost.state, beside={"dik": Tags("DIK", 1, {"dik_no": 0})})
    with pytest.raises(ShapeError, match="Tab DIK tidak dapat dibaca"):
        report_lists(lost, SETTINGS, DAY, tmp_path)
    assert not [*tmp_path.iterdir()]
