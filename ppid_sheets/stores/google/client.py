"""Talks to the Sheets API: repeats what may be repeated, counts calls, and explains failures."""

import json
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import AuthorizedSession, Request
from gspread.http_client import HTTPClient
from requests import RequestException, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ProxyError, SSLError

from ppid_sheets.common.bounded import within
from ppid_sheets.common.doing import doing
from ppid_sheets.config import Google
from ppid_sheets.errors import PpidError, UnreachableError
from ppid_sheets.stores.google import answers, emulator, grants, misfits, refusals
from ppid_sheets.stores.google.credentials import Access
from ppid_sheets.stores.google.refusals import Refusal
from ppid_sheets.stores.meanwhile import Cause, ChangedMeanwhile

CONNECT_SECONDS, ANSWER_SECONDS = 10, 190
"""Google allows itself 180 seconds; giving up earlier abandons requests that then succeed."""
ATTEMPTS = 6
"""For what may be over in half a minute. The quota's minute is waited for as long as it takes."""
LONGEST_PAUSE = 32
_HEADERS = {"Content-Type": "application/json"}


class RefusalError(Exception):
    """Google, or who answered in its place, refused a request."""

    def __init__(self, found: Refusal) -> None:
        super().__init__(found.status)
        self.found = found


class ForeignAnswerError(RequestException):
    """The reply is no answer of Google's: a proxy's page, half an answer."""


Failure = RefusalError | RequestException | GoogleAuthError
_FAILURES = (RefusalError, RequestException, GoogleAuthError)


class SheetsClient(HTTPClient):
    """One run's calls to the API, `reads` and `writes` counted with their repetitions.

    Reads are repeated with growing, random pauses or as `Retry-After` says. A write is repeated
    only when it certainly was not carried out: turned away for being one too many, or never sent
    for want of a token. Whatever hangs, all calls together end with the run's time limit.
    """

    def __init__(self, access: Access, google: Google, *, pause: float = 1.0) -> None:
        super().__init__(None, self._session(access))  # type: ignore[arg-type]
        self.access = access
        self.reads = 0
        self.writes = 0
        self.server_date = ""
        self.bytes_read = 0
        self._answered = b""
        self._doubts = 0
        self._base = emulator.base_url(google.emulator)
        self._pause = pause
        self._limit = google.time_limit
        self.begin()

    def begin(self) -> None:
        """Let the time limit count from now on."""
        self._end = time.monotonic() + self._limit

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

        def once() -> Any:
            self.reads += 1
            return self._call(method, path, body, params)

        try:
            return self._patiently(once, _may_pass)
        except _FAILURES as error:
            self._refuse(error, path, body)
            raise self._explained(error) from None

    def write(self, path: str, body: Any, params: Mapping[str, Any] | None = None) -> Any:
        """The answer of a call that changes the sheet.

        Raises `ChangedMeanwhile` where the call did not fit the sheet any more or may have been
        carried out, UnreachableError where it certainly was not.
        """

        def once() -> Any:
            self.writes += 1
            return self._call("post", path, body, params, wrote=True)

        try:
            return self._patiently(once, _was_not_sent)
        except _FAILURES as error:
            self._refuse(error, path, body)
            if not _in_doubt(error):
                raise self._explained(error) from None
            self._doubts += 1  # what fails now may pass in a while
            time.sleep(max(0, min(self._growing(self._doubts), self._left)))
            raise ChangedMeanwhile(Cause(self._explained(error))) from None

    def _patiently(self, once: Callable[[], Any], may_pass: Callable[[Failure], bool]) -> Any:
        """The result of `once`, which is called again after failures that may pass."""
        attempt = 0
        last: Failure | None = None
        while True:
            attempt += 1
            try:
                return once()
            except UnreachableError:  # the time is up, and why it was needed is known
                if last:
                    raise last from None
                raise
            except _FAILURES as error:
                last = error
                found = error.found if isinstance(error, RefusalError) else None
                again = (found and found.of_quota) or (attempt < ATTEMPTS and may_pass(error))
                asked = found.asked if found else None
                pause = asked or self._growing(attempt)
                if not again or pause >= self._left:
                    raise
                doing(f"Menunggu Google Sheets {pause:.0f} detik")
                time.sleep(pause)

    def mentioned(self, word: str) -> bool:
        """Whether a word stands anywhere in the last answer: quicker than to ask all its cells."""
        return word.encode() in self._answered

    def pause(self) -> None:
        """Let the sheet go on reckoning for a moment, within the run's time limit."""
        time.sleep(max(min(2 * self._pause, self._left), 0))

    def _growing(self, attempt: int) -> float:
        longest: int = min(2 ** (attempt - 1), LONGEST_PAUSE)
        return self._pause * (longest + random.random())  # noqa: S311 - spreads out, hides nothing

    @property
    def _left(self) -> float:
        return self._end - time.monotonic()

    def _call(
        self,
        method: str,
        path: str,
        body: Any,
        params: Mapping[str, Any] | None,
        *,
        wrote: bool = False,
    ) -> Any:
        data = None if body is None else json.dumps(body, allow_nan=False).encode()
        left = self._left
        self.set_timeout((min(CONNECT_SECONDS, left), min(ANSWER_SECONDS, left)))

        def send() -> Response:
            return self.session.request(
                method,
                f"{self._base}/{path}",
                params=dict(params or {}),
                data=data,
                headers=_HEADERS if data else None,
                timeout=self.timeout,
            )

        doing("Menulis ke Google Sheet" if wrote else "Membaca Google Sheet")
        try:
            if left <= 0:
                raise TimeoutError
            response = within(left, send)
        except TimeoutError:
            raise UnreachableError(
                f"Google Sheets belum selesai menjawab dalam {self._limit} detik",
                "jalankan lagi beberapa menit kemudian",
            ) from None
        except (TypeError, KeyError, AttributeError) as error:  # a page was taken for a token
            raise ForeignAnswerError from error
        self.bytes_read += len(response.content)
        self._answered = response.content
        answer = _json(response)
        if not response.ok:
            asked = _pause_asked(response)
            raise RefusalError(
                refusals.refusal(response.status_code, answer, wrote=wrote, asked=asked)
            )
        if not answers.fits(answer, path, params or {}):
            raise ForeignAnswerError
        doing("Memeriksa")
        return answer

    def _refuse(self, error: Failure, path: str, body: Any) -> None:
        """Raise `ChangedMeanwhile` for a request that does not fit the sheet as it is now."""
        if isinstance(error, RefusalError):
            cause = misfits.misfit(error.found, path, body)
            if cause:
                raise ChangedMeanwhile(cause) from None

    def _explained(self, error: Failure) -> PpidError:
        """What a failure means and what to do, without anything secret."""
        if isinstance(error, RefusalError):
            return refusals.explained(error.found, self.access.account)
        if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):
            return grants.denied(error, self.access.source)
        return _unreached(_innermost(error))


