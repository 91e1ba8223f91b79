"""Read ModernGov: the answers of its web service, What's New pages and feeds. Bytes in, records out; no network and no Scrapy here.

The web service escapes text twice, pads its counts with spaces and fills empty elements with white space; what lies
around `#modgov` on a page is the council's own and says nothing.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.errors import PageChanged, unlike
from domain.instants import LONDON
from domain.meeting import (
    AgendaItem,
    Attendee,
    Calendar,
    Committee,
    ListedDocument,
    ListedEvent,
    ListedMeeting,
    Meeting,
)
from domain.members import Councillor, Term

logger = logging.getLogger(__name__)

_Row = TypeVar("_Row")
_Found = TypeVar("_Found")

# "10/02/2026"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
# At "10.00 am", "7pm", "13:30", "12 noon" or "10.30 a.m.", the full stops of the last taken out.
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))? ?(am|pm|noon|midnight)?", re.ASCII)
# "10/06/2026 - Minutes published: Children's Services Scrutiny Committee, 22/04/2026", white space collapsed
_EVENT = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) ?[-–] ?(?P<what>[^:]+): ?(?P<title>.+)", re.ASCII)
# The path of a file: "/documents/s60860/Report.pdf"
_FILED = re.compile(r"/documents/(?P<shelf>[sgb])(?P<number>\d{1,12})(?:/|$)", re.ASCII | re.IGNORECASE)
# A ref of ours: "s60860", "g16719.10" or "b45969.9"
_REF = re.compile(r"(?P<shelf>[sgb])(?P<number>\d{1,12})(?:\.(?P<part>\d{1,3}))?", re.ASCII)
# The source's own ids are numbers.
_ID = re.compile(r"\d{1,12}", re.ASCII)
_SERVICE = "/mgWebService.asmx"
# The heading "What's new", whatever its apostrophe
_WHATS_NEW = re.compile(r"what.{0,2}s new", re.IGNORECASE)


class _Unreadable(Exception):
    """One row of a page lacks what it needs; the others may stand."""


def committees_url(base: str) -> str:
    """Where all committees are listed, expired ones too."""
    return _service(base, "GetCommittees")


def calendar_url(base: str, first: date, last: date) -> str:
    """Where the meetings of all committees between two days are listed.

    0 means all committees here (-1 in GetAllMeetingsByDate); dates that are not dd/mm/yyyy are silently ignored.
    """
    return _service(base, "GetMeetings", lCommitteeId="0", sFromDate=_british(first), sToDate=_british(last))


def meeting_url(base: str, ref: str) -> str:
    """Where the whole of a meeting is given: items, inline minutes, documents, attendance."""
    return _service(base, "GetMeeting", lMeetingId=ref)


def meeting_page_url(base: str, ref: str) -> str:
    """The page of a meeting that people read."""
    return f"{base.rstrip('/')}/ieListDocuments.aspx?{urlencode({'MId': ref, 'Ver': '4'})}"


def events_url(base: str, first: date, last: date) -> str:
    """The What's New page of the days between."""
    query = {"ACT": "Find", "DR": f"{_british(first)}-{_british(last)}", "XXR": "0"}
    return f"{base.rstrip('/')}/mgWhatsNew.aspx?{urlencode(query, safe='/')}"


def feed_url(base: str) -> str:
    """The feed of the whole site; without `XXR` it is an HTML page."""
    return f"{base.rstrip('/')}/mgRss.aspx?XXR=0"


def councillors_url(base: str) -> str:
    """Where all members are listed by ward."""
    return _service(base, "GetCouncillorsByWard")


def document_url(base: str, ref: str) -> str | None:
    """Where a document is given out whatever its file name; `None` if the ref is none of ModernGov's or needs its name."""
    found = _REF.fullmatch(ref)
    if found is None or found["shelf"] == "b":
        return None
    query = {"ID": found["number"]} | ({"T": found["part"]} if found["part"] else {})
    return f"{base.rstrip('/')}/mgConvert2PDF.aspx?{urlencode(query)}"


