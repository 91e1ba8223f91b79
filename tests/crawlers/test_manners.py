"""Manners on the web, proved by the log of the site that was asked."""

import fcntl
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from crawlers.crawl import in_its_own_process
from crawlers.errand import Order
from crawlers.spiders.moderngov import ModernGovSpider
from sample import faults
from sample.server import Asked
from tests.crawlers.conftest import MONDAY, Northshire, redirect, robots

pytestmark = pytest.mark.slow

# A timer may fire a little early.
EARLY = 0.01
# How late a busy machine lets the server see a request, so that the next one seems early.
LATE = 0.25
MEETING = r"GetMeeting\?"
# What is asked of a council before anything is known of it.
QUESTIONS = ModernGovSpider(source="committee/northshire").daily()


def test_a_healthy_crawl(northshire: Northshire) -> None:
    """All that is due is had; robots.txt is asked first and once; what it forbids is not asked; one request at a time, under our own name."""
    northshire.write_source(skip_committees=[])
    outcome = northshire.crawl(contact="desk@example.org")
    log = northshire.server.log

    assert outcome.state == "ok"
    assert outcome.error is None
    assert "robots.txt forbids /ecSDDisplay.aspx" in outcome.reason
    assert outcome.failed == 1
    assert [each.path for each in log].index("/robots.txt") == 0
    assert len(log) - len(northshire.asked) == 1
    assert not [each for each in log if each.path.startswith("/ecSDDisplay.aspx")]
    assert len({each.path for each in log}) == len(log)
    assert all(later.started >= earlier.ended for earlier, later in pairwise(log))
    assert {each.user_agent for each in log} == {"Minutewatch/0.1.0 (+mailto:desk@example.org)"}
    assert outcome.requests == len(log)


def test_nothing_is_asked_twice(northshire: Northshire) -> None:
    """A second crawl at the same hour finds nothing due and asks nothing, not even for robots.txt."""
    northshire.crawl()
    before = len(northshire.server.log)
    outcome = northshire.crawl()

    assert (outcome.state, outcome.reason) == ("quiet", "nothing was due")
    assert len(northshire.server.log) == before


def test_everybody_waits_for_robots(northshire: Northshire) -> None:
    """However many requests may run at once, none goes out before robots.txt has come, and all obey it."""
    pages = ("mgWebService.asmx", "mgWhatsNew.aspx", "mgDelegatedDecisions.aspx", "mgPlansHome.aspx")
    rules = "\n".join(["User-agent: *", *(f"Disallow: /{page}" for page in pages)])
    northshire.server.misbehave("/robots.txt", robots(rules, delay=0.5))
    outcome = northshire.crawl(CONCURRENT_REQUESTS=8, CONCURRENT_REQUESTS_PER_DOMAIN=8)

    assert northshire.asked == []
    assert (outcome.state, outcome.failed) == ("blocked", len(QUESTIONS))
    assert outcome.reason == "robots.txt forbids /mgWebService.asmx/GetCommittees"


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (faults.server_error(503), "robots.txt: the site answered with status 503"),
        (faults.server_error(500), "robots.txt: the site answered with status 500"),
        (faults.too_many(), "robots.txt: the site refuses us (status 429)"),
        (faults.dropped, "robots.txt: the connection failed"),
        (faults.slow(2.0), "robots.txt: no whole answer in time"),
        (robots("User-agent: *\nCrawl-delay: 900\n"), "robots.txt asks for 900 seconds between two requests"),
    ],
)
def test_without_robots_nothing(northshire: Northshire, fault: faults.Fault, why: str) -> None:
    """A robots.txt that cannot be read, or asks for more patience than a crawl has, forbids everything."""
    northshire.server.misbehave("/robots.txt", fault)
    outcome = northshire.crawl(DOWNLOAD_TIMEOUT=0.5)

    assert northshire.asked == []
    assert why in outcome.reason
    assert outcome.state in {"blocked", "broken"}


@pytest.mark.parametrize("status", [403, 404])
def test_without_a_robots_txt_all_is_allowed(northshire: Northshire, status: int) -> None:
    """A site without a robots.txt has no rules; the request for it refuses nobody else."""
    northshire.server.misbehave("/robots.txt", robots("", status=status))
    northshire.server.misbehave(MEETING, faults.forbidden)
    northshire.crawl()

    assert [each.status for each in northshire.asked] == [*(200 for _ in QUESTIONS), 403]


def test_robots_names_us(northshire: Northshire) -> None:
    """Rules for our name count, whoever else is allowed."""
    northshire.server.misbehave(
        "/robots.txt", robots("User-agent: *\nAllow: /\n\nUser-agent: minutewatch\nDisallow: /\n")
    )
    outcome = northshire.crawl()

    assert northshire.asked == []
    assert outcome.state == "blocked"


def test_redirects_obey_robots(northshire: Northshire) -> None:
    """A forbidden address is not fetched by way of a redirect either."""
    northshire.server.misbehave("mgConvert2PDF", redirect("/ecSDDisplay.aspx?NAME=SD441"))
    northshire.crawl()

    assert not [each for each in northshire.server.log if each.path.startswith("/ecSDDisplay.aspx")]


def test_a_site_that_sends_us_elsewhere(northshire: Northshire) -> None:
    """A site that redirects to another host has moved; we do not follow, and say where it sends us."""
    port = northshire.server.url.rpartition(":")[2]
    northshire.server.misbehave("GetMeetings", redirect(f"http://localhost:{port}/papers"))
    outcome = northshire.crawl()

    assert outcome.state == "moved"
    assert (
        f"127.0.0.1 sends us on to http://localhost:{port}/papers; if the site has moved, change its url"
        in outcome.reason
    )
    assert not [each for each in northshire.server.log if each.host.startswith("localhost")]


