"""Play the script: `World.load()` reads it, `World.at(instant)` gives every site as it stood then.

A pure function of script and instant: it asks no clock and writes nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Self

from pydantic import AwareDatetime, ConfigDict, Field, field_validator, model_validator

from sample import faults
from sample.events import Event
from sample.events.meetings import WrittenCalendar
from sample.events.writing import Written, read
from sample.news import history as news
from sample.official import history as official
from sample.site import Committee, Member, Robots, ScriptBroken, Site, System

SCRIPT = Path(__file__).parent / "script"
# The site that most who come want: it is served first, the others follow by slug.
FIRST = "northshire"


class WrittenCouncil(Written):
    """Who the site belongs to and what it runs on (see `Site`)."""

    name: str
    gss: str
    system: System
    zone: str
    folder: str = Field(default="", pattern=r"^(/[a-z0-9.-]+)*$")
    opens: AwareDatetime | None = None
    web_service: bool = True
    cut: int | None = None


class WrittenFault(Written):
    """A time in which the site fails: `kind` is a name of `faults.BY_NAME`, `where` a pattern of path and query."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    kind: str
    first: AwareDatetime = Field(alias="from")
    until: AwareDatetime
    where: re.Pattern[str] = re.compile("")

    @field_validator("kind")
    @classmethod
    def is_known(cls, kind: str) -> str:
        if kind not in faults.BY_NAME:
            raise ValueError(f"is none of {', '.join(sorted(faults.BY_NAME))}")
        return kind


class WrittenPart(Written):
    """More of a council's script, in a file beside its papers."""

    calendar: tuple[WrittenCalendar, ...] = ()
    faults: tuple[WrittenFault, ...] = ()
    events: tuple[Event, ...] = ()


class WrittenScript(WrittenPart):
    """One council's file: what stands, and what happens."""

    council: WrittenCouncil
    robots: Robots
    members: tuple[Member, ...]
    committees: tuple[Committee, ...]

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        members = {member.id for member in self.members}
        for committee in self.committees:
            if strangers := {seat.member for seat in committee.seats} - members:
                raise ValueError(f"committee {committee.id}: no member {min(strangers)}")
        return self


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A time in which a site fails at the addresses that hold the pattern; `until` is no longer of it."""

    first: datetime
    until: datetime
    where: re.Pattern[str]
    fault: faults.Fault


@dataclass(frozen=True, kw_only=True)
class History:
    """A site through time: from `instants[n]` on it looked like `sites[n]`."""

    before: Site
    instants: tuple[datetime, ...]
    sites: tuple[Site, ...]
    outages: tuple[Outage, ...] = ()

    def at(self, instant: datetime) -> Site:
        """The site as it stood at that instant, events of that very instant included."""
        past = bisect_right(self.instants, instant)
        return self.sites[past - 1] if past else self.before

    def fault(self, instant: datetime, target: str) -> faults.Fault | None:
        """How the site fails at that instant for that address (path and query); None if it does not."""
        for outage in self.outages:
            if outage.first <= instant < outage.until and outage.where.search(target):
                return outage.fault
        return None


@dataclass(frozen=True, kw_only=True)
class World:
    """The councils' sites through all time, by slug, the record that the official sites show, and the press."""

    histories: Mapping[str, History]
    record: official.History = field(default_factory=official.History)
    press: news.History = field(default_factory=news.History)

    @classmethod
    def load(cls, folder: Path = SCRIPT) -> "World":
        """The world of a folder of scripts: one `<slug>.toml` a council, its papers in `<slug>/*.md`.

        More of a council's script may lie in `<slug>/*.toml`, read after its own file in the order of their names. The
        script of the official sites is `official/*.toml`, that of the news sites `news/*.toml`.

        Raises:
            ScriptBroken: the script does not hold together; says in which file and where.
        """
        paths = sorted(folder.glob("*.toml"), key=lambda path: (path.stem != FIRST, path.stem))
        return cls(
            histories={path.stem: _history(path) for path in paths},
            record=official.load(folder / "official"),
            press=news.load(folder / "news"),
        )

    def at(self, instant: datetime) -> Mapping[str, Site]:
        """Every site as it stood at that instant.

        Raises:
            ValueError: the instant has no zone.
        """
        if instant.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {instant}")
        return {slug: history.at(instant) for slug, history in self.histories.items()}

    def fault(self, slug: str, instant: datetime, target: str) -> faults.Fault | None:
        """How a site fails at that instant for that address; None if it does not, as official and news sites never do."""
        history = self.histories.get(slug)
        return history.fault(instant, target) if history else None


def _history(path: Path) -> History:
    folder = path.with_suffix("")
    library = {paper.stem: paper.read_text(encoding="utf-8") for paper in folder.glob("*.md")}
    script = read(WrittenScript, path, library)
    parts: dict[str, WrittenPart] = {path.name: script}
    for part in sorted(folder.glob("*.toml")):
        parts[f"{folder.name}/{part.name}"] = read(WrittenPart, part, library)
    events = [(name, event) for name, part in parts.items() for event in part.events]
    for (_, earlier), (name, later) in pairwise(events):
        if later.at < earlier.at:
            raise ScriptBroken(f"{name}: the {later.what} of {later.at} stands after that of {earlier.at}")
    before = _before(path.stem, script, parts)
    return History(
        before=before,
        instants=tuple(event.at for _, event in events),
        sites=tuple(_played(before, events)),
        outages=tuple(_outage(written) for part in parts.values() for written in part.faults),
    )


def _played(now: Site, events: list[tuple[str, Event]]) -> Iterator[Site]:
    for name, event in events:
        try:
            now = _touched(now, event.happen(_living(now)), event.at)
        except (KeyError, ScriptBroken) as exc:
            raise ScriptBroken(
                f"{name}: the {event.what} of {event.at} speaks of what is not there: {exc}"
            ) from exc
        yield now


def _living(site: Site) -> Site:
    if site.successors:
        raise ScriptBroken("the council has ended")
    return site


def _touched(before: Site, after: Site, at: datetime) -> Site:
    """The later site with the instant written on every meeting that the event changed."""
    known = {meeting.id: meeting for meeting in before.meetings}
    meetings = (
        meeting if meeting == known.get(meeting.id) else replace(meeting, touched=at)
        for meeting in after.meetings
    )
    return replace(after, meetings=tuple(meetings))


def _outage(written: WrittenFault) -> Outage:
    return Outage(
        first=written.first, until=written.until, where=written.where, fault=faults.BY_NAME[written.kind]
    )


def _before(slug: str, script: WrittenScript, parts: Mapping[str, WrittenPart]) -> Site:
    """The site before the first event."""
    known = {committee.id for committee in script.committees}
    calendar = [(name, dates) for name, part in parts.items() for dates in part.calendar]
    for name, dates in calendar:
        if dates.committee not in known:
            raise ScriptBroken(f"{name}: calendar: no committee {dates.committee}")
    return Site(
        slug=slug,
        name=script.council.name,
        gss=script.council.gss,
        system=script.council.system,
        zone=script.council.zone,
        folder=script.council.folder,
        opens=script.council.opens,
        web_service=script.council.web_service,
        cut=script.council.cut,
        robots=script.robots,
        committees=script.committees,
        members=script.members,
        meetings=tuple(meeting for _, dates in calendar for meeting in dates.meetings()),
    )
