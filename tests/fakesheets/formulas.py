"""Formulas of conditional rules point at the same cells still when rows and columns move.

Only references into the own sheet, to single cells. Dropdowns' sources (`=Pilihan!$A$2:$A`) stay
as they are, also when that tab is renamed.
"""

import re
from typing import Any

from tests.fakesheets import a1
from tests.fakesheets.areas import Change, Dimension

_CELL = re.compile(r"(?<![\w!$.])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]*)(?![\w(])")


def carried(rule: dict[str, Any], dimension: Dimension, change: Change) -> dict[str, Any]:
    """A rule after a change of its sheet."""
    condition = rule.get("booleanRule", {}).get("condition", {})
    if not condition.get("values"):
        return rule
    values = [
        {**value, "userEnteredValue": _carried(value["userEnteredValue"], dimension, change)}
        if value.get("userEnteredValue", "").startswith("=")
        else value
        for value in condition["values"]
    ]
    new = {**rule["booleanRule"], "condition": {**condition, "values": values}}
    return {**rule, "booleanRule": new}


def _carried(formula: str, dimension: Dimension, change: Change) -> str:
    def new(found: re.Match[str]) -> str:
        fixed_column, column, fixed_row, row = found.groups()
        at = a1.position(column) if dimension == "COLUMNS" else int(row) - 1
        runs = change.runs(at, at + 1)
        if not runs:
            return "#REF!"
        if dimension == "COLUMNS":
            column = a1.letters(runs[0][0])
        else:
            row = str(runs[0][0] + 1)
        return f"{fixed_column}{column}{fixed_row}{row}"

    texts = formula.split('"')
    return '"'.join(text if i % 2 else _CELL.sub(new, text) for i, text in enumerate(texts))
