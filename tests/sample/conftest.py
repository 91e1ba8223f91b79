"""The sample world, loaded once; a server of it for each test that asks."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from sample import answers
from sample.server import Server
from sample.site import Site
from sample.world import World


@pytest.fixture(scope="session")
def world() -> World:
    """The world as shipped."""
    return World.load()


@pytest.fixture(scope="session")
def six_weeks_on() -> datetime:
    """The Monday after the six weeks."""
    return answers.LOOKS[-1]


@pytest.fixture(scope="session")
def northshire(world: World, six_weeks_on: datetime) -> Site:
    """The council's site when everything in the script has happened."""
    return world.at(six_weeks_on)["northshire"]


@pytest.fixture
def server(world: World, six_weeks_on: datetime) -> Iterator[Server]:
    """The world served, on the Monday after the six weeks."""
    with Server(world, six_weeks_on) as running:
        yield running
