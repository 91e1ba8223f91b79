"""Meetings: what a meeting's page says now, held against what it said before, gives typed events and versions.

What comes with an agenda belongs to `agenda_published`; what comes after it is `document_added`. The meeting's own
agenda, decisions and minutes are documents too: one page of text for each item.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.meeting import AgendaItem, ListedDocument, Meeting, digest
from domain.text import Text
from domain.uid import public_id
from storage import watching
from storage.calendars import NEVER_SEEN, is_cancelled, is_off
from storage.diff import word_changes
from storage.documents import (
    WITHDRAWN,
    NewVersion,
    add_version,
    ensure_document,
    erased_among,
    newest_version,
    note_publication,
)
from storage.schema import (
    AgendaItemRow,
    Announcement,
    Attachment,
    Capture,
    CommitteeRow,
    DocumentRow,
    MeetingRow,
    PageRow,
    Publication,
    TextRow,
    VersionRow,
)
from storage.sources import Place
from storage.writing import Row, upsert

# A document must be missing from this many healthy looks before it counts as withdrawn.
_HEALTHY_ABSENCES = 2
_READER = "moderngov/items@1"


@dataclass(frozen=True, kw_only=True)
class _Look:
    """One look at one meeting: all that the steps below share."""

    session: Session
    place: Place
    run: int
    now: datetime
    row: MeetingRow
    meeting: Meeting
    capture: Capture
    committee: str
    origin: str

    @property
    def with_agenda(self) -> bool:
        """Whether the agenda is seen for the first time, so that what lies under it came with it."""
        return self.meeting.agenda_published and not self.row.agenda_published


def keep_meeting(
    session: Session, meeting: Meeting, capture: Capture, *, place: Place, run: int, now: datetime
) -> list[Row]:
    """Keep a meeting's page; its papers are put on the watch queue. Returns changes to be noted.

    A meeting that no calendar listed is passed over: whose it is cannot be known.
    """
    row = session.scalar(
        select(MeetingRow).where(MeetingRow.source_id == place.id, MeetingRow.ref == meeting.ref)
    )
    if row is None:
        return []
    meeting = _without_erased(session, meeting, place)
    changes: list[Row] = []
    missing = session.scalar(
        select(func.count()).where(
            Attachment.meeting_id == row.id, Attachment.listed, Attachment.absences > 0
        )
    )
    if row.fingerprint != meeting.fingerprint or missing:
        look = _look(session, meeting, row, capture, place=place, run=run, now=now)
        for step in (_status, _agenda, _papers, _decisions, _minutes):
            changes += step(look)
        _remember(look)
    _look_again(session, row, meeting, place, now)
    return changes


def _without_erased(session: Session, meeting: Meeting, place: Place) -> Meeting:
    """The meeting's page without the words of what was erased: titles of papers, and all of an erased agenda."""
    papers = {public_id("document", place.key, paper.ref): paper.ref for _, paper in _listed(meeting)}
    agenda = public_id("document", place.key, _own_ref(meeting, DocumentKind.AGENDA))
    erased = erased_among(session, [*papers, agenda])
    if not erased:
        return meeting
    refs = {ref for uid, ref in papers.items() if uid in erased}
    items = tuple(replace(item, documents=_blanked(item.documents, refs)) for item in meeting.items)
    if agenda in erased:
        items = tuple(replace(item, title=WITHDRAWN, text=None) for item in items)
    return replace(meeting, items=items, documents=_blanked(meeting.documents, refs))


def _blanked(papers: tuple[ListedDocument, ...], erased: set[str]) -> tuple[ListedDocument, ...]:
    return tuple(
        replace(paper, title=WITHDRAWN, url=None) if paper.ref in erased else paper for paper in papers
    )


def _own_ref(meeting: Meeting, kind: DocumentKind) -> str:
    return f"meeting:{meeting.ref}:{kind}"


