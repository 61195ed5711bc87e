"""Every code of a finding, whoever finds it: the rules, and what is noticed from memory."""

from ppid_sheets.archive import alterations
from ppid_sheets.checks import catalogue
from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.rules import objection_rules
from ppid_sheets.errors import UsageError
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS


def entries() -> tuple[CodeEntry, ...]:
    """All codes in alphabetical order."""
    of_objections = catalogue.entries(objection_rules.RULES, OBJECTIONS)
    found = (*catalogue.of_rules(REQUESTS), *of_objections, *alterations.entries(REQUESTS))
    return tuple(sorted(found, key=lambda entry: entry.code))


def entry(code: str) -> CodeEntry:
    """The entry of one code, however it is written; raises UsageError for an unknown one."""
    known = {one.code: one for one in entries()}
    try:
        return known[code.strip().upper()]
    except KeyError as error:
        raise UsageError(
            f"Tidak ada temuan berkode {code.strip()[:12]!r}", f"yang ada: {', '.join(known)}"
        ) from error
