"""A look-alike of the meetings of Jadu's content management: a site's state and a question go in, a reply comes out.

Addresses and the ten meetings to a page follow what that system's makers say of it; the marks are our own.
"""

import re
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from sample import faults, printed
from sample.exchange import Question, Reply
from sample.site import Committee, Meeting, Site

HTML = "text/html; charset=utf-8"
MEETING = re.compile(r"/meetings/meeting/(\d{1,9})(?:/[^/]*)?")  # /meetings/meeting/8812/people_scrutiny
FILE = re.compile(r"/download/meetings/id/(\d{1,9})(?:/[^/]*)?")  # /download/meetings/id/90001/agenda
PER_PAGE = 10


def answer(site: Site, question: Question) -> Reply:
    """The reply of this site to that question; what it does not know is not found, with 404."""
    path = question.path.lower().rstrip("/")
    try:
        if found := MEETING.fullmatch(path):
            return _meeting(site, site.meeting(int(found[1])))
        if found := FILE.fullmatch(path):
            return printed.file(site, int(found[1]))
        if path == "/meetings":
            return _meetings(site, question)
        if path == "/meetings/committees":
            return _page("committees.html", site, committees=_living(site))
        if path == "":
            return _page("home.html", site)
    except (KeyError, ValueError):  # no such meeting, file or page of the list
        pass
    return faults.not_found(Reply(body=b"", media_type=HTML))


def _meetings(site: Site, question: Question) -> Reply:
    """The meetings from today on, the next first; with when=past those before, the last first. Ten to a page."""
    today = question.at.astimezone(ZoneInfo(site.zone)).date()
    past = question.query.get("when") == "past"
    wanted = int(question.query.get("committee", "0"))
    its = sorted(
        (
            each
            for each in site.meetings
            if (each.starts.date() < today) == past and wanted in (0, each.committee)
        ),
        key=lambda each: each.starts,
        reverse=past,
    )
    number = int(question.query.get("page", "1"))
    asked = {name: question.query[name] for name in ("committee", "when") if name in question.query}
    return _page(
        "meetings.html", site,
        meetings=its[(number - 1) * PER_PAGE : number * PER_PAGE],
        number=number,
        more=len(its) > number * PER_PAGE,
        asked="".join(f"{name}={value}&" for name, value in asked.items()),
    )  # fmt: skip


def _meeting(site: Site, meeting: Meeting) -> Reply:
    groups = [
        (group, list(papers))
        for group, papers in groupby(printed.listed(site, meeting), key=lambda paper: paper.group)
    ]
    return _page("meeting.html", site, meeting=meeting, groups=groups)


def _living(site: Site) -> list[Committee]:
    return sorted((each for each in site.committees if not each.expired), key=lambda each: each.title)


def _page(template: str, site: Site, **shown: object) -> Reply:
    return Reply(body=_TEMPLATES.get_template(template).render(site=site, **shown).encode(), media_type=HTML)


def _clock(starts: datetime) -> str:
    """ "6.00pm" """
    return f"{starts.hour % 12 or 12}.{starts:%M}{'am' if starts.hour < 12 else 'pm'}"


_TEMPLATES = Environment(
    loader=PackageLoader("sample.jadu"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    clock=_clock,
    day=lambda starts: f"{starts:%A} {starts.day} {starts:%B %Y}",
    slug=lambda words: printed.slug(words, "_"),
)