def _innermost(error: Exception) -> Exception:
    """What lies behind an error of google-auth's."""
    inner = error.args[0] if isinstance(error, TransportError) and error.args else None
    return inner if isinstance(inner, Exception) else error


def _unreached(error: Exception) -> UnreachableError:
    """What to say where no answer of Google's came."""
    if isinstance(error, ForeignAnswerError):
        return UnreachableError(
            "Yang datang bukan jawaban Google melainkan potongannya, atau halaman proksi atau "
            "halaman masuk jaringan",
            "masuk ke jaringan lewat peramban, lalu jalankan lagi",
        )
    if isinstance(error, ProxyError):
        return UnreachableError(
            "Proksi jaringan menolak sambungan ke Google",
            "minta petugas jaringan membuka sheets.googleapis.com dan oauth2.googleapis.com, atau "
            "betulkan HTTPS_PROXY",
        )
    if isinstance(error, SSLError):
        return UnreachableError(
            "Sertifikat yang diterima bukan milik Google atau tidak dapat dipercaya",
            "periksa jam komputer ini, atau minta petugas jaringan memasang sertifikat proksinya",
        )
    return UnreachableError(
        "Google Sheets tidak dapat dihubungi", "periksa sambungan internet, lalu jalankan lagi"
    )


def _json(response: Response) -> Any:
    """What an answer says; None where that is no JSON."""
    try:
        return response.json()
    except ValueError:
        return None


def _may_pass(error: Failure) -> bool:
    """True for a failure of a read that a repetition may mend."""
    if isinstance(error, RefusalError):
        return error.found.passing
    if isinstance(error, RequestException):
        return not isinstance(error, ProxyError | SSLError)
    return _was_not_sent(error)


def _was_not_sent(error: Failure) -> bool:
    """True for a passing lack of a token: nothing was sent."""
    if not isinstance(error, GoogleAuthError):
        return False
    lost = isinstance(error, TransportError) and not isinstance(
        _innermost(error), ProxyError | SSLError
    )
    return lost or bool(getattr(error, "retryable", False))


def _in_doubt(error: Failure) -> bool:
    """True for a failed write that Google may have carried out."""
    if isinstance(error, RefusalError):
        return error.found.status >= 500
    return isinstance(error, RequestException) and not isinstance(error, ProxyError)


def _pause_asked(response: Response) -> float | None:
    """The seconds that the server wants to be left alone."""
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() and seconds.isascii() else None
