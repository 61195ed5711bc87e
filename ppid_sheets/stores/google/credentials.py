"""Finds the credential with which a Google Sheet is reached: keyless first, a key file second."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ppid_sheets.config import Google
from ppid_sheets.errors import SettingsError, UnreachableError

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
"""The least that reads and writes a sheet whose id is known; it sees no other file."""


@dataclass(frozen=True, slots=True)
class Access:
    """A credential of google-auth, whose address the sheet is shared with ("" where unknown), and
    where it came from, in Indonesian.

    `key` is the file of its private key, None where it has none.
    """

    credentials: Any
    account: str
    source: str
    key: Path | None = None


def find(settings: Google) -> Access:
    """The credential to use.

    With an emulator no real one is looked for. Raises UnreachableError where there is none,
    SettingsError where the key file is not one.
    """
    if settings.emulator:
        return _throw_away()
    if settings.ambient_file or not settings.key_file.exists():
        return _ambient(settings)
    return _key_file(settings)


def _throw_away() -> Access:
    from google.oauth2.credentials import Credentials

    worthless = Credentials(token="emulator")  # type: ignore[no-untyped-call]  # noqa: S106
    return Access(worthless, "emulator@localhost", "emulator")


def _ambient(settings: Google) -> Access:
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError
    from google.oauth2.service_account import Credentials

    try:
        found, _ = google.auth.default(scopes=[SCOPE])
    except DefaultCredentialsError:
        if settings.ambient_file:
            raise UnreachableError(
                f"Kredensial {settings.ambient_file.name}, yang disebut oleh "
                "GOOGLE_APPLICATION_CREDENTIALS, tidak dapat dipakai; betulkan berkasnya atau "
                "hapus variabel itu."
            ) from None
        raise UnreachableError(
            f"Kredensial Google tidak ditemukan: {settings.key_file.name} tidak ada dan komputer "
            "ini tidak punya identitas sendiri. Simpan kunci akun layanan sebagai "
            f"{settings.key_file.name}, atau sebut tempatnya di ppid.toml, [google] kunci."
        ) from None
    if settings.ambient_file and isinstance(found, Credentials):
        named = settings.ambient_file
        return Access(found, found.service_account_email, _key_name(named), named)
    return Access(found, _address(found), "identitas lingkungan")


def _address(found: Any) -> str:
    """Its address; "" where it is attached to a computer and calls itself "default" at first."""
    account = getattr(found, "service_account_email", "") or ""
    return account if "@" in account else ""


def _key_file(settings: Google) -> Access:
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2.service_account import Credentials

    path = settings.key_file
    try:
        key = json.loads(path.read_text(encoding="utf-8"))
        found = Credentials.from_service_account_info(key, scopes=[SCOPE])  # type: ignore[no-untyped-call]
    except OSError:
        raise UnreachableError(
            f"Kunci {path.name} tidak dapat dibaca; periksa izin berkasnya."
        ) from None
    except (ValueError, AttributeError, GoogleAuthError):
        raise SettingsError(
            f"{path.name} bukan kunci akun layanan Google; unduh lagi sebagai JSON dari Google "
            "Cloud, menu Akun layanan, tab Kunci."
        ) from None
    return Access(found, found.service_account_email, _key_name(path), path)


def _key_name(path: Path) -> str:
    return f"kunci {path.name}"
