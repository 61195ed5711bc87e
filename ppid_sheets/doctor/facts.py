"""Everything the doctor judges, gathered before the first judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

from ppid_sheets.checks.judge import Judged
from ppid_sheets.config import Settings
from ppid_sheets.errors import PpidError
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.header import Header
from ppid_sheets.register.values import Plan, Snapshot
from ppid_sheets.reports.workbook.emblem import Emblem
from ppid_sheets.stores.google.structure import Structure

Stage = Literal[
    "settings", "store", "contact", "read", "header", "furniture", "formats", "judged", "rehearsed"
]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In this order facts are gathered; each stage needs those before it."""
TEXT_KEYS = ("id_number", "phone")
"""Columns whose digits are lost where a sheet takes them for numbers."""


@dataclass(frozen=True, slots=True)
class FactKey:
    """The file of a private key: its permission bits (None on Windows) and how old it is.

    The key has no date of its own; it cannot be younger than its file, so `days` is its least age.
    """

    path: Path
    mode: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Credential:
    """The job's identity for Google. `scopes` is None where the credential names none."""

    account: str
    source: str
    scopes: tuple[str, ...] | None
    key: FactKey | None


@dataclass(frozen=True, slots=True)
class Formats:
    """Per text column (key): rows not formatted as text, and how many cells hold a number."""

    not_text: Mapping[str, Sequence[int]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """What runs by itself, at the local time `now`.

    `last_run` and `last_success` (of a check) are None where there was none. `mail_trouble` is why
    the mail server of the settings takes no mail; `emblem` is that of the letterhead, or why it
    cannot be printed, None where the settings name none.
    """

    now: datetime
    last_run: datetime | None
    last_success: datetime | None
    mail_trouble: PpidError | None
    emblem: Emblem | PpidError | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What could be learnt, stage by stage, until `error` stopped it at `stopped`.

    `where` is None where the settings that name it cannot be read. `service` is of no stage: it
    comes with the settings. `ahead` is by how many seconds this machine's clock is ahead of
    Google's. `lacking` is what `init` would furnish, a line each. `locked` is why a file cannot be
    written. `closed` and `may_edit` are as in an `Inspection`. `calls` are the calls to Google.
    `beside` are the facts of the other registers there, from the stage *read* on; one that is
    `listed` is a list without a column of the job's, which has no stage beyond *furniture*.
    """

    today: date
    where: Path | SpreadsheetId | None
    settings: Settings | None = None
    service: Service | None = None
    credential: Credential | None = None
    ahead: float | None = None
    seen: Structure | None = None
    snapshot: Snapshot | None = None
    tab: str = ""
    header: Header | None = None
    adopted: Plan | None = None
    lacking: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    may_edit: bool = False
    formats: Formats = field(default_factory=Formats)
    verdict: Judged | None = None
    locked: PpidError | None = None
    calls: str = ""
    stopped: Stage | None = None
    error: PpidError | None = None
    beside: tuple["Facts", ...] = ()
    listed: bool = False

    @property
    def online(self) -> bool:
        """True for a Google Sheet, False for a file."""
        return isinstance(self.where, SpreadsheetId)

    @property
    def rows(self) -> str:
        """What the rows of the register are called."""
        return (self.snapshot or Snapshot({})).schema.rows

    def command(self, name: str) -> str:
        """How a command for this register is typed."""
        return command(name, self.where, self.settings)

    def known(self, stage: Stage) -> bool:
        """True for a stage whose facts were gathered."""
        return self.stopped is None or STAGES.index(stage) < STAGES.index(self.stopped)


def command(name: str, where: Path | SpreadsheetId | None, settings: Settings | None) -> str:
    """A command for a register, which need not be named where the settings do."""
    usual = where is None or (settings is not None and where == settings.register)
    named = f'"{where}"' if " " in str(where) else where
    return f"ppid-sheets {name}" if usual else f"ppid-sheets {name} --register {named}"
