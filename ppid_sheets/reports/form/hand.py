"""The source of a paper's texts: the row of a request, or formulas that look one up."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from ppid_sheets.config import Forms
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.reports.form.row import Wording

SIGNS_BY_HAND = "(……………………………)"
"""Below a signature without a name."""
DAY_BY_HAND = "………………"


class Hand(Protocol):
    """The texts that a paper of the desk needs, so that one declaration serves all sources."""

    @property
    def number_wording(self) -> Wording:
        """The registration number."""

    def wording(self, key: str) -> Wording:
        """A text or choice, or its mark."""

    def first_wording(self, *keys: str) -> Wording:
        """The filled ones of several texts, or the mark of the first."""

    def day_wording(self, key: str) -> Wording:
        """`Senin, 9 November 2026`, or its mark."""

    def received_wording(self) -> Wording:
        """The day of receipt with its hour, where that was noted."""

    def due_wording(self) -> Sequence[tuple[str, Wording]]:
        """The due date and the sentence that explains it, or why there is none."""

    def cost_wording(self, price: int) -> Wording:
        """The cost and how it is paid; `price` is what the office takes for a sheet, 0 if unset."""

    def boxes(self, key: str, choices: Sequence[str], *, within: bool = False) -> Wording:
        """Boxes for the choices of a column, those of the row ticked; `within` a longer choice."""

    def granted(self, form: str, wholly: Wording, partly: Wording) -> Wording:
        """One or the other as the decision says; a `form` of what is not granted is refused."""

    def signer(self, key: str) -> str:
        """A name in brackets, dots where there is none."""

    def placed(self, city: str, key: str) -> str:
        """`Manggar, 13 November 2026`, with dots for a date that the row lacks."""

    def of_profile(self, say: Callable[[Profile], str]) -> str:
        """The sentence on the periods of the request's category."""

    def rights(self, forms: Forms) -> Iterator[str]:
        """What the applicant may expect and do, with the periods of that category."""
