"""Probes of sites on loopback: what they offer is learnt with few requests and good manners, and remembered for a month."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import sample.sources
from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.probe import Probe, Road
from sample.faults import NOWHERE, challenge, forbidden, html_for_xml, not_found
from sample.server import Server
from sample.world import World
from storage.archive import open_archive
from storage.probes import newest
from tests.conftest import command
from tests.crawlers.conftest import MONDAY, QUICK, Northshire, redirect, robots

pytestmark = pytest.mark.slow

SERVICE = r"mgWebService\.asmx"


def probed(
    home: Path, name: str, *, now: datetime = MONDAY, contact: str | None = None
) -> tuple[Outcome, Probe | None]:
    """Probe a source: how that went, and what the archive remembers of it."""
    order = Order(source=name, home=home, now=now, still=True, contact=contact, spider="probe")
    outcome = in_its_own_process(order, log=home / "crawl.log", **QUICK)
    with open_archive(home) as archive, archive.reading() as session:
        return outcome, newest(session, f"committee/{name}")


def found(site: Northshire) -> Probe:
    """What a probe of Northshire remembers."""
    outcome, probe = probed(site.home, "northshire")

    assert outcome.error is None
    assert probe is not None
    return probe


def test_a_site_with_its_web_service(northshire: Northshire) -> None:
    """One request after robots.txt tells that the best road is open, and how many committees there are."""
    probe = found(northshire)

    assert (probe.road, probe.found) == (Road.WS, {"committees": 9})
    assert probe.reason == "its web service lists 9 committees"
    assert [asked.path for asked in northshire.server.log] == [
        "/robots.txt",
        "/mgWebService.asmx/GetCommittees",
    ]


@pytest.mark.parametrize("fault", [not_found, html_for_xml], ids=["404", "html"])
def test_a_site_without_its_web_service(northshire: Northshire, fault: Callable[..., object]) -> None:
    """Its pages are the other road; what became of the service is said."""
    northshire.server.misbehave(SERVICE, fault)  # type: ignore[arg-type]
    probe = found(northshire)

    assert probe.road is Road.HTML
    assert probe.reason.startswith("its pages list 8 committees; web service: ")
    assert len(northshire.asked) == 2


@pytest.mark.parametrize(
    ("where", "fault", "said"),
    [
        (".", forbidden, "the site refuses us (status 403)"),
        (SERVICE, challenge, "a challenge that asks for a browser"),
        ("robots", robots("User-agent: *\nDisallow: /\n"), "robots.txt forbids"),
        ("robots", robots("", status=503), "robots.txt: "),
    ],
    ids=["403", "challenge", "robots", "robots-503"],
)
def test_a_site_that_refuses_us(
    northshire: Northshire, where: str, fault: Callable[..., object], said: str
) -> None:
    """It is blocked, the reason is told, and nothing more is asked of it."""
    northshire.server.misbehave(where, fault)  # type: ignore[arg-type]
    probe = found(northshire)

    assert probe.road is Road.BLOCKED
    assert said in probe.reason
    assert len(northshire.asked) <= 1


def test_robots_may_forbid_the_service_alone(northshire: Northshire) -> None:
    """robots.txt is obeyed path by path: the pages that it allows are still a road."""
    northshire.server.misbehave("robots", robots("User-agent: *\nDisallow: /mgWebService.asmx\n"))
    probe = found(northshire)

    assert probe.road is Road.HTML
    assert [asked.path for asked in northshire.asked] == ["/mgListCommittees.aspx?bcr=1"]


def test_a_site_that_has_moved(northshire: Northshire) -> None:
    """Where it sends us is told; we do not follow it to another host."""
    northshire.server.misbehave("mg", redirect("http://elsewhere.invalid/committees"))
    probe = found(northshire)

    assert probe.road is Road.MOVED
    assert "sends us on to http://elsewhere.invalid/committees" in probe.reason


def test_a_host_that_is_gone(northshire: Northshire) -> None:
    """An address without an entry in the DNS has moved; whose site may be somebody else's is asked only with a contact."""
    northshire.write_source(url=NOWHERE)
    nameless, unasked = probed(northshire.home, "northshire")
    _, probe = probed(northshire.home, "northshire", contact="desk@minutewatch.example")

    assert "set contact" in (nameless.error or "")
    assert unasked is None
    assert probe is not None
    assert probe.road is Road.MOVED


