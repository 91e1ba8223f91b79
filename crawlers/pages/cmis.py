"""Read CMIS, the committee system that eleven councils run on DNN: months of its calendar, meetings, its search.

Bytes in, records out; no network and no Scrapy here. Names of the controls hold numbers that differ from site to site
(`dnn_ctr397_…`), so that nothing is looked for by them. Day cells print no year: it is that of the month asked for.

CMIS gives a document no id: its address is opaque, and nobody vouches that it is the same tomorrow. A document is known
by its meeting's id, its title and its place among equal titles. Its committee is left out, for meetings are numbered
across committees, and so is its size, or a replaced file would be one withdrawn and one added: size and bytes tell that
the file behind a document is another one.
"""

import hashlib
import re
from calendar import day_name, monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode

from lxml.etree import _Element as Element
from pydantic import Field, PositiveInt, model_validator

from crawlers.pages import elements, exempt, markup, printed, sections, titles
from crawlers.pages.described import Described, described
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.document import DocumentKind
from domain.meeting import Attendee, Calendar, Committee, ListedDocument, ListedMeeting, Meeting
from domain.mention import JsonValue

# "/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/" of a view of the calendar's module
_VIEW = re.compile(
    r"/(?P<page>[\w.-]{1,80})/tabid/(?P<tab>\d{1,6})/ctl/(?:ViewMeeting|MeetingCalendar)\w{0,40}/mid/(?P<module>\d{1,6})(?:/|\Z)",
    re.ASCII | re.IGNORECASE,
)
# "dnn$ctr397$MeetingCalendarPublic$…"; Nottinghamshire's is called MeetingCalendarPublicList.
_CONTROL = re.compile(r"dnn[$_]ctr(\d{1,6})[$_]MeetingCalendarPublic", re.ASCII)
# "/ViewMeetingPublic/mid/397/Meeting/15028/Committee/6/"
_MEETING = re.compile(r"/Meeting/(\d{1,12})(?:/|\Z)", re.ASCII | re.IGNORECASE)
_COMMITTEE = re.compile(r"/Committee/(\d{1,12})(?:/|\Z)", re.ASCII | re.IGNORECASE)
# "/id/1247/" in the address of a member's page
_PERSON = re.compile(r"/ViewCMIS_Person/(?:[^?#]{0,80}/)?id/(\d{1,12})(?:/|\Z)", re.ASCII | re.IGNORECASE)
# "/Date/2026-06-01/"
_MONTH = re.compile(r"/Date/(\d{4})-(\d{2})-\d{2}(?:/|\Z)", re.ASCII | re.IGNORECASE)
# "Monday, 8 June"
_DAY = re.compile(
    r"(?P<weekday>[A-Z][a-z]{2,5}day),? (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]{2,8})"
    r"(?:,? (?P<year>\d{4}))?",
    re.ASCII,
)
# A meeting of a day: "10:00 Licensing Sub-Committee A", "2:00 PM - Licensing Sub-Committee A"
_ENTRY = re.compile(
    r"(?:(?P<at>\d{1,2}[:.]\d{2}(?: ?[ap]m\b)?) (?:[-–] )?)?(?P<committee>.{1,300})", re.IGNORECASE
)
# A row of the list: "9 Jul 2026 11:00 - Planning Committee"
_ROW = re.compile(
    r"(?P<when>\d{1,2} [A-Z][a-z]{2,8} \d{4})(?: (?P<at>\d{1,2}[:.]\d{2}))? - (?P<committee>.{1,300})",
    re.ASCII,
)
# The label before "3 Aug 2026 - 10:00" or "19 May 2025 - 18:30 to 19:53"
_WHEN = re.compile(r"(?:meeting )?date(?: ?(?:/|and|&) ?time)?")
# A size: "(156Kb)", "5.23 Mb"
_SIZE = re.compile(r"\d{1,6}(?:[.,]\d{1,3})? ?[KMG]?b\b", re.ASCII | re.IGNORECASE)
# The heading "Search Results (22 Documents Found)"
_FOUND = re.compile(r"\((?P<count>\d{1,7}) Documents? Found\)", re.ASCII | re.IGNORECASE)
# What a document belongs to: "Meeting: Cabinet - 01/Sep/2026"
_PARENT = re.compile(
    r"Meeting: (?P<committee>.{1,300}) - (?P<day>\d{1,2})/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4})", re.ASCII
)
# The link to a further page: "javascript:__doPostBack('dnn$ctr424$ViewCMIS_Search$grdDocuments','Page$2')"
_PAGER = re.compile(r"__doPostBack\('(?P<target>[\w$]{1,200})','(?P<argument>Page\$\d{1,5})'\)", re.ASCII)
# A file of any meeting: "/cmis5/Document.ashx?czJKcaeAi5tUFL1DTL2UE4zNRBcoShgo=fwSK"
_DOCUMENT = re.compile(r"[^?#]*/Document\.ashx(?:[?#]|\Z)", re.ASCII | re.IGNORECASE)
# What has a class of its own, and says what it is where a site hides its labels (Carlisle)
_CLASSES = {"Committee": "committee", "DateTime": "date/time"}
# The lists of members under "Attendance"; "Visitors" and the rest are nobody's business.
_ATTENDANCE = {
    "attended - committee members": "Attended",
    "attended - other members": "Attended",
    "apologies": "Apologies",
    "absent": "Absent",
}


