"""Small judgements of the crawl: how long to wait, what an error says of a site, what a run says of a source."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, IgnoreRequest
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawlers import problems, waiting
from crawlers.items import Seen
from crawlers.pages.errors import Challenge, PageChanged
from crawlers.problems import Problem
from crawlers.tally import Tally
from domain.document import Fetched
from domain.health import HealthState

NOW = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
SITE = "Mon, 05 Oct 2026 06:00:00 GMT"


def look(key: str, *, state: HealthState | None = None, found: bool = True) -> Seen:
    """One look: a good one, one without change, or one that failed."""
    fetched = Fetched(
        source="committee/westmere", watch_key=key, url="https://westmere.example", asked_at=NOW
    )
    if state:
        return Seen(fetched=fetched, problem=Problem(state=state, reason=f"{key} is {state}"))
    return Seen(fetched=fetched, found=() if found else None)


def tally(*looks: Seen) -> Tally:
    """A run of these looks."""
    found = Tally()
    for each in looks:
        found.note(each)
    return found


@pytest.mark.parametrize(
    ("words", "date", "seconds"),
    [
        ("120", SITE, 120),
        (" 0 ", SITE, 0),
        ("Mon, 05 Oct 2026 06:01:30 GMT", SITE, 90),
        ("Mon, 05 Oct 2026 06:01:30 GMT", "", 90),
        ("Mon, 05 Oct 2026 06:01:30 GMT", "Mon, 05 Oct 2026 06:01:00 GMT", 30),
        ("Sun, 04 Oct 2026 06:00:00 GMT", SITE, 0),
    ],
)
def test_how_long_a_site_asks_us_to_wait(words: str, date: str, seconds: float) -> None:
    """Seconds are seconds; a date counts from the site's own clock, and one that is past asks for no wait."""
    found = waiting.asked(words, date=date, now=NOW)

    assert found is not None
    assert (found.seconds, found.until) == (seconds, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "words", ["", "soon", "-5", "1.5", "٣", "99999999999", "Mon, 99 Oct 2026 06:00:00 GMT"]
)
def test_what_asks_for_no_wait(words: str) -> None:
    """What is neither seconds nor a date asks for nothing."""
    assert waiting.asked(words, date=SITE, now=NOW) is None


@given(words=st.text(), date=st.text() | st.just(SITE))
def test_no_header_crashes(words: str, date: str) -> None:
    """Any header at all asks for a wait that is not negative, or for none."""
    found = waiting.asked(words, date=date, now=NOW)

    assert found is None or found.seconds >= 0


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (CannotResolveHostError(), HealthState.MOVED),
        (DownloadConnectionRefusedError(), HealthState.MOVED),
        (IgnoreRequest("max redirections reached"), HealthState.MOVED),
        (Challenge("https://westmere.example: a challenge"), HealthState.BLOCKED),
        (PageChanged("https://westmere.example: no <meeting>"), HealthState.BROKEN),
        (OSError("reset"), HealthState.BROKEN),
    ],
)
def test_what_an_error_says_of_a_site(error: Exception, state: HealthState) -> None:
    """A name that leads nowhere has moved, a challenge blocks, a changed page is broken."""
    assert problems.of_error(error).state is state


def test_why_a_connection_failed() -> None:
    """The reason is told in words, not as a program would."""
    failure = Failure(ConnectionDone("why not"))  # type: ignore[no-untyped-call]
    error = ResponseFailed([failure])  # type: ignore[no-untyped-call]

    assert problems.of_error(error).reason == "the connection failed: Connection was closed cleanly: why not"


@pytest.mark.parametrize(
    ("status", "state"),
    [(403, "blocked"), (429, "blocked"), (451, "blocked"), (404, "broken"), (500, "broken")],
)
def test_what_a_status_says_of_a_site(status: int, state: str) -> None:
    """Refusals block; what is missing or fails is broken."""
    assert problems.of_status(status).state == state


def test_a_run_without_looks() -> None:
    """Where nothing was due nothing is wrong."""
    assert tally().health == Problem(state=HealthState.QUIET, reason="nothing was due")


def test_a_good_run() -> None:
    """A good run says what it looked at."""
    found = tally(look("calendar"), look("meeting:1"), look("meeting:2"), look("document:s1", found=False))

    assert found.health.state is HealthState.OK
    assert found.health.reason == "looked at calendar, 2 meetings, 1 unchanged"


def test_one_paper_that_failed() -> None:
    """One paper that could not be had does not make a council broken; it is named."""
    found = tally(look("calendar"), look("document:s1", state=HealthState.BROKEN), look("document:s2"))

    assert found.health.state is HealthState.OK
    assert found.health.reason.endswith("1 failed, such as document:s1: document:s1 is broken")


def test_without_its_calendar_a_council_is_not_well() -> None:
    """The calendar is what proves the rest."""
    found = tally(
        look("calendar", state=HealthState.BROKEN), look("meeting:1"), look("meeting:2"), look("document:s1")
    )

    assert found.health.state is HealthState.BROKEN


def test_most_looks_failed() -> None:
    """Where most looks failed the source is what they say; papers on other people's sites do not count."""
    moved = tally(
        look("calendar"),
        look("meeting:1", state=HealthState.MOVED),
        look("meeting:2", state=HealthState.MOVED),
    )
    elsewhere = tally(
        look("calendar"), look("document:s1", state=HealthState.OK), look("document:s2", state=HealthState.OK)
    )

    assert moved.health.state is HealthState.MOVED
    assert elsewhere.health.state is HealthState.OK


def test_a_host_that_is_left_alone() -> None:
    """A refusal of the whole host outweighs what was had before it."""
    found = tally(look("calendar"), look("meeting:1"))
    found.refusal = Problem(state=HealthState.BLOCKED, reason="the site refuses us (status 403)")

    assert found.health.state is HealthState.BLOCKED
