"""The HTML pages and the feed of a ModernGov site, by the path under which each is asked for.

Marks are in `templates/`; what they show is chosen in one module for each kind of page.
"""

from sample.exchange import Question, Reply
from sample.moderngov import business, files, meetings, news, people, search
from sample.moderngov.rendering import Page, page
from sample.site import Site


def home(site: Site, question: Question) -> Reply:
    """The front page: where to go on."""
    return page("home.html", site, question)


def library(site: Site, question: Question) -> Reply:
    """ecSDDisplay.aspx: a page that robots.txt asks crawlers to leave alone."""
    return page("ecSDDisplay.html", site, question)


def error(site: Site, question: Question) -> Reply:
    """The error page; it says 200, as the real one does."""
    return page("mgError.html", site, question)


# Paths are in lower case: the real site does not mind.
PAGES: dict[str, Page] = {
    "/": home,
    **meetings.PAGES,
    **people.PAGES,
    **news.PAGES,
    **business.PAGES,
    **search.PAGES,
    "/mgconvert2pdf.aspx": files.converted,
    "/ecsddisplay.aspx": library,
}
