"""One trial: a command, disturbed before one of its requests, and what must hold afterwards."""

import contextlib
import io
import os
import random
import shutil
import signal
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import requests

from ppid_sheets import config
from ppid_sheets.checks.judge_objections import judge_objections, only
from ppid_sheets.checks.tabs import register_tab
from ppid_sheets.cli import entry as cli
from ppid_sheets.cli import office as cli_office
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init_beside import others
from ppid_sheets.jobs.remove import traces
from ppid_sheets.plans.annotate import annotation
from ppid_sheets.register import layout
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot
from ppid_sheets.stores import lock
from ppid_sheets.stores.google import client as google_client
from ppid_sheets.stores.google import credentials
from ppid_sheets.stores.google.client import SheetsClient
from ppid_sheets.stores.google.store import GoogleStore
from tests.build import GOOD, OPEN, grid
from tests.stores.sheets import CHOICES, FORM, HOLIDAYS, QUESTIONS
from tests.sweep.acts import ACTS, HARM, dressed, rule, words
from tests.sweep.homes import FAULTS, Home, ImpossibleError, Rows
from tests.unhurried import Unhurried

MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
KILLS = ("kill before", "kill after")
SECOND = "a second runner"


@dataclass(frozen=True)
class Command:
    """A command line, and the stage of a register's life that it begins from.

    `again` brings a register that was left in the middle back to where a check can be made.
    """

    stage: str
    line: tuple[str, ...]
    again: tuple[tuple[str, ...], ...] = ()
    codes: tuple[int, ...] = ()


COMMANDS: Mapping[str, Command] = {
    "init blank": Command("blank", ("init",), (("init",),), HARM),
    "init": Command("office", ("init",), (("init",),)),
    "check": Command("adopted", ("check",)),
    "check at rest": Command("checked", ("check",)),
    "check lines": Command("worded", ("check",)),
    "run": Command("adopted", ("run", "--quiet")),
    "monthly": Command("checked", ("report", "monthly", "--month", "2026-10")),
    "daily": Command("checked", ("report", "daily")),
    "annual": Command("checked", ("report", "annual", "--year", "2026")),
    "form": Command("checked", ("form", "receipt", "--number", "003/PPID/XI/2026"), codes=(2,)),
    "restore": Command("lost", ("restore", "--missing")),
    "doctor": Command("checked", ("doctor",), codes=(0, 1)),
    "init both": Command("objected", ("init", "--objections"), (("init", "--objections"),)),
    "init lists": Command("objected", ("init", "--lists"), (("init", "--lists"),)),
    "check both": Command("both", ("check",)),
    "remove both": Command("both", ("remove", "--yes"), (("remove", "--yes"),)),
    "remove": Command("checked", ("remove", "--yes"), (("remove", "--yes"),)),
}


def objected() -> Mapping[str, Rows]:
    """The same with lists of objections and of what is excluded, which people work on meanwhile,
    and a form's answers.
    """
    rows = [
        ["K-1", "2/11/2026", "Ani", "001/PPID/XI/2026", "huruf d", "", "", "ditolak"],
        ["K-2", "kemarin", "Budi", "099/PPID/XI/2026"],
        ["K-3", "1/9/2026", "Cici", "003/PPID/XI/2026", "huruf c"],
    ]
    excluded = [
        [1, "Data pribadi", "Pasal 17 huruf h", "Rahasia pribadi", "SK 1", "1/1/2026", "30/6/2026"],
        ["", "Berkas", "huruf a", "", "", "kemarin"],
    ]
    answers = [
        [46346.385, "=1+1", "0812", "Anggaran"],
        ["11/3/2026 9:15:00", "Ani", 812, "DPT"],
        ["kemarin", "Budi", "", "Notulen"],
    ]
    return {
        "Keberatan": [[column.header for column in OBJECTIONS.staff], *rows],
        "Rahasia": [[column.header for column in EXCLUDED.staff], *excluded],
        **office(),
        FORM: [QUESTIONS, *answers],
    }


