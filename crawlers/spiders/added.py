"""Fetch documents that an operator names by address, with the same manners as any other page."""

import asyncio

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages.errors import ErrorPage
from crawlers.watching import WatchSpider
from domain.document import DocumentKind, ReadDocument, Watch
from reading.read import read


class AddedSpider(WatchSpider):
    """Watch keys: `document:<address>`."""

    name = "added"

    def daily(self) -> tuple[str, ...]:
        """Nothing: only what an operator names is fetched."""
        return ()

    def address(self, watch: Watch) -> str | None:
        """The address that the operator gave."""
        return watch.url

    async def found(self, _watch: Watch, response: Response) -> Found:
        """What the file or page says.

        Raises:
            ErrorPage: it says that there is no such page.
        """
        media_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await asyncio.to_thread(answer, response.body, url=response.url, media_type=media_type)


def answer(body: bytes, *, url: str, media_type: str) -> ReadDocument:
    """What a file or page says, whenever it was fetched.

    Raises:
        ErrorPage: it says that there is no such page.
    """
    document = read(body, url=url, media_type=media_type)
    if document.kind is DocumentKind.ERROR_PAGE:
        raise ErrorPage(f"{url}: an error page, not a document")
    return document
