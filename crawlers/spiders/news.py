"""Look at a news title: its feeds and news sitemaps for what is new, and the pages of the stories that are worth reading."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.items import Found, Seen
from crawlers.pages import news
from crawlers.pages.errors import Challenge, unlike
from crawlers.problems import ElsewhereRefused, ForbiddenByRobots, Problem
from crawlers.watching import WatchSpider
from domain.document import ReadDocument, Watch
from domain.health import HealthState
from domain.news import ListedStory, NewsSitemap, StoryGone, StoryRefused, ref_of
from domain.probe import Road
from domain.source import Source
from reading import relevance
from reading.read import read
from storage import probes

_ARTICLE = "article:"
# One story may want a subscription or be kept from crawlers while the others, and the lists, are open to all.
_REFUSALS = frozenset({401, 402, 403, 451})
_GONE = frozenset({404, 410})
# So many refused in a row, and no more stories are asked for in this run: the next ones would fare no better.
_PATIENCE = 3


class NewsSpider(WatchSpider):
    """Watch keys: `feed:<name>`, `sitemap:<name>`, `sitemap:<address>` (which an index leads to), `article:<ref>`.

    Lists are those of the source file, or of the newest good probe where it found them elsewhere. What a list says of a
    story decides whether its page is asked for (`reading.relevance`); that decision is the archive's.
    """

    name = "news"
    # The longest page of news that was seen has two megabytes.
    custom_settings = {"DOWNLOAD_MAXSIZE": 16 * 1024 * 1024}  # noqa: RUF012 -- as Scrapy declares it

    _title: Source | None = None
    _refused_in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Set out to the lists that were found to answer last."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        begun = spider.errand
        with begun.keeper.archive.reading() as session:
            probe = probes.newest(session, begun.source.key)
        if probe and probe.road is Road.NEWS and probe.is_good(begun.clock()):
            spider._title = news.as_found(begun.source, probe.found)
        return spider

    @property
    def source(self) -> Source:
        """The title that is looked at, with the lists that it has."""
        return self._title or self.errand.source

    def daily(self) -> tuple[str, ...]:
        """The title's feeds and news sitemaps."""
        site = news.site(self.source.pages)
        return (*(f"feed:{name}" for name in site.feeds), *(f"sitemap:{name}" for name in site.sitemaps))

    def address(self, watch: Watch) -> str | None:
        """Where to look: what the source file says, or the address under which a list named it."""
        site = news.site(self.source.pages)
        match watch.key.partition(":"):
            case ("feed", _, name):
                return site.feeds.get(name)
            case ("sitemap", _, name):
                return site.sitemaps.get(name) or watch.url
        return watch.url

    def speaks_for_the_site(self, request: Request) -> bool:
        """A story may be refused us by itself; a feed that is refused is the title's."""
        return not _is_of_article(request)

    def spared(self, request: Request) -> Problem | None:
        """Stories are asked for until several in a row were refused; those left are due still."""
        if not _is_of_article(request) or self._refused_in_a_row < _PATIENCE:
            return None
        reason = f"{self._refused_in_a_row} stories in a row were refused"
        return Problem(state=HealthState.OK, reason=reason)

    async def answered(self, response: Response) -> AsyncIterator[Seen]:
        """Make something of an answer; a story that is refused or gone is so by itself."""
        watch: Watch = response.meta["watch"]
        found = of_status(watch.key, response.status)
        if found is None:
            async for seen in super().answered(response):
                yield self._counted(seen)
        else:
            yield self._counted(Seen(fetched=self._fetched(watch, response), found=found))

    def failed(self, failure: Failure) -> Iterator[Seen]:
        """Make something of a request that got no answer; a story that we may not ask for is refused by itself."""
        for seen in super().failed(failure):
            is_refused = isinstance(failure.value, ForbiddenByRobots | ElsewhereRefused)
            is_of_site = self.errand.tally.refusal is not None
            if seen.problem and is_refused and not is_of_site and seen.fetched.watch_key.startswith(_ARTICLE):
                yield Seen(fetched=seen.fetched, found=StoryRefused(reason=seen.problem.reason))
            else:
                yield seen

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        try:
            return await self.read_by(answer, watch, response)
        except Challenge as exc:
            if not watch.key.startswith(_ARTICLE):
                raise
            return StoryRefused(reason=str(exc))

    def _counted(self, seen: Seen) -> Seen:
        """Count refusals in a row. A story that stands elsewhere was never asked for, and counts for nothing."""
        if isinstance(seen.found, StoryRefused):
            self._refused_in_a_row += 1
        elif seen.fetched.watch_key.startswith(_ARTICLE):
            self._refused_in_a_row = 0
        return seen


def answer(source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for.
    """
    match key.partition(":"):
        case ("feed", _, _):
            feed = news.feed(body, url, today=today)
            return replace(feed, stories=tuple(map(_scored, feed.stories)))
        case ("sitemap", _, name):
            sitemap = news.sitemap(body, url, today=today)
            stories = tuple(map(_scored, sitemap.stories))
            return replace(sitemap, stories=stories, further=_further(source, name, sitemap))
    return _article(key.removeprefix(_ARTICLE), body, url=url, media_type=media_type, today=today)


def of_status(key: str, status: int | None) -> StoryRefused | StoryGone | None:
    """What a status other than 200 says of a story; `None` where it says nothing of one."""
    if not key.startswith(_ARTICLE):
        return None
    if status in _REFUSALS:
        return StoryRefused(reason=f"the site refuses it (status {status})")
    return StoryGone(reason=f"the site has it no more (status {status})") if status in _GONE else None


def _is_of_article(request: Request) -> bool:
    watch: Watch | None = request.meta.get("watch")
    return watch is not None and watch.key.startswith(_ARTICLE)


def _scored(story: ListedStory) -> ListedStory:
    score, reasons = relevance.score(story.title, story.summary or "")
    return replace(story, score=score, reasons=reasons)


def _further(source: Source, name: str, sitemap: NewsSitemap) -> tuple[str, ...]:
    """The sitemaps to go on to: those on the title's own hosts, and none from one that an index led to."""
    if "://" in name:
        return ()
    return tuple(address for address in sitemap.further if urlsplit(address).hostname in source.hosts)


def _article(ref: str, body: bytes, *, url: str, media_type: str, today: date) -> ReadDocument | StoryRefused:
    """The story that was asked for, as it was told on this day.

    Raises:
        PageChanged: what came is no story.
    """
    given = ref_of(url)
    # The address of a story that was taken away often leads to the front page, or to another story.
    if given is None or (given != ref and not (given.startswith("/") or ref.startswith("/"))):
        return StoryRefused(reason=f"its address leads away from it, to {url}")
    name = urlsplit(url).path.rpartition("/")[2]
    found = read(body, name=name, url=url, media_type=media_type, seen_on=today)
    if found.article is None:
        raise unlike(body, url, "news story")
    return found
