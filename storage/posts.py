"""Posts: what texts tell of who holds them, as the archive knew it at a moment, with the proof of each statement.

One question however many councils. Of a document the newest version speaks.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain import wall
from domain.cited import Cited
from domain.fact import FactType, Modality
from domain.mention import JsonValue
from domain.tenure import PostTold, Told
from storage import entities, private
from storage.diary import SHOWN
from storage.schema import (
    AppearanceRow,
    ArticleRow,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    SourceRow,
    VersionRow,
)
from storage.stated import cited, last_read

_TURNS = {"appointment": Told.BEGINS, "departure": Told.ENDS, "vacancy": Told.VACANT}
_UNSAID = (Modality.DENIED, Modality.COUNTERFACTUAL)


def told(session: Session, councils: Collection[str] | None, *, as_of: datetime) -> list[PostTold]:
    """What texts tell of the posts of councils (slugs; all without), oldest first.

    Texts that name private people are left out where anonymous ones tell of the same council: the jigsaw wall.
    """
    query = (
        select(
            FactRow, AppearanceRow, Entity, VersionRow, DocumentRow, SourceRow, ArticleRow, last_read(as_of)
        )
        .outerjoin(
            AppearanceRow,
            and_(
                AppearanceRow.text_id == FactRow.text_id,
                AppearanceRow.whom == FactRow.whom,
                AppearanceRow.until_run.is_(None),
            ),
        )
        .outerjoin(Entity, Entity.id == FactRow.about)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(
            or_(
                FactRow.type == FactType.ROLE,
                and_(FactRow.type == FactType.EVENT, FactRow.fields["what"].as_string().in_(sorted(_TURNS))),
            ),
            FactRow.until_run.is_(None),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(VersionRow.first_seen_at, DocumentRow.id, FactRow.starts, FactRow.id)
    )
    slugs = dict(session.execute(select(CouncilRow.id, CouncilRow.slug)).all())
    if councils is not None:
        numbers = [number for number, slug in slugs.items() if slug in councils]
        query = query.where(
            or_(
                AppearanceRow.council_id.in_(numbers),
                and_(FactRow.whom.is_(None), Entity.council_id.in_(numbers)),
            )
        )
    rows = [row for row in session.execute(query).all() if row[3].number == row[-1]]
    sides = private.sides(session, {row[4].id for row in rows})
    together, _ = wall.one_side(rows, lambda row: sides[row[4].id])
    people = _people(session, {row[2].id for row in together if row[2] is not None})
    found = []
    for fact, appearance, entity, version, document, source, article, _ in together:
        number = appearance.council_id if appearance else entity.council_id if entity else None
        if number is None or fact.modality in _UNSAID or not fact.fields.get("post"):
            continue
        proof = cited(fact, version, document, source, article)
        person, name = people.get(fact.about or 0, (None, str(fact.fields.get("person") or "")))
        day = appearance.day if appearance else proof.published
        found.append(_told(fact, slugs[number], person, name, day, proof))
    return found


def _told(
    fact: FactRow, council: str, person: str | None, name: str, day: str | None, proof: Cited
) -> PostTold:
    """What a role, or a change of who holds it, tells of a post."""
    fields = fact.fields
    status = str(fields.get("status") or "current")
    is_planned = fact.modality == Modality.PLANNED
    begins, ends = _word(fields.get("from")), _word(fields.get("to"))
    if fact.type == FactType.EVENT:
        told = _TURNS[str(fields["what"])]
        begins = _word(fields.get("on")) if told is Told.BEGINS else None
        ends = _word(fields.get("on")) if told is Told.ENDS else None
    elif status == "vacant":
        told = Told.VACANT
    elif is_planned:
        told = Told.BEGINS
    else:
        told = Told.FORMER if status == "former" else Told.HELD
    return PostTold(
        told=told,
        council=council,
        title=str(fields["post"]),
        person=person,
        name=name,
        status=status if status in ("interim", "acting") else "current",
        day=day,
        cited=proof,
        begins=begins,
        ends=ends,
        is_planned=is_planned,
    )


def _word(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _people(session: Session, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """The public id and the name of people by number: of whom they lead to, where they were merged."""
    into = entities.merged(session)
    ends = {number: into.get(number, number) for number in numbers}
    rows = session.execute(
        select(Entity.id, Entity.uid, Entity.renamed, Entity.name).where(
            Entity.kind == "person", Entity.id.in_(set(ends.values()))
        )
    )
    known = {number: (uid, renamed or name) for number, uid, renamed, name in rows}
    return {number: known[end] for number, end in ends.items() if end in known}
