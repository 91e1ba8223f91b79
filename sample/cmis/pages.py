"""The pages of a CMIS site: calendar, list of the month, meeting, committees; the marks are in `templates/`."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sample.cmis import documents
from sample.cmis.rendering import page
from sample.exchange import Question, Reply
from sample.site import Attendance, Meeting, Site

# Where the calendar stands on this site. Other sites have other numbers: a crawler has to learn them.
TAB = 83
MODULE = 612

View = Callable[[Site, Question, Mapping[str, str]], Reply]


def home(site: Site, question: Question) -> Reply:
    """The front page: where to go on."""
    return page("home.html", site, question)


def meetings(site: Site, question: Question) -> Reply:
    """Meetings.aspx: a calendar that only a browser fills; the names of its buttons tell the module's number."""
    return page("meetings.html", site, question, module=MODULE)


def list_view(site: Site, question: Question, _: Mapping[str, str]) -> Reply:
    """MeetingCalendarListView: the meetings of the present month, whatever month is asked for."""
    today = question.at.astimezone(ZoneInfo(site.zone)).date()
    its = _of_month(site, today)
    return page("list_view.html", site, question, meetings=its, link=link(question), module=MODULE)


def month_view(site: Site, question: Question, said: Mapping[str, str]) -> Reply:
    """MeetingCalendarPublicNoJava with /Date/2026-06-01: a month, a row a working day.

    Raises:
        KeyError, ValueError: no date is given, or none that can be read.
    """
    first = date.fromisoformat(said["date"])
    its = _of_month(site, first)
    busy = {each.starts.date() for each in its}
    length = calendar.monthrange(first.year, first.month)[1]
    month = [date(first.year, first.month, number) for number in range(1, length + 1)]
    days = [
        (f"{day:%A}, {day.day} {day:%B}", [each for each in its if each.starts.date() == day])
        for day in month
        if day.weekday() < calendar.SATURDAY or day in busy
    ]
    return page("month_view.html", site, question, days=days, link=link(question), module=MODULE)


def meeting(site: Site, question: Question, said: Mapping[str, str]) -> Reply:
    """ViewMeetingPublic with /Meeting/<id>/Committee/<id>: details, documents, and who was there once that is known.

    Raises:
        KeyError: there is no such meeting of that committee.
    """
    found = site.meeting(int(said["meeting"]))
    if found.committee != int(said.get("committee", found.committee)):
        raise KeyError(found.id)
    files = [(each, documents.address(site, each, question.at)) for each in documents.listed(site, found)]
    return page(
        "meeting.html", site, question,
        meeting=found,
        when=_when(found),
        status="Cancelled" if found.status == "Cancelled" else "Scheduled",
        documents=files,
        present=_there(found, "Present"),
        apologies=_there(found, "Apologies"),
        visitors=_there(found, "In attendance"),
        module=MODULE,
        tab=TAB,
    )  # fmt: skip


def committees(site: Site, question: Question) -> Reply:
    """CurrentCommittees.aspx: the committees that still meet."""
    living = sorted((each for each in site.committees if not each.expired), key=lambda each: each.title)
    return page("committees.html", site, question, committees=living)


def error(site: Site, question: Question) -> Reply:
    """The error page; it says 200."""
    return page("error.html", site, question)


# Views and paths are in lower case: the real site does not mind.
VIEWS: dict[str, View] = {
    "meetingcalendarlistview": list_view,
    "meetingcalendarpublicnojava": month_view,
    "viewmeetingpublic": meeting,
}
PAGES: dict[str, Callable[[Site, Question], Reply]] = {
    "/": home,
    "/meetings.aspx": meetings,
    "/currentcommittees.aspx": committees,
}


def _of_month(site: Site, day: date) -> list[Meeting]:
    month = (day.year, day.month)
    its = (each for each in site.meetings if (each.starts.year, each.starts.month) == month)
    return sorted(its, key=lambda each: each.starts)


def link(question: Question) -> Callable[[Meeting], str]:
    """The address of a meeting's page, from a meeting; whole, as CMIS gives it."""

    def to(meeting: Meeting) -> str:
        return (
            f"{question.base}/Meetings/tabid/{TAB}/ctl/ViewMeetingPublic/mid/{MODULE}"
            f"/Meeting/{meeting.id}/Committee/{meeting.committee}/SelectedTab/Documents/Default.aspx"
        )

    return to


def _when(meeting: Meeting) -> str:
    """ "3 Aug 2026 - 10:00", and with the end once that is known "3 Aug 2026 - 10:00 to 11:25"."""
    begins = f"{meeting.starts.day} {meeting.starts:%b %Y - %H:%M}"
    if not meeting.closed:
        return begins
    ended = datetime.strptime(f"{meeting.closed} +0000", "%I.%M %p %z")  # "7.40 pm"
    return f"{begins} to {ended:%H:%M}"


def _there(meeting: Meeting, state: str) -> list[Attendance]:
    return [each for each in meeting.attendance if each.state == state] if meeting.attendance_entered else []
