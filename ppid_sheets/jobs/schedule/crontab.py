"""Puts a schedule for cron into the user's crontab, whose other lines stay byte for byte."""

from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs.schedule import cron
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.jobs.schedule.tools import outcome_of, success_of

_NONE = ("no crontab", "can't open")
"""What cron says, in its several makes, of a user who has no crontab yet."""


class Crontab:
    """The user's crontab, in which each schedule is a block between two marks."""

    def installed(self, place: RunPlace) -> bool:
        """True while the block is there as it would be put there."""
        return _block(place) in _text()

    def install(self, place: RunPlace) -> tuple[str, ...]:
        """Put it at the end; what was done.

        Raises UsageError, UnreachableError.
        """
        rest = _without(_text(), place)
        gap = "\n" if rest and not rest.endswith("\n") else ""
        success_of("crontab", "-", given=_bytes(f"{rest}{gap}{_block(place)}"))
        started = ("Mulai mengawasi setelah komputer dinyalakan ulang",) if place.watching else ()
        return ("Dipasang di crontab pemakai ini. Melihatnya: crontab -l", *started)

    def uninstall(self, place: RunPlace) -> tuple[str, ...]:
        """Take it out, () where there is none; what was done.

        Raises UsageError, UnreachableError.
        """
        text = _text()
        rest = _without(text, place)
        if rest == text:
            return ()
        success_of("crontab", "-", given=_bytes(rest))
        still = "; pengawas yang berjalan berhenti setelah komputer dinyalakan ulang"
        return (f"Dilepas dari crontab pemakai ini{still if place.watching else ''}",)


def _text() -> str:
    """The crontab; raises UnreachableError where it cannot be read, so that none is overwritten."""
    answer = outcome_of("crontab", "-l")
    if not answer.code:
        return answer.out.decode("utf-8", "surrogateescape")
    if any(words in answer.said.casefold() for words in _NONE):
        return ""
    raise UnreachableError(
        f"Crontab pemakai ini tidak dapat dibaca: {answer.said or f'kode {answer.code}'}",
        "betulkan itu, lalu jalankan lagi; tidak ada yang diubah",
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _marks(place: RunPlace) -> tuple[str, str]:
    return f"# {place.mark} mulai\n", f"# {place.mark} selesai\n"


def _block(place: RunPlace) -> str:
    first, last = _marks(place)
    return f"{first}{cron.entries(place)}{last}"


def _without(text: str, place: RunPlace) -> str:
    """A crontab less this schedule, be it between its marks or pasted in by hand."""
    first, last = _marks(place)
    entries = cron.entries(place).splitlines()
    commands = {line for line in entries if cron.command(place) in line}
    kept: list[str] = []
    within: list[str] | None = None
    for line in text.splitlines(keepends=True):
        if line == first:
            within = []
        elif within is not None and line == last:
            within = None
        elif line.rstrip("\n") in (commands if within is None else entries):
            continue
        else:
            (kept if within is None else within).append(line)
    return "".join([*kept, *(within or ())])  # a block without an end: its lines may be others'
