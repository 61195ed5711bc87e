"""Objections for tests of reports: rows of the second register beside its requests."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from ppid_sheets.archive.verdict import Beside, verdict
from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.common.month import Month
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.values import Chosen
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.objections.rows import objections_as_of
from tests.build import SETTINGS, grid
from tests.checks.test_objections import GRANTED, HEADERS, OPEN, REFUSED
from tests.memory import MemoryStore
from tests.reports.build import CLOCK, register
from tests.stores.sheets import HOLIDAYS

Objection = Mapping[str, Any]
REQUESTS = (REFUSED, GRANTED, OPEN)
RULINGS = OBJECTIONS.by_key["ruling"].choices
YEAR = 2026


def objection(
    number: str, received: Any, ruling: Any = None, answered: Any = None, **other: Any
) -> Objection:
    """An objection to the first of the requests."""
    return {
        "objection_no": number,
        "objected_on": received,
        "objector": "Nama Rahasia",
        "request_no": REFUSED["reg_number"],
        "objection_ground": GROUNDS[0],
        "ruling": ruling,
        "answered_on": answered,
        "objection_case": "Kasus Rahasia",
        "superior": "Ketua Rahasia",
        **other,
    }


SOME: Sequence[Objection] = (
    objection("K-1", date(2025, 9, 7), "Keberatan Ditolak", date(2025, 10, 20),
              disputed_on=date(2025, 11, 3), mediated_on=date(2026, 10, 6)),
    objection("K-2", date(2026, 8, 3), "Diterima Sebagian", date(2026, 9, 28)),
    objection("K-3", date(2026, 8, 28)),
    objection("K-4", date(2026, 9, 14), "Diterima Seluruhnya", date(2026, 10, 5),
              objection_ground=GROUNDS[3]),
    objection("K-5", date(2026, 10, 8), "Keberatan Ditolak", date(2026, 10, 22),
              disputed_on=date(2026, 10, 28)),
    objection("K-6", date(2026, 10, 12), "Keberatan Dicabut", objection_ground=GROUNDS[5]),
    objection("K-7", date(2026, 10, 19), objection_ground="lain lagi"),
    objection("K-8", date(2026, 10, 20), "Diterima Sebagian", objection_ground=None),
    objection("K-9", date(2026, 11, 2)),
)  # fmt: skip
"""One of each kind, as of October 2026."""


def found(rows: Sequence[Objection], as_of: date) -> Beside:
    """What a check of these objections makes as of a day."""
    written = [[row.get(column.key) for column in OBJECTIONS.staff] for row in rows]
    tabs = {"Register": grid(*REQUESTS), "Keberatan": [HEADERS, *written], "Hari Libur": HOLIDAYS}
    store = MemoryStore(tabs, chosen=Chosen(schema=OBJECTIONS))
    snapshot = store.read()
    judged = judge_objections(snapshot, SETTINGS, as_of)
    return Beside(judged.tab, verdict(judged, snapshot, SETTINGS, as_of, None))


def report_with(
    rows: Sequence[Objection], month: int = 10, day: int = 0, link: Any = None
) -> Report:
    """What the workbook of a month of the year is made from, by default of a closed one."""
    chosen = Month(YEAR, month)
    as_of = date(YEAR, month, day) if day else chosen.last
    return monthly.report_of(
        register(*REQUESTS),
        CLOCK,
        SETTINGS,
        chosen,
        as_of,
        "register.xlsx",
        objections=objections_as_of(found(rows, as_of), as_of, link),
    )


_DAYS = st.dates(date(2025, 3, 1), date(2026, 12, 31))
_LATER = st.none() | st.integers(-5, 120)
_ODD = st.sampled_from((None, "kemarin"))


@st.composite
def objections(draw: st.DrawFn) -> Objection:
    """An objection as people may type one."""
    received = draw(_DAYS)

    def later() -> Any:
        gap = draw(_LATER)
        return draw(_ODD) if gap is None else received + timedelta(days=gap)

    return objection(
        f"K-{draw(st.integers(1, 99))}",
        draw(st.sampled_from((received,) * 9 + ("entah", None))),  # type: ignore[arg-type]
        draw(st.sampled_from((*RULINGS, None, "belum jelas"))),
        later(),
        objection_ground=draw(st.sampled_from((*GROUNDS, None, "lain"))),
        disputed_on=later(),
        mediated_on=later(),
        dispute_ruled_on=later(),
        sued_on=later(),
    )


REGISTERS_OF = st.lists(objections(), max_size=8)
