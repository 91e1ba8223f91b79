"""Spiders that look at what the archive says is due, until nothing more is. What a page means is for each spider to say."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from crawlers import errand, problems
from crawlers.answers import Answering
from crawlers.errand import Errand, Order
from crawlers.items import Found, Seen
from crawlers.problems import LeftAlone, Problem
from domain.document import Fetched, Watch
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import london_date
from domain.source import Source

logger = logging.getLogger(__name__)

# The name by which robots.txt may call us.
PRODUCT = "Minutewatch"
_WATCH = "watch"
# More than this need not be planned ahead: meanwhile the archive learns what is due next.
_AT_ONCE = 100


class NotSetUp(MinutewatchError):
    """A spider was started without something that it needs; the message says how to give it."""


class Machine(Protocol):
    """What a machine says of itself; `now` stands in for its clock where it is set."""

    @property
    def home(self) -> Path:
        """The folder of archive and settings."""
        ...

    @property
    def contact(self) -> str | None:
        """Whom sites can turn to."""
        ...

    @property
    def database_url(self) -> str | None:
        """Where the records are, if not in the home."""
        ...

    @property
    def now(self) -> datetime | None:
        """The moment that it is taken to be."""
        ...

    def clock(self) -> datetime:
        """The moment it is."""
        ...


class SourceSpider(Spider, ABC):
    """A spider of one source: `-a council=lancashire`, or `-a source=committee/lancashire`. It has our manners and an errand."""

    errand: Errand

    def __init__(self, source: str | None = None, council: str | None = None, **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        if not (source or council):
            raise NotSetUp(
                f"{self.name}: say which source: -a council=lancashire, or -a source=committee/lancashire"
            )
        self.wanted = source or council or ""
        self._errands = ExitStack()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Set out on the errand: the source's delay and our name go into the settings."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        begun = spider._errands.enter_context(errand.begun(_order(spider.wanted, crawler.settings)))
        if not spider.looks_at(begun.source):
            spider._errands.close()
            raise NotSetUp(f"{begun.source.key}: is a {begun.source.system} site; crawl it with that spider")
        spider.errand = begun
        crawler.settings.set("USER_AGENT", begun.user_agent, "cmdline")
        crawler.settings.set("DOWNLOAD_DELAY", begun.source.delay, "cmdline")
        crawler.signals.connect(spider._come_home, signals.spider_closed)
        return spider

    @property
    def source(self) -> Source:
        """The source that is looked at."""
        return self.errand.source

    def looks_at(self, source: Source) -> bool:
        """Whether this spider knows sources of that kind."""
        return source.system == self.name

    def speaks_for_the_site(self, request: Request) -> bool:  # noqa: ARG002  # for spiders that know better
        """Whether a site that refuses this request wants no more of us at all."""
        return True

    def spared(self, request: Request) -> Problem | None:  # noqa: ARG002  # for spiders that know better
        """Why this request is not sent in this run though the site is not left alone; `None` where it is sent."""
        return None

    def leave_alone(self, problem: Problem) -> Problem:
        """Ask no more of the site in this run. Returns the problem that it is left alone for: the first one."""
        if self.errand.tally.refusal is None:
            logger.warning("%s is left alone for the rest of this run: %s", self.source.url, problem.reason)
            self.errand.tally.refusal = problem
        return self.errand.tally.refusal

    def give_up(self, error: Exception) -> None:
        """Note that we ourselves cannot go on; whatever was not kept is still due."""
        logger.error("%s: given up: %s", self.source.key, error, exc_info=error)
        self.errand.tally.broke = self.errand.tally.broke or str(error) or type(error).__name__

    def _come_home(self) -> None:
        try:
            self._errands.close()
        except Exception as exc:  # noqa: BLE001  # Scrapy would log it and call the crawl a success
            self.give_up(exc)


class WatchSpider(SourceSpider):
    """A spider that looks at what the archive says is due at its source."""

    # The statuses with which the site tells something; every other one says that it could not.
    telling: ClassVar[frozenset[int]] = frozenset({200})

    def __init__(self, source: str | None = None, council: str | None = None, **kwargs: Any) -> None:
        super().__init__(source, council, **kwargs)
        self._asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Set out, to look further whenever nothing is left to do."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._look_further, signals.spider_idle)
        return spider

    def daily(self) -> tuple[str, ...]:
        """The standing questions to the source: the watch keys that are on its queue from the first crawl on.

        How often each is asked is for `domain.looking` to say.
        """
        return ("calendar", "events")

    @abstractmethod
    def address(self, watch: Watch) -> str | None:
        """Where to look for a watch key; `None` if there is no such place."""

    @abstractmethod
    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """

    async def read_by(self, answer: Answering, watch: Watch, response: Response) -> Found:
        """What a good answer holds, as the system's answers are read.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        # Reading takes seconds and waits for a child process: the reactor has other things to do.
        return await asyncio.to_thread(
            answer,
            self.source,
            watch.key,
            response.body,
            url=response.url,
            media_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
            today=london_date(self.errand.clock()),
        )

    def problem_of(self, watch: Watch, error: MinutewatchError) -> Problem:  # noqa: ARG002  # for spiders that know better
        """What it says of the source that an answer is not what was asked for."""
        return problems.of_error(error)

    async def start(self) -> AsyncIterator[Request]:
        """What is due at the start."""
        for request in self._due():
            yield request

    async def answered(self, response: Response) -> AsyncIterator[Seen]:
        """Make something of an answer."""
        watch: Watch = response.meta[_WATCH]
        fetched = self._fetched(watch, response)
        if response.status == 304 and (watch.etag or watch.last_modified):
            yield Seen(fetched=fetched)
        elif response.status not in self.telling:
            yield _failed(fetched, self.errand.tally.refusal or problems.of_status(response.status))
        else:
            yield await self._seen(watch, response, fetched)

    def failed(self, failure: Failure) -> Iterator[Seen]:
        """Make something of a request that got no answer."""
        error = failure.value
        if error is None or isinstance(error, LeftAlone):
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        watch: Watch = request.meta[_WATCH]
        fetched = Fetched(
            source=self.source.key, watch_key=watch.key, url=request.url, asked_at=self.errand.clock()
        )
        yield _failed(fetched, problems.of_error(error))

    def _due(self) -> Iterator[Request]:
        """Requests for what is due now and was not asked for in this run."""
        tally = self.errand.tally
        if tally.refusal or tally.broke:
            return
        try:
            watches = self.errand.keeper.due(
                self.source.key,
                now=self.errand.clock(),
                limit=len(self._asked) + _AT_ONCE,
                daily=self.daily(),
            )
        except Exception as exc:  # noqa: BLE001  # Scrapy would log it and call the crawl a success
            self.give_up(exc)
            return
        fresh = [watch for watch in watches if watch.key not in self._asked]
        # Files come once nothing else is left: where they are now is for their listing to say.
        for watch in [watch for watch in fresh if not watch.key.startswith("document:")] or fresh:
            self._asked.add(watch.key)
            yield from self._request(watch)

    def _request(self, watch: Watch) -> Iterator[Request]:
        url = self.address(watch)
        if url is None:
            logger.warning("%s: %s has no address", self.source.key, watch.key)
            return
        validators = {"If-None-Match": watch.etag, "If-Modified-Since": watch.last_modified}
        yield Request(
            url,
            callback=self.answered,
            errback=self.failed,
            headers={name: value for name, value in validators.items() if value},
            meta={_WATCH: watch},
        )

    def _look_further(self) -> None:
        batch = list(self._due())
        for request in batch:
            self.crawler.engine.crawl(request)
        if batch:
            raise DontCloseSpider

    async def _seen(self, watch: Watch, response: Response, fetched: Fetched) -> Seen:
        try:
            return Seen(fetched=fetched, found=await self.found(watch, response))
        except MinutewatchError as exc:
            problem = self.problem_of(watch, exc)
            if problem.state is HealthState.BLOCKED:
                self.leave_alone(problem)
            return _failed(fetched, problem)
        except Exception as exc:
            # A fault of ours that one answer brings to light must not keep the others from being read.
            logger.exception("%s: %s could not be read", self.source.key, watch.key)
            return Seen(
                fetched=replace(fetched, body=b""), fault=f"could not be read: {type(exc).__name__}: {exc}"
            )

    def _fetched(self, watch: Watch, response: Response) -> Fetched:
        return Fetched(
            source=self.source.key,
            watch_key=watch.key,
            url=response.url,
            asked_at=self.errand.clock(),
            status=response.status,
            headers=_headers(response),
            body=response.body,
        )


def spider_of(crawler: Crawler) -> SourceSpider:
    """The spider of a crawl, known to be one of ours."""
    spider = crawler.spider
    if not isinstance(spider, SourceSpider):
        raise TypeError(f"{spider!r} is no spider of ours: it asks no archive and belongs to no source")
    return spider


def _failed(fetched: Fetched, problem: Problem) -> Seen:
    """What came in place of the page is never stored; that something did is."""
    return Seen(fetched=replace(fetched, body=b"", error=problem.reason), problem=problem)


def _headers(response: Response) -> dict[str, str]:
    """The headers of an answer, names in lower case; cookies are nobody's business."""
    joined = {
        name.decode("latin-1").lower(): b", ".join(response.headers.getlist(name)).decode("latin-1")
        for name in response.headers
    }
    joined.pop("set-cookie", None)
    return joined


