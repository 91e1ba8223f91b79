"""Developments: what happened within a window of changes, as the archive tells it, and what stands around it.

Rows go in, frozen records come out, ready to be told: events with their meeting, item and document, versions that no
event speaks of, what documents state, meetings to come. No sentence is made here and nothing is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from domain.dates import NotADate, parse
from domain.document import Access, DocumentKind, EventType, Origin
from domain.fact import FactType, Modality
from domain.mention import JsonValue
from domain.uid import LENGTH as UID_LENGTH
from storage.calendars import is_off
from storage.editions import Window
from storage.schema import (
    AgendaItemRow,
    Attachment,
    Capture,
    Change,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Edition,
    EditionItem,
    Entity,
    FactRow,
    JsonObject,
    MeetingRow,
    PageRow,
    Publication,
    Reading,
    SourceRow,
    Subscription,
    Succession,
    TextRow,
    VersionRow,
)

_Value = TypeVar("_Value", int, str)

_OF_DOCUMENT = "document/"  # how the keys of items about a document begin

# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class CouncilSeen:
    """A council: its slug, short name, and the slugs whose followers it concerns: its own and those it succeeded."""

    slug: str
    name: str
    concerns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingSeen:
    """A meeting as last seen; `at` is wall clock, `None` where only the day is listed; `ref` is the source's own id."""

    id: int
    uid: str
    ref: str
    committee_id: int
    committee: str
    council: CouncilSeen | None
    source: str
    day: date
    at: time | None
    place: str | None
    cancelled: bool
    agenda_published: bool


@dataclass(frozen=True, kw_only=True)
class AgendaSeen:
    """When an agenda was first seen, and the day on which the source says that it published it."""

    first_seen_at: datetime
    published: date | None


@dataclass(frozen=True, kw_only=True)
class ItemSeen:
    """An item of an agenda; `number` as printed."""

    ref: str
    number: str | None
    title: str
    restricted: bool


@dataclass(frozen=True, kw_only=True)
class PaperSeen:
    """A document as it is listed under an item of a meeting, restricted ones too; `published` is EDTF."""

    item_ref: str
    title: str
    restricted: bool
    restriction: str | None
    published: str | None
    first_seen_at: datetime
    document_id: int | None


@dataclass(frozen=True, kw_only=True)
class VersionSeen:
    """A version of a document."""

    id: int
    number: int
    title: str
    authors: tuple[str, ...]
    first_seen_at: datetime
    origin: Origin
    access: Access


@dataclass(frozen=True, kw_only=True)
class DocumentSeen:
    """A document; `ref` is its source's own id, `gone` says that the source took it down."""

    id: int
    uid: str
    ref: str
    kind: DocumentKind
    url: str
    gone: bool


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened, under the number of its change.

    `type` is the event; `None` for a version of a document that no event speaks of. `key` knows it for good. `published`
    is the day that the source prints for it (EDTF); `before` and `after` are the words that the event concerns.
    """

    seq: int
    key: str
    type: EventType | None
    origin: Origin
    first_seen_at: datetime
    council: CouncilSeen | None
    meeting: MeetingSeen | None = None
    item: ItemSeen | None = None
    document: DocumentSeen | None = None
    version: VersionSeen | None = None
    published: str | None = None
    restriction: str | None = None
    before: str | None = None
    after: str | None = None

    @property
    def published_day(self) -> date | None:
        """The day that the source prints, where it prints a day."""
        return _day(self.published)


@dataclass(frozen=True, kw_only=True)
class PageSeen:
    """A page of a version's current text: `words` are `None` once retention has ended."""

    text_sha256: str
    number: int
    starts: int
    item: str | None
    words: str | None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A fact that stands, with the words that state it: `quote` is `text[starts:]` of the text with this sha256."""

    uid: str
    type: FactType
    version_id: int
    text_sha256: str
    page: int
    starts: int
    quote: str
    modality: Modality
    speaker: str | None
    fields: dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class ToldBefore:
    """An item of an earlier edition about a document (public id), under the key that it has there; `None`: withdrawn."""

    document: str
    edition: str
    item: str
    content: JsonObject | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a quote stands: a document's public id, the number of its version, the sha256 of the text, the page."""

    document: str
    version: int
    text_sha256: str
    page: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands at a place now: the page's words (`None`: retention ended), where it starts in the text, who may see it."""

    words: str | None
    starts: int
    access: Access
    gone: bool


