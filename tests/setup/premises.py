"""An office that sets itself up: folder, computer, Google, mail server, and somebody typing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from ppid_sheets.cli.setup import google_steps
from ppid_sheets.cli.setup.respondents import AtTerminal, FromFile, Respondent
from ppid_sheets.cli.setup.steps import STEPS, go_through
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.errors import PpidError
from ppid_sheets.stores.google import emulator
from ppid_sheets.stores.opening import open_store
from tests.doctor.test_google_steps import private_key
from tests.fakesheets.books import empty_book
from tests.fakesheets.server import FakeSheets
from tests.schedule.machine import Machine

ROBOT = "ppid-sheets@ppid-register.iam.gserviceaccount.com"
ACCOUNTS = google_steps.PAGES[-1][0]
FILE_ANSWERS: Mapping[str, str] = {"Register berada": "berkas"}


@dataclass
class Typist:
    """Types the answer whose question begins so, Enter where there is none.

    At question number `stops_at` they press Ctrl+C instead; `asked` are the questions so far.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    stops_at: int = -1
    asked: list[str] = field(default_factory=list)
    password: str = ""

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        if len(self.asked) > 40:
            raise AssertionError(self.asked[-5:])
        if len(self.asked) - 1 == self.stops_at:
            raise KeyboardInterrupt
        return next((a for start, a in self.answers.items() if question.startswith(start)), "")

    def hidden(self, question: str) -> str:
        self(question)
        return self.password


class Impatient(AtTerminal):
    """Somebody who goes away when something fails."""

    def again(self, trouble: PpidError) -> None:
        raise trouble


class Premises:
    """That office; `pages` are those that the browser was sent to."""

    def __init__(self, folder: Path, sheets: FakeSheets, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.sheets = folder / "kantor", sheets
        self.downloads = folder / "Downloads"
        for made in (self.folder, self.downloads):
            made.mkdir()
        self.machine = Machine(folder / "komputer", patch)
        self.pages: list[str] = []
        self.at_page: dict[str, Callable[[], object]] = {}
        self.book = sheets.add(empty_book([ROBOT], rows=40, columns=40))
        self.url = f"https://docs.google.com/spreadsheets/d/{self.book.book_id}/edit"
        patch.chdir(self.folder)
        patch.setattr(emulator, "base_url", lambda named: sheets.url)
        patch.setenv("NO_GCE_CHECK", "true")
        for variable in ("GOOGLE_APPLICATION_CREDENTIALS", "SHEETS_EMULATOR_HOST"):
            patch.delenv(variable, raising=False)
        for variable in ("HOME", "CLOUDSDK_CONFIG", "APPDATA"):
            patch.setenv(variable, str(folder))

    def google(self) -> None:
        """A Google that knows no key yet, and a sheet that nobody shared."""
        public = (
            private_key()
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        self.sheets.accounts.register(ROBOT, public)
        self.sheets.only_issued_tokens = self.sheets.not_shared = True
        self.at_page = {ACCOUNTS: self.download, self.url: self.share}

    def key(self) -> dict[str, Any]:
        """What Google lets people download."""
        pem = private_key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account",
            "client_email": ROBOT,
            "private_key": pem.decode(),
            "private_key_id": "x",
            "token_uri": self.sheets.token_url,
        }

    def download(self) -> None:
        """The browser puts the key where it puts everything."""
        if not (self.folder / "credentials.json").exists():
            path = self.downloads / "ppid-register-4f1e.json"
            path.write_text(json.dumps(self.key()))

    def share(self) -> None:
        """Somebody shares the sheet."""
        self.sheets.not_shared = False

    def _browse(self, address: str) -> None:
        self.pages.append(address)
        self.at_page.get(address, lambda: None)()

    def work(self, person: Respondent) -> Work:
        """What the command makes."""
        return Work(Path("ppid.toml"), person, self._browse, self.machine.config, self.downloads)

    def by_hand(self, typist: Typist, once: bool = False) -> int:
        """Somebody at a terminal, who tries nothing `once` more."""
        person = Impatient(typist, typist.hidden) if once else AtTerminal(typist, typist.hidden)
        return go_through(self.work(person))

    def unattended(self, **answers: Any) -> int:
        """A file of answers."""
        return go_through(self.work(FromFile(answers, Path("jawaban.toml"))))

    def world(self) -> dict[str, object]:
        """How all of it stands, less what names this folder or time."""
        work = self.work(FromFile({}, Path()))
        key = self.folder / "credentials.json"
        store = open_store(work.where, work.settings, lambda: None)  # type: ignore[arg-type, return-value]
        return {
            "settings": (self.folder / "ppid.toml").read_text(),
            "key": (key.read_bytes(), key.stat().st_mode) if key.exists() else None,
            "downloads": sorted(path.name for path in self.downloads.iterdir()),
            "folder": sorted(path.name for path in self.folder.iterdir()),
            "tabs": store.read().tabs,
            "schedules": sorted(self.machine.kept),
            "done": [bool(s.done(work)) for s in STEPS if s.needed(work)],
        }
