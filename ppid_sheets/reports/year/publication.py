"""Publikasi: the page for everybody as a workbook: plain values, nothing that was hidden."""

from collections.abc import Sequence
from dataclasses import replace

from ppid_sheets.reports.objections.listed import OBJECTED
from ppid_sheets.reports.workbook.book import Area, Block, Cell, Chart, Grid, Series, Sheet, Style
from ppid_sheets.reports.workbook.letterhead import HEIGHT, letterhead
from ppid_sheets.reports.year.announced import HEADING, NIHIL, has_objections
from ppid_sheets.reports.year.published import MEAN, Announced, Published, Stated
from ppid_sheets.reports.year.year import LINE, Year

SHEET = "Publikasi"
_WIDTHS = (21.0, 10.0, 12.5, 12.5, 12.5, 9.5, 9.5, 9.5)
_SPAN = len(_WIDTHS)
_VALUE = 2
"""Columns that each value of a figure takes; its name has the rest."""
_CHART_ROWS, _CHART_HEIGHT, _CHART_WIDTH = 10, 195, 700
_LETTERS = {
    "a": "Permohonan informasi publik yang diterima",
    "b": "Rata-rata waktu yang diperlukan, dalam hari kerja",
    "c": "Pemberian dan penolakan",
    "d": "Alasan penolakan",
}
_ALONE = ("a", "b")
"""What is one figure only, so that it needs no heading."""


def sheets(year: Year) -> tuple[Sheet, ...]:
    """The page, and one on objections where the office registers them."""
    shown = Published(year)
    return _page(shown), *((_objections(shown),) if has_objections(year) else ())


def _page(shown: Published) -> Sheet:
    year = shown.year
    title = _title(year)
    figures = _figures(shown, title.end)
    row = figures.end + 1 + (_CHART_ROWS if shown.charted else 0)
    months = _months(shown, row)
    below = months.end + 1 if months else row
    blocks: list[Block] = [*letterhead(year.settings.office, _WIDTHS), title, figures]
    blocks += [_chart(shown, figures)] if shown.charted else []
    blocks += [months] if months else []
    blocks.append(_notes(shown, below))
    return Sheet(SHEET, SHEET, _WIDTHS, tuple(blocks), one_page=True, running_head=False)


def _objections(shown: Published) -> Sheet:
    """Values by name beside those of a year before; *nihil* where there are none."""
    year, heads = shown.year, names(shown.year)
    wide = _SPAN - _VALUE * len(heads)
    title = _title(year, HEADING.upper())
    rows: list[tuple[Cell, ...]] = [
        (
            Cell("Pasal 35 sampai dengan 38 UU 14/2008", "head_left", span=wide),
            *(Cell(name, "head_right", span=_VALUE) for name in heads),
        )
    ]
    for one in shown.objections:
        values = (one.value,) if one.past is None else (one.value, one.past)
        name = f"   {one.name}" if one.part else one.name
        rows.append(
            (
                Cell(name, "text", span=wide),
                *(Cell(value, "count", span=_VALUE) for value in values),
            )
        )
    if not shown.objections:
        rows.append((Cell(f"{NIHIL}.", "text", span=_SPAN),))
    figures = Grid(title.end + 1, 0, tuple(rows), (20.0, *[LINE] * (len(rows) - 1)))
    blocks = (*letterhead(year.settings.office, _WIDTHS), title, figures)
    return Sheet(OBJECTED, OBJECTED, _WIDTHS, blocks, one_page=True, running_head=False)


def _title(year: Year, name: str = "LAYANAN INFORMASI PUBLIK") -> Grid:
    texts: tuple[tuple[str, Style, float], ...] = (
        (name, "form_title", 19),
        (year.span.name.upper(), "form_title", 19),
        (year.state, "form_number", 17),
    )
    rows = tuple((Cell(text, style, span=_SPAN),) for text, style, _ in texts)
    return Grid(HEIGHT, 0, rows, tuple(height for *_, height in texts))


