"""The HTTP side of the fake: requests in, answers and broken connections out."""

import json
import sys
import time
import traceback
from contextlib import suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.fakesheets import errors, gate
from tests.fakesheets.errors import ApiError
from tests.fakesheets.faults import TOKEN, Call, Fault

if TYPE_CHECKING:
    from tests.fakesheets.server import FakeSheets

_HTML_502 = (
    b"<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"
    b"<p>The server encountered a temporary error and could not complete your request.</html>"
)
_WORDS = {500: "INTERNAL", 503: "UNAVAILABLE"}


def _json(content: bytes) -> Any:
    """The body of a request; what is no JSON (NaN is none) the gate will name."""
    try:
        return json.loads(content, parse_constant=float.fromhex) if content else {}
    except ValueError:
        return "no JSON"


class WebServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: "FakeSheets") -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no news; all else is a fault of the fake."""
        if not isinstance(sys.exception(), ConnectionError):
            self.fake.violations.append(traceback.format_exc())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: WebServer
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
        if parts.path == "/token":
            return Call("POST", parts.path, TOKEN, TOKEN, {}, content.decode(), len(content))
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
        if fault.said:
            kind = "text/html" if fault.html else "application/json"
            self._send(call, fault.status, fault.said.encode(), kind)
            return
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