def _look(
    session: Session,
    meeting: Meeting,
    row: MeetingRow,
    capture: Capture,
    *,
    place: Place,
    run: int,
    now: datetime,
) -> _Look:
    # What a committee held before we knew of it is old; what it called and held between two looks is news, found late.
    began = session.scalar(
        select(func.min(MeetingRow.first_seen_at)).where(
            MeetingRow.source_id == place.id, MeetingRow.committee_id == row.committee_id
        )
    )
    before_our_time = row.fingerprint == NEVER_SEEN and began is not None and meeting.day < london_date(began)
    committee = session.scalars(select(CommitteeRow.title).where(CommitteeRow.id == row.committee_id)).one()
    return _Look(
        session=session,
        place=place,
        run=run,
        now=now,
        row=row,
        meeting=meeting,
        capture=capture,
        committee=committee,
        origin=Origin.BACKFILL if before_our_time else Origin.WATCH,
    )


def _status(look: _Look) -> Iterator[Row]:
    """Called off, or another day, hour."""
    row, meeting = look.row, look.meeting
    first_look = row.fingerprint == NEVER_SEEN
    if is_cancelled(meeting.status) and (first_look or not is_off(row)):
        before = None if is_cancelled(row.status) else row.status
        detail = f"{row.sequence}: {meeting.status}"
        yield from _note(look, EventType.CANCELLED, detail=detail, before=before, after=meeting.status)
        row.sequence += 1
    elif is_cancelled(row.status) and not is_cancelled(meeting.status):
        row.sequence += 1
    if row.starts_local == meeting.starts_local:
        return
    if row.starts_local != meeting.day.isoformat():  # a day whose hour becomes known is no move
        detail = f"{row.sequence}: {meeting.starts_local}"
        yield from _note(
            look, EventType.MOVED, detail=detail, before=row.starts_local, after=meeting.starts_local
        )
        row.sequence += 1
    if row.starts_local[:10] != meeting.day.isoformat():
        yield from _redate(look)


def _redate(look: _Look) -> Iterator[Row]:
    """The newest versions of the meeting's own documents take its new day; what they read stays."""
    day = look.meeting.day
    for document in look.session.scalars(select(DocumentRow).where(DocumentRow.meeting_id == look.row.id)):
        version = newest_version(look.session, document.id)
        if version is None:
            continue
        version.dated, version.dated_from, version.dated_to = day.isoformat(), day, day
        yield {"what": "facts", "document_id": document.id, "version_id": version.id}


def _agenda(look: _Look) -> Iterator[Row]:
    meeting = look.meeting
    if not meeting.agenda_published:
        return
    pages = [(item.number or str(item.position), _agenda_words(item)) for item in meeting.items]
    version, changes = _own_document(look, DocumentKind.AGENDA, pages)
    yield from changes
    if look.with_agenda:
        seen = london_date(look.now).isoformat()
        papers = [
            paper.published for _, paper in _listed(meeting) if paper.published and paper.published <= seen
        ]
        # Where no day is announced: an agenda cannot be older than the newest paper that came with it.
        published = _announced(look, "agenda") or max(papers, default=None)
        yield from _note(look, EventType.AGENDA_PUBLISHED, version=version, published=published)


def _decisions(look: _Look) -> Iterator[Row]:
    meeting = look.meeting
    pages = [_page(item, item.decision) for item in meeting.items if item.decision]
    version: VersionRow | None = None
    if pages:
        version, changes = _own_document(look, DocumentKind.DECISION, pages)
        yield from changes
    if meeting.decisions_published and not look.row.decisions_published:
        version = version or _kept_before(look, DocumentKind.DECISION)
        published = _announced(look, "decision")
        yield from _note(look, EventType.DECISIONS_PUBLISHED, version=version, published=published)
    elif version is not None:
        _name_in(look, EventType.DECISIONS_PUBLISHED, version)


def _minutes(look: _Look) -> Iterator[Row]:
    meeting = look.meeting
    if not meeting.minutes_published:
        return
    pages = [_page(item, item.minutes) for item in meeting.items if item.minutes]
    version: VersionRow | None = None
    if pages:
        version, changes = _own_document(look, DocumentKind.MINUTES, pages)
        yield from changes
    if not look.row.minutes_published:
        version = version or _kept_before(look, DocumentKind.MINUTES)
        published = _announced(look, "minutes")
        yield from _note(look, EventType.MINUTES_PUBLISHED, version=version, published=published)
    elif version is not None and version.number > 1:
        before, after = _first_change(look.session, version)
        yield from _note(
            look,
            EventType.MINUTES_AMENDED,
            detail=f"{version.number}:{version.fingerprint}",
            version=version,
            before=before,
            after=after,
        )
    elif version is not None:
        _name_in(look, EventType.MINUTES_PUBLISHED, version)


