"""The search of the site: agenda items and issues that hold all the words asked for, ten to a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from sample.exchange import Question, Reply
from sample.moderngov.rendering import Page, page
from sample.site import Issue, Item, Meeting, Site

HITS = 10
# So much of a text stands under a hit.
SNIPPET = 280


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An issue, or an agenda item with its meeting, and the text in which the words were found."""

    issue: Issue | None = None
    meeting: Meeting | None = None
    item: Item | None = None
    words: Markup


def results(site: Site, question: Question) -> Reply:
    """ieSearchResults2.aspx?SS=&PG=: a page of hits, issues first, then items, the newest meeting first."""
    asked = question.query["ss"].strip()
    found = list(_hits(site, [word.lower() for word in asked.split()]))
    number = int(question.query.get("pg", "1"))
    shown = found[(number - 1) * HITS : number * HITS]
    return page(
        "ieSearchResults2.html", site, question,
        asked=asked,
        address=f"ieSearchResults2.aspx?SS={quote(asked)}&DT=3&CA=false&SB=true",
        hits=list(enumerate(shown, start=(number - 1) * HITS + 1)),
        number=number,
        pages=-(-len(found) // HITS),
    )  # fmt: skip


PAGES: dict[str, Page] = {"/iesearchresults2.aspx": results}


def _hits(site: Site, words: list[str]) -> Iterator[Hit]:
    for issue in site.issues:
        if _holds(f"{issue.title} {issue.words}", words):
            yield Hit(issue=issue, words=_snippet(f"Proposed decision: {issue.words}", words))
    for meeting in sorted(site.meetings, key=lambda each: each.starts, reverse=True):
        for item in meeting.items:
            text = item.minutes or item.decision or item.text
            if not item.restricted and _holds(f"{item.title} {text}", words):
                yield Hit(meeting=meeting, item=item, words=_snippet(text, words))


def _holds(text: str, words: list[str]) -> bool:
    return bool(words) and all(word in text.lower() for word in words)


def _snippet(text: str, words: list[str]) -> Markup:
    """The beginning of a text, the words asked for in bold, wherever in a word they stand."""
    plain = " ".join(text.replace("**", "").split())
    short = f"{plain[:SNIPPET]}..." if len(plain) > SNIPPET else plain
    anywhere = "|".join(re.escape(str(escape(word))) for word in words)
    marked = re.sub(f"({anywhere})", r"<strong>\1</strong>", str(escape(short)), flags=re.IGNORECASE)
    return Markup(marked)  # noqa: S704 - escaped before it was marked
