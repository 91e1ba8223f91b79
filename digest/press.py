"""The press: a frozen edition with every quote proved once more, ready to be written for one reader after another."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from digest import gate
from digest.item import Item
from digest.message import Message, assemble
from digest.select import Chosen, followed_in, for_everybody, for_reader, is_news, thawed
from digest.settings import Settings
from digest.write import Writer, Written
from storage import developments, editions
from storage.editions import FrozenEdition
from storage.subscribers import Cadence, Reader


@dataclass(frozen=True, kw_only=True)
class Press:
    """An edition's items as they may be told now, and the writer that keeps what it rendered; `read_at` is a change number."""

    edition: FrozenEdition
    items: tuple[Item, ...]
    writer: Writer
    settings: Settings
    read_at: int

    def for_reader(self, session: Session, reader: Reader) -> Written | None:
        """The mail of a reader; `None` where there is nothing to say: they follow nothing here, or a day had no news."""
        chosen = for_reader(session, self.items, reader, self.edition.name)
        if not followed_in(reader, self.edition.name) or not _worth_a_mail(chosen, self.edition):
            return None
        return self.writer.write(chosen, reader)

    def for_everybody(self) -> Written:
        """The whole edition as anybody may read it."""
        return self.writer.write(for_everybody(self.items), None, most_bytes=None)

    def message(self, written: Written, reader: Reader, identity: str) -> Message:
        """A written mail as bytes."""
        return assemble(
            reader,
            name=self.edition.name,
            date=self.edition.frozen_at,
            identity=identity,
            subject=written.subject,
            text=written.text,
            html=written.html,
            settings=self.settings,
        )


def press(session: Session, edition: FrozenEdition, settings: Settings) -> Press:
    """The press of an edition that was frozen."""
    read_at = editions.position(session)
    return _press(session, edition, thawed(editions.items(session, edition.name.id)), settings, read_at)


def proof_press(session: Session, edition: FrozenEdition, items: Sequence[Item], settings: Settings) -> Press:
    """The press of an edition that is not frozen yet, with the items that it would have."""
    return _press(session, edition, items, settings, editions.position(session))


def _press(
    session: Session, edition: FrozenEdition, items: Sequence[Item], settings: Settings, read_at: int
) -> Press:
    proven = gate.passed(session, items).items
    names = {council.slug: council.name for council in developments.councils(session).values()}
    return Press(
        edition=edition,
        items=proven,
        writer=Writer(edition, settings, councils=names),
        settings=settings,
        read_at=read_at,
    )


def _worth_a_mail(chosen: Sequence[Chosen], edition: FrozenEdition) -> bool:
    """Weekly and monthly readers hear from us in any case, for silence could mean anything; daily ones when there is news."""
    return edition.name.cadence is not Cadence.DAILY or any(map(is_news, chosen))