class Place(Described):
    """Where an installation shows its calendar: the name of the page in addresses, its tab, and the module on it.

    The `[pages]` table of a CMIS source. Tab and module may be left out: then `place_in` learns them from the site.
    """

    page: str = Field(default="Meetings", pattern=r"\A[\w.-]{1,80}\z")
    tab: PositiveInt | None = None
    module: PositiveInt | None = None

    @model_validator(mode="after")
    def _both(self) -> "Place":
        if (self.tab is None) != (self.module is None):
            raise ValueError("give both tab and module, or neither")
        return self

    @property
    def is_known(self) -> bool:
        """Whether addresses can be made."""
        return self.tab is not None


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form filled in: where it is to be posted, and its fields in order."""

    url: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that the site's search found: type and size as printed, and the meeting that it belongs to, if any.

    One that only members may open has no address.
    """

    title: str
    url: str | None
    kind: str
    size: str | None
    committee: str | None = None
    day: date | None = None
    meeting_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of search results: how many documents were found in all, and those on this page."""

    count: int
    hits: tuple[Hit, ...]


def place(table: Mapping[str, JsonValue]) -> Place:
    """The place that a source file's `[pages]` table gives.

    Raises:
        PagesWrong: the table cannot be used.
    """
    return described(Place, table)


def start_url(base: str, where: Place) -> str:
    """The page on which the calendar's module stands."""
    return f"{base.rstrip('/')}/{where.page}.aspx"


def list_url(base: str, where: Place, module: int) -> str:
    """The meetings of the current month as a list; it takes no date, and its links tell the tab."""
    return f"{start_url(base, where)}?{urlencode({'ctl': 'MeetingCalendarListView', 'mid': module})}"


def calendar_url(base: str, where: Place, month: date) -> str:
    """A month of the calendar, without Java: any month, past or to come. It takes about 40 seconds at Birmingham."""
    view = f"{where.page}/tabid/{where.tab}/ctl/MeetingCalendarPublicNoJava/mid/{where.module}"
    return f"{base.rstrip('/')}/{view}/Date/{month.year:04d}-{month.month:02d}-01/Default.aspx"


def place_in(body: bytes, url: str) -> Place | None:
    """The place of the calendar, as a link or form of any page tells it; `None` if none does.

    Raises:
        PageChanged: there is nothing in the page.
    """
    for address in _addresses(markup.page(body, url)):
        if found := _VIEW.search(address):
            return Place(page=found["page"], tab=int(found["tab"]), module=int(found["module"]))
    return None


def module_in(body: bytes, url: str) -> int:
    """The number of the calendar's module, from the names of its controls.

    Raises:
        PageChanged: the page has no such controls.
    """
    for element in markup.page(body, url).iter():
        for name in (element.get("name", ""), element.get("id", "")):
            if found := _CONTROL.match(name):
                return int(found[1])
    raise unlike(body, url, "module of the calendar (a control named dnn$ctr…$MeetingCalendarPublic…)")


