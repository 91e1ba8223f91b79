"""Crawl one source in a process of its own: the reactor starts once, and what goes wrong stays inside.

`in_its_own_process(order)` starts it, `python -m crawlers.crawl` is what is started: an order as JSON on standard
input, the log on standard error, one line of JSON at the end on standard output.
"""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawlers import settings as ours
from crawlers import sources
from crawlers.errand import Order
from crawlers.watching import WatchSpider
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import parse_instant


class CrawlFailed(MinutewatchError):
    """A crawl could not be made, or not to its end, for a reason that lies with us."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a crawl went: the state of the source and why, requests sent, looks kept, looks without change, looks that failed.

    `error` says what went wrong with ourselves; a site that refuses us or is broken is no error of ours.
    """

    source: str
    state: HealthState | None = None
    reason: str = ""
    requests: int = 0
    kept: int = 0
    unchanged: int = 0
    failed: int = 0
    seconds: float = 0.0
    error: str | None = None


def in_its_own_process(order: Order, *, log: Path | None = None, **overrides: object) -> Outcome:
    """Crawl in a new process and say how it went; its log goes to a file, or where ours goes.

    `overrides` are Scrapy settings that stand for this crawl.

    Raises:
        CrawlFailed: the process came to no end of its own.
    """
    asked = {
        name: str(value) if isinstance(value, Path) else value
        for name, value in (asdict(order) | {"now": order.now.isoformat(), "settings": overrides}).items()
    }
    with ExitStack() as closing:
        done = subprocess.run(
            [sys.executable, "-m", "crawlers.crawl"],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=closing.enter_context(log.open("ab")) if log else None,
            check=False,
        )
    lines = done.stdout.splitlines()
    if not lines:
        raise CrawlFailed(
            f"{order.source}: the crawl ended without a word (exit code {done.returncode}); see its log"
        )
    said = json.loads(lines[-1])
    return Outcome(**(said | {"state": HealthState(said["state"]) if said["state"] else None}))


def crawl(order: Order, **overrides: object) -> Outcome:
    """Crawl in this process, which can do so only once."""
    began = time.monotonic()
    try:
        spider, requests = _crawl(order, overrides)
    except MinutewatchError as exc:
        return Outcome(source=order.source, error=str(exc), seconds=time.monotonic() - began)
    tally = spider.errand.tally
    health = tally.health
    return Outcome(
        source=spider.source.key,
        state=health.state,
        reason=health.reason,
        requests=requests,
        kept=tally.kept.total(),
        unchanged=tally.unchanged,
        failed=len(tally.failed),
        seconds=round(time.monotonic() - began, 3),
        error=tally.broke,
    )


def main() -> int:
    """Read an order, crawl, say how it went. The exit code is 1 if something went wrong with ourselves or the source is broken."""
    asked = json.load(sys.stdin)
    overrides = asked.pop("settings")
    paths = {name: Path(asked[name]) for name in ("home", "record", "replay") if asked.get(name)}
    order = Order(**(asked | paths | {"now": parse_instant(asked["now"])}))
    outcome = crawl(order, **overrides)
    print(json.dumps(asdict(outcome), ensure_ascii=False))
    return 1 if outcome.error or outcome.state is HealthState.BROKEN else 0


def _crawl(order: Order, overrides: dict[str, object]) -> tuple[WatchSpider, int]:
    system = sources.read(order.home / "sources").one(order.source).system
    process = CrawlerProcess(_settings(order, overrides))
    crawler = process.create_crawler(order.spider or system)
    failures: list[Failure] = []
    process.crawl(crawler, source=order.source).addErrback(failures.append)
    process.start()
    if failures:
        failures[0].raiseException()
    spider = crawler.spider
    if not isinstance(spider, WatchSpider):
        raise CrawlFailed(f"{order.source}: {system} is no spider of ours")
    if count := crawler.stats.get_value("spider_exceptions/count"):
        spider.give_up(CrawlFailed(f"{count} answers made the spider fail; the log says where"))
    return spider, crawler.stats.get_value("downloader/request_count", 0)


def _settings(order: Order, overrides: dict[str, object]) -> Settings:
    settings = Settings()
    settings.setmodule(ours, priority="project")
    given = {
        "HOME": str(order.home),
        "NOW": order.now,
        "STILL": order.still,
        "CONTACT": order.contact,
        "DATABASE_URL": order.database_url,
        "RUN": order.run,
        "RECORD": order.record and str(order.record),
        "REPLAY": order.replay and str(order.replay),
        "STARTS": order.starts,
    }
    settings.update({f"MINUTEWATCH_{name}": value for name, value in given.items()}, priority="cmdline")
    if order.record or order.replay:
        handler = "crawlers.handlers.Replayed" if order.replay else "crawlers.handlers.Recorded"
        settings.set("DOWNLOAD_HANDLERS", dict.fromkeys(("http", "https"), handler), "cmdline")
    settings.update(overrides, priority="cmdline")
    return settings


if __name__ == "__main__":
    sys.exit(main())
