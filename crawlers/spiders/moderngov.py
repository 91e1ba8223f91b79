"""Look at a council that runs ModernGov: its calendar, what is new, meetings, decisions and plans, and their documents."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers import answers
from crawlers.items import Found, Seen
from crawlers.pages import moderngov
from crawlers.pages.errors import Challenge, PageChanged, is_html, unlike
from crawlers.problems import Problem, PromiseBroken
from crawlers.replaying import Replay
from crawlers.watching import WatchSpider
from domain import looking
from domain.document import Watch
from domain.health import HealthState
from domain.instants import london_date
from domain.meeting import Calendar, ListedDocument, Meeting
from domain.plans import ListedSeries, PlanList
from domain.probe import Road
from domain.register import Register
from domain.source import Source
from storage import probes

# Minutes can come a year late, dates of a council's year are set half a year ahead.
_BACK, _AHEAD = timedelta(days=400), timedelta(days=180)
# What is new is asked for each day; a fortnight bridges a week in which nobody looked.
_NEWS_BACK = timedelta(days=14)
# Most decisions are registered within a month, some after ten weeks.
_REGISTERED, _SWEPT = timedelta(days=35), timedelta(days=120)
_STANDING = ("events", "decisions", "decisions:sweep", "plans", "members")
# Answers that prove a road: all that a council has can be reached from them.
_PROOFS = ("calendar", "committees")
# What a server says that has no such service, and never will have.
_NO_SUCH_THING = (404, 405, 410, 501)


class ModernGovSpider(WatchSpider):
    """Watch keys: `committees`, `calendar` (by the web service) or `calendar:2027-02` (by pages), `events`, `decisions`,
    `plans`, `members`, and of each thing its own: `meeting:`, `page:`, `item:`, `decision:`, `plan:`, `issue:`, `document:`.

    The road is that of the newest good probe; without one the web service is tried first, and its pages if it is not there.
    """

    name = "moderngov"
    road = Road.WS

    _is_proven = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Set out by the road that was found open last; in a replay, by the one that was taken."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        tape = spider.errand.tape
        if isinstance(tape, Replay):
            spider.road = Road.WS if any(map(moderngov.is_service, tape.asked)) else Road.HTML
            return spider
        with spider.errand.keeper.archive.reading() as session:
            probe = probes.newest(session, spider.source.key)
        if probe and probe.is_good(spider.errand.clock()) and probe.road in (Road.WS, Road.HTML):
            spider.road, spider._is_proven = probe.road, True
        return spider

    def daily(self) -> tuple[str, ...]:
        """The standing questions of the road. Without an errand: those of the web service."""
        if self.road is Road.WS:
            return ("committees", "calendar", *_STANDING)
        return ("committees", *looking.months(london_date(self.errand.clock())), *_STANDING)

    def address(self, watch: Watch) -> str | None:
        """Where to look, on the road that is taken."""
        base, today = self.source.url, london_date(self.errand.clock())
        by_service = self.road is Road.WS
        match watch.key.partition(":"):
            case ("committees", _, _):
                return moderngov.committees_url(base) if by_service else moderngov.committee_list_url(base)
            case ("calendar", _, _):
                return _calendar_address(base, watch.key, today, by_service=by_service)
            case ("events", _, _):
                return moderngov.events_url(base, today - _NEWS_BACK, today)
            case ("members", _, _):
                return moderngov.councillors_url(base) if by_service else moderngov.members_url(base)
            case ("meeting", _, ref):
                return (
                    moderngov.meeting_url(base, ref) if by_service else moderngov.meeting_page_url(base, ref)
                )
            case ("page", _, ref):
                return moderngov.meeting_page_url(base, ref)
            case ("item", _, ref):
                return moderngov.item_page_url(base, ref)
            case ("attendance", _, ref):
                return moderngov.attendance_url(base, ref)
            case ("decisions", _, _):
                return watch.url or moderngov.register_url(base, *_register_days(watch.key, today))
            case ("decision", _, ref):
                return moderngov.decision_url(base, ref)
            case ("plans", _, _):
                return watch.url or moderngov.plans_url(base)
            case ("plan", _, ref):
                return moderngov.plan_url(base, ref)
            case ("issue", _, ref):
                return moderngov.issue_url(base, ref)
            case ("document", _, ref):
                return _document_address(base, ref, watch.url)
        return None

    async def answered(self, response: Response) -> AsyncIterator[Seen]:
        """Make something of an answer; where the web service is not there, go over to the pages."""
        watch: Watch = response.meta["watch"]
        asked = response.meta.get("redirect_urls", [response.url])[0]
        if moderngov.is_service(asked) and self._is_not_there(watch, response):
            yield self._asked_in_vain(watch, response)
            return
        async for seen in super().answered(response):
            yield seen

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for, or less than the source promises.
        """
        found = await self.read_by(answer, watch, response)
        if watch.key.partition(":")[0] in _PROOFS and not self._is_proven:
            await asyncio.to_thread(self._remember, watch.key)
        return found

    def _is_not_there(self, watch: Watch, response: Response) -> bool:
        """Whether there is no web service behind an address: told by the server, or by a page in place of the first answer."""
        if response.status in _NO_SUCH_THING:
            return self.road is Road.HTML or watch.key in _PROOFS
        if response.status != 200 or self._is_proven or watch.key not in _PROOFS:
            return False
        return is_html(response.body) and _is_a_page_of_its_own(response.body, response.url)

    def _asked_in_vain(self, watch: Watch, response: Response) -> Seen:
        """Go over to the pages; what was asked of the service is asked again there, in this very crawl."""
        self.road, self._is_proven = Road.HTML, False
        self._asked.discard(watch.key)
        reason = "there is no web service; the site's pages are read"
        problem = Problem(state=HealthState.OK, reason=reason, retry_at=self.errand.clock())
        fetched = replace(self._fetched(watch, response), body=b"", error=reason)
        return Seen(fetched=fetched, problem=problem)

    def _remember(self, key: str) -> None:
        """Note the road as a probe: it need not be found again for a while."""
        with self.errand.keeper.archive.writing() as session:
            probes.note(
                session,
                self.source.key,
                at=self.errand.clock(),
                road=self.road,
                reason=f"{key} could be read in a crawl",
                found={},
            )
        self._is_proven = True


