"""Appearances: people as texts tell of them, those of one surname in a council brought together, and whom each means.

Who is who is decided elsewhere (`linking.identity`); here is found what has to be decided anew, and kept what came of it.
Facts and mentions follow. An appearance is ended, never deleted, but with the words of an erased text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from domain.identity import Appearance, Namesakes, Sighting, Who
from domain.instants import london_date
from domain.known import KnownPerson
from domain.mention import MentionType
from domain.post import Capacity
from storage import known
from storage.schema import (
    AppearanceRow,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    Link,
    MemberRow,
    MentionRow,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.writing import Row, insert_new

# A surname in a council: the slug and the folded surname.
Key = tuple[str, str]
_SOME = 400
# Whom a council lists, whatever texts say.
_LISTED = exists().where(MemberRow.entity_id == Entity.id)


@dataclass(frozen=True, kw_only=True)
class Members:
    """The members of a council as it lists them, and since when we know the whole list."""

    people: tuple[KnownPerson, ...]
    listed_from: date | None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """Whom the sightings of some namesakes mean, and what was known when that was said (its digest)."""

    namesakes: Namesakes
    known: str
    who: tuple[Who, ...]


@dataclass(frozen=True, kw_only=True)
class _Changed:
    """An appearance whose answer is new, or whose text was linked anew."""

    row: AppearanceRow
    entity: int | None
    answer: Who


def keep(session: Session, text: TextRow, found: Sequence[Appearance], *, run: int) -> None:
    """Keep who appears in a text, each to be looked at anew; those of the version's other texts have ended."""
    others = select(TextRow.id).where(TextRow.version_id == text.version_id, TextRow.id != text.id)
    rows = session.scalars(
        select(AppearanceRow).where(
            or_(AppearanceRow.text_id == text.id, AppearanceRow.text_id.in_(others)),
            AppearanceRow.until_run.is_(None),
        )
    ).all()
    councils = _councils(session, {each.council for each in found if each.council})
    wanted = {each.whom: _row(each, councils) for each in found}
    standing: set[str] = set()
    for row in rows:
        if row.text_id == text.id and _told(row) == wanted.get(row.whom):
            row.known = None
            standing.add(row.whom)
        else:
            row.until_run = run
            _look_again(session, row)
    session.flush()
    _show(session, {row.entity_id for row in rows if row.until_run is not None and row.entity_id is not None})
    new = [row for whom, row in wanted.items() if whom not in standing]
    if new:
        session.execute(
            AppearanceRow.__table__.insert(),  # type: ignore[attr-defined]
            [{**row, "text_id": text.id, "since_run": run} for row in new],
        )


def _row(appearance: Appearance, councils: Mapping[str, int]) -> Row:
    return {
        "whom": appearance.whom,
        "name": appearance.name,
        "surname": appearance.surname,
        "council_id": councils.get(appearance.council or ""),
        "capacity": appearance.capacity,
        "posts": list(appearance.posts),
        "day": appearance.day,
        "is_former": appearance.is_former,
        "is_placed": appearance.is_placed,
    }


def _told(row: AppearanceRow) -> Row:
    """What a text tells of somebody, as it is kept."""
    names = ("whom", "name", "surname", "council_id", "capacity", "posts", "day", "is_former", "is_placed")
    return {name: getattr(row, name) for name in names}


def _look_again(session: Session, row: AppearanceRow) -> None:
    """Have all namesakes looked at again of whom one is gone."""
    if row.entity_id is None:
        return
    session.execute(
        update(AppearanceRow)
        .where(
            AppearanceRow.council_id == row.council_id,
            AppearanceRow.surname == row.surname,
            AppearanceRow.until_run.is_(None),
        )
        .values(known=None)
    )


def forget(session: Session, texts: Collection[int]) -> None:
    """Forget who appears in texts that are erased: their namesakes are looked at anew, and whom no other text tells of has
    no name any more.
    """
    for some in _some(texts):
        of_texts = AppearanceRow.text_id.in_(some)
        keys = select(AppearanceRow.council_id, AppearanceRow.surname).where(of_texts).distinct()
        namesakes = [(council, surname) for council, surname in session.execute(keys) if council is not None]
        meant = select(AppearanceRow.entity_id).where(of_texts, AppearanceRow.entity_id.is_not(None))
        entities = set(session.scalars(meant.distinct()))
        session.execute(delete(AppearanceRow).where(of_texts))
        session.execute(
            update(AppearanceRow)
            .where(
                tuple_(AppearanceRow.council_id, AppearanceRow.surname).in_(namesakes),
                AppearanceRow.until_run.is_(None),
            )
            .values(known=None)
        )
        session.execute(
            update(Entity)
            .where(Entity.id.in_(entities), ~_LISTED, ~exists().where(AppearanceRow.entity_id == Entity.id))
            .values(name="", renamed=None, public=False)
            .execution_options(synchronize_session=False)
        )


def _councils(session: Session, slugs: Collection[str]) -> dict[str, int]:
    if not slugs:
        return {}
    rows = session.execute(select(CouncilRow.slug, CouncilRow.id).where(CouncilRow.slug.in_(slugs)))
    return dict(rows.all())


