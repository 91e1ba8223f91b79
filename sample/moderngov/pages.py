"""The HTML pages and the feed of a ModernGov site; the marks are in `templates/`, what they show is chosen here."""

import calendar
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sample import papers
from sample.exchange import Question, Reply
from sample.moderngov import files
from sample.packs import time_of_day
from sample.site import Attachment, Committee, Meeting, Publication, Site

HTML = "text/html; charset=utf-8"
RSS = "text/xml; charset=utf-8"

# What's New answers for a week when no dates are asked for.
USUAL_SPAN = timedelta(days=7)


def home(site: Site, question: Question) -> Reply:
    """The front page: where to go on."""
    return _page("home.html", site, question)


def committees(site: Site, question: Question) -> Reply:
    """mgListCommittees.aspx: the committees that still meet, under their headings."""
    living = sorted(
        (each for each in site.committees if not each.expired), key=attrgetter("category", "title")
    )
    groups = [(category, list(its)) for category, its in groupby(living, key=attrgetter("category"))]
    return _page("mgListCommittees.html", site, question, groups=groups)


def committee(site: Site, question: Question) -> Reply:
    """mgCommitteeDetails.aspx?ID=: purpose, members, contact."""
    found = site.committee(int(question.query["id"]))
    members = [(site.member(seat.member), seat.role) for seat in found.seats]
    return _page("mgCommitteeDetails.html", site, question, committee=found, members=members)


def meetings(site: Site, question: Question) -> Reply:
    """ieListMeetings.aspx?CId=: this council year and later; with Year=-1 the earlier ones."""
    found = site.committee(_committee_id(question))
    earlier = question.query.get("year") == "-1"
    first = _council_year(_today(site, question))
    its = [
        each
        for each in sorted(site.meetings, key=lambda each: each.starts, reverse=True)
        if each.committee == found.id and (each.starts.date() < first) == earlier
    ]
    return _page("ieListMeetings.html", site, question, committee=found, meetings=its, kind=_kind)


def meeting(site: Site, question: Question) -> Reply:
    """ieListDocuments.aspx?CId=&MId=: the agenda with its papers, decisions and minutes."""
    found = site.meeting(int(question.query.get("mid") or question.query["meetingid"]))
    committee = site.committee(found.committee)
    title = f"{_kind(found)} - {committee.title} - {found.starts.day} {found.starts:%b %Y}"
    if found.status == "Cancelled":
        title = f"CANCELLED, {committee.title} - {found.starts.day} {found.starts:%b %Y}"
    links = list(_printed(site, found, committee))
    return _page(
        "ieListDocuments.html", site, question, meeting=found, committee=committee, title=title, links=links,
        kind=_kind(found),
    )  # fmt: skip


def item(site: Site, question: Question) -> Reply:
    """mgAi.aspx?ID=: one agenda item."""
    its, found = site.item(int(question.query["id"]))
    return _page("mgAi.html", site, question, meeting=its, item=found)


def attendance(site: Site, question: Question) -> Reply:
    """mgMeetingAttendance.aspx?ID=: who was expected, and who came once that is entered."""
    found = site.meeting(int(question.query["id"]))
    committee, there = site.committee(found.committee), site.attendance(found)
    return _page("mgMeetingAttendance.html", site, question, meeting=found, committee=committee, there=there)


def member(site: Site, question: Question) -> Reply:
    """mgUserInfo.aspx?UID=: a member and the committees they sit on."""
    found = site.member(int(question.query["uid"]))
    seats = [(each, seat.role) for each in site.committees for seat in each.seats if seat.member == found.id]
    return _page("mgUserInfo.html", site, question, member=found, seats=seats)


def month(site: Site, question: Question) -> Reply:
    """mgCalendarMonthView.aspx?M=&DD=: the meetings of a month; DD is the year."""
    today = _today(site, question)
    year, number = int(question.query.get("dd", today.year)), int(question.query.get("m", today.month))
    wanted = int(question.query.get("cid", "0"))
    its = [
        each
        for each in sorted(site.meetings, key=lambda each: each.starts)
        if (each.starts.year, each.starts.month) == (year, number) and wanted in (0, each.committee)
    ]
    name = f"{calendar.month_name[number]} {year}"
    return _page("mgCalendarMonthView.html", site, question, month=name, meetings=its)


def issue(site: Site, question: Question) -> Reply:
    """mgIssueHistoryHome.aspx?IId=: every agenda item of one matter.

    Raises:
        KeyError: no item belongs to that issue.
    """
    wanted = int(question.query["iid"])
    its = [(each, item) for each in site.meetings for item in each.items if item.issue == wanted]
    if not its:
        raise KeyError(wanted)
    return _page("mgIssueHistoryHome.html", site, question, its=its)


def whats_new(site: Site, question: Question) -> Reply:
    """mgWhatsNew.aspx?DR=dd/mm/yyyy-dd/mm/yyyy: what was published between two days, newest first."""
    first, last = _span(site, question)
    lines = [each for each in reversed(site.publications) if first <= _day(site, each) <= last]
    return _page("mgWhatsNew.html", site, question, lines=lines, first=first, last=last, leads_to=_leads_to)


