"""News sitemaps, and indexes that lead to them: bytes in, the stories of the last two days out. Nothing is fetched here.

Shape: https://www.sitemaps.org/protocol.html with the news extension (namespace
http://www.google.com/schemas/sitemap-news/0.9). A sitemap without it names addresses alone, by which nobody can tell
what is worth reading; it is no sitemap of news.
"""

import re
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.errors import PageChanged
from crawlers.pages.news import stories
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.news import ListedStory, NewsSitemap

_INDEX = re.compile(rb"<(?:\w{1,20}:)?sitemapindex\b")
_LOOK_AT = 8192
# In the path of a sitemap of news: "/sitemaps/news-2026-11.xml", "/map_news.xml", "/googlenews.xml".
_OF_NEWS = re.compile(r"news", re.IGNORECASE)
# An index names a sitemap for each month or section; those of news are one or two.
_MOST_FURTHER = 10
# What <news:access> says where a story is not free to read; what it says no more since 2019 some still do.
_PAID = frozenset({"subscription", "registration"})


def sitemap(body: bytes, url: str, *, today: date | None = None) -> NewsSitemap:
    """What a news sitemap lists, or an index of sitemaps leads to. Either may be empty.

    Raises:
        PageChanged: it is no sitemap, one without news, or none of its stories can be read.
    """
    unpacked = stories.unpacked(body, url)
    if _INDEX.search(unpacked[:_LOOK_AT]):
        return NewsSitemap(stories=(), further=_further(unpacked, url))
    rows = markup.xml(unpacked, url, "urlset").findall("url")
    told = [row for row in rows if row.find("news") is not None]
    if rows and not told:
        raise PageChanged(f"{url}: no <news:news> in any of {len(rows)} rows; it is no sitemap of news")
    read = readable(told, partial(_story, url=url, today=today), url=url, what="story")
    found, doubts = stories.listed(read, url)
    return NewsSitemap(stories=found, doubts=doubts)


def _further(body: bytes, url: str) -> tuple[str, ...]:
    """The sitemaps of news that an index leads to, the first of them."""
    rows = markup.xml(body, url, "sitemapindex").findall("sitemap")
    addresses = (markup.link(row.find("loc"), url) for row in rows)
    of_news = (
        address
        for address in addresses
        if address and _OF_NEWS.search(urlsplit(address).path) and address != url
    )
    return once(of_news)[:_MOST_FURTHER]


def _story(row: Element, *, url: str, today: date | None) -> ListedStory:
    address, news = markup.link(row.find("loc"), url), row.find("news")
    if news is None or address is None:
        raise UnreadableRow("no address and news")
    access = (markup.words(news.find("access")) or "").casefold()
    return stories.story(
        base=url,
        link=address,
        title=markup.words(news.find("title")) or "",
        published=stories.moment(markup.words(news.find("publication_date")) or "", today=today),
        modified=stories.moment(markup.words(row.find("lastmod")) or "", today=today),
        paywalled=access in _PAID if access else None,
    )
