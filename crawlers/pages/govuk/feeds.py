"""Atom feeds of GOV.UK's finders: XML in, the pages that they tell of out.

Shape: app/views/finders/*.atom.builder of alphagov/finder-frontend. The id of an entry is that of its page, not of the
update: only id and moment together tell one update from another. A feed that was retired has one entry, which says so.
"""

import re
from datetime import UTC, datetime
from functools import partial

from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.govuk.addresses import path_of
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.publications import Feed, ListedPage

# "tag:www.gov.uk,2005:/government/publications/direction-issued-to-wolden"; older feeds have an address with the moment behind.
_TAG = re.compile(r"tag:[^:/]{1,200}:(?P<path>/.*)")
_ENDED = "this feed has ended"
_LONGEST = 300
_YEARS = range(1900, 2200)


def feed(body: bytes, url: str) -> Feed:
    """What a feed tells of; an empty one tells of nothing.

    Raises:
        PageChanged: it is no Atom feed, or none of its entries can be read.
    """
    root = markup.xml(body, url, "feed")
    entries = root.findall("entry")
    title = markup.words(root.find("title")) or ""
    for entry in entries:
        if (markup.words(entry.find("title")) or "").casefold() == _ENDED:
            return Feed(title=title, pages=(), ended=_last_words(entry, url))
    return Feed(title=title, pages=once(readable(entries, partial(_page, url=url), url=url, what="entry")))


def _page(entry: Element, url: str) -> ListedPage:
    said = markup.words(entry.find("id")) or ""
    tag = _TAG.fullmatch(said)
    path = path_of(tag["path"] if tag else said)
    title = markup.words(entry.find("title"))
    updated = _moment(markup.words(entry.find("updated")) or "")
    if path is None or title is None or updated is None:
        raise UnreadableRow(f"no page, title and moment in {said[:80]!r}")
    return ListedPage(
        path=path, title=title, description=_description(entry, url), updated=updated, document_type=None
    )


def _last_words(entry: Element, url: str) -> str:
    """What the feed says in the end, and where it sends its readers."""
    words = _description(entry, url)
    link = entry.find("link")
    leads_to = markup.address(url, link.get("href", "")) if link is not None else None
    return "; ".join(part for part in (words[:_LONGEST], leads_to) if part) or _ENDED


def _description(entry: Element, url: str) -> str:
    return " ".join((markup.prose(entry.find("summary"), url) or "").split())


def _moment(words: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and moment.year in _YEARS else None
