"""Editions: a window of changes frozen into items, one mail to each reader in the outbox, and who was told what.

What an edition says is composed elsewhere and kept here word for word; sending claims a mail, hands it over and marks it.
A mail that was claimed by a sender that died is free again: with one Message-ID, so that a copy can be known for one.
"""

import fcntl
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select, text, update
from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from domain.instants import london_date
from domain.workingdays import is_working
from storage.archive import Archive
from storage.engine import lock_changes
from storage.schema import (
    Change,
    Edition,
    EditionItem,
    JsonObject,
    Ledger,
    Outbox,
    Subscriber,
    Subscription,
    Suppression,
)
from storage.subscribers import Cadence, ReaderState
from storage.writing import insert_new

# `2026-W47`, and `2026-W47-4` for the Thursday; the Monday has no number of its own.
_WEEKLY = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})(?:-(?P<weekday>[2-7]))?", re.ASCII)
_MONTHLY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})", re.ASCII)
_DAILY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONDAY = 1
_DAY = timedelta(days=1)

# An edition that was missed is made up for within this time; later ones tell it all anyway.
_MADE_UP_FOR = timedelta(days=8)
# A reader who comes later than this after an edition was frozen waits for the next one.
CURRENT_FOR = timedelta(hours=48)
# Where others are sending, a claim of theirs is given up only when no mail can take that long.
_LEASE = timedelta(hours=1)
# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 500
_SENDING_LOCK = 0x6D61696C  # "mail": the advisory lock that every sender holds


class NoSuchEdition(MinutewatchError):
    """The words name no edition, or one that was not built yet."""


class EditionState(StrEnum):
    """Whether an edition's mails are all dealt with."""

    FROZEN = "frozen"
    SENT = "sent"


class MailState(StrEnum):
    """What became of one mail to one reader."""

    READY = "ready"
    CLAIMED = "claimed"
    SENT = "sent"
    DEFERRED = "deferred"  # the server asked to try later
    FAILED = "failed"  # the server refused this recipient for good
    SKIPPED = "skipped"  # the reader left before it went, or there was nothing to say
    UNSURE = "unsure"  # handed over whole, and the connection broke before the answer


@dataclass(frozen=True, kw_only=True)
class EditionName:
    """An edition's id read: how often it comes, and the day on which it goes out.

    `weekday` is 1 (Monday) to 7, for weekly editions alone. An edition of a Monday that is a bank holiday goes out on the
    next working day.
    """

    id: str
    cadence: Cadence
    weekday: int | None
    day: date


@dataclass(frozen=True, kw_only=True)
class Window:
    """The changes that an edition tells of: those numbered above `after`, up to and including `upto`."""

    after: int
    upto: int


@dataclass(frozen=True, kw_only=True)
class FrozenItem:
    """An item as frozen: what the ledger knows it by, its place in the edition, and its content (`None`: withdrawn)."""

    key: str
    rank: int
    content: JsonObject | None


