"""The register as it was known at the end of a day."""

from datetime import date
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.register.as_of import without_later_dates
from ppid_sheets.register.requests import REQUESTS
from tests.budget import draws
from tests.build import CALENDAR, GOOD, OPEN, table

DAY = date(2026, 11, 12)
CLOCK = Clock(CALENDAR)


def known(**cells: Any) -> pd.Series:
    """The one request of a register as known on DAY."""
    return without_later_dates(table({**GOOD, **cells}), DAY).frame.iloc[0]


def test_requests_received_later_are_not_there() -> None:
    """Those without a date of receipt stay, since nobody knows when they came."""
    days = (date(2026, 11, 12), date(2026, 11, 13), "entah", None)
    found = without_later_dates(table(*({**OPEN, "received_on": day} for day in days)), DAY)
    assert found.frame.index.tolist() == [2, 4, 5]


def test_a_later_answer_and_its_decision_are_not_known() -> None:
    """Decision, ground, hour and cost were written with the answer."""
    row = known(refusal_ground="Tidak dikuasai", finished_at="10:00", cost=5000)
    assert (row["decision"], row["refusal_ground"], row["payment"]) == ("", "", "")
    assert row[["notified_on", "given_on", "finished_at", "cost"]].isna().all()


def test_a_decision_told_before_stays_though_the_giving_comes_later() -> None:
    """The notice counts; the date of giving is not there yet."""
    row = known(notified_on=date(2026, 11, 11))
    assert row["decision"] == "Dikabulkan Seluruhnya"
    assert row["notified_on"] == pd.Timestamp(2026, 11, 11) and pd.isna(row["given_on"])


def test_a_decision_without_date_stays() -> None:
    """Nobody can say that it was not there."""
    assert known(notified_on=None, given_on=None)["decision"] == "Dikabulkan Seluruhnya"


def test_what_goes_with_a_later_date_goes_too() -> None:
    """The number of a disposition, the reason of an extension."""
    later = date(2026, 11, 20)
    row = known(disposition_on=later, extended_on=later, extension_reason="Menunggu data")
    assert (row["disposition_no"], row["extension_reason"]) == ("", "")


def test_remarks_on_cells_that_are_not_there_are_gone() -> None:
    """A year written with two digits in a later date is no fault yet."""
    found = without_later_dates(
        table({**GOOD, "notified_on": "13-11-26", "disposition_on": "10-11-26"}), DAY
    )
    assert dict(found.notes) == {"disposition_on": {2: "two_digit_year"}}


DATES = st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 20))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reg_number": st.just("x"),
            "extension_reason": st.sampled_from([None, "ada"]),
            "decision": st.sampled_from([None, *REQUESTS.by_key["decision"].choices, "entah"]),
            **dict.fromkeys(
                (
                    "received_on",
                    "incomplete_on",
                    "complete_on",
                    "extended_on",
                    "notified_on",
                    "given_on",
                ),
                DATES,
            ),
        }
    ),
    max_size=12,
)


@settings(max_examples=draws(40), deadline=None)
@given(ROWS, st.dates(date(2026, 10, 1), date(2026, 12, 20)))
def test_the_clock_says_the_same_of_what_was_known(rows: list[dict[str, Any]], day: date) -> None:
    """It looks away from later facts itself; so nothing may be lost that it looks at."""
    whole = table(*rows)
    seen = without_later_dates(whole, day)
    now, then = (
        CLOCK.deadlines(one.frame, day, {k: one.unread(k) for k in ("received_on", "decision")})
        for one in (whole, seen)
    )
    pd.testing.assert_frame_equal(now.loc[then.index], then, check_dtype=False)
    assert without_later_dates(seen, day) is seen
