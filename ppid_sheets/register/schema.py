"""What a register is, as one value: its columns, which of them name a row, and what runs its clock.

Whoever reads or writes a register gets its `Schema` with it (`Header.schema`, `Snapshot.schema`,
`Plan.schema`), so that a second register is another value and no other program.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import Literal

from ppid_sheets.register.text import fold, normal

ColumnKind = Literal["text", "date", "time", "number", "choice"]
Owner = Literal["staff", "job"]
_FORMED = ("date", "time", "number")
SEARCHED_ROWS = 15
"""A header stands in the first so many rows of a tab."""
DATE_HELP = "Isi tanggal, contoh 28/02/2026."


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick column of the national form that stands for a choice (Perki annex)."""

    choice: str
    leaf: str
    parent: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register: how its header may be written, what its cells hold, who owns it.

    `help` is shown beside its cells, `source` names the SOP step or article that asks for it.
    `aliases` are other headers in use at offices; `weak_aliases` count only where nothing better
    stands in the sheet. `spellings` map other ways to write a choice to the listed one; a spelling
    that maps to "" means "nothing decided yet". `listed` columns take their choices from the tab
    Pilihan alone; an `open_list` is the office's to lengthen there, and has a rule of its own on
    what is not in it; those of `several` may hold more than one choice, as chips of Google Sheets
    do. `personal` is personal data (UU 27/2022). `one_line` cells are never wrapped. `written_with`
    are the date columns of which the earliest dates what is written here, for it has no date
    itself. `beside` is its place right of the number in a new register, 0 for none. Columns
    `on_wish` belong to offices that ask for them: no new register gets them by itself, and none
    lacks them.
    """

    key: str
    header: str
    kind: ColumnKind
    group: str
    help: str
    source: str
    width: int = 14
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    listed: bool = False
    open_list: bool = False
    several: bool = False
    personal: bool = False
    one_line: bool = False
    written_with: tuple[str, ...] = ()
    owner: Owner = "staff"
    beside: int = 0
    on_wish: bool = False

    @property
    def formed(self) -> bool:
        """True for a column whose input needs a form, shown as help beside the cell."""
        return self.owner == "staff" and (self.kind in _FORMED or self.one_line)


@dataclass(frozen=True, slots=True)
class Course:
    """The columns that run the clock of a row, by key; "" for one that a register does not have.

    A row is `received`; the clock stands from a notice that it is `incomplete` until it is
    `complete`; a notice dated `extended` with a `reason` prolongs it; the earliest of `answered`
    ends it, where there is such a column only with a `decision`. The decision `withdrawn` ends it
    without an answer. `category` chooses the periods.
    """

    received: str
    answered: tuple[str, ...]
    decision: str = ""
    withdrawn: str = ""
    incomplete: str = ""
    complete: str = ""
    extended: str = ""
    reason: str = ""
    category: str = ""

    @property
    def dating(self) -> tuple[str, ...]:
        """Columns that decide of a due date."""
        keys = (
            self.received,
            self.incomplete,
            self.complete,
            self.extended,
            self.reason,
            self.category,
            self.decision,
        )
        return tuple(filter(None, keys))

    @property
    def deciding(self) -> tuple[str, ...]:
        """Columns whose unreadable cells make a result unknown wherever another reading would
        change it.
        """
        return (*self.dating, *self.answered)


NO_COURSE = Course(received="", answered=())
"""Of a list, whose rows wait for nobody."""


@dataclass(frozen=True, eq=False)
class Schema:
    """One kind of register.

    `name` identifies it among rules and in the tags of its columns, which another register in the
    same workbook has as well; "" for the first of all. `tab` is the title of its tab, `title`
    stands above a new register. `number` is the key of the column that names a row, `who` are those
    of the applicant (the foremost first), `matter` that of the matter; "" or () where the register
    has none. `reviewed` is the date from which a superior stands by its decision. `noun` is what
    its rows are called, its name where that is "".
    """

    name: str
    tab: str
    title: str
    columns: tuple[Column, ...]
    number: str
    course: Course
    who: tuple[str, ...] = ()
    matter: str = ""
    reviewed: str = ""
    noun: str = ""

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """All columns by their keys."""
        return {column.key: column for column in self.columns}

    @cached_property
    def staff(self) -> tuple[Column, ...]:
        """The columns that people fill."""
        return tuple(column for column in self.columns if column.owner == "staff")

    @cached_property
    def usual(self) -> tuple[Column, ...]:
        """The columns that people fill in every register of this kind."""
        return tuple(column for column in self.staff if not column.on_wish)

    @cached_property
    def job(self) -> tuple[Column, ...]:
        """The columns that the job fills."""
        return tuple(column for column in self.columns if column.owner == "job")

    @cached_property
    def job_keys(self) -> tuple[str, ...]:
        """The keys of the columns that the job fills, in their order."""
        return tuple(column.key for column in self.job)

    @cached_property
    def choices(self) -> Mapping[str, Column]:
        """The columns whose cells choose from a list, by their keys."""
        return {column.key: column for column in self.columns if column.kind == "choice"}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each column stands in a newly built register, 0-based."""
        return {column.key: position for position, column in enumerate(self.built)}

    @cached_property
    def built(self) -> tuple[Column, ...]:
        """The columns in the order of a newly built register: the number, what stands beside it
        while people scroll, and all others but those on wish."""
        columns = [column for column in self.columns if not column.on_wish]
        beside = sorted((c for c in columns if c.beside), key=lambda column: column.beside)
        others = [column for column in columns if not column.beside]
        at = others.index(self.by_key[self.number]) + 1
        return (*others[:at], *beside, *others[at:])

    @cached_property
    def job_runs(self) -> tuple[tuple[Column, ...], ...]:
        """The job's columns of a newly built register, those side by side together."""
        runs = groupby(self.built, lambda column: column.owner)
        return tuple(tuple(run) for owner, run in runs if owner == "job")

    @property
    def rows(self) -> str:
        """What its rows are called in a sentence."""
        return self.noun or self.name or "permohonan"

    @property
    def frozen(self) -> int:
        """How many columns of a newly built register stay in sight while people scroll."""
        return self.positions[self.number] + 1 + sum(1 for c in self.columns if c.beside)

    @cached_property
    def neighbours(self) -> Set[tuple[str, str]]:
        """The pairs of the job's columns that stand side by side, left and right, where the job has
        put them: all at the right end, or as in a newly built register."""
        runs = (self.job, *self.job_runs)
        return {(left.key, right.key) for run in runs for left, right in pairwise(run)}

    @cached_property
    def names(self) -> Mapping[str, tuple[int, str]]:
        """What headers of staff columns mean, by their normal form: a rank and a key.

        0 is the register's own header, 1 an alias, 2 a weak alias.
        """
        names: dict[str, tuple[int, str]] = {}
        ranked: Sequence[Mapping[str, Sequence[str]]] = (
            {column.key: (column.header,) for column in self.staff},
            {column.key: column.aliases for column in self.staff},
            {column.key: column.weak_aliases for column in self.staff},
        )
        for rank, headers in enumerate(ranked):
            for key, texts in headers.items():
                for text in texts:
                    names.setdefault(normal(text), (rank, key))
        return names

    @cached_property
    def own_names(self) -> Mapping[str, str]:
        """The keys of the staff's columns by the normal form of their own headers."""
        return {normal(column.header): column.key for column in self.staff}

    @cached_property
    def job_names(self) -> Mapping[str, str]:
        """The keys of the job's columns by the normal form of their headers."""
        return {normal(column.header): column.key for column in self.job}

    @cached_property
    def ticks(self) -> Mapping[str, Sequence[tuple[str, str, str]]]:
        """Leaf, parent and choice of tick columns, by key; the headers in their normal form."""
        return {
            column.key: [(normal(one.leaf), normal(one.parent), one.choice) for one in column.ticks]
            for column in self.staff
            if column.ticks
        }

    @cached_property
    def leaves(self) -> Mapping[str, Set[str]]:
        """The keys of the columns that a leaf of tick columns may belong to."""
        of_key = {key: {leaf for leaf, _, _ in ticks} for key, ticks in self.ticks.items()}
        every = set().union(*of_key.values())
        return {leaf: {key for key in of_key if leaf in of_key[key]} for leaf in every}

    @cached_property
    def which(self) -> tuple[str, ...]:
        """Columns that say which row it is: a header names one of them."""
        return tuple(filter(None, (self.number, self.course.received)))

    @cached_property
    def what(self) -> tuple[str, ...]:
        """Columns of a row's matter, which other lists do not have in their headers."""
        return tuple(filter(None, (*self.who[:1], self.matter)))

    def header(self, key: str) -> str:
        """The header that a new column gets."""
        return self.by_key[key].header


def with_wished(schema: Schema, keys: Collection[str]) -> Schema:
    """The schema whose columns on wish with these keys are usual; itself where none is."""
    wished = frozenset(c.key for c in schema.staff if c.on_wish and c.key in keys)
    return _with_wished(schema, wished) if wished else schema


@lru_cache(maxsize=16)
def _with_wished(schema: Schema, keys: Set[str]) -> Schema:
    usual = (replace(c, on_wish=c.on_wish and c.key not in keys) for c in schema.columns)
    return replace(schema, columns=tuple(usual))


@lru_cache(maxsize=16)
def with_choices(schema: Schema, key: str, wanted: tuple[str, ...]) -> Schema:
    """The schema with further choices in one of its columns; itself where it has them all."""
    column = schema.by_key[key]
    known = set(map(fold, column.choices))
    more = tuple(choice for choice in wanted if fold(choice) not in known)
    if not more:
        return schema
    longer = replace(column, choices=(*column.choices, *more))
    return replace(
        schema, columns=tuple(longer if one is column else one for one in schema.columns)
    )
