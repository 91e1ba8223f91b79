"""Developments: what happened within a window of changes, as the archive tells it, and what stands around it.

Rows go in, frozen records come out, ready to be told: events with their meeting, item and document, versions that no
event speaks of, meetings to come. No sentence is made here and nothing is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.actions import Due
from domain.document import DocumentKind, EventType, Origin
from domain.fact import FactType
from domain.provider import ProviderKind
from domain.source import Channel
from domain.uid import LENGTH as UID_LENGTH
from storage.calendars import is_off
from storage.diary import day_of
from storage.editions import EditionName, Window, named
from storage.passages import DocumentSeen, VersionSeen, batches, document_seen, newest, version_seen
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
    Enclosure,
    Entity,
    Expectation,
    FactRow,
    IssueRow,
    JsonObject,
    ListedReportRow,
    MeetingRow,
    ProviderRow,
    Publication,
    RegisterEntry,
    SourceRow,
    Subscription,
    Succession,
    VersionRow,
)

_OF_DOCUMENT = "document/"  # how the keys of items about a document begin

# So many pages are asked for at once when they were looked at.
_LOOKS_AT_ONCE = 400

# Documents of which events and actions tell: registered decisions, plans, issues.
_ISSUE = "issue:"
_OF_BUSINESS = ("decision:", "plan:", _ISSUE)

# Sources of which each version is told, with what an event says of it: their documents stand alone.
_ALONE = (Channel.OFSTED, Channel.GOVUK, Channel.STATISTICS, Channel.NEWS)


@dataclass(frozen=True, kw_only=True)
class CouncilSeen:
    """A council: its slug, short name, and the slugs whose followers it concerns: its own and those it succeeded.

    `ends` is its last day, if one is known; `successors` are the slugs of those who come after it.
    """

    id: int
    slug: str
    name: str
    concerns: tuple[str, ...]
    ends: date | None
    successors: tuple[str, ...]

    def has_ended(self, day: date) -> bool:
        """Whether it is no more on a day."""
        return self.ends is not None and self.ends < day


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
    """An item of an agenda; `number` as printed, `issue` the source's own id of what it is about.

    `to_follow` says that the agenda promised its paper for later.
    """

    ref: str
    number: str | None
    title: str
    restricted: bool
    restriction: str | None
    issue: str | None
    to_follow: bool


@dataclass(frozen=True, kw_only=True)
class PaperSeen:
    """A document as it is listed under an item of a meeting (item `''`: under the meeting), restricted ones too; `published` is EDTF."""

    item_ref: str
    title: str
    restricted: bool
    restriction: str | None
    published: str | None
    first_seen_at: datetime
    document_id: int | None


@dataclass(frozen=True, kw_only=True)
class EntrySeen:
    """What a decision register says of a decision: who took it and when, and whether members may still call it in."""

    maker: str | None
    status: str | None
    is_key: bool | None
    is_subject_to_call_in: bool | None
    decided: date | None
    effective: date | None
    meeting_ref: str | None
    restriction: str | None


@dataclass(frozen=True, kw_only=True)
class IssueSeen:
    """What a council says of an issue: who is to decide it, by when (EDTF), under which procedure, whether it is key."""

    maker: str | None
    due: str | None
    procedure: str | None
    is_key: bool | None


@dataclass(frozen=True, kw_only=True)
class DueSeen:
    """Something that a document makes due: what, by when (EDTF), and the rule that says so."""

    what: str
    due: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened, under the number of its change.

    `type` is the event; `None` for a version of a document that no event speaks of. `key` knows it for good. `published`
    is the day that the source prints for it (EDTF); `before` and `after` are the words that the event concerns. `entry`
    stands where the document is a registered decision, `issue` where it is an issue. `listed_as` is what kind of publication its source lists it as
    (`domain.provider.ReportKind`), `replaces` the document in whose place it was put under a new id.
    """

    seq: int
    key: str
    type: EventType | None
    origin: Origin
    first_seen_at: datetime
    source_id: int
    channel: Channel
    council: CouncilSeen | None
    meeting: MeetingSeen | None = None
    item: ItemSeen | None = None
    document: DocumentSeen | None = None
    version: VersionSeen | None = None
    entry: EntrySeen | None = None
    published: str | None = None
    restriction: str | None = None
    before: str | None = None
    after: str | None = None
    issue: IssueSeen | None = None
    listed_as: str | None = None
    replaces: DocumentSeen | None = None

    @property
    def published_day(self) -> date | None:
        """The day that the source prints, where it prints a day."""
        return day_of(self.published)


