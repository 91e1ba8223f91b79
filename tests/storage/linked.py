"""A council whose papers are linked as they come: what the archive holds is what the real finders found."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlalchemy import event

from domain.document import Fetched
from domain.health import HealthState
from domain.meeting import AgendaItem, Calendar, Committee, ListedDocument, ListedMeeting, Meeting
from domain.source import Source
from linking import find
from storage import facts, known
from storage.archive import Archive
from storage.health import note_health
from storage.sources import refresh
from storage.writing import begin_run
from tests.storage.world import SOURCE, Northshire

SCRUTINY = Committee(ref="501", title="Children and Families Scrutiny Committee")
CABINET = Committee(ref="502", title="Cabinet")
COUNCIL = Committee(ref="503", title="Full Council")


def meeting(ref: str, body: Committee, day: date, *items: AgendaItem, **said: object) -> Meeting:
    """A meeting of a body; with items its agenda is out."""
    made = Meeting(
        ref=ref,
        committee_ref=None,
        committee_title=body.title,
        day=day,
        at=time(18, 0),
        status="Confirmed",
        place="Shire Hall",
        items=items,
        agenda_published=bool(items),
    )
    return replace(made, **said)  # type: ignore[arg-type]


def item(number: int, title: str, *papers: ListedDocument, **said: object) -> AgendaItem:
    """An item of an agenda."""
    made = AgendaItem(
        ref=f"77{number:03}", position=number, number=f"{number}.", title=title, documents=papers
    )
    return replace(made, **said)  # type: ignore[arg-type]


def paper(ref: str, title: str, published: str | None = None) -> ListedDocument:
    """A paper under an item."""
    return ListedDocument(ref=ref, title=title, url=f"{SOURCE.url}/{ref}.pdf", published=published)


class Linked(Northshire):
    """A council of these three bodies; what its site serves is linked at once."""

    def __init__(self, archive: Archive, now: datetime, source: Source = SOURCE, *others: Source) -> None:
        self.archive, self.now, self.source = archive, now, source
        with archive.writing() as session:
            refresh(session, [source, *others], on={source.key, *(each.key for each in others)})
            self.run = begin_run(session, "crawl", now=now, program="test")

    def fetched(self, key: str, body: bytes) -> Fetched:
        """An answer with this body."""
        return replace(super().fetched(key, body), source=self.source.key)

    def lists(self, *meetings: Meeting, until: date = date(2028, 12, 31)) -> None:
        """The site lists these meetings of its three bodies."""
        bodies = (SCRUTINY, CABINET, COUNCIL)
        refs = {body.title: body.ref for body in bodies}
        listed = tuple(
            ListedMeeting(
                ref=each.ref,
                committee_ref=refs[each.committee_title or ""],
                committee_title=each.committee_title or "",
                day=each.day,
                at=each.at,
                status=each.status,
            )
            for each in meetings
        )
        calendar = Calendar(first=date(2026, 1, 1), last=until, committees=bodies, meetings=listed)
        self.keeper.keep_calendar(self.fetched("calendar", repr(calendar).encode()), calendar)

    def shows(self, meeting: Meeting) -> None:
        """The site shows this page of a meeting."""
        super().shows(meeting)
        self.link()

    def serves(self, ref: str, words: str) -> None:
        """The site serves a file with these words."""
        super().serves(ref, words)
        self.link()

    def comes(self, moment: datetime) -> None:
        """Let it be this moment, in another run."""
        self.later(seconds=(moment - self.now).total_seconds())

    def link(self) -> None:
        """Link what was not linked yet."""
        with self.archive.writing() as session:
            knowledge = known.known(session)
            due = facts.to_link(session, rules="r", known=knowledge.digest)
            found = {
                each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
                for each in facts.texts(session, due)
            }
            facts.keep_findings(session, found, rules="r", known=knowledge.digest, run=self.run, now=self.now)

    def looks(self, *states: tuple[datetime, HealthState, str]) -> None:
        """A crawl saw this of the site."""
        with self.archive.writing() as session:
            for at, state, reason in states:
                note_health(session, self.source.key, run=self.run, at=at, state=state, reason=reason)


def programme(*rows: str) -> str:
    """A work programme as a Word file reads."""
    return "\n".join(["Work programme 2026/27", "Meeting | Item | Lead officer", *rows])


def at(year: int, month: int, day: int, hour: int = 6, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@contextmanager
def statements(archive: Archive) -> Iterator[list[str]]:
    """The statements that an archive is asked for a while."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(archive.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(archive.engine, "before_cursor_execute", note)
