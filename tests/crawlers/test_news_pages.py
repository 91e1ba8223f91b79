"""What news titles list: feeds and news sitemaps as they are, as they should not be, and as nobody should make them."""

import gzip
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import news
from crawlers.pages.errors import Challenge, NotThePage, PageChanged
from domain.article import ArticleTold
from domain.news import ListedStory, NewsFeed, NewsSitemap, ref_of

TODAY = date(2026, 11, 22)
URL = "https://www.estmereecho.example/news/rss/"
ARTICLE = "https://www.estmereecho.example/news/18701511.panel-backs-plan/"


def item(**fields: str) -> str:
    """An item of RSS about a made-up plan, with these fields changed; one that is empty is left out."""
    told = {
        "title": "Panel backs plan for two children&#39;s homes",
        "link": ARTICLE,
        "description": "&lt;p&gt;Wolden councillors &lt;b&gt;agreed&lt;/b&gt; it.&lt;/p&gt;",
        "pubDate": "Sun, 22 Nov 2026 06:30:00 GMT",
    } | fields
    return f"<item>{''.join(f'<{name}>{words}</{name}>' for name, words in told.items() if words)}</item>"


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Estmere Echo | News</title>'
        f"{''.join(items)}</channel></rss>"
    )


def feed(words: str | bytes, *, url: str = URL) -> NewsFeed:
    return news.feed(words.encode() if isinstance(words, str) else words, url, today=TODAY)


def one(**fields: str) -> ListedStory:
    """The story of a feed that lists this one."""
    (story,) = feed(rss(item(**fields))).stories
    return story


def sitemap(*rows: str, root: str = "urlset", url: str = URL) -> NewsSitemap:
    words = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{"".join(rows)}</{root}>'
    )
    return news.sitemap(words.encode(), url, today=TODAY)


ROW = (
    f"<url><loc>{ARTICLE}</loc><lastmod>2026-11-22T08:00:00+00:00</lastmod><image:image><image:title>The town hall"
    "</image:title></image:image><news:news><news:publication><news:name>Estmere Echo</news:name><news:language>en"
    "</news:language></news:publication><news:publication_date>2026-11-22T06:30:00Z</news:publication_date>"
    "<news:title>Panel backs plan for two children's homes</news:title></news:news></url>"
)


def test_a_feed_lists_its_stories() -> None:
    """A feed gives each story's headline, summary, address, moment, writers and section, in plain words."""
    told = item(category="News", author="By Jo Bloggs", pubDate="Sun, 22 Nov 2026 07:30:00 +0100")
    found = feed(rss(told))

    assert found == NewsFeed(
        title="Estmere Echo | News",
        stories=(
            ListedStory(
                ref="18701511",
                url=ARTICLE,
                title="Panel backs plan for two children's homes",
                summary="Wolden councillors agreed it.",
                published=datetime(2026, 11, 22, 6, 30, tzinfo=UTC),
                authors=("Jo Bloggs",),
                section="News",
            ),
        ),
    )


