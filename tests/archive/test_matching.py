"""Requests are known again whatever people do to rows and numbers."""

from collections.abc import Mapping
from typing import Any

from ppid_sheets.archive.matching import ArchivedRow, match
from ppid_sheets.register.requests import REQUESTS

ALI = {
    "applicant_name": "Contoh Ali",
    "id_number": "1",
    "received_on": ["date", "2026-11-02"],
    "information": "daftar pemilih",
}
BUDI = {
    "applicant_name": "Contoh Budi",
    "id_number": "2",
    "received_on": ["date", "2026-11-02"],
    "information": "anggaran",
}
CITRA = {
    "applicant_name": "Contoh Citra",
    "id_number": "3",
    "received_on": ["date", "2026-11-03"],
    "information": "tahapan",
}


def entry(number: str, cells: Mapping[str, Any], **changed: Any) -> ArchivedRow:
    """A request with its number."""
    numbered = {"reg_number": number} if number else {}
    return ArchivedRow(number, {**numbered, **cells, **changed})


def test_a_changed_number_is_the_same_request() -> None:
    """All else being the same, the number was changed."""
    assert match([entry("1", ALI)], [entry("9", ALI)], REQUESTS) == {0: 0}


def test_numbers_that_were_exchanged() -> None:
    """Two requests that swapped their numbers are still themselves."""
    assert match(
        [entry("1", ALI), entry("2", BUDI)], [entry("1", BUDI), entry("2", ALI)], REQUESTS
    ) == {
        0: 1,
        1: 0,
    }


def test_numbers_that_moved_on_by_one() -> None:
    """A whole list renumbered is known row by row."""
    old = [entry("1", ALI), entry("2", BUDI), entry("3", CITRA)]
    new = [entry("2", ALI), entry("3", BUDI), entry("4", CITRA)]
    assert match(old, new, REQUESTS) == {0: 0, 1: 1, 2: 2}


def test_a_copied_row_is_a_new_request() -> None:
    """The number stays with the row that had it, though that was edited since."""
    new = [entry("1", ALI, decision="Ditolak"), entry("2", ALI)]
    assert match([entry("1", ALI)], new, REQUESTS) == {0: 0}


def test_a_number_given_to_another_matter() -> None:
    """A request whose number now stands before another one is gone."""
    assert match([entry("1", ALI)], [entry("1", CITRA)], REQUESTS) == {}


def test_the_same_day_alone_proves_nothing() -> None:
    """One request deleted and another one entered are two, though received on the same day."""
    assert match([entry("1", ALI)], [entry("2", BUDI)], REQUESTS) == {}


def test_the_same_information_for_somebody_else_is_another_request() -> None:
    """What two people asked for on one day are two requests."""
    other = {**BUDI, "information": ALI["information"]}
    assert match([entry("1", ALI)], [entry("2", other)], REQUESTS) == {}


def test_repeated_numbers_go_to_those_most_alike() -> None:
    """Of two rows with one number each is paired with its own."""
    old = [entry("1", ALI), entry("1", BUDI)]
    new = [entry("1", BUDI, decision="Ditolak"), entry("1", ALI, decision="Ditolak")]
    assert match(old, new, REQUESTS) == {0: 1, 1: 0}


def test_a_row_that_grows_before_it_has_a_number() -> None:
    """What staff are just entering is one request, cell by cell."""
    start = {"received_on": ALI["received_on"]}
    assert match([entry("", start)], [entry("1", ALI), entry("2", CITRA)], REQUESTS) == {0: 0}


def test_number_date_and_name_corrected_at_once() -> None:
    """Who asks and what for tell a request when much of it was corrected."""
    new = entry("7", ALI, received_on=["date", "2026-11-01"], applicant_name="Contoh Aly")
    assert match([entry("1", ALI)], [new], REQUESTS) == {0: 0}
