"""Play the script: `World.load()` reads it, `World.at(instant)` gives every site as it stood then.

A pure function of script and instant: it asks no clock and writes nothing.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Self

from pydantic import Field, NaiveDatetime, ValidationError, model_validator

from sample.events import Event, Written
from sample.site import Committee, Meeting, Member, Robots, ScriptBroken, Site

SCRIPT = Path(__file__).parent / "script"


class WrittenCouncil(Written):
    """Who the site belongs to and what it runs on."""

    name: str
    gss: str
    system: str
    zone: str


class WrittenCalendar(Written):
    """The dates of one committee, wall clock, by the id of the meeting."""

    committee: int
    place: str
    webcast: bool = False
    dates: Mapping[int, NaiveDatetime]

    def meetings(self) -> Iterator[Meeting]:
        """The meetings as they stand before anything is published of them."""
        for ref, starts in self.dates.items():
            yield Meeting(
                id=ref, committee=self.committee, starts=starts, place=self.place, webcast=self.webcast
            )


class WrittenScript(Written):
    """One council's file: what stands, and what happens."""

    council: WrittenCouncil
    robots: Robots
    members: tuple[Member, ...]
    committees: tuple[Committee, ...]
    calendar: tuple[WrittenCalendar, ...]
    events: tuple[Event, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        members = {member.id for member in self.members}
        committees = {committee.id for committee in self.committees}
        for committee in self.committees:
            if strangers := {seat.member for seat in committee.seats} - members:
                raise ValueError(f"committee {committee.id}: no member {min(strangers)}")
        if strangers := {dates.committee for dates in self.calendar} - committees:
            raise ValueError(f"calendar: no committee {min(strangers)}")
        return self


@dataclass(frozen=True, kw_only=True)
class History:
    """A site through time: from `instants[n]` on it looked like `sites[n]`."""

    before: Site
    instants: tuple[datetime, ...]
    sites: tuple[Site, ...]

    def at(self, instant: datetime) -> Site:
        """The site as it stood at that instant, events of that very instant included."""
        past = bisect_right(self.instants, instant)
        return self.sites[past - 1] if past else self.before


@dataclass(frozen=True, kw_only=True)
class World:
    """All sites through all time, by slug."""

    histories: Mapping[str, History]

    @classmethod
    def load(cls, folder: Path = SCRIPT) -> "World":
        """The world of a folder of scripts, one `<slug>.toml` a council, its papers in `<slug>/*.md`.

        Raises:
            ScriptBroken: the script does not hold together; says in which file and where.
        """
        return cls(histories={path.stem: _history(path) for path in sorted(folder.glob("*.toml"))})

    def at(self, instant: datetime) -> Mapping[str, Site]:
        """Every site as it stood at that instant.

        Raises:
            ValueError: the instant has no zone.
        """
        if instant.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {instant}")
        return {slug: history.at(instant) for slug, history in self.histories.items()}


def _history(path: Path) -> History:
    library = {paper.stem: paper.read_text(encoding="utf-8") for paper in path.with_suffix("").glob("*.md")}
    try:
        script = WrittenScript.model_validate(
            tomllib.loads(path.read_text(encoding="utf-8")), context=library
        )
    except (ValidationError, tomllib.TOMLDecodeError) as exc:
        raise ScriptBroken(f"{path.name}: {exc}") from exc
    for earlier, later in pairwise(script.events):
        if later.at < earlier.at:
            raise ScriptBroken(
                f"{path.name}: the {later.what} of {later.at} stands after that of {earlier.at}"
            )
    library = {
        paper.stem: paper.read_text(encoding="utf-8") for paper in (path.parent / path.stem).glob("*.md")
    }
    before = _before(path.stem, script)
    sites = tuple(_played(path.name, before, script.events))
    return History(before=before, instants=tuple(event.at for event in script.events), sites=sites)


def _played(name: str, now: Site, events: tuple[Event, ...]) -> Iterator[Site]:
    for event in events:
        try:
            now = _touched(now, event.happen(now), event.at)
        except (KeyError, ScriptBroken) as exc:
            raise ScriptBroken(
                f"{name}: the {event.what} of {event.at} speaks of what is not there: {exc}"
            ) from exc
        yield now


def _touched(before: Site, after: Site, at: datetime) -> Site:
    """The later site with the instant written on every meeting that the event changed."""
    known = set(before.meetings)
    meetings = (meeting if meeting in known else replace(meeting, touched=at) for meeting in after.meetings)
    return replace(after, meetings=tuple(meetings))


def _before(slug: str, script: WrittenScript) -> Site:
    """The site before the first event."""
    return Site(
        slug=slug,
        name=script.council.name,
        gss=script.council.gss,
        system=script.council.system,
        zone=script.council.zone,
        robots=script.robots,
        committees=script.committees,
        members=script.members,
        meetings=tuple(meeting for dates in script.calendar for meeting in dates.meetings()),
        publications=(),
    )
