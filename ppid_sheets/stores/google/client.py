"""Talks to the Sheets API: repeats what may be repeated, counts calls, and explains failures."""

import time
from collections.abc import Mapping
from typing import Any

import stamina
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEETS_API_V4_BASE_URL
from requests import RequestException, Response, Session
from requests.adapters import HTTPAdapter

from ppid_sheets.config import Google
from ppid_sheets.errors import PpidError, SettingsError, UnreachableError
from ppid_sheets.stores.google.credentials import Access
from ppid_sheets.stores.meanwhile import ChangedMeanwhile

CONNECT_SECONDS, ANSWER_SECONDS = 10, 190
"""Google allows itself 180 seconds; giving up earlier abandons requests that then succeed."""
ATTEMPTS = 6
_AGAIN = (429, 500, 502, 503, 504)
_TOO_MANY = 429
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

stamina.instrumentation.set_on_retry_hooks(())


class SheetsClient(HTTPClient):
    """One run's calls to the API, `reads` and `writes` counted with their repetitions.

    Reads are repeated with growing, random pauses or as `Retry-After` says, within the run's time
    limit. A write is repeated only when it was turned away for being one too many: any other
    failure leaves open whether it was carried out, and only a fresh read can tell.
    """

    def __init__(self, access: Access, google: Google, *, pause: float = 1.0) -> None:
        super().__init__(None, self._session(access))  # type: ignore[arg-type]
        self.access = access
        self.reads = 0
        self.writes = 0
        self.server_date = ""
        self.bytes_read = 0
        self._base = _base(google.emulator)
        self._pause = pause
        self._limit = google.time_limit
        self._end = time.monotonic() + google.time_limit

    def _session(self, access: Access) -> AuthorizedSession:
        """A session that notes Google's clock, also where it hands out tokens and refuses one."""
        tokens = Session()
        tokens.mount("https://", HTTPAdapter(max_retries=3))  # as google-auth's own has it
        session = AuthorizedSession(  # type: ignore[no-untyped-call]
            access.credentials, auth_request=Request(tokens)
        )
        for each in (session, tokens):
            each.hooks["response"].append(self._note_date)
        return session

    def _note_date(self, response: Response, **_: Any) -> None:
        self.server_date = response.headers.get("Date", "")

    def read(
        self, method: str, path: str, body: Any = None, params: Mapping[str, Any] | None = None
    ) -> Any:
        """The answer of a call that changes nothing.

        Raises `ChangedMeanwhile` where the call did not fit the sheet any more, UnreachableError
        where no answer could be had.
        """
        try:
            for attempt in self._attempts(_may_pass):
                with attempt:
                    self.reads += 1
                    return self._call(method, path, body, params)
        except (APIError, RequestException, GoogleAuthError) as error:
            if _misfit(error):
                raise ChangedMeanwhile from None
            raise self._explained(error) from None
        raise AssertionError("stamina ends with a result or an exception")

    def write(self, path: str, body: Any, params: Mapping[str, Any] | None = None) -> Any:
        """The answer of a call that changes the sheet.

        Raises `ChangedMeanwhile` where the call did not fit the sheet any more or where it is not
        known whether it was carried out, UnreachableError where it certainly was not.
        """
        try:
            for attempt in self._attempts(_turned_away):
                with attempt:
                    self.writes += 1
                    return self._call("post", path, body, params)
        except (APIError, RequestException, GoogleAuthError) as error:
            if _in_doubt(error):
                raise ChangedMeanwhile from None
            raise self._explained(error) from None
        raise AssertionError("stamina ends with a result or an exception")

    def _attempts(self, on: Any) -> Any:
        return stamina.retry_context(
            on=on,
            attempts=ATTEMPTS,
            timeout=max(self._left, 0.001),
            wait_initial=self._pause,
            wait_max=32 * self._pause,
            wait_jitter=self._pause,
        )

    @property
    def _left(self) -> float:
        return self._end - time.monotonic()

    def _call(self, method: str, path: str, body: Any, params: Mapping[str, Any] | None) -> Any:
        left = self._left
        if left <= 0:
            raise UnreachableError(
                f"Google Sheets belum selesai menjawab dalam {self._limit} detik; jalankan lagi "
                "beberapa menit kemudian."
            )
        self.set_timeout((min(CONNECT_SECONDS, left), min(ANSWER_SECONDS, left)))
        response = self.request(
            method, f"{self._base}/{path}", params=dict(params or {}), json=body
        )
        self.bytes_read += len(response.content)
        return response.json()

    def _explained(self, error: Exception) -> Exception:
        """What a failure means and what to do, without anything secret; a bug stays what it is."""
        if isinstance(error, APIError):
            if _status(error) == 400 and not _is_protected(error):
                return error
            return _refused(error, self.access.account or "akun yang dipakai")
        if isinstance(error, RefreshError):
            return UnreachableError(
                f"Google menolak kredensial ({self.access.source}); periksa jam komputer ini, dan "
                "apakah kuncinya belum dihapus."
            )
        return UnreachableError(
            "Google Sheets tidak dapat dihubungi; periksa sambungan internet, lalu jalankan lagi."
        )


