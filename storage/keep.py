"""Keeping what a crawl saw: each answer, with all that follows from it, in one transaction.

A crawl that is killed has kept each answer wholly or not at all, and what it did not get to is still due.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from domain import looking
from domain.document import EventType, Fetched, Origin, ReadDocument, Watch
from domain.meeting import Calendar, Committee, ListedEvent, Meeting
from domain.source import Channel
from storage import calendars, meetings, watching
from storage.archive import Archive
from storage.captures import keep_capture
from storage.documents import NewVersion, add_version, file_name, note_publication
from storage.schema import Attachment, Capture, DocumentRow, MeetingRow, Publication, VersionRow
from storage.sources import Place, place_of
from storage.writing import Row, note_changes

# Events of a listing that a file belongs to.
_ANNOUNCING = (EventType.DOCUMENT_ADDED, EventType.UNRESTRICTED, EventType.DOCUMENT_REPLACED)


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """Keeps the answers of one run in an archive."""

    archive: Archive
    run: int

    def due(self, source: str, *, now: datetime, limit: int, daily: Sequence[str]) -> list[Watch]:
        """What is to be looked at now at this source; its standing questions (`daily`) are on its queue from the first call on.

        Raises:
            UnknownSource: no source has this key.
        """
        with self.archive.writing() as session:
            place = place_of(session, source)
            watching.begin(session, source=place.id, keys=daily, now=now)
            return watching.due(session, source=place.id, key=source, now=now, limit=limit)

    def keep_committees(self, fetched: Fetched, committees: Sequence[Committee]) -> None:
        """Keep which committees there are and choose again which of them are watched."""

        def keep(session: Session, place: Place, _: Capture) -> Sequence[Row]:
            calendars.keep_committees(session, committees, place)
            _ask_again(session, place, fetched)
            return ()

        self._keep(fetched, keep)

    def keep_calendar(self, fetched: Fetched, calendar: Calendar) -> None:
        """Keep which committees there are and when they mean to meet."""

        def keep(session: Session, place: Place, _: Capture) -> Sequence[Row]:
            now = fetched.asked_at
            changes = calendars.keep_calendar(session, calendar, place=place, run=self.run, now=now)
            _ask_again(session, place, fetched)
            return changes

        self._keep(fetched, keep)

    def keep_events(self, fetched: Fetched, events: Sequence[ListedEvent]) -> None:
        """Have every meeting looked at that a What's New page or feed names."""

        def keep(session: Session, place: Place, _: Capture) -> Sequence[Row]:
            calendars.keep_events(session, events, place=place, now=fetched.asked_at)
            _ask_again(session, place, fetched)
            return ()

        self._keep(fetched, keep)

    def keep_meeting(self, fetched: Fetched, meeting: Meeting) -> None:
        """Keep a meeting's page as typed events and versions."""

        def keep(session: Session, place: Place, capture: Capture) -> Sequence[Row]:
            return meetings.keep_meeting(
                session, meeting, capture, place=place, run=self.run, now=fetched.asked_at
            )

        self._keep(fetched, keep)

    def keep_document(self, fetched: Fetched, read: ReadDocument) -> None:
        """Keep a fetched file; a new version is made only if it reads otherwise than the newest one."""

        def keep(session: Session, place: Place, capture: Capture) -> Sequence[Row]:
            return _keep_document(session, read, capture, fetched, place=place, run=self.run)

        self._keep(fetched, keep)

    def keep_unchanged(self, fetched: Fetched) -> None:
        """Keep that the source says that nothing changed (304)."""

        def keep(session: Session, place: Place, _: Capture) -> Sequence[Row]:
            _document_again(session, place, fetched)
            return ()

        self._keep(fetched, keep)

    def keep_failure(self, fetched: Fetched, *, retry_at: datetime | None = None) -> None:
        """Keep that a look failed; it is tried again then, or after a wait that grows."""

        def keep(session: Session, place: Place, _: Capture) -> Sequence[Row]:
            key, now = fetched.watch_key, fetched.asked_at
            watching.failed(session, source=place.id, key=key, now=now, retry_at=retry_at)
            return ()

        self._keep(fetched, keep)

    def _keep(self, fetched: Fetched, keep: Callable[[Session, Place, Capture], Sequence[Row]]) -> None:
        with self.archive.writing() as session:
            place = place_of(session, fetched.source)
            capture = keep_capture(session, self.archive.blobs, fetched, source=place.id, run=self.run)
            note_changes(session, keep(session, place, capture), at=fetched.asked_at)


