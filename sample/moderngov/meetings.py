"""The pages of committees and their meetings: lists, calendar, agenda, item, attendance."""

import calendar
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from sample.exchange import Question, Reply
from sample.moderngov import files
from sample.moderngov.rendering import Page, ordinal, page, size, today
from sample.site import Committee, Item, Meeting, Site


def committees(site: Site, question: Question) -> Reply:
    """mgListCommittees.aspx: the committees that still meet, under their headings."""
    living = sorted(
        (each for each in site.committees if not each.expired), key=attrgetter("category", "title")
    )
    groups = [(category, list(its)) for category, its in groupby(living, key=attrgetter("category"))]
    return page("mgListCommittees.html", site, question, groups=groups)


def committee(site: Site, question: Question) -> Reply:
    """mgCommitteeDetails.aspx?ID=: purpose, members, contact."""
    found = site.committee(int(question.query["id"]))
    members = [(site.member(seat.member), seat.role) for seat in found.seats]
    return page("mgCommitteeDetails.html", site, question, committee=found, members=members)


def meetings(site: Site, question: Question) -> Reply:
    """ieListMeetings.aspx?CId=: this council year and later; with Year=-1 the earlier ones."""
    found = site.committee(_committee_id(question))
    earlier = question.query.get("year") == "-1"
    first = _council_year(today(site, question))
    its = [
        each
        for each in sorted(site.meetings, key=lambda each: each.starts, reverse=True)
        if each.committee == found.id and (each.starts.date() < first) == earlier
    ]
    return page("ieListMeetings.html", site, question, committee=found, meetings=its, kind=_kind)


def meeting(site: Site, question: Question) -> Reply:
    """ieListDocuments.aspx?CId=&MId=: the agenda with its papers, decisions and minutes."""
    found = site.meeting(int(question.query.get("mid") or question.query["meetingid"]))
    committee = site.committee(found.committee)
    title = f"{_kind(found)} - {committee.title} - {found.starts.day} {found.starts:%b %Y}"
    if found.status == "Cancelled":
        title = f"CANCELLED, {committee.title} - {found.starts.day} {found.starts:%b %Y}"
    return page(
        "ieListDocuments.html", site, question,
        meeting=found,
        committee=committee,
        title=title,
        kind=_kind(found),
        links=list(_printed(site, found, committee)),
        report={item.id: _report(item) for item in found.items},
        cut={item.id: _cut(item.minutes, site.cut) for item in found.items},
        decided={each.item for each in site.decisions},
    )  # fmt: skip


def item(site: Site, question: Question) -> Reply:
    """mgAi.aspx?ID=: one agenda item, its minutes whole."""
    its, found = site.item(int(question.query["id"]))
    return page("mgAi.html", site, question, meeting=its, item=found)


def attendance(site: Site, question: Question) -> Reply:
    """mgMeetingAttendance.aspx?ID=: who was expected, and who came once that is entered."""
    found = site.meeting(int(question.query["id"]))
    committee, there = site.committee(found.committee), site.attendance(found)
    return page("mgMeetingAttendance.html", site, question, meeting=found, committee=committee, there=there)


def month(site: Site, question: Question) -> Reply:
    """mgCalendarMonthView.aspx?M=&DD=: the meetings of a month; DD is the year."""
    now = today(site, question)
    year, number = int(question.query.get("dd", now.year)), int(question.query.get("m", now.month))
    wanted = int(question.query.get("cid", "0"))
    its = [
        each
        for each in sorted(site.meetings, key=lambda each: each.starts)
        if (each.starts.year, each.starts.month) == (year, number) and wanted in (0, each.committee)
    ]
    name = f"{calendar.month_name[number]} {year}"
    return page("mgCalendarMonthView.html", site, question, month=name, meetings=its)


PAGES: dict[str, Page] = {
    "/mglistcommittees.aspx": committees,
    "/mgcommitteedetails.aspx": committee,
    "/ielistmeetings.aspx": meetings,
    "/ielistdocuments.aspx": meeting,
    "/mgai.aspx": item,
    "/mgmeetingattendance.aspx": attendance,
    "/mgcalendarmonthview.aspx": month,
}


def _committee_id(question: Question) -> int:
    return int(question.query.get("cid") or question.query["committeeid"])


def _council_year(today: date) -> date:
    """Council years begin in May."""
    return date(today.year if today.month >= 5 else today.year - 1, 5, 1)


def _kind(meeting: Meeting) -> str:
    """What there is to see of a meeting, as its page and the list of meetings call it."""
    there = {"agenda": meeting.agenda, "decisions": meeting.decisions, "minutes": meeting.minutes}
    parts = [part for part, published in there.items() if published]
    if not parts or meeting.status == "Cancelled":
        return "Meeting details"
    *first, last = parts
    return f"{', '.join(first)} and {last}".capitalize() if first else last.capitalize()


def _report(item: Item) -> int | None:
    """The paper that the title of an item leads to: the one that bears the item's own title."""
    for paper in item.attachments:
        if paper.title == item.title and paper.paper and not paper.restricted:
            return paper.id
    return None


def _cut(minutes: str, limit: int | None) -> str | None:
    """The beginning of minutes that are too long for the page, up to a word; None where they are not."""
    if limit is None or len(minutes) <= limit:
        return None
    beginning = minutes[:limit].rpartition(" ")[0]
    return beginning + "**" * (beginning.count("**") % 2)  # bold that was cut open is closed


def _printed(site: Site, meeting: Meeting, committee: Committee) -> Iterable[tuple[str, str, str]]:
    """The papers printed of a meeting: words, address, size. Addresses hold what the real ones hold, breaks too."""
    if not meeting.agenda:
        return
    when = f"{ordinal(meeting.starts.day)}-{meeting.starts:%b-%Y %H.%M}"
    kinds = [
        ("Agenda frontsheet", "Agenda frontsheet", 0),
        ("Agenda reports pack", "Public reports pack", 10),
    ]
    if meeting.minutes:
        kinds.append(
            ("Printed minutes" if meeting.approved else "Printed draft minutes", "Printed minutes", 1)
        )
    for words, name, number in kinds:
        file = quote(f"{name} {when} {committee.title}").replace("%20", "%20\r\n", 1 if number == 1 else 0)
        length = len(files.printed(site, meeting.id, str(number)).body)
        yield words, f"documents/g{meeting.id}/{file}.pdf?T={number}", size(length, "PDF")
    for each in meeting.supplements:
        length = len(files.printed(site, each.id, files.SUPPLEMENT).body)
        yield each.title, files.address_of_supplement(each.id, each.title), size(length, "PDF")
