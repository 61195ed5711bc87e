"""What was found wrong, and how it reads in the register."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Severity = Literal["galat", "peringatan", "info"]
SEVERITIES: tuple[Severity, ...] = ("galat", "peringatan", "info")
SEVERITY_NAMES: Mapping[str, str] = {
    "galat": "kesalahan",
    "peringatan": "peringatan",
    "info": "info",
}
"""The word that people read for a severity; settings and machine output have the severity."""
LONGEST = 2000
"""Characters that a cell of *Temuan* may have: more is read by nobody."""


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
        return f"[{self.label}] {mild}{self.message}; {self.remedy}"

    @property
    def register_text(self) -> str:
        """The finding without its column."""
        return f"{self.message}; {self.remedy}"


WHOLE = "(register)"
"""How the column of a finding is named that speaks of the register as a whole."""
Key = tuple[str, str, str, str]
"""What makes a finding on the page *Temuan* the same: number, column's header, code and text."""


def annotate(findings: Iterable[Finding]) -> Mapping[int, str]:
    """Sheet row -> text of its *Temuan*: one sentence a line, most severe first, else as found.

    A text is cut at whole findings to stay within `LONGEST` characters and then says how many it
    left out: a cell must stay readable, and the first faults mended bring up the rest.
    """
    rows: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.row:
            rows.setdefault(finding.row, []).append(finding)
    return {row: _text(found) for row, found in rows.items()}


def _text(findings: list[Finding]) -> str:
    if len(findings) > 1:
        findings = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    sentences = [finding.sentence for finding in findings]
    text = "\n".join(sentences)
    left = 0
    while len(text) > LONGEST and left < len(sentences):
        left += 1
        text = "\n".join((*sentences[:-left], f"… dan {left} temuan lain"))
    return text
