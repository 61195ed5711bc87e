"""The list of objections that formulas count: its columns, and the words for grounds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.reports.objections.rows import LETTER_LABELS, ObjectionRows, stirred
from ppid_sheets.reports.rows import YES
from ppid_sheets.reports.workbook.book import (
    Block,
    DataColumn,
    DataTable,
    Sheet,
    Style,
    Tone,
    WordTones,
)
from ppid_sheets.reports.workbook.linked import linked
from ppid_sheets.reports.workbook.plain_values import plain

OBJECTED = "Keberatan"
"""The sheet of both reports."""

COLUMNS: tuple[tuple[str, str, Style, float], ...] = (
    ("reg_number", "No. Keberatan", "cell", 24),
    ("received_on", "Diterima", "cell_date", 11),
    ("ground", "Alasan", "cell", 13),
    ("decision", "Keputusan", "cell", 18),
    ("finished_on", "Selesai", "cell_date", 11),
    ("due_on", "Batas Waktu", "cell_date", 11),
    ("status", "Status", "cell", 18),
    ("days_left", "Sisa Hari", "days_left", 11),
    ("request_no", "No. Permohonan", "cell", 17),
    ("disputed_on", "Ke KI", "cell_date", 11),
    ("mediated_on", "Mediasi", "cell_date", 12),
    ("ruled_on", "Putusan KI", "cell_date", 12),
    ("sued_on", "Gugatan", "cell_date", 12),
    ("pending", "Keadaan Jawaban", "cell", 22),
    ("row", "Baris", "row_number", 8),
    ("in_month", "Masa Ini", "centre", 9),
)
PRINTED = 10
"""Columns beyond these only serve the formulas."""
WIDTHS = tuple(width for *_, width in COLUMNS)

_WORDS = (
    "ditolak (Pasal 17)",
    "informasi berkala tidak disediakan",
    "tidak ditanggapi",
    "tidak sebagaimana diminta",
    "tidak dipenuhi",
    "biaya tidak wajar",
    "melebihi waktu",
)
GROUND_WORDS: Mapping[str, str] = {
    label: f"{label[-1]}. {words}" for label, words in zip(LETTER_LABELS, _WORDS, strict=True)
}
"""The grounds of Art. 35(1) in words, by their labels in the list."""


def table(objections: ObjectionRows, first: date, row: int) -> DataTable:
    """The objections as columns with their header in `row`; what stirred since `first` on top."""
    rows = objections.frame
    rows = rows.assign(in_month=stirred(rows, first))
    rows = rows.sort_values("in_month", ascending=False, kind="stable")
    index = rows.index.tolist()
    values: Mapping[str, Sequence[Any]] = {
        **{str(key): plain(rows[key]) for key in rows.columns},
        "row": index,
        "in_month": [YES if yes else None for yes in rows["in_month"].tolist()],
    }
    lately = int(rows["in_month"].sum())
    link = objections.link
    links = {"row": [link(at) for at in linked(index[:lately])]} if link else {}
    columns = (
        DataColumn(key, header, style, values[key], links.get(key, ()))
        for key, header, style, _ in COLUMNS
    )
    return DataTable(OBJECTED, "DataKeberatan", row, tuple(columns), ruled=lately)


def list_sheet(
    above: Sequence[Block],
    table: DataTable,
    tones: tuple[tuple[str, Tone], ...],
    *,
    repeat: tuple[int, int],
    freeze: tuple[int, int],
    rows: int,
) -> Sheet:
    """The sheet of a list with what stands above it; its first `rows` are printed.

    `tones` are the statuses that are lit up, `repeat` the rows at the head of each printed page,
    `freeze` the row and the column that stay on the screen.
    """
    return Sheet(
        OBJECTED,
        OBJECTED,
        tuple(float(width) for width in WIDTHS),
        (*above, table, WordTones(table.area("status"), tones)),
        landscape=True,
        repeat=repeat,
        freeze=freeze,
        print_to=table.row + rows,
        print_columns=PRINTED,
    )


def ground_labels(frame: pd.DataFrame, since: date) -> Sequence[str]:
    """The grounds of what is open or was finished since a day: those of the law, then others."""
    lively = frame["finished_on"].isna() | (frame["finished_on"] >= np.datetime64(since, "s"))
    used = set(frame.loc[lively, "ground"].tolist())
    return [
        *(label for label in LETTER_LABELS if label in used),
        *sorted(used.difference(LETTER_LABELS), key=lambda label: (label[:1] == "(", label)),
    ]
