"""A look-alike of CMIS, the committee system on DNN: a site's state and a question go in, the reply of the real thing comes out.

Shapes and quirks follow what was found on real sites: the list of meetings knows the present month only, days are
printed without a year, Status and Venue share a class, documents have no ids and addresses that say nothing and do not
last, the search answers only to a form that brings its state back, and an error says 200.
"""

import re

from sample.cmis import documents, pages, search
from sample.exchange import Question, Reply
from sample.site import Site

# "/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/Meeting/15028/Committee/6/SelectedTab/Documents/Default.aspx"
VIEW = re.compile(
    rf"/Meetings/tabid/{pages.TAB}/ctl/(?P<view>\w+)/mid/{pages.MODULE}(?P<rest>(?:/[^/]+)*)/Default\.aspx",
    re.IGNORECASE,
)


def answer(site: Site, question: Question) -> Reply:
    """The reply of this site to that question; what it does not know gets the error page, with 200."""
    path = question.path.lower()
    try:
        if viewed := VIEW.fullmatch(question.path):
            return pages.VIEWS[viewed["view"].lower()](site, question, _said(viewed["rest"]))
        if path == "/meetings.aspx" and "ctl" in question.query:
            return pages.VIEWS[question.query["ctl"].lower()](site, question, question.query)
        if path == "/document.ashx":
            return documents.document(site, question)
        if path == "/search.aspx":
            return search.answer(site, question)
        return pages.PAGES[path](site, question)
    except (KeyError, ValueError):  # no such page, id, date or document
        return pages.error(site, question)


def _said(rest: str) -> dict[str, str]:
    """What the path says, name and value by turns: "/Meeting/15028/Committee/6"."""
    words = rest.strip("/").split("/")
    return {name.lower(): value for name, value in zip(words[::2], words[1::2], strict=False)}
