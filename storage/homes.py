"""Children's homes of the councils that are watched: who they are, and how official tables say that they were judged.

A table is kept as a document without words: it is figures and names by the thousand, and addresses that nobody is to find.
What it says of a home stands as facts, each with its place in the table. Of homes elsewhere nothing is kept.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin
from domain.evidence import Pointer
from domain.fact import Fact, FactType
from domain.instants import london_date
from domain.provider import HomeTable, ListedHome, ListedTable, ProviderKind, TableLeads, council_of
from domain.source import Channel
from domain.uid import public_id
from storage import tables, watching
from storage.answer import Answer
from storage.documents import Event, NewVersion, add_version, ensure_document, file_name
from storage.schema import (
    Capture,
    CouncilRow,
    DocumentRow,
    Entity,
    ProviderRow,
    Publication,
    SourceRow,
    VersionRow,
)
from storage.sources import councils
from storage.writing import Row, upsert

RULE = "homes.table@1"
_RELEASE = "release:"
# The Social Care Common Inspection Framework is that of inspections from this day on; homes had one of their own before.
_SCCIF = date(2017, 4, 1)


def keep_leads(answer: Answer, leads: TableLeads) -> Sequence[Row]:
    """Have new releases looked at and new tables fetched. Returns changes to be noted."""
    session, place, now = answer.session, answer.place, answer.now
    watching.add(
        session,
        source=place.id,
        looks={f"{_RELEASE}{path}": (None, now) for path in leads.releases},
        reason="a release of the collection",
    )
    watching.add(
        session,
        source=place.id,
        looks={f"document:{table.ref}": (table.url, now) for table in leads.tables},
        reason="a table of a release",
    )
    watching.looked_at(
        session,
        source=place.id,
        key=answer.key,
        now=now,
        again_at=looking.at_question(answer.key, now=now),
    )
    return answer.note([_listed(answer, table) for table in leads.tables])


def keep_homes(answer: Answer, table: HomeTable) -> Sequence[Row]:
    """Keep a table of providers, who the homes in it are, and how they were judged. Returns changes to be noted."""
    session, place = answer.session, answer.place
    document = session.scalars(
        select(DocumentRow).where(DocumentRow.source_id == place.id, DocumentRow.ref == answer.ref)
    ).one()
    listed = session.scalars(
        select(Publication).where(
            Publication.document_id == document.id, Publication.type == EventType.DOCUMENT_ADDED
        )
    ).first()
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=answer.capture.sha256 or "",
            title=(listed.after if listed else None) or table.title or file_name(document.url),
            origin=Origin(listed.origin) if listed else answer.origin,
            text=None,
            sha256=answer.capture.sha256,
            published=listed.published if listed else None,
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    watching.looked_at(session, source=place.id, key=answer.key, now=answer.now)
    if version is None:
        return ()
    is_newest = _date(answer, version, table.as_of)
    ours = _ours(session, table.homes)
    _keep_providers(answer, ours, is_newest=is_newest)
    if listed:
        listed.version_id = version.id
    tables.keep_facts(
        session,
        version.id,
        (fact for home, _ in ours for fact in _facts(home)),
        run=answer.run,
        now=answer.now,
    )
    return [{"what": "version", "document_id": document.id, "version_id": version.id}]


def _listed(answer: Answer, table: ListedTable) -> Event:
    """A table as a document; what was released before the collection was first asked for is old."""
    document = ensure_document(
        answer.session,
        place=answer.place,
        ref=table.ref,
        kind=DocumentKind.STATISTICS,
        url=table.url,
        now=answer.now,
        run=answer.run,
    )
    began = _first_asked(answer)
    is_old = table.published is None or table.published < london_date(began)
    return Event(
        type=EventType.DOCUMENT_ADDED,
        subject=document.uid,
        origin=Origin.BACKFILL if is_old else answer.origin,
        document=document.id,
        published=table.published.isoformat() if table.published else None,
        after=table.title,
    )


def _first_asked(answer: Answer) -> datetime:
    """When the source's collection was first asked for."""
    return (
        answer.session.scalar(
            select(func.min(Capture.asked_at)).where(
                Capture.source_id == answer.place.id, Capture.watch_key.startswith("collection:")
            )
        )
        or answer.now
    )


