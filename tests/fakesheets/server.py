"""A Google Sheets server on loopback that remembers, refuses, fails and can be meddled with."""

import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from tests.fakesheets import api, errors, gate, masks
from tests.fakesheets.accounts import Accounts, BadGrantError
from tests.fakesheets.errors import ApiError
from tests.fakesheets.exchange import LARGEST
from tests.fakesheets.faults import TOKEN, Call, Fault, Only, Planned
from tests.fakesheets.model import Book
from tests.fakesheets.web import WebServer

CALLER = "emulator@localhost"
"""The service account that calls, while no issued token says otherwise."""
Action = Callable[[], object]


class FakeSheets:
    """The server and its levers. `violations` must be empty at the end of every test."""

    def __init__(self, *, serve: bool = True) -> None:
        """Listen at a free port, or (`serve` false) be there for this process alone."""
        self.lock = threading.RLock()
        self._server = WebServer(self) if serve else None
        self.address = f"127.0.0.1:{self._server.server_address[1]}" if self._server else ""
        self.url = f"http://{self.address}/v4/spreadsheets"
        self.token_url = f"http://{self.address}/token"
        if self._server:
            self._thread = threading.Thread(
                target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
            )
            self._thread.start()
        self.reset()

    def reset(self) -> None:
        """Forget everything: spreadsheets, levers, log."""
        self.books: dict[str, Book] = {}
        self.accounts = Accounts()
        self.log: list[Call] = []
        self.violations: list[str] = []
        self.caller = CALLER
        self.only_issued_tokens = False
        self.api_off = self.not_shared = self.read_only = self.office_file = False
        self.ignore_missing_filters = False
        self.shows_zero_ids = False
        self.clock_skew = timedelta()
        self.quota: dict[str, int] = {}
        self.watched: Callable[[Book], Any] | None = None
        self._faults: list[Planned[Fault]] = []
        self._before: list[Planned[Action]] = []
        self._after: list[Planned[Action]] = []
        self.new_minute()

    def close(self) -> None:
        """Stop serving."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def add(self, book: Book) -> Book:
        """Serve a spreadsheet."""
        self.books[book.book_id] = book
        return book

    def fail(self, fault: Fault, only: Only = None, skip: int = 0, times: float = 1) -> None:
        """Let the next such calls fail, after skipping some."""
        self._faults.append(Planned(fault, only, skip, times))

    def before(self, action: Action, only: Only = None, skip: int = 0, times: float = 1) -> None:
        """Do something just before such a call is handled."""
        self._before.append(Planned(action, only, skip, times))

    def after(self, action: Action, only: Only = None, skip: int = 0, times: float = 1) -> None:
        """Do something when such a call is handled and its answer is not yet sent."""
        self._after.append(Planned(action, only, skip, times))

    @property
    def pending(self) -> bool:
        """Whether anything planned is still to happen."""
        return any(p.times > 0 for p in (*self._faults, *self._before, *self._after))

    def calm(self) -> None:
        """Nothing more shall happen that was planned."""
        self._faults, self._before, self._after = [], [], []

    def new_minute(self) -> None:
        """Let the quotas begin anew."""
        self._used = {"read": 0, "write": 0}

    @property
    def reads(self) -> int:
        """Read calls that reached the server."""
        return sum(call.kind == "read" for call in self.log)

    @property
    def writes(self) -> int:
        """Write calls that reached the server."""
        return sum(call.kind == "write" for call in self.log)

    @property
    def bytes_sent(self) -> int:
        """Bytes of all answers."""
        return sum(call.sent for call in self.log)

    def now(self) -> datetime:
        """The server's clock."""
        return datetime.now(UTC) + self.clock_skew

    def fault_for(self, call: Call) -> Fault | None:
        """What is to go wrong with this call."""
        return next((planned.what for planned in self._faults if planned.due(call)), None)

    def happen(self, planned: list[Planned[Action]], call: Call) -> None:
        """Do what is planned around this call."""
        for one in list(planned):
            if one.due(call):
                one.what()

    def handle(self, call: Call, token: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON of one call, with everything that tests let happen around it."""
        if call.name == TOKEN:
            return self._granted(call)
        with self.lock:
            self.happen(self._before, call)
            try:
                status, body = 200, self._watched(call, token)
            except ApiError as error:
                status, body = error.code, error.body()
                if error.code == 501:
                    self.violations.append(f"{call.method} {call.path}: {error.message}")
            except Exception:
                self.violations.append(f"{call.method} {call.path}:\n{traceback.format_exc()}")
                status, body = 500, ApiError(500, "INTERNAL", "The fake is broken.").body()
            self.happen(self._after, call)
            return status, body

    def _granted(self, call: Call) -> tuple[int, dict[str, Any]]:
        try:
            return 200, self.accounts.grant(call.body, self.token_url)
        except BadGrantError as error:
            return 400, {"error": "invalid_grant", "error_description": str(error)}

    def _watched(self, call: Call, token: str) -> dict[str, Any]:
        if self.watched is None or call.kind == "read":
            return self._answer(call, token)
        seen = {key: self.watched(book) for key, book in self.books.items()}
        try:
            return self._answer(call, token)
        finally:
            if any(self.watched(self.books[key]) != view for key, view in seen.items()):
                self.violations.append(f"{call.name} changed what it may not: {call.body}")

    def _answer(self, call: Call, token: str) -> dict[str, Any]:
        found = gate.find(call.method, call.path)
        if found is None:
            raise errors.unmodelled(f"{call.method} {call.path}")
        method, names = found
        caller = self._caller(token)
        self._admit(call.kind)
        self._pass_gate(method, call)
        mask = masks.parse(call.query["fields"][0]) if "fields" in call.query else {}
        path = {name: unquote(text) for name, text in names.items()}
        viewer = "" if self.read_only else caller
        asked = api.Asked(path, call.query, call.body, viewer, mask, self.ignore_missing_filters)
        answer = masks.only(mask, api.answer(self.books, method.name, asked))
        answer = masks.prune(answer, self.shows_zero_ids)
        own_faults = gate.wrong(method.response, answer)
        if own_faults:
            raise AssertionError(f"the fake answered against Google's description: {own_faults}")
        return answer

    def _caller(self, token: str) -> str:
        if not token or (self.only_issued_tokens and token not in self.accounts.tokens):
            raise errors.unauthenticated()
        return self.accounts.tokens.get(token, self.caller)

    def _admit(self, kind: str) -> None:
        if self.api_off:
            raise errors.api_off()
        if self.office_file:
            raise errors.office_file()
        if self.not_shared or (self.read_only and kind == "write"):
            raise errors.forbidden()
        self._used[kind] += 1
        if self._used[kind] > self.quota.get(kind, self._used[kind]):
            raise errors.too_many(kind)

    def _pass_gate(self, method: gate.Method, call: Call) -> None:
        if call.received > LARGEST:
            raise errors.invalid(f"Request payload size exceeds the limit: {LARGEST} bytes.")
        wrong = list(gate.wrong_in_query(method, call.query))
        if method.request:
            wrong += gate.wrong(method.request, call.body)
        if wrong:
            self.violations += [f"{method.name}: {one}" for one in wrong]
            raise errors.invalid(f"Invalid JSON payload received. {'; '.join(wrong)}")
