"""A desk with both registers where anything happens, beside a log of its own of what happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_sheets.archive import recalling
from ppid_sheets.archive.archived_columns import Columns
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.archive.register_keys import registers
from ppid_sheets.archive.remember import Recalled
from ppid_sheets.common import times
from ppid_sheets.jobs.snapshot import rebuilt
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Snapshot
from tests.archive.desk import START, Desk, page
from tests.budget import draws

FIRST_DAY = date(2026, 9, 1)


@dataclass(frozen=True)
class Kind:
    """One kind of register: its columns by what they are for, and a new row of it."""

    schema: Schema
    places: tuple[str, ...]
    decision: str
    decisions: tuple[str, ...]
    name: str
    row: Callable[[int, date], dict[str, Any]]

    @property
    def number(self) -> str:
        return self.places[0]

    @property
    def received(self) -> str:
        return self.places[1]

    @property
    def reviewed(self) -> str:
        return self.schema.reviewed


REQUEST = Kind(
    REQUESTS,
    ("reg_number", "received_on", "decision", "notified_on", "given_on"),
    "decision",
    ("Dikabulkan Seluruhnya", "Dikabulkan Sebagian", "Ditolak"),
    "applicant_name",
    lambda serial, day: {
        "reg_number": f"{serial:03}/PPID/XI/2026",
        "received_on": day,
        "applicant_name": f"Contoh {serial % 4}",
        "id_number": f"19060152039{serial % 4:05}",
        "phone": f"08120000{serial % 4:04}",
        "information": f"Informasi {serial}",
    },
)
OBJECTION = Kind(
    OBJECTIONS,
    ("objection_no", "objected_on", "ruling", "answered_on"),
    "ruling",
    ("Diterima Seluruhnya", "Diterima Sebagian", "Keberatan Ditolak"),
    "objector",
    lambda serial, day: {
        "objection_no": f"{serial:03}/PPID/XI/2026",
        "objected_on": day,
        "objector": f"Contoh {serial % 4}",
        "request_no": f"R-{serial}",
        "objection_ground": GROUNDS[serial % 2],
        "objection_case": f"Kasus {serial % 3}",
    },
)


@dataclass
class Happening:
    """The log of one request, kept by who it is and not by what its row says."""

    row: dict[str, Any]
    last: dict[str, Any] | None = None
    base: dict[str, Any] = field(default_factory=dict)
    reviewed: dict[str, bool] = field(default_factory=dict)
    lost: bool = False
    orphans: list[tuple[str, str, str, str]] = field(default_factory=list)
    """What was said of a row whose loss is acknowledged stays until that is acknowledged too."""


def concern(kind: Kind, place: str, old: Any, new: Any, reviewed: bool) -> str | None:
    """What a change is called, said again in the plainest way."""
    if not old or old == new:
        return None
    if place == kind.number:
        return "M02"
    if place == kind.received:
        return "M03"
    if not new:
        return "M05"
    return "M04" if place == kind.decision and reviewed else None


class Office:
    """The desk of one register, its log, and what people do there."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.kind = kind
        self.desk = Desk(folder, schema=kind.schema)
        self.log: list[Happening] = []
        self.serials = count(1)
        self.said: Recalled | None = None
        self.seen: list[tuple[str, list[list[Any]]]] = []

    def there(self) -> list[Happening]:
        """The requests that have a row now, in its order."""
        by_row = {id(one.row): one for one in self.log}
        return [by_row[id(row)] for row in self.desk.rows if row]

    def pick(self, n: int) -> Iterator[Happening]:
        """One of the requests, if there are any."""
        there = self.there()
        if there:
            yield there[n % len(there)]

    def enter(self, n: int) -> None:
        serial = next(self.serials)
        row = self.kind.row(serial, FIRST_DAY + timedelta(n % 40))
        self.log.append(Happening(row))
        self.desk.rows.insert(n % (len(self.desk.rows) + 1), row)

    def delete(self, n: int) -> None:
        for one in self.pick(n):
            self.desk.rows = [row for row in self.desk.rows if row is not one.row]

    def put_back(self, n: int) -> None:
        away = [one for one in self.log if one.lost and one not in self.there()]
        if away:
            one = away[n % len(away)]
            assert one.last
            one.row = dict(one.last)
            self.desk.rows.append(one.row)

    def sort(self, n: int) -> None:
        key = self.kind.places[n % 2]
        self.desk.rows.sort(key=lambda row: str(row.get(key, "")), reverse=n % 3 == 0)

    def blank(self, n: int) -> None:
        self.desk.rows.insert(n % (len(self.desk.rows) + 1), {})

    def renumber(self, n: int) -> None:
        for one in self.pick(n):
            one.row[self.kind.number] = f"{next(self.serials):03}/PPID/XI/2026"

    def swap(self, n: int) -> None:
        for one, other in zip(self.pick(n), self.pick(n + 1), strict=True):
            key = self.kind.number
            one.row[key], other.row[key] = other.row[key], one.row[key]

    def back_date(self, n: int) -> None:
        for one in self.pick(n):
            one.row[self.kind.received] = FIRST_DAY + timedelta(n % 40)

    def answer(self, n: int) -> None:
        for one in self.pick(n):
            day = FIRST_DAY + timedelta(50 + n % 9)
            one.row |= dict.fromkeys(self.kind.places[3:], day)
            one.row[self.kind.decision] = self.kind.decisions[n % 3]

    def review(self, n: int) -> None:
        for one in self.pick(n):
            one.row[self.kind.reviewed] = date(2026, 11, 20)

    def empty(self, n: int) -> None:
        for one in self.pick(n):
            places = self.kind.places[2:]
            one.row[places[n % len(places)]] = None

    def correct(self, n: int) -> None:
        for one in self.pick(n):
            one.row[self.kind.name] = f"Contoh Betul {n}"

    def acknowledge(self, n: int) -> None:
        """The Kasubag writes beside one finding, and a run reads it before anything else."""
        if not (self.said and self.said.findings):
            return
        assert self.said.seen
        chosen = n % len(self.said.seen.open)
        known = self.said.seen.open[chosen]
        tab = "Keberatan" if self.kind is OBJECTION else ""
        self.said = self.desk.run(page(self.said, {chosen: "ya"}, tab))
        self.note((known.code, known.number, known.place, known.old))
        self.compare()

    def run(self, _: int) -> None:
        self.said = self.desk.run()
        self.note()
        self.compare()

    def note(self, acknowledged: tuple[str, str, str, str] | None = None) -> None:
        """Write into the log what the run saw of each request."""
        there = self.there()
        for one in self.log:
            if acknowledged:
                self.end(one, acknowledged)
        for one in self.log:
            present = any(one is other for other in there)
            if not present:
                one.lost = one.lost or one.last is not None
                continue
            one.lost = False
            self.compare_rows(one)
            one.last = dict(one.row)

    def compare_rows(self, one: Happening) -> None:
        for place in self.kind.places:
            before = one.base.get(place, (one.last or {}).get(place))
            reviewed = (
                one.reviewed.get(place)
                if place in one.base
                else bool((one.last or {}).get(self.kind.reviewed))
            )
            if concern(self.kind, place, before, one.row.get(place), bool(reviewed)):
                one.base[place], one.reviewed[place] = before, bool(reviewed)
            else:
                one.base.pop(place, None)

    def end(self, one: Happening, said: tuple[str, str, str, str]) -> None:
        """Take out of the log what was acknowledged."""
        if said in one.orphans:
            one.orphans.remove(said)
        elif said in self.of(one):
            one.base.pop(said[2])
        elif one.lost and one.last and said[:2] == ("M01", one.last[self.kind.number]):
            one.orphans += self.of(one)
            one.lost, one.last, one.base = False, None, {}

    def of(self, one: Happening) -> list[tuple[str, str, str, str]]:
        """What is to be said of cells of one request: code, number, column and old value."""
        last = one.last or {}
        return [
            (
                str(concern(self.kind, place, base, last.get(place), one.reviewed[place])),
                last[self.kind.number],
                place,
                str(base),
            )
            for place, base in one.base.items()
        ]

    def all_of(self, one: Happening) -> list[tuple[str, str]]:
        """All that is to be said of one request: code and number."""
        lost = [("M01", one.last[self.kind.number])] if one.lost and one.last else []
        return [*(said[:2] for said in (*self.of(one), *one.orphans)), *lost]

    def compare(self) -> None:
        """Every alteration is said exactly once, and nothing that did not happen."""
        assert self.said and self.said.seen
        self.seen.append((times.stamp(self.desk.now), trimmed(self.desk.snapshot())))
        wanted = sorted(said for one in self.log for said in self.all_of(one))
        assert sorted((a.code, a.number) for a in self.said.seen.open) == wanted

    def compare_snapshots(self) -> None:
        """Each state that a run saw is given back exactly, however much came after it."""
        archive = Archive(self.desk.settings.archive_folder / FILE, START, read_only=True)
        (register,) = registers(archive, self.kind.schema)
        for moment, rows in self.seen:
            state = recalling.state_as_of(archive, register, moment)
            assert state
            assert (
                rebuilt(recalling.whole(archive, register, state), Columns(self.kind.schema))
                == rows
            )
        archive.close()