def calendar(body: bytes, url: str, month: date | None = None) -> Calendar:
    """The meetings of a month: the one that a day falls in, else the one that the address asks for.

    Raises:
        PageChanged: it is another page or another month, or no month is known: day cells print no year.
    """
    page = markup.page(body, url)
    asked = (found for address in (url, *_addresses(page, "form")) if (found := _asked_month(address)))
    first = _first(month) if month else next(asked, None)
    if first is None:
        raise PageChanged(
            f"{url}: no month asked for (such as /Date/2026-06-01/), and days are printed without a year"
        )
    cells = _days(page, url, first)
    if not cells:
        raise unlike(body, url, "days of a month (cells such as 'Monday, 8 June')")
    last = _last(first)
    shown = [(day, entries) for day, entries in cells if first <= day <= last]
    if not shown:
        raise PageChanged(f"{url}: shows {cells[0][0]:%B %Y}, not {first:%B %Y}, which was asked for")
    links = [(day, link) for day, entries in shown for link in _meeting_links(entries)]
    if not links and any(elements.line(entries) for _, entries in shown if entries is not None):
        raise unlike(body, url, "meetings (links to ViewMeetingPublic) in days that hold words")
    meetings = readable(links, lambda row: _entry(*row, url=url), url=url, what="meeting in the calendar")
    return _calendar(first, last, meetings)


def list_view(body: bytes, url: str) -> Calendar:
    """The list of meetings of the month that it is at the site.

    Raises:
        PageChanged: it is another page, or lists no meeting, so that its month cannot be known.
    """
    links = [link for row in markup.page(body, url).iter("tr") for link in _meeting_links(row)]
    if not links:
        raise unlike(body, url, "list of meetings (rows with links to ViewMeetingPublic)")
    meetings = readable(links, partial(_listed, url=url), url=url, what="meeting in the list")
    days = [meeting.day for meeting in meetings]
    return _calendar(_first(min(days)), _last(max(days)), meetings)


def meeting(body: bytes, url: str) -> Meeting:
    """A meeting with its documents: agenda, decisions and minutes are files there, and their listing publishes them.

    Its id stands in no page but in addresses: in the page's own, else in that of its form; `ref` is empty where neither
    has it, as in a page that was saved and cut.

    Raises:
        PageChanged: it is another page, or a meeting without a day.
    """
    page = markup.page(body, url)
    labels = _labelled(page)
    stated = next((said for label, said in labels.items() if _WHEN.fullmatch(label)), "")
    when = printed.day_and_time(stated)
    address = next((where for where in (url, *_addresses(page, "form")) if _MEETING.search(where)), "")
    ref = _number(_MEETING, address) or ""
    if when is None:
        raise unlike(body, url, "meeting (its label Date/Time)")
    day, at = when
    committee = labels.get("committee")
    listed = _listings(page, url, committee=committee, day=day)
    kinds = {each.kind for each in listed}
    return Meeting(
        ref=ref,
        committee_ref=_number(_COMMITTEE, address),
        committee_title=committee,
        day=day,
        at=at,
        status=labels.get("status", ""),
        place=labels.get("venue"),
        url=url,
        agenda_published=any(DocumentKind.AGENDA in (each.kind, each.section) for each in listed),
        decisions_published=DocumentKind.DECISION in kinds,
        minutes_published=DocumentKind.MINUTES in kinds,
        documents=_documents(ref, listed),
        attendees=tuple(_attendees(page, url)),
    )


def documents(body: bytes, url: str) -> tuple[ListedDocument, ...]:
    """The documents of a page that lists them without saying of which meeting, as a saved part of one does.

    Raises:
        PageChanged: it lists none.
    """
    page = markup.page(body, url)
    if not elements.of_class(page, "DocumentListItem"):
        raise unlike(body, url, "document of a meeting (li.DocumentListItem)")
    listed = _listings(page, url, committee=None, day=None)
    return _documents(_number(_MEETING, url) or "", listed)


def search_form(body: bytes, url: str, words: str) -> Form:
    """The search form filled in for documents with these words, to be posted with the state that came with it.

    A page's state answers once: each search begins with the form itself.

    Raises:
        PageChanged: it is another page.
    """
    form = _search_form(body, url)
    names = {name.rpartition("$")[2]: name for name in _names(form)}
    asked = {
        names["SimpleSearchSelector"]: "documents",
        names["SimpleSearchFor"]: words,
        "__EVENTTARGET": names["SimpleSearchSubmit"],
    }
    return _filled(form, url, asked)