def test_atom_and_rdf_are_feeds_too() -> None:
    """Atom and RSS 1.0 list stories as RSS 2.0 does."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>tag:wolden,1</id><title>Inspectors'
        ' return</title><link rel="self" href="/x"/><link href="/inspectors-return-4381234"/>'
        "<updated>2026-11-21T10:00:00+01:00</updated></entry></feed>"
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>Post</title></channel><item><title>Inspectors return</title>"
        "<link>/inspectors-return-4381234</link></item></rdf:RDF>"
    )

    (by_atom,) = feed(atom).stories
    assert (by_atom.ref, by_atom.modified) == ("4381234", datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert [story.ref for story in feed(rdf).stories] == ["4381234"]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Sun, 22 Nov 2026 06:30:00 GMT", datetime(2026, 11, 22, 6, 30, tzinfo=UTC)),
        ("Fri, 19 Jun 2026 06:30:00 BST", datetime(2026, 6, 19, 5, 30, tzinfo=UTC)),
        ("2026-11-22T06:30:00.123Z", datetime(2026, 11, 22, 6, 30, 0, 123000, tzinfo=UTC)),
        ("2026-06-19", datetime(2026, 6, 18, 23, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 06:30:00 GMT", datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
        ("Thu, 26 Nov 2026 06:30:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("2026-11-22T06:30:00", None),
        ("Sun, 31 Nov 2026 06:30:00 GMT", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_that_cannot_be_is_none(stated: str, moment: datetime | None) -> None:
    """A date that is no date, of next week, of 1970, or with an hour but no zone is none; the story stays."""
    assert one(pubDate=stated).published == moment


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (f"{ARTICLE}?ref=rss&amp;utm_source=feed#comments-anchor", ARTICLE),
        ("/news/18701511.panel-backs-plan/", ARTICLE),
        ("../18701511.panel-backs-plan/", "https://www.estmereecho.example/news/18701511.panel-backs-plan/"),
        (f" {ARTICLE}\n", ARTICLE),
        (f"{ARTICLE}?page=2&amp;at_medium=RSS", f"{ARTICLE}?page=2"),
    ],
)
def test_an_address_is_whole_and_tells_nothing_of_the_reader(link: str, url: str) -> None:
    """A relative link becomes an address; what counts readers is taken off it."""
    assert one(link=link).url == url


def test_a_story_is_listed_once() -> None:
    """Two items of one story are one story, whatever headline or ending its address has."""
    again = item(link=f"{ARTICLE.removesuffix('/')}-again/?utm_campaign=x", title="Panel backs homes")
    other = item(link="/news/18701600.another/", guid="18701511")

    assert [story.title for story in feed(rss(item(), again, other)).stories] == [
        "Panel backs plan for two children's homes"
    ] * 2


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"link": ""},
        {"link": "https://www.estmereecho.example/"},
        {"link": "javascript:alert(1)"},
        {"link": "http://["},
        {"link": f"https://www.estmereecho.example/{'x' * 2000}"},
    ],
)
def test_an_item_that_names_no_story_is_left_out(fields: dict[str, str]) -> None:
    """An item without a headline or an address is left out; a feed of nothing else is refused."""
    assert len(feed(rss(item(), item(**fields))).stories) == 1
    with pytest.raises(PageChanged, match="none of 1 rows can be read as a story"):
        feed(rss(item(**fields)))


def test_an_empty_feed_lists_nothing() -> None:
    """A feed without items is a feed of nothing, and no error."""
    assert feed(rss()) == NewsFeed(title="Estmere Echo | News", stories=())


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", NotThePage),
        ("<!DOCTYPE html><html><head><title>Estmere Echo</title></head></html>", NotThePage),
        ("<html><script>window._cf_chl_opt = {}</script></html>", Challenge),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', PageChanged),
        ("a line of words", PageChanged),
        ("/etc/hostname", PageChanged),
        ("https://www.estmereecho.example/news/rss/", PageChanged),
    ],
)
def test_what_is_no_feed_is_refused(words: str, error: type[PageChanged]) -> None:
    """HTML, nothing, a challenge or the name of a file in place of a feed is said to be what it is; nothing is opened for it."""
    with pytest.raises(error):
        feed(words)


def test_a_feed_that_is_cut_short_gives_what_it_holds_and_says_so() -> None:
    """Of a feed that ends in the middle the whole items are read, and it is doubted."""
    words = rss(item(), item(link="/news/18701600.another/"))
    found = feed(words[: words.rindex("<link>") + 8])

    assert len(found.stories) == 1
    assert found.doubts == (f"{URL}: the feed is cut short; 1 of 2 stories could be read",)


def test_broken_xml_of_which_nothing_is_lost_is_no_matter() -> None:
    """A feed with a bare & in it, as many have, is read like any other."""
    found = feed(rss(item(title="Homes & carers"), item(link="/news/18701600.another/")))

    assert (len(found.stories), found.doubts) == (2, ())
    assert found.stories[0].title == "Homes & carers"


def test_entities_are_neither_fetched_nor_blown_up() -> None:
    """A feed that names a file of this machine, or words that name ten times themselves, gets neither."""
    bombs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY b0 "homes">{bombs}]>'
    words = rss(item(title="Panel &file; &b8; meets")).replace("<rss", f"{doctype}<rss")
    (story,) = feed(words).stories

    assert story.title.startswith("Panel ")
    assert len(story.title) < 100
    with pytest.raises(PageChanged):
        news.sitemap(f"{doctype}<urlset><url><loc>&file;</loc></url></urlset>".encode(), URL)


def test_of_a_very_long_feed_the_newest_are_read() -> None:
    """Ten thousand items: the newest thousand are taken. Where nothing tells which these are, it is doubted."""
    many = [
        item(link=f"/news/{18_700_000 + number}.x/", pubDate=f"2026-{1 + number % 9:02}-01T00:00:00Z")
        for number in range(10_000)
    ]
    found = feed(rss(*many))

    assert len(found.stories) == 1000
    assert {story.published and story.published.month for story in found.stories} == {9}
    assert found.doubts == ()
    undated = [item(link=f"/news/{18_700_000 + number}.x/", pubDate="") for number in range(1001)]
    assert feed(rss(*undated)).doubts == (
        f"{URL}: lists 1001 stories, 1001 of them without a date; 1000 were read",
    )


def test_a_gzip_bomb_is_refused_and_an_honest_gzip_read() -> None:
    """A list that is handed out as a gzip file is unpacked, but never to more than a list of news can be."""
    assert feed(gzip.compress(rss(item()).encode())) == feed(rss(item()))
    with pytest.raises(PageChanged, match="more than 8 MB"):
        feed(gzip.compress(b" " * 50_000_000))
    with pytest.raises(PageChanged, match="no whole gzip"):
        feed(b"\x1f\x8b" + b"x" * 100)


def test_words_of_a_feed_are_plain_and_of_some_length() -> None:
    """Markup, control characters and a whole story in the place of a summary do not come through; nor do mail addresses."""
    story = one(
        title="&lt;b&gt;Homes&lt;/b&gt; plan\u202f&amp;amp; more",
        description=f"&lt;img src=x&gt;{'Very long. ' * 500}",
        author="jo@estmereecho.test (Jo Bloggs)",
    )

    assert story.title == "Homes plan & more"
    assert story.summary is not None
    assert len(story.summary) <= 1002
    assert story.summary.endswith(("long. …", "Very …"))
    assert story.authors == ("Jo Bloggs",)


def test_a_news_sitemap_lists_its_stories() -> None:
    """A news sitemap gives headline, address and both moments; a picture's title is not taken for the headline."""
    assert sitemap(ROW) == NewsSitemap(
        stories=(
            ListedStory(
                ref="18701511",
                url=ARTICLE,
                title="Panel backs plan for two children's homes",
                published=datetime(2026, 11, 22, 6, 30, tzinfo=UTC),
                modified=datetime(2026, 11, 22, 8, tzinfo=UTC),
            ),
        )
    )


