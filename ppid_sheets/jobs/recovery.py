"""The use cases that look back: what a request said, what was lost, the register as it was."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from pathlib import Path

from ppid_sheets.archive import issues, pruning, recalling
from ppid_sheets.archive.columns import Columns
from ppid_sheets.archive.content import Cells, Plain, typed
from ppid_sheets.archive.issues import Issue
from ppid_sheets.archive.opening import Archive, open_existing
from ppid_sheets.archive.pruning import Holding
from ppid_sheets.archive.recalling import Known, Version, Whole
from ppid_sheets.archive.state import (
    column_names,
    column_titles,
    position_of,
)
from ppid_sheets.checks.tabs import job_places, register_tab
from ppid_sheets.common import times
from ppid_sheets.common.month import Month
from ppid_sheets.config import Settings
from ppid_sheets.errors import ArchiveError, ShapeError, UsageError
from ppid_sheets.jobs.settle import doubted
from ppid_sheets.plans.alike import differs
from ppid_sheets.register import layout, numbers
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.text import one_line
from ppid_sheets.register.values import Plan, Snapshot, Tab, Value
from ppid_sheets.reports.month import earlier
from ppid_sheets.reports.month.earlier import Source
from ppid_sheets.stores.meanwhile import undisturbed
from ppid_sheets.stores.port import Store

WIDTH = 16
LAST_SEEN = "Terakhir terlihat"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one column of a request changed; `personal`: that it may be anybody's words."""

    title: str
    personal: bool
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Step:
    """One version of a request: when it was seen (None: it still is), and what changed with it."""

    request: int
    first_seen: datetime
    last_seen: datetime | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Past:
    """The archive of one register, open for reading."""

    archive: Archive
    known: Known
    zone: tzinfo
    columns: Columns

    def state(self, moment: datetime | None) -> int:
        """The state at a moment, or the last; raises UsageError where nothing was seen yet."""
        if moment is None:
            return self.known.state
        state = recalling.state_as_of(self.archive, self.known.register, times.stamp(moment))
        if state is None:
            raise UsageError(
                f"Arsip belum memuat register ini pada {moment:%d/%m/%Y %H.%M}; pilih waktu yang "
                "lebih baru (ppid-sheets archive menyebut rentangnya)."
            )
        return state


@contextmanager
def opened(settings: Settings, moment: datetime, *, read_only: bool) -> Iterator[Archive]:
    """The archive of the settings; raises ArchiveError where there is none."""
    archive = open_existing(settings.archive_folder, moment, read_only=read_only)
    try:
        with archive.explained():
            yield archive
    finally:
        archive.close()


@dataclass(frozen=True, slots=True)
class Contents:
    """The archive's file, its size in bytes, what it holds of each register, and its issues."""

    path: Path
    size: int
    holdings: Sequence[Holding]
    issues: Sequence[Issue]


def contents(archive: Archive) -> Contents:
    """What is in the archive."""
    return Contents(
        archive.path, pruning.size(archive.path), pruning.holdings(archive), issues.every(archive)
    )


