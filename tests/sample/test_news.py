"""The two news sites answer as those of their groups do, change by the clock, and list what they printed in feeds and sitemaps."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from sample import answers, sources
from sample.news.record import Press, Story
from sample.server import Server
from sample.site import ScriptBroken
from sample.world import SCRIPT, World
from tests.sample.asking import NOTHING, Got, get

END = datetime(2027, 11, 30, 6, tzinfo=UTC)
PRINTED = datetime(2026, 11, 20, 9, tzinfo=UTC)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def served(world: World) -> Iterator[Server]:
    """Both titles, on the Friday on which the Echo prints that the city is free of control."""
    with Server(world, PRINTED) as server:
        yield server


@pytest.fixture(scope="module")
def press(world: World) -> Press:
    """Everything that both titles print."""
    return world.press.at(END)


def _ask(server: Server, paper: str, path: str, headers: dict[str, str] | None = None) -> Got:
    return get(server.news[paper], path, headers or NOTHING)


def _page(server: Server, story: Story) -> HtmlElement:
    return lxml_html.document_fromstring(_ask(server, story.paper, story.path).body)


def _linked(page: HtmlElement) -> dict[str, object]:
    """What a story's page tells machines."""
    told: dict[str, object] = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    return told


def _told(page: HtmlElement, where: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath(where)]


# --- Feeds and sitemaps ---


@pytest.mark.parametrize(
    ("paper", "path"), [("echo", "/news/rss"), ("echo", "/sport/rss"), ("post", "/news/rss/")]
)
def test_a_feed_is_valid_and_lists_the_newest_first(served: Server, paper: str, path: str) -> None:
    """Each item with a title, an address on its site, a summary, an author and an instant."""
    feed = feedparser.parse(_ask(served, paper, path).body)
    days = [item.published_parsed for item in feed.entries]

    assert (feed.bozo, feed.version) == (False, "rss20")
    assert days == sorted(days, reverse=True)
    assert all(item.title and item.summary and item.author and item.id == item.link for item in feed.entries)
    assert all(item.link.startswith(served.news[paper]) for item in feed.entries)


def test_a_section_has_a_feed_of_its_own(served: Server) -> None:
    """Football stands in the feed of sport and not in that of news."""
    news, sport = (feedparser.parse(_ask(served, "echo", path).body) for path in ("/news/rss", "/sport/rss"))

    assert [item.title for item in sport.entries] == ["Rovers let two-goal lead slip at Quay Lane"]
    assert {item.title for item in news.entries} & {item.title for item in sport.entries} == set()


def test_a_feed_holds_eight_at_most(world: World) -> None:
    """What is older has left it."""
    with Server(world, END) as server:
        feed = feedparser.parse(_ask(server, "post", "/news/rss/").body)

    assert len(feed.entries) == 8
    assert len(world.press.at(END).of("post")) > 8


@pytest.mark.parametrize(("paper", "path"), [("echo", "/sitemap-news.xml"), ("post", "/sitemaps/news.xml")])
def test_a_news_sitemap_reaches_two_days_back(served: Server, world: World, paper: str, path: str) -> None:
    """It lists what was printed in the last two days, and nothing else."""
    listed = etree.fromstring(_ask(served, paper, path).body).findall(f"{SITEMAP}url/{SITEMAP}loc")
    recent = {
        f"{served.news[paper]}{story.path}"
        for story in world.press.at(PRINTED).stories
        if story.paper == paper and story.published > PRINTED - timedelta(days=2)
    }

    assert {element.text for element in listed} == recent


def test_robots_lead_to_the_sitemaps(served: Server) -> None:
    """The Echo's to an index, of which one sitemap is of news; the Post's to the news sitemap itself."""
    found = {
        paper: re.findall(r"(?m)^Sitemap: (\S+)$", _ask(served, paper, "/robots.txt").body.decode())
        for paper in ("echo", "post")
    }
    index = etree.fromstring(_ask(served, "echo", "/sitemap-index.xml").body)

    assert found == {
        "echo": [f"{served.news['echo']}/sitemap-index.xml"],
        "post": [f"{served.news['post']}/sitemaps/news.xml"],
    }
    assert [element.text for element in index.iter(f"{SITEMAP}loc")] == [
        f"{served.news['echo']}/sitemap-sections.xml",
        f"{served.news['echo']}/sitemap-news.xml",
    ]
    assert _ask(served, "echo", "/sitemap-sections.xml").status == 200


