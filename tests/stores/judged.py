"""Registers on the oracle, a server of the Sheets API that others wrote; see `tests.shared`."""

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from ppid_sheets.jobs import check as jobs
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.values import Chosen
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from tests.build import SETTINGS, TODAY
from tests.shared import SHARED
from tests.stores.sheets import MOMENT

BOOK = "REG"
Rows = Sequence[Sequence[Any]]


@contextmanager
def oracle(tabs: Mapping[str, Rows], **size: Any) -> Iterator[Any]:
    """An oracle with one spreadsheet of an Indonesian office, shared with the job."""
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    with importlib.import_module("oracle").Oracle() as judge:
        judge.add_spreadsheet(
            id=BOOK, locale="in_ID", time_zone="Asia/Jakarta", tabs=list(tabs), **size
        )
        for title, rows in tabs.items():
            if rows:
                judge.seed(
                    title, [[_plain(cell) for cell in row] for row in rows], rows=60, cols=45
                )
        yield judge


def _plain(cell: Any) -> Any:
    return (cell - EPOCH).days if type(cell) is date else cell


def store(judge: Any, chosen: Chosen = Chosen()) -> GoogleStore:  # noqa: B008
    """A store as a new process opens it; pauses between repetitions are short."""
    google = replace(SETTINGS.google, emulator=judge.env()["SHEETS_EMULATOR_HOST"])
    return GoogleStore(BOOK, SheetsClient(credentials.find(google), google, pause=0.001), chosen)


def check(judge: Any, chosen: Chosen = Chosen(), **options: Any) -> jobs.Checked:  # noqa: B008
    """One run as a new process carries it out."""
    opened = store(judge, chosen)
    return jobs.check(opened, SETTINGS, TODAY, local_time=lambda: MOMENT, **options)


def tabs(judge: Any) -> Mapping[str, Any]:
    """All tabs by title, as their cells, formats and rules stand now."""
    return {sheet.title: judge.dump_json(sheet.title) for sheet in judge.book(BOOK).sheets}
