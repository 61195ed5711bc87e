"""Every rule, in the order of the SOP.

A new rule is one entry in the table of its part: code, severity, the cell that lights up, what is
wrong, how to mend it, why (SOP step or article), the columns it needs, and a function that returns
the mask of the rows at fault. Then one example in `tests/checks/test_rules.py`.
"""

from ppid_sheets.checks.engine import RegisterRule, Rule
from ppid_sheets.checks.rules import (
    applicant,
    channel,
    columns,
    contact,
    dates,
    handling,
    information,
    number,
    reading,
    register,
)

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *number.RULES,
    *dates.RULES,
    *channel.RULES,
    *applicant.RULES,
    *contact.RULES,
    *information.RULES,
    *handling.RULES,
)
REGISTER_RULES: tuple[RegisterRule, ...] = (
    *columns.missing_columns(RULES),
    *register.REGISTER_RULES,
)