def test_a_news_sitemap_says_what_costs_money() -> None:
    """`<news:access>` tells stories for subscribers."""
    paid = ROW.replace("<news:title>", "<news:access>Subscription</news:access><news:title>")

    assert [story.paywalled for story in sitemap(paid).stories] == [True]


def test_an_index_leads_to_the_sitemaps_of_news() -> None:
    """Of an index of sitemaps those of news are followed, and no more than a few."""
    names = ["news-1.xml", "2019-04.xml", "google-news.xml", *(f"news-2026-{n}.xml" for n in range(20))]
    found = sitemap(*(f"<sitemap><loc>/maps/{name}</loc></sitemap>" for name in names), root="sitemapindex")

    assert found.stories == ()
    assert len(found.further) == 10
    assert found.further[:2] == (
        "https://www.estmereecho.example/maps/news-1.xml",
        "https://www.estmereecho.example/maps/google-news.xml",
    )


def test_a_sitemap_without_news_is_refused() -> None:
    """A sitemap of addresses alone tells nobody what is worth reading, and is said to be none of news; an empty one is quiet."""
    with pytest.raises(PageChanged, match="no sitemap of news"):
        sitemap(f"<url><loc>{ARTICLE}</loc></url>")
    assert sitemap() == NewsSitemap(stories=())
    with pytest.raises(NotThePage):
        news.sitemap(b"<html><title>Estmere Echo</title></html>", URL)
    with pytest.raises(PageChanged):
        news.sitemap(b"<urlset><url>", URL)