def _kept_before(look: _Look, kind: DocumentKind) -> VersionRow | None:
    """The newest version of the meeting's own decisions or minutes, whose words may stand there before their flag does."""
    document = look.session.scalar(
        select(DocumentRow.id).where(DocumentRow.meeting_id == look.row.id, DocumentRow.kind == kind)
    )
    return newest_version(look.session, document) if document else None


def _name_in(look: _Look, event: EventType, version: VersionRow) -> None:
    """Words that follow their flag belong to the event that told of the flag."""
    look.session.execute(
        update(Publication)
        .where(
            Publication.meeting_id == look.row.id,
            Publication.type == event,
            Publication.version_id.is_(None),
        )
        .values(version_id=version.id, document_id=version.document_id)
    )


def _announced(look: _Look, what: str) -> str | None:
    """The newest day on which the council says that it published this of the meeting ("Agenda published")."""
    day = look.session.scalar(
        select(func.max(Announcement.day)).where(
            Announcement.source_id == look.place.id,
            Announcement.meeting_ref == look.meeting.ref,
            Announcement.what.ilike(f"{what}%"),
        )
    )
    return day.isoformat() if day else None


def _papers(look: _Look) -> Iterator[Row]:
    """The documents listed under the meeting and its items."""
    session, row = look.session, look.row
    known = list(session.scalars(select(Attachment).where(Attachment.meeting_id == row.id)))
    by_place = {(paper.item_ref, paper.ref): paper for paper in known}
    places = {(item_ref, paper.ref) for item_ref, paper in _listed(look.meeting)}
    # Rows whose own place is gone: their paper may have moved to another item. One listed until now comes before one long gone.
    left = [paper for place, paper in by_place.items() if place not in places]
    moved = {paper.ref: paper for paper in sorted(left, key=lambda paper: paper.listed)}
    here = {paper.ref for paper in known if paper.listed}
    to_fetch: list[tuple[str, str | None]] = []
    for item_ref, paper in _listed(look.meeting):
        before = by_place.get((item_ref, paper.ref)) or moved.pop(paper.ref, None)
        document = _paper_document(look, paper)
        if paper.ref not in here or (before is not None and before.listed):
            changes, fetch = _paper_changes(look, item_ref, paper, before, document)
            yield from changes
            if fetch and paper.url:
                to_fetch.append((f"document:{paper.ref}", paper.url))
        here.add(paper.ref)
        _keep_attachment(look, item_ref, paper, before, document)
    yield from _absent(
        look,
        [paper for paper in known if paper.listed and (paper.item_ref, paper.ref) not in places],
        still_here={ref for _, ref in places},
    )
    watching.look_at(
        session, source=look.place.id, keys=to_fetch, due_at=look.now, reason="listed under a meeting"
    )


def _listed(meeting: Meeting) -> Iterator[tuple[str, ListedDocument]]:
    for paper in meeting.documents:
        yield "", paper
    for item in meeting.items:
        for paper in item.documents:
            yield item.ref, paper


def _paper_document(look: _Look, paper: ListedDocument) -> DocumentRow | None:
    if paper.url is None:
        return look.session.scalar(
            select(DocumentRow).where(DocumentRow.source_id == look.place.id, DocumentRow.ref == paper.ref)
        )
    return ensure_document(
        look.session,
        place=look.place,
        ref=paper.ref,
        kind=DocumentKind.DECISION if paper.is_decision else DocumentKind.REPORT,
        url=paper.url,
        now=look.now,
        run=look.run,
    )


