"""An office whose scheduled runs can be followed one by one."""

import json
import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ppid_sheets import config
from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.post import Post
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.run.run import Order, Ran, run
from ppid_sheets.register.address import identity
from tests.build import grid
from tests.memory import MemoryStore
from tests.stores.sheets import CHOICES, HOLIDAYS

ZONE = ZoneInfo("Asia/Jakarta")
KASUBAG, ONE, TWO = "kasubag@kpu.example", "satu@kpu.example", "dua@kpu.example"
TOML = f"""
[arsip]
aktif = false
[surat]
server = "127.0.0.1"
keamanan = "tanpa"
dari = "ppid@kpu.example"
kasubag = "{KASUBAG}"
petugas = ["Petugas Satu <{ONE}>", "Petugas Dua <{TWO}>"]
"""


def at(text: str) -> datetime:
    """A local time: `2026-11-23 08:15`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class Sheet(MemoryStore):
    """A register in memory whose rows have addresses in the browser."""

    def link(self, tab: str, row: int, folder: Path) -> str:
        return f"https://sheets.example/{tab}#{row}"


@cache
def _adopted() -> Sheet:
    """An empty register after `init`, adopted once a process."""
    sheet = Sheet({"Register": grid(), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES})
    init(sheet)
    return sheet


class Office:
    """A register in memory, a folder with settings and last month's workbook,
    and a post box where all mail arrives."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str = TOML) -> None:
        (folder / "ppid.toml").write_text(toml, encoding="utf-8")
        self.folder = folder
        self.settings = config.load(folder / "ppid.toml")
        self.where = folder / "register.xlsx"
        self.filed = self.settings.report_folder / "Laporan-PPID-2026-10.xlsx"
        self.filed.parent.mkdir()
        self.filed.write_bytes(b"laporan")
        os.utime(self.filed, (at("2026-11-02 08:00").timestamp(),) * 2)
        self.mail: list[EmailMessage] = []
        self.trouble: Exception | None = None
        made = _adopted()
        self.store = deepcopy(made, {id(made.state.chosen): made.state.chosen})
        monkeypatch.setattr(Post, "send", lambda post, message: self._arrive(message))

    def unissued(self) -> None:
        """Have no workbook of the last closed month yet: the next run makes it."""
        self.filed.unlink()
        self.filed.parent.rmdir()

    def open(self, *requests: Mapping[str, Any]) -> None:
        """Have these requests and no others in the register."""
        self.store.tabs["Register"][1:] = grid(*requests)[1:]

    def _arrive(self, message: EmailMessage) -> None:
        if self.trouble:
            raise self.trouble
        self.mail.append(message_from_bytes(bytes(message), policy=policy.default))  # type: ignore[arg-type]

    def run(self, moment: str, **changed: Any) -> Ran:
        """One run at that local time."""
        order = Order(self.where, self.settings, lambda: self.store, lambda: at(moment))
        return run(replace(order, **changed))

    @property
    def path(self) -> Path:
        """Where the state lies."""
        return between_runs.path_of(self.settings.archive_folder, identity(self.where))

    def arrived(self) -> dict[str, str]:
        """The text of each mail since last asked, by whom it is for."""
        mail, self.mail = self.mail, []
        texts: dict[str, list[str]] = {}
        for one in mail:
            texts.setdefault(str(one["To"]), []).append(body(one))
        return {to: "\n".join(bodies) for to, bodies in texts.items()}

    def log(self) -> list[dict[str, Any]]:
        """The lines of the log."""
        text = (self.settings.archive_folder / "catatan-jalan.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


def body(message: EmailMessage) -> str:
    """The plain text of a mail."""
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())