def test_another_address_that_answers(northshire: Northshire) -> None:
    """Where the first address answers no more, the others that are known are tried, and the one that answers is named."""
    gone = northshire.server.url.replace("127.0.0.1", "localhost").rpartition(":")[0] + ":1"
    northshire.write_source(url=gone, other_urls=[northshire.server.url])
    probe = found(northshire)

    assert probe.road is Road.MOVED
    assert probe.reason.endswith(f"{northshire.server.url} answers: its web service lists 9 committees")
    assert probe.found == {"committees": 9, "url": northshire.server.url}


def test_another_address_is_no_way_round_a_refusal(serve: Callable[..., Northshire]) -> None:
    """A site that refuses us is not tried by another door."""
    northshire = serve()
    northshire.write_source(other_urls=[northshire.server.url.replace("127.0.0.1", "localhost")])
    northshire.server.misbehave(SERVICE, forbidden)
    probe = found(northshire)

    assert probe.road is Road.BLOCKED
    assert {asked.host.partition(":")[0] for asked in northshire.server.log} == {"127.0.0.1"}


def test_something_else_answers(northshire: Northshire) -> None:
    """What was tried, and what came instead, is told."""
    northshire.server.misbehave("mg", not_found)
    probe = found(northshire)

    assert probe.road is Road.UNKNOWN
    assert "web service: " in probe.reason
    assert "list of committees: " in probe.reason


@pytest.fixture
def sites(world: World, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """All the made-up councils after the change of April 2027, and a home that knows them."""
    with ExitStack() as closing:
        server = closing.enter_context(Server(world, datetime(2027, 4, 12, 6, tzinfo=UTC)))
        sample.sources.write_all(tmp_path / "home" / "sources", server.urls)
        yield server, tmp_path / "home"


@pytest.mark.parametrize(
    ("council", "road"),
    [
        ("wolden", Road.HTML),
        ("estmere", Road.CMIS),
        ("east-wolden", Road.BESPOKE),
        ("west-wolden", Road.BESPOKE),
    ],
)
def test_other_systems(sites: tuple[Server, Path], council: str, road: Road) -> None:
    """Each system is known by its own page."""
    server, home = sites
    _, probe = probed(home, council, now=server.clock)

    assert probe is not None
    assert probe.road is road, probe.reason


def test_the_command_remembers_for_thirty_days(northshire: Northshire) -> None:
    """`sources probe` asks a site once in thirty days unless told to ask again; `sources list` shows what was found."""

    def probe(*options: str, now: datetime) -> dict[str, object]:
        done = command(
            "sources",
            "probe",
            "northshire",
            "--json",
            *options,
            home=northshire.home,
            MINUTEWATCH_NOW=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            MINUTEWATCH_WATCH="",
        )
        assert done.returncode == 0, done.stderr
        said: dict[str, object] = json.loads(done.stdout)
        return said

    command("init", home=northshire.home)
    first = probe(now=MONDAY)
    second = probe(now=MONDAY + timedelta(days=29))
    asked = len(northshire.asked)
    third = probe("--again", now=MONDAY + timedelta(days=29))
    fourth = probe(now=MONDAY + timedelta(days=60))
    listed = command("sources", "list", home=northshire.home, MINUTEWATCH_WATCH="")

    assert (first["road"], first["fresh"], first["probed"]) == ("ws", True, "2026-10-05T06:00:00Z")
    assert (second["fresh"], second["probed"], asked) == (False, first["probed"], 1)
    assert (third["fresh"], third["probed"]) == (True, "2026-11-03T06:00:00Z")
    assert (fourth["fresh"], len(northshire.asked)) == (True, 3)
    assert "ws: its web service lists 9 committees" in listed.stdout


def test_a_named_site_without_a_road_is_a_failure(northshire: Northshire) -> None:
    """A blocked site is a state, not a failure, unless it was named; one without an address is asked nothing."""
    northshire.server.misbehave(".", forbidden)
    command("init", home=northshire.home)
    named = command(
        "sources", "probe", "northshire", home=northshire.home, MINUTEWATCH_NOW="2026-10-05T06:00:00Z"
    )
    listed = command(
        "sources", "probe", home=northshire.home, MINUTEWATCH_NOW="2026-10-05T06:00:00Z", MINUTEWATCH_WATCH=""
    )
    missing = command(
        "sources", "probe", "warrington", home=northshire.home, MINUTEWATCH_NOW="2026-10-05T06:00:00Z"
    )

    assert (named.returncode, "committee/northshire: blocked" in named.stdout) == (1, True)
    assert listed.returncode == 0
    assert "committee/warrington: unknown; the address of its papers is still to be found" in missing.stdout
