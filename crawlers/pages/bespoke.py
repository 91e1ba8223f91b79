"""Read the papers of a council whose site is its own, as its source file describes it. Bytes and a description in, records
out; no network and no Scrapy here.

The `[pages]` table of the source file names, by CSS selectors, what stands where: list pages with a row for each meeting,
and the page of a meeting with its papers. Ids come from addresses, by a pattern with one group. What selects nothing where
something has to be is an error that names the selector: a site that was rebuilt is noticed on the same day.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import Annotated, TypeAlias
from urllib.parse import urljoin

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.etree import _Element as Element
from pydantic import AfterValidator, Field, model_validator

from crawlers.pages import elements, exempt, markup, printed, sections, titles
from crawlers.pages.described import Described, described
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.council import slug_of
from domain.document import DocumentKind
from domain.instants import LONDON
from domain.meeting import AgendaItem, Calendar, Committee, ListedDocument, ListedMeeting, Meeting
from domain.mention import JsonValue

# "time @datetime", "@id", "td.date"
_WRITTEN_WHERE = re.compile(r"(?P<at>[^@]*?)\s*(?:@(?P<attribute>[\w-]{1,60}))?", re.ASCII)
# As machines write it: "2027-04-06", "2027-04-06T10:30"
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?", re.ASCII)
# How far ahead a list speaks that holds all meetings to come.
_DAY, _AHEAD = timedelta(days=1), timedelta(days=366)
# A day to try a format on: no two of its numbers are alike.
_TRIAL = datetime(2027, 4, 19, 10, 30, tzinfo=LONDON)


def _selects(selector: str) -> str:
    try:
        _css(selector)
    except (SelectorError, etree.XPathError) as exc:
        raise ValueError(f"is no CSS selector ({exc})") from exc
    return selector


def _has_a_group(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groups
    except re.error as exc:
        raise ValueError(f"is no pattern ({exc})") from exc
    if groups != 1:
        raise ValueError("needs one group in brackets: the part that counts")
    return pattern


def _tells_days(form: str) -> str:
    try:
        told = datetime.strptime(_TRIAL.strftime(form), form).replace(tzinfo=LONDON).date()
    except ValueError as exc:
        raise ValueError(f"is no form of a date ({exc})") from exc
    if told != _TRIAL.date():
        raise ValueError("needs day, month and year, such as %d.%m.%y")
    return form


Css: TypeAlias = Annotated[str, AfterValidator(_selects)]
Pattern: TypeAlias = Annotated[str, AfterValidator(_has_a_group)]
DateForm: TypeAlias = Annotated[str, AfterValidator(_tells_days)]


class Where(Described):
    """Where something is printed: `"td.date"`, `"time @datetime"` (an attribute), `"@id"` (of the row itself).

    Written as a table it may say which part counts: `{ at = "h1", pattern = '(.+), \\d' }`.
    """

    at: Css | None = None
    attribute: str | None = None
    pattern: Pattern | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, written: object) -> object:
        if not isinstance(written, str):
            return written
        found = _WRITTEN_WHERE.fullmatch(written.strip())
        if found is None or not written.strip():
            raise ValueError("names no place")
        return {"at": found["at"] or None, "attribute": found["attribute"]}


class ListPage(Described):
    """A list of meetings: its path from the source's address on, with `{page}` in it where it has several `pages`.

    `committee` names the one whose meetings it lists, if only one's. `to_come` says that it holds every meeting from
    today on, so that one that goes is missed. More pages than are asked for are an error unless `all_pages` is false.
    """

    path: str = Field(min_length=1)
    pages: int = Field(default=1, ge=1, le=50)
    all_pages: bool = True
    committee: str | None = None
    to_come: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, written: object) -> object:
        return {"path": written} if isinstance(written, str) else written

    @model_validator(mode="after")
    def _numbers_pages(self) -> "ListPage":
        if self.pages > 1 and "{page}" not in self.path:
            raise ValueError("has several pages: say with {page} where its number goes")
        return self


class Listing(Described):
    """A row of a list page. `none` is what the page shows when it has no row; without it, no row is an error.

    `next` is the link to a further page.
    """

    row: Css
    link: Css = "a[href]"
    ref: Pattern
    date: Where
    date_form: DateForm | None = None
    time: Where | None = None
    committee: Where | None = None
    status: Where | None = None
    none: Css | None = None
    next: Css | None = None


class Papers(Described):
    """The papers of a meeting or item. `within` is what is there even when there are none; without it, the whole of what holds them.

    `ref` is the part of the paper's address that is its id, or of `id` where that is given. `restricted` is what a row
    shows whose paper is not for the public.
    """

    within: Css | None = None
    row: Css
    link: Css = "a[href]"
    ref: Pattern
    id: Where | None = None
    title: Where | None = None
    kind: Where | None = None
    size: Where | None = None
    published: Where | None = None
    restricted: Css | None = None


class Items(Described):
    """The items of an agenda, with their words and papers."""

    row: Css
    id: Where | None = None
    number: Where | None = None
    title: Where
    text: Css | None = None
    decision: Css | None = None
    minutes: Css | None = None
    restricted: Css | None = None
    papers: Papers | None = None


class MeetingPage(Described):
    """The page of a meeting. `within` is the part of it that is about the meeting."""

    within: Css = "body"
    committee: Where
    date: Where
    date_form: DateForm | None = None
    time: Where | None = None
    place: Where | None = None
    status: Where | None = None
    papers: Papers
    items: Items | None = None


class Layout(Described):
    """How a site's pages are laid out: the `[pages]` table of a source file."""

    lists: dict[Annotated[str, Field(pattern=r"\A[a-z0-9-]{1,40}\z")], ListPage] = Field(min_length=1)
    listing: Listing
    meeting: MeetingPage

    @model_validator(mode="after")
    def _names_committees(self) -> "Layout":
        if self.listing.committee is None and not all(page.committee for page in self.lists.values()):
            raise ValueError(
                "say where a row names its committee (listing.committee), or give each list page one"
            )
        return self

    @property
    def questions(self) -> tuple[str, ...]:
        """The watch keys of all list pages: `calendar:past`, and `calendar:upcoming:2` of a second page."""
        return tuple(
            f"calendar:{name}" + (f":{number}" if number > 1 else "")
            for name, page in self.lists.items()
            for number in range(1, page.pages + 1)
        )

    def asked(self, key: str) -> tuple[ListPage, int] | None:
        """The list and the number of its page that a watch key asks for; `None` if the source file no longer has it."""
        _, name, number = (*key.split(":"), "1")[:3]
        page = self.lists.get(name)
        return (page, int(number)) if page and number.isdecimal() and 0 < int(number) <= page.pages else None


