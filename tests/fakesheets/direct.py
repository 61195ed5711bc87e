"""Carries requests to a server in this process, where HTTP itself is not the point."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from functools import partial
from typing import Any
from unittest.mock import patch

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ReadTimeout
from requests.exceptions import ConnectionError as Broken

from tests.fakesheets.exchange import Headers, Reply, exchange
from tests.fakesheets.server import FakeSheets

Server = Callable[[str, str, Headers, bytes], Reply]
"""Answers a method, a target, headers and a body."""


def carried(server: Server, request: PreparedRequest, timeout: Any = None) -> Response:
    """The response to a request, or the exception that a broken connection raises.

    What comes later than `timeout` allows fails at once: nobody waits.
    """
    body = request.body or b""
    content = body.encode() if isinstance(body, str) else bytes(body)
    reply = server(request.method or "", request.path_url, request.headers, content)
    patience = timeout[1] if isinstance(timeout, tuple) else timeout
    if patience is not None and reply.late > patience:
        raise ReadTimeout(request=request)
    if reply.breaks == "before":
        raise Broken("Connection aborted.", request=request)
    if reply.breaks:
        raise ChunkedEncodingError("Connection broken: IncompleteRead", request=request)
    response = Response()
    response.status_code, response._content = reply.status, reply.content
    response.headers.update(reply.headers)
    response.request, response.url = request, request.url or ""
    return response


@contextmanager
def at_hand(fake: FakeSheets) -> Iterator[None]:
    """Have all requests of this process to the address of a fake reach it without a socket."""
    through_sockets = HTTPAdapter.send

    def send(
        adapter: HTTPAdapter, request: PreparedRequest, *args: Any, **options: Any
    ) -> Response:
        if not (request.url or "").startswith(f"http://{fake.address}/"):
            return through_sockets(adapter, request, *args, **options)
        response = carried(partial(exchange, fake), request, options.get("timeout"))
        response.headers["Date"] = format_datetime(fake.now(), usegmt=True)
        return response

    with patch.object(HTTPAdapter, "send", send):
        yield


class Direct(HTTPAdapter):
    """An adapter of a session whose requests go to a server in this process."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """The response to a request."""
        return carried(self.server, request, options.get("timeout"))
