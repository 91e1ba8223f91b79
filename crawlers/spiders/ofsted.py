"""Look at Ofsted's site: the list of councils' children's services each day, the pages of those of which something is new, files."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages import ofsted
from crawlers.pages.errors import ErrorPage, PageChanged
from crawlers.problems import Problem, PromiseBroken
from crawlers.watching import WatchSpider
from domain import looking
from domain.document import Watch
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.provider import ProviderKind, ProviderList, ProviderPage
from domain.source import Source
from reading.read import read


class OfstedSpider(WatchSpider):
    """Watch keys: `providers:<place of the first>` for a page of the list, `provider:<urn>`, `document:<file id>`.

    The list is asked for each day; a provider's page when the list gives it a new latest report, and on one weekday; a
    file once, and again while it is new.
    """

    name = "ofsted"

    @cached_property
    def site(self) -> ofsted.Site:
        """Where files lie and how long lists are.

        Raises:
            PagesWrong: the source file does not say so.
        """
        return ofsted.site(self.source.pages)

    def daily(self) -> tuple[str, ...]:
        """The pages of the list that hold as many providers as are promised."""
        places = range(0, max(_promised(self.source), 1), self.site.rows)
        return tuple(f"providers:{place}" for place in places)

    def address(self, watch: Watch) -> str | None:
        """Where to look: by the number in the key, or where the list or the provider's page says."""
        what, _, ref = watch.key.partition(":")
        match what:
            case "providers":
                return ofsted.search_url(self.source.url, start=int(ref), rows=self.site.rows)
            case "provider":
                return watch.url or ofsted.provider_url(self.source.url, ref)
            case "document":
                return watch.url or ofsted.file_url(self.site.files, ref)
        return None

    def problem_of(self, watch: Watch, error: MinutewatchError) -> Problem:
        """A file that is no more is none of the site's faults: it is asked for once more when all pages are listed again."""
        problem = super().problem_of(watch, error)
        if isinstance(error, ErrorPage) and watch.key.startswith("document:"):
            return replace(
                problem, state=HealthState.OK, retry_at=looking.at_provider(now=self.errand.clock())
            )
        return problem

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for, or less than the source promises.
        """
        return await self.read_by(answer, watch, response)


def answer(source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date) -> Found:  # noqa: ARG001  # as every system is asked
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for, or less than the source promises.
    """
    what, _, ref = key.partition(":")
    match what:
        case "providers":
            return _providers(source, int(ref), body, url)
        case "provider":
            return _provider(ref, body, url)
    ofsted.check(body, url, media_type)
    return read(body, name=f"{urlsplit(url).path.rpartition('/')[2]}.pdf", url=url, media_type=media_type)


def _providers(source: Source, start: int, body: bytes, url: str) -> ProviderList:
    """A page of the list, whole: it must reach as far as the page itself says, and as far as the source's file promises.

    Raises:
        PageChanged: it is another page of the list than was asked for, or cut short.
        PromiseBroken: there are fewer councils than the source's file promises.
    """
    listed = ofsted.results(body, url)
    promised, rows = _promised(source), ofsted.site(source.pages).rows
    services = [each for each in listed.providers if each.kind is ProviderKind.CHILDRENS_SERVICES]
    if listed.total is not None and listed.total < promised:
        raise PromiseBroken(
            f"{source.key}: lists {listed.total} providers, promises at least {promised}; look at the site, or lower the promise"
        )
    least = min(rows, max(promised, listed.total or 0) - start)
    if len(services) < least:
        raise PromiseBroken(
            f"{url}: lists {len(services)} children's services from place {start} on, not {least}; look at the site, or lower the promise"
        )
    if listed.total is not None and listed.start != start:
        raise PageChanged(f"{url}: gives the list from place {listed.start} on, not {start}")
    return replace(listed, start=start, providers=tuple(services))


def _provider(urn: str, body: bytes, url: str) -> ProviderPage:
    page = ofsted.provider_page(body, url)
    if page.ref != urn:
        raise PageChanged(f"{url}: gives provider {page.ref}, not {urn}, which was asked for")
    return page


def _promised(source: Source) -> int:
    return source.promise.get("providers", 0)
