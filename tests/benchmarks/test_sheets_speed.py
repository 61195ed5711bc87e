"""What a check of a Google Sheet costs, beside one plain read of its values through gspread.

Run as `test_speed.py` is. Times are seconds of this process's processor, without those of the fake
server's threads: what Google and the network would add to both is left out, and what else the
machine does. `--benchmark-json FILE` also keeps where the time of each check went, and how many
bytes and calls it took: `transfer` of requests and answers, `parsing` of their JSON, `judging`,
`planning`, and `other` (what is sent is made there).
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Any

import gspread.http_client
import pytest
from requests import Response

from ppid_sheets.config import Google
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.batches import LARGEST
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from tests.benchmarks import bounds
from tests.build import SETTINGS, TODAY
from tests.fakesheets.books import empty_book
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import ACCOUNT, MOMENT, google, store

SIZES = [500, 5_000, 50_000]
ROUNDS = {500: 5, 5_000: 3, 50_000: 1}


_SERVED: dict[threading.Thread, float] = {}


def own_time() -> float:
    """Seconds of the processor that this process took, the fake server's threads left out."""
    now = time.process_time()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name and thread.ident:
            _SERVED[thread] = time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return now - sum(_SERVED.values())


pytestmark = [
    pytest.mark.slow,
    pytest.mark.benchmark(timer=own_time),
    pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="no clocks of threads"),
]


class TimedClient(SheetsClient):
    """A client that notes where the time of its calls goes."""

    def __init__(self, access: credentials.Access, google: Google, spent: Counter[str]) -> None:
        super().__init__(access, google)
        self._spent = spent
        self._send = self.session.request
        self.session.request = self._timed

    def _timed(self, *args: Any, **kwargs: Any) -> Response:
        response: Response = timed(self._send, "transfer", self._spent)(*args, **kwargs)
        response.json = timed(response.json, "parsing", self._spent)
        return response


def timed(function: Callable[..., Any], part: str, spent: Counter[str]) -> Callable[..., Any]:
    """The same function, its time added to a part."""

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        start = own_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[part] += own_time() - start

    return wrapped


@pytest.fixture(scope="module")
def server() -> Iterator[FakeSheets]:
    """One server for all sizes."""
    fake = FakeSheets()
    fake.caller = ACCOUNT
    yield fake
    fake.close()


@pytest.fixture(scope="module")
def books() -> dict[int, Book]:
    """Registers already built, by their number of requests."""
    return {}


@pytest.fixture
def book(size: int, books: dict[int, Book], server: FakeSheets) -> Book:
    """A register of `size` made-up requests that no check has seen."""
    if size not in books:
        made = empty_book([ACCOUNT])
        made.locale, made.time_zone = "in_ID", "Asia/Jakarta"
        made.book_id = str(size)
        server.add(made)
        init(store(server, made.book_id, office=SETTINGS))
        requests = [[row.get(c.key) for c in REQUESTS.built] for row in rows(TODAY, 1, size)]
        staff = People(made, made.owner)
        staff.paste(REQUESTS.tab, f"A{layout.HEADER_ROW + 1}", requests)
        listed = letters(layout.choices_tab(REQUESTS).rows[0].index(REQUESTS.header("officer")))
        staff.paste(layout.CHOICES, f"{listed}2", [[officer] for officer in OFFICERS])
        books[size] = made
    return server.add(books[size].copy())


