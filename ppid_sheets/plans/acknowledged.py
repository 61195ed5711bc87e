"""What the Kasubag wrote beside the findings on the page *Temuan*."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ppid_sheets.checks.findings import Key, key
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.register.cells import cell_at, is_blank, read_date
from ppid_sheets.register.layout import FINDINGS_HEAD
from ppid_sheets.register.serials import as_day
from ppid_sheets.register.text import normal, storable
from ppid_sheets.register.values import Grid, Value

MOST_FINDINGS = 5_000
"""More findings than these are mended one rule at a time, not read: the page has no more."""

_NUMBER, _ROW, _COLUMN, _SEVERITY = "No. Registrasi", "Baris", "Kolom", "Tingkat"
_TEXT, _REMEDY, _WORDS = "Temuan", "Perbaikan", "Diketahui Kasubag"
_SINCE, _CODE, _MARK = "Pertama Terlihat", "Kode", "Sidik"
_NEEDED = frozenset(map(normal, (_NUMBER, _COLUMN, _CODE, _TEXT, _WORDS)))


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the page, and where its columns stand by their titles: a version of the page may
    have them elsewhere, or not at all.

    `mark` is the digest of the faulty cell; "" on a page that had no marks yet.
    """

    cells: Sequence[Value]
    places: Mapping[str, int]

    @property
    def key(self) -> Key:
        """What makes its finding the same one."""
        return key(self._text(_NUMBER), self.place, self.code, self._text(_TEXT))

    @property
    def place(self) -> str:
        """The column of its finding, as the page names it."""
        return self._text(_COLUMN)

    @property
    def code(self) -> str:
        """The code of its finding."""
        return self._text(_CODE)

    @property
    def mark(self) -> str:
        """The digest of the faulty cell."""
        return self._text(_MARK)

    @property
    def row(self) -> Value:
        """The sheet row, as it was when the line was written."""
        return self._cell(_ROW)

    @property
    def words(self) -> Value:
        """The words beside it, a day as a date; None for none."""
        said = self._cell(_WORDS)
        return None if is_blank(said) else as_day(said)

    def again(self) -> Sequence[Value]:
        """The line as it is written anew."""
        severity = self._text(_SEVERITY)
        known = {
            _WORDS: self.words,
            _SINCE: as_day(self._cell(_SINCE)),
            _SEVERITY: SEVERITY_NAMES.get(severity, severity),
            _CODE: self.code,
        }
        return [known.get(title, self._cell(title)) or None for title in FINDINGS_HEAD]

    def _cell(self, title: str) -> Value:
        return cell_at(self.cells, self.places.get(title, len(self.cells)))

    def _text(self, title: str) -> str:
        return storable(str(self._cell(title) or ""))


def lines(page: Grid) -> Sequence[PageLine]:
    """The lines below the header; none where the page is not built so."""
    rows, places = _listed(page)
    return [PageLine(cells, places) for cells in rows]


def worded(page: Grid) -> Sequence[PageLine]:
    """The lines with words beside them."""
    rows, places = _listed(page)
    at = places.get(_WORDS, 0)
    return [PageLine(row, places) for row in rows if at < len(row) and not is_blank(row[at])]


def _listed(page: Grid) -> tuple[Grid, Mapping[str, int]]:
    """The rows below the header, and where its columns stand."""
    titles = {normal(title): title for title in FINDINGS_HEAD}
    for number, row in enumerate(page):
        head = [normal(str(cell or "")) for cell in row]
        if set(head) >= _NEEDED:
            places = {titles[name]: at for at, name in enumerate(head) if name in titles}
            return page[number + 1 :], places
    return (), {}


def texts(page: Grid) -> Mapping[Key, str]:
    """The words beside findings, as a memory stores them."""
    return {line.key: as_text(line.words) for line in worded(page)}


class Words:
    """The remarks beside findings, each given out once: two of one key differ by their row, where
    it is the same still, and by their order."""

    def __init__(self, page: Grid) -> None:
        self._lines: dict[Key, list[PageLine]] = {}
        for line in worded(page):
            self._lines.setdefault(line.key, []).append(line)

    @property
    def any(self) -> bool:
        """True where the page has any."""
        return bool(self._lines)

    def beside(self, key: Key, row: int | None, marks: Iterable[str]) -> Value:
        """What was written beside the finding of this key whose cell has one of `marks`."""
        held = [line for line in self._lines.get(key, ()) if line.mark in marks]
        if not held:
            return None
        line = next((line for line in held if line.row == row), held[0])
        self._lines[key].remove(line)
        return line.words


def as_text(said: Value) -> str:
    """What was written, as one text."""
    day = read_date(said).value if not isinstance(said, str) else None
    return typed_date(day) if day else str(said)
