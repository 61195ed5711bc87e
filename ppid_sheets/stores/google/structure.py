"""How a Google Sheet is built: its tabs, and where the tags of the toolkit stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Tags
from ppid_sheets.stores.google.packing import unpacked

TAB_TAG = "ppid.tab"
"""Metadata key of a tab that the toolkit made; the value is the title it was given."""
BUILT_TAG = "ppid.built"
"""Metadata key of a register's tab that the toolkit built, with all the dropdowns in it."""
RULES_TAG = "ppid.rules"
"""Metadata key of a note in a tab: rules of the office's, while rules of the job's are replaced."""
_COLUMN_TAG = "ppid"
LEADS_TAG = "ppid.leads"
"""Metadata key of a page of the job; the value is the ids of the tabs that its links lead to."""
ROW_TAG = "ppid.row"
"""Metadata key of a row that must stand still while something is written by its place."""
HOLD = "ppid-sheets: sedang disiapkan, lepas sendiri"
"""Description of the protection that keeps others off while columns are added or removed."""

_SHEET = (
    "properties(sheetId,title,hidden,sheetType,"
    "gridProperties(rowCount,columnCount,frozenColumnCount)),developerMetadata,"
    "conditionalFormats,merges,tables(range,columnProperties),basicFilter(range),"
    "protectedRanges(protectedRangeId,description,range,warningOnly,unprotectedRanges),"
    "data(columnMetadata(developerMetadata))"
)
FIELDS = f"properties(title,locale,timeZone),sheets({_SHEET})"
"""What is asked for: never a cell."""

Json = Mapping[str, Any]


def messages(part: Any) -> Iterator[Json]:
    """All messages in a part of a request or an answer, itself included."""
    if isinstance(part, Mapping):
        yield part
        part = [*part.values()]
    for one in part if isinstance(part, list) else ():
        yield from messages(one)


def column_tag(schema: Schema) -> str:
    """Metadata key of a register's tagged columns; the value is the column's key."""
    return f"{_COLUMN_TAG}.{schema.name}" if schema.name else _COLUMN_TAG


_NO_TYPE = "COLUMN_TYPE_UNSPECIFIED"
_NEW_TABS = 16
"""More tabs than these are never added at once."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged column: its metadata id and its 0-based position."""

    id: int
    position: int


