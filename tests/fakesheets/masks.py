"""Field masks: `sheets(properties,data.rowData)` as a tree, and what they let through."""

import re
from typing import Any

Mask = dict[str, "Mask"]
"""Names to masks of what is inside; an empty mask lets everything inside through."""

_TOKEN = re.compile(r"[A-Za-z0-9_$]+|[*(),./]")


def parse(text: str) -> Mask:
    """The tree of a mask; raises ValueError where it is malformed. `*` is the empty mask."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", "") or not tokens:
        raise ValueError(text)
    mask = _several(tokens)
    if tokens:
        raise ValueError(text)
    return mask


def _several(tokens: list[str]) -> Mask:
    mask: Mask = {}
    everything = False
    while True:
        name, inside = _one(tokens)
        everything |= name == "*"
        _merge(mask, name, inside)
        if not tokens or tokens[0] != ",":
            return {} if everything else mask
        tokens.pop(0)


def _one(tokens: list[str]) -> tuple[str, Mask]:
    name = tokens.pop(0) if tokens else ""
    if not name or name in "(),./":
        raise ValueError(name)
    if tokens and tokens[0] in "./":
        tokens.pop(0)
        inner, inside = _one(tokens)
        return name, {} if inner == "*" else {inner: inside}
    if tokens and tokens[0] == "(":
        tokens.pop(0)
        inside = _several(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError(name)
        return name, inside
    return name, {}


def _merge(mask: Mask, name: str, inside: Mask) -> None:
    if name not in mask:
        mask[name] = inside
    elif not mask[name] or not inside:
        mask[name] = {}
    else:
        for inner, more in inside.items():
            _merge(mask[name], inner, more)


def wants(mask: Mask, *path: str) -> bool:
    """Whether anything at that path passes."""
    for name in path:
        if not mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def inside(mask: Mask, name: str) -> Mask:
    """The mask for what a field holds."""
    return mask.get(name, {})


def only(mask: Mask, value: Any) -> Any:
    """What passes of an answer."""
    if not mask or isinstance(value, Finished):
        return value
    if isinstance(value, list):
        return [only(mask, item) for item in value]
    if isinstance(value, dict):
        return {name: only(mask[name], item) for name, item in value.items() if name in mask}
    return value


class Finished(list[Any]):
    """A long list whose items are masked and pruned; items that are alike are one object."""


def prune(message: Any, zeros: bool) -> Any:
    """A message without the scalars that are at their default, as proto3 sends it.

    `zeros` keeps the id and index in the properties of sheets.
    """
    if isinstance(message, Finished):
        return message
    if isinstance(message, list):
        return [prune(item, zeros) if isinstance(item, _DEEP) else item for item in message]
    if not isinstance(message, dict):
        return message
    named = zeros and "sheetType" in message
    sent = {}
    for name, item in message.items():
        if isinstance(item, _DEEP):
            if item != []:
                sent[name] = item if _goes_as_it_is(name, item) else prune(item, zeros)
        elif item or name in _ALWAYS or (named and name in ("sheetId", "index")):
            sent[name] = item
    return sent


_DEEP = (dict, list)
_ALWAYS = frozenset(("numberValue", "boolValue", "stringValue"))


def _goes_as_it_is(name: str, item: Any) -> bool:
    """Grids of plain values are not walked; filters come back as they were sent."""
    grid = name == "values" and isinstance(item[0], list | tuple)
    return grid or name in ("dataFilter", "dataFilters")


def with_twins(mask: Mask) -> Mask:
    """A mask where a colour and its newer form, which are one thing, go together."""
    new = {name: with_twins(deeper) for name, deeper in mask.items()}
    for name in mask:
        plain = name.removesuffix("Style")
        if plain == "color" or plain.endswith("Color"):
            new[plain] = new[f"{plain}Style"] = {}
    return new


def replaced(mask: Mask, old: Any, new: Any) -> Any:
    """`old` with the fields of the mask as they are in `new`; what `new` lacks is cleared."""
    if not mask:
        return new
    result = dict(old or {})
    for name, deeper in mask.items():
        value = replaced(deeper, result.get(name), (new or {}).get(name))
        if value is None or (deeper and value == {}):
            result.pop(name, None)
        else:
            result[name] = value
    return result
