"""Manners on the web: whose site we are on, when a site wants no more of us, and what its robots.txt allows.

Scrapy 2.19 lets requests through that wait for robots.txt together, takes a robots.txt that fails as leave to go on,
and ignores Retry-After and Crawl-delay; these middlewares do not.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawlers import problems, waiting
from crawlers.pages.errors import Challenge, unlike
from crawlers.problems import ElsewhereRefused, ForbiddenByRobots, LeftAlone, Problem
from crawlers.waiting import Wait
from crawlers.watching import PRODUCT, spider_of
from domain.health import HealthState

# Marks the request for robots.txt itself.
_ROBOTS = "minutewatch_robots"
# Answers that may be other a moment later.
_PASSING = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
_FOR_GOOD = frozenset({301, 308})
# RFC 9309, section 2.5: a crawler reads at least 500 kibibytes.
_ROBOTS_BYTES = 512 * 1024


class OwnSite:
    """Keeps to the source's own hosts: a site that sends us elsewhere has moved, and its papers are its own."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse other hosts.

        Raises:
            ElsewhereRefused: the address lies on one.
        """
        source = spider_of(self._crawler).source
        own = urlsplit(source.url).hostname
        host = urlparse_cached(request).hostname
        if (
            own is None or host in source.hosts or request.meta.get(_ROBOTS)
        ):  # what an operator names may stand anywhere
            return
        if request.meta.get("redirect_urls"):
            raise ElsewhereRefused(_moved(request, own))
        reason = f"it stands on another site ({host})"
        raise ElsewhereRefused(Problem(state=HealthState.OK, reason=reason))


class Patience:
    """Waits as a site asks, repeats what failed in passing a few times, ever more slowly, and knows when to leave a site alone."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_wait = crawler.settings.getfloat("MINUTEWATCH_LONGEST_WAIT")
        self._backoff = crawler.settings.getfloat("MINUTEWATCH_BACKOFF")
        self._is_replay = crawler.settings["MINUTEWATCH_REPLAY"] is not None
        self._patience = crawler.settings.getint("MINUTEWATCH_PATIENCE")
        self._unanswered = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Send nothing more to a site that is left alone.

        Raises:
            LeftAlone: it is, or this address is.
        """
        spider = spider_of(self._crawler)
        if problem := spider.errand.tally.refusal or spider.spared(request):
            raise LeftAlone(problem)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Wait and ask again where the answer is a passing one; leave the site alone where it refuses us."""
        about_robots = request.meta.get(_ROBOTS, False)
        if response.status in _PASSING:
            return await self._passing(request, response)
        problem = problems.of_status(response.status)
        speaks = not about_robots and spider_of(self._crawler).speaks_for_the_site(request)
        if problem.state is HealthState.BLOCKED and speaks:
            self._leave_alone(request, _with_challenge(response) or problem)
        self._unanswered = 0
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again where the connection failed in passing; leave the site alone where it would fail again."""
        if isinstance(exception, IgnoreRequest | DownloadCancelledError):
            return None
        problem = problems.of_error(exception)
        if problems.is_distrust(exception):
            self._leave_alone(request, problem)
            return None
        if again := await self._again(request, problem.reason, wait=None):
            return again
        if isinstance(exception, CannotResolveHostError | DownloadConnectionRefusedError):
            self._leave_alone(request, problem)
        self._count_unanswered(request, problem)
        return None

    async def _passing(self, request: Request, response: Response) -> Response | Request:
        problem = _with_challenge(response) or problems.of_status(response.status)
        asked = _retry_after(response, now=spider_of(self._crawler).errand.clock())
        if asked and asked.seconds > self._longest_wait:
            reason = f"{problem.reason}; it asks us to wait until {asked.until:%Y-%m-%d %H:%M} UTC"
            self._leave_alone(request, Problem(state=problem.state, reason=reason, retry_at=asked.until))
            return response
        may_pass = problem.state is not HealthState.BLOCKED or response.status == 429
        wait = asked.seconds if asked else None
        if may_pass and (again := await self._again(request, problem.reason, wait=wait)):
            return again
        if problem.state is HealthState.BLOCKED:
            self._leave_alone(request, problem)
        self._count_unanswered(request, problem)
        return response

    async def _again(self, request: Request, reason: str, *, wait: float | None) -> Request | None:
        tries = request.meta.get("retry_times", 0)
        again = get_retry_request(
            request, spider=spider_of(self._crawler), reason=reason, give_up_log_level="INFO"
        )
        if again is not None:
            # The request counts as being downloaded while it waits, so that no other one is sent meanwhile.
            pause = self._backoff * 3**tries if wait is None else wait
            await asyncio.sleep(0 if self._is_replay else pause)
        return again

    def _count_unanswered(self, request: Request, problem: Problem) -> None:
        self._unanswered += 1
        if self._unanswered >= self._patience:
            self._leave_alone(request, problem)

    def _leave_alone(self, request: Request, problem: Problem) -> None:
        if request.meta.get(_ROBOTS):
            problem = replace(problem, reason=f"robots.txt: {problem.reason}")
        spider_of(self._crawler).leave_alone(problem)


class Robots:
    """Reads a site's robots.txt before anything else of it, and obeys. Whoever comes meanwhile waits."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_delay = crawler.settings.getfloat("MINUTEWATCH_LONGEST_DELAY")
        self._is_replay = crawler.settings["MINUTEWATCH_REPLAY"] is not None
        self._rules: dict[str, asyncio.Task[ProtegoRobotParser | Problem]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Hold the request until the rules of its site are known; redirected ones come by here too.

        Raises:
            ForbiddenByRobots: the rules forbid the address, or cannot be read.
        """
        if request.meta.get(_ROBOTS):
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._read(origin))
        # One of many that wait may be called off without the others.
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, Problem):
            raise ForbiddenByRobots(rules)
        if not rules.allowed(request.url, PRODUCT):
            reason = f"robots.txt forbids {parts.path}"
            raise ForbiddenByRobots(Problem(state=HealthState.BLOCKED, reason=reason))

    async def _read(self, origin: str) -> ProtegoRobotParser | Problem:
        """The rules of a site; without a robots.txt (4xx) there are none, and where it fails all is forbidden (RFC 9309, section 2.3.1)."""
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta={_ROBOTS: True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as exc:  # noqa: BLE001  # whatever keeps us from the rules keeps us from the site
            failed = problems.of_error(exc)
            return self._unread(Problem(state=failed.state, reason=f"robots.txt: {failed.reason}"))
        if response.status == 429 or not (200 <= response.status < 300 or 400 <= response.status < 500):
            reason = f"robots.txt: {problems.of_status(response.status).reason}"
            return self._unread(Problem(state=HealthState.BLOCKED, reason=reason))
        body = response.body[:_ROBOTS_BYTES] if response.status < 300 else b""
        rules = ProtegoRobotParser.from_crawler(self._crawler, body)
        return self._paced(rules, host=urlparse_cached(request).hostname or "")

    def _paced(self, rules: ProtegoRobotParser, *, host: str) -> ProtegoRobotParser | Problem:
        delay = rules.crawl_delay(PRODUCT) or 0.0
        if delay > self._longest_delay:
            reason = f"robots.txt asks for {delay:g} seconds between two requests"
            return self._unread(Problem(state=HealthState.BLOCKED, reason=reason))
        throttle = self._crawler.get_extension(Throttle)
        if throttle is not None and not self._is_replay:
            throttle.at_least(delay, host=host)
        return rules

    def _unread(self, problem: Problem) -> Problem:
        return spider_of(self._crawler).leave_alone(problem)


class Throttle(AutoThrottle):
    """AutoThrottle that keeps above the delay that a robots.txt asks for."""

    def at_least(self, seconds: float, *, host: str) -> None:
        """From now on leave at least so many seconds between two requests."""
        self.mindelay = max(self.mindelay, seconds)
        self.maxdelay = max(self.maxdelay, self.mindelay)
        slot: Slot | None = self.crawler.engine.downloader.slots.get(host)
        if slot is not None:
            slot.delay = max(slot.delay, self.mindelay)


def _moved(request: Request, own: str) -> Problem:
    """What it says of a site that it sends us on to another host, for good (RFC 9110, 15.4.2 and 15.4.9) or for now."""
    for_good = request.meta["redirect_reasons"][-1] in _FOR_GOOD
    return Problem(
        state=HealthState.MOVED,
        reason=f"{own} sends us on to {request.url}{' for good' if for_good else ''}; "
        "if the site has moved, change its url",
        sent_to=request.url if for_good else None,
    )


def _retry_after(response: Response, *, now: datetime) -> Wait | None:
    words, date = ((response.headers.get(name) or b"").decode("latin-1") for name in ("Retry-After", "Date"))
    return waiting.asked(words, date=date, now=now)


def _with_challenge(response: Response) -> Problem | None:
    """The problem of a challenge that came with an error status."""
    found = unlike(response.body, response.url, "page")
    return problems.of_error(found) if isinstance(found, Challenge) else None
