"""Crawls of a small news title: what is asked for, what is left alone, what is refused, edited, gone or odd, and what it says of the source."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import select

from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.document import EventType
from domain.health import HealthState
from minutewatch import config, jobs, rebuilding
from storage.archive import open_archive
from storage.documents import words_of
from storage.health import states
from storage.schema import (
    ArticleRow,
    DocumentRow,
    FeedState,
    ListedStoryRow,
    Publication,
    SourceRow,
    VersionRow,
)
from tests.conftest import command
from tests.crawlers.conftest import QUICK
from tests.crawlers.news_site import Story, Title
from tests.crawlers.serving import Reply, replying

pytestmark = pytest.mark.slow

SUNDAY = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
KEY = "news/wolden-post"
FILE = """
system = "news"
name = "Wolden Post"
url = "{url}"
licence = "none"
delay = 0.02
[pages]
family = "other"
[pages.feeds]
news = "{url}/rss"
[pages.sitemaps]
two-days = "{url}/maps.xml"
"""
HOMES = Story(
    ref="18701511",
    title="Two new children's homes planned for Wolden",
    at=SUNDAY - timedelta(hours=2),
)
CARERS = Story(
    ref="18701512", title="Council is short of foster carers, report says", at=SUNDAY - timedelta(hours=3)
)
MATCH = Story(
    ref="18701513",
    title="Wolden Rovers lose at home",
    summary="A late goal decided it.",
    at=SUNDAY - timedelta(hours=4),
)


@dataclass(kw_only=True)
class Watched:
    """The served title and the home of somebody who watches it."""

    site: Title
    home: Path
    now: datetime = SUNDAY

    def crawl(self, *, hours: float = 0, **order: Path) -> Outcome:
        """Look at what is due, so many hours later."""
        self.now += timedelta(hours=hours)
        wanted = Order(source=KEY, home=self.home, now=self.now, still=True, **order)  # type: ignore[arg-type]
        return in_its_own_process(wanted, log=self.home / "crawl.log", **QUICK)

    def listed(self) -> dict[str, ListedStoryRow]:
        """What is known of each story that was listed, by its number."""
        with open_archive(self.home) as archive, archive.reading() as session:
            rows = {row.ref: row for row in session.scalars(select(ListedStoryRow))}
            session.expunge_all()
            return rows

    def text(self, ref: str) -> str | None:
        """The words of the newest version of a story; `None` where there is none."""
        with open_archive(self.home) as archive, archive.reading() as session:
            newest = session.scalars(
                select(VersionRow.id)
                .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
                .where(DocumentRow.ref == ref)
                .order_by(VersionRow.number.desc())
            ).first()
            return words_of(session, newest) if newest else None

    def events(self) -> list[tuple[str, str]]:
        """What was noted: type and number of the story."""
        with open_archive(self.home) as archive, archive.reading() as session:
            refs = dict(session.execute(select(DocumentRow.id, DocumentRow.ref)).all())
            rows = session.scalars(select(Publication).order_by(Publication.id))
            return [(row.type, refs[row.document_id or 0]) for row in rows]

    def every(self, key: str) -> timedelta:
        """How often a list is asked."""
        with open_archive(self.home) as archive, archive.reading() as session:
            source = session.scalars(select(SourceRow.id).where(SourceRow.key == KEY)).one()
            return timedelta(minutes=session.get_one(FeedState, (source, key)).every_minutes)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A title with two stories of ours and a match, all in its feed and its news sitemap."""
    site = Title()
    with replying(site.reply) as url:
        site.url = url
        site.publish(MATCH, CARERS, HOMES)
        site.mapped = [HOMES.ref, MATCH.ref]
        home = tmp_path / "home"
        config.make_home(home)
        with (home / config.FILE).open("a", encoding="utf-8") as settings:
            settings.write("watch = []\n")  # there are no titles but this one
        path = home / "sources" / "news" / "wolden-post.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILE.format(url=url), encoding="utf-8")
        yield Watched(site=site, home=home)


