"""Keeps a register in a Google Sheet that people edit all day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.errors import ShapeError
from ppid_sheets.register import layout
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.values import Chosen, Plan, Snapshot, Tab
from ppid_sheets.stores.google import (
    anchors,
    batches,
    building,
    drawing,
    dropdowns,
    furnishing,
    guards,
    holding,
    inspection,
    onlookers,
    pages,
    plans,
    removal,
    result_cells,
    snapshots,
)
from ppid_sheets.stores.google.anchors import AnchoredChange
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.inspection import Inspection
from ppid_sheets.stores.google.spreadsheet import Spreadsheet
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure
from ppid_sheets.stores.meanwhile import ChangedMeanwhile, undisturbed
from ppid_sheets.stores.past import PastRegisters

_TYPED = "typed columns"
"""What Google's refusal of a dropdown in a column of a Google Table says."""


class GoogleStore:
    """A register in a Google Sheet.

    Nothing is locked there, so what may go wrong between two calls is made harmless: cells are
    written by the tags of their columns, never by their places; what a write left open, the next
    read shows; and so does the last write of a run whether its last read was of one state.
    """

    exclusive = False
    heartbeat = timedelta()
    """The answer to the write that closes a run is needed anyhow; the page costs nothing more."""

    def __init__(
        self,
        spreadsheet: str,
        client: SheetsClient,
        chosen: Chosen = Chosen(),  # noqa: B008
        past: PastRegisters | None = None,
    ) -> None:
        self.client = client
        self._chosen = chosen
        self._past = past
        self.sheet = Spreadsheet(spreadsheet, client, chosen)
        self._read_last = Snapshot({})
        self._wrote = False

    @property
    def name(self) -> str:
        """The spreadsheet's title, once it was read."""
        return self.sheet.title

    @property
    def calls(self) -> str:
        """Calls of the API so far, repetitions counted."""
        return f"Panggilan Google Sheets: {self.client.reads} baca, {self.client.writes} tulis."

    @property
    def home(self) -> tuple[str, str]:
        """Locale and time zone, once they were read."""
        last = self.sheet.last
        return (last.locale, last.time_zone) if last else ("", "")

    def read(self) -> Snapshot:
        """Return the register as it is now, in two calls; raises UnreachableError."""
        past = self._past.read() if self._past else ()
        read = partial(snapshots.read, self.sheet, self._chosen)
        snapshot = replace(undisturbed(read, lambda: self.name), past=past)
        if snapshot.loading:
            self.client.pause()
        self._read_last = snapshot
        return snapshot

    def look(self) -> Structure:
        """How the spreadsheet is built now."""
        return self.sheet.look()

    def confirm(self) -> None:
        """Raise `ChangedMeanwhile` when tabs or tagged columns have moved since the last read
        began."""
        before = self.sheet.seen
        if not plans.as_before(before, self.sheet.look()):
            raise ChangedMeanwhile

    @property
    def seen(self) -> Structure:
        """How the spreadsheet was built when it was last looked at."""
        return self.sheet.seen

    def inspect(self, tab: str, columns: Mapping[str, int], header_row: int) -> Inspection:
        """What only a doctor asks: formats of some columns (key -> position), and who may edit."""
        seen, place = self.sheet.seen, self.sheet.tab(tab)
        filters = inspection.filters(seen, place, columns, header_row)
        answer = self.sheet.parts(filters, inspection.FIELDS)
        return inspection.inspected(answer, seen, place, columns, header_row)

    def blank(self) -> bool:
        """True for a spreadsheet without content of any kind."""
        seen = self.sheet.look()
        return not seen.register and not any(self.sheet.values(seen.tabs).values())

    def build(
        self, holidays: Iterable[Holiday], beside: Sequence[Schema] = (), wished: Sequence[str] = ()
    ) -> None:
        """Make a new, empty register beside the blank tabs; raises ShapeError where one is in the
        way."""
        seen = self.sheet.seen
        taken = {tab.title.casefold() for tab in seen.tabs}
        schemas = (with_wished(self._chosen.schema, wished), *beside)
        for title in layout.titles(schemas, self._chosen.pages):
            if title.casefold() in taken:
                raise ShapeError(
                    f"{self.name} sudah mempunyai tab kosong bernama {title}",
                    "hapus atau ganti namanya, lalu jalankan lagi",
                )
        account, more = self.client.access.account, self._chosen.pages
        self.sheet.batch(building.requests(schemas, seen.free_id, holidays, account, more))

    def rehearse(self, plan: Plan) -> None:
        """Nothing: what Google refuses it says when it is asked to write."""

    def apply(self, plan: Plan) -> None:
        """Carry out a plan: how the spreadsheet is built in one atomic call, cells in another.

        Raises `ChangedMeanwhile` when a call did not fit the sheet any more, or may have been
        carried out.
        """
        if not plan.without_cells.empty:
            self._build_on(plan.without_cells)
        if any(change.rows for change in plan.cells):
            self._wrote = True
            result_cells.write(self.sheet, plan.cells)

    def finish(self, plan: Plan, status: Tab | None) -> None:
        """Carry out what is left of a run's plan and write its page, in one call.

        Its answer shows how the spreadsheet is built now. Raises `ChangedMeanwhile` when tagged
        columns have moved since the last read began, which may then be of two states.
        """
        self._build_on(plan, status)

    def _build_on(self, plan: Plan, status: Tab | None = None) -> None:
        before = self.sheet.seen
        self.sheet.restore()
        hung = {page.title: self._hung(page) for page in plan.pages}
        atoms = plans.atoms(self.sheet.seen, self._read_last.pages, hung, plan, status)
        bodies = list(batches.bodies(chain(self._dated(), atoms)))
        if not bodies:
            return
        for requests in bodies:
            self.sheet.change(requests)
        if not plans.carried_out(before, self.sheet.seen, plan):
            raise ChangedMeanwhile

    def _hung(self, page: Tab) -> anchors.Hung:
        """Tags on the lines of a page that is about to change beside which people wrote."""
        held = self._read_last.pages.get(page.title, ())
        rows = pages.worded(held, page)
        if not rows or not self.sheet.seen.of_role(page.title):
            return ()

        def same(answer: Json) -> bool:
            return pages.same_lines(held, anchors.texts(answer), page.title)

        return self.sheet.hang(page.title, rows, same)

    def _dated(self) -> Iterator[batches.Atom]:
        """What shows dates as dates where results were written in rows that had no format."""
        register = self.sheet.seen.register
        if self._wrote and register and "due_on" in register.tags:
            shown = drawing.dates(register.id, register.tags["due_on"].position)
            yield (*guards.columns(register, ("due_on",)), shown)

    def held(self, tab: str) -> AbstractContextManager[None]:
        """Protect a tab against all others meanwhile, but for the owner of the file."""
        return holding.held(self.sheet, tab)

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        """Add dropdowns where cells have no rule, and what protects the job's own parts."""
        place = self.sheet.tab(tab)
        lacks = self._lacks(header, place, self.sheet.cells(self._looked_at(header, place)))
        if lacks and not dry_run:
            try:
                self.sheet.in_place(
                    tab, partial(self._looked_at, header), partial(self._changes, header)
                )
            except ChangedMeanwhile as event:
                if not event.cause or _TYPED not in event.cause.words:
                    raise
                # a typed column of a Google Table that the answer about tables does not tell
                self._without_dropdowns(tab, header)
        return tuple(f"{lack.what}: {', '.join(lack.titles)}" for lack in lacks)

    def _looked_at(self, header: Header, place: SheetTab) -> Sequence[Json]:
        return furnishing.asked(self.sheet.seen, place, header, self._choices)

    def _lacks(self, header: Header, place: SheetTab, cells: Json) -> Sequence[furnishing.Lack]:
        account = self.client.access.account
        return furnishing.lacking(self.sheet.seen, place, header, cells, self._choices, account)

    def _changes(self, header: Header, place: SheetTab, cells: Json) -> Sequence[AnchoredChange]:
        """What a register lacks, while its header stands where it was read."""
        held = self._read_last.tabs.get(place.title, ())
        places = dropdowns.wanting(place, header, self._choices)
        if not dropdowns.same_header(cells, header, places, held):
            raise ChangedMeanwhile
        return [change for lack in self._lacks(header, place, cells) for change in lack.changes]

    def _without_dropdowns(self, tab: str, header: Header) -> None:
        def changes(place: SheetTab, cells: Json) -> Iterator[AnchoredChange]:
            wanted = self._changes(header, place, cells)
            return (one for one in wanted if "setDataValidation" not in one.request)

        self.sheet.in_place(tab, partial(self._looked_at, header), changes)

    @property
    def _choices(self) -> dropdowns.Choices:
        lists = self._read_last.tab(layout.CHOICES) or layout.choices_tab(self._chosen.schema).rows
        return dropdowns.choices(self.sheet.seen, lists)

    def traces(self) -> tuple[str, ...]:
        """The toolkit's parts in the spreadsheet, in Indonesian, a line each."""
        seen = self.sheet.look()
        tabs = removal.registers(seen)
        cells = {tab.id: self.sheet.cells(removal.asked(tab)) for tab in tabs}
        return removal.traces(seen, cells)

    def onlookers(self) -> tuple[str, ...]:
        """The office's references to parts that a removal takes out, a line each."""
        seen = self.sheet.look()
        formulas = self.sheet.values(seen.tabs, render="FORMULA")
        answer = self.client.read("get", self.sheet.id, params={"fields": onlookers.FIELDS})
        return tuple(onlookers.named(seen, formulas, answer))

    def remove(self) -> None:
        """Take every trace of the toolkit out, and nothing else; raises `ChangedMeanwhile`."""
        register = self.sheet.look().register
        with self.held(register.title) if register else nullcontext():
            self.sheet.restore()
            for tab in removal.registers(self.sheet.seen):
                self.sheet.in_place(tab.title, removal.asked, removal.given_up)
            requests = list(removal.requests(self.sheet.look()))
            if requests:
                self.sheet.change(requests)

    def beside(self, schema: Schema) -> "GoogleStore":
        """The store of another register in the spreadsheet, which begins with what was read last
        while nothing has been written since."""
        other = GoogleStore(self.sheet.id, self.client, self._chosen.beside(schema), self._past)
        other.sheet.handed = self.sheet.handed_on(schema)
        return other

    def link(self, tab: str, row: int, folder: Path) -> str:
        """The address of a sheet row in the browser."""
        try:
            sheet_id = self.sheet.seen.titled(tab).id
        except KeyError:  # renamed since it was read
            sheet_id = self.sheet.ids[tab]
        return f"https://docs.google.com/spreadsheets/d/{self.sheet.id}/edit#gid={sheet_id}&range=A{row}"
