"""Providers: whom Ofsted inspects and what its pages list of them, held against what was listed before.

A report is known by the id of its file. A file under a new id in the place of one that is gone is the same report issued
again; what is missing from two whole pages in a row is withdrawn. A page that lists nothing any more is doubted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.provider import (
    ListedProvider,
    ListedReport,
    ProviderList,
    ProviderPage,
    council_of,
)
from domain.uid import public_id
from storage import watching
from storage.announcements import first_asked
from storage.answer import Answer
from storage.documents import WITHDRAWN, Event, Listed, ensure_documents, erased_among
from storage.schema import (
    CouncilRow,
    DocumentRow,
    Entity,
    ListedReportRow,
    ProviderRow,
    Publication,
    WatchRow,
)
from storage.sources import councils
from storage.writing import Row

# So many whole lists in a row must miss something before it counts as gone.
_HEALTHY_ABSENCES = 2
_LIST = "providers:"
# Days in which a page may still come to show what the list knows of already.
_SETTLED = 14
_NEW, _WEEKLY = "its latest report is new", "looked at each week"
_MISSING = "a report is missing from its page"
_BEHIND = "its page is behind the list"
_SAME_DAY = "more may come out on the day of its latest report, and the list would not tell"


def keep_list(answer: Answer, listed: ProviderList) -> Sequence[Row]:
    """Keep a page of the list of providers; the page of each that is new, or has a new latest report, is looked at."""
    session = answer.session
    rows = _rows(answer, listed.providers)
    looks: list[tuple[str, str | None]] = []
    for each in listed.providers:
        row = rows[each.ref]
        latest = each.latest_report.isoformat() if each.latest_report else None
        if latest != row.latest_report or row.first_seen_at == answer.now:
            looks.append((f"provider:{each.ref}", each.url))
        row.latest_report, row.listed, row.absences = latest, True, 0
        row.last_listed_run = answer.run
    session.flush()
    watching.look_at(session, source=answer.place.id, keys=looks, due_at=answer.now, reason=_NEW)
    _follow_list(answer, listed)
    _miss_providers(answer, listed)
    return ()


def keep_page(answer: Answer, page: ProviderPage) -> tuple[Sequence[Row], str | None]:
    """Keep what a provider's page lists. Returns changes to be noted, and what makes the page doubtful, if anything."""
    session, now = answer.session, answer.now
    provider = session.scalars(
        select(ProviderRow).where(ProviderRow.source_id == answer.place.id, ProviderRow.ref == page.ref)
    ).one()
    known = {
        row.ref: row
        for row in session.scalars(select(ListedReportRow).where(ListedReportRow.provider_id == provider.id))
    }
    if not page.reports and any(row.listed for row in known.values()):
        _look_again(answer, looking.tomorrow(now), _MISSING)
        return (), f"the page of {provider.name} lists none of the {len(known)} reports that it listed before"
    shelf = _Shelf(
        answer=answer,
        provider=provider,
        known=known,
        documents=_documents(answer, provider, page.reports),
        began=first_asked(session, answer.place, f"{_LIST}0") or now,
    )
    events = [*_listed(shelf, page.reports), *_missed(shelf, page.reports)]
    session.flush()
    _look_again(answer, *_when(shelf, page))
    return answer.note(events), None


@dataclass(frozen=True, kw_only=True)
class _Shelf:
    """A provider's page as it is kept: what was listed before, the documents of what is listed now, and since when we look."""

    answer: Answer
    provider: ProviderRow
    known: Mapping[str, ListedReportRow]
    documents: Mapping[str, DocumentRow]
    began: datetime


