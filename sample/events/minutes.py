"""What becomes public after a meeting: what was decided, draft minutes, words that change, and their approval."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Literal

from sample.events.writing import Change, Happening, WrittenPerson, announced_of, changed, numbered
from sample.site import Attendance, Site


class Decisions(Happening):
    """A decision sheet is published: what was decided under which item."""

    what: Literal["decisions"]
    meeting: int
    said: Mapping[str, str]

    def happen(self, site: Site) -> Site:
        meeting = replace(site.meeting(self.meeting), decisions=self.at.astimezone(UTC))
        site = site.with_meeting(meeting)
        for number, words in self.said.items():
            site = site.with_item(replace(numbered(meeting, number), decision=words.strip()))
        return announced_of(site, self, "Decision sheet published", meeting)


class Minutes(Happening):
    """Draft minutes are published. Members of the committee were present unless they sent apologies.

    `entered = false`: the clerk never fills the attendance in, so the web service keeps saying "Expected".
    `inline = false`: nothing stands under the items, the minutes exist in print only.
    """

    what: Literal["minutes"]
    meeting: int
    closed: str
    apologies: frozenset[int] = frozenset()
    officers: tuple[WrittenPerson, ...] = ()
    guests: tuple[WrittenPerson, ...] = ()
    entered: bool = True
    inline: bool = True
    said: Mapping[str, str]

    def happen(self, site: Site) -> Site:
        meeting = replace(
            site.meeting(self.meeting),
            minutes=self.at.astimezone(UTC),
            closed=self.closed,
            attendance=tuple(self._attendance(site)),
            attendance_entered=self.entered,
            inline=self.inline,
        )
        site = site.with_meeting(meeting)
        for number, words in self.said.items():
            item = numbered(meeting, number)
            site = site.with_item(replace(item, minutes=words.strip()))
        return announced_of(site, self, "Minutes published", meeting)

    def _attendance(self, site: Site) -> Iterator[Attendance]:
        for seat in site.committee(site.meeting(self.meeting).committee).seats:
            state: Literal["Apologies", "Present"] = (
                "Apologies" if seat.member in self.apologies else "Present"
            )
            yield Attendance(
                member=seat.member, name=site.member(seat.member).name, role=seat.role, state=state
            )
        for person in (*self.guests, *self.officers):
            yield Attendance(member=None, name=person.name, role=person.role, state="In attendance")


class Amend(Happening):
    """Words of published minutes change, and nothing says so."""

    what: Literal["amend"]
    meeting: int
    item: str
    change: tuple[Change, ...]

    def happen(self, site: Site) -> Site:
        item = numbered(site.meeting(self.meeting), self.item)
        return site.with_item(replace(item, minutes=changed(item.minutes, self.change)))


class Approve(Happening):
    """The next meeting confirms the minutes: the printed ones are no longer called draft."""

    what: Literal["approve"]
    meeting: int

    def happen(self, site: Site) -> Site:
        return site.with_meeting(replace(site.meeting(self.meeting), approved=self.at.astimezone(UTC)))
