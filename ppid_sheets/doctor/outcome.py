"""What one check of the doctor came to, and what many come to together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ppid_sheets.errors import PpidError

CheckState = Literal["baik", "perlu perhatian", "gagal", "tidak diperiksa"]
ATTENTION = 1
"""Exit code where nothing failed and something is still to be done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, in Indonesian, and the exact thing to click or type, "" for nothing.

    `details` are lines that belong to it. `code` is the exit code of a failure.
    """

    state: CheckState
    found: str
    remedy: str = ""
    details: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of the check of that name; `tab` is that of a register beside the requests."""

    name: str
    outcome: Outcome
    tab: str = ""


def good(found: str, details: tuple[str, ...] = ()) -> Outcome:
    """All is well."""
    return Outcome("baik", found, details=details)


def attention(found: str, remedy: str, details: tuple[str, ...] = ()) -> Outcome:
    """The job can work, and something is to be done."""
    return Outcome("perlu perhatian", found, _capital(remedy), details)


def failed(found: str, remedy: str, kind: type[PpidError]) -> Outcome:
    """The job cannot work; the exit code is that of its kind of error."""
    return Outcome("gagal", found, remedy, code=kind.exit_code)


def unchecked(reason: str) -> Outcome:
    """A check without a result, and the reason."""
    return Outcome("tidak diperiksa", reason)


def broken(error: PpidError) -> Outcome:
    """The failure in an error."""
    return failed(error.what, _capital(error.remedy), type(error))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def first_to_do(results: Sequence[Result]) -> Result | None:
    """The first failure, else the first thing to be done, else None: all is well."""
    for state in ("gagal", "perlu perhatian"):
        for result in results:
            if result.outcome.state == state:
                return result
    return None


def exit_code(results: Sequence[Result]) -> int:
    """0 where all is well, the code of the first failure, or 1 where none failed."""
    first = first_to_do(results)
    return (first.outcome.code or ATTENTION) if first else 0
