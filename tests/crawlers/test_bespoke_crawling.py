"""Crawls of Littlemere on sites of its own making, as its source file describes them."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import sample.sources
from domain.health import HealthState
from sample.exchange import Reply
from tests.crawlers.littlemere import Littlemere, watched
from tests.sample.little import AGENDA

pytestmark = pytest.mark.slow

# The sample's sources for sites of these shapes.
SHAPES = {"jadu": "east-wolden", "plain": "west-wolden"}


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
            pages = pages_of(SHAPES[shape])
            return closing.enter_context(
                watched(tmp_path, events, shape=shape, system="bespoke", pages=pages)
            )

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
