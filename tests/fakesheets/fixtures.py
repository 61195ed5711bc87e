"""The fake server as pytest fixtures; import them where they are used."""

from collections.abc import Iterator
from contextlib import nullcontext

import gspread
import pytest
from google.auth.credentials import Credentials

from tests.fakesheets.direct import at_hand
from tests.fakesheets.server import FakeSheets


@pytest.fixture(scope="session")
def sheets_server() -> Iterator[FakeSheets]:
    """One server for the whole run."""
    server = FakeSheets()
    yield server
    server.close()


@pytest.fixture
def sheets(sheets_server: FakeSheets, request: pytest.FixtureRequest) -> Iterator[FakeSheets]:
    """The server without any memory; the test fails when a request broke Google's description.

    Requests of this process reach it without a socket, except where a test asks for `over_http`.
    """
    sheets_server.reset()
    direct = "over_http" not in request.fixturenames
    with at_hand(sheets_server) if direct else nullcontext():
        yield sheets_server
    assert not sheets_server.violations, sheets_server.violations[:2]


@pytest.fixture
def over_http() -> None:
    """Has requests go through real sockets."""


class ThrowAway(Credentials):
    """A token that is worth nothing, and is renewed like any other."""

    def __init__(self) -> None:
        super().__init__()
        self.token = "throw-away"

    def refresh(self, request: object) -> None:
        """The same token is as good as new."""


class LoopbackClient(gspread.HTTPClient):
    """gspread's own client, with its requests sent to the fake."""

    server: FakeSheets

    def request(self, method: str, endpoint: str, *args, **kwargs):  # type: ignore[no-untyped-def]
        endpoint = endpoint.replace(
            "https://sheets.googleapis.com", f"http://{self.server.address}"
        )
        return super().request(method, endpoint, *args, **kwargs)


@pytest.fixture
def client(sheets: FakeSheets) -> Iterator[LoopbackClient]:
    """A gspread client of the fake."""
    http = LoopbackClient(ThrowAway())
    http.server = sheets
    yield http
    http.session.close()
