"""Rows of the archive on a page of their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from ppid_sheets.archive import recalling
from ppid_sheets.archive.recalling import Version
from ppid_sheets.archive.state import (
    column_names,
    column_titles,
)
from ppid_sheets.checks.tabs import job_places, register_tab
from ppid_sheets.common import times
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.archived import Past, bearing, called, meant, numbered, unknown
from ppid_sheets.jobs.settle import doubted
from ppid_sheets.plans.alike import differs
from ppid_sheets.register import layout
from ppid_sheets.register.text import one_line
from ppid_sheets.register.values import Plan, Snapshot, Tab, Value
from ppid_sheets.stores.meanwhile import undisturbed
from ppid_sheets.stores.port import Store

WIDTH = 16


LAST_SEEN = "Terakhir terlihat"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put on the page of recovery: how many rows of which tab, what people call them, on
    which page, and whether that replaced what an earlier call had put there."""

    rows: int
    noun: str
    home: str
    tab: str
    replaced: bool


def restore(
    store: Store,
    found: Sequence[Past],
    tab: str | None,
    number: str | None,
    moment: datetime | None,
) -> Restored:
    """Write rows as they were onto a page of the job, in the column order of their own tab.

    The page has these rows afterwards and no others.

    Those with a `number`, or for None those that are missing: those the memory calls gone, or with
    a `moment` those that were there then and are not now. Nothing is put into the staff's tabs.
    `tab` names the register that is meant, as `past.meant` has it. Raises UsageError where there is
    nothing to restore.
    """
    missing = partial(_versions, number=None, moment=moment)
    has, what = (missing, "Yang hilang") if number is None else (bearing(number), called(number))
    past = meant(found, tab, has, what)
    versions = _versions(past, number, moment)
    if not versions:
        noun = past.schema.rows
        raise unknown(number, past) if number else UsageError(f"Tidak ada {noun} yang hilang")
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
            home, columns = self._home(snapshot)
            page = _page(home, columns, self._versions, self._past)
        has_page = page.title in snapshot.pages
        if not has_page and snapshot.has(page.title):
            raise UsageError(
                f"Tab {page.title} di {store.name} buatan kantor dan tidak disentuh",
                "ganti namanya, lalu jalankan lagi",
            )
        if self._replaced is None:
            self._replaced = has_page
        plan = Plan(register, pages=(page,)) if has_page else Plan(register, new_tabs=(page,))
        if not has_page or differs(snapshot, page):
            store.apply(plan)
        noun = self._past.schema.rows
        return Restored(len(self._versions), noun, home, page.title, self._replaced)

    def _home(self, snapshot: Snapshot) -> tuple[str, Sequence[tuple[str, str]]]:
        """What people call the tab of the rows, and its columns now; none where it is gone."""
        schema = self._past.schema
        if not schema.name:
            return "register", _columns(snapshot)
        if schema.name in snapshot.kin:
            return snapshot.kin[schema.name], _columns(self._store.beside(schema).read())
        return schema.tab, ()


def _versions(past: Past, number: str | None, moment: datetime | None) -> Sequence[Version]:
    archive, register = past.archive, past.known.register
    if number is not None:
        requests: Collection[int] = dict.fromkeys(
            version.request for version in numbered(past, number)
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


def _columns(snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """The names and titles of a register's columns."""
    tab, header = register_tab(snapshot)
    grid = snapshot.tabs[tab]
    names = column_names(grid, header, list(job_places(snapshot, header).values()))
    return list(zip(names, column_titles(grid, header, len(names)), strict=True))


def _page(
    home: str, there: Sequence[tuple[str, str]], versions: Sequence[Version], past: Past
) -> Tab:
    names = [name for name, _ in there]
    other = dict.fromkeys(name for v in versions for name in v.cells if name not in names)
    more = list(other) if there else sorted(other, key=past.columns.order)
    columns = [*names, *more]
    titles = [*(title for _, title in there), *map(past.columns.title, more), LAST_SEEN]
    rows = [_row(version, columns, past) for version in versions]
    return Tab(
        layout.RECOVERY,
        (
            (layout.RECOVERY,),
            (f"Salin barisnya ke tab {home}, lalu hapus tab ini. Urutan kolomnya sama.",),
            [one_line(text) for text in titles],
            *rows,
        ),
        [WIDTH] * len(titles),
        styles=("title", "body", "header"),
        date_columns=[at for at, name in enumerate(columns) if past.columns.is_day(name)],
        frozen_rows=3,
    )


def _row(version: Version, columns: Sequence[str], past: Past) -> Sequence[Value]:
    values = [past.columns.value(name, version.cells.get(name)) for name in columns]
    seen = times.moment(version.last_seen or past.known.last_seen, past.zone)
    return [*map(_clock, values), f"{seen:%d/%m/%Y %H.%M}"]


def _clock(value: Value) -> Value:
    """An hour as people type it, which every store shows alike."""
    return f"{value:%H:%M}" if isinstance(value, time) else value
