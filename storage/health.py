"""Health: what each crawl saw of a source, and the state that follows from it at the moment of reading.

`stale` is never stored: a dead cron stores nothing, and must show all the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.health import HealthState
from storage.schema import CouncilRow, DocumentRow, SourceHealth, SourceRow, VersionRow
from storage.sources import place_of

# A source looked at each day has missed two looks by then.
_STALE_AFTER = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """The state of one source: since when, why, when it was last seen well, and the newest thing it gave."""

    source: str
    council: str | None
    state: HealthState
    since: datetime | None
    reason: str
    last_success: datetime | None
    newest: datetime | None


def note_health(
    session: Session, source: str, *, run: int, at: datetime, state: HealthState, reason: str
) -> None:
    """Note what a crawl saw of a source.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source)
    session.add(SourceHealth(source_id=place.id, run_id=run, at=at, state=state, reason=reason))


def states(session: Session, *, now: datetime) -> list[SourceState]:
    """The state of every source that is switched on, by key."""
    looks = _looks(session)
    newest = dict(
        session.execute(
            select(DocumentRow.source_id, func.max(VersionRow.first_seen_at))
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .group_by(DocumentRow.source_id)
        ).all()
    )
    rows = session.execute(
        select(SourceRow.id, SourceRow.key, CouncilRow.slug)
        .outerjoin(CouncilRow, CouncilRow.id == SourceRow.council_id)
        .where(SourceRow.enabled, SourceRow.system != "added")
        .order_by(SourceRow.key)
    )
    return [_state(key, slug, looks.get(number, []), newest.get(number), now) for number, key, slug in rows]


def _looks(session: Session) -> dict[int, list[SourceHealth]]:
    """What was seen of each source, the newest look first."""
    looks: dict[int, list[SourceHealth]] = {}
    for row in session.scalars(select(SourceHealth).order_by(SourceHealth.id.desc())):
        looks.setdefault(row.source_id, []).append(row)
    return looks


def _state(
    key: str, council: str | None, looks: list[SourceHealth], newest: datetime | None, now: datetime
) -> SourceState:
    if not looks:
        reason = "never looked at; run `minutewatch crawl`"
        return SourceState(
            source=key,
            council=council,
            state=HealthState.STALE,
            since=None,
            reason=reason,
            last_success=None,
            newest=newest,
        )
    latest = looks[0]
    success = next((look.at for look in looks if look.state in (HealthState.OK, HealthState.QUIET)), None)
    *_, first = takewhile(lambda look: look.state == latest.state, looks)
    state, since, reason = HealthState(latest.state), first.at, latest.reason
    if now - latest.at > _STALE_AFTER:
        state, since = HealthState.STALE, latest.at
        reason = f"last looked at {latest.at:%Y-%m-%d %H:%M} UTC; is cron running?"
    return SourceState(
        source=key,
        council=council,
        state=state,
        since=since,
        reason=reason,
        last_success=success,
        newest=newest,
    )
