"""Finds or appends the styles that our cells and highlights need in `xl/styles.xml`."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, cast

from ppid_sheets.register.layout import TEXT_FORMAT
from ppid_sheets.register.look import Look
from ppid_sheets.register.looks import HIGHLIGHTS
from ppid_sheets.register.values import Style
from ppid_sheets.stores.xlsx.number_formats import BUILT_IN, FORMATS, letters_of, shows
from ppid_sheets.stores.xlsx.values import CellKind
from ppid_sheets.stores.xlsx.xml import (
    Edit,
    Element,
    attributes,
    document,
    escape,
    inside,
    put_inside,
    sections,
    set_attributes,
    splice,
)

EMPTY_PART = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}"/>'
)
OUR_BLANKS = "  "
"""Before the count of a section that we added, so that removal can distinguish it from one we
filled."""
UNKNOWN = cast(Style, "")
"""The style of a highlight that no longer looks like any of ours; unequal to every style."""

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
SEEDS: Mapping[str, tuple[str, ...]] = {
    "fonts": ("<font/>",),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border/>",),
    "cellStyleXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
}
_FIRST_CUSTOM = 164
_TEXT = 49


class Styles:
    """The style tables of a workbook; what is missing is appended, nothing is renumbered."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root, self._sections, held = sections(data)
        self._items = {name: [*held.get(name, ())] for name in _ORDER[:8]}
        self._held = {name: len(items) for name, items in self._items.items()}
        self._cells: dict[tuple[int, CellKind], int] = {}
        self._shown: dict[int, Literal["number", "date", "duration"]] = {}

    def is_text(self, style: int) -> bool:
        """True for a style whose cells store input as text (format 49 or "@")."""
        number = self._format_of(style)
        return number == _TEXT or self._code(number) == TEXT_FORMAT

    def shows(self, style: int) -> Literal["number", "date", "duration"]:
        """What a reader takes a number in a cell of this style for."""
        number = self._format_of(style)
        known = self._shown.get(number)
        if known is None:
            found = letters_of(self._code(number))
            known = "duration" if "[" in found else "date" if found else "number"
            self._shown[number] = known
        return known

    @property
    def shown(self) -> Sequence[Literal["number", "date", "duration"]]:
        """What a reader takes a number for, for every cell style of the workbook."""
        return [self.shows(style) for style in range(len(self._items["cellXfs"]))]

    def _format_of(self, style: int) -> int:
        styles = self._items["cellXfs"]
        written = _head(styles[style]).get("numFmtId", "0") if style < len(styles) else "0"
        return int(written) if written.isdecimal() else 0

    def cell(self, base: int, kind: CellKind) -> int:
        """The cell style that looks like `base` and lets a reader see a value of this kind.

        It is `base` itself wherever its number format already does.
        """
        known = self._cells.get((base, kind))
        if known is None:
            known = self._cells[base, kind] = self._fitted(base, kind)
        return known

    def _fitted(self, base: int, kind: CellKind) -> int:
        if kind in ("blank", "text", "truth"):
            return base
        styles = self._items["cellXfs"]
        known = base < len(styles)
        if shows(self._code(self._format_of(base)), kind):
            return base
        wanted = self.number_format(FORMATS[kind]) if kind in FORMATS else 0
        if not known:
            return self.append_cell_style(number_format=wanted)
        changes = {"numFmtId": str(wanted), "applyNumberFormat": "1"}
        return self._ensure("cellXfs", _with(styles[base], changes))

    def _code(self, format_id: int) -> str:
        for item in self._items["numFmts"]:
            found = _head(item)
            if found.get("numFmtId") == str(format_id):
                return found.get("formatCode", "")
        return BUILT_IN.get(format_id, "")

    def number_format(self, code: str) -> int:
        """The id of a number format."""
        taken = [_FIRST_CUSTOM - 1]
        for found in map(_head, self._items["numFmts"]):
            taken.append(int(found["numFmtId"]))
            if found.get("formatCode") == code:
                return taken[-1]
        new = f'<numFmt numFmtId="{max(taken) + 1}" formatCode="{escape(code)}"/>'
        self._ensure("numFmts", new)
        return max(taken) + 1

    def append_cell_style(
        self,
        *,
        number_format: int = 0,
        font: str = "",
        fill: str = "",
        border: str = "",
        alignment: str = "",
        protection: str = "",
    ) -> int:
        """The cell style made of these parts, each the XML of one element or "" for the usual."""
        ids = {
            section: self._ensure(section, xml) if xml else 0
            for section, xml in (("fonts", font), ("fills", fill), ("borders", border))
        }
        self._seed("cellStyleXfs")
        applied = "".join(
            f' apply{name}="1"'
            for name, used in (
                ("NumberFormat", number_format),
                ("Font", font),
                ("Fill", fill),
                ("Border", border),
                ("Alignment", alignment),
                ("Protection", protection),
            )
            if used
        )
        start = (
            f'<xf numFmtId="{number_format}" fontId="{ids["fonts"]}" fillId="{ids["fills"]}" '
            f'borderId="{ids["borders"]}" xfId="0"{applied}'
        )
        inner = alignment + protection
        return self._ensure("cellXfs", f"{start}>{inner}</xf>" if inner else f"{start}/>")

    def highlight(self, style: Style) -> int:
        """The index of the differential style of a highlight."""
        known = (at for at in range(len(self._items["dxfs"])) if self.style_of(at) == style)
        found = next(known, None)
        return self._ensure("dxfs", highlight_xml(style)) if found is None else found

    def style_of(self, index: int) -> Style:
        """Which highlight a differential style is, by its colours; `UNKNOWN` if none."""
        items = self._items["dxfs"]
        if not 0 <= index < len(items):
            return UNKNOWN
        look = _look(items[index])
        return next((style for style, known in HIGHLIGHTS.items() if known == look), UNKNOWN)

    def _ensure(self, section: str, xml: str | bytes) -> int:
        """The index of an element in a section, appended where it is not there yet."""
        text = self._prefixed(xml) if isinstance(xml, str) else xml
        self._seed(section)
        items = self._items[section]
        if text not in items:
            items.append(text)
        return items.index(text)

    def _seed(self, section: str) -> None:
        """Give an empty section the first elements that applications take for granted."""
        if not self._items[section]:
            self._items[section] += [self._prefixed(seed) for seed in SEEDS.get(section, ())]

    def _prefixed(self, xml: str) -> bytes:
        return re.sub(r"<(/?)(?=\w)", rf"<\1{self._root.prefix}", xml).encode()

    @property
    def changed(self) -> bool:
        """True once an element was appended."""
        return any(len(items) > self._held[name] for name, items in self._items.items())

    def to_bytes(self) -> bytes:
        """The part with the new elements at the ends of their sections, else as it was."""
        edits: list[Edit] = []
        for name, items in self._items.items():
            new = b"".join(items[self._held[name] :])
            if new and name in self._sections:
                edits += self._grown(self._sections[name], len(items), new)
            elif new:
                edits.append(self._new_section(name, len(items), new))
        return self._joined(sorted(edits, key=lambda edit: edit[:2]))

    def _joined(self, edits: list[Edit]) -> bytes:
        if not self._root.empty or not edits:
            return splice(self._data, edits)
        content = b"".join(text for _, _, text in edits)
        return splice(self._data, [put_inside(self._data, self._root, content)])

    def _grown(self, section: Element, count: int, new: bytes) -> list[Edit]:
        head = set_attributes(self._data, section, {"count": str(count)})
        return [head, put_inside(self._data, section, new)]

    def _new_section(self, name: str, count: int, new: bytes) -> Edit:
        later = _ORDER[_ORDER.index(name) + 1 :]
        starts = [found.start for found in self._sections.values() if found.name in later]
        at = min(starts, default=self._root.inner_end)
        tag = f"{self._root.prefix}{name}"
        return at, at, f'<{tag}{OUR_BLANKS}count="{count}">'.encode() + new + f"</{tag}>".encode()


