"""The computer's own commands that put schedules in place, and why one of them did not."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ppid_sheets.errors import UnreachableError, UsageError

SECONDS = 60
_MOST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a command: `out` is its output, `said` the first line of its complaint."""

    code: int
    out: bytes
    said: str


def outcome_of(*words: str, given: bytes = b"") -> Answer:
    """Run a command with `given` as its input.

    Raises UsageError where this computer does not have it, UnreachableError where it does not end.
    """
    try:
        done = subprocess.run(  # noqa: S603 - words of ours, none of a shell
            words, input=given, capture_output=True, timeout=SECONDS, check=False
        )
    except OSError:
        raise UsageError(
            f"Perintah {words[0]} tidak ada di komputer ini",
            "sebut sistem lain: systemd (Linux), cron (Linux, macOS) atau windows",
        ) from None
    except subprocess.TimeoutExpired:
        raise UnreachableError(
            f"Perintah {words[0]} tidak selesai dalam {SECONDS} detik", "coba lagi nanti"
        ) from None
    complaint = (done.stderr or done.stdout).decode(errors="replace").strip()
    return Answer(done.returncode, done.stdout, complaint.split("\n")[0].strip()[:_MOST])


def success_of(*words: str, given: bytes = b"") -> Answer:
    """The outcome of a command that must succeed; raises UnreachableError with its own words."""
    answer = outcome_of(*words, given=given)
    if answer.code:
        raise UnreachableError(
            f"Perintah {' '.join(words[:2])} gagal: {answer.said or f'kode {answer.code}'}",
            "betulkan itu, atau pasang jadwalnya dengan cara yang dicetak ppid-sheets schedule",
        )
    return answer


NAMES = 9
"""Registers on one computer that can each have a schedule."""


def own_name(first: str, found: Callable[[str], str | None], ours: Callable[[str], bool]) -> str:
    """The name under which a schedule of ours lies already, else the first that is free.

    `found` gives what lies under a name, None for nothing; `ours` is asked about it. Raises
    UsageError where all names are taken.
    """
    kept = {name: found(name) for name in _names(first)}
    mine = [name for name, text in kept.items() if text is not None and ours(text)]
    free = [name for name, text in kept.items() if text is None]
    if not mine and not free:
        raise UsageError(
            f"Komputer ini sudah menjadwalkan {NAMES} register", "lepas dulu yang tidak dipakai"
        )
    return (mine or free)[0]


def _names(first: str) -> Iterator[str]:
    yield first
    yield from (f"{first}-{number}" for number in range(2, NAMES + 1))
