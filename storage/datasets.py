"""Data sets of official statistics: each a document with a version for every one that its publisher made, in their order.

Its original is the table; its text says what the table is, of which release, and what in it may break who reads it.
Figures are made of the table later, and again whenever the rules change (`storage.tables`).
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.publications import (
    DataFile,
    DataSetChanges,
    DataSetList,
    DataSetVersions,
    ListedDataSet,
    PublicationList,
    order_of,
)
from domain.text import Text
from storage import watching
from storage.answer import Answer
from storage.documents import Event, NewVersion, add_version, ensure_document, newest_version
from storage.schema import Capture, DataSetRow, DataSetVersionRow, DocumentRow, VersionRow
from storage.writing import Row, upsert

# What is written of a table stands in its place: the table itself is no text to be read.
READER = "statistics/data-set@1"
_KEY = "dataset:"


class UnknownDataSet(LookupError):
    """An answer is about a data set that no list named."""


def keep(
    answer: Answer, found: PublicationList | DataSetList | DataSetVersions | DataSetChanges | DataFile
) -> list[Row]:
    """Keep what the service told. Returns changes to be noted.

    Raises:
        UnknownDataSet: it tells of a data set that no list named.
    """
    match found:
        case PublicationList():
            _keep_publications(answer, found)
        case DataSetList():
            _keep_data_sets(answer, found)
        case DataSetVersions():
            _keep_versions(answer, found)
        case DataSetChanges():
            _keep_changes(answer, found)
        case DataFile():
            return _keep_table(answer, found)
    return []


def _keep_publications(answer: Answer, listed: PublicationList) -> None:
    """Have a series' data sets listed, where it was published since they were listed last."""
    session, source = answer.session, answer.place.id
    slug = _base(answer).partition(":")[2]
    publication = listed.of_slug(slug)
    if publication:
        key = f"datasets:{slug}"
        last = _last_seen(session, source, key)
        if last is None or publication.published is None or publication.published > last:
            watching.look_at(
                session,
                source=source,
                keys=[(key, publication.url)],
                due_at=answer.now,
                reason="the series was published",
            )
    _go_on(answer, None if publication else listed.next_url)


def _keep_data_sets(answer: Answer, listed: DataSetList) -> None:
    """Have the versions looked at of data sets with figures of authorities that are new or have a new version."""
    session, place = answer.session, answer.place
    ours = {each.ref: each for each in listed.data_sets if each.tells_of_councils and each.latest}
    rows = session.scalars(
        select(DataSetRow).where(DataSetRow.source_id == place.id, DataSetRow.ref.in_(list(ours)))
    )
    latest = {row.ref: row.latest for row in rows}
    for each in ours.values():
        _keep_data_set(answer, each, web=listed.web)
    watching.look_at(
        session,
        source=place.id,
        keys=[(f"{_KEY}{ref}", None) for ref, each in ours.items() if latest.get(ref) != each.latest],
        due_at=answer.now,
        reason="a version of it is new",
    )
    _go_on(answer, listed.next_url)


def _keep_versions(answer: Answer, listed: DataSetVersions) -> None:
    """Keep which versions a data set has; have those that are new fetched, one after another, and what they changed."""
    session = answer.session
    row = _data_set(answer)
    rows = [
        {
            "data_set_id": row.id,
            "number": each.number,
            "type": each.kind,
            "status": each.status,
            "release": each.release,
            "published": each.published,
            "notes": each.notes,
            "first_seen_at": answer.now,
        }
        for each in listed.versions
    ]
    upsert(session, DataSetVersionRow, rows, on=["data_set_id", "number"], keep=["first_seen_at"])
    session.expire_all()
    _go_on(answer, listed.next_url)
    if listed.next_url is None:
        _ask_for_changes(answer, row)
        _ask_for_next(answer, row)


def _keep_changes(answer: Answer, changes: DataSetChanges) -> None:
    """Keep what a version changed that may break who reads it."""
    row = _data_set(answer)
    version = answer.session.get(DataSetVersionRow, (row.id, _number(answer)))
    if version is not None:
        version.breaking, version.changes_seen = list(changes.breaking), True
        version.notes = version.notes or changes.notes
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now)


def _keep_table(answer: Answer, table: DataFile) -> list[Row]:
    """Keep the table of a version; figures are made of it when it is linked."""
    session, place = answer.session, answer.place
    row = _data_set(answer)
    stated = session.get_one(DataSetVersionRow, (row.id, _number(answer)))
    document = session.get_one(DocumentRow, row.document_id)
    is_old = stated.published is not None and stated.published < _began(answer)
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=table.fingerprint,
            title=f"{row.title}: {stated.release}",
            origin=Origin.BACKFILL if is_old else answer.origin,
            text=Text.of_pages([(None, page) for page in _pages(row, stated, table)], reader=READER),
            sha256=answer.capture.sha256,
            published=_day(stated.published),
            kind=DocumentKind.STATISTICS,
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    kept = version or newest_version(session, document.id)
    stated.version_id = kept.id if kept else None
    watching.looked_at(session, source=place.id, key=answer.key, now=answer.now)
    _ask_for_next(answer, row)
    if version is None:
        return []
    change = {"what": "version", "document_id": document.id, "version_id": version.id}
    return [change, *answer.note([_event(document, version, stated)])]