def members(session: Session) -> dict[str, Members]:
    """The members of each council (slug), of whom a text may speak."""
    people: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known.members(session):
        people[person.council].append(person)
    since = session.execute(
        select(CouncilRow.slug, func.min(MemberRow.first_seen_at))
        .join(SourceRow, SourceRow.id == MemberRow.source_id)
        .join(CouncilRow, CouncilRow.id == SourceRow.council_id)
        .group_by(CouncilRow.slug)
    )
    listed_from = {slug: london_date(seen) for slug, seen in since}
    return {
        slug: Members(people=tuple(each), listed_from=listed_from.get(slug)) for slug, each in people.items()
    }


def looked_at(session: Session) -> Iterator[tuple[Key, str | None]]:
    """Every surname of every council, and what was known when its people were looked at; nothing where some never were.

    The index alone answers this (`ix_appearance_namesakes`).
    """
    slugs = dict(session.execute(select(CouncilRow.id, CouncilRow.slug)).all())
    rows = session.execute(
        select(AppearanceRow.council_id, AppearanceRow.surname, AppearanceRow.known)
        .where(AppearanceRow.until_run.is_(None), AppearanceRow.council_id.is_not(None))
        .distinct()
    )
    for council, surname, digest in rows:
        if council is not None:
            yield (slugs[council], surname), digest


def sightings(session: Session, keys: Collection[Key]) -> dict[Key, tuple[Sighting, ...]]:
    """Where texts tell of the people of these surnames in these councils."""
    rows = session.execute(
        select(
            AppearanceRow.id,
            AppearanceRow.text_id,
            AppearanceRow.whom,
            AppearanceRow.name,
            AppearanceRow.surname,
            CouncilRow.slug,
            AppearanceRow.capacity,
            AppearanceRow.posts,
            AppearanceRow.day,
            AppearanceRow.is_former,
            AppearanceRow.is_placed,
            DocumentRow.uid,
            VersionRow.first_seen_at,
        )
        .join(CouncilRow, CouncilRow.id == AppearanceRow.council_id)
        .join(TextRow, TextRow.id == AppearanceRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(_of(session, keys), AppearanceRow.until_run.is_(None))
        .order_by(AppearanceRow.id)
    )
    found: dict[Key, list[Sighting]] = {key: [] for key in keys}
    for number, text, whom, name, surname, slug, capacity, posts, day, former, placed, document, seen in rows:
        appearance = Appearance(
            whom=whom,
            name=name,
            surname=surname,
            council=slug,
            capacity=Capacity(capacity) if capacity else None,
            posts=tuple(posts),
            day=day,
            is_former=former,
            is_placed=placed,
        )
        found[slug, surname].append(
            Sighting(number=number, appearance=appearance, document=document, text=text, seen=seen)
        )
    return {key: tuple(each) for key, each in found.items()}


def _of(session: Session, keys: Collection[Key]) -> ColumnElement[bool]:
    councils = _councils(session, {slug for slug, _ in keys})
    named = [(councils[slug], surname) for slug, surname in keys if slug in councils]
    return tuple_(AppearanceRow.council_id, AppearanceRow.surname).in_(named)


def keep_answers(session: Session, answered: Collection[Answered], *, run: int) -> int:
    """Keep whom sightings mean; facts and mentions of a text follow. Returns how many answers are new."""
    entities = _entities(session, answered)
    given = {who.number: (who, each.known) for each in answered for who in each.who}
    changed: list[_Changed] = []
    moved: dict[int, set[int | None]] = defaultdict(set)
    new, known_otherwise = _differing(session, given, entities)
    for some in _some(new):
        for row in session.scalars(select(AppearanceRow).where(AppearanceRow.id.in_(some))):
            who, digest = given[row.id]
            entity = entities[who.uid] if who.uid else None
            changed.append(_Changed(row=row, entity=entity, answer=who))
            if row.entity_id is not None and row.entity_id != entity:
                moved[row.entity_id].add(entity)
            row.entity_id, row.rule, row.known = entity, who.rule, digest
    for digest, numbers in known_otherwise.items():
        for some in _some(numbers):
            session.execute(update(AppearanceRow).where(AppearanceRow.id.in_(some)).values(known=digest))
    session.flush()
    _tell_facts(session, changed)
    _tell_mentions(session, changed, run=run)
    _show(session, {*moved, *(each.entity for each in changed if each.entity is not None)})
    _lead_on(session, moved)
    return len(changed)


def _differing(
    session: Session, given: Mapping[int, tuple[Who, str]], entities: Mapping[str, int]
) -> tuple[list[int], dict[str, list[int]]]:
    """Of the appearances those whose answer is new or whose text was linked anew, and by digest those of which only other
    things are known: of the many namesakes of a newcomer most are neither.
    """
    new: list[int] = []
    known_otherwise: dict[str, list[int]] = defaultdict(list)
    for some in _some(given):
        rows = session.execute(
            select(AppearanceRow.id, AppearanceRow.entity_id, AppearanceRow.rule, AppearanceRow.known).where(
                AppearanceRow.id.in_(some)
            )
        )
        for number, entity, rule, before in rows:
            who, digest = given[number]
            meant = entities[who.uid] if who.uid else None
            if before is None or (entity, rule) != (meant, who.rule):
                new.append(number)
            elif before != digest:
                known_otherwise[digest].append(number)
    return new, known_otherwise


def _entities(session: Session, answered: Iterable[Answered]) -> dict[str, int]:
    """The entities that are meant, by public id: people whom no list of members knows are made on sight."""
    meant = {who.uid: (who.name, each.namesakes.council) for each in answered for who in each.who if who.uid}
    councils = _councils(session, {council for _, council in meant.values()})
    there: dict[str, tuple[int, str]] = {}
    for some in _some(meant):
        rows = session.execute(select(Entity.uid, Entity.id, Entity.name).where(Entity.uid.in_(some)))
        there |= {uid: (number, name) for uid, number, name in rows}
    made = [
        {
            "uid": uid,
            "kind": "person",
            "name": name,
            "council_id": councils[council],
            "valid_from": None,
            "valid_to": None,
            "public": True,
        }
        for uid, (name, council) in meant.items()
        if uid not in there
    ]
    insert_new(session, Entity, made, on=["uid"])
    for uid, (number, name) in there.items():
        fuller = meant[uid][0]
        if fuller and fuller != name:
            session.execute(update(Entity).where(Entity.id == number).values(name=fuller))
    found = {uid: number for uid, (number, _) in there.items()}
    for some in _some(str(row["uid"]) for row in made):
        found |= dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(some))).all())
    return found


