"""Writes `docs/deadline-facts/`: python -m tests.deadline_facts.

Days are counted here one by one, from the decrees and the periods below alone: nothing of the
package's own reckoning is used, so that each can be held against the other.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "deadline-facts"
DECREES = ROOT / "ppid_sheets" / "deadlines" / "holidays.csv"
VERSION = "1.0.0"
YEARS = range(2022, 2028)
DAY = timedelta(days=1)
UU, PERKI = "UU 14/2008", "Perki 1/2019"


@dataclass(frozen=True)
class Clock:
    """Periods in working days that follow each other, what day 0 is, and the source."""

    profile: str
    clock: str
    day_zero: str
    periods: tuple[int, ...]
    source: str


CLOCKS = (
    Clock("biasa", "answer", "request received", (10,), f"{UU} Art. 22(7)"),
    Clock("biasa", "extended", "request received", (10, 7), f"{UU} Art. 22(7)-(8)"),
    Clock("biasa", "applicant", "ground arisen", (30,), f"{UU} Art. 36(1)"),
    Clock("biasa", "superior", "objection received", (30,), f"{UU} Art. 36(2)"),
    Clock("biasa", "commission", "superior's answer received", (14,), f"{UU} Art. 37(2)"),
    Clock("biasa", "opening", "dispute received", (14,), f"{UU} Art. 38(1)"),
    Clock("biasa", "closing", "dispute received", (100,), f"{UU} Art. 38(2)"),
    Clock("biasa", "suit", "ruling received", (14,), f"{UU} Art. 48(1)"),
    Clock("pemilu", "answer", "request received", (3,), f"{PERKI} Art. 12-14"),
    Clock("pemilu", "extended", "request received", (3, 2), f"{PERKI} Art. 12-14"),
    Clock("pemilu", "applicant", "ground arisen", (30,), f"{UU} Art. 36(1)"),
    Clock("pemilu", "superior", "objection received", (3,), f"{PERKI} Art. 12-14"),
    Clock("pemilu", "commission", "superior's answer received", (14,), f"{UU} Art. 37(2)"),
    Clock("pemilu", "opening", "dispute received", (14,), f"{UU} Art. 38(1)"),
    Clock("pemilu", "closing", "dispute received", (100,), f"{UU} Art. 38(2)"),
    Clock("pemilu", "suit", "ruling received", (14,), f"{UU} Art. 48(1)"),
)


def holidays() -> dict[date, dict[str, str]]:
    """The decreed days off, by day."""
    rows = csv.DictReader(StringIO(DECREES.read_text(encoding="utf-8")))
    found: dict[date, dict[str, str]] = {}
    for row in rows:
        found.setdefault(date.fromisoformat(row["Tanggal"]), row)
    return found


def reckoned(start: date, clock: Clock, off: dict[date, Any]) -> tuple[date | None, list[date]]:
    """The last day, None beyond the decreed years, and the holidays on weekdays on the way."""
    day, skipped = start, []
    for period in clock.periods:
        left = period
        while left:
            day += DAY
            if day.year not in YEARS:
                return None, []
            if day.weekday() >= 5:
                continue
            if day in off:
                skipped.append(day)
            else:
                left -= 1
    return day, skipped


def starts(off: dict[date, Any]) -> list[date]:
    """The first of each month, and the day before each first day off."""
    days = {date(year, month, 1) for year in YEARS for month in range(1, 13)}
    for day in off:
        if day - DAY not in off:
            days.add(day - DAY)
    return sorted(day for day in days if day.year in YEARS)


def cases() -> Iterator[dict[str, Any]]:
    """Every case: a clock, its day 0, its last day, and what was skipped with the reason."""
    off = holidays()
    for clock in CLOCKS:
        for start in starts(off):
            due, skipped = reckoned(start, clock, off)
            yield {
                "profile": clock.profile,
                "clock": clock.clock,
                "working_days": list(clock.periods),
                "start": start.isoformat(),
                "due": due.isoformat() if due else None,
                "skipped": [
                    {"date": day.isoformat(), "why": off[day]["Keterangan"]} for day in skipped
                ],
                "source": clock.source,
            }


def files() -> dict[str, str]:
    """The content of each file by its name."""
    found = list(cases())
    off = sorted(holidays().items())
    return {
        "calendar.csv": _csv(
            ("date", "kind", "name", "source"),
            [(d.isoformat(), h["Jenis"], h["Keterangan"], h["Dasar"]) for d, h in off],
        ),
        "cases.csv": _csv(
            ("profile", "clock", "working_days", "start", "due", "skipped", "source"),
            [
                (
                    case["profile"],
                    case["clock"],
                    "+".join(map(str, case["working_days"])),
                    case["start"],
                    case["due"] or "",
                    "; ".join(f"{one['date']} {one['why']}" for one in case["skipped"]),
                    case["source"],
                )
                for case in found
            ],
        ),
        "cases.json": _json(found),
    }


def _json(found: list[dict[str, Any]]) -> str:
    clocks = [
        {
            "profile": c.profile,
            "clock": c.clock,
            "day_zero": c.day_zero,
            "working_days": list(c.periods),
            "source": c.source,
        }
        for c in CLOCKS
    ]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in found)
    head = json.dumps({"version": VERSION, "clocks": clocks}, ensure_ascii=False, indent=1)
    return f'{head[:-2]},\n "cases": [\n{lines}\n ]\n}}\n'


def _csv(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
