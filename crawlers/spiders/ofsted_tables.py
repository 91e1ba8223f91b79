"""Look at Ofsted's official tables on GOV.UK: the collection, its releases, and the tables of providers in them."""

from dataclasses import replace
from datetime import date

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages import govuk, ofsted
from crawlers.pages.errors import PageChanged
from crawlers.problems import Problem
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.errors import MinutewatchError
from domain.publications import ContentItem
from domain.source import Source


class OfstedTablesSpider(WatchSpider):
    """Watch keys: `collection:<path>` and `release:<path>`, each weekly, and `document:<path of the table>`, once."""

    name = "ofsted_tables"

    def daily(self) -> tuple[str, ...]:
        """The collection that names the releases."""
        return (f"collection:{ofsted.releases(self.source.pages).collection}",)

    def address(self, watch: Watch) -> str | None:
        """Where to look: the content API for pages, the address under which a release encloses a table."""
        what, _, path = watch.key.partition(":")
        if what in ("collection", "release"):
            return govuk.content_url(self.source.url, path)
        return watch.url

    def problem_of(self, watch: Watch, error: MinutewatchError) -> Problem:
        """A table that is laid out in a way that we do not know leaves the homes in it untold of, whatever else was had."""
        problem = super().problem_of(watch, error)
        return replace(problem, weighs=isinstance(error, ofsted.TableNotUnderstood))

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        return await self.read_by(answer, watch, response)


def answer(
    source: Source,
    key: str,
    body: bytes,
    *,
    url: str,
    media_type: str,  # noqa: ARG001  # every spider is asked alike
    today: date,  # noqa: ARG001
) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for, or a table that is not understood.
    """
    if key.startswith("document:"):
        return ofsted.homes(body, url)
    item = govuk.content_item(body, url)
    if not isinstance(item, ContentItem):
        raise PageChanged(f"{url}: the page was taken away")
    leads = ofsted.leads(item, ofsted.releases(source.pages))
    if key.startswith("collection:") and not leads.releases:
        raise PageChanged(
            f"{url}: names no release of tables; look at the collection, or change pages.releases"
        )
    return leads
