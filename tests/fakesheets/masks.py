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
    if not mask:
        return value
    if isinstance(value, list):
        return [only(mask, item) for item in value]
    if isinstance(value, dict):
        return {name: only(mask[name], item) for name, item in value.items() if name in mask}
    return value


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
