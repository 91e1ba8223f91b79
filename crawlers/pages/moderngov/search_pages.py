"""The site's own search (ieSearchResults2): ten hits to a page, parted by rules. Bytes in, hits out.

The page that says "No results found for your query" is an answer: searched, and nothing there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import printed
from crawlers.pages.elements import has_class, line, links, of_class
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses, papers
from crawlers.pages.moderngov.content import content
from crawlers.pages.moderngov.register_pages import next_page
from crawlers.pages.rows import UnreadableRow, readable
from domain.meeting import ListedDocument

# "No results found for your query zzqx."
_NOTHING = re.compile(r"\bno results found for your query\b", re.IGNORECASE)
# The heading of a hit: "Key issue: 22/00041 - Grants (1)", "Meeting: 09/09/2020 - Health Cabinet Committee (7)"
_HIT = re.compile(
    r"(?P<kind>[a-z][a-z ]{1,40}?) ?: ?(?P<title>.{1,500}?) ?\((?P<place>\d{1,4})\)", re.IGNORECASE
)
# The title of a meeting: "09/09/2020 - Health Cabinet Committee" or "08/02/2011, 10:00 - Partnership Board"
_MEETING = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4})[^-–]{0,12}[-–] ?(?P<body>.+)", re.ASCII | re.DOTALL)
# "Appendix C - Objection 3 (7.1)", "Meeting (4)": the place of the hit behind the title of a paper
_PLACE = re.compile(r" ?\(\d{1,4}(?:\.\d{1,4})?\)\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """A hit: an issue or a meeting, the agenda item that speaks of it where one does, its papers, and the words found.

    `kind` is as printed (`Key issue`, `Issue`, `Meeting`); `url` leads to the item where there is one.
    """

    place: int
    kind: str
    title: str
    url: str
    words: str | None
    day: date | None = None
    body: str | None = None
    meeting_ref: str | None = None
    item_ref: str | None = None
    item_title: str | None = None
    issue_ref: str | None = None
    documents: tuple[ListedDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """A page of hits, and where the next one is."""

    hits: tuple[SearchHit, ...]
    next_url: str | None


def search_results(body: bytes, url: str) -> SearchPage:
    """A page of the site's search results; no hits where the site says that it found none.

    Raises:
        PageChanged: it is another page: neither hits nor the site's own word that there are none.
    """
    page = content(body, url)
    inner = next(iter(of_class(page, "mgContent")), page)
    blocks = [block for block in _between_rules(inner) if _heading(block) is not None]
    if not blocks and not _NOTHING.search(line(inner)):
        raise unlike(body, url, "search results ('Meeting:' or 'Issue:' between rules) or 'No results found'")
    hits = readable(blocks, lambda block: _hit(block, url), url=url, what="search result")
    return SearchPage(hits=tuple(hits), next_url=next_page(body, url))


def _between_rules(page: Element) -> Iterator[list[Element]]:
    block: list[Element] = []
    for part in page.iterchildren(etree.Element):
        if part.tag == "hr":
            yield block
            block = []
        else:
            block.append(part)
    yield block


def _heading(block: list[Element]) -> re.Match[str] | None:
    return _HIT.fullmatch(line(block[0])) if block and has_class(block[0], "mgAiTitleTxt") else None


def _hit(block: list[Element], url: str) -> SearchHit:
    found = _heading(block)
    to = next((to for _, to in links(block[0], url)), None)
    if found is None or to is None:
        raise UnreadableRow(f"no kind, title and address in {line(block[0])[:120]!r}")
    item = next(
        (pair for part in block[1:] for pair in links(part, url) if addresses.item_ref(pair[1])), None
    )
    met = _MEETING.fullmatch(found["title"]) if addresses.issue_ref(to) is None else None
    words = " ".join(line(part) for part in block if has_class(part, "mgWordPara"))
    return SearchHit(
        place=int(found["place"]),
        kind=found["kind"],
        title=found["title"],
        url=item[1] if item else to,
        words=words or None,
        day=printed.day(met["day"]) if met else None,
        body=met["body"] if met else None,
        meeting_ref=addresses.meeting_ref(to),
        item_ref=addresses.item_ref(item[1]) if item else None,
        item_title=line(item[0]) if item else None,
        issue_ref=addresses.issue_ref(to),
        documents=tuple(_papers(block, url)),
    )


def _papers(block: list[Element], url: str) -> Iterator[ListedDocument]:
    for part in block:
        if part.tag == "ul":
            for paper in papers.listed(part, url, owner="search"):
                yield replace(paper, title=_PLACE.sub("", paper.title))
