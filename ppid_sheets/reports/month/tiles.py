"""The tiles of Ringkasan: the month's figures in big digits, each with what it was before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ppid_sheets.common.indonesian import short_date
from ppid_sheets.deadlines.clock import ON_TIME
from ppid_sheets.reports.month import service, terms
from ppid_sheets.reports.month.figure import (
    Figure,
    Rows,
    Term,
    meeting,
    open_before,
    same,
    says,
    within,
)
from ppid_sheets.reports.month.report import Report, cell_of
from ppid_sheets.reports.month.sheet_names import SUMMARY
from ppid_sheets.reports.month.shown import Shown
from ppid_sheets.reports.rows import STILL_OPEN
from ppid_sheets.reports.workbook.book import Cell, Grid, Style
from ppid_sheets.reports.workbook.identities import Side, side
from ppid_sheets.reports.workbook.tally import Number

_TILE, _IN_ROW = 3, 4
"""Columns that a tile covers, and tiles beside each other."""
_TILE_ROW, _TILE_HEIGHTS = 6, (16.0, 28.0, 14.0, 13.0, 14.0)


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in big digits with a note below, and what it was a month and a year before.

    `quoted` is the column of Waktu Layanan that has the three numbers, where they are not counted
    here; `again` what the register itself counts, `called` what Pemeriksaan says of the figure.
    """

    figure: Figure
    note: Callable[[Report], Cell]
    label: Callable[[Report], str] | None = None
    kind: Literal["count", "share", "mean"] = "count"
    called: str = ""
    again: Callable[[Report], int] | None = None
    quoted: int | None = None


def tile_note(text: str, formula: str = "") -> Cell:
    """The line below a big figure."""
    return Cell(text, "tile_note", formula, _TILE)


def _day(day: date) -> str:
    return f"{short_date(day)} {day.year}"


def _judged(report: Report) -> Cell:
    """How many of those that are judged were on time."""
    overall, flow = report.once(service.layout).overall, report.figures.current
    on_time = "+".join(overall.number(0, column).formula for column in service.IN_TIME)
    judged = overall.number(0, service.NUMBER).formula
    return tile_note(
        f"{flow.on_time} dari {flow.judged} dinilai", f'={on_time}&" dari "&{judged}&" dinilai"'
    )


def _of_month(report: Report) -> Cell:
    return tile_note(f"1–{_day(report.period.as_of)}")


def _at_end(report: Report) -> Cell:
    return tile_note(f"per {_day(report.period.as_of)}")


def _in_days(_: Report) -> Cell:
    return tile_note("hari kerja")


def _label_of_rest(report: Report) -> str:
    return "Sisa akhir bulan" if report.period.closed else "Sisa sampai kini"


_DONE = within("finished_on")
_OPEN = Rows(
    lambda times: (
        open_before(lambda t: t.after) if times.back else says("decision", STILL_OPEN)
    ).parts(times)
)


def figure(name: str, rows: Rows, *words: Term) -> Figure:
    """A figure of Ringkasan."""
    return Figure(SUMMARY, name, (*words, terms.OTHER_MONTHS), rows)


TILES: tuple[Tile, ...] = (
    Tile(
        figure("Sisa bulan lalu", open_before(lambda t: t.first), terms.OPENING),
        lambda report: tile_note(f"per {_day(report.before.last)}"),
    ),
    Tile(
        figure("Diterima", within("received_on"), terms.RECEIVED),
        _of_month,
        called="Permohonan diterima",
        again=lambda report: report.figures.registered,
    ),
    Tile(
        figure("Selesai", _DONE, terms.FINISHED),
        _of_month,
        called="Permohonan selesai",
        again=lambda report: report.figures.current.finished,
    ),
    Tile(
        figure("Sisa", _OPEN, terms.REMAINING),
        _at_end,
        _label_of_rest,
        called="Sisa pada akhir periode",
        again=lambda report: report.figures.current.remaining,
    ),
    Tile(
        figure("Selesai tepat waktu", _DONE & says("status", ON_TIME), terms.ON_TIME),
        _judged,
        lambda _: "Tepat waktu",
        "share",
        quoted=service.RATE,
    ),
    Tile(
        figure("Terlambat", meeting(lambda times: (times.overdue,)), terms.OVERDUE),
        lambda _: tile_note("masih terbuka"),
        called="Terlambat dan masih terbuka",
        again=lambda report: report.figures.current.overdue,
    ),
    Tile(
        replace(
            figure("Rata-rata waktu layanan (hari kerja)", _DONE, terms.SERVICE),
            statistic="AVERAGE",
        ),
        _in_days,
        lambda _: "Rata-rata waktu layanan",
        "mean",
        quoted=service.MEAN,
    ),
    Tile(
        replace(figure("Median layanan (hari kerja)", _DONE, terms.SERVICE), statistic="MEDIAN"),
        _in_days,
        lambda _: "Median layanan",
        "mean",
        quoted=service.MEDIAN,
    ),
)
OPENING, RECEIVED, FINISHED, REMAINING, OVERDUE = 0, 1, 2, 3, 5
"""Positions of the tiles that other sheets read."""


