"""Requests as hypothesis draws them: valid, invalid and stale, of all kinds that the toolkit uses.

Positions lie in and just outside a grid of a few lines, ids are those that are handed out first.
"""

from typing import Any

from hypothesis import strategies as st

from tests.differential.judges import COLUMNS, ROWS

Request = dict[str, Any]
Draw = st.SearchStrategy[Any]

_rows = st.integers(-1, ROWS + 2)
_columns = st.integers(-1, COLUMNS + 2)
_sheet = st.sampled_from([0, 0, 0, 0, 1, 1, 1007, 99])
_index = st.sampled_from([0, 0, 1, 2, 3, 9, -1])
_id = st.sampled_from([1007, 1014, 1021, 1028, 5])
_own_id = st.sampled_from([5, 6, 0, -1])
_title = st.sampled_from(["Temuan", "temuan", "Sheet1", "Hari Libur", "It's", "", "x" * 101])
_text = st.sampled_from(["a", "b", "A", "Temuan", "2026", "=1+1", "'x"])
_tag_value = st.sampled_from(["due_on", "findings"])
_colour = st.sampled_from(
    [{"red": 1}, {"red": 0.5, "green": 0.25}, {"red": 0.9, "blue": 0.333}, {}]
)


def some(**fields: Draw) -> Draw:
    """Objects with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def with_(optional: dict[str, Draw] | None = None, **fields: Draw) -> Draw:
    """Objects with all of these fields, and any of the optional ones."""
    return st.fixed_dictionaries(fields, optional=optional or {})


def _span(start: str, end: str, edge: Draw) -> Draw:
    """Both ends in their order, or any one, none, or the wrong order now and then."""
    return st.one_of(
        st.just({}),
        st.tuples(edge, edge).map(lambda pair: {start: min(pair), end: max(pair) + 1}),
        st.tuples(edge, edge).map(lambda pair: {start: min(pair), end: max(pair) + 1}),
        edge.map(lambda one: {start: one}),
        st.fixed_dictionaries({start: edge, end: edge}),
    )


grid_range = st.builds(
    lambda sheet, rows, columns: {**sheet, **rows, **columns},
    some(sheetId=_sheet),
    _span("startRowIndex", "endRowIndex", _rows),
    _span("startColumnIndex", "endColumnIndex", _columns),
)
_dimension = st.sampled_from(["ROWS", "COLUMNS", "COLUMNS"])
dimension_range = st.builds(
    lambda sheet, dimension, span: {**sheet, **dimension, **span},
    some(sheetId=_sheet),
    some(dimension=_dimension) | with_(dimension=_dimension),
    _span("startIndex", "endIndex", st.integers(-1, COLUMNS + 2)),
)
_line = st.builds(
    lambda sheet, dimension, at: {
        "sheetId": sheet, "dimension": dimension, "startIndex": at, "endIndex": at + 1,
    },
    st.sampled_from([0, 1]), _dimension, st.integers(0, COLUMNS),
)  # fmt: skip

_format = some(
    backgroundColor=_colour,
    backgroundColorStyle=with_(rgbColor=_colour),
    textFormat=some(bold=st.booleans(), foregroundColorStyle=with_(rgbColor=_colour)),
    numberFormat=st.just({"type": "DATE", "pattern": "dd/mm/yyyy"}),
    wrapStrategy=st.just("WRAP"),
)
_value = st.one_of(
    with_(stringValue=_text),
    with_(numberValue=st.sampled_from([0, 1, 2.5, 46087, -3])),
    with_(boolValue=st.booleans()),
    st.just({}),
)
_condition = st.one_of(
    with_(type=st.just("ONE_OF_LIST"), values=st.just([{"userEnteredValue": "a"}])),
    with_(type=st.just("ONE_OF_RANGE"), values=st.just([{"userEnteredValue": "=Sheet1!$A$2:$A"}])),
    with_(type=st.sampled_from(["DATE_IS_VALID", "BLANK", "NOT_BLANK"])),
    with_(
        {"values": st.sampled_from([[], [{"userEnteredValue": "0"}], [{"userEnteredValue": ""}]])},
        type=st.sampled_from(["NUMBER_GREATER_THAN_EQ", "NUMBER_BETWEEN", "TEXT_EQ"]),
    ),
    with_(
        type=st.just("CUSTOM_FORMULA"),
        values=st.sampled_from(["=$A2=1", "=AND($B2>0;C$1=2)", "=AND(A1,B1)", "A1", '="a,b"=D4'])
        .map(lambda text: [{"userEnteredValue": text}]),
    ),
)  # fmt: skip
_validation = with_(
    {"strict": st.booleans(), "showCustomUi": st.booleans(), "inputMessage": _text},
    condition=_condition,
)
_cell = some(
    userEnteredValue=_value, userEnteredFormat=_format, note=_text, dataValidation=_validation
)
_cell_fields = st.sampled_from(
    [
        "userEnteredValue", "userEnteredValue,userEnteredFormat", "userEnteredFormat", "note",
        "userEnteredFormat(backgroundColorStyle)", "userEnteredFormat.textFormat.bold",
        "dataValidation", "userEnteredValue,userEnteredFormat,note", "*", "",
        "userEnteredFormat(numberFormat,wrapStrategy,textFormat)", "effectiveValue",
    ]
)  # fmt: skip
_cell_rows = st.lists(some(values=st.lists(_cell, max_size=3)), max_size=3)
_coordinate = some(sheetId=_sheet, rowIndex=_rows, columnIndex=_columns)
_rule = with_(
    {"booleanRule": with_(
        condition=_condition,
        format=some(backgroundColorStyle=with_(rgbColor=_colour), textFormat=some(bold=st.booleans())),
    )},
    ranges=st.lists(grid_range, max_size=2),
)  # fmt: skip
_filter = st.one_of(
    with_(developerMetadataLookup=some(
        metadataId=_id, metadataKey=st.just("ppid"), metadataValue=_tag_value,
        locationType=st.sampled_from(["COLUMN", "ROW", "SHEET"]),
    )),
    with_(developerMetadataLookup=with_(metadataId=_id)),
    with_(gridRange=grid_range),
    with_(a1Range=st.sampled_from(["Sheet1", "Sheet1!A1:B2", "A2:C", "Temuan!B:B", "Nihil!A1", "Z9"])),
)  # fmt: skip
_location = st.one_of(
    with_(dimensionRange=_line), with_(dimensionRange=_line), with_(dimensionRange=dimension_range),
    with_(sheetId=_sheet), st.just({"spreadsheet": True}), st.just({}),
)  # fmt: skip
_metadata = with_(
    {"metadataId": _own_id, "metadataValue": _tag_value},
    metadataKey=st.sampled_from(["ppid", "ppid", "ppid", ""]),
    visibility=st.just("DOCUMENT"),
    location=_location,
)
_grid_properties = some(
    rowCount=st.integers(0, ROWS + 3), columnCount=st.integers(0, COLUMNS + 3),
    frozenRowCount=st.integers(0, 4), frozenColumnCount=st.integers(0, 3),
)  # fmt: skip
_sheet_properties = some(
    sheetId=st.sampled_from([0, 1, 2, -1]), title=_title, index=_index, hidden=st.booleans(),
    gridProperties=_grid_properties, tabColorStyle=with_(rgbColor=_colour),
)  # fmt: skip
_sheet_fields = st.sampled_from(
    [
        "title", "index", "hidden", "gridProperties(rowCount,columnCount)",
        "gridProperties.frozenRowCount", "gridProperties.frozenColumnCount",
        "gridProperties(frozenRowCount,frozenColumnCount)", "tabColorStyle", "", "sheetId",
    ]
)  # fmt: skip
_protected = with_(
    {
        "protectedRangeId": _own_id, "description": _text, "warningOnly": st.booleans(),
        "editors": st.just({"users": ["emulator@localhost"]}),
        "unprotectedRanges": st.lists(grid_range, max_size=1),
    },
    range=grid_range,
)  # fmt: skip

KINDS: dict[str, Draw] = {
    "addSheet": some(properties=_sheet_properties),
    "deleteSheet": some(sheetId=_sheet),
    "duplicateSheet": some(
        sourceSheetId=_sheet, newSheetId=st.sampled_from([0, 1, 2]), newSheetName=_title,
        insertSheetIndex=_index,
    ),
    "updateSheetProperties": with_(properties=_sheet_properties, fields=_sheet_fields),
    "updateSpreadsheetProperties": with_(
        properties=some(
            title=_text, locale=st.sampled_from(["en_US", "in_ID", "Indonesia"]),
            timeZone=st.sampled_from(["Asia/Jakarta", "WIB"]),
        ),
        fields=st.sampled_from(["title", "locale", "timeZone", "locale,timeZone"]),
    ),
    "insertDimension": with_({"inheritFromBefore": st.booleans()}, range=dimension_range),
    "appendDimension": some(sheetId=_sheet, dimension=_dimension, length=st.integers(-1, 2)),
    "deleteDimension": with_(range=dimension_range),
    "moveDimension": with_(source=dimension_range, destinationIndex=_columns),
    "updateDimensionProperties": with_(
        range=dimension_range, fields=st.sampled_from(["pixelSize", "hiddenByUser", ""]),
        properties=some(pixelSize=st.integers(10, 90), hiddenByUser=st.booleans()),
    ),
    "updateCells": st.one_of(
        with_(start=_coordinate, rows=_cell_rows, fields=_cell_fields),
        with_(range=grid_range, rows=_cell_rows, fields=_cell_fields),
    ),
    "repeatCell": with_({"cell": _cell}, range=grid_range, fields=_cell_fields),
    "sortRange": with_(
        range=grid_range,
        sortSpecs=st.lists(with_(dimensionIndex=st.integers(0, 4),
            sortOrder=st.sampled_from(["ASCENDING", "DESCENDING"])), min_size=1, max_size=1),
    ),
    "mergeCells": with_({"mergeType": st.just("MERGE_ALL")}, range=grid_range),
    "unmergeCells": with_(range=grid_range),
    "cutPaste": with_({"pasteType": st.just("PASTE_NORMAL")}, source=grid_range, destination=_coordinate),
    "setDataValidation": with_({"rule": _validation}, range=grid_range),
    "addConditionalFormatRule": with_({"index": _index}, rule=_rule),
    "updateConditionalFormatRule": st.one_of(
        with_({"index": _index, "sheetId": _sheet}, newIndex=_index),
        with_({"index": _index}, rule=_rule),
    ),
    "deleteConditionalFormatRule": some(sheetId=_sheet, index=_index),
    "createDeveloperMetadata": with_(developerMetadata=_metadata),
    "updateDeveloperMetadata": with_(
        developerMetadata=_metadata, dataFilters=st.lists(_filter, max_size=2),
        fields=st.sampled_from(["metadataValue", "location", "metadataKey,visibility", ""]),
    ),
    "deleteDeveloperMetadata": some(dataFilter=_filter),
    "addProtectedRange": with_(protectedRange=_protected),
    "updateProtectedRange": with_(
        protectedRange=with_({"description": _text, "warningOnly": st.booleans(),
            "unprotectedRanges": st.lists(grid_range, max_size=1)}, protectedRangeId=_id),
        fields=st.sampled_from(["description", "warningOnly", "unprotectedRanges", ""]),
    ),
    "deleteProtectedRange": some(protectedRangeId=_id),
    "setBasicFilter": with_(filter=with_(range=grid_range)),
    "clearBasicFilter": some(sheetId=_sheet),
}  # fmt: skip

request = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: KINDS[kind].map(lambda b: {kind: b}))
batch = st.lists(request, min_size=1, max_size=3).map(lambda r: {"requests": r})

_json_value = st.sampled_from([None, "", "a", "=1", "007", 1, 2.5, 0, True, "x" * 50_001])
_values = st.lists(st.lists(_json_value, max_size=4), max_size=4)
_major = st.sampled_from(["ROWS", "COLUMNS"])
_range = st.sampled_from(
    ["Sheet1!A1", "A1:B2", "Sheet1!B2:C", "Temuan!A1:C3", "Nihil!A1", "A99", "Sheet1"]
)
_render = st.fixed_dictionaries(
    {"valueRenderOption": st.just("UNFORMATTED_VALUE"), "dateTimeRenderOption": st.just("SERIAL_NUMBER")},
    optional={"majorDimension": _major},
)  # fmt: skip

CALLS: dict[str, Draw] = {
    ":batchUpdate": batch,
    "/values:batchUpdateByDataFilter": with_(
        {"valueInputOption": st.sampled_from(["RAW", "RAW", "RAW", "INPUT_VALUE_OPTION_UNSPECIFIED"])},
        data=st.lists(with_({"majorDimension": _major}, dataFilter=_filter, values=_values), max_size=2),
    ),
    "/values:batchUpdate": with_(
        valueInputOption=st.just("RAW"),
        data=st.lists(with_({"majorDimension": _major}, range=_range, values=_values), max_size=2),
    ),
    "/values:batchGetByDataFilter": st.builds(
        lambda filters, render: {**render, "dataFilters": filters}, st.lists(_filter, max_size=2), _render
    ),
    "/values:batchClearByDataFilter": with_(dataFilters=st.lists(_filter, max_size=2)),
    "/developerMetadata:search": with_(dataFilters=st.lists(_filter, max_size=2)),
}  # fmt: skip
_path = st.sampled_from([":batchUpdate"] * 12 + sorted(CALLS))
call = _path.flatmap(lambda path: st.tuples(st.just(path), CALLS[path]))
calls = st.lists(call, min_size=1, max_size=6)
"""Some calls one after the other: a path and its body."""
