"""Identifying: whom the people of newly linked texts are, surname by surname, and what people decide of entities.

The step of the line after linking. What it says rests on all texts of a surname in a council, on the council's list of
members and on people's decisions: where any of these changed the surname is looked at again, and nothing else is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.identity import Namesakes, Sighting, Split
from domain.known import KnownPerson
from linking import identity
from storage import appearances, entities
from storage.appearances import Answered, Key, Members
from storage.archive import Archive
from storage.schema import Decision

# So many surnames are looked at in one transaction.
_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Identified:
    """What identifying did: how many surnames of councils were looked at, how many answers are new."""

    surnames: int
    answers: int


@dataclass(frozen=True, kw_only=True)
class _Context:
    """What answers rest on beside the texts: members and decisions by surname and council, and who was merged."""

    members: Mapping[Key, tuple[KnownPerson, ...]]
    lists: Mapping[str, Members]
    splits: Mapping[Key, tuple[Split, ...]]
    same: Mapping[str, str]

    def namesakes(self, key: Key, sightings: tuple[Sighting, ...] = ()) -> Namesakes:
        council, surname = key
        members = self.members.get(key, ())
        listed = self.lists.get(council)
        return Namesakes(
            council=council,
            surname=surname,
            sightings=sightings,
            members=members,
            listed_from=listed.listed_from if listed else None,
            splits=self.splits.get(key, ()),
            same={member.uid: self.same[member.uid] for member in members if member.uid in self.same},
        )


def join(archive: Archive, *, run: int) -> Identified:
    """Say who people are wherever anything changed on which that rests.

    Killed at any point and run again it ends where it would have ended; the answers are the same in whatever order texts
    came. What people split off is known only once there is somebody to split it from: that takes another round.
    """
    done = more = _round(archive, run=run)
    while more.answers:
        more = _round(archive, run=run)
        done = Identified(surnames=done.surnames + more.surnames, answers=done.answers + more.answers)
    with archive.writing() as session:
        entities.follow(session)
    return done


def _round(archive: Archive, *, run: int) -> Identified:
    """Look at each surname on whose people anything has changed."""
    with archive.reading() as session:
        context = _context(session)
        looked_at = list(appearances.looked_at(session))
    known = {key: identity.known_digest(context.namesakes(key)) for key, _ in looked_at}
    due = sorted({key for key, before in looked_at if before != known[key]})
    answers = 0
    for start in range(0, len(due), _AT_ONCE):
        some = due[start : start + _AT_ONCE]
        with archive.writing() as session:
            found = appearances.sightings(session, some)
            blocks = [context.namesakes(key, found[key]) for key in some]
            answered = [
                Answered(namesakes=block, known=known[key], who=identity.join(block))
                for key, block in zip(some, blocks, strict=True)
            ]
            answers += appearances.keep_answers(session, answered, run=run)
    return Identified(surnames=len(due), answers=answers)


def merge(
    archive: Archive, uid: str, into: str, *, actor: str, reason: str, run: int, now: datetime
) -> Decision:
    """Keep a person's word that two entities are one, and follow it at once.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.merge`.
    """
    with archive.writing() as session:
        decision = entities.merge(session, uid, into, actor=actor, reason=reason, now=now)
        session.expunge(decision)
    join(archive, run=run)
    return decision


def split(
    archive: Archive, uid: str, documents: Sequence[str], *, actor: str, reason: str, run: int, now: datetime
) -> tuple[Decision, str]:
    """Keep a person's word that some documents mean somebody else, and follow it at once; also returns whom they mean now.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.split`.
    """
    with archive.writing() as session:
        decision = entities.split(session, uid, documents, actor=actor, reason=reason, now=now)
        session.expunge(decision)
    join(archive, run=run)
    return decision, identity.split_uid(Split(entity=uid, documents=frozenset(documents)))


def rename(archive: Archive, uid: str, name: str, *, actor: str, reason: str, now: datetime) -> Decision:
    """Keep a person's word on what an entity is called.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.rename`.
    """
    with archive.writing() as session:
        decision = entities.rename(session, uid, name, actor=actor, reason=reason, now=now)
        session.expunge(decision)
    return decision


def _context(session: Session) -> _Context:
    lists = appearances.members(session)
    members: dict[Key, list[KnownPerson]] = defaultdict(list)
    for council, each in lists.items():
        for person in each.people:
            members[council, identity.surname(person.name)].append(person)
    splits: dict[Key, list[Split]] = defaultdict(list)
    for split, slug, name in entities.splits(session):
        if slug:
            splits[slug, identity.surname(name)].append(split)
    return _Context(
        members={key: tuple(people) for key, people in members.items()},
        lists=lists,
        splits={key: tuple(each) for key, each in splits.items()},
        same=entities.same(session),
    )
