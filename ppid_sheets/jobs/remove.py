"""A register without the toolkit."""

from collections.abc import Sequence

from ppid_sheets.jobs.init_beside import others
from ppid_sheets.stores.meanwhile import ChangedMeanwhile, undisturbed
from ppid_sheets.stores.port import Installation


def traces(store: Installation) -> Sequence[str]:
    """The toolkit's parts in a register, in Indonesian, a line each; raises UnreachableError."""
    beside = (line for other in others(store) for line in traces(other))
    return (*dict.fromkeys((*beside, *undisturbed(store.traces, lambda: store.name))),)


def onlookers(store: Installation) -> Sequence[str]:
    """The office's references to parts that a removal takes out; raises UnreachableError."""
    return undisturbed(store.onlookers, lambda: store.name)


def remove(store: Installation) -> None:
    """Take every trace of the toolkit out of a register; raises UnreachableError.

    Registers beside the requests go first. It is started over when the register was changed
    meanwhile, and sure only once none is left.
    """

    def attempt() -> None:
        if store.traces():
            store.remove()
            raise ChangedMeanwhile  # by this very removal

    for other in others(store):
        remove(other)
    undisturbed(attempt, lambda: store.name)
