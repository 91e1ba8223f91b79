"""Crawls of Littlemere on CMIS, a made-up council: where its calendar is learnt, and what becomes of its papers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from domain.health import HealthState
from tests.crawlers.littlemere import JANUARY, Littlemere, watched
from tests.sample.little import AGENDA

pytestmark = pytest.mark.slow

# A Tuesday, the Monday after, the days before and after the meeting of 20 January, and a Monday after that.
DAYS = (0, 6, 1, 2, 4)
PLACE = "[pages]\ntab = 83\nmodule = 612\n"


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Littlemere]]:
    """Serve Littlemere with what a test wants to happen."""
    with ExitStack() as closing:

        def start(events: str = "", *, at: str = JANUARY, pages: str = "") -> Littlemere:
            return closing.enter_context(
                watched(
                    tmp_path,
                    events,
                    at=at,
                    shape="cmis",
                    system="cmis",
                    pages=pages,
                    council='folder = "/little"',
                )
            )

        yield start


@pytest.mark.slow
def test_where_the_calendar_is_is_learnt_once(serve: Callable[..., Littlemere]) -> None:
    """The first crawl learns tab and module at two requests; for a month no crawl asks again."""
    littlemere = serve()
    first, second = littlemere.crawl(), littlemere.crawl(after=timedelta(days=1))

    assert (first.state, first.error) == (HealthState.OK, None)
    assert (second.state, second.failed) == (HealthState.OK, 0)
    assert littlemere.asked_for("/Meetings.aspx") == 2
    assert littlemere.asked_for("/Date/2027-01-01/") == 2
    assert littlemere.crawl(after=timedelta(days=31)).state is HealthState.OK
    assert littlemere.asked_for("/Meetings.aspx") == 4


def test_a_place_that_the_source_file_gives(serve: Callable[..., Littlemere]) -> None:
    """Where the source file says where the calendar is, the site is not asked."""
    littlemere = serve(pages=PLACE)

    assert littlemere.crawl().state is HealthState.OK
    assert littlemere.asked_for("/Meetings.aspx") == 0


def test_a_month_in_which_nobody_meets(serve: Callable[..., Littlemere]) -> None:
    """In a month without meetings no link tells the tab: the crawl says what to put into the source file."""
    littlemere = serve(at="2027-08-10T06:00:00+00:00")
    outcome = littlemere.crawl()

    assert outcome.state is HealthState.BROKEN
    assert "give tab and module under [pages] in the source file" in outcome.reason
    assert littlemere.asked_for("/Date/") == 0


def test_an_agenda(serve: Callable[..., Littlemere]) -> None:
    """An agenda with its papers is one publication; its files are fetched."""
    littlemere = serve(AGENDA, pages=PLACE)
    littlemere.crawl()

    assert littlemere.events() == ["agenda_published"]
    assert littlemere.asked_for("Document.ashx") == 2


REPLACED = """
[[events]]
what = "replace"
at = 2027-01-13T09:00:00+00:00
paper = 7001
change = [["There are **41** homes.", "There are **44** homes, three of them new."]]
"""


@pytest.mark.slow
def test_addresses_that_change_every_week(serve: Callable[..., Littlemere]) -> None:
    """That the site gives its files new addresses on Mondays is no event, and the files are still found."""
    littlemere = serve(AGENDA, pages=PLACE)
    outcomes = [littlemere.crawl(after=timedelta(days=days)) for days in DAYS]

    assert littlemere.events() == ["agenda_published"]
    assert [outcome.failed for outcome in outcomes] == [0] * len(DAYS)


@pytest.mark.slow
def test_a_replaced_paper(serve: Callable[..., Littlemere]) -> None:
    """A file replaced under its title is that document's next version, not another document."""
    littlemere = serve(AGENDA + REPLACED, pages=PLACE)
    for days in DAYS:
        littlemere.crawl(after=timedelta(days=days))

    assert littlemere.events() == ["agenda_published", "document_replaced"]
