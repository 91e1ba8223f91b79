"""A look-alike of ModernGov: a site's state and a question go in, the reply of the real thing comes out.

Shapes and quirks follow what was measured on real sites: text escaped twice in the XML, counts with a leading
space, empty elements that hold a line break, irregular attribute spacing, an error page that says 200, no
validators on the web service.
"""

import re

from sample.exchange import Question, Reply
from sample.moderngov import files, pages, webservice
from sample.site import Site

SERVICE = re.compile(r"/mgwebservice\.asmx(?:/(\w+))?", re.IGNORECASE)
FILE = re.compile(r"/documents/([sgb])(\d{1,9})/[^/]+", re.IGNORECASE)  # documents/s60201/Report.pdf


def answer(site: Site, question: Question) -> Reply:
    """The reply of this site to that question; what it does not know gets the error page, with 200."""
    try:
        if SERVICE.match(question.path) and not site.web_service:
            return switched_off()
        if called := SERVICE.fullmatch(question.path):
            return webservice.OPERATIONS[called[1].lower()](site, question)
        if named := FILE.fullmatch(question.path):
            return files.document(site, named[1].lower(), int(named[2]), question)
        return pages.PAGES[question.path.lower()](site, question)
    except (
        KeyError,
        ValueError,
    ):  # no such page, id or date: the real site shows its error page for all of them
        return pages.error(site, question)


def switched_off() -> Reply:
    """What a site answers that has no web service."""
    body = (
        b"<html><head><title>The resource cannot be found.</title></head>"
        b"<body><h1>Server Error in '/' Application.</h1></body></html>"
    )
    return Reply(body=body, media_type="text/html; charset=utf-8", status=404)
