"""Working days and notice, held against real deadlines, published bank holidays and plain counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workingdays import (
    add_working_days,
    bank_holidays,
    clear_working_days,
    is_working,
    latest_publication,
)

_DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))

# As published for England and Wales: fixed, moved, substituted and one-off holidays.
_PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", _PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    """Easter, substitute days, the moved days of 2020 and 2022, the funeral and the coronation."""
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == _PUBLISHED[year].split()


def test_two_real_deadlines_come_out() -> None:
    """An action plan 70 working days after a report of May 2023; a draft 20 working days after a letter of August 2018."""
    assert add_working_days(date(2023, 5, 9), 70) == date(2023, 8, 16)
    assert add_working_days(date(2018, 8, 10), 20) == date(2018, 9, 10)


@pytest.mark.parametrize(
    ("published", "meeting", "clear"),
    [
        (date(2027, 6, 3), date(2027, 6, 14), 6),
        (date(2027, 6, 11), date(2027, 6, 14), 0),
        (date(2027, 6, 15), date(2027, 6, 21), 3),
    ],
)
def test_clear_working_days_leave_out_both_ends(published: date, meeting: date, clear: int) -> None:
    """The agenda gave six, the appendix of Friday none, the special meeting three."""
    assert clear_working_days(published, meeting) == clear


@given(published=_DAYS, length=st.integers(min_value=-5, max_value=60))
def test_clear_working_days_are_those_one_counts_on_a_calendar(published: date, length: int) -> None:
    """Day by day between the two."""
    meeting = published + timedelta(days=length)
    between = [published + timedelta(days=n) for n in range(1, max(length, 1))]

    assert clear_working_days(published, meeting) == sum(map(is_working, between))


@given(meeting=_DAYS)
def test_the_latest_publication_is_lawful_and_a_day_later_is_not(meeting: date) -> None:
    """Five clear working days, and no day to spare."""
    latest = latest_publication(meeting)

    assert is_working(latest)
    assert clear_working_days(latest, meeting) >= 5
    assert clear_working_days(add_working_days(latest, 1), meeting) < 5


@given(day=_DAYS, count=st.integers(min_value=1, max_value=80))
def test_going_forth_and_back_ends_on_a_working_day_where_it_began(day: date, count: int) -> None:
    """Adding and taking away the same number of working days."""
    start = add_working_days(day, 1)

    assert add_working_days(add_working_days(start, count), -count) == start
