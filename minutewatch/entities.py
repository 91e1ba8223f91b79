"""Entities at the front door: who is listed and shown, in words and as JSON, and what people decide of them."""

import re
from collections.abc import Iterator, Sequence

from domain.spoken import stated
from minutewatch import identifying, locks
from minutewatch.contract import JsonObject, instant
from minutewatch.jobs import Home, run_of
from storage import decisions, diary, entities
from storage import unresolved as kept_unresolved
from storage.decisions import Taken, Undone
from storage.entities import AppearanceSeen, EntitySeen, Kind
from storage.rulings import DECIDE
from storage.schema import Decision
from storage.stories import APART, SAME
from storage.unresolved import Unresolved

Shown = tuple[EntitySeen, tuple[AppearanceSeen, ...]]

# How a decision is told: what was done, and what stands between its target and its value.
_DID = {
    entities.MERGE: "merged",
    entities.SPLIT: "split",
    entities.RENAME: "renamed",
    SAME: "one story:",
    APART: "not one story:",
    DECIDE: "decided of",
    "release": "released",
    "drop": "dropped",
    "hide": "hid",
    "erase": "erased",
}
_WITH = {
    entities.MERGE: "into",
    entities.SPLIT: "from what is said in",
    entities.RENAME: "to",
    DECIDE: "that it is",
}

# What says of what sort the ids of a target are: `entity:3kq5w7xjd2m4hbna`; an address is one as it stands.
_SORT = re.compile(r"^[a-z]+:(?!//)")


def listed(home: Home, words: Sequence[str], *, kind: Kind | None = None) -> list[EntitySeen]:
    """Entities; of the words those that name councils choose these, the others must stand in the name."""
    with home.archive.reading() as session:
        councils, rest = diary.apart(session, words)
        return list(entities.listed(session, kind=kind, councils=councils, words=" ".join(rest)))


def unresolved(home: Home, words: Sequence[str]) -> list[Unresolved]:
    """People of whom it cannot be said who they are; the words choose as those of `listed` do."""
    with home.archive.reading() as session:
        councils, rest = diary.apart(session, words)
        return list(kept_unresolved.unresolved(session, councils=councils, words=" ".join(rest)))


def shown(home: Home, uid: str) -> Shown:
    """An entity and where it appears.

    Raises:
        UnknownEntity: there is none of this id.
    """
    with home.archive.reading() as session:
        return entities.shown(session, uid)


def merge(home: Home, uid: str, into: str, *, actor: str, reason: str) -> int:
    """Keep a person's word that two entities are one; returns the decision's number.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.merge`.
    """
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        now = home.settings.clock()
        return identifying.merge(home.archive, uid, into, actor=actor, reason=reason, run=run, now=now).id


def split(home: Home, uid: str, documents: Sequence[str], *, actor: str, reason: str) -> tuple[int, str]:
    """Keep a person's word that some documents mean somebody else; the decision's number, and who that is now.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.split`.
    """
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        now = home.settings.clock()
        decision, other = identifying.split(
            home.archive, uid, documents, actor=actor, reason=reason, run=run, now=now
        )
        return decision.id, other


def rename(home: Home, uid: str, name: str, *, actor: str, reason: str) -> int:
    """Keep a person's word on what an entity is called; returns the decision's number.

    Raises:
        UnknownEntity, NotDecided: as `storage.entities.rename`.
    """
    now = home.settings.clock()
    return identifying.rename(home.archive, uid, name, actor=actor, reason=reason, now=now).id


def taken(home: Home) -> list[Taken]:
    """All that people decided, in order, and what of it stands."""
    with home.archive.reading() as session:
        found = decisions.taken(session)
        session.expunge_all()
        return found


def entity_json(seen: EntitySeen) -> JsonObject:
    """An entity as `entities list --json` prints it."""
    return {
        "entity": seen.uid,
        "kind": seen.kind,
        "name": seen.name,
        "council": seen.council,
        "public": seen.public,
        "leads_to": seen.leads_to,
        "posts": list(seen.posts),
        "told": seen.told,
    }


