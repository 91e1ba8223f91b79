"""What people decided: their words override every rule, name natural keys, and can be taken back; nothing of them is ever lost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from storage.schema import Decision

UNDO = "undo"
# What is gone cannot be brought back.
_FINAL = "erase"


class UnknownDecision(MinutewatchError):
    """No decision has this number."""


class NotUndone(MinutewatchError):
    """A decision that cannot be taken back: what it erased is gone, or it was taken back before."""


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What an undoing did: its own number, the decision at stake in the end, and whether that stands now."""

    number: int
    decision: Decision
    stands: bool


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A decision as it was taken, and whether it stands."""

    decision: Decision
    stands: bool


def decide(
    session: Session,
    action: str,
    target: str,
    *,
    actor: str,
    reason: str,
    now: datetime,
    value: str | None = None,
    undoes: int | None = None,
) -> Decision:
    """Keep a person's word on a target (its natural key), with its reason."""
    decision = Decision(
        at=now, actor=actor, action=action, target=target, value=value, reason=reason, undoes=undoes
    )
    session.add(decision)
    session.flush()
    return decision


def standing(
    session: Session, actions: Collection[str], *, prefix: str = "", as_of: datetime | None = None
) -> list[Decision]:
    """The decisions of these actions that stand, or stood at a moment, on targets that begin so, in the order in which
    they were taken.
    """
    undone = undone_ids(session, as_of=as_of)
    rows = session.scalars(
        select(Decision)
        .where(Decision.action.in_(list(actions)), Decision.target.startswith(prefix, autoescape=True))
        .where(*_by(as_of))
        .order_by(Decision.id)
    )
    return [row for row in rows if row.id not in undone]


def undone_ids(session: Session, *, as_of: datetime | None = None) -> frozenset[int]:
    """The decisions that were taken back and not restored: who takes back an undoing restores what it undid."""
    rows = session.execute(
        select(Decision.id, Decision.undoes)
        .where(Decision.undoes.is_not(None), *_by(as_of))
        .order_by(Decision.id.desc())
    )
    undone: set[int] = set()
    for number, undoes in rows:  # the latest word is heard first
        if number not in undone and undoes is not None:
            undone.add(undoes)
    return frozenset(undone)


def undo(session: Session, number: int, *, actor: str, reason: str, now: datetime) -> Undone:
    """Take a decision back, or an undoing: then what it undid stands again. What follows is for whoever follows its action.

    Raises:
        UnknownDecision: there is none of this number.
        NotUndone: it is an erasure, or was taken back before.
    """
    decision = session.get(Decision, number)
    if decision is None:
        raise UnknownDecision(f"{number}: no decision has this number; `minutewatch undo` lists them")
    if decision.action == _FINAL:
        raise NotUndone(f"{number}: erased words are gone; an erasure cannot be taken back")
    if number in undone_ids(session):
        raise NotUndone(f"{number}: it was taken back before")
    done = decide(session, UNDO, decision.target, actor=actor, reason=reason, now=now, undoes=number)
    while decision.undoes is not None:
        decision = session.get_one(Decision, decision.undoes)
    return Undone(number=done.id, decision=decision, stands=decision.id not in undone_ids(session))


def taken(session: Session, *, target: str = "") -> list[Taken]:
    """All that was decided on targets that begin so, in order, and what of it stands."""
    undone = undone_ids(session)
    rows = session.scalars(
        select(Decision).where(Decision.target.startswith(target, autoescape=True)).order_by(Decision.id)
    )
    return [Taken(decision=row, stands=row.id not in undone) for row in rows]


def _by(as_of: datetime | None) -> list[ColumnElement[bool]]:
    return [] if as_of is None else [Decision.at <= as_of]