def _paper_changes(
    look: _Look, item_ref: str, paper: ListedDocument, before: Attachment | None, document: DocumentRow | None
) -> tuple[list[Row], bool]:
    """The events that a listed document makes, and whether it is to be fetched."""

    def note(
        event: EventType, *, detail: str = "", was: str | None = None, now: str | None = None
    ) -> list[Row]:
        return _note(
            look,
            event,
            subject=paper.ref,
            detail=detail,
            document=document.id if document else None,
            item=item_ref,
            published=paper.published,
            before=was,
            after=now,
        )

    if before is None:
        if look.with_agenda or not look.row.agenda_published:
            return [], True
        event = EventType.RESTRICTED if paper.restricted else EventType.DOCUMENT_ADDED
        return note(event, now=paper.title), True
    if not before.listed:
        event = EventType.RESTRICTED if paper.restricted else EventType.DOCUMENT_ADDED
        return note(event, detail=look.now.isoformat(), now=paper.title), True
    if paper.restricted != before.restricted:
        event = EventType.RESTRICTED if paper.restricted else EventType.UNRESTRICTED
        return note(event, detail=look.now.isoformat(), was=before.title, now=paper.title), True
    if (paper.title, paper.published, _file(paper.url)) == (
        before.title,
        before.published,
        _file(before.url),
    ):
        return [], False
    return note(
        EventType.DOCUMENT_REPLACED,
        detail=digest([look.now, paper.title, paper.published, _file(paper.url)]),
        was=_as_listed(before.title, before.published),
        now=_as_listed(paper.title, paper.published),
    ), True


def _file(url: str | None) -> tuple[str, str]:
    """What an address says of the file itself: its name and query (ModernGov counts up `J=`), not where the site lives."""
    parts = urlsplit(url or "")
    return parts.path.rpartition("/")[2], parts.query


def _keep_attachment(
    look: _Look, item_ref: str, paper: ListedDocument, before: Attachment | None, document: DocumentRow | None
) -> None:
    if before is None:
        before = Attachment(meeting_id=look.row.id, item_ref=item_ref, ref=paper.ref, first_seen_at=look.now)
        look.session.add(before)
    elif before.item_ref != item_ref:
        before.item_ref = item_ref
    before.document_id = document.id if document else None
    before.title, before.url, before.published = paper.title, paper.url, paper.published
    before.restricted, before.restriction = paper.restricted, paper.restriction
    before.listed, before.absences = True, 0
    look.session.flush()


def _absent(look: _Look, papers: list[Attachment], *, still_here: set[str]) -> Iterator[Row]:
    """Papers that two healthy looks in a row no longer show where they were; one that hangs under another item is no news."""
    for paper in papers:
        paper.absences += 1
        if paper.absences < _HEALTHY_ABSENCES:
            continue
        paper.listed = False
        if paper.ref in still_here:
            continue
        document = look.session.get(DocumentRow, paper.document_id) if paper.document_id else None
        if document and not _is_listed(look.session, document):
            document.withdrawn_at = look.now
        yield from _note(
            look,
            EventType.DOCUMENT_WITHDRAWN,
            subject=paper.ref,
            detail=look.now.isoformat(),
            item=paper.item_ref,
            document=paper.document_id,
            before=paper.title,
        )


def _is_listed(session: Session, document: DocumentRow) -> bool:
    """Whether any meeting still lists a document."""
    found = select(Attachment.ref).where(Attachment.document_id == document.id, Attachment.listed).limit(1)
    return session.scalar(found) is not None


def _remember(look: _Look) -> None:
    row, meeting = look.row, look.meeting
    row.starts_local, row.place, row.status = meeting.starts_local, meeting.place, meeting.status
    row.agenda_published = row.agenda_published or meeting.agenda_published
    row.decisions_published = row.decisions_published or meeting.decisions_published
    row.minutes_published = row.minutes_published or meeting.minutes_published
    row.fingerprint = meeting.fingerprint
    if meeting.agenda_published and meeting.items:
        kept = [item.ref for item in meeting.items]
        look.session.execute(
            delete(AgendaItemRow).where(AgendaItemRow.meeting_id == row.id, AgendaItemRow.ref.not_in(kept))
        )
    upsert(
        look.session,
        AgendaItemRow,
        [
            {
                "meeting_id": row.id,
                "ref": item.ref,
                "position": item.position,
                "number": item.number,
                "title": item.title,
                "restricted": item.restricted,
                "issue_ref": item.issue_ref,
            }
            for item in meeting.items
        ],
        on=["meeting_id", "ref"],
    )