def happenings(session: Session, window: Window) -> tuple[Happening, ...]:
    """What happened within a window and is news: what was watched for, and what an operator added; in order of change."""
    known = councils(session)
    found = [*_events(session, window, known), *_versions(session, window, known)]
    news = [each for each in found if each.origin in (Origin.WATCH, Origin.ADDED)]
    once = {each.seq: each for each in news}  # two closed papers of one title are two rows of one event
    return tuple(once[seq] for seq in sorted(once))


def told_before(session: Session, window: Window, *, edition: str) -> list[ToldBefore]:
    """What earlier editions than this one said of documents whose versions, access or facts changed within a window."""
    changed = (
        select(DocumentRow.uid)
        .join(Change, Change.document_id == DocumentRow.id)
        .where(_within(window), Change.what.in_(("version", "access", "facts")))
    )
    uid = func.substr(EditionItem.item, len(_OF_DOCUMENT) + 1, UID_LENGTH)
    rows = session.execute(
        select(uid, EditionItem)
        .join(Edition, Edition.id == EditionItem.edition_id)
        .where(EditionItem.item.startswith(_OF_DOCUMENT), EditionItem.edition_id != edition, uid.in_(changed))
        .order_by(Edition.frozen_at, EditionItem.edition_id, EditionItem.rank)
    )
    return [
        ToldBefore(document=document, edition=row.edition_id, item=row.item, content=row.content)
        for document, row in rows
    ]


def councils(session: Session) -> dict[int, CouncilSeen]:
    """All councils, by internal id."""
    names = {row.id: (row.slug, row.short_name) for row in session.scalars(select(CouncilRow))}
    before: dict[int, list[str]] = defaultdict(list)
    for old, new in session.execute(select(Succession.council_id, Succession.successor_id)):
        before[new].append(names[old][0])
    return {
        number: CouncilSeen(slug=slug, name=name, concerns=(slug, *sorted(before[number])))
        for number, (slug, name) in names.items()
    }


def followed(session: Session) -> set[str]:
    """What anybody follows: `council:lancashire`, `england`."""
    return set(session.scalars(select(Subscription.target).where(Subscription.ended_at.is_(None))))


def meetings_between(session: Session, first: date, last: date) -> list[MeetingSeen]:
    """The meetings of watched committees from the first to the last of these days, called off ones too."""
    known = councils(session)
    rows = session.execute(
        _meetings()
        .where(
            CommitteeRow.watched,
            MeetingRow.starts_local >= first.isoformat(),
            MeetingRow.starts_local < (last + timedelta(days=1)).isoformat(),
        )
        .order_by(MeetingRow.starts_local, MeetingRow.uid)
    )
    return [_meeting(row, committee, source, known) for row, committee, source in rows]


def agendas_seen(session: Session, meetings: Collection[int]) -> dict[int, AgendaSeen]:
    """When the agenda of each of these meetings came out."""
    return {
        row.meeting_id: AgendaSeen(first_seen_at=row.first_seen_at, published=_day(row.published))
        for some in _batches(meetings)
        for row in session.scalars(
            select(Publication)
            .where(Publication.meeting_id.in_(some), Publication.type == EventType.AGENDA_PUBLISHED)
            .order_by(Publication.first_seen_at.desc(), Publication.id.desc())
        )
        if row.meeting_id is not None
    }


def items(session: Session, meetings: Collection[int]) -> dict[int, list[ItemSeen]]:
    """The items of meetings, in the order of their agendas."""
    found: dict[int, list[ItemSeen]] = defaultdict(list)
    for some in _batches(meetings):
        for row in session.scalars(
            select(AgendaItemRow)
            .where(AgendaItemRow.meeting_id.in_(some))
            .order_by(AgendaItemRow.meeting_id, AgendaItemRow.position)
        ):
            found[row.meeting_id].append(_item(row))
    return found


