"""Look at a council that runs CMIS: the documents of its meetings."""

import asyncio

from scrapy.http import Response

from crawlers.items import Found
from crawlers.pages import files
from crawlers.watching import WatchSpider
from domain.document import Watch
from reading.read import read


class CmisSpider(WatchSpider):
    """Watch keys: `document:<ref>`."""

    name = "cmis"

    def address(self, watch: Watch) -> str | None:
        """The address that the council lists; CMIS gives none that could be derived."""
        return watch.url

    async def found(self, _watch: Watch, response: Response) -> Found:
        """What a good answer holds.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        media_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        files.check(response.body, response.url, media_type)
        return await asyncio.to_thread(read, response.body, url=response.url, media_type=media_type)
