"""The findings that the report of a month lists, each beside the request that it is about."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ppid_sheets.checks.catalogue import of_rules
from ppid_sheets.checks.findings import WHOLE
from ppid_sheets.common.indonesian import NOT_FILLED
from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES
from ppid_sheets.register.schema import Schema
from ppid_sheets.reports.month.remarks import Remark
from ppid_sheets.reports.month.report import Report


class Entry(NamedTuple):
    """One finding as the list shows it, its severity by the word that people read.

    `row` is None for the register as a whole.
    """

    reg_number: str
    row: int | None
    officer: str
    code: str
    severity: str
    column: str
    message: str
    remedy: str


def entries_of(report: Report) -> tuple[tuple[Entry, ...], int]:
    """Findings on the month's requests, on undated rows and on the register; how many others."""
    data = report.figures.data
    known = data[data["in_month"]]
    numbers, officers = known["reg_number"].to_dict(), known["officer"].to_dict()
    entries: list[Entry] = []
    other = 0
    undated = set(report.figures.left_out)
    for remark in report.remarks:
        if remark.row == 0:
            entries.append(_entry(remark, WHOLE, WHOLE))
        elif remark.row in numbers:
            entries.append(_entry(remark, numbers[remark.row], officers[remark.row]))
        elif remark.row in undated:
            entries.append(_entry(remark, "", NOT_FILLED))
        else:
            other += 1
    order: dict[str, int] = {SEVERITY_NAMES[one]: i for i, one in enumerate(SEVERITIES)}
    last = len(order)
    entries.sort(key=lambda one: (order.get(one.severity, last), one.row is not None, one.row or 0))
    return tuple(entries), other


def _entry(remark: Remark, reg_number: str, officer: str) -> Entry:
    return Entry(
        reg_number,
        remark.row or None,
        officer,
        remark.code,
        SEVERITY_NAMES.get(remark.severity, remark.severity),
        remark.label,
        remark.message,
        remark.remedy,
    )


@cache
def _templates(schema: Schema, code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The messages of a code as patterns of what they say of a request, with what they are."""
    found = next((one for one in of_rules(schema) if one.code == code), None)
    return tuple(
        (re.compile(".*".join(map(re.escape, message.split("…")))), message)
        for message in (found.messages if found else ())
    )


def name_of(entry: Entry, schema: Schema) -> str:
    """The rule in words: its message without the value that it found."""
    known = (
        text for pattern, text in _templates(schema, entry.code) if pattern.fullmatch(entry.message)
    )
    text = next(known, entry.message)
    return text[:1].upper() + text[1:]


def by_rule(entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """One finding per rule with how often the rule found something, the most frequent first."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.code, entry)
    found = Counter(entry.code for entry in entries)
    return sorted(
        ((first[code], number) for code, number in found.items()),
        key=lambda pair: (-pair[1], pair[0].code),
    )
