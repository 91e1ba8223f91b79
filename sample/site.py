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
System = Literal["moderngov", "cmis", "jadu", "plain"]
Procedure = Literal["", "general exception", "special urgency", "private meeting"]

Listed = TypeVar("Listed", "Committee", "Member", "Meeting", "Issue", "Plan", "Decision")


class ScriptBroken(ValueError):
    """The script says something that cannot happen: an unknown id, words to change that are not there."""


@dataclass(frozen=True, kw_only=True)
class Robots:
    """What robots.txt asks of every crawler; the delay is in seconds, `sitemaps` are paths of the site."""

    disallow: tuple[str, ...] = ()
    crawl_delay: float
    sitemaps: tuple[str, ...] = ()


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
    instant of the bytes. `restricted` is the paragraph that keeps it private, or None; `revision` counts how often
    it was openly exchanged.
    """

    id: int
    title: str
    form: Form
    paper: str
    link: str
    listed: date
    changed: AwareDatetime
    restricted: str | None
    revision: int = 0


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """Papers printed together after the agenda came out; `papers` are their ids."""

    id: int
    title: str
    papers: tuple[int, ...]
    published: AwareDatetime


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

    While `attendance_entered` is False the site says of every member that they are expected. Where `inline` is False
    the minutes exist in print only. `touched` is the instant of the last change to anything of it; `placed` counts
    the items that were ever on its agenda, which are numbered by it.
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
    inline: bool = True
    supplements: tuple[Supplement, ...] = ()
    placed: int = 0
    touched: AwareDatetime | None = None

    def attachments(self) -> Iterator[tuple[Item, Attachment]]:
        """Every paper with the item it hangs under, in the order of the agenda."""
        for item in self.items:
            for attachment in item.attachments:
                yield item, attachment


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A matter that the council follows under one id from plan to decision, whatever it is called on the way.

    `due` is as printed ("19 Jan 2027", "Not before 1st Jun 2027"), `reason` why it is a key decision, `words` what
    is proposed, `restricted` the paragraph under which it is to be heard in private.
    """

    id: int
    title: str
    maker: str
    due: str
    key: bool
    reason: str
    status: str
    first_listed: date
    lead: str
    officer: str
    words: str
    procedure: Procedure
    restricted: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An edition of a forward plan or work programme: the ids of the issues that it lists, and the days that it covers."""

    id: int
    title: str
    series: str
    first: date | None
    last: date | None
    issues: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A line of the register of decisions: taken by one person, or at the meeting that it names.

    `item` is the id of the agenda item; `words` is what was decided; the sections that are empty are not shown.
    """

    id: int
    title: str
    maker: str
    status: str
    key: bool
    call_in: bool
    decided: date
    published: date
    effective: date | None
    issue: int | None
    meeting: int | None
    item: int | None
    restricted: str
    officer: str
    divisions: str
    purpose: str
    words: str
    reasons: str
    alternatives: str
    interests: str
    papers: tuple[Attachment, ...]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A line of the What's New page; `ref` is the id of the `kind` of thing that it leads to."""

    at: AwareDatetime
    what: str
    title: str
    kind: Literal["meeting", "issue", "plan", "decision"]
    ref: int


@dataclass(frozen=True, kw_only=True)
class Site:
    """One council's site as it stands; `zone` names the wall clock of its meetings.

    It lives under `folder` of its host and did not exist before `opens`. `web_service` and `cut` are ModernGov's:
    whether there is an XML service, and after how many characters a page cuts minutes short (None: never).
    `successors` are the slugs of the councils that took over, once it has ended.
    """

    slug: str
    name: str
    gss: str
    system: System
    zone: str
    folder: str
    opens: AwareDatetime | None
    web_service: bool
    cut: int | None
    robots: Robots
    committees: tuple[Committee, ...]
    members: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    publications: tuple[Publication, ...] = ()
    issues: tuple[Issue, ...] = ()
    plans: tuple[Plan, ...] = ()
    decisions: tuple[Decision, ...] = ()
    successors: tuple[str, ...] = ()

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

    def issue(self, ref: int) -> Issue:
        """The issue of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.issues, ref)

    def plan(self, ref: int) -> Plan:
        """The plan of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.plans, ref)

    def decision(self, ref: int) -> Decision:
        """The decision of that id.

        Raises:
            KeyError: there is none.
        """
        return _only(self.decisions, ref)

    def supplement(self, ref: int) -> tuple[Meeting, Supplement]:
        """The printed supplement of that id with its meeting.

        Raises:
            KeyError: there is none.
        """
        for meeting in self.meetings:
            for supplement in meeting.supplements:
                if supplement.id == ref:
                    return meeting, supplement
        raise KeyError(ref)

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

    def paper(self, ref: int) -> Attachment:
        """The paper of that id, on an agenda or behind a decision.

        Raises:
            KeyError: there is none.
        """
        for paper in self.papers():
            if paper.id == ref:
                return paper
        raise KeyError(ref)

    def papers(self) -> Iterator[Attachment]:
        """Every paper of the site, as often as it hangs anywhere."""
        for meeting in self.meetings:
            yield from (paper for _, paper in meeting.attachments())
        for decision in self.decisions:
            yield from decision.papers

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

    def with_paper(self, ref: int, changed: Attachment | None) -> "Site":
        """This site with the paper of that id exchanged wherever it hangs, or (None) gone.

        Raises:
            KeyError: it hangs nowhere.
        """
        self.paper(ref)
        meetings = (_with_paper(meeting, ref, changed) for meeting in self.meetings)
        decisions = (
            replace(decision, papers=_exchanged(decision.papers, ref, changed)) for decision in self.decisions
        )
        return replace(self, meetings=tuple(meetings), decisions=tuple(decisions))


def _with_paper(meeting: Meeting, ref: int, changed: Attachment | None) -> Meeting:
    if not any(paper.id == ref for _, paper in meeting.attachments()):
        return meeting
    items = (replace(item, attachments=_exchanged(item.attachments, ref, changed)) for item in meeting.items)
    return replace(meeting, items=tuple(items))


def _exchanged(
    papers: tuple[Attachment, ...], ref: int, changed: Attachment | None
) -> tuple[Attachment, ...]:
    return tuple(now for paper in papers if (now := changed if paper.id == ref else paper))


def _only(records: tuple[Listed, ...], ref: int) -> Listed:
    for record in records:
        if record.id == ref:
            return record
    raise KeyError(ref)
