"""Whatever a site does to us has one right state; nothing is kept of it that is not so, and the next healthy crawl catches up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IResolverSimple
from zope.interface import implementer  # type: ignore[import-untyped]

from sample import faults
from sample.faults import Fault
from storage.archive import open_archive
from storage.schema import Capture, DocumentRow, MeetingRow, Publication, VersionRow
from tests.crawlers.conftest import MONDAY, Northshire

pytestmark = pytest.mark.slow

LATER = MONDAY + timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A misbehaviour of the whole site, or of the addresses that hold `where`; the state it leads to, and words of the reason."""

    name: str
    fault: Fault
    state: str
    why: str
    where: str = "."


CASES = [
    Case(name="403", fault=faults.forbidden, state="blocked", why="the site refuses us (status 403)"),
    Case(
        name="challenge", fault=faults.challenge, state="blocked", why="a challenge that asks for a browser"
    ),
    Case(
        name="429",
        fault=faults.too_many(7200),
        state="blocked",
        why="it asks us to wait until 2026-10-05 08:00",
    ),
    Case(
        name="503",
        fault=faults.server_error(),
        state="blocked",
        why="robots.txt: the site answered with status 503",
    ),
    Case(
        name="503 of all but robots.txt",
        fault=faults.server_error(),
        state="broken",
        why="the site answered with status 503",
        where="^/(?!robots)",
    ),
    Case(name="no answer", fault=faults.dropped, state="broken", why="the connection failed"),
    Case(
        name="too slow",
        fault=faults.slow(2.0),
        state="broken",
        why="no whole answer in time",
        where="^/(?!robots)",
    ),
    Case(name="error pages", fault=faults.error_page, state="broken", why="an error page with status 200"),
    Case(name="empty answers", fault=faults.zero_bytes, state="broken", why="the answer was empty"),
    Case(
        name="cut short",
        fault=faults.truncated,
        state="broken",
        why="the answer was cut short",
        where="^/(?!robots)",
    ),
]


@implementer(IResolverSimple)
class Nowhere:
    """A resolver that knows no host."""

    def __init__(self, reactor: ReactorBase) -> None:
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, _crawler: object, reactor: ReactorBase) -> "Nowhere":
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installResolver(self)  # type: ignore[arg-type]  # zope says what it implements

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802, ARG002
        return fail(DNSLookupError(f"no address for {name}"))


def kept(northshire: Northshire) -> dict[str, object]:
    """What the archive holds, by the names that it has everywhere."""
    with open_archive(northshire.home) as archive, archive.reading() as session:
        return {
            "meetings": sorted(session.scalars(select(MeetingRow.uid))),
            "versions": sorted(
                session.execute(
                    select(
                        DocumentRow.uid, VersionRow.number, VersionRow.fingerprint, VersionRow.origin
                    ).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
                ).all()
            ),
            "events": sorted(session.execute(select(Publication.type, Publication.key)).all()),
        }


def originals(northshire: Northshire) -> int:
    """How many bodies were kept."""
    with open_archive(northshire.home) as archive, archive.reading() as session:
        return len(session.scalars(select(Capture.sha256).where(Capture.sha256.is_not(None))).all())


@pytest.fixture(scope="session")
def untroubled() -> dict[str, dict[str, object]]:
    """What a first crawl on Tuesday keeps where nothing goes wrong; made once."""
    return {}


def as_if_nothing_had_been(
    serve: Callable[..., Northshire], memory: dict[str, dict[str, object]]
) -> dict[str, object]:
    if not memory:
        healthy = serve(home="healthy")
        healthy.server.clock = LATER
        assert healthy.crawl().state == "ok"
        memory["kept"] = kept(healthy)
    return memory["kept"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_site_that_misbehaves(
    serve: Callable[..., Northshire], untroubled: dict[str, dict[str, object]], case: Case
) -> None:
    """It gets its state and reason, nothing of it is kept, and on the day after all is as if nothing had been."""
    northshire = serve()
    northshire.server.misbehave(case.where, case.fault)
    outcome = northshire.crawl(DOWNLOAD_TIMEOUT=0.5)

    assert (outcome.state, outcome.error) == (case.state, None)
    assert case.why in outcome.reason
    assert kept(northshire) == {"meetings": [], "versions": [], "events": []}
    assert originals(northshire) == 0
    northshire.server.heal()
    northshire.server.clock = LATER
    assert northshire.crawl().state == "ok"
    assert kept(northshire) == as_if_nothing_had_been(serve, untroubled)


def test_a_name_that_leads_nowhere(northshire: Northshire) -> None:
    """A site whose name is in no DNS any more has moved."""
    port = northshire.server.url.rpartition(":")[2]
    northshire.write_source(url=f"http://localhost:{port}")
    outcome = northshire.crawl(DNS_RESOLVER="tests.crawlers.test_states.Nowhere")

    assert (outcome.state, outcome.reason) == ("moved", "robots.txt: the host's name leads nowhere (DNS)")


def test_a_machine_that_answers_no_more(northshire: Northshire) -> None:
    """A site whose machine refuses every connection has moved."""
    northshire.write_source(url="http://127.0.0.1:1")
    outcome = northshire.crawl()

    assert (outcome.state, outcome.reason) == ("moved", "robots.txt: nobody answers at the host's address")
