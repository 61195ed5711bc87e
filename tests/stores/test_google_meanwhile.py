"""Whatever staff do between any two requests, and whatever goes wrong, nothing of theirs changes.

After each run that reports success, and a quiet one at the end, a fresh read plans nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs.check import Checked
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.register import layout
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.layout import letters
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.wished import UNITS
from ppid_sheets.stores.google.structure import column_tag
from tests.budget import draws
from tests.build import GOOD, OPEN, SETTINGS, init_objections
from tests.fakesheets import faults
from tests.fakesheets.books import staff_view
from tests.fakesheets.errors import RefusedError
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import ENTERED, FORM, adopted, check, store

HEADER_ROW = 1
FAULTS = (
    faults.too_many(),
    faults.too_many(0),
    faults.status(500),
    faults.status(503),
    faults.bad_gateway(),
    faults.dropped(),
    faults.answer_lost(),
    faults.truncated(),
    faults.cut(),
    faults.expired(),
)
VALUES = st.one_of(
    st.none(),
    st.dates(date(2025, 1, 1), date(2027, 6, 30)),
    st.sampled_from(
        ["Ditolak", "di tolak\n", "-", "=1+1", "#N/A", "[Temuan]", 5, True, "2 Maret 2026"]
    ),
    st.text(max_size=8),
)


def job_columns(book: Book) -> dict[int, set[int]]:
    """The positions of the job's tagged columns by sheet id."""
    found: dict[int, set[int]] = {}
    for tag in book.tags.values():
        if tag.place == "COLUMN" and tag.value in REQUESTS.job_keys:
            sheet = book.sheet(tag.sheet_id or 0)
            found.setdefault(sheet.sheet_id, set()).add(sheet.columns.index(tag.line))
    return found


def pages(book: Book) -> set[int]:
    """The ids of the tabs that the job owns."""
    return {
        tag.sheet_id or 0
        for tag in book.tags.values()
        if tag.place == "SHEET" and tag.value in layout.OWNED
    }


def staff_part(book: Book) -> Any:
    """Everything that a check may not change: cells, formats, dropdowns, order, names."""
    own = pages(book)
    keys = [column_tag(schema) for schema in SHAPES]
    view = staff_view(book, REQUESTS.job_keys, lambda sheet: sheet.sheet_id in own, keys)
    return view, typed_for_print(book)


def typed_for_print(book: Book) -> list[Any]:
    """What people typed in the open cells of *Cetak*, and how these look."""
    roles = {tag.sheet_id: tag.value for tag in book.tags.values() if tag.place == "SHEET"}
    return [
        (sheet.values[row][at : at + 1] or [""], sheet.extra(row, at).get("userEnteredFormat"))
        for sheet in book.sheets
        for row, at in layout.OPEN_CELLS.get(roles.get(sheet.sheet_id, ""), ())
    ]


def staff_rules(book: Book) -> list[Any]:
    """Every conditional rule that is staff's."""
    return [r for sheet in book.sheets for r in sheet.rules if 'N("ppid")' not in str(r)]


