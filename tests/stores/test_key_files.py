"""The example of a key file, and identities without one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import google.auth
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from google.auth import compute_engine

from ppid_sheets.errors import PpidError, SettingsError
from ppid_sheets.stores.google import credentials
from tests.build import SETTINGS

EXAMPLE = Path(__file__).parents[2] / "credentials.example.json"


def example() -> Mapping[str, str]:
    """What the example holds."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_has_the_shape_of_a_key_file(tmp_path: Path) -> None:
    """With a private key in its place the example is a credential for the address it names."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps({**example(), "private_key": pem}), encoding="utf-8")
    access = credentials.find(replace(SETTINGS.google, key_file=path, emulator=""))
    assert access.account == example()["client_email"]
    assert access.credentials.scopes == [credentials.SCOPE]


def test_the_example_holds_no_key() -> None:
    """Used as it is, it is refused in a sentence; nothing in it is secret."""
    assert "PRIVATE KEY" not in EXAMPLE.read_text(encoding="utf-8")
    assert set(example()["private_key_id"]) == set(example()["client_id"]) == {"0"}
    with pytest.raises(SettingsError, match="bukan kunci akun layanan"):
        credentials.find(replace(SETTINGS.google, key_file=EXAMPLE, emulator=""))


def test_the_key_file_stays_out_of_the_repository() -> None:
    """The name that a key file has is ignored."""
    ignored = (EXAMPLE.parent / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert SETTINGS.google.key_file.name in ignored


def test_an_attached_identity_has_no_address_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It calls itself "default", which is nobody to share with and nobody to protect for."""
    attached = compute_engine.Credentials()
    monkeypatch.setattr(google.auth, "default", lambda scopes: (attached, "proyek"))
    found = credentials.find(replace(SETTINGS.google, key_file=tmp_path / "tidak ada", emulator=""))
    assert found.credentials is attached
    assert found.account == ""


def pem(kind: str, lock: KeySerializationEncryption | None = None) -> str:
    """A private key made up here, of one kind or another."""
    if kind == "rsa":
        made: Any = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    elif kind == "ec":
        made = ec.generate_private_key(ec.SECP256R1())
    else:
        made = ed25519.Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock or NoEncryption()).decode()


FOREIGN: Mapping[str, tuple[Callable[[], Any], str]] = {
    "locked": (
        lambda: {**example(), "private_key": pem("rsa", BestAvailableEncryption(b"x"))},
        "terkunci dengan kata sandi",
    ),
    "elliptic": (lambda: {**example(), "private_key": pem("ec")}, "bukan RSA"),
    "edwards": (lambda: {**example(), "private_key": pem("ed")}, "bukan RSA"),
    "cut": (lambda: {**example(), "private_key": pem("rsa")[:400]}, "rusak atau bukan RSA"),
    "none": (lambda: {k: v for k, v in example().items() if k != "private_key"}, "bukan kunci"),
    "a number": (lambda: {**example(), "private_key": 7}, "bukan kunci"),
    "empty": (lambda: {**example(), "private_key": ""}, "bukan kunci"),
    "OAuth client": (lambda: {"installed": {"client_id": "x"}}, "kunci klien OAuth"),
    "web client": (lambda: {"web": {"client_id": "x"}}, "kunci klien OAuth"),
    "a login": (
        lambda: {"type": "authorized_user", "client_id": "x", "client_secret": "RAHASIA"},
        "GOOGLE_APPLICATION_CREDENTIALS",
    ),
    "federation": (lambda: {"type": "external_account"}, "GOOGLE_APPLICATION_CREDENTIALS"),
    "API key": (lambda: "AIzaRAHASIA", "bukan kunci"),
    "a list": (lambda: [1], "bukan kunci"),
    "nothing": (lambda: None, "bukan kunci"),
}


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("ambient", [False, True])
def test_a_file_that_is_no_key_is_called_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ambient: bool
) -> None:
    """As the key of the settings or as the environment's; nothing of it is shown."""
    made, sentence = FOREIGN[name]
    path = tmp_path / "kunci.json"
    path.write_text(json.dumps(made()), encoding="utf-8")
    settings = replace(SETTINGS.google, key_file=path, emulator="")
    if ambient:
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))
        settings = replace(settings, ambient_file=path)
        sentence = "kunci.json"
    with pytest.raises(PpidError, match=sentence) as raised:
        credentials.find(settings)
    assert raised.value.exit_code in (10, 12)
    assert "RAHASIA" not in str(raised.value) and "BEGIN" not in str(raised.value)


def test_a_key_saved_by_notepad_is_read(tmp_path: Path) -> None:
    """With the mark that it puts before the first letter."""
    path = tmp_path / "kunci.json"
    path.write_text(json.dumps({**example(), "private_key": pem("rsa")}), encoding="utf-8-sig")
    assert credentials.find(replace(SETTINGS.google, key_file=path, emulator="")).key == path
