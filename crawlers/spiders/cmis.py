"""Look at a council that runs CMIS: the months of its calendar, meetings and their documents."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date

from scrapy import Request
from scrapy.http import Response

from crawlers import answers, problems
from crawlers.items import Found, Seen
from crawlers.pages import cmis
from crawlers.pages.errors import PageChanged
from crawlers.watching import WatchSpider
from domain import looking
from domain.document import Watch
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import london_date
from domain.probe import Road
from domain.source import Source
from storage import probes


class CmisSpider(WatchSpider):
    """Watch keys: `calendar:2027-02`, `meeting:<id>`, `document:<ref>`.

    Where the calendar stands is said by the source file, else remembered from the last probe, else learnt from the
    site's own page of meetings, at two requests in thirty days.
    """

    name = "cmis"
    # A month takes 40 seconds at Birmingham.
    custom_settings = {"DOWNLOAD_TIMEOUT": 120}  # noqa: RUF012 -- as Scrapy declares it
    place: cmis.Place

    def daily(self) -> tuple[str, ...]:
        """The months of the calendar."""
        return looking.months(london_date(self.errand.clock()))

    async def start(self) -> AsyncIterator[Request]:
        """What is due at the start, or first where the calendar is."""
        self.place = cmis.place(self.source.pages)
        if not self.place.is_known:
            self.place = await asyncio.to_thread(self._remembered)
        if self.place.is_known:
            async for request in super().start():
                yield request
        else:
            for request in self._ask_for_the_place(cmis.start_url(self.source.url, self.place)):
                yield request

    def address(self, watch: Watch) -> str | None:
        """Where to look: the calendar's month, or the address that the calendar or the meeting's page lists."""
        month = looking.month_of(watch.key)
        if month and self.place.is_known:
            return cmis.calendar_url(self.source.url, self.place, month[0])
        return watch.url

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        return await self.read_by(answer, watch, response)

    async def learn(self, response: Response) -> AsyncIterator[Request | Seen]:
        """Learn from the page of meetings, else from the list of this month's, where the calendar is; then go on as ever."""
        if response.status != 200:
            async for seen in self.answered(response):
                yield seen
            return
        try:
            learnt = cmis.place_in(response.body, response.url)
            further = None if learnt else self._list_of_this_month(response)
        except MinutewatchError as exc:
            yield self._not_learnt(response, exc)
            return
        if learnt:
            self.place = learnt
            await asyncio.to_thread(self._remember, learnt)
        for request in self._ask_for_the_place(further) if further else self._due():
            yield request

    def _ask_for_the_place(self, url: str) -> Iterator[Request]:
        """Asked for the sake of this month: what goes wrong is noted against it."""
        now = self.errand.clock()
        month = f"calendar:{london_date(now):%Y-%m}"
        watch = Watch(source=self.source.key, key=month, due_at=now, reason="where the calendar is", url=url)
        for request in self._request(watch):
            yield request.replace(callback=self.learn)

    def _list_of_this_month(self, response: Response) -> str:
        """Where the list is whose links tell the tab.

        Raises:
            PageChanged: this was the list, and it tells nothing; or the page has no calendar.
        """
        further = cmis.list_url(self.source.url, self.place, cmis.module_in(response.body, response.url))
        if further == response.url:
            raise PageChanged(
                f"{response.url}: lists no meeting that would tell the calendar's tab; give tab and module under [pages] "
                "in the source file"
            )
        return further

    def _not_learnt(self, response: Response, error: MinutewatchError) -> Seen:
        problem = problems.of_error(error)
        if problem.state is HealthState.BLOCKED:
            self.leave_alone(problem)
        fetched = self._fetched(response.meta["watch"], response)
        return Seen(fetched=replace(fetched, body=b"", error=problem.reason), problem=problem)

    def _remembered(self) -> cmis.Place:
        """The place that the newest probe found; without one, what the source file says."""
        with self.errand.keeper.archive.reading() as session:
            probe = probes.newest(session, self.source.key)
        if probe is None or not probe.is_good(self.errand.clock()) or "tab" not in probe.found:
            return self.place
        return cmis.place({key: probe.found[key] for key in cmis.Place.model_fields})

    def _remember(self, place: cmis.Place) -> None:
        with self.errand.keeper.archive.writing() as session:
            probes.note(
                session,
                self.source.key,
                at=self.errand.clock(),
                road=Road.CMIS,
                reason=f"its calendar is {place.page}, tab {place.tab}, module {place.module}",
                found=place.model_dump(),
            )


def answer(  # every spider is asked alike
    source: Source,  # noqa: ARG001
    key: str,
    body: bytes,
    *,
    url: str,
    media_type: str,
    today: date,  # noqa: ARG001
) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for.
    """
    match key.partition(":"):
        case ("calendar", _, _):
            month = looking.month_of(key)
            return cmis.calendar(body, url, month[0] if month else None)
        case ("meeting", _, ref):
            return answers.as_asked(cmis.meeting(body, url), ref, url)
    return answers.paper(body, url=url, media_type=media_type)
