"""The rows of a report of some months: each finished request judged as of its month's end."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register.requests import column
from ppid_sheets.register.requests.words import (
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    NOT_PROCESSED,
    REFUSED,
    WITHDRAWN,
)
from ppid_sheets.register.table import Table
from ppid_sheets.reports.period import period_of
from ppid_sheets.reports.rows import JUDGED, STILL_OPEN, report_rows
from ppid_sheets.reports.workbook.book import DataColumn, DataTable, Style
from ppid_sheets.reports.workbook.linked import linked
from ppid_sheets.reports.workbook.plain_values import plain

DATA = "Data"
OTHER = "Lainnya"
"""A decision or ground that is none of the listed ones."""
OUTCOMES = (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, WITHDRAWN, NOT_PROCESSED, OTHER)
GROUNDS = (*column("refusal_ground").choices, OTHER, NOT_READ, NOT_FILLED)
_ROW = 4

COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Registrasi", "cell", 22),
    ("row", "Baris", "cell_number", 9),
    ("received_on", "Diterima", "cell_date", 13),
    ("finished_on", "Selesai", "cell_date", 13),
    ("outcome", "Hasil", "cell", 24),
    ("ground", "Alasan Penolakan", "cell", 24),
    ("due_on", "Batas Waktu", "cell_date", 13),
    ("status", "Status", "cell", 22),
    ("service_days", "Waktu Layanan", "cell_number", 12),
)
"""The columns of Data: nothing in them is personal."""


def table_of(
    table: Table, clock: Clock, first: Month, as_of: date, link: Callable[[int], str] | None
) -> DataTable:
    """The requests that were open at the beginning of the month `first` or came in since."""
    rows = _judged(table, clock, first, as_of)
    begin = pd.Timestamp(first.first)
    rows = rows[rows["finished_on"].isna() | (rows["finished_on"] >= begin)]
    rows = rows.sort_values(["received_on", "reg_number"], kind="stable")
    index = rows.index.tolist()
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": [*map(table.shown, index)],
        "outcome": [_known(word, (*OUTCOMES, STILL_OPEN)) for word in rows["decision"].tolist()],
        "ground": _grounds(rows),
    }
    links = {"row": [link(row) for row in linked(index)]} if link else {}
    columns = (
        DataColumn(key, header, style, values[key], links.get(key, ()))
        for key, header, style, _ in COLUMNS
    )
    return DataTable(DATA, "DataTahun", _ROW, tuple(columns), ruled=len(index))


def _judged(table: Table, clock: Clock, first: Month, as_of: date) -> pd.DataFrame:
    """All rows as of a day, those of earlier months as they stood when these ended.

    One look back judges 13 months; what was finished before them is judged by further ones.
    """
    period = period_of(month_of(as_of), as_of)
    rows = report_rows(table, clock, period)
    while period.months[0] > first:
        last = period.months[0].before()
        period = period_of(last, last.last)
        finished = rows["finished_on"]
        ended = (finished >= pd.Timestamp(period.months[0].first)) & (
            finished <= pd.Timestamp(last.last)
        )
        if ended.any():
            then = report_rows(table, clock, period).reindex(rows.index[ended])
            for key in (*JUDGED, "span", "extension"):
                if key in rows:
                    rows.loc[ended, key] = then[key]
    return rows


def _known(word: str, words: Sequence[str]) -> str:
    return word if word in words else OTHER


def _grounds(rows: pd.DataFrame) -> list[str | None]:
    """The ground where something was refused."""
    pairs = zip(rows["decision"].tolist(), rows["refusal_ground"].tolist(), strict=True)
    return [
        _known(ground, GROUNDS) if decision in (REFUSED, GRANTED_PARTLY) else None
        for decision, ground in pairs
    ]
