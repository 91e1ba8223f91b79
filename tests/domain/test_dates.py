"""Partial dates: no more exact than they were stated, and refused when they name nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import NotADate, PartialDate, parse


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-05-19", date(2016, 5, 19), date(2016, 5, 19)),
        ("2018-12-11T23:58+00:00", date(2018, 12, 11), date(2018, 12, 11)),
        ("2016-12/2018-12", date(2016, 12, 1), date(2018, 12, 31)),
        ("2026-11/..", date(2026, 11, 1), None),
        ("../2017-05-31", None, date(2017, 5, 31)),
        ("2028-06~", date(2028, 6, 1), date(2028, 6, 30)),
    ],
)
def test_a_date_means_the_days_that_it_can_mean(edtf: str, first: date | None, last: date | None) -> None:
    """Month and year stay month and year, with their first and last day beside."""
    found = parse(edtf)

    assert (found.first, found.last, str(found)) == (first, last, edtf)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "May 2016",
        "2016-13",
        "2016-02-30",
        "2018/2016",
        "../..",
        "P4D",
        "R/P1Y",
        "2016-5",
        "19/05/2016",
        "2016-05-19T25:00",
    ],
)
def test_what_is_no_date_is_refused(words: str) -> None:
    """Durations, recurrences, British order and days that do not exist are no partial dates."""
    with pytest.raises(NotADate):
        parse(words)


@given(st.dates())
def test_a_day_means_that_day_alone(day: date) -> None:
    """The date of a day means that day alone."""
    assert parse(day.isoformat()) == PartialDate(edtf=day.isoformat(), first=day, last=day)


@given(st.text(max_size=40))
def test_no_words_do_anything_but_read_or_be_refused(words: str) -> None:
    """Free text ends in a date or in our own error."""
    try:
        found = parse(words)
    except NotADate:
        return

    assert found.first or found.last
