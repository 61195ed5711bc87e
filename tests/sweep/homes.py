"""The two servers a sweep may take place on, as one: their sheets, faults and account of harm."""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from ppid_sheets.register import layout
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.layout import letters
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google.dropdowns import is_ours
from ppid_sheets.stores.google.structure import column_tag
from tests.fakesheets import batch, faults
from tests.fakesheets.books import BOOK_ID, make_book, staff_view, values_of
from tests.fakesheets.errors import ApiError, RefusedError
from tests.fakesheets.model import Book, Sheet
from tests.fakesheets.server import FakeSheets
from tests.shared import SHARED
from tests.stores.sheets import ACCOUNT

Rows = Sequence[Sequence[Any]]
Requests = Sequence[Mapping[str, Any]]
TITLES = [REQUESTS.header(key) for key in REQUESTS.job_keys]


class ImpossibleError(Exception):
    """What a person cannot do to the sheet as it is."""


@dataclass(frozen=True)
class View:
    """What people see: tabs by their ids, and the register's rows; its `id` never changes."""

    id: int
    tabs: Mapping[str, int]
    rows: Rows
    size: tuple[int, int]

    @property
    def header_row(self) -> int:
        """The 0-based row of the headers."""
        for at, row in enumerate(self.rows):
            if "Tanggal Diterima" in row or TITLES[0] in row:
                return at
        raise ImpossibleError

    def column(self, header: str) -> int:
        """The 0-based position of the column with this header."""
        try:
            return list(self.rows[self.header_row]).index(header)
        except ValueError:
            raise ImpossibleError from None

    @property
    def job(self) -> list[int]:
        """Where the headers of the job's columns stand."""
        return [at for at, title in enumerate(self.rows[self.header_row]) if title in TITLES]

    def tab(self, title: str) -> int:
        """The id of a tab."""
        try:
            return self.tabs[title]
        except KeyError:
            raise ImpossibleError from None


class Home(Protocol):
    """A server with one spreadsheet; `book` is its id, `owner` and `editor` people who use it."""

    book: str
    owner: str
    editor: str

    @property
    def address(self) -> str: ...

    def start(self, tabs: Mapping[str, Rows]) -> None:
        """Have a new spreadsheet with these tabs, the register's first."""

    def kept(self) -> Any:
        """The spreadsheet as it is."""

    def put(self, kept: Any, *, lenient: bool) -> None:
        """Have it as it was, without levers; `lenient`: the job may add dropdowns and formats."""

    def view(self) -> View: ...

    def values(self, title: str) -> Rows:
        """What people see in a tab."""

    def tabs(self) -> Mapping[str, int]:
        """The ids of all tabs by their titles."""

    def whole(self) -> Mapping[str, Any]:
        """All tabs by their titles, as their cells, formats, rules and sizes stand now."""

    def act(self, requests: Requests, who: str) -> None:
        """Do what a person does; raises ImpossibleError where they may not or cannot."""

    def fail(self, kind: str, at: int, *, lasting: bool) -> None: ...

    def calm(self) -> None: ...

    def harm(self) -> list[str]:
        """What the job did to what is the office's."""

    def own_rules(self) -> Counter[str]:
        """The office's conditional rules, by their conditions."""

    def holds(self) -> int:
        """Protections that keep people out while the job works."""

    def close(self) -> None: ...


FAULTS = (
    "429",
    "403",
    "500",
    "502",
    "503",
    "reset",
    "lost",
    "lost_503",
    "cut",
    "truncated",
    "slow",
)