def _date(answer: Answer, version: VersionRow, as_of: date | None) -> bool:
    """Note the day that a table shows. Returns whether no table that was kept shows a later one."""
    newest = answer.session.scalar(
        select(func.max(VersionRow.dated))
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DocumentRow.source_id == answer.place.id)
    )
    version.dated = as_of.isoformat() if as_of else None
    version.dated_from = version.dated_to = as_of
    return newest is None or (version.dated or "") >= newest


def _ours(session: Session, homes: Sequence[ListedHome]) -> list[tuple[ListedHome, int]]:
    """The homes in the area of a council whose papers are watched, each with the council's number."""
    watched = dict(
        session.execute(
            select(CouncilRow.slug, CouncilRow.id)
            .join(SourceRow, SourceRow.council_id == CouncilRow.id)
            .where(SourceRow.enabled, SourceRow.channel == Channel.COMMITTEE)
        ).all()
    )
    known = councils(session)
    found = {
        name: council_of(known, urn=None, name=name, on=None)
        for name in {home.local_authority for home in homes}
    }
    return [
        (home, watched[council.slug])
        for home in homes
        if (council := found[home.local_authority]) and council.slug in watched
    ]


def _keep_providers(answer: Answer, homes: Sequence[tuple[ListedHome, int]], *, is_newest: bool) -> None:
    """Keep who the homes are. An older table tells only of homes that no newer one has told of."""
    session, place = answer.session, answer.place
    known = {
        row.ref: row for row in session.scalars(select(ProviderRow).where(ProviderRow.source_id == place.id))
    }
    told = [(home, council) for home, council in homes if is_newest or home.ref not in known]
    entities = _entities(session, told)
    for home, council in told:
        row = known.get(home.ref)
        if row is None:
            row = known[home.ref] = ProviderRow(
                source_id=place.id, ref=home.ref, first_seen_at=answer.now, listed=True, absences=0
            )
        row.entity_id, row.name, row.council_id = entities[home.ref], _name(home), council
        row.kind, row.listed_type = ProviderKind.CHILDRENS_HOME, home.listed_type
        row.url, row.status, row.sector, row.owner = home.url, home.status, home.sector, home.owner
        row.latest_report = home.published.isoformat() if home.published else row.latest_report
        row.last_listed_run = answer.run
        session.add(row)
    session.flush()


def _entities(session: Session, homes: Sequence[tuple[ListedHome, int]]) -> dict[str, int]:
    """An entity for each home, by its number: one that a table does not name is called by its number."""
    uids = {home.ref: public_id("provider", home.ref) for home, _ in homes}
    upsert(
        session,
        Entity,
        [
            {
                "uid": uids[home.ref],
                "kind": "provider",
                "name": _name(home),
                "council_id": council,
                "valid_from": None,
                "valid_to": None,
                "public": True,
            }
            for home, council in {home.ref: (home, council) for home, council in homes}.values()
        ],
        on=["uid"],
        keep=["valid_from", "valid_to", "public"],
    )
    ids = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.kind == "provider")).all())
    return {ref: ids[uid] for ref, uid in uids.items()}


def _name(home: ListedHome) -> str:
    return home.name or f"Children's home {home.ref}"


def _facts(home: ListedHome) -> Iterator[Fact]:
    """How each aspect of a home was judged, in the table's words and in the canonical word of the grade."""
    for judgement in home.judgements:
        inspected = home.inspected.isoformat() if home.inspected else None
        yield Fact(
            type=FactType.JUDGEMENT,
            evidence=Pointer(pointer=f"row {home.row}, column {judgement.heading}", value=judgement.words),
            rule=RULE,
            about=public_id("provider", home.ref),
            stated=inspected,
            fields={
                "aspect": judgement.aspect,
                "grade": judgement.words.lower().removesuffix(" to be good"),
                "body": "Ofsted",
                "inspected": inspected,
                "published": home.published.isoformat() if home.published else None,
                "framework": "SCCIF" if home.inspected and home.inspected >= _SCCIF else None,
                "inspection": home.inspection,
            },
        )