def _base(emulator: str) -> str:
    if not emulator:
        return SPREADSHEETS_API_V4_BASE_URL
    host, _, port = emulator.rpartition(":")
    if host not in _LOOPBACK or not port.isdecimal():
        raise SettingsError(
            "SHEETS_EMULATOR_HOST hanya boleh komputer ini sendiri, contoh 127.0.0.1:8085."
        )
    return f"http://{emulator}/v4/spreadsheets"


def _status(error: Exception) -> int:
    return error.response.status_code if isinstance(error, APIError) else 0


def _may_pass(error: Exception) -> bool | float:
    """Whether a read may succeed later, or after how many seconds."""
    if isinstance(error, APIError):
        return _status(error) in _AGAIN and _pause_asked(error.response)
    return isinstance(error, RequestException) or getattr(error, "retryable", False)


def _turned_away(error: Exception) -> bool | float:
    """Whether a write was refused for the quota alone, and so was certainly not carried out."""
    return (
        isinstance(error, APIError) and _status(error) == _TOO_MANY and _pause_asked(error.response)
    )


def _pause_asked(response: Response) -> bool | float:
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else True


def _misfit(error: Exception) -> bool:
    """A well-formed request that does not fit the sheet as it is now: a tab or tag is gone."""
    return (
        isinstance(error, APIError)
        and _status(error) == 400
        and not _is_protected(error)
        and not str(error.error.get("message", "")).startswith("Invalid JSON payload")
    )


def _in_doubt(error: Exception) -> bool:
    """A write that may have been carried out, or that did not fit the sheet as it is now."""
    if isinstance(error, APIError):
        return _status(error) >= 500 or _misfit(error)
    return isinstance(error, RequestException)


def _is_protected(error: APIError) -> bool:
    return "protected" in str(error.error.get("message", ""))


def _refused(error: APIError, account: str) -> PpidError:
    """The sentence for an answer that is an error."""
    message = str(error.error.get("message", ""))
    match _status(error):
        case 400 if _is_protected(error):
            return UnreachableError(
                f"Sel yang ditulis program dilindungi; di Google Sheet pilih Data > Lindungi sheet "
                f"dan rentang, lalu izinkan {account} menyuntingnya."
            )
        case 401:
            return UnreachableError(
                "Google tidak menerima kredensial ini lagi; periksa jam komputer ini, lalu "
                "jalankan ppid-sheets doctor."
            )
        case 403 if "SERVICE_DISABLED" in str(error.error) or "has not been used" in message:
            return UnreachableError(
                "Google Sheets API belum diaktifkan; di Google Cloud pilih API & Layanan > "
                "Library > Google Sheets API > Aktifkan, tunggu beberapa menit, lalu jalankan lagi."
            )
        case 403 if "SCOPE_INSUFFICIENT" in str(error.error) or "scopes" in message:
            return UnreachableError(
                "Kredensial ini tidak membawa hak spreadsheets; pakai kunci akun layanan, atau "
                "beri identitas itu cakupan https://www.googleapis.com/auth/spreadsheets."
            )
        case 403:
            return UnreachableError(
                f"Google Sheet ini tidak dibagikan kepada {account}; klik Bagikan, masukkan alamat "
                "itu sebagai Editor, lalu jalankan lagi."
            )
        case 404:
            return UnreachableError(
                "Google Sheet dengan alamat itu tidak ada; salin lagi alamatnya dari peramban."
            )
        case 429:
            return UnreachableError(
                "Jatah panggilan Google Sheets sedang habis; jalankan lagi beberapa menit kemudian."
            )
        case status:
            return UnreachableError(
                f"Google Sheets sedang terganggu (kode {status}); jalankan lagi beberapa menit "
                "kemudian."
            )
