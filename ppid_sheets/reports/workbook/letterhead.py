"""The letterhead of an office, and the places where people sign."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ppid_sheets.config import Office, Official
from ppid_sheets.reports.workbook.book import Cell, Grid, Style

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


_LINES: tuple[tuple[Callable[[Signature], str], Style], ...] = (
    (lambda one: one.above, "sign"),
    (lambda one: one.position, "sign"),
    *((lambda _: "", "sign"),) * 3,
    (lambda one: one.name, "sign_name"),
    (lambda one: one.below, "sign"),
)
"""What stands in each row of a signature; three are left for the hand."""


def signatures(row: int, blocks: Sequence[tuple[Signature | None, int]]) -> Grid:
    """Signatures beside each other, each with the number of columns it takes; None leaves a gap."""
    rows = tuple(
        tuple(
            Cell(say(one) or None, style, span=span) if one else Cell(None, "sign", span=span)
            for one, span in blocks
        )
        for say, style in _LINES
    )
    return Grid(row, 0, rows, (15,) * len(rows))