def _look_again(session: Session, row: MeetingRow, meeting: Meeting, place: Place, now: datetime) -> None:
    minutes_since = session.scalar(
        select(func.min(Publication.first_seen_at)).where(
            Publication.meeting_id == row.id, Publication.type == EventType.MINUTES_PUBLISHED
        )
    )
    absent = session.scalar(
        select(func.count()).where(
            Attachment.meeting_id == row.id, Attachment.listed, Attachment.absences > 0
        )
    )
    again = looking.at_meeting(
        meeting.day, now=now, cancelled=is_cancelled(meeting.status), minutes_since=minutes_since
    )
    watching.looked_at(
        session,
        source=place.id,
        key=f"meeting:{meeting.ref}",
        now=now,
        again_at=looking.tomorrow(now) if absent else again,
        reason="a document is missing" if absent else "watched until its minutes have settled",
    )


def _own_document(
    look: _Look, kind: DocumentKind, pages: Sequence[tuple[str | None, str]]
) -> tuple[VersionRow | None, list[Row]]:
    """Keep the meeting's own agenda, decisions or minutes; the new version, if there is one, and its change."""
    document = ensure_document(
        look.session,
        place=look.place,
        ref=_own_ref(look.meeting, kind),
        kind=kind,
        url=look.meeting.url or look.capture.url,
        now=look.now,
        run=look.run,
        meeting=look.row.id,
    )
    held = look.meeting.day
    version = add_version(
        look.session,
        document,
        NewVersion(
            fingerprint=digest([words.split() for _, words in pages]),
            title=f"{_TITLES[kind]}: {look.committee}, {held.day} {held:%B %Y}",
            origin=look.origin,
            text=Text.of_pages(pages, reader=_READER),
            sha256=None,
        ),
        place=look.place,
        capture=look.capture,
        now=look.now,
    )
    if version is None:
        return None, []
    version.dated, version.dated_from, version.dated_to = held.isoformat(), held, held
    return version, [{"what": "version", "document_id": document.id, "version_id": version.id}]


_TITLES = {DocumentKind.AGENDA: "Agenda", DocumentKind.DECISION: "Decisions", DocumentKind.MINUTES: "Minutes"}


def _page(item: AgendaItem, words: str | None) -> tuple[str | None, str]:
    """An item's page: its number as printed, else its place, and its words under its heading."""
    return item.number or str(item.position), _headed(item, words)


def _headed(item: AgendaItem, words: str | None) -> str:
    number = f"{item.number} " if item.number else ""
    return f"{number}{item.title}\n\n{words or ''}".strip()


def _agenda_words(item: AgendaItem) -> str:
    papers = [
        f"{paper.title} (not for publication)" if paper.restricted else paper.title
        for paper in item.documents
    ]
    return "\n".join([_headed(item, item.text), *papers])


def _first_change(session: Session, version: VersionRow) -> tuple[str | None, str | None]:
    """The words that the first difference from the version before concerns, as they stood and as they stand."""
    older = session.scalar(
        select(VersionRow.id).where(
            VersionRow.document_id == version.document_id, VersionRow.number == version.number - 1
        )
    )
    changes = word_changes(_words(session, older), _words(session, version.id)) if older else []
    return (changes[0].before, changes[0].after) if changes else (None, None)


def _words(session: Session, version: int) -> str:
    pages = session.scalars(
        select(PageRow.words)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .where(TextRow.version_id == version, TextRow.is_current)
        .order_by(PageRow.number)
    )
    return "\n\n".join(words or "" for words in pages)


def _as_listed(title: str, published: str | None) -> str:
    return f"{title} ({published})" if published else title


def _note(
    look: _Look,
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
) -> list[Row]:
    return note_publication(
        look.session,
        event,
        subject=f"{look.row.uid}:{subject}",
        detail=detail,
        place=look.place,
        run=look.run,
        now=look.now,
        origin=look.origin,
        meeting=look.row.id,
        document=version.document_id if version else document,
        version=version.id if version else None,
        item=item,
        published=published,
        before=before,
        after=after,
    )
