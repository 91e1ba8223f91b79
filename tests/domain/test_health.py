"""The state of a source: that nothing came, that nobody looked and that nobody could look are three different things."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.health import HealthState, ListSigns, Look, Signs, judged

NOW = datetime(2027, 8, 20, 6, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
WELL = Look(
    at=YESTERDAY,
    state=HealthState.OK,
    reason="looked at calendar, 4 meetings",
    since=datetime(2027, 3, 1, 6, 0, tzinfo=UTC),
    last_success=YESTERDAY,
)
LIVELY = Signs(look=WELL, newest=YESTERDAY, held=3, with_agenda=3, next_meeting=date(2027, 9, 9))


def test_a_source_that_gives_what_it_promises_is_ok() -> None:
    """It says what was looked at, and since when all has been well."""
    found = judged(LIVELY, now=NOW)

    assert (found.state, found.since, found.reason) == (HealthState.OK, WELL.since, WELL.reason)


def test_a_recess_is_quiet() -> None:
    """Where nothing new came, the calendar is whole and no meeting was held, it is quiet, and says until when."""
    found = judged(
        replace(LIVELY, newest=datetime(2027, 7, 24, 6, 0, tzinfo=UTC), held=0, with_agenda=0), now=NOW
    )

    assert found.state is HealthState.QUIET
    assert found.since == datetime(2027, 7, 31, 6, 0, tzinfo=UTC)
    assert (
        found.reason
        == "nothing new since 24 July 2027; its lists are whole; the next meeting is on 9 September 2027"
    )


def test_meetings_without_any_agenda_are_no_recess() -> None:
    """Where three meetings were held in a month and none shows an agenda, the pages have changed, however well they answer."""
    found = judged(replace(LIVELY, with_agenda=0), now=NOW)

    assert found.state is HealthState.BROKEN
    assert found.reason.startswith("3 meetings were held in the past month and no agenda of theirs was seen")


def test_a_silence_is_held_against_the_sources_own_past() -> None:
    """A silence longer than any of the past year says so; a shorter one does not."""
    silent = replace(LIVELY, newest=NOW - timedelta(days=40), held=0, next_meeting=None)
    usual = judged(replace(silent, longest=timedelta(days=46)), now=NOW)
    unusual = judged(replace(silent, longest=timedelta(days=20)), now=NOW)

    assert "no meeting is announced" in usual.reason
    assert "silence of the past year" not in usual.reason
    assert unusual.reason.endswith("the longest silence of the past year was 20 days")


def test_a_source_without_meetings_announces_none() -> None:
    """Ofsted and GOV.UK hold no meetings: of a silence it is said that it is one, and no more."""
    silent = replace(LIVELY, newest=NOW - timedelta(days=20), held=0, next_meeting=None, meets=False)

    assert judged(silent, now=NOW).reason == "nothing new since 31 July 2027; its lists are whole"


def test_nobody_looked() -> None:
    """After two days without a look the source is stale, whatever the last look said."""
    found = judged(replace(LIVELY, look=replace(WELL, at=NOW - timedelta(days=3))), now=NOW)

    assert found.state is HealthState.STALE
    assert found.reason == "last looked at 2027-08-17 06:00 UTC; is cron running?"


def test_nobody_ever_looked() -> None:
    """A source that was never looked at says what to run."""
    assert judged(Signs(), now=NOW).reason == "never looked at; run `minutewatch crawl`"


def test_nobody_knows_where() -> None:
    """A source whose address is unknown says that, not that cron is dead."""
    found = judged(Signs(gap="the address of its papers is still to be found"), now=NOW)

    assert (found.state, found.reason) == (
        HealthState.STALE,
        "the address of its papers is still to be found",
    )


@pytest.mark.parametrize("state", [HealthState.BLOCKED, HealthState.MOVED, HealthState.BROKEN])
def test_nobody_could_look(state: HealthState) -> None:
    """What keeps us from a source is its state, since the first time, whatever it gave before."""
    look = replace(WELL, state=state, reason="robots.txt forbids it", since=NOW - timedelta(days=9))
    found = judged(replace(LIVELY, look=look, newest=None), now=NOW)

    assert (found.state, found.reason, found.since) == (state, "robots.txt forbids it", look.since)


def test_what_is_missing_is_counted() -> None:
    """Past meetings without minutes and files that were given up are told with the state."""
    found = judged(replace(LIVELY, past=40, unminuted=3, given_up=1), now=NOW)

    assert found.state is HealthState.OK
    assert found.reason.endswith(
        "; 3 of 40 past meetings are without minutes; 1 file given up after too many tries"
    )


def test_a_council_that_has_ended_is_not_stale() -> None:
    """From the day after its last it is quiet, and names who comes after; until then nothing is said of it."""
    surrey = replace(LIVELY, ended=date(2027, 3, 31), successors=("East Wolden", "West Wolden"))
    last_day = judged(replace(surrey, look=None), now=datetime(2027, 3, 31, 22, 0, tzinfo=UTC))
    after = judged(replace(surrey, look=None), now=datetime(2027, 3, 31, 23, 30, tzinfo=UTC))

    assert last_day.state is HealthState.STALE
    assert (after.state, after.reason) == (
        HealthState.QUIET,
        "ended on 31 March 2027; its successors are East Wolden and West Wolden",
    )
    assert after.since == datetime(2027, 3, 31, 23, 0, tzinfo=UTC)


def test_a_council_that_has_not_begun_is_not_broken() -> None:
    """Until its first day a council whose site does not answer yet is quiet; one that answers is looked at as any other."""
    east_wolden = Signs(begins=date(2027, 4, 1))
    closed = replace(east_wolden, look=replace(WELL, state=HealthState.MOVED, reason="nobody answers"))
    eve = datetime(2027, 3, 31, 6, 0, tzinfo=UTC)
    begun = datetime(2027, 4, 1, 6, 0, tzinfo=UTC)

    assert judged(closed, now=eve).state is HealthState.QUIET
    assert judged(closed, now=eve).reason == "begins on 1 April 2027; there is nothing to look at yet"
    assert judged(replace(closed, look=replace(WELL, at=eve)), now=eve).state is HealthState.OK
    assert judged(east_wolden, now=begun).state is HealthState.STALE


TITLE = Signs(
    look=WELL,
    newest=YESTERDAY,
    meets=False,
    lists=(
        ListSigns(key="feed:news", answered=YESTERDAY, newest=YESTERDAY),
        ListSigns(key="feed:estmere", answered=YESTERDAY, newest=YESTERDAY),
    ),
)


def _with(*, answered: datetime | None, newest: datetime | None) -> Signs:
    """The title with another second feed."""
    return replace(
        TITLE,
        lists=(TITLE.lists[0], replace(TITLE.lists[1], answered=answered, newest=newest)),
    )


def test_a_feed_that_answers_no_more_is_an_alarm() -> None:
    """Where one feed of a title has failed for more than two days, the title is broken and the feed named, however well the others answer."""
    last = NOW - timedelta(days=2, minutes=1)
    found = judged(_with(answered=last, newest=last), now=NOW)

    assert (found.state, found.since) == (HealthState.BROKEN, last + timedelta(days=2))
    assert found.reason == "feed:estmere has not answered well since 18 August 2027"
    assert judged(_with(answered=NOW - timedelta(days=2), newest=YESTERDAY), now=NOW).state is HealthState.OK
    never = judged(_with(answered=None, newest=None), now=NOW)
    assert (never.state, never.reason) == (HealthState.BROKEN, "feed:estmere never answered well")


def test_a_feed_that_stands_still_is_named_and_a_title_that_does_is_broken() -> None:
    """A feed without a story of the past month is told of beside fresh ones; where every one stands still, the title is broken."""
    old = datetime(2027, 7, 3, 6, 0, tzinfo=UTC)
    beside = judged(_with(answered=YESTERDAY, newest=old), now=NOW)
    alone = judged(replace(TITLE, newest=old, lists=(replace(TITLE.lists[0], newest=old),)), now=NOW)

    said = "lists nothing newer than 3 July 2027; it may have been given up: run `minutewatch sources probe`"
    assert (beside.state, beside.reason) == (HealthState.OK, f"{WELL.reason}; feed:estmere {said}")
    assert (alone.state, alone.reason) == (HealthState.BROKEN, f"feed:news {said}")
    assert alone.since == old + timedelta(days=30)


def test_a_title_without_a_story_for_a_week_is_quiet() -> None:
    """A week without a story is a silence, not yet a fault; a list that holds nothing says nothing."""
    old = NOW - timedelta(days=8)
    lists = (replace(TITLE.lists[0], newest=old), replace(TITLE.lists[1], newest=None))
    found = judged(replace(TITLE, newest=old, lists=lists), now=NOW)

    assert found.state is HealthState.QUIET
    assert found.reason == "nothing new since 12 August 2027; its lists are whole"
