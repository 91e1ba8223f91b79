"""Building: an edition is composed, proved and frozen and its mails are put in the outbox; or it is only shown."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.resources import files
from typing import Literal

from sqlalchemy.orm import Session

from digest.message import message_id
from digest.press import Press, press, proof_press
from digest.select import compose, frozen
from digest.settings import Settings
from storage import editions, subscribers
from storage.archive import Archive
from storage.editions import EditionName, FrozenEdition, FrozenItem, Window

Format = Literal["html", "text", "eml"]


@dataclass(frozen=True, kw_only=True)
class Built:
    """An edition as built: how many items it has, how many readers, how many statements were refused for want of proof."""

    items: int
    subscribers: int
    refused: int


def build(archive: Archive, edition_id: str, *, now: datetime, settings: Settings) -> Built:
    """Freeze an edition and put its mails in the outbox. Building it again changes nothing, but for readers who came since.

    Raises:
        NoSuchEdition: the id names none.
    """
    name = editions.named(edition_id)
    refused = 0

    def composed(session: Session, name: EditionName, window: Window) -> list[FrozenItem]:
        nonlocal refused
        passed = compose(session, name, window, now=now)
        refused = passed.refused
        return list(frozen(passed.items))

    edition = editions.freeze(archive, name, now=now, template=templates_sha256(), compose=composed)
    readers = enqueue(archive, edition, now=now, settings=settings)
    with archive.reading() as session:
        items = editions.items(session, name.id)
    return Built(items=len(items), subscribers=readers, refused=refused)


def enqueue(archive: Archive, edition: FrozenEdition, *, now: datetime, settings: Settings) -> int:
    """Put the mails of an edition in the outbox, while it is current; returns how many readers it has."""
    identity = partial(message_id, edition.name.id, settings=settings)
    with archive.writing() as session:
        if now - edition.frozen_at <= editions.CURRENT_FOR:
            return editions.enqueue(session, edition.name, now=now, message_id=identity)
        return sum(editions.counts(session, edition.name.id).values())


def preview(
    archive: Archive,
    edition_id: str,
    subscriber: str | None,
    format_: Format,
    *,
    now: datetime,
    settings: Settings,
) -> str | bytes:
    """An edition as one subscriber (address) would get it, or as everybody may read it; nothing is kept or sent.

    An edition that was not frozen yet is shown as it would be now. `eml` is a subscriber's mail as bytes.

    Raises:
        NoSuchEdition: the id names none.
        NoSuchSubscriber: nobody has this address, or `eml` was asked for without one.
    """
    name = editions.named(edition_id)
    with archive.reading() as session:
        ready = _press(session, name, now=now, settings=settings)
        if subscriber is None:
            if format_ == "eml":
                raise subscribers.NoSuchSubscriber(
                    "a mail goes to somebody; name a subscriber with --subscriber"
                )
            written = ready.for_everybody()
            return written.html if format_ == "html" else written.text
        reader = subscribers.by_address(session, subscriber, secret=settings.secret)
        found = ready.for_reader(session, reader)
    if found is None:
        raise subscribers.NoSuchSubscriber(f"{subscriber}: edition {edition_id} has nothing for them to read")
    if format_ == "eml":
        return ready.message(found, reader, message_id(name.id, reader.uid, settings)).data
    return found.html if format_ == "html" else found.text


def templates_sha256() -> str:
    """Which templates a mail was made of."""
    folder = files("digest") / "templates"
    found = sorted(
        (file.name, file.read_bytes()) for file in folder.iterdir() if file.name.endswith((".html", ".txt"))
    )
    return hashlib.sha256(b"".join(name.encode() + body for name, body in found)).hexdigest()


def _press(session: Session, name: EditionName, *, now: datetime, settings: Settings) -> Press:
    if standing := editions.find(session, name.id):
        return press(session, standing, settings)
    window = editions.next_window(session, name)
    edition = FrozenEdition(name=name, window=window, frozen_at=now, template=templates_sha256())
    return proof_press(session, edition, compose(session, name, window, now=now).items, settings)
