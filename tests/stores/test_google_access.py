"""How a Google Sheet is reached: by which credential, scope and address; no secrets are told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ppid_sheets import config
from ppid_sheets.errors import SettingsError, UnreachableError
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.credentials import SCOPE
from ppid_sheets.stores.google.store import GoogleStore
from tests.build import OPEN
from tests.fakesheets import faults
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import google, office, store

ROBOT = "robot@contoh-proyek.iam.gserviceaccount.com"


@pytest.fixture(scope="module")
def private_key() -> rsa.RSAPrivateKey:
    """A key made for this run."""
    return rsa.generate_private_key(65537, 1024)


@pytest.fixture
def key(sheets: FakeSheets, private_key: rsa.RSAPrivateKey) -> Mapping[str, Any]:
    """The content of a key file whose tokens the fake issues."""
    pem = private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = private_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    sheets.accounts.register(ROBOT, public)
    sheets.only_issued_tokens = True
    return {
        "type": "service_account",
        "project_id": "contoh-proyek",
        "private_key_id": "contoh",
        "private_key": pem.decode(),
        "client_email": ROBOT,
        "token_uri": sheets.token_url,
    }


@pytest.fixture
def key_file(tmp_path: Path, key: Mapping[str, Any]) -> Path:
    """The same as a file."""
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps(key), encoding="utf-8")
    return path


def settings(server: FakeSheets, key_file: Path) -> config.Google:
    """Settings without an emulator, as an office has them."""
    return google(server, key_file=key_file, emulator="", ambient_file=None)


def reached(server: FakeSheets, key_file: Path) -> GoogleStore:
    """A store with the key file's credential, its calls sent to the fake."""
    access = credentials.find(settings(server, key_file))
    return GoogleStore(BOOK_ID, SheetsClient(access, google(server), pause=0.001))


def test_a_service_account_exchanges_a_signed_token(sheets: FakeSheets, key_file: Path) -> None:
    """A JWT signed with the key file gets a token for the one scope, and the token opens the
    sheet."""
    office(sheets, OPEN)
    sheets.caller = "nobody"
    assert reached(sheets, key_file).read().tabs["Register"]
    assert sheets.log[0].name == "token"


def test_a_key_that_google_does_not_know_is_one_sentence(
    sheets: FakeSheets, key_file: Path
) -> None:
    """A deleted key or a wrong clock is said, with nothing of the key in it."""
    office(sheets, OPEN)
    sheets.accounts.register(ROBOT, _another())
    with pytest.raises(UnreachableError, match="menolak kredensial") as raised:
        reached(sheets, key_file).read()
    assert "PRIVATE" not in str(raised.value)


def _another() -> bytes:
    public = rsa.generate_private_key(65537, 1024).public_key()
    return public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def test_a_token_that_runs_out_is_renewed(sheets: FakeSheets, key_file: Path) -> None:
    """A 401 amid a run costs a new token, not the run."""
    office(sheets, OPEN)
    opened = reached(sheets, key_file)
    sheets.fail(faults.expired(), only="read")
    assert opened.read().tabs["Register"]
    assert sum(call.name == "token" for call in sheets.log) == 2


def test_the_key_file_is_named_by_its_account(sheets: FakeSheets, key_file: Path) -> None:
    """The address to share the sheet with is the key's."""
    access = credentials.find(settings(sheets, key_file))
    assert (access.account, access.source) == (ROBOT, "kunci credentials.json")


def test_only_the_spreadsheets_scope_is_asked_for(sheets: FakeSheets, key_file: Path) -> None:
    """No other file of the account can be reached."""
    assert credentials.find(settings(sheets, key_file)).credentials.scopes == [SCOPE]


def test_the_environment_comes_before_the_key_file(
    sheets: FakeSheets, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A credential that the environment names is taken even where a key file lies about."""
    other = tmp_path / "lain.json"
    named = {**json.loads(key_file.read_text()), "client_email": "lain@contoh.example"}
    other.write_text(json.dumps(named), encoding="utf-8")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(other))
    monkeypatch.chdir(tmp_path)
    found = credentials.find(config.load().google)
    assert (found.account, found.source) == ("lain@contoh.example", "kunci lain.json")
    assert found.key == other


def test_no_credential_is_one_sentence(
    sheets: FakeSheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says where to put the key."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    with pytest.raises(UnreachableError, match=r"kunci\.json"):
        credentials.find(settings(sheets, tmp_path / "kunci.json"))


@pytest.mark.parametrize("text", ["", "bukan json", "{}", "[]", '{"type": "authorized_user"}'])
def test_a_file_that_is_no_key_is_one_sentence(
    sheets: FakeSheets, tmp_path: Path, text: str
) -> None:
    """Whatever is wrong with it, the file is named and what to do."""
    path = tmp_path / "credentials.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"credentials\.json bukan kunci"):
        credentials.find(settings(sheets, path))


@pytest.mark.parametrize(
    "host", ["sheets.example.com:80", "10.0.0.1:80", "127.0.0.1", "127.0.0.1.example:80", "x"]
)
def test_only_this_machine_may_be_an_emulator(sheets: FakeSheets, host: str) -> None:
    """Any other address than a loopback one is refused before a call is made."""
    office(sheets, OPEN)
    with pytest.raises(SettingsError, match="SHEETS_EMULATOR_HOST"):
        store(sheets, emulator=host)


def test_with_an_emulator_no_real_credential_is_read(
    sheets: FakeSheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the environment's nor the key file."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "tidak-ada.json"))
    found = credentials.find(
        google(sheets, key_file=tmp_path / "tidak-ada.json", ambient_file=Path("x"))
    )
    assert found.credentials.token == "emulator"
