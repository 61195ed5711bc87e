"""Finds a register's header and says which column is which.

Offices put title rows above the header, spread it over merged rows, rename columns and add their
own. A header is the run of one to three rows, within the first 15, that names the most columns.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, repeat

from ppid_sheets.register.refusal import unrecognised
from ppid_sheets.register.schema import SEARCHED_ROWS, Column, Schema
from ppid_sheets.register.text import normal, one_line

DEEPEST = 3
_FEWEST, _PLENTY = 3, 8
"""A header names one column that identifies a row, and one of its matter or plenty of others: other
lists do not."""

Row = Sequence[object]
_Rank = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a column: 0-based position and its header on one line.

    `ticks` maps positions to choices where the national form ticks instead of writing.
    `weak` says the header was recognised by a name that means other things too.
    """

    position: int
    header: str
    ticks: Mapping[int, str] = field(default_factory=dict)
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header of a register that follows `schema`: its 1-based sheet rows, places by
    key, other and repeated headers.
    """

    schema: Schema
    rows: tuple[int, ...]
    places: Mapping[str, Place]
    extra: tuple[str, ...]
    repeated: tuple[str, ...]
    width: int

    @property
    def missing(self) -> tuple[Column, ...]:
        """The staff's columns that the sheet lacks, but for those on wish."""
        return tuple(c for c in self.schema.usual if c.key not in self.places)


NONE: Mapping[str, str] = {}


def find_header(
    grid: Sequence[Row],
    schema: Schema,
    tags: Mapping[str, int] | None = None,
    tagged_row: int = 0,
    searched: int = SEARCHED_ROWS,
    named: Mapping[str, str] = NONE,
) -> Header:
    """The header of a register's tab, in the first `searched` rows of its grid.

    With `tags` (column key -> position) the header is in `tagged_row`, and a tag decides a column
    unless its header plainly names another one, or is blank while the column's header stands
    elsewhere. `named` are headers that an office itself gives to columns (header -> key), which
    count before all others. Raises ShapeError where no header can be recognised.
    """
    best = _best(grid, schema, tags or {}, tagged_row, searched, named)
    if best is None or not (tagged_row or best.is_register):
        labels = best.labels if best else {}
        raise unrecognised(grid, schema, labels)
    return best.header()


def is_register(
    grid: Sequence[Row],
    schema: Schema,
    searched: int = SEARCHED_ROWS,
    named: Mapping[str, str] = NONE,
) -> bool:
    """Whether a tab has a header that makes it a register in its first rows."""
    return recognised(grid, schema, named, searched) > 0


def recognised(
    grid: Sequence[Row], schema: Schema, named: Mapping[str, str], searched: int = SEARCHED_ROWS
) -> int:
    """The number of a register's columns that a tab's header names, 0 where it is none."""
    best = _best(grid, schema, {}, 0, searched, named)
    return len(best.places) if best and best.is_register else 0


def _best(
    grid: Sequence[Row],
    schema: Schema,
    tags: Mapping[str, int],
    tagged_row: int,
    searched: int,
    named: Mapping[str, str],
) -> "_Candidate | None":
    """The run of rows that names the most columns; only runs that may do are looked into."""
    top = [[_text(cell) for cell in row] for row in grid[: max(searched, tagged_row)]]
    if tagged_row:
        runs = [(tagged_row - depth, depth) for depth in range(1, min(DEEPEST, tagged_row) + 1)]
    else:
        runs = [(r, d) for d in range(1, DEEPEST + 1) for r in range(len(top) - d + 1)]
    names = {text: normal(text) for text in set(chain.from_iterable(top))}
    known = {**schema.names, **{normal(name): (-1, key) for name, key in named.items()}}
    said = [[names[text] for text in row if text] for row in top]
    keys = [{*tags, *(known[name][1] for name in row if name in known)} for row in said]
    leaves = [[key for name in row for key in schema.leaves.get(name, ())] for row in said]

    def most(run: tuple[int, int]) -> _Rank:
        """The rank of a run if each of its names were another column."""
        start, depth = run
        ticks = [*chain(*leaves[start : start + depth])]
        most = len({*ticks, *chain(*keys[start : start + depth])})
        return most, len(ticks), most, -depth, -start

    def empty(position: int) -> bool:
        below = grid[tagged_row:]
        return not any(position < len(row) and row[position] not in (None, "") for row in below)

    best = None
    for run in sorted(runs, key=most, reverse=True):
        if best and best.rank >= most(run):
            break
        found = _Candidate(schema, top, names, known, *run, tags, empty)
        best = max(best or found, found, key=lambda candidate: candidate.rank)
    return best


