"""The line on objections and disputes of the page to sign, whose numbers are read from cells."""

from ppid_sheets.reports.month import objected, objection_flow
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.workbook.book import Cell, Style
from ppid_sheets.reports.workbook.phrase import SILENCE, Phrase, compare, sentence, words

_ABOUT = "Keberatan dan sengketa informasi: "
_NOTHING = "nihil"


def line(report: Report, style: Style, span: int) -> Cell:
    """Objections received, answered, left and in dispute; *nihil* without any."""
    if report.objections is None:
        return Cell(f"{_ABOUT}{_NOTHING} (register ini tanpa tab Keberatan).", style, span=span)
    if report.objections.trouble:
        return Cell(f"{_ABOUT}tidak dapat dihitung. {report.objections.trouble}", style, span=span)
    if not report.has_objections:
        return Cell(f"{_ABOUT}{_NOTHING}.", style, span=span)
    return (words(_ABOUT) + _counts(report)).cell(style, span)


def _counts(report: Report) -> Phrase:
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
    ruling = sentence(" (diterima seluruhnya {}, sebagian {}, ditolak {})", wholly, partly, refused)
    some = sentence(
        "sisa lalu {}, diterima {}, ditanggapi {}{}, dicabut {}, sisa {}{}"
        "; ke Komisi Informasi {}, diputus {}, belum diputus {}.",
        opening,
        received,
        answered,
        compare(answered, "=", 0).choose(SILENCE, ruling),
        others,
        left,
        compare(left, "=", 0).choose(SILENCE, sentence(" (terlambat {})", late)),
        came,
        ruled,
        after,
    )
    nothing = compare(every, "=", 0).choose(words(f"{_NOTHING}."), some)
    return nothing + words(_uncounted(report))


def _uncounted(report: Report) -> str:
    left_out = len(report.objections.left_out) if report.objections else 0
    return f" {left_out} keberatan tanpa tanggal tidak dihitung." if left_out else ""
