"""Look at a council whose site is its own, as its source file describes it: list pages, meetings and their papers."""

from datetime import date
from functools import cached_property

from scrapy.http import Response

from crawlers import answers
from crawlers.items import Found
from crawlers.pages import bespoke
from crawlers.pages.errors import PageChanged
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.source import Source


class BespokeSpider(WatchSpider):
    """Watch keys: `calendar:<list>` and `calendar:<list>:<page>`, `meeting:<id>`, `document:<id>`."""

    name = "bespoke"

    @cached_property
    def layout(self) -> bespoke.Layout:
        """How the site's pages are laid out.

        Raises:
            PagesWrong: the source file does not say so.
        """
        return bespoke.layout(self.source.pages)

    def daily(self) -> tuple[str, ...]:
        """The pages of all lists of meetings."""
        return self.layout.questions

    def address(self, watch: Watch) -> str | None:
        """Where to look: a list that the source file names, or the address that a list or a meeting's page gives."""
        if not watch.key.startswith("calendar"):
            return watch.url
        asked = self.layout.asked(watch.key)
        return bespoke.list_url(self.source.url, *asked) if asked else None

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        return await self.read_by(answer, watch, response)


def answer(source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for, or the source file does not say how to read it.
    """
    match key.partition(":"):
        case ("calendar", _, _):
            return _calendar(bespoke.layout(source.pages), key, body, url=url, today=today)
        case ("meeting", _, ref):
            return answers.as_asked(bespoke.meeting(body, url, bespoke.layout(source.pages)), ref, url)
    return answers.paper(body, url=url, media_type=media_type)


def _calendar(layout: bespoke.Layout, key: str, body: bytes, *, url: str, today: date) -> Found:
    asked = layout.asked(key)
    if asked is None:
        raise PageChanged(f"{url}: is no list that the source file still names ({key})")
    return bespoke.calendar(body, url, layout.listing, *asked, today=today)
