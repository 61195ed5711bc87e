"""Decides which notices a person gets now, given those of before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ppid_sheets.alarms.entries import LATE, AlarmEntry
from ppid_sheets.alarms.hours import Hours


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A mail to one person: the day on which it was made, and its text.

    The same letter is the same mail, down to its Message-ID, however often it is sent.
    """

    day: str
    entries: tuple[AlarmEntry, ...]


@dataclass(frozen=True, slots=True)
class Notices:
    """The mail that one person got.

    `known` are ranks by key, `sent_on` the day of the last mail. `pending` is a letter that may not
    have arrived. `late` are the days on which requests were reported overdue: a report by a clock
    that ran ahead is repeated once it is true.
    """

    sent_on: str = ""
    known: Mapping[str, int] = field(default_factory=dict)
    pending: DueLetter | None = None
    late: Mapping[str, str] = field(default_factory=dict)

    def after(self, letter: DueLetter) -> "Notices":
        """The same once a letter has arrived."""
        known = {e.key: e.rank for e in letter.entries}
        late = {e.key: letter.day for e in letter.entries if e.rank == LATE}
        return Notices(letter.day, {**self.known, **known}, late={**self.late, **late})

    def without(self, over: Collection[str]) -> "Notices":
        """The same without what is over, so that it is news when it comes back."""
        known = {k: rank for k, rank in self.known.items() if k not in over}
        return replace(self, known=known, late={k: self.late[k] for k in self.late if k in known})

    def knows(self, entry: AlarmEntry, today: str) -> bool:
        """True for an entry that is no news on that day: mailed before, and no graver since."""
        too_early = entry.rank == LATE and self.late.get(entry.key, "") > today
        return entry.rank <= self.known.get(entry.key, 0) and not too_early


def news(told: Notices, entries: Sequence[AlarmEntry], now: datetime) -> tuple[AlarmEntry, ...]:
    """The entries that are news for a recipient: new ones, and old ones that have grown graver."""
    today = now.date().isoformat()
    return tuple(entry for entry in entries if not told.knows(entry, today))


def letter(
    told: Notices, entries: Sequence[AlarmEntry], now: datetime, hours: Hours
) -> DueLetter | None:
    """The letter that a person gets now, or None.

    At most one a day, unless something became overdue since. A letter of this day that may not have
    arrived goes out as it was; an older one is written anew.
    """
    today = now.date().isoformat()
    if not hours.open_at(now):
        return None
    if told.pending and told.pending.day == today:
        return told.pending
    unknown = news(told, entries, now)
    graver = any(entry.rank == LATE for entry in unknown)
    if not unknown or (told.sent_on == today and not graver):
        return None
    return DueLetter(today, unknown)
