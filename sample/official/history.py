"""Play the script of the official sites: `load` reads it, `History.at` gives the record as it stood at an instant."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sample.events.writing import Written, read
from sample.official.events import Event
from sample.official.record import Provider, Publication, Record
from sample.site import ScriptBroken

# The numbers of the councils that have no report yet begin here.
_QUIET = 89101
_BEGAN = date(1974, 4, 1)


class WrittenPart(Written):
    """A file of the script: what stands, and what happens. `quiet` are names of councils without a report."""

    providers: tuple[Provider, ...] = ()
    quiet: tuple[str, ...] = ()
    publications: tuple[Publication, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, kw_only=True)
class History:
    """The record through time: from `instants[n]` on it was `records[n]`."""

    before: Record = field(default_factory=Record)
    instants: tuple[datetime, ...] = ()
    records: tuple[Record, ...] = ()

    def at(self, instant: datetime) -> Record:
        """The record as it stood at that instant, events of that very instant included."""
        past = bisect_right(self.instants, instant)
        return self.records[past - 1] if past else self.before


def load(folder: Path) -> History:
    """The history that a folder of scripts tells: `*.toml`, with words in `*.md` and tables in `*.csv` beside them.

    A folder that is not there tells of nothing.

    Raises:
        ScriptBroken: the script does not hold together; says in which file and where.
    """
    library = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*"))
        if path.suffix in (".md", ".csv")
    }
    parts = {path.name: read(WrittenPart, path, library) for path in sorted(folder.glob("*.toml"))}
    before = Record(
        providers=tuple(each for part in parts.values() for each in (*part.providers, *_quiet(part))),
        publications=tuple(each for part in parts.values() for each in part.publications),
    )
    events = sorted(
        ((name, event) for name, part in parts.items() for event in part.events), key=lambda each: each[1].at
    )
    return History(
        before=before,
        instants=tuple(event.at for _, event in events),
        records=tuple(_played(before, events)),
    )


def _quiet(part: WrittenPart) -> Iterator[Provider]:
    for at, name in enumerate(part.quiet):
        yield Provider(
            urn=_QUIET + at,
            name=f"{name} Council",
            place=name,
            address=f"Town Hall, {name}",
            registered=_BEGAN,
        )


def _played(now: Record, events: list[tuple[str, Event]]) -> Iterator[Record]:
    for name, event in events:
        try:
            now = event.happen(now)
        except (KeyError, ScriptBroken) as exc:
            raise ScriptBroken(
                f"{name}: the {event.what} of {event.at} speaks of what is not there: {exc}"
            ) from exc
        yield now
