"""Backfill: a source's past years, some months of its calendar and some meetings a day. What it finds is never news.

All that is still to be done stands on the watch queue: any crawl does its share, and one that is killed loses nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.schema import Attachment, DocumentRow, MeetingRow, Meta, WatchRow
from storage.sources import place_of
from storage.writing import insert_new, upsert

# So many meetings are looked at a day where nobody says otherwise; each may bring a dozen files.
USUAL_PACE = 10
# A month of the committees that are watched has about so many meetings (331 a year, one in five watched).
_MEETINGS_A_MONTH = 5
_REASON = "looking at past years"
# What could not be had so many times is gone, as far as anybody can tell.
_IN_VAIN = 3


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is left to do between two days: months of the calendar to ask for, meetings to look at, files to fetch.

    `in_vain` are files that were asked for three times and could not be had: they are still asked for now and then, but
    nothing waits for them. `until` is when the last of it falls due, as far as is known by now.
    """

    first: date
    last: date
    months: int
    meetings: int
    files: int
    in_vain: int
    until: datetime | None

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not (self.months or self.meetings or self.files)


def begin(session: Session, source: str, *, first: date, last: date, a_day: int, now: datetime) -> None:
    """Have the months between two days asked for, the newest first, so many that about `a_day` meetings a day come of it.

    Months that were asked for before are not asked for again.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source)
    plan = {"first": first.isoformat(), "last": last.isoformat(), "a_day": a_day}
    upsert(session, Meta, [{"key": _named(source), "value": json.dumps(plan)}], on=["key"])
    months_a_day = max(1, a_day // _MEETINGS_A_MONTH)
    rows = [
        {
            "source_id": place.id,
            "key": f"calendar:{month}",
            "url": None,
            "due_at": now + timedelta(days=number // months_a_day),
            "reason": _REASON,
            "tries": 0,
            "done_at": None,
        }
        for number, month in enumerate(_months(first, last))
    ]
    insert_new(session, WatchRow, rows, on=["source_id", "key"])


def pace(session: Session, source: str) -> int:
    """How many meetings of past years are looked at a day."""
    plan = _plan(session, source)
    return plan.a_day if plan else USUAL_PACE


def left(session: Session, source: str) -> Left | None:
    """What is left of the past years of a source; `None` if nobody asked for them.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source)
    plan = _plan(session, source)
    if plan is None:
        return None
    first, last = plan.first, plan.last
    waiting = select(func.count(), func.max(WatchRow.due_at)).where(
        WatchRow.source_id == place.id, WatchRow.done_at.is_(None)
    )
    held_then = (
        MeetingRow.source_id == place.id,
        MeetingRow.starts_local >= first.isoformat(),
        MeetingRow.starts_local < (last + timedelta(days=1)).isoformat(),
    )
    papers = (
        select(DocumentRow.ref)
        .join(Attachment, Attachment.document_id == DocumentRow.id)
        .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
        .where(*held_then)
    )
    wanted = waiting.where(WatchRow.key.in_(select("document:" + papers.subquery().c.ref)))
    counted = [
        session.execute(asked).one()
        for asked in (
            waiting.where(WatchRow.reason == _REASON),
            waiting.where(WatchRow.key.in_(select("meeting:" + MeetingRow.ref).where(*held_then))),
            wanted.where(WatchRow.tries < _IN_VAIN),
        )
    ]
    (months, _), (meetings, _), (files, _) = counted
    in_vain, _ = session.execute(wanted.where(WatchRow.tries >= _IN_VAIN)).one()
    return Left(
        first=first,
        last=last,
        months=months,
        meetings=meetings,
        files=files,
        in_vain=in_vain,
        until=max((due for _, due in counted if due), default=None),
    )


@dataclass(frozen=True, kw_only=True)
class _Plan:
    first: date
    last: date
    a_day: int


def _plan(session: Session, source: str) -> _Plan | None:
    row = session.get(Meta, _named(source))
    if row is None:
        return None
    written = json.loads(row.value)
    return _Plan(
        first=date.fromisoformat(written["first"]),
        last=date.fromisoformat(written["last"]),
        a_day=written["a_day"],
    )


def _named(source: str) -> str:
    """The word under which the archive remembers what was asked for."""
    return f"backfill of {source}"


def _months(first: date, last: date) -> Iterator[str]:
    """`2019-12`, `2019-11` and so on, from the last to the first."""
    for number in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"
