"""The official record on the whole line, for tests: looks at Ofsted, GOV.UK and the statistics at chosen moments of the world."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from minutewatch import config, line, readers
from sample import sources
from sample.server import Asked
from storage.subscribers import Cadence
from tests.line.year import Year, playing

OFSTED = "ofsted/reports"
OFFICIAL = (OFSTED, "ofsted/providers", "govuk/childrens-services", "statistics/explore-education")


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one look asked of the sites, and what the line said of it."""

    asked: tuple[Asked, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Record:
    """The official year under way: the home and its sites, and each look by its moment."""

    year: Year
    looks: dict[datetime, Look] = field(default_factory=dict)

    def look(self, moment: datetime, keys: Sequence[str] = OFFICIAL) -> None:
        """Run the line over these sources."""
        server = self.year.server
        server.clock = moment
        before = len(server.log)
        with self.year.opened(moment) as home:
            said = tuple(each.words for each in line.run(home, sources=keys))
        self.looks[moment] = Look(asked=server.log[before:], said=said)

    def requests(self, moment: datetime, host: str) -> Mapping[str, int]:
        """What a look asked of one official host, by path without the query; robots.txt apart."""
        netloc = urlsplit(self.year.server.official[host]).netloc
        return Counter(
            path
            for asked in self.looks[moment].asked
            if asked.host == netloc and (path := urlsplit(asked.path).path) != "/robots.txt"
        )


@contextmanager
def watching(
    home: Path, *, start: datetime, england: str, followed: Mapping[str, Sequence[str]]
) -> Iterator[Record]:
    """A new home that knows the official sites and the councils, with one weekly reader of all England and others of councils."""
    with playing(home, start=start, followed=followed) as year:
        sources.write_official(home, year.server.official)
        with (home / config.FILE).open("a", encoding="utf-8") as settings:
            settings.write("watch = []\n")  # there are no councils but those of this world
        with year.opened(start) as opened:
            readers.subscribe(
                opened, england, councils=[], england=True, cadence=Cadence.WEEKLY, consent="a reader of the tests"
            )  # fmt: skip
        yield Record(year=year)
