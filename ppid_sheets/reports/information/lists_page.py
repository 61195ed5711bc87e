"""Both lists as one page for the office's website."""

from collections.abc import Sequence
from html import escape

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Office
from ppid_sheets.reports.information.shown import ShownList
from ppid_sheets.reports.publishing import website

_STYLE = """
body { max-width: 80rem; }
th, td { text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
@media print { @page { size: A4 landscape; margin: 12mm; } table { break-inside: auto; }
  tr { break-inside: avoid; } body { font-size: 9pt; } }
""".strip()
_BASIS = (
    "Dasar: Pasal 9 sampai dengan 11, 17 dan 19 UU 14/2008 tentang Keterbukaan Informasi Publik; "
    "Peraturan Komisi Informasi 1/2021."
)


def page(lists: Sequence[ShownList], office: Office) -> str:
    """The page, complete; there is at least one list."""
    titles = " dan ".join(one.schema.title for one in lists)
    state = f"Keadaan per {long_date(lists[0].as_of)}"
    return website.page(office, titles, state, map(_part, lists), (_BASIS,), _STYLE)


def _part(one: ShownList) -> str:
    heading = f"<h2>{escape(one.schema.title)}</h2>\n<p>{escape(one.state)}</p>"
    if not one.rows:
        return heading
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in one.heads)
    rows = "\n".join(_row(texts) for texts in one.rows)
    return (
        f'{heading}\n<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(texts: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>"
