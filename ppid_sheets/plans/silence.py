"""Puts out what the Kasubag has acknowledged on the page *Temuan*, until its cell changes.

The page itself is the memory: beside each finding stands a digest of its cell, which shows without
an archive or another run whether the cell has changed.
"""

from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256

from ppid_sheets.archive.judgement import CODES
from ppid_sheets.archive.verdict import MarkedWords, Verdict
from ppid_sheets.checks.findings import Finding, key_of, worst_first
from ppid_sheets.plans.findings_page import MOST_FINDINGS, Words
from ppid_sheets.register import layout
from ppid_sheets.register.cells import cell_at, is_blank
from ppid_sheets.register.values import Snapshot, Value

_SIZE = 6
_ENOUGH = 5
"""Bytes of a digest that make so many letters; those behind them would be thrown away."""
_NO_MARK = ""


def without_acknowledged(verdict: Verdict, snapshot: Snapshot, tab: str = "") -> Verdict:
    """The verdict less what was acknowledged, which is `silent` then, with what stands beside each.

    A *galat* must be mended, whatever is written beside it. What a memory noticed is put out there.
    `tab` is what the page names for findings of a register beside the requests.
    """
    words = Words(snapshot.pages.get(layout.FINDINGS, ()))
    # without any words only those count that will be listed, and a long register has many findings
    heeded = verdict.findings if words.any else worst_first(verdict.findings)[:MOST_FINDINGS]
    remarks = dict(_remarks(verdict, snapshot, words, tab, heeded))
    silent = {
        finding
        for finding, (_, said) in remarks.items()
        if said is not None and finding.severity != "galat" and finding.code not in CODES
    }
    if not silent:
        return replace(verdict, silent=(), remarks=remarks)
    lit = tuple(finding for finding in verdict.findings if finding not in silent)
    put_out = tuple(finding for finding in verdict.findings if finding in silent)
    return replace(verdict, findings=lit, silent=put_out, remarks=remarks)


def _remarks(
    verdict: Verdict, snapshot: Snapshot, words: Words, tab: str, findings: Iterable[Finding]
) -> Iterator[tuple[Finding, MarkedWords]]:
    numbers = verdict.texts(verdict.table.schema.number)
    marks = cache(_mark)  # most of the cells are blank
    for finding in findings:
        held = _held(verdict, snapshot, finding)
        mark = _NO_MARK if held is None else marks(held)
        said = None
        if words.any:
            key = key_of(finding, numbers.get(finding.row) or "", tab)
            said = words.beside(key, finding.row, (mark, _NO_MARK))
        yield finding, MarkedWords(mark, said)


def _held(verdict: Verdict, snapshot: Snapshot, finding: Finding) -> str | None:
    """What the cell of a finding holds, as one text; None where it needs no mark."""
    place = verdict.table.header.places.get(finding.column)
    grid = snapshot.tabs[verdict.tab]
    if finding.severity == "galat" or place is None or not 0 < finding.row <= len(grid):
        return None
    cells = grid[finding.row - 1]
    held = [cell_at(cells, at) for at in place.ticks or (place.position,)]
    return "\n".join(map(_plain, held))


def _mark(held: str) -> str:
    """A short digest of a cell's content.

    It shows a change of the cell, and nothing of its content.
    """
    digest = sha256(held.encode(errors="replace")).digest()
    return b32encode(digest[:_ENOUGH]).decode()[:_SIZE].lower()


def _plain(value: Value) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
