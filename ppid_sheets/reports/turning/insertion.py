"""Puts a PivotTable into a workbook that XlsxWriter has written, and leaves all else as it was.

Each addition stands beside a text that must be there exactly once: where a newer XlsxWriter writes
otherwise, this stops instead of making a file that Excel would have to repair.
"""

import re
import zipfile
from datetime import date
from io import BytesIO

from ppid_sheets.reports.turning import markup
from ppid_sheets.reports.turning.body import PivotTable
from ppid_sheets.reports.turning.markup import HEAD, RELATIONS

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
_RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"
_TABLE = "xl/pivotTables/pivotTable1.xml"
_WORKBOOK, _STYLES, _TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
_WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION = "rIdPivot1"

Parts = dict[str, bytes]
"""The parts of a package by their names."""


def with_pivot(workbook: bytes, pivot: PivotTable, refreshed: date) -> bytes:
    """The workbook with a PivotTable on the sheet that its cells are drawn on.

    `refreshed` is the day that its cache names. Raises ValueError where a part is not as expected.
    """
    parts = _unpacked(workbook)
    sheet = _sheet_part(parts, pivot.sheet)
    relations = f"{sheet.replace('worksheets/', 'worksheets/_rels/')}.rels"
    if relations in parts:
        raise ValueError(f"{relations} is there already")
    _draw_buttons(parts, sheet, pivot)
    _replace(parts, _TYPES, "</Types>", f"{_overrides()}</Types>")
    _replace(
        parts,
        _WORKBOOK_RELATIONS,
        "</Relationships>",
        _relation(_RELATION, "pivotCacheDefinition", _CACHE.removeprefix("xl/"))
        + "</Relationships>",
    )
    caches = (
        f'<pivotCaches><pivotCache cacheId="{markup.CACHE_ID}" r:id="{_RELATION}"/></pivotCaches>'
    )
    calculation = _once(parts, _WORKBOOK, r"<calcPr [^>]*/>")
    _replace(parts, _WORKBOOK, calculation, calculation + caches)
    new = {
        _CACHE: markup.cache(pivot, refreshed),
        _related(_CACHE): _relations("pivotCacheRecords", _RECORDS.rpartition("/")[2]),
        _RECORDS: markup.records(pivot),
        _TABLE: markup.definition(pivot),
        _related(_TABLE): _relations("pivotCacheDefinition", _CACHE.replace("xl", "..", 1)),
        relations: _relations("pivotTable", _TABLE.replace("xl", "..", 1)),
    }
    return _packed({**parts, **{name: text.encode() for name, text in new.items()}})


def _unpacked(workbook: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Parts) -> bytes:
    """The parts in their order, all of the day on which zip's calendar begins."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _sheet_part(parts: Parts, sheet: str) -> str:
    """The part of a sheet: XlsxWriter numbers them as they stand in the workbook."""
    names = re.findall(r'<sheet name="([^"]*)"', parts[_WORKBOOK].decode())
    return f"xl/worksheets/sheet{names.index(markup.attribute(sheet)) + 1}.xml"


def _draw_buttons(parts: Parts, sheet: str, pivot: PivotTable) -> None:
    """Give the cells of fields the look of their neighbours, with a button."""
    formats = _once(parts, _STYLES, r"<cellXfs .*?</cellXfs>")
    looks = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", formats)
    styled = _once(parts, sheet, f'<c r="{pivot.buttons[0]}" s="[0-9]+"')
    worn = styled.split('"')[3]
    button = looks[int(worn)].replace("<xf ", '<xf pivotButton="1" ', 1)
    _replace(
        parts,
        _STYLES,
        formats,
        f'<cellXfs count="{len(looks) + 1}">{"".join(looks)}{button}</cellXfs>',
    )
    for place in pivot.buttons:
        cell = f'<c r="{place}" s="{worn}"'
        _replace(parts, sheet, cell, f'<c r="{place}" s="{len(looks)}"')


def _once(parts: Parts, name: str, pattern: str) -> str:
    """The one text in a part that a pattern finds."""
    found = re.findall(pattern, parts[name].decode())
    if len(found) != 1:
        raise ValueError(f"{pattern} finds {len(found)} places in {name}")
    return str(found[0])


def _replace(parts: Parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode()
    if text.count(old) != 1:
        raise ValueError(f"{old[:60]} stands {text.count(old)} times in {name}")
    parts[name] = text.replace(old, new).encode()


def _overrides() -> str:
    kinds = {_CACHE: "pivotCacheDefinition", _RECORDS: "pivotCacheRecords", _TABLE: "pivotTable"}
    return "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )


def _related(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def _relations(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    one = _relation("rId1", kind, target)
    return f'{HEAD}<Relationships xmlns="{space}">{one}</Relationships>'
