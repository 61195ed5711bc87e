"""Finds the credential with which a Google Sheet is reached: keyless first, a key file second."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ppid_sheets.common import files
from ppid_sheets.config import Google
from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores.google import keys

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
"""The least that reads and writes a sheet by its id; it opens no other file."""


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
    named = settings.ambient_file
    if named and keys.is_service_account(named):
        return _key_file(named)
    if named or files.absent(settings.key_file):
        return _ambient(settings)
    return _key_file(settings.key_file)


def _throw_away() -> Access:
    from google.oauth2.credentials import Credentials

    worthless = Credentials(token="emulator")  # type: ignore[no-untyped-call]  # noqa: S106
    return Access(worthless, "emulator@localhost", "emulator")


def _ambient(settings: Google) -> Access:
    import google.auth
    from google.auth.exceptions import GoogleAuthError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # advice to programmers, in English
            found, _ = google.auth.default(scopes=[SCOPE])
    except (GoogleAuthError, OSError, ValueError, TypeError, KeyError, AttributeError):
        raise _absent(settings) from None
    return Access(found, _address(found), "identitas lingkungan")


def _absent(settings: Google) -> UnreachableError:
    """Why there is no identity, and where one may come from."""
    named, key = settings.ambient_file, settings.key_file.name
    if named:
        what = "tidak ada" if files.absent(named) else "tidak dapat dipakai"
        return UnreachableError(
            f"Kredensial {named.name}, yang disebut oleh GOOGLE_APPLICATION_CREDENTIALS, {what}",
            "betulkan berkasnya atau hapus variabel itu",
        )
    return UnreachableError(
        f"Kredensial Google tidak ditemukan: {key} tidak ada dan komputer ini tidak punya "
        "identitas sendiri",
        f"simpan kunci akun layanan sebagai {key}, atau sebut tempatnya di ppid.toml, [google] "
        "kunci",
    )


def _address(found: Any) -> str:
    """Its address; "" where it is attached to a computer and calls itself "default" at first."""
    account = getattr(found, "service_account_email", "") or ""
    return account if "@" in account else ""


def _key_file(path: Path) -> Access:
    from google.oauth2.service_account import Credentials

    def made(key: Any) -> Credentials:
        return Credentials.from_service_account_info(key, scopes=[SCOPE])  # type: ignore[no-any-return, no-untyped-call]

    found = keys.checked(path, made)
    return Access(found, found.service_account_email, f"kunci {path.name}", path)
