"""How a Google Sheet is built: its tabs, and where the tags of the toolkit stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

COLUMN_TAG = "ppid"
"""Metadata key of a tagged column; the value is the column's key."""
TAB_TAG = "ppid.tab"
"""Metadata key of a tab that the toolkit made; the value is the title it was given."""
HOLD = "ppid-sheets: sedang disiapkan, lepas sendiri"
"""Description of the protection that keeps others off while columns are added or removed."""

_SHEET = (
    "properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),developerMetadata,"
    "conditionalFormats,"
    "protectedRanges(protectedRangeId,description,range,warningOnly,unprotectedRanges),"
    "data(columnMetadata(developerMetadata))"
)
FIELDS = f"properties(title,locale,timeZone),sheets({_SHEET})"
"""What is asked for: never a cell."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged column: its metadata id and its 0-based position."""

    id: int
    position: int


@dataclass(frozen=True, slots=True)
class SheetTab:
    """One tab. `role` is the title that the toolkit gave it, "" for a tab of the office's own.

    `tags` maps column keys to where they stand; `spare_tags` are ids of tags that repeat one.
    `rules` are its conditional rules in order, `protections` its protected ranges, as the API
    writes them.
    """

    id: int
    title: str
    hidden: bool
    rows: int
    columns: int
    role: str
    role_tag: int
    tags: Mapping[str, Tag]
    spare_tags: tuple[int, ...]
    rules: tuple[Json, ...]
    protections: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole spreadsheet as built at one moment."""

    title: str
    locale: str
    time_zone: str
    tabs: tuple[SheetTab, ...] = field(default=())

    @property
    def register(self) -> SheetTab | None:
        """The tab with tagged columns; of a tab and its copies the one with the most, the first."""
        tagged = [tab for tab in self.tabs if tab.tags]
        return max(tagged, key=lambda tab: len(tab.tags), default=None)

    @property
    def free_id(self) -> int:
        """The first of the ids that no tab has, nor any above it."""
        return max((tab.id for tab in self.tabs), default=0) + 1

    def of_role(self, title: str) -> SheetTab | None:
        """The tab that the toolkit made under this title, whatever it is called now."""
        return next((tab for tab in self.tabs if tab.role == title), None)

    def titled(self, title: str) -> SheetTab:
        """The tab of this title, or of this role."""
        found = self.of_role(title) or next((t for t in self.tabs if t.title == title), None)
        if found is None:
            raise KeyError(title)
        return found


def structure(answer: Json) -> Structure:
    """The spreadsheet that an answer with `FIELDS` describes; absent numbers are 0."""
    properties = answer.get("properties", {})
    taken: set[str] = set()
    return Structure(
        title=properties.get("title", ""),
        locale=properties.get("locale", ""),
        time_zone=properties.get("timeZone", ""),
        tabs=tuple(_tab(sheet, taken) for sheet in answer.get("sheets", ())),
    )


def _tab(sheet: Json, taken: set[str]) -> SheetTab:
    properties = sheet.get("properties", {})
    grid = properties.get("gridProperties", {})
    role, role_tag = _role(sheet)
    if role in taken:  # a copy of a tab carries its tag; the first is the one
        role = ""
    taken.add(role)
    tags: dict[str, Tag] = {}
    spare = []
    for key, tag in sorted(_column_tags(sheet), key=lambda pair: pair[1].id):
        if key in tags:
            spare.append(tag.id)
        else:
            tags[key] = tag
    return SheetTab(
        id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        hidden=properties.get("hidden", False),
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        role=role,
        role_tag=role_tag,
        tags=tags,
        spare_tags=tuple(spare),
        rules=tuple(sheet.get("conditionalFormats", ())),
        protections=tuple(sheet.get("protectedRanges", ())),
    )


def _role(sheet: Json) -> tuple[str, int]:
    for entry in sheet.get("developerMetadata", ()):
        if entry.get("metadataKey") == TAB_TAG:
            return entry.get("metadataValue", ""), entry["metadataId"]
    return "", 0


def _column_tags(sheet: Json) -> Iterator[tuple[str, Tag]]:
    for grid in sheet.get("data", ()):
        for position, column in enumerate(
            grid.get("columnMetadata", ()), grid.get("startColumn", 0)
        ):
            for entry in column.get("developerMetadata", ()):
                if entry.get("metadataKey") == COLUMN_TAG:
                    yield entry.get("metadataValue", ""), Tag(entry["metadataId"], position)
