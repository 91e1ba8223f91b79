"""Play the script of the news sites: `load` reads it, `History.at` gives the press as it stood at an instant."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sample.events.writing import Written, read
from sample.news.events import Event, Printed
from sample.news.record import Press
from sample.site import ScriptBroken


class Series(Written):
    """A story that a title prints again each week under a number of its own, as weather and traffic are."""

    first: Printed
    weeks: int

    def events(self) -> Iterator[Printed]:
        """Each time that it is printed."""
        for week in range(self.weeks):
            yield self.first.model_copy(
                update={
                    "at": self.first.at + timedelta(weeks=week),
                    "number": self.first.number + week,
                    "slug": f"{self.first.slug}-{week + 1}",
                }
            )


class WrittenPart(Written):
    """A file of the script: what happens."""

    series: tuple[Series, ...] = ()
    events: tuple[Event, ...] = ()

    def happenings(self) -> Iterator[Event]:
        """The events of the file, those of its series too."""
        yield from self.events
        for each in self.series:
            yield from each.events()


@dataclass(frozen=True, kw_only=True)
class History:
    """The press through time: from `instants[n]` on it was `states[n]`."""

    instants: tuple[datetime, ...] = ()
    states: tuple[Press, ...] = ()
    before: Press = field(default_factory=Press)

    def at(self, instant: datetime) -> Press:
        """The press as it stood at that instant, events of that very instant included."""
        past = bisect_right(self.instants, instant)
        return self.states[past - 1] if past else self.before


def load(folder: Path) -> History:
    """The history that a folder of scripts tells: `*.toml`, with the stories' words in `*.md` beside them.

    A folder that is not there tells of nothing.

    Raises:
        ScriptBroken: the script does not hold together; says in which file and where.
    """
    library = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    parts = {path.name: read(WrittenPart, path, library) for path in sorted(folder.glob("*.toml"))}
    events = sorted(
        ((name, event) for name, part in parts.items() for event in part.happenings()),
        key=lambda each: each[1].at,
    )
    return History(instants=tuple(event.at for _, event in events), states=tuple(_played(events)))


def _played(events: list[tuple[str, Event]]) -> Iterator[Press]:
    now = Press()
    for name, event in events:
        try:
            now = event.happen(now)
        except (KeyError, ScriptBroken) as exc:
            raise ScriptBroken(
                f"news/{name}: the {event.what} of {event.at} speaks of what is not there: {exc}"
            ) from exc
        yield now
