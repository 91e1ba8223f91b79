"""Look at a council that runs ModernGov: its calendar, what is new, meetings and their documents."""

import asyncio
from datetime import date, timedelta
from urllib.parse import urlsplit

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages import files, moderngov
from crawlers.pages.errors import PageChanged
from crawlers.problems import PromiseBroken
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.instants import london_date
from domain.meeting import Calendar, Meeting
from domain.source import Source
from reading.read import read

# Minutes can come a year late, dates of a council's year are set half a year ahead.
_BACK, _AHEAD = timedelta(days=400), timedelta(days=180)
# What is new is asked for each day; a fortnight bridges a week in which nobody looked.
_NEWS_BACK = timedelta(days=14)


class ModernGovSpider(WatchSpider):
    """Watch keys: `calendar`, `events`, `meeting:<id>`, `document:<ref>`."""

    name = "moderngov"

    def address(self, watch: Watch) -> str | None:
        """Where to look: the web service, What's New, or the document's own address."""
        base, today = self.source.url, london_date(self.errand.clock())
        match watch.key.partition(":"):
            case ("calendar", _, _):
                return moderngov.calendar_url(base, today - _BACK, today + _AHEAD)
            case ("events", _, _):
                return moderngov.events_url(base, today - _NEWS_BACK, today)
            case ("meeting", _, ref):
                return moderngov.meeting_url(base, ref)
            case ("document", _, ref):
                return _document_address(base, ref, watch.url)
        return None

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for, or less than the source promises.
        """
        media_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        today = london_date(self.errand.clock())
        # Reading takes seconds and waits for a child process: the reactor has other things to do.
        return await asyncio.to_thread(
            answer,
            self.source,
            watch.key,
            response.body,
            url=response.url,
            media_type=media_type,
            today=today,
        )


def answer(source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for, or less than the source promises.
    """
    match key.partition(":"):
        case ("calendar", _, _):
            return _as_promised(moderngov.calendar(body, url, today - _BACK, today + _AHEAD), source)
        case ("events", _, _):
            return moderngov.events(body, url)
        case ("meeting", _, ref):
            return _as_asked(moderngov.meeting(body, url), ref, url)
    files.check(body, url, media_type)
    return read(body, name=urlsplit(url).path.rpartition("/")[2], url=url, media_type=media_type)


def _document_address(base: str, ref: str, listed: str | None) -> str | None:
    """The address that the council lists; where the site has moved since, the same document's on the new site."""
    ours = moderngov.document_url(base, ref)
    if listed is None:
        return ours
    if urlsplit(listed).hostname != urlsplit(base).hostname and moderngov.document_ref(listed) == ref:
        return ours or listed
    return listed


def _as_asked(meeting: Meeting, ref: str, url: str) -> Meeting:
    if meeting.ref != ref:
        raise PageChanged(f"{url}: gives meeting {meeting.ref}, not the one asked for")
    return meeting


def _as_promised(calendar: Calendar, source: Source) -> Calendar:
    """The calendar, if it is not suspiciously thin.

    Raises:
        PromiseBroken: it holds fewer committees or meetings than the source's file promises.
    """
    given = {"committees": len(calendar.committees), "meetings": len(calendar.meetings)}
    for what, least in source.promise.items():
        if given.get(what, least) < least:
            raise PromiseBroken(
                f"{source.key}: gave {given[what]} {what}, promises at least {least}; look at the site, or lower the promise"
            )
    return calendar
