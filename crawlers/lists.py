"""Find out which lists of stories a news title has: what its file, its robots.txt and its front page name, each asked.

A source and somebody who asks in, a finding out. How politely is for whoever asks; nothing is fetched here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Protocol, TypeAlias, TypeVar
from urllib.parse import urljoin, urlsplit

from crawlers.offers import Finding
from crawlers.pages import news
from crawlers.pages.errors import PageChanged
from crawlers.pages.news import named
from crawlers.problems import Problem
from domain.health import HealthState
from domain.mention import JsonValue
from domain.probe import Road
from domain.source import Source

_FEED, _SITEMAP = "feed", "sitemap"
# Titles name a feed for each town and a sitemap for each month: enough to learn by, without wearing the site out.
_MOST_OF_EACH = 8
# Of the sitemaps that an index leads to.
_MOST_FURTHER = 2

_Read = TypeVar("_Read")
# What makes something of an answer's bytes and address; raises a `PageChanged` where it is another page.
Reading: TypeAlias = Callable[[bytes, str], _Read]


class Asking(Protocol):
    """Asks for one page and reads it; what kept it from doing so is returned as a problem, never raised."""

    async def __call__(self, url: str, read: Reading[_Read]) -> _Read | Problem: ...


@dataclass(frozen=True, kw_only=True)
class _List:
    """A list that may be there: its kind, what it is called, where it would be, and whether the file names it."""

    kind: str
    name: str
    url: str
    is_own: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, kw_only=True)
class _Stories:
    """What a list was found to list; the newest is as it states."""

    items: int
    newest: datetime | None
    further: tuple[str, ...] = ()


_Looked = dict[_List, _Stories | Problem]


async def find(source: Source, ask: Asking, *, today: date) -> Finding:
    """Which lists answer with stories: those of the file, then what the site names itself.

    Where the usual places of its family are all that is left to try, they are tried. What was found is for
    `news.as_found` to use. `today` is the day in England: no story is dated later.
    """
    site = news.site(source.pages)
    looked: _Looked = {}
    for each in _own(site):
        looked[each] = await _look(each, ask, today)
    at_site, elsewhere, silent = await _named(source, ask)
    for each in _new(looked, at_site):
        looked[each] = await _look(each, ask, today)
    of_feeds, of_sitemaps = named.usual(site.family, source.url)
    for kind, urls in ((_FEED, of_feeds), (_SITEMAP, of_sitemaps)):
        if not any(each.kind == kind for each in _alive(looked)):
            for each in _new(looked, [(kind, url) for url in urls]):
                looked[each] = await _look(each, ask, today)
    return _finding(looked, elsewhere=elsewhere, silent=silent)


def _own(site: news.Site) -> Iterator[_List]:
    for kind, lists in ((_FEED, site.feeds), (_SITEMAP, site.sitemaps)):
        for name, url in lists.items():
            yield _List(kind=kind, name=name, url=url, is_own=True)


async def _named(
    source: Source, ask: Asking
) -> tuple[list[tuple[str, str]], tuple[str, ...], tuple[Problem, ...]]:
    """The lists that the site names on hosts of its own, by kind; those that it names elsewhere; what was not to be read."""
    sitemaps = await ask(urljoin(source.url, "/robots.txt"), named.sitemaps)
    feeds = await ask(source.url, named.feeds)
    silent = tuple(answer for answer in (sitemaps, feeds) if isinstance(answer, Problem))
    said = [(_FEED, url) for url in (() if isinstance(feeds, Problem) else feeds)]
    said += [(_SITEMAP, url) for url in (() if isinstance(sitemaps, Problem) else sitemaps)]
    own = [(kind, url) for kind, url in said if is_of(source, url)]
    return own, tuple(url for kind, url in said if not is_of(source, url)), silent


def is_of(source: Source, url: str) -> bool:
    """Whether an address that a site names lies on a host of the source's, or on one under its own.

    A site that named `http://127.0.0.1/` would have us ask our own neighbours: nothing but an operator's file leads there.
    """
    host = urlsplit(url).hostname or ""
    own = (urlsplit(source.url).hostname or "").removeprefix("www.")
    return host in {*source.hosts, own} or host.endswith(f".{own}")


def _new(looked: _Looked, said: Iterable[tuple[str, str]]) -> list[_List]:
    """Those that were not looked at, at most so many of each kind, each with a name of its own."""
    found: list[_List] = []
    for kind in (_FEED, _SITEMAP):
        known = {each.url for each in looked if each.kind == kind}
        fresh = dict.fromkeys(url for of, url in said if of == kind and url not in known)
        for url in islice(fresh, _MOST_OF_EACH):
            taken = frozenset(each.name for each in (*looked, *found) if each.kind == kind)
            found.append(_List(kind=kind, name=named.name_of(url, taken=taken), url=url))
    return found


async def _look(each: _List, ask: Asking, today: date) -> _Stories | Problem:
    if each.kind == _FEED:
        return await ask(each.url, partial(_stories_of_feed, today=today))
    found = await ask(each.url, partial(_stories_of_sitemap, today=today))
    if isinstance(found, Problem) or not found.further:
        return found
    for url in found.further[:_MOST_FURTHER]:
        below = await ask(url, partial(_stories_of_sitemap, today=today))
        if not isinstance(below, Problem) and below.items:
            return below
    return Problem(state=HealthState.BROKEN, reason="none of the sitemaps that it leads to lists stories")


def _stories_of_feed(body: bytes, url: str, *, today: date) -> _Stories:
    found = news.feed(body, url, today=today)
    if not found.stories:
        raise PageChanged("it lists no story")
    return _Stories(items=len(found.stories), newest=found.newest)


def _stories_of_sitemap(body: bytes, url: str, *, today: date) -> _Stories:
    found = news.sitemap(body, url, today=today)
    if not found.stories and not found.further:
        raise PageChanged("it lists no story")
    return _Stories(items=len(found.stories), newest=found.newest, further=found.further)


def _alive(looked: _Looked) -> dict[_List, _Stories]:
    return {each: answer for each, answer in looked.items() if isinstance(answer, _Stories)}


def _finding(looked: _Looked, *, elsewhere: tuple[str, ...], silent: tuple[Problem, ...]) -> Finding:
    alive = _alive(looked)
    dead = {each: answer for each, answer in looked.items() if isinstance(answer, Problem)}
    told = [
        *(f"{each.key} {_said(answer)}" for each, answer in alive.items() if each.is_own),
        *(f"{each.key} of its file: {answer.reason}" for each, answer in dead.items() if each.is_own),
        *(
            f"not in its file: {each.url} {_said(answer)}"
            for each, answer in alive.items()
            if not each.is_own
        ),
        *(f"named on another site, not asked: {url}" for url in elsewhere[:_MOST_OF_EACH]),
    ]
    if alive:
        return Finding(road=Road.NEWS, reason="; ".join(told), found=_as_data(alive, dead, elsewhere))
    problems = [*dead.values(), *silent]
    refused = next((problem for problem in problems if problem.state is HealthState.BLOCKED), None)
    if refused:
        return Finding(road=Road.BLOCKED, reason=refused.reason, found={})
    tried = dict.fromkeys(
        [*told, *(f"{each.url}: {answer.reason}" for each, answer in dead.items() if not each.is_own)]
        + [problem.reason for problem in silent]
    )
    return Finding(road=Road.UNKNOWN, reason="; ".join(tried), found={})


def _said(answer: _Stories) -> str:
    newest = f", the newest of {answer.newest:%Y-%m-%d %H:%M} UTC" if answer.newest else ", none with a date"
    return f"has {answer.items} {'story' if answer.items == 1 else 'stories'}{newest}"


def _as_data(
    alive: dict[_List, _Stories], dead: dict[_List, Problem], elsewhere: tuple[str, ...]
) -> dict[str, JsonValue]:
    lists: dict[str, JsonValue] = {
        each.key: {
            "url": each.url,
            "items": answer.items,
            "newest": f"{answer.newest:%Y-%m-%dT%H:%M:%SZ}" if answer.newest else None,
            "own": each.is_own,
        }
        for each, answer in alive.items()
    }
    return {
        "feeds": {each.name: each.url for each in alive if each.kind == _FEED},
        "sitemaps": {each.name: each.url for each in alive if each.kind == _SITEMAP},
        "dead": [each.key for each in dead if each.is_own],
        "lists": lists,
        "elsewhere": [*elsewhere[:_MOST_OF_EACH]],
    }
