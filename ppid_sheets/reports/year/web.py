"""The publication as one page for a website."""

from collections.abc import Iterable, Sequence
from html import escape

from ppid_sheets.common.indonesian import number
from ppid_sheets.reports.publishing import website
from ppid_sheets.reports.year.announced import HEADING, MARK, NIHIL, has_objections
from ppid_sheets.reports.year.publication import NO_REFUSAL, names, parts
from ppid_sheets.reports.year.published import MEAN, Announced, Published, Stated
from ppid_sheets.reports.year.year import Year

_BAR, _GAP, _LEFT, _ROOM = 16, 14, 170, 430
"""Height of a bar, what is free between two groups, and the widths of labels and of bars."""


def page(year: Year) -> str:
    """The page, complete."""
    shown = Published(year)
    return website.page(
        year.settings.office,
        f"Layanan Informasi Publik {year.span.name}",
        year.state,
        (
            _figures(shown),
            *([_chart(shown)] if shown.charted else []),
            *([_months(shown)] if len(shown.months) > 1 else []),
            *([_objections(shown)] if has_objections(year) else []),
        ),
        shown.notes,
    )


def text_of(value: Announced | None, *, mean: bool = False) -> str:
    """A number as Indonesian writes it."""
    if isinstance(value, int | float):
        return number(value, 1 if mean else 0)
    return value or ""


def _figures(shown: Published) -> str:
    heads = names(shown.year)
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    groups = []
    for text, lines in parts(shown.stated):
        rows = "\n".join(_figure(one) for one in lines)
        rows = rows or _row(NO_REFUSAL, [""] * len(heads))
        heading = f'<th scope="rowgroup" colspan="{len(heads) + 1}">{escape(text)}</th>'
        groups.append(f"<tbody>\n{f'<tr>{heading}</tr>' if text else ''}\n{rows}\n</tbody>")
    return (
        "<h2>Angka menurut Pasal 12 UU 14/2008</h2>\n"
        '<div class="scroll"><table>\n'
        f'<thead><tr><th scope="col">Uraian</th>{columns}</tr></thead>\n'
        + "\n".join(groups)
        + "\n</table></div>"
    )


def _figure(one: Stated) -> str:
    values = (one.value,) if one.past is None else (one.value, one.past)
    return _row(one.label or one.name, [text_of(value, mean=one.is_mean) for value in values])


def _row(name: str, values: Iterable[str]) -> str:
    cells = "".join(f"<td>{_cell(value)}</td>" for value in values)
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _cell(value: str) -> str:
    if value == MARK:
        return f'<abbr title="tidak ditampilkan">{MARK}</abbr>'
    return escape(value)


def _months(shown: Published) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("Bulan", *shown.columns))
    rows = "\n".join(
        _row(month.name, _texts(shown, line))
        for month, line in zip(shown.months, shown.table, strict=True)
    )
    last = _row(shown.year.called, _texts(shown, [shown.sums[name] for name in shown.columns]))
    return (
        "<h2>Menurut bulan</h2>\n"
        f'<div class="scroll"><table class="months">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n"
        f"<tfoot>{last}</tfoot>\n</table></div>"
    )


def _objections(shown: Published) -> str:
    """The outcomes of objections; *nihil* without any."""
    if not shown.objections:
        return f"<h2>{HEADING}</h2>\n<p>{NIHIL}.</p>"
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names(shown.year))
    rows = "\n".join(
        _row(
            ("\u2003" if one.part else "") + one.name,
            map(text_of, (one.value,) if one.past is None else (one.value, one.past)),
        )
        for one in shown.objections
    )
    return (
        f'<h2>{HEADING}</h2>\n<div class="scroll"><table>\n'
        f'<thead><tr><th scope="col">Uraian</th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _texts(shown: Published, line: Sequence[Announced]) -> list[str]:
    return [
        text_of(value, mean=name == MEAN) for name, value in zip(shown.columns, line, strict=True)
    ]


def _legend(heads: Sequence[str], height: int) -> str:
    return "".join(
        f'<rect x="{_LEFT + at * 210}" y="{height - 16}" width="12" height="12" '
        f'fill="{_COLOURS[at]}"/>{_label(_LEFT + at * 210 + 18, height - 6, name, "start")}'
        for at, name in enumerate(heads)
    )


def _chart(shown: Published) -> str:
    """Bars of what became of requests; the table above says the same in numbers."""
    charted = shown.charted
    heads = names(shown.year)
    most = max([_whole(v) for one in charted for v in (one.value, one.past)] + [1])
    group = len(heads) * _BAR + _GAP
    drawn = []
    for at, one in enumerate(charted):
        top = 8 + at * group
        middle = top + len(heads) * _BAR / 2 + 4
        drawn.append(_label(_LEFT - 8, middle, one.name, "end"))
        for which, value in enumerate((one.value, one.past)[: len(heads)]):
            drawn.append(_bar(top + which * _BAR, which, _whole(value), most))
    height = 8 + len(charted) * group + 22
    said = "; ".join(
        f"{one.name}: {' dan '.join(text_of(v) for v in (one.value, one.past)[: len(heads)])}"
        for one in charted
    )
    title = f"Pemberian dan penolakan, {' dan '.join(heads)}"
    return (
        f"<h2>{escape(title)}</h2>\n"
        f'<figure style="margin:0"><svg role="img" viewBox="0 0 {_LEFT + _ROOM + 50} {height}" '
        'xmlns="http://www.w3.org/2000/svg" font-family="Arial, sans-serif" font-size="13" '
        'aria-labelledby="judul uraian">'
        f'<title id="judul">{escape(title)}</title><desc id="uraian">{escape(said)}</desc>'
        f"{''.join(drawn)}{_legend(heads, height)}</svg></figure>"
    )


_COLOURS = ("#1f3a5f", "#8fa9c8")


def _whole(value: Announced | None) -> int:
    return value if isinstance(value, int) else 0


def _bar(top: float, which: int, value: int, most: int) -> str:
    wide = round(_ROOM * value / most, 1)
    bar = (
        f'<rect x="{_LEFT}" y="{top}" width="{wide}" height="{_BAR - 2}" fill="{_COLOURS[which]}"/>'
    )
    return bar + _label(_LEFT + wide + 6, top + _BAR - 5, number(value), "start")


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="#1b1f24">{escape(text)}</text>'
