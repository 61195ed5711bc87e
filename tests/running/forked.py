"""The process that `forking` starts: it loads everything once, and forks for each job."""

import ctypes
import gc
import json
import os
import signal
import smtplib
import sys
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from python_calamine import CalamineWorkbook

from ppid_sheets.archive import database
from ppid_sheets.cli import check_summary, lookback, office
from ppid_sheets.cli import entry as cli
from ppid_sheets.cli import run_line as telling
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs import restore
from ppid_sheets.jobs.run import run
from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.stores.google import store as google
from ppid_sheets.stores.xlsx import store as workbook
from tests.unsynced import leave_to_the_system

LOADED = (
    CalamineWorkbook, jobs, restore, lookback, check_summary, monthly, xlsx, run, telling, google,
    workbook,
)  # fmt: skip
"""What a job would otherwise spend its time with."""
WATCHED = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.chmod",
    "http.client.send",
    "smtplib.send",
    "smtplib.connect",
    "sqlite3.connect",
}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """Counts what a process does to the world; kills it just before a step, or halts it there."""

    def __init__(self, die_at: int, halts: Collection[int]) -> None:
        self.taken: list[str] = []
        self._die_at, self._halts = die_at, halts

    def step(self, name: str) -> None:
        """One more thing is about to be done."""
        self.taken.append(name)
        if len(self.taken) == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if len(self.taken) in self._halts:
            os.kill(os.getpid(), signal.SIGSTOP)

    def watch(self) -> None:
        """Count from here on: files, folders, SQL, calls of Google, words with the mail server."""
        sys.addaudithook(self._hear)
        database._connect = self._traced(database._connect)
        os.fsync = self._before(os.fsync, "fsync")  # type: ignore[assignment]
        smtplib.SMTP.getreply = self._before(smtplib.SMTP.getreply, "smtplib.getreply")  # type: ignore[method-assign]
        requests.Session.send = self._after(requests.Session.send, "answer")  # type: ignore[method-assign]

    def _hear(self, event: str, values: tuple[Any, ...]) -> None:
        if event in WATCHED:
            self.step(event)
        elif event == "open" and isinstance(values[2], int) and values[2] & WRITES:
            self.step(f"open {Path(os.fsdecode(values[0])).suffix}" if _named(values[0]) else event)

    def _traced(self, connect: Any) -> Any:
        def wrapped(*given: Any, **named: Any) -> Any:
            connection = connect(*given, **named)
            connection.set_trace_callback(lambda text: self.step(f"sqlite {text.split()[0]}"))
            return connection

        return wrapped

    def _before(self, function: Any, name: str) -> Any:
        def wrapped(*given: Any, **named: Any) -> Any:
            self.step(name)
            return function(*given, **named)

        return wrapped

    def _after(self, function: Any, name: str) -> Any:
        def wrapped(*given: Any, **named: Any) -> Any:
            result = function(*given, **named)
            self.step(name)
            return result

        return wrapped


def _named(path: Any) -> bool:
    return isinstance(path, str | bytes | os.PathLike)


def carry_out(job: dict[str, Any], out: int, err: int, told: int) -> None:
    """One job, in the process that was forked for it, which says all into pipes."""
    sys.stdout, sys.stderr = (os.fdopen(os.dup(pipe), "w") for pipe in (out, err))
    steps = Steps(job["die_at"], frozenset(job["halts"]))
    zone = ZoneInfo("Asia/Jakarta")
    office.local_time = lambda settings: datetime.fromisoformat(job["moment"]).replace(tzinfo=zone)
    os.chdir(job["folder"])
    os.environ.update(job["environment"])
    if job["humble"] and os.geteuid() == 0:
        obey_rights()
    if job["largest"] >= 0:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest"],) * 2)
    if job["die_at"] or job["halts"] or job["steps"]:
        steps.watch()
    code = cli.main(job["arguments"])
    if job["steps"]:
        os.write(told, json.dumps(steps.taken).encode())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def obey_rights() -> None:
    """Let go of root's capabilities to read and write where nobody may (Linux)."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    for at in (0, 1):
        sets[at] &= ~(1 << 1 | 1 << 2)
    assert libc.capset(header, sets) == 0


def answer(said: Any) -> None:
    """One line to whoever asked."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def serve() -> None:
    """Start jobs and wait for them, as the lines of standard input want it."""
    leave_to_the_system(pytest.MonkeyPatch())
    gc.freeze()  # what is loaded is no garbage in any job
    gc.set_threshold(50_000, 50, 100)
    ears: dict[int, list[int]] = {}
    ends: dict[int, int] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if "start" in asked:
            pipes = [os.pipe() for _ in ("out", "err", "steps")]
            pid = os.fork()
            if pid == 0:
                carry_out(asked["start"], *(mouth for _, mouth in pipes))
            for _, mouth in pipes:
                os.close(mouth)
            ears[pid] = [ear for ear, _ in pipes]
            answer(pid)
        elif pid := asked.get("halt"):
            _, status = os.waitpid(pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                ends[pid] = status
            answer(pid not in ends)
        else:
            pid = asked["wait"]
            answer(_ended(pid, ears.pop(pid), ends.pop(pid, None)))


def _ended(pid: int, ears: list[int], status: int | None) -> dict[str, Any]:
    """How a job ended, which nobody or who waited for its halts waited for."""
    out, err, steps = map(_heard, ears)
    if status is None:
        _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "out": out, "err": err, "steps": json.loads(steps or "[]")}


def _heard(ear: int) -> str:
    with os.fdopen(ear, encoding="utf-8") as pipe:
        return pipe.read()


if __name__ == "__main__":
    serve()