@dataclass(frozen=True, kw_only=True)
class ToldBefore:
    """An item of an earlier edition, under the key that it has there; `content` is `None` where it was withdrawn.

    `document` is the public id of the document that it was about, empty where it was about something else.
    """

    document: str
    edition: str
    item: str
    content: JsonObject | None


def happenings(session: Session, window: Window) -> tuple[Happening, ...]:
    """What happened within a window and is news: what was watched for, and what an operator added; in order of change."""
    known = councils(session)
    found = [*_events(session, window, known), *_versions(session, window, known)]
    news = [each for each in found if each.origin in (Origin.WATCH, Origin.ADDED)]
    once = {each.seq: each for each in news}  # two closed papers of one title are two rows of one event
    return tuple(once[seq] for seq in sorted(once))


def told_until(session: Session, name: EditionName, window: Window) -> datetime | None:
    """The moment up to which the edition before this one told; where there is none, when its window begins (`None`: with the archive)."""
    editions = session.execute(
        select(Edition.id, Edition.frozen_at).where(
            Edition.cadence == name.cadence, Edition.to_seq <= window.after, Edition.id != name.id
        )
    )
    frozen = [at for edition, at in editions if named(edition).weekday == name.weekday]
    return max(frozen, default=None) or session.scalar(select(Change.at).where(Change.seq == window.after))


def told_before(session: Session, window: Window, *, edition: str) -> list[ToldBefore]:
    """What earlier editions than this one said that may not hold any more.

    That is what they said of documents whose versions, access or facts changed within a window, and what was withdrawn
    of anything else: of that nobody knows any more which document it quoted.
    """
    changed = (
        select(DocumentRow.uid)
        .join(Change, Change.document_id == DocumentRow.id)
        .where(_within(window), Change.what.in_(("version", "access", "facts")))
    )
    uid = func.substr(EditionItem.item, len(_OF_DOCUMENT) + 1, UID_LENGTH)
    of_document = EditionItem.item.startswith(_OF_DOCUMENT)
    rows = session.execute(
        select(uid, EditionItem, of_document)
        .join(Edition, Edition.id == EditionItem.edition_id)
        .where(
            EditionItem.edition_id != edition,
            or_(and_(of_document, uid.in_(changed)), and_(~of_document, EditionItem.content.is_(None))),
        )
        .order_by(Edition.frozen_at, EditionItem.edition_id, EditionItem.rank)
    )
    return [
        ToldBefore(
            document=document if about_it else "",
            edition=row.edition_id,
            item=row.item,
            content=row.content,
        )
        for document, row, about_it in rows
    ]


def councils(session: Session) -> dict[int, CouncilSeen]:
    """All councils, by internal id."""
    rows = {row.id: row for row in session.scalars(select(CouncilRow))}
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for old, new in session.execute(select(Succession.council_id, Succession.successor_id)):
        before[new].append(old)
        after[old].append(new)
    return {
        number: CouncilSeen(
            id=number,
            slug=row.slug,
            name=row.short_name,
            concerns=(row.slug, *sorted(rows[old].slug for old in _all_before(number, before))),
            ends=date.fromisoformat(row.valid_to) if row.valid_to else None,
            successors=tuple(sorted(rows[new].slug for new in after[number])),
        )
        for number, row in rows.items()
    }


def _all_before(council: int, before: dict[int, list[int]]) -> set[int]:
    """The councils that one came after, and those before them."""
    found: set[int] = set()
    left = list(before[council])
    while left:
        found.add(left.pop())
        left += [old for number in tuple(found) for old in before[number] if old not in found]
    return found


def followed(session: Session) -> set[str]:
    """What anybody follows: `council:lancashire`, `england`."""
    return set(session.scalars(select(Subscription.target).where(Subscription.ended_at.is_(None))))


