"""Faults that tests let pass: `python -m tests.mutants [--seed 1 --sample 200] [--room plans]`."""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.mutants.making import Mutant, drawn, mutants_of
from tests.mutants.trying import ROOT, Workshop

PLAIN_FILES = tuple(
    f"tests/stores/test_{name}.py"
    for name in (
        "places_and_formats", "packages", "proof", "xlsx_parts",
        "workbook_xml", "odd_cells", "workbook_new", "workbook_pages",
        "workbook_files", "workbook_lossless", "contract", "far_cells", "own_headers", "removal",
        "recalculated_when_opened", "cellwise", "fuzzing", "cases", "exchange", "lock", "at_rest",
    )
)  # fmt: skip
ROOMS = {
    "deadlines": ("tests/deadlines", "tests/register/test_known.py", "tests/test_profiles.py"),
    "checks": ("tests/checks/test_rules.py", "tests/checks/test_nik.py", "tests/checks",
               "tests/test_catalogue.py", "tests/test_tabs.py", "tests/test_wishes.py",
               "tests/test_rulings.py", "tests/test_new_year.py",
               "tests/test_information_lists.py"),
    "plans": ("tests/plans", "tests/test_planning.py", "tests/test_tabs.py", "tests/test_wishes.py",
              "tests/test_own_columns.py", "tests/test_settling.py",
              "tests/stores/test_workbook_pages.py", "tests/running/test_two_computers.py",
              "tests/stores/test_google_lines.py", "tests/stores/test_google_memory.py",
              "tests/archive/test_memory.py", "tests/stores/test_google_check.py",
              "tests/running/test_run.py"),
    "stores/xlsx": PLAIN_FILES,
}  # fmt: skip
"""The tests of each room, those first that notice most in least time."""


def main() -> int:
    """Try a sample of all faults, the same number in each room; print what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=200, help="so many faults in all")
    parser.add_argument("--room", choices=ROOMS, action="append", help="only this room's")
    parser.add_argument("--list", action="store_true", help="name the faults and stop")
    options = parser.parse_args()
    rooms = options.room or [*ROOMS]
    chosen = [
        (room, mutant)
        for room in rooms
        for mutant in drawn(faults(room), options.seed, options.sample // len(ROOMS))
    ]
    if options.list:
        print(*(mutant for _, mutant in chosen), sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcome = tried(Workshop(Path(folder)), chosen)
    for room in rooms:
        fates = Counter({fate: n for (of, fate), n in outcome.items() if of == room})
        print(f"{room}: {fates.total()} tried, {dict(fates)}")
    noticed = sum(n for (_, fate), n in outcome.items() if fate != "survived")
    print(f"{noticed} of {outcome.total()} noticed")
    return 0


def faults(room: str) -> list[Mutant]:
    """Every fault that can be made in a room."""
    return [
        mutant
        for path in sorted((ROOT / "ppid_sheets" / room).rglob("*.py"))
        for mutant in mutants_of(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]


def tried(workshop: Workshop, chosen: list[tuple[str, Mutant]]) -> Counter[tuple[str, str]]:
    """What became of each fault, by room."""
    outcome: Counter[tuple[str, str]] = Counter()
    for room in dict.fromkeys(room for room, _ in chosen):
        mutants = [mutant for of, mutant in chosen if of == room]
        reach = workshop.rehearsed({mutant.path for mutant in mutants}, ROOMS[room])
        if reach is None:
            raise SystemExit(f"the tests of {room} fail on the code as it is")
        for mutant in mutants:
            begun = time.monotonic()
            fate = workshop.fate(mutant, ROOMS[room], reach)
            outcome[room, fate] += 1
            print(f"{fate} {mutant} ({time.monotonic() - begun:.0f} s)", flush=True)
    return outcome


if __name__ == "__main__":
    raise SystemExit(main())
