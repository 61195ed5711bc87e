"""Every code of a finding, whoever finds it: the rules, and what is noticed from memory."""

import re
from dataclasses import replace

from ppid_sheets.archive import alterations
from ppid_sheets.checks import catalogue
from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.rules import objection_rules
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.finding_examples import EXAMPLES
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.text import squash


def entries() -> tuple[CodeEntry, ...]:
    """All codes in alphabetical order."""
    of_objections = catalogue.entries(objection_rules.RULES, OBJECTIONS)
    found = (*catalogue.of_rules(REQUESTS), *of_objections, *alterations.entries(REQUESTS))
    shown = (replace(entry, examples=EXAMPLES.get(entry.code, ())) for entry in found)
    return tuple(sorted(shown, key=lambda entry: entry.code))


def entry(code: str) -> CodeEntry:
    """The entry of one code, however it is written; raises UsageError for an unknown one."""
    known = {one.code: one for one in entries()}
    written = re.sub(r"\W", "", squash(code)).upper()
    found = known.get(re.sub(r"(?<=\D)(?=\d$)", "0", written))
    if found:
        return found
    alike = [one for one in known if one[0] == written[:1] and written[1:].isdecimal()]
    there = alike or [f"{letter}01" for letter in sorted({one[0] for one in known})]
    raise UsageError(
        f"Tidak ada temuan berkode {squash(code)[:12]!r}",
        f"{'yang ada' if alike else 'kode ditulis seperti'}: {', '.join(there)}",
    )
