"""Look at Explore Education Statistics: which data sets a series has, their versions, what these changed, their tables."""

from dataclasses import replace
from datetime import date

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages import statistics
from crawlers.pages.errors import PageChanged
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.publications import PublicationList
from domain.source import Source


class StatisticsSpider(WatchSpider):
    """Watch keys: `publications:<slug>`, `datasets:<slug>`, `dataset:<id>` (its versions), `changes:<id>@<version>`,
    `dataset:<id>@<version>` (the table). Ids are the service's: they are found at run time by the names of series.
    """

    name = "statistics"

    def daily(self) -> tuple[str, ...]:
        """The series of the source file."""
        followed = statistics.series(self.source.pages).publications
        return tuple(f"publications:{slug}" for slug in followed)

    def address(self, watch: Watch) -> str | None:
        """Where to look: a list that was found, else what the key says."""
        if watch.url:
            return watch.url
        root = self.source.url
        what, _, ref = watch.key.partition(":")
        data_set, is_of_version, version = ref.partition("@")
        if what == "publications":
            return statistics.publications_url(root, ref)
        if what == "changes" and is_of_version:
            return statistics.changes_url(root, data_set, version)
        if what == "dataset" and is_of_version:
            return statistics.table_url(root, data_set, version)
        return statistics.versions_url(root, data_set) if what == "dataset" else None

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        return await self.read_by(answer, watch, response)


def answer(  # every spider is asked alike
    source: Source,
    key: str,
    body: bytes,
    *,
    url: str,
    media_type: str,  # noqa: ARG001
    today: date,  # noqa: ARG001
) -> Found:
    """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

    Raises:
        MinutewatchError: it is not what was asked for.
    """
    what, _, ref = key.partition(":")
    match what:
        case "publications":
            return _with(ref.partition(":")[0], statistics.publications(body, url), url)
        case "datasets":
            site = statistics.series(source.pages).site
            return replace(statistics.data_sets(body, url), web=f"{site}/{ref.partition(':')[0]}")
        case "changes":
            return statistics.changes(body, url)
        case "dataset" if "@" in ref:
            return statistics.table(body, url)
        case "dataset":
            return statistics.versions(body, url)
    raise PageChanged(f"{url}: nothing that we ask for ({key})")


def _with(slug: str, found: PublicationList, url: str) -> PublicationList:
    """A page of series, if the one that was looked for is among them or may still come.

    Raises:
        PageChanged: the service does not have it.
    """
    if found.of_slug(slug) is None and found.next_url is None:
        raise PageChanged(f"{url}: no series {slug} found; the service may not offer its data sets (yet)")
    return found
