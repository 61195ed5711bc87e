"""Requests that came in by a form or an exported file, as the register would have them.

Each is read on its own and nothing of it is guessed: what a register cannot take as it stands is
left as it was written, with a note that says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ppid_sheets.errors import PpidError, ShapeError
from ppid_sheets.register.cells import choice_reader, is_blank, read_text, read_time
from ppid_sheets.register.dates import USUAL, Customs
from ppid_sheets.register.question_row import Questions, questions
from ppid_sheets.register.reading import UNREAD, Note
from ppid_sheets.register.reading import Reading as CellReading
from ppid_sheets.register.schema import Column, Schema
from ppid_sheets.register.stamps import Stamp, StampOrder, read_stamp
from ppid_sheets.register.text import normal, storable
from ppid_sheets.register.values import Grid, Value

Answers = Mapping[str, Value]
RECEIVED_AT = "received_at"
"""The column of the hour of receipt, which a stamp of time fills as well."""


@dataclass(frozen=True, slots=True)
class IntakeSource:
    """A place where requests came in: its name for people, its rows, its customs of dates, and the
    `trouble` with reading it.
    """

    name: str
    grid: Grid = ()
    customs: Customs = USUAL
    trouble: PpidError | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One request that came in, from the 1-based `row` of its source.

    `cells` are what its row in the register would hold, by column key; `others` the answers to
    questions that stand for no column, by the normal form of the question. `numeric` are the keys
    of texts that came as numbers, whose leading zeros are gone, `unread` those of cells that the
    register will not be able to read.
    """

    source: str
    row: int
    cells: Answers
    stamp: Stamp
    others: Answers = field(default_factory=dict)
    numeric: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmissionReader:
    """How entries are read: the columns that questions stand for (question -> key), the order of
    the parts of a stamp, and the office's own choices by the header of their column.
    """

    schema: Schema
    columns: Mapping[str, str] = field(default_factory=dict)
    order: StampOrder = ""
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def entries(self, source: IntakeSource) -> tuple[Questions, Sequence[Submission]]:
        """The questions of a source and its entries; raises ShapeError where it has none of them,
        or the trouble that it was read with.
        """
        if source.trouble:
            raise source.trouble
        if not any(not is_blank(cell) for row in source.grid for cell in row):
            raise ShapeError(f"{source.name} kosong", "tunggu isinya, atau periksa namanya")
        asked = questions(source.grid, self.schema, self.columns)
        if asked is None:
            raise ShapeError(
                f"Pertanyaan di {source.name} tidak dikenali: harus ada kolom tanggal, dan kolom "
                "nama atau informasi yang diminta",
                "jalankan ppid-sheets incoming, lalu periksa pasangan kolomnya",
            )
        readers = {key: self._reader(self.schema.by_key[key]) for key in asked.places}
        below = enumerate(source.grid[asked.row :], asked.row + 1)
        return asked, [
            self._entry(source, asked, readers, number, row)
            for number, row in below
            if any(not is_blank(cell) for cell in row)
        ]

    def _entry(
        self,
        source: IntakeSource,
        asked: Questions,
        readers: Mapping[str, "_Reader"],
        number: int,
        row: Sequence[Value],
    ) -> Submission:
        received = self.schema.course.received
        told = {key: row[at] for key, at in asked.places.items() if at < len(row)}
        stamp = read_stamp(told.pop(received, None), source.customs, self.order)
        found = {key: readers[key](value) for key, value in told.items() if not is_blank(value)}
        cells = {key: value for key, (value, _) in found.items()}
        cells[received] = stamp.day
        if RECEIVED_AT not in cells and stamp.minutes is not None:
            cells[RECEIVED_AT] = clock(stamp.minutes)
        others = {normal(t): _plain(row[at]) for t, at in asked.others.items() if at < len(row)}

        def noted(*notes: Note) -> tuple[str, ...]:
            return tuple(key for key, (_, note) in found.items() if note in notes)

        return Submission(
            source.name, number, cells, stamp, others, noted("numeric"), noted(*UNREAD)
        )

    def _reader(self, column: Column) -> "_Reader":
        match column.kind:
            case "choice":
                choices = (*column.choices, *self.lists.get(column.header, ()))
                return _chosen(choice_reader(choices, column.spellings, several=column.several))
            case "time":
                return _time
            case "text":
                return _text
            case _:
                return lambda value: (_plain(value), None)


_Reader = Callable[[Value], tuple[Value, Note | None]]


def clock(minutes: float) -> str:
    """Minutes since midnight as people type an hour, which every store shows alike."""
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"


def _plain(value: Value) -> Value:
    """What a page shows of a cell that is taken as it stands."""
    if isinstance(value, str):
        return storable(value.strip()) or None
    if isinstance(value, bool) or value is None:
        return None
    return value if isinstance(value, int | float | date) else storable(str(value))


def _text(value: Value) -> tuple[Value, Note | None]:
    said, note = read_text(value)
    return storable(said or "") or _plain(value), note


def _time(value: Value) -> tuple[Value, Note | None]:
    minutes, note = read_time(value)
    return (_plain(value), note) if minutes is None else (clock(minutes), note)


def _chosen(read: Callable[[object], CellReading[str]]) -> _Reader:
    """A choice in the register's own spelling, as it was answered where it is none."""

    @cache
    def known(value: Value) -> tuple[Value, Note | None]:
        said, note = read(value)
        return said or _text(value)[0], note

    return known
