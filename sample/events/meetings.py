"""What happens to meetings themselves: they are called, cancelled, moved, and some go without a word."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import NaiveDatetime

from sample.events.writing import Happening, Written
from sample.site import Meeting, ScriptBroken, Site


class WrittenCalendar(Written):
    """The dates of one committee, wall clock, by the id of the meeting."""

    committee: int
    place: str
    webcast: bool = False
    dates: Mapping[int, NaiveDatetime]

    def meetings(self) -> Iterator[Meeting]:
        """The meetings as they stand before anything is published of them."""
        for ref, starts in self.dates.items():
            yield Meeting(
                id=ref, committee=self.committee, starts=starts, place=self.place, webcast=self.webcast
            )


class Calendar(Happening):
    """The dates of a committee for months to come enter the calendar at once."""

    what: Literal["calendar"]
    calendar: WrittenCalendar

    def happen(self, site: Site) -> Site:
        site.committee(self.calendar.committee)
        return _scheduled(site, *self.calendar.meetings())


class Schedule(Happening):
    """A meeting enters the calendar."""

    what: Literal["schedule"]
    meeting: Meeting

    def happen(self, site: Site) -> Site:
        site.committee(self.meeting.committee)
        return _scheduled(site, self.meeting)


class Cancel(Happening):
    """A meeting is cancelled; it stays in the calendar and says so."""

    what: Literal["cancel"]
    meeting: int
    note: str

    def happen(self, site: Site) -> Site:
        return site.with_meeting(replace(site.meeting(self.meeting), status="Cancelled", note=self.note))


class Move(Happening):
    """A meeting gets another date, time or place under the same id."""

    what: Literal["move"]
    meeting: int
    starts: NaiveDatetime
    place: str = ""
    note: str

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        place = self.place or meeting.place
        return site.with_meeting(replace(meeting, starts=self.starts, place=place, note=self.note))


class Remove(Happening):
    """A meeting goes from the calendar without a word, and its page with it."""

    what: Literal["remove"]
    meeting: int

    def happen(self, site: Site) -> Site:
        gone = site.meeting(self.meeting)
        return replace(
            site,
            meetings=tuple(each for each in site.meetings if each.id != gone.id),
            publications=tuple(
                each for each in site.publications if (each.kind, each.ref) != ("meeting", gone.id)
            ),
        )


def _scheduled(site: Site, *meetings: Meeting) -> Site:
    if known := {each.id for each in site.meetings} & {each.id for each in meetings}:
        raise ScriptBroken(f"meeting {min(known)} is there already")
    return replace(site, meetings=(*site.meetings, *meetings))
