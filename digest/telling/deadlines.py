"""Deadlines: by when the public can still ask, petition or say that it wants to speak at a meeting to come."""

from collections.abc import Iterator
from datetime import date, timedelta

from digest import wording
from digest.item import DEADLINE, Item, Link
from digest.period import Period, audience
from domain.expected import Expected, ExpectedKind, MeetingAhead
from storage.subscribers import Cadence

_NAMES: dict[str, str] = {
    ExpectedKind.PUBLIC_QUESTION: "public questions",
    ExpectedKind.PETITION: "petitions",
    ExpectedKind.SPEAKING: "asking to speak",
}
_SENTENCES: dict[str, str] = {
    ExpectedKind.PUBLIC_QUESTION: "The public can send questions to this meeting until {when}.",
    ExpectedKind.PETITION: "The public can hand in petitions to this meeting until {when}.",
    ExpectedKind.SPEAKING: "The public can ask to speak at this meeting until {when}.",
}
# A deadline is told in the last edition that leaves time; a daily one leaves none on the day before.
_SOON = {
    Cadence.DAILY: timedelta(days=3),
    Cadence.WEEKLY: timedelta(days=7),
    Cadence.MONTHLY: timedelta(days=31),
}


def words(due: Expected) -> str:
    """`Public questions by Tue 16 February, 12:00`"""
    name = _NAMES[due.kind]
    return f"{name[0].upper()}{name[1:]} by {_when(due)}"


def rule(due: Expected) -> Link:
    """Where the council says so."""
    return Link(words=f"The rule on {_NAMES[due.kind]}", url=due.because)


def soon(period: Period) -> Iterator[Item]:
    """The deadlines that pass before the edition after this one."""
    last = period.today + _SOON[period.edition.cadence]
    for ahead in period.meetings_ahead:
        for due in ahead.deadlines:
            if _day(due) <= last:
                yield _item(due, ahead, period)


def _item(due: Expected, ahead: MeetingAhead, period: Period) -> Item:
    council, meeting = period.councils[ahead.council], ahead.meeting
    return Item(
        subject=f"meeting/{meeting.uid}/{due.kind}",
        version=f"{due.due} {due.at or ''}".strip(),
        audience=audience(council),
        place=council.name,
        under=f"{meeting.body}, {wording.day_and_hour(meeting.day, meeting.at)}",
        what=_SENTENCES[due.kind].format(when=_when(due)),
        links=(rule(due), Link(words="The meeting", url=f"/meeting/{meeting.uid}")),
        short=f"{_NAMES[due.kind]} by {wording.short_day(_day(due))}",
        until=due.due or "",
        weight=71,
        order=f"{meeting.day.isoformat()} {meeting.uid} {due.kind}",
        state=DEADLINE,
    )


def _day(due: Expected) -> date:
    return date.fromisoformat(due.due or "")


def _when(due: Expected) -> str:
    """`Tue 16 February, 12:00`"""
    hour = f", {wording.clock(due.at)}" if due.at else ""
    return f"{wording.short_day(_day(due))}{hour}"
