"""Columns of the SOP that an office wishes to have beside those of its own form."""

from collections.abc import Iterable

from ppid_sheets.common.indonesian import listed
from ppid_sheets.errors import UsageError
from ppid_sheets.register.columns import STAFF_COLUMNS
from ppid_sheets.register.header import NAMES, normal

_KEYS = {column.key: column.key for column in STAFF_COLUMNS}


def wished(texts: Iterable[str]) -> tuple[str, ...]:
    """The keys of columns named by header or key, several parted by commas, in the usual order.

    Raises UsageError for a name that no column has.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    keys = {name: _KEYS.get(name) or _strongly(name) for name in names}
    for name, key in keys.items():
        if key is None:
            known = listed([column.header for column in STAFF_COLUMNS])
            raise UsageError(f"Kolom '{name}' tidak dikenal; yang dapat ditambah: {known}.")
    return tuple(key for key in _KEYS if key in keys.values())


def _strongly(name: str) -> str | None:
    rank, key = NAMES.get(normal(name), (9, ""))
    return key if rank < 2 else None
