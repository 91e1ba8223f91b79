"""A council's meetings on a plain content management system: a site's state and a question go in, a reply comes out.

Made up after what councils build for themselves: one table of a council year's meetings, a page a meeting, a table of
its papers with the day on which each was published.
"""

import re
from datetime import date
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from sample import faults, printed
from sample.exchange import Question, Reply
from sample.site import Meeting, Site

HTML = "text/html; charset=utf-8"
ROOT = "/your-council/meetings"
MEETING = re.compile(rf"{ROOT}/(\d{{1,9}})")  # /your-council/meetings/8812
YEAR = re.compile(rf"{ROOT}/(\d{{4}})-\d{{2}}")  # /your-council/meetings/2026-27
FILE = re.compile(r"/media/(\d{1,9})/[^/]+")  # /media/90001/agenda-12-may-2027.pdf


def answer(site: Site, question: Question) -> Reply:
    """The reply of this site to that question; what it does not know is not found, with 404."""
    path = question.path.lower().rstrip("/")
    try:
        if found := YEAR.fullmatch(path):
            return _meetings(site, int(found[1]))
        if found := MEETING.fullmatch(path):
            return _meeting(site, site.meeting(int(found[1])))
        if found := FILE.fullmatch(path):
            return printed.file(site, int(found[1]))
        if path == ROOT:
            return _meetings(site, _council_year(question.at.astimezone(ZoneInfo(site.zone)).date()))
        if path == "":
            return _page("home.html", site)
    except KeyError:  # no such meeting or file
        pass
    return faults.not_found(Reply(body=b"", media_type=HTML))


def _meetings(site: Site, year: int) -> Reply:
    its = sorted(
        (each for each in site.meetings if _council_year(each.starts.date()) == year),
        key=lambda each: each.starts,
    )
    years = sorted({_council_year(each.starts.date()) for each in site.meetings} | {year})
    return _page("meetings.html", site, meetings=its, year=year, years=years)


def _meeting(site: Site, meeting: Meeting) -> Reply:
    return _page("meeting.html", site, meeting=meeting, papers=list(printed.listed(site, meeting)))


def _council_year(day: date) -> int:
    """Council years begin in May; a council that begins in April has its first days in the year before."""
    return day.year if day.month >= 5 else day.year - 1


def _page(template: str, site: Site, **shown: object) -> Reply:
    return Reply(body=_TEMPLATES.get_template(template).render(site=site, **shown).encode(), media_type=HTML)


_TEMPLATES = Environment(
    loader=PackageLoader("sample.plain"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    slug=lambda words: printed.slug(words, "-"),
    day=lambda day: f"{day.day} {day:%B %Y}",
    span=lambda year: f"{year}-{(year + 1) % 100:02}",
)
