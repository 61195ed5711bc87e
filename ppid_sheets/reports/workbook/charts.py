"""Draws a described chart with the workbook and worksheet of XlsxWriter that it is given."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

from ppid_sheets.register import looks
from ppid_sheets.register.layout import FONT
from ppid_sheets.reports.workbook.book import Chart, Series

BLUE, GREY, INK, NAVY, RULE, WHITE = (
    f"#{colour}"
    for colour in (looks.BLUE, looks.GREY, looks.INK, looks.NAVY, looks.RULE, looks.WHITE)
)
PALETTE = (
    (NAVY, WHITE),
    (BLUE, INK),
    ("#9B1C1C", WHITE),
    ("#C9A66B", INK),
    ("#55684A", WHITE),
    ("#D9DEE5", INK),
    (GREY, WHITE),
)
"""The colour of each series, and that of the numbers that stand upon it."""
_LEVEL = 0.5
"""XlsxWriter takes 0 degrees for no wish at all, and writes what is less than one as 0."""
_LIMIT_COLOURS = ("#B08D57", "#9B1C1C")


def insert(workbook: Any, worksheet: Any, chart: Chart) -> int:
    """Draw a chart into a worksheet; negative where XlsxWriter refused it."""
    kind = {"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})}
    drawn = workbook.add_chart(kind)
    for series, (colour, upon) in zip(chart.series, cycle(PALETTE), strict=False):
        drawn.add_series(_bars(chart, series, colour, upon))
    if chart.limits:
        drawn.combine(_limits(workbook, chart.limits))
    drawn.set_title({"name": chart.title, "name_font": _font(10, bold=True), "overlay": False})
    _set_axes(drawn, chart)
    if len(chart.series) + len(chart.limits) > 1:
        drawn.set_legend({"position": "bottom", "font": _font(9)})
    else:
        drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"color": RULE}, "fill": {"color": WHITE}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    place = {"description": chart.alt, "object_position": 1, "x_offset": 12, "y_offset": 2}
    code: int = worksheet.insert_chart(chart.row, chart.col, drawn, place)
    return code


def _bars(chart: Chart, series: Series, colour: str, upon: str) -> Mapping[str, Any]:
    """A series of bars in a colour, their numbers in the one that is read `upon` it."""
    stacked = {"color": upon, "bold": True} if chart.stacked else {}
    labels = {"value": True, "font": {**_font(9), **stacked}, "num_format": "#,##0;;"}
    return {
        **_series(series),
        "fill": {"color": colour},
        "border": {"color": WHITE, "width": 0.75},
        "gap": 40,
        "overlap": 100 if chart.stacked else 0,
        **({"data_labels": labels} if chart.labels else {}),
    }


def _series(series: Series) -> Mapping[str, Any]:
    return {
        "name": _name(series.name),
        "categories": f"={series.categories}",
        "values": f"={series.values}",
    }


def _name(text: str) -> str:
    """A name that stays a text: XlsxWriter takes what begins with "=" for a formula."""
    return f" {text}" if text.startswith("=") else text


def _limits(workbook: Any, limits: Sequence[Series]) -> Any:
    """Points with an error bar down to the axis: the one upright line that all programs draw."""
    drawn = workbook.add_chart({"type": "line"})
    for series, colour in zip(limits, cycle(_LIMIT_COLOURS), strict=False):
        stem = {"color": colour, "width": 1.75, "dash_type": "dash"}
        drawn.add_series(
            {
                **_series(series),
                "line": {"color": colour, "width": 1.75, "dash_type": "dash"},
                "marker": {
                    "type": "diamond",
                    "size": 5,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
                "y_error_bars": {
                    "type": "percentage",
                    "value": 100,
                    "direction": "minus",
                    "end_style": 0,
                    "line": stem,
                },
            }
        )
    return drawn


def _set_axes(drawn: Any, chart: Chart) -> None:
    """Labels along one axis; XlsxWriter calls the lower one of a bar chart its x axis too."""
    labels = {"num_font": _font(9), "line": {"color": RULE}, "major_tick_mark": "none"}
    grid = {"visible": True, "line": {"color": "#E3E8EE"}}
    values = {"num_font": _font(9), "line": {"none": True}, "num_format": "#,##0", "min": 0}
    if chart.kind == "bar":
        drawn.set_y_axis({**labels, "reverse": True, "major_gridlines": {"visible": False}})
        drawn.set_x_axis({**values, "visible": False, "major_gridlines": {"visible": False}})
    else:
        turned = {**_font(9), "rotation": _LEVEL if chart.limits else -45}
        months = {"text_axis": True, "num_format": "[$-421]mmm yy", "num_font": turned}
        drawn.set_x_axis({**labels, **months})
        drawn.set_y_axis({**values, "major_gridlines": grid})


def _font(size: float, bold: bool = False) -> Mapping[str, Any]:
    return {"name": FONT, "size": size, "bold": bold, "color": INK}
