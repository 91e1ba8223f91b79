"""Clocks in the archive: what falls due by statutory clocks is noted as expected, from what the official record states.

Run after linking, again and again: what stands is brought up to date, what no clock makes due any more is dropped, and
nothing is noted that was past before anybody here knew of it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.cited import bounds
from domain.clocks import EVENTS, Due
from domain.clocks import due as due_by
from domain.fact import FactType
from domain.instants import london_date, utc
from domain.intervention import EVENTS as OF_INTERVENTION
from storage.diary import batches
from storage.expected import expect, meet
from storage.interventions import interventions
from storage.schema import Expectation
from storage.stated import stated

_PREFIX = "clock/"


def note_due(session: Session, *, now: datetime) -> int:
    """Note what falls due by the clocks, as far as is known now; returns how many things are noted anew."""
    day = london_date(now)
    told = stated(
        session,
        None,
        as_of=now,
        events=(*EVENTS, *OF_INTERVENTION),
        types=(FactType.JUDGEMENT, FactType.FINDING),
    )
    wanted = {each.key: each for each in due_by(told, interventions(session, as_of=now), day=day)}
    standing = {
        row.key: row
        for row in session.scalars(select(Expectation).where(Expectation.key.like(f"{_PREFIX}%")))
    }
    new = [each for key, each in wanted.items() if key not in standing and not _was_past(each, day)]
    for each in (*new, *(wanted[key] for key in standing if key in wanted)):
        before = standing.get(each.key)
        if before is None or _differs(before, each):
            _note(session, each, now=now)
    gone = [row for key, row in standing.items() if key not in wanted and not _is_done(row)]
    _drop(session, gone, now=now)
    return len(new)


def _was_past(each: Due, day: date) -> bool:
    """Whether it was met or over on the day on which it could first be noted."""
    ends = bounds(each.due)
    return each.met_by is not None or (ends is not None and ends[1] < day)


def _differs(row: Expectation, each: Due) -> bool:
    noted = (row.due, row.what, row.kind, row.because, row.version_id, row.met_by, row.dropped_at)
    return noted != (each.due, each.what, each.kind, each.because, each.version_id, each.met_by, None)


def _note(session: Session, each: Due, *, now: datetime) -> None:
    expect(
        session,
        key=each.key,
        council=each.council,
        kind=each.kind,
        what=each.what,
        due=each.due,
        because=each.because,
        version_id=each.version_id,
        now=now,
    )
    if each.met_by is not None:
        meet(session, each.key, version=each.met_by)
    session.execute(update(Expectation).where(Expectation.key == each.key).values(dropped_at=None))


def _is_done(row: Expectation) -> bool:
    return row.met_by is not None or row.dropped_at is not None


def _drop(session: Session, rows: Sequence[Expectation], *, now: datetime) -> None:
    """What no clock makes due any more, because the statement it rested on is no longer made, or another round has come."""
    for some in batches(row.id for row in rows):
        session.execute(update(Expectation).where(Expectation.id.in_(some)).values(dropped_at=utc(now)))