@dataclass(frozen=True, slots=True)
class Doomed:
    """What `forget` would forget: versions and issues; `naming` are issues that it leaves."""

    versions: int
    issues: int = 0
    naming: Sequence[Issue] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to forget."""
        return not (self.versions or self.issues)


def doomed(archive: Archive, settings: Settings, month: Month | None, number: str | None) -> Doomed:
    """What `forget` would forget; raises UsageError for a number that is unknown."""
    if month:
        start = _start(month, settings)
        return Doomed(pruning.older(archive, start), issues.older(archive, start))
    wanted = number or ""
    found = pruning.numbered(archive, wanted) if numbers.key(wanted) else 0
    if not found:
        raise _unknown(wanted)
    return Doomed(found, naming=_naming(archive, numbers.key(wanted)))


def _naming(archive: Archive, key: str) -> Sequence[Issue]:
    """The issued workbooks that list a number, as far as they can be read."""
    found = []
    for issue in issues.every(archive):
        with suppress(ArchiveError, ShapeError):
            listed = earlier.numbers(Source(issue.month.label, issues.content(archive, issue)))
            if key in map(numbers.key, listed):
                found.append(issue)
    return found


def forget(archive: Archive, settings: Settings, month: Month | None, number: str | None) -> None:
    """Forget what was seen or issued last before a month, or the requests with a number."""
    if month:
        pruning.forget_older(archive, _start(month, settings))
    else:
        pruning.forget_number(archive, number or "")


def _start(month: Month, settings: Settings) -> str:
    return times.start_of(month.first, settings.time_zone)


@contextmanager
def past(where: Path | SpreadsheetId, settings: Settings, moment: datetime) -> Iterator[Past]:
    """What the archive holds of a register; raises ArchiveError where that is nothing."""
    with opened(settings, moment, read_only=True) as archive:
        known = recalling.known(archive, identity(where))
        if known is None:
            raise ArchiveError(
                "Arsip belum memuat register ini (bila berkasnya pindah atau berganti nama, arsip "
                "mengenalnya di tempat lama); jalankan ppid-sheets check lebih dulu."
            )
        yield Past(archive, known, settings.time_zone, Columns(settings.chosen.schema))


def history(past: Past, number: str) -> Sequence[Step]:
    """The versions of the requests with a number, oldest first; raises UsageError without any."""
    versions = _numbered(past, number)
    before: dict[int, Cells] = {}
    steps = []
    for version in versions:
        steps.append(_step(version, before.get(version.request, {}), past))
        before[version.request] = version.cells
    return steps


def _numbered(past: Past, number: str) -> Sequence[Version]:
    """The versions of the requests with a number; one that says nothing would be all without."""
    known = past.known.register
    versions = recalling.history(past.archive, known, number) if numbers.key(number) else ()
    if not versions:
        raise _unknown(number)
    return versions


def _unknown(number: str) -> UsageError:
    return UsageError(f"Nomor registrasi {number} tidak ada dalam arsip; periksa penulisannya.")


def _step(version: Version, old: Cells, past: Past) -> Step:
    columns, zone = past.columns, past.zone
    names = sorted(version.cells.keys() | old.keys(), key=columns.order)
    cells = [
        Cell(
            columns.title(name),
            not all(columns.is_plain(name, kept) for kept in (before, after)),
            columns.value(name, before),
            columns.value(name, after),
        )
        for name in names
        for before, after in [(old.get(name), version.cells.get(name))]
        if before != after
    ]
    last = times.moment(version.last_seen, zone) if version.last_seen else None
    return Step(version.request, times.moment(version.first_seen, zone), last, tuple(cells))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put on the page of recovery: how many rows, on which tab, and whether that replaced
    what an earlier call had put there."""

    rows: int
    tab: str
    replaced: bool


def restore(store: Store, past: Past, number: str | None, moment: datetime | None) -> Restored:
    """Write requests as they were onto a page of the job, in the register's own column order.

    The page holds afterwards these and no others.

    Those with a `number`, or for None those that are missing: said to be gone, or with a `moment`
    those that were there then and are not now. Nothing is put into the staff's tab. Raises
    UsageError where there is nothing to restore.
    """
    versions = _versions(past, number, moment)
    if not versions:
        raise _unknown(number) if number else UsageError("Tidak ada permohonan yang hilang.")
    return undisturbed(_Restoring(store, past, versions).attempt, lambda: store.name)


class _Restoring:
    """Puts versions on the page of recovery; a page that is there by its own lost write is new."""

    def __init__(self, store: Store, past: Past, versions: Sequence[Version]) -> None:
        self._store, self._past, self._versions = store, past, versions
        self._replaced: bool | None = None

    def attempt(self) -> Restored:
        """What was put there; raises `ChangedMeanwhile` to be started over."""
        store, snapshot = self._store, self._store.read()
        with doubted(store):
            register = register_tab(snapshot)[0]
            page = _page(snapshot, self._versions, self._past)
        has_page = page.title in snapshot.pages
        if not has_page and snapshot.has(page.title):
            raise UsageError(
                f"Tab {page.title} di {store.name} buatan kantor dan tidak disentuh; ganti "
                "namanya, lalu jalankan lagi."
            )
        if self._replaced is None:
            self._replaced = has_page
        plan = Plan(register, pages=(page,)) if has_page else Plan(register, new_tabs=(page,))
        if not has_page or differs(snapshot, page):
            store.apply(plan)
        return Restored(len(self._versions), page.title, self._replaced)


