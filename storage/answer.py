"""An answer that is being kept: where it came from, when, and the transaction that it is kept in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.document import Origin
from storage.documents import Event, note_events
from storage.schema import Capture
from storage.sources import Place
from storage.writing import Row


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a source. `origin` is how what it tells for the first time comes to us: watched for, or replayed."""

    session: Session
    place: Place
    run: int
    capture: Capture
    origin: Origin = Origin.WATCH

    @property
    def key(self) -> str:
        """What was asked for."""
        return self.capture.watch_key

    @property
    def ref(self) -> str:
        """The source's own id in the question: `9101` of `meeting:9101`."""
        return self.key.partition(":")[2]

    @property
    def now(self) -> datetime:
        """When it was asked."""
        return self.capture.asked_at

    @property
    def began(self) -> datetime:
        """When the source was first asked for anything: what it published before is old."""
        asked = select(func.min(Capture.asked_at)).where(Capture.source_id == self.place.id)
        return self.session.scalar(asked) or self.now

    def note(self, events: Iterable[Event]) -> list[Row]:
        """Note what the source did. Returns the changes."""
        return note_events(self.session, events, place=self.place, run=self.run, now=self.now)
