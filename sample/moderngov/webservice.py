"""The XML web service (`mgWebService.asmx`): committees, meetings, one meeting whole, councillors.

Laid out as the real service lays it out: two spaces a level, a line break inside what is empty, a space before
a count, titles escaped as HTML and then as XML.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from markupsafe import escape

from sample import papers
from sample.exchange import Question, Reply
from sample.moderngov import files, people
from sample.moderngov.rendering import today
from sample.packs import time_of_day
from sample.site import Attachment, Attendance, Committee, Item, Meeting, Member, Site

# An element: its name (with attributes, where it has any) and its text or children.
Node = tuple[str, "str | list[Node]"]

NO_DATE = "0"  # what clients send for "from the beginning" and "to the end"


def committees(site: Site, _: Question) -> Reply:
    """GetCommittees: every committee, the expired ones too."""
    listed: list[Node] = [("committeescount", f" {len(site.committees)}")]
    listed += [("committee", list(_committee(committee))) for committee in site.committees]
    return _reply(("committees", listed))


def meetings(site: Site, question: Question) -> Reply:
    """GetMeetings: the meetings of one committee (0: of all) between two dates.

    Dates are dd/mm/yyyy; one in any other shape is ignored without a word, which gives everything.
    """
    wanted = int(question.query.get("lcommitteeid", "0"))
    first, last = (
        _day(question.query.get("sfromdate"), date.min),
        _day(question.query.get("stodate"), date.max),
    )
    found = [
        meeting
        for meeting in sorted(site.meetings, key=lambda meeting: (meeting.committee, meeting.starts))
        if wanted in (0, meeting.committee) and first <= meeting.starts.date() <= last
    ]
    by_committee: list[Node] = [
        ("committee", list(_calendar(site.committee(committee), list(its))))
        for committee, its in groupby(found, key=lambda meeting: meeting.committee)
    ]
    counts: list[Node] = [("meetingscount", f" {len(found)}"), ("committeescount", f" {len(by_committee)}")]
    return _reply(("getmeetings", counts + by_committee))


def meeting(site: Site, question: Question) -> Reply:
    """GetMeeting: flags, items with inline decisions and minutes, papers with their dates, members expected.

    Raises:
        KeyError: there is no such meeting.
    """
    found = site.meeting(int(question.query["lmeetingid"]))
    return _reply(("meeting", list(_meeting(site, found, question.base))))


def councillors(site: Site, question: Question) -> Reply:
    """GetCouncillorsByWard: councillors with parties and terms, by the area that elects them."""
    elected = people.serving(site, today(site, question))
    wards: list[Node] = [
        ("ward", list(_ward(ward, list(its), question.base)))
        for ward, its in groupby(elected, key=lambda member: member.ward)
    ]
    return _reply(("councillorsbyward", [("wards", wards)]))


OPERATIONS: dict[str, Callable[[Site, Question], Reply]] = {
    "getcommittees": committees,
    "getmeetings": meetings,
    "getmeeting": meeting,
    "getcouncillorsbyward": councillors,
}


def _reply(root: Node) -> Reply:
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + "".join(_lines(root, depth=0))
    return Reply(body=body.encode(), media_type="text/xml; charset=utf-8")


def _lines(node: Node, depth: int) -> Iterator[str]:
    name, content = node
    margin, end = "  " * depth, name.split(" ", 1)[0]
    if content and isinstance(content, str):
        yield f"{margin}<{name}>{_escaped(content)}</{end}>\n"
        return
    yield f"{margin}<{name}>\n"
    for child in content:
        if not isinstance(child, str):
            yield from _lines(child, depth + 1)
    yield f"{margin}</{end}>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _title(words: str) -> str:
    """A title as the service holds it: escaped once already, all but ASCII as numbers."""
    return str(escape(words)).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _flag(said: object) -> str:
    return str(bool(said))


def _dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _day(given: str | None, otherwise: date) -> date:
    if given in (None, NO_DATE):
        return otherwise
    try:
        return datetime.strptime(f"{given} +0000", "%d/%m/%Y %z").date()
    except ValueError:
        return otherwise


def _committee(committee: Committee) -> Iterator[Node]:
    yield "committeeid", str(committee.id)
    yield "committeetitle", _title(committee.title)
    yield "committeedeleted", "False"
    yield "committeeexpired", _flag(committee.expired)
    yield "committeecategory", _title(committee.category)


def _calendar(committee: Committee, its: list[Meeting]) -> Iterator[Node]:
    yield "committeeid", str(committee.id)
    yield "committeetitle", _title(committee.title)
    yield "committeemeetingcount", f" {len(its)}"
    yield "committeemeetings", [("meeting", list(_date_in_calendar(meeting))) for meeting in its]


def _date_in_calendar(meeting: Meeting) -> Iterator[Node]:
    yield "meetingid", str(meeting.id)
    yield "meetingdate", _dmy(meeting.starts)
    yield "meetingstatus", meeting.status
    yield "meetingtime", time_of_day(meeting.starts)
    yield "iswebcast", _flag(meeting.webcast)


def _meeting(site: Site, meeting: Meeting, base: str) -> Iterator[Node]:
    yield "meetingid", str(meeting.id)
    yield "meetingdate", _dmy(meeting.starts)
    yield "meetingstatus", meeting.status
    yield "isdisplayallowed", "True"
    yield "meetingtime", time_of_day(meeting.starts)
    yield "meetingactualstarttime", ""
    yield "meetingplannedfinishtime", ""
    yield "meetingactualfinishtime", meeting.closed
    yield "meetinglocation", _title(meeting.place)
    yield "iswebcast", _flag(meeting.webcast)
    yield "agendaid", str(meeting.id)
    yield "agendapublished", _flag(meeting.agenda)
    yield "decisionpublished", _flag(meeting.decisions)
    yield "minutepublished", _flag(meeting.minutes)
    yield "meetingroom", ""
    items = enumerate(meeting.items, start=1)
    yield (
        "agendaitems",
        [("agendaitem", list(_item(site, meeting, place, item, base))) for place, item in items],
    )
    yield "attendees", [_attendee(site, each, base) for each in _members(site, meeting)]


def _members(site: Site, meeting: Meeting) -> Iterable[Attendance]:
    return (each for each in site.attendance(meeting) if each.member is not None)


def _item(site: Site, meeting: Meeting, place: int, item: Item, base: str) -> Iterator[Node]:
    day = _dmy(meeting.starts)
    minutes = item.minutes if meeting.inline else ""
    minuted = bool(meeting.minutes and minutes)
    yield "agendaitemid", str(item.id)
    yield "agendaitemtitle", _title(item.title)
    yield "agendatext", "" if item.restricted else papers.html(item.text)
    yield "actualmeetingdate", day
    yield "agendaitemnumber", str(place)
    yield "agendaitemsubnumber", ""
    yield "fulldisplaynumberformat", f"{item.number}."
    yield "authorusername", ""
    yield "commentlabel1", "Presented By"
    yield "commenttext1", ""
    yield "commentlabel2", "Actions"
    yield "commenttext2", ""
    yield "decisionnonemptyhtmlbody", papers.html(item.decision)
    yield "minutesnonemptyhtmlbody", papers.html(minutes)
    yield "declarationcount", "0"
    yield "iscallin", "False"
    yield "iscomment", "False"
    yield "isdecision", _flag(item.decision)
    yield "isdecisionpublished", _flag(item.decision)
    yield "isminutepublished", _flag(minuted)
    yield "ispubliccanspeak", "False"
    yield "isrestricted", _flag(item.restricted)
    yield "isdisplayallowed", "True"
    yield "meetingdate", day
    yield "meetingtime", time_of_day(meeting.starts)
    yield "minutesitemnumber", str(place) if minuted else ""
    yield "minutesitemsubnumber", ""
    yield "preferreddate", day
    title = _title(site.committee(meeting.committee).title)
    yield "refertocommittee", title
    linked: list[Node] = [
        ("linkeddoc", list(_linked(meeting, item, title, paper, base))) for paper in item.attachments
    ]
    yield "linkeddocuments", linked


def _linked(meeting: Meeting, item: Item, committee: str, paper: Attachment, base: str) -> Iterator[Node]:
    yield "attachmentid", str(paper.id)
    yield "title", _title(paper.title)
    yield "isurl", _flag(paper.link)
    yield "url", _address(paper, base)
    yield "isrestricted", _flag(paper.restricted)
    yield "restrictionsRef", paper.restricted or ""
    yield "itemnum", "1"
    yield "publicationdate", _dmy(paper.listed)
    yield "meetingdate", _dmy(meeting.starts)
    yield "decisiondate", _dmy(meeting.starts) if meeting.decisions else ""
    yield "committeetitle", committee
    yield "isdecisionattachment", "False"
    yield "ownertitle", _title(item.title)


def _address(paper: Attachment, base: str) -> str:
    if paper.restricted:
        return ""
    if paper.link:
        return paper.link if "//" in paper.link else f"{base}{paper.link}"
    if paper.form == "docx":
        return f"{base}/{files.address(paper)}"
    return f"{base}/mgConvert2PDF.aspx?ID={paper.id}"


def _attendee(site: Site, each: Attendance, base: str) -> Node:
    member = site.member(each.member or 0)
    said = {
        "membertype": "U" if member.ward else "C",
        "memberid": member.id,
        "name": member.name,
        "roledescription": each.role,
        "attendance": each.state,
        "politicalparty": member.party,
        "ward": member.ward,
    }
    if member.post:
        said["keyposts"] = member.post
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in said.items())
    photo = _photo(member, base)
    return f"attendee {attributes}", [
        ("url", f"{base}/mgUserInfo.aspx?UID={member.id}"),
        ("photosmallurl", f"{photo}/smallpic.jpg"),
        ("photobigurl", f"{photo}/bigpic.jpg"),
    ]


def _photo(member: Member, base: str) -> str:
    """The folder of a member's pictures, filed under the last digits of the id."""
    return f"{base}/UserData/{'/'.join(str(member.id)[::-1][:3])}/Info{member.id:08}"


def _ward(ward: str, its: list[Member], base: str) -> Iterator[Node]:
    yield "wardtitle", _title(ward)
    people: list[Node] = [("councillorcount", f" {len(its)}")]
    people += [("councillor", list(_councillor(member, base))) for member in its]
    yield "councillors", people


def _councillor(member: Member, base: str) -> Iterator[Node]:
    photo = _photo(member, base)
    yield "councillorid", str(member.id)
    yield "fullusername", _title(member.name)
    yield "photosmallurl", f"{photo}/smallpic.jpg"
    yield "photobigurl", f"{photo}/bigpic.jpg"
    yield "politicalpartytitle", _title(member.party)
    yield "districttitle", ""
    yield "representing", ""
    yield "keyposts", _title(member.post)
    yield "workaddress", ""
    yield "homeaddress", ""
    terms: list[Node] = [
        (
            "termofoffice",
            [("startdate", _dmy(t.begins)), ("enddate", _dmy(t.ends) if t.ends else "unspecified")],
        )
        for t in member.terms
    ]
    yield "termsofoffice", terms