def test_a_first_look_fetches_what_is_ours(watched: Watched) -> None:
    """Feeds and sitemaps are read first, stories that concern children's services are fetched, once each; the match never is."""
    outcome = watched.crawl()

    assert (outcome.state, outcome.error) == (HealthState.OK, None), outcome
    assert watched.site.asked_for() == [
        ("/rss", 200),
        ("/maps.xml", 200),
        ("/maps/news-now.xml", 200),
        (HOMES.path, 200),
        (CARERS.path, 200),
    ]
    assert "the cabinet next month" in (watched.text(HOMES.ref) or "")
    listed = watched.listed()
    assert listed[HOMES.ref].feeds == ["feed:news", f"sitemap:{watched.site.url}/maps/news-now.xml"]
    assert listed[HOMES.ref].score >= 3
    assert (listed[MATCH.ref].title, listed[MATCH.ref].verdict, listed[MATCH.ref].document_id) == (
        MATCH.title,
        "dropped",
        None,
    )


def test_a_quiet_hour_costs_a_request_for_each_list(watched: Watched) -> None:
    """Lists are asked with their validators, ever more seldom while nothing is new; stories are left alone for a day."""
    watched.crawl()
    watched.site.asked_for()
    outcome = watched.crawl(hours=1)

    assert (outcome.state, outcome.unchanged) == (HealthState.OK, 3), outcome
    assert sorted(watched.site.asked_for()) == [
        ("/maps.xml", 304),
        ("/maps/news-now.xml", 304),
        ("/rss", 304),
    ]
    assert watched.every("feed:news") == timedelta(minutes=90)
    assert watched.crawl(hours=1).requests == 0
    watched.crawl(hours=24)
    assert sorted(watched.site.asked_for())[2:] == [(HOMES.path, 304), (CARERS.path, 304), ("/rss", 304)]


def test_a_list_that_is_all_new_is_asked_each_half_hour(watched: Watched) -> None:
    """Where half of a feed is new since the last look, stories may have come and gone meanwhile: it is asked at once again."""
    watched.crawl()
    later = [
        Story(ref=str(18701600 + number), title=f"Rovers win again ({number})", at=SUNDAY)
        for number in range(4)
    ]
    watched.site.publish(*later)
    watched.crawl(hours=1)

    assert watched.every("feed:news") == timedelta(minutes=30)
    assert watched.every("sitemap:two-days") == timedelta(minutes=90)
    watched.site.asked_for()
    watched.crawl(hours=0.5)
    assert [path for path, _ in watched.site.asked_for()] == ["/rss"]


def test_an_edited_story_is_fetched_as_soon_as_its_list_says_so(watched: Watched) -> None:
    """A moved `lastmod` has the page asked for again: the edit is a new version."""
    watched.crawl()
    watched.site.publish(
        replace(HOMES, words="The cabinet will not see the plan.", modified=SUNDAY + timedelta(minutes=50))
    )
    watched.crawl(hours=1)

    assert "will not see the plan" in (watched.text(HOMES.ref) or "")
    assert (EventType.DOCUMENT_REPLACED, HOMES.ref) in watched.events()


def test_a_story_whose_headline_changes_is_the_same_story(watched: Watched) -> None:
    """Another headline makes another address; the number says that it is the same story, and it is listed once."""
    watched.crawl()
    watched.site.publish(replace(HOMES, title="Children's homes plan is put off", slug="plan-is-put-off"))
    watched.crawl(hours=1)

    listed = watched.listed()
    assert sorted(listed) == [HOMES.ref, CARERS.ref, MATCH.ref]
    assert (listed[HOMES.ref].title, listed[HOMES.ref].url.rpartition("/news/")[2]) == (
        "Children's homes plan is put off",
        "18701511.plan-is-put-off/",
    )


@pytest.mark.parametrize("status", [402, 403])
def test_a_refused_story_is_no_refusal_of_the_site(watched: Watched, status: int) -> None:
    """A story that we may not have keeps what its list says of it; the others are had and the title is well."""
    watched.site.replies[HOMES.path] = Reply(body=b"<html><p>Subscribe</p></html>", status=status)
    outcome = watched.crawl()

    assert (outcome.state, outcome.failed, outcome.error) == (HealthState.OK, 0, None)
    assert f"1 refused, such as article:{HOMES.ref}: the site refuses it (status {status})" in outcome.reason
    told = watched.listed()[HOMES.ref]
    assert told.title == HOMES.title
    assert watched.text(HOMES.ref) == (told.summary or HOMES.title)
    assert f"status {status}" in (told.refused or "")
    assert watched.text(CARERS.ref)
    watched.site.asked_for()
    watched.crawl(hours=1)
    assert HOMES.path not in dict(watched.site.asked_for())


