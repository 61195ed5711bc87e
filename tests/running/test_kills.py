"""Runs killed at every step, and the run after them."""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope

from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.schema import Schema
from tests.alarms.server import Box, serving
from tests.build import GOOD, OPEN
from tests.fakesheets.server import FakeSheets
from tests.running.forking import Forker
from tests.running.office import KASUBAG, ONE, TWO
from tests.running.premises import FileOffice, Premises, SheetsOffice, heard, plain

Rows = Sequence[Mapping[str, Any]]
Kinds = Sequence[Schema]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL, fork")

BEFORE, DAY = "2026-12-01 09:15", "2026-12-02 09:15"
"""A run that sees the register as it was, and the one that is killed: a month is to be issued."""
LATE = {**OPEN, "received_on": date(2026, 11, 6)}
ASKED = {"unit": "Subbagian Hukum dan SDM", "unit_asked_on": date(2026, 11, 10)}
FIRST = (
    {**OPEN, "reg_number": "001/PPID/XI/2026", **ASKED, "unit_answered_on": None},
    {**LATE, "reg_number": "002/PPID/XI/2026", "officer": "Petugas Dua"},
    {**GOOD, "reg_number": "003/PPID/XI/2026", "information": "Anggaran"},
    {**OPEN, "reg_number": "004/PPID/XI/2026", "information": "Notulen"},
)
THEN = (
    FIRST[0],
    {**FIRST[1], "reg_number": "012/PPID/XI/2026"},
    {**FIRST[2], "decision": "Ditolak", "refusal_ground": "Tidak dikuasai"},
    {**LATE, "reg_number": "005/PPID/XI/2026", "officer": "Petugas Dua"},
    {**OPEN, "reg_number": "006/PPID/XI/2026", "id_number": "123"},
)
"""One was renumbered, a decision turned round after it was reviewed, 004 deleted, two are new."""
WANTED = Counter({(KASUBAG, n): 1 for n in ("004", "005", "006", "012")} | {
    (TWO, "005"): 1, (TWO, "012"): 1, (ONE, "006"): 1,
})  # fmt: skip
"""Who has to hear of which request on that day."""
OBJECTED = (
    {"objection_no": "K-1", "objected_on": date(2026, 11, 20), "objector": "Ani",
     "request_no": "003/PPID/XI/2026", "objection_ground": "huruf d"},
    {"objection_no": "K-2", "objected_on": date(2026, 10, 2), "objector": "Budi",
     "request_no": "003/PPID/XI/2026", "objection_ground": "huruf f"},
)  # fmt: skip
OBJECTED_THEN = (
    {**OBJECTED[0], "ruling": "ditolak", "answered_on": date(2026, 12, 1), "superior": "Atasan"},
    OBJECTED[1],
    {**OBJECTED[1], "objection_no": "K-3", "request_no": "099/PPID/XI/2026"},
)
"""One was answered, one is new, about a request that is not there."""
EFFECTS = ("open .tmp", "fsync", "os.rename", "http", "answer", "smtplib", "sqlite BEGIN",
           "sqlite INSERT", "sqlite UPDATE", "sqlite COMMIT")  # fmt: skip


@dataclass(frozen=True)
class End:
    """How all is once a run is over."""

    tabs: Any
    files: Any
    archive: Any


@dataclass(frozen=True)
class World:
    """An office and its mail as they once were; the office saved it by this name."""

    name: str = "simpanan"
    mail: tuple[Envelope, ...] = ()


START = World()
"""Before any run that is killed."""


