"""What spiders make of answers that are alike on every system: the meeting that was asked for, a file and its words."""

from urllib.parse import urlsplit

from crawlers.pages import files
from crawlers.pages.errors import PageChanged
from domain.document import ReadDocument
from domain.meeting import Meeting
from reading.read import read


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
