"""The one pipeline: hands every look at a source to the archive, one after another, and never on the reactor's thread."""

import asyncio
import logging
from dataclasses import replace
from typing import Self, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawlers.items import REFUSED, Seen
from crawlers.pages import news
from crawlers.watching import spider_of
from domain.article import ArticleTold
from domain.document import Fetched, ReadDocument
from domain.meeting import AgendaItem, Attendee, Calendar, Committee, ListedEvent, Meeting
from domain.members import Councillor
from domain.news import NewsFeed, NewsSitemap, StoryGone, StoryRefused
from domain.plans import Issue, Plan, PlanList
from domain.provider import HomeTable, ProviderList, ProviderPage, TableLeads
from domain.publications import (
    ContentGone,
    ContentItem,
    DataFile,
    DataSetChanges,
    DataSetList,
    DataSetVersions,
    Feed,
    PublicationList,
    SearchPage,
)
from domain.register import Register, RegisteredDecision
from storage.keep import Keeper, NotKept

logger = logging.getLogger(__name__)

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
                seen = await asyncio.to_thread(_kept, spider.errand.keeper, item)
            except Exception as exc:
                spider.give_up(exc)
                self._end()
                raise DropItem(f"not kept: {exc}") from exc
            spider.errand.tally.note(seen)
        return seen

    def _end(self) -> None:
        """Close the spider once this item is done with: it waits for the pipeline that asks for it."""
        self._ending = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="given up"))


def _kept(keeper: Keeper, seen: Seen) -> Seen:
    """Keep a look; what cannot be kept is noted as a look that failed, and the crawl goes on."""
    try:
        return replace(seen, doubt=keep_seen(keeper, seen))
    except NotKept as exc:
        logger.exception("%s: %s", seen.fetched.source, seen.fetched.watch_key)
        unkept = Seen(fetched=replace(seen.fetched, body=b""), fault=str(exc))
        keep_seen(keeper, unkept)
        return unkept


def keep_seen(keeper: Keeper, seen: Seen) -> str | None:
    """Hand one look to the archive, as what it is. Returns what makes it doubtful, if anything does.

    Raises:
        NotKept: this look cannot be kept; others can.
    """
    if seen.fault:
        keeper.keep_failure(replace(seen.fetched, error=seen.fault), unkept=seen.fault)
        return None
    if seen.problem:
        keeper.keep_failure(seen.fetched, retry_at=seen.problem.retry_at)
        return None
    match seen.found:
        case None:
            keeper.keep_unchanged(seen.fetched)
        case Calendar():
            return keeper.keep_calendar(seen.fetched, seen.found)
        case Meeting() if seen.fetched.watch_key.startswith("page:"):
            keeper.keep_page(seen.fetched, seen.found)
        case Meeting():
            keeper.keep_meeting(seen.fetched, seen.found)
        case AgendaItem():
            keeper.keep_item(seen.fetched, seen.found)
        case Register():
            keeper.keep_register(seen.fetched, seen.found)
        case RegisteredDecision():
            keeper.keep_decision(seen.fetched, seen.found)
        case PlanList():
            keeper.keep_plans(seen.fetched, seen.found)
        case Plan():
            keeper.keep_plan(seen.fetched, seen.found)
        case Issue():
            keeper.keep_issue(seen.fetched, seen.found)
        case ProviderList():
            keeper.keep_providers(seen.fetched, seen.found)
        case ProviderPage():
            return keeper.keep_provider(seen.fetched, seen.found)
        case TableLeads():
            keeper.keep_table_leads(seen.fetched, seen.found)
        case HomeTable():
            keeper.keep_homes(seen.fetched, seen.found)
        case SearchPage() | Feed():
            return keeper.keep_listing(seen.fetched, seen.found)
        case ContentItem() | ContentGone():
            keeper.keep_content(seen.fetched, seen.found)
        case PublicationList() | DataSetList() | DataSetVersions() | DataSetChanges() | DataFile():
            keeper.keep_statistics(seen.fetched, seen.found)
        case NewsFeed() | NewsSitemap():
            return keeper.keep_news_listing(seen.fetched, seen.found)
        case StoryRefused(reason=reason):
            keeper.keep_refused(_without_body(seen.fetched, f"{REFUSED}{reason}"), reason)
        case StoryGone(reason=reason):
            keeper.keep_gone(_without_body(seen.fetched, reason))
        case ReadDocument(article=ArticleTold() as told):
            heeded = replace(seen.found, article=news.heeded(told, seen.fetched.headers))
            keeper.keep_document(seen.fetched, heeded)
        case ReadDocument():
            keeper.keep_document(seen.fetched, seen.found)
        case tuple():
            _keep_rows(keeper, seen.fetched, seen.found)
    return None


def _without_body(fetched: Fetched, error: str) -> Fetched:
    """What came in place of a story is never stored; that it did is, and why."""
    return replace(fetched, body=b"", error=error)


def _keep_rows(keeper: Keeper, fetched: Fetched, rows: tuple[object, ...]) -> None:
    """Hand on an answer that is a list: the question says of what, for the list may be empty."""
    match fetched.watch_key.partition(":")[0]:
        case "attendance":
            keeper.keep_attendance(fetched, _all(rows, Attendee))
        case "committees":
            keeper.keep_committees(fetched, _all(rows, Committee))
        case "events":
            keeper.keep_events(fetched, _all(rows, ListedEvent))
        case "members":
            keeper.keep_members(fetched, _all(rows, Councillor))
        case what:
            raise TypeError(f"{what}: no question that a list answers")


def _all(rows: tuple[object, ...], kind: type[_Row]) -> list[_Row]:
    found = [row for row in rows if isinstance(row, kind)]
    if len(found) != len(rows):
        raise TypeError(f"not all of {len(rows)} rows are {kind.__name__}s")
    return found
