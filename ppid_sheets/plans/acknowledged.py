"""What the Kasubag wrote beside the findings on the page *Temuan*."""

from collections.abc import Mapping, Sequence

from ppid_sheets.checks.findings import Key
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.register.cells import is_blank, read_date
from ppid_sheets.register.text import normal, storable
from ppid_sheets.register.values import Grid, Value

HEAD = (
    "No. Registrasi", "Baris", "Kolom", "Tingkat", "Kode", "Temuan", "Perbaikan",
    "Diketahui Kasubag", "Pertama Terlihat",
)  # fmt: skip
"""The header of the page; people write in one column alone."""
WORDS = HEAD.index("Diketahui Kasubag")

_KEY = tuple(HEAD.index(title) for title in ("No. Registrasi", "Kolom", "Kode", "Temuan"))


def key_of(line: Sequence[Value]) -> Key:
    """The key of one line."""
    number, column, code, text = (_text(line, at) for at in _KEY)
    return number, column, code, text


def words(page: Grid) -> Mapping[Key, Value]:
    """What stands beside each finding that somebody wrote something beside; days as dates."""
    return {key_of(line): _said(line[WORDS]) for line in lines(page) if _is_said(line)}


def texts(page: Grid) -> Mapping[Key, str]:
    """The same as texts, as a memory keeps them."""
    return {key: as_text(said) for key, said in words(page).items()}


def lines(page: Grid) -> Sequence[Sequence[Value]]:
    """The lines below the header; none where the page is not built so."""
    wanted = [normal(title) for title in HEAD[: WORDS + 1]]
    for number, row in enumerate(page):
        if [normal(str(cell or "")) for cell in row[: len(wanted)]] == wanted:
            return page[number + 1 :]
    return ()


def again(line: Sequence[Value]) -> Sequence[Value]:
    """A line as it is written anew; days are days again."""
    return [*line[:WORDS], *map(_said, line[WORDS : len(HEAD)])]


def _is_said(line: Sequence[Value]) -> bool:
    return len(line) > WORDS and not is_blank(line[WORDS])


def _said(value: Value) -> Value:
    """A day that a store gives as a serial number is a day again."""
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return read_date(value).value or value if plain_number else value


def as_text(said: Value) -> str:
    """What was written, as one text."""
    day = read_date(said).value if not isinstance(said, str) else None
    return typed_date(day) if day else str(said)


def _text(line: Sequence[Value], at: int) -> str:
    return storable(str(line[at] or "")) if at < len(line) else ""