def _order(name: str, settings: BaseSettings) -> Order:
    """What the settings ask for. `scrapy crawl` names no more than a source: the rest is asked of minutewatch's own settings."""
    home, now = settings["MINUTEWATCH_HOME"], settings["MINUTEWATCH_NOW"]
    if now is None:
        load: Callable[[Path | None], Machine] = load_object(settings["MINUTEWATCH_CONFIG"])
        machine = load(Path(home) if home else None)
        return Order(
            source=name,
            home=machine.home,
            now=machine.clock(),
            still=machine.now is not None,
            contact=settings["MINUTEWATCH_CONTACT"] or machine.contact,
            database_url=machine.database_url,
        )
    return Order(
        source=name,
        home=Path(home),
        now=now,
        still=settings.getbool("MINUTEWATCH_STILL"),
        contact=settings["MINUTEWATCH_CONTACT"],
        database_url=settings["MINUTEWATCH_DATABASE_URL"],
        run=settings["MINUTEWATCH_RUN"],
        record=_path(settings["MINUTEWATCH_RECORD"]),
        replay=_path(settings["MINUTEWATCH_REPLAY"]),
        starts=settings.getint("MINUTEWATCH_STARTS"),
    )


def _path(words: str | None) -> Path | None:
    return Path(words) if words else None
