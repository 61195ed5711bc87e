"""The HTTP side of the fake: requests in, answers and broken connections out."""

import sys
import time
import traceback
from contextlib import suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any

from tests.fakesheets.exchange import Reply, exchange

if TYPE_CHECKING:
    from tests.fakesheets.server import FakeSheets


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
        reply = exchange(self.server.fake, self.command, self.path, self.headers, content)
        time.sleep(reply.late)
        if reply.breaks != "before":
            self._send(reply)
        if reply.breaks:
            self._hang_up()

    def _send(self, reply: Reply) -> None:
        content = reply.content
        with suppress(ConnectionError):
            self.send_response(reply.status)
            for name, text in reply.headers.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if reply.breaks else content)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(SHUT_RDWR)