def next_form(body: bytes, url: str, page: int) -> Form | None:
    """The form that asks for another page of the results; `None` where the site does not offer it.

    Raises:
        PageChanged: it is another page.
    """
    form = _search_form(body, url)
    for link in form.iter("a"):
        found = _PAGER.search(link.get("href", ""))
        if found and found["argument"] == f"Page${page}":
            return _filled(
                form, url, {"__EVENTTARGET": found["target"], "__EVENTARGUMENT": found["argument"]}
            )
    return None


def results(body: bytes, url: str) -> Results:
    """What a search found. None found is an answer, and said to be one by the page.

    Raises:
        PageChanged: it is another page, or holds other than the number of documents that it states.
    """
    page = markup.page(body, url)
    if elements.elements(page, "//*[contains(@id, 'pnlNoResults')]"):
        return Results(count=0, hits=())
    stated = next((found for h2 in page.iter("h2") if (found := _FOUND.search(elements.line(h2)))), None)
    grid = next(iter(elements.of_class(page, "CMIS_Grid")), None)
    if stated is None or grid is None:
        raise unlike(body, url, "search results ('Search Results (22 Documents Found)' and table.CMIS_Grid)")
    headings, rows = _table(grid)
    hits = readable(rows, partial(_hit, headings=headings, url=url), url=url, what="search result")
    count, is_all = (
        int(stated["count"]),
        not _PAGER.search(" ".join(a.get("href", "") for a in grid.iter("a"))),
    )
    if count < len(rows) or (is_all and count != len(rows)):
        raise PageChanged(f"{url}: states {count} documents found, holds {len(rows)}")
    return Results(count=count, hits=tuple(hits))


def _addresses(page: Element, *tags: str) -> Iterator[str]:
    return filter(None, map(_href, page.iter(*(tags or ("a", "form")))))


def _href(element: Element) -> str:
    """Where a link or form leads, as it stands there, without the line breaks that sites put into addresses."""
    return "".join((element.get("href") or element.get("action") or "").split())


def _first(day: date) -> date:
    return day.replace(day=1)


