"""Files of private keys: whether one is a service account's that signs, and what else it is."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ppid_sheets.common import files
from ppid_sheets.errors import SettingsError, UnreachableError

T = TypeVar("T")
_ANEW = "unduh lagi sebagai JSON dari Google Cloud, menu Akun layanan, tab Kunci"
_OTHER_TYPES = (
    "authorized_user",
    "external_account",
    "external_account_authorized_user",
    "impersonated_service_account",
    "gdch_service_account",
)


def is_service_account(path: Path) -> bool:
    """True for a file whose `type` is that of a service account's key."""
    try:
        return _of(_content(path), "type") == "service_account"
    except (OSError, ValueError, RecursionError):
        return False


def checked(path: Path, made: Callable[[Any], T]) -> T:
    """The credential that `made` makes of a file's content, tried by signing with it.

    Raises UnreachableError where the file cannot be read, SettingsError where it is no key; no
    message contains a part of a key.
    """
    key: Any = None
    try:
        key = _content(path)
        found = made(key)
        found.signer.sign(b"ppid-sheets")  # type: ignore[attr-defined]
    except OSError:
        raise UnreachableError(
            f"Kunci {path.name} tidak dapat dibaca", "periksa izin berkasnya"
        ) from None
    except Exception:
        what, remedy = _foreign(key)
        raise SettingsError(f"{path.name} {what}", remedy) from None
    return found


def _content(path: Path) -> Any:
    return json.loads(files.read(path).decode("utf-8-sig"))


def _of(key: Any, name: str) -> str:
    found = key.get(name) if isinstance(key, Mapping) else None
    return found if isinstance(found, str) else ""


def _foreign(key: Any) -> tuple[str, str]:
    """What a file is, that is no key which signs, and what to do."""
    kind, private = _of(key, "type"), _of(key, "private_key")
    if kind in _OTHER_TYPES:
        return (
            f"bukan kunci akun layanan Google melainkan kredensial {kind}",
            "sebut berkas itu dalam variabel GOOGLE_APPLICATION_CREDENTIALS, bukan dalam [google] "
            "kunci",
        )
    if isinstance(key, Mapping) and ("installed" in key or "web" in key):
        return "bukan kunci akun layanan Google melainkan kunci klien OAuth", _ANEW
    if "ENCRYPTED" in private:
        return "memuat kunci yang terkunci dengan kata sandi", _ANEW
    if "PRIVATE KEY" in private:
        return "memuat kunci yang rusak atau bukan RSA", _ANEW
    return "bukan kunci akun layanan Google", _ANEW