@pytest.mark.parametrize("paper", ["echo", "post"])
def test_a_front_page_names_its_feeds(served: Server, paper: str) -> None:
    """By `<link rel=alternate>`; each answers."""
    front = lxml_html.document_fromstring(_ask(served, paper, "/").body, base_url=f"{served.news[paper]}/")
    front.make_links_absolute()
    feeds = front.xpath("//link[@rel='alternate'][@type='application/rss+xml']/@href")

    assert feeds
    assert {_ask(served, paper, urlsplit(feed).path).status for feed in feeds} == {200}


def test_who_has_a_list_is_told_so(world: World) -> None:
    """304 for the same list and the same story; 200 once another story has come out."""
    with Server(world, PRINTED) as server:
        lists = {"echo": "/news/rss", "post": "/sitemaps/news.xml"}
        story = world.press.at(PRINTED).story("echo", answers.DIFFERS)
        tags = {paper: _ask(server, paper, path).headers["ETag"] for paper, path in lists.items()}
        page = _ask(server, "echo", story.path).headers
        again = {
            paper: _ask(server, paper, path, {"If-None-Match": tags[paper]}).status
            for paper, path in lists.items()
            if tags[paper]
        }
        since = _ask(server, "echo", story.path, {"If-Modified-Since": page["Last-Modified"]}).status
        server.clock = datetime(2026, 11, 24, 12, tzinfo=UTC)
        later = _ask(server, "echo", "/news/rss", {"If-None-Match": tags["echo"]}).status

    assert again["echo"] == since == 304
    assert later == 200


# --- Stories ---


def test_the_echo_prints_as_national_world_does(served: Server, world: World) -> None:
    """The body is one string in JSON-LD, without the standfirst, which stands outside the container of the body."""
    story = world.press.at(PRINTED).story("echo", answers.DIFFERS)
    page = _page(served, story)
    told = _linked(page)
    printed = _told(page, "//div[@class='article-content']//div[contains(@class, ' markup')]")

    assert told["@type"] == "NewsArticle"
    assert told["articleBody"] == " ".join(printed)
    assert told["description"] == story.standfirst == _told(page, "//h1/following-sibling::div")[0]
    assert story.standfirst not in " ".join(printed)
    assert _told(page, "//a[@id='hide-ad-link']") == ["Hide Ad", "Hide Ad"]
    assert _told(page, "//div[contains(@class, 'newsletter-box')]/p")[0] == "Sign up to our daily newsletter"


def test_the_post_prints_as_newsquest_does(world: World) -> None:
    """The first paragraph stands apart, those further down in the paid part, and JSON-LD holds no body."""
    with Server(world, END) as server:
        story = world.press.at(END).story("post", answers.CORRECTED)
        page = _page(server, story)

    assert story.path == "/news/24411333.improvement-plan-late-in-three-places/"
    assert "articleBody" not in _linked(page)
    assert _told(page, "//*[@itemprop='articleBody']/p[@class='article-first-paragraph']") == [
        story.standfirst
    ]
    assert _told(page, "//p[contains(@class, 'p402_hide')]")[: len(story.body) - 2] == list(story.body[2:])


def test_a_story_of_the_post_is_found_by_its_number(served: Server) -> None:
    """Whatever words follow it."""
    assert _ask(served, "post", "/news/24410266.something-else/").status == 200
    assert _ask(served, "post", "/news/24410267.care-leavers/").status == 404


def test_what_costs_money_says_so(served: Server, world: World) -> None:
    """`isAccessibleForFree` is false, and the text is on the page nevertheless."""
    page = _page(served, world.press.at(PRINTED).story("echo", answers.PAYWALLED))

    assert _linked(page)["isAccessibleForFree"] == "False"
    assert "It begins in February 2024" in page.text_content()


def test_a_live_blog_grows(world: World) -> None:
    """The newest entry comes first; each comes at its own moment."""
    with Server(world, PRINTED) as server:
        grown = []
        for hour, minute in ((13, 40), (14, 10), (14, 45), (16, 0)):
            server.clock = datetime(2026, 11, 18, hour, minute, tzinfo=UTC)
            page = _page(server, world.press.at(server.clock).story("echo", answers.LIVE))
            grown.append(_told(page, "//div[contains(@class, 'LiveBlog__Post')]/h3"))
        told = _linked(page)

    assert grown[-1] == ["Report received", "The direction is lifted", "Members take their seats"]
    assert [len(each) for each in grown] == [0, 1, 2, 3]
    assert told["@type"] == "LiveBlogPosting"


def test_a_story_that_was_taken_down_is_still_listed(world: World) -> None:
    """The address answers with 404, as real feeds' items do for a while."""
    with Server(world, datetime(2026, 11, 20, 17, tzinfo=UTC)) as server:
        story = world.press.at(server.clock).story("echo", answers.TAKEN_DOWN)
        feed = _ask(server, "echo", "/news/rss").body.decode()

        assert _ask(server, "echo", story.path).status == 404
        assert story.path in feed