def layout(table: Mapping[str, JsonValue]) -> Layout:
    """The layout that a source file's `[pages]` table describes.

    Raises:
        PagesWrong: the table cannot be used; the message names each key that is wrong.
    """
    return described(Layout, table)


def list_url(base: str, page: ListPage, number: int) -> str:
    """Where a page of a list is."""
    return urljoin(f"{base.rstrip('/')}/", page.path.replace("{page}", str(number)))


def calendar(
    body: bytes, url: str, listing: Listing, page: ListPage, number: int = 1, *, today: date
) -> Calendar:
    """The meetings of a page of a list, and the days that it speaks for.

    Raises:
        PageChanged: the page has no row, and does not say that there is no meeting; no row can be read; or more pages
            follow than the source file says.
    """
    root = markup.page(body, url)
    rows = _all(root, listing.row)
    if not rows and (listing.none is None or not _all(root, listing.none)):
        raise unlike(body, url, f"list of meetings ({listing.row})")
    goes_on = bool(_all(root, listing.next)) if listing.next else number < page.pages
    if goes_on and number == page.pages and page.all_pages:
        raise PageChanged(
            f"{url}: goes on ({listing.next}) after {page.pages} pages; raise pages in the source file"
        )
    read = partial(_listed, url=url, listing=listing, only=page.committee)
    meetings = once({each.ref: each for each in readable(rows, read, url=url, what="meeting")}.values())
    first, last = _span(meetings, page, is_first=number == 1, goes_on=goes_on, today=today)
    bodies = {each.committee_ref: each.committee_title for each in meetings}
    return Calendar(
        first=first,
        last=last,
        committees=tuple(Committee(ref=ref, title=title) for ref, title in bodies.items()),
        meetings=meetings,
        only=(slug_of(page.committee),) if page.committee else (),
    )


def _span(
    meetings: Sequence[ListedMeeting], page: ListPage, *, is_first: bool, goes_on: bool, today: date
) -> tuple[date, date]:
    """The days that a page speaks for: from its first meeting to its last, and all to come where it says so.

    The day on which one page ends and the next begins may have meetings on both, and is spoken for by neither. Where
    nothing is left, as of an empty page after the last one, the first day comes after the last.
    """
    days = [meeting.day for meeting in meetings]
    if not days and not is_first:
        return today, today - _DAY
    first, last = min(days, default=today), max(days, default=today)
    if not is_first:
        first += _DAY
    elif page.to_come:
        first = min(first, today)
    if goes_on:
        last -= _DAY
    elif page.to_come:
        last = max(last, today + _AHEAD)
    return first, last


