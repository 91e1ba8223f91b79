"""When to look again: at a meeting until its minutes have settled, at its papers while they may still be replaced.

Nothing here depends on what a source announces; a feed that is capped, blocked or switched off hides nothing.
"""

from datetime import UTC, date, datetime, time, timedelta

from domain.instants import LONDON, london_date, utc
from domain.workingdays import latest_publication

# Days after the meeting on which minutes are looked for while there are none: soon, then weekly, then monthly.
_AWAITING = (1, 2, 4, 8, 16, *range(23, 121, 7), *range(150, 401, 30))
# Days after minutes were first seen on which amendments are looked for.
_SETTLING = (1, 7, 35)
# Papers are fetched once more the day before the meeting and the day after: a file may be replaced without a word.
_PAPERS = (-1, 1)
_EARLIEST = time(5, 0)


def at_meeting(
    meeting: date, *, now: datetime, cancelled: bool, minutes_since: datetime | None
) -> datetime | None:
    """The next moment to look at a meeting, `None` when there is nothing more to wait for.

    Before the meeting: from the day before its agenda is due at the latest, then daily. After it: until minutes appear
    (400 days), then one, seven and thirty-five days later for amendments.
    """
    today = london_date(now)
    if minutes_since is not None:
        first = london_date(minutes_since)
        return _first_after(now, [first + timedelta(days=days) for days in _SETTLING])
    if meeting >= today:
        due = latest_publication(meeting) - timedelta(days=1)
        return _morning(max(due, today + timedelta(days=1)))
    if cancelled:
        return None
    return _first_after(now, [meeting + timedelta(days=days) for days in _AWAITING])


def at_paper(meeting: date, *, now: datetime) -> datetime | None:
    """The next moment to fetch a paper of a meeting again although its listing has not changed."""
    return _first_after(now, [meeting + timedelta(days=days) for days in _PAPERS])


def after_failure(now: datetime, *, tries: int) -> datetime:
    """The next moment to try what failed `tries` times: after a quarter of an hour, then four times as long each time, a week at most."""
    wait = timedelta(minutes=15 * int(4 ** min(tries - 1, 6)))
    return utc(now) + min(wait, timedelta(days=7))


def tomorrow(now: datetime) -> datetime:
    """Early on the next morning in England."""
    return _morning(london_date(now) + timedelta(days=1))


def _first_after(now: datetime, days: list[date]) -> datetime | None:
    moments = (_morning(day) for day in days)
    return next((moment for moment in moments if moment > utc(now)), None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, _EARLIEST, tzinfo=LONDON).astimezone(UTC)
