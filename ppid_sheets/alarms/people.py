"""The recipients of mail, and the requests that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from ppid_sheets.alarms.entries import key_of
from ppid_sheets.config import Mail

NOBODY = "Kasubag"
"""Whom a mail that is only shown is for, where the settings name no address."""


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient of mail.

    `officers` are the names (case-folded) that the mail is about, None for all. Mail `of_issues` of
    workbooks has a state of its own, apart from all other mail.
    """

    address: str
    officers: frozenset[str] | None
    of_issues: bool = False

    @property
    def key(self) -> str:
        """How the state calls them."""
        return key_of("terbit" if self.of_issues else "surat", self.address.casefold())


def people(mail: Mail) -> Iterator[Person]:
    """Each address once: the Kasubag's with all notices, an officer's with those of their requests.

    The Kasubag comes last, to hear also of mail that did not reach an officer.
    """
    boxes: dict[str, set[str]] = {}
    for name, box in mail.officers.items():
        boxes.setdefault(box, set()).add(name)
    for box, names in boxes.items():
        if box.casefold() != mail.kasubag.casefold():
            yield Person(box, frozenset(names))
    if mail.kasubag:
        yield Person(mail.kasubag, None)
