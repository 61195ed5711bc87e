"""The numbers of a month."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.month import Month
from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.reports import figures as module
from ppid_sheets.reports.figures import Figures, figures
from ppid_sheets.reports.period import period_of
from tests.budget import draws
from tests.build import CALENDAR, LISTS
from tests.reports.build import CLOCK, OCTOBER, busy, register, request, small

FIRST = date(2026, 10, 1)


def october(*rows: Mapping[str, Any], as_of: date = OCTOBER) -> Figures:
    return figures(register(*rows), CLOCK, period_of(Month(2026, 10), as_of))


# A recount that knows nothing of frames: one request after the other, one day after the other.


def working_day(start: date, count: int) -> date:
    """The `count`-th working day after a day."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in CALENDAR.by_day
    return day


def finish(row: Mapping[str, Any], as_of: date) -> date | None:
    """The day a received request was finished as known at the end of `as_of`."""
    answers = [day for day in (row["notified_on"], row["given_on"]) if day]
    if row["decision"] in (None, "") or (answers and min(answers) > as_of):
        return None
    if answers:
        return max(min(answers), row["received_on"])
    return row["received_on"] if row["decision"] == "Dicabut Pemohon" else None


def status(row: Mapping[str, Any], as_of: date) -> str:
    """Roughly the status: late, on time, withdrawn, or open and not late."""
    done = finish(row, as_of)
    complete = row["complete_on"] if row["complete_on"] and row["complete_on"] <= as_of else None
    told = row["incomplete_on"] and row["incomplete_on"] <= as_of
    if done and row["decision"] == "Dicabut Pemohon":
        return "withdrawn"
    if told and not complete and not decided(row, as_of):
        return "open"
    due = working_day(max(row["received_on"], complete or date.min), 10)
    if done:
        answer = min(day for day in (row["notified_on"], row["given_on"]) if day)
        return "late" if answer > due else "on time"
    return "overdue" if due < as_of and row["decision"] != "entah" else "open"


def decided(row: Mapping[str, Any], as_of: date) -> bool:
    answers = [day for day in (row["notified_on"], row["given_on"]) if day]
    return bool(row["decision"]) and not (answers and min(answers) > as_of)


DAYS = st.dates(date(2025, 8, 1), date(2026, 11, 20))
SOON = st.none() | DAYS


def _undated(row: dict[str, Any]) -> dict[str, Any]:
    """An unreadable decision has no date here: the recount does not say when it became known."""
    return {**row, "notified_on": None, "given_on": None} if row["decision"] == "entah" else row


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reg_number": st.text("0123/PX", max_size=6),
            "received_on": DAYS | st.sampled_from([None, "entah", "31/02/2026", date(1926, 1, 1)]),
            "incomplete_on": SOON,
            "complete_on": SOON,
            "notified_on": SOON,
            "given_on": SOON,
            "decision": st.sampled_from([None, *REQUESTS.by_key["decision"].choices, "entah"]),
            "channel": st.sampled_from([None, *REQUESTS.by_key["channel"].choices, "merpati"]),
            "officer": st.sampled_from([None, *LISTS["Petugas"]]),
        }
    ).map(_undated),
    max_size=25,
)
AS_OF = st.dates(FIRST, OCTOBER)


@settings(max_examples=draws(25), deadline=None)
@given(ROWS, AS_OF)
def test_figures_equal_a_plain_recount(rows: list[dict[str, Any]], as_of: date) -> None:
    """Every number is what counting by hand gives."""
    numbers = october(*rows, as_of=as_of)
    known = [
        row
        for row in rows
        if isinstance(row["received_on"], date) and date(1950, 1, 1) <= row["received_on"] <= as_of
    ]
    for flow, first, last in (
        (numbers.current, FIRST, as_of),
        (numbers.previous, date(2026, 9, 1), date(2026, 9, 30)),
    ):
        there = [row for row in known if row["received_on"] <= last]
        done = [row for row in there if (day := finish(row, last)) and first <= day]
        said = Counter(status(row, last) for row in done)
        assert flow.received == sum(row["received_on"] >= first for row in there)
        assert flow.finished == len(done)
        assert flow.remaining == sum(finish(row, last) is None for row in there)
        waiting = [row for row in there if row["received_on"] < first]
        assert flow.opening == sum((finish(row, last) or last) >= first for row in waiting)
        assert flow.withdrawn == said["withdrawn"]
        assert flow.on_time == said["on time"]
        assert flow.judged == said["on time"] + said["late"]
        assert flow.overdue == sum(status(row, last) == "overdue" for row in there)
    assert len(numbers.left_out) + len(register(*rows).prepared) == sum(
        not (isinstance(row["received_on"], date) and row["received_on"].year >= 1950)
        for row in rows
        if any(row.values())
    )


