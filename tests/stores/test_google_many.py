"""A register in a Google Sheet with very many findings."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import patch

import pytest

from ppid_sheets.cli import check_summary
from ppid_sheets.plans.findings_page import MOST_FINDINGS
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google.client import SheetsClient
from tests.build import OPEN, TODAY
from tests.fakesheets.books import column_of, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, check

ROWS = 12_000


class Killed(BaseException):
    """The end of a process."""


def faulty() -> Iterator[Mapping[str, Any]]:
    """Requests with three wrong cells each."""
    for number in range(1, ROWS + 1):
        own = {"reg_number": f"{number:05}/PPID/XI/2026", "applicant_name": f"Pemohon {number}"}
        yield {**OPEN, **own, "email": "salah", "phone": "abc", "cost": "entah"}


def results(book: Book) -> list[tuple[Any, ...]]:
    """The job's five cells of each request."""
    return list(
        zip(*(column_of(book, key)[1 : ROWS + 1] for key in REQUESTS.job_keys), strict=True)
    )


def pages(book: Book) -> Mapping[str, Any]:
    """What the pages say but for the run itself."""
    return {t: values_of(book, t) for t in layout.PAGES if t != layout.STATUS}


def killed(server: FakeSheets, after: int) -> None:
    """A check that is killed after so many writes."""
    write, count = SheetsClient.write, iter(range(after))

    def stopping(client: SheetsClient, *asked: Any) -> Any:
        if next(count, None) is None:
            raise Killed
        return write(client, *asked)

    with patch.object(SheetsClient, "write", stopping), pytest.raises(Killed):
        check(server)


@pytest.mark.slow
def test_12_000_requests_with_three_findings_each(sheets: FakeSheets) -> None:
    """The calls are as few as for ten, but for one write more for each 2 MB; a stop between any two
    does no harm, and the page of findings and the check say how many they leave out."""
    book = adopted(sheets, *faulty(), rows=ROWS + 10)
    begun = book.copy()
    checked = check(sheets)
    found = len(checked.verdict.findings)
    sizes = [len(json.dumps(c.body).encode()) for c in sheets.log if c.kind == "write"]
    assert found >= 3 * ROWS and max(sizes) < 2_000_000
    assert (sheets.reads, sheets.writes) == (4, len(sizes))
    assert 2 < len(sizes) <= 2 + sum(sizes) / 1_600_000
    left = f"{found - MOST_FINDINGS} temuan lain muncul"
    assert left in str(values_of(book, layout.FINDINGS)[1])
    assert left in " ".join(check_summary.lines(checked, "Register", TODAY))
    whole, said = results(book), pages(book)
    sheets.log.clear()
    check(sheets)
    assert (sheets.reads, sheets.writes) == (2, 1)
    assert (results(book), pages(book)) == (whole, said)
    for after in (1, len(sizes) - 1):
        book = sheets.add(begun.copy())
        killed(sheets, after)
        blank = ("",) * len(REQUESTS.job_keys)
        assert all(now in (done, blank) for now, done in zip(results(book), whole, strict=True))
        check(sheets)
        assert (results(book), pages(book)) == (whole, said)
