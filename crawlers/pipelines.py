"""The one pipeline: hands every look at a source to the archive, one after another, and never on the reactor's thread."""

import asyncio
from typing import Self, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawlers.items import Seen
from crawlers.watching import spider_of
from domain.document import Fetched, ReadDocument
from domain.meeting import Calendar, Committee, ListedEvent, Meeting
from storage.keep import Keeper

_Row = TypeVar("_Row")


class Keep:
    """Keeps what was seen, in the order in which it was seen."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._turn = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_item(self, item: Seen) -> Seen:
        """Keep a look. If the archive cannot take it, the crawl ends: what was not kept is still due.

        Raises:
            DropItem: it could not be kept.
        """
        spider = spider_of(self._crawler)
        async with self._turn:
            if spider.errand.tally.broke:
                raise DropItem("not kept: the crawl is ending", log_level="DEBUG")
            try:
                await asyncio.to_thread(keep_seen, spider.errand.keeper, item)
            except Exception as exc:
                spider.give_up(exc)
                self._end()
                raise DropItem(f"not kept: {exc}") from exc
            spider.errand.tally.note(item)
        return item

    def _end(self) -> None:
        """Close the spider once this item is done with: it waits for the pipeline that asks for it."""
        self._ending = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="given up"))


def keep_seen(keeper: Keeper, seen: Seen) -> None:
    """Hand one look to the archive, as what it is."""
    if seen.problem:
        keeper.keep_failure(seen.fetched, retry_at=seen.problem.retry_at)
        return
    match seen.found:
        case None:
            keeper.keep_unchanged(seen.fetched)
        case Calendar():
            keeper.keep_calendar(seen.fetched, seen.found)
        case Meeting():
            keeper.keep_meeting(seen.fetched, seen.found)
        case ReadDocument():
            keeper.keep_document(seen.fetched, seen.found)
        case tuple():
            _keep_rows(keeper, seen.fetched, seen.found)


def _keep_rows(keeper: Keeper, fetched: Fetched, rows: tuple[object, ...]) -> None:
    """Hand on an answer that is a list: the question says of what, for the list may be empty."""
    match fetched.watch_key.partition(":")[0]:
        case "committees":
            keeper.keep_committees(fetched, _all(rows, Committee))
        case "events":
            keeper.keep_events(fetched, _all(rows, ListedEvent))
        case what:
            raise TypeError(f"{what}: no question that a list answers")


def _all(rows: tuple[object, ...], kind: type[_Row]) -> list[_Row]:
    found = [row for row in rows if isinstance(row, kind)]
    if len(found) != len(rows):
        raise TypeError(f"not all of {len(rows)} rows are {kind.__name__}s")
    return found
