"""What people typed into an annual report that lies there already: it goes into the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from ppid_sheets.reports.year.year import REPORT

NUMBER, BASIS = "Nomor:", "Dasar: "
"""How the lines begin that the program writes itself."""
ENDS = ABOVE, RUNNING = (
    "Mengetahui,",
    "Laporan sementara: ditandatangani sesudah masa laporan berakhir.",
)
"""The texts below the last lines: signatures, or why there are none."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Lines below each heading by its letter; the cells right of a label; the paper's number."""

    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    number: str = ""


def typed(content: bytes, open_parts: Mapping[str, str], labels: Sequence[str]) -> Typed:
    """What people typed into a report, nothing where it is no such report.

    `open_parts` are the headings with lines below them, by letter; `labels` have cells beside them.
    """
    lines: dict[str, list[str]] = {}
    beside: dict[str, Sequence[str]] = {}
    letter, number = "", ""
    titles = {title: name for name, title in open_parts.items()}
    for first, *others in _rows(content):
        text = _text(first)
        if text in ENDS:
            letter = ""
        elif text.startswith(NUMBER):
            number = text
        elif text[1:3] == ". " and text[:1].isupper() and text[:1] <= "H":
            letter = titles.get(text, "")
        elif text in labels:
            beside[text] = [_text(other) for other in others]
        elif letter and text and not text.startswith(BASIS):
            lines.setdefault(letter, []).append(text)
    return Typed(lines, beside, number)


def _rows(content: bytes) -> Sequence[Sequence[object]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        if REPORT not in workbook.sheet_names:
            return ()
        return workbook.get_sheet_by_name(REPORT).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError):
        return ()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