class OracleHome:
    """The oracle, which keeps account of what staff own."""

    book, owner, editor = BOOK_ID, "owner@example.com", "staf@example.com"
    KINDS: Mapping[str, str] = {"cut": "truncate_stream", "truncated": "truncate"}

    def __init__(self) -> None:
        if str(SHARED) not in sys.path:
            sys.path.append(str(SHARED))
        self.oracle = importlib.import_module("oracle").Oracle().start()
        self._error = importlib.import_module("oracle.errors").ApiError
        self._id = 0

    @property
    def address(self) -> str:
        return str(self.oracle.env()["SHEETS_EMULATOR_HOST"])

    def start(self, tabs: Mapping[str, Rows]) -> None:
        self.oracle.books.clear()
        self.oracle.add_spreadsheet(
            id=self.book, locale="in_ID", time_zone="Asia/Jakarta", tabs=list(tabs)
        )
        self.oracle.share(self.editor, "editor")
        for title, rows in tabs.items():
            if rows:
                filled = [[plain(cell) for cell in row] for row in rows]
                self.oracle.seed(title, filled, rows=60, cols=45)
                self.oracle.staff.own_columns(title, f"A:{letters(max(map(len, rows)) - 1)}")
        self._id = self.oracle.book().sheets[0].sheet_id

    def kept(self) -> Any:
        return self.oracle.snapshot(), self._id

    def put(self, kept: Any, *, lenient: bool) -> None:
        self.oracle.restore(kept[0])
        self._id = kept[1]

    def view(self) -> View:
        book = self.oracle.book()
        sheet = next((s for s in book.sheets if s.sheet_id == self._id), None)
        if sheet is None:
            raise ImpossibleError
        return View(
            self._id,
            self.tabs(),
            self.oracle.dump(sheet.title),
            (sheet.row_count, sheet.col_count),
        )

    def values(self, title: str) -> Rows:
        return self.oracle.dump(title)

    def tabs(self) -> Mapping[str, int]:
        return {sheet.title: sheet.sheet_id for sheet in self.oracle.book().sheets}

    def whole(self) -> Mapping[str, Any]:
        return {title: self.oracle.dump_json(title) for title in self.tabs()}

    def act(self, requests: Requests, who: str) -> None:
        typed = all("updateCells" in request for request in requests)
        before = self._job() if typed else []
        try:
            self.oracle.staff.batch(deepcopy(list(requests)), as_user=who)
        except (self._error, KeyError) as error:
            raise ImpossibleError(str(error)) from None
        self._give_back(before)

    def _job(self) -> list[int]:
        try:
            return self.view().job
        except ImpossibleError:
            return []

    def _give_back(self, before: list[int]) -> None:
        """What people put into cells of the job's is the job's; `before` is where these were."""
        pages = {m["value"] for m in self.oracle.book().metadata if m["key"] == "ppid.tab"}
        for sheet in self.oracle.book().sheets:
            if sheet.title in layout.OWNED and sheet.title in pages:
                self.oracle.staff.own_cells(sheet.title, "A:Z", "api")
        sheet = next((s for s in self.oracle.book().sheets if s.sheet_id == self._id), None)
        for name in map(letters, {*before, *self._job()} if sheet else ()):
            self.oracle.staff.own_cells(sheet.title, f"{name}:{name}", "api")

    def fail(self, kind: str, at: int, *, lasting: bool) -> None:
        times = None if lasting else 1
        self.oracle.fault(self.KINDS.get(kind, kind), at=at, times=times, delay=0.02)

    def calm(self) -> None:
        self.oracle.calm()

    def harm(self) -> list[str]:
        report, counts = self.oracle.audit(), self.oracle.counts()
        pages = {layout.GUIDE, layout.CHOICES, layout.HOLIDAYS, *layout.OWNED}
        moving = ("sort", "move", "cut", "insertRange", "deleteRange", "merge")
        return [
            *(
                f"changed: {c}"
                for c in report.changes
                if c["before"] is not None and not _spread(c)
            ),
            *(f"object: {c}" for c in report.objects if "onditional" not in str(c.get("kind"))),
            *(
                f"moved: {s}"
                for s in report.structural
                if s.get("staff_cells_lost")
                or (s["op"] in moving and s["sheet"] not in pages and s["sheetId"] == self._id)
            ),
            *map(str, counts["violations"]),
            *map(str, counts["oracle_faults"]),
        ]

    def own_rules(self) -> Counter[str]:
        return _own_rules(r for s in self.oracle.book().sheets for r in s.cond_formats)

    def holds(self) -> int:
        found = (p for s in self.oracle.book().sheets for p in s.protected)
        return sum("sedang disiapkan" in str(p) for p in found)

    def close(self) -> None:
        self.oracle.stop()


def _spread(change: Mapping[str, Any]) -> bool:
    """Whether what went is a dropdown of init's that an inserted row took along from its neighbour.

    The oracle counts all that a person's insertion brings as that person's.
    """
    gone = change.get("aspect") == "validation" and change["after"] is None
    return gone and is_given(change["before"])


