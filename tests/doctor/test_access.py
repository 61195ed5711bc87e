"""What the doctor says of settings, credentials and clocks."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2.credentials import Credentials as Person

from ppid_sheets.config import Google
from ppid_sheets.doctor import access
from ppid_sheets.doctor.facts import Credential, FactKey, Facts
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.patient import credential_of
from ppid_sheets.errors import SettingsError, UnreachableError
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.credentials import SCOPE, Access
from tests.build import SETTINGS
from tests.doctor.conftest import NOW, outcomes
from tests.fakesheets.server import FakeSheets

ACCOUNT = "ppid@contoh-proyek.iam.gserviceaccount.com"
SHEET = SpreadsheetId("1fakeSpreadsheetIdOfTheRegisterAAAAAAAAAAAAAA")


@pytest.fixture(scope="module")
def key_text() -> str:
    """A service account's key as Google hands it out, made up here."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    pem = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return json.dumps(
        {
            "type": "service_account",
            "client_email": ACCOUNT,
            "private_key": pem.decode(),
            "private_key_id": "abc",
            "token_uri": "https://oauth2.googleapis.com/token",
        }
    )


@pytest.fixture
def key(tmp_path: Path, key_text: str) -> Path:
    """Its file, with a mode that lets others read it."""
    path = tmp_path / "credentials.json"
    path.write_text(key_text)
    path.chmod(0o644)
    return path


def facts(**values: object) -> Facts:
    """Facts about a Google Sheet with a credential."""
    held = Credential(ACCOUNT, "kunci credentials.json", (SCOPE,), None)
    return replace(Facts(NOW.date(), SHEET, SETTINGS, held), **values)  # type: ignore[arg-type]


def keyed(mode: int | None, days: int) -> Facts:
    """Facts about a key file."""
    key = FactKey(Path("credentials.json"), mode, days)
    return facts(credential=Credential(ACCOUNT, "kunci credentials.json", (SCOPE,), key))


def test_a_key_file_is_found_with_its_mode_and_least_age(key: Path) -> None:
    """The file tells who may read it and since when it lies there."""
    found = credentials.find(Google(key, 300, None, ""))
    told = credential_of(found, datetime.now().astimezone() + timedelta(days=2))
    assert told == Credential(ACCOUNT, "kunci credentials.json", (SCOPE,), FactKey(key, 0o644, 2))


def test_an_environment_that_names_no_credential_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable is named, for nothing else leads to it."""
    named = tmp_path / "hilang.json"
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(named))
    with pytest.raises(UnreachableError, match="GOOGLE_APPLICATION_CREDENTIALS"):
        credentials.find(Google(tmp_path / "lain.json", 300, named, ""))


def test_a_file_that_is_no_key_stops_all_that_needs_one(tmp_path: Path) -> None:
    """What is wrong is said once; the rest waits for it."""
    path = tmp_path / "credentials.json"
    path.write_text("{}")
    settings = replace(SETTINGS, google=Google(path, 300, None, ""))
    found = outcomes(gather(settings, SHEET, lambda: NOW))
    assert (found["Kredensial"].state, found["Kredensial"].code) == ("gagal", 10)
    assert "menu Akun layanan, tab Kunci" in found["Kredensial"].remedy
    assert found["Jam komputer"].found == found["Jumlah sel"].found == "menunggu Kredensial"


@pytest.mark.parametrize(
    ("mode", "state"), [(0o600, "baik"), (0o640, "perlu perhatian"), (None, "tidak diperiksa")]
)
def test_a_key_is_for_its_owner_alone(mode: int | None, state: str) -> None:
    """Others may not read it; on Windows the mode says nothing."""
    outcome = access.key_mode(keyed(mode, 3))
    assert outcome.state == state
    assert (outcome.remedy == "Jalankan: chmod 600 credentials.json") == (mode == 0o640)


@pytest.mark.parametrize(("days", "state"), [(3, "baik"), (400, "perlu perhatian")])
def test_an_old_key_is_to_be_changed(days: int, state: str) -> None:
    """The age is the file's, and said to be so."""
    outcome = access.key_age(keyed(0o600, days))
    assert outcome.state == state
    assert f"sedikitnya {days} hari, menurut tanggal berkasnya" in outcome.found


@pytest.mark.parametrize(
    ("scopes", "state"),
    [
        ((SCOPE,), "baik"),
        ((SCOPE, "https://www.googleapis.com/auth/drive"), "perlu perhatian"),
        (("https://www.googleapis.com/auth/cloud-platform",), "gagal"),
        (None, "tidak diperiksa"),
    ],
)
def test_the_scope_is_spreadsheets_and_no_more(scopes: tuple[str, ...] | None, state: str) -> None:
    """Too wide is told, too narrow cannot work, unknown is said to be unknown."""
    held = Credential(ACCOUNT, "identitas lingkungan, tanpa kunci", scopes, None)
    assert access.scope(facts(credential=held)).state == state


def test_a_refused_token_still_tells_googles_clock(sheets: FakeSheets, key_text: str) -> None:
    """The clock is wanted most where it is the reason of the refusal."""
    from google.oauth2.service_account import Credentials

    info = {**json.loads(key_text), "token_uri": sheets.token_url}
    held = Access(Credentials.from_service_account_info(info, scopes=[SCOPE]), ACCOUNT, "kunci")
    sheets.clock_skew = timedelta(days=-400)
    client = SheetsClient(held, Google(Path("x"), 300, None, sheets.address), pause=0.01)
    with pytest.raises(UnreachableError, match="menolak kredensial"):
        client.read("get", SHEET)
    assert str((datetime.now() - timedelta(days=400)).year) in client.server_date


def test_an_identity_without_the_scope_is_not_told_to_share(
    sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Google refuses both with 403; only its words tell them apart."""
    from tests.fakesheets import errors

    refusal = errors.ApiError(
        403, "PERMISSION_DENIED", "Request had insufficient authentication scopes."
    )
    monkeypatch.setattr(errors, "forbidden", lambda: refusal)
    sheets.not_shared = True
    client = SheetsClient(
        Access(Person(token="x"), "", "identitas"), Google(Path("x"), 9, None, sheets.address)
    )
    with pytest.raises(UnreachableError, match="hak spreadsheets"):
        client.read("get", SHEET)


def test_settings_that_cannot_be_read_leave_all_else_undone() -> None:
    """Where the register is not known either, the common checks are shown."""
    error = SettingsError("ppid.toml: kunci 'regster' tidak dikenal", "maksudnya 'register'?")
    found = outcomes(gather(error, None, lambda: NOW))
    assert (found["Pengaturan"].state, found["Pengaturan"].code) == ("gagal", 10)
    assert found["Pengaturan"].remedy == "Maksudnya 'register'?"
    assert {o.found for name, o in found.items() if name != "Pengaturan"} == {"menunggu Pengaturan"}
