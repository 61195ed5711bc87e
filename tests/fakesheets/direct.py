"""Carries requests to a server in this process, where HTTP itself is not the point."""

from collections.abc import Callable
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ReadTimeout
from requests.exceptions import ConnectionError as Broken

from tests.fakesheets.exchange import Headers, Reply

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


class Direct(HTTPAdapter):
    """An adapter of a session whose requests go to a server in this process."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """The response to a request."""
        return carried(self.server, request, options.get("timeout"))
