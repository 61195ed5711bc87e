"""What Excel always writes of a PivotTable, asked of a file: each rule that it breaks, in words.

Read from the bytes alone, with nothing of the code that made them.
"""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
KINDS = {
    "xl/pivotCache/pivotCacheDefinition1.xml": "pivotCacheDefinition",
    "xl/pivotCache/pivotCacheRecords1.xml": "pivotCacheRecords",
    "xl/pivotTables/pivotTable1.xml": "pivotTable",
}
CACHE, RECORDS, TABLE = KINDS
EPOCH = date(1899, 12, 30)
BLANK = "(blank)"


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    archive = zipfile.ZipFile(BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def faults(content: bytes) -> list[str]:
    """Every rule that a workbook breaks; one that cannot be read breaks one."""
    try:
        parts = parts_of(content)
        return [*_package(parts), *Examined(parts).faults()]
    except Exception as error:  # whatever a damaged file leads to
        return [f"not readable: {error!r}"]


def _package(parts: Mapping[str, bytes]) -> Iterator[str]:
    types = parts["[Content_Types].xml"].decode()
    for name, kind in KINDS.items():
        wanted = f'PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
        if f"{wanted}spreadsheetml.{kind}+xml" not in types or name not in parts:
            yield f"{name} is no part of its kind"
    relations = {
        "xl/_rels/workbook.xml.rels": ("pivotCacheDefinition", CACHE.removeprefix("xl/")),
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": (
            "pivotCacheRecords",
            "pivotCacheRecords1.xml",
        ),
        "xl/pivotTables/_rels/pivotTable1.xml.rels": (
            "pivotCacheDefinition",
            CACHE.replace("xl", "..", 1),
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": ("pivotTable", TABLE.replace("xl", "..", 1)),
    }
    for name, (kind, target) in relations.items():
        found = [one.attrib for one in ElementTree.fromstring(parts[name])]
        if not any(a["Type"].endswith(f"/{kind}") and a["Target"] == target for a in found):
            yield f"{name} does not lead to {target}"
    names = [a["Id"] for a in found]
    if len(set(names)) != len(names):
        yield "a relation twice"


class Examined:
    """The parts of one PivotTable, read."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.cache, self.records, self.table = (
            ElementTree.fromstring(parts[name]) for name in KINDS
        )
        self.strings = [
            unescaped("".join(t.text or "" for t in si.iter(f"{MAIN}t")))
            for si in ElementTree.fromstring(parts["xl/sharedStrings.xml"])
        ]
        self.formats = self._formats()
        self.shown = self.cells("xl/worksheets/sheet1.xml")
        self.source = self.cells("xl/worksheets/sheet2.xml")
        self.fields = [*self.cache.find(f"{MAIN}cacheFields")]  # type: ignore[misc]
        self.shared = [field.find(f"{MAIN}sharedItems") for field in self.fields]
        self.listed = [[value_of(one) for one in shared] for shared in self.shared]
        self.pivot_fields = self.children("pivotFields")

    def _formats(self) -> list[tuple[bool, bool]]:
        """Of each cell format whether it shows days, and a button."""
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        codes = {n.attrib["numFmtId"]: n.attrib["formatCode"] for n in styles.iter(f"{MAIN}numFmt")}
        looks = styles.find(f"{MAIN}cellXfs")
        assert looks is not None and int(looks.attrib["count"]) == len(looks)
        return [
            (
                "yy" in codes.get(xf.attrib["numFmtId"], "") or xf.attrib["numFmtId"] == "14",
                xf.get("pivotButton") == "1",
            )
            for xf in looks
        ]

    def cells(self, name: str) -> dict[str, tuple[Any, tuple[bool, bool]]]:
        """Value and format of each cell of a sheet that holds anything."""
        found = {}
        for cell in ElementTree.fromstring(self.parts[name]).iter(f"{MAIN}c"):
            text = cell.find(f"{MAIN}v")
            if text is not None:
                string = cell.get("t") == "s"
                value = self.strings[int(text.text or "")] if string else float(text.text or "")
                found[cell.attrib["r"]] = value, self.formats[int(cell.get("s", "0"))]
        return found

    def children(self, name: str) -> list[Element]:
        """The children of a part of the table, whose count it must state."""
        found = self.table.find(f"{MAIN}{name}")
        if found is None:
            return []
        assert int(found.attrib["count"]) == len(found), f"count of {name}"
        return [*found]

    def faults(self) -> Iterator[str]:
        """All that is wrong."""
        yield from self._workbook()
        yield from self._definition()
        for at in range(len(self.fields)):
            yield from self._field(at)
        yield from self._records()
        yield from self._axes()
        yield from self._body()

    def _workbook(self) -> Iterator[str]:
        book = [*ElementTree.fromstring(self.parts["xl/workbook.xml"])]
        tags = [one.tag.removeprefix(MAIN) for one in book]
        if tags.index("pivotCaches") != tags.index("calcPr") + 1:
            yield "pivotCaches stands elsewhere"
        (one,) = book[tags.index("pivotCaches")]
        if one.attrib["cacheId"] != self.table.attrib["cacheId"]:
            yield "another cacheId"
        relations = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {r.attrib["Id"]: r.attrib["Target"] for r in relations}
        if not targets[one.attrib[f"{R}id"]].startswith("pivotCache/"):
            yield "the workbook's cache is something else"

    def _definition(self) -> Iterator[str]:
        stated = self.cache.attrib
        names = ("refreshedBy", "refreshedDate", "recordCount")
        versions = ("refreshedVersion", "createdVersion", "minRefreshableVersion")
        if not all(name in stated for name in names):
            yield "an attribute of the cache is missing"
        if [stated.get(name) for name in versions] != ["5", "5", "3"]:
            yield "versions"
        with_records = f"{R}id" in stated and stated.get("saveData") is None
        if not with_records or "refreshOnLoad" in stated or "invalid" in stated:
            yield "neither full records nor a known variant"
        (source,) = self.cache.find(f"{MAIN}cacheSource")  # type: ignore[misc]
        tables = [
            ElementTree.fromstring(text)
            for name, text in self.parts.items()
            if re.fullmatch(r"xl/tables/table\d+\.xml", name)
        ]
        (table,) = (t for t in tables if t.attrib["displayName"] == source.attrib["name"])
        if source.attrib.keys() != {"name"}:
            yield "a table's source has only its name"
        headers = [column.attrib["name"] for column in table.iter(f"{MAIN}tableColumn")]
        names_of = [field.attrib["name"] for field in self.fields]
        if headers != names_of or len({name.casefold() for name in names_of}) != len(names_of):
            yield "fields are not the table's columns"
        fields = self.cache.find(f"{MAIN}cacheFields")
        assert fields is not None and int(fields.attrib["count"]) == len(self.fields)
        first, last = table.attrib["ref"].split(":")
        self.first, rows = row_of(first) + 1, row_of(last) - row_of(first)
        counts = {stated["recordCount"], self.records.attrib["count"], str(len(self.records))}
        if counts != {str(rows)}:
            yield "records are not as many as rows"

    def _column(self, at: int) -> list[Any]:
        """A column of the source as its cells say it."""
        rows = range(self.first, self.first + len(self.records))
        found = []
        for row in rows:
            value, (dated, _) = self.source.get(f"{letters(at)}{row}", (None, (False, False)))
            is_day = dated and isinstance(value, float)
            found.append(EPOCH + timedelta(days=value) if is_day else value)
        return found

    def _field(self, at: int) -> Iterator[str]:
        field, shared, items = self.fields[at], self.shared[at], self.listed[at]
        name, column = field.attrib["name"], self._column(at)
        if "numFmtId" not in field.attrib or len(field) != 1:
            yield f"{name}: no format"
        if shared.get("count") != (str(len(items)) if items else None):
            yield f"{name}: count of items"
        stated = {key: value for key, value in shared.attrib.items() if key != "count"}
        if stated != flags(items or column):
            yield f"{name}: flags {stated} for {flags(items or column)}"
        yield from self._items(at, name, column)
        yield from self._values(at, name, column)

    def _items(self, at: int, name: str, column: list[Any]) -> Iterator[str]:
        items = self.listed[at]
        on_axis = self.pivot_fields[at].get("axis") is not None
        if on_axis != bool(items):
            yield f"{name}: items without axis, or axis without items"
        texts = [item for item in items if item is not None]
        if not all(isinstance(item, str) for item in texts) or "" in texts:
            yield f"{name}: an item is no text"
        if len({alike(item) for item in texts}) != len(texts) or items.count(None) > 1:
            yield f"{name}: an item twice"
        if items:
            first = dict.fromkeys(None if v is None else alike(v) for v in column)
            if list(first) != [None if v is None else alike(v) for v in items]:
                yield f"{name}: items are not those of the rows"

    def _values(self, at: int, name: str, column: list[Any]) -> Iterator[str]:
        items = self.listed[at]
        places = [record[at] for record in self.records]
        if items:
            if {one.tag for one in places} != {f"{MAIN}x"}:
                yield f"{name}: a value in place of an item"
            found = [items[index(one)] for one in places]
            same = [
                (v and alike(v)) == (w and alike(w)) for v, w in zip(found, column, strict=True)
            ]
        else:
            same = [value_of(one) == v for one, v in zip(places, column, strict=True)]
        if not all(same):
            yield f"{name}: a record says otherwise than the cell"

    def _records(self) -> Iterator[str]:
        if {len(record) for record in self.records} != {len(self.fields)}:
            yield "a record of another width"

    def _axes(self) -> Iterator[str]:
        if len(self.pivot_fields) != len(self.fields):
            yield "pivotFields are not the fields"
        for at, field in enumerate(self.pivot_fields):
            yield from self._axis(at, field)
        yield from self._counted()
        for axis, name in (("Row", "rowFields"), ("Col", "colFields"), ("Page", "pageFields")):
            on = [at for at, f in enumerate(self.pivot_fields) if f.get("axis") == f"axis{axis}"]
            if on != sorted(self.places(name)):
                yield f"{name} is not what the fields say"

    def _axis(self, at: int, field: Element) -> Iterator[str]:
        if (field.get("compact"), field.get("outline"), field.get("showAll")) != ("0",) * 3:
            yield f"field {at} is not tabular"
        counted = field.find(f"{MAIN}items")
        if counted is None:
            if field.get("axis"):
                yield f"field {at}: axis without items"
            return
        *known, last = counted
        places = sorted(int(item.attrib["x"]) for item in known)
        if places != [*range(len(self.listed[at]))] or last.get("t") != "default":
            yield f"field {at}: items of the axis"
        if int(counted.attrib["count"]) != len(counted):
            yield f"field {at}: count"

    def _counted(self) -> Iterator[str]:
        root = self.table.attrib
        if (root.get("compact"), root.get("compactData"), root.get("dataCaption")) != (
            "0",
            "0",
            "Values",
        ):
            yield "the table is not tabular"
        (data,) = self.children("dataFields")
        field = self.pivot_fields[int(data.attrib["fld"])]
        if field.get("dataField") != "1" or field.get("axis"):
            yield "the counted field is not marked"
        if sum(f.get("dataField") == "1" for f in self.pivot_fields) != 1:
            yield "another field is marked"
        captions = {f.attrib["name"].casefold() for f in self.fields}
        if data.attrib["name"].casefold() in captions:
            yield "the value is named like a field"
        if (data.get("subtotal"), data.get("baseField"), data.get("baseItem")) != (
            "count",
            "0",
            "0",
        ):
            yield "what is counted"

    def places(self, name: str) -> list[int]:
        """The fields of an axis."""
        return [int(one.get("x", one.get("fld", ""))) for one in self.children(name)]

    def order(self, at: int) -> list[Any]:
        """The items of a field as shown."""
        items = self.pivot_fields[at].find(f"{MAIN}items")
        assert items is not None
        return [self.listed[at][int(item.attrib["x"])] for item in items if item.get("x")]

    def _lines(self, name: str) -> tuple[list[int], str | None]:
        *lines, last = self.children(name)
        places = [index(x) for line in lines for x in line]
        if any(line.get("t") for line in lines) or len(places) != len(lines):
            raise AssertionError("a line of another kind")
        return places, last.get("t")

    def _body(self) -> Iterator[str]:
        rows, cols = self.places("rowFields"), self.places("colFields")
        (row,), (col,) = rows, cols
        chosen = {}
        for page in self.children("pageFields"):
            if page.get("hier") != "-1":
                yield "hier"
            at = int(page.attrib["fld"])
            chosen[at] = self.order(at)[int(page.attrib["item"])] if "item" in page.attrib else None
        counts: Counter[tuple[Any, Any]] = Counter()
        for record in self.records:
            held = [self.listed[at][index(record[at])] for at in (row, col, *chosen)]
            if all(c is None or c == v for c, v in zip(chosen.values(), held[2:], strict=True)):
                counts[held[0], held[1]] += 1
        lines, foot = self._lines("rowItems")
        heads, end = self._lines("colItems")
        if (foot, end) != ("grand", "grand"):
            yield "the sums are missing"
        labels = [self.order(row)[at] for at in lines]
        tops = [self.order(col)[at] for at in heads]
        used = {line for line, _ in counts}, {head for _, head in counts}
        if (set(labels), set(tops)) != used or lines != sorted(lines) or heads != sorted(heads):
            yield "lines or columns are not those that are counted"
        yield from self._cells(counts, labels, tops, chosen, row, col)

    def _cells(
        self,
        counts: Counter[tuple[Any, Any]],
        labels: list[Any],
        tops: list[Any],
        chosen: Mapping[int, Any],
        row: int,
        col: int,
    ) -> Iterator[str]:
        place = self.table.find(f"{MAIN}location")
        assert place is not None
        (data,) = self.children("dataFields")
        total = self.table.attrib["grandTotalCaption"]
        names = [field.attrib["name"] for field in self.fields]
        body: list[list[Any]] = [
            [data.attrib["name"], names[col]],
            [names[row], *(BLANK if top is None else top for top in tops), total],
            *(
                [
                    BLANK if line is None else line,
                    *(counts[line, top] or None for top in tops),
                    sum(counts[line, top] for top in tops),
                ]
                for line in labels
            ),
            [total, *(sum(counts[line, top] for line in labels) for top in tops), counts.total()],
        ]
        first = row_of(place.attrib["ref"])
        last = first + len(body) - 1
        if place.attrib["ref"] != f"A{first}:{letters(len(tops) + 1)}{last}":
            yield "location"
        if [place.get(k) for k in ("firstHeaderRow", "firstDataRow", "firstDataCol")] != [
            "1",
            "2",
            "1",
        ]:
            yield "first rows"
        if (place.get("rowPageCount"), place.get("colPageCount")) != (str(len(chosen)), "1"):
            yield "pages"
        wanted = {
            f"{letters(at)}{number}": value
            for number, line in enumerate(body, first)
            for at, value in enumerate(line)
            if value is not None
        }
        above = first - 1 - len(chosen)
        for number, (at, item) in enumerate(chosen.items(), above):
            wanted |= {f"A{number}": names[at], f"B{number}": item or "(Semua)"}
        cells = {at: value for at, (value, _) in self.shown.items() if row_of(at) >= above}
        if cells != wanted:
            yield f"cells: {set(cells.items()) ^ set(wanted.items())}"
        buttons = {at for at, (_, (_, button)) in self.shown.items() if button}
        labels_of = {f"A{number}" for number in range(above, above + len(chosen))}
        if buttons != labels_of | {f"A{first}", f"B{first}", f"A{first + 1}"}:
            yield "buttons"
        if b"<f>" in self.parts["xl/worksheets/sheet1.xml"]:
            yield "a formula"
        merged = re.findall(
            rb'<mergeCell ref="(\w+):(\w+)"', self.parts["xl/worksheets/sheet1.xml"]
        )
        if any(row_of(end.decode()) >= above for _, end in merged):
            yield "merged cells"


def value_of(element: Element) -> Any:
    """An item or a value of a record."""
    text = element.get("v")
    match element.tag.removeprefix(MAIN):
        case "m":
            return None
        case "s" if text is not None:
            return unescaped(text)
        case "n" if text is not None:
            return float(text)
        case "d" if text is not None and text.endswith("T00:00:00"):
            return date.fromisoformat(text[:10])
    raise AssertionError(f"{element.tag} {text}")


def index(element: Element) -> int:
    """Which item an `x` names; never one from the end of the list."""
    at = int(element.get("v", "0"))
    assert at >= 0 and element.tag == f"{MAIN}x"
    return at


def unescaped(text: str) -> str:
    """Signs that XML lacks, as they are."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def alike(text: Any) -> str:
    """What Excel at most takes for one item."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    seen = "".join(
        c if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf") else "" for c in plain
    )
    return " ".join(seen.split())


def flags(values: Sequence[Any]) -> dict[str, str]:
    """The table of kinds, line by line."""
    blank = {"containsBlank": "1"} if None in values else {}
    held = [value for value in values if value is not None]
    texts = [value for value in held if isinstance(value, str)]
    days = [value for value in held if isinstance(value, date)]
    numbers = [float(value) for value in held if isinstance(value, int | float)]
    semi = {} if blank else {"containsSemiMixedTypes": "0"}
    no_text = {"containsString": "0"}
    assert not (days and numbers)
    dated = days and {
        "containsDate": "1",
        "minDate": f"{min(days)}T00:00:00",
        "maxDate": f"{min(max(days), date.max - timedelta(1)) + timedelta(1)}T00:00:00",
    }
    whole = {"containsInteger": "1"} if all(n == int(n) for n in numbers) else {}
    numbered = numbers and {
        "containsNumber": "1",
        **whole,
        "minValue": f"{min(numbers):.16G}",
        "maxValue": f"{max(numbers):.16G}",
    }
    units = [len(text.encode("utf-16-le")) // 2 for text in texts]
    long = {"longText": "1"} if max(units, default=0) > 255 else {}
    match bool(texts), bool(days), bool(numbers):
        case True, False, False:
            return blank | long
        case True, _, _:
            return {"containsMixedTypes": "1"} | blank | (dated or {}) | (numbered or {}) | long
        case False, True, _:
            return semi | {"containsNonDate": "0"} | no_text | blank | (dated or {})
        case False, False, True:
            return semi | no_text | blank | (numbered or {})
        case _:
            return {"containsNonDate": "0"} | no_text | blank


def row_of(place: str) -> int:
    """The row of the first cell of a place."""
    found = re.match(r"[A-Z]+([0-9]+)", place)
    assert found
    return int(found[1])


def letters(at: int) -> str:
    """The letters of a column."""
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)