def shown_json(shown: Shown) -> JsonObject:
    """An entity as `entities show --json` prints it."""
    seen, appearances = shown
    return {
        **entity_json(seen),
        "names": list(seen.names),
        "also": list(seen.also),
        "refs": list(seen.refs),
        "documents": seen.documents,
        "decisions": list(seen.decided),
        "appearances": [
            {
                "doc": each.document,
                "version": each.version,
                "title": each.title,
                "day": each.day,
                "name": each.name,
                "posts": list(each.posts),
                "rule": each.rule,
            }
            for each in appearances
        ],
    }


def entity_line(seen: EntitySeen) -> str:
    """An entity in a line."""
    leads = f"  (leads to {seen.leads_to})" if seen.leads_to else ""
    when = stated(seen.told) if seen.told else "undated"
    known = f": {'; '.join(seen.posts)} ({when})" if seen.posts else ""
    whose = f", {seen.council}" if seen.council else ""
    return f"{seen.uid}  {seen.kind:<12}  {seen.name}{whose}{known}{leads}"


def shown_lines(shown: Shown) -> Iterator[str]:
    """An entity in words: what it is called, whom it leads to, where it appears and why it is taken for that."""
    seen, appearances = shown
    yield entity_line(seen)
    if others := [name for name in seen.names if name != seen.name]:
        yield f"  also called: {'; '.join(others)}"
    if seen.also:
        yield f"  merged into it: {', '.join(seen.also)}"
    if seen.refs:
        yield f"  known elsewhere as: {'; '.join(seen.refs)}"
    if seen.decided:
        yield f"  decided: {', '.join(map(str, seen.decided))} (`minutewatch undo` takes back)"
    for each in appearances:
        posts = f", {'; '.join(each.posts)}" if each.posts else ""
        yield f"  {each.day or 'undated':<10}  {each.name}{posts}  in {each.document} v{each.version}, {each.title}  [{each.rule}]"


def unresolved_json(seen: Unresolved) -> JsonObject:
    """Somebody whom nobody could be told to be, as `entities list --unresolved --json` prints it."""
    return {
        "name": seen.name,
        "council": seen.council,
        "posts": list(seen.posts),
        "doc": seen.document,
        "version": seen.version,
        "title": seen.title,
        "day": seen.day,
        "why": seen.why,
        "candidates": [{"entity": each.uid, "name": each.name} for each in seen.candidates],
    }


def unresolved_line(seen: Unresolved) -> str:
    """Somebody whom nobody could be told to be, in a line: the name, where it stands, and why."""
    who = ", ".join([seen.name, *seen.posts[:1], *([seen.council] if seen.council else [])])
    named = ", ".join(f"{each.name} {each.uid}" for each in seen.candidates)
    why = f"{seen.why}: {named}" if named else seen.why
    return f"{who}  in {seen.document} v{seen.version}, {seen.title}  ({why})"


def taken_json(taken: Taken) -> JsonObject:
    """A decision as `undo --json` lists it."""
    decision = taken.decision
    return {
        "decision": decision.id,
        "at": instant(decision.at),
        "actor": decision.actor,
        "action": decision.action,
        "target": decision.target,
        "value": decision.value,
        "reason": decision.reason,
        "undoes": decision.undoes,
        "stands": taken.stands,
    }


def taken_line(taken: Taken) -> str:
    """A decision in a line."""
    decision = taken.decision
    what = f"undoes {decision.undoes}: {_whose(decision)}" if decision.undoes else _did(decision)
    stands = "" if taken.stands else "  (taken back)"
    return f"{decision.id}  {decision.at:%Y-%m-%d}  {decision.actor}: {what}; {decision.reason}{stands}"


def undone_line(undone: Undone) -> str:
    """What an undoing did: `3: merged 3kq5w7xjd2m4hbna into 7abcd2ef3ghij4kl: taken back (decision 4)`."""
    how = "stands again" if undone.stands else "taken back"
    return f"{undone.decision.id}: {_did(undone.decision)}: {how} (decision {undone.number})"


def _did(decision: Decision) -> str:
    """`merged 3kq5w7xjd2m4hbna into 7abcd2ef3ghij4kl`"""
    did = f"{_DID.get(decision.action, decision.action.replace('_', ' '))} {_whose(decision)}"
    word = _WITH.get(decision.action)
    return f"{did} {word} {decision.value}" if decision.value and word else did


def _whose(decision: Decision) -> str:
    """The ids that a decision is about, without what says of what kind they are."""
    return _SORT.sub("", decision.target)
