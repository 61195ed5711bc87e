"""Knocks at an address when a run is over, so that somebody notices when it does not."""

from urllib.parse import urlsplit, urlunsplit

import requests

SECONDS = (5.0, 10.0)


def knock(url: str, *, good: bool) -> bool:
    """Call the address, or `…/fail` of it after a failure; whether it was heard, never an error."""
    try:
        answer = requests.get(url if good else _failed(url), timeout=SECONDS)
    except (requests.RequestException, OSError, ValueError):
        return False
    return answer.ok


def _failed(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))
