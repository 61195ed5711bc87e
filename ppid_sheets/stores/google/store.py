"""Keeps a register in a Google Sheet that people edit all day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.errors import ShapeError, UnreachableError
from ppid_sheets.register import layout
from ppid_sheets.register.header import SEARCHED_ROWS, Header
from ppid_sheets.register.values import Chosen, ColumnChange, Grid, Plan, Snapshot, Tab
from ppid_sheets.stores.google import (
    building,
    capacity,
    drawing,
    furnishing,
    guards,
    inspection,
    onlookers,
    parts,
    plans,
    removal,
    replacing,
    rules,
)
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.inspection import Inspection
from ppid_sheets.stores.google.loading import loading_cells
from ppid_sheets.stores.google.structure import (
    FIELDS,
    HOLD,
    Json,
    SheetTab,
    Structure,
    Tag,
    structure,
)
from ppid_sheets.stores.meanwhile import ChangedMeanwhile, undisturbed
from ppid_sheets.stores.past import Past

_TRIES = 4
_TYPED = "typed columns"
"""What Google's refusal of a dropdown in a column of a Google Table says."""
_ANSWER = {"fields": f"replies,updatedSpreadsheet({FIELDS})"}


class GoogleStore:
    """A register in a Google Sheet.

    Nothing is locked there, so what may go wrong between two calls is made harmless: cells are
    written by the tags of their columns, never by their places; what a write left open, the next
    read tells; and the last write of a run shows whether its last read was of one state.
    """

    exclusive = False
    heartbeat = timedelta()
    """The answer to the write that closes a run is needed anyhow; the page costs nothing more."""

    def __init__(
        self,
        spreadsheet: str,
        client: SheetsClient,
        chosen: Chosen = Chosen(),  # noqa: B008
        past: Past | None = None,
    ) -> None:
        self.client = client
        self._chosen = chosen
        self._past = past
        self._id = spreadsheet
        self._seen: Structure | None = None
        self._lists: Grid = ()
        self._pages: Mapping[str, Grid] = {}
        self._wrote = False
        self._ids: dict[str, int] = {}

    @property
    def name(self) -> str:
        """The spreadsheet's title, once it was read."""
        return self._seen.title if self._seen else "Google Sheet"

    @property
    def calls(self) -> str:
        """Calls of the API so far, repetitions counted."""
        return f"Panggilan Google Sheets: {self.client.reads} baca, {self.client.writes} tulis."

    @property
    def home(self) -> tuple[str, str]:
        """Locale and time zone, once they were read."""
        return (self._seen.locale, self._seen.time_zone) if self._seen else ("", "")

    def read(self) -> Snapshot:
        """Return the register as it is now, in two calls; raises UnreachableError.

        Of tabs that a run has no use for the first rows are there, of hidden ones the title.
        """
        past = self._past.read() if self._past else ()
        return replace(undisturbed(self._read, lambda: self.name), past=past)

    def _read(self) -> Snapshot:
        seen = self.look()
        whole = [tab for tab in seen.tabs if _is_read(tab, seen)]
        heads = [tab for tab in seen.tabs if tab not in whole and not tab.hidden]
        grids = self._values(whole, heads)
        needed = {tab.role or tab.title for tab in whole}
        tabs: dict[str, Grid] = {}
        for tab in seen.tabs:
            if tab.role not in layout.OWNED:
                tabs.setdefault(tab.title, grids.get(tab.id, ()))
        tabs |= {
            tab.role: grids.get(tab.id, ())
            for tab in seen.tabs
            if tab.role and tab.role not in layout.OWNED
        }
        register = seen.register
        snapshot = Snapshot(
            tabs=tabs,
            register=register.title if register else "",
            tags={key: tag.position for key, tag in register.tags.items()} if register else {},
            highlights=rules.read(register) if register else (),
            pages={
                tab.role: grids.get(tab.id, ()) for tab in seen.tabs if tab.role in layout.OWNED
            },
            locale=seen.locale,
            time_zone=seen.time_zone,
            loading=tuple(loading_cells({t: g for t, g in tabs.items() if t in needed})),
            ruled=[tab.title for tab in seen.tabs if tab is not register and _is_ruled(tab)],
            chosen=self._chosen,
            merged={tab.title: tab.merged for tab in seen.tabs},
            typed={tab.title: tab.typed for tab in seen.tabs},
            filters=tuple(register.filters) if register else (),
        )
        if snapshot.loading:
            self.client.pause()
        self._lists = snapshot.tab(layout.CHOICES)
        self._pages = snapshot.pages
        return snapshot

    def look(self) -> Structure:
        """How the spreadsheet is built now."""
        answer = self.client.read("get", self._id, params={"fields": FIELDS})
        self._seen = structure(answer, self._chosen.tab)
        self._ids |= {tab.title: tab.id for tab in self._seen.tabs}
        return self._seen

    def confirm(self) -> None:
        """Raise `ChangedMeanwhile` when tabs or tagged columns have moved since the last read
        began."""
        before = self._known()
        if not plans.as_before(before, self.look()):
            raise ChangedMeanwhile

    @property
    def seen(self) -> Structure:
        """How the spreadsheet was built when it was last looked at."""
        return self._known()

    def inspect(self, tab: str, columns: Mapping[str, int], header_row: int) -> Inspection:
        """What only a doctor asks: formats of some columns (key -> position), and who may edit."""
        seen, place = self._known(), self._tab(tab)
        body = {"dataFilters": inspection.filters(seen, place, columns, header_row)}
        params = {"fields": inspection.FIELDS}
        answer = self.client.read("post", f"{self._id}:getByDataFilter", body, params)
        return inspection.inspected(answer, place, columns, header_row)

    def _values(
        self,
        tabs: Sequence[SheetTab],
        heads: Sequence[SheetTab] = (),
        render: str = "UNFORMATTED_VALUE",
    ) -> Mapping[int, Grid]:
        """The values of whole tabs by their ids, whatever they are called meanwhile, and the first
        rows of others.

        Charts have none, and asking for them would fail the whole read.
        """
        ranges = [{"gridRange": {"sheetId": tab.id}} for tab in tabs if tab.grid]
        ranges += [
            {"gridRange": {"sheetId": tab.id, "endRowIndex": SEARCHED_ROWS}}
            for tab in heads
            if tab.grid
        ]
        if not ranges:
            return {}
        body = {
            "dataFilters": ranges,
            "valueRenderOption": render,
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        answer = self.client.read("post", f"{self._id}/values:batchGetByDataFilter", body)
        return {
            found["dataFilters"][0]["gridRange"].get("sheetId", 0): found["valueRange"].get(
                "values", ()
            )
            for found in answer.get("valueRanges", ())
        }

    def blank(self) -> bool:
        """Whether nobody has put anything into the spreadsheet yet."""
        seen = self.look()
        return not seen.register and not any(self._values(seen.tabs).values())

    def build(self, holidays: Iterable[Holiday]) -> None:
        """Make a new, empty register beside the blank tabs; raises ShapeError where one is in the
        way."""
        seen = self._known()
        taken = {tab.title.casefold() for tab in seen.tabs}
        wanted = (layout.REGISTER, layout.CHOICES, layout.HOLIDAYS, layout.GUIDE, *layout.PAGES)
        for title in wanted:
            if title.casefold() in taken:
                raise ShapeError(
                    f"{self.name} sudah mempunyai tab kosong bernama {title}; hapus atau ganti "
                    "namanya, lalu jalankan lagi."
                )
        self._batch(building.requests(seen.free_id, holidays, self.client.access.account))

    def rehearse(self, plan: Plan) -> None:
        """Nothing: what Google refuses it says when it is asked to write."""

    def apply(self, plan: Plan) -> None:
        """Carry out a plan: how the spreadsheet is built in one atomic call, cells in another.

        Raises `ChangedMeanwhile` when a call did not fit the sheet any more, or when it is not
        known whether it was carried out.
        """
        if not plan.without_cells.empty:
            self._build_on(plan.without_cells)
        if any(change.rows for change in plan.cells):
            self._write(plan.cells)

    def _write(self, changes: Sequence[ColumnChange]) -> None:
        """Write cells into tagged columns wherever these are now."""
        register = self._known().register
        tags = register.tags if register else {}
        if any(change.key not in tags for change in changes):
            raise ChangedMeanwhile
        self._wrote = True
        for part in parts.changes(changes):
            self._write_part(part, tags)

    def _write_part(self, changes: Sequence[ColumnChange], tags: Mapping[str, Tag]) -> None:
        data = [
            {
                "dataFilter": {"developerMetadataLookup": {"metadataId": tags[change.key].id}},
                "majorDimension": "COLUMNS",
                "values": [plans.spread(change)],
            }
            for change in changes
        ]
        body = {"valueInputOption": "RAW", "data": data}
        self.client.write(f"{self._id}/values:batchUpdateByDataFilter", body)

    def finish(self, plan: Plan, status: Tab | None) -> None:
        """Carry out what is left of a run's plan and write its page, in one call.

        Its answer shows how the spreadsheet is built now. Raises `ChangedMeanwhile` when tagged
        columns have moved since the last read began, which may then have seen two states.
        """
        self._build_on(plan, status)

    def _build_on(self, plan: Plan, status: Tab | None = None) -> None:
        before = self._known()
        self._restore()
        atoms = plans.atoms(self._known(), self._pages, plan, status)
        batches = list(parts.bodies(chain(self._dated(), atoms)))
        if not batches:
            return
        for requests in batches:
            self._change(requests)
        if not plans.carried_out(before, self._known(), plan):
            raise ChangedMeanwhile

    def _dated(self) -> Iterator[parts.Atom]:
        """What shows dates as dates where results were written in rows that had no format."""
        register = self._known().register
        if self._wrote and register and "due_on" in register.tags:
            shown = drawing.dates(register.id, register.tags["due_on"].position)
            yield (*guards.columns(register, ("due_on",)), shown)

    def _change(self, requests: Sequence[Json]) -> None:
        """One batch, and what it may have deleted of the office's rules put back."""
        lost = replacing.deleted(requests, self._batch(requests))
        closing = list(replacing.closing(self._known(), lost))
        if closing:
            self._batch(closing)
        if lost:
            raise ChangedMeanwhile

    def _restore(self) -> None:
        """Put back rules of the office's that a run noted which then stopped."""
        requests = list(replacing.restoring(self._known()))
        if requests:
            self._batch(requests)

    def _batch(self, requests: Iterable[Json]) -> Json:
        """One atomic batchUpdate; what it answers becomes what was seen last."""
        asked = list(requests)
        capacity.refuse_overflow(self._known(), asked)
        body = {"requests": asked, "includeSpreadsheetInResponse": True}
        answer: Json = self.client.write(f"{self._id}:batchUpdate", body, _ANSWER)
        self._seen = structure(answer.get("updatedSpreadsheet", {}), self._chosen.tab)
        return answer

    @contextmanager
    def held(self, tab: str) -> Iterator[None]:
        """Protect a tab against all others meanwhile, but for the owner of the file.

        Not where the job's own address is unknown: the protection would keep the job out as well.
        """
        if not self.client.access.account:
            yield
            return
        entry = {
            "range": {"sheetId": self._tab(tab).id},
            "description": HOLD,
            "editors": {"users": [self.client.access.account]},
        }
        try:
            self._batch([{"addProtectedRange": {"protectedRange": entry}}])
            yield
        finally:
            self._release()

    def _release(self) -> None:
        """Let all others in again; raises UnreachableError where that is refused to the end."""
        for _ in range(_TRIES):
            try:
                entries = [entry for tab in self.look().tabs for entry in tab.protections]
                held = [e["protectedRangeId"] for e in entries if e.get("description") == HOLD]
                if held:
                    self._batch(map(plans.unprotect, held))
                return
            except (ChangedMeanwhile, UnreachableError):
                continue
        raise UnreachableError(
            f"Tab register {self.name} masih tertutup bagi yang lain karena Google tidak menjawab; "
            "jalankan perintah ini sekali lagi, atau di Google Sheet hapus perlindungan "
            f"'{HOLD}' (Data > Lindungi sheet dan rentang)."
        )

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        """Add dropdowns where cells have no rule, and what protects the job's own parts."""
        lacks = furnishing.lacking(
            self._known(), self._tab(tab), header, self._cells(tab, header),
            self._lists or layout.choices_tab().rows, self.client.access.account,
        )  # fmt: skip
        requests = [request for lack in lacks for request in lack.requests]
        if requests and not dry_run:
            place = self._tab(tab)
            guarded = list(guards.columns(place, place.tags))
            try:
                self._batch([*guarded, *requests])
            except ChangedMeanwhile as event:
                if not event.cause or _TYPED not in event.cause.words:
                    raise
                # a typed column of a Google Table that the answer about tables does not tell
                self._batch([r for r in [*guarded, *requests] if "setDataValidation" not in r])
        return tuple(f"{lack.what}: {', '.join(lack.titles)}" for lack in lacks)

    def _cells(self, tab: str, header: Header) -> Json:
        """The dropdowns and number formats in a tab's columns that may lack them."""
        return self._asked(furnishing.asked(self._known(), self._tab(tab), header))

    def _asked(self, filters: Sequence[Json]) -> Json:
        if not filters:
            return {}
        body = {"dataFilters": filters}
        path, params = f"{self._id}:getByDataFilter", {"fields": furnishing.CELLS}
        answer: Json = self.client.read("post", path, body, params)
        return answer

    def traces(self) -> tuple[str, ...]:
        """What of the toolkit is in the spreadsheet, in Indonesian, a line each."""
        seen = self.look()
        cells = self._dropdowns(seen.register) if seen.register else {}
        return removal.traces(seen, cells)

    def onlookers(self) -> tuple[str, ...]:
        """What of the office's looks at parts that a removal takes out, a line each."""
        seen = self.look()
        formulas = self._values(seen.tabs, render="FORMULA")
        answer = self.client.read("get", self._id, params={"fields": onlookers.FIELDS})
        return tuple(onlookers.named(seen, formulas, answer))

    def _dropdowns(self, register: SheetTab) -> Json:
        return self._asked(removal.dropdown_cells(register))

    def remove(self) -> None:
        """Take every trace of the toolkit out, and nothing else; raises `ChangedMeanwhile`."""
        register = self.look().register
        with self.held(register.title) if register else nullcontext():
            self._restore()
            seen = self.look()
            cells = self._dropdowns(seen.register) if seen.register else {}
            requests = list(removal.requests(seen, cells))
            if requests:
                self._change(requests)

    def link(self, tab: str, row: int, folder: Path) -> str:
        """The address of a sheet row in the browser."""
        try:
            sheet_id = self._known().titled(tab).id
        except KeyError:  # renamed since it was read
            sheet_id = self._ids[tab]
        return f"https://docs.google.com/spreadsheets/d/{self._id}/edit#gid={sheet_id}&range=A{row}"

    def _known(self) -> Structure:
        return self._seen or self.look()

    def _tab(self, title: str) -> SheetTab:
        try:
            return self._known().titled(title)
        except KeyError:
            raise ChangedMeanwhile from None


def _is_ruled(tab: SheetTab) -> bool:
    """Whether a tab of the office's carries rules of ours, as the copy of a register does."""
    return not tab.role and not tab.hidden and any(map(rules.is_ours, tab.rules))


def _is_read(tab: SheetTab, seen: Structure) -> bool:
    """Whether a run needs all of a tab's values: those of tabs that are visible while the register
    is unknown, and of tabs that hold a year, for earlier ones may have open requests.
    """
    if tab.role or tab.title in (layout.CHOICES, layout.HOLIDAYS) or tab is seen.register:
        return True
    return not tab.hidden and (seen.register is None or bool(layout.YEAR.search(tab.title)))
