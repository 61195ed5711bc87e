"""A new register, or what an existing one lacks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ppid_sheets.checks.tabs import job_places, narrow_filter, register_tab
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.jobs.settle import doubted, settle
from ppid_sheets.plans.annotate import absent, adoption
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Plan
from ppid_sheets.stores.meanwhile import undisturbed
from ppid_sheets.stores.port import Installation


@dataclass(frozen=True)
class Adopted:
    """What `init` found in an office's own register, what it added, and what it could not add.

    `narrow` is the column where a filter of the office's ends before the job's columns do; `kin`
    are the names of the other registers there, `made` the titles of tabs that were added first.
    """

    tab: str
    header: Header
    plan: Plan
    furnished: tuple[str, ...]
    barred: tuple[str, ...]
    spared: tuple[str, ...] = ()
    """Headers of columns that got no dropdown, for a table gives them a type of its own."""
    narrow: str = ""
    kin: Collection[str] = ()
    made: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True for a register that lacked nothing."""
        return self.plan.empty and not self.furnished and not self.made

    def has(self, key: str) -> bool:
        """True for a column that the register has, or gets by this run."""
        return key in self.header.places or key in self.plan.tags

    @property
    def tabs(self) -> Sequence[str]:
        """The titles of all tabs that were added."""
        return (*self.made, *(tab.title for tab in self.plan.new_tabs))


def init(
    store: Installation,
    *,
    dry_run: bool = False,
    wished: Collection[str] = (),
    beside: Sequence[Schema] = (),
) -> Adopted | None:
    """Add what an existing register lacks and change nothing else; return what was added.

    `wished` are keys of staff columns that shall be there as well.
    Where there is none yet a new one is built, with others `beside` it, and None returned; of the
    columns `wished` it then gets those that no new register has by itself. With
    `dry_run` nothing is written and the result says what would be. Raises UnreachableError when the
    register keeps changing.
    """
    return undisturbed(lambda: _init(store, dry_run, wished, beside), lambda: store.name)


def _spared(header: Header, typed: Collection[int]) -> tuple[str, ...]:
    """The headers of columns of choices that get no dropdown, for a table types them itself."""
    return tuple(
        place.header
        for key, place in header.places.items()
        if header.schema.by_key[key].kind == "choice" and place.position in typed
    )


def _init(
    store: Installation, dry_run: bool, wished: Collection[str], beside: Sequence[Schema]
) -> Adopted | None:
    if store.blank():
        if not dry_run:
            store.build(decreed_holidays(), beside, tuple(wished))
        return None
    snapshot = store.read()
    with doubted(store):
        tab, header = register_tab(snapshot)
        plan = adoption(snapshot, wished)
    extras = store.furnish(tab, header, dry_run=True)
    barred, spared = absent(snapshot).barred, _spared(header, snapshot.typed.get(tab, ()))
    wanted = Adopted(tab, header, plan, extras, barred, spared, kin=snapshot.kin.keys())
    if dry_run:
        store.rehearse(wanted.plan)
    if dry_run or wanted.empty:
        return wanted
    with store.held(tab):
        plan = settle(store, partial(adoption, wished=wished))
        snapshot = store.read()
        tab, header = register_tab(snapshot)
        narrow = narrow_filter(snapshot, header, job_places(snapshot, header).values())
        added = store.furnish(tab, header)
        return replace(wanted, tab=tab, header=header, plan=plan, furnished=added, narrow=narrow)
