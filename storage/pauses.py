"""Pauses: when Ofsted publishes nothing of councils that vote, by the reference table and the operator's own rows.

The operator's rows (`elections.csv` in the home) are kept in the archive at every start, so that all who read the
archive know of them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.publication_calendar import Elections, Pause, of_rows, pauses_of, pauses_on, shipped
from storage.schema import Meta
from storage.writing import upsert

_KEY = "elections"


def is_current(session: Session, rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether the archive already holds these rows."""
    return (session.scalar(select(Meta.value).where(Meta.key == _KEY)) or _json([])) == _json(rows)


def keep_elections(session: Session, rows: Sequence[Mapping[str, str]]) -> None:
    """Keep the operator's own rows in place of those kept before.

    Raises:
        BadElections: a row cannot be read; nothing is kept then.
    """
    of_rows(rows)
    upsert(session, Meta, [{"key": _KEY, "value": _json(rows)}], on=["key"])


def elections(session: Session) -> dict[str, Elections]:
    """When each council votes: as the operator says, else as the reference table does."""
    kept = session.scalar(select(Meta.value).where(Meta.key == _KEY))
    return shipped() | (of_rows(json.loads(kept)) if kept else {})


def pauses(session: Session, *, day: date) -> tuple[Pause, ...]:
    """The pauses that hold on a day, each with the councils that it concerns."""
    return pauses_on(day, elections(session))


def pause_of(session: Session, council: str, day: date) -> Pause | None:
    """The pause that holds for a council on a day."""
    return next(iter(pauses_of(council, elections(session), first=day, last=day)), None)


def _json(rows: Sequence[Mapping[str, str]]) -> str:
    return json.dumps([dict(row) for row in rows], sort_keys=True)