def _tell_facts(session: Session, changed: Sequence[_Changed]) -> None:
    """Have the facts about somebody say who that is."""
    if not changed:
        return
    facts = FactRow.__table__
    session.execute(
        facts.update()  # type: ignore[attr-defined]
        .where(
            facts.c.text_id == bindparam("of_text"),
            facts.c.whom == bindparam("of_whom"),
            facts.c.until_run.is_(None),
        )
        .values(about=bindparam("entity")),
        [{"of_text": each.row.text_id, "of_whom": each.row.whom, "entity": each.entity} for each in changed],
    )


def _tell_mentions(session: Session, changed: Sequence[_Changed], *, run: int) -> None:
    """Append whom the mentions of somebody mean, where that is new."""
    told = {(each.row.text_id, each.row.whom): each for each in changed}
    for some in _some({each.row.text_id for each in changed}):
        rows = session.execute(
            select(MentionRow, TextRow.sha256)
            .join(TextRow, TextRow.id == MentionRow.text_id)
            .where(
                MentionRow.text_id.in_(some),
                MentionRow.type == MentionType.PERSON,
                MentionRow.until_run.is_(None),
            )
        )
        answers = {
            f"{sha256}:{mention.starts}:{mention.ends}:{mention.type}": each
            for mention, sha256 in rows
            if (each := told.get((mention.text_id, mention.whom or "")))
        }
        _append_links(session, answers, run=run)


def _append_links(session: Session, answers: Mapping[str, _Changed], *, run: int) -> None:
    standing: dict[str, int | None] = {}
    for some in _some(answers):
        newest = select(func.max(Link.id)).where(Link.mention_key.in_(some)).group_by(Link.mention_key)
        rows = session.execute(select(Link.mention_key, Link.entity_id).where(Link.id.in_(newest)))
        standing.update(rows.all())
    new = [
        {
            "mention_key": key,
            "entity_id": each.entity,
            "rule": each.answer.rule,
            "candidates": list(each.answer.candidates) or None,
            "run_id": run,
        }
        for key, each in answers.items()
        if key not in standing or standing[key] != each.entity
    ]
    if new:
        session.execute(Link.__table__.insert(), new)  # type: ignore[attr-defined]


def _show(session: Session, entities: Collection[int]) -> None:
    """A person whom no list of members knows is public as long as a text shows the public role.

    Whom a person merged is merged again afterwards (`storage.entities.follow`).
    """
    appears = exists().where(AppearanceRow.entity_id == Entity.id, AppearanceRow.until_run.is_(None))
    for some in _some(entities):
        session.execute(
            update(Entity)
            .where(Entity.id.in_(some), Entity.kind == "person", ~_LISTED)
            .values(public=appears, merged_into=None)
            .execution_options(synchronize_session=False)
        )


def _lead_on(session: Session, moved: Mapping[int, set[int | None]]) -> None:
    """Let the address of somebody who turned out to be another lead there, as long as no text needs it."""
    gone = set()
    for some in _some(moved):
        gone |= set(session.scalars(select(Entity.id).where(Entity.id.in_(some), ~Entity.public)))
    for entity in gone:
        into = moved[entity]
        if len(into) == 1 and (other := next(iter(into))) is not None:
            session.execute(update(Entity).where(Entity.id == entity).values(merged_into=other))


def _some(ids: Iterable[object]) -> Iterator[list[object]]:
    """So many at a time as both databases take in one question."""
    every = list(ids)
    return (every[start : start + _SOME] for start in range(0, len(every), _SOME))