def title_of(session: Session, document: int) -> tuple[str, str | None] | None:
    """What a file is called where it is listed, with whom it is about, and the day printed there; `None` if it is on no page."""
    found = session.execute(
        select(ListedReportRow.title, ListedReportRow.published, ProviderRow.name)
        .join(ProviderRow, ProviderRow.id == ListedReportRow.provider_id)
        .where(ListedReportRow.document_id == document)
        .order_by(ListedReportRow.listed.desc(), ListedReportRow.first_seen_at.desc())
        .limit(1)
    ).one_or_none()
    return (f"{found.title}: {found.name}", found.published) if found else None


def fetch_again_at(session: Session, document: DocumentRow, *, now: datetime) -> datetime | None:
    """When to fetch a listed file once more: it may be put right under the same id while it is new."""
    published = session.scalar(
        select(func.max(ListedReportRow.published)).where(
            ListedReportRow.document_id == document.id, ListedReportRow.listed
        )
    )
    return looking.at_report(date.fromisoformat(published), now=now) if published else None


def _rows(answer: Answer, listed: Sequence[ListedProvider]) -> dict[str, ProviderRow]:
    """The row of each provider, made where it is new; what it is called and whose it is is brought up to date."""
    session, place = answer.session, answer.place
    known, entities = councils(session), _council_entities(session)
    rows = {
        row.ref: row for row in session.scalars(select(ProviderRow).where(ProviderRow.source_id == place.id))
    }
    for each in listed:
        council = council_of(known, urn=each.ref, name=each.name, on=None)
        if council is not None:
            council_id, entity_id = entities[council.slug]
        else:
            council_id, entity_id = None, provider_entity(session, each.ref, each.name, council=None)
        if each.ref not in rows:
            rows[each.ref] = ProviderRow(
                source_id=place.id, ref=each.ref, first_seen_at=answer.now, listed=True, absences=0
            )
        row = rows[each.ref]
        row.name, row.kind, row.listed_type, row.url = each.name, each.kind, each.listed_type, each.url
        row.council_id, row.entity_id = council_id, entity_id
        session.add(row)
    return rows


def _council_entities(session: Session) -> dict[str, tuple[int | None, int]]:
    """The number of each council and of its entity, by slug."""
    rows = session.execute(
        select(CouncilRow.slug, CouncilRow.id, Entity.id)
        .join(Entity, Entity.council_id == CouncilRow.id)
        .where(Entity.kind == "council")
    )
    return {slug: (council, entity) for slug, council, entity in rows}


def provider_entity(session: Session, urn: str, name: str, *, council: int | None) -> int:
    """The entity of a provider that is no council: made if it is new, else called as it is now."""
    uid = public_id("provider", urn)
    row = session.scalar(select(Entity).where(Entity.uid == uid))
    if row is None:
        row = Entity(uid=uid, kind="provider", name=name, council_id=council, public=True)
        session.add(row)
    row.name, row.council_id = name, council
    session.flush()
    return row.id


def _follow_list(answer: Answer, listed: ProviderList) -> None:
    """Ask for the rest of a list that is longer than was promised, and no more for places that lie behind its end."""
    if listed.total is None:
        return
    session, source = answer.session, answer.place.id
    after = listed.start + len(listed.providers)
    if listed.providers and after < listed.total:
        watching.add(
            session, source=source, looks={f"{_LIST}{after}": (None, answer.now)}, reason=watching.STANDING
        )
    asked = session.scalars(
        select(WatchRow.key).where(WatchRow.source_id == source, WatchRow.key.startswith(_LIST))
    )
    behind = [key for key in asked if 0 < listed.total <= int(key.removeprefix(_LIST))]
    watching.stop(session, source=source, keys=behind, now=answer.now, reason="behind the end of the list")


def _miss_providers(answer: Answer, listed: ProviderList) -> None:
    """Once all of the list was had in this run, count those that are not on it; their pages are looked at all the same."""
    if listed.total is None or listed.start + len(listed.providers) < listed.total:
        return
    session = answer.session
    rows = session.scalars(select(ProviderRow).where(ProviderRow.source_id == answer.place.id)).all()
    missing = [row for row in rows if row.last_listed_run != answer.run]
    if len(rows) - len(missing) < listed.total:
        return  # one slipped from page to page while they were asked for
    for row in missing:
        row.absences += 1
        row.listed = row.listed and row.absences < _HEALTHY_ABSENCES


