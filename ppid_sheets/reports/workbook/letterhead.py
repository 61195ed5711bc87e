"""The letterhead of an office, and the places where people sign."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ppid_sheets.common import typeface
from ppid_sheets.config import Office, Official
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.reports.workbook.book import Block, Cell, Grid, Picture, Style
from ppid_sheets.reports.workbook.emblem import Emblem, emblem

UNIT = "Pejabat Pengelola Informasi dan Dokumentasi (PPID)"
HEIGHT = 6
"""Rows that a letterhead takes with the empty one below its rule."""
_NO_BREAK = "\u00a0"
_DOTS = "…………………………………"
_BODIES = {
    "kpu": "Komisi Pemilihan Umum",
    "kip": "Komisi Independen Pemilihan",
    "bawaslu": "Badan Pengawas Pemilihan Umum",
    "panwaslih": "Panitia Pengawas Pemilihan",
}
"""Bodies whose letterheads name them in full."""
_PLACE = re.compile(r"\s+(?=(?:kabupaten|kab\.|kota|provinsi|prov\.)\s)", re.IGNORECASE)
_TALL, _WIDE, _GAP = 58.0, 68.0, 8.0
"""Bounds of a printed emblem, and what is left free beside it, in points."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: the line above, the position, the name and what stands below it."""

    above: str
    position: str
    name: str
    below: str = ""


def office_lines(name: str) -> tuple[str, str]:
    """An office's name in two lines: the body in full, then its region; the second may be "".

    `KPU Kabupaten Belitung Timur` is `KOMISI PEMILIHAN UMUM` of `KABUPATEN BELITUNG TIMUR`.
    """
    words = " ".join(name.split())
    first, _, rest = words.partition(" ")
    if full := _BODIES.get(first.casefold()):
        return full.upper(), rest.upper()
    for full in _BODIES.values():
        if words.casefold().startswith(f"{full} ".casefold()):
            return full.upper(), words[len(full) + 1 :].upper()
    body, *region = _PLACE.split(words, 1)
    return body.upper(), "".join(region).upper()


def letterhead(office: Office, widths: Sequence[float]) -> tuple[Block, ...]:
    """Emblem, name in two lines, unit, address and telephone over a double rule.

    `widths` are those of the sheet's columns. Raises SettingsError where the emblem is no PNG.
    """
    mark = emblem(office.logo) if office.logo else None
    scale = min(_TALL / mark.height, _WIDE / mark.width) if mark else 0.0
    room = _room(widths, mark.width * scale if mark else 0.0)
    body, region = office_lines(office.name)
    lines: tuple[tuple[str, Style, float], ...] = (
        (_broken(body, "letter_office", room), "letter_office", 19),
        (_broken(region, "letter_office", room), "letter_office", 19 if region else 1),
        (_broken(UNIT, "letter_unit", room), "letter_unit", 16),
        (_contact(office, room), "letter_contact", 15),
    )
    rows = (
        *((Cell(text or None, style, span=len(widths)),) for text, style, _ in lines),
        (Cell(None, "letter_rule", span=len(widths)),),
    )
    text = Grid(0, 0, rows, (*(height for *_, height in lines), 6))
    return text, *(_picture(mark, scale) if mark else ())


def _contact(office: Office, room: float) -> str:
    """Address and telephone on one line, or below each other where that saves a word's break."""
    phone = office.phone and f"Telp. {office.phone}".replace(" ", _NO_BREAK)
    said = [*filter(None, (office.address, phone))]
    broken = _broken(" · ".join(said), "letter_contact", room)
    apart = "\n".join(_broken(one, "letter_contact", room) for one in said)
    return apart if broken.count("\n") == apart.count("\n") else broken


def _picture(mark: Emblem, scale: float) -> tuple[Picture]:
    return (Picture(0, 0, mark.content, scale, "Lambang kantor", shift=3.0),)


def _room(widths: Sequence[float], mark: float) -> float:
    """Points beside an emblem and as many on the other side, so that lines stay centred."""
    whole = sum(widths) * typeface.POINTS_OF_WIDTH + len(widths) * typeface.POINTS_OF_EDGE
    return whole - 2 * (mark + _GAP if mark else 0.0)


def _broken(text: str, style: Style, room: float) -> str:
    """A text with a line end wherever the next word would leave the room."""
    look = LOOKS[style]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        fits = typeface.width(longer, look.points, bold=look.bold) <= room
        lines = [*lines[:-1], longer] if fits or not lines[-1] else [*lines, word]
    return "\n".join(lines)


def signed_by(official: Official, above: str) -> Signature:
    """The signature of an official; dots where the settings do not name one."""
    nip = f"NIP {official.nip or _DOTS}"
    return Signature(above, official.position, official.name or _DOTS, nip)


def dated_by_hand(city: str) -> str:
    """`Manggar, ……………………`: a place whose day is written in when the paper is signed."""
    return f"{city}, ………………………………"


_LINES: tuple[tuple[Callable[[Signature], str], Style], ...] = (
    (lambda one: one.above, "sign"),
    (lambda one: one.position, "sign"),
    *((lambda _: "", "sign"),) * 3,
    (lambda one: one.name, "sign_name"),
    (lambda one: one.below, "sign"),
)
"""The rows of a signature; three are left for the hand."""


def signatures(row: int, blocks: Sequence[tuple[Signature | None, int]]) -> Grid:
    """Signatures beside each other, each with the number of columns it takes; None leaves a gap."""
    rows = tuple(
        tuple(
            Cell(say(one) or None, style, span=span) if one else Cell(None, "sign", span=span)
            for one, span in blocks
        )
        for say, style in _LINES
    )
    return Grid(row, 0, rows, (14, 14, 11, 11, 11, 14, 14))