def with_business(session: Session, window: Window, *, since: date, today: date) -> set[str]:
    """The councils (slugs) that planned or promised something of which there may be news.

    Those of whose papers, or of whose successors' papers, something changed in a window, and those where something fell
    due between two days.
    """
    known = councils(session)
    by_slug = {each.slug: each for each in known.values()}
    due = _business(session)
    fallen = {
        number
        for number, dates in due.items()
        if any(_falls_due(edtf, first, since=since, today=today) for edtf, first in dates)
    }
    changed = {
        by_slug[slug].id
        for number in _changed(session, window)
        if number in known
        for slug in known[number].concerns
    }
    return {known[number].slug for number in due.keys() & (fallen | changed)}


def _business(session: Session) -> dict[int, set[tuple[str, str | None]]]:
    """When what councils planned or promised is due, as stated, and the first round of recurrences; by council."""
    stated = FactRow.fields["due"].as_string()
    planned = and_(FactRow.type == FactType.ACTION, FactRow.fields["plan"].as_string().is_not(None))
    rows = session.execute(
        select(Entity.council_id, stated, FactRow.fields["first"].as_string())
        .join(Entity, Entity.id == FactRow.about)
        .where(
            Entity.kind == "council",
            FactRow.until_run.is_(None),
            or_(planned, FactRow.type == FactType.COMMITMENT),
        )
        .distinct()
    )
    found: dict[int, set[tuple[str, str | None]]] = defaultdict(set)
    for council, due, first in rows:
        found[council].add((due or "", first))
    return found


def _falls_due(edtf: str, first: str | None, *, since: date, today: date) -> bool:
    """Whether the time for something may have run out between two days."""
    due = Due(edtf=edtf, first_round=first)
    span = (due.at(today, since=since) if due.is_recurrence else due).span
    return span is not None and span[0] <= today and span[1] >= since - timedelta(days=1)


def _changed(session: Session, window: Window) -> set[int]:
    """The councils of whose sources something changed in a window."""
    by_document = (
        select(SourceRow.council_id)
        .join(DocumentRow, DocumentRow.source_id == SourceRow.id)
        .join(Change, Change.document_id == DocumentRow.id)
        .where(_within(window))
    )
    by_event = (
        select(SourceRow.council_id)
        .join(Publication, Publication.source_id == SourceRow.id)
        .join(Change, Change.publication_id == Publication.id)
        .where(_within(window))
    )
    return {number for number in session.scalars(by_document.union(by_event)) if number}


def owing(session: Session) -> set[str]:
    """The councils (slugs) of which anything was noted as due."""
    return set(
        session.scalars(
            select(CouncilRow.slug).join(Expectation, Expectation.council_id == CouncilRow.id).distinct()
        )
    )


def made_due(session: Session, versions: Collection[int]) -> dict[int, list[DueSeen]]:
    """What was noted as due because of these versions and is still to come, by version, the first first."""
    found: dict[int, list[DueSeen]] = defaultdict(list)
    for some in batches(versions):
        for row in session.scalars(
            select(Expectation)
            .where(
                Expectation.version_id.in_(some),
                Expectation.met_by.is_(None),
                Expectation.dropped_at.is_(None),
            )
            .order_by(Expectation.due_to, Expectation.key)
        ):
            found[row.version_id or 0].append(DueSeen(what=row.what, due=row.due, because=row.because))
    return found


def made_due_by_documents(session: Session) -> frozenset[str]:
    """The keys of what was noted as due because of a document."""
    return frozenset(session.scalars(select(Expectation.key).where(Expectation.version_id.is_not(None))))


def within_sight(session: Session) -> dict[int, bool]:
    """The councils (internal ids) that this archive looks at: by a source of their own, or because Ofsted lists them.

    With each whether its committee papers can be looked at.
    """
    listed = select(ProviderRow.council_id).where(
        ProviderRow.council_id.is_not(None), ProviderRow.kind == ProviderKind.CHILDRENS_SERVICES
    )
    found = dict.fromkeys(filter(None, session.scalars(listed)), False)
    rows = session.execute(
        select(SourceRow.council_id, SourceRow.base_url, SourceRow.channel).where(
            SourceRow.council_id.is_not(None), SourceRow.enabled
        )
    )
    for number, address, channel in rows:
        if number:
            is_read = bool(address) and channel == Channel.COMMITTEE
            found[number] = found.get(number, False) or is_read
    return found


