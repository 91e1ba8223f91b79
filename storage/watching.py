"""The watch queue: what is to be looked at, when and why. It lives in the same transactions as what was seen."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, select, true, update
from sqlalchemy.orm import Session

from domain import looking
from domain.document import Watch
from domain.source import Channel
from storage.schema import Capture, DocumentRow, VersionRow, WatchRow
from storage.writing import insert_new, upsert

STANDING = "asked of this source again and again"
# How the reason begins where an answer came but could not be kept; it comes after all others.
UNKEPT = "could not be kept"
_OTHER_ROAD = "asked for in another way"
# Standing questions that may be put in another way from one day to the next.
_CHANGING = ("calendar", "feed:", "sitemap:")
# What comes first: whose meetings there are and when, all that is listed, meetings, what hangs on them, files last.
_ORDER = (
    "committees",
    "calendar",
    "events",
    "decisions",
    "plans",
    "members",
    "feed:",
    "sitemap:",
    "meeting:",
    "page:",
    "item:",
    "decision:",
    "plan:",
    "issue:",
)
# What failed this often is given up until it is listed anew; standing questions and meetings never are.
GIVE_UP_AFTER = 8
_GIVEN_UP = ("document:", "page:", "item:", "decision:", "plan:", "issue:", "article:", "sitemap:http")
# Questions that are asked with the validators of the newest answer that is kept: for files, and all those of news.
_FILES, _OF_NEWS = ("document:",), ("article:", "feed:", "sitemap:")
# A site that does not answer any more is asked for its last words for so long.
_WINDING_UP = timedelta(days=35)
# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 500


def due(session: Session, *, source: int, key: str, now: datetime, limit: int) -> list[Watch]:
    """What is due, with the validators of the newest content that is kept for each.

    The standing questions come first, then meetings, then files: what a listing says of a file is known before the file.
    """
    rank = case(
        (WatchRow.reason.startswith(UNKEPT), len(_ORDER) + 1),
        *((WatchRow.key.startswith(what), place) for place, what in enumerate(_ORDER)),
        else_=len(_ORDER),
    )
    rows = session.scalars(
        select(WatchRow)
        .where(WatchRow.source_id == source, WatchRow.done_at.is_(None), WatchRow.due_at <= now)
        .order_by(rank, WatchRow.due_at, WatchRow.key)
        .limit(limit)
    ).all()
    conditional = (*_FILES, *_OF_NEWS) if key.startswith(f"{Channel.NEWS}/") else _FILES
    validators = _validators(session, source, [row.key for row in rows if row.key.startswith(conditional)])
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


def begin(session: Session, *, source: int, keys: Collection[str], now: datetime) -> None:
    """Put the standing questions to a source on the queue, if they are not there yet.

    A calendar that is had in another way now (whole, or month by month) is not asked for in the old way any more, nor is a
    feed or sitemap that the source does not name any more.
    """
    rows = [_row(source, key, due_at=looking.at_first(key, now=now), reason=STANDING) for key in keys]
    insert_new(session, WatchRow, rows, on=["source_id", "key"])
    changing = select(WatchRow).where(
        WatchRow.source_id == source,
        or_(*(WatchRow.key.startswith(what) for what in _CHANGING)),
        WatchRow.reason.in_((STANDING, _OTHER_ROAD)),
    )
    for row in session.scalars(changing):
        if row.reason == STANDING and row.key not in keys and _is_of_other_road(row.key, keys):
            row.done_at, row.reason = now, _OTHER_ROAD
        elif row.reason == _OTHER_ROAD and row.key in keys:
            row.due_at, row.reason, row.tries, row.done_at = now, STANDING, 0, None


def _is_of_other_road(key: str, keys: Collection[str]) -> bool:
    """Whether a calendar is asked for as a whole though these questions ask for months, or the other way round; or it is a
    list, which goes by its name alone."""
    if not key.startswith("calendar"):
        return True
    if key == "calendar":
        return any(looking.month_of(each) for each in keys)
    return "calendar" in keys and looking.month_of(key) is not None


def look_at(
    session: Session, *, source: int, keys: Iterable[tuple[str, str | None]], due_at: datetime, reason: str
) -> None:
    """Put (key, url) pairs on the queue, to be looked at at this moment; what stands there is brought forward, never put off.

    An address that is not given stays as it is.
    """
    looks = {key: (url, due_at) for key, url in keys}
    schedule(session, source=source, looks=looks, reason=reason)


def schedule(
    session: Session, *, source: int, looks: Mapping[str, tuple[str | None, datetime]], reason: str
) -> None:
    """The same for keys that are each to be looked at at a moment of their own."""
    if not looks:
        return
    waiting = _rows(session, source, looks)
    new = []
    for key, (url, due_at) in looks.items():
        row = waiting.get(key)
        if row is None:
            new.append(_row(source, key, url=url, due_at=due_at, reason=reason))
        elif row.done_at is not None or row.due_at > due_at or (url and row.url != url):
            row.due_at = due_at if row.done_at is not None else min(row.due_at, due_at)
            row.url, row.reason, row.tries, row.done_at = url or row.url, reason, 0, None
    upsert(session, WatchRow, new, on=["source_id", "key"])


def add(
    session: Session, *, source: int, looks: Mapping[str, tuple[str | None, datetime]], reason: str
) -> None:
    """Put keys on the queue that never stood there; what does, or was done with, stays as it is."""
    rows = [_row(source, key, url=url, due_at=due_at, reason=reason) for key, (url, due_at) in looks.items()]
    insert_new(session, WatchRow, rows, on=["source_id", "key"])


def readdress(session: Session, *, source: int, urls: Mapping[str, str | None]) -> None:
    """Where what stands on the queue under these keys is found now; when it is looked at stays as it is."""
    for key, row in _rows(session, source, urls).items():
        if urls[key]:
            row.url = urls[key]


def ask_again(session: Session, *, source: int, now: datetime) -> None:
    """Ask once more for every calendar that was asked for before, and is to be asked for again."""
    asked = select(Capture.watch_key).where(
        Capture.source_id == source, Capture.watch_key.startswith("calendar")
    )
    session.execute(
        update(WatchRow)
        .where(
            WatchRow.source_id == source,
            WatchRow.key.in_(asked),
            WatchRow.done_at.is_(None),
            WatchRow.due_at > now,
        )
        .values(due_at=now)
    )


def looked_at(
    session: Session,
    *,
    source: int,
    key: str,
    now: datetime,
    again_at: datetime | None = None,
    reason: str = STANDING,
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


def failed(
    session: Session,
    *,
    source: int,
    key: str,
    now: datetime,
    retry_at: datetime | None,
    unkept: str | None = None,
) -> None:
    """The look failed: try again later; what failed too often is given up, but standing questions and meetings never are.

    `unkept` says why an answer that came could not be kept.
    """
    row = session.get(WatchRow, (source, key))
    if row is None:
        return
    row.tries += 1
    row.due_at = max(retry_at or looking.after_failure(now, tries=row.tries, key=key), now)
    if unkept:
        row.reason = unkept
    if row.tries >= GIVE_UP_AFTER and key.startswith(_GIVEN_UP):
        row.done_at, row.reason = now, f"given up after {row.tries} tries"


def stop(session: Session, *, source: int, keys: Iterable[str], now: datetime, reason: str) -> None:
    """Look no more at what stands on the queue under these keys, for this reason."""
    for row in _rows(session, source, list(keys)).values():
        if row.done_at is None:
            row.done_at, row.reason = now, reason


def wind_up(session: Session, *, source: int, ended: datetime, now: datetime, reason: str) -> None:
    """Look at what is left of a source that has ended once more, and then no more, for this reason.

    What was seen well since the end is done with, and so are files that were had; after five weeks all is.
    """
    had = (
        select(VersionRow.id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DocumentRow.source_id == source, "document:" + DocumentRow.ref == WatchRow.key)
    )
    seen = select(Capture.id).where(
        Capture.source_id == source,
        Capture.watch_key == WatchRow.key,
        Capture.asked_at >= ended,
        Capture.status.in_((200, 304)),
        Capture.error.is_(None),
    )
    left = (WatchRow.source_id == source) & WatchRow.done_at.is_(None)
    is_file = WatchRow.key.startswith("document:")
    over = true() if now > ended + _WINDING_UP else seen.exists() | (is_file & had.exists())
    session.execute(update(WatchRow).where(left, over).values(done_at=now, reason=reason))
    session.execute(
        update(WatchRow)
        .where(left, ~is_file, WatchRow.tries == 0, WatchRow.due_at > now)
        .values(due_at=now, reason=f"looked at once more: {reason}")
    )


def _rows(session: Session, source: int, keys: Collection[str]) -> dict[str, WatchRow]:
    """What stands on the queue under these keys."""
    wanted = list(keys)
    found: dict[str, WatchRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = session.scalars(select(WatchRow).where(WatchRow.source_id == source, WatchRow.key.in_(some)))
        found |= {row.key: row for row in rows}
    return found


def _validators(session: Session, source: int, keys: list[str]) -> dict[str, tuple[str | None, str | None]]:
    """The validators of the newest answer with content for each key: only content that we hold may answer 304."""
    if not keys:
        return {}
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
