"""What a reference covers and what a number format shows, as other programs write them."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ppid_sheets.stores.xlsx.number_formats import shows
from ppid_sheets.stores.xlsx.sheet import corners
from tests.stores import registers


@pytest.mark.parametrize(
    ("reference", "area"),
    [
        ("B3", (3, 1, 3, 1)), ("$b$3", (3, 1, 3, 1)), ("A1:C7", (1, 0, 7, 2)),
        ("A:C", (1, 0, 1_048_576, 2)), ("2:7", (2, 0, 7, 16_383)), ("XFD1048576:XFD1048576",
        (1_048_576, 16_383, 1_048_576, 16_383)), ("A", None), ("7", None), ("", None), ("$", None),
        ("A1:B2:C3", None), ("A0", None), ("A1:", None), ("Lain!A1", None), ("#REF!", None),
    ],
)  # fmt: skip
def test_the_corners_of_a_reference(reference: str, area: Any) -> None:
    """A cell, an area, whole columns and rows; what is none of them is none."""
    assert corners(reference) == area


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("General", {"number"}),
        ("0.00", {"number"}),
        ('0" hari"', {"number"}),
        ("[Red]0;[Blue]-0", {"number"}),
        ("dd/mm/yyyy", {"date"}),
        ("d mmm yyyy;@", {"date"}),
        ("yyyy-mm-dd hh:mm", {"datetime"}),
        ("hh:mm", {"time"}),
        ("[h]:mm", {"duration"}),
        ("d/m", set()),
        ("mm:ss", set()),
    ],
)
def test_what_a_number_format_shows(code: str, kinds: set[Any]) -> None:
    """One kind at the most: a cell whose format shows its kind keeps the office's own."""
    every: tuple[Any, ...] = ("number", "date", "datetime", "time", "duration")
    assert {kind for kind in every if shows(code, kind)} == kinds


def test_cells_that_are_no_text_are_named_whatever_the_first_own_format_is(tmp_path: Path) -> None:
    """A cell without a format has that of its column, or the file's first; the second is text."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Register")
    sheet.write_row(0, 0, ["Nomor", "Telepon", "NIK"])
    sheet.write_string(1, 0, "001", text)
    sheet.set_column(2, 2, 20, text)
    book.close()
    found = registers.store(tmp_path / "a.xlsx").not_text(
        "Register", {"a": 0, "b": 1, "c": 2}, 2, 3
    )
    assert {key: [*rows] for key, rows in found.items()} == {"a": [3], "b": [2, 3], "c": []}
