"""Minutes that an agenda carries: of which earlier meeting an item or paper says that it has them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.minutes import carried

APRIL = (date(2026, 4, 22),)


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Minutes of the meeting held on 22 April 2026", APRIL),
        ("Minutes of the Meeting held on Wednesday, 22nd April, 2026", APRIL),
        ("To confirm the minutes of the meeting held on 22/04/2026", APRIL),
        ("Draft minutes 22.4.26", APRIL),
        ("Printed minutes 22nd-Apr-2026 10.30", APRIL),
        ("Minutes of the meetings held on 22 April 2026 and 5 May 2026", (*APRIL, date(2026, 5, 5))),
        ("Minutes of the previous meeting", ()),
        ("To approve the minutes of the last meeting", ()),
        ("Minutes", ()),
        ("Confirmation of minutes", ()),
        ("Improvement plan", None),
        ("Minutes of the Schools Forum", None),
        ("A two-minute silence", None),
        ("Minutes of the meeting held on 31 April 2026", None),
    ],
)
def test_whose_minutes_an_agenda_carries(title: str, days: tuple[date, ...] | None) -> None:
    """By the day that is named; without one the meeting before is meant where the words say so."""
    assert carried(title) == days


@given(st.text())
def test_no_title_crashes(title: str) -> None:
    """Whatever a council calls its papers."""
    found = carried(title)

    assert found is None or all(isinstance(day, date) for day in found)
