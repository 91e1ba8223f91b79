"""Sights: when the papers of councils could be looked at and when not, as was known at a moment.

What was not seen while nobody could look is not missing: nobody can tell. Read from what each crawl saw of its source.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.health import HealthState
from domain.instants import london_date
from domain.source import Channel
from domain.spoken import near_day
from storage.schema import SourceHealth, SourceRow

_SEEN = (HealthState.OK, HealthState.QUIET)
# A source that is looked at each day has missed two looks by then.
_STALE_AFTER = timedelta(days=2)
# That we did not look, for whatever reason of our own, is another thing than that we could not.
NOT_LOOKED_AT = "not looked at"
# `the site refuses us (status 403)`: what everybody knows it by.
_STATUS = re.compile(r"\b[45]\d\d\b")
_ROBOTS = re.compile(r"^robots\.txt\b")


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A time in which a source could not be looked at: its first day, the day on which it could again (`None`: not yet), why."""

    source_id: int
    first: date
    until: date | None
    why: str

    @property
    def is_failure(self) -> bool:
        """Whether we tried and could not; else we did not look."""
        return self.why != NOT_LOOKED_AT

    def words(self, council: str, today: date) -> str:
        """`Wolden: could not look since 8 Feb (403)`; of a time that is over: `could not look from 8 Feb to 22 Feb (403)`; `council` may be empty."""
        first = near_day(self.first, today)
        when = f"since {first}"
        if self.until:
            when = f"from {first} to {near_day(self.until - timedelta(days=1), today)}"
        said = f"could not look {when} ({self.why})" if self.is_failure else f"{self.why} {when}"
        return f"{council}: {said}" if council else said


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What can be said of a council's committee papers at a moment: the time in which they cannot be looked at, and earlier ones."""

    source_id: int
    council_id: int
    gaps: tuple[Gap, ...]

    @property
    def blind(self) -> Gap | None:
        """The time in which we now cannot look, if that is so."""
        return self.gaps[-1] if self.gaps and self.gaps[-1].until is None else None

    def gap_before(self, seen: date) -> Gap | None:
        """The time without a look that ended on the day on which something was first seen: it may have been there before."""
        return next((gap for gap in self.gaps if gap.until == seen), None)


def sights(session: Session, councils: Collection[int], *, as_of: datetime) -> dict[int, Sight]:
    """What can be said of each source of committee papers of these councils, by the source's internal id."""
    sources = session.execute(
        select(SourceRow.id, SourceRow.council_id)
        .where(SourceRow.council_id.in_(councils), SourceRow.channel == Channel.COMMITTEE)
        .order_by(SourceRow.id)
    ).all()
    looks: dict[int, list[SourceHealth]] = defaultdict(list)
    for row in session.scalars(
        select(SourceHealth)
        .where(SourceHealth.source_id.in_([number for number, _ in sources]), SourceHealth.at <= as_of)
        .order_by(SourceHealth.at, SourceHealth.id)
    ):
        looks[row.source_id].append(row)
    return {
        number: Sight(source_id=number, council_id=council or 0, gaps=_gaps(number, looks[number], as_of))
        for number, council in sources
    }


def _gaps(source: int, looks: Iterable[SourceHealth], as_of: datetime) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    failed: SourceHealth | None = None
    latest: SourceHealth | None = None
    for look in looks:
        if latest and not failed and look.at - latest.at > _STALE_AFTER:
            gaps.append(_gap(source, latest.at + timedelta(days=1), look.at, NOT_LOOKED_AT))
        if look.state in _SEEN and failed:
            gaps.append(_gap(source, failed.at, look.at, _why(failed)))
            failed = None
        elif look.state not in _SEEN and not failed:
            failed = look
        latest = look
    if failed:
        gaps.append(_gap(source, failed.at, None, _why(failed)))
    elif latest and as_of - latest.at > _STALE_AFTER:
        gaps.append(_gap(source, latest.at + timedelta(days=1), None, NOT_LOOKED_AT))
    return tuple(gaps)


def _gap(source: int, first: datetime, until: datetime | None, why: str) -> Gap:
    return Gap(
        source_id=source, first=london_date(first), until=london_date(until) if until else None, why=why
    )


def _why(look: SourceHealth) -> str:
    """The reason as short as it can be said: `403`, `robots.txt`, else the words of the crawl."""
    if status := _STATUS.search(look.reason):
        return status[0]
    return "robots.txt" if _ROBOTS.match(look.reason) else look.reason
