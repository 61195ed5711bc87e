"""One spreadsheet by its last answers: its structure, its values, and batches that change it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ppid_sheets.register.schema import SEARCHED_ROWS, Schema
from ppid_sheets.register.values import Chosen, Grid
from ppid_sheets.stores.google import (
    anchors,
    capacity,
    closed,
    dropdowns,
    guards,
    misfits,
    replacing,
)
from ppid_sheets.stores.google.anchors import AnchoredChange
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.closed import ClosedError
from ppid_sheets.stores.google.structure import FIELDS, Json, SheetTab, Structure, structure
from ppid_sheets.stores.meanwhile import ChangedMeanwhile

_ROUNDS = 8
_ANSWER = {"fields": f"replies,updatedSpreadsheet({FIELDS})"}


class WholeRead(NamedTuple):
    """What was read in one go: how the spreadsheet is built, values of tabs by their ids, and
    whether a cell may still be loading; `writes` is how many the client had made by then.
    """

    answer: Json
    grids: Mapping[int, Grid]
    loading: bool
    writes: int


class Spreadsheet:
    """A spreadsheet by its id; `chosen` is the register in question.

    Every answer to a batch has its structure, so that no further read is needed.
    """

    def __init__(self, spreadsheet: str, client: SheetsClient, chosen: Chosen) -> None:
        self.id = spreadsheet
        self.client = client
        self.ids: dict[str, int] = {}
        """The id of each tab by every title that an answer gave it."""
        self.handed: WholeRead | None = None
        """A reading that takes the place of the first one."""
        self._chosen = chosen
        self._seen: Structure | None = None
        self._answer: Json = {}
        self._kept: WholeRead | None = None

    @property
    def last(self) -> Structure | None:
        """The structure of the last answer, None before the first."""
        return self._seen

    @property
    def title(self) -> str:
        """The spreadsheet's title, once it was read."""
        return self._seen.title if self._seen else "Google Sheet"

    @property
    def seen(self) -> Structure:
        """The structure of the last answer; asks for the first."""
        return self._seen or self.look()

    def look(self) -> Structure:
        """How it is built now."""
        answer = self.client.read("get", self.id, params={"fields": FIELDS})
        return self._note(answer)

    def taken(self) -> WholeRead | None:
        """The reading that was handed on; it counts once."""
        reading, self.handed = self.handed, None
        if reading:
            self._note(reading.answer)
        return reading

    def keep(self, grids: Mapping[int, Grid], *, loading: bool) -> WholeRead:
        """What was read since the last look, which may be handed on."""
        self._kept = WholeRead(self._answer, grids, loading, self.client.writes)
        return self._kept

    def handed_on(self, schema: Schema) -> WholeRead | None:
        """The last reading for a register that stands beside; None once anything was written."""
        kept = self._kept
        known = kept and kept.writes == self.client.writes and schema.name in self.seen.beside
        return kept if known else None

    def _note(self, answer: Json) -> Structure:
        self._answer = answer
        self._seen = structure(answer, self._chosen)
        self.ids |= {tab.title: tab.id for tab in self._seen.tabs}
        return self._seen

    def tab(self, title: str) -> SheetTab:
        """The tab of a title or role; raises `ChangedMeanwhile` where it is gone."""
        try:
            return self.seen.titled(title)
        except KeyError:
            raise ChangedMeanwhile from None

    def values(
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
        answer = self.client.read("post", f"{self.id}/values:batchGetByDataFilter", body)
        return {
            found["dataFilters"][0]["gridRange"].get("sheetId", 0): found["valueRange"].get(
                "values", ()
            )
            for found in answer.get("valueRanges", ())
        }

    def parts(self, filters: Sequence[Json], fields: str) -> Json:
        """What `fields` name of the parts of the spreadsheet that match filters, in one read."""
        if not filters:
            return {}
        path, body = f"{self.id}:getByDataFilter", {"dataFilters": filters}
        answer: Json = self.client.read("post", path, body, {"fields": fields})
        return answer

    def cells(self, filters: Sequence[Json]) -> Json:
        """Rules and looks of cells, and which rows are tagged."""
        return self.parts(filters, dropdowns.CELLS)

    def batch(self, requests: Iterable[Json]) -> Json:
        """One atomic batchUpdate; its answer becomes the last structure."""
        asked = list(requests)
        capacity.refuse_overflow(self.seen, asked)
        body = {"requests": asked, "includeSpreadsheetInResponse": True}
        answer = self.write(":batchUpdate", body, _ANSWER)
        self._note(answer.get("updatedSpreadsheet", {}))
        return answer

    def write(self, path: str, body: Json, params: Mapping[str, str] | None = None) -> Json:
        """The answer of a call that changes it; a refusal of protected cells names their tab."""
        try:
            answer: Json = self.client.write(f"{self.id}{path}", body, params)
        except ClosedError as error:
            *_, part = misfits.refused_part(error.words, path, body)
            raise closed.located(error, part, self.seen) from None
        return answer

    def change(self, requests: Sequence[Json]) -> None:
        """One batch, and what it may have deleted of the office's rules put back."""
        lost = replacing.deleted(requests, self.batch(requests))
        closing = list(replacing.closing(self.seen, lost))
        if closing:
            self.batch(closing)
        if lost:
            raise ChangedMeanwhile

    def restore(self) -> None:
        """Put back rules of the office's that a run noted which then stopped."""
        requests = list(replacing.restoring(self.seen))
        if requests:
            self.batch(requests)

    def in_place(
        self,
        tab: str,
        asked: Callable[[SheetTab], Sequence[Json]],
        wanted: Callable[[SheetTab, Json], Iterable[AnchoredChange]],
    ) -> None:
        """Carry out what is `wanted` of the cells that are `asked` for, by places in the rows.

        Each batch fits the very cells that were read, or is refused as a whole. Raises
        `ChangedMeanwhile` where rows do not come to rest.
        """
        tries = 0
        while tries < _ROUNDS:
            place = self.tab(tab)
            cells = self.cells(asked(place))
            found, there = list(wanted(place, cells)), anchors.hung(cells)
            changes = anchors.first(found)
            rows = anchors.rows_of(changes)
            if not anchors.hold(there, rows):
                self.batch(anchors.hang(place.id, there, rows))
                tries += 1
                continue
            tries = 0
            if changes:
                held = (*guards.columns(place, place.tags), *anchors.released(place.id, there))
                self.batch([*held, *(change.request for change in changes)])
            if len(changes) == len(found):
                return
        raise ChangedMeanwhile

    def hang(self, tab: str, rows: Collection[int], same: Callable[[Json], bool]) -> anchors.Hung:
        """Tags on rows of a tab that is still the `same` as it was read.

        Raises `ChangedMeanwhile` where it is not.
        """
        there: anchors.Hung = ()
        for _ in range(_ROUNDS):
            place = self.tab(tab)
            self.batch(anchors.hang(place.id, there, rows))
            answer = self.parts([{"gridRange": {"sheetId": place.id}}], anchors.CELLS)
            there = anchors.hung(answer)
            if not same(answer):
                break
            if anchors.hold(there, rows):
                return there
        raise ChangedMeanwhile
