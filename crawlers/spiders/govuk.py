"""Look at GOV.UK: searches and feeds for what is new, the pages that they name, collections, and the files of pages."""

from datetime import date
from typing import ClassVar

from scrapy.http import Response

from crawlers import answers
from crawlers.items import Found
from crawlers.pages import govuk
from crawlers.pages.errors import PageChanged
from crawlers.watching import WatchSpider
from domain.document import Watch
from domain.publications import ContentGone, ContentItem
from domain.source import Source


class GovukSpider(WatchSpider):
    """Watch keys: `search:<name>`, `feed:<name>`, `content:<path>`, `document:<path of the file>`.

    What is searched for, which feeds are read and which collections are followed is said by the source file.
    """

    name = "govuk"
    # A page that was taken away answers with 410 and says where to look instead; a parameter that the search does not
    # know is refused with 422 and named.
    telling: ClassVar[frozenset[int]] = frozenset({200, 410, 422})

    def daily(self) -> tuple[str, ...]:
        """The searches, feeds and collections of the source file."""
        looks = govuk.looks(self.source.pages)
        return (
            *(f"search:{name}" for name in looks.searches),
            *(f"feed:{name}" for name in looks.feeds),
            *(f"content:{path}" for path in looks.collections),
        )

    def address(self, watch: Watch) -> str | None:
        """Where to look: what the source file says, the content API, or the address under which a page listed a file."""
        looks, root = govuk.looks(self.source.pages), self.source.url
        match watch.key.partition(":"):
            case ("search", _, name):
                parameters = looks.searches.get(name)
                return govuk.search_url(root, parameters) if parameters else None
            case ("feed", _, name):
                path = looks.feeds.get(name)
                return f"{root}{path}" if path else None
            case ("content", _, path):
                return govuk.content_url(root, path)
        return watch.url

    async def found(self, watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        return await self.read_by(answer, watch, response)


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
        case ("search", _, _):
            return govuk.search(body, url)
        case ("feed", _, _):
            return govuk.feed(body, url)
        case ("content", _, path):
            return _as_asked(govuk.content_item(body, url), path, url)
    return answers.paper(body, url=url, media_type=media_type)


def _as_asked(item: ContentItem | ContentGone, path: str, url: str) -> ContentItem | ContentGone:
    """The page, if it is the one that was asked for.

    Raises:
        PageChanged: it is another one.
    """
    if item.path != path:
        raise PageChanged(f"{url}: tells of {item.path}, not of the page asked for")
    return item
