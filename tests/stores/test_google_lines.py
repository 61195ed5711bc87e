"""Lines of a page that go with what people wrote beside them."""

from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.plans import findings_page
from ppid_sheets.register import layout
from ppid_sheets.register.values import ColumnChange
from ppid_sheets.stores.google import batches, lines

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def carried_out(held: list[str], found: lines.Steps) -> list[int | None]:
    """The numbers of the lines after the steps, None for a new one."""
    rows: list[int | None] = list(range(len(held)))
    for start, end in found.deleted:
        del rows[start:end]
    for source, target in found.moved:
        rows.insert(target - (source < target), rows.pop(source))
    for start, end in found.inserted:
        rows[start:start] = [None] * (end - start)
    return rows


@given(held=KEYS, wanted=KEYS)
def test_each_line_goes_with_its_key(held: list[str], wanted: list[str]) -> None:
    """The steps bring every line that stays to its new place, and no more lines than it needs."""
    found = lines.steps(held, wanted)
    assert found is not None
    rows = carried_out(held, found)
    assert rows == list(found.sources)
    assert all(held[row] == key for row, key in zip(rows, wanted, strict=True) if row is not None)


def test_one_line_that_moves_is_one_move() -> None:
    """The longest right order stays where it is."""
    found = lines.steps(list("abcdef"), list("bcdefa"))
    assert found and len(found.moved) == 1


def test_a_page_in_quite_another_order_is_written_anew() -> None:
    """Hundreds of moves are no page that people are writing on line by line."""
    assert lines.steps(range(500), range(499, -1, -1)) is None


def test_a_line_is_the_same_to_the_page_and_to_the_store() -> None:
    """Both know it by the same columns."""
    head = layout.FINDINGS_HEAD
    keys = [head[at] for at in layout.LINE_KEYS[layout.FINDINGS]]
    assert keys == ["No. Registrasi", "Kolom", "Temuan", "Kode", "Sidik"]
    assert head[layout.OPEN_COLUMNS[layout.FINDINGS][1]] == "Diketahui Kasubag"
    cells = [f"{title} 1" for title in head]
    (line,) = findings_page.lines([head, cells])
    assert {*line.key, line.mark} == {cells[at] for at in layout.LINE_KEYS[layout.FINDINGS]}


def test_no_part_is_larger_than_google_likes() -> None:
    """Rows stay whole, each cell is written once, blanks above a part are counted."""
    rows = list(range(4, 12_004))
    changes = [
        ColumnChange(key, at, rows, [None] * len(rows), ["temuan " * 40] * len(rows))
        for at, key in enumerate(("due_on", "findings"))
    ]
    found = list(batches.changes(changes))
    assert [row for part in found for row in part[0].rows] == rows
    assert all([c.rows for c in part] == [part[0].rows] * 2 for part in found)
    sizes = [sum(len(str(c.new)) + 6 * c.rows[0] for c in part) for part in found]
    assert len(found) == 4 and max(sizes) < 2_000_000