def highlight_xml(style: Style) -> str:
    """The differential style of a highlight as it is appended."""
    look = HIGHLIGHTS[style]
    bold = '<b/><i val="0"/>' if look.bold else ""
    return (
        f'<dxf><font>{bold}<color rgb="FF{look.colour}"/></font><fill><patternFill>'
        f'<bgColor rgb="FF{look.fill}"/></patternFill></fill></dxf>'
    )


def _head(item: bytes) -> dict[str, str]:
    """The attributes of an element's own tag."""
    return attributes(document(item).attributes)


def _with(item: bytes, values: dict[str, str]) -> bytes:
    """An element with other attributes on its own tag."""
    return splice(item, [set_attributes(item, document(item), values)])


def _look(item: bytes) -> Look | None:
    """The fill, the font colour and the weight of a differential style, as far as it has them."""
    parts = {found.name: found for found in inside(item, document(item))}
    if not {"font", "fill"} <= parts.keys():
        return None
    font = {found.name: found for found in inside(item, parts["font"])}
    fill = parts["fill"]
    background = re.search(
        rb'<(?:\w+:)?bgColor\s[^>]*?rgb="(\w+)"', item[fill.inner : fill.inner_end]
    )
    color = font["color"].get("rgb") if "color" in font else None
    if not background or not color:
        return None
    bold = "b" in font and font["b"].get("val") not in ("0", "false")
    return Look(colour=color[-6:].upper(), bold=bold, fill=background[1].decode()[-6:].upper())
