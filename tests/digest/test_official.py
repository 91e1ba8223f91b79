"""The official record in the e-mail: reports, letters, what stood before, what was taken down or put in its place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.build import build
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
from tests.digest.world import SETTINGS, Site, World

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


def inspected_in_2023(office: Office, about: Site) -> None:
    """Ofsted's report of November 2023 on a council, with an overall judgement: it lay there before anybody watched."""
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
        about=about,
        said=said,
        inspection=inspected("2023-09-25", "2023-10-06", overall_status=OverallStatus.GIVEN),
        origin=Origin.BACKFILL,
    )


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
    inspected_in_2023(office, northshire)
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


def _told_and_frozen(world: World, edition: str, now: datetime) -> None:
    world.at(now)
    build(world.archive, edition, now=now, settings=SETTINGS)


def version_of(world: World, uid: str) -> int:
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
        (LEADERS, "“Inadequate”"),
        (HELP, "“Inadequate”"),
        (IN_CARE, "“Requires improvement to be good”"),
        (LEAVERS, "“Requires improvement to be good”"),
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
    version = version_of(world, _report(ofsted, northshire))
    with world.archive.writing() as session:
        expect(
            session,
            key="action_plan/northshire",
            council="northshire",
            kind="action_plan",
            what="action plan due to Ofsted",
            due="2027-06-30",
            because="seventy working days",
            now=world.now,
            version_id=version,
        )
    world.at(MONDAY)
    (report,) = _official(world)

    assert report.next == "Action plan due to Ofsted by Wed 30 June 2027."


def test_a_focused_visit_gives_its_focus_and_what_ofsted_names(
    world: World, northshire: Site, ofsted: Office
) -> None:
    """No grade is given: the areas in Ofsted's words with their page, and what the inspection before judged of the same thing."""
    world.at(THURSDAY)
    visit = "The visit took place on 15 and 16 September 2026. Inspectors looked at care leavers."
    priority = "accommodation for 16 and 17 year olds"
    improvement = "health histories for care leavers"
    ofsted.publishes(
        "50200002",
        visit,
        f"Area for priority action\n{priority}\nArea for improvement\n{improvement}",
        title="Children's services focused visit: Northshire",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2027-03-17",
        about=northshire,
        said=(
            event(visit, "focused_visit", "2026-09-15/2026-09-16", focus=["care_leavers"]),
            Said(type=FactType.FINDING, words=priority, fields={"kind": "priority_action", "number": 1}),
            Said(type=FactType.FINDING, words=improvement, fields={"kind": "improvement", "number": 1}),
        ),
        inspection=inspected("2026-09-15", "2026-09-16", "ILACS_FOCUSED", focus="care_leavers"),
    )
    world.at(MONDAY)
    (letter,) = _official(world)

    assert letter.what == (
        "Ofsted published its letter on a focused visit to Northshire, 15 and 16 September 2026. Its focus: care leavers. "
        "It names 1 area for priority action and 1 area for improvement."
    )
    assert [(quote.label, quote.shown, quote.where) for quote in letter.quotes] == [
        ("area for priority action", f"“{priority}”", "page 2"),
        ("area for improvement", f"“{improvement}”", "page 2"),
    ]
    assert [(quote.label, quote.shown) for quote in letter.earlier] == [
        ("care leavers", "“Requires improvement to be good”")
    ]
    assert letter.short == "Ofsted letter on a focused visit (care leavers)"


@pytest.mark.parametrize(
    ("what", "framework", "ordinal", "told_as"),
    [
        (
            "monitoring_visit",
            "ILACS_MONITORING",
            5,
            "Ofsted published its letter on its fifth monitoring visit to the council in Northshire, 3 and 4 March 2027.",
        ),
        (
            "monitoring_visit",
            "ILACS_MONITORING",
            None,
            "Ofsted published its letter on a monitoring visit to the council in Northshire, 3 and 4 March 2027.",
        ),
        (
            "jtai",
            "JTAI",
            None,
            (
                "Ofsted and the inspectorates that it works with published their letter on a joint targeted area inspection "
                "in Northshire, 3 and 4 March 2027."
            ),
        ),
    ],
)
def test_letters_say_what_they_are_of(
    world: World,
    northshire: Site,
    ofsted: Office,
    what: str,
    framework: str,
    ordinal: int | None,
    told_as: str,
) -> None:
    """A monitoring visit to the council with its number where one is printed; a joint inspection by all who made it."""
    world.at(THURSDAY)
    words = "The visit took place on 3 and 4 March 2027."
    ofsted.publishes(
        "50200003",
        words,
        title="A letter",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2027-03-17",
        about=northshire,
        said=(event(words, what, "2027-03-03/2027-03-04", ordinal=ordinal),),
        inspection=inspected("2027-03-03", "2027-03-04", framework),
    )
    world.at(MONDAY)
    (letter,) = _official(world)

    assert letter.what == told_as


