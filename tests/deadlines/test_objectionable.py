"""Which requests can be objected to, and until when, as far as a register can see."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.objection import GROUNDS
from ppid_sheets.deadlines.objectionable import objectionable
from ppid_sheets.deadlines.profiles import ELECTION, ORDINARY, ObjectionTerms, Profiles
from tests.build import CALENDAR, WITH_ELECTIONS, table
from tests.deadlines import naive

RECEIVED = {"received_on": date(2026, 3, 6), "applicant_name": "x", "information": "y"}
"""Due on 27 March 2026; under the profile of elections on the 11th."""
ANSWERED = {"notified_on": date(2026, 3, 20)}
EXEMPT = {"decision": "Ditolak", "refusal_ground": "Pasal 17 huruf h"}
LATE = {"notified_on": date(2026, 3, 30)}
NEXT_DAY = {"notified_on": date(2026, 3, 28)}


@pytest.mark.parametrize(
    ("row", "ground", "arose"),
    [
        ({**EXEMPT, **ANSWERED}, "a", "2026-03-20"),
        ({**EXEMPT, "refusal_ground": "Tidak dikuasai", **ANSWERED}, "e", "2026-03-20"),
        ({"decision": "Tidak Diproses", **ANSWERED}, "e", "2026-03-20"),
        ({"decision": "Dikabulkan Sebagian", **ANSWERED}, "e", "2026-03-20"),
        ({**EXEMPT, **LATE}, "a", "2026-03-30"),
        ({"decision": "Dikabulkan Seluruhnya", **LATE}, "g", "2026-03-28"),
        ({"decision": "Dikabulkan Seluruhnya", **NEXT_DAY}, "g", "2026-03-28"),
        ({"decision": "Dikabulkan Seluruhnya", "notified_on": date(2026, 3, 27)}, "", ""),
        ({}, "c", "2026-03-28"),
        ({"decision": "Dikabulkan Seluruhnya", **ANSWERED}, "", ""),
        ({"decision": "Dicabut Pemohon", **LATE}, "", ""),
        ({"decision": "Ditolak", "notified_on": "besok"}, "", ""),
        ({"info_category": "Informasi Tahapan Pemilu/Pemilihan"}, "c", "2026-03-12"),
    ],
)
def test_what_a_register_sees_of_grounds(row: dict[str, object], ground: str, arose: str) -> None:
    """Refused, answered late, not answered; the term runs from the day it arose."""
    read = table({"reg_number": "1", **RECEIVED, **row})
    clock, today = Clock(CALENDAR, WITH_ELECTIONS), date(2026, 4, 30)
    unread = read.all_unread(clock.course.deciding)
    found = objectionable(read, clock.deadlines(read.frame, today, unread), clock).iloc[0]
    assert found["ground"] == ground
    if not ground:
        assert found[["arose_on", "object_by"]].isna().all()
        return
    day = found["arose_on"].date()
    due = date(2026, 3, 11 if "info_category" in row else 27)
    notified = row.get("notified_on")
    assert day == date.fromisoformat(arose)
    assert day == GROUNDS[ground].arises(notified if isinstance(notified, date) else None, due)
    assert found["object_by"].date() == naive.add(day, 30)


def test_a_calendar_that_ends_names_no_last_day() -> None:
    """The ground is there, and until when it serves is not guessed."""
    read = table({"reg_number": "1", **RECEIVED, "received_on": date(2027, 12, 1)})
    clock, today = Clock(CALENDAR), date(2027, 12, 31)
    found = objectionable(read, clock.deadlines(read.frame, today), clock).iloc[0]
    assert (found["ground"], pd.isna(found["object_by"])) == ("c", True)


@pytest.mark.parametrize(("days", "known"), [(30, True), (10, False)])
def test_no_last_day_is_guessed_where_a_category_that_decides_cannot_be_read(days, known) -> None:
    """Where all profiles give the applicant the same days, the category does not matter."""
    election = replace(ELECTION, active=True, objection=ObjectionTerms(applicant=days))
    read = table({"reg_number": "1", **RECEIVED, **EXEMPT, **ANSWERED, "info_category": "entah"})
    clock, today = Clock(CALENDAR, Profiles((ORDINARY, election))), date(2026, 4, 30)
    found = objectionable(read, clock.deadlines(read.frame, today), clock).iloc[0]
    assert (found["ground"], found["object_by"] is not pd.NaT) == ("a", known)