def meeting(body: bytes, url: str, pages: Layout) -> Meeting:
    """A meeting with its items and papers; a file of minutes or decisions that is listed is published.

    Raises:
        PageChanged: something that has to be there is not: id, day, committee, or what holds the papers.
    """
    root, page = markup.page(body, url), pages.meeting
    within = next(iter(_all(root, page.within)), None)
    if within is None:
        raise unlike(body, url, f"meeting ({page.within})")
    ref, named = _matched(pages.listing.ref, url), _value(within, page.committee)
    when = _when(within, page.date, page.date_form, page.time)
    if ref is None:
        raise PageChanged(f"{url}: no id of a meeting in the address ({pages.listing.ref})")
    if named is None:
        raise unlike(body, url, f"committee of the meeting ({page.committee.at})")
    if when is None:
        raise unlike(body, url, f"day of the meeting ({page.date.at})")
    day, at = when
    committee, mark = titles.unmarked(named)
    rows = _all(within, page.items.row) if page.items else []
    items = tuple(_items(rows, page.items, url)) if page.items else ()
    papers = _papers(within, page.papers, url, committee=committee, day=day, apart_from=rows)
    kinds = {paper.kind for paper in papers}
    return Meeting(
        ref=ref,
        committee_ref=slug_of(committee),
        committee_title=committee,
        day=day,
        at=at,
        status=mark or (_value(within, page.status) if page.status else None) or "",
        place=_value(within, page.place) if page.place else None,
        url=url,
        agenda_published=bool(items) or DocumentKind.AGENDA in kinds,
        decisions_published=any(item.decision for item in items) or DocumentKind.DECISION in kinds,
        minutes_published=any(item.minutes for item in items) or DocumentKind.MINUTES in kinds,
        items=items,
        documents=papers,
    )


@cache
def _css(selector: str) -> etree.XPath:
    # Not lxml's own CSSSelector: its `:contains()` calls back into Python and breaks from its second page on (lxml 6.1.3).
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def _all(parent: Element, selector: str) -> list[Element]:
    found = _css(selector)(parent)
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def _value(parent: Element, where: Where) -> str | None:
    """What stands at a place, in one line; `None` where the place is empty or not there."""
    for element in _all(parent, where.at) if where.at else [parent]:
        words = element.get(where.attribute, "") if where.attribute else elements.line(element)
        said = _matched(where.pattern, words) if where.pattern else " ".join(words.split())
        if said:
            return said
    return None


def _matched(pattern: str, words: str) -> str | None:
    found = re.search(pattern, words)
    return found[1].strip() or None if found and found[1] else None


def _when(
    parent: Element, where: Where, form: str | None, at: Where | None
) -> tuple[date, time | None] | None:
    """The day that stands at a place, and the time of day: from a place of its own, else from beside the day."""
    words = _value(parent, where)
    found = _day_and_time(words, form) if words else None
    if found is None:
        return None
    return found[0], (printed.time_of_day(_value(parent, at)) if at else found[1])


def _day_and_time(words: str, form: str | None) -> tuple[date, time | None] | None:
    try:
        if form:
            return datetime.strptime(words, form).replace(tzinfo=LONDON).date(), None
        if iso := _ISO.match(words):
            return date.fromisoformat(iso[1]), time.fromisoformat(iso[2]) if iso[2] else None
    except ValueError:
        return None
    return printed.day_and_time(words)


def _listed(row: Element, *, url: str, listing: Listing, only: str | None) -> ListedMeeting:
    link = next(iter(_all(row, listing.link)), None)
    address = None if link is None else markup.address(url, link.get("href", ""))
    ref = _matched(listing.ref, address) if address else None
    if ref is None:
        raise UnreadableRow(f"no id ({listing.ref}) in the address of its link ({listing.link}): {address}")
    when = _when(row, listing.date, listing.date_form, listing.time)
    if when is None:
        raise UnreadableRow(f"meeting {ref} has no day ({listing.date.at})")
    named = only or (_value(row, listing.committee) if listing.committee else None)
    if named is None:
        raise UnreadableRow(f"meeting {ref} has no committee ({listing.committee and listing.committee.at})")
    committee, mark = titles.unmarked(named)
    return ListedMeeting(
        ref=ref,
        committee_ref=slug_of(committee),
        committee_title=committee,
        day=when[0],
        at=when[1],
        status=mark or (_value(row, listing.status) if listing.status else None) or "",
        url=address,
    )


