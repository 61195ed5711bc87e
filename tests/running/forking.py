"""Real runs, each in a process forked from one that has loaded everything.

A process of its own can be killed, and may have no room on the disk, without harm to the tests.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Job:
    """One command line, where and when it is carried out, and what is in its way.

    `die_at` is the step before which it is killed, the first being 1; before its `halts` it waits
    until it is sent on; `largest` the most bytes that
    a file may have; a `humble` one keeps to the rights of files, also where the tests run as root.
    """

    folder: str
    arguments: tuple[str, ...]
    moment: str
    environment: dict[str, str] = field(default_factory=dict)
    die_at: int = 0
    halts: tuple[int, ...] = ()
    largest: int = -1
    humble: bool = False
    steps: bool = False


@dataclass(frozen=True)
class Done:
    """How it ended (-9 where it was killed), what it said, and which steps it took if asked."""

    code: int
    out: str
    err: str
    steps: tuple[str, ...]


class Forker:
    """The process that forks; jobs may be started one beside the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.running.forked"],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def close(self) -> None:
        """No more jobs."""
        self._process.communicate(timeout=60)

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        assert select.select([self._process.stdout], [], [], 120)[0], "no answer"
        return json.loads(self._process.stdout.readline())

    def start(self, job: Job) -> int:
        """Begin a job; returns its process id."""
        pid: int = self._ask({"start": asdict(job)})
        return pid

    def wait(self, pid: int) -> Done:
        """Wait for the end of a job."""
        ended = self._ask({"wait": pid})
        return Done(ended["code"], ended["out"], ended["err"], tuple(ended["steps"]))

    def pausing(self, job: Job, waits: Iterable[float] = ()) -> Iterator[None]:
        """Carry out a whole job, with a pause at each of its halts, or after each of `waits`."""
        pid, seconds = self.start(job), iter(waits)
        while True:
            if not job.halts and (wait := next(seconds, None)) is not None:
                time.sleep(wait)
                os.kill(pid, signal.SIGSTOP)
            if not self._ask({"halt": pid}):
                break
            yield
            os.kill(pid, signal.SIGCONT)
        assert self.wait(pid).code == 0

    def run(self, job: Job) -> Done:
        """Carry out a whole job."""
        return self.wait(self.start(job))


@contextmanager
def forking() -> Iterator[Forker]:
    """A process to fork from."""
    forker = Forker()
    try:
        yield forker
    finally:
        forker.close()