class Desk(RuleBasedStateMachine):
    """Staff, faults and runs in any order, on requests alone or with objections, a list of
    excluded information and a form's answers beside them.
    """

    server: FakeSheets
    objections: Sequence[Mapping[str, Any]] | None = None
    office: Settings = SETTINGS
    whole: int

    @initialize(open_requests=st.integers(0, 4))
    def begin(self, open_requests: int) -> None:
        self.server.reset()
        rows = [
            GOOD | dict.fromkeys(column.key for column in UNITS),
            *({**OPEN, "reg_number": f"{n:03}/PPID/XI/2026"} for n in range(open_requests)),
        ]
        excluded = () if self.objections is None else DIK
        rows += [REFUSAL] if excluded else []
        beside = {"objections": self.objections, "excluded": excluded}
        answers = ANSWERS if self.office is ENTERED else ()
        self.book = adopted(self.server, *rows, **beside, answers=answers, rows=12)
        self.staff = People(self.book)
        self.server.watched = staff_part

    def tab(self, which: int) -> str:
        """A tab of a register or of a list, whatever it is called now."""
        tagged = sorted(
            {tag.sheet_id or 0 for tag in self.book.tags.values() if tag.place == "COLUMN"}
        ) or [0]
        return self.book.sheet(tagged[which % len(tagged)]).title

    def act(self, edit: Callable[[], object]) -> None:
        """Staff do something, unless a protection keeps them out or it is no longer possible."""
        with suppress(RefusedError, KeyError, IndexError, StopIteration):
            edit()

    def edits(self, name: str, a: int, b: int, value: Any) -> Callable[[], object]:
        """One edit, made where its numbers point when the time comes."""

        def edit() -> None:
            sheet = self.book.tab(self.tab(a + b))
            own = job_columns(self.book).get(sheet.sheet_id, set())
            staff = sorted(set(range(len(sheet.columns))) - own)
            column, other = staff[a % len(staff)], staff[b % len(staff)]
            row = HEADER_ROW + 1 + b % (len(sheet.rows) - HEADER_ROW)
            tab = sheet.title
            acts: dict[str, Callable[[], object]] = {
                "type": partial(self.staff.type, tab, f"{letters(column)}{row}", value),
                "rename": partial(self.staff.type, tab, f"{letters(column)}1", f"Judul {a}"),
                "insert rows": partial(self.staff.insert_rows, tab, row, 1 + a % 2),
                "delete row": partial(self.staff.delete_rows, tab, row),
                "insert column": partial(self.staff.insert_columns, tab, a % len(sheet.columns)),
                "delete column": partial(self.staff.delete_columns, tab, column),
                "move column": partial(
                    self.staff.move_column, tab, a % len(sheet.columns), b % len(sheet.columns)
                ),
                "swap": partial(self.staff.move_column, tab, column, other),
                "sort": partial(
                    self.staff.sort, tab, f"A2:AZ{len(sheet.rows)}", column, bool(b % 2)
                ),
                "rename tab": partial(self.staff.rename_tab, tab, f"Register {a}"),
                "move tab": partial(self.staff.move_tab, tab, a % len(self.book.sheets)),
                "add rule": partial(self.staff.add_rule, tab, "A2:C9", "=TRUE", b % 3),
                "tear": partial(self.staff.paste_over, tab, f"{letters(column)}{row}", [["x"]]),
                "add tab": partial(self.staff.add_tab, f"Lain {a} {b}", [["isi"]]),
                "answer": partial(self.staff.type, FORM, f"{'ABCD'[a % 4]}{2 + b % 4}", value),
                "choose": partial(self.staff.type, layout.PRINT, f"B{2 + b % 2}", value),
                "rename form": partial(self.staff.rename_tab, FORM, f"Jawaban {a}"),
            }
            acts[name]()

        return lambda: self.act(edit)

    NAMES = st.sampled_from([
        "type", "type", "type", "rename", "insert rows", "delete row", "insert column",
        "delete column", "move column", "swap", "sort", "rename tab", "move tab", "add rule",
        "tear", "add tab", "answer", "rename form", "choose",
    ])  # fmt: skip

    @rule(name=NAMES, a=st.integers(0, 60), b=st.integers(0, 60), value=VALUES)
    def staff_edit(self, name: str, a: int, b: int, value: Any) -> None:
        self.edits(name, a, b, value)()

    @rule(
        name=NAMES, a=st.integers(0, 60), b=st.integers(0, 60), value=VALUES, skip=st.integers(0, 6)
    )
    def staff_will_edit(self, name: str, a: int, b: int, value: Any, skip: int) -> None:
        self.server.before(self.edits(name, a, b, value), skip=skip)

    @rule(fault=st.sampled_from(FAULTS), skip=st.integers(0, 4))
    def google_will_fail(self, fault: faults.Fault, skip: int) -> None:
        self.server.fail(fault, skip=skip)

    @rule()
    def run(self) -> None:
        rules = staff_rules(self.book)
        quiet = not self.server.pending
        try:
            self.check(force=True)
        except PpidError as error:
            assert error.exit_code in (12, 13), error
            assert not quiet or error.exit_code == 13, error
            return
        if quiet:
            assert staff_rules(self.book) == rules
            assert self.at_rest()

    def at_rest(self) -> bool:
        """Whether one more check finds nothing to write in either register."""
        again = self.check(force=True)
        return again.plan.empty and not (again.beside and again.beside.written)

    def check(self, **options: Any) -> Checked:
        """One run of this office."""
        return check(self.server, office=self.office, **options)

    @invariant()
    def nothing_of_staff_changed_by_the_job(self) -> None:
        assert not self.server.violations, self.server.violations[:1]

    def teardown(self) -> None:
        if not hasattr(self, "book"):
            return
        self.server.calm()
        self.server.watched = None  # init may give new cells their dropdowns
        init(store(self.server, office=self.office))
        if self.objections is not None:
            init_objections(store(self.server))
            with suppress(PpidError):  # a list whose header staff have torn apart
                init_beside(store(self.server), EXCLUDED)
        self.server.watched = staff_part
        done = self.check(force=True)
        self.server.log.clear()
        assert self.at_rest()
        refused = done.beside and done.beside.trouble
        assert self.server.reads in ({2, 4} if refused else {2})  # read again before it is refused
        assert self.server.writes == 1
        if self.objections is not None:
            assert done.beside
        assert not self.server.violations, self.server.violations[:1]


REFUSAL = {
    **GOOD,
    "reg_number": "009/PPID/XI/2026",
    "decision": "Ditolak",
    "given_on": None,
    "refusal_ground": "Pasal 17 huruf h",
    "exclusion_basis": "1",
}
DIK = (
    [column.header for column in EXCLUDED.columns],
    [1, "Data pribadi", "Pasal 17 huruf h", "Rahasia pribadi", "SK 1", date(2026, 1, 1), None],
    [2, "Berkas lama", "Pasal 17 huruf a", "", "SK 2", None, date(2026, 1, 1)],
)
OBJECTED = (
    {"objection_no": "K-1", "objected_on": date(2026, 11, 2), "request_no": GOOD["reg_number"]},
    {"objection_no": "K-2", "objected_on": date(2026, 9, 1), "objector": "Ani"},
)


ANSWERS = ((46346.385, "=1+1", "081200000009", "Anggaran"), ("11/3/2026 9:15:00", "Ani", 812, "+1"))


@pytest.fixture(params=[(None, SETTINGS, 20), (OBJECTED, ENTERED, 60)], ids=["requests", "both"])
def desk(request: pytest.FixtureRequest, sheets: FakeSheets) -> type[Desk]:
    """The machine with a server of its own, without what may stand beside the requests, and more
    often with it: all that may happen to requests happens there too.
    """
    objections, office, whole = request.param
    named = {"server": sheets, "objections": objections, "office": office, "whole": whole}
    return type("DeskHere", (Desk,), named)


def meet(desk: type[Desk], examples: int) -> None:
    """Let staff, faults and runs meet that many times."""
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each step is a call over HTTP
        ),
    )


@pytest.mark.slow
def test_staff_and_faults_at_any_moment(desk: type[Desk]) -> None:
    """Random edits, faults and runs leave every staff cell alone, and a quiet run comes to rest."""
    meet(desk, draws(desk.whole))
