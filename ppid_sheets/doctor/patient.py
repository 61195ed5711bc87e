"""Registers under examination: what is read of each, stage by stage, and never written."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self

from ppid_sheets.archive.verdict import verdict
from ppid_sheets.checks.judge import judge, read_register
from ppid_sheets.checks.judge_objections import judge_objections, only
from ppid_sheets.checks.tabs import EMPTY, is_empty
from ppid_sheets.config import Settings
from ppid_sheets.doctor.facts import (
    TEXT_KEYS,
    Credential,
    FactKey,
    Formats,
    Stage,
    command,
)
from ppid_sheets.errors import PpidError, ShapeError
from ppid_sheets.jobs.intake import Sources
from ppid_sheets.plans import daily_page, findings_page
from ppid_sheets.plans.annotate import adoption, annotation
from ppid_sheets.plans.brake import refuse_accidents, refuse_unsettled
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.serials import is_number
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.credentials import Access
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.opening import past
from ppid_sheets.stores.xlsx.store import WorkbookStore

SECONDS_A_DAY = 86_400


class Patient:
    """A register under examination; each stage adds to `found`."""

    first = True
    """Whether it is that of the requests, which its place is opened for."""
    untold: tuple[Stage, ...] = ()
    """Stages that a list has no facts for."""

    store: GoogleStore | WorkbookStore

    where: Path | SpreadsheetId

    def __init__(self, settings: Settings, local_time: Callable[[], datetime]) -> None:
        self.settings, self.local_time = settings, local_time
        self.found: dict[str, Any] = {}

    @property
    def stages(self) -> Mapping[Stage, Callable[[], None]]:
        """What is done at each stage, in order."""
        stages: dict[Stage, Callable[[], None]] = {
            "store": self.open,
            "contact": self.contact,
            "read": self.read,
            "header": self.recognise,
            "furniture": self.furniture,
            "formats": self.formats,
            "judged": self.judge,
            "rehearsed": self.rehearse,
        }
        opened = () if self.first else ("store", "contact", "formats")
        needless = (*opened, *self.untold)
        return {stage: step for stage, step in stages.items() if stage not in needless}

    @property
    def calls(self) -> str:
        """What it took, in Indonesian; "" while nothing was opened."""
        return self.store.calls if hasattr(self, "store") else ""

    def beside(self, schema: Schema) -> Self:
        """Another register in the same place, which is open already."""
        other = copy(self)
        other.store, other.found, other.first = self.store.beside(schema), {}, False
        other.untold = () if schema.job else ("judged", "rehearsed")
        return other

    def open(self) -> None:
        """Find the store."""
        raise NotImplementedError

    def contact(self) -> None:
        """Nothing, where reading is the first contact."""

    def read(self) -> None:
        """Read the register as a check does."""
        self.found["snapshot"] = self.store.read()

    def recognise(self) -> None:
        """Find its header, and what it lacks beside the cells."""
        snapshot = self.found["snapshot"]
        if is_empty(snapshot):
            raise ShapeError(EMPTY, f"jalankan {command('init', self.where, self.settings)}")
        tab, table = read_register(snapshot)
        self._skipped = table.skipped
        self.found |= {"tab": tab, "header": table.header, "adopted": adoption(snapshot)}

    def furniture(self) -> None:
        """Ask what `init` would furnish."""
        tab, header = self.found["tab"], self.found["header"]
        self.found["lacking"] = self.store.furnish(tab, header, dry_run=True)

    def formats(self) -> None:
        """Look at the formats of the columns that must hold text."""
        raise NotImplementedError

    def judge(self) -> None:
        """Judge the rows as of today."""
        snapshot, today = self.found["snapshot"], self.local_time().date()
        if self.first:
            sources = Sources(self.settings).of(snapshot)
            judged = judge(snapshot, self.settings, today, sources=sources)
            self.found["verdict"] = verdict(judged, snapshot, self.settings, today, None)
        else:
            self.found["verdict"] = judge_objections(snapshot, self.settings, today)

    def rehearse(self) -> None:
        """The rest of a check up to its writing, so that its refusals come to light."""
        snapshot, told = self.found["snapshot"], self.found["verdict"]
        if self.first:
            today = self.local_time().date()
            pages = (daily_page.page(told, today), findings_page.page(told, today))
            plan = annotation(snapshot, told, pages)
            refuse_accidents(snapshot, told, plan)
        else:
            refuse_unsettled(told, annotation(only(snapshot, told.tab), told))

    @property
    def _columns(self) -> Mapping[str, int]:
        """The positions of the columns that must hold text."""
        places = self.found["header"].places
        return {key: places[key].position for key in TEXT_KEYS if key in places}

    @property
    def _grid(self) -> Grid:
        grid: Grid = self.found["snapshot"].tabs[self.found["tab"]]
        return grid

    @property
    def _last_header_row(self) -> int:
        row: int = self.found["header"].rows[-1]
        return row

    def _formats(self, not_text: Mapping[str, Sequence[int]]) -> Formats:
        first = self._last_header_row + 1
        requests = [
            row
            for number, row in enumerate(self._grid[first - 1 :], first)
            if number not in self._skipped
        ]
        numbers = {
            key: sum(at < len(row) and is_number(row[at]) for row in requests)
            for key, at in self._columns.items()
        }
        return Formats(not_text, numbers)


class SheetPatient(Patient):
    """A Google Sheet."""

    where: SpreadsheetId
    store: GoogleStore

    def __init__(
        self, where: SpreadsheetId, settings: Settings, local_time: Callable[[], datetime]
    ) -> None:
        super().__init__(settings, local_time)
        self.where = where

    def open(self) -> None:
        """Find the store."""
        access = credentials.find(self.settings.google)
        client = SheetsClient(access, self.settings.google)
        self.store = GoogleStore(
            self.where,
            client,
            self.settings.chosen,
            past(self.where, self.settings, self.local_time),
        )
        self.found["credential"] = credential_of(access, self.local_time())

    def contact(self) -> None:
        """Look at how the spreadsheet is built, and at the clock of Google."""
        try:
            self.found["seen"] = self.store.look()
        finally:
            with suppress(ValueError):
                theirs = parsedate_to_datetime(self.store.client.server_date)
                self.found["ahead"] = self.local_time().timestamp() - theirs.timestamp()

    def read(self) -> None:
        """Read the register as a check does."""
        super().read()
        self.found["seen"] = self.store.seen

    def formats(self) -> None:
        """Look at the formats of the columns that must hold text."""
        row = self._last_header_row
        inspection = self.store.inspect(self.found["tab"], self._columns, row)
        self.found |= {
            "formats": self._formats(inspection.not_text),
            "closed": inspection.closed,
            "may_edit": inspection.may_edit,
        }


class File(Patient):
    """A workbook."""

    where: Path
    store: WorkbookStore

    def __init__(self, where: Path, settings: Settings, local_time: Callable[[], datetime]) -> None:
        super().__init__(settings, local_time)
        self.where = where

    def open(self) -> None:
        """Find the store."""
        self.store = WorkbookStore(
            self.where,
            now=self.local_time,
            chosen=self.settings.chosen,
            past=past(self.where, self.settings, self.local_time),
        )

    def read(self) -> None:
        """Read the register as a check does."""
        super().read()
        try:
            self.store.ensure_writable()
        except PpidError as error:
            self.found["locked"] = error

    def formats(self) -> None:
        """Look at the formats of the columns that must hold text."""
        first = self._last_header_row + 1
        not_text = self.store.not_text(self.found["tab"], self._columns, first, len(self._grid))
        self.found["formats"] = self._formats(not_text)


def credential_of(access: Access, now: datetime) -> Credential:
    """The result for a credential at a moment."""
    scopes = getattr(access.credentials, "scopes", None)
    return Credential(
        account=access.account,
        source=access.source,
        scopes=tuple(scopes) if scopes else None,
        key=_key(access.key, now) if access.key else None,
    )


def _key(path: Path, now: datetime) -> FactKey:
    found = path.stat()
    mode = stat.S_IMODE(found.st_mode) if os.name == "posix" else None
    return FactKey(path, mode, int((now.timestamp() - found.st_mtime) // SECONDS_A_DAY))
