"""The official record in the e-mail: reports, letters, what stood before, what was taken down or put in its place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.item import Item
from domain.document import DocumentKind, Origin
from domain.fact import FactType
from domain.inspection import Inspection, OverallStatus
from domain.source import Channel
from storage import passages
from storage.archive import Archive
from storage.expected import expect
from tests.digest.record import Office, Said
from tests.digest.test_sections import of, told
from tests.digest.world import Site, World

EDITION = "2027-W12"
MONDAY = datetime(2027, 3, 22, 6, tzinfo=UTC)
THURSDAY = datetime(2027, 3, 18, 6, tzinfo=UTC)
LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
IN_CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"


def inspected(start: str, end: str, framework: str = "ILACS", **said: object) -> Inspection:
    """What is read of an inspection."""
    made = Inspection(framework=framework, start=start, end=end, lead_inspector=None)
    return replace(made, **said)  # type: ignore[arg-type]  # fields by name


def graded(**grades: str) -> tuple[str, tuple[Said, ...]]:
    """The table of a report with these grades as printed, and the judgements in it."""
    labels = {
        "overall": "Overall effectiveness",
        "leaders": LEADERS,
        "help_protection": HELP,
        "in_care": IN_CARE,
        "care_leavers": LEAVERS,
    }
    rows = {aspect: f"{labels[aspect]} {grade}" for aspect, grade in grades.items()}
    said = tuple(
        Said(
            type=FactType.JUDGEMENT,
            words=row,
            fields={"aspect": aspect, "grade": grades[aspect].lower().removesuffix(" to be good")},
        )
        for aspect, row in rows.items()
    )
    return "Judgement Grade\n" + "\n".join(rows.values()), said


def event(words: str, what: str, on: str, **fields: object) -> Said:
    """The sentence by which a document tells of its own inspection or visit."""
    return Said(
        type=FactType.EVENT,
        words=words,
        fields={"what": what, "on": on, "by": "Ofsted", "ordinal": None, **fields},  # type: ignore[dict-item]
    )


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive in which Northshire and Estmere are watched since 2026."""
    return World(sqlite_archive, now=datetime(2026, 9, 1, 6, tzinfo=UTC))


@pytest.fixture
def northshire(world: World) -> Site:
    """Northshire."""
    return world.council()


@pytest.fixture
def ofsted(world: World, northshire: Site) -> Office:
    """Ofsted, whose report of 2023 on Northshire lies in the archive."""
    office = Office(world, Channel.OFSTED)
    table, said = graded(
        leaders="Requires improvement to be good",
        help_protection="Good",
        in_care="Requires improvement to be good",
        care_leavers="Requires improvement to be good",
        overall="Requires improvement to be good",
    )
    office.publishes(
        "50100001",
        f"Inspection of Northshire\n\n{table}",
        title="Children's services inspection: Northshire",
        kind=DocumentKind.INSPECTION_REPORT,
        published="2023-11-20",
        about=northshire,
        said=said,
        inspection=inspected("2023-09-25", "2023-10-06", overall_status=OverallStatus.GIVEN),
        origin=Origin.BACKFILL,
    )
    return office


def _report(ofsted: Office, northshire: Site, **changes: object) -> str:
    """The report of March 2027, without an overall judgement."""
    table, said = graded(
        leaders="Inadequate",
        help_protection="Inadequate",
        in_care="Requires improvement to be good",
        care_leavers="Requires improvement to be good",
    )
    made = {
        "title": "Children's services inspection: Northshire",
        "kind": DocumentKind.INSPECTION_REPORT,
        "published": "2027-03-18",
        "about": northshire,
        "said": said,
        "inspection": inspected(
            "2027-02-01", "2027-02-12", overall_status=OverallStatus.NOT_GIVEN_POST_APRIL_2026
        ),
    }
    return ofsted.publishes("50200001", f"Inspection of Northshire\n\n{table}", **{**made, **changes})  # type: ignore[arg-type]


def _official(world: World, edition: str = EDITION) -> list[Item]:
    return of(told(world, edition), "official")


def _version(world: World, uid: str) -> int:
    """The number of a document's newest version."""
    with world.archive.reading() as session:
        document = passages.documents(session, [uid])[uid]
        return passages.newest(session, [document.id])[document.id].id


def test_a_report_gives_each_judgement_beside_what_stood_before(
    world: World, northshire: Site, ofsted: Office
) -> None:
    """Every aspect in Ofsted's words, that no overall judgement is given, and the grades of the same framework before."""
    world.at(THURSDAY)
    _report(ofsted, northshire)
    world.at(MONDAY)
    (report,) = _official(world)

    assert (
        report.what
        == "Ofsted published its inspection report on Northshire, inspected 1 to 12 February 2027."
    )
    assert [(quote.label, quote.shown) for quote in report.quotes] == [
        ("leaders", f"“{LEADERS} Inadequate”"),
        ("help and protection", f"“{HELP} Inadequate”"),
        ("children in care", f"“{IN_CARE} Requires improvement to be good”"),
        ("care leavers", f"“{LEAVERS} Requires improvement to be good”"),
    ]
    assert report.different == "No overall judgement is given (inspections from April 2026)."
    assert report.earlier_said == "The inspection of 25 September to 6 October 2023 judged"
    assert [(quote.label, quote.shown) for quote in report.earlier] == [
        ("overall", "“Requires improvement to be good”"),
        ("leaders", "“Requires improvement to be good”"),
        ("help and protection", "“Good”"),
        ("children in care", "“Requires improvement to be good”"),
        ("care leavers", "“Requires improvement to be good”"),
    ]
    assert "published 18 March 2027" in report.where
    assert report.audience == ("council:northshire", "england")


def test_grades_of_another_framework_are_not_held_beside(
    world: World, northshire: Site, ofsted: Office
) -> None:
    """A report under rules that come after: the one before is linked and called not directly comparable."""
    world.at(THURSDAY)
    _report(ofsted, northshire, inspection=inspected("2027-02-01", "2027-02-12", "CFS_2027"))
    world.at(MONDAY)
    (report,) = _official(world)

    assert report.earlier == ()
    assert report.different == (
        "The inspection before, of 25 September to 6 October 2023, was under another framework: not directly comparable."
    )
    assert report.links[-1].words == "The report before"


def test_what_a_report_makes_due_stands_beneath_it(world: World, northshire: Site, ofsted: Office) -> None:
    """The action plan, seventy working days after the report."""
    world.at(THURSDAY)
    version = _version(world, _report(ofsted, northshire))
    with world.archive.writing() as session:
        expect(
            session,
            key="action_plan/northshire",
            council="northshire",
            kind="action_plan",
            what="action plan to Ofsted",
            due="2027-06-30",
            because="seventy working days",
            now=world.now,
            version_id=version,
        )
    world.at(MONDAY)
    (report,) = _official(world)

    assert report.next == "Action plan to Ofsted: due Wed 30 June 2027."