class Scene:
    """An office at the moment before the run that is to be killed."""

    def __init__(self, office: Premises, box: Box) -> None:
        self.office, self.box = office, box
        self._type(FIRST, OBJECTED)
        assert office.run(BEFORE).code == 0
        self._type(THEN, OBJECTED_THEN)
        office.save()
        self.staff = office.staff()
        box.mail.clear()
        self.steps = office.run(DAY, steps=True).steps
        self.end = self.ended()

    def _type(self, requests: Rows, objections: Rows) -> None:
        self.office.type(*requests)
        if self.office.beside:
            self.office.type(*objections, schema=OBJECTIONS)

    def ended(self) -> End:
        """What the last run left, everything that has to be true of it looked at."""
        office = self.office
        assert office.staff() == self.staff
        assert heard(self.box) == WANTED
        assert office.left_behind() == []
        archive = office.remembered()
        assert plain(office.newest()) == plain(THEN)
        assert plain(office.as_it_was(BEFORE)) == plain(FIRST)
        assert sorted(code for code, _ in office.faults()) == ["M01", "M02", "M04"]
        files = office.files()
        assert {"Laporan-PPID-2026-11.xlsx", "tenggat.ics"} < files.keys()
        return End(office.tabs(), files, archive)

    @property
    def moments(self) -> list[int]:
        """The steps before which the world is another than before the last one of these."""
        named = [(at, name) for at, name in enumerate(self.steps, 1) if name.startswith(EFFECTS)]
        return [at for i, (at, name) in enumerate(named) if not i or name != named[i - 1][1]]

    @contextmanager
    def again(self, world: World = START) -> Iterator[None]:
        """From the beginning, or from what a kill left; a whole run at the end of it leaves all as
        it would have been."""
        self.office.restore(world.name)
        self.box.mail[:] = world.mail
        yield
        assert self.office.staff() == self.staff
        done = self.office.run(DAY)
        assert (done.code, done.err) == (0, "")
        assert self.ended() == self.end

    def killed_before(self, step: int) -> None:
        """A run that was killed before that step, and a whole one."""
        with self.again():
            assert self.office.run(DAY, die_at=step).code == -signal.SIGKILL

    def halted(self) -> Iterator[None]:
        """A run that pauses before each of the moments."""
        return self.office.forker.pausing(
            self.office.job("run", moment=DAY, halts=tuple(self.moments))
        )

    def worlds(self, pauses: Callable[[], Iterator[None]]) -> list[World]:
        """What a kill at each pause of a run leaves behind, what is the same only once.

        That is what disk, server and mail box hold at that moment; a paused run shows it as well.
        """
        found: dict[tuple[bytes, int], World] = {}
        with self.again():
            for number, _ in enumerate(pauses()):
                state = self.office.fingerprint(), len(self.box.mail)
                if state not in found:
                    found[state] = World(str(number), (*self.box.mail,))
                    self.office.save(str(number))
        return [*found.values()]

    def rests(self) -> None:
        """One more run finds nothing to write, to send or to keep."""
        staff, end = self.office.tabs(), self.office.files()
        self.box.mail.clear()
        assert self.office.run(DAY).code == 0
        assert (self.box.mail, self.office.tabs(), self.office.files()) == ([], staff, end)
        job = self.office.job("check", "--dry-run", "--json", moment=DAY)
        assert json.loads(self.office.forker.run(job).out)["perubahan"] == 0


@contextmanager
def on_a_file(folder: Path, forker: Forker, beside: Kinds = ()) -> Iterator[Scene]:
    """On an .xlsx register, with others `beside` it."""
    box = Box()
    with serving(box) as port:
        yield Scene(FileOffice(folder / "kantor", forker, port, *FIRST, beside=beside), box)


@contextmanager
def on_a_sheet(
    folder: Path, forker: Forker, sheets: FakeSheets, beside: Kinds = ()
) -> Iterator[Scene]:
    """Against the fake Sheets server, which watches every single call as well."""
    box = Box()
    with serving(box) as port:
        yield Scene(
            SheetsOffice(folder / "kantor", forker, port, sheets, *FIRST, beside=beside), box
        )


