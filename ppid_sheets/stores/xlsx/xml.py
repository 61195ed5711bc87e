"""Finds elements in the bytes of an XML part, so that a part can be edited as text."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Edit = tuple[int, int, bytes]
"""Replace the bytes from the first offset up to the second with the third."""

ATTRIBUTES = rb"""(?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_ATTRIBUTE = re.compile(rb"""([^\s=<>/"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_MARKUP = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"""|<(?P<close>/?)(?P<name>[^\s=<>/!?"']+)(?P<attributes>""" + ATTRIBUTES + rb")"
    rb"\s*(?P<empty>/?)>|<",
    re.DOTALL,
)
_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']""")


class UnsupportedError(Exception):
    """A part cannot be edited without risk; the text is an Indonesian clause that says why.

    `remedy`, a clause as well, says how to mend that; "" where only another way of saving may help.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class UnreadableError(UnsupportedError):
    """A part cannot even be read, though the file may be whole."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its offsets: `start:end` with its tags, `inner:inner_end` between them."""

    tag: str
    attributes: bytes
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def name(self) -> str:
        """The name without its namespace prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The namespace prefix with its colon, or ""."""
        return self.tag[: -len(self.name)]

    @property
    def empty(self) -> bool:
        """True when the element is written as one tag, `<a/>`."""
        return self.inner_end == self.end

    def get(self, name: str) -> str | None:
        """The unescaped value of an attribute, or None."""
        return _attributes(self.attributes).get(name)


def attributes(text: bytes) -> dict[str, str]:
    """The attributes in the inside of a tag, unescaped, by their name as written."""
    return {
        name.decode(): html.unescape((double or single).decode())
        for name, double, single in _ATTRIBUTE.findall(text)
    }


_attributes = lru_cache(maxsize=1024)(attributes)
"""For a look at one of them: the columns of a sheet are asked one by one, and are written alike."""


def escape(text: str) -> str:
    """Text as it stands in XML, within an element or an attribute in double quotes."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text


def document(data: bytes) -> Element:
    """The root element; its end is where its closing tag begins to end the part.

    Raises `UnsupportedError` unless the part is UTF-8 without a document type.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]:
        raise UnsupportedError("isinya tidak ditulis dalam UTF-8")
    declared = _ENCODING.search(data, 0, 200)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        raise UnsupportedError("isinya tidak ditulis dalam UTF-8")
    opening = next(_tags(data, 0, len(data)), None)
    if opening is None or opening["close"]:
        raise UnsupportedError("susunan XML-nya tidak dikenal")
    return _root(data, opening)


def _root(data: bytes, match: re.Match[bytes]) -> Element:
    end = match.end() if match["empty"] else data.rfind(b"</" + match["name"])
    if end < match.end():
        raise UnsupportedError("berkasnya terpotong")
    tail = end if match["empty"] else data.find(b">", end) + 1
    return Element(
        match["name"].decode(), match["attributes"], match.start(), match.end(), end, tail
    )


def children(data: bytes, start: int, end: int, until: str = "") -> Iterator[Element]:
    """The elements directly within `start:end`, in order.

    Stops at the opening tag of a child named `until`, which is yielded as if it were empty.
    Raises `UnsupportedError` where tags do not pair up.
    """
    opened: list[re.Match[bytes]] = []
    for match in _tags(data, start, end):
        if not opened and until and _local_name(match) == until:
            yield _element(match, None)
            return
        if match["close"]:
            opening = opened.pop() if opened else match
            if opening["name"] != match["name"] or opening["close"]:
                raise UnsupportedError("susunan XML-nya tidak berpasangan")
            if not opened:
                yield _element(opening, match)
        elif not match["empty"]:
            opened.append(match)
        elif not opened:
            yield _element(match, None)
    if opened:
        raise UnsupportedError("susunan XML-nya tidak berpasangan")


def _tags(data: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
    """The tags in order; comments, character data and processing instructions left out."""
    for match in _MARKUP.finditer(data, start, end):
        if match["name"] is not None:
            yield match
        elif match[0] == b"<":
            raise UnsupportedError("susunan XML-nya tidak dikenal")


def _local_name(match: re.Match[bytes]) -> str:
    return match["name"].decode().rpartition(":")[2]


def _element(opening: re.Match[bytes], closing: re.Match[bytes] | None) -> Element:
    return Element(
        opening["name"].decode(),
        opening["attributes"],
        opening.start(),
        opening.end(),
        closing.start() if closing else opening.end(),
        closing.end() if closing else opening.end(),
    )


def inside(data: bytes, element: Element) -> Iterator[Element]:
    """The children of an element."""
    return children(data, element.inner, element.inner_end)


def child(data: bytes, element: Element, name: str) -> Element | None:
    """The first child of that name, or None."""
    return next((found for found in inside(data, element) if found.name == name), None)


@lru_cache(maxsize=4)
def sections(
    data: bytes,
) -> tuple[Element, Mapping[str, Element], Mapping[str, Sequence[bytes]]]:
    """The root element of a part, the elements in it by name, and what stands in each of these."""
    root = document(data)
    found = {element.name: element for element in inside(data, root)}
    items = {
        name: [data[item.start : item.end] for item in inside(data, element)]
        for name, element in found.items()
    }
    return root, found, items


def text_of(data: bytes, element: Element) -> str:
    """The unescaped text of an element without children."""
    return html.unescape(data[element.inner : element.inner_end].decode())


def put_inside(data: bytes, element: Element, content: bytes) -> Edit:
    """The edit that appends `content` to an element, opening it where it is empty."""
    if not element.empty:
        return element.inner_end, element.inner_end, content
    slash = data.rindex(b"/", element.start, element.end)
    return slash, element.end, b">" + content + f"</{element.tag}>".encode()


def put_after(data: bytes, element: Element, before: Collection[str], content: str) -> Edit:
    """The edit that puts `content` behind the last child of an element with one of these names."""
    at = max(found.end for found in inside(data, element) if found.name in before)
    return at, at, content.encode()


def set_attributes(data: bytes, element: Element, values: dict[str, str]) -> Edit:
    """The edit that rewrites an opening tag with these attributes set, others as they are."""
    start = element.start + 1 + len(element.tag)
    text = with_attributes(element.attributes, values)
    return start, start + len(element.attributes), text


def with_attributes(text: bytes, values: Mapping[str, str]) -> bytes:
    """The inside of a tag with these attributes set, each once, all others as they are written."""
    edits: list[Edit] = []
    missing = dict(values)
    for found in _ATTRIBUTE.finditer(text):
        value = missing.pop(found[1].decode(), None)
        if value is not None:
            edits.append((*found.span(), f'{found[1].decode()}="{escape(value)}"'.encode()))
    new = "".join(f' {name}="{escape(value)}"' for name, value in missing.items())
    return splice(text, edits) + new.encode()


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits carried out; edits are disjoint and in order of their offsets."""
    pieces: list[bytes] = []
    done = 0
    for start, end, text in edits:
        pieces += (data[done:start], text)
        done = end
    pieces.append(data[done:])
    return b"".join(pieces)
