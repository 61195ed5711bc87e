"""Requests as hypothesis draws them: valid, invalid and stale, of all kinds that the toolkit uses.

Positions lie in and just outside a grid of a few lines, ids are those that are handed out first.
"""

from typing import Any

from hypothesis import strategies as st

from tests.differential.judges import COLUMNS, ROWS

Request = dict[str, Any]
Draw = st.SearchStrategy[Any]


def _mostly(usual: st.SearchStrategy[Any], *seldom: Any) -> st.SearchStrategy[Any]:
    """What is right nearly always."""
    return st.integers(0, 19).flatmap(lambda n: st.sampled_from(seldom) if n == 13 else usual)


_rows = _mostly(st.integers(0, ROWS - 1), -1, ROWS, ROWS + 2)
_columns = _mostly(st.integers(0, COLUMNS - 1), -1, COLUMNS, COLUMNS + 2)
_sheet = _mostly(st.sampled_from([0, 0, 0, 1]), 1007, 99)
_index = _mostly(st.sampled_from([0, 0, 1, 2]), 3, 9, -1)
_tag = _mostly(st.sampled_from([1007, 1014, 1021]), 1028, 5)
_protection = _mostly(st.just(1035), 1028, 5)
_own_id = _mostly(st.integers(10, 99), 5, 0, -1)
_title = _mostly(
    st.sampled_from(["Temuan", "temuan", "Hari Libur", "It's", "Satu", "Dua", "Tiga"]),
    "Sheet1",
    "",
    "x" * 101,
)
_text = st.sampled_from(["a", "b", "A", "Temuan", "2026", "=1+1", "'x"])
_tag_value = st.sampled_from(["COLUMNS", "ROWS"])
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
    ordered = st.tuples(edge, edge).map(lambda pair: {start: min(pair), end: max(pair) + 1})
    return st.one_of(
        ordered,
        ordered,
        ordered,
        ordered,
        st.just({}),
        st.integers(1, COLUMNS - 1).map(lambda one: {start: one}),
        edge.map(lambda one: {start: one, end: one}),
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
    _mostly(with_(dimension=_dimension), {}),
    _span("startIndex", "endIndex", _columns),
)
_line = st.builds(
    lambda sheet, dimension, at: {
        "sheetId": sheet,
        "dimension": dimension,
        "startIndex": at,
        "endIndex": at + 1,
    },
    st.sampled_from([0, 1]),
    _dimension,
    st.integers(0, COLUMNS),
)

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
    with_(type=st.sampled_from(["DATE_IS_VALID", "NUMBER_GREATER"])),
)
_rule_condition = st.one_of(
    with_(type=_mostly(st.sampled_from(["BLANK", "NOT_BLANK"]), "DATE_IS_VALID")),
    with_(
        {"values": _mostly(st.just([{"userEnteredValue": "0"}]), [], [{"userEnteredValue": ""}])},
        type=st.sampled_from(["NUMBER_GREATER_THAN_EQ", "TEXT_EQ"]),
    ),
    with_(
        type=st.just("CUSTOM_FORMULA"),
        values=st.sampled_from(
            ["=$A2=1", "=AND($B2>0;C$1=2)", "=AND(A1,B1)", "A1", '="a,b"=D4']
        ).map(lambda text: [{"userEnteredValue": text}]),
    ),
)
_validation = with_(
    {"strict": st.booleans(), "showCustomUi": st.booleans(), "inputMessage": _text},
    condition=_condition,
)
_cell = some(
    userEnteredValue=_value, userEnteredFormat=_format, note=_text, dataValidation=_validation
)
_cell_fields = st.sampled_from(
    [
        "userEnteredValue",
        "userEnteredValue,userEnteredFormat",
        "userEnteredFormat",
        "note",
        "userEnteredFormat(backgroundColorStyle)",
        "userEnteredFormat.textFormat.bold",
        "dataValidation",
        "userEnteredValue,userEnteredFormat,note",
        "*",
        "userEnteredFormat(numberFormat,wrapStrategy,textFormat)",
    ]
)
_cell_fields = _mostly(_cell_fields, "", "effectiveValue")
_cell_rows = st.lists(some(values=st.lists(_cell, max_size=3)), max_size=3)
_coordinate = some(sheetId=_sheet, rowIndex=_rows, columnIndex=_columns)
_rule = with_(
    {
        "booleanRule": with_(
            condition=_rule_condition,
            format=some(
                backgroundColorStyle=with_(rgbColor=_colour), textFormat=some(bold=st.booleans())
            ),
        )
    },
    ranges=_mostly(st.lists(grid_range, min_size=1, max_size=2), []),
)
_range = st.sampled_from(
    ["Sheet1!A1", "A1:B2", "Sheet1!B2:C", "Temuan!A1:C3", "Nihil!A1", "A99", "Sheet1"]
)
_filter = st.one_of(
    with_(
        developerMetadataLookup=some(
            metadataId=_tag,
            metadataKey=st.just("ppid"),
            metadataValue=_tag_value,
            locationType=st.sampled_from(["COLUMN", "ROW", "SHEET"]),
        )
    ),
    with_(developerMetadataLookup=with_(metadataId=_tag)),
    with_(gridRange=grid_range),
    with_(a1Range=_range),
)
_location = st.one_of(
    with_(dimensionRange=_line),
    with_(dimensionRange=_line),
    with_(dimensionRange=dimension_range),
    with_(sheetId=_sheet),
    st.just({"spreadsheet": True}),
    st.just({}),
)
_metadata = with_(
    {"metadataId": _own_id, "metadataValue": _tag_value},
    metadataKey=_mostly(st.just("ppid"), ""),
    visibility=st.just("DOCUMENT"),
    location=_location,
)
_grid_properties = some(
    rowCount=st.integers(0, ROWS + 3),
    columnCount=st.integers(0, COLUMNS + 3),
    frozenRowCount=st.integers(0, 4),
    frozenColumnCount=st.integers(0, 3),
)
_sheet_properties = some(
    sheetId=st.sampled_from([0, 1, 2, -1]),
    title=_title,
    index=_index,
    hidden=st.booleans(),
    gridProperties=_grid_properties,
    tabColorStyle=with_(rgbColor=_colour),
)
_sheet_fields = st.sampled_from(
    [
        "title",
        "index",
        "hidden",
        "gridProperties(rowCount,columnCount)",
        "gridProperties.frozenRowCount",
        "gridProperties.frozenColumnCount",
        "gridProperties(frozenRowCount,frozenColumnCount)",
        "tabColorStyle",
        "",
        "sheetId",
    ]
)
_protected = with_(
    {
        "protectedRangeId": _own_id,
        "description": _text,
        "warningOnly": st.booleans(),
        "editors": st.just({"users": ["emulator@localhost"]}),
        "unprotectedRanges": st.lists(grid_range, max_size=1),
    },
    range=grid_range,
)

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
    "appendDimension": with_(
        {"sheetId": _sheet}, dimension=_dimension, length=_mostly(st.integers(1, 2), 0, -1)
    ),
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
    "cutPaste": with_(source=grid_range, destination=_coordinate),
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
        fields=_mostly(
            st.sampled_from(["metadataValue", "location", "metadataKey,visibility"]), ""
        ),
    ),
    "deleteDeveloperMetadata": some(dataFilter=_filter),
    "addProtectedRange": with_(protectedRange=_protected),
    "updateProtectedRange": with_(
        protectedRange=with_({"description": _text, "warningOnly": st.booleans(),
            "unprotectedRanges": st.lists(grid_range, max_size=1)}, protectedRangeId=_protection),
        fields=_mostly(st.sampled_from(["description", "warningOnly", "unprotectedRanges"]), ""),
    ),
    "deleteProtectedRange": with_(protectedRangeId=_protection),
    "addNamedRange": with_(
        namedRange=with_(
            {"namedRangeId": st.just("nama")},
            name=_mostly(st.sampled_from(["Daftar", "Hari_Libur"]), "A1", "dua kata", ""),
            range=grid_range,
        )
    ),
    "deleteNamedRange": with_(namedRangeId=_mostly(st.just("nama"), "1")),
    "setBasicFilter": with_(filter=with_(range=grid_range)),
    "clearBasicFilter": some(sheetId=_sheet),
}  # fmt: skip

request = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: KINDS[kind].map(lambda b: {kind: b}))
batch = st.lists(request, min_size=1, max_size=2).map(lambda r: {"requests": r})

_json_value = st.sampled_from([None, "", "a", "=1", "007", 1, 2.5, 0, True])
_values = st.lists(st.lists(_json_value, max_size=4), max_size=4)
_major = st.sampled_from(["ROWS", "COLUMNS"])

_render = with_(
    {"majorDimension": _major},
    valueRenderOption=st.just("UNFORMATTED_VALUE"),
    dateTimeRenderOption=st.just("SERIAL_NUMBER"),
)

CALLS: dict[str, Draw] = {
    ":batchUpdate": batch,
    "/values:batchUpdateByDataFilter": with_(
        {"valueInputOption": _mostly(st.just("RAW"), "INPUT_VALUE_OPTION_UNSPECIFIED")},
        data=st.lists(
            with_({"majorDimension": _major}, dataFilter=_filter, values=_values), max_size=2
        ),
    ),
    "/values:batchUpdate": with_(
        valueInputOption=st.just("RAW"),
        data=st.lists(with_({"majorDimension": _major}, range=_range, values=_values), max_size=2),
    ),
    "/values:batchGetByDataFilter": st.builds(
        lambda filters, render: {**render, "dataFilters": filters},
        st.lists(_filter, max_size=2),
        _render,
    ),
    "/values:batchClearByDataFilter": with_(dataFilters=st.lists(_filter, max_size=2)),
    "/developerMetadata:search": with_(dataFilters=st.lists(_filter, max_size=2)),
}
_path = st.sampled_from([":batchUpdate"] * 12 + sorted(CALLS))
call = _path.flatmap(lambda path: st.tuples(st.just(path), CALLS[path]))
calls = st.lists(call, min_size=1, max_size=10)
"""Some calls one after the other: a path and its body."""

