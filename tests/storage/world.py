"""A small council for tests of keeping: records as a parser would give them, kept through the real keeper."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from domain.council import Council
from domain.document import Fetched, ReadDocument
from domain.looking import month_of
from domain.meeting import (
    AgendaItem,
    Attendee,
    Calendar,
    Committee,
    ListedDocument,
    ListedEvent,
    ListedMeeting,
    Meeting,
)
from domain.members import Councillor
from domain.plans import Issue, Plan
from domain.register import ListedDecision, Register, RegisteredDecision
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage.archive import Archive
from storage.keep import Keeper
from storage.schema import WatchRow
from storage.sources import refresh
from storage.writing import begin_run

MONDAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
KEY = "committee/northshire"
SOURCE = Source(
    key=KEY,
    channel=Channel.COMMITTEE,
    system="moderngov",
    url="http://127.0.0.1:1",
    licence=Licence.OGL,
    file_sha256="0" * 64,
    council=Council(
        slug="northshire", gss="E10999001", name="Northshire County Council", short_name="Northshire"
    ),
)
COMMITTEES = (
    Committee(ref="501", title="Children and Families Scrutiny Committee"),
    Committee(ref="601", title="Planning Committee"),
)
MEETING = Meeting(
    ref="9101",
    committee_ref=None,
    committee_title="Children and Families Scrutiny Committee",
    day=date(2026, 6, 10),
    at=time(10, 30),
    status="Confirmed",
    place="County Hall",
)
PAPER = ListedDocument(
    ref="s60101", title="Improvement plan", url="http://127.0.0.1:1/s60101", published="2026-06-02"
)


def listed(meeting: Meeting) -> ListedMeeting:
    """The meeting's line in the calendar."""
    return ListedMeeting(
        ref=meeting.ref,
        committee_ref="501",
        committee_title="Children and Families Scrutiny Committee",
        day=meeting.day,
        at=meeting.at,
        status=meeting.status,
    )


def with_agenda(*papers: ListedDocument, **changes: object) -> Meeting:
    """The meeting with its agenda published and these papers under item 4."""
    item = AgendaItem(ref="77004", position=4, number="4.", title="Improvement plan", documents=papers)
    return replace(MEETING, agenda_published=True, items=(item,), **changes)  # type: ignore[arg-type]


def minuted(meeting: Meeting, words: str) -> Meeting:
    """The meeting with these words minuted under its item."""
    items = tuple(replace(item, minutes=words) for item in meeting.items)
    return replace(meeting, minutes_published=True, items=items)


@dataclass
class Northshire:
    """Northshire in an archive: each call is one answer of its site, at `now`."""

    archive: Archive
    now: datetime = MONDAY
    run: int = field(init=False)

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, [SOURCE])
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    @property
    def keeper(self) -> Keeper:
        """The keeper of the present run."""
        return Keeper(archive=self.archive, run=self.run)

    def later(self, **time_passed: float) -> None:
        """Let time pass and begin another run."""
        self.now += timedelta(**time_passed)
        with self.archive.writing() as session:
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    def due(self, *daily: str) -> list[str]:
        """What is due now; `daily` are the standing questions, the usual ones unless others are named."""
        asked = daily or ("calendar", "events")
        return [watch.key for watch in self.keeper.due(KEY, now=self.now, limit=100, daily=asked)]

    def lists(self, *meetings: Meeting) -> None:
        """The site lists these meetings."""
        calendar = Calendar(
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            committees=COMMITTEES,
            meetings=tuple(listed(meeting) for meeting in meetings),
        )
        self.keeper.keep_calendar(self.fetched("calendar", b"<getmeetings/>"), calendar)

    def lists_committees(self, *committees: Committee) -> None:
        """The site lists these committees."""
        self.keeper.keep_committees(self.fetched("committees", b"<committees/>"), committees)

    def lists_month(self, month: str, *meetings: ListedMeeting) -> str | None:
        """The site lists these meetings in a month (`2026-06`); what makes that doubtful."""
        first, last = month_of(f"calendar:{month}") or (MONDAY.date(), MONDAY.date())
        calendar = Calendar(first=first, last=last, committees=COMMITTEES, meetings=meetings)
        return self.keeper.keep_calendar(self.fetched(f"calendar:{month}", repr(meetings).encode()), calendar)

    def shows(self, meeting: Meeting) -> None:
        """The site shows this page of a meeting."""
        self.keeper.keep_meeting(self.fetched(f"meeting:{meeting.ref}", repr(meeting).encode()), meeting)

    def lacks(self, meeting: Meeting, *, status: int = 404) -> None:
        """The page of a meeting cannot be had."""
        fetched = replace(self.fetched(f"meeting:{meeting.ref}", b""), status=status, error="no such page")
        self.keeper.keep_failure(fetched)

    def attended(self, meeting: str, *attendees: Attendee) -> None:
        """The council's page of who was at a meeting, where that stands beside the meeting's own."""
        self.keeper.keep_attendance(self.fetched(f"attendance:{meeting}", b"attendance"), attendees)

    def announces(self, *events: ListedEvent) -> None:
        """The site's What's New page has these lines."""
        self.keeper.keep_events(self.fetched("events", repr(events).encode()), events)

    def registers(self, *decisions: ListedDecision, key: str = "decisions", more: str | None = None) -> None:
        """The register of decisions has these lines."""
        first = self.now.date() - timedelta(days=35)
        register = Register(first=first, last=self.now.date(), decisions=decisions, next_url=more)
        self.keeper.keep_register(self.fetched(key, repr(decisions).encode()), register)

    def decided(self, decision: RegisteredDecision) -> None:
        """The site shows this page of a decision."""
        key = f"decision:{decision.ref}"
        self.keeper.keep_decision(self.fetched(key, repr(decision).encode()), decision)

    def plans(self, plan: Plan) -> None:
        """The site shows this plan."""
        self.keeper.keep_plan(self.fetched(f"plan:{plan.ref}", repr(plan).encode()), plan)

    def follows(self, issue: Issue) -> None:
        """The site shows this page of an issue."""
        self.keeper.keep_issue(self.fetched(f"issue:{issue.ref}", repr(issue).encode()), issue)

    def elects(self, *members: Councillor) -> None:
        """The site lists these members."""
        self.keeper.keep_members(self.fetched("members", repr(members).encode()), members)

    def watches(self, key: str) -> WatchRow | None:
        """What stands on the queue under a key."""
        with self.archive.reading() as session:
            row = session.scalar(select(WatchRow).where(WatchRow.key == key))
            session.expunge_all()
        return row

    def serves(self, ref: str, words: str) -> None:
        """The site serves a file with these words."""
        text = Text.of_pages([(None, words)], reader="test@1")
        read = ReadDocument(media_type="application/pdf", text=text, fingerprint="".join(words.split()))
        self.keeper.keep_document(self.fetched(f"document:{ref}", words.encode()), read)

    def fetched(self, key: str, body: bytes) -> Fetched:
        """An answer with this body."""
        return Fetched(
            source=KEY, watch_key=key, url=f"{SOURCE.url}/{key}", asked_at=self.now, status=200, body=body
        )