def gaps(session: Session) -> dict[str, str]:
    """What is still missing of the sources that cannot be looked at, by their keys; their notes begin with it."""
    rows = session.execute(
        select(SourceRow.key, SourceRow.note).where(SourceRow.base_url == "", SourceRow.note.is_not(None))
    )
    return {key: (note or "").partition(". ")[0] for key, note in rows}


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


def meetings_of(session: Session, committees: Collection[int], *, since: date) -> list[MeetingSeen]:
    """The meetings of these committees after a day, in order."""
    known = councils(session)
    return [
        _meeting(row, committee, source, known)
        for some in batches(committees)
        for row, committee, source in session.execute(
            _meetings()
            .where(
                MeetingRow.committee_id.in_(some),
                MeetingRow.starts_local >= (since + timedelta(days=1)).isoformat(),
            )
            .order_by(MeetingRow.starts_local, MeetingRow.uid)
        )
    ]


def carrying(session: Session, documents: Collection[int]) -> dict[int, MeetingSeen]:
    """The first meeting under which each of these documents is listed, by document."""
    known = councils(session) if documents else {}
    found: dict[int, MeetingSeen] = {}
    for some in batches(documents):
        rows = session.execute(
            _meetings()
            .add_columns(Attachment.document_id)
            .join(Attachment, Attachment.meeting_id == MeetingRow.id)
            .where(Attachment.document_id.in_(some), Attachment.listed)
            .order_by(MeetingRow.starts_local.desc(), MeetingRow.uid)
        )
        for row, committee, source, document in rows:
            found[document] = _meeting(row, committee, source, known)
    return found


def agendas_seen(session: Session, meetings: Collection[int]) -> dict[int, AgendaSeen]:
    """When the agenda of each of these meetings came out."""
    return {
        row.meeting_id: AgendaSeen(first_seen_at=row.first_seen_at, published=day_of(row.published))
        for some in batches(meetings)
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
    for some in batches(meetings):
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
    for some in batches(meetings):
        for row in session.scalars(
            select(Attachment)
            .where(Attachment.meeting_id.in_(some), Attachment.listed)
            .order_by(Attachment.meeting_id, Attachment.item_ref, Attachment.ref)
        ):
            found[row.meeting_id].append(_paper(row))
    return found


def looks(session: Session, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[datetime]]:
    """When each of these was seen well at its source (`committee/lancashire`, `meeting:9101`), in order."""
    found: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    ordered = sorted(set(wanted))  # a source's keys side by side, so that a statement names few sources
    for first in range(0, len(ordered), _LOOKS_AT_ONCE):
        some = set(ordered[first : first + _LOOKS_AT_ONCE])
        for source, key, at in session.execute(
            select(SourceRow.key, Capture.watch_key, Capture.asked_at)
            .join(SourceRow, SourceRow.id == Capture.source_id)
            .where(
                SourceRow.key.in_({source for source, _ in some}),
                Capture.watch_key.in_({key for _, key in some}),
                or_(and_(Capture.status == 200, Capture.sha256.is_not(None)), Capture.status == 304),
                Capture.error.is_(None),
            )
            .order_by(Capture.asked_at)
        ):
            if (source, key) in some:
                found[source, key].append(at)
    return found


def looked_at(session: Session, source: str, key: str, *, before: datetime) -> datetime | None:
    """When something was last seen well at a source before a moment."""
    moments = looks(session, [(source, key)])[source, key]
    return max((at for at in moments if at < before), default=None)


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
            RegisterEntry,
            ListedReportRow.what,
        )
        .join(Publication, Publication.id == Change.publication_id)
        .join(SourceRow, SourceRow.id == Publication.source_id)
        .outerjoin(DocumentRow, DocumentRow.id == Publication.document_id)
        .outerjoin(VersionRow, VersionRow.id == Publication.version_id)
        .outerjoin(MeetingRow, MeetingRow.id == Publication.meeting_id)
        .outerjoin(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .outerjoin(RegisterEntry, RegisterEntry.document_id == Publication.document_id)
        .outerjoin(ListedReportRow, ListedReportRow.document_id == Publication.document_id)
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
        .where(_within(window), Change.what == "publication", ~_is_told_elsewhere())
        .order_by(Change.seq)
    ).all()
    there = _already_there(session, [(row[1], row[3]) for row in rows])
    issues = _issues(session, [(row[1], row[3]) for row in rows])
    for seq, event, source, document, version, meeting, committee, item, listed, entry, what in rows:
        council = (document.council_id if document else None) or source.council_id
        if event.type == EventType.ISSUE_PUBLISHED and event.id not in issues:
            continue
        yield Happening(
            seq=seq,
            key=event.key,
            type=EventType(event.type),
            origin=Origin(event.origin),
            first_seen_at=event.first_seen_at,
            source_id=source.id,
            channel=Channel(source.channel),
            council=known.get(council or 0),
            meeting=_meeting(meeting, committee, source, known) if meeting else None,
            item=_item(item) if item else None,
            document=document_seen(document) if document else None,
            version=version_seen(version) if version else there.get(event.id),
            entry=_entry(entry) if entry else None,
            issue=issues.get(event.id),
            published=event.published,
            restriction=listed.restriction if listed else None,
            before=event.before,
            after=event.after,
            listed_as=what,
        )