def _keep_document(
    session: Session, read: ReadDocument, capture: Capture, fetched: Fetched, *, place: Place, run: int
) -> Sequence[Row]:
    ref = fetched.watch_key.removeprefix("document:")
    document = session.scalars(
        select(DocumentRow).where(DocumentRow.source_id == place.id, DocumentRow.ref == ref)
    ).one()
    listed = session.scalar(
        select(Attachment)
        .where(Attachment.document_id == document.id)
        .order_by(Attachment.first_seen_at.desc())
        .limit(1)
    )
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=read.fingerprint,
            title=listed.title if listed else read.title or file_name(document.url),
            origin=_origin(session, document, place),
            text=read.text,
            sha256=capture.sha256,
            authors=read.authors,
            published=(listed.published if listed else None) or read.published,
            modified=read.modified,
            kind=read.kind,
        ),
        place=place,
        capture=capture,
        now=fetched.asked_at,
    )
    _document_again(session, place, fetched)
    if version is None:
        return ()
    change = {"what": "version", "document_id": document.id, "version_id": version.id}
    return [
        change,
        *_announce(session, document, version, listed, capture, place=place, run=run),
    ]


def _announce(
    session: Session,
    document: DocumentRow,
    version: VersionRow,
    listed: Attachment | None,
    capture: Capture,
    *,
    place: Place,
    run: int,
) -> Sequence[Row]:
    """Name the version in the event that announced it; a file replaced without a word is an event of its own."""
    of_a_first_version = (EventType.DOCUMENT_ADDED, EventType.UNRESTRICTED)
    waiting = select(Publication.id).where(
        Publication.document_id == document.id,
        Publication.type.in_(of_a_first_version if version.number == 1 else _ANNOUNCING),
        Publication.version_id.is_(None),
    )
    # An event before the last good look waits no more: it was looked into, and the file read as before.
    last = _last_look(session, capture) if version.number > 1 else None
    announced = session.scalars(waiting.where(Publication.first_seen_at > last) if last else waiting).all()
    if announced:
        session.execute(
            update(Publication).where(Publication.id.in_(announced)).values(version_id=version.id)
        )
        return ()
    if version.number == 1:
        return ()
    return note_publication(
        session,
        EventType.DOCUMENT_REPLACED,
        subject=document.uid,
        detail=f"{version.number}:{version.fingerprint}",
        place=place,
        run=run,
        now=capture.asked_at,
        origin=version.origin,
        meeting=listed.meeting_id if listed else None,
        document=document.id,
        version=version.id,
        item=listed.item_ref if listed else None,
        published=listed.published
        if listed and listed.published != _published_before(session, version)
        else None,
        after=listed.title if listed else version.title,
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
    """What the listing printed for the version before: a file replaced without a word keeps an old date, which says nothing."""
    return session.scalar(
        select(VersionRow.published).where(
            VersionRow.document_id == version.document_id, VersionRow.number == version.number - 1
        )
    )


def _origin(session: Session, document: DocumentRow, place: Place) -> Origin:
    """A first version is news where an event announced it or an agenda it came with is news; else it is backfill."""
    if place.channel == Channel.ADDED:
        return Origin.ADDED
    seen_before = session.scalar(select(VersionRow.id).where(VersionRow.document_id == document.id).limit(1))
    if seen_before:
        return Origin.WATCH
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
    origins = announcing or set(session.scalars(agendas))
    return Origin.BACKFILL if origins == {Origin.BACKFILL} else Origin.WATCH


def _document_again(session: Session, place: Place, fetched: Fetched) -> None:
    """Fetch the file once more around the next meeting that it hangs under."""
    ref = fetched.watch_key.removeprefix("document:")
    days = session.scalars(
        select(MeetingRow.starts_local)
        .join(Attachment, Attachment.meeting_id == MeetingRow.id)
        .join(DocumentRow, DocumentRow.id == Attachment.document_id)
        .where(DocumentRow.source_id == place.id, DocumentRow.ref == ref)
    )
    now = fetched.asked_at
    moments = (looking.at_paper(datetime.fromisoformat(day).date(), now=now) for day in days)
    again = min((moment for moment in moments if moment), default=None)
    reason = "papers may be replaced without a word"
    watching.looked_at(
        session, source=place.id, key=fetched.watch_key, now=now, again_at=again, reason=reason
    )


def _ask_again(session: Session, place: Place, fetched: Fetched) -> None:
    now = fetched.asked_at
    again = looking.at_question(fetched.watch_key, now=now)
    watching.looked_at(
        session,
        source=place.id,
        key=fetched.watch_key,
        now=now,
        again_at=again,
        reason="asked of this source again and again",
    )
