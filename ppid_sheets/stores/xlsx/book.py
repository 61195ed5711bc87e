"""Knows how the parts of an .xlsx file hang together: the workbook, its tabs, its relations."""

from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath, splitext

from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.styles import EMPTY_PART, Styles
from ppid_sheets.stores.xlsx.xml import (
    Element,
    UnsupportedError,
    attributes,
    child,
    document,
    escape,
    inside,
    put_inside,
    splice,
)

CONTENT_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


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


class Book:
    """The workbook inside a package; raises `NotAWorkbookError` when there is none."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = [
            relation.target
            for relation in self.relations("")
            if relation.kind == "officeDocument" and relation.target in package
        ]
        if not targets or not targets[0].endswith(".xml"):
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
        data = self.package.read(name)
        return [
            Relation(
                found.get("Id") or "",
                found.get("Type") or "",
                normpath(join("/", dirname(part), found.get("Target") or ""))[1:],
            )
            for found in inside(data, document(data))
            if found.get("TargetMode") != "External"
        ]

    def sheets(self) -> list[SheetPart]:
        """The tabs in their order, chart tabs and other kinds left out."""
        targets = {
            relation.id: relation.target
            for relation in self.relations(self.part)
            if relation.kind == "worksheet" and relation.target in self.package
        }
        return [
            SheetPart(
                found.get("name") or "",
                targets[_relation_id(found)],
                found.get("state") in (None, "visible"),
            )
            for found in self.sheet_elements()
            if _relation_id(found) in targets
        ]

    def sheet_elements(self) -> list[Element]:
        """The elements of all tabs in the workbook part."""
        data = self.package.read(self.part)
        sheets = self._child("sheets")
        return list(inside(data, sheets)) if sheets else []

    def titles(self) -> list[str]:
        """The titles of all tabs, charts among them."""
        return [found.get("name") or "" for found in self.sheet_elements()]

    def sheet(self, title: str) -> SheetPart:
        """The tab of that title; raises `UnsupportedError` when it is gone."""
        for sheet in self.sheets():
            if sheet.title == title:
                return sheet
        raise UnsupportedError(f"tab {title} tidak ada")

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
            part, _ = self.add_part("styles", join(dirname(self.part), "styles.xml"))
            self.package.write(part, styles.to_bytes())

    def add_part(self, kind: str, name: str) -> tuple[str, str]:
        """Register a new part of the workbook under a free name like `name`.

        Returns the part's name and the id of the relation that leads to it; the caller writes it.
        """
        stem, suffix = splitext(name)
        number = 1
        while name in self.package:
            number += 1
            name = f"{stem}{number}{suffix}"
        types = self.package.read(CONTENT_TYPES)
        override = f'Override PartName="/{name}" ContentType="{_SPREADSHEET}{kind}+xml"'
        self.package.write(CONTENT_TYPES, _appended(types, override))
        relations = _relations_of(self.part)
        taken = {relation.id for relation in self.relations(self.part)}
        new = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        target = escape(relpath(name, dirname(self.part)))
        type_ = f"{self.relation_namespace}/{kind}"
        relation = f'Relationship Id="{new}" Type="{type_}" Target="{target}"'
        self.package.write(relations, _appended(self.package.read(relations), relation))
        return name, new

    @property
    def relation_namespace(self) -> str:
        """The namespace of relations, which differs between strict and usual workbooks."""
        types = (rel.type for rel in self.relations(self.part) if rel.kind == "worksheet")
        return next(types).rpartition("/")[0]

    def drop_calculation_chain(self) -> None:
        """Remove the list of cells with formulas; applications build it anew."""
        part = self.related("calcChain")
        if part:
            self.package.remove(part)
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


def _relation_id(sheet: Element) -> str:
    """The `r:id` of a tab, whatever prefix stands for the namespace."""
    found = attributes(sheet.attributes)
    return next((value for name, value in found.items() if name.endswith(":id")), "")


def _appended(data: bytes, tag: str) -> bytes:
    root = document(data)
    return splice(data, [put_inside(data, root, f"<{root.prefix}{tag}/>".encode())])
