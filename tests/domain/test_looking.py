"""When to look again: never in the past, never too late for what a council may still publish, never where nothing can have changed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import looking
from domain.instants import LONDON, london_date
from domain.workingdays import add_working_days, is_working, latest_publication

_BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_NOW = st.integers(min_value=0, max_value=3 * 365 * 24 * 60).map(
    lambda minutes: _BEGIN + timedelta(minutes=minutes)
)
_MEETINGS = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))
_MAYBE = st.booleans()


def at_meeting(meeting: date, *, now: datetime, **how: object) -> datetime | None:
    """The next look at a meeting of which nothing is known but what is said here."""
    nothing = {
        "agenda": False,
        "awaited": False,
        "cancelled": False,
        "minutes_since": None,
        "next_meeting": None,
    }
    return looking.at_meeting(meeting, now=now, **nothing | how)  # type: ignore[arg-type]


def looks(meeting: date, *, now: datetime, until: date, **how: object) -> Iterator[datetime]:
    """All looks at it from then on, in England's time, if nothing changes."""
    moment: datetime | None = now
    while (moment := at_meeting(meeting, now=moment, **how)) and london_date(moment) <= until:  # type: ignore[arg-type]
        yield moment.astimezone(LONDON)


@given(now=_NOW, meeting=_MEETINGS, agenda=_MAYBE, awaited=_MAYBE, cancelled=_MAYBE, minuted=_MAYBE)
def test_the_next_look_lies_ahead(
    now: datetime, meeting: date, agenda: bool, awaited: bool, cancelled: bool, minuted: bool
) -> None:
    """What is due again is never due already."""
    for moment in (
        at_meeting(
            meeting,
            now=now,
            agenda=agenda,
            awaited=awaited,
            cancelled=cancelled,
            minutes_since=now - timedelta(days=3) if minuted else None,
            next_meeting=meeting + timedelta(days=42),
        ),
        looking.at_paper(meeting, now=now),
        looking.at_decision(now, now=now),
        looking.at_issue(meeting, now=now),
        looking.at_question("events", now=now),
        looking.at_question("decisions:sweep", now=now),
        looking.at_question("providers:0", now=now),
        looking.at_provider(now=now),
        looking.at_report(meeting, now=now),
        looking.after_failure(now, tries=3),
    ):
        assert moment is None or moment > now


@given(meeting=_MEETINGS)
def test_an_agenda_cannot_lie_unseen_from_the_day_it_is_due(meeting: date) -> None:
    """Until there is one the meeting is looked at on the evening of the day it is due, and on every working day after that."""
    due = latest_publication(meeting)
    before = datetime(due.year, due.month, due.day, 5, tzinfo=LONDON)
    evenings = {
        look.date() for look in looks(meeting, now=before, until=meeting - timedelta(1)) if look.hour == 17
    }
    days = (due + timedelta(days=number) for number in range((meeting - due).days))

    assert evenings == {day for day in days if is_working(day)}


@given(meeting=_MEETINGS)
def test_papers_are_looked_at_on_the_last_three_working_days(meeting: date) -> None:
    """On each evening of them, and at midday too where something is awaited."""
    last = {add_working_days(meeting, -number) for number in (1, 2, 3)}
    before = datetime(meeting.year, meeting.month, meeting.day, 5, tzinfo=LONDON) - timedelta(days=14)
    eve = meeting - timedelta(days=1)
    usual = [(look.date(), look.hour) for look in looks(meeting, now=before, until=eve, agenda=True)]
    awaiting = list(looks(meeting, now=before, until=eve, agenda=True, awaited=True))

    assert usual == sorted((day, 17) for day in last)
    assert {look.date() for look in awaiting if look.hour == 12} == last


def test_a_meeting_with_awaited_papers_is_looked_at_daily() -> None:
    """From the day on that its agenda says that something is to follow, however early that is; offices are closed at weekends."""
    monday = datetime(2027, 6, 3, 18, tzinfo=LONDON)
    days = [
        look.date()
        for look in looks(date(2027, 6, 14), now=monday, until=date(2027, 6, 13), agenda=True, awaited=True)
        if look.hour == 17
    ]

    assert days == [date(2027, 6, day) for day in (4, 7, 8, 9, 10, 11)]


def test_what_comes_on_a_friday_evening_is_seen_by_saturday_morning() -> None:
    """S1: two appendices at 17.20 on the Friday before a Monday's meeting; a look at 17.00 is made at the next crawl."""
    looked = datetime(2027, 6, 11, 12, 30, tzinfo=LONDON)
    again = at_meeting(date(2027, 6, 14), now=looked, agenda=True, awaited=True)

    assert again == datetime(2027, 6, 11, 17, 0, tzinfo=LONDON)


def test_minutes_are_looked_for_for_four_hundred_days() -> None:
    """And then no more."""
    held = date(2026, 1, 5)
    late = datetime(2027, 1, 20, tzinfo=UTC)

    assert at_meeting(held, now=late) is not None
    assert at_meeting(held, now=late + timedelta(days=60)) is None


