"""What is kept of cells reads back exactly, and small."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.archive import arrangement
from ppid_sheets.archive.content import DamagedError, packed, plain, text_of, typed, unpacked

VALUES = st.one_of(
    st.text(),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)


@given(VALUES)
def test_every_cell_reads_back(value: object) -> None:
    """A value comes back equal and of its kind, through JSON and compression."""
    kept = unpacked(packed(text_of(plain(value))))
    assert typed(kept) == (value if value != "" else None)
    if isinstance(value, date | datetime | time | bool | str) and value != "":
        assert type(typed(kept)) is type(value)


def test_long_texts_are_compressed() -> None:
    """What repeats takes less room than it is long."""
    text = text_of({"information": "Daftar pemilih tetap " * 50})
    assert len(packed(text)) < len(text) / 10


@pytest.mark.parametrize("data", [b"", b"\x78nonsense", b"{", b"\xff\xfe"])
def test_damage_is_known(data: bytes) -> None:
    """Bytes that were never packed are told from content."""
    with pytest.raises(DamagedError):
        unpacked(data)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), unique_by=lambda p: p[0]))
def test_any_arrangement_reads_back(places: list[tuple[int, int]]) -> None:
    """Runs hold exactly the places they were made of."""
    ordered = sorted(places)
    assert list(arrangement.places(arrangement.runs(ordered))) == ordered


@pytest.mark.parametrize("step", [1, -1])
def test_a_register_in_order_is_one_run(step: int) -> None:
    """Appended below or put in on top, a thousand requests are four numbers."""
    requests = list(range(1, 1001))[::step]
    assert len(arrangement.runs(enumerate(requests, 4))) == 4
