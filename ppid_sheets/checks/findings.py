"""What was found wrong, and how it reads in the register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES, Severity
from ppid_sheets.register.text import storable

LONGEST = 2000
"""Characters that a cell of *Temuan* may have; more would not be read."""
ONE_LINE = 90
"""Letters that fit one line of *Temuan*: what lights nothing must not make its row taller."""


class Finding(NamedTuple):
    """One fault: in a cell (`row` is the sheet row, `column` the key) or in the register (row 0).

    `label` is the column's header as it stands in the sheet; `message` says what is wrong and
    `remedy` how to mend it, both without personal data. `remembered` findings come from memory and
    not from the register as it is.
    """

    row: int
    code: str
    severity: Severity
    column: str
    label: str
    message: str
    remedy: str
    remembered: bool = False

    @property
    def sentence(self) -> str:
        """The finding as the column *Temuan* shows it: a *galat* plainly, all else by its name."""
        if not self.label:
            return self.register_text
        mild = "" if self.severity == "galat" else f"{SEVERITY_NAMES[self.severity]}: "
        return f"{self.mark} {mild}{self.message}; {self.remedy}"

    @property
    def lit(self) -> bool:
        """True for a finding that colours its cell: *galat* and *peringatan*."""
        return self.severity != "info"

    @property
    def mark(self) -> str:
        """The column as *Temuan* names it; a name in square brackets lights its cell up."""
        return f"[{self.label}]" if self.lit else f"({self.label})"

    @property
    def register_text(self) -> str:
        """The finding without its column."""
        return f"{self.message}; {self.remedy}"


WHOLE = "(register)"
"""The name of the column in findings about the register as a whole."""
_OF_TAB = ": "
Key = tuple[str, str, str, str]
"""What makes a finding on the page *Temuan* the same: number, column's header, code and text."""


def place_of(finding: Finding, tab: str = "") -> str:
    """How the page *Temuan* names the column of a finding, in a `tab` beside the requests'."""
    named = finding.label or WHOLE
    return f"{tab}{_OF_TAB}{named}" if tab else named


def key_of(finding: Finding, number: str, tab: str = "") -> Key:
    """What makes a finding of the row with a `number` the same one on that page."""
    return key(number, place_of(finding, tab), finding.code, finding.message)


def key(number: str, place: str, code: str, message: str) -> Key:
    """The same of what stands there, whatever the tab that it names is called by now."""
    _, of_tab, column = place.partition(_OF_TAB)
    same_place = f"{_OF_TAB}{column}" if of_tab else place
    return storable(number), storable(same_place), code, storable(message)


def worst_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    """The most severe first, else as they come."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def annotate(findings: Iterable[Finding]) -> Mapping[int, str]:
    """Sheet row -> text of its *Temuan*: one sentence a line, most severe first, else as found.

    All that lights nothing shares one last line, as short as `ONE_LINE` asks; what it leaves out
    stands in the tab *Temuan*.
    A text is cut at whole findings to stay within `LONGEST` characters and then says how many it
    left out: a cell must stay readable, and the first faults mended bring up the rest.
    """
    rows: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.row:
            rows.setdefault(finding.row, []).append(finding)
    return {row: _text(found) for row, found in rows.items()}


def _text(findings: Sequence[Finding]) -> str:
    findings = worst_first(findings) if len(findings) > 1 else findings
    sentences = [finding.sentence for finding in findings if finding.lit]
    mild = [finding for finding in findings if not finding.lit]
    sentences += [_briefly(mild)] if mild else []
    text = "\n".join(sentences)
    left = 0
    while len(text) > LONGEST and left < len(sentences):
        left += 1
        text = "\n".join((*sentences[:-left], f"… dan {left} temuan lain"))
    return text


def _briefly(mild: Sequence[Finding]) -> str:
    """All of these in one line, in the fullest words for which it has room."""
    fewest = f"(info) {len(mild)} catatan; lihat tab Temuan"
    return next((said for said in _wordings(mild) if len(said) <= ONE_LINE), fewest)


def _wordings(mild: Sequence[Finding]) -> Iterator[str]:
    yield " ".join(finding.sentence for finding in mild)
    yield " ".join(f"{finding.mark} info: {finding.message}" for finding in mild)
    yield f"{' '.join(dict.fromkeys(finding.mark for finding in mild))} info: lihat tab Temuan"