def test_amendments_are_looked_for_after_minutes_and_after_they_were_approved() -> None:
    """A week and five weeks after they were seen, and soon after the next meeting, each on the morning after offices were open;
    then the minutes have settled."""
    seen = datetime(2026, 6, 1, 6, tzinfo=UTC)
    settling = looks(
        date(2026, 5, 20),
        now=seen,
        until=date(2027, 1, 1),
        minutes_since=seen,
        next_meeting=date(2026, 6, 23),
    )
    days = [(london_date(look) - london_date(seen)).days for look in settling]

    assert days == [
        8,
        22 + 3,
        22 + 10,
        36,
    ]  # the mornings of two Mondays would show what those of Saturday did


def test_what_a_holiday_puts_off_is_seen_after_it() -> None:
    """Five weeks after 22 November is Christmas: minutes amended on the first day after it are looked at on the second."""
    seen = datetime(2027, 11, 23, 6, tzinfo=UTC)
    settling = looks(date(2027, 11, 5), now=seen, until=date(2028, 3, 1), minutes_since=seen)

    assert list(settling)[-1] == datetime(2027, 12, 30, 5, tzinfo=LONDON)


def test_what_was_minuted_long_ago_is_looked_at_once() -> None:
    """The minutes of a meeting of years ago have settled when we first see them."""
    now = datetime(2026, 6, 1, 6, tzinfo=UTC)

    assert at_meeting(date(2019, 3, 4), now=now, minutes_since=now) is None


def test_a_meeting_called_off_is_looked_at_once_more() -> None:
    """On the eve of its day; if it is on again, the calendar says so before."""
    now = datetime(2026, 6, 1, 6, tzinfo=UTC)
    found = list(looks(date(2026, 6, 24), now=now, until=date(2026, 12, 1), cancelled=True))

    assert found == [datetime(2026, 6, 23, 17, tzinfo=LONDON)]


def test_a_new_meeting_is_first_looked_at_when_its_agenda_is_due() -> None:
    """One within a fortnight at once: it may have been called at short notice."""
    now = datetime(2026, 6, 1, 6, tzinfo=UTC)

    assert looking.at_new(date(2026, 9, 16), now=now) == datetime(2026, 9, 8, 17, tzinfo=LONDON)
    assert looking.at_new(date(2026, 6, 12), now=now) == now
    assert looking.at_new(date(2026, 5, 12), now=now) == now


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("calendar", 1),
        ("decisions", 1),
        ("committees", 7),
        ("decisions:sweep", 7),
        ("plans", 7),
        ("members", 30),
        ("calendar:upcoming", 1),
        ("calendar:2026-11", 1),
        ("calendar:2026-12", 1),
        ("calendar:2027-01", 7),
        ("calendar:2026-10", 30),
        ("calendar:2025-11", 30),
        ("calendar:2025-09", None),
    ],
)
def test_how_often_a_source_is_asked(key: str, days: int | None) -> None:
    """Months: this one and the next daily, those ahead weekly, past ones monthly for four hundred days, then no more."""
    now = datetime(2026, 11, 24, 6, tzinfo=UTC)
    again = looking.at_question(key, now=now)

    assert (again and (london_date(again) - london_date(now)).days) == days


def test_on_mornings_before_which_no_office_was_open_nothing_is_asked() -> None:
    """From Saturday's morning to Tuesday's, and over bank holidays."""
    saturday = datetime(2026, 11, 21, 6, tzinfo=UTC)
    christmas = datetime(2026, 12, 25, 6, tzinfo=UTC)

    assert [
        london_date(again)
        for now in (saturday, christmas)
        if (again := looking.at_question("calendar", now=now))
    ] == [date(2026, 11, 24), date(2026, 12, 30)]


def test_a_meeting_is_not_forgotten_on_its_eve() -> None:
    """After the last look before it its minutes are looked for; of one called off there are none."""
    eve = datetime(2026, 6, 9, 17, 30, tzinfo=LONDON)
    again = at_meeting(date(2026, 6, 10), now=eve, agenda=True)

    assert again == datetime(2026, 6, 12, 5, tzinfo=LONDON)
    assert at_meeting(date(2026, 6, 10), now=eve, agenda=True, cancelled=True) is None


def test_a_plan_is_looked_at_weekly_while_it_is_new() -> None:
    """Then monthly, until it is over."""
    seen = datetime(2026, 6, 1, 6, tzinfo=UTC)
    later = seen + timedelta(days=40)

    assert london_date(looking.at_plan(seen, now=seen)) == date(2026, 6, 8)
    assert london_date(looking.at_plan(seen, now=later)) == date(2026, 8, 10)


