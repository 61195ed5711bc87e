"""The heartbeat against a server on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ppid_sheets.alarms import heartbeat
from tests.alarms.server import dripping, free_port


@pytest.fixture
def heard() -> Iterator[tuple[str, list[str]]]:
    """The address of a server and the paths it was asked for; `/…500` fails there."""
    paths: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(500 if "500" in self.path else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


def test_success_and_failure_knock_at_different_doors(heard: tuple[str, list[str]]) -> None:
    """The address as it is, and `/fail` below it, whatever question follows."""
    url, paths = heard
    assert heartbeat.knock(f"{url}/abc?k=1", good=True)
    assert heartbeat.knock(f"{url}/abc/?k=1", good=False)
    assert paths == ["/abc?k=1", "/abc/fail?k=1"]


def test_nothing_goes_wrong_when_it_is_not_heard(heard: tuple[str, list[str]]) -> None:
    """A refusal, a dead address, no address at all."""
    assert not heartbeat.knock(f"{heard[0]}/500", good=True)
    assert not heartbeat.knock(f"http://127.0.0.1:{free_port()}/", good=True)
    assert not heartbeat.knock("http://[x", good=True)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "then", "heard_it"),
    [(HEAD + b"\r\n", b".", True), (HEAD, b"X-A: b\r\n", False), (b"", b"H", False)],
)
def test_an_answer_that_never_ends_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, first: bytes, then: bytes, heard_it: bool
) -> None:
    """Neither its body, which nobody needs, nor a head that comes a line at a time."""
    monkeypatch.setattr(heartbeat, "WHOLE_SECONDS", 0.3)
    with dripping(first, then, 0.02) as port:
        assert heartbeat.knock(f"http://127.0.0.1:{port}/x", good=False) == heard_it
