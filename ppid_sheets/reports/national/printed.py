"""The register of some days as a workbook of one sheet for F4 landscape, signed at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ppid_sheets.common import typeface
from ppid_sheets.common.indonesian import listed, long_date
from ppid_sheets.config import Settings
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.register.table import Table
from ppid_sheets.reports.national.leaves import (
    HEAD,
    HEAD_HEIGHTS,
    LEAVES,
    TICK,
    UNSURE,
    WITHHELD,
    Requested,
)
from ppid_sheets.reports.national.stretch import Stretch
from ppid_sheets.reports.rows import usable
from ppid_sheets.reports.workbook.book import Block, Book, Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import (
    HEIGHT,
    dated_by_hand,
    letterhead,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.paging import page_breaks

PRIVATE = "Memuat data pribadi pemohon: hanya untuk keperluan di dalam kantor"
PUBLIC = "Register permohonan informasi publik, tanpa identitas pemohon"
WIDTHS = tuple(
    (leaf.points - typeface.POINTS_OF_EDGE) / typeface.POINTS_OF_WIDTH for leaf in LEAVES
)
_SIDE = 0.35
_LINES = 14
"""Lines of one row at most: a longer text goes on in the next, so that pages are filled."""
_SIZE = LOOKS["reg_text"].points
_NAMED = 12
"""Rows that are named one by one."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A register to print: its requests in the order of their receipt, those of them without a day
    of receipt, and its layout.
    """

    table: Table
    rows: tuple[int, ...]
    undated: tuple[int, ...]
    stretch: Stretch
    as_of: date
    personal: bool


def printed(table: Table, stretch: Stretch, as_of: date, *, personal: bool) -> Printed:
    """The requests that were received in a stretch of days."""
    received = table.frame["received_on"]
    within = received.between(pd.Timestamp(stretch.first), pd.Timestamp(stretch.last))
    rows = received[within].sort_values(kind="stable").index
    undated = table.frame.index[~usable(received)]
    return Printed(table, tuple(rows), tuple(undated), stretch, as_of, personal)


def file_name(stretch: Stretch, *, personal: bool) -> str:
    """`Register-PPID-2026-10.xlsx`; one with identities says so."""
    return f"Register-PPID-{stretch.label}{'-dengan-identitas' * personal}.xlsx"


def describe(register: Printed, settings: Settings) -> Book:
    """The workbook, of one sheet."""
    return Book(
        title="Register Permohonan Informasi Publik",
        period=register.stretch.name,
        office=settings.office.name,
        paper="F4",
        created=register.as_of,
        sheets=(_sheet(register, settings),),
    )


def _sheet(register: Printed, settings: Settings) -> Sheet:
    title = _title(register, settings)
    numbers = tuple(Cell(f"({at})", "reg_centre") for at in range(1, len(LEAVES) + 1))
    head = Grid(title.end, 0, (*HEAD, numbers), (*HEAD_HEIGHTS, 12.0))
    body = _body(register, settings, head.end)
    notes = _notes(register, body.end)
    signed = _signed(settings, notes.end + 1)
    blocks: tuple[Block, ...] = (
        *letterhead(settings.office, WIDTHS),
        title,
        head,
        body,
        notes,
        signed,
    )
    sheet = Sheet(
        "Register",
        PRIVATE if register.personal else PUBLIC,
        WIDTHS,
        blocks,
        landscape=True,
        repeat=(head.row, head.end - 1),
        freeze=(head.end, 1),
        running_head=False,
        side=_SIDE,
    )
    return page_breaks(sheet, "F4", range(body.row, body.end))


def _title(register: Printed, settings: Settings) -> Grid:
    span = len(LEAVES)
    seen = f"{register.stretch.name} · keadaan per {long_date(register.as_of)}"
    lines: Sequence[tuple[str | None, Style, float]] = (
        (settings.forms.register_model or None, "form_model", 14),
        ("REGISTER PERMOHONAN INFORMASI PUBLIK", "form_title", 20),
        (seen, "form_number", 16),
        (None, "form_number", 6),
    )
    rows = tuple((Cell(text, style, span=span),) for text, style, _ in lines)
    return Grid(HEIGHT, 0, rows, tuple(high for _, _, high in lines))


def _body(register: Printed, settings: Settings, row: int) -> Grid:
    """A row a request, several where its texts need more than a row may have."""
    lines = [
        cells
        for at in register.rows
        for cells in _rows(
            Requested(register.table, at, register.personal, settings.subject_length)
        )
    ]
    if not lines:
        nothing = f"NIHIL: tidak ada permohonan yang diterima pada {register.stretch.name}."
        lines = [(Cell(nothing, "reg_centre", span=len(LEAVES)),)]
    return Grid(row, 0, tuple(lines), (12.0,) * len(lines))


def _rows(request: Requested) -> list[tuple[Cell, ...]]:
    texts = [
        typeface.pieces(leaf.says(request), width * typeface.POINTS_OF_WIDTH, _SIZE, _LINES)
        for leaf, width in zip(LEAVES, WIDTHS, strict=True)
    ]
    return [
        tuple(
            Cell(text[at] if at < len(text) and text[at] else None, leaf.style)
            for text, leaf in zip(texts, LEAVES, strict=True)
        )
        for at in range(max(map(len, texts)))
    ]


def _notes(register: Printed, row: int) -> Grid:
    notes = [
        f"Jumlah: {len(register.rows)} permohonan. {TICK} = ya; {UNSURE} = isian tidak terbaca."
    ]
    if not register.personal:
        notes[0] += (
            f" {WITHHELD} = tidak dicetak (UU 27/2022): nama, alamat dan kontak; pekerjaan, tujuan "
            "dan informasi yang diminta disebut golongannya."
        )
    if register.undated:
        notes.append(f"Tidak dimuat: {left_out(register)}.")
    rows = tuple((Cell(note, "reg_note", span=len(LEAVES)),) for note in notes)
    return Grid(row, 0, rows, (12.0,) * len(rows))


def left_out(register: Printed) -> str:
    """Which requests cannot be placed, for want of a day of receipt."""
    names = [str(register.table.shown(row)) for row in register.undated]
    more = f" dan {len(names) - _NAMED} lainnya" if len(names) > _NAMED else ""
    places = ", ".join(names[:_NAMED]) + more if more else listed(names)
    return f"{len(names)} permohonan tanpa Tanggal Diterima yang terbaca (baris {places})"


def _signed(settings: Settings, row: int) -> Grid:
    office = settings.office
    left = signed_by(office.sekretaris, "Mengetahui,")
    right = signed_by(office.kasubag, dated_by_hand(office.city))
    return signatures(row, ((left, 7), (None, 6), (right, 8)))
