"""The letterhead of an office, and the places where people sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppid_sheets.config import Office, Official
from ppid_sheets.reports.book import Cell, Grid

UNIT = "Pejabat Pengelola Informasi dan Dokumentasi (PPID)"
HEIGHT = 4
"""Rows that a letterhead takes with the empty one below its rule."""
_DOTS = "…………………………………"


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: the line above, the position, the name and what stands below it."""

    above: str
    position: str
    name: str
    below: str = ""


def letterhead(office: Office, span: int) -> Grid:
    """The office's name, unit, address and telephone over a double rule, `span` columns wide."""
    contact = " · ".join(filter(None, (office.address, office.phone and f"Telp. {office.phone}")))
    rows = (
        (Cell(office.name.upper(), "letter_office", span=span),),
        (Cell(UNIT, "letter_unit", span=span),),
        (Cell(contact, "letter_contact", span=span),),
        (Cell(None, "letter_rule", span=span),),
    )
    return Grid(0, 0, rows, (22, 17, 17, 6))


def signed_by(official: Official, above: str) -> Signature:
    """The signature of an official; dots where the settings do not name one."""
    nip = f"NIP {official.nip or _DOTS}"
    return Signature(above, official.position, official.name or _DOTS, nip)


def signatures(row: int, blocks: Sequence[tuple[Signature | None, int]]) -> Grid:
    """Signatures beside each other, each with the number of columns it takes; None leaves a gap."""

    def line(text: str, style: str) -> tuple[Cell, ...]:
        return tuple(
            Cell(getattr(block, text) if block else None, style, span=span)  # type: ignore[arg-type]
            for block, span in blocks
        )

    rows = (
        line("above", "sign"),
        line("position", "sign"),
        *(tuple(Cell(None, "sign", span=span) for _, span in blocks),) * 3,
        line("name", "sign_name"),
        line("below", "sign"),
    )
    return Grid(row, 0, rows, (15,) * len(rows))
