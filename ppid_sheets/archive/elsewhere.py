"""Knows requests again that left the register for a tab or file of an earlier year."""

from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from ppid_sheets.archive.content import Cells, typed
from ppid_sheets.register.cells import read_date, read_text
from ppid_sheets.register.parts import keys, known_by
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import fold


class Elsewhere:
    """The requests of the earlier parts; nothing is looked into before it is asked."""

    def __init__(self, parts: Iterable[Table]) -> None:
        self._parts = parts

    @cached_property
    def _known(self) -> frozenset[tuple[object, ...]]:
        return frozenset(
            key for table in self._parts for said in keys(table.frame).values() for key in said
        ) - {()}

    def holds(self, cells: Cells) -> bool:
        """Whether a request of this content stands there."""
        received = read_date(typed(cells.get("received_on"))).value
        texts = (
            fold(read_text(typed(cells.get(key))).value or "")
            for key in ("reg_number", "applicant_name", "information")
        )
        number, name, asked = texts
        day = pd.Timestamp(received) if received else None
        return not self._known.isdisjoint(known_by(number, day, name, asked))
