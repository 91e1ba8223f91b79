"""Subscribers: an address is kept while its owner reads the e-mail, known by its HMAC alone afterwards, never guessed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import subscribers
from storage.archive import Archive
from storage.schema import ConsentEvent, Subscriber, Suppression
from storage.sources import refresh
from storage.subscribers import (
    AddressRefused,
    AddressSuppressed,
    Cadence,
    Depth,
    NoSuchSubscriber,
    NothingToFollow,
    Reader,
    ReaderState,
)

SECRET = b"a secret of this test"
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ADDRESS = "Ann.Other@example.org"


@pytest.fixture
def session(archive: Archive) -> Iterator[Session]:
    """A transaction in an archive that knows the councils of England."""
    with archive.writing() as opened:
        refresh(opened, [])
        yield opened


def _joined(session: Session, address: str = ADDRESS) -> Reader:
    made = subscribers.add(session, address, secret=SECRET, now=NOW, wording="paper form, May 2026")
    return subscribers.confirm(session, made.uid, now=NOW, wording="link in the mail")


def test_a_reader_is_pending_until_they_confirm(session: Session) -> None:
    """Asking is not agreeing; both are written down with their wording."""
    asked = subscribers.add(session, ADDRESS, secret=SECRET, now=NOW, wording="paper form, May 2026")

    assert asked.state is ReaderState.PENDING
    confirmed = subscribers.confirm(session, asked.uid, now=NOW, wording="link in the mail")
    assert confirmed.state is ReaderState.CONFIRMED
    events = session.execute(select(ConsentEvent.what, ConsentEvent.wording).order_by(ConsentEvent.id)).all()
    assert [tuple(event) for event in events] == [
        ("requested", "paper form, May 2026"),
        ("confirmed", "link in the mail"),
    ]


def test_one_address_is_one_reader_however_it_is_typed(session: Session) -> None:
    """Capitals make no second reader; the part before the @ is written to as given."""
    first = _joined(session)
    again = subscribers.add(session, "ann.other@EXAMPLE.org", secret=SECRET, now=NOW, wording="again")

    assert again.uid == first.uid
    assert again.state is ReaderState.CONFIRMED
    assert first.address == "Ann.Other@example.org"


@pytest.mark.parametrize(
    "words", ["", "ann", "ann@", "ann@localhost", "ann other@example.org", "ann@example.org\r\nBcc: x@example.org", "ünn@example.org"]
)  # fmt: skip
def test_what_is_no_address_is_refused(words: str) -> None:
    """Nothing is kept that plain SMTP could not carry."""
    with pytest.raises(AddressRefused):
        subscribers.normalised(words)


def test_an_international_domain_is_written_in_ascii() -> None:
    """Mail servers that know no Unicode can still be asked."""
    assert subscribers.normalised("ann@bücher.example.org") == "ann@xn--bcher-kva.example.org"


def test_who_leaves_is_forgotten_but_for_a_mark(session: Session) -> None:
    """The address goes, what they followed ends; coming back starts with asking again."""
    reader = _joined(session)
    subscribers.follow(session, reader.uid, "council:lancashire", now=NOW)
    subscribers.leave(session, reader.uid, now=NOW, wording="unsubscribed by link")
    subscribers.leave(session, reader.uid, now=NOW, wording="unsubscribed by link")

    left = subscribers.by_id(session, reader.id)
    assert (left.state, left.address, left.following) == (ReaderState.LEFT, None, ())
    back = subscribers.add(session, ADDRESS, secret=SECRET, now=NOW, wording="asked again")
    assert (back.uid, back.state) == (reader.uid, ReaderState.PENDING)


def test_an_erased_reader_leaves_nothing_but_the_wish_not_to_be_written_to(session: Session) -> None:
    """After erasure no table holds the address, and adding it again is refused until its owner lifts that."""
    reader = _joined(session)
    subscribers.follow(session, reader.uid, "england", now=NOW)
    subscribers.erase(session, ADDRESS, secret=SECRET, now=NOW)

    row = session.get_one(Subscriber, reader.id)
    assert (row.address, row.address_hmac, row.token_sha256) == (None, None, None)
    with pytest.raises(NoSuchSubscriber):
        subscribers.by_address(session, ADDRESS, secret=SECRET)
    with pytest.raises(AddressSuppressed, match="only its owner can lift this"):
        subscribers.add(session, ADDRESS, secret=SECRET, now=NOW, wording="list of 2020")
    subscribers.lift_suppression(session, ADDRESS, secret=SECRET)
    assert subscribers.add(session, ADDRESS, secret=SECRET, now=NOW, wording="asked").uid != reader.uid
    assert list(subscribers.readers(session)) != []


def test_a_suppression_cannot_be_read_back(session: Session) -> None:
    """What is kept of an address that must not be written to is a seal, not the address."""
    subscribers.suppress(session, ADDRESS, secret=SECRET, now=NOW, reason="bounced")

    (kept,) = session.scalars(select(Suppression.address_hmac))
    assert len(kept) == 64
    assert "other" not in kept


def test_a_reader_can_have_all_that_is_kept_of_them(session: Session) -> None:
    """The export is JSON and holds consent, what is followed, and mails."""
    reader = _joined(session)
    subscribers.follow(session, reader.uid, "council:lancashire", now=NOW, depth=Depth.HEADLINES)
    exported = json.loads(json.dumps(subscribers.export(session, ADDRESS, secret=SECRET)))

    assert exported["address"] == ADDRESS
    assert [event["what"] for event in exported["consent"]] == ["requested", "confirmed"]
    assert exported["following"][0] | {"paused_until": None} == {
        "target": "council:lancashire",
        "cadence": "weekly",
        "weekday": None,
        "depth": "headlines",
        "paused_until": None,
        "ended": None,
    }
    assert exported["mails"] == exported["told"] == []


def test_one_target_is_followed_in_one_way(session: Session) -> None:
    """Following again the same way changes nothing; another way ends the first."""
    reader = _joined(session)
    first = subscribers.follow(session, reader.uid, "council:lancashire", now=NOW)
    same = subscribers.follow(session, reader.uid, "council:lancashire", now=NOW)
    other = subscribers.follow(session, reader.uid, "council:lancashire", cadence=Cadence.DAILY, now=NOW)

    assert same.id == first.id
    assert [each.id for each in subscribers.by_id(session, reader.id).following] == [other.id]


def test_what_cannot_be_followed_is_refused(session: Session) -> None:
    """A misspelt council is an error now, not silence every Monday."""
    reader = _joined(session)

    for target in ("council:atlantis", "lancashire", "council:", "England"):
        with pytest.raises(NothingToFollow):
            subscribers.follow(session, reader.uid, target, now=NOW)
    for cadence, weekday in ((Cadence.WEEKLY, 8), (Cadence.WEEKLY, 0), (Cadence.DAILY, 1)):
        with pytest.raises(NothingToFollow):
            subscribers.follow(session, reader.uid, "england", cadence=cadence, weekday=weekday, now=NOW)


def test_capabilities_open_what_they_are_for_and_nothing_else(session: Session) -> None:
    """The link that ends mail cannot manage, the link that manages is kept as a hash, and neither can be guessed."""
    reader = _joined(session)
    manage = subscribers.manage_token(SECRET, reader.uid)
    stop = subscribers.unsubscribe_token(SECRET, reader.uid)

    assert subscribers.by_manage_token(session, manage).uid == reader.uid
    assert subscribers.by_unsubscribe_token(session, stop, secret=SECRET).uid == reader.uid
    assert session.get_one(Subscriber, reader.id).token_sha256 != manage
    assert len(stop) < 60  # with `unsubscribe+` before it, a mailbox of at most 64 octets carries it
    for wrong in (stop, "", reader.uid):
        with pytest.raises(NoSuchSubscriber):
            subscribers.by_manage_token(session, wrong)
    for wrong in (manage, "", reader.uid, f"{stop}x", f"x{stop}"):
        with pytest.raises(NoSuchSubscriber):
            subscribers.by_unsubscribe_token(session, wrong, secret=SECRET)
