"""When an answer is due, and what is known of a request on each day."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.deadlines.clock import (
    DUE_SOON,
    DUE_TODAY,
    FINISHED_LATE,
    IN_PROGRESS,
    ON_TIME,
    OVERDUE,
    STATUSES,
    UNKNOWN,
    WAITING,
    WITHDRAWN_STATUS,
    Clock,
)
from ppid_sheets.deadlines.profiles import ORDINARY
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import ELECTION_STAGES
from tests.budget import draws
from tests.build import CALENDAR, WITH_ELECTIONS, table
from tests.deadlines import naive

CLOCK = Clock(CALENDAR)
RECEIVED = "2026-11-02"  # a Monday; no holiday until Christmas
DUE, EXTENDED_DUE = "2026-11-16", "2026-11-25"
NEW: Mapping[str, Any] = {"reg_number": "001", "received_on": RECEIVED}
GRANTED = {**NEW, "decision": "Dikabulkan Seluruhnya"}


def reckon(row: Mapping[str, Any], as_of: str, clock: Clock = CLOCK) -> Mapping[str, Any]:
    """The deadlines of one request as of a day; dates as ISO text, "NaT" where none."""
    requests = table(row)
    unread = {key: requests.unread(key) for key in REQUESTS.course.deciding}
    found = clock.deadlines(requests.frame, date.fromisoformat(as_of), unread).iloc[0]
    dated = ("start_on", "first_due_on", "due_on", "finished_on")
    return {**found, **{key: str(found[key])[:10] for key in dated}}


def status(row: Mapping[str, Any], as_of: str, clock: Clock = CLOCK) -> str:
    """The status of one request as of a day."""
    return str(reckon(row, as_of, clock)["status"])


def test_every_day_of_six_years_is_due_when_the_loop_says() -> None:
    """First due dates of requests received on every day of 2022-2027, all at once."""
    received = [date(2022, 1, 1) + timedelta(days=i) for i in range(2191)]
    requests = table(*({"reg_number": "1", "received_on": day} for day in received))
    found = CLOCK.deadlines(requests.frame, date(2027, 12, 31))
    wanted = [naive.add(day, 10) for day in received]
    assert [None if pd.isna(day) else day.date() for day in found["due_on"]] == wanted
    assert (found["status"] == UNKNOWN).tolist() == [day is None for day in wanted]
    assert found["known"].all()


def test_the_frame_has_its_columns_dtypes_and_index() -> None:
    """Also for no request at all, the documented frame on the index of the requests."""
    dates = ("start_on", "first_due_on", "due_on", "finished_on")
    for requests in (table().frame, table({}, NEW).frame):
        found = CLOCK.deadlines(requests, date(2026, 11, 23))
        assert found.index.tolist() == requests.index.tolist()
        assert found.dtypes.drop("status").astype(str).to_dict() == {
            **dict.fromkeys(dates, "datetime64[s]"),
            **dict.fromkeys(("extended", "known"), "bool"),
            **dict.fromkeys(("days_left", "service_days"), "float64"),
        }
        assert set(found["status"]) <= set(STATUSES)


@pytest.mark.parametrize(
    ("as_of", "wanted", "left"),
    [
        ("2026-11-02", IN_PROGRESS, 10),
        ("2026-11-10", IN_PROGRESS, 4),
        ("2026-11-11", DUE_SOON, 3),
        ("2026-11-13", DUE_SOON, 1),
        ("2026-11-14", DUE_SOON, 1),
        ("2026-11-15", DUE_SOON, 1),
        ("2026-11-16", DUE_TODAY, 0),
        ("2026-11-17", OVERDUE, -1),
        ("2026-11-20", OVERDUE, -4),
        ("2026-11-21", OVERDUE, -5),
        ("2026-11-23", OVERDUE, -5),
    ],
)
def test_an_open_request_from_receipt_to_overdue(as_of: str, wanted: str, left: int) -> None:
    """Status and working days left, day by day."""
    found = reckon(NEW, as_of)
    assert (found["status"], found["days_left"], found["due_on"]) == (wanted, left, DUE)


def test_overdue_begins_on_the_next_calendar_day() -> None:
    """Due on Friday, it is overdue on Saturday already, by one working day until Monday."""
    friday = {**NEW, "received_on": "2026-10-30"}
    found = [reckon(friday, day) for day in ("2026-11-13", "2026-11-14", "2026-11-16")]
    assert [(f["status"], f["days_left"]) for f in found] == [
        (DUE_TODAY, 0),
        (OVERDUE, -1),
        (OVERDUE, -1),
    ]


def test_days_left_when_late_is_never_0() -> None:
    """From the due date on, each day is 0 once and negative ever after, weekends included."""
    lefts = [reckon(NEW, f"2026-11-{day}")["days_left"] for day in range(16, 31)]
    assert lefts[0] == 0
    assert all(left < 0 for left in lefts[1:])
    assert lefts == sorted(lefts, reverse=True)


def test_each_day_of_a_request_that_is_answered_late() -> None:
    """In progress, soon, due today, overdue, then finished late: in this order and no other."""
    row = {**GRANTED, "notified_on": "2026-11-19"}
    days = [f"2026-11-{day:02}" for day in range(2, 25)]
    seen = [status(row, day) for day in days]
    assert list(dict.fromkeys(seen)) == [IN_PROGRESS, DUE_SOON, DUE_TODAY, OVERDUE, FINISHED_LATE]
    assert seen.index(FINISHED_LATE) == days.index("2026-11-19")
    assert seen == sorted(seen, key=list(dict.fromkeys(seen)).index)


@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ("2026-11-02", ON_TIME),
        (DUE, ON_TIME),
        ("2026-11-17", FINISHED_LATE),
        ("2026-11-14", ON_TIME),
    ],
)
def test_on_time_up_to_the_due_date(answered: str, wanted: str) -> None:
    """An answer on the due date is on time, one a day later is late."""
    found = reckon({**GRANTED, "notified_on": answered}, "2026-12-01")
    assert (found["status"], found["finished_on"]) == (wanted, answered)
    assert pd.isna(found["days_left"])
    assert found["due_on"] == DUE


def test_finished_is_the_earlier_of_notice_and_giving() -> None:
    """Information handed over before the letter ends the service."""
    row = {**GRANTED, "notified_on": "2026-11-18", "given_on": "2026-11-12"}
    assert reckon(row, "2026-12-01")["finished_on"] == "2026-11-12"
    assert reckon({**row, "given_on": None}, "2026-12-01")["finished_on"] == "2026-11-18"


def test_a_notice_without_a_decision_finishes_nothing() -> None:
    """The date alone is not an answer."""
    found = reckon({**NEW, "notified_on": "2026-11-09"}, "2026-11-16")
    assert (found["status"], found["finished_on"]) == (DUE_TODAY, "NaT")


def test_a_decision_without_dates_stays_open() -> None:
    """Nobody knows when it was answered, so the clock runs on."""
    found = reckon(GRANTED, "2026-11-17")
    assert (found["status"], found["days_left"]) == (OVERDUE, -1)
    assert pd.isna(found["service_days"])


def test_not_processed_is_a_decision_like_the_others() -> None:
    """*Tidak Diproses* with a notice is finished."""
    row = {**NEW, "decision": "Tidak Diproses", "notified_on": "2026-11-09"}
    assert status(row, "2026-11-20") == ON_TIME


def test_what_is_under_way_is_no_decision() -> None:
    """*Proses* in the column of decisions leaves a request open."""
    row = {**NEW, "decision": "Proses", "notified_on": "2026-11-09"}
    assert status(row, "2026-11-17") == OVERDUE


@pytest.mark.parametrize(
    ("answered", "days"),
    [("2026-11-02", 0), ("2026-11-03", 1), ("2026-11-07", 4), ("2026-11-09", 5), (DUE, 10)],
)
def test_service_days_are_working_days_after_the_start(answered: str, days: int) -> None:
    """The day of receipt is day 0; a Saturday adds nothing."""
    found = reckon({**GRANTED, "notified_on": answered}, "2026-12-01")
    assert found["service_days"] == days


def test_service_days_begin_when_the_papers_were_complete() -> None:
    """The clock of the law, not of the calendar."""
    row = {**GRANTED, "complete_on": "2026-11-05", "notified_on": "2026-11-09"}
    assert reckon(row, "2026-12-01")["service_days"] == 2


def test_an_answer_before_receipt_has_no_service_days() -> None:
    """An impossible order of dates gives no number."""
    found = reckon({**GRANTED, "notified_on": "2026-10-30"}, "2026-12-01")
    assert pd.isna(found["service_days"])


def test_a_withdrawn_request_has_no_clock_left() -> None:
    """Withdrawn, with or without a date: no days left, no service days, its due date stays."""
    for dates in ({}, {"notified_on": "2026-11-09"}, {"notified_on": "2026-11-19"}):
        found = reckon({**NEW, "decision": "Dicabut Pemohon", **dates}, "2026-11-30")
        assert (found["status"], found["due_on"]) == (WITHDRAWN_STATUS, DUE)
        assert pd.isna(found["days_left"])
        assert pd.isna(found["service_days"])


EXTENDED = {**NEW, "extended_on": "2026-11-12", "extension_reason": "Data di TPS"}


def test_an_extension_counts_from_the_first_due_date() -> None:
    """Seven working days after the tenth, whenever in the first period the notice went out."""
    for notice in (RECEIVED, "2026-11-12", DUE):
        found = reckon({**EXTENDED, "extended_on": notice}, "2026-11-20")
        assert (found["first_due_on"], found["due_on"]) == (DUE, EXTENDED_DUE)
        assert found["extended"]
        assert found["status"] == DUE_SOON


@pytest.mark.parametrize(
    "change",
    [
        {"extended_on": "2026-11-17"},
        {"extended_on": "2026-10-30"},
        {"extended_on": None},
        {"extension_reason": None},
        {"extension_reason": " - "},
        {"extended_on": "31/11/2026", "extension_reason": None},
    ],
)
def test_an_extension_without_notice_in_time_and_reason_is_void(change: Any) -> None:
    """Late, before receipt or without a reason: the first due date binds."""
    found = reckon({**EXTENDED, **change}, "2026-11-20")
    assert (found["extended"], found["due_on"], found["status"]) == (False, DUE, OVERDUE)


INCOMPLETE = {**NEW, "incomplete_on": "2026-11-04"}


def test_the_clock_has_not_started_while_papers_are_missing() -> None:
    """No start, no due date, nothing overdue."""
    found = reckon(INCOMPLETE, "2026-12-15")
    assert (found["status"], found["start_on"], found["due_on"]) == (WAITING, "NaT", "NaT")
    assert pd.isna(found["days_left"])


def test_the_clock_starts_when_papers_are_complete() -> None:
    """Ten working days from the day they were completed, not from receipt."""
    found = reckon({**INCOMPLETE, "complete_on": "2026-11-09"}, "2026-11-23")
    assert (found["start_on"], found["due_on"]) == ("2026-11-09", "2026-11-23")
    assert found["status"] == DUE_TODAY


def test_a_notice_before_the_clock_starts_does_not_extend() -> None:
    """The first period begins with complete papers."""
    row = {**EXTENDED, "extended_on": "2026-11-05", "complete_on": "2026-11-09"}
    assert not reckon(row, "2026-11-10")["extended"]


def test_complete_before_receipt_starts_at_receipt() -> None:
    """No clock starts before the request came."""
    assert reckon({**NEW, "complete_on": "2026-10-01"}, "2026-11-03")["start_on"] == RECEIVED


def test_an_incomplete_request_that_was_decided_waits_no_more() -> None:
    """Decided without the papers, it is judged from receipt."""
    row = {**INCOMPLETE, "decision": "Tidak Diproses", "notified_on": "2026-11-16"}
    assert status(row, "2026-11-30") == ON_TIME
    assert status(row, "2026-11-13") == WAITING


def test_no_start_is_made_up_where_the_answer_cannot_be_read() -> None:
    """Papers were missing, and whether it was decided without them nobody can tell."""
    found = reckon({**INCOMPLETE, **GRANTED, "notified_on": FILLED}, "2026-11-17")
    assert (found["start_on"], found["due_on"]) == ("NaT", "NaT")


def test_an_office_may_always_count_from_receipt() -> None:
    """The setting *diterima* lets missing papers stop no clock."""
    clock = Clock(CALENDAR, start="diterima")
    for row in (INCOMPLETE, {**INCOMPLETE, "complete_on": "2026-11-09"}):
        found = reckon(row, "2026-11-17", clock)
        assert (found["start_on"], found["due_on"]) == (RECEIVED, DUE)
        assert found["status"] == OVERDUE


def test_the_election_profile_is_off_until_switched_on() -> None:
    """Three and two working days for election stages, ten and seven for all else."""
    stages = {**EXTENDED, "info_category": ELECTION_STAGES, "extended_on": "2026-11-04"}
    other = {**stages, "info_category": "Informasi KPU sebagai Badan Publik"}
    on = Clock(CALENDAR, WITH_ELECTIONS)
    assert reckon(stages, RECEIVED)["first_due_on"] == DUE
    found = reckon(stages, "2026-11-04", on)
    assert (found["first_due_on"], found["due_on"]) == ("2026-11-05", "2026-11-09")
    assert reckon(other, "2026-11-04", on)["due_on"] == EXTENDED_DUE
    assert on.profiles.of(ELECTION_STAGES).key == "pemilu"
    assert on.profiles.of("") is CLOCK.profiles.of(ELECTION_STAGES) is ORDINARY


def test_due_soon_is_a_setting() -> None:
    """As many working days left as the office wants to be warned of."""
    assert status(NEW, "2026-11-09", Clock(CALENDAR, due_soon=5)) == DUE_SOON
    assert status(NEW, "2026-11-13", Clock(CALENDAR, due_soon=0)) == IN_PROGRESS


@pytest.mark.parametrize(
    "row",
    [
        {**NEW, "received_on": "31/02/2026"},
        {**NEW, "received_on": None},
        {**NEW, "complete_on": "besok"},
        {**NEW, "decision": "Dikabulkan"},
        {**INCOMPLETE, "complete_on": "31/11/2026"},
        {**NEW, "received_on": "2021-11-01"},
        {**NEW, "received_on": "2027-12-20"},
        {**EXTENDED, "received_on": "2027-12-13", "extended_on": "2027-12-14"},
        {**NEW, "received_on": "2028-03-06"},
    ],
)
def test_what_cannot_be_computed_says_so(row: Mapping[str, Any]) -> None:
    """Unreadable or missing dates, an unclear decision, a year without a decree."""
    found = reckon(row, "2028-06-01")
    assert found["status"] == UNKNOWN
    assert pd.isna(found["days_left"])


FILLED = "31/11/2026"


@pytest.mark.parametrize(
    ("row", "unreadable"),
    [
        (GRANTED, {"notified_on": FILLED}),
        (GRANTED, {"given_on": FILLED}),
        ({**GRANTED, "notified_on": "2026-11-09"}, {"given_on": FILLED}),
        ({**NEW, "decision": "Dicabut Pemohon"}, {"notified_on": FILLED}),
        ({**GRANTED, "notified_on": "2026-11-09"}, {"decision": "Dikabulkan"}),
        ({**GRANTED, "notified_on": "2026-11-09"}, {"decision": "Ditolak/Proses"}),
        (NEW, {"decision": "#N/A"}),
        (EXTENDED, {"extended_on": FILLED}),
        (EXTENDED, {"extension_reason": "#N/A"}),
        (NEW, {"incomplete_on": FILLED}),
        (INCOMPLETE, {"complete_on": False}),
        ({**INCOMPLETE, **GRANTED}, {"notified_on": FILLED}),
        (NEW, {"received_on": "2/11/0026"}),
        ({**NEW, "decision": "Dicabut Pemohon"}, {"received_on": FILLED}),
    ],
)
def test_a_filled_cell_that_cannot_be_read_is_no_empty_one(
    row: Mapping[str, Any], unreadable: Mapping[str, Any]
) -> None:
    """Wherever another reading of it would change a result, no result is made up."""
    for as_of in ("2026-11-12", "2026-11-17", "2026-12-01"):
        found = reckon({**row, **unreadable}, as_of)
        assert (found["status"], found["days_left"]) == (UNKNOWN, pytest.approx(nan, nan_ok=True))
        assert pd.isna(found["service_days"])


@pytest.mark.parametrize(
    ("row", "unreadable", "wanted"),
    [
        (NEW, {"extended_on": FILLED}, OVERDUE),
        (NEW, {"notified_on": FILLED}, OVERDUE),
        (NEW, {"reviewed_on": FILLED, "disposition_on": FILLED}, OVERDUE),
        ({**INCOMPLETE, "complete_on": "2026-11-09"}, {"incomplete_on": FILLED}, IN_PROGRESS),
        (INCOMPLETE, {"extended_on": FILLED, "extension_reason": "Data"}, WAITING),
        (
            {**NEW, "decision": "Dicabut Pemohon", "given_on": "2026-11-09"},
            {"notified_on": FILLED},
            WITHDRAWN_STATUS,
        ),
        (NEW, {"info_category": "lain"}, OVERDUE),
    ],
)
def test_a_cell_that_decides_nothing_hides_nothing(
    row: Mapping[str, Any], unreadable: Mapping[str, Any], wanted: str
) -> None:
    """An overdue request stays overdue while a cell is wrong that could not change it."""
    as_of = "2026-11-12" if wanted == IN_PROGRESS else "2026-11-17"
    assert status({**row, **unreadable}, as_of) == wanted


def test_a_category_that_cannot_be_read_decides_where_it_chooses_the_clock() -> None:
    """Only while the election profile is switched on."""
    row = {**NEW, "info_category": "lain sekali"}
    assert status(row, "2026-11-17", Clock(CALENDAR, WITH_ELECTIONS)) == UNKNOWN
    assert status(row, "2026-11-17") == OVERDUE


def test_where_receipt_starts_the_clock_unreadable_papers_decide_nothing() -> None:
    """The setting *diterima* looks neither at shortage nor at completion."""
    row = {**NEW, "incomplete_on": FILLED, "complete_on": FILLED}
    assert status(row, "2026-11-17", Clock(CALENDAR, start="diterima")) == OVERDUE


def test_an_extension_into_an_undecreed_year_is_not_an_extension_known() -> None:
    """Its due date is unknown; the first one stays known."""
    row = {**EXTENDED, "received_on": "2027-12-13", "extended_on": "2027-12-14"}
    found = reckon(row, "2027-12-20")
    assert (found["first_due_on"], found["due_on"], found["status"]) == (
        "2027-12-28",
        "NaT",
        UNKNOWN,
    )
    assert not found["extended"]


def test_overdue_beyond_the_calendar_has_no_number() -> None:
    """In an undecreed year a known due date is still past, but by how much nobody can say."""
    found = reckon(NEW, "2028-02-01")
    assert found["status"] == OVERDUE
    assert pd.isna(found["days_left"])


def test_nothing_is_known_before_receipt() -> None:
    """As of an earlier day the request does not exist."""
    found = reckon(NEW, "2026-11-01")
    assert (found["known"], found["status"], found["due_on"]) == (False, UNKNOWN, "NaT")
    assert reckon(NEW, RECEIVED)["known"]


def test_what_is_dated_later_is_not_yet_known() -> None:
    """Each later date changes the picture on its own day and not before."""
    row = {
        **EXTENDED,
        "incomplete_on": "2026-11-03",
        "complete_on": "2026-11-05",
        "decision": "Ditolak",
        "notified_on": "2026-12-01",
    }
    days = ("2026-11-02", "2026-11-04", "2026-11-05", "2026-11-11", "2026-11-12", "2026-11-30")
    seen = [reckon(row, day) for day in (*days, "2026-12-01")]
    assert [(f["due_on"], f["status"]) for f in seen] == [
        ("2026-11-16", IN_PROGRESS),
        ("NaT", WAITING),
        ("2026-11-19", IN_PROGRESS),
        ("2026-11-19", IN_PROGRESS),
        ("2026-11-30", IN_PROGRESS),
        ("2026-11-30", DUE_TODAY),
        ("2026-11-30", FINISHED_LATE),
    ]


AS_OF = date(2026, 11, 13)
DATED = (
    "received_on",
    "incomplete_on",
    "complete_on",
    "extended_on",
    "disposition_on",
    "notified_on",
    "given_on",
    "reviewed_on",
)
PAST = st.dates(date(2026, 10, 1), AS_OF)
FUTURE = st.dates(AS_OF + timedelta(days=1), date(2027, 12, 31))
DECISIONS = st.sampled_from(["Dikabulkan Seluruhnya", "Ditolak", "Dicabut Pemohon"])
CATEGORIES = st.sampled_from([ELECTION_STAGES, "Informasi KPU sebagai Badan Publik", None])
KNOWN = st.fixed_dictionaries(
    {"reg_number": st.just("001")},
    optional={
        **dict.fromkeys(DATED, PAST),
        "extension_reason": st.just("sebab"),
        "info_category": CATEGORIES,
        "decision": DECISIONS,
    },
)


@settings(max_examples=draws(60), deadline=None)
@given(
    KNOWN,
    st.dictionaries(st.sampled_from(DATED), FUTURE),
    DECISIONS,
    st.sampled_from(["lengkap", "diterima"]),
)
def test_what_happens_later_does_not_change_what_was_known(
    row: dict[str, Any], later: dict[str, date], decision: str, start: Any
) -> None:
    """Dates after the day, and a decision that came with them, leave the picture of that day."""
    answers = {"notified_on", "given_on"}
    if "decision" in row and not answers & set(row):
        later = {key: day for key, day in later.items() if key not in answers}
    edited = {**later, **row}
    if answers & set(later) and not answers & set(row):
        edited.setdefault("decision", decision)
    clock = Clock(CALENDAR, WITH_ELECTIONS, start=start)
    before = clock.deadlines(table(row).frame, AS_OF)
    after = clock.deadlines(table(edited).frame, AS_OF)
    pd.testing.assert_frame_equal(before, after)


@settings(max_examples=draws(60), deadline=None)
@given(KNOWN, st.dates(date(2026, 9, 1), date(2027, 6, 30)))
def test_the_terms_agree_with_each_other(row: dict[str, Any], as_of: date) -> None:
    """Status, due date, days left and service days never contradict one another."""
    found = CLOCK.deadlines(table(row).frame, as_of).iloc[0]
    word, left, due = found["status"], found["days_left"], found["due_on"]
    assert word in STATUSES
    assert pd.isna(left) == (word not in (IN_PROGRESS, DUE_SOON, DUE_TODAY, OVERDUE))
    match word:
        case "TERLAMBAT":
            assert left < 0
            assert due.date() < as_of
        case "Jatuh tempo hari ini":
            assert left == 0
        case "Segera jatuh tempo":
            assert 0 <= left <= 3
        case "Dalam proses":
            assert left > 3
        case "Selesai tepat waktu":
            assert found["finished_on"] <= due
        case "Selesai terlambat":
            assert found["finished_on"] > due
    assert not (found["extended"] and due <= found["first_due_on"])


def test_many_requests_are_independent_of_each_other() -> None:
    """A row's deadlines do not depend on the rows around it."""
    rows = [NEW, GRANTED, EXTENDED, INCOMPLETE, {**NEW, "received_on": "31/02/2026"}]
    together = table(*rows)
    unread = {key: together.unread(key) for key in REQUESTS.course.deciding}
    found = CLOCK.deadlines(together.frame, date(2026, 11, 17), unread)
    assert found["status"].tolist() == [status(row, "2026-11-17") for row in rows]


def test_the_requests_are_not_changed() -> None:
    """Reckoning leaves the frame it was given as it is."""
    frame = table(NEW, EXTENDED).frame
    before = frame.copy(deep=True)
    CLOCK.deadlines(frame, date(2026, 11, 17))
    pd.testing.assert_frame_equal(frame, before)


def test_without_any_decree_nothing_is_judged() -> None:
    """No calendar, no deadline; a withdrawn request is withdrawn all the same."""
    clock = Clock(calendar_of(decreed_holidays()[:3]))
    assert status(NEW, "2026-11-17", clock) == UNKNOWN
    assert status({**NEW, "decision": "Dicabut Pemohon"}, "2026-11-17", clock) == WITHDRAWN_STATUS
