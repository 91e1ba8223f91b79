"""Passages: what stands in versions of documents, page by page and statement by statement, for many versions at a time.

Rows go in, frozen records come out, a statement or two however many are asked for. Nothing is written and no sentence
is made here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.document import Access, DocumentKind, Origin
from domain.fact import FactType, Modality
from domain.mention import JsonValue, MentionType
from domain.source import Licence
from domain.wall import Span
from storage.private import spans
from storage.schema import (
    DocumentRow,
    Entity,
    FactRow,
    JsonObject,
    Link,
    MeetingRow,
    MentionRow,
    PageRow,
    Reading,
    TextRow,
    VersionRow,
)

_Value = TypeVar("_Value", int, str)

# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 450
# Facts that hold, with the page that each stands on, its version and its document.
_STANDING = (
    select(FactRow, TextRow.sha256, PageRow, VersionRow, DocumentRow)
    .join(TextRow, TextRow.id == FactRow.text_id)
    .join(PageRow, and_(PageRow.text_id == FactRow.text_id, PageRow.number == FactRow.page))
    .join(VersionRow, VersionRow.id == FactRow.version_id)
    .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
    .where(FactRow.until_run.is_(None), TextRow.is_current)
)


@dataclass(frozen=True, kw_only=True)
class VersionSeen:
    """A version of a document."""

    id: int
    document_id: int
    number: int
    title: str
    authors: tuple[str, ...]
    first_seen_at: datetime
    origin: Origin
    access: Access
    licence: Licence


@dataclass(frozen=True, kw_only=True)
class DocumentSeen:
    """A document; `ref` is its source's own id, `gone` says that the source took it down.

    `meeting_id` stands where it is a meeting's own agenda, decisions or minutes.
    """

    id: int
    uid: str
    ref: str
    kind: DocumentKind
    url: str
    gone: bool
    meeting_id: int | None


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
class FigureSeen:
    """A figure of an official table: whose it is (council by internal id, else the area's name), where it stands and what stands there."""

    uid: str
    version_id: int
    council_id: int | None
    pointer: str
    quote: str
    fields: dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A statement with the page, version and document in which it stands."""

    statement: Statement
    page: PageSeen
    version: VersionSeen
    document: DocumentSeen


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An inspection report on a council in its newest version, with the judgements that it gives where they stand.

    `inspection` is what was read of the inspection: framework, first and last day.
    """

    council_id: int
    version: VersionSeen
    document: DocumentSeen
    inspection: JsonObject
    cells: tuple[Cited, ...]


@dataclass(frozen=True, kw_only=True)
class AgendaPage:
    """The page of an item in the newest version of its meeting's own agenda."""

    page: PageSeen
    version: VersionSeen
    document: DocumentSeen


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a quote stands: a document's public id, the number of its version, the sha256 of the text, the page."""

    document: str
    version: int
    text_sha256: str
    page: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands at a place now: the page's words (`None`: retention ended), where it starts in the text, who may see how much of it.

    `private` are spans of the text that name people in no public role.
    """

    words: str | None
    starts: int
    access: Access
    licence: Licence
    gone: bool
    private: tuple[Span, ...] = ()


def documents(session: Session, uids: Collection[str]) -> dict[str, DocumentSeen]:
    """The documents with these public ids."""
    return {
        row.uid: document_seen(row)
        for some in batches(uids)
        for row in session.scalars(select(DocumentRow).where(DocumentRow.uid.in_(some)))
    }


def newest(session: Session, documents: Collection[int]) -> dict[int, VersionSeen]:
    """The newest version of each of these documents, by document."""
    later = aliased(VersionRow)
    newer = select(later.id).where(
        later.document_id == VersionRow.document_id, later.number > VersionRow.number
    )
    return {
        row.document_id: version_seen(row)
        for some in batches(documents)
        for row in session.scalars(
            select(VersionRow).where(VersionRow.document_id.in_(some), ~newer.exists())
        )
    }


def numbered(session: Session, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], VersionSeen]:
    """These versions, by document and number; those that there are."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for document, number in wanted:
        numbers[document].add(number)
    found: dict[tuple[int, int], VersionSeen] = {}
    for some in batches(numbers):
        asked = set().union(*(numbers[document] for document in some))
        rows = session.scalars(
            select(VersionRow).where(VersionRow.document_id.in_(some), VersionRow.number.in_(asked))
        )
        found |= {(row.document_id, row.number): version_seen(row) for row in rows}
    return {key: version for key, version in found.items() if key[1] in numbers[key[0]]}


def pages(session: Session, versions: Collection[int]) -> dict[int, list[PageSeen]]:
    """The pages of the current texts of these versions, by version."""
    found: dict[int, list[PageSeen]] = defaultdict(list)
    for some in batches(versions):
        rows = session.execute(
            select(TextRow.version_id, TextRow.sha256, PageRow)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(TextRow.version_id.in_(some), TextRow.is_current)
            .order_by(TextRow.version_id, PageRow.number)
        )
        for version, sha256, row in rows:
            found[version].append(_page(row, sha256))
    return found


def statements(session: Session, versions: Collection[int]) -> dict[int, list[Statement]]:
    """What the current texts of these versions state, in reading order; a quote that runs over a page's end stops there."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for some in batches(versions):
        rows = session.execute(
            select(FactRow, TextRow.sha256, PageRow.ends)
            .join(TextRow, TextRow.id == FactRow.text_id)
            .join(PageRow, and_(PageRow.text_id == FactRow.text_id, PageRow.number == FactRow.page))
            .where(FactRow.version_id.in_(some), FactRow.until_run.is_(None), TextRow.is_current)
            .order_by(FactRow.version_id, FactRow.starts, FactRow.ends, FactRow.uid)
        )
        for row, sha256, ends in rows:
            found[row.version_id].append(_statement(row, sha256, ends))
    return found


def cited(session: Session, facts: Collection[str]) -> dict[str, Cited]:
    """Where each of these facts (public ids) stands; one whose text is not the current one any more is left out."""
    found = {}
    for some in batches(facts):
        for row, sha256, page, version, document in session.execute(_STANDING.where(FactRow.uid.in_(some))):
            found[row.uid] = _cited(row, sha256, page, version, document)
    return found


def _cited(row: FactRow, sha256: str, page: PageRow, version: VersionRow, document: DocumentRow) -> Cited:
    return Cited(
        statement=_statement(row, sha256, page.ends),
        page=_page(page, sha256),
        version=version_seen(version),
        document=document_seen(document),
    )


def judged(session: Session, councils: Collection[int]) -> dict[int, list[Judged]]:
    """The inspection reports on these councils that their source still publishes, by council, those inspected last first."""
    found: dict[int, list[Cited]] = defaultdict(list)
    about: dict[int, int] = {}
    later = aliased(VersionRow)
    newer = select(later.id).where(
        later.document_id == VersionRow.document_id, later.number > VersionRow.number
    )
    for some in batches(councils):
        rows = session.execute(
            _STANDING.where(
                DocumentRow.council_id.in_(some),
                DocumentRow.kind == DocumentKind.INSPECTION_REPORT,
                DocumentRow.withdrawn_at.is_(None),
                VersionRow.access == Access.OPEN,
                ~newer.exists(),
                FactRow.type == FactType.JUDGEMENT,
                FactRow.modality == Modality.ACTUAL,
                FactRow.official,
            ).order_by(FactRow.starts, FactRow.uid)
        )
        for row, sha256, page, version, document in rows:
            about[version.id] = document.council_id or 0
            found[version.id].append(_cited(row, sha256, page, version, document))
    read = inspections(session, found)
    by_council: dict[int, list[Judged]] = defaultdict(list)
    for number, cells in found.items():
        by_council[about[number]].append(
            Judged(
                council_id=about[number],
                version=cells[0].version,
                document=cells[0].document,
                inspection=read.get(number, {}),
                cells=tuple(cells),
            )
        )
    for reports in by_council.values():
        reports.sort(
            key=lambda each: (str(each.inspection.get("start") or ""), each.version.id), reverse=True
        )
    return by_council


def own_documents(
    session: Session, meetings: Collection[int], *kinds: DocumentKind
) -> dict[tuple[int, DocumentKind], tuple[DocumentSeen, VersionSeen]]:
    """The meetings' own documents of these kinds in their newest versions, by meeting and kind."""
    later = aliased(VersionRow)
    newer = select(later.id).where(
        later.document_id == VersionRow.document_id, later.number > VersionRow.number
    )
    found = {}
    for some in batches(meetings):
        rows = session.execute(
            select(DocumentRow, VersionRow)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(DocumentRow.meeting_id.in_(some), DocumentRow.kind.in_(kinds), ~newer.exists())
        )
        for document, version in rows:
            own = document_seen(document)
            found[own.meeting_id or 0, own.kind] = (own, version_seen(version))
    return found


def agenda_pages(session: Session, meetings: Collection[str]) -> dict[tuple[str, str], AgendaPage]:
    """The pages of the agendas of these meetings (public ids), by meeting and item number."""
    uids: dict[int, str] = {}
    for some in batches(meetings):
        rows = session.execute(select(MeetingRow.id, MeetingRow.uid).where(MeetingRow.uid.in_(some)))
        uids |= dict(rows.all())
    own = own_documents(session, uids, DocumentKind.AGENDA)
    of_versions = pages(session, {version.id for _, version in own.values()})
    return {
        (uids[meeting], (page.item or "").rstrip(" .")): AgendaPage(
            page=page, version=version, document=document
        )
        for (meeting, _), (document, version) in own.items()
        for page in of_versions[version.id]
    }


def councils_named(session: Session, versions: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Where the current texts of these versions name councils: (place in the text, council by internal id), by version."""
    places: dict[str, tuple[int, int]] = {}
    for some in batches(versions):
        for version, sha256, starts, ends in session.execute(
            select(TextRow.version_id, TextRow.sha256, MentionRow.starts, MentionRow.ends)
            .join(MentionRow, MentionRow.text_id == TextRow.id)
            .where(
                TextRow.version_id.in_(some),
                TextRow.is_current,
                MentionRow.type == MentionType.COUNCIL,
                MentionRow.until_run.is_(None),
            )
        ):
            places[f"{sha256}:{starts}:{ends}:{MentionType.COUNCIL}"] = (version, starts)
    meant: dict[str, int | None] = {}
    for keys in batches(places):
        rows = session.execute(
            select(Link.mention_key, Entity.council_id)
            .outerjoin(Entity, Entity.id == Link.entity_id)
            .where(Link.mention_key.in_(keys))
            .order_by(Link.id)
        )
        meant |= dict(rows.all())  # the newest answer stands
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, council in meant.items():
        if council:
            version, starts = places[key]
            found[version].append((starts, council))
    return found


def figures(session: Session, versions: Collection[int]) -> dict[int, list[FigureSeen]]:
    """The figures that the tables of these versions give, by version, in the order in which they were read."""
    found: dict[int, list[FigureSeen]] = defaultdict(list)
    for some in batches(versions):
        rows = session.execute(
            select(FactRow, Entity.council_id)
            .outerjoin(Entity, Entity.id == FactRow.about)
            .where(
                FactRow.version_id.in_(some),
                FactRow.type == FactType.STATISTIC,
                FactRow.pointer.is_not(None),
                FactRow.until_run.is_(None),
            )
            .order_by(FactRow.id)
        )
        for row, council in rows:
            found[row.version_id].append(
                FigureSeen(
                    uid=row.uid,
                    version_id=row.version_id,
                    council_id=council,
                    pointer=row.pointer or "",
                    quote=row.quote,
                    fields=row.fields,
                )
            )
    return found


def printed(session: Session, facts: Collection[str]) -> dict[str, str]:
    """What stands in the tables at the places of these facts (public ids), where they may be shown."""
    return {
        uid: words
        for some in batches(facts)
        for uid, words in session.execute(
            select(FactRow.uid, FactRow.quote)
            .join(VersionRow, VersionRow.id == FactRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .where(
                FactRow.uid.in_(some),
                FactRow.pointer.is_not(None),
                FactRow.until_run.is_(None),
                VersionRow.access == Access.OPEN,
                DocumentRow.withdrawn_at.is_(None),
            )
        )
    }


def still_stated(session: Session, facts: Collection[str]) -> set[str]:
    """Those of these facts that are still found where they were found."""
    return {
        uid
        for some in batches(facts)
        for uid in session.scalars(
            select(FactRow.uid).where(FactRow.uid.in_(some), FactRow.until_run.is_(None))
        )
    }


def inspections(session: Session, versions: Collection[int]) -> dict[int, JsonObject]:
    """What the newest reading of each version says of the inspection that it reports."""
    found: dict[int, JsonObject] = {}
    for some in batches(versions):
        rows = session.execute(
            select(TextRow.version_id, Reading.inspection)
            .join(TextRow, TextRow.id == Reading.text_id)
            .where(TextRow.version_id.in_(some), TextRow.is_current)
            .order_by(Reading.id)
        )
        found |= {version: inspection or {} for version, inspection in rows}
    return found


def public_people(session: Session, words: Collection[str]) -> dict[str, str]:
    """The names of the people in a public role whom these words (a permanent id or the whole name) mean; nobody else's."""
    found: dict[str, str] = {}
    for some in batches(words):
        rows = session.execute(
            select(Entity.uid, Entity.name)
            .where(Entity.kind == "person", Entity.public, or_(Entity.uid.in_(some), Entity.name.in_(some)))
            .order_by(Entity.id.desc())
        )
        for uid, name in rows:
            found[uid] = found[name] = name
    return found


def approved_minutes(session: Session, meetings: Collection[int]) -> set[int]:
    """Those of these meetings whose minutes a later meeting of the committee is on record as approving."""
    held, approving = aliased(MeetingRow), aliased(MeetingRow)
    held_on, approved_on = (func.substr(each.starts_local, 1, 10) for each in (held, approving))
    found: set[int] = set()
    for some in batches(meetings):
        found |= set(
            session.scalars(
                select(held.id)
                .join(approving, approving.committee_id == held.committee_id)
                .join(DocumentRow, DocumentRow.meeting_id == approving.id)
                .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                .join(FactRow, FactRow.version_id == VersionRow.id)
                .where(
                    held.id.in_(some),
                    approved_on > held_on,
                    FactRow.type == FactType.RESOLUTION,
                    FactRow.modality == Modality.ACTUAL,
                    FactRow.until_run.is_(None),
                    FactRow.fields["outcome"].as_string() == "approved",
                    FactRow.fields["minutes_of"].as_string() == held_on,
                )
            )
        )
    return found


def standing(session: Session, places: Iterable[Place]) -> dict[Place, Standing]:
    """What stands at each of these places now; a place that is not there is left out."""
    wanted = set(places)
    found: dict[Place, Standing] = {}
    private = spans(session, {place.text_sha256 for place in wanted})
    for some in batches({place.document for place in wanted}):
        rows = session.execute(
            select(
                DocumentRow.uid,
                VersionRow.number,
                TextRow.sha256,
                PageRow.number,
                PageRow.words,
                PageRow.starts,
                VersionRow.access,
                VersionRow.licence,
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
        for uid, version, sha256, page, words, starts, access, licence, gone in rows:
            place = Place(document=uid, version=version, text_sha256=sha256, page=page)
            if place in wanted:
                found[place] = Standing(
                    words=words,
                    starts=starts,
                    access=Access(access),
                    licence=Licence(licence),
                    gone=gone is not None,
                    private=private.get(sha256, ()),
                )
    return found


def batches(values: Iterable[_Value]) -> Iterator[set[_Value]]:
    """So many values as one statement takes, and again, in a fixed order."""
    ordered = sorted(set(values))
    for first in range(0, len(ordered), _AT_ONCE):
        yield set(ordered[first : first + _AT_ONCE])


def document_seen(row: DocumentRow) -> DocumentSeen:
    """A document's row as a record."""
    return DocumentSeen(
        id=row.id,
        uid=row.uid,
        ref=row.ref,
        kind=DocumentKind(row.kind),
        url=row.url,
        gone=row.withdrawn_at is not None,
        meeting_id=row.meeting_id,
    )


def version_seen(row: VersionRow) -> VersionSeen:
    """A version's row as a record."""
    return VersionSeen(
        id=row.id,
        document_id=row.document_id,
        number=row.number,
        title=row.title,
        authors=tuple(row.authors),
        first_seen_at=row.first_seen_at,
        origin=Origin(row.origin),
        access=Access(row.access),
        licence=Licence(row.licence),
    )


def _page(row: PageRow, sha256: str) -> PageSeen:
    return PageSeen(text_sha256=sha256, number=row.number, starts=row.starts, item=row.item, words=row.words)


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
