"""Probes of news titles: each list that a title is said to have is asked for, what is true is remembered, and the crawl uses it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import lists
from crawlers.crawl import in_its_own_process
from crawlers.errand import Order
from crawlers.lists import Asking, Reading, is_of
from crawlers.pages import news
from crawlers.pages.errors import PageChanged
from crawlers.pages.news import named
from crawlers.pages.news.site import is_address
from crawlers.problems import Problem, of_status
from domain.errors import MinutewatchError
from domain.mention import JsonValue
from domain.probe import Road
from domain.source import Channel, Licence, Source
from storage.archive import open_archive
from storage.probes import newest
from tests.crawlers.conftest import MONDAY, QUICK
from tests.crawlers.serving import serving

_Read = TypeVar("_Read")
HOME = "https://www.woldenpost.example"
FEED = """<rss version="2.0"><channel><title>Wolden Post</title>
<item><title>Council backs plan for children's homes</title><link>{home}/news/23456701.council-backs-plan/</link>
<pubDate>Sun, 04 Oct 2026 09:12:00 +0100</pubDate></item>
<item><title>Market moves to the square</title><link>{home}/news/23456702.market-moves/</link>
<pubDate>Sat, 03 Oct 2026 18:00:00 +0100</pubDate></item>
</channel></rss>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{home}/news/23456701.council-backs-plan/</loc><news:news><news:publication_date>2026-10-04T08:12:00Z</news:publication_date>
<news:title>Council backs plan for children's homes</news:title></news:news></url></urlset>"""
PLAIN = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{home}/weather/</loc></url></urlset>'
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{home}/sitemaps/2026-09.xml</loc></sitemap><sitemap><loc>{home}/sitemaps/news-today.xml</loc></sitemap></sitemapindex>"""
FRONT = """<!doctype html><html><head><title>Wolden Post</title>
<link rel="alternate" type="application/rss+xml" href="/wolden/rss/" title="Wolden">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" hreflang="cy" href="/cy/"><link rel="stylesheet" href="/x.css"></head><body><p>News</p></body></html>"""
ROBOTS = """User-agent: *
Disallow: /private/
Sitemap: {home}/sitemaps/all.xml
sitemap: {home}/sitemaps/news-today.xml
Sitemap: https://elsewhere.invalid/sitemap-news.xml
"""
EMPTY = '<rss version="2.0"><channel><title>Wolden Post</title></channel></rss>'


def title(**pages: object) -> Source:
    """A title of no family, whose file says this of its pages."""
    return Source(
        key="news/wolden-post",
        channel=Channel.NEWS,
        system="news",
        url=HOME,
        licence=Licence.NONE,
        file_sha256="",
        pages={"family": "other"} | pages,  # type: ignore[arg-type]
    )


def site_of(**answers: str | int) -> tuple[Asking, list[str]]:
    """A site that answers at these paths (`_` for the front page) with a page or a status; and what it was asked."""
    asked: list[str] = []

    async def ask(url: str, read: Reading[_Read]) -> _Read | Problem:
        asked.append(url)
        path = url.removeprefix(HOME)
        answer = answers.get("_" if path in {"", "/"} else path, 404)
        if isinstance(answer, int):
            return of_status(answer)
        try:
            return read(answer.replace("{home}", HOME).encode(), url)
        except MinutewatchError as exc:
            return Problem(state=of_status(404).state, reason=str(exc))

    return ask, asked


def test_what_the_file_says_and_what_the_site_names() -> None:
    """Each list of the file is asked for, then those that robots.txt and the front page name; what differs is told."""
    ask, asked = site_of(
        **{
            "/news/rss/": FEED,
            "/robots.txt": ROBOTS,
            "_": FRONT,
            "/wolden/rss/": FEED,
            "/sitemaps/all.xml": PLAIN,
            "/sitemaps/news-today.xml": SITEMAP,
        }
    )
    source = title(
        feeds={"news": f"{HOME}/news/rss/", "old": f"{HOME}/rss.xml"},
        sitemaps={"two-days": f"{HOME}/map.xml"},
    )
    found = asyncio.run(lists.find(source, ask, today=MONDAY.date()))

    assert found.road is Road.NEWS
    assert found.found == {
        "feeds": {"news": f"{HOME}/news/rss/", "wolden": f"{HOME}/wolden/rss/"},
        "sitemaps": {"news-today": f"{HOME}/sitemaps/news-today.xml"},
        "dead": ["feed:old", "sitemap:two-days"],
        "lists": {
            "feed:news": {
                "url": f"{HOME}/news/rss/",
                "items": 2,
                "newest": "2026-10-04T08:12:00Z",
                "own": True,
            },
            "feed:wolden": {
                "url": f"{HOME}/wolden/rss/",
                "items": 2,
                "newest": "2026-10-04T08:12:00Z",
                "own": False,
            },
            "sitemap:news-today": {
                "url": f"{HOME}/sitemaps/news-today.xml",
                "items": 1,
                "newest": "2026-10-04T08:12:00Z",
                "own": False,
            },
        },
        "elsewhere": ["https://elsewhere.invalid/sitemap-news.xml"],
    }
    assert found.reason.split("; ") == [
        "feed:news has 2 stories, the newest of 2026-10-04 08:12 UTC",
        "feed:old of its file: the site answered with status 404",
        "sitemap:two-days of its file: the site answered with status 404",
        f"not in its file: {HOME}/wolden/rss/ has 2 stories, the newest of 2026-10-04 08:12 UTC",
        f"not in its file: {HOME}/sitemaps/news-today.xml has 1 story, the newest of 2026-10-04 08:12 UTC",
        "named on another site, not asked: https://elsewhere.invalid/sitemap-news.xml",
    ]
    assert len(asked) == len(set(asked)) == 8


