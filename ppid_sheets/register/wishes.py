"""Columns of the SOP that an office wishes to have beside those of its own form."""

from collections.abc import Iterable, Sequence

from ppid_sheets.common.indonesian import listed
from ppid_sheets.errors import UsageError
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import fold, normal


def wished(texts: Iterable[str], schemas: Sequence[Schema]) -> tuple[tuple[str, ...], ...]:
    """The keys of columns named by header or key, several parted by commas, in the usual order:
    those of each register.

    A name is that of the first register that has it, but for "Keberatan: Keterangan", which names
    the tab as well. Raises UsageError for a name that no column has.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    found = [_found(name, schemas) for name in names]
    return tuple(
        tuple(column.key for column in schema.staff if (schema.name, column.key) in found)
        for schema in schemas
    )


def _found(name: str, schemas: Sequence[Schema]) -> tuple[str, str]:
    """The register, by its schema's name, and the key of a column."""
    tab, _, rest = (part.strip() for part in name.partition(":"))
    meant = [schema for schema in schemas if rest and fold(schema.tab) == fold(tab)]
    for schema in meant or schemas:
        key = _strongly(rest if meant else name, schema)
        if key:
            return schema.name, key
    known = listed([column.header for column in (meant or schemas)[0].staff])
    raise UsageError(f"Kolom '{name}' tidak dikenal", f"yang dapat ditambah: {known}")


def _strongly(name: str, schema: Schema) -> str:
    if any(column.key == name for column in schema.staff):
        return name
    rank, key = schema.names.get(normal(name), (9, ""))
    return key if rank < 2 else ""