def test_after_three_refusals_in_a_row_no_more_stories_are_asked_for(watched: Watched) -> None:
    """A title that refuses its stories is not asked for all of them: the others wait for the next run."""
    more = [
        Story(ref=str(18701600 + number), title=f"Foster carers wanted in Wolden ({number})", at=SUNDAY)
        for number in range(6)
    ]
    watched.site.publish(*more)
    for story in more:
        watched.site.replies[story.path] = Reply(status=403)
    outcome = watched.crawl()

    asked = [path for path, status in watched.site.asked_for() if status == 403]
    assert len(asked) == 3
    assert outcome.state is HealthState.OK


def test_a_story_that_robots_txt_forbids_is_known_by_its_list(watched: Watched) -> None:
    """What robots.txt forbids is never asked for; the story is known by its headline, and the title is well."""
    watched.site.robots = f"User-agent: Minutewatch\nDisallow: {HOMES.path}\n"
    outcome = watched.crawl()

    assert outcome.state is HealthState.OK
    assert HOMES.path not in dict(watched.site.asked_for())
    assert "robots.txt forbids" in (watched.listed()[HOMES.ref].refused or "")


def test_a_title_whose_feed_is_refused_is_blocked(watched: Watched) -> None:
    """A feed that refuses us is the title's own refusal: nothing more is asked, and the state says so."""
    watched.site.replies["/rss"] = Reply(status=403)
    outcome = watched.crawl()

    assert (outcome.state, outcome.reason) == (HealthState.BLOCKED, "the site refuses us (status 403)")
    assert watched.site.asked_for() == [("/rss", 403)]


def test_a_story_that_is_gone_was_withdrawn(watched: Watched) -> None:
    """Where a story that was had answers with 410, its publisher took it away; its words are kept."""
    watched.crawl()
    watched.site.replies[HOMES.path] = Reply(status=410)
    outcome = watched.crawl(hours=25)

    assert outcome.state is HealthState.OK
    assert (EventType.DOCUMENT_WITHDRAWN, HOMES.ref) in watched.events()
    assert watched.text(HOMES.ref)


def test_a_story_whose_address_leads_away_is_not_another_one(watched: Watched) -> None:
    """A story that was taken down and leads to the front page makes no version of the front page."""
    watched.site.replies["/"] = Reply(body=b"<html><title>Wolden Post</title><p>All the news</p></html>")
    watched.site.replies[HOMES.path] = Reply(status=302, headers={"Location": "/"})
    outcome = watched.crawl()

    assert outcome.state is HealthState.OK
    assert watched.text(HOMES.ref) is None
    assert "leads away from it" in (watched.listed()[HOMES.ref].refused or "")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(body=b"<html><title>Wolden Post</title></html>"), "no feed (RSS or Atom) (another HTML page)"),
        (
            Reply(body=gzip.compress(b" " * 20_000_000), headers={"Content-Encoding": "gzip"}),
            "the answer was not taken: it unpacks to too much",
        ),
    ],
)
def test_an_odd_feed_fails_by_itself(watched: Watched, reply: Reply, reason: str) -> None:
    """HTML or a bomb in place of a feed is said to be that; sitemaps and stories are read all the same."""
    watched.site.replies["/rss"] = reply
    outcome = watched.crawl()

    assert (outcome.state, outcome.failed) == (HealthState.OK, 1)
    assert "1 failed, such as feed:news: " in outcome.reason
    assert reason in outcome.reason
    assert watched.text(HOMES.ref)


def test_a_feed_that_never_answers_is_an_alarm(watched: Watched) -> None:
    """After three looks in vain at one feed the title is broken, however well its sitemap answers, and the feed is named."""
    watched.site.replies["/rss"] = Reply(status=404)
    for hours in (0, 1, 2):
        watched.crawl(hours=hours)
    with open_archive(watched.home) as archive, archive.reading() as session:
        state = next(each for each in states(session, now=watched.now) if each.source == KEY)

    assert (state.state, state.reason) == (HealthState.BROKEN, "feed:news never answered well")
    assert state.newest == HOMES.at


