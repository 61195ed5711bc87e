"""Every code that a finding may carry, as people look it up: what it means and how to mend it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ppid_sheets.checks.engine import RegisterRule, Rule
from ppid_sheets.checks.rules import rule_book
from ppid_sheets.common.severity import Severity
from ppid_sheets.register.schema import Schema

T = TypeVar("T")
_BRACES = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code; several rules share one where the same is wrong in several columns.

    `columns` are the headers of the cells that light up, () for the register as a whole. Texts
    have "…" where a finding names a value; of several, each stands once.
    """

    code: str
    severities: tuple[Severity, ...]
    columns: tuple[str, ...]
    messages: tuple[str, ...]
    remedies: tuple[str, ...]
    bases: tuple[str, ...]
    examples: tuple[str, ...] = ()


def of_rules(schema: Schema) -> Iterator[CodeEntry]:
    """The codes of all rules of a register."""
    book = rule_book(schema)
    return entries((*book.register, *book.rows), schema)


def entries(rules: Iterable[Rule | RegisterRule], schema: Schema) -> Iterator[CodeEntry]:
    """One entry a code, in alphabetical order."""
    by_code: dict[str, list[Rule | RegisterRule]] = {}
    for rule in rules:
        by_code.setdefault(rule.code, []).append(rule)
    for code, alike in sorted(by_code.items()):
        yield CodeEntry(
            code,
            _each(rule.severity for rule in alike),
            _each(schema.header(rule.column) for rule in alike if isinstance(rule, Rule)),
            _each(shown(rule.message) for rule in alike),
            _each(shown(rule.remedy) for rule in alike),
            _each(rule.basis for rule in alike),
        )


def shown(text: str) -> str:
    """A text of a rule without the names of its values."""
    return _BRACES.sub("…", text)


def _each(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
