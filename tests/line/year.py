"""The made-up year on the whole line, for tests: five sites, looks at chosen moments, and what was found at each.

A look is one run of the line (crawl, read again, link, index, editions that are due) at a moment of the world's clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.document import Origin
from domain.health import HealthState
from domain.workingdays import is_working, latest_publication
from minutewatch import config, demo, jobs, line, readers
from sample import answers
from sample import sources as sample_sources
from sample.answers import Happened
from sample.server import Server
from sample.site import Site
from sample.world import World
from storage.schema import Attachment, DocumentRow, MeetingRow, Publication, Run, SourceRow
from storage.subscribers import Cadence

_LONDON = ZoneInfo("Europe/London")
# What may rightly happen to one paper or meeting more than once.
_AGAIN = frozenset({"document_replaced", "minutes_amended", "moved"})
# A change of something that is first seen after it is no event of its own.
_BASES = {
    "document_added": ("agenda_published",),
    "restricted": ("agenda_published",),
    "unrestricted": ("agenda_published", "document_added"),
    "document_replaced": ("agenda_published", "document_added"),
    "document_withdrawn": ("agenda_published",),
    "minutes_amended": ("minutes_published",),
}


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
    states: dict[datetime, dict[str, HealthState]] = field(default_factory=dict)

    @property
    def inbox(self) -> list[Path]:
        """The mails that came, in the order of their names."""
        return sorted((self.home / "inbox").glob("*.eml"))

    def mail(self, edition: str, address: str) -> str:
        """The text of an edition as a reader got it, on one line; empty if none came."""
        for path in self.inbox:
            message = message_from_bytes(path.read_bytes(), policy=SMTP)
            body = message.get_body(("plain",))
            if path.name.startswith(f"{edition}.") and message["To"] == address and body:
                return " ".join(body.get_content().split())
        return ""

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
            self.states[moment] = {each.source: each.state for each in jobs.status(home)}
        with self.reading(moment) as session:
            self.found[moment] = {slug: _found(session, slug, moment) for slug in slugs}

    def complaints(self, slug: str, *, first: datetime) -> list[str]:
        """What the looks since `first` found of a council that did not happen, found twice, found late or did not find."""
        return list(_Judge(year=self, slug=slug, first=first).complaints())


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


@dataclass(frozen=True, kw_only=True)
class _Judge:
    """Holds what the looks found of one council against what happened there.

    What came before `first` is not news. What changes on something that was not seen yet is no event of its own: a
    paper that comes before its agenda was first seen came with it.
    """

    year: Year
    slug: str
    first: datetime

    def complaints(self) -> Iterator[str]:
        left = {found: look for look, found in self._found_one_by_one()}
        seen: dict[Found, datetime] = {}
        for look, found in self._found_one_by_one():
            if found in seen and found.kind not in _AGAIN:
                yield f"{found} found at {seen[found]:%F} and again at {look:%F}"
            seen[found] = look
        for happened in answers.happenings(self.year.world, self.slug):
            if happened.at <= self.first:
                continue
            wanted = _as_found(happened)
            due = self._due(happened)
            looks = [
                look for look, found in self._found_one_by_one() if found == wanted and look >= happened.at
            ]
            left.pop(wanted, None)
            if looks and (due is None or looks[0] <= due):
                continue
            if looks:
                yield f"{wanted} of {happened.at:%F %H:%M} was found at {looks[0]:%F}, was due at {due:%F}"
            elif due is not None and not self._came_with_something(happened):
                yield f"{wanted} of {happened.at:%F %H:%M} was due at {due:%F} and not found"
        for found, look in left.items():
            if not self._came_with_its_agenda(found, look):
                yield f"{found} found at {look:%F} never happened"

    def _came_with_its_agenda(self, found: Found, look: datetime) -> bool:
        """Whether it is a placeholder that was on the agenda when that was first seen: kept, and told with the agenda."""
        agenda = Found(kind="agenda_published", meeting=found.meeting)
        return found.kind == "restricted" and agenda in self.year.found[look][self.slug]

    def _found_one_by_one(self) -> Iterator[tuple[datetime, Found]]:
        for look, by_council in self.year.found.items():
            if look > self.first:
                for found in sorted(by_council.get(self.slug, ())):
                    yield look, found

    def _due(self, happened: Happened) -> datetime | None:
        """The look that must have found it; None if there was none since."""
        latest = _found_by(self.year.world, self.slug, happened)
        return next(
            (
                look
                for look, found in self.year.found.items()
                if look >= latest
                and self.slug in found
                and not answers.refuses(self.year.world, self.slug, look)
            ),
            None,
        )

    def _came_with_something(self, happened: Happened) -> bool:
        """Whether what it changed was itself first seen at a look after it."""
        base = _BASES.get(happened.what.kind, ())
        meeting = str(happened.what.meeting)
        return any(
            found.meeting == meeting
            and found.kind in base
            and found.paper in ("", happened.title)
            and look >= happened.at
            for look, found in self._found_one_by_one()
        )


def _found_by(world: World, slug: str, happened: Happened) -> datetime:
    """The moment at which a service that looks every morning and evening must have found it.

    What a site announces, or its calendar says, is found at the next look. What nobody announces must be looked for:
    papers by the evening of the last working day before their meeting, later ones within three days after it, amended
    minutes within five weeks. A site without announcements shows its agenda by the evening on which the law wants it,
    and what came of a meeting within a fortnight.
    """
    site = world.at(happened.at)[slug]
    starts = site.meeting(happened.what.meeting).starts.date()
    kind = happened.what.kind
    if kind == "minutes_amended":
        return happened.at + timedelta(days=35)
    if kind in ("cancelled", "moved"):
        return happened.at
    if kind in ("agenda_published", "decisions_published", "minutes_published"):
        if site.system == "moderngov":
            return happened.at
        if kind == "agenda_published":
            return max(happened.at, _evening(latest_publication(starts), site))
        return happened.at + timedelta(days=14)
    if kind == "document_withdrawn":  # two looks must miss it
        return happened.at + timedelta(days=1)
    last_look = _evening(_working_day_before(starts), site)
    return last_look if happened.at <= last_look else _evening(starts + timedelta(days=3), site)


def _evening(day: date, site: Site) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=ZoneInfo(site.zone))


def _working_day_before(day: date) -> date:
    before = day - timedelta(days=1)
    while not is_working(before):
        before -= timedelta(days=1)
    return before


def _as_found(happened: Happened) -> Found:
    return Found(
        kind=happened.what.kind,
        meeting=str(happened.what.meeting),
        paper=happened.title if happened.what.paper else "",
    )


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
