"""What spiders make of answers that are alike on every system: the meeting that was asked for, a file and its words."""

from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from crawlers.items import Found
from crawlers.pages import files
from crawlers.pages.errors import PageChanged
from domain.document import ReadDocument
from domain.meeting import Meeting
from domain.source import Source
from reading.read import read


class Answering(Protocol):
    """How a system's answers are read; the module of each spider has one, called `answer`."""

    def __call__(
        self, source: Source, key: str, body: bytes, *, url: str, media_type: str, today: date
    ) -> Found:
        """What an answer to a watch key holds, whenever it was given: the same for a crawl and for a rebuild from captures.

        Raises:
            MinutewatchError: it is not what was asked for.
        """
        ...


def as_asked(meeting: Meeting, ref: str, url: str) -> Meeting:
    """The meeting, if it is the one that was asked for.

    Raises:
        PageChanged: it is another one.
    """
    if meeting.ref != ref:
        raise PageChanged(f"{url}: gives meeting {meeting.ref}, not the one asked for")
    return meeting


def paper(body: bytes, *, url: str, media_type: str) -> ReadDocument:
    """A file as reading understood it.

    Raises:
        PageChanged: it is not the file that was asked for.
    """
    files.check(body, url, media_type)
    return read(body, name=urlsplit(url).path.rpartition("/")[2], url=url, media_type=media_type)
