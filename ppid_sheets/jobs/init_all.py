"""An `init` as a whole: the requests, and the registers and lists beside them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ppid_sheets.jobs.desk import Desk
from ppid_sheets.jobs.init import Adopted, init
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.information.dik import BASIS, EXCLUDED
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.wishes import wished
from ppid_sheets.stores.lock import only_one
from ppid_sheets.stores.port import Installation


@dataclass(frozen=True)
class Initialised:
    """A register after `init`: what was adopted, None for one that was built.

    `kinds` are all its registers; `beside` maps those and the lists beside the requests that were
    put there or adopted, to None where that is still to be done. `columns` are the keys of the
    columns of requests that were wished for.
    """

    adopted: Adopted | None
    kinds: Sequence[Schema]
    beside: Mapping[Schema, Adopted | None]
    columns: Collection[str]

    @property
    def lacks_basis(self) -> bool:
        """True where there is a list of excluded information, and no column for its number."""
        there = BASIS in self.columns or (self.adopted and self.adopted.has(BASIS))
        return bool(self.beside.get(EXCLUDED) and not there)


def init_all(
    desk: Desk, wishes: Sequence[str], *, objections: bool | None, lists: bool, dry_run: bool
) -> Initialised:
    """Build or adopt the register of a desk, with the columns that are wished for by name.

    With `objections` those get a register beside the requests; a new workbook has it in any case,
    unless that is False. With `lists` there are lists of information. Raises as `init` does.
    """
    store, schema = desk.store, desk.settings.chosen.schema
    others = KINDS if objections is not False else ()
    with only_one(desk.where):
        columns, *rest = wished(wishes, (schema, *others, *LISTS))
        more = dict(zip((*others, *LISTS), rest, strict=True))
        kinds = [with_wished(kind, more[kind]) for kind in others]
        adopted = init(store, dry_run=dry_run, wished=columns, beside=kinds)
        if adopted is None:
            more |= dict.fromkeys(others, ())  # built with all of it
        asked = dict.fromkeys(others, bool(objections and adopted)) | dict.fromkeys(LISTS, lists)
        beside = dict(_beside(store, adopted, more, asked, dry_run=dry_run))
    return Initialised(adopted, (schema, *others), beside, columns)


def _beside(
    store: Installation,
    adopted: Adopted | None,
    wished: Mapping[Schema, Collection[str]],
    asked: Mapping[Schema, bool],
    *,
    dry_run: bool,
) -> Iterator[tuple[Schema, Adopted | None]]:
    """Put there what is asked for, adopt what is there or gets a column; None for what is to be
    made.
    """
    kin = adopted.kin if adopted else ()
    for kind, columns in wished.items():
        if asked[kind] or kind.name in kin or columns:
            made = dry_run and adopted is None  # of a register that is not there yet
            yield kind, None if made else init_beside(store, kind, dry_run=dry_run, wished=columns)