def _are_apart(log: Sequence[Asked], seconds: float) -> bool:
    """Whether requests were sent so far apart: one may have been seen late, the whole time is what it must be."""
    gaps = [later.started - earlier.started for earlier, later in pairwise(log)]
    return min(gaps) >= seconds - LATE and sum(gaps) >= len(gaps) * seconds - LATE


def test_the_delay_that_robots_asks_for(serve: Callable[..., Northshire]) -> None:
    """Crawl-delay is honoured where it is longer than ours, however quickly the site answers."""
    northshire = serve(crawl_delay=0.5)
    northshire.server.misbehave(MEETING, faults.forbidden)
    northshire.crawl()
    log = northshire.server.log

    assert len(log) == 1 + len(QUESTIONS) + 1
    assert _are_apart(log, 0.5)


def test_the_delay_of_the_source(northshire: Northshire) -> None:
    """The source's own delay is honoured where it is longer than Crawl-delay."""
    northshire.write_source(delay=0.5)
    northshire.server.misbehave(MEETING, faults.forbidden)
    northshire.crawl()
    log = northshire.server.log

    assert len(log) == 1 + len(QUESTIONS) + 1
    assert _are_apart(log, 0.5)


@pytest.mark.parametrize(
    "fault",
    [
        faults.too_many(1),
        faults.server_error(503, MONDAY + timedelta(seconds=1)),
    ],
)
def test_a_short_retry_after(northshire: Northshire, fault: faults.Fault) -> None:
    """Asked to wait a second, by number or by date, we wait it out, send nothing meanwhile, and ask again."""
    northshire.server.misbehave("GetCommittees", fault, times=1)
    northshire.server.misbehave(MEETING, faults.forbidden)
    northshire.crawl()
    first, again = northshire.asked[:2]

    assert (first.path, again.path) == (first.path, first.path)
    assert (first.status in {429, 503}, again.status) == (True, 200)
    assert again.started - first.ended >= 1.0 - EARLY


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (faults.too_many(7200), "blocked"),
        (faults.too_many(MONDAY + timedelta(hours=2)), "blocked"),
        (faults.server_error(503, 7200), "broken"),
    ],
)
def test_a_long_retry_after(northshire: Northshire, fault: faults.Fault, state: str) -> None:
    """Asked to wait for two hours, we leave the site alone for this run and say until when."""
    northshire.server.misbehave(MEETING, fault)
    outcome = northshire.crawl()

    assert [each.status for each in northshire.asked][:-1] == [200 for _ in QUESTIONS]
    assert outcome.state == state
    assert "it asks us to wait until 2026-10-05 08:00 UTC" in outcome.reason


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (faults.forbidden, "the site refuses us (status 403)"),
        (faults.challenge, "a challenge that asks for a browser"),
    ],
)
def test_a_site_that_refuses_us(northshire: Northshire, fault: faults.Fault, why: str) -> None:
    """At the first 403 or challenge the site is left alone, and it is shown as blocked."""
    northshire.server.misbehave(MEETING, fault)
    outcome = northshire.crawl()

    assert len(northshire.asked) == len(QUESTIONS) + 1
    assert outcome.state == "blocked"
    assert why in outcome.reason


def test_a_site_that_fails_is_given_rest(northshire: Northshire) -> None:
    """What fails is asked three times, ever more slowly; after three such failures in a row the site is left alone."""
    northshire.server.misbehave(r"\.as[mp]x", faults.server_error(500))
    outcome = northshire.crawl()
    failed = [each for each in northshire.asked if each.status == 500]
    waits = [later.started - earlier.ended for earlier, later in pairwise(failed[:3])]

    assert len(failed) == 9
    assert waits[0] >= 0.05 - EARLY
    assert waits[1] >= 0.15 - EARLY
    assert outcome.state == "broken"
    assert outcome.reason == "the site answered with status 500"


def test_a_certificate_that_nobody_vouches_for(serve: Callable[..., Northshire]) -> None:
    """A site whose certificate cannot be trusted is not asked for anything."""
    northshire = serve(tls=True)
    outcome = northshire.crawl()

    assert northshire.server.log == ()
    assert outcome.state == "blocked"
    assert "the site's certificate cannot be trusted (TLS)" in outcome.reason


def test_a_certificate_that_is_trusted(
    serve: Callable[..., Northshire], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same certificate does once the machine trusts it: it is the trust that was missing."""
    northshire = serve(tls=True)
    (tmp_path / "trusted.pem").write_bytes(northshire.server.certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    northshire.server.misbehave(MEETING, faults.forbidden)
    northshire.crawl()

    assert [each.status for each in northshire.asked] == [*(200 for _ in QUESTIONS), 403]


def test_a_site_of_others_needs_a_contact(tmp_path: Path) -> None:
    """Nobody is crawled by somebody whom they cannot reach."""
    outcome = in_its_own_process(
        Order(source="lancashire", home=tmp_path, now=MONDAY, still=True), log=tmp_path / "log"
    )

    assert outcome.error is not None
    assert outcome.error.startswith("committee/lancashire: set contact")
    assert outcome.requests == 0


def test_one_crawl_of_a_source_at_a_time(northshire: Northshire) -> None:
    """While a source is being crawled, a second crawl of it says so and leaves it at that."""
    folder = northshire.home / "locks"
    folder.mkdir()
    with (folder / "committee-northshire.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        outcome = northshire.crawl()

    assert outcome.error == "committee/northshire: is being crawled by another process; wait for it to end"
    assert northshire.server.log == ()


def test_doors_stay_shut(northshire: Northshire) -> None:
    """No console and no remote control of a running crawl listens anywhere."""
    northshire.crawl()

    assert "listening" not in northshire.log.read_text().lower()
