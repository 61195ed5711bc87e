"""What people see of a text is all that counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.register.cells import is_blank, read_text
from ppid_sheets.register.text import fold, normal, plain, squash

UNSEEN = (
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202c", "\u202e", "\u2060",
    "\u2066", "\u2069", "\ufeff", "\xad", "\u034f", "\ufe0f", "\x00", "\x07", "\x7f", "\u3164",
)  # fmt: skip
SPACES = (" ", "\xa0", "\u2007", "\u2009", "\u202f", "\u3000", "\u2800", "\t", "\n", "\v", "\x85")


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_that_cannot_be_seen_are_left_out(mark: str) -> None:
    """At the ends and in the middle, in headers too; a cell that holds nothing else is blank."""
    text = f"{mark}Tanggal{mark} Di{mark}terima{mark}{mark}"
    assert plain(text) == squash(text) == "Tanggal Diterima"
    assert normal(text) == fold(text) == "tanggal diterima"
    assert is_blank(mark * 40)
    assert read_text(text).value == "Tanggal Diterima"


@pytest.mark.parametrize("space", SPACES)
def test_every_space_is_a_space(space: str) -> None:
    """Non-breaking, thin, wide, and what looks like one."""
    assert squash(f"{space}Tanggal{space}{space}Diterima{space}") == "Tanggal Diterima"
    assert is_blank(space)


@given(st.text())
def test_what_is_plain_stays(text: str) -> None:
    """Twice is once, and plain ASCII words are never touched."""
    assert plain(plain(text)) == plain(text)
    assert squash(squash(text)) == squash(text)
    if text.isascii() and text.isprintable():
        assert plain(text) == text
