"""Feeds of news titles (RSS, RDF, Atom): bytes in, the stories that they list out. Nothing is fetched here, whatever a feed names.

feedparser reads what is no XML any more; how much of it was lost on the way is counted here, and said.
"""

import re
from datetime import date
from functools import partial
from io import BytesIO

import feedparser
from pydantic import Field

from crawlers.pages.checked import Answered, row_of
from crawlers.pages.errors import unlike
from crawlers.pages.news import stories
from crawlers.pages.rows import readable
from domain.news import ListedStory, NewsFeed

# Such as "<item>", "<item rdf:about=...", "<atom:entry>".
_ROW = re.compile(rb"<(?:[a-z]{1,20}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
# The end of a feed: "</rss>", "</feed>", "</rdf:RDF>"; what comes after it is white space and comments.
_END = re.compile(rb"</(?:rss|(?:[a-z]{1,20}:)?(?:feed|rdf))\s*>", re.IGNORECASE)
_TAIL = 4096
_LONGEST_TITLE = 200


class _Named(Answered):
    name: str = ""


class _Tag(Answered):
    term: str | None = None


class _Entry(Answered):
    """An item or entry, as feedparser names its parts whatever the kind of feed."""

    title: str = ""
    link: str = ""
    feedburner_origlink: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[_Named, ...] = ()
    tags: tuple[_Tag, ...] = ()


class _Head(Answered):
    title: str = ""


class _Parsed(Answered):
    version: str = ""
    bozo: bool | int = False
    entries: tuple[dict[str, object], ...] = ()
    feed: _Head = Field(default=_Head())


def feed(body: bytes, url: str, *, today: date | None = None) -> NewsFeed:
    """What a feed lists; an empty one lists nothing. A story dated later than tomorrow has no date (`today`: in England).

    Raises:
        PageChanged: it is no feed, or none of its items can be read.
    """
    unpacked = stories.unpacked(body, url)
    parsed = _Parsed.model_validate(_parsed(unpacked, url))
    if not parsed.version:
        raise unlike(unpacked, url, "feed (RSS or Atom)")
    read = readable(parsed.entries, partial(_story, url=url, today=today), url=url, what="story")
    found, doubts = stories.listed(read, url)
    broken = _lost(unpacked, url, read=len(read)) if parsed.bozo else ()
    return NewsFeed(
        title=stories.line(parsed.feed.title, _LONGEST_TITLE), stories=found, doubts=(*broken, *doubts)
    )


def _parsed(body: bytes, url: str) -> dict[str, object]:
    # Bytes alone it would take for the name of a file to open.
    found: dict[str, object] = feedparser.parse(
        BytesIO(body),
        response_headers={"content-location": url, "content-type": "application/xml"},
        sanitize_html=False,  # no markup is kept of it
        resolve_relative_uris=False,  # nor any link but the story's
    )
    return dict(found)


def _story(entry: dict[str, object], *, url: str, today: date | None) -> ListedStory:
    found = row_of(_Entry, entry)
    return stories.story(
        base=url,
        link=found.feedburner_origlink or found.link,
        title=found.title,
        summary=found.summary,
        published=stories.moment(found.published, today=today),
        modified=stories.moment(found.updated, today=today),
        authors=[author.name for author in found.authors],
        section=next((tag.term for tag in found.tags if tag.term), ""),
    )


def _lost(body: bytes, url: str, *, read: int) -> tuple[str, ...]:
    """What is to be said against a feed that is no XML: whether it ends, and how many of its items were read."""
    rows = len(_ROW.findall(body))
    if not _END.search(body[-_TAIL:]):
        return (f"{url}: the feed is cut short; {read} of {rows} stories could be read",)
    if read < rows:
        return (f"{url}: the feed is broken XML; {read} of {rows} stories could be read",)
    return ()
