"""The parts of a PivotTable as XML, in the words and order in which Excel writes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ppid_sheets.reports.turning.body import PivotTable
from ppid_sheets.reports.turning.cache import CacheField, day_text, numeral
from ppid_sheets.reports.workbook.book import Value
from ppid_sheets.reports.workbook.cell_values import serial

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CACHE_ID = 1
_VERSIONS = 'createdVersion="5" refreshedVersion="5" minRefreshableVersion="3"'
"""Those of Excel 2013, without which more than some 32,500 items are too many."""
_DAY_FORMAT = 14
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SIGNS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)


def attribute(text: str) -> str:
    """A text as the value of an attribute, signs that XML lacks in Excel's spelling."""
    text = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    text = _UNSEEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.translate(_SIGNS)


def cache(pivot: PivotTable, refreshed: date) -> str:
    """The definition of the cache; `refreshed` is the day that it names."""
    fields = "".join(map(_cache_field, pivot.fields))
    return (
        f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" r:id="rId1" '
        f'refreshedBy="ppid-sheets" refreshedDate="{serial(refreshed)}" {_VERSIONS} '
        f'recordCount="{pivot.size}"><cacheSource type="worksheet"><worksheetSource '
        f'name="{attribute(pivot.source.name)}"/></cacheSource>'
        f'<cacheFields count="{len(pivot.fields)}">{fields}</cacheFields></pivotCacheDefinition>'
    )


def _cache_field(field: CacheField) -> str:
    flags = "".join(f' {name}="{value}"' for name, value in field.flags.items())
    if field.items:
        items = "".join(map(_value, field.items))
        shared = f'<sharedItems{flags} count="{len(field.items)}">{items}</sharedItems>'
    else:
        shared = f"<sharedItems{flags}/>"
    number_format = _DAY_FORMAT if field.dated else 0
    name = attribute(field.header)
    return f'<cacheField name="{name}" numFmtId="{number_format}">{shared}</cacheField>'


def _value(value: Value) -> str:
    match value:
        case None:
            return "<m/>"
        case str():
            return f'<s v="{attribute(value)}"/>'
        case date():
            return f'<d v="{day_text(value)}"/>'
        case int() | float():
            return f'<n v="{numeral(value)}"/>'


def records(pivot: PivotTable) -> str:
    """The rows of the source, once more."""
    columns = [_column(field) for field in pivot.fields]
    rows = "".join(f"<r>{''.join(cells)}</r>" for cells in zip(*columns, strict=True))
    return (
        f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" xmlns:r="{RELATIONS}" count="{pivot.size}">'
        f"{rows}</pivotCacheRecords>"
    )


def _column(field: CacheField) -> Sequence[str]:
    """Each cell of a column: on an axis the place of its item, else the value."""
    if field.items:
        return [f'<x v="{place}"/>' for place in field.places]
    written: dict[Value, str] = {value: _value(value) for value in set(field.values)}
    return [written[value] for value in field.values]


def definition(pivot: PivotTable) -> str:
    """The table itself."""
    return (
        f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="{attribute(pivot.name)}" '
        f'cacheId="{CACHE_ID}" applyNumberFormats="0" applyBorderFormats="0" '
        'applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" '
        'applyWidthHeightFormats="1" dataCaption="Values" '
        f'grandTotalCaption="{attribute(pivot.total)}" updatedVersion="5" '
        'minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="5" '
        f'indent="0" compact="0" compactData="0" multipleFieldFilters="0">{_parts(pivot)}'
        "</pivotTableDefinition>"
    )


def _parts(pivot: PivotTable) -> str:
    rows, columns, data = (pivot.at(key) for key in (pivot.rows, pivot.columns, pivot.counted))
    pages = f' rowPageCount="{len(pivot.pages)}" colPageCount="1"' if pivot.pages else ""
    return "".join(
        (
            f'<location ref="{pivot.location}" firstHeaderRow="1" firstDataRow="2" '
            f'firstDataCol="1"{pages}/>',
            _counted("pivotFields", [_pivot_field(pivot, field) for field in pivot.fields]),
            _counted("rowFields", [f'<field x="{rows}"/>']),
            _counted("rowItems", _lines(pivot.lines)),
            _counted("colFields", [f'<field x="{columns}"/>']),
            _counted("colItems", _lines(pivot.heads)),
            _counted("pageFields", [_page(pivot, *page) for page in pivot.pages]),
            _counted(
                "dataFields",
                [
                    f'<dataField name="{attribute(pivot.caption)}" fld="{data}" subtotal="count" '
                    'baseField="0" baseItem="0"/>'
                ],
            ),
            '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" '
            'showRowStripes="0" showColStripes="0" showLastColumn="1"/>',
        )
    )


def _counted(name: str, parts: Iterable[str]) -> str:
    found = tuple(parts)
    return f'<{name} count="{len(found)}">{"".join(found)}</{name}>' if found else ""


def _pivot_field(pivot: PivotTable, field: CacheField) -> str:
    day = f'numFmtId="{_DAY_FORMAT}" ' if field.dated else ""
    looks = f'compact="0" {day}outline="0" showAll="0"'
    axis = {pivot.rows: "axisRow", pivot.columns: "axisCol"}
    if field.items:
        items = [*(f'<item x="{at}"/>' for at in pivot.shown(field.key)), '<item t="default"/>']
        where = axis.get(field.key, "axisPage")
        return f'<pivotField axis="{where}" {looks}>{_counted("items", items)}</pivotField>'
    data = 'dataField="1" ' if field.key == pivot.counted else ""
    return f"<pivotField {data}{looks}/>"


def _lines(places: Iterable[int]) -> Iterator[str]:
    """A line or column for each item that is shown, and the sum."""
    for place in places:
        yield f'<i><x v="{place}"/></i>' if place else "<i><x/></i>"
    yield '<i t="grand"><x/></i>'


def _page(pivot: PivotTable, key: str, label: str | None) -> str:
    place = pivot.chosen(key, label)
    item = "" if place is None else f'item="{place}" '
    return f'<pageField fld="{pivot.at(key)}" {item}hier="-1"/>'
