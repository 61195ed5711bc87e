"""Asks Google what the store takes for granted: `python -m tests.live --register ADDRESS`.

ADDRESS is a Google Sheet whose title begins with "ppid-live"; IT IS EMPTIED. The credential is
found as the command `ppid-sheets` finds it (`ppid.toml`, `credentials.json`, the environment).
`--by-hand` also asks what needs a second person, and says what they are to do. Exit code 0 when all
answers are those that the tests assume, 1 when some differ, 2 when it could not be asked.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain

from google.auth.exceptions import GoogleAuthError
from gspread.exceptions import APIError
from requests import RequestException

from ppid_sheets import config
from ppid_sheets.config import Google
from ppid_sheets.errors import PpidError
from ppid_sheets.register.address import SpreadsheetId, address
from tests.live import asking, promises, report
from tests.live.asking import Answer
from tests.live.person import AtTheKeyboard, Person
from tests.live.questions import ALONE, BY_HAND
from tests.live.scratch import NotThrowAwayError, Scratch

SECONDS = 3600
"""The whole takes some minutes; a person takes longer."""


def answers(scratch: Scratch) -> Iterator[Answer]:
    """All answers, those of a second person only where there is one."""
    questions = (*ALONE, *(BY_HAND if scratch.person else ()))
    return chain(
        asking.answers(questions, scratch), promises.contract(scratch), promises.whole_run(scratch)
    )


def run(
    spreadsheet: str,
    google: Google,
    person: Person | None,
    say: Callable[[str], object],
    pause: float = 1.0,
) -> int:
    """Ask everything, say each answer as it comes, and leave the spreadsheet empty."""
    seen = []
    try:
        with closing(Scratch(spreadsheet, google, person, pause)) as scratch:
            for answer in answers(scratch):
                seen.append(answer)
                for line in report.lines(answer):
                    say(line)
    except (NotThrowAwayError, PpidError, APIError, RequestException, GoogleAuthError) as error:
        say(f"Not asked to the end: {error}")
        return 2
    differ = sum(not answer.agrees for answer in seen)
    say(f"{len(seen)} answers, {differ} differ from what the tests assume.")
    if person is None:
        say(f"{len(BY_HAND)} questions need a second person: --by-hand.")
    return 1 if differ else 0


def main(arguments: Sequence[str]) -> int:
    """Carry out the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--register", required=True, metavar="ADDRESS", type=_google_sheet)
    parser.add_argument("--by-hand", action="store_true")
    options = parser.parse_args(arguments)
    try:
        google = replace(config.load().google, time_limit=SECONDS)
    except PpidError as error:
        parser.error(str(error))
    return run(options.register, google, AtTheKeyboard() if options.by_hand else None, print)


def _google_sheet(text: str) -> SpreadsheetId:
    where = address(text)
    if not isinstance(where, SpreadsheetId):
        raise argparse.ArgumentTypeError("that is no Google Sheet")
    return where


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
