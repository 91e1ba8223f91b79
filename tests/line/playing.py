"""The whole line on the sample world, for tests: a home, the council's site, an inbox, and looks at chosen moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.document import Origin
from minutewatch import config, demo, jobs, readers
from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from storage.schema import Attachment, DocumentRow, MeetingRow, Publication, Run
from storage.subscribers import Cadence

NORTHSHIRE = "committee/northshire"
READER = "reader@northshire.example"
ABOUT_PAPERS = frozenset(
    {"document_added", "document_replaced", "restricted", "unrestricted", "document_withdrawn"}
)

Event = tuple[str, str, str | None]  # (what, meeting, paper)


@dataclass(frozen=True, kw_only=True)
class Played:
    """A home under way."""

    home: Path
    server: Server

    @property
    def inbox(self) -> list[Path]:
        """The mails that came, in the order of their names."""
        return sorted((self.home / "inbox").glob("*.eml"))

    def run(self, look: datetime) -> list[str]:
        """Let it be this moment, and run the line as cron would; what it said."""
        self.server.clock = look
        return list(demo.week(self.home, look))

    def settings(self, now: datetime = LOOKS[0]) -> config.Settings:
        """The home's settings, at a moment."""
        return config.load(self.home).model_copy(update={"now": now})

    def subscribe(self) -> None:
        """Add the one reader, who follows Northshire."""
        with jobs.open_home(self.settings()) as opened:
            readers.subscribe(
                opened,
                READER,
                councils=["northshire"],
                england=False,
                cadence=Cadence.WEEKLY,
                consent="a reader of the tests",
            )

    def events(self, look: datetime) -> frozenset[Event]:
        """What was first seen at this look and is news."""
        with jobs.open_home(self.settings(look)) as opened, opened.archive.reading() as session:
            rows = session.execute(
                select(Publication, MeetingRow.ref, DocumentRow.ref)
                .join(MeetingRow, MeetingRow.id == Publication.meeting_id)
                .join(Run, Run.id == Publication.run_id)
                .outerjoin(DocumentRow, DocumentRow.id == Publication.document_id)
                .where(Run.started_at == look, Publication.origin == Origin.WATCH)
            )
            return frozenset(
                (
                    event.type,
                    meeting,
                    paper or _placeholder(session, event) if event.type in ABOUT_PAPERS else None,
                )
                for event, meeting, paper in rows
            )


def _placeholder(session: Session, event: Publication) -> str | None:
    """The id of a paper that is not public, and so is no document of ours."""
    return session.scalar(
        select(Attachment.ref).where(
            Attachment.meeting_id == event.meeting_id,
            Attachment.item_ref == event.item_ref,
            Attachment.title == event.after,
        )
    )


@contextmanager
def playing(home: Path) -> Iterator[Played]:
    """A new home with one reader of Northshire, its site at the first look, and a sink for its mail."""
    with Server(World.load(), LOOKS[0]) as server, demo.inbox(home / "inbox") as port:
        demo.prepare(home, server.url, smtp_port=port)
        played = Played(home=home, server=server)
        played.subscribe()
        yield played
