"""A desk whose register, or that of objections, is seen by runs, without rules and stores."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ppid_sheets.archive.remember import Recalled, remembered
from ppid_sheets.archive.storing import RunOutcome
from ppid_sheets.checks.findings import place_of
from ppid_sheets.checks.judge import read_register
from ppid_sheets.plans.findings_page import texts
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Snapshot
from tests.build import SETTINGS, grid

START = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
REGISTER = Path("register.xlsx")


class Desk:
    """Rows by column key, blank ones as {}; `run` is what one run makes of them."""

    def __init__(
        self, folder: Path, *rows: Mapping[str, Any], schema: Schema = REQUESTS, **settings: Any
    ) -> None:
        self.schema = schema
        self.settings = replace(SETTINGS, archive_folder=folder, **settings)
        self.rows: list[dict[str, Any]] = [dict(row) for row in rows]
        self.now = START
        self.without: Sequence[str] = ()
        self.faults: Collection[tuple[int, str, str]] | None = None
        """What the rules find, by row, code and column; None where nothing is judged."""

    def snapshot(self) -> Snapshot:
        """The register as a store reads it."""
        rows = grid(*self.rows, without=self.without, schema=self.schema)
        return Snapshot({self.schema.tab: rows}, chosen=Chosen(schema=self.schema))

    def run(self, page: Sequence[Sequence[Any]] = (), *, read_only: bool = False) -> Recalled:
        """One run, an hour after the last; raises what became of the archive."""
        self.now += timedelta(hours=1)
        snapshot = self.snapshot()
        tab, table = read_register(snapshot)
        with remembered(REGISTER, self.settings, self.now, read_only=read_only) as requests:
            assert requests
            memory = requests.beside(self.schema) if self.schema.name else requests
            memory.acknowledge(texts(page), tab if self.schema.name else "")
            recalled = memory.recall(snapshot, tab, table)
            outcome = None if self.faults is None else RunOutcome(sorted(self.faults), {}, "")
            memory.keep("register.xlsx", recalled, outcome)
            if memory.trouble:
                raise memory.trouble
        return recalled


def page(recalled: Recalled, words: Mapping[int, Any], tab: str = "") -> list[list[Any]]:
    """The page *Temuan* as an earlier version had it, with what the Kasubag wrote beside the
    findings of these positions; `tab` is that of a register beside the requests."""
    lines = [
        [None, None, place_of(f, tab), f.severity, f.code, f.message, f.remedy, words.get(i)]
        for i, f in enumerate(recalled.findings)
    ]
    head = [
        "No. Registrasi",
        "Baris",
        "Kolom",
        "Tingkat",
        "Kode",
        "Temuan",
        "Perbaikan",
        "Diketahui Kasubag",
        "Pertama Terlihat",
    ]
    return [["Temuan"], [], head, *lines]


def codes(recalled: Recalled) -> list[str]:
    """The codes of what a run says from memory."""
    return [finding.code for finding in recalled.findings]


def messages(recalled: Recalled) -> list[str]:
    """What a run says from memory."""
    return [finding.message for finding in recalled.findings]
