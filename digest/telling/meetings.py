"""Meetings: one was called off or moved."""

from dataclasses import replace
from datetime import datetime

from digest import wording
from digest.item import Item
from digest.period import Period
from digest.telling.common import begun, links, next_meeting, where
from storage.developments import Happening


def cancelled(happening: Happening, period: Period) -> Item | None:
    """A meeting will not be held, or is no longer in the calendar; the source's own word is quoted."""
    meeting = happening.meeting
    if meeting is None:
        return None
    gone = happening.after == "no longer listed"
    return replace(
        begun(happening),
        what="The meeting is no longer in the council’s calendar." if gone else "The meeting was called off.",
        different=f"The council’s calendar says “{happening.after}”." if happening.after and not gone else "",
        where=where(happening, period, "Calendar of meetings"),
        links=links(happening),
        next=next_meeting(happening, period),
        short=f"meeting of {wording.short_day(meeting.day)} {'gone from the calendar' if gone else 'called off'}",
        weight=76,
    )


def moved(happening: Happening, period: Period) -> Item | None:
    """A meeting has another day or hour."""
    meeting = happening.meeting
    if meeting is None or not happening.before or not happening.after:
        return None
    old, new = datetime.fromisoformat(happening.before), datetime.fromisoformat(happening.after)
    if (old.date(), old.time()) == (new.date(), new.time()):
        return None
    ahead = new.date() >= period.today
    return replace(
        begun(happening),
        what=f"The meeting was moved from {_when(old)} to {_when(new)}.",
        where=where(happening, period, "Calendar of meetings"),
        links=links(happening),
        next=f"It {'is now' if ahead else 'was then'} on {_when(new)}.",
        short=f"meeting moved to {wording.short_day(new.date())}",
        until=new.date().isoformat() if ahead else "",
        weight=77,
    )


def _when(moment: datetime) -> str:
    """A calendar that prints no hour gives midnight."""
    day = wording.long_day(moment.date())
    return f"{day}, {wording.clock(moment.time())}" if moment.time() != moment.min.time() else day
