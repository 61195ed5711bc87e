"""The tab Pilihan: the office's own choices."""

from ppid_sheets.register import layout
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.requests import REQUESTS


def test_lists_are_read_by_header_with_gaps_and_ragged_rows() -> None:
    """Below each known header stand its items; blanks and unknown headers are passed over."""
    grid = [
        ["PETUGAS", None, "Kanal ", "Catatan kantor"],
        ["Petugas Satu", "x", "Surat", "y"],
        [None, None, " Loket\nKeliling "],
        ["Petugas Dua"],
        ["-", 5],
    ]
    assert read_lists(grid, REQUESTS) == {
        "Petugas": ("Petugas Satu", "Petugas Dua"),
        "Kanal": ("Surat", "Loket Keliling"),
    }


def test_no_tab_is_no_list() -> None:
    """A register without the tab has the declared choices alone."""
    assert read_lists([], REQUESTS) == {}
    assert read_lists([[]], REQUESTS) == {}


def test_the_tab_that_init_builds_reads_back() -> None:
    """What is written into a new tab Pilihan is what is read from it."""
    officers = ("Petugas Satu", "Petugas Dua")
    tab = layout.choices_tab(REQUESTS, officers)
    wanted = {
        header: tuple(items) for header, items in layout.choice_lists(REQUESTS, officers).items()
    }
    assert read_lists(tab.rows, REQUESTS) == wanted
    assert wanted["Petugas"] == officers
