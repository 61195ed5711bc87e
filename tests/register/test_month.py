"""A month as one value."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.common.month import Month, month_labelled, month_of

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def test_a_month_has_days_names_and_a_label() -> None:
    """Those of a leap year's February."""
    month = Month(2028, 2)
    assert (month.first, month.last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (month.name, month.short_name, month.label) == ("Februari 2028", "Feb 2028", "2028-02")


@given(DAYS, st.integers(-600, 600))
def test_months_follow_each_other(day: date, back: int) -> None:
    """Going back and forth ends where it began; after a month's last day begins the next."""
    month = month_of(day)
    assert month.first <= day <= month.last
    assert month.before(back).before(-back) == month == month_labelled(month.label)
    assert month_of(month.last + timedelta(days=1)) == month.before(-1) > month


def test_no_month_lies_before_the_first_year() -> None:
    """However long an archive is to be kept."""
    assert Month(2026, 11).before(99_999).year == 1


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "0000-01", "2026-10-01", "", "٢٠٢٦-10"]
)
def test_other_texts_are_no_months(text: str) -> None:
    """A label is four digits of the year and two of the month."""
    with pytest.raises(ValueError, match="no month"):
        month_labelled(text)