def papers(session: Session, meetings: Collection[int]) -> dict[int, list[PaperSeen]]:
    """The documents that are listed under meetings now."""
    found: dict[int, list[PaperSeen]] = defaultdict(list)
    for some in _batches(meetings):
        for row in session.scalars(
            select(Attachment)
            .where(Attachment.meeting_id.in_(some), Attachment.listed)
            .order_by(Attachment.meeting_id, Attachment.item_ref, Attachment.ref)
        ):
            found[row.meeting_id].append(_paper(row))
    return found


def own_document(
    session: Session, meeting: int, kind: DocumentKind
) -> tuple[DocumentSeen, VersionSeen] | None:
    """A meeting's own agenda, decisions or minutes in the newest version."""
    row = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(DocumentRow.meeting_id == meeting, DocumentRow.kind == kind)
        .order_by(VersionRow.number.desc())
        .limit(1)
    ).one_or_none()
    return (_document(row[0]), _version(row[1])) if row else None


def document(session: Session, uid: str) -> DocumentSeen:
    """The document with this public id; there must be one."""
    return _document(session.scalars(select(DocumentRow).where(DocumentRow.uid == uid)).one())


def looked_at(session: Session, source: str, key: str, *, before: datetime) -> datetime | None:
    """When something (`meeting:9101`, `document:s60101`) was last seen well at a source before a moment."""
    return session.scalar(
        select(func.max(Capture.asked_at))
        .join(SourceRow, SourceRow.id == Capture.source_id)
        .where(
            SourceRow.key == source,
            Capture.watch_key == key,
            Capture.asked_at < before,
            or_(and_(Capture.status == 200, Capture.sha256.is_not(None)), Capture.status == 304),
            Capture.error.is_(None),
        )
    )


def version_of(session: Session, uid: str, number: int | None = None) -> VersionSeen | None:
    """A version of the document with this public id by its number; the newest one without."""
    wanted = (
        select(VersionRow)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DocumentRow.uid == uid)
        .order_by(VersionRow.number.desc())
        .limit(1)
    )
    if number is not None:
        wanted = wanted.where(VersionRow.number == number)
    row = session.scalar(wanted)
    return _version(row) if row else None


def pages(session: Session, version: int) -> list[PageSeen]:
    """The pages of a version's current text."""
    rows = session.execute(
        select(TextRow.sha256, PageRow)
        .join(PageRow, PageRow.text_id == TextRow.id)
        .where(TextRow.version_id == version, TextRow.is_current)
        .order_by(PageRow.number)
    )
    return [
        PageSeen(text_sha256=sha256, number=row.number, starts=row.starts, item=row.item, words=row.words)
        for sha256, row in rows
    ]


def statements(session: Session, version: int) -> list[Statement]:
    """What a version's current text states, in reading order; a quote that runs over a page's end stops there."""
    rows = session.execute(
        select(FactRow, TextRow.sha256, PageRow.ends)
        .join(TextRow, TextRow.id == FactRow.text_id)
        .join(PageRow, and_(PageRow.text_id == FactRow.text_id, PageRow.number == FactRow.page))
        .where(FactRow.version_id == version, FactRow.until_run.is_(None), TextRow.is_current)
        .order_by(FactRow.starts, FactRow.ends, FactRow.uid)
    )
    return [_statement(row, sha256, ends) for row, sha256, ends in rows]