def document_ref(url: str) -> str | None:
    """Who a document is, from its address: `s60860` (an attachment), `g16719.10` (a pack of a meeting), `b45969.9` (a supplement).

    The file name and `J` say nothing: a replaced report keeps its ref.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = _query(parts.query)
    part = query.get("t")
    if found := _FILED.search(parts.path):
        shelf, number = found["shelf"].lower(), found["number"]
    elif parts.path.lower().endswith("/mgconvert2pdf.aspx"):
        shelf, number = ("g" if part else "s"), query.get("id", "")
    else:
        return None
    ref = f"{shelf}{number}" if shelf == "s" else f"{shelf}{number}.{part}"
    return ref if _REF.fullmatch(ref) else None


def committees(body: bytes, url: str) -> tuple[Committee, ...]:
    """The committees of a council (GetCommittees). Deleted ones count as expired.

    Raises:
        PageChanged: it is another page, or holds other than the number of committees that it states.
    """
    root = markup.xml(body, url, "committees")
    rows = root.findall("committee")
    _agree(url, "committees", stated=markup.count(root, "committeescount", url), found=len(rows))
    return tuple(_readable(rows, _committee, url=url, what="committee"))


def calendar(body: bytes, url: str, first: date, last: date) -> Calendar:
    """What a council means to hold between two days (GetMeetings for all committees).

    Raises:
        PageChanged: it is another page, or holds other than the numbers of committees and meetings that it states.
    """
    root = markup.xml(body, url, "getmeetings")
    bodies = root.findall("committee")
    rows = [(of, row) for of in bodies for row in of.iterfind("committeemeetings/meeting")]
    _agree(url, "committees", stated=markup.count(root, "committeescount", url), found=len(bodies))
    _agree(url, "meetings", stated=markup.count(root, "meetingscount", url), found=len(rows))
    return Calendar(
        first=first,
        last=last,
        committees=tuple(_readable(bodies, _committee, url=url, what="committee")),
        meetings=tuple(
            _readable(rows, lambda row: _listed_meeting(*row), url=url, what="meeting of a committee")
        ),
    )


def meeting(body: bytes, url: str) -> Meeting:
    """A meeting with its items, what was decided and minuted, its documents and who was there (GetMeeting).

    Raises:
        PageChanged: it is another page, or a meeting without id or day.
    """
    root = markup.xml(body, url, "meeting")
    ref = markup.words(root, "meetingid")
    day = _day(markup.words(root, "meetingdate"))
    if ref is None or not _ID.fullmatch(ref) or day is None:
        raise PageChanged(f"{url}: no meeting (<meetingid> and <meetingdate> that can be read)")
    return Meeting(
        ref=ref,
        committee_ref=None,
        committee_title=_committee_title(root),
        day=day,
        at=_time(markup.words(root, "meetingtime")),
        status=markup.words(root, "meetingstatus") or "",
        place=markup.words(root, "meetinglocation"),
        url=meeting_page_url(url.partition(_SERVICE)[0], ref),
        agenda_published=_true(root, "agendapublished"),
        decisions_published=_true(root, "decisionpublished"),
        minutes_published=_true(root, "minutepublished"),
        items=tuple(_items(root, url)),
        attendees=tuple(_attendees(root)),
    )


def events(body: bytes, url: str) -> tuple[ListedEvent, ...]:
    """What a council published of late: a What's New page, or a feed where the address is a feed's.

    Raises:
        PageChanged: it is neither, such as the HTML page that stands in for a feed.
    """
    if urlsplit(url).path.lower().endswith("/mgrss.aspx"):
        return _feed(body, url)
    content = _content(body, url)
    rows = _elements(content, ".//ul[contains(@class, 'mgBulletList')]/li")
    if not rows and not _WHATS_NEW.search(" ".join(markup.text_of(h1) for h1 in content.iter("h1"))):
        raise unlike(body, url, "list of publications (ul.mgBulletList)")
    return _once(_readable(rows, partial(_event, url=url), url=url, what="publication"))


def councillors(body: bytes, url: str) -> tuple[Councillor, ...]:
    """The members of a council, ward by ward (GetCouncillorsByWard).

    Raises:
        PageChanged: it is another page, names nobody, or a ward holds other than the number of members that it states.
    """
    root = markup.xml(body, url, "councillorsbyward")
    found: list[Councillor] = []
    for ward in root.iterfind("wards/ward"):
        title = markup.words(ward, "wardtitle")
        rows = ward.findall("councillors/councillor")
        if (listed := ward.find("councillors")) is not None and listed.find("councillorcount") is not None:
            _agree(
                url,
                f"councillors of {title}",
                stated=markup.count(listed, "councillorcount", url),
                found=len(rows),
            )
        found += _readable(rows, partial(_councillor, ward=title), url=url, what="councillor")
    if not found:
        raise PageChanged(f"{url}: no councillor (wards/ward/councillors/councillor)")
    return tuple(found)


def _service(base: str, operation: str, **query: str) -> str:
    asked = f"?{urlencode(query, safe='/')}" if query else ""
    return f"{base.rstrip('/')}{_SERVICE}/{operation}{asked}"


def _british(day: date) -> str:
    return f"{day:%d/%m/}{day.year:04d}"


def _agree(url: str, what: str, *, stated: int, found: int) -> None:
    """The positive control: a page that lost rows on its way says so itself."""
    if stated != found:
        raise PageChanged(f"{url}: states {stated} {what}, holds {found}")


def _readable(rows: Sequence[_Row], read: Callable[[_Row], _Found], *, url: str, what: str) -> list[_Found]:
    """The rows that can be read. One that cannot is logged and left out; if none can, the page has changed."""
    found: list[_Found] = []
    for row in rows:
        try:
            found.append(read(row))
        except _Unreadable as exc:
            logger.warning("%s: a %s left out: %s", url, what, exc)
    if rows and not found:
        raise PageChanged(f"{url}: none of {len(rows)} rows can be read as a {what}")
    return found


def _committee(row: Element) -> Committee:
    return Committee(
        ref=_number(row, "committeeid"),
        title=_needed(row, "committeetitle"),
        category=markup.words(row, "committeecategory"),
        expired=_true(row, "committeeexpired") or _true(row, "committeedeleted"),
    )


def _listed_meeting(committee: Element, row: Element) -> ListedMeeting:
    day = _day(markup.words(row, "meetingdate"))
    if day is None:
        raise _Unreadable(f"meeting {markup.words(row, 'meetingid')} has no date")
    return ListedMeeting(
        ref=_number(row, "meetingid"),
        committee_ref=_number(committee, "committeeid"),
        committee_title=_needed(committee, "committeetitle"),
        day=day,
        at=_time(markup.words(row, "meetingtime")),
        status=markup.words(row, "meetingstatus") or "",
    )


def _committee_title(root: Element) -> str | None:
    """GetMeeting names its committee only beside its documents and items."""
    for place in (
        "agendaitems/agendaitem/linkeddocuments/linkeddoc/committeetitle",
        "agendaitems/agendaitem/refertocommittee",
    ):
        for element in root.iterfind(place):
            if title := markup.unescaped(markup.text_of(element)):
                return title
    return None


def _items(root: Element, url: str) -> list[AgendaItem]:
    # What the council's own page does not show is not ours to show.
    shown = [row for row in root.iterfind("agendaitems/agendaitem") if not _false(row, "isdisplayallowed")]
    return _readable(list(enumerate(shown, start=1)), lambda row: _item(*row, url), url=url, what="item")


def _item(position: int, row: Element, url: str) -> AgendaItem:
    number = markup.words(row, "fulldisplaynumberformat")
    return AgendaItem(
        ref=_number(row, "agendaitemid"),
        position=position,
        number=(number or "").rstrip(" .)") or None,
        title=_needed(row, "agendaitemtitle"),
        text=markup.prose(row, "agendatext", url),
        decision=markup.prose(row, "decisionnonemptyhtmlbody", url),
        minutes=markup.prose(row, "minutesnonemptyhtmlbody", url),
        restricted=_true(row, "isrestricted"),
        documents=_once(
            _readable(
                row.findall("linkeddocuments/linkeddoc"),
                partial(_document, url=url),
                url=url,
                what="document",
            )
        ),
    )


def _document(row: Element, url: str) -> ListedDocument:
    restricted = _true(row, "isrestricted")
    day = _day(markup.words(row, "publicationdate"))
    return ListedDocument(
        ref=f"s{_number(row, 'attachmentid')}",
        title=_needed(row, "title"),
        url=None if restricted else markup.link(row, "url", url),
        published=day.isoformat() if day else None,
        restricted=restricted,
        restriction=markup.words(row, "restrictionsRef"),
        is_decision=_true(row, "isdecisionattachment"),
    )


def _attendees(root: Element) -> Iterator[Attendee]:
    for row in root.iterfind("attendees/attendee"):
        if name := _attribute(row, "name"):
            yield Attendee(
                member_ref=_attribute(row, "memberid"),
                name=name,
                role=_attribute(row, "roledescription"),
                attendance=_attribute(row, "attendance"),
            )


def _councillor(row: Element, ward: str | None) -> Councillor:
    return Councillor(
        ref=_number(row, "councillorid"),
        name=_needed(row, "fullusername"),
        ward=ward,
        party=markup.words(row, "politicalpartytitle"),
        posts=markup.words(row, "keyposts"),
        terms=tuple(
            Term(first=first, last=_day(markup.words(term, "enddate")))
            for term in row.iterfind("termsofoffice/termofoffice")
            if (first := _day(markup.words(term, "startdate")))
        ),
    )


def _content(body: bytes, url: str) -> Element:
    """What ModernGov itself wrote of a page; all around it is the council's own."""
    page = markup.page(body, url)
    for place in (
        "//*[@id='modgov']",
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' mgContent ')]",
    ):
        if found := _elements(page, place):
            return found[0]
    raise unlike(body, url, "ModernGov content (#modgov or .mgContent)")