@pytest.mark.parametrize(
    ("headers", "noarchive", "tdm_reserved"),
    [
        ({}, False, False),
        ({"x-robots-tag": "noarchive"}, True, False),
        ({"x-robots-tag": "max-snippet: 20, NoIndex"}, True, False),
        ({"x-robots-tag": "none"}, True, False),
        ({"x-robots-tag": "otherbot: noindex"}, False, False),
        ({"x-robots-tag": "otherbot: noindex, minutewatch: noarchive"}, True, False),
        ({"x-robots-tag": "index, follow"}, False, False),
        ({"tdm-reservation": "1"}, False, True),
        ({"tdm-reservation": "0"}, False, False),
    ],
)
def test_headers_ask_for_no_copies(headers: dict[str, str], noarchive: bool, tdm_reserved: bool) -> None:
    """What X-Robots-Tag asks of everybody or of us, and a reservation of mining, are heeded beside what the page says."""
    assert news.wishes(headers) == news.Wishes(noarchive=noarchive, tdm_reserved=tdm_reserved)
    said_by_page = ArticleTold(noarchive=True, tdm_reserved=True)
    assert news.heeded(said_by_page, headers) == said_by_page


@pytest.mark.parametrize(
    ("url", "ref"),
    [
        (ARTICLE, "18701511"),
        ("https://www.woldenpost.example/news/panel-backs-plan-4381234?page=2#top", "4381234"),
        ("https://www.woldenpost.example/news/panel-backs-plan-28037002.amp", "28037002"),
        ("https://www.bbc.example/news/uk-england-wolden-46525911", "46525911"),
        ("https://www.bbc.example/news/articles/c4g0rr5zp0do", "c4g0rr5zp0do"),
        ("https://www.estmere.example/2026/11/22/panel-backs-plan/", "/2026/11/22/panel-backs-plan"),
        ("http://estmere.example//2026/11/22/panel-backs-plan/amp/", "/2026/11/22/panel-backs-plan"),
        ("https://www.estmere.example/minutes-of-20261122", "/minutes-of-20261122"),
        ("https://www.estmere.example/plan-for-2026", "/plan-for-2026"),
        ("https://www.estmere.example/?p=18231&preview=true", "p=18231"),
        ("https://www.estmere.example/caf\u00e9 plan", "/caf%C3%A9%20plan"),
        ("https://www.estmere.example/caf%c3%a9%20plan", "/caf%C3%A9%20plan"),
        ("https://www.estmere.example/", None),
        ("ftp://www.estmere.example/plan", None),
        ("mailto:news@estmere.example", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_story_has_one_name(url: str, ref: str | None) -> None:
    """A story is known by its publisher's number, else by its path; never by its host, query or headline."""
    assert ref_of(url) == ref


@given(st.text(max_size=60))
def test_a_name_is_the_same_however_it_is_reached(path: str) -> None:
    """Tracking, a fragment, a last slash and the edition for telephones change nothing; no address makes it fail."""
    url = f"https://www.estmere.example/news/{path.replace('?', '').replace('#', '').strip()}"
    ref = ref_of(url)

    assert ref_of(f"{url}?utm_source=rss#comments") == ref
    assert ref_of(f"{url}/") == ref
    assert ref is None or ref.isascii()
    with suppress(ValueError):
        ref_of(path)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_no_words_make_a_list_fail_otherwise_than_said(words: str | bytes) -> None:
    """Whatever stands in a feed or sitemap, it is read or refused."""
    said = words if isinstance(words, bytes) else words.encode("utf-8", "surrogatepass")
    with suppress(PageChanged):
        assert feed(said).stories is not None
    with suppress(PageChanged):
        feed(rss(item(title=str(words), link=f"/{words!s}", pubDate=str(words))))
    with suppress(PageChanged):
        news.sitemap(ROW.encode() + said, URL)
    with suppress(PageChanged):
        sitemap(ROW.replace("Panel backs", str(words)))
