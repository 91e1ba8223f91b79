"""Probe a site, with the same manners as any crawl: what it offers, or why it offers nothing. The archive remembers it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import TypeVar

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawlers import lists, offers, problems
from crawlers.items import Found
from crawlers.lists import Reading
from crawlers.offers import Finding, Offer, Question
from crawlers.problems import Problem
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import london_date
from domain.mention import JsonValue
from domain.probe import OPEN_ROADS, Road
from domain.source import Channel, Source
from storage import probes

_ROADS = {HealthState.BLOCKED: Road.BLOCKED, HealthState.MOVED: Road.MOVED}

_Read = TypeVar("_Read")


class ProbeSpider(WatchSpider):
    """Asks a site of any system for one page after another until one is known; nothing of the watch queue, one request at a time.

    Of a news title it asks for every list of stories that the title is said to have.
    """

    name = "probe"

    @property
    def source(self) -> Source:
        """The source, at the address that is being asked."""
        return self._asking or self.errand.source

    _asking: Source | None = None

    def looks_at(self, source: Source) -> bool:  # noqa: ARG002  # of any system
        """Any site can be probed."""
        return True

    def daily(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def address(self, watch: Watch) -> str | None:
        """A probe has no queue."""
        raise NotImplementedError(f"{watch.key}: a probe asks nothing of the queue")

    async def found(self, watch: Watch, response: Response) -> Found:
        """A probe has no queue."""
        raise NotImplementedError(f"{watch.key} at {response.url}: a probe asks nothing of the queue")

    async def start(self) -> AsyncIterator[Request]:
        """Ask, and remember what was found. There is nothing to schedule: each question waits for the answer to the last."""
        try:
            finding = await self._found_out()
            await asyncio.to_thread(self._note, finding)
        except Exception as exc:  # noqa: BLE001  # Scrapy would log it and call the crawl a success
            self.give_up(exc)
        for request in self._due():
            yield request

    def _due(self) -> Iterator[Request]:
        return iter(())

    async def _found_out(self) -> Finding:
        """What the source's address offers; where that has moved or is unknown, whether one of its other addresses answers."""
        if self.errand.source.channel is Channel.NEWS:
            today = london_date(self.errand.clock())
            return await lists.find(self.errand.source, self._ask_for_list, today=today)
        finding = await self._at(self.errand.source)
        if finding.road in OPEN_ROADS or finding.road is Road.BLOCKED:
            return finding
        refusal = self.errand.tally.refusal
        for url in self.errand.source.other_urls:
            self.errand.tally.refusal = None  # that of one host is not that of another
            other = await self._at(replace(self.errand.source, url=url))
            if other.road in OPEN_ROADS:
                reason = f"{finding.reason}; {url} answers: {other.reason}"
                finding = Finding(road=Road.MOVED, reason=reason, found=other.found | {"url": url})
                break
        self.errand.tally.refusal = refusal
        return finding

    async def _at(self, source: Source) -> Finding:
        self._asking = source
        failed: list[tuple[Question, Problem]] = []
        for question in offers.questions(source, today=london_date(self.errand.clock())):
            answer = await self._ask(question.url, question.read)
            if isinstance(answer, Offer):
                reason = "; ".join([answer.words, *map(_said, failed)])
                return Finding(road=question.road, reason=reason, found=answer.found)
            failed.append((question, answer))
            if self.errand.tally.refusal:
                break
        return _without_road(failed)

    async def _ask_for_list(self, url: str, read: Reading[_Read]) -> _Read | Problem:
        """Ask for a page that the title names: it lies on a host of the title's (`lists.is_of`), which its file need not know."""
        source = self.errand.source
        self._asking = replace(source, pages={**source.pages, "asked": url})
        return await self._ask(url, read)

    async def _ask(self, url: str, read: Reading[_Read]) -> _Read | Problem:
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101  # it runs us
        try:
            response = await engine.download_async(Request(url, callback=NO_CALLBACK))
        except Exception as exc:  # noqa: BLE001  # whatever keeps us from the page is what we are here to learn
            return problems.of_error(exc)
        if response.status != 200:
            return self.errand.tally.refusal or problems.of_status(response.status)
        try:
            return read(response.body, response.url)
        except MinutewatchError as exc:
            problem = problems.of_error(exc)
            return self.leave_alone(problem) if problem.state is HealthState.BLOCKED else problem

    def _note(self, finding: Finding) -> None:
        with self.errand.keeper.archive.writing() as session:
            probes.note(
                session,
                self.errand.source.key,
                at=self.errand.clock(),
                road=finding.road,
                reason=finding.reason,
                found=finding.found,
            )


def _without_road(failed: list[tuple[Question, Problem]]) -> Finding:
    """Blocked if any page was refused, else moved if the host has gone, else unknown: then all that was tried is told."""
    for state, road in _ROADS.items():
        for _, problem in failed:
            if problem.state is state:
                found: dict[str, JsonValue] = {"url": problem.sent_to} if problem.sent_to else {}
                return Finding(road=road, reason=problem.reason, found=found)
    return Finding(road=Road.UNKNOWN, reason="; ".join(map(_said, failed)), found={})


def _said(failed: tuple[Question, Problem]) -> str:
    question, problem = failed
    return f"{question.what}: {problem.reason}"
