"""Part F of the annual paper: objections and disputes, counted or to be filled in."""

from collections.abc import Iterator, Sequence

from ppid_sheets.reports.workbook.book import Cell, Grid
from ppid_sheets.reports.year.objected import ANSWERED, DISPUTED, RECEIVED, RULED, counts
from ppid_sheets.reports.year.typed_in import Typed
from ppid_sheets.reports.year.year import LINE, Year

NIHIL = "Isi “nihil” bila tidak ada."
FROM_TAB = "Dihitung dari register keberatan."
_SETTLED = "Sengketa yang selesai (mediasi, putusan)"
BY_HAND = (RECEIVED, ANSWERED, DISPUTED, _SETTLED)
"""What is filled in where the office keeps no register of objections."""
_FORMER = {RULED: _SETTLED}
"""What people typed beside a line that has another name where it is counted."""


def labels(year: Year) -> Sequence[str]:
    """What people may have typed beside."""
    return (*BY_HAND, *(one.name for one in counts(year)))


def part_f(year: Year, said: Typed, row: int, span: int) -> Grid:
    """The part in its place; *nihil* where a register has nothing."""
    lines = tuple(_lines(year, said, span - 2))
    rows = (
        (Cell("F. Keberatan dan Sengketa Informasi", "form_heading", span=span),),
        (
            Cell("Uraian", "head_left"),
            Cell("Jumlah", "head_right"),
            Cell("Keterangan", "head_left", span=span - 2),
        ),
        *lines,
        (Cell(_note(year), "note", span=span),),
    )
    high = LINE if year.has_objections else 21.0
    return Grid(row, 0, rows, (20.0, 20.0, *[high] * len(lines), LINE))


def _lines(year: Year, said: Typed, span: int) -> Iterator[tuple[Cell, ...]]:
    """Label, number and remark."""

    def beside(name: str, at: int) -> str | None:
        typed = said.beside.get(name) or said.beside.get(_FORMER.get(name, ""), ())
        return typed[at] or None if at < len(typed) else None

    for one in counts(year):
        name = f"   {one.name}" if one.part else one.name
        yield (
            Cell(name, "text_wrapped"),
            one.now.cell("count"),
            Cell(beside(one.name, 1), "text_wrapped", span=span),
        )
    if not year.has_objections:
        nothing = "nihil" if year.objections and not year.objections.trouble else None
        for name in BY_HAND:
            yield (
                Cell(name, "text"),
                Cell(nothing or beside(name, 0), "count"),
                Cell(beside(name, 1), "text_wrapped", span=span),
            )


def _note(year: Year) -> str:
    known = year.objections
    if known is None:
        return NIHIL
    if known.trouble:
        return f"Register keberatan tidak terbaca: {known.trouble}"
    rows = ", ".join(map(str, known.left_out[:12]))
    lacking = f" Tanpa tanggal yang terbaca, tidak dihitung: baris {rows}." if rows else ""
    return f"{FROM_TAB}{lacking}"