def test_what_is_new_is_asked_at_midday_of_working_days_too() -> None:
    """One request that speaks of all meetings."""
    friday = datetime(2026, 11, 20, 6, tzinfo=LONDON)
    midday = looking.at_question("events", now=friday)
    saturday = looking.at_question("events", now=friday.replace(hour=12, minute=30))

    assert (midday, saturday) == (
        datetime(2026, 11, 20, 12, tzinfo=LONDON),
        datetime(2026, 11, 21, 5, tzinfo=LONDON),
    )


def test_the_months_of_a_calendar() -> None:
    """From thirteen months ago to half a year ahead; past ones are asked for the first time on a day each."""
    now = datetime(2026, 11, 22, 6, tzinfo=UTC)
    months = looking.months(london_date(now))
    first = {key: (looking.at_first(key, now=now) - now).days for key in months}

    assert (months[0], months[-1], len(months)) == ("calendar:2025-10", "calendar:2027-05", 20)
    assert looking.month_of("calendar:2028-02") == (date(2028, 2, 1), date(2028, 2, 29))
    assert looking.month_of("calendar:upcoming") is looking.month_of("calendar:2028-13") is None
    assert [first[key] for key in ("calendar:2027-05", "calendar:2026-10", "calendar:2026-08")] == [0, 0, 2]


@given(day=st.dates(date(2024, 1, 1), date(2030, 1, 1)), hour=st.integers(0, 23))
def test_lists_of_providers_are_asked_for_each_day_and_their_pages_on_sundays(day: date, hour: int) -> None:
    """Whoever crawls once a day has a new report within a day of its publication, and a silent re-issue within a week."""
    now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    daily, weekly = looking.at_question("providers:0", now=now), looking.at_provider(now=now)
    today = now.astimezone(LONDON).date()

    assert daily is not None
    assert daily.astimezone(LONDON).date() == today + timedelta(days=1)
    assert weekly.astimezone(LONDON).isoweekday() == 7
    assert timedelta(days=0) < weekly.astimezone(LONDON).date() - today <= timedelta(days=7)


def test_a_report_is_fetched_again_until_it_has_settled() -> None:
    """A week and five weeks after it came out; after that it is left alone."""
    day = date(2026, 10, 5)
    looks = []
    now: datetime | None = datetime(2026, 10, 5, 12, tzinfo=UTC)
    while now is not None and (now := looking.at_report(day, now=now)):
        looks.append(now.astimezone(LONDON).date())

    assert looks == [date(2026, 10, 12), date(2026, 11, 9)]


def test_a_page_of_govuk_is_looked_at_again_after_it_changed() -> None:
    """Small changes are not announced: a page is looked at a week and five weeks after its last change, then left alone."""
    changed = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    looks = []
    now: datetime | None = changed
    while now is not None and (now := looking.at_publication(changed, now=now)):
        looks.append(now.astimezone(LONDON).date())

    assert looks == [date(2026, 10, 12), date(2026, 11, 9)]


@given(tries=st.integers(1, 40), now=_NOW)
@pytest.mark.parametrize(
    "key",
    ["search:notices", "publications:children-in-need", "content:/government/collections/x", "feed:news"],
)
def test_what_is_asked_each_day_is_tried_again_each_day(key: str, tries: int, now: datetime) -> None:
    """However often a search, a series, a collection or a feed failed, it is tried within a day, so that the fault stays in sight."""
    again = looking.after_failure(now, tries=tries, key=key)

    assert now < again <= now + timedelta(days=1, hours=6)
    assert again <= looking.after_failure(now, tries=tries)


def test_a_list_of_news_is_asked_by_how_much_of_it_is_new() -> None:
    """Each half hour where half of it was new, more seldom where nothing was, never more seldom than once a day."""
    hour = timedelta(hours=1)

    assert looking.list_interval(None, listed=20, new=20) == hour
    assert looking.list_interval(6 * hour, listed=20, new=10) == timedelta(minutes=30)
    assert looking.list_interval(6 * hour, listed=20, new=4) == 3 * hour
    assert looking.list_interval(6 * hour, listed=20, new=1) == 6 * hour
    assert looking.list_interval(6 * hour, listed=20, new=0) == 9 * hour
    assert looking.list_interval(6 * hour, listed=0, new=0) == 9 * hour


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=20))
def test_no_list_is_asked_more_than_twice_an_hour_or_less_than_daily(looks: list[tuple[int, int]]) -> None:
    """Whatever comes, the interval stays between half an hour and a day, and the next look is a little sooner."""
    every = None
    for listed, new in looks:
        every = looking.list_interval(every, listed=listed, new=min(listed, new))

        assert timedelta(minutes=30) <= every <= timedelta(hours=24)
        assert _BEGIN < looking.at_list(every, now=_BEGIN) < _BEGIN + every


def test_a_story_is_looked_at_again_while_it_may_be_edited() -> None:
    """One, three and fourteen days after it came out, and then no more."""
    came_out = _BEGIN
    later = [came_out + timedelta(days=days) for days in (0, 1, 3, 14)]

    assert [looking.at_article(came_out, now=now) for now in later] == [*later[1:], None]
