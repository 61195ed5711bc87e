"""Conditions of dropdowns and of conditional rules: what Google's description says they take."""

import re
from typing import Any

from tests.fakesheets.errors import invalid

_VALUES = {
    **dict.fromkeys(("BLANK", "NOT_BLANK", "DATE_IS_VALID", "TEXT_IS_EMAIL", "TEXT_IS_URL"), 0),
    **dict.fromkeys(("NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN"), 2),
    **dict.fromkeys(("DATE_BETWEEN", "DATE_NOT_BETWEEN"), 2),
    **dict.fromkeys(("NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS"), 1),
    **dict.fromkeys(("NUMBER_LESS_THAN_EQ", "NUMBER_EQ", "NUMBER_NOT_EQ"), 1),
    **dict.fromkeys(("TEXT_CONTAINS", "TEXT_NOT_CONTAINS", "TEXT_STARTS_WITH"), 1),
    **dict.fromkeys(("TEXT_ENDS_WITH", "TEXT_EQ", "DATE_EQ", "DATE_BEFORE", "DATE_AFTER"), 1),
    **dict.fromkeys(("DATE_ON_OR_BEFORE", "DATE_ON_OR_AFTER"), 1),
    **dict.fromkeys(("ONE_OF_RANGE", "CUSTOM_FORMULA"), 1),
}
"""How many values a type takes, where the number is told."""
_FILTERS_ONLY = {"TEXT_NOT_EQ", "DATE_NOT_EQ", "FILTER_EXPRESSION"}
_NOT_IN_RULES = _FILTERS_ONLY | {
    "TEXT_IS_EMAIL",
    "TEXT_IS_URL",
    "DATE_ON_OR_BEFORE",
    "DATE_ON_OR_AFTER",
    "DATE_BETWEEN",
    "DATE_NOT_BETWEEN",
    "DATE_IS_VALID",
    "ONE_OF_RANGE",
    "ONE_OF_LIST",
    "BOOLEAN",
}
_NOT_IN_DROPDOWNS = _FILTERS_ONLY | {"TEXT_STARTS_WITH", "TEXT_ENDS_WITH", "BLANK", "NOT_BLANK"}
_COMMA_LOCALES = re.compile(r"(in|id|de|es|fr|it|nl|pt|ru|tr)(_|$)")
_LOOKS = {"backgroundColor", "backgroundColorStyle", "textFormat"}
_TEXT_LOOKS = {
    "bold",
    "italic",
    "strikethrough",
    "underline",
    "foregroundColor",
    "foregroundColorStyle",
}


def check_dropdown(rule: dict[str, Any]) -> None:
    """Refuse a data validation rule that Google does not take."""
    _check(rule.get("condition", {}), _NOT_IN_DROPDOWNS)


def check_rule(rule: dict[str, Any], locale: str) -> None:
    """Refuse the boolean rule of a conditional format that Google does not take.

    In a spreadsheet whose decimal mark is a comma, none separates arguments:
    https://github.com/mricon/ingress-fieldplan/issues/5
    """
    condition, look = rule.get("condition", {}), rule.get("format", {})
    _check(condition, _NOT_IN_RULES)
    if condition["type"] == "CUSTOM_FORMULA" and _COMMA_LOCALES.match(locale):
        for text in _texts(condition):
            if re.search(r"(?<!\d),|,(?!\d)", re.sub(r'"[^"]*"', '""', text)):
                raise invalid(f"Invalid ConditionValue.userEnteredValue: {text}")
    if set(look) - _LOOKS or set(look.get("textFormat", {})) - _TEXT_LOOKS:
        raise invalid(f"Conditional formats do not support all of {sorted(look)}.")


def _check(condition: dict[str, Any], forbidden: set[str]) -> None:
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    values = condition.get("values", [])
    if kind == "CONDITION_TYPE_UNSPECIFIED":
        raise invalid("No condition type specified.")
    if kind in forbidden:
        raise invalid(f"ConditionType '{kind}' is not supported here.")
    if len(values) != _VALUES.get(kind, len(values)) or (kind == "ONE_OF_LIST" and not values):
        raise invalid(f"ConditionType '{kind}' does not take {len(values)} ConditionValues.")
    for text in _texts(condition):
        if not text:
            raise invalid("ConditionValue must have a value.")
        if kind == "CUSTOM_FORMULA" and not text.startswith("="):
            raise invalid("CUSTOM_FORMULA must start with '='.")


def _texts(condition: dict[str, Any]) -> list[str]:
    values = condition.get("values", [])
    return [v.get("userEnteredValue", "") for v in values if "relativeDate" not in v]