def _event(row: Element, url: str) -> ListedEvent:
    line = markup.unescaped(markup.text_of(row)) or ""
    found = _EVENT.fullmatch(line)
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        raise _Unreadable(f"no date, kind and title in {line[:80]!r}")
    hrefs = [href for link in row.iter("a") if (href := link.get("href"))]
    leads_to = markup.address(url, hrefs[0] if hrefs else "")
    return _listed_event(day=day, what=found["what"], title=found["title"], url=leads_to)


def _feed(body: bytes, url: str) -> tuple[ListedEvent, ...]:
    channel = markup.xml(body, url, "rss").find("channel")
    if channel is None:
        raise PageChanged(f"{url}: no <channel> in the feed")
    # A decision stands once for each of its signatories (Greater Manchester).
    return _once(
        _readable(channel.findall("item"), partial(_feed_event, url=url), url=url, what="publication")
    )


def _feed_event(row: Element, url: str) -> ListedEvent:
    what, _, title = _needed(row, "title").partition(":")
    return _listed_event(
        day=_moment(_needed(row, "pubDate")).astimezone(LONDON).date(),
        what=what.strip(),
        title=title.strip(),
        url=markup.link(row, "link", url),
    )


def _listed_event(*, day: date, what: str, title: str, url: str | None) -> ListedEvent:
    if url is None:
        raise _Unreadable(f"no web address to go with {title[:80]!r}")
    return ListedEvent(day=day, what=what.strip(), title=title, url=url, meeting_ref=_meeting_ref(url))


