"""A week of the official record and of business, for tests that look at a whole e-mail: each kind of item stands in it once."""

from dataclasses import replace
from datetime import UTC, date, datetime

from digest.build import build
from domain.actions import PlanKind
from domain.document import DocumentKind, Origin
from domain.evidence import quote
from domain.fact import Fact, FactType, Modality
from domain.findings import Findings
from domain.health import HealthState
from domain.inspection import OverallStatus
from domain.source import Channel
from storage import facts, health
from storage.archive import Archive
from storage.expected import expect
from storage.pauses import keep_elections
from tests.digest.record import Office, Said
from tests.digest.test_figures import figure, publish
from tests.digest.test_interventions import COLLECTION, FIRST, NOTE, TITLE
from tests.digest.test_official import event, graded, inspected, inspected_in_2023, version_of
from tests.digest.world import SETTINGS, Site, World, item, meeting, paper

EDITION = "2027-W17"
MONDAY = datetime(2027, 4, 26, 6, tzinfo=UTC)
_BEFORE = datetime(2027, 4, 19, 6, tzinfo=UTC)
_OUTCOME = "There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of children."


def a_week_of_record(archive: Archive) -> World:
    """Reports, letters, a notice, figures, a pause, business that moved, something due, a feed that ended."""
    world = World(archive, now=datetime(2027, 1, 4, 6, tzinfo=UTC))
    northshire, estmere, wolden = (
        world.council(name.lower(), name) for name in ("Northshire", "Estmere", "Wolden")
    )
    ofsted, govuk, tables = (
        Office(world, channel) for channel in (Channel.OFSTED, Channel.GOVUK, Channel.STATISTICS)
    )
    with archive.writing() as session:
        keep_elections(session, [{"council": "northshire", "polls": "2027-05-06"}])
    _before(ofsted, govuk, tables, northshire)
    _plan(world, northshire, "16 March 2027", date(2027, 3, 16))
    world.at(_BEFORE)
    build(archive, "2027-W16", now=_BEFORE, settings=SETTINGS)
    world.at(datetime(2027, 4, 20, 12, tzinfo=UTC))
    _reports(ofsted, northshire, estmere, wolden)
    _govuk(govuk)
    publish(
        tables,
        figure(northshire, 2, 1754, 2027, rounding=10),
        figure(northshire, 3, 1870, 2026),
        figure(northshire, 4, None, 2027, suppressed="c", measure="adoptions"),
        figure(northshire, 5, 68.5, 2027, measure="children_looked_after_rate", unit="per 10,000 children"),
        release="2027",
        published="2027-04-20",
    )
    _plan(world, northshire, "6 July 2027", date(2027, 7, 6))
    world.at(MONDAY)
    for site in (northshire, estmere, wolden):
        site.is_seen_as(HealthState.OK)
    with archive.writing() as session:
        for office, state, reason in (
            (ofsted, HealthState.OK, ""),
            (tables, HealthState.OK, ""),
            (govuk, HealthState.BROKEN, "the feed news has ended and tells nothing any more (moved)"),
        ):
            health.note_health(session, office.key, run=world.run, at=world.now, state=state, reason=reason)
    return world


def _before(ofsted: Office, govuk: Office, tables: Office, northshire: Site) -> None:
    """What lay there before: an inspection of 2023, the list of notices, the figures of last year."""
    inspected_in_2023(ofsted, northshire)
    govuk.publishes(
        COLLECTION,
        TITLE,
        FIRST,
        title=TITLE,
        kind=DocumentKind.OTHER,
        published="2024-05-14",
        origin=Origin.BACKFILL,
        read=True,
    )
    publish(
        tables,
        figure(northshire, 2, 1860, 2026),
        release="2026",
        origin=Origin.BACKFILL,
        published="2026-04-21",
    )