FURNISHED = [
    {"addSheet": {"properties": {"sheetId": 1, "title": "Pilihan", "gridProperties": {
        "rowCount": ROWS, "columnCount": COLUMNS, "frozenRowCount": 1, "frozenColumnCount": 1}}}},
    {"updateCells": {"start": {}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"stringValue": f"{row}{column}"}} for column in "abcd"]}
        for row in range(4)]}},
    *(
        {"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "ppid",
            "metadataValue": dimension, "visibility": "DOCUMENT", "location": {"dimensionRange":
                {"dimension": dimension, "startIndex": at, "endIndex": at + 1}}}}}
        for dimension, at in (("COLUMNS", 1), ("COLUMNS", 3), ("ROWS", 2))
    ),
    {"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "ppid.tab",
        "visibility": "DOCUMENT", "location": {"sheetId": 1}}}},
    {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 1}, "editors": {}}}},
    *(
        {"addConditionalFormatRule": {"index": 0, "rule": {
            "ranges": [{"startRowIndex": row, "endColumnIndex": 5}],
            "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}}}
        for row in (1, 3)
    ),
    {"mergeCells": {"range": {"sheetId": 1, "startColumnIndex": 2, "endColumnIndex": 4,
        "endRowIndex": 1}, "mergeType": "MERGE_ALL"}},
]  # fmt: skip
"""What stands in the spreadsheet before the first of the calls; its ids are drawn again."""