def trimmed(snapshot: Snapshot) -> list[list[Any]]:
    """The rows of the register, blank ones and blank ends as an archive gives them back."""
    (tab,) = snapshot.tabs.values()
    grid = [[None if cell == "" else cell for cell in row] for row in tab]
    rows = [row if any(cell is not None for cell in row) else [] for row in grid]
    while rows and not rows[-1]:
        rows.pop()
    return rows


ACTS = (
    Office.enter, Office.enter, Office.delete, Office.put_back, Office.sort, Office.blank,
    Office.renumber, Office.swap, Office.back_date, Office.answer, Office.review, Office.empty,
    Office.correct, Office.acknowledge, Office.run, Office.run,
)  # fmt: skip
WHERE = st.integers(0, 1)
DAYS = st.lists(
    st.tuples(WHERE, st.sampled_from(ACTS), st.integers(0, 999)), min_size=5, max_size=60
)


@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DAYS)
def test_what_happened_is_said_once_and_nothing_else(days: list[tuple[int, Any, int]]) -> None:
    """Whatever is entered, corrected, deleted, sorted, renumbered and back-dated between runs, in
    both registers with the same numbers."""
    with TemporaryDirectory() as folder:
        offices = [Office(Path(folder), kind) for kind in (REQUEST, OBJECTION)]
        for office in offices:
            for _ in range(4):
                office.enter(7)
            office.run(0)
        for where, act, n in days:
            act(offices[where], n)
        for office in offices:
            office.run(0)
            office.compare_snapshots()