class _Candidate:
    """A run of rows read as a header; `normals` is the normal form of every text.

    `known` are the meanings of headers, by their normal
    form; `empty` is True for a column with nothing below its header.
    """

    def __init__(
        self,
        schema: Schema,
        top: list[list[str]],
        normals: Mapping[str, str],
        known: Mapping[str, tuple[int, str]],
        start: int,
        depth: int,
        tags: Mapping[str, int],
        empty: Callable[[int], bool],
    ) -> None:
        self.schema, self.normals, self.known, self.empty = schema, normals, known, empty
        self.start, self.depth = start, depth
        rows = top[start : start + depth]
        self.width = max((len(row) for row in rows), default=0)
        self.rows = [row + [""] * (self.width - len(row)) for row in rows]
        self.leaves = [
            next((row[i] for row in reversed(self.rows) if row[i]), "") for i in range(self.width)
        ]
        self.names = [normals[leaf] if leaf else "" for leaf in self.leaves]
        self.places = self._ticked()
        ticks = {position for place in self.places.values() for position in place.ticks}
        tagged = self._tagged(
            {k: p for k, p in tags.items() if k not in self.places and p not in ticks}
        )
        self.places |= self._named({place.position for place in tagged.values()}) | tagged

    @property
    def is_register(self) -> bool:
        keys, what = self.places.keys(), self.schema.what
        enough = _PLENTY if what and keys.isdisjoint(what) else _FEWEST
        return not keys.isdisjoint(self.schema.which) and len(keys) >= enough

    @property
    def labels(self) -> Mapping[str, str]:
        """The headers of the columns found, by key."""
        return {key: place.header for key, place in self.places.items()}

    @property
    def rank(self) -> _Rank:
        """Columns found, tick columns, columns whose header means them (all but some that a tag
        found); of equals the flattest, then the topmost.
        """
        places = self.places
        ticks = sum(len(place.ticks) for place in places.values())
        meant = sum(
            bool(place.ticks) or self.known.get(self.names[place.position], (9, ""))[1] == key
            for key, place in places.items()
        )
        return len(places), ticks, meant, -self.depth, -self.start

    def header(self) -> Header:
        used = {p for place in self.places.values() for p in (place.position, *place.ticks)}
        first = {self.names[p] for p in used}
        others = [(i, leaf) for i, leaf in enumerate(self.leaves) if leaf and i not in used]
        return Header(
            schema=self.schema,
            rows=tuple(range(self.start + 1, self.start + self.depth + 1)),
            places=self.places,
            extra=tuple(one_line(leaf) for _, leaf in others),
            repeated=tuple(one_line(leaf) for i, leaf in others if self.names[i] in first),
            width=self.width,
        )

    def _named(self, taken: Set[int]) -> dict[str, Place]:
        """Columns by their headers; positions that a tag has `taken` name nothing else."""
        best: dict[str, tuple[int, int]] = {}
        for position, name in enumerate(self.names):
            rank, key = self.known.get(name, (9, ""))
            if key and position not in taken and (rank, position) < best.get(key, (9, 0)):
                best[key] = (rank, position)
        return {
            key: Place(position, one_line(self.leaves[position]), weak=rank == 2)
            for key, (rank, position) in best.items()
        }

    def _ticked(self) -> dict[str, Place]:
        if self.depth == 1:
            return {}
        places = {}
        positions: dict[str, list[int]] = {}
        for position, name in enumerate(self.names):
            positions.setdefault(name, []).append(position)
        for key, choices in self.schema.ticks.items():
            ticks = {
                position: choice
                for leaf, parent, choice in choices
                for position in positions.get(leaf, ())
                if {parent, key} & self._parents(position)
            }
            if ticks:
                first = min(ticks)
                label = next(row[first] for row in self.rows if row[first])
                places[key] = Place(first, one_line(label), ticks)
        return places

    def _parents(self, position: int) -> set[str]:
        """Normal texts of the merged cells above a leaf, which stand at their left end, and the
        keys of the columns that they name plainly."""
        parents = set()
        for row in self.rows[:-1]:
            left = next((i for i in range(position, -1, -1) if row[i]), None)
            if left is not None:
                name = self.normals[row[left]]
                rank, key = self.known.get(name, (9, ""))
                parents |= {name, key if rank < 2 else name}
        return parents

    def _tagged(self, tags: Mapping[str, int]) -> dict[str, Place]:
        """Columns by their tags.

        Where most headers contradict the tags, columns were moved without them, and a tag is worth
        nothing for a column with an unknown header.
        """
        if not tags:
            return {}
        own, job = self.schema.by_key, self.schema.job_names
        staff = {k: p for k, p in tags.items() if k in own and own[k].owner == "staff"}
        above = {key: self.names[at] for key, at in staff.items() if at < self.width}
        named = {
            key: self.known.get(name) or ((0, job[name]) if name in job else (9, ""))
            for key, name in above.items()
        }
        agreeing = sum(key == meant and rank < 2 for key, (rank, meant) in named.items())
        torn = sum(key != meant and rank < 2 for key, (rank, meant) in named.items()) > agreeing
        elsewhere = {
            key for rank, key in map(self.known.get, self.names, repeat((9, ""))) if rank < 2
        }
        untagged = {name for at, name in enumerate(self.names) if at not in tags.values()}
        maybe = {self.known.get(name, (9, ""))[1] for name in untagged}

        def left(key: str) -> bool:
            """Whether a column with a blank header was moved away, and its header with it; a name
            of several meanings shows that where it left nothing behind."""
            return not above[key] and (
                key in elsewhere or (key in maybe and self.empty(staff[key]))
            )

        places = {}
        for key, (rank, meant) in named.items():
            believed = rank == 2 or not (torn or left(key))
            if meant == key or (believed and rank >= 2):
                weak = rank == 2 and meant == key
                places[key] = Place(staff[key], one_line(self.leaves[staff[key]]), weak=weak)
        return places


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) and cell.strip() else ""
