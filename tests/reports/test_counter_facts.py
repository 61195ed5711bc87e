"""The facts that the tab *Cetak* looks up, beside a plain statement of each, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register import layout, own_tabs
from ppid_sheets.register.header import find_header
from ppid_sheets.register.numbers import key as number_key
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ELECTION_STAGES
from ppid_sheets.register.table import Table, read_table
from ppid_sheets.register.text import squash
from ppid_sheets.reports.counter.due_facts import AHEAD, BEHIND, starts
from ppid_sheets.reports.counter.looked_up_facts import tab
from ppid_sheets.reports.form.looked_up import KEYS
from ppid_sheets.reports.form.request import Request
from tests.budget import draws
from tests.build import CALENDAR, LISTS, OPEN, SETTINGS, TODAY, WITH_ELECTIONS, grid

(HOME,) = (one for one in own_tabs.pages(layout.OPTIONAL) if one.title == layout.PRINT_FACTS)
DAYS = st.sampled_from(
    ["", None, "-", date(2026, 11, 9), date(2026, 11, 13), "9 November 2026", "09/11/2026",
     "kemarin", "31/02/2026", "TRUE", True, date(2026, 12, 7), date(2025, 3, 6), date(2031, 1, 2)]
)  # fmt: skip
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reg_number": st.sampled_from(["", "001/PPID/XI/2026", "001 ppid xi 2026", "1/12"]),
            **dict.fromkeys(("received_on", "incomplete_on", "complete_on", "extended_on"), DAYS),
            "extension_reason": st.sampled_from(["", "Dokumen di arsip"]),
            "info_category": st.sampled_from(["", ELECTION_STAGES, ELECTION_STAGES.upper(), "?"]),
            "decision": st.sampled_from(["", "Ditolak", "ditolak ", "Proses", "lain"]),
            "received_at": st.sampled_from(["", "09.15", "pukul 09.15 WIB", 0.5, "siang"]),
            "cost": st.sampled_from(["", "gratis", "Rp 15.000,-", 15000, "1,5,0"]),
            "officer": st.sampled_from(["", "Petugas Satu", "petugas satu", "Lain"]),
        }
    ),
    max_size=5,
)


def read(rows: list[dict[str, Any]]) -> tuple[list[list[Any]], Table]:
    """The cells of a tab with these rows, and its table."""
    cells = grid(*({**OPEN, **row} for row in rows))
    return cells, read_table(cells, find_header(cells, REQUESTS), LISTS)


def clock_of(office: Settings) -> Clock:
    """How the office counts."""
    return Clock(CALENDAR, office.profiles, office.start, office.due_soon)


def facts(table: Table, office: Settings) -> Mapping[Any, tuple[Any, ...]]:
    """What the tab says, by its keys, each of which stands there once."""
    rows = tab(HOME, table, LISTS, clock_of(office), office, TODAY).rows[2:]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: tuple(row[1:]) for row in rows}


def typed(cells: list[list[Any]], table: Table) -> Iterator[tuple[str, str, Any]]:
    """Cell by cell: each text where something else belongs, and what it means."""
    for key in (key for key in KEYS if REQUESTS.by_key[key].kind != "text"):
        for row in table.frame.index:
            raw = cells[row - 1][table.header.places[key].position]
            value = table.frame.at[row, key]
            if isinstance(raw, str) and value != "" and not pd.isna(value):
                yield key, squash(raw), value


@settings(max_examples=draws(60))
@given(rows=ROWS, elections=st.booleans(), start=st.sampled_from(["lengkap", "diterima"]))
def test_facts_say_what_each_row_says(rows, elections, start):
    """The meaning of each text, each number that stands twice, and each due date, and no more."""
    office = replace(SETTINGS, start=start)
    if elections:
        office = replace(office, profiles=WITH_ELECTIONS)
    cells, table = read(rows)
    wording = facts(table, office)
    words = {key.casefold(): meant for key, meant in wording.items()}  # as MATCH compares them
    for key, text, value in typed(cells, table):
        meant = (value.date() - date(1899, 12, 30)).days if hasattr(value, "date") else value
        assert words[f"{key}|{text}".casefold()] == (meant,)
    numbers = [squash(text) for text in table.frame["reg_number"]]
    keys = [number_key(number) for number in numbers]
    twice = {f"ganda|{one}" for one in numbers if one and keys.count(number_key(one)) > 1}
    assert {key for key in wording if key.startswith("ganda|")} == twice
    assert_due_dates(
        table, office, {key: wording[key] for key in wording if key[:2] in ("b|", "x|")}
    )


def assert_due_dates(
    table: Table, office: Settings, wording: Mapping[str, tuple[Any, ...]]
) -> None:
    """What `form` says of each row, and of requests of each profile in the days around today."""
    clock = clock_of(office)
    wanted: dict[str, tuple[str, ...]] = {}
    for row in table.frame.index:
        one = replace(table, frame=table.frame.loc[[row]])
        (found,) = starts(one, office.profiles, by_receipt=office.start == "diterima")
        if found.key:
            due = Request(table, row, clock, TODAY)._due._replace(lost="")  # a formula tells it
            wanted.setdefault(found.key, tuple(text.text for _, text in due.wording()))
    assert wording == {**coming(office.profiles.by_category), **wanted}


@cache
def coming(elections: bool) -> Mapping[str, tuple[str, ...]]:
    """What `form` would say of requests that come in, a register with each."""
    office = replace(SETTINGS, profiles=WITH_ELECTIONS) if elections else SETTINGS
    return dict(_coming(office))


def _coming(office: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    for at in range(-BEHIND.days, AHEAD.days + 1):
        for category in ("", *office.profiles.categories):
            row = {"received_on": TODAY + timedelta(days=at), "info_category": category}
            _, table = read([row])
            (found,) = starts(table, office.profiles)
            due = Request(table, 2, clock_of(office), TODAY + AHEAD).due_wording()
            yield found.key, tuple(text.text for _, text in due)


@pytest.mark.parametrize("words", ["0" * 300, "pukul 09.15" + "\u200b" * 300])
def test_a_long_text_is_no_fact(words):
    """MATCH takes none of more than 255 letters."""
    _, table = read([{"cost": words}])
    assert not [key for key in facts(table, SETTINGS) if len(str(key)) > 255]
