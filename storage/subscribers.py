"""Subscribers: who reads the e-mail, what they follow, and that they agreed to it.

An address goes in and is known from then on by its HMAC under the archive's secret, so that a reader who left can be
recognised without being kept. Nothing here writes to anybody, and no address is ever logged.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email
from itsdangerous import BadSignature, Signer
from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from storage.schema import (
    ConsentEvent,
    CouncilRow,
    Edition,
    JsonObject,
    Ledger,
    Outbox,
    Subscriber,
    Subscription,
    Suppression,
)

ENGLAND = "england"
_COUNCIL = re.compile(r"council:(?P<slug>[a-z0-9-]+)", re.ASCII)


class AddressRefused(MinutewatchError):
    """The words are no address that mail can be sent to."""


class AddressSuppressed(MinutewatchError):
    """The owner of this address asked never to be written to again, or the address bounced for good."""


class NoSuchSubscriber(MinutewatchError):
    """Nobody with this address or id reads the e-mail."""


class NothingToFollow(MinutewatchError):
    """The target is neither a council of the archive nor England."""


class Cadence(StrEnum):
    """How often a reader is written to."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Depth(StrEnum):
    """How much of each item a reader wants: what and where alone, or the words and what is different too."""

    HEADLINES = "headlines"
    STANDARD = "standard"


class ReaderState(StrEnum):
    """Whether a reader may be written to: asked for, agreed to, or ended."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Following:
    """What a reader follows (`council:lancashire` or `england`), how often and how deep; `weekday` is 1 (Monday) to 7.

    Nothing that changed up to change number `since_seq` is news to them.
    """

    id: int
    target: str
    cadence: Cadence
    weekday: int | None
    depth: Depth
    paused_until: date | None
    since_seq: int


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A subscriber; the address is `None` once they have left."""

    id: int
    uid: str
    address: str | None
    state: ReaderState
    following: tuple[Following, ...]


def seal(secret: bytes, purpose: str, words: str) -> bytes:
    """32 bytes that only the holder of the secret can make of these words, different for each purpose."""
    return hmac.digest(secret, f"{purpose}\x1f{words}".encode(), hashlib.sha256)


def normalised(address: str) -> str:
    """The address as mail is sent to it: checked, domain in ASCII; the part before the @ keeps its case.

    Raises:
        AddressRefused: it is no address, or one that plain SMTP cannot carry.
    """
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as exc:
        raise AddressRefused(f"{address!r}: {exc}") from exc
    return found.ascii_email or found.normalized


def manage_token(secret: bytes, uid: str) -> str:
    """The capability that opens a reader's own page. It is made anew for each mail; the archive keeps its hash alone."""
    return base64.urlsafe_b64encode(seal(secret, "manage", uid)[:18]).decode()


def unsubscribe_token(secret: bytes, uid: str) -> str:
    """The capability that ends a reader's mail and can do nothing else; it proves itself."""
    return _signer(secret).sign(uid).decode()


def add(session: Session, address: str, *, secret: bytes, now: datetime, wording: str) -> Reader:
    """Write down that somebody asked for the e-mail, to this wording: pending until they confirm.

    Somebody who reads it already stays as they are; somebody who left is pending again.

    Raises:
        AddressRefused: it is no address.
        AddressSuppressed: it must not be written to.
    """
    address = normalised(address)
    known_by = _known_by(secret, address)
    if reason := session.scalar(select(Suppression.reason).where(Suppression.address_hmac == known_by)):
        raise AddressSuppressed(
            f"{address}: must not be written to ({reason}); only its owner can lift this, by asking again"
        )
    row = session.scalar(select(Subscriber).where(Subscriber.address_hmac == known_by))
    if row is None:
        uid = secrets.token_hex(8)
        row = Subscriber(
            uid=uid,
            address_hmac=known_by,
            token_sha256=_hash(manage_token(secret, uid)),
            state=ReaderState.LEFT,
        )
        session.add(row)
    if row.state == ReaderState.LEFT:
        row.address, row.state = address, ReaderState.PENDING
        session.flush()
        _agreed(session, row.id, "requested", now, wording)
    return _reader(session, row)


def confirm(session: Session, uid: str, *, now: datetime, wording: str) -> Reader:
    """The owner of the address agreed, to this wording.

    Raises:
        NoSuchSubscriber: no reader has this id, or they left.
    """
    row = _row(session, uid)
    if row.state == ReaderState.LEFT:
        raise NoSuchSubscriber(f"{uid}: has left; add the address again")
    if row.state == ReaderState.PENDING:
        row.state = ReaderState.CONFIRMED
        _agreed(session, row.id, "confirmed", now, wording)
    return _reader(session, row)


