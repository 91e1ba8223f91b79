"""Readers of the e-mail, as an operator keeps them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from domain.mention import JsonValue
from minutewatch.jobs import Home
from storage import subscribers
from storage.sources import councils as all_councils
from storage.subscribers import Cadence, Reader


def listed(home: Home) -> list[Reader]:
    """Everybody who reads the e-mail, in the order they came."""
    with home.archive.reading() as session:
        return list(subscribers.readers(session))


def subscribe(
    home: Home, address: str, *, councils: Sequence[str], england: bool, cadence: Cadence, consent: str
) -> Reader:
    """Add a reader who has said yes, in the words and at the moment that `consent` records.

    Raises:
        MinutewatchError: the address is none or may not be written to, or a council is unknown.
    """
    now, secret = home.settings.clock(), home.settings.secret
    with home.archive.writing() as session:
        targets = [f"council:{_slug(session, name)}" for name in councils] + (["england"] if england else [])
        reader = subscribers.add(session, address, secret=secret, now=now, wording=consent)
        for target in targets:
            subscribers.follow(session, reader.uid, target, now=now, cadence=cadence)
        return subscribers.confirm(session, reader.uid, now=now, wording=consent)


def export(home: Home, address: str) -> dict[str, JsonValue]:
    """All that is kept about a reader.

    Raises:
        NoSuchSubscriber: nobody has this address.
    """
    with home.archive.reading() as session:
        return subscribers.export(session, address, secret=home.settings.secret)


def erase(home: Home, address: str) -> None:
    """Erase a reader; what keeps them from being written to again stays, as a digest of the address.

    Raises:
        NoSuchSubscriber: nobody has this address.
    """
    with home.archive.writing() as session:
        subscribers.erase(session, address, secret=home.settings.secret, now=home.settings.clock())


def _slug(session: Session, name: str) -> str:
    for council in all_councils(session):
        if council.is_called(name):
            return council.slug
    raise MinutewatchError(f"{name}: no such council")
