"""What a reference covers and what a number format shows, as other programs write them."""

from typing import Any

import pytest

from ppid_sheets.stores.xlsx import styles
from ppid_sheets.stores.xlsx.sheet import corners


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
        ("General", {"number"}), ("0.00", {"number"}), ('0" hari"', {"number"}),
        ("[Red]0;[Blue]-0", {"number"}), ("dd/mm/yyyy", {"date"}), ("d mmm yyyy;@", {"date"}),
        ("yyyy-mm-dd hh:mm", {"datetime"}), ("hh:mm", {"time"}), ("[h]:mm", {"duration"}),
        ("d/m", set()), ("mm:ss", set()),
    ],
)  # fmt: skip
def test_what_a_number_format_shows(code: str, kinds: set[Any]) -> None:
    """One kind at the most: a cell whose format shows its kind keeps the office's own."""
    every: tuple[Any, ...] = ("number", "date", "datetime", "time", "duration")
    assert {kind for kind in every if styles._shows(code, kind)} == kinds