def shown(report: Report) -> tuple[Shown, ...]:
    """The figures of the tiles, three a tile: of this month, the month before, a year ago."""
    return tuple(one for at, tile in enumerate(TILES) for one in _three(report, at, tile))


def _three(report: Report, at: int, tile: Tile) -> Iterable[Shown]:
    row, col = _TILE_ROW + at // _IN_ROW * (len(_TILE_HEIGHTS) + 1), at % _IN_ROW * _TILE
    seen = (
        (same, "", row + 1, col),
        (lambda times: times.last_month, report.before.name, row + 3, col + 2),
        (lambda times: times.year_ago, report.year_ago.name, row + 4, col + 2),
    )
    for line, (times, when, at_row, at_col) in enumerate(seen):
        name = ", ".join(filter(None, (tile.figure.name, when)))
        one = replace(tile.figure, name=name, seen=times)
        yield Shown(
            one,
            _number(report, tile, one, line),
            cell_of(SUMMARY, at_row, at_col),
            not when and tile.quoted is None,
            tile.called,
            tile.again(report) if tile.again else None,
        )


def _number(report: Report, tile: Tile, one: Figure, line: int) -> Number:
    if tile.quoted is not None:
        return report.once(service.layout).overall.number(line, tile.quoted)
    return one.number(report.tally, report.times)


def tile(report: Report, at: int, back: int = 0) -> Number:
    """A number of a tile, read from its cell: of this month, with `back` 1 of the one before."""
    one = report.once(shown)[3 * at + back]
    return one.number.at(one.place)


def side_of(report: Report, at: int) -> Side:
    """A tile as a side of an identity."""
    return side(TILES[at].called or TILES[at].figure.name, tile(report, at))


def _tile_lines(report: Report, at: int, tile: Tile) -> tuple[tuple[Cell, ...], ...]:
    now, before, year_ago = (one.number for one in report.once(shown)[3 * at : 3 * at + 3])
    styles: Mapping[str, tuple[Style, Style]] = {
        "count": ("tile_count", "tile_before_count"),
        "share": ("tile_share", "tile_before_share"),
        "mean": ("tile_mean", "tile_before_mean"),
    }
    big, small = styles[tile.kind]
    label = tile.label(report) if tile.label else tile.figure.name
    return (
        (Cell(label, "tile_name", span=_TILE),),
        (now.cell(big, _TILE),),
        (tile.note(report),),
        (Cell(f"{report.before.short_name}:", "tile_before", span=2), before.cell(small)),
        (Cell(f"{report.year_ago.short_name}:", "tile_before", span=2), year_ago.cell(small)),
    )


def grids(report: Report) -> Iterable[Grid]:
    """The tiles as cells, four beside each other."""
    for first in range(0, len(TILES), _IN_ROW):
        tiles = enumerate(TILES[first : first + _IN_ROW], first)
        lines = zip(*(_tile_lines(report, at, tile) for at, tile in tiles), strict=True)
        rows = tuple(tuple(cell for part in line for cell in part) for line in lines)
        row = _TILE_ROW + first // _IN_ROW * (len(_TILE_HEIGHTS) + 1)
        yield Grid(row, 0, rows, _TILE_HEIGHTS)


def first() -> int:
    """The row of the first tiles."""
    return _TILE_ROW


def end() -> int:
    """The first free row below the tiles."""
    return _TILE_ROW + -(-len(TILES) // _IN_ROW) * (len(_TILE_HEIGHTS) + 1)
