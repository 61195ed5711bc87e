"""Under which key the archive keeps each register of a workbook.

The requests have the key of the place where they live. A register beside them has that and its
name after a slash, so that it is a register of its own: with its own rows, states and findings. An
archive of a version that knew the requests alone goes on without a change, and such a version goes
on with an archive of this one.
"""

from collections.abc import Sequence

from ppid_sheets.archive.database import Archive
from ppid_sheets.register.schema import Schema

_SLASH = "/"


def key_of(place: str, schema: Schema) -> str:
    """The key of a register of this kind in a place."""
    return f"{place}{_SLASH}{schema.name}" if schema.name else place


def name_in(key: str) -> str:
    """The name of the kind of register that has a key; "" for the requests."""
    return key.partition(_SLASH)[2]


def registers(archive: Archive, schema: Schema) -> Sequence[int]:
    """All registers of a kind."""
    rows = archive.all("SELECT id, key FROM register ORDER BY id")
    return [id_ for id_, key in rows if name_in(key) == schema.name]
