"""The two ports between the job and the place where a register lives.

A store reads everything once into a `Snapshot` and applies a `Plan`. It knows nothing of rules or
deadlines; it promises that `apply` reaches no cell outside the plan.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Plan, Snapshot, Tab


class Store(Protocol):
    """A place where a register lives.

    `exclusive` is True when `apply` replaces exactly the state that the last `read` returned and
    refuses any other (compare and swap), so that no second read is needed to know the result.
    `heartbeat` is the age of the page of runs at which a run that changes nothing else writes it; 0
    where closing a run takes a write in any case.
    """

    @property
    def name(self) -> str:
        """How people call the register in messages: a file name or a sheet title."""

    @property
    def calls(self) -> str:
        """What the register's home was asked for so far, in Indonesian; "" for a file."""

    @property
    def exclusive(self) -> bool:
        """Whether `apply` is a compare-and-swap on the last `read`."""

    @property
    def home(self) -> tuple[str, str]:
        """Locale and time zone of the spreadsheet as last read, as in a `Snapshot`."""

    @property
    def heartbeat(self) -> timedelta:
        """The age that the page of runs may reach while nothing else is to be written."""

    def read(self) -> Snapshot:
        """Return the register as it is now; raises UnreachableError or ShapeError."""

    def confirm(self) -> None:
        """Raise `ChangedMeanwhile` when what the last `read` returned may not be of one state."""

    def apply(self, plan: Plan) -> None:
        """Carry out `plan` as a whole or not at all.

        Raises `ChangedMeanwhile` when the register was changed since the last read in a way that
        stood in the way, or when the plan may have been carried out.
        """

    def finish(self, plan: Plan, status: Tab | None) -> None:
        """Close a run: carry out what is left of its plan, which changes no cell of a request.

        `status` is the page of runs, written where the register has one; None when the present one
        will do. Raises `ChangedMeanwhile` when what the last `read` returned may not have been one
        state.
        """

    def link(self, tab: str, row: int, folder: Path) -> str:
        """The address of a sheet row, for a workbook that is to lie in `folder`."""

    def beside(self, schema: Schema) -> "Installation":
        """The store of another register in the same place."""


class Installation(Store, Protocol):
    """A register that the toolkit can also be put into, and taken out of again."""

    def blank(self) -> bool:
        """True without a register or anything else at its place."""

    def build(
        self, holidays: Iterable[Holiday], beside: Sequence[Schema] = (), wished: Sequence[str] = ()
    ) -> None:
        """Make a new, empty register, with its columns on wish that are `wished` (keys) and others
        `beside` it; raises an error where something is in its way."""

    def rehearse(self, plan: Plan) -> None:
        """Raise what `apply` would refuse of `plan` on what was read last, and write nothing.

        A store that learns of such things only when it writes stays silent.
        """

    def held(self, tab: str) -> AbstractContextManager[None]:
        """Keep other people from rebuilding a tab meanwhile, where that is possible."""

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        """Add what a register of this kind lacks beside its plan, and nothing else.

        These are dropdowns where a column has none, protections and formats of the job's own
        parts. Returns what was added (or would be, with `dry_run`), in Indonesian, a line each.
        """

    def traces(self) -> tuple[str, ...]:
        """The toolkit's parts in the register, in Indonesian, a line each."""

    def onlookers(self) -> tuple[str, ...]:
        """The office's references to parts that `remove` takes out, in Indonesian, a line each;
        called after `traces`."""

    def remove(self) -> None:
        """Take every trace of the toolkit out, and nothing else."""
