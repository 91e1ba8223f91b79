"""When to look again: at a meeting until its minutes have settled, at its papers while they may still be replaced, at a
news story while it may be edited, and how often a source is asked each of its standing questions.

Nothing here depends on what a source announces; a feed that is capped, blocked or switched off hides nothing. Looks are
put where something can have changed since the one before: offices publish on working days, so that the evening of one
sees what the morning after it would. Whoever crawls once a day sees the evening's look on the next morning.
What it costs and what it sees: `benchmarks/crawl_cost.py`.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from domain.instants import LONDON, london_date, utc
from domain.workingdays import add_working_days, is_working, latest_publication

# Days after the meeting on which minutes are looked for while there are none; after that monthly.
_AWAITING = (2, 9, 16, 30, 58, 86, 114, *range(144, 401, 30))
# Days after minutes were first seen on which amendments are looked for, and days after the meeting that approves them.
_SETTLING, _APPROVED = (7, 35), (3, 10)
# A meeting that is called this shortly before may have its agenda already.
_NEAR = timedelta(days=14)
# From so many working days before a meeting on its papers are looked at each evening.
_LAST_DAYS = 3
# Papers are fetched once more two days and one day before the meeting and the day after: a file may be replaced without
# a word, and who reads it before the meeting has a day left to ask.
_PAPERS = (-2, -1, 1)
# Days after a decision was first seen on which a call-in or a change is looked for.
_DECIDED = (7, 35)
# Days after a report came out on which its file is fetched once more: it may be put right without a word.
_REPORTED = (7, 35)
# Days after a page of GOV.UK changed on which it is looked at once more: small changes are not announced.
_CHANGED = (7, 35)
# Days after an issue was due on which its decision is looked for.
_DUE = (8, 36)
_MORNING, _MIDDAY, _EVENING = time(5, 0), time(12, 0), time(17, 0)
# The question to one month of a calendar: "calendar:2027-02"
_MONTH = re.compile(r"calendar:(?P<year>\d{4})-(?P<month>\d{2})", re.ASCII)
# Dates of a council's year are set half a year ahead, minutes can come a year late.
_MONTHS_AHEAD, _MONTHS_BACK, _PAST = 6, 13, timedelta(days=400)
# Questions of which a failure speaks for the source.
_EACH_DAY = ("search:", "publications:", "content:/government/collections/", "feed:", "sitemap:")
_WEEK, _MONTHLY = timedelta(days=7), timedelta(days=30)
# How often a list of a news title is asked: at first, at the most and at the least. A news sitemap holds two days of
# stories, a feed of a busy title less than one.
_LIST_FIRST, _LIST_OFTEN, _LIST_SELDOM = timedelta(hours=1), timedelta(minutes=30), timedelta(hours=24)
# A list of which so much is new may have had more between two looks than it holds; one with so much is asked sooner.
_TURNED_OVER, _LIVELY_SHARE = 0.5, 0.2
# Days after publication on which a news story is looked at again: most edits and corrections come by then.
_EDITED = (1, 3, 14)


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

    Daily: lists of providers. On each morning after a working day: what is new (and at midday of working days), the calendar, decisions.
    Weekly: committees, plans, data sets, releases of tables, the sweep of the decision register. Monthly: members. Of a calendar by months: this month
    and the next daily, those ahead weekly, past ones monthly for 400 days.
    """
    if month := month_of(key):
        return _at_month(*month, now=now)
    what, _, which = key.partition(":")
    if what == "providers":
        return tomorrow(now)
    if what == "events":
        return _first_after(now, _new_moments(london_date(now)))
    if what in ("committees", "plans", "datasets", "collection", "release") or (what, which) == (
        "decisions",
        "sweep",
    ):
        return _morning(london_date(now) + _WEEK)
    if what == "members":
        return _morning(london_date(now) + _MONTHLY)
    return _after_work(london_date(now))


