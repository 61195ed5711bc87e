"""What is refused, and in which words: frozen lines, merges, charts, sizes."""

from collections.abc import Callable

from ppid_sheets.stores.google.structure import Json
from tests.live.asking import Question, outcome, words
from tests.live.scratch import COLUMNS, ROWS, Scratch, by_tag, lines

CELL = 50_000
"""Characters that a cell holds."""


def _refused(*requests: Callable[[int], Json]) -> Callable[[Scratch], str]:
    """What becomes of the last of some requests on a new tab; those before it are carried out."""

    def ask(scratch: Scratch) -> str:
        sheet = scratch.tab(("a", "b"), ("c", "d"))
        *before, last = (request(sheet) for request in requests)
        if before:
            scratch.batch(*before)
        return words(lambda: scratch.batch(last))

    return ask


def _new_frozen(sheet: int) -> Json:
    grid = {"rowCount": 3, "columnCount": 2, "frozenRowCount": 3}
    return {"addSheet": {"properties": {"title": "Beku", "gridProperties": grid}}}


def _freeze(sheet: int) -> Json:
    properties = {"sheetId": sheet, "gridProperties": {"frozenColumnCount": 1}}
    fields = "gridProperties.frozenColumnCount"
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _merge(sheet: int) -> Json:
    span = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0}
    return {"mergeCells": {"range": {**span, "endColumnIndex": 2}, "mergeType": "MERGE_ALL"}}


def _grow(sheet: int) -> Json:
    length = 10_000_000 // COLUMNS
    return {"appendDimension": {"sheetId": sheet, "dimension": "ROWS", "length": length}}


def _beyond(sheet: int) -> Json:
    span = {"sheetId": sheet, "endRowIndex": ROWS + 50, "endColumnIndex": 1}
    look = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    return {"repeatCell": {"range": span, "cell": look, "fields": "userEnteredFormat.textFormat"}}


def _inherited(scratch: Scratch) -> str:
    sheet = scratch.tab(("a", "b"))
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    span = {"sheetId": sheet, "startColumnIndex": 1, "endColumnIndex": 2}
    fields = "userEnteredFormat.textFormat"
    scratch.batch({"repeatCell": {"range": span, "cell": bold, "fields": fields}})
    new = {"range": lines(sheet, "COLUMNS", 1), "inheritFromBefore": False}
    scratch.batch({"insertDimension": new})
    mask = f"sheets(data(rowData(values({fields}(bold)))))"
    (found,) = scratch.look(mask)["sheets"]
    cells = found["data"][0].get("rowData", [{}])[0].get("values", [])
    return "the next column's" if len(cells) > 1 and cells[1] else "none"


def _chart(scratch: Scratch) -> tuple[int, Json]:
    """A tab with cells, and the properties of one that is a chart."""
    sheet = scratch.tab(("a", 1), ("b", 2))
    source = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 1}
    series = {"series": {"sourceRange": {"sources": [{**source, "endColumnIndex": 2}]}}}
    spec = {"basicChart": {"chartType": "COLUMN", "series": [series]}}
    scratch.batch({"addChart": {"chart": {"spec": spec, "position": {"newSheet": True}}}})
    sheets = [one["properties"] for one in scratch.look("sheets(properties)")["sheets"]]
    (chart,) = (one for one in sheets if one.get("sheetId", 0) != sheet)
    return sheet, chart


def _chart_tab(scratch: Scratch) -> str:
    _, chart = _chart(scratch)
    return f"{chart.get('sheetType')}, {'a grid' if 'gridProperties' in chart else 'no grid'}"


def _chart_range(scratch: Scratch) -> str:
    sheet, chart = _chart(scratch)
    asked = ({"gridRange": {"sheetId": one}} for one in (sheet, chart["sheetId"]))
    return outcome(lambda: scratch.ranges(*asked))


def _too_large(scratch: Scratch) -> str:
    tag = scratch.tag_column(scratch.tab(), 0)
    texts = ["x" * CELL] * (ROWS - 1)
    data = [
        {"dataFilter": by_tag(tag), "majorDimension": "COLUMNS", "values": [texts]},
        {"dataFilter": by_tag(tag), "majorDimension": "COLUMNS", "values": [texts[:20]]},
    ]
    body = {"valueInputOption": "RAW", "data": data}
    return words(lambda: scratch.post("/values:batchUpdateByDataFilter", body))


_HALF = "init stops half done where the true words are others: they tell which remedy is said; see "

QUESTIONS = (
    Question(
        "A new tab all of whose rows are frozen",
        "refused (400): You can't freeze all visible rows on the sheet.",
        "'accepted' is safe: tabs of the job keep a free row either way.",
        _refused(_new_frozen),
    ),
    Question(
        "A merge across the edge of the frozen columns",
        "refused (400): You can't merge frozen and non-frozen columns.",
        "'accepted' is safe: a new register's merges end at the edge either way.",
        _refused(_freeze, _merge),
    ),
    Question(
        "Freezing a column amid a merge",
        "refused (400): You can't freeze columns which contain only part of a merged cell.",
        "'accepted' is safe: the job freezes nothing in the office's tab.",
        _refused(_merge, _freeze),
    ),
    Question(
        "More rows than ten million cells",
        "refused (400): This action would increase the number of cells in the workbook above the "
        "limit of 10000000 cells.",
        f"{_HALF}stores.google.refusals.",
        _refused(_grow),
    ),
    Question(
        "A body of more than 10,485,760 bytes",
        "refused (400): Request payload size exceeds the limit: 10485760 bytes.",
        "Another code: a request too large is told as something else; see stores.google.refusals.",
        _too_large,
    ),
    Question(
        "A format on rows that end beyond the grid",
        "accepted",
        "'refused': a write after people deleted rows is refused and read again; safe.",
        _refused(_beyond),
    ),
    Question(
        "Formats of a column that is inserted with inheritFromBefore false",
        "the next column's",
        "'none': drawing.new_columns need not clear what its columns inherit.",
        _inherited,
    ),
    Question(
        "A chart on a tab of its own, as it is listed",
        "OBJECT, no grid",
        "init and check read charts as tabs; see structure.FIELDS.",
        _chart_tab,
    ),
    Question(
        "Values of a tab and of a chart's tab in one call",
        "refused (400)",
        "'accepted' is safe: charts are not asked for.",
        _chart_range,
    ),
)
