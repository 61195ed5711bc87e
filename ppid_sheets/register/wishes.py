"""Columns of the SOP that an office wishes to have beside those of its own form."""

from collections.abc import Iterable

from ppid_sheets.common.indonesian import listed
from ppid_sheets.errors import UsageError
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import normal


def wished(texts: Iterable[str], schema: Schema) -> tuple[str, ...]:
    """The keys of columns named by header or key, several parted by commas, in the usual order.

    Raises UsageError for a name that no column has.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    own = [column.key for column in schema.staff]
    keys = {name: name if name in own else _strongly(name, schema) for name in names}
    for name, key in keys.items():
        if key is None:
            known = listed([column.header for column in schema.staff])
            raise UsageError(f"Kolom '{name}' tidak dikenal", f"yang dapat ditambah: {known}")
    return tuple(key for key in own if key in keys.values())


def _strongly(name: str, schema: Schema) -> str | None:
    rank, key = schema.names.get(normal(name), (9, ""))
    return key if rank < 2 else None