def _is_told_elsewhere() -> ColumnElement[bool]:
    """What events say that is told otherwise.

    What is closed when its agenda comes out belongs to the agenda; documents that stand alone are told as the versions
    that they are. A file in whose place another was put is not told as gone.
    """
    agenda, other = aliased(Publication), aliased(Publication)
    standing_alone = (Publication.meeting_id.is_(None), SourceRow.channel.in_(_ALONE))
    with_agenda = select(agenda.id).where(
        agenda.meeting_id == Publication.meeting_id,
        agenda.type == EventType.AGENDA_PUBLISHED,
        agenda.first_seen_at == Publication.first_seen_at,
    )
    put_in_place = select(other.id).where(other.replaces_id == Publication.document_id)
    return or_(
        and_(Publication.type == EventType.RESTRICTED, with_agenda.exists()),
        and_(*standing_alone, Publication.type != EventType.DOCUMENT_WITHDRAWN),
        and_(*standing_alone, put_in_place.exists()),
    )


def _issues(
    session: Session, events: Collection[tuple[Publication, DocumentRow | None]]
) -> dict[int, IssueSeen]:
    """The issues that were published, by event; those that a plan lists are told with their plan."""
    refs = {
        event.id: (event.source_id, document.ref.removeprefix(_ISSUE))
        for event, document in events
        if document and event.type == EventType.ISSUE_PUBLISHED
    }
    planned: set[tuple[int, str | None]] = set()
    found: dict[tuple[int, str], IssueSeen] = {}
    for some in batches({ref for _, ref in refs.values()}):
        issue = FactRow.fields["issue"].as_string()
        planned |= {
            (source, ref)
            for source, ref in session.execute(
                select(DocumentRow.source_id, issue)
                .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                .join(FactRow, FactRow.version_id == VersionRow.id)
                .where(FactRow.type == FactType.ACTION, FactRow.until_run.is_(None), issue.in_(some))
            )
        }
        for row in session.scalars(select(IssueRow).where(IssueRow.ref.in_(some))):
            found[row.source_id, row.ref] = IssueSeen(
                maker=row.maker, due=row.due, procedure=row.procedure, is_key=row.is_key
            )
    return {event: found[place] for event, place in refs.items() if place in found and place not in planned}


def _already_there(
    session: Session, events: Collection[tuple[Publication, DocumentRow | None]]
) -> dict[int, VersionSeen]:
    """What was added or opened may be a paper that another meeting had before: its newest version, by event."""
    without = {
        event.id: document.id
        for event, document in events
        if document
        and event.version_id is None
        and event.type in (EventType.DOCUMENT_ADDED, EventType.UNRESTRICTED)
    }
    versions = newest(session, set(without.values()))
    return {event: versions[document] for event, document in without.items() if document in versions}


