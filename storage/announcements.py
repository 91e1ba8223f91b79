"""Announcements: what a What's New page or feed says that a council published, and when; it is looked at, unless it was since.

Each line is kept as the council's own word on the day. That something was not announced says nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from domain.document import EventType, Origin
from domain.instants import london_date
from domain.meeting import ListedEvent
from domain.remit import concerns_children
from domain.uid import public_id
from storage import watching
from storage.answer import Answer
from storage.documents import Event, erased_among
from storage.schema import (
    Announcement,
    Capture,
    CommitteeRow,
    IssueRow,
    MeetingRow,
    Publication,
    VersionRow,
)
from storage.sources import Place
from storage.writing import Row, insert_new


def keep_events(answer: Answer, events: Sequence[ListedEvent]) -> list[Row]:
    """Keep what a council announces; the meetings, plans and issues of ours that it names are looked at.

    An issue is ours if its title is about children's services, or if we follow it already. Returns changes to be noted:
    issues that were published.
    """
    rows = [
        {"source_id": answer.place.id, "meeting_ref": subject, "what": event.what, "day": event.day}
        for event in events
        if (subject := _subject(event))
    ]
    insert_new(answer.session, Announcement, rows, on=["source_id", "meeting_ref", "what", "day"])
    ours = _ours(answer, events)
    named = {_key(event): event.day for event in sorted(ours, key=lambda event: event.day)}
    seen = _last_looks(answer, named)
    stale = [key for key, day in sorted(named.items()) if key not in seen or london_date(seen[key]) <= day]
    watching.look_at(
        answer.session,
        source=answer.place.id,
        keys=[(key, None) for key in stale],
        due_at=answer.now,
        reason="named among what is new",
    )
    began = first_asked(answer.session, answer.place, answer.key) or answer.now
    return answer.note(
        issue_published(
            answer,
            event.issue_ref,
            title=event.title,
            published=event.day,
            is_news=event.day >= london_date(began),
        )
        for event in ours
        if event.issue_ref and not event.meeting_ref
    )


def announced(session: Session, place: Place, subject: str, what: str = "") -> date | None:
    """The newest day on which the council says that it published this of a meeting ("Agenda published"), plan or issue."""
    return session.scalar(
        select(func.max(Announcement.day)).where(
            Announcement.source_id == place.id,
            Announcement.meeting_ref == subject,
            Announcement.what.ilike(f"{what}%"),
        )
    )


def issue_published(answer: Answer, ref: str, *, title: str, published: date | None, is_news: bool) -> Event:
    """The event that an issue was published: one, whether What's New or a plan tells of it first."""
    return Event(
        type=EventType.ISSUE_PUBLISHED,
        subject=public_id("issue", answer.place.key, ref),
        origin=answer.origin if is_news else Origin.BACKFILL,
        published=published.isoformat() if published else None,
        after=title,
    )


def name_in(answer: Answer, event: Event, version: VersionRow) -> None:
    """Name the version that came after it in an event that waits for one."""
    answer.session.execute(
        update(Publication)
        .where(Publication.key == event.key, Publication.version_id.is_(None))
        .values(version_id=version.id, document_id=version.document_id)
    )


def first_asked(session: Session, place: Place, question: str) -> datetime | None:
    """When a source was first asked this question: what it published before that is old."""
    return session.scalar(
        select(func.min(Capture.asked_at)).where(Capture.source_id == place.id, Capture.watch_key == question)
    )


def _subject(event: ListedEvent) -> str | None:
    """What an announcement is kept under: the id of its meeting, else `plan:71`, `issue:33001`."""
    if event.meeting_ref:
        return event.meeting_ref
    return _key(event) if event.plan_ref or event.issue_ref else None


def _key(event: ListedEvent) -> str:
    """The watch key of what an announcement names."""
    if event.meeting_ref:
        return f"meeting:{event.meeting_ref}"
    return f"plan:{event.plan_ref}" if event.plan_ref else f"issue:{event.issue_ref}"


def _ours(answer: Answer, events: Sequence[ListedEvent]) -> list[ListedEvent]:
    """The announcements of meetings that we watch, of plans, and of issues that are about children or followed already."""
    meetings = _meetings(answer, {event.meeting_ref for event in events if event.meeting_ref})
    named = {event.issue_ref for event in events if event.issue_ref}
    issues = _issues(answer, named)
    uids = {public_id("document", answer.place.key, f"issue:{ref}"): ref for ref in named}
    erased = {uids[uid] for uid in erased_among(answer.session, list(uids))}
    found = []
    for event in events:
        if event.meeting_ref:
            ours = event.meeting_ref in meetings
        elif event.plan_ref:
            ours = True
        else:
            ours = event.issue_ref in issues or (
                event.issue_ref is not None and concerns_children(event.title)
            )
        if ours and event.issue_ref not in erased:
            found.append(event)
    return found


def _meetings(answer: Answer, refs: Collection[str]) -> set[str]:
    """Those of these meetings that are watched: of a body that is, or was until it met no more."""
    found = (
        select(MeetingRow.ref)
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .where(
            MeetingRow.source_id == answer.place.id,
            MeetingRow.ref.in_(refs),
            or_(CommitteeRow.watched, CommitteeRow.expired),
        )
    )
    return set(answer.session.scalars(found)) if refs else set()


def _issues(answer: Answer, refs: Collection[str]) -> set[str]:
    found = select(IssueRow.ref).where(IssueRow.source_id == answer.place.id, IssueRow.ref.in_(refs))
    return set(answer.session.scalars(found)) if refs else set()


def _last_looks(answer: Answer, keys: Collection[str]) -> dict[str, datetime]:
    """When each of these was last seen well."""
    rows = answer.session.execute(
        select(Capture.watch_key, func.max(Capture.asked_at))
        .where(
            Capture.source_id == answer.place.id,
            Capture.watch_key.in_(keys),
            Capture.status == 200,
            Capture.error.is_(None),
            Capture.sha256.is_not(None),
        )
        .group_by(Capture.watch_key)
    )
    return dict(rows.all()) if keys else {}
