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
    ref = markup.words(root, "meetingid")
    day = printed.day(markup.words(root, "meetingdate"))
    if ref is None or not addresses.ID.fullmatch(ref) or day is None:
        raise PageChanged(f"{url}: no meeting (<meetingid> and <meetingdate> that can be read)")
    return Meeting(
        ref=ref,
        committee_ref=None,
        committee_title=_committee_title(root),
        day=day,
        at=printed.time_of_day(markup.words(root, "meetingtime")),
        status=markup.words(root, "meetingstatus") or "",
        place=markup.words(root, "meetinglocation"),
        url=addresses.meeting_page_url(addresses.base_of(url), ref),
        agenda_published=_true(root, "agendapublished"),
        decisions_published=_true(root, "decisionpublished"),
        minutes_published=_true(root, "minutepublished"),
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
        title = markup.words(ward, "wardtitle")
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
    return Committee(
        ref=_number(row, "committeeid"),
        title=_needed(row, "committeetitle"),
        category=markup.words(row, "committeecategory"),
        expired=_true(row, "committeeexpired") or _true(row, "committeedeleted"),
    )


def _listed_meeting(committee: Element, row: Element) -> ListedMeeting:
    day = printed.day(markup.words(row, "meetingdate"))
    if day is None:
        raise UnreadableRow(f"meeting {markup.words(row, 'meetingid')} has no date")
    return ListedMeeting(
        ref=_number(row, "meetingid"),
        committee_ref=_number(committee, "committeeid"),
        committee_title=_needed(committee, "committeetitle"),
        day=day,
        at=printed.time_of_day(markup.words(row, "meetingtime")),
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
    return readable(list(enumerate(shown, start=1)), lambda row: _item(*row, url), url=url, what="item")


def _item(position: int, row: Element, url: str) -> AgendaItem:
    title = _needed(row, "agendaitemtitle")
    text = markup.prose(row, "agendatext", url)
    documents = once(
        readable(
            row.findall("linkeddocuments/linkeddoc"), partial(_document, url=url), url=url, what="document"
        )
    )
    restricted = _true(row, "isrestricted") or exempt.is_marked(title)
    return AgendaItem(
        ref=_number(row, "agendaitemid"),
        position=position,
        number=printed.number(markup.words(row, "fulldisplaynumberformat")),
        title=exempt.without_mark(title),
        text=text,
        decision=markup.prose(row, "decisionnonemptyhtmlbody", url),
        minutes=markup.prose(row, "minutesnonemptyhtmlbody", url),
        restricted=restricted,
        restriction=exempt.item_restriction(documents, title, text) if restricted else None,
        to_follow=printed.is_to_follow(
            title, text, *(paper.title for paper in documents if not paper.url and not paper.restricted)
        ),
        documents=documents,
    )


def _document(row: Element, url: str) -> ListedDocument:
    restricted = _true(row, "isrestricted")
    day = printed.day(markup.words(row, "publicationdate"))
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
            Term(first=first, last=printed.day(markup.words(term, "enddate")))
            for term in row.iterfind("termsofoffice/termofoffice")
            if (first := printed.day(markup.words(term, "startdate")))
        ),
    )


def _number(row: Element, name: str) -> str:
    found = _needed(row, name)
    if not addresses.ID.fullmatch(found):
        raise UnreadableRow(f"<{name}> is no number: {found[:80]!r}")
    return found


def _needed(row: Element, name: str) -> str:
    found = markup.words(row, name)
    if found is None:
        raise UnreadableRow(f"no <{name}>")
    return found


def _attribute(row: Element, name: str) -> str | None:
    return markup.unescaped(row.get(name, ""))


def _true(row: Element, name: str) -> bool:
    return (markup.words(row, name) or "").lower() == "true"


def _false(row: Element, name: str) -> bool:
    return (markup.words(row, name) or "").lower() == "false"
