"""Knows requests again that left the register for a tab or file of an earlier year."""

from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from ppid_sheets.archive.content import Cells, Plain, typed
from ppid_sheets.register.cells import read_date, read_text
from ppid_sheets.register.parts import key_columns, keys, request_keys
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import fold


class Elsewhere:
    """The requests of the earlier parts; nothing is looked into before it is asked."""

    def __init__(self, parts: Iterable[Table], schema: Schema) -> None:
        self._parts, self._schema = parts, schema

    @cached_property
    def _known(self) -> frozenset[tuple[object, ...]]:
        return frozenset(
            key
            for table in self._parts
            for said in keys(table.frame, self._schema).values()
            for key in said
        ) - {()}

    def holds(self, cells: Cells) -> bool:
        """True for a request of this content in one of the earlier parts."""
        number, received_on, name, asked = map(cells.get, key_columns(self._schema))
        received = read_date(typed(received_on)).value
        day = pd.Timestamp(received) if received else None
        return not self._known.isdisjoint(
            request_keys(_text(number), day, _text(name), _text(asked))
        )


def _text(kept: Plain | None) -> str:
    return fold(read_text(typed(kept)).value or "")
