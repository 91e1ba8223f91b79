"""When to look again: never in the past, never too late for what a council may still publish."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.instants import london_date
from domain.looking import after_failure, at_meeting, at_paper
from domain.workingdays import latest_publication

_BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_NOW = st.integers(min_value=0, max_value=3 * 365 * 24 * 60).map(
    lambda minutes: _BEGIN + timedelta(minutes=minutes)
)
_MEETINGS = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))


@given(now=_NOW, meeting=_MEETINGS)
def test_the_next_look_lies_ahead(now: datetime, meeting: date) -> None:
    """What is due again is never due already."""
    for moment in (
        at_meeting(meeting, now=now, cancelled=False, minutes_since=None),
        at_paper(meeting, now=now),
        after_failure(now, tries=3),
    ):
        assert moment is None or moment > now


@given(now=_NOW, meeting=_MEETINGS)
def test_a_meeting_is_looked_at_by_the_day_its_agenda_is_due_and_each_day_after(
    now: datetime, meeting: date
) -> None:
    """No agenda published in time can lie unseen for more than a day."""
    again = at_meeting(meeting, now=now, cancelled=False, minutes_since=None)

    if meeting >= london_date(now):
        assert again is not None
        assert london_date(again) <= max(latest_publication(meeting), london_date(now) + timedelta(days=1))


def test_minutes_are_looked_for_for_four_hundred_days() -> None:
    """And then no more."""
    held = date(2026, 1, 5)
    late = datetime(2027, 1, 20, tzinfo=UTC)

    assert at_meeting(held, now=late, cancelled=False, minutes_since=None) is not None
    assert at_meeting(held, now=late + timedelta(days=60), cancelled=False, minutes_since=None) is None


def test_amendments_are_looked_for_after_one_seven_and_thirty_five_days() -> None:
    """Then the minutes have settled."""
    seen = datetime(2026, 6, 1, 6, tzinfo=UTC)
    now, days = seen, []
    while (again := at_meeting(date(2026, 5, 20), now=now, cancelled=False, minutes_since=seen)) is not None:
        now = again
        days.append((london_date(again) - london_date(seen)).days)

    assert days == [1, 7, 35]
