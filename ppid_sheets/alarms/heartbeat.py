"""Calls an address at the end of a run; a service behind it notices a missing call."""

from urllib.parse import urlsplit, urlunsplit

import requests

from ppid_sheets.common.bounded import within

SECONDS = (5.0, 10.0)
WHOLE_SECONDS = 15.0
"""For name, connection and answer together, however slowly its bytes come."""


def knock(url: str, *, good: bool) -> bool:
    """Call the address, or `…/fail` of it after a failure; True where it answered, never an error.

    The answer's body is not waited for.
    """

    def call() -> bool:
        with requests.get(url if good else _failed(url), timeout=SECONDS, stream=True) as answer:
            return answer.ok

    try:
        return within(WHOLE_SECONDS, call)
    except (requests.RequestException, OSError, ValueError):
        return False


def _failed(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))
