"""Ofsted's visits by focus and days: from the letters, and before these from councils' own papers."""

from dataclasses import replace
from datetime import date

import pytest

from domain.document import DocumentKind
from domain.meeting import ListedEvent
from domain.visits import MONITORING, Visit
from storage.archive import Archive
from storage.pauses import keep_elections
from storage.visits import visits
from tests.storage.linked import SCRUTINY, Linked, at, item, meeting, paper, statements
from tests.storage.official import OFSTED, Desk

THIS_QUARTER = "2026-07/2026-09"
OF_OFSTED = DocumentKind.INSPECTION_LETTER
REPORT = """Inspection of Northshire local authority children's services
Inspection dates: 18 to 29 September 2023
Lead inspector: Corin Adeyemi, His Majesty's Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Requires improvement to be good
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care Requires improvement to be good
The experiences and progress of care leavers Requires improvement to be good
Overall effectiveness Requires improvement to be good
"""


def letter(council: str, days: str, focus: str, *headed: str) -> tuple[str, ...]:
    """A letter of Ofsted's on a focused visit, as it is laid out."""
    first = f"""19 October 2026
Rosamund Tyndale, Director of Children's Services
{council} Council
Dear Rosamund
Focused visit to {council} children's services
This letter summarises the findings of the focused visit to {council} children's services on {days} 2026. His Majesty's
Inspectors for this visit were Corin Adeyemi and Sunniva Blake.
Inspectors looked at the local authority's arrangements for {focus}.
This visit was carried out in line with the inspection of local authority children's services (ILACS) framework."""
    return (first + "\n" + "\n".join(headed) + "\nYours sincerely\nCorin Adeyemi\nHis Majesty's Inspector",)


PRIORITY = (
    "Area for priority action",
    "The local authority needs to take swift and decisive action to address serious weaknesses in:",
    "• accommodation for 16 and 17 year olds.",
    "What needs to improve in this area of social work practice?",
    "• The regularity of visits to care leavers who live outside the area.",
)
STATED = "# Ofsted's focused visit\n\n1. Ofsted visited on 29 and 30 September 2026 to look at care leavers.\n\n2. The letter is awaited."


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """The letters on Northshire and Estmere, Wolden's own paper, and then Wolden's letter."""
    desk = Desk(archive)
    desk.comes(
        OFSTED,
        "1",
        REPORT,
        seen=at(2023, 11, 20),
        published="2023-11-20",
        kind=DocumentKind.INSPECTION_REPORT,
        council="northshire",
    )
    desk.comes(
        OFSTED,
        "2",
        *letter(
            "Northshire",
            "15 and 16 September",
            "care leavers",
            "What needs to improve in this area of social work practice?",
            "• Health histories for care leavers.",
        ),
        seen=at(2026, 10, 19, 12),
        published="2026-10-19",
        council="northshire",
        kind=OF_OFSTED,
    )
    desk.comes(
        OFSTED,
        "3",
        *letter("Estmere", "22 and 23 September", "the front door"),
        seen=at(2026, 11, 2, 12),
        published="2026-11-02",
        council="estmere",
        kind=OF_OFSTED,
    )
    desk.comes("committee/wolden", "p1", STATED, seen=at(2026, 11, 14), published="2026-11-13")
    desk.comes(
        OFSTED,
        "4",
        *letter("Wolden", "29 and 30 September", "care leavers", *PRIORITY),
        seen=at(2026, 11, 23, 12),
        published="2026-11-23",
        council="wolden",
        kind=OF_OFSTED,
    )
    return desk


def _of(desk: Desk, *moment: int, focus: str | None = "care_leavers", **asked: str) -> list[Visit]:
    with desk.archive.reading() as session:
        return list(
            visits(session, as_of=at(*moment), focus=focus, visited=asked.get("visited", THIS_QUARTER))
        )


def test_visits_on_care_leavers_this_quarter(desk: Desk) -> None:
    """Two rows on 16 November, of which one is known from the council alone; the visit to the front door is none of them."""
    assert [each.words for each in _of(desk, 2026, 11, 16, 12)] == [
        "Northshire: care leavers, visited 15-16 Sep 2026; letter published 19 Oct 2026",
        "Wolden: care leavers, visited 29-30 Sep 2026; visit stated by the council, letter not seen, 33 working days",
    ]
    assert [each.council for each in _of(desk, 2026, 11, 16, 12, focus="front_door")] == ["estmere"]


