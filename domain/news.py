"""What news titles list of themselves: stories in feeds and news sitemaps, and the name by which a story is known.

Records and `ref_of` only: an address in, the story's own name out, the same for everybody. Nothing is fetched here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote_to_bytes, urlsplit

# How a publisher's own number stands in an address, words and all (none of them can be read in two ways):
_NUMBERS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # "/news/18701511.councillors-back-plan": before the words (Newsquest)
        r"/(?P<number>[1-9]\d{5,11})\.[^/]*\Z",
        # "/news/councillors-back-plan-28037002", "...-4381234.html": behind the words (Reach, National World, older BBC)
        r"-(?P<number>[1-9]\d{5,11})(?:\.html?)?\Z",
        # "/news/articles/c4g0rr5zp0do": the number of an asset (BBC since 2023)
        r"/(?:articles|live|videos)/(?P<number>c[0-9a-z]{10}o)\Z",
    )
)
# "minutes-20261122" ends in a day, which is another story's too.
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
# "/councillors-back-plan/amp", "/councillors-back-plan.amp": the same story for telephones
_FOR_TELEPHONES = re.compile(r"[/.]amp\Z")
# "?p=18231", WordPress's address of a story that has no other yet
_POST = re.compile(r"(?:\A|&)p=(?P<number>\d{1,12})(?:&|\Z)", re.ASCII)
_SLASHES = re.compile(r"/{2,}")
# What may stand in a path as itself (RFC 3986, section 3.3).
_ITSELF = "/!$&'()*+,;=:@-._~"


@dataclass(frozen=True, kw_only=True)
class ListedStory:
    """A story as a feed or a news sitemap lists it. `ref` is the source's own name of it (`ref_of`), `url` where it stands.

    Moments are UTC, `None` where none is stated or what is stated cannot be; of a day without an hour it is the first
    moment in England. `section` is the first that is named. `paywalled` is `None` where nothing is said of it. `score` and
    `reasons` are those of title and summary by `reading.relevance`, without the operator's corrections.
    """

    ref: str
    url: str
    title: str
    summary: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    paywalled: bool | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewsFeed:
    """What a feed (RSS, Atom) lists, each story once, in its order. `doubts` say what cannot be trusted in it, in a line each."""

    title: str
    stories: tuple[ListedStory, ...]
    doubts: tuple[str, ...] = ()

    @property
    def newest(self) -> datetime | None:
        """When its newest story came out or was changed, as it states."""
        return _newest(self.stories)


@dataclass(frozen=True, kw_only=True)
class NewsSitemap:
    """What a news sitemap lists, each story once; of an index of sitemaps, the addresses of `further` ones of news."""

    stories: tuple[ListedStory, ...]
    further: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def newest(self) -> datetime | None:
        """When its newest story came out or was changed, as it states."""
        return _newest(self.stories)


@dataclass(frozen=True, kw_only=True)
class StoryRefused:
    """That a story's page is not to be had by us: a paywall, the site's rules, another site. What its list says of it stands."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class StoryGone:
    """That a story's page is no more (404, 410): its publisher took it away."""

    reason: str


def ref_of(url: str) -> str | None:
    """The name of the story at an address within its source, `None` where no story can stand.

    It is the publisher's number where the address has one (`18701511`, `28037002`, `c4g0rr5zp0do`): the words beside it
    change with the headline. Else it is the path without host, query, fragment and last slash (`/2026/11/plan-is-backed`).
    A number never begins with a slash, so that the two are never taken for one another.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    path = _path(parts.path)
    for form in _NUMBERS:
        found = form.search(path)
        if found and not _DAY.fullmatch(found["number"]):
            return found["number"]
    if path != "/":
        return path
    post = _POST.search(parts.query)
    return f"p={post['number']}" if post else None


def _path(path: str) -> str:
    """A path in one way of writing: percent signs only where they must be, one slash where there were several, none at the end."""
    written = quote(unquote_to_bytes(path.encode("utf-8", "replace")), safe=_ITSELF)
    trimmed = _SLASHES.sub("/", written).rstrip("/")
    return _FOR_TELEPHONES.sub("", trimmed) or "/"


def _newest(stories: Iterable[ListedStory]) -> datetime | None:
    stated = (moment for story in stories for moment in (story.published, story.modified) if moment)
    return max(stated, default=None)
