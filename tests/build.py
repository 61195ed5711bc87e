"""Registers for tests, written as the values a person would type."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from ppid_sheets import config
from ppid_sheets.checks.engine import Case
from ppid_sheets.checks.information_lists import InformationList, read_list
from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.deadlines.profiles import ELECTION, ORDINARY, Profiles
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.register.header import find_header
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.register.values import Snapshot

init_objections = partial(init_beside, schema=OBJECTIONS)
"""`init_beside` for the register of objections."""
TODAY = date(2026, 11, 23)
OFFICERS = ("Petugas Satu", "Petugas Dua")
LISTS = {"Petugas": OFFICERS}
CALENDAR = calendar_of(decreed_holidays())
SETTINGS = config.load()
WITH_ELECTIONS = Profiles((ORDINARY, replace(ELECTION, active=True)))
"""What the law gives where an office has switched elections on."""

GOOD: Mapping[str, Any] = {
    "reg_number": "001/PPID/XI/2026",
    "received_on": date(2026, 11, 9),
    "received_at": "09:00",
    "channel": "Datang Langsung",
    "form_filled_by": "Pemohon",
    "applicant_name": "Contoh Pemohon",
    "applicant_type": "Perorangan",
    "id_type": "KTP",
    "id_number": "1906015203900001",
    "address": "Jl. Contoh 1, Manggar",
    "phone": "081200000001",
    "email": "pemohon@example.com",
    "occupation": "Wiraswasta",
    "information": "Daftar pemilih tetap",
    "purpose": "Penelitian",
    "info_category": "Informasi KPU sebagai Badan Publik",
    "info_class": "Setiap Saat",
    "possession": "Di bawah penguasaan",
    "info_form": "Softcopy",
    "request_kind": "Meminta Salinan",
    "delivery": "Email",
    "officer": "Petugas Satu",
    "disposition_no": "12/ND/XI/2026",
    "disposition_on": date(2026, 11, 10),
    "decision": "Dikabulkan Seluruhnya",
    "notified_on": date(2026, 11, 13),
    "given_on": date(2026, 11, 13),
    "cost": 0,
    "reviewed_on": date(2026, 11, 16),
}
"""A finished request without any fault as of TODAY."""

OPEN: Mapping[str, Any] = {
    **GOOD,
    "decision": None,
    "notified_on": None,
    "given_on": None,
    "cost": None,
    "reviewed_on": None,
}
"""The same request while it is still open."""


def grid(
    *rows: Mapping[str, Any],
    without: Sequence[str] = (),
    schema: Schema = REQUESTS,
    wished: Collection[str] = (),
) -> list[list[Any]]:
    """A tab with the register's own header in row 1; the first request stands in row 2.

    It has the columns on wish that are `wished` or of which a row says anything.
    """
    asked = with_wished(schema, {*wished, *(key for row in rows for key in row)}).usual
    columns = [c for c in asked if c.key not in without]
    return [
        [c.header for c in columns],
        *([row.get(c.key) for c in columns] for row in rows),
    ]


def table(
    *rows: Mapping[str, Any],
    without: Sequence[str] = (),
    lists: Mapping[str, Sequence[str]] = LISTS,
) -> Table:
    """The typed table of such a tab."""
    cells = grid(*rows, without=without)
    return read_table(cells, find_header(cells, REQUESTS), lists)


def dik(*rows: Sequence[Any]) -> Mapping[str, InformationList]:
    """The list of excluded information with these rows, as a `Case` has it."""
    cells = [[column.header for column in EXCLUDED.columns], *rows]
    found = read_list(Snapshot({EXCLUDED.tab: cells}), EXCLUDED)
    return {EXCLUDED.name: found} if found else {}


def case(
    *rows: Mapping[str, Any], as_of: date = TODAY, without: Sequence[str] = (), **other: Any
) -> Case:
    """What the rules see of such a tab; `other` replaces fields of the Case."""
    settings = other.get("settings", SETTINGS)
    requests = table(*rows, without=without, lists=other.get("lists", LISTS))
    clock = Clock(
        other.get("calendar", CALENDAR),
        settings.profiles,
        settings.start,
        settings.due_soon,
    )
    unread = requests.all_unread(REQUESTS.course.deciding)
    values: dict[str, Any] = {
        "table": requests,
        "deadlines": clock.deadlines(requests.frame, as_of, unread),
        "calendar": CALENDAR,
        "holidays": HolidayList(CALENDAR.holidays),
        "lists": LISTS,
        "settings": settings,
        "as_of": as_of,
        "job_columns": frozenset(column.key for column in REQUESTS.job),
    }
    return Case(**(values | other))
