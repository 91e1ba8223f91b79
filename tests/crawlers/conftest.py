"""Northshire on loopback, a home that knows where it is served, and crawls of it, each in a process of its own."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sample.sources
from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from sample.exchange import Reply
from sample.faults import Fault
from sample.server import Asked, Server
from sample.world import World

MONDAY = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
# All but the Children and Families Scrutiny Committee: enough to see how we behave.
OTHERS = [
    "Full Council",
    "Cabinet",
    "Corporate Parenting Board",
    "Schools Forum",
    "Audit and Governance Committee",
    "Children's Services Improvement Panel (to 2017)",
]
# What would take minutes on the web takes no time here; manners are not loosened by any of it.
QUICK: dict[str, object] = {"MINUTEWATCH_BACKOFF": 0.05, "DOWNLOAD_TIMEOUT": 10.0, "LOG_LEVEL": "INFO"}


@dataclass(frozen=True, kw_only=True)
class Northshire:
    """A served council and the home of somebody who watches it."""

    server: Server
    home: Path

    def crawl(self, *, contact: str | None = None, **overrides: object) -> Outcome:
        """Look at what is due, at the time that it is in Northshire."""
        order = Order(source="northshire", home=self.home, now=self.server.clock, still=True, contact=contact)
        return in_its_own_process(order, log=self.log, **QUICK | overrides)

    @property
    def log(self) -> Path:
        """What the crawls wrote while they ran."""
        return self.home / "crawl.log"

    @property
    def asked(self) -> list[Asked]:
        """What was asked of the site, but for its robots.txt."""
        return [each for each in self.server.log if each.path != "/robots.txt"]

    def write_source(self, *, url: str | None = None, **changes: object) -> None:
        """Write the source file: the sample's own, with this address, one committee watched, and these keys changed."""
        words = (Path(sample.sources.__path__[0]) / "councils" / "northshire.toml").read_text(
            encoding="utf-8"
        )
        changes = {"url": url or self.server.url, "skip_committees": OTHERS} | changes
        lines = {line.partition(" ")[0] or str(place): line for place, line in enumerate(words.splitlines())}
        new = {key: f"{key} = {json.dumps(value)}" for key, value in changes.items()}
        lines = {key: line for key, line in new.items() if key not in lines} | lines | new
        folder = self.home / "sources" / "councils"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "northshire.toml").write_text("\n".join(lines.values()), encoding="utf-8")


@pytest.fixture(scope="session")
def world() -> World:
    return World.load()


@pytest.fixture
def serve(world: World, tmp_path: Path) -> Iterator[Callable[..., Northshire]]:
    """Serve Northshire as a test wants it."""
    with ExitStack() as closing:

        def start(home: str = "home", **wishes: object) -> Northshire:
            server = closing.enter_context(Server(world, MONDAY, **wishes))  # type: ignore[arg-type]
            northshire = Northshire(server=server, home=tmp_path / home)
            northshire.write_source()
            return northshire

        yield start


@pytest.fixture
def northshire(serve: Callable[..., Northshire]) -> Northshire:
    """Northshire on a Monday in October on which all is well."""
    return serve()


def robots(rules: str, *, status: int = 200, delay: float = 0.0) -> Fault:
    """Another robots.txt than the site's own."""

    def fault(_: Reply) -> Reply:
        return Reply(body=rules.encode(), media_type="text/plain", status=status, delay=delay)

    return fault


def redirect(location: str) -> Fault:
    """A reply that sends on to another address."""

    def fault(reply: Reply) -> Reply:
        return replace(reply, status=302, body=b"", headers=(("Location", location),))

    return fault