def test_a_feed_that_is_named_no_more_is_forgotten(watched: Watched) -> None:
    """A feed that is taken out of the source file is asked for no more and alarms nobody; put back, it is asked for again."""
    watched.crawl()
    file = watched.home / "sources" / "news" / "wolden-post.toml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace('[pages.feeds]\nnews = "', '[pages.feeds]\n# news = "'), encoding="utf-8")
    watched.site.asked_for()
    watched.crawl(hours=80)
    with open_archive(watched.home) as archive, archive.reading() as session:
        state = next(each for each in states(session, now=watched.now) if each.source == KEY)

    assert "/rss" not in dict(watched.site.asked_for())
    assert state.state is HealthState.OK
    file.write_text(words, encoding="utf-8")
    watched.crawl(hours=1)
    assert "/rss" in dict(watched.site.asked_for())


def test_a_cut_feed_is_read_as_far_as_it_goes_and_the_title_is_broken(watched: Watched) -> None:
    """What can be read of a feed that is cut short is kept; that something is missing is seen."""
    whole = watched.site.reply("/rss", {}).body
    watched.site.replies["/rss"] = Reply(body=whole[: whole.rindex(b"<link>")])
    outcome = watched.crawl()

    assert outcome.state is HealthState.BROKEN
    assert "the feed is cut short; 2 of 3 stories could be read" in outcome.reason
    assert watched.text(HOMES.ref)


def test_headers_that_ask_for_no_copy_are_heeded(watched: Watched) -> None:
    """X-Robots-Tag and a reservation of mining are noted with the story."""
    watched.site.headers[HOMES.path] = {"X-Robots-Tag": "noarchive", "TDM-Reservation": "1"}
    watched.crawl()

    with open_archive(watched.home) as archive, archive.reading() as session:
        rows = session.execute(
            select(DocumentRow.ref, ArticleRow.noarchive, ArticleRow.tdm_reserved).join(
                ArticleRow, ArticleRow.document_id == DocumentRow.id
            )
        )
        assert {ref: flags for ref, *flags in rows} == {HOMES.ref: [True, True], CARERS.ref: [False, False]}


def test_a_recording_plays_the_same_again(watched: Watched, tmp_path: Path) -> None:
    """What a crawl saw and was refused is played from its recording into another home, without a socket."""
    watched.site.replies[CARERS.path] = Reply(status=403)
    tape = tmp_path / "post.warc.gz"
    watched.crawl(record=tape)
    watched.site.asked_for()
    other = replace(watched, home=tmp_path / "other")
    config.make_home(other.home)
    copytree(watched.home / "sources", other.home / "sources", dirs_exist_ok=True)
    outcome = other.crawl(replay=tape)

    assert (outcome.state, outcome.failed, outcome.error) == (HealthState.OK, 0, None)
    assert watched.site.asked_for() == []
    assert other.text(HOMES.ref) == watched.text(HOMES.ref)
    assert _told(other) == _told(watched)


def _told(watched: Watched) -> list[tuple[object, ...]]:
    return [(row.ref, row.title, row.verdict, row.refused, row.feeds) for row in watched.listed().values()]


def test_the_archive_of_a_title_can_be_made_anew(watched: Watched, tmp_path: Path) -> None:
    """From what was kept of its answers the same archive comes out again, what was refused, edited or gone with it."""
    watched.site.replies[CARERS.path] = Reply(status=403)
    watched.crawl()
    watched.site.publish(replace(HOMES, words="It is off.", modified=SUNDAY + timedelta(minutes=50)))
    watched.crawl(hours=1)
    watched.site.replies[HOMES.path] = Reply(status=410)
    watched.crawl(hours=25)

    with jobs.open_home(config.load(watched.home)) as home:
        jobs.link(home)
        assert rebuilding.differences(home, tmp_path / "again") == []


def test_the_commands_crawl_titles(watched: Watched) -> None:
    """`crawl --channel news` looks at the titles, and `status` tells of them."""
    crawled = command("crawl", "--channel", "news", "--json", home=watched.home)
    status = command("status", "--json", home=watched.home)

    assert crawled.returncode == 0, crawled.stderr
    told = {row["source"]: row for row in map(json.loads, status.stdout.splitlines())}
    assert told[KEY]["state"] == "ok"
    assert told[KEY]["newest"]
