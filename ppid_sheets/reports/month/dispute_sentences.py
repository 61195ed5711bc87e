"""The line on objections and disputes of the page to sign, whose numbers are read from cells."""

from ppid_sheets.reports.month import objected, objection_flow
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.workbook.book import Cell, Style
from ppid_sheets.reports.workbook.phrase import SILENCE, Phrase, compare, counted, words
from ppid_sheets.reports.workbook.tally import Number

_ABOUT = "Keberatan dan sengketa informasi: "
_NOTHING = "nihil"


def line(report: Report, style: Style, span: int) -> Cell:
    """What came, was answered, is left and in dispute; *nihil* where there is none."""
    if report.objections is None:
        return Cell(f"{_ABOUT}{_NOTHING} (register ini tanpa tab Keberatan).", style, span=span)
    if report.objections.trouble:
        return Cell(f"{_ABOUT}tidak dapat dihitung. {report.objections.trouble}", style, span=span)
    if not report.has_objections:
        return Cell(f"{_ABOUT}{_NOTHING}.", style, span=span)
    return (words(_ABOUT) + _told(report)).cell(style, span)


def _told(report: Report) -> Phrase:
    grounds, _, lately, _ = report.once(objected.layout)
    opening, received, wholly, partly, refused, others, left, late = map(
        grounds.foot, range(objection_flow.OPENING, objection_flow.OVERDUE_ONES + 1)
    )
    before, came, ruled, after = (
        lately.number(0, at)
        for at in (
            objection_flow.DISPUTED_BEFORE,
            objection_flow.DISPUTED,
            objection_flow.RULED,
            objection_flow.DISPUTED_AFTER,
        )
    )
    every = opening + received + before + came
    answered = wholly + partly + refused
    answered = answered.at(f"({answered.formula})")
    some = (
        words("sisa lalu ")
        + counted(opening)
        + words(", diterima ")
        + counted(received)
        + words(", ditanggapi ")
        + counted(answered)
        + compare(answered, "=", 0).choose(SILENCE, _rulings(wholly, partly, refused))
        + words(", dicabut ")
        + counted(others)
        + words(", sisa ")
        + counted(left)
        + compare(left, "=", 0).choose(SILENCE, words(" (terlambat ") + counted(late) + words(")"))
        + _disputes(came, ruled, after)
    )
    nothing = compare(every, "=", 0).choose(words(f"{_NOTHING}."), some)
    return nothing + words(_uncounted(report))


def _disputes(came: Number, ruled: Number, left: Number) -> Phrase:
    return (
        words("; ke Komisi Informasi ")
        + counted(came)
        + words(", diputus ")
        + counted(ruled)
        + words(", belum diputus ")
        + counted(left)
        + words(".")
    )


def _rulings(wholly: Number, partly: Number, refused: Number) -> Phrase:
    return (
        words(" (diterima seluruhnya ")
        + counted(wholly)
        + words(", sebagian ")
        + counted(partly)
        + words(", ditolak ")
        + counted(refused)
        + words(")")
    )


def _uncounted(report: Report) -> str:
    left_out = len(report.objections.left_out) if report.objections else 0
    return f" {left_out} keberatan tanpa tanggal tidak dihitung." if left_out else ""
