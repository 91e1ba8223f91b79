"""The pages that list meetings: a month of all committees, and one committee's own list. Bytes in, listed meetings out."""

import calendar as almanac
import re
from datetime import date, time
from functools import partial
from itertools import chain

from lxml.etree import _Element as Element

from crawlers.pages import markup, printed
from crawlers.pages.elements import line, links
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.moderngov import addresses
from crawlers.pages.moderngov.content import content, heading_of, headings_of, is_headed, subject_of
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.meeting import Calendar, Committee, ListedMeeting

# A heading that ends in the month: "Monthly meetings calendar - June 2026", "June 2026"
_MONTH = re.compile(
    rf"(?:.{{0,80}}[^\d ] )?(?P<month>{printed.MONTH}),? (?P<year>\d{{4}})", re.ASCII | re.IGNORECASE
)
# A title such as "Meeting of Children's Services Scrutiny Committee, 10/06/2026 10.30 am", a mark before it or not
_MEETING_OF = re.compile(
    r"\bmeeting of (?P<body>.{1,300}), ?(?P<when>\d{1,2}/\d{1,2}/\d{4}.*)", re.IGNORECASE
)
# The heading "Monthly meetings calendar"
_CALENDAR = re.compile(r"\bcalendar\b", re.IGNORECASE)
# The heading "Browse meetings"; not "Issue - meetings"
_LIST = re.compile(r"\A(?!issue).*\bmeetings\b", re.IGNORECASE)
# The heading "Browse meetings - Cabinet"; not "Monthly meetings calendar - June 2026"
_OF_BODY = re.compile(r".{0,40}?\bmeetings (?:[-–]|of|for) (?P<body>.+)", re.IGNORECASE)
# "This page lists the meetings for Cabinet."
_MEETINGS_FOR = re.compile(
    r"this page lists (?:all )?the meetings for (?P<body>.{1,300}?)\.(?: |\Z)", re.IGNORECASE
)


def calendar_month(body: bytes, url: str, month: date | None = None) -> Calendar:
    """The calendar of the month in which a day falls (mgCalendarMonthView), with the bodies that meet in it.

    Without a day it is whichever month the page shows. Days of the months before and after, which fill up the grid's
    first and last week, are listed too.

    Raises:
        PageChanged: it is another page, or shows another month than the one asked for.
    """
    page = content(body, url)
    shown = _month_shown(page)
    rows = [link for link, to in links(page, url) if _is_meeting(to)]
    if shown is None or not (rows or is_headed(page, _CALENDAR)):
        raise unlike(
            body, url, "calendar of a month (h1 with 'calendar', a heading that ends in a month and year)"
        )
    if month is not None and shown != month.replace(day=1):
        raise PageChanged(f"{url}: shows {shown:%B %Y}, not {month:%B %Y}")
    meetings = once(readable(rows, partial(_calendar_line, url=url), url=url, what="meeting in the calendar"))
    bodies = {each.committee_ref: each.committee_title for each in meetings}
    return Calendar(
        first=shown,
        last=shown.replace(day=almanac.monthrange(shown.year, shown.month)[1]),
        committees=tuple(Committee(ref=ref, title=title) for ref, title in bodies.items()),
        meetings=meetings,
    )


def meeting_list(body: bytes, url: str) -> tuple[ListedMeeting, ...]:
    """The meetings of one committee (ieListMeetings). Lines that are no date, such as "Constitution", are passed over.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    title = _committee_title(page)
    is_list = is_headed(page, _LIST)
    rows = [link for link, to in links(page, url) if _is_meeting(to) and printed.day_and_time(line(link))]
    if title is None or not is_list:
        raise unlike(
            body, url, "list of a committee's meetings (links to ieListDocuments.aspx that are dates)"
        )
    return once(
        readable(rows, partial(_list_line, url=url, title=title), url=url, what="meeting of a committee")
    )


def _is_meeting(url: str) -> bool:
    return addresses.path_of(url).endswith("/ielistdocuments.aspx") and addresses.meeting_ref(url) is not None


def _month_shown(page: Element) -> date | None:
    """The first day of the month that a heading of the calendar names; a sentence that names a day is none."""
    parts = page.iter("h1", "h2", "h3", "h4", "caption", "th", "strong", "p", "span", "div")
    for words in chain((markup.unescaped(part.text or "") or "" for part in parts), headings_of(page)):
        found = _MONTH.fullmatch(words)
        if found and int(found["year"]):
            return date(int(found["year"]), printed.MONTHS[found["month"][:3].lower()], 1)
    return None


def _calendar_line(link: Element, url: str) -> ListedMeeting:
    title = markup.unescaped(link.get("title", "")) or ""
    found = _MEETING_OF.search(title)
    when = printed.day_and_time(found["when"]) if found else None
    if found is None or when is None:
        raise UnreadableRow(f"no body and date in the title {title[:120]!r}")
    status = printed.status(f"{title} {_around(link)}")
    return _listed(link, url, title=found["body"].strip(), when=when, status=status)


def _list_line(link: Element, url: str, title: str) -> ListedMeeting:
    when = printed.day_and_time(line(link))
    if when is None:
        raise UnreadableRow(f"no date in {line(link)[:120]!r}")
    return _listed(link, url, title=title, when=when, status=printed.status(_around(link)))


def _listed(
    link: Element, url: str, *, title: str, when: tuple[date, time | None], status: str
) -> ListedMeeting:
    to = markup.address(url, link.get("href", "")) or ""
    ref, committee = addresses.meeting_ref(to), addresses.committee_ref(to) or addresses.committee_ref(url)
    if ref is None or committee is None:
        raise UnreadableRow(f"no CId and MId in {to[:200]!r}")
    return ListedMeeting(
        ref=ref, committee_ref=committee, committee_title=title, day=when[0], at=when[1], status=status
    )


def _around(link: Element) -> str:
    """The words of a link and those right after it: "8 Jul 2026 10.30 am" and " - CANCELLED"."""
    return f"{line(link)} {link.tail or ''}"


def _committee_title(page: Element) -> str | None:
    found = (_MEETINGS_FOR.match(line(part)) for part in page.iter("p"))
    named = next((each["body"] for each in found if each), None) or subject_of(page)
    headed = _OF_BODY.fullmatch(heading_of(page))
    return named or (headed["body"] if headed else None)
