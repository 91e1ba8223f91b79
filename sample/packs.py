"""The papers that the site itself makes of a meeting: agenda frontsheet, reports pack, supplements, decisions, minutes.

A meeting goes in, the text of a paper (see `papers`) comes out; nothing is rendered here.
"""

from collections.abc import Iterator
from datetime import datetime

from sample.site import Attendance, Item, Meeting, Site, Supplement


def time_of_day(starts: datetime) -> str:
    """A time as these sites print it: "10.30 am", "6.00 pm"."""
    return f"{starts.hour % 12 or 12}.{starts:%M} {'am' if starts.hour < 12 else 'pm'}"


def long_date(starts: datetime) -> str:
    """A date as papers print it: "Tuesday 22 September 2026"."""
    return f"{starts:%A} {starts.day} {starts:%B %Y}"


def frontsheet(site: Site, meeting: Meeting) -> str:
    """The agenda without its reports."""
    return "\n\n".join(_frontsheet(site, meeting)) + "\n"


def pack(site: Site, meeting: Meeting) -> str:
    """The agenda and every public report behind it, in one paper."""
    reports = [paper.paper for _, paper in meeting.attachments() if paper.paper and not paper.restricted]
    return "\n---\n\n".join([frontsheet(site, meeting), *(f"{report.strip()}\n" for report in reports)])


def supplement(site: Site, meeting: Meeting, printed: Supplement) -> str:
    """The papers of a supplement that are public, behind a sheet that says what they are."""
    committee = site.committee(meeting.committee)
    there = [paper for _, paper in meeting.attachments() if paper.id in printed.papers]
    sheet = (
        f"# {printed.title}\nCouncil: {site.name}\nMeeting: {committee.title}\nDate: {long_date(meeting.starts)}\n\n"
        + "\n".join(f"- {paper.title}" for paper in there)
    )
    reports = [f"{paper.paper.strip()}\n" for paper in there if paper.paper and not paper.restricted]
    return "\n---\n\n".join([f"{sheet}\n", *reports])


def decisions(site: Site, meeting: Meeting) -> str:
    """The sheet of what was decided, item by item."""
    return "\n\n".join(_decisions(site, meeting)) + "\n"


def minutes(site: Site, meeting: Meeting) -> str:
    """The minutes as they stand, with who was there."""
    return "\n\n".join(_minutes(site, meeting)) + "\n"


def _frontsheet(site: Site, meeting: Meeting) -> Iterator[str]:
    committee = site.committee(meeting.committee)
    yield (
        f"# {committee.title}: agenda\n"
        f"Council: {site.name}\n"
        f"Date: {long_date(meeting.starts)}\n"
        f"Time: {time_of_day(meeting.starts)}\n"
        f"Venue: {meeting.place}\n"
        f"Contact: {committee.officer}, {committee.phone}, {committee.email}"
    )
    if meeting.note:
        yield meeting.note
    yield "## Agenda"
    for item in meeting.items:
        yield f"{item.number}. **{item.title}**{' (not for publication)' if item.restricted else ''}"
        if item.text:
            yield item.text


def _decisions(site: Site, meeting: Meeting) -> Iterator[str]:
    committee = site.committee(meeting.committee)
    yield (
        f"# Decisions of the {committee.title}\n"
        f"Council: {site.name}\n"
        f"Taken on: {long_date(meeting.starts)}\n"
        f"Venue: {meeting.place}"
    )
    for item in meeting.items:
        if item.decision:
            yield f"## {item.number}. {item.title}"
            yield item.decision


def _minutes(site: Site, meeting: Meeting) -> Iterator[str]:
    committee = site.committee(meeting.committee)
    draft = "" if meeting.approved else "DRAFT "
    yield (
        f"# {draft}Minutes of the meeting of the {committee.title}\n"
        f"Council: {site.name}\n"
        f"Held on: {long_date(meeting.starts)}\n"
        f"Time: {time_of_day(meeting.starts)} to {meeting.closed}\n"
        f"Venue: {meeting.place}"
    )
    present = [each for each in meeting.attendance if each.state == "Present"]
    yield "## Present"
    yield "\n".join(f"- {_named(each)}" for each in present)
    if apologies := [each.name for each in meeting.attendance if each.state == "Apologies"]:
        yield f"**Apologies:** {', '.join(apologies)}"
    if others := [each for each in meeting.attendance if each.state == "In attendance"]:
        yield "## Also in attendance"
        yield "\n".join(f"- {_named(each)}" for each in others)
    for item in meeting.items:
        yield from _minuted(item)
    yield f"The meeting closed at {meeting.closed}."
    yield "Chair: ........................................ Date: ...................."


def _named(each: Attendance) -> str:
    return f"{each.name} ({each.role})" if each.role != "Committee Member" else each.name


def _minuted(item: Item) -> Iterator[str]:
    yield f"## {item.number}. {item.title}"
    silent = "This item was considered in private." if item.restricted else "Noted."
    yield item.minutes or silent