def feed(site: Site, question: Question) -> Reply:
    """mgRss.aspx?XXR=0: the same as RSS. With bcr=1 real sites send a page of HTML, with 200; so does this one."""
    if "bcr" in question.query:
        return _page("mgRss.html", site, question)
    newest = site.publications[::-1][:50]
    body = _TEMPLATES.get_template("mgRss.xml").render(
        site=site, question=question, lines=newest, leads_to=_leads_to
    )
    return Reply(body=body.encode(), media_type=RSS)


def library(site: Site, question: Question) -> Reply:
    """ecSDDisplay.aspx: a page that robots.txt asks crawlers to leave alone."""
    return _page("ecSDDisplay.html", site, question)


def error(site: Site, question: Question) -> Reply:
    """The error page; it says 200, as the real one does."""
    return _page("mgError.html", site, question)


PAGES: dict[str, Callable[[Site, Question], Reply]] = {
    "/": home,
    "/mglistcommittees.aspx": committees,
    "/mgcommitteedetails.aspx": committee,
    "/ielistmeetings.aspx": meetings,
    "/ielistdocuments.aspx": meeting,
    "/mgai.aspx": item,
    "/mgmeetingattendance.aspx": attendance,
    "/mguserinfo.aspx": member,
    "/mgcalendarmonthview.aspx": month,
    "/mgissuehistoryhome.aspx": issue,
    "/mgwhatsnew.aspx": whats_new,
    "/mgrss.aspx": feed,
    "/ecsddisplay.aspx": library,
    "/mgconvert2pdf.aspx": files.converted,
}


def _page(template: str, site: Site, question: Question, **shown: object) -> Reply:
    today = _today(site, question)
    body = _TEMPLATES.get_template(template).render(site=site, today=today, **shown)
    return Reply(body=body.encode(), media_type=HTML)


def _committee_id(question: Question) -> int:
    return int(question.query.get("cid") or question.query["committeeid"])


def _today(site: Site, question: Question) -> date:
    return question.at.astimezone(ZoneInfo(site.zone)).date()


def _day(site: Site, line: Publication) -> date:
    return line.at.astimezone(ZoneInfo(site.zone)).date()


def _leads_to(site: Site, line: Publication) -> str:
    """The page that a line of what is new leads to."""
    match line.kind:
        case "meeting":
            return f"ieListDocuments.aspx?CId={site.meeting(line.ref).committee}&MId={line.ref}&Ver=4"
        case "issue":
            return f"mgIssueHistoryHome.aspx?IId={line.ref}"
        case "plan":
            return f"mgListPlanItems.aspx?PlanId={line.ref}"
        case "decision":
            return f"ieDecisionDetails.aspx?ID={line.ref}"


def _council_year(today: date) -> date:
    """Council years begin in May."""
    return date(today.year if today.month >= 5 else today.year - 1, 5, 1)


def _span(site: Site, question: Question) -> tuple[date, date]:
    asked = question.query.get("dr")
    if not asked:
        today = _today(site, question)
        return today - USUAL_SPAN, today
    first, last = (
        datetime.strptime(f"{day.strip()} +0000", "%d/%m/%Y %z").date() for day in asked.split("-")
    )
    return first, last


def _kind(meeting: Meeting) -> str:
    """What there is to see of a meeting, as its page and the list of meetings call it."""
    there = {"agenda": meeting.agenda, "decisions": meeting.decisions, "minutes": meeting.minutes}
    parts = [part for part, published in there.items() if published]
    if not parts or meeting.status == "Cancelled":
        return "Meeting details"
    *first, last = parts
    return f"{', '.join(first)} and {last}".capitalize() if first else last.capitalize()


def _printed(site: Site, meeting: Meeting, committee: Committee) -> Iterable[tuple[str, str, str]]:
    """The papers printed of a meeting: words, address, size. Addresses hold what the real ones hold, breaks too."""
    if not meeting.agenda:
        return
    when = f"{_ordinal(meeting.starts.day)}-{meeting.starts:%b-%Y %H.%M}"
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
        size = len(files.printed(site, meeting, str(number)).body)
        yield words, f"documents/g{meeting.id}/{file}.pdf?T={number}", _size(size, "PDF")


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _long_date(starts: datetime) -> str:
    """As the heading of a meeting's page says it: "Tuesday, 22nd September, 2026 6.00 pm"."""
    return f"{starts:%A}, {_ordinal(starts.day)} {starts:%B, %Y} {time_of_day(starts)}"


def _size(length: int, form: str) -> Markup:
    """ "PDF 128 KB", the space as a number."""
    return Markup(f"{form} {max(1, length // 1024)}&#32;KB")  # noqa: S704 - a number of ours


def _file_size(paper: Attachment) -> Markup:
    return _size(len(files.content(paper)), paper.form.upper())


def _entities(words: str) -> Markup:
    """As titles stand in attributes: spaces, slashes, colons and apostrophes as numbers."""
    signs = (f"&#{ord(sign)};" if sign in " /:()" or ord(sign) > 127 else sign for sign in str(escape(words)))
    return Markup("".join(signs))  # noqa: S704 - escaped above


_TEMPLATES = Environment(
    loader=PackageLoader("sample.moderngov"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    address=files.address,
    body=lambda text: Markup(papers.html(text)),  # noqa: S704 - made and escaped by `papers`
    clock=time_of_day,
    dmy=lambda day: f"{day:%d/%m/%Y}",
    entities=_entities,
    local=lambda at, site: at.astimezone(ZoneInfo(site.zone)),
    long_date=_long_date,
    rfc=lambda at: format_datetime(at, usegmt=True),
    size=_file_size,
)
