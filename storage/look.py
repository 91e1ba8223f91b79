"""A look at a meeting's page: all that the steps of keeping it share, and what they have to tell."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.meeting import ListedDocument, Meeting
from domain.uid import public_id
from storage.answer import Answer
from storage.calendars import NEVER_SEEN
from storage.documents import WITHDRAWN, Event, erased_among
from storage.schema import AgendaItemRow, Attachment, CommitteeRow, DocumentRow, MeetingRow, VersionRow
from storage.writing import Row

# What was held so long before we knew of its committee is old, whenever we look at it.
_LONG_BEFORE = 60


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at one meeting: the page as it is now (without the words of what was erased), the rows as they stand.

    `known` and `items` are the papers and items that are kept of it, `erased` public ids. `by_another_road` says that the
    page was read by another road than at the look before: what only that one shows is not missing, and what both word
    differently has not changed. `changes` and `events` gather what there is to tell, `fetch` the files to be fetched.
    """

    answer: Answer
    row: MeetingRow
    meeting: Meeting
    committee: str
    origin: Origin
    erased: frozenset[str]
    known: tuple[Attachment, ...]
    items: dict[str, AgendaItemRow]
    by_another_road: bool
    changes: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    fetch: dict[str, str] = field(default_factory=dict)
    documents: dict[str, DocumentRow] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The transaction that the look is kept in."""
        return self.answer.session

    @property
    def is_first(self) -> bool:
        """Whether the meeting's page was never seen before."""
        return self.row.fingerprint == NEVER_SEEN

    @property
    def with_agenda(self) -> bool:
        """Whether the agenda is seen for the first time, so that what lies under it came with it."""
        return self.meeting.agenda_published and not self.row.agenda_published

    def note(
        self,
        event: EventType,
        *,
        subject: str = "",
        detail: str = "",
        version: VersionRow | None = None,
        document: int | None = None,
        item: str | None = None,
        published: str | None = None,
        before: str | None = None,
        after: str | None = None,
        origin: Origin | None = None,
    ) -> None:
        """Tell of an event of the meeting, or of the paper with this id under it; `origin` is the look's unless named."""
        self.events.append(
            Event(
                type=event,
                subject=f"{self.row.uid}:{subject}",
                detail=detail,
                origin=origin or self.origin,
                meeting=self.row.id,
                document=version.document_id if version else document,
                version=version.id if version else None,
                item=item,
                published=published,
                before=before,
                after=after,
            )
        )

    def told(self) -> list[Row]:
        """Note all that there is to tell. Returns the changes."""
        return [*self.changes, *self.answer.note(self.events)]


def begin(answer: Answer, meeting: Meeting) -> Look | None:
    """The look at a meeting that a calendar listed; `None` for another: whose it is cannot be known."""
    session, place = answer.session, answer.place
    found = session.execute(
        select(MeetingRow, CommitteeRow.title)
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .where(MeetingRow.source_id == place.id, MeetingRow.ref == meeting.ref)
    ).one_or_none()
    if found is None:
        return None
    row, committee = found
    known = session.scalars(select(Attachment).where(Attachment.meeting_id == row.id)).all()
    items = session.scalars(select(AgendaItemRow).where(AgendaItemRow.meeting_id == row.id)).all()
    own = [
        own_ref(meeting.ref, kind)
        for kind in (DocumentKind.AGENDA, DocumentKind.DECISION, DocumentKind.MINUTES)
    ]
    papers = [paper.ref for _, paper in listed(meeting)]
    uids = {ref: public_id("document", place.key, ref) for ref in (*papers, *own)}
    erased = frozenset(erased_among(session, list(uids.values())))
    gone = {ref for ref, uid in uids.items() if uid in erased}
    return Look(
        answer=answer,
        row=row,
        meeting=_without(meeting, gone),
        committee=committee,
        origin=_origin(answer, row, meeting.day),
        erased=erased,
        known=tuple(known),
        items={item.ref: item for item in items},
        by_another_road=row.fingerprint != NEVER_SEEN and row.road != meeting.road,
    )


def listed(meeting: Meeting) -> Iterator[tuple[str, ListedDocument]]:
    """The documents under a meeting itself (item `''`) and under its items."""
    for paper in meeting.documents:
        yield "", paper
    for item in meeting.items:
        for paper in item.documents:
            yield item.ref, paper


def own_ref(meeting: str, kind: DocumentKind) -> str:
    """The id of a meeting's own agenda, decisions or minutes, which have none at the source."""
    return f"meeting:{meeting}:{kind}"


def _without(meeting: Meeting, erased: set[str]) -> Meeting:
    """A meeting's page without the words of what was erased: titles of papers, and all of an erased agenda."""
    if not erased:
        return meeting
    items = tuple(replace(item, documents=_blanked(item.documents, erased)) for item in meeting.items)
    if own_ref(meeting.ref, DocumentKind.AGENDA) in erased:
        items = tuple(replace(item, title=WITHDRAWN, text=None) for item in items)
    return replace(meeting, items=items, documents=_blanked(meeting.documents, erased))


def _blanked(papers: tuple[ListedDocument, ...], erased: set[str]) -> tuple[ListedDocument, ...]:
    return tuple(
        replace(paper, title=WITHDRAWN, url=None) if paper.ref in erased else paper for paper in papers
    )


def _origin(answer: Answer, row: MeetingRow, day: date) -> Origin:
    """What a committee held before we knew of it is old; what it called and held between two looks is news, found late."""
    began = answer.session.scalar(
        select(func.min(MeetingRow.first_seen_at)).where(
            MeetingRow.source_id == answer.place.id, MeetingRow.committee_id == row.committee_id
        )
    )
    before_us = (london_date(began) - day).days if began else 0
    if before_us > _LONG_BEFORE or (row.fingerprint == NEVER_SEEN and before_us > 0):
        return Origin.BACKFILL
    return answer.origin
