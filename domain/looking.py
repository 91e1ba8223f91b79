"""When to look again: at a meeting until its minutes have settled, at its papers while they may still be replaced,
and how often a source is asked each of its standing questions.

Nothing here depends on what a source announces; a feed that is capped, blocked or switched off hides nothing.
"""

import re
from calendar import monthrange
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
# The question to one month of a calendar: "calendar:2027-02"
_MONTH = re.compile(r"calendar:(?P<year>\d{4})-(?P<month>\d{2})", re.ASCII)
# Dates of a council's year are set half a year ahead, minutes can come a year late.
_MONTHS_AHEAD, _MONTHS_BACK, _PAST = 6, 13, timedelta(days=400)
_WEEK, _MONTHLY = timedelta(days=7), timedelta(days=30)


def months(today: date) -> tuple[str, ...]:
    """The questions to a calendar that comes month by month (`calendar:2027-02`): from thirteen months ago to half a year ahead."""
    here = today.year * 12 + today.month - 1
    return tuple(
        f"calendar:{number // 12:04d}-{number % 12 + 1:02d}"
        for number in range(here - _MONTHS_BACK, here + _MONTHS_AHEAD + 1)
    )


def month_of(key: str) -> tuple[date, date] | None:
    """The first and last day of the month that a question is about, `None` where it is about no month."""
    found = _MONTH.fullmatch(key)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return None
    year, month = int(found["year"]), int(found["month"])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def at_first(key: str, *, now: datetime) -> datetime:
    """When to ask a source a standing question for the first time: at once, but past months one a day, the newest first."""
    month = month_of(key)
    ago = _months_to(month[0], london_date(now)) if month else 0
    return utc(now) + timedelta(days=max(ago - 1, 0))


def at_question(key: str, *, now: datetime) -> datetime | None:
    """The next moment to ask a source a standing question again after a good answer, `None` when it need not be asked again.

    Daily: what is new, the calendar, decisions. Weekly: committees, plans, the sweep of the decision register. Monthly:
    members. Of a calendar by months: this month and the next daily, those ahead weekly, past ones monthly for 400 days.
    """
    if month := month_of(key):
        return _at_month(*month, now=now)
    what, _, which = key.partition(":")
    if what in ("committees", "plans", "plan") or (what, which) == ("decisions", "sweep"):
        return _morning(london_date(now) + _WEEK)
    if what == "members":
        return _morning(london_date(now) + _MONTHLY)
    return tomorrow(now)


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


def _at_month(first: date, last: date, *, now: datetime) -> datetime | None:
    today = london_date(now)
    if last + _PAST < today:
        return None
    ago = _months_to(first, today)
    if ago > 0:
        return _morning(today + _MONTHLY)
    return tomorrow(now) if ago >= -1 else _morning(today + _WEEK)


def _months_to(first: date, today: date) -> int:
    """How many months ago a month was; below zero: ahead."""
    return (today.year - first.year) * 12 + today.month - first.month


def _first_after(now: datetime, days: list[date]) -> datetime | None:
    moments = (_morning(day) for day in days)
    return next((moment for moment in moments if moment > utc(now)), None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, _EARLIEST, tzinfo=LONDON).astimezone(UTC)