def some(scene: Scene, many: int) -> list[int]:
    """A few steps from all over a run."""
    moments = scene.moments
    return moments[len(moments) // (2 * many) :: len(moments) // many]


@pytest.mark.slow
@pytest.mark.parametrize(
    "beside",
    [
        pytest.param((), marks=pytest.mark.slow, id="requests"),
        pytest.param((*KINDS, EXCLUDED), id="both and a list"),
    ],
)
def test_killed_on_a_file(tmp_path: Path, forker: Forker, beside: Kinds) -> None:
    """Killed at a few steps, the next run leaves everything as if nothing had happened."""
    with on_a_file(tmp_path, forker, beside) as scene:
        for step in some(scene, 1):
            scene.killed_before(step)
        scene.rests()


@pytest.mark.slow
def test_killed_on_a_google_sheet(tmp_path: Path, forker: Forker, sheets: FakeSheets) -> None:
    """The same, and no single call changes a cell of staff's."""
    with on_a_sheet(tmp_path, forker, sheets) as scene:
        for step in some(scene, 1):
            scene.killed_before(step)
        scene.rests()


@pytest.mark.slow
def test_killed_between_the_mail_and_its_note(tmp_path: Path, forker: Forker) -> None:
    """The one moment at which a mail is sent twice: as the same mail, which heard() counts once."""
    with on_a_file(tmp_path, forker) as scene, scene.again():
        office, box = scene.office, scene.box
        pid = forker.start(office.job("run", moment=DAY))
        box.taken = lambda: os.kill(pid, signal.SIGKILL) if len(box.mail) == 2 else None
        assert forker.wait(pid).code == -signal.SIGKILL
        box.taken = lambda: None
        assert len(box.mail) == 2
    assert len(box.mail) == 1 + len({bytes(mail.content) for mail in box.mail})


@pytest.mark.slow
def test_runs_and_a_check_at_once(tmp_path: Path, forker: Forker, sheets: FakeSheets) -> None:
    """Whichever comes first, the others wait for it; nobody hears of anything twice."""
    with on_a_sheet(tmp_path, forker, sheets) as scene:
        for commands in (("run", "run"), ("check", "run", "run")):
            with scene.again():
                begun = [forker.start(scene.office.job(one, moment=DAY)) for one in commands]
                assert [forker.wait(pid).code for pid in begun] == [0] * len(commands)


@pytest.mark.slow
def test_a_kill_leaves_what_a_pause_shows(tmp_path: Path, forker: Forker) -> None:
    """So that one run shows what kills at all of its pauses would leave."""
    with on_a_file(tmp_path, forker, KINDS) as scene:
        office, moments = scene.office, scene.moments
        mailing = 1 + next(n for n, step in enumerate(scene.steps) if step.startswith("smtplib"))
        for world in scene.worlds(scene.halted)[::6]:
            if (step := moments[int(world.name)]) < mailing:
                office.restore(world.name)
                shown = office.sizes()
                office.restore()
                assert office.run(DAY, die_at=step).code == -signal.SIGKILL
                assert office.sizes() == shown


@pytest.mark.slow
def test_killed_before_every_step_on_a_file(tmp_path: Path, forker: Forker) -> None:
    """Before each file that is written, flushed or put in place, each SQL, each word with SMTP; of
    both registers, for what is done to one alone is done to both."""
    with on_a_file(tmp_path, forker, KINDS) as scene:
        for world in scene.worlds(scene.halted):
            with scene.again(world):
                pass


@pytest.mark.slow
def test_killed_before_every_step_on_a_google_sheet(
    tmp_path: Path, forker: Forker, sheets: FakeSheets
) -> None:
    """The same, and before each call of the server and after each answer."""
    with on_a_sheet(tmp_path, forker, sheets, KINDS) as scene:
        for world in scene.worlds(scene.halted):
            with scene.again(world):
                pass


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path, forker: Forker) -> None:
    """At random, over the whole length of a run, also inside what SQLite and the disk do."""
    chance = random.Random(3)
    with on_a_file(tmp_path, forker) as scene:
        job = scene.office.job("run", moment=DAY)
        began = time.monotonic()
        with scene.again():
            scene.office.run(DAY)
            length = time.monotonic() - began
        waits = [chance.random() * length / 30 for _ in range(90)]
        for world in scene.worlds(lambda: forker.pausing(job, waits)):
            with scene.again(world):
                pass