def names(year: Year) -> tuple[str, ...]:
    """What the values of now and of a year before are headed by."""
    return (year.covered.short, year.before.short) if year.compared else (year.covered.short,)


def parts(stated: Sequence[Stated]) -> Sequence[tuple[str, Sequence[Stated]]]:
    """The figures by the letter of Art. 12, under what it asks for; "" where a figure says it."""
    found: list[tuple[str, Sequence[Stated]]] = []
    for letter, text in _LETTERS.items():
        called, lines = f"{text} (huruf {letter})", [one for one in stated if one.letter == letter]
        alone = letter in _ALONE
        found.append(("", [replace(lines[0], label=called)]) if alone else (called, lines))
    return found


NO_REFUSAL = "Tidak ada permohonan yang ditolak."


def _figures(shown: Published, row: int) -> Grid:
    heads = names(shown.year)
    wide = _SPAN - _VALUE * len(heads)
    header = (
        Cell("Pasal 12 UU 14/2008", "head_left", span=wide),
        *(Cell(name, "head_right", span=_VALUE) for name in heads),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for text, lines in parts(shown.stated):
        rows += [(Cell(text, "total", span=_SPAN),)] if text else []
        rows += [_line(one, wide) for one in lines]
        if not lines:
            rows.append((Cell(NO_REFUSAL, "text", span=_SPAN),))
    return Grid(row + 1, 0, tuple(rows), (20.0, *[LINE] * (len(rows) - 1)))


def _line(one: Stated, wide: int) -> tuple[Cell, ...]:
    style: Style = "mean" if one.is_mean else "count"
    values = (one.value,) if one.past is None else (one.value, one.past)
    return (
        Cell(one.label or one.name, "text", span=wide),
        *(Cell(value, style, span=_VALUE) for value in values),
    )


def _chart(shown: Published, figures: Grid) -> Chart:
    """The outcomes of requests, now and a year before: nothing by month that could be hidden."""
    heads = names(shown.year)
    wide = _SPAN - _VALUE * len(heads)
    first = next(at for at, row in enumerate(figures.rows) if row[0].value == shown.charted[0].name)
    begin, end = figures.row + first, figures.row + first + len(shown.charted) - 1
    series = tuple(
        Series(
            name,
            Area(SHEET, begin, 0, end, 0),
            Area(SHEET, begin, wide + _VALUE * at, end, wide + _VALUE * at),
        )
        for at, name in enumerate(heads)
    )
    said = "; ".join(f"{one.name} {one.value}" for one in shown.charted)
    alt = f"Grafik batang hasil permohonan, {heads[0]}. {said}"
    return Chart(
        figures.end,
        0,
        _CHART_WIDTH,
        _CHART_HEIGHT,
        "bar",
        f"Pemberian dan penolakan, {heads[0]}",
        series,
        alt,
    )


def _months(shown: Published, row: int) -> Grid | None:
    """Month by month, where there are several."""
    if len(shown.months) < 2:
        return None
    header = (
        Cell("Bulan", "head_left"),
        *(Cell(name, "head_right") for name in shown.columns),
    )
    lines = [
        (
            Cell(month.first, "month"),
            *(_cell(name, value) for name, value in zip(shown.columns, line, strict=True)),
        )
        for month, line in zip(shown.months, shown.table, strict=True)
    ]
    last = (
        Cell(shown.year.called, "total"),
        *(
            Cell(shown.sums[name], "total_mean" if name == MEAN else "total_count")
            for name in shown.columns
        ),
    )
    heights = (42.0 if len(shown.columns) > 1 else 20.0, *[LINE] * (len(lines) + 1))
    return Grid(row, 0, (header, *lines, last), heights)


def _cell(name: str, value: Announced) -> Cell:
    return Cell(value, "mean" if name == MEAN else "count")


def _notes(shown: Published, row: int) -> Grid:
    rows = tuple((Cell(text, "note", span=_SPAN),) for text in shown.notes)
    return Grid(row, 0, rows, (LINE,) * len(rows))
