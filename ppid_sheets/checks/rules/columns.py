"""Rules on the columns that a register lacks, whatever kind of register it is."""

from collections.abc import Iterator, Mapping, Sequence

from ppid_sheets.checks.engine import Case, RegisterRule, Rule
from ppid_sheets.common.indonesian import listed
from ppid_sheets.register.schema import Schema

Faults = Iterator[Mapping[str, object]]


def vital(schema: Schema) -> tuple[str, ...]:
    """Columns without which no deadline, or no end of one, can be reckoned."""
    course = schema.course
    ends = (course.decision,) if course.decision else course.answered
    return tuple(filter(None, (course.received, *ends)))


def missing_columns(
    rules: Sequence[Rule], always: Sequence[str] = ()
) -> tuple[RegisterRule, RegisterRule]:
    """The rules that name, once, each column that one of `rules`, or the clock
    `always`, needs and the sheet lacks.

    All but the vital ones in one sentence: the national form lacks fifteen.
    """
    needed = {*always, *(key for rule in rules for key in rule.needs)}

    def grave(case: Case) -> Faults:
        keys = needed.intersection(vital(case.table.schema))
        missing = (c for c in case.table.header.missing if c.key in keys)
        return ({"header": column.header} for column in missing)

    def other(case: Case) -> Faults:
        keys = needed.difference(vital(case.table.schema))
        missing = (c for c in case.table.header.missing if c.key in keys)
        headers = [f"'{column.header}'" for column in missing]
        if headers:
            yield {"headers": listed(headers)}

    return (
        RegisterRule(
            "R01",
            "galat",
            "kolom '{header}' tidak ditemukan, sehingga tenggat tidak dapat dinilai",
            "tambahkan kolom itu, atau betulkan judulnya",
            "UU KIP Pasal 22 ayat (7)",
            grave,
        ),
        RegisterRule(
            "R02",
            "peringatan",
            "kolom {headers} tidak ditemukan, sehingga isinya tidak diperiksa",
            "tambahkan kolom itu, atau betulkan judulnya",
            "SOP langkah 1-7",
            other,
        ),
    )
