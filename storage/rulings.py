"""Rulings: what people decided of actions, kept as decisions that name an action by the words that named it.

The target is made of a document's public id and of the words of a line in it, so that a decision outlives every re-run,
rebuild and mended rule; it holds none of the words themselves. The last decision that stands counts.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from domain.actions import Ruling, Verdict
from domain.instants import london_date
from domain.uid import public_id
from storage import decisions

DECIDE = "decide"
_TARGET = "action:"


def targets(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """How decisions name lines (of one version each: its document's public id, the words), in the order in which they stand.

    Of lines of a document that say the same the second is told from the first by its number.
    """
    told: dict[tuple[str, str], int] = {}
    for document, quote in lines:
        words = " ".join(quote.casefold().split())
        number = told[document, words] = told.get((document, words), 0) + 1
        yield f"{_TARGET}{document}/{public_id('line', words, str(number))}"


def rulings(session: Session, *, as_of: datetime) -> dict[str, Ruling]:
    """What was decided by a moment, by target."""
    return {
        row.target: Ruling(
            verdict=Verdict(row.value or ""), day=london_date(row.at), reason=row.reason, number=row.id
        )
        for row in decisions.standing(session, [DECIDE], prefix=_TARGET)
        if row.at <= as_of
    }


def decide(
    session: Session, target: str, verdict: Verdict, *, actor: str, reason: str, now: datetime
) -> Ruling:
    """Keep what a person decided of the action that a line names."""
    row = decisions.decide(session, DECIDE, target, actor=actor, reason=reason, now=now, value=verdict.value)
    return Ruling(verdict=verdict, day=london_date(now), reason=reason, number=row.id)