def is_long_past(key: str, *, now: datetime) -> bool:
    """Whether a question is about a month so long past that nothing new is looked for in it."""
    month = month_of(key)
    return month is not None and month[1] + _PAST < london_date(now)


def at_meeting(
    meeting: date,
    *,
    now: datetime,
    agenda: bool,
    awaited: bool,
    cancelled: bool,
    minutes_since: datetime | None,
    next_meeting: date | None,
) -> datetime | None:
    """The next moment to look at a meeting, `None` when there is nothing more to wait for.

    Before it: from the day that its `agenda` is due at the latest each working day's evening until there is one, and on
    the last three working days; every day where something is `awaited`, and there at midday too on the last three.
    After it: until minutes appear (400 days), then for amendments, soon after the `next_meeting` above all, which
    approves them. What was held longer ago than that when its minutes were first seen is not looked at again.
    """
    if minutes_since is not None:
        first = london_date(minutes_since)
        if first > meeting + _PAST:
            return None
        settling = [first + timedelta(days=days) for days in _SETTLING]
        approved = [next_meeting + timedelta(days=days) for days in _APPROVED] if next_meeting else []
        # What falls into holidays is done when offices open again, and seen on the morning after.
        return _first_after(now, (_after_work(day - timedelta(days=1)) for day in (*settling, *approved)))
    after = () if cancelled else (_morning(meeting + timedelta(days=days)) for days in _AWAITING)
    if meeting <= london_date(now):
        return _first_after(now, after)
    before = _before(meeting, now, agenda=agenda, awaited=awaited, cancelled=cancelled)
    return _first_after(now, (*before, *after))


def _before(
    meeting: date, now: datetime, *, agenda: bool, awaited: bool, cancelled: bool
) -> Iterator[datetime]:
    """The moments to look at a meeting that is still to come."""
    last = [add_working_days(meeting, -number) for number in range(1, _LAST_DAYS + 1)]
    if cancelled:
        yield _evening(last[0])  # should it be held after all, the calendar says so before
        return
    outstanding = awaited or not agenda
    begin = london_date(now) if awaited else latest_publication(meeting)
    days = (begin + timedelta(days=number) for number in range((meeting - begin).days))
    for day in sorted({*last, *(day for day in days if outstanding and is_working(day))}):
        if outstanding and day in last:
            yield _at(day, _MIDDAY)
        yield _evening(day)


def at_new(meeting: date, *, now: datetime) -> datetime:
    """When to look first at a meeting that is new in a calendar: when its agenda is due; a near one, or one that was held, at once."""
    is_near = meeting <= london_date(now) + _NEAR
    return utc(now) if is_near else max(_evening(latest_publication(meeting)), utc(now))


def at_approval(meeting: date, *, now: datetime) -> datetime:
    """When to look at the minutes that a meeting approves: soon after it."""
    return max(_morning(meeting + timedelta(days=_APPROVED[0])), utc(now))


def at_paper(meeting: date, *, now: datetime) -> datetime | None:
    """The next moment to fetch a paper of a meeting again although its listing has not changed."""
    return _first_after(now, (_morning(meeting + timedelta(days=days)) for days in _PAPERS))


def at_decision(first_seen: datetime, *, now: datetime) -> datetime | None:
    """The next moment to look at a registered decision again, which may be called in."""
    seen = london_date(first_seen)
    return _first_after(now, (_morning(seen + timedelta(days=days)) for days in _DECIDED))


def at_provider(*, now: datetime) -> datetime:
    """The next moment to look at a provider's page although the list says nothing new of it: on the next Sunday.

    Nothing is published then, and the host is least busy.
    """
    today = london_date(now)
    return _morning(today + timedelta(days=7 - today.isoweekday() % 7))


def at_publication(changed: datetime, *, now: datetime) -> datetime | None:
    """The next moment to look at a page of GOV.UK again that no search or feed names; `None` once it has settled."""
    day = london_date(changed)
    return _first_after(now, (_morning(day + timedelta(days=days)) for days in _CHANGED))