def _versions(past: Past, number: str | None, moment: datetime | None) -> Sequence[Version]:
    archive, register = past.archive, past.known.register
    if number is not None:
        requests: Collection[int] = dict.fromkeys(
            version.request for version in _numbered(past, number)
        )
    elif moment:
        there = recalling.present(archive, register)
        then = recalling.requests_as_of(archive, register, past.state(moment))
        requests = [request for request in then if request not in there]
    else:
        requests = recalling.lost(archive, register)
    found = (
        recalling.as_of(archive, request, past.state(moment))
        if moment
        else recalling.last_version(archive, request)
        for request in requests
    )
    return [version for version in found if version]


def _page(snapshot: Snapshot, versions: Sequence[Version], past: Past) -> Tab:
    title, header = register_tab(snapshot)
    grid = snapshot.tabs[title]
    job = list(job_places(snapshot, header).values())
    names = column_names(grid, header, job)
    other = list(dict.fromkeys(name for v in versions for name in v.cells if name not in names))
    columns = [*names, *other]
    titles = [*column_titles(grid, header, len(names)), *map(past.columns.title, other), LAST_SEEN]
    rows = [_row(version, columns, past) for version in versions]
    return Tab(
        layout.RECOVERY,
        (
            (layout.RECOVERY,),
            ("Salin barisnya ke tab register, lalu hapus tab ini. Urutan kolomnya sama.",),
            [one_line(text) for text in titles],
            *rows,
        ),
        [WIDTH] * len(titles),
        styles=("title", "body", "header"),
        date_columns=[at for at, name in enumerate(columns) if past.columns.is_day(name)],
        frozen_rows=3,
    )  # fmt: skip


def _row(version: Version, columns: Sequence[str], past: Past) -> Sequence[Value]:
    values = [past.columns.value(name, version.cells.get(name)) for name in columns]
    seen = times.moment(version.last_seen or past.known.last_seen, past.zone)
    return [*map(_clock, values), f"{seen:%d/%m/%Y %H.%M}"]


def _clock(value: Value) -> Value:
    """An hour as people type it, which every store shows alike."""
    return f"{value:%H:%M}" if isinstance(value, time) else value


def snapshot(past: Past, moment: datetime | None, out: Path) -> Whole:
    """Write the register as it was into a new workbook for its owner alone; returns what it was.

    The columns of the job are left empty: a check of that file fills them. Raises UsageError where
    nothing was seen yet, UnsafeError where the file exists.
    """
    from ppid_sheets.stores.xlsx.new import write_copy

    whole = recalling.whole(past.archive, past.known.register, past.state(moment))
    around = whole.surroundings
    tabs = {around.tab: rebuilt(whole, past.columns)}
    tabs |= {
        title: [
            [_of_tab(past.columns, title, at, cell) for at, cell in enumerate(row)] for row in rows
        ]
        for title, rows in around.tabs.items()
        if rows and title != around.tab
    }
    write_copy(out, tabs)
    return whole


def _of_tab(columns: Columns, title: str, position: int, kept: Plain | None) -> Value:
    day = title == layout.HOLIDAYS and position == 0
    return columns.value(columns.schema.course.received if day else "", kept)


def rebuilt(whole: Whole, columns: Columns) -> Sequence[Sequence[Value]]:
    """The rows of the register's tab as they were, each in its place."""
    at: Mapping[str, int] = position_of(whole.surroundings.names)
    rows: dict[int, list[Value]] = {
        number: [typed(cell) for cell in row]
        for number, row in enumerate(whole.surroundings.head, 1)
    }
    rows |= {number: [typed(cell) for cell in row] for number, row in whole.others}
    for number, cells in whole.rows:
        row: list[Value] = [None] * len(whole.surroundings.names)
        for name, kept in cells.items():
            row[at[name]] = columns.value(name, kept)
        rows[number] = row
    return [rows.get(number, []) for number in range(1, max(rows, default=0) + 1)]