def _items(rows: Sequence[Element], items: Items, url: str) -> list[AgendaItem]:
    seen: Counter[str] = Counter()

    def read(place: int, row: Element) -> AgendaItem:
        title = _value(row, items.title)
        if title is None:
            raise UnreadableRow(f"an item without title ({items.title.at})")
        name = titles.identity(title)
        seen[name] += 1
        number = _value(row, items.number) if items.number else None
        restricted = bool(items.restricted and _all(row, items.restricted))
        return AgendaItem(
            ref=(_value(row, items.id) if items.id else None) or _digest(f"{name} {seen[name]}"),
            position=place,
            number=(number or "").rstrip(" .)") or None,
            title=title,
            text=_prose(row, items.text),
            decision=_prose(row, items.decision),
            minutes=_prose(row, items.minutes),
            restricted=restricted,
            restriction=exempt.reason(elements.line(row)) if restricted else None,
            to_follow=printed.is_to_follow(elements.line(row)),
            documents=_papers(row, items.papers, url) if items.papers else (),
        )

    return readable(list(enumerate(rows, start=1)), lambda row: read(*row), url=url, what="item")


def _prose(row: Element, selector: str | None) -> str | None:
    return elements.prose(_all(row, selector)) if selector else None


def _papers(
    parent: Element,
    papers: Papers,
    url: str,
    *,
    committee: str | None = None,
    day: date | None = None,
    apart_from: Sequence[Element] = (),
) -> tuple[ListedDocument, ...]:
    """The papers below an element, but for those of its items.

    Raises:
        PageChanged: what holds papers is not there, or none of the rows can be read.
    """
    holders = _all(parent, papers.within) if papers.within else [parent]
    if not holders:
        raise PageChanged(f"{url}: no papers ({papers.within})")
    apart = {each for row in apart_from for each in row.iter()}
    rows = [
        row
        for holder in holders
        for row in sections.under_headings(holder, set(_all(holder, papers.row)).__contains__)
        if row[0] not in apart
    ]
    read = partial(_paper, papers=papers, url=url, committee=committee, day=day)
    found = readable(rows, lambda row: read(*row), url=url, what="paper")
    return tuple({paper.ref: paper for paper in found}.values())


def _paper(
    row: Element,
    section: DocumentKind | None,
    *,
    papers: Papers,
    url: str,
    committee: str | None,
    day: date | None,
) -> ListedDocument:
    link = row if row.tag == "a" else next(iter(_all(row, papers.link)), None)
    address = None if link is None else markup.address(url, link.get("href", ""))
    marks = _all(row, papers.restricted) if papers.restricted else []
    restricted = bool(marks)
    title = _value(row, papers.title) if papers.title else elements.line(row if link is None else link)
    if restricted:
        title = _without(title or "", marks)
    if not title or (address is None and not restricted):
        raise UnreadableRow(f"no title and address ({papers.link}) in {elements.line(row)[:80]!r}")
    ref = _matched(papers.ref, (_value(row, papers.id) if papers.id else address) or "")
    if ref is None and not restricted:
        raise UnreadableRow(f"no id ({papers.ref}) in the address of {title[:80]!r}: {address}")
    printed_kind = _value(row, papers.kind) if papers.kind else None
    kind = titles.kind_of(
        title, committee=committee, day=day, section=titles.section_of(printed_kind or "") or section
    )
    published = _when(row, papers.published, None, None) if papers.published else None
    return ListedDocument(
        ref=ref or _digest(titles.identity(title)),
        title=title,
        url=None if restricted else address,
        published=published[0].isoformat() if published else None,
        restricted=restricted,
        restriction=exempt.reason(elements.line(row)) if restricted else None,
        is_decision=kind is DocumentKind.DECISION,
        size=_value(row, papers.size) if papers.size else None,
        kind=kind,
    )


def _without(title: str, marks: Sequence[Element]) -> str:
    """The title of a paper that is not for the public, without what marks it: the mark's own words, or a reason in brackets."""
    for mark in marks:
        title = title.removesuffix(elements.line(mark)) or title
    return titles.without_reason(" ".join(title.split()))


def _digest(name: str) -> str:
    """A ref for what has no id: told by its title."""
    return f"t{hashlib.sha256(name.encode()).hexdigest()[:16]}"
