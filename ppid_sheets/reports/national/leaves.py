"""The 21 columns of the national form (Perki annex, KPU model PPID-C): heads and what they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ppid_sheets.common.indonesian import DAYS, NOT_READ, number, typed_date
from ppid_sheets.register.reading import UNREAD
from ppid_sheets.register.requests import column
from ppid_sheets.register.requests.words import HELD, NOT_HELD, UNDOCUMENTED
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash
from ppid_sheets.reports.groups import Groups
from ppid_sheets.reports.occupations import OCCUPATIONS
from ppid_sheets.reports.purposes import PURPOSES
from ppid_sheets.reports.workbook.book import Cell, Style

TICK, UNSURE, WITHHELD = "√", "?", "–"
"""Ticked; filled but not readable; not printed, since it may say who asked."""
STILL_OPEN = "Dalam proses"
FREE = "Tanpa biaya"


@dataclass(frozen=True)
class Requested:
    """One request; without `personal` the free texts of a person are left out.

    `subject` is the number of letters of the matter that may be printed all the same.
    """

    table: Table
    row: int
    personal: bool
    subject: int = 0

    def _value(self, key: str) -> Any:
        return self.table.frame.at[self.row, key]

    def unread(self, key: str) -> bool:
        """True where the cell is filled, but not readable."""
        return self.table.notes.get(key, {}).get(self.row) in UNREAD

    def text(self, key: str) -> str:
        """A text or choice in one line, or what stands for one that is not printed or read."""
        if column(key).personal and not self.personal:
            return WITHHELD
        return squash(str(self._value(key))) or (NOT_READ if self.unread(key) else "")

    def day(self, key: str, *, named: bool = False) -> str:
        """`06/03/2026`, where `named` with the weekday before it."""
        value = self._value(key)
        if pd.isna(value):
            return NOT_READ if self.unread(key) else ""
        day = value.date()
        return f"{DAYS[day.weekday()]}, {typed_date(day)}" if named else typed_date(day)

    def tick(self, key: str, choice: str) -> str:
        """A tick where the choice applies."""
        if self.unread(key):
            return UNSURE
        return TICK if choice in str(self._value(key)) else ""

    def possession(self, choice: str) -> str:
        """A tick for the choice of possession; one choice is part of another's words."""
        found = str(self._value("possession"))
        return UNSURE if self.unread("possession") else TICK if found == choice else ""

    @property
    def contact(self) -> str:
        """Telephone and e-mail."""
        found = [self.text(key) for key in ("phone", "email")]
        return " ".join(dict.fromkeys(filter(None, found)))

    def grouped(self, key: str, groups: Groups) -> str:
        """A text as typed, or its group."""
        return self.text(key) if self.personal else groups.of(str(self._value(key)))

    @property
    def information(self) -> str:
        """What was asked for; else its beginning or its category."""
        whole = squash(str(self._value("information")))
        if self.personal or not whole:
            return self.text("information")
        if self.subject:
            return whole if len(whole) <= self.subject else f"{whole[: self.subject - 1]}…"
        category = self.text("info_category")
        return f"Kategori: {category}" if category else WITHHELD

    @property
    def decision(self) -> str:
        """The decision, or that there is none yet."""
        return self.text("decision") or STILL_OPEN

    @property
    def cost(self) -> str:
        """`Rp 15.000`."""
        value = self._value("cost")
        if pd.isna(value):
            return NOT_READ if self.unread("cost") else ""
        return f"Rp {number(value)}" if value else FREE


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column: how many points wide it is printed, what it says, and how that looks."""

    points: float
    says: Callable[[Requested], str]
    style: Style = "reg_text"


LEAVES: tuple[Leaf, ...] = (
    Leaf(62.0, lambda one: one.text("reg_number")),
    Leaf(40.5, lambda one: one.day("received_on"), "reg_centre"),
    Leaf(56.0, lambda one: one.text("applicant_name")),
    Leaf(56.0, lambda one: one.text("address")),
    Leaf(53.0, lambda one: one.contact),
    Leaf(45.0, lambda one: one.grouped("occupation", OCCUPATIONS)),
    Leaf(84.0, lambda one: one.information),
    Leaf(52.0, lambda one: one.grouped("purpose", PURPOSES)),
    Leaf(22.5, lambda one: one.possession(HELD), "reg_centre"),
    Leaf(24.5, lambda one: one.possession(NOT_HELD), "reg_centre"),
    Leaf(22.0, lambda one: one.possession(UNDOCUMENTED), "reg_centre"),
    Leaf(19.0, lambda one: one.tick("info_form", "Softcopy"), "reg_centre"),
    Leaf(19.0, lambda one: one.tick("info_form", "Hardcopy"), "reg_centre"),
    Leaf(24.0, lambda one: one.tick("request_kind", "Melihat/Mengetahui"), "reg_centre"),
    Leaf(24.0, lambda one: one.tick("request_kind", "Meminta Salinan"), "reg_centre"),
    Leaf(41.5, lambda one: one.decision),
    Leaf(58.0, lambda one: one.text("refusal_ground")),
    Leaf(57.0, lambda one: one.day("notified_on", named=True), "reg_centre"),
    Leaf(45.0, lambda one: one.day("given_on", named=True), "reg_centre"),
    Leaf(38.0, lambda one: one.cost, "reg_right"),
    Leaf(35.0, lambda one: one.text("payment")),
)
_COVERED = Cell(None, "reg_head")


def _head(text: str, span: int = 1, down: int = 1) -> Cell:
    return Cell(text, "reg_head", span=span, down=down)


def _up(text: str) -> Cell:
    return Cell(text, "reg_head_up", down=2)


HEAD: tuple[tuple[Cell, ...], ...] = (
    (
        *(
            _head(text, down=3)
            for text in (
                "No",
                "Tgl",
                "Nama",
                "Alamat",
                "Nomor Kontak",
                "Pekerjaan",
                "Informasi yang diminta",
                "Tujuan Penggunaan Informasi",
            )
        ),
        _head("Status Informasi", 3),
        _head("Bentuk informasi yang dikuasai", 2),
        _head("Jenis permohonan", 2),
        _head("Keputusan", down=3),
        _head("Alasan Penolakan", down=3),
        _head("Hari dan Tanggal", 2),
        _head("Biaya & Cara Pembayaran", 2),
    ),
    (
        *[_COVERED] * 8,
        _head("Di bawah penguasaan", 2),
        _up("Belum didokumentasikan"),
        _up("Softcopy"),
        _up("Hardcopy"),
        _up("Melihat/ Mengetahui"),
        _up("Meminta salinan"),
        *[_COVERED] * 2,
        _head("Pemberitahuan tertulis", down=2),
        _head("Pemberian informasi", down=2),
        _head("Biaya", down=2),
        _head("Cara", down=2),
    ),
    (*[_COVERED] * 8, _head("Ya"), _head("Tidak"), *[_COVERED] * 11),
)
"""The three rows above the columns; cells that a taller one covers are blank."""
HEAD_HEIGHTS = (38.0, 50.0, 16.0)
