"""Knows how the parts of an .xlsx file hang together: the workbook, its tabs, its relations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath, splitext
from urllib.parse import unquote

from ppid_sheets.stores.xlsx import names
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.styles import EMPTY_PART, Styles
from ppid_sheets.stores.xlsx.xml import (
    Element,
    UnreadableError,
    UnsupportedError,
    attributes,
    child,
    document,
    escape,
    inside,
    put_inside,
    set_attributes,
    splice,
)

CONTENT_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."

_STYLED = re.compile(rb"""\ss\s*=\s*["']\s*0*[1-9]""")


class NotAWorkbookError(Exception):
    """The zip holds no .xlsx workbook."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A tab: its title, its part, whether people see it."""

    title: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the kind is the last word of the relation's type."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type, such as "worksheet"."""
        return self.type.rpartition("/")[2]


class WorkbookParts:
    """The workbook inside a package; raises `NotAWorkbookError` when there is none."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = [
            relation.target
            for relation in self.relations("")
            if relation.kind == "officeDocument" and relation.target in package
        ]
        if not targets or not targets[0].lower().endswith(".xml"):
            raise NotAWorkbookError
        self.part = targets[0]
        root = document(package.read(self.part))
        if root.name != "workbook":
            raise NotAWorkbookError
        self.prefix = root.prefix
        self.namespace = root.get(f"xmlns:{root.prefix}".strip(":")) or ""

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature, which any change would break."""
        return any(relation.kind == "origin" for relation in self.relations(""))

    @property
    def epoch1904(self) -> bool:
        """Whether the workbook counts days from 1904."""
        found = self._child("workbookPr")
        return found is not None and found.get("date1904") in ("1", "true")

    def _child(self, name: str) -> Element | None:
        data = self.package.read(self.part)
        return child(data, document(data), name)

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the package, "" being the package itself."""
        name = _relations_of(part)
        if name not in self.package:
            return []
        return [
            Relation(id_, type_, self._target(part, target))
            for id_, type_, target in _relations_in(self.package.read(name))
        ]

    def _target(self, part: str, written: str) -> str:
        """The part that a relation leads to; some programs write backslashes, or escape letters."""
        target = _absolute(part, written)
        return target if target in self.package else unquote(target)

    def sheets(self) -> list[SheetPart]:
        """The tabs in their order; charts, macros, dialogs and tabs without a relation left out.

        Raises `KeyError` where the part of a tab is missing, `UnreadableError` where all are.
        """
        targets = {
            relation.id: relation.target
            for relation in self.relations(self.part)
            if relation.kind == "worksheet"
        }
        found = [
            SheetPart(told.get("name", ""), targets[id_], told.get("state", "visible") == "visible")
            for told in (attributes(element.attributes) for element in self.sheet_elements())
            for id_ in (_relation_id(told),)
            if id_ in targets
        ]
        missing = [sheet.part for sheet in found if sheet.part not in self.package]
        if len(missing) == len(found):
            raise UnreadableError(
                "tidak ada satu pun tab lembar kerja di dalamnya", "periksa berkasnya di Excel"
            )
        if missing:
            raise KeyError(missing[0])
        return found

    def sheet_elements(self) -> Sequence[Element]:
        """The elements of all tabs in the workbook part."""
        return _tabs_in(self.package.read(self.part))

    def titles(self) -> list[str]:
        """The titles of all tabs, charts among them."""
        return [found.get("name") or "" for found in self.sheet_elements()]

    def sheet(self, title: str) -> SheetPart:
        """The tab of that title; raises `UnsupportedError` when it is gone, or not the only one."""
        sheets = self.sheets()
        alike = [sheet for sheet in sheets if sheet.title.lower() == title.lower()]
        found = next((sheet for sheet in alike if sheet.title == title), None)
        if found is None:
            raise UnsupportedError(f"tab {title} tidak ada")
        if len(alike) > 1 or [sheet.part for sheet in sheets].count(found.part) > 1:
            raise UnsupportedError(f"tab {title} ada dua", "ganti nama salah satunya")
        return found

    def related(self, kind: str) -> str | None:
        """The part that the workbook has for a purpose, such as "styles"; None if there is none."""
        found = (rel.target for rel in self.relations(self.part) if rel.kind == kind)
        return next((target for target in found if target in self.package), None)

    def styles(self) -> Styles:
        """The workbook's styles, an empty table where it has none."""
        part = self.related("styles")
        if part:
            return Styles(self.package.read(part))
        return Styles(EMPTY_PART.format(namespace=self.namespace).encode())

    def put_styles(self, styles: Styles) -> None:
        """Write the styles back where they were changed."""
        part = self.related("styles")
        if part:
            self.package.write(part, styles.to_bytes())
        elif styles.changed:
            self._refuse_lost_styles()
            part, _ = self.add_part("styles", join(dirname(self.part), "styles.xml"))
            self.package.write(part, styles.to_bytes())

    def _refuse_lost_styles(self) -> None:
        """Raise where cells have styles that lie nowhere: new ones would become theirs."""
        was = Package(self.package.data)
        if any(_STYLED.search(was.read(s.part)) for s in self.sheets() if s.part in was):
            raise UnsupportedError("gaya sel-selnya (styles.xml) tidak terhubung dengan buku kerja")

    def add_part(self, kind: str, name: str) -> tuple[str, str]:
        """Register a new part of the workbook under a free name like `name`.

        Returns the part's name and the id of the relation that leads to it; the caller writes it.
        A content type or a relation that was left behind without its part is taken over.
        """
        stem, suffix = splitext(name)
        types = self.package.read(CONTENT_TYPES)
        content = f"{_SPREADSHEET}{kind}+xml"
        stated = {
            (found.get("PartName") or "").lower(): found.get("ContentType")
            for found in inside(types, document(types))
        }
        number = 1
        while name in self.package or stated.get(f"/{name}".lower(), content) != content:
            number += 1
            name = f"{stem}{number}{suffix}"
        if f"/{name}".lower() not in stated:
            override = f'Override PartName="/{escape(name)}" ContentType="{content}"'
            self.package.write(CONTENT_TYPES, _appended(types, override))
        held = self.relations(self.part)
        for relation in held:
            if relation.kind == kind and relation.target.lower() == name.lower():
                return name, relation.id
        taken = {relation.id for relation in held}
        new = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        target = escape(relpath(name, dirname(self.part)))
        type_ = f"{self.relation_namespace}/{kind}"
        tag = f'Relationship Id="{new}" Type="{type_}" Target="{target}"'
        relations = _relations_of(self.part)
        self.package.write(relations, _appended(self.package.read(relations), tag))
        return name, new

    def remove_tab(self, title: str) -> None:
        """Take a tab out: its place in the workbook, its names, its part and what leads there."""
        part = self.sheet(title).part
        elements = self.sheet_elements()
        index = next(i for i, found in enumerate(elements) if found.get("name") == title)
        data = self.package.read(self.part)
        data = splice(data, [(elements[index].start, elements[index].end, b"")])
        data = names.without_tab(data, index)
        views = child(data, document(data), "bookViews")
        edits = [
            set_attributes(data, view, {"activeTab": str(max(0, int(at) - 1))})
            for view in (inside(data, views) if views else ())
            if (at := view.get("activeTab")) and at.isdigit() and int(at) >= index
        ]
        self.package.write(self.part, splice(data, edits))
        self.remove_part(part)

    @property
    def relation_namespace(self) -> str:
        """The namespace of relations, which differs between strict and usual workbooks."""
        types = (rel.type for rel in self.relations(self.part) if rel.kind == "worksheet")
        return next(types).rpartition("/")[0]

    def drop_calculation_chain(self) -> None:
        """Remove the list of cells with formulas; applications build it anew."""
        part = self.related("calcChain")
        if part:
            self.remove_part(part)

    def remove_part(self, part: str) -> None:
        """Take out a part and what leads there."""
        for held in (part, _relations_of(part)):
            if held in self.package:
                self.package.remove(held)
        self._drop(CONTENT_TYPES, "PartName", part)
        self._drop(_relations_of(self.part), "Target", part)

    def _drop(self, holder: str, attribute: str, value: str) -> None:
        data = self.package.read(holder)
        gone = [
            (found.start, found.end, b"")
            for found in inside(data, document(data))
            if _same_part(self.part, found.get(attribute) or "", value)
        ]
        self.package.write(holder, splice(data, gone))


def _same_part(workbook: str, written: str, part: str) -> bool:
    return normpath(join("/", dirname(workbook), written)).lower() == join("/", part).lower()


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


@lru_cache(maxsize=512)
def _absolute(part: str, written: str) -> str:
    return normpath(join("/", dirname(part), written.replace("\\", "/")))[1:]


@lru_cache(maxsize=64)
def _relations_in(data: bytes) -> Sequence[tuple[str, str, str]]:
    """Id, type and target of the relations in a part that lead to parts of the package."""
    told = (attributes(found.attributes) for found in inside(data, document(data)))
    return [
        (one.get("Id", ""), one.get("Type", ""), one.get("Target", ""))
        for one in told
        if one.get("TargetMode") != "External"
    ]


@lru_cache(maxsize=16)
def _tabs_in(data: bytes) -> Sequence[Element]:
    sheets = child(data, document(data), "sheets")
    return list(inside(data, sheets)) if sheets else []


def _relation_id(sheet: Mapping[str, str]) -> str:
    """The `r:id` of a tab, whatever prefix stands for the namespace."""
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _appended(data: bytes, tag: str) -> bytes:
    root = document(data)
    return splice(data, [put_inside(data, root, f"<{root.prefix}{tag}/>".encode())])