def test_an_area_send_inspection_gives_its_outcome_sentence(
    world: World, northshire: Site, ofsted: Office
) -> None:
    """Ofsted's own sentence, of the local area partnership; no grade."""
    world.at(THURSDAY)
    outcome = "There are widespread and/or systemic failings leading to significant concerns"
    ofsted.publishes(
        "50200004",
        f"Inspection outcome\n{outcome} about the experiences and outcomes of children.",
        title="Area SEND: Northshire",
        kind=DocumentKind.INSPECTION_REPORT,
        published="2027-03-17",
        about=northshire,
        said=(
            Said(
                type=FactType.JUDGEMENT,
                words=f"{outcome} about the experiences and outcomes of children.",
                fields={"aspect": "send_outcome", "grade": "send3"},
            ),
        ),
        inspection=inspected("2026-10-05", "2026-10-09", "AREA_SEND_2023"),
    )
    world.at(MONDAY)
    (report,) = _official(world)

    assert report.what == (
        "Ofsted and the Care Quality Commission published their report on the area SEND inspection of the local area "
        "partnership in Northshire, inspected 5 to 9 October 2026."
    )
    assert [(quote.label, quote.shown) for quote in report.quotes] == [
        ("outcome", f"“{outcome} about the experiences and outcomes of children.”")
    ]
    assert (report.earlier, report.different) == ((), "")


def test_a_file_put_in_place_of_another_is_told_once(world: World, northshire: Site, ofsted: Office) -> None:
    """What is new in it is quoted, what was taken down is not; that the older file is gone is no news of its own."""
    said = {
        "title": "Children's services focused visit: Northshire",
        "kind": DocumentKind.INSPECTION_LETTER,
        "published": "2026-11-02",
        "about": northshire,
        "inspection": inspected("2026-09-22", "2026-09-23", "ILACS_FOCUSED"),
    }
    old = ofsted.publishes("1", "The visit was made. Caseloads stand at 18 each.", **said)  # type: ignore[arg-type]
    _told_and_frozen(world, "2027-W11", datetime(2027, 3, 15, 6, tzinfo=UTC))
    world.at(THURSDAY)
    ofsted.publishes("2", "The visit was made. Caseloads stand at 21 each.", instead_of=old, **said)  # type: ignore[arg-type]
    ofsted.takes_down(old)
    world.at(MONDAY)
    (letter,) = _official(world)

    assert letter.different.startswith("It was put in place of the file that Ofsted listed before.")
    (pair,) = letter.differences
    assert pair.after is not None
    assert pair.after.shown == "“Caseloads stand at 21 each.”"
    assert pair.before is None


def test_what_ofsted_lists_no_more_is_said_without_its_words(
    world: World, northshire: Site, ofsted: Office
) -> None:
    """That a publication of a day is gone, whom it was about; no title, no link to a copy."""
    uid = _report(ofsted, northshire)
    world.at(MONDAY)
    _told_and_frozen(world, EDITION, MONDAY)
    world.at(datetime(2027, 3, 25, 6, tzinfo=UTC))
    ofsted.takes_down(uid)
    world.at(datetime(2027, 3, 30, 6, tzinfo=UTC))
    (gone,) = _official(world, "2027-W13")

    assert gone.what == "Ofsted no longer publishes a publication of 18 March 2027 about Northshire."
    assert (gone.quotes, gone.links) == ((), ())


def test_rows_of_a_table_are_not_quoted(world: World, ofsted: Office) -> None:
    """Ofsted's table of children's homes comes out anew: said so by its title; what differs in its rows is nobody's news."""
    said = {"title": "Children's homes at 30 September", "kind": DocumentKind.STATISTICS, "about": None}
    ofsted.publishes("homes", "Rowan House, 3 places", published="2026-09-30", origin=Origin.BACKFILL, **said)  # type: ignore[arg-type]
    _told_and_frozen(world, "2027-W11", datetime(2027, 3, 15, 6, tzinfo=UTC))
    world.at(THURSDAY)
    ofsted.publishes("homes", "Rowan House, 4 places", published="2027-03-18", **said)  # type: ignore[arg-type]
    world.at(MONDAY)
    (table,) = _official(world)

    assert table.what == "Ofsted published a table: “Children's homes at 30 September”."
    assert (table.quotes, table.differences) == ((), ())