def _last(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _asked_month(url: str) -> date | None:
    found = _MONTH.search(url)
    return _date(int(found[1]), int(found[2]), 1) if found else None


def _days(page: Element, url: str, first: date) -> list[tuple[date, Element | None]]:
    """The day cells of a month's table, each with the cell of its meetings."""
    return [
        (_day_of(found, url, first), next(cell.itersiblings("td"), None))
        for cell in page.iter("td")
        if cell.find(".//td") is None and (found := _DAY.fullmatch(elements.line(cell)))
    ]


def _day_of(found: re.Match[str], url: str, first: date) -> date:
    """The day of a cell. Its year is that of the month asked for; at the turn of the year, a neighbour's.

    Raises:
        PageChanged: it is no day, or another day of the week in that year: the page shows another month than asked for.
    """
    month = printed.MONTHS.get(found["month"][:3].lower(), 0)
    turn = (month == 1 and first.month == 12) - (month == 12 and first.month == 1)
    day = _date(int(found["year"] or first.year + turn), month, int(found["day"]))
    if day is None or day_name[day.weekday()] != found["weekday"]:
        raise PageChanged(
            f"{url}: {found[0]!r} is no day of {first:%B %Y} or next to it, which was asked for"
        )
    return day


def _meeting_links(parent: Element | None) -> list[Element]:
    if parent is None:
        return []
    return [link for link in parent.iter("a") if "viewmeeting" in _href(link).lower()]


def _entry(day: date, link: Element, *, url: str) -> ListedMeeting:
    found = _ENTRY.fullmatch(elements.line(link))
    if found is None:
        raise UnreadableRow("a meeting without words")
    return _listed_meeting(link, url, day=day, at=found["at"], committee=found["committee"])


def _listed(link: Element, *, url: str) -> ListedMeeting:
    words = elements.line(link)
    found = _ROW.fullmatch(words)
    day = _spelled_day(found["when"]) if found else None
    if found is None or day is None:
        raise UnreadableRow(f"no day and committee in {words[:80]!r}")
    return _listed_meeting(link, url, day=day, at=found["at"], committee=found["committee"])


def _listed_meeting(link: Element, url: str, *, day: date, at: str | None, committee: str) -> ListedMeeting:
    address = markup.address(url, link.get("href", ""))
    ref, committee_ref = (_number(pattern, address or "") for pattern in (_MEETING, _COMMITTEE))
    if address is None or ref is None or committee_ref is None:
        raise UnreadableRow(f"no numbers of meeting and committee in {link.get('href', '')[:200]!r}")
    title, status = titles.unmarked(committee)
    return ListedMeeting(
        ref=ref,
        committee_ref=committee_ref,
        committee_title=title,
        day=day,
        at=printed.time_of_day(at),
        status=status,
        url=address,
    )


def _calendar(first: date, last: date, meetings: Sequence[ListedMeeting]) -> Calendar:
    bodies = {each.committee_ref: each.committee_title for each in meetings}
    return Calendar(
        first=first,
        last=last,
        committees=tuple(Committee(ref=ref, title=title) for ref, title in bodies.items()),
        meetings=once({each.ref: each for each in meetings}.values()),
    )


def _labelled(page: Element) -> dict[str, str]:
    """The values of the summary by their labels, in lower case: Status and Venue share a class, only their words differ."""
    found: dict[str, str] = {}
    for label in elements.of_class(page, "DNNLabel"):
        value = label.getnext()
        if value is not None and elements.has_class(value, "Value") and (words := elements.line(value)):
            found.setdefault(elements.line(label).rstrip(" :").lower(), words)
    for name, called in _CLASSES.items():
        values = (part for part in elements.of_class(page, name) if elements.has_class(part, "Value"))
        if words := next((said for part in values if (said := elements.line(part))), ""):
            found.setdefault(called, words)
    return found


@dataclass(frozen=True, kw_only=True)
class _Listing:
    """A document as the page lists it, and what the heading above it says of it."""

    title: str
    url: str | None
    size: str | None
    restricted: bool
    restriction: str | None
    kind: DocumentKind
    section: DocumentKind | None


def _listings(page: Element, url: str, *, committee: str | None, day: date | None) -> list[_Listing]:
    """The documents of a meeting, each address once: items of document lists, and links to documents anywhere else."""
    rows = list(sections.under_headings(page, _is_document_row))
    read = partial(_listing, url=url, committee=committee, day=day)
    found: dict[str | int, _Listing] = {}
    for place, each in enumerate(readable(rows, lambda row: read(*row), url=url, what="document")):
        found.setdefault(each.url or place, each)
    return list(found.values())


def _is_document_row(element: Element) -> bool:
    if element.tag == "li":
        return elements.has_class(element, "DocumentListItem")
    return element.tag == "a" and bool(_DOCUMENT.match(_href(element))) and not _is_in_a_list(element)


def _is_in_a_list(link: Element) -> bool:
    return any(elements.has_class(each, "DocumentListItem") for each in link.iterancestors("li"))


def _listing(
    row: Element, section: DocumentKind | None, *, url: str, committee: str | None, day: date | None
) -> _Listing:
    link = row if row.tag == "a" else next(iter([*elements.of_class(row, "TitleLink"), *row.iter("a")]), None)
    title = elements.line(row if link is None else link)
    if not title:
        raise UnreadableRow("a document without title")
    href = "" if link is None else link.get("href", "")
    size = _SIZE.search(" ".join(elements.line(each) for each in _sizes(row)))
    return _Listing(
        title=title if href else titles.without_reason(title),
        url=markup.address(url, href) if href else None,
        size=size[0] if size else None,
        restricted=not href,
        restriction=None if href else exempt.reason(elements.line(row)),
        kind=titles.kind_of(title, committee=committee, day=day, section=section),
        section=section,
    )


def _sizes(row: Element) -> list[Element]:
    """Where the size of a document stands: in its list item, or right after its link."""
    after = row.getnext()
    beside = [after] if after is not None and elements.has_class(after, "FileSize") else []
    return elements.of_class(row, "FileSize") or beside


def _documents(meeting_ref: str, listed: Sequence[_Listing]) -> tuple[ListedDocument, ...]:
    """The documents with their refs. Of equal titles those that are open come first: a placeholder beside one takes no ref from it."""
    seen: Counter[str] = Counter()
    refs: dict[int, str] = {}
    for place, each in sorted(enumerate(listed), key=lambda row: row[1].restricted):
        name = titles.identity(each.title)
        seen[name] += 1
        refs[place] = _ref(meeting_ref, name, seen[name])
    return tuple(
        ListedDocument(
            ref=refs[place],
            title=each.title,
            url=each.url,
            restricted=each.restricted,
            restriction=each.restriction,
            is_decision=each.kind is DocumentKind.DECISION,
            size=each.size,
            kind=each.kind,
        )
        for place, each in enumerate(listed)
    )


def _ref(meeting_ref: str, name: str, ordinal: int) -> str:
    return f"{meeting_ref}.{hashlib.sha256(f'{name} {ordinal}'.encode()).hexdigest()[:16]}"


def _attendees(page: Element, url: str) -> Iterator[Attendee]:
    """Members who came, sent apologies or were absent: who has no page as a member is left out."""
    for fieldset in page.iter("fieldset"):
        legend = fieldset.find("legend")
        attendance = None if legend is None else _ATTENDANCE.get(elements.line(legend).lower())
        for link, address in elements.links(fieldset, url) if attendance else ():
            ref, name = _number(_PERSON, address), elements.line(link)
            if ref and name:
                yield Attendee(member_ref=ref, name=name, attendance=attendance)


def _search_form(body: bytes, url: str) -> Element:
    for form in markup.page(body, url).iter("form"):
        if {"SimpleSearchFor", "SimpleSearchSelector", "SimpleSearchSubmit"} <= {
            name.rpartition("$")[2] for name in _names(form)
        }:
            return form
    raise unlike(body, url, "search form (controls named …$SimpleSearchFor, Selector and Submit)")


def _names(form: Element) -> list[str]:
    return [name for field in form.iter("input", "select") if (name := field.get("name"))]


def _filled(form: Element, url: str, asked: Mapping[str, str]) -> Form:
    """The form as a browser would post it: hidden fields and ticked boxes as they stand, and what is asked for."""
    fields = {
        name: field.get("value", "")
        for field in form.iter("input")
        if (name := field.get("name")) and (field.get("type") == "hidden" or "checked" in field.attrib)
    }
    where = markup.address(url, form.get("action", "") or url)
    if where is None:
        raise PageChanged(f"{url}: the search form leads to no web address")
    return Form(url=where, fields=tuple((fields | dict(asked)).items()))


def _table(grid: Element) -> tuple[list[str], list[Element]]:
    """The headings of a table's columns in lower case, and the rows that have them all; the row of page numbers has not."""
    headings = [elements.line(heading).lower() for heading in grid.iter("th")]
    own = (row for row in grid.iter("tr") if next(row.iterancestors("table"), None) is grid)
    return headings, [row for row in own if headings and len(row.findall("td")) == len(headings)]


def _hit(row: Element, *, headings: list[str], url: str) -> Hit:
    cells = dict(zip(headings, row.findall("td"), strict=True))
    if missing := {"document", "document type", "size", "parent"} - set(cells):
        raise UnreadableRow(f"no column {', '.join(sorted(missing))}")
    title = elements.line(cells["document"])
    if not title:
        raise UnreadableRow("a document without title")
    parent = _PARENT.fullmatch(elements.line(cells["parent"]))
    return Hit(
        title=title,
        url=next(_leads_to(cells["document"], url), None),
        kind=elements.line(cells["document type"]),
        size=elements.line(cells["size"]) or None,
        committee=parent["committee"] if parent else None,
        day=_spelled_day(f"{parent['day']} {parent['month']} {parent['year']}") if parent else None,
        meeting_ref=_number(_MEETING, next(_leads_to(cells["parent"], url), "")),
    )


def _leads_to(cell: Element, url: str) -> Iterator[str]:
    """Where the links of a cell lead; what only members may open is a link without an address."""
    return (address for link, address in elements.links(cell, url) if link.get("href"))


def _number(pattern: re.Pattern[str], address: str) -> str | None:
    found = pattern.search(address)
    return found[1] if found else None


def _spelled_day(words: str) -> date | None:
    """The day of `9 Jul 2026` or `9 July 2026`."""
    day, month, year = words.split()
    return _date(int(year), printed.MONTHS.get(month[:3].lower(), 0), int(day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
