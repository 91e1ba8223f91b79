"""Stated figures: what texts say in numbers of councils, in every version that was kept, as the archive knew it at a moment.

What figures of one measure have to do with one another is told by `domain.figures`.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain import wall
from domain.cited import Stated
from domain.fact import FactType, Modality
from domain.figures import Told
from storage import private
from storage.diary import SHOWN
from storage.schema import ArticleRow, CouncilRow, DocumentRow, Entity, FactRow, SourceRow, VersionRow
from storage.stated import cited, last_read


def told(
    session: Session,
    councils: Collection[str] | None,
    *,
    as_of: datetime,
    measures: Collection[str] = (),
) -> list[Told]:
    """The figures that texts state of councils (slugs; all without), and national minima of the measures, oldest first.

    Of every version, each marked as current or not; never from both sides of the wall between anonymous and naming texts.
    """
    national = and_(FactRow.about.is_(None), FactRow.fields["national"].as_boolean().is_(True))
    of_council = CouncilRow.id.is_not(None) if councils is None else CouncilRow.slug.in_(sorted(councils))
    query = (
        select(FactRow, VersionRow, DocumentRow, SourceRow, ArticleRow, CouncilRow.slug, last_read(as_of))
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .outerjoin(Entity, Entity.id == FactRow.about)
        .outerjoin(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(
            or_(of_council, national),
            FactRow.type == FactType.STATISTIC,
            FactRow.modality == Modality.ACTUAL,
            FactRow.pointer.is_(None),
            FactRow.until_run.is_(None),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(VersionRow.first_seen_at, DocumentRow.id, VersionRow.number, FactRow.starts, FactRow.id)
    )
    if measures:
        query = query.where(FactRow.fields["measure"].as_string().in_(sorted(measures)))
    rows = session.execute(query).all()
    sides = private.sides(session, {row[2].id for row in rows})
    shown, _ = wall.one_side(rows, lambda row: sides[row[2].id])
    return [
        Told(
            stated=Stated(
                type=FactType.STATISTIC,
                council=slug or "",
                fields=fact.fields,
                stated=fact.stated,
                modality=Modality(fact.modality),
                version_id=version.id,
                first_known=version.first_seen_at,
                cited=cited(fact, version, document, source, article),
            ),
            is_current=version.number == last,
        )
        for fact, version, document, source, article, slug, last in shown
    ]
