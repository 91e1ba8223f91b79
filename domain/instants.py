"""Instants: moments in UTC. A moment without a zone is refused, for it could be off by an hour every summer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.errors import MinutewatchError

# The wall clock of every council, newspaper and regulator that we watch.
LONDON = ZoneInfo("Europe/London")


class ZoneMissing(MinutewatchError):
    """A moment came without a time zone."""


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC.

    Raises:
        ZoneMissing: the moment has no zone.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ZoneMissing(f"{moment.isoformat()}: an instant needs a zone; write 2026-11-22T06:00:00Z")
    return moment.astimezone(UTC)


def parse_instant(words: str) -> datetime:
    """Read an ISO 8601 moment such as `2026-11-22T06:00:00Z` into UTC.

    Raises:
        ZoneMissing: no zone is written.
        MinutewatchError: the words are no moment.
    """
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as exc:
        raise MinutewatchError(f"{words!r}: no moment in time; write 2026-11-22T06:00:00Z") from exc
    return utc(moment)


def london_date(moment: datetime) -> date:
    """The calendar day in England at this moment."""
    return utc(moment).astimezone(LONDON).date()