def answer(source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for, or less than the source promises.
    """
    by_service = moderngov.is_service(url)
    match key.partition(":"):
        case ("committees", _, _):
            listed = moderngov.committees(body, url) if by_service else moderngov.committee_list(body, url)
            _keep_promise(source, {"committees": len(listed)})
            return listed
        case ("calendar", _, _):
            return _calendar(source, key, body, url, today)
        case ("events", _, _):
            return moderngov.events(body, url)
        case ("members", _, _):
            return moderngov.councillors(body, url) if by_service else moderngov.members(body, url)
        case ("meeting" | "page", _, ref):
            return _meeting(body, url, ref)
        case ("item", _, ref):
            item = moderngov.item_page(body, url)
            _check(item.ref, ref, url)
            return item
        case ("attendance", _, _):
            return moderngov.attendance(body, url)
        case ("decisions", _, _):
            return _register(key, body, url, today)
        case ("decision", _, ref):
            decision = moderngov.decision_page(body, url)
            _check(decision.ref, ref, url)
            return decision
        case ("plans", _, _):
            return _plans(body, url)
        case ("plan", _, ref):
            plan = moderngov.plan(body, url)
            _check(plan.ref, ref, url)
            return plan
        case ("issue", _, ref):
            issue = moderngov.issue(body, url)
            _check(issue.ref, ref, url)
            return issue
    return answers.paper(body, url=url, media_type=media_type)


def _calendar_address(base: str, key: str, today: date, *, by_service: bool) -> str:
    month = looking.month_of(key)
    if month is None:
        return moderngov.calendar_url(base, today - _BACK, today + _AHEAD)
    return (
        moderngov.calendar_url(base, *month) if by_service else moderngov.calendar_month_url(base, month[0])
    )


def _register_days(key: str, today: date) -> tuple[date, date]:
    """The days that a question to the register of decisions is about."""
    return today - (_SWEPT if key.startswith("decisions:sweep") else _REGISTERED), today


def _document_address(base: str, ref: str, listed: str | None) -> str | None:
    """The address that the council lists; where the site has moved since, the same document's on the new site."""
    ours = moderngov.document_url(base, ref)
    if listed is None:
        return ours
    if urlsplit(listed).hostname != urlsplit(base).hostname and moderngov.document_ref(listed) == ref:
        return ours or listed
    return listed


def _is_a_page_of_its_own(body: bytes, url: str) -> bool:
    """Whether a page came that is no challenge: something else than the service lives at this address."""
    return not isinstance(unlike(body, url, "web service"), Challenge)


def _calendar(source: Source, key: str, body: bytes, url: str, today: date) -> Calendar:
    """The calendar that was asked for. The whole one must hold what the source's file promises; a month may be empty."""
    month = looking.month_of(key)
    if month and not moderngov.is_service(url):
        return moderngov.calendar_month(body, url, month[0])
    first, last = month or (today - _BACK, today + _AHEAD)
    calendar = moderngov.calendar(body, url, first, last)
    if month is None:
        _keep_promise(source, {"committees": len(calendar.committees), "meetings": len(calendar.meetings)})
    return calendar


def _keep_promise(source: Source, given: dict[str, int]) -> None:
    """Refuse what is suspiciously thin.

    Raises:
        PromiseBroken: there are fewer committees or meetings than the source's file promises.
    """
    for what, least in source.promise.items():
        if given.get(what, least) < least:
            raise PromiseBroken(
                f"{source.key}: gave {given[what]} {what}, promises at least {least}; look at the site, or lower the promise"
            )


def _meeting(body: bytes, url: str, ref: str) -> Meeting:
    """The meeting by the road of the address, its packs marked where they only bind what stands elsewhere."""
    if moderngov.is_service(url):
        return replace(answers.as_asked(moderngov.meeting(body, url), ref, url), road=Road.WS)
    meeting = answers.as_asked(moderngov.meeting_page(body, url), ref, url)
    packs = tuple(replace(pack, repeats=_repeats(pack, meeting)) for pack in meeting.documents)
    return replace(meeting, road=Road.HTML, documents=packs)


def _repeats(pack: ListedDocument, meeting: Meeting) -> bool:
    """Whether a pack of the meeting as a whole need not be had: the reports hang under items, minutes stand on the page."""
    shelf, _, part = pack.ref.partition(".")
    if not shelf.startswith("g"):  # a supplement may hold what is nowhere else
        return False
    match part:
        case "10":
            return not meeting.agenda_published or any(item.documents for item in meeting.items)
        case "1":
            return not meeting.minutes_published or any(item.minutes for item in meeting.items)
        case "2":
            return not meeting.decisions_published or any(item.decision for item in meeting.items)
    return True


def _register(key: str, body: bytes, url: str, today: date) -> Register:
    listed = moderngov.register(body, url, *_register_days(key, today))
    return replace(listed, next_url=moderngov.next_page(body, url))


def _plans(body: bytes, url: str) -> PlanList:
    """The plans that a page lists; where it lists none, the series of plans that it leads to."""
    plans = moderngov.plans(body, url)
    lists = () if plans else moderngov.plan_lists(body, url)
    series = (ListedSeries(ref=str(place), url=to) for place, to in enumerate(lists, start=1))
    return PlanList(plans=plans, series=tuple(series))


def _check(given: str, asked: str, url: str) -> None:
    if given != asked:
        raise PageChanged(
            f"{url}: gives {given or 'something without an id'}, not {asked}, which was asked for"
        )
