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
from functools import cached_property
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
from tests.fakesheets.direct import at_hand
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
    """An office and its mail as they once were, at a pause; the office saved it by this name."""

    name: str = "simpanan"
    pause: int = 0
    mail: tuple[Envelope, ...] = ()


START = World()
"""Before any run that is killed."""


class Scene:
    """An office at the moment before the run that is to be killed."""

    def __init__(self, office: Premises, box: Box) -> None:
        self.office, self.box = office, box
        self._met: set[tuple[bytes, int]] = set()
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
        assert (office.staff(), office.unwanted()) == (self.staff, ())
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

    @cached_property
    def stops(self) -> list[World]:
        """What kills before the moments leave behind."""
        return self.worlds("moments", self.halted)

    def worlds(self, name: str, pauses: Callable[[], Iterator[None]]) -> list[World]:
        """What a kill at each pause of a run leaves behind, where no earlier pause showed the same.

        That is what disk, server and mail box hold at that moment; a paused run shows it as well.
        """
        found = []
        with self.again():
            for number, _ in enumerate(pauses()):
                state = self.office.fingerprint(), len(self.box.mail)
                if state not in self._met:
                    self._met.add(state)
                    found.append(World(f"{name} {number}", number, (*self.box.mail,)))
                    self.office.save(found[-1].name)
        return found

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


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, forker: Forker) -> Iterator[Scene]:
    """On an .xlsx register with all that an office may have."""
    with on_a_file(tmp_path_factory.mktemp("berkas"), forker, (*KINDS, EXCLUDED)) as scene:
        yield scene


@pytest.fixture(scope="module")
def sheet(
    tmp_path_factory: pytest.TempPathFactory, forker: Forker, sheets_server: FakeSheets
) -> Iterator[Scene]:
    """Against the fake Sheets server, which watches every single call as well."""
    sheets_server.reset()
    folder, box = tmp_path_factory.mktemp("lembar"), Box()
    with serving(box) as port, at_hand(sheets_server):
        office = SheetsOffice(folder / "kantor", forker, port, sheets_server, *FIRST, beside=KINDS)
        yield Scene(office, box)


def killed_and_at_rest(scene: Scene) -> None:
    """Killed amid its work, and at rest after the run that follows."""
    scene.killed_before(scene.moments[len(scene.moments) // 2])
    scene.rests()


@pytest.mark.slow
def test_killed_on_a_file(tmp_path: Path, forker: Forker) -> None:
    """Killed amid its work, the next run leaves everything as if nothing had happened."""
    with on_a_file(tmp_path, forker) as scene:
        killed_and_at_rest(scene)


@pytest.mark.slow
def test_killed_with_all_that_an_office_may_have(file: Scene) -> None:
    """The same, with objections and a list beside the requests."""
    killed_and_at_rest(file)


@pytest.mark.slow
def test_killed_on_a_google_sheet(sheet: Scene) -> None:
    """The same, and no single call changes a cell of staff's."""
    killed_and_at_rest(sheet)


@pytest.mark.slow
def test_killed_between_the_mail_and_its_note(file: Scene, forker: Forker) -> None:
    """The one moment at which a mail is sent twice: as the same mail, which heard() counts once."""
    with file.again():
        office, box = file.office, file.box
        pid = forker.start(office.job("run", moment=DAY))
        box.taken = lambda: os.kill(pid, signal.SIGKILL) if len(box.mail) == 2 else None
        assert forker.wait(pid).code == -signal.SIGKILL
        box.taken = lambda: None
        assert len(box.mail) == 2
    assert len(box.mail) == 1 + len({bytes(mail.content) for mail in box.mail})


@pytest.mark.slow
def test_runs_and_a_check_at_once(sheet: Scene, forker: Forker) -> None:
    """Whichever comes first, the others wait for it; nobody hears of anything twice."""
    for commands in (("run", "run"), ("check", "run", "run")):
        with sheet.again():
            begun = [forker.start(sheet.office.job(one, moment=DAY)) for one in commands]
            assert [forker.wait(pid).code for pid in begun] == [0] * len(commands)


@pytest.mark.slow
def test_a_kill_leaves_what_a_pause_shows(file: Scene) -> None:
    """So that one run shows what kills at all of its pauses would leave."""
    office, moments = file.office, file.moments
    mailing = 1 + next(n for n, step in enumerate(file.steps) if step.startswith("smtplib"))
    for world in file.stops[::6]:
        if (step := moments[world.pause]) < mailing:
            office.restore(world.name)
            shown = office.sizes()
            office.restore()
            assert office.run(DAY, die_at=step).code == -signal.SIGKILL
            assert office.sizes() == shown


@pytest.mark.slow
def test_killed_before_every_step_on_a_file(file: Scene) -> None:
    """Before each file that is written, flushed or put in place, each SQL, each word with SMTP; of
    both registers, for what is done to one alone is done to both."""
    for world in file.stops:
        with file.again(world):
            pass


@pytest.mark.slow
def test_killed_before_every_step_on_a_google_sheet(sheet: Scene) -> None:
    """The same, and before each call of the server and after each answer."""
    for world in sheet.stops:
        with sheet.again(world):
            pass


@pytest.mark.slow
def test_killed_at_any_moment(file: Scene, forker: Forker) -> None:
    """At random, over the whole length of a run, also inside what SQLite and the disk do, wherever
    that leaves what no step does."""
    chance = random.Random(3)
    job = file.office.job("run", moment=DAY)
    began = time.monotonic()
    with file.again():
        file.office.run(DAY)
        length = time.monotonic() - began
    waits = [chance.random() * length / 30 for _ in range(90)]
    assert file.stops  # what they show is tried above
    for world in file.worlds("any", lambda: forker.pausing(job, waits)):
        with file.again(world):
            pass
