"""The sheet Perubahan: what differs from an earlier issue of the same month."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from ppid_sheets.errors import PpidError, ShapeError, UnreachableError, UsageError
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.month.earlier_issue import of_file
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from tests.budget import chosen
from tests.reports.build import OCTOBER, cells, month_of, october, register, small, small_book
from tests.reports.test_closing import page

Row = Mapping[str, Any]


@cache
def issued(as_of: date) -> bytes:
    """October of the small register, as a file."""
    return xlsx.render(october(register(*small()), as_of=as_of))


def issue(path: Path, as_of: date = OCTOBER) -> Path:
    """That issue in a place."""
    path.write_bytes(issued(as_of))
    return path


def compared(rows: Sequence[Row], old: Path, **other: Any) -> Book:
    return october(register(*rows), compare=old, **other)


def lines(book: Book) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Old value, new value and what stands behind, by sheet and name."""
    rows: dict[int, list[Any]] = {}
    for sheet, row, _, cell in cells(book):
        if sheet == "Perubahan":
            rows.setdefault(row, []).append(cell.value)
    return {(r[0], r[1]): (r[2], r[3], r[5]) for r in rows.values() if len(r) == 6}


@pytest.mark.slow
def test_the_same_register_has_no_changes(tmp_path: Path) -> None:
    """Both lists say so; the eleven other sheets are as without it."""
    old = issue(tmp_path / "lama.xlsx")
    book = compared(small(), old)
    said = [cell.value for sheet, _, _, cell in cells(book) if sheet == "Perubahan"]
    assert "Tidak ada angka yang berbeda." in said and "Tidak ada baris yang berubah." in said
    alone = small_book().sheets
    others = [one for one in zip(book.sheets, alone, strict=False) if one[0].name != "Ringkasan"]
    assert all(one == other for one, other in others)
    assert book.sheets[-1].name == "Perubahan"


def test_a_changed_cell_names_its_figures_and_its_request(tmp_path: Path) -> None:
    """Another channel: two lines of the pivot, two means, the row itself."""
    rows = small()
    old = issue(tmp_path / "lama.xlsx")
    found = lines(compared([*rows[:3], {**rows[3], "channel": "Email"}, *rows[4:]], old))
    assert found["Pivot", "Kanal: Surat, Oktober 2026"] == (1, 0, "004")
    cohort = "Perkembangan menurut Kanal: Email, dikabulkan seluruhnya"
    assert found["Pivot", cohort] == (0, 1, "004")
    assert found["Waktu Layanan", "Kanal: Surat, rata-rata hari kerja"] == (21, "–", "004")
    assert found["Data", "Kanal"] == ("Surat", "Email", "004")
    assert ("Ringkasan", "Diterima") not in found


def test_another_date_changes_means_without_changing_counts(tmp_path: Path) -> None:
    """The request is behind the mean though it was among those counted before, too."""
    rows = small()
    old = issue(tmp_path / "lama.xlsx")
    later = {**rows[3], "notified_on": date(2026, 10, 29), "given_on": date(2026, 10, 29)}
    found = lines(compared([*rows[:3], later, *rows[4:]], old))
    before, now, behind = found["Ringkasan", "Rata-rata waktu layanan (hari kerja)"]
    assert before > now and behind == "004"
    assert ("Ringkasan", "Selesai") not in found
    assert found["Layanan Harian", "29/10/2026, selesai"] == (0, 1, "004")


def test_new_and_lost_requests_are_named(tmp_path: Path) -> None:
    """One row was deleted, another typed in since."""
    rows = small()
    old = issue(tmp_path / "lama.xlsx")
    found = lines(compared([*rows[:6], {**rows[6], "reg_number": "777"}, *rows[7:]], old))
    assert ("Ringkasan", "Diterima") not in found
    assert found["Data", "(baris)"][2] in ("007", "777")


@pytest.mark.slow
def test_an_earlier_day_of_the_same_month_is_compared_too(tmp_path: Path) -> None:
    """The provisional issue of the twentieth against the final one."""
    old = issue(tmp_path / "lama.xlsx", as_of=date(2026, 10, 20))
    found = lines(compared(small(), old))
    assert found["Ringkasan", "Diterima"] == (3, 5, "007, 009")
    assert found["Ringkasan", "Selesai"] == (3, 4, "004")


@pytest.mark.slow
def test_an_issue_that_counted_by_receipt_is_told_apart(tmp_path: Path) -> None:
    """Its Data did not say why a request is open; though no row differs, its printed page does."""
    old = issue(tmp_path / "lama.xlsx")
    workbook = openpyxl.load_workbook(old)
    (header,) = (c for c in workbook["Data"][8] if c.value == "Keadaan Jawaban")
    workbook["Data"].delete_cols(header.column)
    workbook.save(old)
    source = replace(of_file(old), by_itself=True)
    book = monthly.book_of(page(register(*small()), 10), source)
    said = [str(cell.value) for sheet, _, _, cell in cells(book) if sheet == "Perubahan"]
    assert any("menurut bulan diterima" in text for text in said)
    assert "Tidak ada angka yang berbeda." in said


@pytest.mark.slow
def test_texts_of_the_old_file_stay_texts(tmp_path: Path) -> None:
    """Whatever somebody typed into it."""
    old = issue(tmp_path / "lama.xlsx")
    workbook = openpyxl.load_workbook(old)
    sheet = workbook["Data"]
    sheet["A9"].value, sheet["A9"].data_type = '=HYPERLINK("http://x")', "s"
    sheet["D9"], sheet["C9"], sheet["O10"] = "+62", "kemarin", "lama"
    workbook.save(old)
    book = compared(small(), old)
    path = tmp_path / "baru.xlsx"
    xlsx.write(book, path)
    made = openpyxl.load_workbook(path)["Perubahan"]
    typed = [
        cell for row in made.iter_rows() for cell in row if cell.value == '=HYPERLINK("http://x")'
    ]
    assert typed and {cell.data_type for cell in typed} == {"s"}


def plain(path: Path, *sheets: str) -> Path:
    """A workbook that is not ours."""
    book = xlsxwriter.Workbook(path)
    for name in sheets:
        book.add_worksheet(name).write_row(0, 0, ["No. Registrasi", "Diterima"])
    book.close()
    return path


def files(folder: Path) -> dict[str, tuple[Path, type[PpidError]]]:
    text = folder / "x.txt"
    text.write_text("x")
    return {
        "no workbook": (text, ShapeError),
        "another workbook": (plain(folder / "a.xlsx", "Sheet1"), ShapeError),
        "a sheet of that name": (plain(folder / "b.xlsx", "Data", "Keterangan"), ShapeError),
        "no file": (folder / "nix.xlsx", UnreachableError),
        "a folder": (folder, UnreachableError),
    }


@pytest.mark.parametrize(
    "case",
    chosen(
        ["no workbook", "another workbook", "a sheet of that name", "no file", "a folder"],
        ("no workbook", "a sheet of that name"),
    ),
)
def test_what_is_not_ours_is_one_sentence(tmp_path: Path, case: str) -> None:
    """It names the file and says what to choose."""
    path, error = files(tmp_path)[case]
    with pytest.raises(error) as found:
        compared(small(), path)
    assert path.name in str(found.value) and str(found.value).count(".") >= 1


@pytest.mark.slow
def test_another_month_is_one_sentence(tmp_path: Path) -> None:
    """September and October cannot be compared."""
    old = tmp_path / "lama.xlsx"
    xlsx.write(month_of(register(*small()), 2026, 9), old)
    with pytest.raises(UsageError, match="September 2026"):
        compared(small(), old)
