"""Options of `ppid.toml`, each declared once, as the field of the settings that it sets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Problem = str | tuple[str, str]
"""What is wrong, in Indonesian; with its remedy where that does not follow from it."""
OptionCheck = Callable[[Any], Problem | None]
"""What is wrong with a value as TOML gives it, or None."""
Make = Callable[[Any, Path], Any]
"""A good value as the settings hold it; the path is the folder of the file."""


def as_it_is(value: Any, _home: Path) -> Any:
    """A value that TOML gives as the settings hold it."""
    return value


class UnfitError(Exception):
    """What is wrong with several options together, and how to mend it, as clauses."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Kind:
    """What an option may be, and what becomes of it."""

    check: OptionCheck
    make: Make = as_it_is


@dataclass(frozen=True, slots=True)
class Option:
    """One key of `ppid.toml`: dotted path, default as TOML gives it, kind, and what it is for."""

    path: str
    default: Any
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of the file; `about` stands in its meanings, `defaults` replace those of its keys."""

    key: str
    type: type
    about: str
    defaults: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A part of the file whose keys the office chooses.

    `options` are those of a file, as TOML gives it; `make` makes a field of the checked values by
    dotted path. Both raise UnfitError for what cannot be or does not go together.
    """

    options: Callable[[Mapping[str, Any]], Iterable[Option]]
    make: Callable[[Mapping[str, Any]], Any]


def option(path: str, default: Any, kind: Kind, meaning: str) -> Any:
    """A field that one key sets; its path counts from the table that the class stands for."""
    return field(metadata={"option": Option(path, default, kind, meaning)})


def part(key: str, of: type, about: str = "", **defaults: Any) -> Any:
    """A field that a table of the file sets."""
    return field(metadata={"part": _Part(key, of, about, defaults)})


def keyed(table: Keyed) -> Any:
    """A field that keys of the office's own choice set."""
    return field(metadata={"keyed": table})


def declared(
    of: type, file: Mapping[str, Any], prefix: str = "", table: _Part | None = None
) -> Iterator[Option]:
    """The options of a class of settings for a file, in the order of its fields."""
    for one in fields(of):
        if below := one.metadata.get("part"):
            yield from declared(below.type, file, f"{prefix}{below.key}.", below)
        elif chosen := one.metadata.get("keyed"):
            yield from chosen.options(file)
        elif own := one.metadata.get("option"):
            about, defaults = (table.about, table.defaults) if table else ("", {})
            default = defaults.get(own.path, own.default)
            yield Option(prefix + own.path, default, own.kind, own.meaning.replace("{}", about))


def made(of: type[T], values: Mapping[str, Any], home: Path, prefix: str = "") -> T:
    """The settings of a class from checked values by dotted path."""
    found: dict[str, Any] = {}
    for one in fields(of):  # type: ignore[arg-type]
        if below := one.metadata.get("part"):
            found[one.name] = made(below.type, values, home, f"{prefix}{below.key}.")
        elif chosen := one.metadata.get("keyed"):
            found[one.name] = chosen.make(values)
        elif own := one.metadata.get("option"):
            found[one.name] = own.kind.make(values[prefix + own.path], home)
    return of(**found)