def test_the_crawl_goes_by_what_answers() -> None:
    """What the file names and answers is kept alone; where none of it answers, what was found stands in for it."""
    source = title(feeds={"news": f"{HOME}/a", "old": f"{HOME}/b"}, sitemaps={"map": f"{HOME}/c"})
    found: dict[str, JsonValue] = {
        "feeds": {"news": f"{HOME}/a", "wolden": f"{HOME}/d"},
        "sitemaps": {"news-today": f"{HOME}/e"},
        "dead": ["feed:old", "sitemap:map"],
    }
    site = news.site(news.as_found(source, found).pages)

    assert site.feeds == {"news": f"{HOME}/a"}
    assert site.sitemaps == {"news-today": f"{HOME}/e"}
    assert news.as_found(source, {}) == source
    gone: dict[str, JsonValue] = {
        "feeds": {},
        "sitemaps": {},
        "dead": ["feed:news", "feed:old", "sitemap:map"],
    }
    assert news.as_found(source, gone) == source  # asked on, and failing, so that somebody notices


def test_an_index_of_sitemaps() -> None:
    """An index is a list where one of news below it lists stories, and is what the crawl goes by."""
    ask, asked = site_of(
        **{
            "/robots.txt": "Sitemap: {home}/sitemap-news-index.xml",
            "/sitemap-news-index.xml": INDEX,
            "/sitemaps/news-today.xml": SITEMAP,
        }
    )
    found = asyncio.run(lists.find(title(), ask, today=MONDAY.date()))

    assert found.found["sitemaps"] == {"news": f"{HOME}/sitemap-news-index.xml"}
    assert f"{HOME}/sitemaps/2026-09.xml" not in asked


def test_usual_places_come_last() -> None:
    """Where its family usually has lists is asked only where nothing that is named answers."""
    source = replace(title(), pages={"family": "reach"})
    ask, asked = site_of(**{"/news/?service=rss": FEED})
    assert asyncio.run(lists.find(source, ask, today=MONDAY.date())).found["feeds"] == {
        "news": f"{HOME}/news/?service=rss"
    }
    assert asked[-1] == f"{HOME}/map_news.xml"

    ask, asked = site_of(**{"_": FRONT, "/wolden/rss/": FEED})
    asyncio.run(lists.find(source, ask, today=MONDAY.date()))
    assert f"{HOME}/news/?service=rss" not in asked


def test_a_title_without_any_list() -> None:
    """All that was tried is told, and the crawl stays with the file: a bad day of the site must not end the looks."""
    ask, _ = site_of(**{"/news/rss/": EMPTY, "_": FRONT, "/wolden/rss/": "<html><body>Gone</body></html>"})
    found = asyncio.run(lists.find(title(feeds={"news": f"{HOME}/news/rss/"}), ask, today=MONDAY.date()))

    assert (found.road, found.found) == (Road.UNKNOWN, {})
    assert "feed:news of its file: it lists no story" in found.reason
    assert f"{HOME}/wolden/rss/: " in found.reason


def test_a_title_that_refuses_us() -> None:
    """It is blocked, with the reason."""
    ask, _ = site_of(**{"/news/rss/": 403, "_": 403, "/robots.txt": 403})
    found = asyncio.run(lists.find(title(feeds={"news": f"{HOME}/news/rss/"}), ask, today=MONDAY.date()))

    assert (found.road, found.reason) == (Road.BLOCKED, "the site refuses us (status 403)")


def test_a_site_cannot_send_us_to_our_neighbours() -> None:
    """What a site names is asked for on its own hosts and those below them, or where the operator's file leads."""
    source = title(feeds={"news": "https://feeds.wolden.example/news.xml"})

    assert is_of(source, f"{HOME}/rss")
    assert is_of(source, "https://woldenpost.example/rss")
    assert is_of(source, "https://feeds.woldenpost.example/rss")
    assert is_of(source, "https://feeds.wolden.example/other.xml")
    assert not is_of(source, "http://127.0.0.1:8000/rss")
    assert not is_of(source, "http://169.254.169.254/latest/")
    assert not is_of(source, "https://notwoldenpost.example/rss")