def _versions(session: Session, window: Window, known: dict[int, CouncilSeen]) -> Iterator[Happening]:
    """The versions of a window that no event speaks of: documents that stand alone, and agendas that were changed.

    Registered decisions, plans, issues and the papers of decisions are none of them: they are told as what they mean.
    """
    told = select(Publication.id).where(
        Publication.document_id == DocumentRow.id, Publication.version_id == VersionRow.id
    )
    listed = select(Attachment.ref).where(Attachment.document_id == DocumentRow.id)
    enclosed = select(Enclosure.ref).where(Enclosure.document_id == DocumentRow.id)
    of_business = or_(*(DocumentRow.ref.startswith(what) for what in _OF_BUSINESS))
    apart = SourceRow.channel.in_(_ALONE)
    alone = and_(DocumentRow.meeting_id.is_(None), ~listed.exists(), ~enclosed.exists(), ~of_business)
    changed_agenda = and_(DocumentRow.kind == DocumentKind.AGENDA, VersionRow.number > 1)
    rows = session.execute(
        select(Change.seq, DocumentRow, VersionRow, SourceRow, MeetingRow, CommitteeRow, ListedReportRow.what)
        .join(VersionRow, VersionRow.id == Change.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(MeetingRow, MeetingRow.id == DocumentRow.meeting_id)
        .outerjoin(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .outerjoin(ListedReportRow, ListedReportRow.document_id == DocumentRow.id)
        .where(
            _within(window),
            Change.what == "version",
            or_(apart, ~told.exists()),
            or_(alone, changed_agenda),
        )
        .order_by(Change.seq)
    ).all()
    said = _said_of(session, [document.id for _, document, _, source, *_ in rows if _stands_alone(source)])
    replaced = {each.replaces_id for events in said.values() for each in events if each.replaces_id}
    documents = _documents(session, replaced)
    for seq, document, version, source, meeting, committee, what in rows:
        event = _event_of(version, said.get(document.id, []))
        is_first = version.number == 1
        yield Happening(
            seq=seq,
            key=str(version.number),
            type=None,
            origin=Origin(event.origin if event and is_first else version.origin),
            first_seen_at=version.first_seen_at,
            source_id=source.id,
            channel=Channel(source.channel),
            council=known.get(document.council_id or 0),
            meeting=_meeting(meeting, committee, source, known) if meeting else None,
            document=document_seen(document),
            version=version_seen(version),
            published=(event.published if event else None)
            or version.published
            or (None if document.meeting_id else version.dated),
            after=event.after if event and not is_first else None,
            listed_as=what,
            replaces=documents.get(event.replaces_id or 0) if event else None,
        )


def _said_of(session: Session, documents: Collection[int]) -> dict[int, list[Publication]]:
    """The events by which a source said that it published or replaced each of these documents, in order."""
    found: dict[int, list[Publication]] = defaultdict(list)
    for some in batches(documents):
        for row in session.scalars(
            select(Publication)
            .where(
                Publication.document_id.in_(some),
                Publication.type.in_((EventType.DOCUMENT_ADDED, EventType.DOCUMENT_REPLACED)),
            )
            .order_by(Publication.id)
        ):
            found[row.document_id or 0].append(row)
    return found


def _event_of(version: VersionRow, said: Sequence[Publication]) -> Publication | None:
    """The event that speaks of a version: by its number; else, of the first version, the first."""
    named = next((each for each in said if each.version_id == version.id), None)
    first = said[0] if said and version.number == 1 and said[0].version_id is None else None
    return named or first


def _documents(session: Session, numbers: Collection[int]) -> dict[int, DocumentSeen]:
    return {
        row.id: document_seen(row)
        for some in batches(numbers)
        for row in session.scalars(select(DocumentRow).where(DocumentRow.id.in_(some)))
    }


def _stands_alone(source: SourceRow) -> bool:
    return Channel(source.channel) in _ALONE


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
    return ItemSeen(
        ref=row.ref,
        number=number,
        title=row.title,
        restricted=row.restricted,
        restriction=row.restriction,
        issue=row.issue_ref,
        to_follow=row.to_follow,
    )


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


def _entry(row: RegisterEntry) -> EntrySeen:
    return EntrySeen(
        maker=row.maker,
        status=row.status,
        is_key=row.is_key,
        is_subject_to_call_in=row.is_subject_to_call_in,
        decided=row.decided,
        effective=row.effective,
        meeting_ref=row.meeting_ref,
        restriction=row.restriction,
    )
