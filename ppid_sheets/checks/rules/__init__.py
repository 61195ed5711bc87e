"""Every rule, in the order of the SOP.

A new rule is one entry in the table of its part: code, severity, the cell that lights up, what is
wrong, how to mend it, why (SOP step or article), the columns it needs, and a function that returns
the mask of the rows at fault. Then one example in `tests/checks/test_rules.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ppid_sheets.checks.engine import RegisterRule, Rule
from ppid_sheets.checks.rules import (
    applicant,
    arrival_rules,
    channel,
    columns,
    contact,
    copies,
    dates,
    exclusion,
    handling,
    information,
    list_rules,
    number,
    objection_rules,
    reading,
    register,
    unit,
)
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema

RULES: tuple[Rule, ...] = (
    *reading.rules(REQUESTS),
    *number.RULES,
    *dates.RULES,
    *channel.RULES,
    *applicant.RULES,
    *contact.RULES,
    *information.RULES,
    *exclusion.RULES,
    *handling.RULES,
    *unit.RULES,
)
"""What is judged of each request."""
REGISTER_RULES: tuple[RegisterRule, ...] = (
    *columns.missing_columns(RULES),
    *register.REGISTER_RULES,
    *copies.RULES,
    *list_rules.REGISTER_RULES,
    *arrival_rules.RULES,
)
"""What is judged of the register of requests as a whole."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What is judged of a register: of each row, and of the whole."""

    rows: Sequence[Rule]
    register: Sequence[RegisterRule]


OF_REQUESTS = RuleBook(RULES, REGISTER_RULES)


def rule_book(schema: Schema) -> RuleBook:
    """The rules of a register; one that has none of its own is judged by those that fit any."""
    return _BOOKS.get(schema.name) or general(schema)


def general(schema: Schema, own: Sequence[Rule] = ()) -> RuleBook:
    """The rules that fit any register, and its `own` on its rows."""
    fitting = (r for r in register.REGISTER_RULES if r.code not in register.OF_REQUESTS)
    rules = (*(_spoken(rule, schema) for rule in reading.rules(schema)), *own)
    whole = [_spoken(rule, schema) for rule in fitting]
    return RuleBook(rules, (*columns.missing_columns(rules, columns.vital(schema)), *whole))


_AnyRule = TypeVar("_AnyRule", Rule, RegisterRule)


def _spoken(rule: _AnyRule, schema: Schema) -> _AnyRule:
    """A rule that fits any register, speaking of this one's rows."""
    texts = (text.replace(REQUESTS.rows, schema.rows) for text in (rule.message, rule.remedy))
    message, remedy = texts
    return replace(rule, message=message, remedy=remedy)


_BOOKS = {
    REQUESTS.name: OF_REQUESTS,
    OBJECTIONS.name: general(OBJECTIONS, objection_rules.RULES),
}