@settings(max_examples=draws(25), deadline=None)
@given(ROWS, AS_OF)
def test_identities_hold_for_any_register(rows: list[dict[str, Any]], as_of: date) -> None:
    """Opening + received - finished = remaining, and every table ties with its total."""
    numbers = october(*rows, as_of=as_of)
    for flow in (numbers.current, numbers.previous):
        assert flow.opening + flow.received - flow.finished == flow.remaining
    assert numbers.previous.remaining == numbers.current.opening
    now = numbers.current
    assert {pivot.total for pivot in numbers.pivots} == {now.received} == {sum(numbers.decided)}
    assert sum(numbers.open_statuses) == now.remaining == len(numbers.open_requests)
    counts = now.received, now.finished, now.remaining
    assert numbers.trend[-1] == module.TrendMonth(Month(2026, 10), *counts)
    assert numbers.trend[-2].remaining == now.opening
    assert numbers.registered == now.received
    assert int(numbers.data["in_month"].sum()) == now.opening + now.received


def test_the_month_is_as_it_was_when_it_closed() -> None:
    """Rows and dates that came later change nothing."""
    rows = busy(60, 20)
    later = [
        {
            **row,
            "decision": row["decision"] or "Ditolak",
            "notified_on": row["notified_on"] or date(2026, 11, 5),
        }
        for row in rows
    ]
    later.append(request(date(2026, 11, 1)))
    now, then = october(*later), october(*rows)
    assert (now.current, now.trend, now.fingerprint) == (then.current, then.trend, then.fingerprint)


def test_last_month_is_what_its_own_report_said() -> None:
    """The figures beside a month equal those of the report of the month before."""
    rows = busy(120, 30)
    september = figures(register(*rows), CLOCK, period_of(Month(2026, 9), date(2026, 9, 30)))
    assert october(*rows).previous == september.current


def test_a_withdrawal_without_date_is_finished_on_the_day_of_receipt() -> None:
    """It counts as received and finished in the same month."""
    numbers = october(request(date(2026, 10, 6), decision="Dicabut Pemohon")).current
    assert (numbers.received, numbers.finished, numbers.remaining, numbers.judged) == (1, 1, 0, 0)


def test_a_decision_without_date_is_still_open() -> None:
    """Nobody can say when it was finished."""
    numbers = october(request(date(2026, 10, 6), decision="Ditolak"))
    assert numbers.current.remaining == 1
    assert numbers.data["decision"].tolist() == ["Masih diproses"]


def test_an_answer_before_receipt_counts_on_the_day_of_receipt() -> None:
    """A slip in a date does not break opening + received - finished = remaining."""
    numbers = october(request(date(2026, 10, 6), date(2026, 9, 6))).current
    assert (numbers.received, numbers.finished, numbers.remaining) == (1, 1, 0)


def test_a_refusal_ground_is_unknown_until_the_decision_is() -> None:
    """What was decided in November is not in October's report."""
    row = request(date(2026, 10, 28), date(2026, 11, 4), "Ditolak", refusal_ground="Tidak dikuasai")
    assert october(row).data["refusal_ground"].tolist() == ["Tanpa penolakan"]


def test_zero_months_are_in_the_trend() -> None:
    """Thirteen months stand there whether or not anybody asked."""
    assert [m.received for m in october(request(date(2026, 8, 3))).trend] == [0] * 10 + [1, 0, 0]


def test_the_most_urgent_stands_first() -> None:
    """Overdue before soon due before in progress; the earliest due date first."""
    days = (date(2026, 10, 27), date(2026, 10, 1), date(2026, 9, 1), date(2026, 10, 19))
    opened = october(*(request(day) for day in days)).open_requests
    assert opened.index.tolist() == [4, 3, 5, 2]
    assert opened["status"].tolist()[:2] == [OVERDUE, OVERDUE]


def test_own_choices_of_an_office_are_counted_too() -> None:
    """A channel that the office added to Pilihan has its row; an unlisted one says so."""
    lists = {**LISTS, "Kanal": ["Radio", "masih diproses"]}
    rows = [request(date(2026, 10, 5), channel=c) for c in ("Radio", "merpati", "Masih Diproses")]
    period = period_of(Month(2026, 10), OCTOBER)
    pivot = figures(register(*rows, lists=lists), CLOCK, period).pivots[0]
    assert pivot.rows == ("(tidak terbaca)", "Radio", "masih diproses (Pilihan)")
    assert pivot.total == 3


def test_a_period_ends_with_its_month() -> None:
    """A later as-of date is the last day; an earlier one is an error."""
    assert period_of(Month(2026, 12), date(2027, 5, 1)).as_of == date(2026, 12, 31)
    with pytest.raises(ValueError, match="2026-12"):
        period_of(Month(2026, 12), date(2026, 11, 30))


def test_the_fingerprint_follows_the_rows() -> None:
    """The same rows give the same fingerprint, a changed one another."""
    rows = small()
    changed = [*rows[:4], {**rows[4], "officer": "Petugas Satu"}, *rows[5:]]
    assert october(*rows).fingerprint == october(*rows).fingerprint
    assert october(*rows).fingerprint != october(*changed).fingerprint


def test_the_fingerprint_is_that_of_former_issues() -> None:
    """It is taken of the rows as pandas writes them, which issues of every version were."""
    data = october(*busy(history=30, month=9)).data
    text = data.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    assert module.fingerprint(data, "x") == sha256(f"x{text}".encode()).hexdigest()[:12]