def _reports(ofsted: Office, northshire: Site, estmere: Site, wolden: Site) -> None:
    table, said = graded(
        leaders="Inadequate",
        help_protection="Inadequate",
        in_care="Requires improvement to be good",
        care_leavers="Requires improvement to be good",
    )
    needs = ("The quality and timeliness of supervision.", "The stability of the workforce.")
    uid = ofsted.publishes(
        "50200001",
        f"Inspection of Northshire\n\n{table}",
        "What needs to improve\n" + "\n".join(needs),
        title="Children's services inspection: Northshire",
        kind=DocumentKind.INSPECTION_REPORT,
        published="2027-04-20",
        about=northshire,
        said=(
            *said,
            *(Said(type=FactType.FINDING, words=each, fields={"kind": "improvement"}) for each in needs),
        ),
        inspection=inspected(
            "2027-03-01", "2027-03-12", overall_status=OverallStatus.NOT_GIVEN_POST_APRIL_2026
        ),
    )
    world = ofsted.world
    version = version_of(world, uid)
    with world.archive.writing() as session:
        for key, what, due in (
            ("plan", "action plan due to Ofsted", "2027-05-28"),
            ("visit", "letter on the second Ofsted monitoring visit to the council", "2028-01~"),
        ):
            expect(
                session,
                key=key,
                council="northshire",
                kind="action_plan",
                what=what,
                due=due,
                because="within 70 working days of the report",
                now=world.now,
                version_id=version,
            )
    words = "The visit took place on 23 and 24 March 2027. This was the fifth monitoring visit."
    ofsted.publishes(
        "50200002",
        words,
        title="Children's services monitoring visit: Estmere",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2027-04-20",
        about=estmere,
        said=(event(words, "monitoring_visit", "2027-03-23/2027-03-24", ordinal=5),),
        inspection=inspected("2027-03-23", "2027-03-24", "ILACS_MONITORING"),
    )
    visit = "The visit took place on 29 and 30 March 2027."
    priority = "accommodation for 16 and 17 year olds"
    ofsted.publishes(
        "50200003",
        visit,
        f"Area for priority action\n{priority}",
        title="Children's services focused visit: Wolden",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2027-04-21",
        about=wolden,
        said=(
            event(visit, "focused_visit", "2027-03-29/2027-03-30", focus=["care_leavers"]),
            Said(type=FactType.FINDING, words=priority, fields={"kind": "priority_action"}),
        ),
        inspection=inspected("2027-03-29", "2027-03-30", "ILACS_FOCUSED", focus="care_leavers"),
    )
    ofsted.publishes(
        "50200004",
        f"Inspection outcome\n{_OUTCOME}",
        title="Area SEND: Wolden",
        kind=DocumentKind.INSPECTION_REPORT,
        published="2027-04-22",
        about=wolden,
        said=(
            Said(
                type=FactType.JUDGEMENT, words=_OUTCOME, fields={"aspect": "send_outcome", "grade": "send3"}
            ),
        ),
        inspection=inspected("2027-02-08", "2027-02-12", "AREA_SEND_2023"),
    )


def _govuk(govuk: Office) -> None:
    govuk.publishes(
        COLLECTION,
        TITLE,
        f"2027-04-20: {NOTE}",
        FIRST,
        title=TITLE,
        kind=DocumentKind.OTHER,
        published="2027-04-20",
        after=NOTE,
        read=True,
    )


def _plan(world: World, site: Site, printed: str, due: date) -> None:
    """A work programme lists a report for a day; the committee's paper says by when a plan must be sent."""
    held = meeting("9101", date(2027, 5, 12), item(8, "Work programme"))
    stated = f"{printed} | Spending on agency social workers"
    papers = item(8, "Work programme", paper(f"p{due}", "Work programme 2026/27", due.isoformat()))
    site.lists(held)
    site.shows(replace(held, items=(papers,)))
    site.serves(
        f"p{due}", f"Work programme 2026/27\n{stated}\nThe action plan must be sent to Ofsted by 28 May 2027."
    )
    with world.archive.writing() as session:
        found = {}
        for unlinked in facts.texts(session, facts.to_link(session, rules="record", known="")):
            words = unlinked.text.words
            made = []
            if stated in words:
                start = words.index(stated)
                made.append(
                    Fact(
                        type=FactType.ACTION,
                        evidence=quote(unlinked.text, start, start + len(stated)),
                        rule="test.plan@1",
                        fields={
                            "plan": PlanKind.WORK_PROGRAMME,
                            "what": "Spending on agency social workers",
                            "due": due.isoformat(),
                        },
                        about=site.council.uid,
                    )
                )
                sentence = "The action plan must be sent to Ofsted by 28 May 2027."
                start = words.index(sentence)
                made.append(
                    Fact(
                        type=FactType.COMMITMENT,
                        evidence=quote(unlinked.text, start, start + len(sentence)),
                        rule="test.must@1",
                        fields={"what": sentence, "due": "2027-05-28", "strength": "required"},
                        about=site.council.uid,
                        modality=Modality.REQUIRED,
                    )
                )
            found[unlinked.text_id] = Findings(facts=tuple(made))
        facts.keep_findings(session, found, rules="record", known="", run=world.run, now=world.now)
