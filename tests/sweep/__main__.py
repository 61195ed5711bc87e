"""Sweeps: `python -m tests.sweep [--home fake] [--seed 1 --sample 500] [--only WORDS]`."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.shared import SHARED
from tests.sweep.homes import FakeHome, Home, ImpossibleError, OracleHome
from tests.sweep.trial import Desk, Trial, sample


def main() -> int:
    """Try all or some; print each trial that breaks a promise, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", choices=("oracle", "fake"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0, help="so many trials; 0: all")
    parser.add_argument("--only", default="", help="part of a trial's name")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long")
    parser.add_argument("--list", action="store_true", help="name the trials and stop")
    options = parser.parse_args()
    fake = options.home == "fake" or (options.home is None and not SHARED.is_dir())
    home: Home = FakeHome() if fake else OracleHome()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(home, Path(folder).resolve())
        trials = desk.trials(options.only)
        trials = sample(trials, options.seed, options.sample or len(trials))
        if options.list:
            print(*map(str, trials), sep="\n")
            return 0
        outcome = sweep(desk, trials, options.minutes)
    home.close()
    print(f"{type(home).__name__}, {outcome.total()} of {len(trials)} trials: {dict(outcome)}")
    return 1 if outcome["broken"] else 0


def sweep(desk: Desk, trials: list[Trial], minutes: float) -> Counter[str]:
    """How many held, could not take place, and broke a promise."""
    outcome: Counter[str] = Counter()
    end = time.monotonic() + 60 * minutes
    for trial in trials:
        if time.monotonic() > end:
            break
        if outcome.total() and not outcome.total() % 500:
            print(f"{outcome.total()}: {dict(outcome)}", flush=True)
        try:
            broken = desk.failed(trial)
        except ImpossibleError:
            outcome["impossible"] += 1
            continue
        outcome["broken" if broken else "held"] += 1
        for text in broken:
            print(f"{trial}\n    {text}", flush=True)
    return outcome


sys.exit(main())