def office() -> Mapping[str, Rows]:
    """An office's own register: a column and a tab of its own, and requests with faults."""
    rows = [
        GOOD,
        {**OPEN, "reg_number": "002/PPID/XI/2026", "email": "salah"},
        {**OPEN, "reg_number": "003/PPID/XI/2026", "information": "Anggaran", "channel": "Merpati"},
        {**GOOD, "reg_number": "004/PPID/XI/2026", "decision": "Ditolak", "id_number": "12"},
        {**OPEN, "reg_number": "005/PPID/XI/2026", "received_on": "kemarin"},
        {**GOOD, "reg_number": "006/PPID/XI/2026", "phone": "abc"},
    ]
    tabs = grid(*rows)
    own = ["Catatan Kantor", *[f"catatan {n}" for n in range(len(rows))]]
    register = [[*row, note] for row, note in zip(tabs, own, strict=True)]
    return {
        "Register": register,
        "Hari Libur": HOLIDAYS,
        "Pilihan": CHOICES,
        "Rapat": [["Notulen"], ["milik kantor"]],
    }


@dataclass
class Gate:
    """Every request of this process on its way out; `before` is called with its number."""

    before: Callable[[int], None] = lambda _: None
    after: Callable[[int], None] = lambda _: None
    count: int = 0
    open: bool = True
    doubt: bool = False
    unread: bool = False

    def send(self, original: Any, session: Any, request: Any, **options: Any) -> Any:
        """Send one request; notes a write that is sent while an earlier one is in doubt."""
        if not self.open or "/v4/spreadsheets" not in request.url:
            return original(session, request, **options)
        self.count += 1
        number = self.count
        writes = request.method == "POST" and "atchUpdate" in request.url
        self.unread = self.unread or (writes and self.doubt)
        self.before(number)
        self.doubt = writes
        response = original(session, request, **options)
        self.after(number)
        self.doubt = writes and not _certain(response)
        return response


def _certain(response: Any) -> bool:
    if response.status_code >= 500:
        return False
    try:
        response.json()
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Trial:
    """What is tried: the command, the number of the request, what happens before it, and by whom.

    `lasting`: again before each request that follows.
    """

    command: str
    at: int
    what: str
    who: str = ""
    lasting: bool = False

    def __str__(self) -> str:
        often = "from" if self.lasting else "before"
        return f"{self.command}: {self.what}{self.who and f' ({self.who})'} {often} {self.at}"


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


