"""Laporan: the page that is signed, with letterhead, account, flow, what is late, signatures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.reports.month import attention, dispute_sentences, flow
from ppid_sheets.reports.month.narrative import month_in_words
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import REPORT
from ppid_sheets.reports.workbook.book import Area, Block, Cell, Grid, Sheet, Style, WordTones
from ppid_sheets.reports.workbook.identities import ALL_GOOD, VERDICT
from ppid_sheets.reports.workbook.letterhead import (
    HEIGHT,
    dated_by_hand,
    letterhead,
    signatures,
    signed_by,
)
from ppid_sheets.reports.workbook.paging import fits

_GAP = 7.0
_HEADING: Style = "paper_heading"
_AIR = (9.0, 6.0, 3.0, 0.0)
"""Points above a heading, the most first."""
_STATE_ROW = HEIGHT + 2
_ISSUE_ROW = _STATE_ROW + 1
_ACCOUNT_ROW = _ISSUE_ROW + 3
FINAL, RUNNING, WRONG = (
    "Status laporan: FINAL",
    "Status laporan: SEMENTARA, bulan masih berjalan",
    "Status laporan: BELUM FINAL, ada selisih pada lembar Pemeriksaan; jangan ditandatangani",
)
_NUMBER = "Nomor: ………………………………………"


def sheet(report: Report) -> Sheet:
    """The sheet: airy where there is room, with as many of the overdue as leave it one page."""
    for most in range(attention.MOST, -1, -1):
        page = _page(report, most)
        for air in _AIR:
            airy = _aired(page, air)
            if fits(airy, report.settings.paper):
                return airy
    return page


def _aired(page: Sheet, air: float) -> Sheet:
    """The page with so many points more above each of its headings."""
    return replace(page, blocks=tuple(_heading_aired(block, air) for block in page.blocks))


def _heading_aired(block: Block, air: float) -> Block:
    if not isinstance(block, Grid) or not any(block.rows) or block.rows[0][0].style != _HEADING:
        return block
    first, *others = block.heights
    return replace(block, heights=((first or 0.0) + air, *others))


def issued(page: Sheet, number: int, replaced: date, changed: bool) -> Sheet:
    """The sheet of a later issue, which says on its first page which one it replaces."""
    why = "lihat Perubahan" if changed else "angka sama dengan terbitan 1"
    said = f"Terbitan {number}, menggantikan terbitan tanggal {long_date(replaced)}, {why}"
    blocks = (
        _issue(said) if isinstance(block, Grid) and block.row == _ISSUE_ROW else block
        for block in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def _page(report: Report, most: int) -> Sheet:
    late = attention.grid(report, most)
    objections = _objections(report, late.end)
    follow_up = attention.by_hand(objections.end)
    return Sheet(
        REPORT,
        REPORT,
        flow.WIDTHS,
        (
            *report.once(_letterhead),
            _title(report),
            _issue(""),
            _addressee(report),
            report.once(_account),
            report.once(flow.grid),
            late,
            objections,
            follow_up,
            *(Grid(row, 0, ((),), (_GAP,)) for row in (HEIGHT - 1, _ACCOUNT_ROW - 1)),
            Grid(follow_up.end, 0, ((),), (_GAP,)),
            *_signing(report, follow_up.end + 1),
            WordTones(
                Area(REPORT, _STATE_ROW, 0, _STATE_ROW, 0), ((WRONG, "bad"), (RUNNING, "warn"))
            ),
        ),
        one_page=True,
        running_head=False,
        side=0.4,
    )


def _objections(report: Report, row: int) -> Grid:
    told = dispute_sentences.line(report, "paper_text", flow.SPAN)
    return Grid(row, 0, ((told,),), (flow.LINE,))


def _letterhead(report: Report) -> tuple[Block, ...]:
    return letterhead(report.settings.office, flow.WIDTHS)


def _centred(text: str, style: Style = "form_number", formula: str = "") -> tuple[Cell, ...]:
    return (Cell(text, style, formula, flow.SPAN),)


def _title(report: Report) -> Grid:
    state = FINAL if report.period.closed else RUNNING
    said = state if report.verdict == ALL_GOOD else WRONG
    rows = (
        _centred("LAPORAN BULANAN PELAYANAN INFORMASI PUBLIK", "form_title"),
        _centred(f"Periode {report.month}, keadaan per {long_date(report.period.as_of)}"),
        _centred(said, formula=f'=IF({VERDICT}="{ALL_GOOD}","{state}","{WRONG}")'),
    )
    return Grid(HEIGHT, 0, rows, (18, 14, 14))


def _issue(said: str) -> Grid:
    return Grid(_ISSUE_ROW, 0, (_centred(said),), (13 if said else 6,))


def _addressee(report: Report) -> Grid:
    """Step 8 of the SOP: the Kasubag reports to the Sekretaris; the number is written by hand."""
    office, position = report.settings.office, report.settings.office.sekretaris.position
    whole = office.name if office.name.casefold() not in position.casefold() else ""
    said = f"Yth. {' '.join(filter(None, (position, whole)))}"
    row = (Cell(said, "paper_text", span=6), Cell(_NUMBER, "paper_text", span=flow.SPAN - 6))
    return Grid(_ISSUE_ROW + 1, 0, (row,), (16,))


def _account(report: Report) -> Grid:
    """The month in sentences."""
    words = month_in_words(report).cell("paragraph", flow.SPAN)
    return Grid(_ACCOUNT_ROW, 0, ((words,),), (flow.LINE,))


def _signing(report: Report, row: int) -> Iterator[Block]:
    """Both signatures, or why there are none yet."""
    office = report.settings.office
    if not report.period.closed or report.verdict != ALL_GOOD:
        said = "Laporan ini belum final dan tidak untuk ditandatangani."
        yield Grid(row, 0, ((Cell(said, "paper_note", span=flow.SPAN),),), (14,))
        return
    left = signed_by(office.sekretaris, "Mengetahui,")
    right = signed_by(office.kasubag, dated_by_hand(office.city))
    yield signatures(row, ((left, 4), (right, flow.SPAN - 4)))