def test_the_councils_sentence_stays_the_first_notice(desk: Desk) -> None:
    """On 30 November the letter is there, with what it asks for; the council's sentence is kept with its day."""
    northshire, wolden = _of(desk, 2026, 11, 30, 12)

    assert wolden.words == (
        "Wolden: care leavers, visited 29-30 Sep 2026; letter published 23 Nov 2026 with 1 area for priority action; "
        "first stated by the council on 13 Nov 2026"
    )
    assert wolden.lines == (
        "first notice, 13 Nov 2026: “1. Ofsted visited on 29 and 30 September 2026 to look at care leavers.”",
        "area for priority action: “accommodation for 16 and 17 year olds.”",
        "area for improvement: “The regularity of visits to care leavers who live outside the area.”",
    )
    assert northshire.lines == (
        "area for improvement: “Health histories for care leavers.”",
        "judgement before: requires improvement, published 20 November 2023",
    )


def test_nothing_is_known_before_it_was_seen(desk: Desk) -> None:
    """As of 10 November only Northshire's visit is known; as of September none."""
    assert [each.council for each in _of(desk, 2026, 11, 10)] == ["northshire"]
    assert _of(desk, 2026, 9, 30) == []


def test_another_time_and_another_kind_are_left_out(desk: Desk) -> None:
    """Visits of other months, and other kinds of visit."""
    assert _of(desk, 2026, 11, 30, visited="2026-10/2026-12") == []
    with desk.archive.reading() as session:
        assert visits(session, as_of=at(2026, 11, 30), kinds=[MONITORING]) == ()
        assert [each.council for each in visits(session, ["wolden"], as_of=at(2026, 11, 30))] == ["wolden"]


def test_a_paper_without_a_day_came_out_with_its_agenda(archive: Archive) -> None:
    """A file that prints no day, first seen on Monday with an agenda of the Friday before, is notice since Friday."""
    site = Linked(archive, at(2026, 11, 2))
    held = meeting(
        "9",
        SCRUTINY,
        date(2026, 11, 23),
        item(4, "Ofsted's focused visit", paper("s9", "Ofsted's focused visit")),
    )
    site.lists(replace(held, items=(), agenda_published=False))
    site.comes(at(2026, 11, 16))
    site.announces(
        ListedEvent(
            day=date(2026, 11, 13), what="Agenda published", title=SCRUTINY.title, url="", meeting_ref="9"
        )
    )
    site.shows(held)
    site.serves("s9", "1. Ofsted visited on 29 and 30 September 2026 to look at care leavers.")
    with archive.reading() as session:
        (found,) = visits(session, as_of=at(2026, 11, 16, 12), focus="care_leavers")

    assert found.first_notice
    assert found.first_notice.day == date(2026, 11, 13)


def test_a_letter_awaited_in_a_pause_says_so(archive: Archive) -> None:
    """While Ofsted publishes nothing before the council's elections, that is said beside the days."""
    desk = Desk(archive)
    with archive.writing() as session:
        keep_elections(session, [{"council": "wolden", "polls": "2027-05-06"}])
    paper = "1. Ofsted visited on 2 and 3 March 2027 to look at care leavers."
    desk.comes("committee/wolden", "p1", paper, seen=at(2027, 3, 20), published="2027-03-19")

    assert [each.words for each in _of(desk, 2027, 4, 26, visited="2027-03")] == [
        (
            "Wolden: care leavers, visited 2-3 Mar 2027; visit stated by the council, letter not seen, 36 working days "
            "(Ofsted publishes no council-wide report before the elections of 6 May)"
        )
    ]


def test_a_letter_is_late_only_beyond_what_any_took(archive: Archive) -> None:
    """After 139 days, pauses aside, it is said that none was known to take longer; before that nothing is."""
    desk = Desk(archive)
    with archive.writing() as session:
        keep_elections(session, [{"council": "wolden", "polls": "2027-05-06"}])
    paper = "1. Ofsted visited on 2 and 3 March 2027 to look at care leavers."
    desk.comes("committee/wolden", "p1", paper, seen=at(2027, 3, 20), published="2027-03-19")
    late = [
        [line for line in each.lines if "longer" in line]
        for moment in ((2027, 8, 1), (2027, 9, 1))
        for each in _of(desk, *moment, visited="2027-03")
    ]

    assert late == [[], ["no such letter was known to take longer than 139 days, pauses aside"]]


def test_the_archive_is_asked_as_often_however_many_visits_there_are(desk: Desk) -> None:
    """A few statements for one council as for all."""
    with desk.archive.reading() as session, statements(desk.archive) as one:
        visits(session, ["wolden"], as_of=at(2026, 11, 10))
    with desk.archive.reading() as session, statements(desk.archive) as everyone:
        visits(session, as_of=at(2026, 11, 30))

    assert len(one) == len(everyone) <= 6
