"""Littlemere as a crawl meets it: a small made-up council's site on loopback, and the home of somebody who watches it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.document import EventType
from sample.server import Server
from storage.archive import open_archive
from storage.schema import Publication
from tests.crawlers.conftest import QUICK
from tests.sample.little import served

JANUARY = "2027-01-12T06:00:00+00:00"
_SOURCE = """
system = "{system}"
url = "{url}"
licence = "ogl"
delay = 0.02
[council]
name = "Littlemere Council"
slug = "littlemere"
"""


@dataclass(frozen=True, kw_only=True)
class Littlemere:
    """A served site and the home of somebody who watches it."""

    server: Server
    home: Path

    def crawl(self, *, after: timedelta = timedelta()) -> Outcome:
        """Look at what is due, so much later."""
        self.server.clock += after
        order = Order(source="littlemere", home=self.home, now=self.server.clock, still=True)
        return in_its_own_process(order, log=self.home / "crawl.log", **QUICK)

    def asked_for(self, what: str) -> int:
        """How often pages were asked for whose address has this in it."""
        return sum(what in each.path for each in self.server.log)

    def events(self) -> list[str]:
        """What the archive noted that the council did; that papers came restricted aside."""
        with open_archive(self.home) as archive, archive.reading() as session:
            kinds = session.scalars(select(Publication.type).order_by(Publication.id))
            return [kind for kind in kinds if kind != EventType.RESTRICTED]


@contextmanager
def watched(
    folder: Path,
    events: str,
    *,
    at: str = JANUARY,
    shape: str,
    system: str,
    pages: str,
    council: str = "",
) -> Iterator[Littlemere]:
    """Serve Littlemere in a shape, watched by the spider of a system, with a `[pages]` table as the source file has it."""
    with served(folder / "script", events, at, system=shape, council=council) as server:
        sources = folder / "home" / "sources" / "councils"
        sources.mkdir(parents=True)
        words = _SOURCE.format(system=system, url=server.url) + pages
        (sources / "littlemere.toml").write_text(words, encoding="utf-8")
        yield Littlemere(server=server, home=folder / "home")
