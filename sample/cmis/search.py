"""The search of a CMIS site: a form that must bring its state back, and its results, ten to a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sample.cmis import documents, pages
from sample.cmis.rendering import HTML, opened, page
from sample.exchange import Question, Reply
from sample.site import Meeting, Site

MODULE = 424
CONTROL = f"dnn$ctr{MODULE}$ViewCMIS_Search$"
GRID = f"{CONTROL}grdDocuments"
HITS = 10
NEXT = re.compile(r"Page\$(\d{1,3})")  # the argument of a link to another page of results


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that holds the words, how often, and its meeting."""

    count: int
    document: documents.Document
    meeting: Meeting
    committee: str
    address: str
    parent: str


def answer(site: Site, question: Question) -> Reply:
    """Search.aspx: the form, and when it is sent the documents that hold all its words.

    Without the state that came with the form there is an error of the server, as ASP.NET has it.
    """
    if question.form is None:
        return page(
            "search.html", site, question, module=MODULE, words="", hits=None, count=0, number=1, pages=1
        )
    try:
        before = opened(site, question.form.get("__VIEWSTATE", ""))
    except ValueError:
        return Reply(
            body=b"<html><body><h1>Server Error in '/' Application.</h1><h2>Validation of viewstate MAC failed.</h2>"
            b"</body></html>",
            media_type=HTML,
            status=500,
        )
    if question.form.get("__EVENTTARGET") == GRID:
        return _results(site, question, before, int(_page_asked(question.form.get("__EVENTARGUMENT", ""))))
    return _results(site, question, question.form.get(f"{CONTROL}SimpleSearchFor", "").strip(), 1)


def _page_asked(argument: str) -> str:
    found = NEXT.fullmatch(argument)
    if found is None:
        raise ValueError(f"no page in {argument!r}")
    return found[1]


def _results(site: Site, question: Question, words: str, number: int) -> Reply:
    hits = list(_hits(site, question, words.lower().split()))
    return page(
        "search.html", site, question,
        state=words,
        module=MODULE,
        words=words,
        hits=hits[(number - 1) * HITS : number * HITS],
        count=len(hits),
        number=number,
        pages=-(-len(hits) // HITS),
    )  # fmt: skip


def _hits(site: Site, question: Question, words: list[str]) -> Iterator[Hit]:
    if not words:
        return
    for meeting in sorted(site.meetings, key=lambda each: each.starts, reverse=True):
        committee = site.committee(meeting.committee).title
        for document in documents.listed(site, meeting):
            text = f"{document.title} {document.text}".lower()
            if document.text and not document.private and all(word in text for word in words):
                yield Hit(
                    count=sum(map(text.count, words)),
                    document=document,
                    meeting=meeting,
                    committee=committee,
                    address=documents.address(site, document, question.at),
                    parent=pages.link(question)(meeting),
                )
