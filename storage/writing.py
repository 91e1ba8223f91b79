"""Small words that every keeper of records needs: upserts on both databases, runs, change numbers, audit decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.mention import JsonValue
from storage.engine import lock_changes
from storage.schema import Base, Change, Run

Row = Mapping[str, Any]


def upsert(
    session: Session, table: type[Base], rows: Sequence[Row], *, on: Iterable[str], keep: Iterable[str] = ()
) -> None:
    """Insert rows; where one of the same `on` stands, overwrite its other columns but those in `keep`."""
    if not rows:
        return
    on, kept = list(on), set(keep)
    inserting = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)
    changed = {name: inserting.excluded[name] for name in rows[0] if name not in on and name not in kept}
    statement = (
        inserting.on_conflict_do_update(index_elements=on, set_=changed)
        if changed
        else inserting.on_conflict_do_nothing(index_elements=on)
    )
    session.execute(statement, list(rows))


def insert_new(session: Session, table: type[Base], rows: Sequence[Row], *, on: Iterable[str]) -> None:
    """Insert rows; where one of the same `on` stands, leave it as it is."""
    if not rows:
        return
    inserting = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)
    session.execute(inserting.on_conflict_do_nothing(index_elements=list(on)), list(rows))


def begin_run(session: Session, step: str, *, now: datetime, program: str) -> int:
    """Note that a step has begun; returns the run's number."""
    run = Run(step=step, started_at=now, program=program)
    session.add(run)
    session.flush()
    return run.id


def end_run(
    session: Session, run: int, *, now: datetime, outcome: str, summary: dict[str, JsonValue]
) -> None:
    """Note how a step ended."""
    row = session.get_one(Run, run)
    row.ended_at, row.outcome, row.summary = now, outcome, summary


def note_changes(session: Session, changes: Sequence[Row], *, at: datetime) -> None:
    """Give each change the next number, in order.

    The lock is held to commit: a follower that has read number n will never see a smaller one appear. Call this last
    in a transaction, so that writers wait for one another as briefly as can be.
    """
    if not changes:
        return
    lock_changes(session)
    last = session.scalar(select(func.max(Change.seq))) or 0
    columns = ("what", "document_id", "version_id", "story_id", "publication_id")
    session.execute(
        Change.__table__.insert(),  # type: ignore[attr-defined]  # declarative tables are Tables
        [
            {"seq": last + number, "at": at, **{name: change.get(name) for name in columns}}
            for number, change in enumerate(changes, start=1)
        ],
    )
