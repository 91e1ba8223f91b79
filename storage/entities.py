"""Entities: people, committees, organisations and providers as the archive knows them, and what people decided of them.

A decision names public ids and never moves a row: whoever is merged keeps the own address, which leads to the other's.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.orm import Session

from domain import wall
from domain.document import Access
from domain.errors import MinutewatchError
from domain.identity import Split
from storage import decisions, private
from storage.schema import (
    AppearanceRow,
    ArticleRow,
    CouncilRow,
    Decision,
    DocumentRow,
    Entity,
    EntityRef,
    MemberRow,
    SourceRow,
    TextRow,
    VersionRow,
)

MERGE, SPLIT, RENAME = "merge_entity", "split_entity", "rename_entity"
ACTIONS = (MERGE, SPLIT, RENAME)
_TARGETS = "entity:"
# So many people are asked for at a time.
_SOME = 400
WITHHELD = "Name withheld: no text that may be shown tells of this person"


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    COMMITTEE = "committee"
    ORGANISATION = "organisation"
    PROVIDER = "provider"
    COUNCIL = "council"


class UnknownEntity(MinutewatchError):
    """No entity has this public id."""


class NotDecided(MinutewatchError):
    """What was to be decided of an entity cannot be meant."""


@dataclass(frozen=True, kw_only=True)
class EntitySeen:
    """An entity as it is shown: `leads_to` is the public id of whom it was merged into, `also` those merged into it.

    `names` are those that texts and lists call it by, `documents` in how many documents it appears, as far as that is
    counted (people); `refs` are the ids that registers and sites give it. `posts` are those by which a text knew a person
    last, `told` the day of that text (EDTF).
    """

    uid: str
    kind: str
    name: str
    council: str | None
    public: bool
    names: tuple[str, ...] = ()
    leads_to: str | None = None
    also: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    documents: int = 0
    decided: tuple[int, ...] = ()
    posts: tuple[str, ...] = ()
    told: str | None = None


@dataclass(frozen=True, kw_only=True)
class AppearanceSeen:
    """Where a text tells of somebody: document and version, the name and posts there, and why it is taken for this person."""

    document: str
    version: int
    title: str
    day: str | None
    name: str
    posts: tuple[str, ...]
    rule: str | None


def find(session: Session, uid: str) -> Entity:
    """The entity of a public id, itself and not whom it leads to.

    Raises:
        UnknownEntity: there is none.
    """
    entity = session.scalar(select(Entity).where(Entity.uid == uid))
    if entity is None:
        raise UnknownEntity(f"{uid}: no entity has this id; `minutewatch entities list` names them")
    return entity


def root(session: Session, entity: Entity) -> Entity:
    """Whom an entity leads to in the end: itself, if nobody merged it."""
    seen = {entity.id}
    while entity.merged_into is not None and entity.merged_into not in seen:
        entity = session.get_one(Entity, entity.merged_into)
        seen.add(entity.id)
    return entity


def merged(session: Session) -> dict[int, int]:
    """Where each entity that was merged leads in the end, by number."""
    into = {
        number: other
        for number, other in session.execute(
            select(Entity.id, Entity.merged_into).where(Entity.merged_into.is_not(None))
        )
        if other is not None
    }
    return {number: _end(number, into) for number in into}


def same(session: Session) -> dict[str, str]:
    """The same by public ids, as far as people decided it: which people are one to those who list them twice."""
    into = {
        _uid(row.target): row.value or "" for row in decisions.standing(session, (MERGE,), prefix=_TARGETS)
    }
    return {uid: _end(uid, into) for uid in into}


def splits(session: Session) -> list[tuple[Split, str | None, str]]:
    """What people split, in order, each with the council (slug) and the name of the person."""
    rows = decisions.standing(session, (SPLIT,), prefix=_TARGETS)
    named = {
        uid: (slug, name)
        for uid, slug, name in session.execute(
            select(Entity.uid, CouncilRow.slug, Entity.name)
            .outerjoin(CouncilRow, CouncilRow.id == Entity.council_id)
            .where(Entity.uid.in_({_uid(row.target) for row in rows}))
        )
    }
    return [
        (
            Split(entity=_uid(row.target), documents=frozenset((row.value or "").split())),
            *named[_uid(row.target)],
        )
        for row in rows
        if _uid(row.target) in named
    ]


def merge(session: Session, uid: str, into: str, *, actor: str, reason: str, now: datetime) -> Decision:
    """Keep a person's word that two entities are one: the first leads to the second from now on.

    Raises:
        UnknownEntity: there is none of these ids.
        NotDecided: they are of two kinds, councils, or one already, or the first was merged into a third.
    """
    one, other = find(session, uid), find(session, into)
    if one.kind != other.kind:
        raise NotDecided(f"{uid}, {into}: one is {_a(one.kind)}, the other {_a(other.kind)}")
    if one.kind == Kind.COUNCIL:
        raise NotDecided(f"{uid}: councils are those of the reference tables")
    if root(session, one).id == root(session, other).id:
        raise NotDecided(f"{uid}, {into}: they are one already")
    if before := _merged_by(session, uid):
        raise NotDecided(
            f"{uid}: leads to {before.value} already; merge that one, or run `minutewatch undo {before.id}` first"
        )
    decision = decisions.decide(
        session, MERGE, f"{_TARGETS}{uid}", value=into, actor=actor, reason=reason, now=now
    )
    follow(session)
    return decision


def split(
    session: Session, uid: str, documents: Sequence[str], *, actor: str, reason: str, now: datetime
) -> Decision:
    """Keep a person's word that in these documents (public ids) somebody else is meant than this person.

    Raises:
        UnknownEntity: there is none of this id.
        NotDecided: it is no person, or does not appear in one of the documents, or in no other.
    """
    entity = find(session, uid)
    if entity.kind != Kind.PERSON:
        raise NotDecided(
            f"{uid}: is {_a(entity.kind)}; only people are split, by the documents that mean another"
        )
    there = set(_documents(session, [entity.id]))
    if missing := sorted(set(documents) - there):
        raise NotDecided(f"{missing[0]}: {uid} does not appear in this document")
    if there == set(documents):
        raise NotDecided(f"{uid}: appears in no other document; rename it instead")
    return decisions.decide(
        session,
        SPLIT,
        f"{_TARGETS}{uid}",
        value=" ".join(sorted(set(documents))),
        actor=actor,
        reason=reason,
        now=now,
    )


def rename(session: Session, uid: str, name: str, *, actor: str, reason: str, now: datetime) -> Decision:
    """Keep a person's word on what an entity is called; what texts call it stays known.

    Raises:
        UnknownEntity: there is none of this id.
        NotDecided: the name is empty.
    """
    find(session, uid)
    words = " ".join(name.split())
    if not words:
        raise NotDecided(f"{uid}: a name cannot be empty")
    decision = decisions.decide(
        session, RENAME, f"{_TARGETS}{uid}", value=words, actor=actor, reason=reason, now=now
    )
    follow(session)
    return decision


def follow(session: Session) -> None:
    """Bring entities up to what people decided of them and did not take back."""
    every = select(Decision.target).where(Decision.action.in_((MERGE, RENAME)))
    concerned = {_uid(target) for target in session.scalars(every)}
    if not concerned:
        return
    standing = decisions.standing(session, (MERGE, RENAME), prefix=_TARGETS)
    into = {_uid(row.target): row.value for row in standing if row.action == MERGE}
    names = {_uid(row.target): row.value for row in standing if row.action == RENAME}
    wanted = concerned | {uid for uid in into.values() if uid}
    numbers = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(wanted))).all())
    decided = {_uid(target) for target in session.scalars(every.where(Decision.action == MERGE))}
    for uid in concerned & set(numbers):
        values: dict[str, int | str | None] = {"renamed": names.get(uid)}
        if uid in decided:
            values["merged_into"] = numbers.get(into.get(uid) or "")
        session.execute(update(Entity).where(Entity.id == numbers[uid]).values(values))


def listed(
    session: Session, *, kind: Kind | None = None, councils: Collection[str] = (), words: str = ""
) -> Iterator[EntitySeen]:
    """The entities of a kind, of councils (slugs), whose name holds these words, by name; all without."""
    query = (
        select(Entity, CouncilRow.slug)
        .outerjoin(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(Entity.public, or_(Entity.kind != Kind.PERSON, _listed_by_council(), _seen_somewhere()))
        .order_by(func.coalesce(Entity.renamed, Entity.name), Entity.uid)
    )
    if kind:
        query = query.where(Entity.kind == kind)
    if councils:
        query = query.where(CouncilRow.slug.in_(councils))
    if words:
        query = query.where(
            or_(
                func.lower(Entity.name).contains(words.lower(), autoescape=True),
                func.lower(Entity.renamed).contains(words.lower(), autoescape=True),
            )
        )
    rows = session.execute(query).all()
    uids = _uids(session, {row.merged_into for row, _ in rows if row.merged_into})
    known = _last_posts(session, [row.id for row, _ in rows if row.kind == Kind.PERSON])
    for row, slug in rows:
        posts, told = known.get(row.id, ((), None))
        yield EntitySeen(
            uid=row.uid,
            kind=row.kind,
            name=row.renamed or row.name,
            council=slug,
            public=row.public,
            leads_to=uids.get(row.merged_into or 0),
            posts=posts,
            told=told,
        )


def _last_posts(session: Session, people: Sequence[int]) -> dict[int, tuple[tuple[str, ...], str | None]]:
    """The posts by which a text that may be shown knew each of these people last, and its day; of the past none, and nothing
    that an anonymous source says.
    """
    found: dict[int, tuple[tuple[str, ...], str | None]] = {}
    for start in range(0, len(people), _SOME):
        rows = session.execute(
            select(AppearanceRow.entity_id, AppearanceRow.posts, AppearanceRow.day)
            .join(TextRow, TextRow.id == AppearanceRow.text_id)
            .join(VersionRow, VersionRow.id == TextRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(
                AppearanceRow.entity_id.in_(people[start : start + _SOME]),
                AppearanceRow.until_run.is_(None),
                ~AppearanceRow.is_former,
                VersionRow.access.in_((Access.OPEN, Access.RESTRICTED)),
                ~SourceRow.anonymous,
            )
            .order_by(func.coalesce(AppearanceRow.day, ""), AppearanceRow.id)
        )
        found |= {number: (tuple(posts), day) for number, posts, day in rows if number and posts}
    return found


def _listed_by_council() -> ColumnElement[bool]:
    return exists().where(MemberRow.entity_id == Entity.id)


def _seen_somewhere() -> ColumnElement[bool]:
    """Whether a text that may be shown tells of a person: what is hidden tells of nobody."""
    return (
        select(AppearanceRow.id)
        .join(TextRow, TextRow.id == AppearanceRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(
            AppearanceRow.entity_id == Entity.id,
            AppearanceRow.until_run.is_(None),
            VersionRow.access.in_((Access.OPEN, Access.RESTRICTED)),
        )
        .exists()
    )


def shown(session: Session, uid: str) -> tuple[EntitySeen, tuple[AppearanceSeen, ...]]:
    """An entity, with all that were merged into it, and where people of these appear, by day.

    Raises:
        UnknownEntity: there is none of this id.
    """
    entity = find(session, uid)
    leads_to = root(session, entity)
    into = merged(session)
    others = sorted(number for number, end in into.items() if end == entity.id)
    uids = _uids(session, set(others))
    every = [entity.id, *others]
    appearances = tuple(_appearances(session, every))
    council = session.get(CouncilRow, entity.council_id) if entity.council_id else None
    is_shown = entity.kind != Kind.PERSON or bool(appearances) or _is_listed(session, every)
    known = _last_posts(session, every).values()
    posts, told = max(known, key=lambda last: last[1] or "", default=((), None))
    seen = EntitySeen(
        uid=entity.uid,
        kind=entity.kind,
        name=(entity.renamed or entity.name) if is_shown else WITHHELD,
        council=council.slug if council else None,
        public=entity.public,
        names=tuple(sorted({entity.name, *(each.name for each in appearances)})) if is_shown else (),
        leads_to=leads_to.uid if leads_to.id != entity.id else None,
        also=tuple(sorted(uids.values())),
        refs=tuple(_refs(session, every)),
        documents=len({each.document for each in appearances}),
        decided=tuple(_decided(session, [entity.uid, *uids.values()])),
        posts=posts,
        told=told,
    )
    return seen, appearances


def _is_listed(session: Session, numbers: Sequence[int]) -> bool:
    listed = select(MemberRow.id).where(MemberRow.entity_id.in_(numbers)).limit(1)
    return session.scalar(listed) is not None


def _appearances(session: Session, entities: Sequence[int]) -> Iterator[AppearanceSeen]:
    """Where people appear, by day, on one side of the jigsaw wall: an entity's page is no place to put the two together."""
    rows = session.execute(
        select(
            AppearanceRow, DocumentRow.id, DocumentRow.uid, VersionRow.number, VersionRow.title, ArticleRow
        )
        .join(TextRow, TextRow.id == AppearanceRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(AppearanceRow.entity_id.in_(entities), AppearanceRow.until_run.is_(None))
        .where(VersionRow.access.in_((Access.OPEN, Access.RESTRICTED)))
        .order_by(func.coalesce(AppearanceRow.day, ""), DocumentRow.uid, VersionRow.number)
    ).all()
    sides = private.sides(session, {document for _, document, *_ in rows})
    together, _ = wall.one_side(rows, lambda row: sides[row[1]])
    for row, _, document, version, title, article in together:
        yield AppearanceSeen(
            document=document,
            version=version,
            title=wall.shown_title(title, names_private=private.gives_away(article)),
            day=row.day,
            name=row.name,
            posts=tuple(row.posts),
            rule=row.rule,
        )


def _documents(session: Session, entities: Sequence[int]) -> Iterator[str]:
    yield from session.scalars(
        select(DocumentRow.uid)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(AppearanceRow, AppearanceRow.text_id == TextRow.id)
        .where(AppearanceRow.entity_id.in_(entities), AppearanceRow.until_run.is_(None))
        .distinct()
    )


def _refs(session: Session, entities: Sequence[int]) -> Iterator[str]:
    rows = session.execute(
        select(EntityRef.scheme, EntityRef.value)
        .where(EntityRef.entity_id.in_(entities))
        .order_by(EntityRef.scheme, EntityRef.value)
    )
    return (f"{scheme} {value}" for scheme, value in rows)


def _decided(session: Session, uids: Sequence[str]) -> Iterator[int]:
    targets = {f"{_TARGETS}{uid}" for uid in uids}
    rows = decisions.standing(session, ACTIONS, prefix=_TARGETS)
    return (row.id for row in rows if row.target in targets)


def _uids(session: Session, numbers: Collection[int]) -> dict[int, str]:
    if not numbers:
        return {}
    return dict(session.execute(select(Entity.id, Entity.uid).where(Entity.id.in_(numbers))).all())


def _merged_by(session: Session, uid: str) -> Decision | None:
    """The decision that merged an entity, if one stands."""
    rows = decisions.standing(session, (MERGE,), prefix=f"{_TARGETS}{uid}")
    return rows[-1] if rows else None


def _a(kind: str) -> str:
    """`a person`, `an organisation`"""
    return f"an {kind}" if kind == Kind.ORGANISATION else f"a {kind}"


def _uid(target: str) -> str:
    return target.removeprefix(_TARGETS)


_Id = TypeVar("_Id", int, str)


def _end(start: _Id, into: Mapping[_Id, _Id]) -> _Id:
    """Where a chain of merges ends; one that runs in a circle, at its smallest."""
    seen = [start]
    while (after := into.get(seen[-1])) is not None:
        if after in seen:
            return min(seen[seen.index(after) :])
        seen.append(after)
    return seen[-1]
