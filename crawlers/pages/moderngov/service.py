"""The answers of ModernGov's web service: XML in, records out.

The service escapes text twice, pads its counts with spaces and fills empty elements with white space.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from lxml.etree import _Element as Element

from crawlers.pages import exempt, markup, printed
from crawlers.pages.errors import PageChanged
from crawlers.pages.moderngov import addresses
from crawlers.pages.rows import UnreadableRow, agree, once, readable
from domain.meeting import (
    AgendaItem,
    Attendee,
    Calendar,
    Committee,
    ListedDocument,
    ListedMeeting,
    Meeting,
)
from domain.members import Councillor, Term

_Fields = dict[str, Element]


def committees(body: bytes, url: str) -> tuple[Committee, ...]:
    """The committees of a council (GetCommittees). Deleted ones count as expired.

    Raises:
        PageChanged: it is another page, or holds other than the number of committees that it states.
    """
    root = markup.xml(body, url, "committees")
    rows = root.findall("committee")
    agree(url, "committees", stated=markup.count(root, "committeescount", url), found=len(rows))
    return tuple(readable(rows, _committee, url=url, what="committee"))


def calendar(body: bytes, url: str, first: date, last: date) -> Calendar:
    """What a council means to hold between two days (GetMeetings for all committees).

    Raises:
        PageChanged: it is another page, or holds other than the numbers of committees and meetings that it states.
    """
    root = markup.xml(body, url, "getmeetings")
    bodies = root.findall("committee")
    rows = [(of, row) for of in bodies for row in of.iterfind("committeemeetings/meeting")]
    agree(url, "committees", stated=markup.count(root, "committeescount", url), found=len(bodies))
    agree(url, "meetings", stated=markup.count(root, "meetingscount", url), found=len(rows))
    return Calendar(
        first=first,
        last=last,
        committees=tuple(readable(bodies, _committee, url=url, what="committee")),
        meetings=tuple(
            readable(rows, lambda row: _listed_meeting(*row), url=url, what="meeting of a committee")
        ),
    )


def meeting(body: bytes, url: str) -> Meeting:
    """A meeting with its items, what was decided and minuted, its documents and who was there (GetMeeting).

    Raises:
        PageChanged: it is another page, or a meeting without id or day.
    """
    root = markup.xml(body, url, "meeting")
    stated = markup.fields(root)
    ref = markup.words(stated.get("meetingid"))
    day = printed.day(markup.words(stated.get("meetingdate")))
    if ref is None or not addresses.ID.fullmatch(ref) or day is None:
        raise PageChanged(f"{url}: no meeting (<meetingid> and <meetingdate> that can be read)")
    return Meeting(
        ref=ref,
        committee_ref=None,
        committee_title=_committee_title(root),
        day=day,
        at=printed.time_of_day(markup.words(stated.get("meetingtime"))),
        status=markup.words(stated.get("meetingstatus")) or "",
        place=markup.words(stated.get("meetinglocation")),
        url=addresses.meeting_page_url(addresses.base_of(url), ref),
        agenda_published=_true(stated, "agendapublished"),
        decisions_published=_true(stated, "decisionpublished"),
        minutes_published=_true(stated, "minutepublished"),
        items=tuple(_items(root, url)),
        attendees=tuple(_attendees(root)),
    )


def councillors(body: bytes, url: str) -> tuple[Councillor, ...]:
    """The members of a council, ward by ward (GetCouncillorsByWard).

    Raises:
        PageChanged: it is another page, names nobody, or a ward holds other than the number of members that it states.
    """
    root = markup.xml(body, url, "councillorsbyward")
    found: list[Councillor] = []
    for ward in root.iterfind("wards/ward"):
        title = markup.words(ward.find("wardtitle"))
        rows = ward.findall("councillors/councillor")
        if (listed := ward.find("councillors")) is not None and listed.find("councillorcount") is not None:
            agree(
                url,
                f"councillors of {title}",
                stated=markup.count(listed, "councillorcount", url),
                found=len(rows),
            )
        found += readable(rows, partial(_councillor, ward=title), url=url, what="councillor")
    if not found:
        raise PageChanged(f"{url}: no councillor (wards/ward/councillors/councillor)")
    return tuple(found)


def _committee(row: Element) -> Committee:
    stated = markup.fields(row)
    return Committee(
        ref=_number(stated, "committeeid"),
        title=_needed(stated, "committeetitle"),
        category=markup.words(stated.get("committeecategory")),
        expired=_true(stated, "committeeexpired") or _true(stated, "committeedeleted"),
    )


def _listed_meeting(committee: Element, row: Element) -> ListedMeeting:
    of, stated = markup.fields(committee), markup.fields(row)
    day = printed.day(markup.words(stated.get("meetingdate")))
    if day is None:
        raise UnreadableRow(f"meeting {markup.words(stated.get('meetingid'))} has no date")
    return ListedMeeting(
        ref=_number(stated, "meetingid"),
        committee_ref=_number(of, "committeeid"),
        committee_title=_needed(of, "committeetitle"),
        day=day,
        at=printed.time_of_day(markup.words(stated.get("meetingtime"))),
        status=markup.words(stated.get("meetingstatus")) or "",
    )


def _committee_title(root: Element) -> str | None:
    """GetMeeting names its committee only beside its documents and items."""
    for place in (
        "agendaitems/agendaitem/linkeddocuments/linkeddoc/committeetitle",
        "agendaitems/agendaitem/refertocommittee",
    ):
        for element in root.iterfind(place):
            if title := markup.words(element):
                return title
    return None


def _items(root: Element, url: str) -> list[AgendaItem]:
    rows = [markup.fields(row) for row in root.iterfind("agendaitems/agendaitem")]
    # What the council's own page does not show is not ours to show.
    shown = [stated for stated in rows if not _false(stated, "isdisplayallowed")]
    return readable(list(enumerate(shown, start=1)), lambda row: _item(*row, url), url=url, what="item")


def _item(position: int, stated: _Fields, url: str) -> AgendaItem:
    title = _needed(stated, "agendaitemtitle")
    text = markup.prose(stated.get("agendatext"), url)
    listed = stated.get("linkeddocuments")
    rows = [] if listed is None else listed.findall("linkeddoc")
    documents = once(readable(rows, partial(_document, url=url), url=url, what="document"))
    restricted = _true(stated, "isrestricted") or exempt.is_marked(title)
    return AgendaItem(
        ref=_number(stated, "agendaitemid"),
        position=position,
        number=printed.number(markup.words(stated.get("fulldisplaynumberformat"))),
        title=exempt.without_mark(title),
        text=text,
        decision=markup.prose(stated.get("decisionnonemptyhtmlbody"), url),
        minutes=markup.prose(stated.get("minutesnonemptyhtmlbody"), url),
        restricted=restricted,
        restriction=exempt.item_restriction(documents, title, text) if restricted else None,
        to_follow=printed.is_to_follow(
            title, text, *(paper.title for paper in documents if not paper.url and not paper.restricted)
        ),
        documents=documents,
    )


def _document(row: Element, url: str) -> ListedDocument:
    stated = markup.fields(row)
    restricted = _true(stated, "isrestricted")
    day = printed.day(markup.words(stated.get("publicationdate")))
    return ListedDocument(
        ref=f"s{_number(stated, 'attachmentid')}",
        title=_needed(stated, "title"),
        url=None if restricted else markup.link(stated.get("url"), url),
        published=day.isoformat() if day else None,
        restricted=restricted,
        restriction=markup.words(stated.get("restrictionsRef")),
        is_decision=_true(stated, "isdecisionattachment"),
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
    stated = markup.fields(row)
    return Councillor(
        ref=_number(stated, "councillorid"),
        name=_needed(stated, "fullusername"),
        ward=ward,
        party=markup.words(stated.get("politicalpartytitle")),
        posts=markup.words(stated.get("keyposts")),
        terms=tuple(
            Term(first=first, last=printed.day(markup.words(term.find("enddate"))))
            for term in row.iterfind("termsofoffice/termofoffice")
            if (first := printed.day(markup.words(term.find("startdate"))))
        ),
    )


def _number(stated: _Fields, name: str) -> str:
    found = _needed(stated, name)
    if not addresses.ID.fullmatch(found):
        raise UnreadableRow(f"<{name}> is no number: {found[:80]!r}")
    return found


def _needed(stated: _Fields, name: str) -> str:
    found = markup.words(stated.get(name))
    if found is None:
        raise UnreadableRow(f"no <{name}>")
    return found


def _attribute(row: Element, name: str) -> str | None:
    return markup.unescaped(row.get(name, ""))


def _true(stated: _Fields, name: str) -> bool:
    return (markup.words(stated.get(name)) or "").lower() == "true"


def _false(stated: _Fields, name: str) -> bool:
    return (markup.words(stated.get(name)) or "").lower() == "false"
