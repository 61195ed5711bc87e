"""Each mistake in the ten steps of docs/google-sheet.md: what a job and the doctor say of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ppid_sheets.config import Settings
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import first_to_do
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.google import emulator
from ppid_sheets.stores.opening import open_store
from tests.budget import chosen
from tests.build import SETTINGS
from tests.doctor.conftest import JOB, NOW
from tests.fakesheets import faults
from tests.fakesheets.model import Book
from tests.fakesheets.server import FakeSheets

ROBOT = JOB
WRONG = SpreadsheetId("1wrongSpreadsheetIdThatLeadsNowhereAAAAAAAAAA")


@dataclass
class Office:
    """An office that has done all ten steps right, so far."""

    sheets: FakeSheets
    where: SpreadsheetId
    key: dict[str, Any]
    folder: Path
    text: str | None = None
    named: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings, with the key file as it now is."""
        path = self.folder / "credentials.json"
        if self.text != "":
            path.write_text(json.dumps(self.key) if self.text is None else self.text)
            path.chmod(0o600)
        google = replace(SETTINGS.google, emulator="", key_file=path, ambient_file=None)
        return replace(SETTINGS, google=google)


@cache
def private_key() -> rsa.RSAPrivateKey:
    """One for all tests: it takes long to make."""
    return rsa.generate_private_key(65537, 1024)


@pytest.fixture
def office(
    sheets: FakeSheets, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """That office; its Google is the fake, reached with a key as in earnest."""
    made = private_key()
    pem = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = made.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    sheets.accounts.register(ROBOT, public)
    sheets.only_issued_tokens = True
    sheets.add(book)
    sheets.clock_skew = NOW - sheets.now()
    monkeypatch.setattr(emulator, "base_url", lambda named: sheets.url)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    for variable in ("HOME", "CLOUDSDK_CONFIG", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    key = {
        "type": "service_account",
        "client_email": ROBOT,
        "private_key": pem.decode(),
        "private_key_id": "x",
        "token_uri": sheets.token_url,
    }
    return Office(sheets, SpreadsheetId(book.book_id), key, tmp_path)


def set_lever(name: str) -> Callable[[Office], None]:
    """A mistake that the fake has a lever for."""
    return lambda office: setattr(office.sheets, name, True)


def wrong_clock(office: Office) -> None:
    """The computer's clock is two days behind."""
    office.sheets.clock_skew += timedelta(days=2)
    said = {
        "error": "invalid_grant",
        "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes) and in "
        "a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    }
    office.sheets.fail(faults.saying(400, json.dumps(said)), only="token", times=inf)


def deleted_key(office: Office) -> None:
    """Somebody deleted the key at Google."""
    said = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
    office.sheets.fail(faults.saying(400, json.dumps(said)), only="token", times=inf)


def wrong_id(office: Office) -> None:
    """Another address in ppid.toml."""
    office.where = WRONG


def key_of(text: str) -> Callable[[Office], None]:
    """Another file in the key's place; "" for none."""
    return lambda office: setattr(office, "text", text)


MISTAKES: Mapping[str, tuple[Callable[[Office], None], int, tuple[str, ...]]] = {
    "3: API off": (set_lever("api_off"), 12, ("Google Sheets API > Aktifkan",)),
    "5: no key": (key_of(""), 12, ("kunci akun layanan sebagai credentials.json",)),
    "5: not a key": (key_of("{}"), 10, ("menu Akun layanan, tab Kunci",)),
    "5: OAuth client": (key_of('{"installed": {}}'), 10, ("klien OAuth", "tab Kunci")),
    "5: a login": (key_of('{"type": "authorized_user"}'), 10, ("GOOGLE_APPLICATION_CREDENTIALS",)),
    "5: key deleted": (deleted_key, 12, ("buat kunci JSON yang baru",)),
    "5: clock": (wrong_clock, 12, ("yalakan jam otomatis",)),
    "6: not shared": (set_lever("not_shared"), 12, (ROBOT, "Bagikan", "sebagai Editor")),
    "6: viewer": (set_lever("read_only"), 12, (ROBOT, "Bagikan", "Editor")),
    "7: wrong address": (wrong_id, 12, ("alin lagi alamatnya dari peramban",)),
    "1: an .xlsx in Drive": (
        set_lever("office_file"),
        12,
        ("File > Simpan sebagai Google Spreadsheet",),
    ),
}


def test_without_a_mistake_all_is_well(office: Office) -> None:
    """So that what follows is due to the mistake."""
    jobs.check(open_store(office.where, office.settings, lambda: NOW), office.settings, NOW.date())
    facts = gather(office.settings, office.where, lambda: NOW)
    assert not [r for r in examine(facts) if r.outcome.state == "gagal"]


AT_A_DESK = ("3: API off", "5: OAuth client", "6: not shared", "7: wrong address")


@pytest.mark.parametrize("name", chosen(MISTAKES, AT_A_DESK))
def test_the_job_and_the_doctor_name_the_click_that_mends_it(office: Office, name: str) -> None:
    """In one sentence with one code, and in the same words."""
    make, code, words = MISTAKES[name]
    make(office)
    with pytest.raises(PpidError) as raised:
        store = open_store(office.where, office.settings, lambda: NOW)
        jobs.check(store, office.settings, NOW.date(), local_time=lambda: NOW)
    facts = gather(office.settings, office.where, lambda: NOW)
    first = first_to_do(examine(facts))
    assert first is not None
    outcome = first.outcome
    assert (raised.value.exit_code, outcome.state, outcome.code) == (code, "gagal", code)
    for said in (str(raised.value), f"{outcome.found}; {outcome.remedy}"):
        assert all(word in said for word in words), said