def _meeting_ref(url: str) -> str | None:
    query = _query(urlsplit(url).query)
    ref = query.get("mid") or query.get("meetingid")
    return ref if ref and _ID.fullmatch(ref) else None


def _query(query: str) -> dict[str, str]:
    """ModernGov does not mind the case of its parameters' names."""
    return {name.lower(): value for name, value in parse_qsl(query)}


def _number(row: Element, name: str) -> str:
    found = _needed(row, name)
    if not _ID.fullmatch(found):
        raise _Unreadable(f"<{name}> is no number: {found[:80]!r}")
    return found


def _needed(row: Element, name: str) -> str:
    found = markup.words(row, name)
    if found is None:
        raise _Unreadable(f"no <{name}>")
    return found


def _attribute(row: Element, name: str) -> str | None:
    return markup.unescaped(row.get(name, ""))


def _true(row: Element, name: str) -> bool:
    return (markup.words(row, name) or "").lower() == "true"


def _false(row: Element, name: str) -> bool:
    return (markup.words(row, name) or "").lower() == "false"


def _day(words: str | None) -> date | None:
    found = _DAY.fullmatch(words or "")
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _time(words: str | None) -> time | None:
    """The wall-clock time; `None` for what is no time, such as "On the rising of Cabinet"."""
    found = _TIME.fullmatch((words or "").lower().replace("a.m.", "am").replace("p.m.", "pm"))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and hour == 12:
        hour = 0
    if half in {"pm", "noon"}:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _moment(words: str) -> datetime:
    try:
        moment = parsedate_to_datetime(words)
    except ValueError as exc:
        raise _Unreadable(f"no date: {words[:80]!r}") from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _elements(parent: Element, path: str) -> list[Element]:
    found = parent.xpath(path)
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def _once(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Each row once, in order."""
    return tuple(dict.fromkeys(rows))