def test_a_refused_story_answers_with_403(world: World) -> None:
    """Its listing says more than its page."""
    with Server(world, datetime(2026, 11, 25, 8, tzinfo=UTC)) as server:
        story = world.press.at(server.clock).story("post", answers.REFUSED)

        assert _ask(server, "post", story.path).status == 403
        assert story.standfirst in _ask(server, "post", "/news/rss/").body.decode()


def test_an_edit_in_silence_leaves_the_printed_time_alone(world: World) -> None:
    """The words change and change back; the page says that nothing did."""
    days = [datetime(2026, 12, day, 23, tzinfo=UTC) for day in (1, 2, 3)]
    told = [world.press.at(day).story("echo", answers.EDITED_IN_SILENCE) for day in days]

    assert told[0].paragraphs == told[2].paragraphs != told[1].paragraphs
    assert len({story.modified for story in told}) == 1
    assert [earlier.changed < later.changed for earlier, later in pairwise(told)] == [True, True]


def test_a_correction_says_what_was_wrong(world: World) -> None:
    """The number is put right, and a note below the story tells of it."""
    with Server(world, END) as server:
        page = _page(server, world.press.at(END).story("post", answers.CORRECTED))

    (note,) = _told(page, "//em")

    assert note.startswith(
        "Correction: an earlier version of this article said that 15 actions were finished."
    )
    assert "14 are finished" in page.text_content()


def test_a_story_that_is_not_to_be_archived_says_so(world: World) -> None:
    """In its meta elements."""
    with Server(world, END) as server:
        page = _page(server, world.press.at(END).story("post", answers.NOT_TO_BE_KEPT))

    assert page.xpath("//meta[@name='robots']/@content") == ["noarchive"]


# --- The script ---


def test_the_answers_speak_of_stories_that_there_are(press: Press) -> None:
    """Every number of the answers is that of a story, and names one only."""
    numbers = [story.number for story in press.stories]
    told = {
        *answers.OF_NO_CONCERN, *answers.ON_THE_BORDER, *answers.REUSES_BACKGROUND,
        *(number for pair in answers.COPIES for number in pair),
    }  # fmt: skip

    assert told - set(numbers) == set()
    assert len(set(numbers)) == len(numbers)


def test_copies_share_text_and_reused_background_does_not_make_one(press: Press) -> None:
    """Of a copy most paragraphs stand in the other; of the story that reuses background three of twelve do."""
    by_number = {story.number: story for story in press.stories}
    shared = {
        pair: len({*by_number[pair[0]].paragraphs} & {*by_number[pair[1]].paragraphs})
        / min(len(by_number[number].paragraphs) for number in pair)
        for pair in (*answers.COPIES, answers.REUSES_BACKGROUND)
    }

    assert min(shared[pair] for pair in answers.COPIES) >= 0.8
    assert shared[answers.REUSES_BACKGROUND] <= 0.25


@pytest.mark.parametrize("name", answers.PRIVATE_IN_NEWS)
def test_private_people_are_in_the_stories(press: Press, name: str) -> None:
    """The names that must never be shown are printed: their absence elsewhere means something."""
    assert any(name in " ".join((*story.paragraphs, *story.pictures)) for story in press.stories)


def test_the_sources_lead_to_the_titles(served: Server, tmp_path: Path) -> None:
    """The files of both hold the addresses of the running sites, and every feed and sitemap of theirs answers."""
    paths = sources.write_news(tmp_path, served.news)
    written = {path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    addresses = [found for said in written.values() for found in re.findall(r"(http://\S+?)\"", said)]

    assert sorted(written) == ["news/estmere-echo.toml", "news/wolden-post.toml"]
    assert len(addresses) == 6
    for address in addresses:
        parts = urlsplit(address)
        assert get(f"{parts.scheme}://{parts.netloc}", parts.path or "/").status == 200


def test_a_slip_in_the_script_is_refused(tmp_path: Path) -> None:
    """An edit of words that do not stand in the story is refused with file and moment, not played."""
    folder = copytree(SCRIPT, tmp_path / "script")
    path = folder / "news" / "2026-winter.toml"
    said = path.read_text(encoding="utf-8").replace("15 are finished", "17 are finished", 1)
    path.write_text(said, encoding="utf-8")

    with pytest.raises(ScriptBroken, match=r"news/2026-winter\.toml: the edit of 2026-11-27.*stands 0 times"):
        World.load(folder)