def _documents(
    answer: Answer, provider: ProviderRow, reports: Sequence[ListedReport]
) -> dict[str, DocumentRow]:
    """A document for each report, about the council that there was on its day."""
    session, place = answer.session, answer.place
    uids = {report.ref: public_id("document", place.key, report.ref) for report in reports}
    documents = ensure_documents(
        session,
        [Listed(ref=report.ref, kind=report.what.document_kind, url=report.url) for report in reports],
        place=place,
        erased=erased_among(session, list(uids.values())),
        now=answer.now,
        run=answer.run,
    )
    known = councils(session)
    ids = dict(session.execute(select(CouncilRow.slug, CouncilRow.id)).all())
    for report in reports:
        row = documents[report.ref]
        council = council_of(
            known, urn=provider.ref, name=provider.name, on=report.inspected or report.published
        )
        row.council_id = row.council_id or (ids[council.slug] if council else None)
        if row.kind == DocumentKind.OTHER:
            row.kind = report.what.document_kind
    return documents


def _listed(shelf: _Shelf, reports: Sequence[ListedReport]) -> Iterator[Event]:
    """What is new on a page, or has another day of publication than before; its file is to be fetched."""
    fetch: dict[str, str] = {}
    gone = _gone(shelf, reports)
    for report in reports:
        row, document = shelf.known.get(report.ref), shelf.documents[report.ref]
        if row is None:
            yield _added(shelf, report, _replaced(report, gone))
        elif row.listed and row.published != _edtf(report.published):
            yield _dated_anew(shelf, report, row)
        if document.url and (row is None or row.published != _edtf(report.published)):
            fetch[f"document:{report.ref}"] = document.url
        _keep_row(shelf, report, row)
    watching.look_at(
        shelf.answer.session,
        source=shelf.answer.place.id,
        keys=fetch.items(),
        due_at=shelf.answer.now,
        reason="listed on a provider's page",
    )


def _gone(shelf: _Shelf, reports: Sequence[ListedReport]) -> list[ListedReportRow]:
    """What was listed once and is not now, and had nothing put in its place so far."""
    here = {report.ref for report in reports}
    away = {row.document_id: row for ref, row in shelf.known.items() if ref not in here}
    replaced = shelf.answer.session.scalars(
        select(Publication.replaces_id).where(Publication.replaces_id.in_(list(away)))
    )
    for document in set(replaced):
        del away[document or 0]
    return list(away.values())


def _replaced(report: ListedReport, gone: list[ListedReportRow]) -> ListedReportRow | None:
    """What a new report stands in the place of: one of its kind that is gone, of the same day; each is replaced once."""
    published, inspected = _edtf(report.published), _edtf(report.inspected)
    for row in gone:
        same_day = published and published == row.published
        if row.what == report.what and (same_day or (inspected and inspected == row.inspected)):
            gone.remove(row)
            return row
    return None


def _added(shelf: _Shelf, report: ListedReport, replaced: ListedReportRow | None) -> Event:
    """What was published before the list was first asked for is old."""
    is_old = (
        report.published < london_date(shelf.began) if report.published else shelf.began == shelf.answer.now
    )
    document = shelf.documents[report.ref]
    return Event(
        type=EventType.DOCUMENT_REPLACED if replaced else EventType.DOCUMENT_ADDED,
        subject=document.uid,
        origin=Origin.BACKFILL if is_old and not replaced else shelf.answer.origin,
        document=document.id,
        published=_edtf(report.published),
        before=replaced.title if replaced else None,
        after=report.title,
        replaces=replaced.document_id if replaced else None,
    )


