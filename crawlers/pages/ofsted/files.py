"""Files of Ofsted: that what came is the report, and not the page that answers for one that is no more."""

from crawlers.pages import files
from crawlers.pages.errors import unlike
from reading.kinds import FileKind, sniff


def check(body: bytes, url: str, media_type: str) -> None:
    """Refuse what is no whole PDF. A dead id answers as if all were well, with a page that says "Report not found".

    Raises:
        PageChanged: it is something else; an `ErrorPage` where it is that page.
    """
    if sniff(body) is not FileKind.PDF:
        raise unlike(body, url, FileKind.PDF)
    files.check(body, url, media_type)
