"""All England: an edition asks the archive as much for many councils as for few, and stays readable."""

from datetime import UTC, date, datetime
from pathlib import Path

from domain.actions import PlanKind
from domain.document import DocumentKind
from domain.evidence import quote
from domain.fact import Fact, FactType
from domain.findings import Findings
from domain.source import Channel
from storage import facts
from storage.archive import Archive, open_archive
from storage.expected import expect
from tests.digest.record import Office
from tests.digest.test_official import graded, inspected
from tests.digest.test_sections import told
from tests.digest.world import MONDAY, Site, World, item, meeting, paper
from tests.storage.linked import statements

FEW, MANY = 3, 20


def _busy(world: World, site: Site, number: int) -> None:
    """A council with an agenda, a plan and something that it owes."""
    agenda = meeting(f"9{number:03}", date(2026, 6, 30), item(5, f"Agency social workers {number}"))
    site.lists(agenda, meeting(f"8{number:03}", date(2026, 7, 7)))
    site.shows(agenda)
    with world.archive.writing() as session:
        unlinked = facts.texts(session, facts.to_link(session, rules="1", known=""))
        found = {each.text_id: _planned(each.text.words, each, site) for each in unlinked}
        facts.keep_findings(session, found, rules="1", known="", run=world.run, now=world.now)
        expect(
            session,
            key=f"plan/{number}",
            council=site.council.slug,
            kind="action_plan",
            what="action plan to Ofsted",
            due="2026-06-12",
            because="seventy working days",
            looks_for="agency social workers",
            now=world.now,
        )


def _planned(words: str, each: facts.Unlinked, site: Site) -> Findings:
    fact = Fact(
        type=FactType.ACTION,
        evidence=quote(each.text, 0, len(words)),
        rule="test.plan@1",
        fields={"plan": PlanKind.WORK_PROGRAMME, "what": "Agency social workers", "due": "2026-06-09"},
        about=site.council.uid,
    )
    return Findings(facts=(fact,))


def _england(archive: Archive, size: int) -> int:
    """How many statements an edition of so many councils takes."""
    world = World(archive, now=datetime(2026, 6, 8, 6, tzinfo=UTC))
    sites = [world.council(f"council-{number}", f"Council {number}") for number in range(size)]
    for number, site in enumerate(sites):
        _busy(world, site, number)
    world.at(datetime(2026, 6, 12, 16, tzinfo=UTC))
    ofsted = Office(world, Channel.OFSTED)
    table, said = graded(leaders="Good", care_leavers="Inadequate")
    for number, site in enumerate(sites):
        ofsted.publishes(
            f"5{number}",
            f"Inspection of Council {number}\n\n{table}",
            title=f"Inspection: Council {number}",
            kind=DocumentKind.INSPECTION_REPORT,
            published="2026-06-12",
            about=site,
            said=said,
            inspection=inspected("2026-05-04", "2026-05-15"),
        )
        late = item(5, f"Agency social workers {number}", paper(f"s{number}", "Appendix", "2026-06-12"))
        site.shows(meeting(f"9{number:03}", date(2026, 6, 30), late))
    world.at(MONDAY)
    with statements(archive) as asked:
        items = told(world)

    assert len({each.place for each in items}) >= size
    return len(asked)


def test_an_edition_asks_as_much_for_many_councils_as_for_few(tmp_path: Path) -> None:
    """Meetings, notice, plans, what is due, inspections: nothing is asked council by council."""
    asked = []
    for size in (FEW, MANY):
        with open_archive(tmp_path / f"home-{size}") as archive:
            asked.append(_england(archive, size))

    assert asked[1] == asked[0]
