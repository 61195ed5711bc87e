"""Gathers what the doctor judges; it reads, and writes nothing."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from ppid_sheets.alarms import state
from ppid_sheets.alarms.post import Post
from ppid_sheets.archive.verdict import verdict
from ppid_sheets.checks.judge import judge, read_register
from ppid_sheets.config import Settings
from ppid_sheets.doctor.facts import (
    TEXT_KEYS,
    Credential,
    FactKey,
    Facts,
    Formats,
    Service,
    Stage,
    command,
)
from ppid_sheets.errors import PpidError, SettingsError, ShapeError
from ppid_sheets.plans import pages
from ppid_sheets.plans.annotate import adoption, annotation
from ppid_sheets.plans.brake import refuse_accidents
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.values import Grid
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.credentials import Access
from ppid_sheets.stores.google.store import GoogleStore
from ppid_sheets.stores.meanwhile import undisturbed
from ppid_sheets.stores.opening import past
from ppid_sheets.stores.xlsx.store import WorkbookStore

SECONDS_A_DAY = 86_400


def gather(
    settings: Settings | SettingsError,
    register: Path | SpreadsheetId | None,
    local_time: Callable[[], datetime],
) -> Facts:
    """What can be learnt of a register, or of the settings' own where `register` is None.

    `settings` may be the error that kept them from being read.
    """
    today = local_time().date()
    if isinstance(settings, SettingsError):
        return Facts(today, register, stopped="settings", error=settings)
    where = register or settings.register
    patient = (
        _Sheet(where, settings, local_time)
        if isinstance(where, SpreadsheetId)
        else _File(where, settings, local_time)
    )
    stopped = _stopped(patient)
    service = _service(settings, where, local_time())
    return Facts(today, where, settings, service, **patient.found, **stopped, calls=patient.calls)


def _stopped(patient: "_Patient") -> Mapping[str, Any]:
    """Gather stage by stage, anew where the register changed meanwhile; what stopped it."""
    at: Stage = "store"

    def attempt() -> None:
        nonlocal at
        for stage, examine in patient.stages.items():
            at = stage
            examine()

    try:
        undisturbed(attempt, lambda: "Register")
    except PpidError as error:
        return {"stopped": at, "error": error}
    return {}


def _service(settings: Settings, where: Path | SpreadsheetId, now: datetime) -> Service:
    known = state.peek(state.path_of(settings.archive_folder, identity(where)))
    trouble: PpidError | None = None
    if settings.mail.server:
        try:
            with Post(settings.mail) as post:
                post.reach()
        except PpidError as error:
            trouble = error
    return Service(now, known.last, known.good, trouble)


class _Patient:
    """A register under examination; each stage adds to `found`."""

    store: GoogleStore | WorkbookStore

    where: Path | SpreadsheetId

    def __init__(self, settings: Settings, local_time: Callable[[], datetime]) -> None:
        self.settings, self.local_time = settings, local_time
        self.found: dict[str, Any] = {}

    @property
    def stages(self) -> Mapping[Stage, Callable[[], None]]:
        """What is done at each stage, in order."""
        return {
            "store": self.open,
            "contact": self.contact,
            "read": self.read,
            "header": self.recognise,
            "furniture": self.furniture,
            "formats": self.formats,
            "judged": self.judge,
            "rehearsed": self.rehearse,
        }

    @property
    def calls(self) -> str:
        return self.store.calls if hasattr(self, "store") else ""

    def open(self) -> None:
        raise NotImplementedError

    def contact(self) -> None:
        """Nothing, where reading is the first contact."""

    def read(self) -> None:
        self.found["snapshot"] = self.store.read()

    def recognise(self) -> None:
        snapshot = self.found["snapshot"]
        hidden = snapshot.unread
        if not hidden and not any(any(map(any, grid)) for grid in snapshot.tabs.values()):
            raise ShapeError(
                "Register masih kosong", f"jalankan {command('init', self.where, self.settings)}"
            )
        tab, table = read_register(snapshot)
        self._skipped = table.skipped
        self.found |= {"tab": tab, "header": table.header, "adopted": adoption(snapshot)}

    def furniture(self) -> None:
        tab, header = self.found["tab"], self.found["header"]
        self.found["lacking"] = self.store.furnish(tab, header, dry_run=True)

    def formats(self) -> None:
        raise NotImplementedError

    def judge(self) -> None:
        snapshot, today = self.found["snapshot"], self.local_time().date()
        judged = judge(snapshot, self.settings, today)
        self.found["verdict"] = verdict(judged, snapshot, self.settings, today, None)

    def rehearse(self) -> None:
        """All else that a check would do before it writes, so that its refusals are known."""
        snapshot, told = self.found["snapshot"], self.found["verdict"]
        plan = annotation(snapshot, told, pages.pages(told, self.local_time().date()))
        refuse_accidents(snapshot, told, plan)

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
            key: sum(at < len(row) and _is_number(row[at]) for row in requests)
            for key, at in self._columns.items()
        }
        return Formats(not_text, numbers)


class _Sheet(_Patient):
    """A Google Sheet."""

    where: SpreadsheetId
    store: GoogleStore

    def __init__(
        self, where: SpreadsheetId, settings: Settings, local_time: Callable[[], datetime]
    ) -> None:
        super().__init__(settings, local_time)
        self.where = where

    def open(self) -> None:
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
        try:
            self.found["seen"] = self.store.look()
        finally:
            with suppress(ValueError):
                theirs = parsedate_to_datetime(self.store.client.server_date)
                self.found["ahead"] = self.local_time().timestamp() - theirs.timestamp()

    def read(self) -> None:
        super().read()
        self.found["seen"] = self.store.seen

    def formats(self) -> None:
        row = self._last_header_row
        inspection = self.store.inspect(self.found["tab"], self._columns, row)
        self.found |= {
            "formats": self._formats(inspection.not_text),
            "closed": inspection.closed,
            "may_edit": inspection.may_edit,
        }


class _File(_Patient):
    """A workbook."""

    where: Path
    store: WorkbookStore

    def __init__(self, where: Path, settings: Settings, local_time: Callable[[], datetime]) -> None:
        super().__init__(settings, local_time)
        self.where = where

    def open(self) -> None:
        self.store = WorkbookStore(
            self.where,
            now=self.local_time,
            chosen=self.settings.chosen,
            past=past(self.where, self.settings, self.local_time),
        )

    def read(self) -> None:
        super().read()
        try:
            self.store.ensure_writable()
        except PpidError as error:
            self.found["locked"] = error

    def formats(self) -> None:
        first = self._last_header_row + 1
        not_text = self.store.not_text(self.found["tab"], self._columns, first, len(self._grid))
        self.found["formats"] = self._formats(not_text)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def credential_of(access: Access, now: datetime) -> Credential:
    """What is to be said of a credential at a moment."""
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
