"""The fake and the emulator behind one door, both without HTTP, with ids in one order."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.fakesheets.books import BOOK_ID, OWNER, empty_book
from tests.fakesheets.exchange import Headers, Reply, exchange
from tests.fakesheets.server import FakeSheets
from tests.shared import SHARED

ACCOUNT = "emulator@localhost"
ZONE = ("in_ID", "Asia/Jakarta")
ROWS, COLUMNS = 14, 7
"""Small, so that requests drawn at random meet the edges."""
_PLACE = re.compile(r"Invalid ((?:requests|data|range)\[\d+\](?:\.\w+)?)")
_HEADERS = {"Authorization": "Bearer emulator"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one request: the status, where a refusal points, its words, or the answer."""

    status: int
    place: str
    words: str
    answer: Mapping[str, Any]

    @property
    def aside(self) -> bool:
        """Whether the judge does not know this part of the API."""
        return self.status == 501


def verdict(reply: Reply) -> Verdict:
    """What a reply says."""
    body = json.loads(reply.content)
    words = body.get("error", {}).get("message", "") if reply.status != 200 else ""
    place = _PLACE.match(words)
    return Verdict(reply.status, place[1] if place else "", words, body)


class Judge(Protocol):
    """One server in this process, with one spreadsheet."""

    def reply(self, method: str, target: str, headers: Headers, content: bytes) -> Reply:
        """The reply to a request."""


def ask(
    judge: Judge, method: str, path: str, body: Any = None, params: Mapping[str, Any] | None = None
) -> Verdict:
    """The verdict on one request about the spreadsheet; `path` follows its id."""
    query = f"?{urlencode(params, doseq=True)}" if params else ""
    content = json.dumps(body).encode() if body is not None else b""
    target = f"/v4/spreadsheets/{BOOK_ID}{path}{query}"
    return verdict(judge.reply(method, target, _HEADERS, content))


class Fake:
    """tests/fakesheets."""

    def __init__(self, rows: int = ROWS, columns: int = COLUMNS) -> None:
        self.server = FakeSheets(serve=False)
        self.server.caller = ACCOUNT
        self.server.ignore_missing_filters = True
        self.book = self.server.add(empty_book([ACCOUNT], rows, columns))
        self.book.locale, self.book.time_zone = ZONE

    def reply(self, method: str, target: str, headers: Headers, content: bytes) -> Reply:
        return exchange(self.server, method, target, headers, content)


class Emulator:
    """The independent one."""

    def __init__(self, rows: int = ROWS, columns: int = COLUMNS) -> None:
        if str(SHARED) not in sys.path:
            sys.path.append(str(SHARED))
        from oracle import Oracle

        self.server = Oracle(service_account=ACCOUNT)
        locale, zone = ZONE
        book = self.server.add_spreadsheet(BOOK_ID, "Register contoh", locale, zone, owner=OWNER)
        (sheet,) = book.sheets
        sheet.row_count, sheet.col_count = rows, columns
        self._ids = _Ids()
        self.server.ids.queue = self._ids

    def level(self, fake: Fake) -> None:
        """Go on with the id that the fake gives next; it gives back those of a refused batch."""
        self._ids.last = fake.book.last_id

    def reply(self, method: str, target: str, headers: Headers, content: bytes) -> Reply:
        answer = self.server.handle(method, target, headers, content)
        named = {**dict(answer.headers), "Content-Type": answer.content_type}
        return Reply(answer.status, answer.body, named)


class _Ids(list[int]):
    """A queue that hands out the ids that the fake hands out."""

    last = 1000

    def __init__(self) -> None:
        super().__init__([0])

    def pop(self, index: Any = 0) -> int:
        self.last += 7
        return self.last
