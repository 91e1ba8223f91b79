"""Outcomes of a meeting: its decisions and its minutes, and either where they were changed after they were published."""

from dataclasses import replace

from digest import wording
from digest.item import Item
from digest.period import Period
from digest.telling import differences
from digest.telling.common import (
    begun,
    each_item,
    first,
    links,
    next_meeting,
    state_of,
    telling_quotes,
    where,
)
from storage.actions import put_off
from storage.developments import Happening, MeetingSeen

_MOST_RESOLUTIONS = 2
_MOST_DECISIONS = 3


def decisions(happening: Happening, period: Period) -> Item | None:
    """The decision sheet was published: what was decided on its first items; what was put off is told as that."""
    quotes = each_item(happening, period, most=_MOST_DECISIONS, passing_over=put_off)
    quotes = quotes or telling_quotes(happening, period, most=_MOST_RESOLUTIONS)
    return replace(
        begun(happening),
        what=f"The decisions of the meeting were published{_of_how_many(happening, period)}.",
        quotes=quotes,
        where=where(happening, period, "Decision sheet"),
        links=links(happening, at=first(quotes)),
        next=next_meeting(happening, period),
        short=f"decisions{_of_day(happening)}",
        weight=70,
    )


def decisions_amended(happening: Happening, period: Period) -> Item | None:
    """What a meeting decided, or one member or officer, reads otherwise than when it was published; both versions are quoted."""
    if happening.version is None:
        return None
    found = differences.of(happening, period)
    version = happening.version
    whose = (
        "decisions of the meeting were"
        if happening.meeting
        else f"decision {wording.titled(version.title)} was"
    )
    them = "they were" if happening.meeting else "it was"
    return replace(
        begun(happening),
        what=f"The {whose} amended after {them} published.",
        differences=found.shown,
        different=found.summary,
        where=where(happening, period, f"Decisions (amended), version {version.number}"),
        links=links(happening, at=found.after, before=found.before),
        next=next_meeting(happening, period),
        short=f"decisions{_of_day(happening)} amended",
        weight=79,
    )


def minutes(happening: Happening, period: Period) -> Item | None:
    """Minutes were published, by themselves or with a later agenda: drafts, until a title says otherwise."""
    quotes = telling_quotes(happening, period, most=_MOST_RESOLUTIONS)
    state = _state(happening, period)
    carried = period.desk.carried_by(happening)
    return replace(
        begun(happening),
        what=f"{state.capitalize()} of the meeting were published{_with(carried)}{_of_how_many(happening, period)}.",
        quotes=quotes,
        where=where(happening, period, f"Minutes ({state.split()[0]})"),
        links=links(happening, at=first(quotes)),
        next=next_meeting(happening, period),
        short=f"{state}{_of_day(happening)}",
        weight=65,
    )


def amended(happening: Happening, period: Period) -> Item | None:
    """Minutes read otherwise than before; both versions are quoted."""
    found = differences.of(happening, period)
    number = happening.version.number if happening.version else 0
    return replace(
        begun(happening),
        what="The minutes of the meeting were amended after they were published.",
        differences=found.shown,
        different=found.summary,
        where=where(
            happening, period, f"Minutes (amended), version {number}" if number else "Minutes (amended)"
        ),
        links=links(happening, at=found.after, before=found.before),
        next=next_meeting(happening, period),
        short=f"minutes{_of_day(happening)} amended",
        weight=80,
    )


def _state(happening: Happening, period: Period) -> str:
    approved = period.desk.is_approved(happening.meeting)
    if happening.document is None or happening.version is None:
        return "approved minutes" if approved else "draft minutes"
    return state_of(happening.document, happening.version, approved=approved)


def _of_day(happening: Happening) -> str:
    meeting = happening.meeting
    return f" of {wording.short_day(meeting.day)}" if meeting else ""


def _with(carried: MeetingSeen | None) -> str:
    """` with the papers of the meeting of Tue 7 July`, where those of a later meeting carry the minutes."""
    return f" with the papers of the meeting of {wording.short_day(carried.day)}" if carried else ""


def _of_how_many(happening: Happening, period: Period) -> str:
    """`, for 7 items`: a page for each item that has an outcome; files have pages of paper."""
    pages = period.desk.pages(happening.version) if happening.version else ()
    items = sum(page.item is not None for page in pages)
    return f", for {wording.counted(items, 'item')}" if items else ""