def _keep_data_set(answer: Answer, listed: ListedDataSet, *, web: str) -> None:
    document = ensure_document(
        answer.session,
        place=answer.place,
        ref=f"{_KEY}{listed.ref}",
        kind=DocumentKind.STATISTICS,
        url=web,
        now=answer.now,
        run=answer.run,
    )
    row = {
        "source_id": answer.place.id,
        "ref": listed.ref,
        "document_id": document.id,
        "publication": _base(answer).partition(":")[2],
        "title": listed.title,
        "summary": listed.summary,
        "status": listed.status,
        "superseded_by": listed.superseded_by,
        "latest": listed.latest,
        "first_seen_at": answer.now,
    }
    upsert(answer.session, DataSetRow, [row], on=["source_id", "ref"], keep=["first_seen_at"])


def _ask_for_changes(answer: Answer, row: DataSetRow) -> None:
    """The first version changed nothing."""
    versions = _versions(answer.session, row)
    unseen = [each for each in versions[1:] if not each.changes_seen and each.version_id is None]
    watching.add(
        answer.session,
        source=answer.place.id,
        looks={f"changes:{row.ref}@{each.number}": (None, answer.now) for each in unseen},
        reason="a version of a data set is new",
    )


def _ask_for_next(answer: Answer, row: DataSetRow) -> None:
    """Have the oldest version fetched that follows those that are had, so that they are kept in their order."""
    versions = _versions(answer.session, row)
    had = max((order_of(each.number) for each in versions if each.version_id), default=(0,))
    further = next(
        (each for each in versions if order_of(each.number) > had and each.status.casefold() != "withdrawn"),
        None,
    )
    if further:
        watching.look_at(
            answer.session,
            source=answer.place.id,
            keys=[(f"{_KEY}{row.ref}@{further.number}", None)],
            due_at=answer.now,
            reason="a version of a data set is new",
        )


def _versions(session: Session, row: DataSetRow) -> list[DataSetVersionRow]:
    """The versions of a data set in their order."""
    found = session.scalars(select(DataSetVersionRow).where(DataSetVersionRow.data_set_id == row.id))
    return sorted(found, key=lambda each: order_of(each.number))


def _pages(row: DataSetRow, stated: DataSetVersionRow, table: DataFile) -> Sequence[str]:
    """What a table is, in words, and what in it may break who reads it."""
    published = f", published {_day(stated.published)}" if stated.published else ""
    about = (
        f"{row.title}: {stated.release}",
        row.summary,
        f"Version {stated.number} of the data set{published}. {table.rows:,} rows.",
        f"Columns: {', '.join(table.columns)}.",
        stated.notes,
    )
    breaking = ("This version breaks what reads it:", *stated.breaking) if stated.breaking else ()
    return tuple(page for page in ("\n\n".join(part for part in about if part), "\n".join(breaking)) if page)


def _event(document: DocumentRow, version: VersionRow, stated: DataSetVersionRow) -> Event:
    is_first = version.number == 1
    breaks = f"; breaks what reads it: {'; '.join(stated.breaking)}" if stated.breaking else ""
    return Event(
        type=EventType.DOCUMENT_ADDED if is_first else EventType.DOCUMENT_REPLACED,
        subject=document.uid,
        detail="" if is_first else f"{version.number}:{version.fingerprint}",
        origin=Origin(version.origin),
        document=document.id,
        version=version.id,
        published=version.published,
        after=None if is_first else f"{stated.release}, version {stated.number}{breaks}",
    )


def _data_set(answer: Answer) -> DataSetRow:
    """The data set that an answer is about.

    Raises:
        UnknownDataSet: no list named it.
    """
    ref = _base(answer).partition(":")[2].partition("@")[0]
    row = answer.session.scalar(
        select(DataSetRow).where(DataSetRow.source_id == answer.place.id, DataSetRow.ref == ref)
    )
    if row is None:
        raise UnknownDataSet(f"{answer.key}: no list named this data set")
    return row


def _number(answer: Answer) -> str:
    """The number of the version in a question: `2.0` of `dataset:<id>@2.0`."""
    return answer.key.rpartition("@")[2]


def _base(answer: Answer) -> str:
    """The question whose answer this is, or goes on with: `datasets:<slug>` of `datasets:<slug>:2`."""
    return ":".join(answer.key.split(":")[:2])


def _go_on(answer: Answer, further: str | None) -> None:
    """Look at the next page of a list; ask the question itself again in its time."""
    base = _base(answer)
    if further:
        page = int(answer.key.removeprefix(f"{base}:")) if answer.key != base else 1
        watching.look_at(
            answer.session,
            source=answer.place.id,
            keys=[(f"{base}:{page + 1}", further)],
            due_at=answer.now,
            reason="where a list goes on",
        )
    standing = answer.key == base and not base.startswith(_KEY)
    again = looking.at_question(answer.key, now=answer.now) if standing else None
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now, again_at=again)


def _last_seen(session: Session, source: int, key: str) -> datetime | None:
    """When a question was last answered well."""
    return session.scalar(
        select(func.max(Capture.asked_at)).where(
            Capture.source_id == source,
            Capture.watch_key == key,
            Capture.status == 200,
            Capture.error.is_(None),
        )
    )


def _began(answer: Answer) -> datetime:
    """When the source was first asked for anything."""
    asked = select(func.min(Capture.asked_at)).where(Capture.source_id == answer.place.id)
    return answer.session.scalar(asked) or answer.now


def _day(moment: datetime | None) -> str | None:
    return london_date(moment).isoformat() if moment else None