class Check:
    """A whole check as a new process makes it, and what it took."""

    def __init__(self, book: Book, server: FakeSheets, monkeypatch: pytest.MonkeyPatch) -> None:
        self._id, self._google = book.book_id, google(server)
        self.spent: Counter[str] = Counter()
        judge = jobs.Rejudging.__call__
        monkeypatch.setattr(jobs.Rejudging, "__call__", timed(judge, "judging", self.spent))
        monkeypatch.setattr(jobs, "annotation", timed(jobs.annotation, "planning", self.spent))
        for made in (jobs.daily_page, jobs.findings_page):
            monkeypatch.setattr(made, "page", timed(made.page, "planning", self.spent))

    def __call__(self) -> jobs.Checked:
        self.spent.clear()
        start = own_time()
        client = TimedClient(credentials.find(self._google), self._google, self.spent)
        store = GoogleStore(self._id, client)
        checked = jobs.check(store, SETTINGS, TODAY, local_time=lambda: MOMENT)
        self.spent["other"] = own_time() - start - sum(self.spent.values())
        self.calls = {"reads": client.reads, "writes": client.writes, "bytes": client.bytes_read}
        client.session.close()
        return checked


def tell(benchmark: Any, check: Check) -> None:
    """Keep where the time went beside the time."""
    parts = {part: round(seconds, 4) for part, seconds in check.spent.items()}
    benchmark.extra_info.update({**check.calls, **parts})


@pytest.mark.parametrize("floor_of", ["sheet first", "sheet at rest"])
@pytest.mark.parametrize("size", SIZES)
def test_floor_of_a_check(benchmark, size, floor_of, server, book, monkeypatch):
    """One read with gspread's own client of the values that the check reads: those of all tabs."""
    benchmark.group = f"check of a Google Sheet of {size:,} rows"
    if floor_of == "sheet at rest":
        Check(book, server, monkeypatch)()
    monkeypatch.setattr(
        gspread.http_client, "SPREADSHEET_VALUES_BATCH_URL", f"{server.url}/%s/values:batchGet"
    )
    client = gspread.http_client.HTTPClient(credentials.find(google(server)).credentials)
    ranges = [f"'{sheet.title}'" for sheet in book.sheets]
    params = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}

    def floor() -> Any:
        return client.values_batch_get(book.book_id, ranges, params)["valueRanges"]

    found = benchmark.pedantic(floor, rounds=ROUNDS[size])
    bounds.floor(benchmark, floor_of, size)
    benchmark.extra_info["bytes"] = server.log[-1].sent
    client.session.close()
    assert max(len(tab.get("values", ())) for tab in found) >= size


@pytest.mark.parametrize("size", SIZES)
def test_first_check(benchmark, size, server, book, monkeypatch):
    """A check that annotates every row for the first time."""
    benchmark.group = f"check of a Google Sheet of {size:,} rows"
    check = Check(book, server, monkeypatch)
    saved = book.copy()

    def afresh() -> None:
        server.log.clear()
        book.restore(saved.copy())

    checked = benchmark.pedantic(check, setup=afresh, rounds=ROUNDS[size])
    bounds.hold(benchmark, "sheet first", "sheet first", size)
    tell(benchmark, check)
    assert checked.written
    assert check.calls["reads"] == 4
    assert_full(server)


def assert_full(server: FakeSheets) -> None:
    """Two kinds of writes, each in as few bodies of at most 2 MB as it takes."""
    writes = [
        (call.name, len(json.dumps(call.body))) for call in server.log if call.kind == "write"
    ]
    parts = [[size for _, size in same] for _, same in groupby(writes, lambda write: write[0])]
    assert len(parts) == 2
    assert all(max(sizes) < 2_000_000 for sizes in parts)
    assert all(one + other > LARGEST for sizes in parts for one, other in pairwise(sizes))


@pytest.mark.parametrize("size", SIZES)
def test_check_that_changes_nothing(benchmark, size, server, book, monkeypatch):
    """A check of a register that is annotated already."""
    benchmark.group = f"check of a Google Sheet of {size:,} rows"
    check = Check(book, server, monkeypatch)
    check()
    checked = benchmark.pedantic(check, rounds=ROUNDS[size])
    bounds.hold(benchmark, "sheet at rest", "sheet at rest", size)
    tell(benchmark, check)
    assert not checked.written
    assert (check.calls["reads"], check.calls["writes"]) == (2, 1)
    assert not server.violations
