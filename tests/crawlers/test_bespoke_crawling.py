"""Crawls of Littlemere on sites of its own making, as its source file describes them."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

import sample.sources
from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.document import EventType
from domain.health import HealthState
from sample.exchange import Reply
from sample.server import Server
from storage.archive import open_archive
from storage.schema import Publication
from tests.crawlers.conftest import QUICK
from tests.sample.little import AGENDA, served

pytestmark = pytest.mark.slow

JANUARY = "2027-01-12T06:00:00+00:00"
# The sample's sources for sites of these shapes.
SHAPES = {"jadu": "east-wolden", "plain": "west-wolden"}
SOURCE = """
system = "bespoke"
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

    def events(self) -> list[str]:
        """What the archive noted that the council did; that papers came restricted aside."""
        with open_archive(self.home) as archive, archive.reading() as session:
            kinds = session.scalars(select(Publication.type).order_by(Publication.id))
            return [kind for kind in kinds if kind != EventType.RESTRICTED]


def pages_of(slug: str) -> str:
    """The `[pages]` table of one of the sample's sources, as it is written there."""
    words = (Path(sample.sources.__path__[0]) / "councils" / f"{slug}.toml").read_text(encoding="utf-8")
    table = words[words.index("[pages.") :]
    assert set(tomllib.loads(table)) == {"pages"}
    return table


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Littlemere]]:
    """Serve Littlemere in a shape, with what a test wants to happen."""
    with ExitStack() as closing:

        def start(shape: str, events: str = "") -> Littlemere:
            server = closing.enter_context(served(tmp_path / "script", events, JANUARY, system=shape))
            folder = tmp_path / "home" / "sources" / "councils"
            folder.mkdir(parents=True)
            words = SOURCE.format(url=server.url) + pages_of(SHAPES[shape])
            (folder / "littlemere.toml").write_text(words, encoding="utf-8")
            return Littlemere(server=server, home=tmp_path / "home")

        yield start


def rebuilt(reply: Reply) -> Reply:
    """The page as another design would have it."""
    return replace(reply, body=reply.body.replace(b"<ul", b"<div").replace(b"<table", b"<div"))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_agenda(shape: str, serve: Callable[..., Littlemere]) -> None:
    """The meetings of the lists are looked at; an agenda with its papers is one publication."""
    littlemere = serve(shape, AGENDA)
    outcome = littlemere.crawl()
    asked = {each.path for each in littlemere.server.log}

    assert (outcome.state, outcome.failed, outcome.error) == (HealthState.OK, 0, None)
    assert littlemere.events() == ["agenda_published"]
    assert {number for number in ("801", "802", "811") if any(number in path for path in asked)} == {
        "801",
        "802",
        "811",
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_a_site_that_was_rebuilt(shape: str, serve: Callable[..., Littlemere]) -> None:
    """A site whose lists are no longer as the source file describes them is broken, and the reason names the selector."""
    littlemere = serve(shape)
    littlemere.crawl()
    littlemere.server.misbehave("meetings", rebuilt)
    outcome = littlemere.crawl(after=timedelta(days=1))

    assert outcome.state is HealthState.BROKEN
    assert "no list of meetings (" in outcome.reason
    assert littlemere.events() == []
