"""A question to Google, the answer that the fake server gives, and how the two are compared."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gspread.exceptions import APIError

from tests.live.scratch import Scratch

Ask = Callable[[Scratch], str]
_PLACE = re.compile(r"Invalid \w+\[\d+\](\.\w+)?: ")


@dataclass(frozen=True, slots=True)
class Question:
    """`assumed` is what the fake answers; `otherwise` what it means if Google answers else."""

    text: str
    assumed: str
    otherwise: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was expected, what came, and what follows where the two differ."""

    text: str
    expected: str
    seen: str
    otherwise: str = ""

    @property
    def agrees(self) -> bool:
        """Whether what came is what was expected."""
        return self.seen == self.expected


def answers(questions: Sequence[Question], scratch: Scratch) -> Iterator[Answer]:
    """The answers, each as soon as it is there; what nobody foresaw is an answer too."""
    for question in questions:
        try:
            seen = question.ask(scratch)
        except APIError as error:
            seen = f"{refused(error)}: {error.error.get('message', '')}"
        except (KeyError, IndexError, TypeError, ValueError) as error:
            seen = f"an answer of another shape ({type(error).__name__}: {error})"
        yield Answer(question.text, question.assumed, seen, question.otherwise)


def refused(error: APIError) -> str:
    """How a refusal is written in the table."""
    return f"refused ({error.response.status_code})"


def words(act: Callable[[], object]) -> str:
    """What became of an act, with Google's reason where it was refused."""
    try:
        act()
    except APIError as error:
        message = str(error.error.get("message", ""))
        return f"{refused(error)}: {_PLACE.sub('', message)}"
    return "accepted"


def outcome(act: Callable[[], object]) -> str:
    """What became of an act: accepted, or refused and with which code."""
    try:
        act()
    except APIError as error:
        return refused(error)
    return "accepted"
