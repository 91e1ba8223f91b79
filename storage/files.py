"""Fetched files: a new version only where one reads otherwise than the newest, and the event that it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin, ReadDocument
from domain.source import Channel
from storage import calendars, providers, watching
from storage.answer import Answer
from storage.articles import note_told
from storage.documents import (
    Event,
    NewVersion,
    add_version,
    file_name,
    first_change,
    version_before,
    words_of,
)
from storage.schema import (
    Attachment,
    Capture,
    DocumentRow,
    Enclosure,
    MeetingRow,
    Publication,
    VersionRow,
)
from storage.writing import Row

# Events that a file belongs to: those of a first version, and with it those of one that followed.
_OF_A_FIRST = (
    EventType.DOCUMENT_ADDED,
    EventType.UNRESTRICTED,
    EventType.AGENDA_PUBLISHED,
    EventType.DECISIONS_PUBLISHED,
    EventType.MINUTES_PUBLISHED,
)
# What says only how far minutes have come: before the word minutes, in brackets behind it, or alone on a line. In a
# sentence the same words are what was minuted.
_FAR = r"(?:draft|unconfirmed|unapproved|confirmed|approved|final)"
_STATE = re.compile(
    rf"^\(?{_FAR}\)?:? *(?=minutes\b|$)|(?<=\bminutes) ?\({_FAR}\)", re.IGNORECASE | re.MULTILINE
)
_ANNOUNCING = (*_OF_A_FIRST, EventType.DOCUMENT_REPLACED)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a file is listed: what it is called there, on what day it says it came out, under which meeting and item."""

    title: str
    published: str | None
    meeting: int | None = None
    item: str | None = None


def keep_file(answer: Answer, read: ReadDocument) -> Sequence[Row]:
    """Keep a fetched file. Returns changes to be noted."""
    session = answer.session
    document = session.scalars(
        select(DocumentRow).where(DocumentRow.source_id == answer.place.id, DocumentRow.ref == answer.ref)
    ).one()
    listed = _listed(session, document)
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=read.fingerprint,
            title=listed.title if listed else read.title or file_name(document.url),
            origin=_origin(answer, document),
            text=read.text,
            sha256=answer.capture.sha256,
            authors=read.authors,
            published=(listed.published if listed else None) or read.published,
            modified=read.modified,
            kind=read.kind,
        ),
        place=answer.place,
        capture=answer.capture,
        now=answer.now,
    )
    note_told(session, document, version, read)
    look_again(answer)
    if version is None:
        return ()
    change = {"what": "version", "document_id": document.id, "version_id": version.id}
    return [change, *_announce(answer, document, version, listed)]


def look_again(answer: Answer) -> None:
    """Fetch the file once more around the next meeting that it hangs under; minutes until they have settled."""
    session, now = answer.session, answer.now
    document = session.scalars(
        select(DocumentRow).where(DocumentRow.source_id == answer.place.id, DocumentRow.ref == answer.ref)
    ).one_or_none()
    days = _meeting_days(session, document) if document else []
    moments = [looking.at_paper(day, now=now) for _, day in days]
    if document:
        moments.append(providers.fetch_again_at(session, document, now=now))
    if document and document.kind == DocumentKind.MINUTES:
        moments += [_at_minutes(session, document, meeting, day, now) for meeting, day in days]
    watching.looked_at(
        session,
        source=answer.place.id,
        key=answer.key,
        now=now,
        again_at=min((moment for moment in moments if moment), default=None),
        reason="a file may be replaced without a word",
    )


def _listed(session: Session, document: DocumentRow) -> _Place | None:
    """Where a document is listed: under the meeting that listed it last, else under a decision, else on a provider's page."""
    row = session.scalar(
        select(Attachment)
        .where(Attachment.document_id == document.id)
        .order_by(Attachment.first_seen_at.desc())
        .limit(1)
    )
    if row is not None:
        return _Place(title=row.title, published=row.published, meeting=row.meeting_id, item=row.item_ref)
    under = session.scalar(
        select(Enclosure)
        .where(Enclosure.document_id == document.id)
        .order_by(Enclosure.first_seen_at.desc())
        .limit(1)
    )
    if under is not None:
        return _Place(title=under.title, published=under.published)
    on_page = providers.title_of(session, document.id)
    return _Place(title=on_page[0], published=on_page[1]) if on_page else None


