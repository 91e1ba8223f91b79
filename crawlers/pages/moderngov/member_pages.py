"""The pages of members: the list of all by ward, and a member's own page. Bytes in, records out.

Home addresses and telephone numbers, which stand on these pages too, are not read.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from crawlers.pages import printed
from crawlers.pages.elements import columns, line, links, row_of
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses
from crawlers.pages.moderngov.content import content, headings_of, is_headed, labelled, sections, subject_of
from domain.members import Councillor, Term

# "(Labour)" behind a name
_MARKED = re.compile(r"\((?P<said>[^()]{1,80})\)")
# "06/05/2021 - 08/05/2025", its end open or in words
_TERM = re.compile(r"(?P<first>\d{1,2}/\d{1,2}/\d{4}) ?[-–] ?(?P<last>\d{1,2}/\d{1,2}/\d{4})?", re.ASCII)
_TERMS = re.compile(r"terms? of office\b", re.IGNORECASE)
# The heading "Your Councillors by Ward", "Elected members"
_LIST = re.compile(r"\b(?:councillors|members)\b", re.IGNORECASE)
# What the place is called that a member stands for; "Electoral Division" in Cornwall
_PLACES = ("ward", "division", "electoral division")
# "Councillor details", which is no name
_NO_NAME = re.compile(r"\bdetails\b|\byour councillors?\b", re.IGNORECASE)


def members(body: bytes, url: str) -> tuple[Councillor, ...]:
    """The members of a council as its site lists them (mgMemberIndex by ward, as a list or as a table).

    Terms of office stand on their own pages only.

    Raises:
        PageChanged: it is another page, or lists nobody.
    """
    page = content(body, url)
    if not (addresses.path_of(url).endswith("/mgmemberindex.aspx") or is_headed(page, _LIST)):
        raise unlike(body, url, "list of members (h1 'Your Councillors')")
    found: dict[str, Councillor] = {}
    ward: str | None = None
    for element in page.iter("h2", "h3", "a"):
        if element.tag != "a":
            ward = line(element) or None
            continue
        for link, to in links(element, url):
            ref = addresses.member_ref(to)
            if ref and line(link) and addresses.path_of(to).endswith("/mguserinfo.aspx"):
                found.setdefault(ref, _member(link, ref, ward))
    if not found:
        raise unlike(body, url, "member (a[href*='mgUserInfo.aspx?UID='])")
    return tuple(found.values())


def member_page(body: bytes, url: str) -> Councillor:
    """A member's own page (mgUserInfo) with terms of office. `ref` is empty where the page is read without its address.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    said = labelled(page.iter())
    name = next(
        (words for words in (subject_of(page), *headings_of(page)) if words and not _NO_NAME.search(words)),
        None,
    )
    if name is None or not said.keys() & {"party", "political party", *_PLACES}:
        raise unlike(body, url, "member (name as heading, labels 'Party:' and 'Ward:' or 'Division:')")
    return Councillor(
        ref=addresses.member_ref(url) or "",
        name=name,
        ward=next((said[label] for label in _PLACES if label in said), None),
        party=said.get("party") or said.get("political party"),
        posts=said.get("title"),
        terms=tuple(_terms(page)),
    )


def _member(link: Element, ref: str, ward: str | None) -> Councillor:
    row = row_of(link)
    if row is not None:
        cells = {name: line(cell) for name, cell in columns(row).items()}
        party = cells.get("political party") or cells.get("party")
        ward = next((cells[name] for name in _PLACES if cells.get(name)), ward)
    else:
        party = _party(link, ward)
    return Councillor(ref=ref, name=line(link), ward=ward, party=party, posts=None, terms=())


def _party(link: Element, ward: str | None) -> str | None:
    """The party in brackets behind a name, or the last line below it that is not the ward."""
    row = next(link.iterancestors("li"), None)
    if row is None:
        return None
    if marked := _MARKED.search(line(row).partition(line(link))[2]):
        return marked["said"]
    below = [line(part) for part in row.iter("p") if link not in part.iter("a")]
    return next((words for words in reversed(below) if words and words != ward), None)


def _terms(page: Element) -> Iterator[Term]:
    for section in sections(page):
        if not _TERMS.match(section.title):
            continue
        for part in section.parts:
            for row in part.iter("li"):
                found = _TERM.match(line(row))
                if found and (first := printed.day(found["first"])):
                    yield Term(first=first, last=printed.day(found["last"]))
