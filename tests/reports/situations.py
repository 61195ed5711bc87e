"""The situations in which every page of a month is looked at, from nothing to three hundred."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ppid_sheets.common.month import month_of
from ppid_sheets.jobs.demo.rows import OFFICERS, rows
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import HELD, NOT_HELD, UNDOCUMENTED
from ppid_sheets.register.table import Table, read_table
from tests.build import TODAY, grid
from tests.register.forms import NATIONAL

LISTS: Mapping[str, Sequence[str]] = {"Petugas": OFFICERS}
_FORM = ("applicant_name", "address", "phone", "occupation", "information", "purpose")


def _made(a_month: int) -> list[Mapping[str, Any]]:
    """Requests of the made-up register, so many a month."""
    return [row for row in rows(TODAY, 2026, requests=a_month * 14) if row]


def _table(made: Sequence[Mapping[str, Any]]) -> Table:
    cells = grid(*made)
    return read_table(cells, find_header(cells, REQUESTS), LISTS)


def _tick(yes: bool) -> str | None:
    return "√" if yes else None


def _form_row(number: int, row: Mapping[str, Any]) -> list[Any]:
    """A request as the national form has it: 21 columns, ticks."""
    possession, form = row.get("possession") or "", row.get("info_form") or ""
    return [
        number,
        row.get("received_on"),
        *(row.get(key) for key in _FORM),
        *(_tick(possession == word) for word in (HELD, NOT_HELD, UNDOCUMENTED)),
        _tick("Softcopy" in form),
        _tick("Hardcopy" in form),
        _tick(row.get("request_kind") == "Melihat/Mengetahui"),
        _tick(row.get("request_kind") == "Meminta Salinan"),
        row.get("decision"),
        row.get("refusal_ground"),
        row.get("notified_on"),
        row.get("given_on"),
        row.get("cost"),
        row.get("payment"),
    ]


def adopted(a_month: int = 40) -> Table:
    """The official form as an office kept it."""
    made = _made(a_month)
    cells = [*NATIONAL, *(_form_row(i, row) for i, row in enumerate(made, 1))]
    return read_table(cells, find_header(cells, REQUESTS), LISTS)


def _six() -> Table:
    """An office of six requests a year."""
    return _table(_made(13)[::26])


def _empty() -> Table:
    """A year's register of an office whose October had nothing, and left nothing over."""
    october = (2026, 10)
    kept = [
        row
        for row in _made(13)[::2]
        if isinstance(row["received_on"], date)
        and row["received_on"] < date(2026, 9, 1)
        and row.get("notified_on")
        and isinstance(row["notified_on"], date)
        and (month_of(row["notified_on"]).first.year, month_of(row["notified_on"]).first.month)
        < october
    ]
    return _table(kept)


SITUATIONS = {
    "six a year": _six,
    "forty a month": lambda: _table(_made(40)),
    "three hundred a month": lambda: _table(_made(300)),
    "an adopted form": adopted,
    "an empty month": _empty,
    "nothing ever": lambda: _table([]),
}
