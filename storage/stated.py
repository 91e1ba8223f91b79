"""Stated: the facts of some kinds that texts state of councils, as the archive knew them at a moment, with their proof.

One statement however many councils. Of a document the newest version speaks; when an older one said the same already,
it is known since then.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.cited import Cited, Stated
from domain.fact import FactType, Modality
from domain.wall import shown_title, shown_url
from storage.diary import SHOWN
from storage.private import gives_away
from storage.schema import (
    ArticleRow,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
)


def stated(
    session: Session,
    councils: Collection[str] | None,
    *,
    as_of: datetime,
    events: Collection[str] = (),
    types: Collection[FactType] = (),
) -> list[Stated]:
    """The facts of these types, and the events of these kinds (`what`), of councils (slugs; all without), oldest first."""
    wanted: list[ColumnElement[bool]] = []
    if types:
        wanted.append(FactRow.type.in_(types))
    if events:
        wanted.append(
            and_(FactRow.type == FactType.EVENT, FactRow.fields["what"].as_string().in_(sorted(events)))
        )
    query = (
        select(
            FactRow,
            VersionRow,
            DocumentRow,
            SourceRow,
            ArticleRow,
            CouncilRow.slug,
            last_read(as_of),
        )
        .join(Entity, Entity.id == FactRow.about)
        .join(CouncilRow, CouncilRow.id == Entity.council_id)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(
            or_(*wanted),
            Entity.kind == "council",
            FactRow.until_run.is_(None),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(
            VersionRow.first_seen_at,
            DocumentRow.id,
            VersionRow.number,
            func.coalesce(FactRow.starts, -1),  # a headline comes first
            FactRow.id,
        )
    )
    if councils is not None:
        query = query.where(CouncilRow.slug.in_(sorted(councils)))
    return list(_newest(session.execute(query).all()))


def last_read(as_of: datetime) -> ScalarSelect[int]:
    """The number of the newest version of a document by a moment that linking has read."""
    later = aliased(VersionRow)
    was_read = (
        select(Reading.id).join(TextRow, TextRow.id == Reading.text_id).where(TextRow.version_id == later.id)
    )
    return (
        select(func.max(later.number))
        .where(later.document_id == DocumentRow.id, later.first_seen_at <= as_of, was_read.exists())
        .scalar_subquery()
    )


_Found = Row[FactRow, VersionRow, DocumentRow, SourceRow, ArticleRow | None, str, int]


def _newest(rows: Sequence[_Found]) -> Iterator[Stated]:
    """What the newest version of each document says, known since the first that said it."""
    since: dict[tuple[int, str], datetime] = {}
    for fact, version, document, *_ in rows:
        since.setdefault((document.id, _content(fact)), version.first_seen_at)
    for fact, version, document, source, article, council, last in rows:
        if version.number != last:
            continue
        yield Stated(
            type=FactType(fact.type),
            council=council,
            fields=fact.fields,
            stated=fact.stated,
            modality=Modality(fact.modality),
            version_id=version.id,
            first_known=since[document.id, _content(fact)],
            cited=cited(fact, version, document, source, article),
        )


def _content(fact: FactRow) -> str:
    return f"{fact.type}/{fact.about}/{fact.modality}/{json.dumps(fact.fields, sort_keys=True)}"


def cited(
    fact: FactRow, version: VersionRow, document: DocumentRow, source: SourceRow, article: ArticleRow | None
) -> Cited:
    """The proof of a fact, with the title and address that may be shown."""
    withheld = gives_away(article)
    return Cited(
        fact=fact.uid,
        document=document.uid,
        version=version.number,
        title=shown_title(version.title, names_private=withheld),
        url=shown_url(document.url, names_private=withheld) or "",
        page=fact.page,
        quote=fact.quote,
        source=source.key,
        channel=source.channel,
        official=fact.official,
        published=version.published or version.dated,
        seen_at=version.first_seen_at,
        name=source.name,
    )