def at_report(published: date, *, now: datetime) -> datetime | None:
    """The next moment to fetch a report again that is still listed, `None` once it has settled."""
    return _first_after(now, (_morning(published + timedelta(days=days)) for days in _REPORTED))


def list_interval(every: timedelta | None, *, listed: int, new: int) -> timedelta:
    """How often to ask a news feed or sitemap from now on, by how much of it was `new` after `every` (`None`: the first look).

    Half an hour where half of it was new, for stories may have come and gone unseen; half the time where a fifth was;
    half as long again where nothing was (or nothing changed at all: `listed` and `new` are 0). From half an hour to a day.
    """
    if every is None:
        return _LIST_FIRST
    share = new / listed if listed else 0.0
    if share >= _TURNED_OVER:
        return _LIST_OFTEN
    if share >= _LIVELY_SHARE:
        return max(every / 2, _LIST_OFTEN)
    return every if new else min(every * 3 / 2, _LIST_SELDOM)


def at_list(every: timedelta, *, now: datetime) -> datetime:
    """The next moment to ask a news feed or sitemap that is asked this often.

    A tenth sooner: cron comes at fixed times, and an answer that came some minutes late must not cost the next round.
    """
    return utc(now) + every * 9 / 10


def at_article(published: datetime, *, now: datetime) -> datetime | None:
    """The next moment to look at a news story again, `None` once it has settled; sooner where a list says that it changed."""
    return _first_after(now, (utc(published) + timedelta(days=days) for days in _EDITED))


def at_plan(first_seen: datetime, *, now: datetime) -> datetime:
    """The next moment to look at a plan again: weekly while it is new, then monthly; What's New names it when it changes."""
    is_new = london_date(now) < london_date(first_seen) + _MONTHLY
    return _morning(london_date(now) + (_WEEK if is_new else _MONTHLY))


def at_issue(due: date | None, *, now: datetime) -> datetime | None:
    """The next moment to look at an issue again: soon after the last day on which it may be decided.

    One without such a day is looked at again when a plan, an agenda or a What's New page names it.
    """
    return _first_after(now, (_morning(due + timedelta(days=days)) for days in _DUE)) if due else None


def after_failure(now: datetime, *, tries: int, key: str = "") -> datetime:
    """The next moment to try what failed `tries` times: after a quarter of an hour, then four times as long each time.

    At the most it waits for a week; a search, a feed, a collection or a series that is asked for each day is tried each day,
    so that what is wrong with it is seen for as long as it is, and what came meanwhile is had before it is gone again.
    """
    wait = timedelta(minutes=15 * int(4 ** min(tries - 1, 6)))
    again = utc(now) + min(wait, timedelta(days=7))
    return min(again, max(tomorrow(now), utc(now))) if key.startswith(_EACH_DAY) else again


def end_of(day: date) -> datetime:
    """The moment at which a day ends in England."""
    return _at(day + timedelta(days=1), time(0))


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
    return _after_work(today) if ago >= -1 else _morning(today + _WEEK)


def _months_to(first: date, today: date) -> int:
    """How many months ago a month was; below zero: ahead."""
    return (today.year - first.year) * 12 + today.month - first.month


def _new_moments(today: date) -> Iterator[datetime]:
    """When to ask what is new, from today on."""
    if is_working(today):
        yield _at(today, _MIDDAY)
    yield _after_work(today)


def _after_work(today: date) -> datetime:
    """The next morning before which offices were open: on Sundays and Mondays nothing is new."""
    day = today + timedelta(days=1)
    while not is_working(day - timedelta(days=1)):
        day += timedelta(days=1)
    return _morning(day)


def _first_after(now: datetime, moments: Iterable[datetime]) -> datetime | None:
    return min((moment for moment in moments if moment > utc(now)), default=None)


def _morning(day: date) -> datetime:
    return _at(day, _MORNING)


def _evening(day: date) -> datetime:
    return _at(day, _EVENING)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=LONDON).astimezone(UTC)
