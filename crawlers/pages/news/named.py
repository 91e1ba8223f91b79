"""Which lists of stories a site names of its own: sitemaps in its robots.txt, feeds in the head of its pages. Nothing is fetched here."""

import re
from urllib.parse import urlsplit

from crawlers.pages import markup
from crawlers.pages.news.site import Family, is_address
from crawlers.pages.rows import once

# "Sitemap: https://www.woldenpost.example/sitemap-news.xml" (RFC 9309, section 2.2.4; sitemaps.org, "Submitting")
_SITEMAP = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(?P<address>\S{1,1000})", re.IGNORECASE | re.MULTILINE)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# A feed of what readers say under a story, or of one writer, is none of the title's stories.
_OF_COMMENTS = re.compile(r"/comments/", re.ASCII)
# What is left out of an address when a list is named by it: "/news/rss/", "/feed", "/sitemap-news.xml"
_IDLE = frozenset(
    {"rss", "feed", "feeds", "atom", "xml", "index", "html", "www", "service", "sitemap", "sitemaps"}
)
_WORD = re.compile(r"[a-z0-9]+", re.ASCII)
_LONGEST_NAME = 60

# Where titles of a group were seen to have their lists, by others (August 2024 to September 2026): asked only where a
# site names none that answers.
_USUAL: dict[Family, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Family.NATIONAL_WORLD: (("/rss", "/news/rss"), ("/sitemaps/googlenews",)),
    Family.NEWSQUEST: (("/news/rss/",), ()),
    Family.REACH: (("/news/?service=rss", "/?service=rss"), ("/map_news.xml",)),
    Family.WORDPRESS: (("/feed/",), ("/news-sitemap.xml", "/sitemap-news.xml")),
    Family.OTHER: (
        ("/rss", "/feed/", "/rss.xml"),
        ("/news-sitemap.xml", "/sitemap-news.xml", "/googlenews.xml"),
    ),
    Family.BBC: ((), ()),
}


def sitemaps(robots: bytes, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, each once; those that say they are of news come first."""
    found = (_address(url, said.decode("utf-8", "replace")) for said in _SITEMAP.findall(robots))
    named = once(address for address in found if address)
    return tuple(sorted(named, key=lambda address: "news" not in urlsplit(address).path.lower()))


def feeds(page: bytes, url: str) -> tuple[str, ...]:
    """The feeds that a page names by `<link rel="alternate">`, each once, without those of comments.

    Raises:
        PageChanged: it is no page.
    """
    links = markup.page(page, url).iter("link")
    found = (
        _address(url, link.get("href") or "")
        for link in links
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
    )
    return once(address for address in found if address and not _OF_COMMENTS.search(urlsplit(address).path))


def usual(family: Family, url: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where a title of this family would have its feeds and its news sitemaps, by its front page."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    of_feeds, of_sitemaps = _USUAL[family]
    return tuple(f"{root}{path}" for path in of_feeds), tuple(f"{root}{path}" for path in of_sitemaps)


def name_of(url: str, *, taken: frozenset[str]) -> str:
    """What to call a list by its address, other than what is taken: `/news/burnley/rss/` is `news-burnley`."""
    parts = urlsplit(url)
    words = [word for word in _WORD.findall(parts.path.lower()) if word not in _IDLE]
    name = "-".join(words)[:_LONGEST_NAME].strip("-") or "front"
    number, unique = 2, name
    while unique in taken:
        number, unique = number + 1, f"{name}-{number}"
    return unique


def _address(base: str, href: str) -> str | None:
    found = markup.address(base, href)
    return found if found and is_address(found) else None
