"""Posts: what texts tell of who holds them, as the archive knew it at a moment, with the proof of each statement.

One question however many councils. Of a document the newest version speaks.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from domain import post, wall
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
_Found = Row[
    FactRow, AppearanceRow | None, Entity | None, VersionRow, DocumentRow, SourceRow, ArticleRow | None, int
]


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
    known = {row.id: row for row in session.scalars(select(CouncilRow))}
    wanted = {number for number, row in known.items() if councils is None or row.slug in councils}
    if councils is not None:
        named = FactRow.fields["organisation"].as_string().in_([known[number].name for number in wanted])
        of_people, of_text = AppearanceRow.council_id.in_(wanted), DocumentRow.council_id.in_(wanted)
        query = query.where(or_(of_people, of_text, named))
    rows = [row for row in session.execute(query).all() if row[3].number == row[-1]]
    by_name = {row.name: number for number, row in known.items()}
    by_council: dict[int, list[_Found]] = defaultdict(list)
    for row in rows:
        number = _council(row[0], row[1], row[2], row[4], by_name)
        if number in wanted and row[0].modality not in _UNSAID and _names_holder(row[0].fields):
            by_council[number].append(row)
    sides = private.sides(session, {row[4].id for row in rows})
    people = _people(session, {row[2].id for row in rows if row[2] is not None})
    return [
        _told(row, known[number].slug, people, by_name)
        for number, found in by_council.items()
        for row in wall.one_side(found, lambda row: sides[row[4].id])[0]
    ]


def _names_holder(fields: Mapping[str, JsonValue]) -> bool:
    """Whether a post is told of with its holder, or as vacant: one that changes hands without a name is nobody's tenure."""
    is_vacant = fields.get("status") == "vacant" or _TURNS.get(str(fields.get("what"))) is Told.VACANT
    return bool(fields.get("post") and (fields.get("person") or is_vacant))


def _council(
    fact: FactRow,
    appearance: AppearanceRow | None,
    entity: Entity | None,
    document: DocumentRow,
    by_name: Mapping[str, int],
) -> int | None:
    """Of which council the post is: the one that the text names, else the one whose people the holder is among.

    A post of another body, such as an adviser's of the department, is told of the council that the text is about.
    """
    body = fact.fields.get("organisation")
    if isinstance(body, str):
        return by_name.get(body, document.council_id)
    if appearance is not None:
        return appearance.council_id
    return entity.council_id if entity is not None else None


def _told(
    row: _Found, council: str, people: Mapping[int, tuple[str, str]], councils: Collection[str]
) -> PostTold:
    """What a role, or a change of who holds it, tells of a post."""
    fact, appearance, _, version, document, source, article, _ = row
    proof = cited(fact, version, document, source, article)
    fields = fact.fields
    body = _word(fields.get("organisation"))
    person, name = people.get(fact.about or 0, (None, str(fields.get("person") or "")))
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
        title=post.titled(str(fields["post"]), body if body not in councils else None),
        person=person,
        name=name,
        status=status if status in ("interim", "acting") else "current",
        day=appearance.day if appearance else proof.published,
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
