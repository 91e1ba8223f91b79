"""The watch queue: what is to be looked at, when and why. It lives in the same transactions as what was seen."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from domain import looking
from domain.document import Watch
from storage.schema import Capture, WatchRow
from storage.writing import insert_new, upsert

# What comes first: whose meetings there are and when, all that is listed, meetings, what hangs on them, files last.
_ORDER = (
    "committees",
    "calendar",
    "events",
    "decisions",
    "plans",
    "members",
    "meeting:",
    "page:",
    "item:",
    "decision:",
    "plan:",
    "issue:",
)
# A file that failed this often is given up until its listing changes.
GIVE_UP_AFTER = 8


def due(session: Session, *, source: int, key: str, now: datetime, limit: int) -> list[Watch]:
    """What is due, with the validators of the newest content that is kept for each.

    The standing questions come first, then meetings, then files: what a listing says of a file is known before the file.
    """
    rank = case(
        *((WatchRow.key.startswith(what), place) for place, what in enumerate(_ORDER)), else_=len(_ORDER)
    )
    rows = session.scalars(
        select(WatchRow)
        .where(WatchRow.source_id == source, WatchRow.done_at.is_(None), WatchRow.due_at <= now)
        .order_by(rank, WatchRow.due_at, WatchRow.key)
        .limit(limit)
    ).all()
    validators = _validators(session, source, [row.key for row in rows if row.key.startswith("document:")])
    return [
        Watch(
            source=key,
            key=row.key,
            url=row.url,
            due_at=row.due_at,
            reason=row.reason,
            tries=row.tries,
            etag=validators.get(row.key, (None, None))[0],
            last_modified=validators.get(row.key, (None, None))[1],
        )
        for row in rows
    ]


def begin(session: Session, *, source: int, keys: Iterable[str], now: datetime) -> None:
    """Put the standing questions to a source on the queue, if they are not there yet."""
    rows = [
        _row(
            source, key, due_at=looking.at_first(key, now=now), reason="asked of this source again and again"
        )
        for key in keys
    ]
    insert_new(session, WatchRow, rows, on=["source_id", "key"])


def look_at(
    session: Session, *, source: int, keys: Iterable[tuple[str, str | None]], due_at: datetime, reason: str
) -> None:
    """Put (key, url) pairs on the queue, to be looked at at this moment; what stands there is brought forward, never put off."""
    wanted = dict(keys)
    waiting = {
        row.key: row
        for row in session.scalars(
            select(WatchRow).where(WatchRow.source_id == source, WatchRow.key.in_(list(wanted)))
        )
    }
    new = []
    for key, url in wanted.items():
        row = waiting.get(key)
        if row is None:
            new.append(_row(source, key, url=url, due_at=due_at, reason=reason))
        elif row.done_at is not None or row.due_at > due_at or row.url != url:
            row.url, row.reason, row.tries, row.done_at = url, reason, 0, None
            row.due_at = due_at
    upsert(session, WatchRow, new, on=["source_id", "key"])


def looked_at(
    session: Session, *, source: int, key: str, now: datetime, again_at: datetime | None, reason: str
) -> None:
    """The look succeeded: look again then, or never again."""
    session.execute(
        update(WatchRow)
        .where(WatchRow.source_id == source, WatchRow.key == key)
        .values(
            due_at=again_at or now,
            done_at=None if again_at else now,
            reason=reason if again_at else "done",
            tries=0,
        )
    )


def failed(session: Session, *, source: int, key: str, now: datetime, retry_at: datetime | None) -> None:
    """The look failed: try again later; a file that failed too often is given up, the standing questions never are."""
    row = session.get(WatchRow, (source, key))
    if row is None:
        return
    row.tries += 1
    row.due_at = max(retry_at or looking.after_failure(now, tries=row.tries), now)
    if row.tries >= GIVE_UP_AFTER and key.startswith("document:"):
        row.done_at, row.reason = now, f"given up after {row.tries} tries"


def _validators(session: Session, source: int, keys: list[str]) -> dict[str, tuple[str | None, str | None]]:
    """The validators of the newest answer with content for each key: only content that we hold may answer 304."""
    newest = (
        select(func.max(Capture.id))
        .where(Capture.source_id == source, Capture.watch_key.in_(keys), Capture.sha256.is_not(None))
        .group_by(Capture.watch_key)
    )
    rows = session.execute(
        select(Capture.watch_key, Capture.etag, Capture.last_modified).where(
            Capture.id.in_(newest), Capture.status == 200
        )
    )
    return {key: (etag, modified) for key, etag, modified in rows}


def _row(
    source: int, key: str, *, due_at: datetime, reason: str, url: str | None = None
) -> dict[str, object]:
    return {
        "source_id": source,
        "key": key,
        "url": url,
        "due_at": due_at,
        "reason": reason,
        "tries": 0,
        "done_at": None,
    }
