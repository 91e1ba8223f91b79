"""What a council published of late: its What's New page and its feed. Bytes in, listed events out."""

import re
from datetime import date
from functools import partial

from lxml.etree import _Element as Element

from crawlers.pages import markup, printed
from crawlers.pages.elements import elements, line
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.moderngov import addresses
from crawlers.pages.moderngov.content import content, is_headed
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.instants import LONDON
from domain.meeting import ListedEvent

# "10/06/2026 - Minutes published: Children's Services Scrutiny Committee, 22/04/2026", white space collapsed; of what has no
# title, what it is stands alone: "10/06/2026 - Library document published"
_EVENT = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) ?[-–] ?(?P<what>[^:]+)(?:: ?(?P<title>.+))?", re.ASCII)
# The heading "What's new", whatever its apostrophe
_WHATS_NEW = re.compile(r"what.{0,2}s new", re.IGNORECASE)


def events(body: bytes, url: str) -> tuple[ListedEvent, ...]:
    """What a council published of late: a What's New page, or a feed where the address is a feed's.

    Raises:
        PageChanged: it is neither, such as the HTML page that stands in for a feed.
    """
    if addresses.path_of(url).endswith("/mgrss.aspx"):
        return _feed(body, url)
    page = content(body, url)
    rows = elements(page, ".//ul[contains(@class, 'mgBulletList')]/li")
    if not rows and not is_headed(page, _WHATS_NEW):
        raise unlike(body, url, "list of publications (ul.mgBulletList)")
    return once(readable(rows, partial(_event, url=url), url=url, what="publication"))


def _event(row: Element, url: str) -> ListedEvent:
    words = line(row)
    found = _EVENT.fullmatch(words)
    day = printed.day(found["day"]) if found else None
    if found is None or day is None:
        raise UnreadableRow(f"no date, kind and title in {words[:80]!r}")
    hrefs = [href for link in row.iter("a") if (href := link.get("href"))]
    leads_to = markup.address(url, hrefs[0] if hrefs else "")
    return _listed_event(day=day, what=found["what"], title=found["title"] or found["what"], url=leads_to)


def _feed(body: bytes, url: str) -> tuple[ListedEvent, ...]:
    channel = markup.xml(body, url, "rss").find("channel")
    if channel is None:
        raise PageChanged(f"{url}: no <channel> in the feed")
    # A decision stands once for each of its signatories (Greater Manchester).
    return once(readable(channel.findall("item"), partial(_feed_event, url=url), url=url, what="publication"))


def _feed_event(row: Element, url: str) -> ListedEvent:
    what, _, title = (markup.words(row.find("title")) or "").partition(":")
    moment = printed.moment(markup.words(row.find("pubDate")) or "")
    if not what or moment is None:
        raise UnreadableRow(f"no date, kind and title in {markup.words(row.find('title'))!r}")
    return _listed_event(
        day=moment.astimezone(LONDON).date(),
        what=what.strip(),
        title=title.strip(),
        url=markup.link(row.find("link"), url),
    )


def _listed_event(*, day: date, what: str, title: str, url: str | None) -> ListedEvent:
    if url is None:
        raise UnreadableRow(f"no web address to go with {title[:80]!r}")
    what = what.strip()
    # A petition has the address of an issue, and is none.
    is_petition = "petition" in what.lower()
    return ListedEvent(
        day=day,
        what=what,
        title=title,
        url=url,
        meeting_ref=addresses.meeting_ref(url),
        decision_ref=addresses.decision_ref(url),
        issue_ref=None if is_petition else addresses.issue_ref(url),
        plan_ref=addresses.plan_ref(url),
    )