def _announce(
    answer: Answer, document: DocumentRow, version: VersionRow, listed: _Place | None
) -> Sequence[Row]:
    """Name the version in the event that announced it; a file replaced without a word is an event of its own."""
    session = answer.session
    # What was put in the place of another document is a first version too.
    is_first = or_(Publication.type.in_(_OF_A_FIRST), Publication.replaces_id.is_not(None))
    waiting = select(Publication.id).where(
        Publication.document_id == document.id,
        is_first if version.number == 1 else Publication.type.in_(_ANNOUNCING),
        Publication.version_id.is_(None),
    )
    # An event before the last good look waits no more: it was looked into, and the file read as before.
    last = _last_look(session, answer.capture) if version.number > 1 else None
    announced = session.scalars(waiting.where(Publication.first_seen_at > last) if last else waiting).all()
    if announced:
        session.execute(
            update(Publication).where(Publication.id.in_(announced)).values(version_id=version.id)
        )
        return ()
    if version.number == 1:
        return ()
    amended = _minutes_of(session, document)
    if amended and _only_approved(session, version):
        return ()
    before, after = (
        first_change(session, version) if amended else (None, listed.title if listed else version.title)
    )
    printed = listed.published if listed else None
    return answer.note(
        [
            Event(
                type=EventType.MINUTES_AMENDED if amended else EventType.DOCUMENT_REPLACED,
                subject=document.uid,
                detail=f"{version.number}:{version.fingerprint}",
                origin=Origin(version.origin),
                meeting=amended or (listed.meeting if listed else None),
                document=document.id,
                version=version.id,
                item=None if amended or not listed else listed.item,
                # A file replaced without a word keeps the old day in the listing, which says nothing.
                published=printed if printed != _published_before(session, version) else None,
                before=before,
                after=after,
            )
        ]
    )


def _only_approved(session: Session, version: VersionRow) -> bool:
    """Whether minutes say what they said before but for their state: that drafts were approved is no amendment."""
    older = version_before(session, version)
    if older is None:
        return False
    before, now = (_STATE.sub("", words_of(session, each.id)).split() for each in (older, version))
    return before == now


def _minutes_of(session: Session, document: DocumentRow) -> int | None:
    """The meeting whose minutes a file was told to be, if it was told so."""
    return session.scalar(
        select(Publication.meeting_id).where(
            Publication.document_id == document.id, Publication.type == EventType.MINUTES_PUBLISHED
        )
    )


def _last_look(session: Session, capture: Capture) -> datetime | None:
    """When the file was last seen well before this answer."""
    return session.scalar(
        select(func.max(Capture.asked_at)).where(
            Capture.source_id == capture.source_id,
            Capture.watch_key == capture.watch_key,
            Capture.id < capture.id,
            or_(and_(Capture.status == 200, Capture.sha256.is_not(None)), Capture.status == 304),
            Capture.error.is_(None),
        )
    )


def _published_before(session: Session, version: VersionRow) -> str | None:
    """What the listing printed for the version before."""
    older = version_before(session, version)
    return older.published if older else None


def _origin(answer: Answer, document: DocumentRow) -> Origin:
    """A first version is news where an event announced it or what it came with is news; else it is backfill."""
    session, place = answer.session, answer.place
    if place.channel == Channel.ADDED:
        return Origin.ADDED
    seen_before = session.scalar(select(VersionRow.id).where(VersionRow.document_id == document.id).limit(1))
    if seen_before:
        return answer.origin
    announcing = set(
        session.scalars(
            select(Publication.origin).where(
                Publication.document_id == document.id, Publication.type.in_(_ANNOUNCING)
            )
        )
    )
    agendas = select(Publication.origin).where(
        Publication.type == EventType.AGENDA_PUBLISHED,
        Publication.meeting_id.in_(
            select(Attachment.meeting_id).where(Attachment.document_id == document.id)
        ),
    )
    decisions = (
        select(VersionRow.origin)
        .join(Enclosure, Enclosure.decision_id == VersionRow.document_id)
        .where(Enclosure.document_id == document.id, VersionRow.number == 1)
    )
    origins = announcing or set(session.scalars(agendas)) or set(session.scalars(decisions))
    return Origin.BACKFILL if origins == {Origin.BACKFILL} else answer.origin


def _meeting_days(session: Session, document: DocumentRow) -> list[tuple[MeetingRow, date]]:
    """The meetings that a document hangs under, each with its day."""
    rows = session.scalars(
        select(MeetingRow)
        .join(Attachment, Attachment.meeting_id == MeetingRow.id)
        .where(Attachment.document_id == document.id)
    )
    return [(row, date.fromisoformat(row.starts_local[:10])) for row in rows]


def _at_minutes(
    session: Session, document: DocumentRow, meeting: MeetingRow, day: date, now: datetime
) -> datetime | None:
    return looking.at_meeting(
        day,
        now=now,
        agenda=True,
        awaited=False,
        cancelled=False,
        minutes_since=document.first_seen_at,
        next_meeting=calendars.next_meeting(session, meeting),
    )
