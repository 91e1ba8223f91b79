"""Download handlers of recordings: one fetches and writes down what came, one answers from what was written down.

They stand where Scrapy's own stand, below every middleware: what is recorded is what was sent, and a crawl cannot tell
a replay from the web.
"""

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from crawlers.recording import Recording
from crawlers.replaying import Replay
from crawlers.watching import spider_of

_CONDITIONAL = ("If-None-Match", "If-Modified-Since")


class Recorded(HTTP11DownloadHandler):
    """Fetches as ever, but without validators: a recording must hold what it speaks of."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """The site's answer."""
        recording = spider_of(self.crawler).errand.tape
        assert isinstance(recording, Recording)  # noqa: S101  # crawl.py chooses handler and tape together
        for name in _CONDITIONAL:
            request.headers.pop(name, None)
        try:
            response = await super().download_request(request)
        except Exception as exc:
            recording.failed(request, exc)
            raise
        recording.answered(request, response)
        return response


class Replayed(BaseDownloadHandler):
    """Answers from a recording and from nowhere else."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """The recorded answer."""
        replay = spider_of(self.crawler).errand.tape
        assert isinstance(replay, Replay)  # noqa: S101  # crawl.py chooses handler and tape together
        return replay.answer(request)