def minutes_approved(session: Session, meeting: MeetingSeen) -> bool:
    """Whether a later meeting of the committee is on record as approving this meeting's minutes."""
    return (
        session.scalar(
            select(FactRow.id)
            .join(VersionRow, VersionRow.id == FactRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .join(MeetingRow, MeetingRow.id == DocumentRow.meeting_id)
            .where(
                MeetingRow.committee_id == meeting.committee_id,
                MeetingRow.starts_local > (meeting.day + timedelta(days=1)).isoformat(),
                FactRow.type == FactType.RESOLUTION,
                FactRow.modality == Modality.ACTUAL,
                FactRow.until_run.is_(None),
                FactRow.fields["minutes_of"].as_string() == meeting.day.isoformat(),
                FactRow.fields["outcome"].as_string() == "approved",
            )
            .limit(1)
        )
        is not None
    )


def stands(session: Session, fact: str) -> bool:
    """Whether a fact is still found where it was found."""
    return (
        session.scalar(select(FactRow.id).where(FactRow.uid == fact, FactRow.until_run.is_(None))) is not None
    )


def inspection_of(session: Session, version: int) -> JsonObject | None:
    """What the newest reading of a version says of the inspection that it reports."""
    return session.scalar(
        select(Reading.inspection)
        .join(TextRow, TextRow.id == Reading.text_id)
        .where(TextRow.version_id == version, TextRow.is_current)
        .order_by(Reading.id.desc())
        .limit(1)
    )


def public_person(session: Session, words: str) -> str | None:
    """The name of a person in a public role whom these words (a permanent id or the whole name) mean; `None` for anybody else."""
    return session.scalar(
        select(Entity.name)
        .where(Entity.kind == "person", Entity.public, or_(Entity.uid == words, Entity.name == words))
        .order_by(Entity.id)
        .limit(1)
    )


def standing(session: Session, places: Iterable[Place]) -> dict[Place, Standing]:
    """What stands at each of these places now; a place that is not there is left out."""
    wanted = set(places)
    found: dict[Place, Standing] = {}
    for some in _batches({place.document for place in wanted}):
        rows = session.execute(
            select(
                DocumentRow.uid,
                VersionRow.number,
                TextRow.sha256,
                PageRow.number,
                PageRow.words,
                PageRow.starts,
                VersionRow.access,
                DocumentRow.withdrawn_at,
            )
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(
                DocumentRow.uid.in_(some),
                PageRow.number.in_({place.page for place in wanted if place.document in some}),
            )
        )
        for uid, version, sha256, page, words, starts, access, gone in rows:
            place = Place(document=uid, version=version, text_sha256=sha256, page=page)
            if place in wanted:
                found[place] = Standing(
                    words=words, starts=starts, access=Access(access), gone=gone is not None
                )
    return found


def _events(session: Session, window: Window, known: dict[int, CouncilSeen]) -> Iterator[Happening]:
    """The typed events of a window."""
    rows = session.execute(
        select(
            Change.seq,
            Publication,
            SourceRow,
            DocumentRow,
            VersionRow,
            MeetingRow,
            CommitteeRow,
            AgendaItemRow,
            Attachment,
        )
        .join(Publication, Publication.id == Change.publication_id)
        .join(SourceRow, SourceRow.id == Publication.source_id)
        .outerjoin(DocumentRow, DocumentRow.id == Publication.document_id)
        .outerjoin(VersionRow, VersionRow.id == Publication.version_id)
        .outerjoin(MeetingRow, MeetingRow.id == Publication.meeting_id)
        .outerjoin(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .outerjoin(
            AgendaItemRow,
            and_(
                AgendaItemRow.meeting_id == Publication.meeting_id, AgendaItemRow.ref == Publication.item_ref
            ),
        )
        .outerjoin(
            Attachment,
            and_(
                Attachment.meeting_id == Publication.meeting_id,
                Attachment.item_ref == Publication.item_ref,
                or_(
                    Attachment.document_id == Publication.document_id,
                    and_(Publication.document_id.is_(None), Attachment.title == Publication.after),
                ),
            ),
        )
        .where(_within(window), Change.what == "publication")
        .order_by(Change.seq)
    )
    for seq, event, source, document, version, meeting, committee, item, listed in rows:
        council = (document.council_id if document else None) or source.council_id
        yield Happening(
            seq=seq,
            key=event.key,
            type=EventType(event.type),
            origin=Origin(event.origin),
            first_seen_at=event.first_seen_at,
            council=known.get(council or 0),
            meeting=_meeting(meeting, committee, source, known) if meeting else None,
            item=_item(item) if item else None,
            document=_document(document) if document else None,
            version=_version(version) if version else _already_there(session, event, document),
            published=event.published,
            restriction=listed.restriction if listed else None,
            before=event.before,
            after=event.after,
        )


def _already_there(session: Session, event: Publication, document: DocumentRow | None) -> VersionSeen | None:
    """What was added or opened may be a paper that another meeting had before."""
    if document is None or event.type not in (EventType.DOCUMENT_ADDED, EventType.UNRESTRICTED):
        return None
    return version_of(session, document.uid)


def _versions(session: Session, window: Window, known: dict[int, CouncilSeen]) -> Iterator[Happening]:
    """The versions of a window that no event speaks of: documents that stand alone, and agendas that were changed."""
    told = select(Publication.id).where(
        Publication.document_id == DocumentRow.id, Publication.version_id == VersionRow.id
    )
    listed = select(Attachment.ref).where(Attachment.document_id == DocumentRow.id)
    alone = and_(DocumentRow.meeting_id.is_(None), ~listed.exists())
    changed_agenda = and_(DocumentRow.kind == DocumentKind.AGENDA, VersionRow.number > 1)
    rows = session.execute(
        select(Change.seq, DocumentRow, VersionRow, SourceRow, MeetingRow, CommitteeRow)
        .join(VersionRow, VersionRow.id == Change.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(MeetingRow, MeetingRow.id == DocumentRow.meeting_id)
        .outerjoin(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .where(_within(window), Change.what == "version", ~told.exists(), or_(alone, changed_agenda))
        .order_by(Change.seq)
    )
    for seq, document, version, source, meeting, committee in rows:
        yield Happening(
            seq=seq,
            key=str(version.number),
            type=None,
            origin=Origin(version.origin),
            first_seen_at=version.first_seen_at,
            council=known.get(document.council_id or 0),
            meeting=_meeting(meeting, committee, source, known) if meeting else None,
            document=_document(document),
            version=_version(version),
            published=version.published or (None if document.meeting_id else version.dated),
        )


def _day(edtf: str | None) -> date | None:
    """The day that a stated date means, if it means one."""
    try:
        stated = parse(edtf or "")
    except NotADate:
        return None
    return stated.first if stated.is_day else None


def _batches(values: Collection[_Value]) -> Iterator[set[_Value]]:
    """So many values as one statement takes, and again, in a fixed order."""
    ordered = sorted(values)
    for first in range(0, len(ordered), _AT_ONCE):
        yield set(ordered[first : first + _AT_ONCE])


def _within(window: Window) -> ColumnElement[bool]:
    return and_(Change.seq > window.after, Change.seq <= window.upto)


def _meetings() -> Select[MeetingRow, CommitteeRow, SourceRow]:
    return (
        select(MeetingRow, CommitteeRow, SourceRow)
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .join(SourceRow, SourceRow.id == MeetingRow.source_id)
    )


def _meeting(
    row: MeetingRow, committee: CommitteeRow, source: SourceRow, known: dict[int, CouncilSeen]
) -> MeetingSeen:
    starts = datetime.fromisoformat(row.starts_local)
    return MeetingSeen(
        id=row.id,
        uid=row.uid,
        ref=row.ref,
        committee_id=row.committee_id,
        committee=committee.title,
        council=known.get(source.council_id or 0),
        source=source.key,
        day=starts.date(),
        at=starts.time() if "T" in row.starts_local else None,
        place=row.place,
        cancelled=is_off(row),
        agenda_published=row.agenda_published,
    )


def _item(row: AgendaItemRow) -> ItemSeen:
    number = (row.number or "").rstrip(" .") or None
    return ItemSeen(ref=row.ref, number=number, title=row.title, restricted=row.restricted)


def _paper(row: Attachment) -> PaperSeen:
    return PaperSeen(
        item_ref=row.item_ref,
        title=row.title,
        restricted=row.restricted,
        restriction=row.restriction,
        published=row.published,
        first_seen_at=row.first_seen_at,
        document_id=row.document_id,
    )


def _document(row: DocumentRow) -> DocumentSeen:
    return DocumentSeen(
        id=row.id,
        uid=row.uid,
        ref=row.ref,
        kind=DocumentKind(row.kind),
        url=row.url,
        gone=row.withdrawn_at is not None,
    )


def _version(row: VersionRow) -> VersionSeen:
    return VersionSeen(
        id=row.id,
        number=row.number,
        title=row.title,
        authors=tuple(row.authors),
        first_seen_at=row.first_seen_at,
        origin=Origin(row.origin),
        access=Access(row.access),
    )


def _statement(row: FactRow, sha256: str, page_ends: int) -> Statement:
    starts, ends = row.starts or 0, row.ends or 0
    return Statement(
        uid=row.uid,
        type=FactType(row.type),
        version_id=row.version_id,
        text_sha256=sha256,
        page=row.page or 1,
        starts=starts,
        quote=row.quote[: min(ends, page_ends) - starts].rstrip(),
        modality=Modality(row.modality),
        speaker=row.speaker,
        fields=row.fields,
    )
