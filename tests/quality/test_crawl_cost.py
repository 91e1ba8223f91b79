"""What a crawl costs and misses has a floor: a made-up year of a council, played to the real archive and its watch queue."""

from pathlib import Path

import pytest

from benchmarks import crawl_cost
from benchmarks.council_year import CouncilYear, made
from benchmarks.crawl_cost import Cost

pytestmark = pytest.mark.slow

ALL_THERE_IS = ("minutes", "amendments", "replacements", "late papers")


@pytest.fixture(scope="module")
def year() -> CouncilYear:
    """One year of those that the benchmark plays."""
    return made(1)


def missed(cost: Cost) -> dict[str, float]:
    """How much of each thing was not seen."""
    return {what: 1 - cost.share(what) for what in ALL_THERE_IS}


def test_the_year_is_that_of_the_research(year: CouncilYear) -> None:
    """331 meetings and 2,476 documents, 120 committees of which 75 no longer meet."""
    expired = [committee for committee in year.committees if committee.expired]

    assert (len(year.meetings), sum(len(meeting.papers) for meeting in year.meetings)) == (331, 2476)
    assert (len(year.committees), len(expired)) == (120, 75)


def test_the_newest_existing_tool_costs_what_the_research_says(year: CouncilYear) -> None:
    """More than 150 requests a day, a good part of the minutes missed, and every replaced file."""
    theirs = crawl_cost.theirs(year)

    assert theirs.a_day == pytest.approx(153.6, abs=1.5)
    assert theirs.share("minutes") < 0.85
    assert theirs.share("replacements") == 0


@pytest.mark.parametrize(
    ("every_committee", "floor"),
    [(True, crawl_cost.ALL_COMMITTEES), (False, crawl_cost.WATCHED_COMMITTEES)],
    ids=["every committee", "watched committees"],
)
def test_a_year_of_ours(year: CouncilYear, tmp_path: Path, every_committee: bool, floor: float) -> None:
    """Nothing that there was to see is missed, and it costs no more than it may."""
    cost = crawl_cost.ours(year, tmp_path / "home", every_committee=every_committee)

    assert missed(cost) == dict.fromkeys(ALL_THERE_IS, 0)
    assert cost.a_day <= floor


def test_a_feed_that_says_nothing_hides_nothing(year: CouncilYear, tmp_path: Path) -> None:
    """Where What's New is capped, blocked or switched off all is seen the same, minutes some days later; an amendment made in
    those days cannot be told, for the minutes were never had without it."""
    cost = crawl_cost.ours(year, tmp_path / "home", every_committee=False, feed=False)
    shares = {what: cost.share(what) for what in (*ALL_THERE_IS, "amendments of minutes had before")}

    assert shares.pop("amendments") > 0.5
    assert shares == dict.fromkeys(shares, 1)
