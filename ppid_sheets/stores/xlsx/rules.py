"""Reads and replaces our own conditional rules in a worksheet, beside those of others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ppid_sheets.register.values import Highlight
from ppid_sheets.stores.xlsx.sheet import SheetXml
from ppid_sheets.stores.xlsx.styles import Styles
from ppid_sheets.stores.xlsx.xml import Edit, Element, child, escape, inside, text_of

_OURS = re.compile(r'N\(\s*"ppid"\s*\)', re.IGNORECASE)
"""The heart of `layout.MARK`, however an application spaces the rest when it saves."""

_WRITTEN = re.compile(rb"""\bN\(\s*("|&quot;|&#34;|&#x22;)ppid\1\s*\)""", re.IGNORECASE)
"""The same in the bytes of a worksheet, however an application writes its quotes."""
BEFORE_RULES = {
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
}
"""The elements between the cells of a sheet and its rules, and the rules."""
_PRIORITY = re.compile(rb"""<(?:[^\s=<>/]+:)?cfRule\s[^>]*?\bpriority\s*=\s*["'](-?\d+)["']""")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of ours, and the element with the range that holds it."""

    block: Element
    element: Element
    formula: str

    @property
    def priority(self) -> int:
        return int(self.element.get("priority") or 0)


def bears(worksheet: bytes) -> bool:
    """True where the mark of our rules occurs in the bytes of a worksheet: a search, no parsing."""
    return bool(_WRITTEN.search(worksheet, max(worksheet.rfind(b"sheetData"), 0)))


def _ours(sheet: SheetXml) -> list[_Rule]:
    return [
        _Rule(block, element, formula)
        for block in sheet.tail
        if block.name == "conditionalFormatting"
        for element in inside(sheet.data, block)
        if element.name == "cfRule"
        for formula in (_formula(sheet.data, element),)
        if _OURS.search(formula)
    ]


def _formula(data: bytes, rule: Element) -> str:
    found = None if rule.empty else child(data, rule, "formula")
    return text_of(data, found) if found else ""


def read(sheet: SheetXml, styles: Styles) -> tuple[Highlight, ...]:
    """Our rules, most important first; one whose look was changed has a style equal to none."""
    return tuple(
        Highlight(
            styles.style_of(int(rule.element.get("dxfId") or -1)),
            rule.block.get("sqref") or "",
            rule.formula,
        )
        for rule in sorted(_ours(sheet), key=lambda rule: rule.priority)
    )


def edits(sheet: SheetXml, highlights: Sequence[Highlight], styles: Styles) -> list[Edit]:
    """The edits, in order, that leave exactly these rules of ours and all others as they are."""
    present = _ours(sheet)
    removed = list(_removals(sheet, present))
    priorities = _free_priorities(sheet, present, len(highlights))
    text = "".join(
        _written(highlight, styles.highlight(highlight.style), priority, sheet.prefix)
        for highlight, priority in zip(highlights, priorities, strict=True)
    )
    at = max(
        (found.end for found in sheet.tail if found.name in BEFORE_RULES), default=sheet.cells.end
    )
    return sorted([*removed, (at, at, text.encode())], key=lambda edit: edit[:2])


def _removals(sheet: SheetXml, rules: Sequence[_Rule]) -> Iterator[Edit]:
    """Remove our rules, and the elements around them that hold nothing else."""
    for block in {rule.block.start: rule.block for rule in rules}.values():
        ours = {rule.element.start for rule in rules}
        held = list(inside(sheet.data, block))
        if all(found.start in ours for found in held):
            yield block.start, block.end, b""
        else:
            yield from ((found.start, found.end, b"") for found in held if found.start in ours)


def _free_priorities(sheet: SheetXml, ours: Sequence[_Rule], count: int) -> list[int]:
    """The lowest numbers that no rule of others uses, in ascending order of importance."""
    own = {rule.element.start for rule in ours}
    rules = _PRIORITY.finditer(sheet.data, sheet.cells.end)
    taken = {int(rule[1]) for rule in rules if rule.start() not in own}
    free = (number for number in range(1, len(taken) + count + 1) if number not in taken)
    return [next(free) for _ in range(count)]


def _written(highlight: Highlight, look: int, priority: int, prefix: str) -> str:
    return (
        f'<{prefix}conditionalFormatting sqref="{highlight.area}">'
        f'<{prefix}cfRule type="expression" dxfId="{look}" priority="{priority}">'
        f"<{prefix}formula>{escape(highlight.formula)}</{prefix}formula>"
        f"</{prefix}cfRule></{prefix}conditionalFormatting>"
    )
