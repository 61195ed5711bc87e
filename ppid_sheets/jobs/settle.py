"""Reads and writes of a register that other people change meanwhile, repeated until they hold."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from ppid_sheets.errors import CalendarError, ShapeError, UnfinishedError, UnsafeError
from ppid_sheets.register.values import Plan, Snapshot, Tab
from ppid_sheets.stores.meanwhile import Cause, ChangedMeanwhile, undisturbed
from ppid_sheets.stores.port import Store

T = TypeVar("T")


def settle(
    store: Store,
    plan: Callable[[Snapshot], Plan],
    status: Callable[[Plan], Tab | None] = lambda _: None,
    closing: Callable[[Plan], Plan] = lambda wanted: wanted,
) -> Plan:
    """Apply `plan` to fresh reads until it is empty; return the first plan that was made.

    Tags of columns come first, then cells, each read again; all else closes the run, with what
    `closing` adds to its plan and the page that `status` makes for a run that began with that first
    plan.
    An exclusive store has nothing to reread: what it applied is what it read, changed as planned.
    """
    first: Plan | None = None

    def attempt() -> Plan:
        nonlocal first
        snapshot = store.read()
        with doubted(store):
            wanted = plan(snapshot)
        last = store.exclusive or not wanted.cells
        wanted = closing(wanted) if last else wanted
        begun = wanted if first is None or store.exclusive else first
        first = begun
        if not last:
            store.apply(wanted.only_tags if wanted.tags else wanted.only_cells)
            raise ChangedMeanwhile  # by this very write
        store.finish(wanted, status(begun))
        return begun

    return undisturbed(attempt, lambda: store.name)


def consistent(store: Store, judge: Callable[[Snapshot], T]) -> T:
    """The result of `judge` on a read that was of one state, for jobs that write nothing."""

    def attempt() -> T:
        snapshot = store.read()
        store.confirm()
        with doubted(store):
            return judge(snapshot)

    return undisturbed(attempt, lambda: store.name)


@contextmanager
def doubted(store: Store) -> Iterator[None]:
    """Believe a refusal that rests on one read only when the next read says the same.

    In between two requests of a read, or in the middle of what somebody does in several steps, a
    register may look like none. What is still being loaded is waited for.
    """
    try:
        yield
    except UnfinishedError as error:
        if store.exclusive:
            raise
        raise ChangedMeanwhile(Cause(error)) from error
    except (ShapeError, UnsafeError, CalendarError) as error:
        if store.exclusive:
            raise
        raise ChangedMeanwhile(Cause(error, refused=str(error))) from error
