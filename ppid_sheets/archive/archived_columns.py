"""The meaning of archived cells, by the names of their columns in the archive."""

from dataclasses import dataclass
from datetime import time

from ppid_sheets.archive.content import ArchivedValue, Plain, typed
from ppid_sheets.archive.state import RUNNING
from ppid_sheets.register.cells import read_date, read_time
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.serials import as_day, is_number


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one register; an office's own have names that are no keys of its schema."""

    schema: Schema

    def _kind(self, name: str) -> str:
        column = self.schema.by_key.get(name)
        return column.kind if column else ""

    def title(self, name: str) -> str:
        """What people call a column."""
        key, _, choice = name.partition(":")
        if key in self.schema.by_key:
            own = self.schema.header(key)
            return f"{own} ({choice})" if choice else own
        return {RUNNING: "No"}.get(name) or (f"kolom {name[1:]}" if name[:1] == "@" else name[1:])

    def order(self, name: str) -> tuple[int, str]:
        """A place in the order of a new register, an office's own columns after all others."""
        known = with_wished(self.schema, self.schema.by_key).positions
        return known.get(name.partition(":")[0], len(known)), name

    def is_day(self, name: str) -> bool:
        """True for a column of dates."""
        return self._kind(name) == "date"

    def value(self, name: str, kept: Plain | None) -> ArchivedValue:
        """A cell as people type it: a day and an hour, which a store may give as bare numbers."""
        value, kind = typed(kept), self._kind(name)
        if kind == "date":
            return as_day(value)
        if kind == "time" and is_number(value):
            minutes = read_time(value).value
            return value if minutes is None else time(*divmod(round(minutes), 60))
        return value

    def is_plain(self, name: str, kept: Plain | None) -> bool:
        """Whether a cell is blank, a date, a time or a choice of the register's own lists.

        Anything else may be anybody's words, whatever the column is for.
        """
        column = self.schema.by_key.get(name)
        if column is None or column.listed:
            return kept is None
        value = self.value(name, kept)
        match column.kind:
            case "date":
                return read_date(value).note is None
            case "time":
                return read_time(value).note is None
            case _:
                return kept is None or value in column.choices