class Desk:
    """A server, a folder to work in, and the stages of a register's life, each made once."""

    def __init__(self, home: Home, folder: Path) -> None:
        self.home, self.folder = home, folder
        self._stages: dict[str, tuple[Any, Path]] = {}
        self._calm: dict[str, tuple[int, int]] = {}
        self.moment = MORNING

    @contextlib.contextmanager
    def here(self, folder: Path, gate: Gate) -> Iterator[None]:
        """The surroundings of a command."""
        environment = {
            "SHEETS_EMULATOR_HOST": self.home.address,
            "TMPDIR": str(folder),
            "GOOGLE_APPLICATION_CREDENTIALS": str(folder / "none.json"),
        }
        original = requests.Session.send

        def note_date(client: SheetsClient, _: Any, **__: Any) -> None:
            client.server_date = format_datetime(self.moment.astimezone(UTC), usegmt=True)

        def send(session: Any, request: Any, **options: Any) -> Any:
            return gate.send(original, session, request, **options)

        before = Path.cwd()
        os.chdir(folder)
        try:
            with (
                patch.dict(os.environ, environment),
                patch.object(tempfile, "tempdir", None),
                patch.object(lock, "_folder", lambda: folder),
                patch.object(requests.Session, "send", send),
                patch.object(google_client, "time", Unhurried()),
                patch.object(cli_office, "local_time", lambda settings: self.moment),
                patch.object(SheetsClient, "_note_date", note_date),
            ):
                yield
        finally:
            os.chdir(before)

    def say(self, *line: str) -> Said:
        """Carry out a command line in these surroundings."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(line)
        return Said(code, out.getvalue(), err.getvalue())

    def stage(self, name: str) -> tuple[Any, Path]:
        """The sheet and the folder of that stage."""
        if name not in self._stages:
            folder = self.folder / name
            self._make(name, folder)
            self._stages[name] = self.home.kept(), folder
        return self._stages[name]

    def _make(self, name: str, folder: Path) -> None:
        earlier = {
            "adopted": "office",
            "checked": "adopted",
            "lost": "checked",
            "worded": "checked",
            "both": "objected",
        }.get(name)
        if earlier is None:
            folder.mkdir()
            made = {"blank": lambda: {"Sheet1": ()}, "objected": objected}.get(name, office)
            self.home.start(made())
            toml = f'register = "{self.home.book}"\n'
            toml += f'[masuk]\ntab = "{FORM}"\n' * (name == "objected")
            (folder / "ppid.toml").write_text(toml)
            if name == "office":
                view = self.home.view()
                self.home.act([*rule(view), *dressed(view)], self.home.owner)
            return
        kept, before = self.stage(earlier)
        shutil.copytree(before, folder)
        self.home.put(kept, lenient=True)
        with self.here(folder, Gate()):
            if name == "worded":
                self.home.act([*words(self.home.view())], self.home.owner)
                return
            if name == "lost":
                self.home.act(ACTS["delete a row"].make(self.home.view()), self.home.owner)
            made = {"adopted": ("init",), "both": ("init", "--objections", "--lists")}
            said = self.say(*made.get(name, ("check",)))
            assert said.code == 0, said

    @contextlib.contextmanager
    def set(self, command: str, gate: Gate) -> Iterator[Path]:
        """A fresh copy of the stage that a command begins from, to work in."""
        kept, before = self.stage(COMMANDS[command].stage)
        self.moment = MORNING + timedelta(minutes=30)
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            folder = Path(name) / "desk"
            shutil.copytree(before, folder)
            making = COMMANDS[command].stage in ("blank", "office", "objected")
            lenient = making or command.startswith("remove")
            self.home.put(kept, lenient=lenient)
            with self.here(folder, gate):
                yield folder

    def calm(self, command: str) -> tuple[int, int]:
        """The exit code of an undisturbed command, and how many requests it takes."""
        if command not in self._calm:
            gate = Gate()
            with self.set(command, gate):
                said = self.say(*COMMANDS[command].line)
            self._calm[command] = said.code, gate.count
        return self._calm[command]

    def trials(self, only: str = "", commands: Iterable[str] = COMMANDS) -> list[Trial]:
        """All that there are of these commands."""
        people = [self.home.owner, self.home.editor]
        return [
            trial
            for command in commands
            for number in range(1, self.calm(command)[1] + 1)
            for trial in _trials(command, number, people)
            if only in str(trial)
        ]

    def failed(self, trial: Trial) -> list[str]:
        """Which promises one trial breaks; raises ImpossibleError where it cannot take place."""
        with _Disturbed(self, trial) as disturbed:
            return disturbed.broken()


def _trials(command: str, number: int, people: Sequence[str]) -> Iterator[Trial]:
    for act in ACTS:
        for who in people:
            yield Trial(command, number, act, who)
        yield Trial(command, number, act, people[0], lasting=True)
    for fault in FAULTS:
        yield Trial(command, number, fault)
        yield Trial(command, number, fault, lasting=True)
    for kill in (*KILLS, SECOND):
        yield Trial(command, number, kill)


class _Disturbed:
    """A trial on its way."""

    def __init__(self, desk: Desk, trial: Trial) -> None:
        self.desk, self.home, self.trial = desk, desk.home, trial
        self.command = COMMANDS[trial.command]
        self.calm_code, self.calm_count = desk.calm(trial.command)
        self.gate = Gate(before=self._before)
        self.acted = 0
        self.impossible = ""
        self.rules: Counter[str] = Counter()
        self._beside: dict[tuple[Any, ...], Any] = {}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "_Disturbed":
        self._stack.enter_context(self.desk.set(self.trial.command, self.gate))
        self.rules = self.home.own_rules()
        self._beside = self._acknowledged()
        if self.trial.what in FAULTS:
            self.home.fail(self.trial.what, self.trial.at, lasting=self.trial.lasting)
        return self

    def __exit__(self, *error: object) -> None:
        self.home.calm()
        self._stack.close()

    def _before(self, number: int) -> None:
        due = number >= self.trial.at if self.trial.lasting else number == self.trial.at
        if not due:
            return
        if self.trial.what == SECOND:
            self._second()
        elif self.trial.what in ACTS:
            try:
                self.home.act(ACTS[self.trial.what].make(self.home.view()), self.trial.who)
            except ImpossibleError as error:
                self.impossible = str(error) or "impossible"
            else:
                self.acted += 1
                self.rules = self.home.own_rules()
                self._beside = self._acknowledged()

    def _acknowledged(self) -> dict[tuple[Any, ...], Any]:
        """What people wrote beside findings; those of the memory (M) are over with that."""
        words = layout.FINDINGS_HEAD.index("Diketahui Kasubag")
        found = self._lines().items()
        return {line: row[words] for line, row in found if len(row) > words and row[words]}

    def _lines(self) -> dict[tuple[Any, ...], Sequence[Any]]:
        rows = self.home.values(layout.FINDINGS) if layout.FINDINGS in self.home.tabs() else ()
        number, column, text, code = map(
            layout.FINDINGS_HEAD.index, ("No. Registrasi", "Kolom", "Temuan", "Kode")
        )
        lines = [
            row for row in rows[3:] if len(row) > code and not str(row[code] or "M").startswith("M")
        ]
        return {(row[number], row[column], row[code], row[text]): row for row in lines}

    def _second(self) -> None:
        """A check by another computer, with a memory of its own."""
        self.gate.open = False
        folder = Path.cwd().parent / f"other {self.gate.count}"
        folder.mkdir()
        shutil.copy("ppid.toml", folder)
        with self.desk.here(folder, Gate()):
            self.desk.say("check")
        self.gate.open = True
        self.acted += 1

    def broken(self) -> list[str]:
        """The promises that do not hold."""
        said = self._killed() if self.trial.what in KILLS else self.desk.say(*self.command.line)
        if self.trial.what in ACTS and not self.acted:
            raise ImpossibleError(self.impossible)
        self.home.calm()
        wrong = [*self._of_the_end(said), *(f"harm: {text}" for text in self.home.harm()[:3])]
        if self.gate.unread:
            wrong.append("a write was sent while an earlier one was in doubt")
        if said.code >= 0 and not self.trial.lasting and self.home.holds():
            wrong.append("people are shut out")
        self.gate.before = lambda number: None
        return [*wrong, *self._of_a_quiet_run()]

    def _allowed(self) -> set[int]:
        allowed = {self.calm_code, *self.command.codes}
        what = self.trial.what
        if what in ACTS:
            harmed = self.trial.lasting and 12
            return allowed | {*ACTS[what].codes, *([harmed] if harmed else []), *self._restore()}
        if what == "403" or (self.trial.lasting and what in FAULTS and what != "slow"):
            return allowed | {12}
        return {-signal.SIGKILL} if what in KILLS else allowed | set(self._restore())

    def _restore(self) -> Sequence[int]:
        """Copies of the register's tab of recovery may stand in the way of `restore`."""
        return (2,) if self.trial.command == "restore" else ()

    def _of_the_end(self, said: Said) -> Iterator[str]:
        text = f"exit {said.code}: {said.err.strip()[-700:]}"
        if "Traceback" in said.err or said.code == cli.BUG:
            yield f"traceback or bug, {text}"
        elif said.code not in self._allowed():
            yield f"not the code of the table, {text}"
        elif said.code > 1 and self.trial.command != "doctor" and len(said.err.splitlines()) != 1:
            yield f"not one sentence, {text}"

    def _killed(self) -> Said:
        """The command in a process of its own, killed around the request."""
        name = "before" if self.trial.what == "kill before" else "after"

        def die(number: int) -> None:
            if number == self.trial.at:
                os.kill(os.getpid(), signal.SIGKILL)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            child = os.fork()
        if not child:
            setattr(self.gate, name, die)
            try:
                os._exit(self.desk.say(*self.command.line).code)
            finally:
                os._exit(99)
        return Said(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "", "")

    def _of_a_quiet_run(self) -> Iterator[str]:
        """A quiet run more, or two, and the sheet is as the README promises."""
        self.desk.moment += timedelta(hours=1)
        removing = self.command.line[0] == "remove"
        lines = (*self.command.again, *([("check",)] if not removing else []))
        for line in lines:
            said = self.desk.say(*line)
            harmed = ACTS[self.trial.what].codes if self.trial.what in ACTS else ()
            if said.code not in {0, *harmed, *self.command.codes}:
                yield f"a quiet {line[0]}: exit {said.code}: {said.err.strip()[-500:]}"
            if said.code:
                return
        if self.home.holds():
            yield "people are still shut out"
        yield from (f"harm by the quiet run: {text}" for text in self.home.harm()[:3])
        lost, more = self.rules - self.home.own_rules(), self.home.own_rules() - self.rules
        if lost or (more and not self.trial.lasting):
            yield f"the office's rules: {self.rules} -> {self.home.own_rules()}"
        if removing:
            yield from (f"left: {line}" for line in traces(self.store()))
        else:
            yield from self._of_words()
            yield from self._of_results()
            yield from self._of_objections()

    def _of_words(self) -> Iterator[str]:
        """Words stand beside the findings that they were written beside, as long as these last."""
        now, lasting = self._acknowledged(), self._lines()
        for line, word in self._beside.items():
            if line in lasting and now.get(line) != word:
                yield f"what was written beside {line} is gone"
        if set(now.values()) - set(self._beside.values()) or now.items() - self._beside.items():
            yield f"words stand beside other findings: {now}"

    def store(self) -> GoogleStore:
        """The register as a new process opens it."""
        google = replace(config.load().google, emulator=self.home.address)
        return GoogleStore(self.home.book, SheetsClient(credentials.find(google), google))

    def _of_objections(self) -> Iterator[str]:
        """Their results are at rest as well, unless their tab cannot be judged."""
        settings, today = config.load(Path("ppid.toml")), self.desk.moment.date()
        for other in others(self.store()):
            found = other.read()
            if not found.schema.job:
                continue
            with contextlib.suppress(PpidError):
                judged = judge_objections(found, settings, today)
                plan = annotation(only(found, judged.tab), judged)
                if plan.cells or plan.highlights is not None:
                    yield f"objections are not at rest: {plan.cells} {plan.highlights}"

    def _of_results(self) -> Iterator[str]:
        found: list[Snapshot] = []
        store = self.store()
        read = store.read
        store.read = lambda: found.append(read()) or found[-1]  # type: ignore[method-assign]
        settings = config.load(Path("ppid.toml"))
        plan = jobs.check(
            store,
            settings,
            self.desk.moment.date(),
            dry_run=True,
            local_time=lambda: self.desk.moment,
        ).plan
        if plan.cells or plan.highlights is not None:
            yield f"results are not at rest: {plan.cells} {plan.highlights}"
        tab, header = register_tab(found[-1])
        titles = found[-1].tabs[tab][header.rows[-1] - 1]
        for key in REQUESTS.job_keys:
            at = found[-1].tags.get(key)
            if at is not None and list(titles)[at : at + 1] != [REQUESTS.header(key)]:
                yield f"results of {key} stand under {list(titles)[at : at + 1]}"


def sample(trials: list[Trial], seed: int, size: int) -> list[Trial]:
    """Some of the trials, the same for the same seed."""
    return random.Random(seed).sample(trials, min(size, len(trials)))