def test_a_site_that_names_hundreds_is_asked_for_a_few() -> None:
    """A probe is bounded, whatever robots.txt says; sitemaps that say they are of news come first."""
    many = "".join(f"Sitemap: {HOME}/sitemaps/{number}.xml\n" for number in range(500))
    ask, asked = site_of(
        **{"/robots.txt": f"{many}Sitemap: {HOME}/sitemaps/news.xml\n", "/sitemaps/news.xml": SITEMAP}
    )
    found = asyncio.run(lists.find(title(), ask, today=MONDAY.date()))

    assert found.found["sitemaps"] == {"news": f"{HOME}/sitemaps/news.xml"}
    assert len(asked) < 20


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda words: f"Sitemap: {words}".encode()))
def test_any_robots_txt(robots: bytes) -> None:
    """Whatever stands in it, what is taken from it are web addresses, each once."""
    found = named.sitemaps(robots, f"{HOME}/robots.txt")

    assert all(is_address(url) for url in found)
    assert len(set(found)) == len(found)


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda words: FRONT.replace("/wolden/", words).encode())
)
def test_any_front_page(page: bytes) -> None:
    """Whatever a page is, its feeds are web addresses, or it is no page."""
    try:
        found = named.feeds(page, HOME)
    except PageChanged:
        return

    assert all(is_address(url) for url in found)


@given(st.lists(st.text(alphabet="abc019/-._%é?", max_size=40), max_size=6))
def test_each_list_has_a_name_of_its_own(paths: list[str]) -> None:
    """Names are made of addresses, fit to stand in a file, and never the same twice."""
    taken: list[str] = []
    for path in paths:
        taken.append(named.name_of(f"{HOME}/{path}", taken=frozenset(taken)))

    assert len(set(taken)) == len(paths)
    assert news.site({"feeds": dict.fromkeys(taken, HOME)}).feeds.keys() == set(taken)


class Post:
    """The Wolden Post on loopback."""

    url = ""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """What is given out."""
        self.asked.append(path)
        if path not in self.answers:
            return 404, "text/html", b"<html><title>Not here</title></html>"
        return 200, "text/xml", self.answers[path].replace("{home}", self.url).encode()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], tuple[Post, Path]]]:
    """Serve a title as a test wants it, and make a home whose file names a feed and a sitemap of it."""
    servers: list[object] = []

    def start(answers: dict[str, str]) -> tuple[Post, Path]:
        server = serving(Post(answers))
        servers.append(server)
        post = server.__enter__()
        folder = tmp_path / "sources" / "news"
        folder.mkdir(parents=True)
        (folder / "wolden-post.toml").write_text(
            f'system = "news"\nurl = "{post.url}"\nlicence = "none"\ndelay = 0.01\n'
            f'[pages.feeds]\nnews = "{post.url}/gone/rss"\n'
            f'[pages.sitemaps]\nmap = "{post.url}/sitemaps/news-today.xml"\n',
            encoding="utf-8",
        )
        return post, tmp_path

    yield start
    for server in servers:
        server.__exit__(None, None, None)  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_probe_and_the_crawl_after_it(serve: Callable[[dict[str, str]], tuple[Post, Path]]) -> None:
    """A feed that is gone is replaced by the one that the front page names, from the next crawl on."""
    post, home = serve(
        {
            "/robots.txt": ROBOTS,
            "/": FRONT,
            "/wolden/rss/": FEED,
            "/sitemaps/news-today.xml": SITEMAP,
        }
    )
    order = Order(source="news/wolden-post", home=home, now=MONDAY, still=True, spider="probe")
    outcome = in_its_own_process(order, log=home / "crawl.log", **QUICK)
    with open_archive(home) as archive, archive.reading() as session:
        probe = newest(session, "news/wolden-post")

    assert outcome.error is None
    assert probe is not None
    assert (probe.road, probe.found["feeds"]) == (Road.NEWS, {"wolden": f"{post.url}/wolden/rss/"})
    assert post.asked[0] == "/robots.txt"
    assert not [path for path in post.asked if path.startswith("/comments")]

    post.asked.clear()
    crawled = in_its_own_process(replace(order, spider=None), log=home / "crawl.log", **QUICK)

    assert crawled.error is None
    assert {"/wolden/rss/", "/sitemaps/news-today.xml"} <= set(post.asked)
    assert "/gone/rss" not in post.asked


@pytest.mark.slow
def test_a_probe_obeys_robots_txt(serve: Callable[[dict[str, str]], tuple[Post, Path]]) -> None:
    """What robots.txt forbids is not asked for, though it be named."""
    post, home = serve(
        {"/robots.txt": f"User-agent: *\nDisallow: /wolden/\n{ROBOTS}", "/": FRONT, "/wolden/rss/": FEED}
    )
    order = Order(source="news/wolden-post", home=home, now=MONDAY, still=True, spider="probe")
    in_its_own_process(order, log=home / "crawl.log", **QUICK)

    assert not [path for path in post.asked if path.startswith("/wolden")]
