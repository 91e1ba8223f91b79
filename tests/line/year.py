"""The made-up year on the whole line, for tests: five sites, looks at chosen moments, and what was found at each.

A look is one run of the line (crawl, read again, link, index, editions that are due) at a moment of the world's clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.document import Origin
from minutewatch import config, demo, jobs, line, readers
from sample import sources as sample_sources
from sample.server import Server
from sample.site import Site
from sample.world import World
from storage.schema import Attachment, DocumentRow, MeetingRow, Publication, Run, SourceRow
from storage.subscribers import Cadence

_LONDON = ZoneInfo("Europe/London")


def at(words: str) -> datetime:
    """A moment by the clock on the wall: `2026-09-14` is six in the morning, `2027-06-11 18:30` what it says."""
    day, _, clock = words.partition(" ")
    return datetime.fromisoformat(f"{day}T{clock or '06:00'}").replace(tzinfo=_LONDON)


@dataclass(frozen=True, kw_only=True, order=True)
class Found:
    """An event as the archive tells it: its kind, its meeting, and the title of the paper that it is about."""

    kind: str
    meeting: str
    paper: str = ""


@dataclass(kw_only=True)
class Year:
    """A home under way through the year: what was found at each look, by council, and what the line said."""

    home: Path
    server: Server
    world: World
    found: dict[datetime, dict[str, frozenset[Found]]] = field(default_factory=dict)
    said: dict[datetime, list[str]] = field(default_factory=dict)

    @property
    def inbox(self) -> list[Path]:
        """The mails that came, in the order of their names."""
        return sorted((self.home / "inbox").glob("*.eml"))

    def settings(self, now: datetime) -> config.Settings:
        """The home's settings, at a moment."""
        return config.load(self.home).model_copy(update={"now": now})

    @contextmanager
    def opened(self, now: datetime) -> Iterator[jobs.Home]:
        """The home, opened at a moment."""
        with jobs.open_home(self.settings(now)) as home:
            yield home

    @contextmanager
    def reading(self, now: datetime) -> Iterator[Session]:
        """A session over the archive at a moment."""
        with self.opened(now) as home, home.archive.reading() as session:
            yield session

    def open_sites(self, moment: datetime) -> Mapping[str, Site]:
        """The sites that there are at a moment."""
        return {
            slug: site
            for slug, site in self.world.at(moment).items()
            if site.opens is None or site.opens <= moment
        }

    def look(self, moment: datetime, councils: Sequence[str] | None = None) -> None:
        """Run the line over the councils named, or over all that there are, and note what was first seen."""
        self.server.clock = moment
        slugs = [slug for slug in self.open_sites(moment) if councils is None or slug in councils]
        with self.opened(moment) as home:
            keys = [f"committee/{slug}" for slug in slugs]
            self.said[moment] = [said.words for said in line.run(home, sources=keys)]
        with self.reading(moment) as session:
            self.found[moment] = {slug: _found(session, slug, moment) for slug in slugs}


@contextmanager
def playing(home: Path, *, start: datetime, followed: Mapping[str, Sequence[str]]) -> Iterator[Year]:
    """A new home with the sites of the whole world and a weekly reader for each address in `followed`."""
    world = World.load()
    with ExitStack() as closing:
        server = closing.enter_context(Server(world, start))
        port = closing.enter_context(demo.inbox(home / "inbox"))
        demo.prepare(home, server.url, smtp_port=port)
        sample_sources.write_all(home / "sources", server.urls)
        year = Year(home=home, server=server, world=world)
        with year.opened(start) as opened:
            for address, councils in followed.items():
                readers.subscribe(
                    opened,
                    address,
                    councils=list(councils),
                    england=False,
                    cadence=Cadence.WEEKLY,
                    consent="a reader of the tests",
                )
        yield year


def _found(session: Session, slug: str, look: datetime) -> frozenset[Found]:
    rows = session.execute(
        select(Publication, MeetingRow.ref)
        .join(MeetingRow, MeetingRow.id == Publication.meeting_id)
        .join(SourceRow, SourceRow.id == MeetingRow.source_id)
        .join(Run, Run.id == Publication.run_id)
        .where(
            Run.started_at == look,
            Publication.origin == Origin.WATCH,
            SourceRow.key == f"committee/{slug}",
        )
    )
    return frozenset(
        Found(kind=event.type, meeting=meeting, paper=_title(session, event) if _about_paper(event) else "")
        for event, meeting in rows
    )


def _about_paper(event: Publication) -> bool:
    return event.type in {
        "document_added", "document_replaced", "document_withdrawn", "restricted", "unrestricted",
    }  # fmt: skip


def _title(session: Session, event: Publication) -> str:
    """The title under which the paper is listed; of a placeholder, which is no document of ours, the title in the event."""
    if event.document_id is None:
        return event.after or ""
    listed = session.scalar(
        select(Attachment.title)
        .where(Attachment.meeting_id == event.meeting_id, Attachment.document_id == event.document_id)
        .order_by(Attachment.listed.desc())
    )
    return listed or session.get_one(DocumentRow, event.document_id).ref
