"""Probes in the database: what each site was found to offer, remembered until it is probed again."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import probe
from domain.mention import JsonValue
from domain.probe import Road
from storage.schema import Probe, SourceRow
from storage.sources import place_of


def note(
    session: Session, source_key: str, *, at: datetime, road: Road, reason: str, found: dict[str, JsonValue]
) -> None:
    """Remember what a source's site was found to offer.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source_key)
    session.add(Probe(source_id=place.id, at=at, road=road, reason=reason, found=found))


def newest(session: Session, source_key: str) -> probe.Probe | None:
    """What the newest probe of a source found, however long ago; `None` if it was never probed."""
    return all_newest(session, source_key).get(source_key)


def all_newest(session: Session, *source_keys: str) -> dict[str, probe.Probe]:
    """The newest probe of each of these sources, by key; of all that were ever probed if none are named."""
    last = select(func.max(Probe.id)).group_by(Probe.source_id)
    asked = (
        select(SourceRow.key, Probe)
        .join(SourceRow, SourceRow.id == Probe.source_id)
        .where(Probe.id.in_(last))
    )
    if source_keys:
        asked = asked.where(SourceRow.key.in_(source_keys))
    return {
        key: probe.Probe(at=row.at, road=Road(row.road), reason=row.reason, found=dict(row.found))
        for key, row in session.execute(asked)
    }
