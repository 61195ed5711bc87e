"""The tabs that the job owns, as they are before a run fills them: widths, rules, alignment."""

from collections.abc import Collection, Mapping, Sequence

from ppid_sheets.register.bands import breaks
from ppid_sheets.register.layout import (
    BY_STATUS,
    DAILY,
    DESKS,
    FINDINGS,
    INCOMING,
    LAST_ROW,
    LAST_RUN_ROW,
    MARK,
    OPEN_CELLS,
    PAGES,
    PRINT_FACTS,
    STALE_HOURS,
    STATUS,
)
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Highlight, Style, Tab

PAPER_ROWS = (13, 61)
"""The rows of *Cetak* from the number of a paper to its end; its head stands above."""
TILE_ROW = 3
"""The row of *Layanan Harian* with the counts of the day, their names below."""
_BY_SEVERITY: Sequence[tuple[Style, str]] = (("overdue", "kesalahan"), ("due_soon", "peringatan"))
_DUE: Mapping[str, Style] = {"C": "due_today", "D": "due_soon", "E": "overdue"}
"""The columns of the counts that are lit up where there is something to count."""
_LATE = ("Terlambat", "Temuan kesalahan", "Keberatan terlambat")
_NEAR = ("Jatuh tempo hari ini", "Segera jatuh tempo", "Temuan peringatan")


def pages(optional: Collection[str] = ()) -> tuple[Tab, ...]:
    """The tabs that the job owns, these `optional` ones among them, still empty; each run fills
    them anew.
    """
    soon = "Diisi pada pemeriksaan berikutnya."
    every = (
        Tab(
            DAILY,
            ((DAILY,), (soon,)),
            (20, 12, 19, 13, 11, 36, 7),
            ("title",),
            highlights=(*_worded("F", BY_STATUS), *_tiles()),
            aligned={1: "center", 3: "center", 4: "right", 6: "right"},
        ),
        Tab(
            STATUS,
            ((STATUS,), (soon,)),
            (30, 20, 64),
            ("title",),
            highlights=(
                stale(),
                _counted("overdue", _LATE),
                _counted("due_soon", _NEAR),
                *_worded("A", _BY_SEVERITY),
            ),
            aligned={1: "right"},
        ),
        Tab(
            FINDINGS,
            ((FINDINGS,), (soon,)),
            (18, 7, 17, 19, 11, 35, 31, 17, 12, 6, 7),
            styles=("title", "body", "header"),
            frozen_rows=3,
            highlights=_worded("E", _BY_SEVERITY),
            aligned={1: "right", 8: "center"},
        ),
        incoming([column.width for column in REQUESTS.built]),
        *(_desk(title) for title in DESKS),
        Tab(PRINT_FACTS, ((PRINT_FACTS,), (soon,)), (40, 40, 80), ("title",), hidden=True),
    )
    return tuple(tab for tab in every if tab.title in (*PAGES, *optional))


def incoming(widths: Sequence[int]) -> Tab:
    """The tab of requests that came in, beside a register with columns of these widths."""
    soon = "Diisi pada pemeriksaan berikutnya."
    rows = ((INCOMING,), (soon,))
    return Tab(INCOMING, rows, widths, ("title",), frozen_rows=4, breaks=breaks(widths))


def _desk(title: str) -> Tab:
    """A tab that prints papers, with its two open cells."""
    marks = ("[belum diisi:", "[tidak terbaca:", "[lengkapi", "[belum dapat dihitung")
    found = ",".join(f'ISNUMBER(FIND("{mark}",$A{PAPER_ROWS[0]}))' for mark in marks)
    area = f"A{PAPER_ROWS[0]}:A{PAPER_ROWS[1]}"
    return Tab(
        title,
        ((title,), ("Nomor registrasi",), ("Formulir",), ("Diisi pada pemeriksaan berikutnya.",)),
        (48, 48, 2),
        ("title", "typed", "typed", "body"),
        highlights=(
            Highlight("overdue", "A4:B4", f"AND(LEN($A$4)>0,{MARK})"),
            Highlight("due_soon", area, f"AND(OR({found}),{MARK})"),
        ),
        open=dict.fromkeys(OPEN_CELLS[title], ()),
        hidden_from=3,
        printed_from=PAPER_ROWS[0] - 5,
        printed_to=PAPER_ROWS[1],
    )


def stale() -> Highlight:
    """The rule that turns *Status Pemeriksaan* red by itself when the last run is too long ago."""
    last = f"$B${LAST_RUN_ROW}"
    test = f"AND(ISNUMBER({last}),NOW()-{last}>{STALE_HOURS}/24,{MARK})"
    return Highlight("overdue", f"A1:C{LAST_ROW}", test)


def _worded(column: str, words: Sequence[tuple[Style, str]]) -> tuple[Highlight, ...]:
    """The rules that colour the cells of a page's column that say a word; from the first row on,
    so that no row inserted above the list moves them.
    """
    area = f"{column}1:{column}{LAST_ROW}"
    return tuple(
        Highlight(style, area, f'AND(${column}1="{word}",{MARK})') for style, word in words
    )


def _tiles() -> tuple[Highlight, ...]:
    """The rules that colour the counts of the day which are no zero, with their names."""
    return tuple(
        Highlight(style, f"{column}{TILE_ROW}:{column}{TILE_ROW + 1}", test)
        for column, style in _DUE.items()
        for test in (f"AND(N({column}${TILE_ROW})>0,{MARK})",)
    )


def _counted(style: Style, names: Sequence[str]) -> Highlight:
    """The rule that colours what is counted under these names where it is no zero."""
    row = LAST_RUN_ROW
    named = ",".join(f'$A{row}="{name}"' for name in names)
    return Highlight(style, f"A{row}:B{LAST_ROW}", f"AND(OR({named}),N($B{row})>0,{MARK})")