@dataclass(frozen=True, kw_only=True)
class FrozenEdition:
    """An edition as it stands: its name, window, the moment it was frozen, and a digest of the templates of that time."""

    name: EditionName
    window: Window
    frozen_at: datetime
    template: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """A reader is told this version of this item, because of what they follow (a subscription's id)."""

    following: int
    item: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One mail that this sender and no other is to send now; `attempts` counts this one.

    `may_have_gone` says that an earlier attempt handed it over and got no answer.
    """

    edition: str
    subscriber: int
    message_id: str
    attempts: int
    may_have_gone: bool


Compose = Callable[[Session, EditionName, Window], Iterable[FrozenItem]]


def named(words: str) -> EditionName:
    """Read the id of an edition: `2026-W47`, `2026-W47-4`, `2026-11-22` or `2026-11`.

    Raises:
        NoSuchEdition: the words are none of these, or name a day that does not exist.
    """
    try:
        if found := _WEEKLY.fullmatch(words):
            weekday = int(found["weekday"] or _MONDAY)
            day = date.fromisocalendar(int(found["year"]), int(found["week"]), weekday)
            day = _working(day) if weekday == _MONDAY else day
            return EditionName(id=words, cadence=Cadence.WEEKLY, weekday=weekday, day=day)
        if _DAILY.fullmatch(words):
            return EditionName(id=words, cadence=Cadence.DAILY, weekday=None, day=date.fromisoformat(words))
        if found := _MONTHLY.fullmatch(words):
            day = _working(_first_monday(int(found["year"]), int(found["month"])))
            return EditionName(id=words, cadence=Cadence.MONTHLY, weekday=None, day=day)
    except ValueError as exc:
        raise NoSuchEdition(f"{words}: {exc}") from exc
    raise NoSuchEdition(
        f"{words!r}: no edition; write 2026-W47, 2026-W47-4 (Thursday), 2026-11-22 or 2026-11"
    )


def going_out(day: date) -> tuple[EditionName, ...]:
    """The editions whose day this is."""
    names = [day.isoformat(), f"{day:%Y-%m}"]
    for back in range(7):  # a Monday's edition may have waited for a working day
        year, week, weekday = (day - back * _DAY).isocalendar()
        names.append(f"{year}-W{week:02}" + (f"-{weekday}" if weekday != _MONDAY else ""))
    return tuple(name for name in map(named, names) if name.day == day)


def due(session: Session, *, today: date) -> tuple[EditionName, ...]:
    """The editions to build and send now: today's, one that was missed of late, and those with mails still waiting.

    Of a series of editions with readers the newest is due; the first of a series waits for its own day.
    """
    series = {
        (Cadence(cadence), weekday if cadence != Cadence.WEEKLY else weekday or _MONDAY)
        for cadence, weekday in session.execute(
            select(Subscription.cadence, Subscription.weekday)
            .join(Subscriber, Subscriber.id == Subscription.subscriber_id)
            .where(Subscription.ended_at.is_(None), Subscriber.state == ReaderState.CONFIRMED)
            .distinct()
        )
    }
    built = {row.id: row.state for row in session.scalars(select(Edition))}
    begun = {(name.cadence, name.weekday) for name in map(named, built)}
    found: list[EditionName] = []
    for back in range(_MADE_UP_FOR.days + 1):
        for name in going_out(today - back * _DAY):
            mine = (name.cadence, name.weekday)
            if mine not in series:
                continue
            series.discard(mine)
            if built.get(name.id) != EditionState.SENT and (back == 0 or mine in begun):
                found.append(name)
    return tuple(found)


def freeze(
    archive: Archive, name: EditionName, *, now: datetime, template: str, compose: Compose
) -> FrozenEdition:
    """Fix what an edition says: everything that changed since the edition before it of the same series.

    Once frozen it stays as it is, however often this is called. Composing holds no lock: all changes up to the window's
    end are there to be seen, for change numbers are drawn under a lock held to commit.
    """
    with archive.reading() as session:
        if standing := find(session, name.id):
            return standing
        window = next_window(session, name)
        items = list(compose(session, name, window))
    with archive.writing() as session:
        lock_changes(session)  # of two that freeze at once one finds the other's work
        if standing := find(session, name.id):
            return standing
        edition = Edition(
            id=name.id,
            cadence=name.cadence,
            from_seq=window.after,
            to_seq=window.upto,
            frozen_at=now,
            template=template,
            state=EditionState.FROZEN,
        )
        session.add(edition)
        session.flush()
        rows = [
            {"edition_id": name.id, "item": item.key, "rank": item.rank, "content": item.content}
            for item in items
        ]
        insert_new(session, EditionItem, rows, on=["edition_id", "item"])
        return _frozen(edition)


def next_window(session: Session, name: EditionName) -> Window:
    """The changes that an edition frozen at this moment would tell of.

    It begins where the series' newest edition ended. The first of a series begins where its readers do, or else
    where the newest edition of any series ended.
    """
    newest = position(session)
    series = [
        edition
        for edition in session.scalars(select(Edition).where(Edition.cadence == name.cadence))
        if named(edition.id).weekday == name.weekday
    ]
    if series:
        after = max(edition.to_seq for edition in series)
    else:
        began = session.scalar(select(func.min(Subscription.since_seq)).where(*_followed_in(name)))
        after = began if began is not None else session.scalar(select(func.max(Edition.to_seq))) or 0
    return Window(after=min(after, newest), upto=newest)


def find(session: Session, edition: str) -> FrozenEdition | None:
    """The edition with this id, if it was frozen."""
    row = session.get(Edition, edition)
    return _frozen(row) if row else None


def items(session: Session, edition: str) -> list[FrozenItem]:
    """What an edition says, in its order."""
    rows = session.scalars(
        select(EditionItem)
        .where(EditionItem.edition_id == edition)
        .order_by(EditionItem.rank, EditionItem.item)
    )
    return [FrozenItem(key=row.item, rank=row.rank, content=row.content) for row in rows]


def position(session: Session) -> int:
    """The number of the newest change."""
    return session.scalar(select(func.max(Change.seq))) or 0


def withdrawn_since(session: Session, seq: int) -> bool:
    """Whether a person withdrew anything after this change: then what was read of an edition must be read again."""
    found = select(Change.seq).where(Change.seq > seq, Change.what == "access").limit(1)
    return session.scalar(found) is not None


def enqueue(session: Session, name: EditionName, *, now: datetime, message_id: Callable[[str], str]) -> int:
    """Put a mail in the outbox for each reader of this edition who has none yet; returns how many readers it has.

    `message_id` makes the Message-ID of a reader (public id): the same whenever asked, for a mail may go out twice.
    """
    waiting = select(Outbox.subscriber_id).where(Outbox.edition_id == name.id)
    readers = session.execute(
        select(Subscriber.id, Subscriber.uid)
        .where(
            _may_be_written_to(),
            Subscriber.id.not_in(waiting),
            select(Subscription.id)
            .where(
                Subscription.subscriber_id == Subscriber.id,
                or_(Subscription.paused_until.is_(None), Subscription.paused_until <= london_date(now)),
                *_followed_in(name),
            )
            .exists(),
        )
        .order_by(Subscriber.id)
    ).all()
    rows = [
        {
            "edition_id": name.id,
            "subscriber_id": number,
            "message_id": message_id(uid),
            "state": MailState.READY,
            "attempts": 0,
        }
        for number, uid in readers
    ]
    insert_new(session, Outbox, rows, on=["edition_id", "subscriber_id"])
    return session.scalar(select(func.count()).where(Outbox.edition_id == name.id)) or 0


def claim(
    session: Session, edition: str, *, now: datetime, among: Collection[int] | None = None
) -> Claim | None:
    """Take the next mail that is to go now, so that no other sender does; `among` names the readers who may be written to.

    One statement: SQLite has one writer at a time, PostgreSQL passes over rows that others hold.
    """
    free = (
        select(Outbox.subscriber_id)
        .where(Outbox.edition_id == edition, _goes_now(now))
        .order_by(Outbox.message_id)  # a digest: mails to one domain do not follow one another
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if among is not None:
        free = free.where(Outbox.subscriber_id.in_(among))
    taken = session.execute(
        update(Outbox)
        .where(Outbox.edition_id == edition, Outbox.subscriber_id == free.scalar_subquery())
        .values(state=MailState.CLAIMED, claimed_at=now, attempts=Outbox.attempts + 1)
        .returning(Outbox.subscriber_id, Outbox.message_id, Outbox.attempts, Outbox.body_sha256)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        return None
    subscriber, message_id, attempts, body_sha256 = taken
    return Claim(
        edition=edition,
        subscriber=subscriber,
        message_id=message_id,
        attempts=attempts,
        may_have_gone=body_sha256 is not None,
    )


def may_be_written_to(session: Session, subscriber: int) -> bool:
    """Whether a reader is confirmed and not suppressed at this moment."""
    found = select(Subscriber.id).where(Subscriber.id == subscriber, _may_be_written_to())
    return session.scalar(found) is not None


def mark(
    session: Session,
    claimed: Claim,
    state: MailState,
    *,
    now: datetime,
    because: str | None = None,
    not_before: datetime | None = None,
    body_sha256: str | None = None,
    told: Sequence[Told] = (),
) -> None:
    """Write down what became of a claimed mail, and in the ledger what its reader was told.

    A reader who was erased meanwhile has no mail to mark.
    """
    marked = session.execute(
        update(Outbox)
        .where(
            Outbox.edition_id == claimed.edition,
            Outbox.subscriber_id == claimed.subscriber,
            Outbox.state == MailState.CLAIMED,
        )
        .values(
            state=state,
            smtp=because,
            not_before=not_before,
            sent_at=now if state is MailState.SENT else None,
            body_sha256=func.coalesce(body_sha256, Outbox.body_sha256),
        )
        .returning(Outbox.subscriber_id)
        .execution_options(synchronize_session=False)
    ).all()
    if not marked:
        return
    rows = [
        {
            "subscription_id": each.following,
            "item": each.item,
            "version": each.version,
            "edition_id": claimed.edition,
        }
        for each in told
    ]
    insert_new(session, Ledger, rows, on=["subscription_id", "item", "version"])


def received(
    session: Session, subscriber: int, wanted: Collection[tuple[str, str]], *, before: str
) -> set[tuple[str, str]]:
    """Which of these items (item, version) a reader was told in other editions than this one, whatever they followed then."""
    names = sorted({item for item, _ in wanted})
    found: set[tuple[str, str]] = set()
    for first in range(0, len(names), _AT_ONCE):
        rows = session.execute(
            select(Ledger.item, Ledger.version)
            .join(Subscription, Subscription.id == Ledger.subscription_id)
            .where(
                Subscription.subscriber_id == subscriber,
                Ledger.item.in_(names[first : first + _AT_ONCE]),
                Ledger.edition_id != before,
            )
        )
        found.update((item, version) for item, version in rows)
    return found.intersection(wanted)


def waiting(session: Session, edition: str) -> int:
    """How many mails of an edition are not dealt with yet."""
    return session.scalar(select(func.count()).where(Outbox.edition_id == edition, _waits())) or 0


def counts(session: Session, edition: str) -> dict[MailState, int]:
    """How many mails of an edition are in which state."""
    rows = session.execute(
        select(Outbox.state, func.count()).where(Outbox.edition_id == edition).group_by(Outbox.state)
    )
    return {MailState(state): number for state, number in rows}


def settle(session: Session, edition: str) -> None:
    """Note whether all mails of an edition are dealt with."""
    state = EditionState.FROZEN if waiting(session, edition) else EditionState.SENT
    session.execute(update(Edition).where(Edition.id == edition).values(state=state))


@contextmanager
def sending(archive: Archive, edition: str, *, now: datetime) -> Iterator[None]:
    """Be known as a sender while this lasts; first, what senders that died had claimed is freed.

    The lock dies with the process that holds it: that is how what a killed sender left is told from what others are at.
    """
    postgres = archive.engine.dialect.name == "postgresql"
    holding = _sending_postgres(archive) if postgres else _sending_file(archive)
    with holding as (alone, share):
        _release(archive, edition, alone=alone, now=now)
        share()
        yield


@contextmanager
def _sending_file(archive: Archive) -> Iterator[tuple[bool, Callable[[], None]]]:
    """Whether nobody else holds the lock, and how to let others hold it too."""
    path = archive.home / "locks" / "sending"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            fcntl.flock(file, fcntl.LOCK_SH)
            alone = False
        yield alone, lambda: fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def _sending_postgres(archive: Archive) -> Iterator[tuple[bool, Callable[[], None]]]:
    """The same by an advisory lock, which ends with the connection."""
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:

        def lock(function: str) -> bool:
            return bool(connection.execute(text(f"SELECT {function}({_SENDING_LOCK})")).scalar_one())

        alone = lock("pg_try_advisory_lock")
        if not alone:
            lock("pg_advisory_lock_shared")

        def share() -> None:
            if alone:
                lock("pg_advisory_lock_shared")
                lock("pg_advisory_unlock")

        try:
            yield alone, share
        finally:
            lock("pg_advisory_unlock_shared")


def _release(archive: Archive, edition: str, *, alone: bool, now: datetime) -> None:
    """Free the mails that a sender claimed and never marked.

    With nobody else sending every claim is one of a sender that died; otherwise only very old ones are.
    """
    left = [Outbox.edition_id == edition, Outbox.state == MailState.CLAIMED]
    if not alone:
        left.append(Outbox.claimed_at < now - _LEASE)
    with archive.writing() as session:
        session.execute(
            update(Outbox)
            .where(*left)
            .values(state=MailState.READY)
            .execution_options(synchronize_session=False)
        )


def _frozen(row: Edition) -> FrozenEdition:
    return FrozenEdition(
        name=named(row.id),
        window=Window(after=row.from_seq, upto=row.to_seq),
        frozen_at=row.frozen_at,
        template=row.template,
    )


def _followed_in(name: EditionName) -> list[ColumnElement[bool]]:
    """What is followed in this series of editions."""
    mine = [Subscription.ended_at.is_(None), Subscription.cadence == name.cadence]
    if name.weekday is not None:
        mine.append(func.coalesce(Subscription.weekday, _MONDAY) == name.weekday)
    return mine


def _may_be_written_to() -> ColumnElement[bool]:
    suppressed = select(Suppression.address_hmac).where(Suppression.address_hmac == Subscriber.address_hmac)
    return and_(
        Subscriber.state == ReaderState.CONFIRMED, Subscriber.address.is_not(None), ~suppressed.exists()
    )


def _goes_now(now: datetime) -> ColumnElement[bool]:
    again = and_(
        Outbox.state.in_((MailState.DEFERRED, MailState.UNSURE)),
        Outbox.not_before.is_not(None),
        Outbox.not_before <= now,
    )
    return or_(Outbox.state == MailState.READY, again)


def _waits() -> ColumnElement[bool]:
    again = and_(Outbox.state.in_((MailState.DEFERRED, MailState.UNSURE)), Outbox.not_before.is_not(None))
    return or_(Outbox.state.in_((MailState.READY, MailState.CLAIMED)), again)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (-first.weekday() % 7) * _DAY


def _working(day: date) -> date:
    while not is_working(day):
        day += _DAY
    return day
