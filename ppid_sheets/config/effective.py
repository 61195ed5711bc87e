"""The settings in force, as a file that reads back."""

import json

from ppid_sheets.config.settings import Settings


def as_toml(settings: Settings) -> str:
    """The effective settings as a `ppid.toml` with a remark on every key."""
    lines = []
    table = ""
    for option in settings.options:
        *path, key = option.path.split(".")
        if ".".join(path) != table:
            table = ".".join(path)
            lines += ["", f"[{table}]"]
        lines.append(f"{key} = {_toml(settings.values[option.path])}  # {option.meaning}")
    if not settings.rulings:
        lines += ["", "# [aturan]", '# T07 = "info"', "# L04 = false"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            pairs = (f"{_toml(key)} = {_toml(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")
        case _:
            return str(value)
