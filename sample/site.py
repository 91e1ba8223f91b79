"""What a council's site shows at one moment: committees, members, meetings and their papers.

Records only: `events` says how they change, `moderngov` how they look. What has a default may be left out of the
script, which is read straight into these records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from pydantic import AwareDatetime, NaiveDatetime

Form = Literal["pdf", "docx", "link"]


Listed = TypeVar("Listed", "Committee", "Member", "Meeting")


class ScriptBroken(ValueError):
    """The script says something that cannot happen: an unknown id, words to change that are not there."""


@dataclass(frozen=True, kw_only=True)
class Robots:
    """What robots.txt asks of every crawler; the delay is in seconds."""

    disallow: tuple[str, ...] = ()
    crawl_delay: float


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of office; `ends` is None where the site says "unspecified"."""

    begins: date
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class Member:
    """A councillor, or a person co-opted to a committee (then without ward and party)."""

    id: int
    name: str
    party: str = ""
    ward: str = ""
    post: str = ""
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member's place on a committee."""

    member: int
    role: str = "Committee Member"


@dataclass(frozen=True, kw_only=True)
class Committee:
    """A body that meets. `watched` is not on the site: it says what a children's service must follow."""

    id: int
    title: str
    category: str
    purpose: str
    officer: str
    phone: str
    email: str
    expired: bool = False
    seats: tuple[Seat, ...] = ()
    watched: bool


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A paper on an agenda, or the placeholder of one that is not for publication.

    `paper` is its text (see `papers`); `listed` the publication date that the listing shows; `changed` the
    instant of the bytes. `restricted` is the paragraph that keeps it private, or None.
    """

    id: int
    title: str
    form: Form
    paper: str
    link: str
    listed: date
    changed: AwareDatetime
    restricted: str | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """An agenda item, with what was decided and minuted under it once that is public."""

    id: int
    number: str
    title: str
    text: str
    issue: int | None
    restricted: str | None
    decision: str
    minutes: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Somebody at a meeting. `member` is None for officers and guests, who have no page of their own."""

    member: int | None
    name: str
    role: str
    state: Literal["Expected", "Present", "Apologies", "In attendance"]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting: its wall-clock start, and the instants at which its papers became public (None: not yet).

    While `attendance_entered` is False the site says of every member that they are expected. `touched` is the
    instant of the last change to anything of it.
    """

    id: int
    committee: int
    starts: NaiveDatetime
    place: str
    webcast: bool = False
    status: Literal["Confirmed", "Cancelled"] = "Confirmed"
    note: str = ""
    agenda: AwareDatetime | None = None
    decisions: AwareDatetime | None = None
    minutes: AwareDatetime | None = None
    approved: AwareDatetime | None = None
    closed: str = ""
    items: tuple[Item, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    attendance_entered: bool = False
    touched: AwareDatetime | None = None

    def attachments(self) -> Iterator[tuple[Item, Attachment]]:
        """Every paper with the item it hangs under, in the order of the agenda."""
        for item in self.items:
            for attachment in item.attachments:
                yield item, attachment


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A line of the What's New page."""

    at: AwareDatetime
    what: str
    title: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Site:
    """One council's site as it stands; `zone` names the wall clock of its meetings."""

    slug: str
    name: str
    gss: str
    system: str
    zone: str
    robots: Robots
    committees: tuple[Committee, ...]
    members: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    publications: tuple[Publication, ...]

    def committee(self, ref: int) -> Committee:
        """The committee of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.committees, ref)

    def member(self, ref: int) -> Member:
        """The member of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.members, ref)

    def meeting(self, ref: int) -> Meeting:
        """The meeting of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.meetings, ref)

    def item(self, ref: int) -> tuple[Meeting, Item]:
        """The agenda item of that id with its meeting.

        Raises:
            KeyError: there is none.
        """
        for meeting in self.meetings:
            for item in meeting.items:
                if item.id == ref:
                    return meeting, item
        raise KeyError(ref)

    def places_of(self, attachment: int) -> tuple[tuple[Meeting, Item, Attachment], ...]:
        """Wherever a paper hangs: one paper may be on several agendas.

        Raises:
            KeyError: it is on none.
        """
        places = tuple(
            (meeting, item, paper)
            for meeting in self.meetings
            for item, paper in meeting.attachments()
            if paper.id == attachment
        )
        if not places:
            raise KeyError(attachment)
        return places

    def attendance(self, meeting: Meeting) -> tuple[Attendance, ...]:
        """Who the site says was there: every member "Expected" until the clerk enters who came."""
        if meeting.attendance_entered:
            return meeting.attendance
        return tuple(
            Attendance(
                member=seat.member, name=self.member(seat.member).name, role=seat.role, state="Expected"
            )
            for seat in self.committee(meeting.committee).seats
        )

    def with_meeting(self, changed: Meeting) -> "Site":
        """This site with the meeting of the same id exchanged."""
        return replace(self, meetings=tuple(changed if m.id == changed.id else m for m in self.meetings))

    def with_item(self, changed: Item) -> "Site":
        """This site with the agenda item of the same id exchanged."""
        meeting, _ = self.item(changed.id)
        items = tuple(changed if item.id == changed.id else item for item in meeting.items)
        return self.with_meeting(replace(meeting, items=items))


def _only(records: tuple[Listed, ...], ref: int) -> Listed:
    for record in records:
        if record.id == ref:
            return record
    raise KeyError(ref)
