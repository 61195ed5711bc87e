"""Weeks at an office: what is announced equals a list made by another hand."""

import random
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.build import OPEN
from tests.deadlines import naive
from tests.running.office import KASUBAG, ONE, TWO, Office

FIRST, LAST = date(2026, 12, 7), date(2027, 1, 8)
STAGES = ("Segera jatuh tempo", "Jatuh tempo hari ini", "TERLAMBAT")
WORDS = dict(zip(("sisa", STAGES[1], "terlambat"), STAGES, strict=True))
Told = tuple[date, str, str, str]
"""Day, address, number, status."""


class Desk:
    """Requests with the day on which each is answered, if ever."""

    def __init__(self, chance: random.Random) -> None:
        self.requests: list[Mapping[str, Any]] = []
        self.answered: dict[str, date] = {}
        for n in range(1, 15):
            received = FIRST - timedelta(days=14) + timedelta(days=chance.randrange(45))
            number = f"{n:03}/PPID/XI/2026"
            officer = chance.choice(["Petugas Satu", "Petugas Dua"])
            disposed = received + timedelta(days=1)
            self.requests.append(
                {
                    **OPEN,
                    "reg_number": number,
                    "received_on": received,
                    "officer": officer,
                    "disposition_on": disposed,
                }
            )
            if chance.random() < 0.7:
                self.answered[number] = received + timedelta(days=chance.randrange(6, 25))

    def on(self, day: date) -> Iterator[Mapping[str, Any]]:
        """The register as staff have it on the morning of that day."""
        for request in self.requests:
            answer = self.answered.get(request["reg_number"])
            if request["received_on"] <= day:
                done = answer is not None and answer < day
                yield (
                    {
                        **request,
                        "decision": "Dikabulkan Seluruhnya",
                        "notified_on": answer,
                        "given_on": answer,
                    }
                    if done
                    else request
                )

    def stage(self, request: Mapping[str, Any], day: date) -> int:
        """How grave an open request is on a day: 0, or the place of its status in STAGES and 1."""
        answer = self.answered.get(request["reg_number"])
        if request["received_on"] > day or (answer is not None and answer < day):
            return 0
        due = naive.add(request["received_on"], 10)
        assert due
        if due < day:
            return 3
        return 2 if due == day else 1 if naive.between(day, due) <= 3 else 0


def expected(desk: Desk, moments: Collection[datetime]) -> set[Told]:
    """Each day somebody is at work and a run takes place: all that is graver than ever before."""
    days = sorted({m.date() for m in moments if naive.works(m.date()) and 8 <= m.hour < 16})
    told: set[Told] = set()
    for request in desk.requests:
        box = ONE if request["officer"] == "Petugas Satu" else TWO
        worst = 0
        for day in days:
            stage = desk.stage(request, day)
            if stage > worst:
                number = request["reg_number"]
                told |= {(day, to, number, STAGES[stage - 1]) for to in (box, KASUBAG)}
            worst = max(worst, stage)
    return told


def moments(chance: random.Random) -> Iterator[datetime]:
    """Runs at odd times: most days a few, some days none, now and then two at once."""
    day = FIRST
    while day <= LAST:
        if chance.random() < 0.75:
            for hour in sorted(chance.sample(range(5, 20), 2)):
                moment = datetime(day.year, day.month, day.day, hour, chance.randrange(60))
                yield from [moment] * (2 if chance.random() < 0.2 else 1)
        day += timedelta(days=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_announced_in_weeks(office: Office, seed: int) -> None:
    """Missed runs, doubled runs, holidays, a new year: nothing is told twice, late or never."""
    chance = random.Random(seed)
    desk, seen = Desk(chance), sorted(moments(chance))
    heard: list[Told] = []
    shown = None
    for moment in seen:
        if shown != moment.date():
            office.open(*desk.on(moment.date()))
            shown = moment.date()
        ran = office.run(f"{moment:%Y-%m-%d %H:%M}")
        assert ran.exit_code == 0
        for to, text in office.arrived().items():
            for number, said in re.findall(r"- (\S+), baris \d+.*: batas waktu \S+, (.+)", text):
                status = next(stage for word, stage in WORDS.items() if said.startswith(word))
                heard.append((moment.date(), to, number, status))
    assert len(heard) == len(set(heard))
    assert set(heard) == expected(desk, seen)
    assert len(heard) > 20
