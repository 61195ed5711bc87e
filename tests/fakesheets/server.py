"""A Google Sheets server on loopback that remembers, refuses, fails and can be meddled with."""

import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.fakesheets import api, errors, gate, masks
from tests.fakesheets.accounts import Accounts, BadGrantError
from tests.fakesheets.errors import ApiError
from tests.fakesheets.faults import Call, Fault, Only, Planned
from tests.fakesheets.model import Book

CALLER = "ppid@contoh-proyek.iam.gserviceaccount.com"
_HTML_502 = (
    b"<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"
    b"<p>The server encountered a temporary error and could not complete your request.</html>"
)
_WORDS = {500: "INTERNAL", 503: "UNAVAILABLE"}

Action = Callable[[], object]


class FakeSheets:
    """The server and its levers. `violations` must be empty at the end of every test."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._server = _Server(self)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.address}/v4/spreadsheets"
        self.token_url = f"http://{self.address}/token"
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
        self.api_off = self.not_shared = self.read_only = False
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

    def _watched(self, call: Call, token: str) -> dict[str, Any]:
        if self.watched is None:
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
        asked = api.Asked(path, call.query, call.body, caller, mask, self.ignore_missing_filters)
        answer = masks.only(mask, api.answer(self.books, method.name, asked))
        answer = api.prune(answer, self.shows_zero_ids)
        own_faults = list(gate.wrong(method.response, answer))
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
        if self.not_shared or (self.read_only and kind == "write"):
            raise errors.forbidden()
        self._used[kind] += 1
        if self._used[kind] > self.quota.get(kind, self._used[kind]):
            raise errors.too_many(kind)

    def _pass_gate(self, method: gate.Method, call: Call) -> None:
        wrong = list(gate.wrong_in_query(method, call.query))
        if method.request:
            wrong += gate.wrong(method.request, call.body)
        if wrong:
            self.violations += [f"{method.name}: {one}" for one in wrong]
            raise errors.invalid(f"Invalid JSON payload received. {'; '.join(wrong)}")


def _json(content: bytes) -> Any:
    """The body of a request; what is no JSON (NaN is none) the gate will name."""
    try:
        return json.loads(content, parse_constant=float.fromhex) if content else {}
    except ValueError:
        return "no JSON"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: FakeSheets) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no news; all else is a fault of the fake."""
        if not isinstance(sys.exception(), ConnectionError):
            self.fake.violations.append(traceback.format_exc())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        """The log is a list."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.server.fake.now(), usegmt=True)

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    do_PUT = do_POST  # noqa: N815

    def _serve(self, content: bytes) -> None:
        if self.path == "/token":
            self._token(content)
            return
        call = self._call(content)
        fake = self.server.fake
        with fake.lock:
            fake.log.append(call)
            fault = fake.fault_for(call)
        if fault and fault.kind == "drop":
            self._hang_up()
        elif fault and fault.kind in ("answer", "expired"):
            self._fail(call, fault)
        else:
            self._answer(call, fault)

    def _call(self, content: bytes) -> Call:
        parts = urlsplit(self.path)
        found = gate.find(self.command, parts.path)
        return Call(
            self.command,
            parts.path,
            found[0].name if found else "",
            found[0].kind if found else "write",
            parse_qs(parts.query, keep_blank_values=True),
            _json(content),
            len(content),
        )

    def _answer(self, call: Call, fault: Fault | None) -> None:
        authorization = self.headers.get("Authorization", "")
        status, body = self.server.fake.handle(call, authorization.removeprefix("Bearer "))
        content = json.dumps(body, ensure_ascii=False).encode()
        match fault.kind if fault else None:
            case "lost":
                self._hang_up()
                return
            case "slow":
                time.sleep(fault.seconds if fault else 0)
            case "truncated":
                content = content[: len(content) // 2]
            case "cut":
                self._send(call, status, content, missing=len(content) // 2)
                return
        self._send(call, status, content)

    def _fail(self, call: Call, fault: Fault) -> None:
        if fault.html:
            self._send(call, fault.status, _HTML_502, "text/html; charset=UTF-8")
            return
        if fault.kind == "expired":
            error = errors.unauthenticated()
        elif fault.status == 429:
            error = errors.too_many(call.kind)
        else:
            word = _WORDS.get(fault.status, "UNKNOWN")
            error = ApiError(fault.status, word, "The service is currently unavailable.")
        content = json.dumps(error.body()).encode()
        self._send(call, error.code, content, retry_after=fault.retry_after)

    def _token(self, content: bytes) -> None:
        fake = self.server.fake
        call = Call("POST", "/token", "token", "token", {}, {}, len(content))
        fake.log.append(call)
        try:
            status, body = 200, fake.accounts.grant(content.decode(), fake.token_url)
        except BadGrantError as error:
            status, body = 400, {"error": "invalid_grant", "error_description": str(error)}
        self._send(call, status, json.dumps(body).encode())

    def _send(
        self,
        call: Call,
        status: int,
        content: bytes,
        kind: str = "application/json; charset=UTF-8",
        retry_after: str = "",
        missing: int = 0,
    ) -> None:
        call.status, call.sent = status, len(content)
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(content[: len(content) - missing])
        if missing:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(SHUT_RDWR)
