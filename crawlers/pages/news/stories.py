"""What feeds and sitemaps have in common: the words, moments and addresses of a listed story, made fit to be kept.

Whatever a list says is cut and cleaned here, and what cannot be (a story of next year, an address of no web) is refused.
"""

import re
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.pages import markup
from crawlers.pages.errors import PageChanged
from crawlers.pages.rows import UnreadableRow
from domain.instants import LONDON
from domain.news import ListedStory, ref_of
from reading.clean import clean
from reading.html import to_text
from reading.unreadable import Unreadable

# The news of a title's busiest week, and as many as a news sitemap may hold (Google's limit). Of a longer list the
# newest are read: the others were there before.
MOST = 1000
# No list of news is longer, in bytes; a hostile one of this length takes the reader half a minute.
_LARGEST = 8 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_LONGEST_TITLE, _LONGEST_SUMMARY, _LONGEST_NAME = 500, 1000, 100
# An address is half of a watch key, which databases limit.
_LONGEST_ADDRESS = 1000
_MOST_AUTHORS = 10
# Where a reader comes from, told by the address: "?utm_source=rss", "&at_medium=RSS" (BBC), "?ref=rss" (Newsquest)
_TRACKING = re.compile(
    r"(?:utm|at|ns|mc|pk)_\w*|ref|rss|cmp|cmpid|fbclid|gclid|int_source|itm_\w*|source|xtor"
)
# Older than any site's news; a clock that was never set gives 1970.
_FIRST_YEAR = 1990
# "Sun, 22 Nov 2026 06:00:00 BST": mail has no such zone, English feeds do.
_SUMMER_TIME = re.compile(r"\bBST\s*\Z")
# "2026-11-22": a day without an hour
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def unpacked(body: bytes, url: str) -> bytes:
    """A list as it is, gzipped ones unpacked (`news.xml.gz`), as far as any list of news goes.

    Raises:
        PageChanged: it is longer than any, or no whole gzip.
    """
    if body.startswith(_GZIP):
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            body = unpacking.decompress(body, _LARGEST + 1)
        except zlib.error as exc:
            raise PageChanged(f"{url}: no whole gzip file ({exc})") from exc
    if len(body) > _LARGEST:
        raise PageChanged(f"{url}: more than {_LARGEST // 1024 // 1024} MB, which is no list of news")
    return body


def story(
    *,
    base: str,
    link: str,
    title: str,
    summary: str = "",
    published: datetime | None = None,
    modified: datetime | None = None,
    authors: Iterable[str] = (),
    section: str = "",
    paywalled: bool | None = None,
) -> ListedStory:
    """A story as it is to be kept: plain words of some length, an absolute address that says nothing of the reader.

    Raises:
        UnreadableRow: it has no headline, or no address at which a story can stand.
    """
    headline = line(title, _LONGEST_TITLE)
    if not headline:
        raise UnreadableRow(f"no headline at {link[:80]!r}")
    address = markup.address(base, link) if link.strip() else None
    url = untracked(address) if address else None
    ref = ref_of(url) if url else None
    if url is None or ref is None or max(len(url), len(ref)) > _LONGEST_ADDRESS:
        raise UnreadableRow(f"no address of a story in {link[:80]!r}")
    names = (line(name, _LONGEST_NAME).removeprefix("By ") for name in authors)
    return ListedStory(
        ref=ref,
        url=url,
        title=headline,
        summary=line(summary, _LONGEST_SUMMARY) or None,
        published=published,
        modified=modified,
        # A mail address in the place of a name is nobody's business.
        authors=tuple(dict.fromkeys(name for name in names if name and "@" not in name))[:_MOST_AUTHORS],
        section=line(section, _LONGEST_NAME) or None,
        paywalled=paywalled,
    )


def listed(stories: Iterable[ListedStory], url: str) -> tuple[tuple[ListedStory, ...], tuple[str, ...]]:
    """Each story once, as it is named first; of very many the newest, with a doubt where nothing says which these are."""
    by_ref: dict[str, ListedStory] = {}
    for each in stories:
        by_ref.setdefault(each.ref, each)
    once = tuple(by_ref.values())
    if len(once) <= MOST:
        return once, ()
    dated = sorted((each for each in once if each.published), key=attrgetter("published"), reverse=True)
    undated = [each for each in once if not each.published]
    doubts = (f"{url}: lists {len(once)} stories, {len(undated)} of them without a date; {MOST} were read",)
    return tuple((*dated, *undated)[:MOST]), doubts if undated else ()


def line(words: str, longest: int) -> str:
    """Words without markup on one line, cut between two of them where they are too long."""
    try:
        plain = to_text(words) if "<" in words else words
    except Unreadable:  # nested deeper than any page is
        return ""
    one = " ".join(clean(markup.unescaped(plain) or "").split())
    return one if len(one) <= longest else f"{one[:longest].rpartition(' ')[0] or one[:longest]} …"


def untracked(url: str) -> str:
    """An address without what it tells of the reader, and without its fragment."""
    parts = urlsplit(url)
    told = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in told if not _TRACKING.fullmatch(name.lower())]
    query = parts.query if len(kept) == len(told) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def moment(words: str, *, today: date | None) -> datetime | None:
    """The moment (UTC) that a list states, as ISO 8601 or as in mail; `None` where it cannot be, or has an hour but no zone.

    Of a day alone it is the first moment in England. A moment after tomorrow, or of the time before there were such
    sites, is a slip.
    """
    words = words.strip()
    try:
        found = _iso(words) or _mail(words)
        if found is None or found.tzinfo is None:
            return None
        at = found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    is_to_come = today is not None and at.date() > today + timedelta(days=1)
    return None if at.year < _FIRST_YEAR or is_to_come else at


def _iso(words: str) -> datetime | None:
    if _DAY.fullmatch(words):
        return datetime.combine(date.fromisoformat(words), time(), LONDON)
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(_SUMMER_TIME.sub("+0100", words))
    except (TypeError, IndexError):
        return None