def _dated_anew(shelf: _Shelf, report: ListedReport, row: ListedReportRow) -> Event:
    published = _edtf(report.published)
    return Event(
        type=EventType.DOCUMENT_REPLACED,
        subject=shelf.documents[report.ref].uid,
        detail=f"listed:{published}",
        origin=shelf.answer.origin,
        document=row.document_id,
        published=published,
        before=f"{row.title} ({row.published or 'no date'})",
        after=f"{report.title} ({published or 'no date'})",
    )


def _keep_row(shelf: _Shelf, report: ListedReport, row: ListedReportRow | None) -> None:
    document = shelf.documents[report.ref]
    if row is None:
        row = ListedReportRow(
            provider_id=shelf.provider.id,
            ref=report.ref,
            document_id=document.id,
            first_seen_at=shelf.answer.now,
        )
        shelf.answer.session.add(row)
    row.title = report.title if document.url else WITHDRAWN  # an erased document has no address
    row.what, row.published, row.inspected = report.what, _edtf(report.published), _edtf(report.inspected)
    row.listed, row.absences = True, 0


def _missed(shelf: _Shelf, reports: Sequence[ListedReport]) -> Iterator[Event]:
    """What was listed and is not, for the second time: it is withdrawn, and its file is asked for no more."""
    here, now = {report.ref for report in reports}, shelf.answer.now
    for ref, row in shelf.known.items():
        if ref in here or not row.listed:
            continue
        row.absences += 1
        if row.absences < _HEALTHY_ABSENCES:
            continue
        row.listed = False
        if _is_listed_elsewhere(shelf, row):
            continue
        document = shelf.answer.session.get_one(DocumentRow, row.document_id)
        document.absences, document.withdrawn_at = row.absences, now
        watching.stop(
            shelf.answer.session,
            source=shelf.answer.place.id,
            keys=[f"document:{ref}"],
            now=now,
            reason="withdrawn by its source",
        )
        yield Event(
            type=EventType.DOCUMENT_WITHDRAWN,
            subject=document.uid,
            detail=now.isoformat(),
            origin=shelf.answer.origin,
            document=document.id,
            before=row.title,
        )


def _is_listed_elsewhere(shelf: _Shelf, row: ListedReportRow) -> bool:
    """Whether the page of another provider lists a file: a joint inspection may be on the pages of several."""
    other = select(ListedReportRow.provider_id).where(
        ListedReportRow.document_id == row.document_id,
        ListedReportRow.provider_id != row.provider_id,
        ListedReportRow.listed,
    )
    return shelf.answer.session.scalar(other.limit(1)) is not None


def _when(shelf: _Shelf, page: ProviderPage) -> tuple[datetime, str]:
    """When to look at a page again and why: the next day where something is missing that may come back or still come."""
    now, latest = shelf.answer.now, shelf.provider.latest_report or ""
    if any(row.listed and row.absences for row in shelf.known.values()):
        return looking.tomorrow(now), _MISSING
    newest = max((_edtf(report.published) or "" for report in page.reports), default="")
    if newest < latest and _is_new(shelf):
        return looking.tomorrow(now), _BEHIND
    if latest >= london_date(now).isoformat():
        return looking.tomorrow(now), _SAME_DAY
    return looking.at_provider(now=now), _WEEKLY


def _is_new(shelf: _Shelf) -> bool:
    """Whether the latest report of the list came out in the past weeks: a page that is behind for longer stays so."""
    latest = date.fromisoformat(shelf.provider.latest_report or "0001-01-01")
    return (london_date(shelf.answer.now) - latest).days <= _SETTLED


def _look_again(answer: Answer, again_at: datetime, reason: str) -> None:
    watching.looked_at(
        answer.session,
        source=answer.place.id,
        key=answer.key,
        now=answer.now,
        again_at=again_at,
        reason=reason,
    )


def _edtf(day: date | None) -> str | None:
    return day.isoformat() if day else None
