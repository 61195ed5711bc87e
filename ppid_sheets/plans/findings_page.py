"""The page of findings: its lines, and what the Kasubag wrote beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppid_sheets.archive import living
from ppid_sheets.archive.judgement import CODES
from ppid_sheets.archive.verdict import Beside, MarkedWords, Verdict
from ppid_sheets.checks.findings import Finding, Key, key, place_of, worst_first
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.plans.filling import filled
from ppid_sheets.register import layout
from ppid_sheets.register.cells import cell_at, is_blank, read_date
from ppid_sheets.register.layout import FINDINGS_HEAD
from ppid_sheets.register.serials import as_day
from ppid_sheets.register.text import normal, storable
from ppid_sheets.register.values import Grid, Tab, Value

MOST_FINDINGS = 5_000
"""More findings than these are mended one rule at a time, not read: the page has no more."""

_NUMBER, _ROW, _COLUMN, _SEVERITY = "No. Registrasi", "Baris", "Kolom", "Tingkat"
_TEXT, _WORDS = "Temuan", "Diketahui Kasubag"
_SINCE, _CODE, _MARK = "Pertama Terlihat", "Kode", "Sidik"
_NEEDED = frozenset(map(normal, (_NUMBER, _COLUMN, _CODE, _TEXT, _WORDS)))


def page(verdict: Verdict, as_of: date, present: Grid = (), beside: Beside | None = None) -> Tab:
    """The page; the same register gives the same rows.

    What people wrote beside a finding goes on standing there; without a memory so does what the
    `present` page has of one, and while the objections `beside` cannot be judged, all that it has
    of these. Their findings follow those of the requests.
    """
    rows, tabs = zip(*_findings(verdict, as_of, present, beside), strict=True)
    at = FINDINGS_HEAD.index(_ROW)
    links = {
        (number, at): (tab, row)
        for number, (tab, cells) in enumerate(zip(tabs, rows, strict=True))
        for row in cells[at : at + 1]
        if tab and isinstance(row, int)
    }
    return replace(filled(layout.FINDINGS, rows), links=links)


def _findings(
    verdict: Verdict, as_of: date, present: Grid, beside: Beside | None
) -> Iterator[tuple[Sequence[Value], str]]:
    """The rows of the page, each with the tab that its line is about, "" for none."""
    told = [(verdict, "")]
    if beside and beside.judged:
        told += [(beside.judged, beside.tab)]
    ordered = [(one, tab, finding) for one, tab in told for finding in worst_first(one.findings)]
    silent = [(one, tab, finding) for one, tab in told for finding in one.silent]
    count, shown = len(ordered), ordered[:MOST_FINDINGS]
    left = count - len(shown)
    more = f"; {left} temuan lain muncul setelah yang ini dibetulkan" if left else ""
    known = f"; {len(silent)} lagi sudah diketahui Kasubag" if silent else ""
    yield (layout.FINDINGS,), ""
    yield (f"{count} temuan per {as_of:%d/%m/%Y}{more}{known}",), ""
    yield FINDINGS_HEAD, ""
    yield from ((line, "") for line in _again(verdict, present, beside))
    for one, tab, finding in (*shown, *silent):
        yield _line(one, finding, tab), one.tab


def _line(verdict: Verdict, finding: Finding, tab: str) -> Sequence[Value]:
    """A finding as the page has it; `tab` is that of a register beside the requests."""
    row = finding.row
    mark, words = verdict.remarks.get(finding, MarkedWords("", None))
    return (
        verdict.texts(verdict.table.schema.number).get(row) or None,
        row or None,
        verdict.texts("officer").get(row) or None,
        place_of(finding, tab),
        SEVERITY_NAMES[finding.severity],
        finding.message,
        finding.remedy,
        words,
        verdict.living.since.get(living.identity_of(finding)),
        finding.code,
        mark or None,
    )


def _again(verdict: Verdict, present: Grid, beside: Beside | None) -> Iterator[Sequence[Value]]:
    """The lines that stay, for this run has no news of them: those of earlier runs with a memory,
    and all of objections that cannot be judged.
    """
    forgotten = verdict.recalled is None or verdict.recalled.seen is None
    unread = f"{beside.tab}: " if beside and beside.trouble else ""
    for line in lines(present) if forgotten or unread else ():
        if (forgotten and line.code in CODES) or (unread and line.place.startswith(unread)):
            yield line.again()


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
