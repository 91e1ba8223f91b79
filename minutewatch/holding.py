"""Holding: what waits for a person is listed, released or dropped; what a decision lets be seen is linked at once.

Whoever lists sees where something is, by which rule it is held and why; its words only where they are asked for.
"""

import json
from collections.abc import Iterator, Sequence

from domain import harm
from domain.harm import State
from domain.instants import london_date
from domain.mention import JsonValue
from domain.spoken import plain_day
from minutewatch import locks
from minutewatch.contract import JsonObject, instant
from minutewatch.jobs import Home, index, link_texts, run_of
from storage import held, known
from storage.held import HeldSeen
from storage.schema import Decision

_DECIDED = {State.HELD: "waits for a decision", State.RELEASED: "released", State.DROPPED: "dropped"}


def listed(home: Home, *, everything: bool = False) -> list[HeldSeen]:
    """What waits for a decision; with `everything` what was decided too."""
    states = tuple(State) if everything else (State.HELD,)
    with home.archive.reading() as session:
        return held.held(session, states)


def decide(home: Home, uid: str, action: str, *, actor: str, reason: str) -> int:
    """Release or drop something held, on every surface at once; returns the number of the decision.

    Raises:
        UnknownHeld: nothing of this id is held.
    """
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        with home.archive.writing() as session:
            now = home.settings.clock()
            decision, texts = held.decide(session, uid, action, actor=actor, reason=reason, now=now)
            number = decision.id
        _link_again(home, texts, run=run)
    index(home, rebuild=action == "drop")  # deleted words stay in an index until its segments are rewritten
    return number


def is_covered(home: Home, uid: str) -> bool:
    """Whether words that were released are hidden all the same, since they name a private person."""
    with home.archive.reading() as session:
        return held.is_covered(session, uid)


def follow(home: Home, decision: Decision) -> None:
    """Do what now stands decided of what a decision names: it was taken back, or restored."""
    uid = harm.uid_of(decision.target) or ""
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        with home.archive.writing() as session:
            texts = held.follow(session, uid, now=home.settings.clock())
        _link_again(home, texts, run=run)
    index(home)


def _link_again(home: Home, texts: Sequence[int], *, run: int) -> None:
    with home.archive.reading() as session:
        knowledge = known.known(session)
    link_texts(home, texts, knowledge, run=run)


def held_of(seen: HeldSeen, *, with_words: bool = False) -> JsonObject:
    """Something held as JSON; its words only for whoever decides."""
    words: dict[str, JsonValue] = {"words": seen.words or None} if with_words else {}
    return {
        "held": seen.uid,
        "document": seen.document,
        "title": seen.title,
        "source": seen.source,
        "council": seen.council,
        "version": seen.version,
        "page": seen.page,
        "whole": seen.is_whole,
        "rule": seen.rule,
        "reason": seen.reason,
        "state": seen.state,
        "since": instant(seen.since),
        "decided": instant(seen.at),
        "actor": seen.actor,
        "why": seen.why,
        **words,
    }


def as_json(seen: HeldSeen, *, with_words: bool = False) -> str:
    """The same as a line."""
    return json.dumps(held_of(seen, with_words=with_words), ensure_ascii=False)


def held_lines(seen: HeldSeen, *, with_words: bool = False) -> Iterator[str]:
    """Something held in words, on two lines; on a third its words, for whoever decides."""
    page = f", page {seen.page}" if seen.page else ""
    what = "the whole document" if seen.is_whole else "words"
    yield f"{seen.uid}  {seen.title}{page}"
    since = plain_day(london_date(seen.since))
    if seen.state is State.HELD:
        stands = f"{_DECIDED[seen.state]} since {since}"
    else:
        decided = f" on {plain_day(london_date(seen.at))}" if seen.at else ""
        stands = f"held since {since}, {_DECIDED[seen.state]}{decided} by {seen.actor}: {seen.why}"
    yield f"  {what} of {seen.document}, {seen.source}: {seen.reason} ({seen.rule}); {stands}"
    if with_words and seen.words:
        yield f"  “{seen.words}”"


def by_source(found: Sequence[HeldSeen]) -> dict[str, list[JsonValue]]:
    """What is held and was of each source's documents, by its key: the document, the rule and what was decided."""
    sources: dict[str, list[JsonValue]] = {}
    for each in found:
        told: JsonValue = {"document": each.document, "rule": each.rule, "state": each.state}
        sources.setdefault(each.source, []).append(told)
    return sources


def status_lines(found: Sequence[HeldSeen]) -> Iterator[str]:
    """What is held and was, for the status page: how many documents, and of each by which rule and what was decided."""
    documents: dict[str, list[HeldSeen]] = {}
    for each in found:
        documents.setdefault(each.document, []).append(each)
    if not documents:
        return
    waiting = sum(any(each.state is State.HELD for each in those) for those in documents.values())
    noun = "document holds" if len(documents) == 1 else "documents hold"
    yield f"{len(documents)} {noun} what could point to one child; of {waiting} nobody has decided yet (`minutewatch held list`):"
    for document, those in documents.items():
        told = dict.fromkeys(f"{each.rule}, {_DECIDED[each.state]}" for each in those)
        yield f"  {document}  {those[0].source}: {'; '.join(told)}"
