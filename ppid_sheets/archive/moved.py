"""Due dates that moved though nobody touched the request: the holiday list or a period changed."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ppid_sheets.archive.content import text_of
from ppid_sheets.common.indonesian import DAYS, listed, typed_date
from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.deadlines.clock import OPEN_STATUSES, UNKNOWN, Clock


@dataclass(frozen=True, slots=True)
class Moved:
    """An open request whose due date moved, and why; None where it cannot be reckoned."""

    row: int
    number: str
    old: date | None
    new: date | None
    reason: str


def basis(clock: Clock) -> str:
    """What due dates rest on beside the requests, as the text that the archive keeps."""
    return text_of(
        {
            "libur": [[h.day.isoformat(), h.name] for h in _by_day(clock.calendar.holidays)],
            "akhir_pekan": list(clock.calendar.weekend),
            "mulai": clock.start,
            "profil": {
                one.key: [one.days, one.extension, list(one.categories)]
                for one in clock.profiles.active
            },
        }
    )


def _by_day(holidays: Sequence[Holiday]) -> Sequence[Holiday]:
    return sorted(holidays, key=lambda holiday: (holiday.day, holiday.name))


def dues(deadlines: pd.DataFrame) -> Mapping[int, str]:
    """The due date of each open request by sheet row: ISO, "" where it cannot be reckoned."""
    shown = deadlines[deadlines["status"].isin((*OPEN_STATUSES, UNKNOWN))]
    days = shown["due_on"].to_numpy().astype("datetime64[D]")
    texts = np.where(np.isnat(days), "", np.datetime_as_string(days))
    return dict(zip(shown.index.tolist(), texts.tolist(), strict=True))


def moved(
    before: str,
    now: str,
    old_dues: Mapping[int, str],
    deadlines: pd.DataFrame,
    numbers: Mapping[int, str],
) -> tuple[Moved, ...]:
    """Open requests, untouched by staff, whose due date moved from the basis `before` to `now`.

    `old_dues` are their former due dates by the present sheet rows.
    """
    change = _Change(json.loads(before), json.loads(now))
    starts = deadlines["start_on"]
    return tuple(
        Moved(row, numbers[row], old, new, change.reason(starts[row], old, new))
        for row, due in dues(deadlines).items()
        for old, new in [(_day(old_dues.get(row, due)), _day(due))]
        if old != new
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class _Change:
    """What is different between two bases."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        before, after = dict(old["libur"]), dict(new["libur"])
        self._came = _names(after, after.keys() - before.keys())
        self._went = _names(before, before.keys() - after.keys())
        self._settings = list(_settings(old, new))

    def reason(self, start: pd.Timestamp, old: date | None, new: date | None) -> str:
        """Why a due date moved, as a sentence without its end."""
        ends = [day for day in (old, new) if day]
        end = max(ends) if len(ends) == 2 else date.max
        first = date.min if pd.isna(start) else start.date()
        texts = [
            *_told("libur baru", self._came, first, end),
            *_told("libur dicabut", self._went, first, end),
            *self._settings,
        ]
        return "; ".join(texts) or "daftar libur tahunnya berubah"


def _names(holidays: Mapping[str, str], days: Collection[str]) -> Sequence[tuple[date, str]]:
    return [(date.fromisoformat(day), holidays[day]) for day in sorted(days)]


_MOST = 5


def _told(word: str, holidays: Sequence[tuple[date, str]], first: date, end: date) -> Iterator[str]:
    near = [f"{typed_date(day)} {name}" for day, name in holidays if first < day <= end]
    if near:
        more = [f"{len(near) - _MOST} hari lain"] if len(near) > _MOST else []
        yield f"{word}: {listed([*near[:_MOST], *more])}"


def _settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = _profiles(old), _profiles(new)
    for name in dict.fromkeys((*before, *after)):
        had, has = before.get(name), after.get(name)
        if _period(had) != _period(has):
            yield f"jangka waktu {name}: {_period(had)} → {_period(has)}"
        elif had and has and len(had) == len(has) and had != has:
            yield f"kategori jangka waktu {name}: {_served(had)} → {_served(has)}"
    if old["mulai"] != new["mulai"]:
        yield f"mulai hitungan: {old['mulai']} → {new['mulai']}"
    if old["akhir_pekan"] != new["akhir_pekan"]:
        days = [listed([DAYS[day] for day in one["akhir_pekan"]]) for one in (old, new)]
        yield f"akhir pekan: {days[0]} → {days[1]}"


def _profiles(basis: Mapping[str, Any]) -> Mapping[str, Sequence[Any]]:
    """Days, extension and categories by profile; archives of 0.1.0 know no categories."""
    kept: Mapping[str, Sequence[Any]] | None = basis.get("profil")
    if kept is not None:
        return kept
    return {name: basis[name] for name in ("biasa", "pemilu") if basis[name]}


def _period(profile: Sequence[Any] | None) -> str:
    return f"{profile[0]}+{profile[1]}" if profile else "tidak dipakai"


def _served(profile: Sequence[Any]) -> str:
    return listed(profile[2]) or "selain yang disebut profil lain"
