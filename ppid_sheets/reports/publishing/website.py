"""One page for a website with an office's letterhead: no script, nothing fetched from elsewhere."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from ppid_sheets.config import Office
from ppid_sheets.reports.workbook.emblem import emblem
from ppid_sheets.reports.workbook.letterhead import UNIT, office_lines

_STYLE = """
:root { --navy: #1f3a5f; --blue: #8fa9c8; --ink: #1b1f24; --rule: #c9d1db; --pale: #eef2f7; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 52rem; background: #fff; color: var(--ink);
  font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; }
header { text-align: center; border-bottom: 4px double var(--navy); padding-bottom: .75rem;
  position: relative; }
header img { height: 4.5rem; width: auto; }
header p { margin: 0; }
.office { font-weight: bold; font-size: 1.15rem; color: var(--navy); }
h1 { text-align: center; font-size: 1.3rem; margin: 1.25rem 0 .25rem; }
h2 { font-size: 1.05rem; color: var(--navy); margin: 1.75rem 0 .5rem; }
.state { text-align: center; margin: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; padding-bottom: .4rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--rule); text-align: right;
  font-variant-numeric: tabular-nums; }
thead th { background: var(--navy); color: #fff; vertical-align: bottom; }
th[scope=row], thead th:first-child, th[scope=rowgroup] { text-align: left; font-weight: normal; }
thead th:first-child, th[scope=rowgroup] { font-weight: bold; }
th[scope=rowgroup], tfoot th, tfoot td { background: var(--pale); font-weight: bold; }
.months tbody th { white-space: nowrap; }
svg { width: 100%; height: auto; }
footer { margin-top: 1.5rem; font-size: .9rem; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  footer { font-size: 9pt; }
  thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  table, figure { break-inside: avoid; }
}
""".strip()


def page(
    office: Office,
    title: str,
    state: str,
    parts: Iterable[str],
    notes: Iterable[str],
    more: str = "",
) -> str:
    """The page, complete: its `parts` are markup, all else is text; `more` are further styles."""
    body = "\n".join(
        (
            _letterhead(office),
            "<main>",
            f"<h1>{escape(title)}</h1>",
            f'<p class="state">{escape(state)}</p>',
            *parts,
            "</main>",
            "<footer>",
            *(f"<p>{escape(note)}</p>" for note in notes),
            "</footer>",
        )
    )
    styles = "\n".join(filter(None, (_STYLE, more)))
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – {escape(office.name)}</title>\n"
        f"<style>\n{styles}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _letterhead(office: Office) -> str:
    contact = " · ".join(filter(None, (office.address, office.phone and f"Telp. {office.phone}")))
    first, second = office_lines(office.name)
    mark = ""
    if office.logo:
        held = b64encode(emblem(office.logo).content).decode("ascii")
        mark = f'<img alt="Lambang kantor" src="data:image/png;base64,{held}">'
    lines = (("office", first), ("office", second), ("unit", UNIT), ("contact", contact))
    told = "\n".join(f'<p class="{kind}">{escape(text)}</p>' for kind, text in lines if text)
    return f"<header>\n{mark}{told}\n</header>"