@dataclass(frozen=True, slots=True)
class SheetTab:
    """One tab. `role` is the title that the toolkit gave it, "" for a tab of the office's own.

    `grid` is False for a chart or a data source, which has no cells.
    `tags` maps column keys to where they stand; `spare_tags` are ids of tags that repeat one.
    `rules` are its conditional rules in order, `protections` its protected ranges, `merges` its
    merged cells and `tables` its Google Tables, as the API writes them. `noted` are rules of the
    office's that a run wrote down before it replaced its own, `notes` the ids of those notes.
    `built` is the id of the tag of a tab that was built as a register, 0 for all others; `schema`
    is the kind of register that is looked for, whose columns' tags count; `foreign` has those that
    it bears of others, by their names: key -> position. `leads` are the ids of the tabs that links
    on a page lead to, and `lead_tags` those of the tags that say so.
    """

    id: int
    title: str
    hidden: bool
    grid: bool
    rows: int
    columns: int
    frozen_columns: int
    role: str
    role_tag: int
    tags: Mapping[str, Tag]
    spare_tags: tuple[int, ...]
    rules: tuple[Json, ...]
    protections: tuple[Json, ...]
    merges: tuple[Json, ...]
    tables: tuple[Json, ...]
    noted: tuple[Json, ...]
    notes: tuple[int, ...]
    built: int
    schema: Schema
    foreign: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    filter: Json = field(default_factory=dict)
    leads: Collection[int] = ()
    lead_tags: tuple[int, ...] = ()

    @property
    def filters(self) -> Iterator[tuple[int, int, int]]:
        """The tab's filter and its tables: 1-based first row, 0-based first and last column."""
        for one in (self.filter, *self.tables):
            area = one.get("range", {})
            if "endColumnIndex" in area:
                first = area.get("startRowIndex", 0) + 1
                yield first, area.get("startColumnIndex", 0), area["endColumnIndex"] - 1

    @property
    def merged(self) -> Sequence[tuple[int, int, int, int]]:
        """Top, left, bottom and right of each merged area, 0-based and half open."""
        return [
            (
                area.get("startRowIndex", 0),
                area.get("startColumnIndex", 0),
                area.get("endRowIndex", self.rows),
                area.get("endColumnIndex", self.columns),
            )
            for area in self.merges
        ]

    @property
    def typed(self) -> Collection[int]:
        """The positions of columns to which a Google Table gives a type."""
        return {
            table.get("range", {}).get("startColumnIndex", 0) + column.get("columnIndex", 0)
            for table in self.tables
            for column in table.get("columnProperties", ())
            if column.get("columnType", _NO_TYPE) != _NO_TYPE
        }


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole spreadsheet as built at one moment."""

    title: str
    locale: str
    time_zone: str
    tabs: tuple[SheetTab, ...] = field(default=())
    chosen: Chosen = Chosen()  # noqa: RUF009

    @property
    def register(self) -> SheetTab | None:
        """The tab with tagged columns; of a tab and its copies the one with the most, the first.

        Where the settings chose a tab, none but this one.
        """
        wanted = self.chosen.tab.casefold()
        named = next((tab for tab in self.tabs if wanted and tab.title.casefold() == wanted), None)
        if named:
            return named if named.tags else None
        tagged = [tab for tab in self.tabs if tab.tags]
        return max(tagged, key=lambda tab: len(tab.tags), default=None)

    @property
    def beside(self) -> Mapping[str, Tags]:
        """The tags of other registers and lists, by the names of their schemas; of requests those
        of the tab that the settings chose, else of the one with the most.
        """
        wanted = self.chosen.requests.casefold()
        others = [tab for tab in self.tabs if tab is not self.register]
        tagged = [(tab, name) for tab in reversed(others) for name in tab.foreign]
        tagged.sort(
            key=lambda one: (one[0].title.casefold() == wanted, len(one[0].foreign[one[1]]))
        )
        return {name: Tags(tab.title, 0, tab.foreign[name]) for tab, name in tagged}

    @property
    def ids(self) -> Mapping[str, int]:
        """The ids of all tabs by their titles."""
        return {tab.title: tab.id for tab in self.tabs}

    @property
    def free_id(self) -> int:
        """The first of a run of ids that no tab has."""
        taken = {tab.id for tab in self.tabs}
        after = (one + 1 for one in sorted(taken | {0}))
        return next(one for one in after if taken.isdisjoint(range(one, one + _NEW_TABS)))

    def of_role(self, title: str) -> SheetTab | None:
        """The tab that the toolkit made under this title, whatever it is called now."""
        return next((tab for tab in self.tabs if tab.role == title), None)

    def titled(self, title: str) -> SheetTab:
        """The tab of this title, or of this role."""
        found = self.of_role(title) or next((t for t in self.tabs if t.title == title), None)
        if found is None:
            raise KeyError(title)
        return found


def structure(answer: Json, chosen: Chosen = Chosen()) -> Structure:  # noqa: B008
    """The spreadsheet that an answer with `FIELDS` describes; absent numbers are 0.

    `chosen` is the register in question: only its columns' tags count.
    """
    properties = answer.get("properties", {})
    taken: set[str] = set()
    return Structure(
        title=properties.get("title", ""),
        locale=properties.get("locale", ""),
        time_zone=properties.get("timeZone", ""),
        chosen=chosen,
        tabs=tuple(_tab(sheet, taken, chosen.schema) for sheet in answer.get("sheets", ())),
    )


def _tab(sheet: Json, taken: set[str], schema: Schema) -> SheetTab:
    properties = sheet.get("properties", {})
    grid = properties.get("gridProperties", {})
    role, role_tag = _role(sheet)
    if role in taken:  # a copy of a tab carries its tag; the first is the one
        role = ""
    taken.add(role)
    tags: dict[str, Tag] = {}
    entries: Sequence[Json] = sheet.get("developerMetadata", ())
    noted = [entry for entry in entries if entry.get("metadataKey") == RULES_TAG]
    led = [entry for entry in entries if entry.get("metadataKey") == LEADS_TAG]
    spare = []
    for key, tag in sorted(_column_tags(sheet, schema), key=lambda pair: pair[1].id):
        if key in tags:
            spare.append(tag.id)
        else:
            tags[key] = tag
    return SheetTab(
        id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        hidden=properties.get("hidden", False),
        grid=properties.get("sheetType", "GRID") == "GRID",
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        frozen_columns=grid.get("frozenColumnCount", 0),
        role=role,
        role_tag=role_tag,
        tags=tags,
        spare_tags=tuple(spare),
        rules=tuple(sheet.get("conditionalFormats", ())),
        protections=tuple(sheet.get("protectedRanges", ())),
        merges=tuple(sheet.get("merges", ())),
        filter=sheet.get("basicFilter", {}),
        tables=tuple(sheet.get("tables", ())),
        noted=tuple(chain.from_iterable(unpacked(note["metadataValue"]) for note in noted)),
        notes=tuple(note["metadataId"] for note in noted),
        schema=schema,
        foreign=_foreign(sheet, schema),
        built=next((e["metadataId"] for e in entries if e.get("metadataKey") == BUILT_TAG), 0),
        leads={int(one) for tag in led for one in tag.get("metadataValue", "").split()},
        lead_tags=tuple(tag["metadataId"] for tag in led),
    )


def _role(sheet: Json) -> tuple[str, int]:
    for entry in sheet.get("developerMetadata", ()):
        if entry.get("metadataKey") == TAB_TAG:
            return entry.get("metadataValue", ""), entry["metadataId"]
    return "", 0


def _column_tags(sheet: Json, schema: Schema) -> Iterator[tuple[str, Tag]]:
    wanted = column_tag(schema)
    return ((key, tag) for name, key, tag in _all_column_tags(sheet) if name == wanted)


def _all_column_tags(sheet: Json) -> Iterator[tuple[str, str, Tag]]:
    """The schema of each tag, the column's key and its position."""
    for grid in sheet.get("data", ()):
        for position, column in enumerate(
            grid.get("columnMetadata", ()), grid.get("startColumn", 0)
        ):
            for entry in column.get("developerMetadata", ()):
                name, key = entry.get("metadataKey", ""), entry.get("metadataValue", "")
                if _is_column_tag(name):
                    yield name, key, Tag(entry["metadataId"], position)


def _foreign(sheet: Json, schema: Schema) -> Mapping[str, Mapping[str, int]]:
    """The columns of a tab with tags of other registers, by the names of these."""
    found: dict[str, dict[str, int]] = {}
    for tag, key, place in sorted(_all_column_tags(sheet), key=lambda one: -one[2].id):
        name = tag.removeprefix(_COLUMN_TAG).removeprefix(".")
        if name != schema.name:
            found.setdefault(name, {})[key] = place.position
    return found


def _is_column_tag(key: str) -> bool:
    return key == _COLUMN_TAG or key.startswith(f"{_COLUMN_TAG}.")