class FakeHome:
    """The fake of this repository."""

    owner, editor = "kasubag@kpu.example", "staf@kpu.example"

    def __init__(self, server: FakeSheets | None = None) -> None:
        self._own = server is None
        self.server = server or FakeSheets()
        self.book = ""

    @property
    def address(self) -> str:
        return self.server.address

    @property
    def _book(self) -> Book:
        return self.server.books[self.book]

    def start(self, tabs: Mapping[str, Rows]) -> None:
        self.server.reset()
        self.server.caller = ACCOUNT
        made = make_book(tabs, [ACCOUNT, self.editor], rows=60, columns=45)
        self.book = self.server.add(made).book_id

    def kept(self) -> Any:
        return self._book.copy()

    def put(self, kept: Any, *, lenient: bool) -> None:
        self.server.reset()
        self.server.caller = ACCOUNT
        self.server.add(kept.copy())
        there = frozenset(sheet.sheet_id for sheet in self._book.sheets)
        blank = [sheet.title for sheet in self._book.sheets] == ["Sheet1"]
        view = partial(_lenient_view if lenient else _view, there)
        self.server.watched = None if blank else view

    def view(self) -> View:
        sheet = next((s for s in self._book.sheets if s.sheet_id == 0), None)
        if sheet is None:
            raise ImpossibleError
        size = len(sheet.rows), len(sheet.columns)
        return View(0, self.tabs(), values_of(self._book, sheet.title), size)

    def values(self, title: str) -> Rows:
        return values_of(self._book, title)

    def tabs(self) -> Mapping[str, int]:
        return {sheet.title: sheet.sheet_id for sheet in self._book.sheets}

    def whole(self) -> Mapping[str, Any]:
        return deepcopy({
            s.title: (s.rows, s.columns, values_of(self._book, s.title), s.extras, s.lines, s.rules,
                      s.protections, s.merges, s.properties, s.filter)
            for s in self._book.sheets
        })  # fmt: skip

    def act(self, requests: Requests, who: str) -> None:
        with self.server.lock:
            try:
                batch.run(self._book, deepcopy(list(requests)), who)
            except (ApiError, RefusedError, KeyError) as error:
                raise ImpossibleError(str(error)) from None

    def fail(self, kind: str, at: int, *, lasting: bool) -> None:
        simple = {
            "429": faults.too_many(),
            "403": faults.status(403),
            "500": faults.status(500),
            "503": faults.status(503),
            "502": faults.bad_gateway(),
            "reset": faults.dropped(),
            "lost": faults.answer_lost(),
            "lost_503": faults.answer_lost(),
            "cut": faults.cut(),
            "truncated": faults.truncated(),
            "slow": faults.slow(0.02),
        }
        self.server.fail(simple[kind], skip=at - 1, times=float("inf") if lasting else 1)

    def calm(self) -> None:
        self.server.calm()

    def harm(self) -> list[str]:
        return [text[:600] for text in self.server.violations]

    def own_rules(self) -> Counter[str]:
        return _own_rules(r for s in self._book.sheets for r in s.rules)

    def holds(self) -> int:
        found = (p for s in self._book.sheets for p in s.protections.values())
        return sum("sedang disiapkan" in str(p) for p in found)

    def close(self) -> None:
        self.server.reset()
        if self._own:
            self.server.close()


def plain(cell: Any) -> Any:
    return (cell - EPOCH).days if type(cell) is date else cell


def _own_rules(rules: Any) -> Counter[str]:
    texts = (_condition(rule) for rule in rules)
    return Counter(text for text in texts if text.startswith("False"))


def _condition(rule: Mapping[str, Any]) -> str:
    """What stays of a rule when columns move: whether it is ours, and how it looks."""
    ours = 'N("ppid")' in str(rule)
    look = (rule.get("booleanRule") or rule.get("gradientRule") or {}).get("format")
    return f"{ours} {json.dumps(look, sort_keys=True, default=str)}"


def _not_the_offices(book: Book, there: frozenset[int]) -> Callable[[Sheet], bool]:
    """Which tabs the job made as its own, or were not `there` at the beginning."""
    own = {
        tag.sheet_id
        for tag in book.tags.values()
        if tag.place == "SHEET" and tag.value in layout.OWNED
    }
    return lambda sheet: sheet.sheet_id in own or sheet.sheet_id not in there


def _view(there: frozenset[int], book: Book) -> Any:
    """All of the office's, as it stands."""
    return staff_view(
        book, REQUESTS.job_keys, _not_the_offices(book, there), map(column_tag, SHAPES)
    )


def _lenient_view(there: frozenset[int], book: Book) -> Any:
    """The cells without the dropdowns that the job gives, and the name of the register's tab."""
    view = _view(there, book)
    extras = {id(extra): extra for _, extra in view["cells"].values()}
    known = {number: _of_office(extra) for number, extra in extras.items()}
    cells = {place: (value, known[id(extra)]) for place, (value, extra) in view["cells"].items()}
    filled = {place: cell for place, cell in cells.items() if cell != ("", {})}
    return filled, view[0][0] if 0 in view else None


def _of_office(extra: Mapping[str, Any]) -> Mapping[str, Any]:
    """What hangs on a cell without a dropdown of the job's."""
    return {n: v for n, v in extra.items() if n != "dataValidation" or not is_given(v)}


def is_given(rule: Mapping[str, Any]) -> bool:
    """Whether the dropdown of a cell is one that init gives."""
    choices = (column for schema in SHAPES for column in schema.choices.values())
    return any(is_ours(rule, column) for column in choices)
