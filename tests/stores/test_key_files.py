"""The example of a key file, and identities without one."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import google.auth
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from google.auth import compute_engine

from ppid_sheets.errors import SettingsError
from ppid_sheets.stores.google import credentials
from tests.build import SETTINGS

EXAMPLE = Path(__file__).parents[2] / "credentials.example.json"


def example() -> Mapping[str, str]:
    """What the example holds."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_has_the_shape_of_a_key_file(tmp_path: Path) -> None:
    """With a private key in its place the example is a credential for the address it names."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
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
