"""Meetings as a council's committee system lists them: committees, meetings, agenda items, listed documents, people present.

These are what the pages say, cleaned of markup; what became of them over time is the archive's to know.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, time

from domain.document import DocumentKind

ZONE = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class Committee:
    """A body that meets; `ref` is the source's own id."""

    ref: str
    title: str
    category: str | None = None
    expired: bool = False


@dataclass(frozen=True, kw_only=True)
class ListedMeeting:
    """A line of a calendar: which body meets when, and whether it still means to.

    `status` as the source words it, empty where it says nothing; `url` only where it cannot be made from the source's id.
    """

    ref: str
    committee_ref: str
    committee_title: str
    day: date
    at: time | None
    status: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """All that a source listed between two days, both included: the committees it has and the meetings it means to hold.

    `only` are the ids of the committees that it speaks for, where it is the list of some alone; empty means all.
    """

    first: date
    last: date
    committees: tuple[Committee, ...]
    meetings: tuple[ListedMeeting, ...]
    only: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedDocument:
    """A document as an agenda lists it. A restricted one has no address: that it exists is still news.

    `kind` is what the listing says it is, such as the minutes as a file; `None` where it is a paper like any other.
    `repeats` says that it only binds what stands elsewhere under the meeting: it is no news and need not be fetched.
    `published` is the day the source prints (EDTF); `restriction` its reason, such as `Paragraph 3`. `size` and
    `revision` are as printed (`PDF 97 KB`, ModernGov's `J`): when they change, the file behind the address may have.
    """

    ref: str
    title: str
    url: str | None
    published: str | None = None
    restricted: bool = False
    restriction: str | None = None
    is_decision: bool = False
    kind: DocumentKind | None = None
    repeats: bool = False
    size: str | None = None
    revision: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """An item of an agenda with what was decided and minuted under it, as clean text (`None` until published).

    `restriction` is why the public may be excluded, as printed; `to_follow` that the agenda says its paper comes later;
    `is_cut` that the page shows only the beginning of what was decided or minuted and the item's own page has it whole.
    """

    ref: str
    position: int
    number: str | None
    title: str
    text: str | None = None
    decision: str | None = None
    minutes: str | None = None
    restricted: bool = False
    restriction: str | None = None
    to_follow: bool = False
    is_cut: bool = False
    issue_ref: str | None = None
    documents: tuple[ListedDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody on a meeting's list; `member_ref` is the source's own id of the member."""

    member_ref: str | None
    name: str
    role: str | None = None
    attendance: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting page: when and where (wall clock), how far its papers are, its items and its own documents.

    `url` is the page that people read. `road` names the way by which it was read (the web service, the page) where a
    source can be read by several: what only the other one shows is not missing.
    """

    ref: str
    committee_ref: str | None
    committee_title: str | None
    day: date
    at: time | None
    status: str
    place: str | None = None
    url: str | None = None
    road: str | None = None
    agenda_published: bool = False
    decisions_published: bool = False
    minutes_published: bool = False
    items: tuple[AgendaItem, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    attendees: tuple[Attendee, ...] = ()

    @property
    def starts_local(self) -> str:
        """Day and wall-clock time as ISO text, never an instant: `2026-06-10T10:30`, or the day alone."""
        return self.day.isoformat() if self.at is None else f"{self.day.isoformat()}T{self.at:%H:%M}"

    @property
    def fingerprint(self) -> str:
        """A digest of all that we keep of the meeting: the same means that nothing changed.

        Attendance is left out, for it flickers, and so is the address, for sites move, and the road.
        """
        kept = asdict(self)
        for left_out in ("attendees", "url", "road"):
            kept.pop(left_out)
        return digest(kept)


@dataclass(frozen=True, kw_only=True)
class ListedEvent:
    """A line of a What's New page or feed: on this day the council published this, about that meeting, decision, issue or plan."""

    day: date
    what: str
    title: str
    url: str
    meeting_ref: str | None = None
    decision_ref: str | None = None
    issue_ref: str | None = None
    plan_ref: str | None = None


def digest(value: object) -> str:
    """A sha256 over a value's canonical JSON; dates and times in ISO form."""
    words = json.dumps(value, sort_keys=True, ensure_ascii=False, default=lambda odd: odd.isoformat())
    return hashlib.sha256(words.encode()).hexdigest()
