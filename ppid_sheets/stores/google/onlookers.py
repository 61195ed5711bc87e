"""The office's references to the parts of a Google Sheet that a removal takes out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters, position_of
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import rules
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure, messages

MOST = 5
"""So many cells of a tab are named one by one."""
FIELDS = "properties(title),namedRanges(name,range),sheets(properties(title),charts(spec))"
_TEXT = re.compile(r'(?<!INDIRECT\()"[^"]*"', re.IGNORECASE)
"""What is no reference; the text that INDIRECT is given is one."""
_PLACE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?"
    r"\$?\b([A-Z]{1,3})(?:(?:\$?\d+)?:\$?([A-Z]{1,3})(?:\$?\d+)?\b|\$?\d+\b)(?!\()",
    re.IGNORECASE,
)


def named(seen: Structure, formulas: Mapping[int, Grid], answer: Json) -> Iterator[str]:
    """The formulas, highlight rules, named ranges and charts, in Indonesian, a line each.

    `formulas` are the tabs with their formulas by the ids of the tabs, `answer` is one with
    `FIELDS`.
    """
    for tab in seen.tabs:
        if tab.role not in layout.OWNED:
            cells = list(_cells(seen, tab, formulas.get(tab.id, ())))
            if cells:
                more = f" dan {len(cells) - MOST} sel lain" if len(cells) > MOST else ""
                yield f"rumus di tab {tab.title}: {', '.join(cells[:MOST])}{more}"
            foreign = (rule for rule in tab.rules if not rules.is_ours(rule))
            looking = sum(_looks(seen, tab, rules.formula(rule)) for rule in foreign)
            if looking:
                yield f"{looking} aturan format bersyarat di tab {tab.title}"
    for entry in answer.get("namedRanges", ()):
        if _meets(seen, entry.get("range", {})):
            yield f"rentang bernama {entry.get('name', '')}"
    for sheet in answer.get("sheets", ()):
        specs = [chart.get("spec", {}) for chart in sheet.get("charts", ())]
        drawn = sum(any(_meets(seen, area) for area in _areas(spec)) for spec in specs)
        if drawn:
            yield f"{drawn} bagan di tab {sheet['properties'].get('title', '')}"


def _areas(part: Any) -> Iterator[Json]:
    """The places in cells that a part of a chart is drawn from."""
    for one in messages(part):
        yield from one.get("sources", ())


def _cells(seen: Structure, tab: SheetTab, grid: Grid) -> Iterator[str]:
    own = _own(tab)
    for number, row in enumerate(grid, 1):
        for position, cell in enumerate(row):
            is_formula = isinstance(cell, str) and cell.startswith("=")
            if is_formula and position not in own and _looks(seen, tab, str(cell)):
                yield f"{letters(position)}{number}"


def _own(tab: SheetTab) -> Sequence[int]:
    """The positions of the columns that go."""
    return [tab.tags[key].position for key in tab.schema.job_keys if key in tab.tags]


def _looks(seen: Structure, home: SheetTab, formula: str) -> bool:
    """Whether a formula in a tab names a place that goes."""
    titles = {tab.title.casefold(): tab for tab in seen.tabs}
    for found in _PLACE.finditer(_TEXT.sub('""', formula)):
        quoted, bare, first, last = found.groups()
        title = (quoted or bare or "").replace("''", "'")
        tab = titles.get(title.casefold()) if title else home
        if tab and tab.role in layout.OWNED:
            return True
        left, right = sorted(position_of(column.upper()) for column in (first, last or first))
        if tab and any(left <= at <= right for at in _own(tab)):
            return True
    return False


def _meets(seen: Structure, area: Json) -> bool:
    tab = next((tab for tab in seen.tabs if tab.id == area.get("sheetId", 0)), None)
    if tab is None:
        return False
    left, right = area.get("startColumnIndex", 0), area.get("endColumnIndex", tab.columns)
    return tab.role in layout.OWNED or any(left <= at < right for at in _own(tab))