def leave(session: Session, uid: str, *, now: datetime, wording: str) -> None:
    """The reader wants no more mail: everything followed ends and the address goes. Leaving twice is leaving once.

    Raises:
        NoSuchSubscriber: no reader has this id.
    """
    row = _row(session, uid)
    if row.state == ReaderState.LEFT:
        return
    row.address, row.state = None, ReaderState.LEFT
    session.execute(
        update(Subscription)
        .where(Subscription.subscriber_id == row.id, Subscription.ended_at.is_(None))
        .values(ended_at=now)
    )
    _agreed(session, row.id, "withdrawn", now, wording)


def suppress(session: Session, address: str, *, secret: bytes, now: datetime, reason: str) -> None:
    """Never write to this address again, whoever adds it."""
    known_by = _known_by(secret, normalised(address))
    if session.get(Suppression, known_by) is None:
        session.add(Suppression(address_hmac=known_by, reason=reason, at=now))
        session.flush()


def lift_suppression(session: Session, address: str, *, secret: bytes) -> None:
    """The owner of the address asked to be written to again."""
    known_by = _known_by(secret, normalised(address))
    session.execute(delete(Suppression).where(Suppression.address_hmac == known_by))


def erase(session: Session, address: str, *, secret: bytes, now: datetime) -> None:
    """Forget a reader: all that is theirs goes; what stays is that this address must not be written to.

    Raises:
        NoSuchSubscriber: nobody has this address.
    """
    row = _row_of(session, address, secret)
    suppress(session, address, secret=secret, now=now, reason="erased at the reader's wish")
    theirs = select(Subscription.id).where(Subscription.subscriber_id == row.id)
    session.execute(delete(Ledger).where(Ledger.subscription_id.in_(theirs)))
    session.execute(delete(Outbox).where(Outbox.subscriber_id == row.id))
    session.execute(delete(Subscription).where(Subscription.subscriber_id == row.id))
    row.address = row.address_hmac = row.token_sha256 = None
    row.state, row.erased_at = ReaderState.LEFT, now
    _agreed(session, row.id, "erased", now, "")


def follow(
    session: Session,
    uid: str,
    target: str,
    *,
    now: datetime,
    cadence: Cadence = Cadence.WEEKLY,
    weekday: int | None = None,
    depth: Depth = Depth.STANDARD,
) -> Following:
    """Let a reader follow a council (`council:lancashire`) or England's inspections and notices (`england`).

    Following again with another cadence, weekday or depth ends the old way: one target is followed in one way.
    A new reader is given the edition that is current, so their news begins where its window does.

    Raises:
        NothingToFollow: there is no such council, or the weekday is none.
        NoSuchSubscriber: no reader has this id.
    """
    _check(session, target, cadence, weekday)
    row = _row(session, uid)
    weekday = weekday if cadence is Cadence.WEEKLY else None
    for old in session.scalars(_followed(row.id).where(Subscription.target == target)):
        if (old.cadence, old.weekday, old.depth) == (cadence, weekday, depth):
            return _following(old)
        unfollow(session, old.id, now=now)
    new = Subscription(
        subscriber_id=row.id,
        target=target,
        cadence=cadence,
        weekday=weekday,
        depth=depth,
        since_seq=_begins(session, cadence),
    )
    session.add(new)
    session.flush()
    return _following(new)


def unfollow(session: Session, following: int, *, now: datetime) -> None:
    """End what a reader follows."""
    session.execute(
        update(Subscription)
        .where(Subscription.id == following, Subscription.ended_at.is_(None))
        .values(ended_at=now)
    )


def readers(session: Session) -> Iterator[Reader]:
    """Everybody who reads the e-mail, asked for it, or left without being erased; in the order they came."""
    rows = session.scalars(select(Subscriber).where(Subscriber.erased_at.is_(None)).order_by(Subscriber.id))
    for row in rows:
        yield _reader(session, row)


def by_address(session: Session, address: str, *, secret: bytes) -> Reader:
    """The reader with this address.

    Raises:
        AddressRefused: it is no address.
        NoSuchSubscriber: nobody has it.
    """
    return _reader(session, _row_of(session, address, secret))


def by_id(session: Session, number: int) -> Reader:
    """The reader with this internal id, erased ones too."""
    return _reader(session, session.get_one(Subscriber, number))


def by_manage_token(session: Session, token: str) -> Reader:
    """Whose page this capability opens.

    Raises:
        NoSuchSubscriber: nobody's.
    """
    row = session.scalar(select(Subscriber).where(Subscriber.token_sha256 == _hash(token)))
    if row is None:
        raise NoSuchSubscriber("this link opens nobody's page; ask for a new one")
    return _reader(session, row)


def by_unsubscribe_token(session: Session, token: str, *, secret: bytes) -> Reader:
    """Whose mail this capability ends.

    Raises:
        NoSuchSubscriber: nobody's.
    """
    try:
        uid = _signer(secret).unsign(token).decode()
    except BadSignature as exc:
        raise NoSuchSubscriber("this link ends nobody's mail; use the one in a newer mail") from exc
    return _reader(session, _row(session, uid))


def export(session: Session, address: str, *, secret: bytes) -> JsonObject:
    """All that is kept of a reader, as JSON, for the reader.

    Raises:
        NoSuchSubscriber: nobody has this address.
    """
    row = _row_of(session, address, secret)
    consent = session.scalars(
        select(ConsentEvent).where(ConsentEvent.subscriber_id == row.id).order_by(ConsentEvent.id)
    )
    followed = session.scalars(
        select(Subscription).where(Subscription.subscriber_id == row.id).order_by(Subscription.id)
    ).all()
    mails = session.scalars(select(Outbox).where(Outbox.subscriber_id == row.id).order_by(Outbox.edition_id))
    told = session.scalars(
        select(Ledger)
        .where(Ledger.subscription_id.in_([each.id for each in followed]))
        .order_by(Ledger.edition_id, Ledger.item, Ledger.version)
    )
    return {
        "uid": row.uid,
        "address": row.address,
        "state": row.state,
        "consent": [
            {"at": event.at.isoformat(), "what": event.what, "wording": event.wording} for event in consent
        ],
        "following": [
            {
                "target": each.target,
                "cadence": each.cadence,
                "weekday": each.weekday,
                "depth": each.depth,
                "paused_until": each.paused_until.isoformat() if each.paused_until else None,
                "ended": each.ended_at.isoformat() if each.ended_at else None,
            }
            for each in followed
        ],
        "mails": [
            {
                "edition": mail.edition_id,
                "state": mail.state,
                "sent": mail.sent_at.isoformat() if mail.sent_at else None,
            }
            for mail in mails
        ],
        "told": [{"edition": line.edition_id, "item": line.item, "version": line.version} for line in told],
    }


def _check(session: Session, target: str, cadence: Cadence, weekday: int | None) -> None:
    if weekday is not None and (cadence is not Cadence.WEEKLY or not 1 <= weekday <= 7):
        raise NothingToFollow(f"weekday {weekday}: give 1 (Monday) to 7, and only with a weekly e-mail")
    if target == ENGLAND:
        return
    found = _COUNCIL.fullmatch(target)
    if found is None:
        raise NothingToFollow(f"{target!r}: write council:lancashire or england")
    if session.scalar(select(CouncilRow.id).where(CouncilRow.slug == found["slug"])) is None:
        raise NothingToFollow(f"{target}: no such council; `minutewatch sources list` names them")


def _begins(session: Session, cadence: Cadence) -> int:
    """Where the window of the newest edition of this cadence begins; failing that, of the newest of any."""
    newest = select(Edition.from_seq).order_by(Edition.frozen_at.desc(), Edition.id.desc()).limit(1)
    own = session.scalar(newest.where(Edition.cadence == cadence))
    return own if own is not None else session.scalar(newest) or 0


def _reader(session: Session, row: Subscriber) -> Reader:
    return Reader(
        id=row.id,
        uid=row.uid,
        address=row.address,
        state=ReaderState(row.state),
        following=tuple(_following(each) for each in session.scalars(_followed(row.id))),
    )


def _followed(subscriber: int) -> Select[Subscription]:
    return (
        select(Subscription)
        .where(
            Subscription.subscriber_id == subscriber,
            Subscription.ended_at.is_(None),
            Subscription.saved_search_id.is_(None),
        )
        .order_by(Subscription.id)
    )


def _following(row: Subscription) -> Following:
    return Following(
        id=row.id,
        target=row.target,
        cadence=Cadence(row.cadence),
        weekday=row.weekday,
        depth=Depth(row.depth),
        paused_until=row.paused_until,
        since_seq=row.since_seq,
    )


def _row(session: Session, uid: str) -> Subscriber:
    row = session.scalar(select(Subscriber).where(Subscriber.uid == uid))
    if row is None:
        raise NoSuchSubscriber(f"{uid}: no subscriber has this id")
    return row


def _row_of(session: Session, address: str, secret: bytes) -> Subscriber:
    known_by = _known_by(secret, normalised(address))
    row = session.scalar(select(Subscriber).where(Subscriber.address_hmac == known_by))
    if row is None:
        raise NoSuchSubscriber(f"{address}: not a subscriber; `minutewatch subscribers list` names them")
    return row


def _agreed(session: Session, subscriber: int, what: str, now: datetime, wording: str) -> None:
    session.add(ConsentEvent(subscriber_id=subscriber, at=now, what=what, wording=wording))
    session.flush()


def _known_by(secret: bytes, address: str) -> str:
    """What an address is known by. Mailboxes that differ only in case are one in practice."""
    return seal(secret, "address", address.casefold()).hex()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _signer(secret: bytes) -> Signer:
    return Signer(secret, salt="unsubscribe", key_derivation="hmac")
