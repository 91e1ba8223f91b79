"""Statutory clocks: what falls due after reports, letters and notices, and how it is told."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.clocks import clocks, months_after
from domain.document import DocumentKind
from storage.archive import Archive
from storage.clocks import note_due
from storage.expected import obligations
from storage.pauses import keep_elections
from storage.schema import CouncilRow, Succession
from tests.storage.linked import at, statements
from tests.storage.official import GOVUK, OFSTED, Desk
from tests.storage.test_interventions import COLLECTION
from tests.storage.test_visits import PRIORITY, letter

REPORT = """Inspection of Northshire local authority children's services
Inspection dates: 8 to 19 February 2027
Lead inspector: Corin Adeyemi, His Majesty's Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Inadequate
The experiences and progress of children who need help and protection Inadequate
The experiences and progress of children in care Requires improvement to be good
The experiences and progress of care leavers Requires improvement to be good
"""
GOOD = REPORT.replace("Inadequate", "Good").replace("8 to 19 February 2027", "3 to 14 May 2027")
SEND = """Area SEND inspection of Wolden Local Area Partnership
Inspection dates: 2 to 6 November 2026
Dates of previous inspection: 4 to 8 March 2019
Inspection outcome
There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of
children and young people with special educational needs and/or disabilities (SEND), which the local area partnership
must address urgently.
A monitoring inspection will be carried out within approximately 18 months. The next full reinspection will be within
approximately 3 years.
As a result of this inspection, HMCI requires the local area partnership to prepare and submit a priority action plan
(area SEND) to address the identified areas for priority action.
What does the area partnership need to do better?
"""


def _comes(
    desk: Desk,
    ref: str,
    words: str,
    council: str,
    year: int,
    month: int,
    day: int,
    kind: DocumentKind = DocumentKind.INSPECTION_REPORT,
) -> None:
    """A report or letter comes out, is seen at noon, and what falls due is noted."""
    published = date(year, month, day).isoformat()
    seen = at(year, month, day, 12)
    desk.comes(OFSTED, ref, words, seen=seen, published=published, council=council, kind=kind)
    _note(desk)


def _note(desk: Desk) -> int:
    with desk.archive.writing() as session:
        return note_due(session, now=desk.now)


def _told(desk: Desk, *moment: int, council: str) -> list[str]:
    with desk.archive.reading() as session:
        return [each.words for each in obligations(session, [council], as_of=at(*moment))]


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """An archive with the three councils."""
    return Desk(archive)


def test_an_action_plan_is_due_seventy_working_days_after_the_report(desk: Desk) -> None:
    """The report of 18 March 2027 makes an action plan due on 30 June, and monitoring visits, of which the first has no letter."""
    _comes(desk, "1", REPORT, "northshire", 2027, 3, 18)

    assert _told(desk, 2027, 6, 12, council="northshire") == [
        "action plan due to Ofsted Wed 30 Jun 2027",
        "first Ofsted monitoring visit to the council (its letter is not published) (2027-09, approximate)",
        "letter on the second Ofsted monitoring visit to the council (the first is not published) (2027-12, approximate)",
    ]
    assert _told(desk, 2027, 7, 10, council="northshire")[0] == (
        "action plan due to Ofsted Wed 30 Jun 2027; whether it was done is not public"
    )
    assert _told(desk, 2027, 12, 1, council="northshire") == [
        "letter on the second Ofsted monitoring visit to the council (the first is not published) (2027-12, approximate)"
    ]


def test_area_send_plan_and_monitoring_pass_to_the_successors(desk: Desk) -> None:
    """Wolden owes them until it ends; then East and West Wolden do, for that reason, and nothing is dropped."""
    _comes(desk, "1", SEND, "wolden", 2026, 12, 3)
    before = _told(desk, 2027, 3, 1, council="wolden")

    assert before[:2] == [
        "area SEND priority action plan due to Ofsted (2027-03, approximate)",
        "area SEND monitoring inspection (2028-06, approximate)",
    ]
    assert before[2] == "next full area SEND inspection (2029-12, approximate)"
    with desk.archive.writing() as session:
        ids = {row.slug: row.id for row in session.scalars(select(CouncilRow))}
        session.get_one(CouncilRow, ids["wolden"]).valid_to = "2027-03-31"
        session.add_all(
            Succession(council_id=ids["wolden"], successor_id=ids[heir]) for heir in ("estmere", "northshire")
        )
    after = _told(desk, 2027, 4, 5, council="wolden")

    assert after[1] == (
        "area SEND monitoring inspection (2028-06, approximate); carried to Estmere and Northshire (successor)"
    )
    assert len(after) == len(before)


def test_a_letter_with_priority_action_asks_for_two_plans(desk: Desk) -> None:
    """A draft within twenty working days, the plan within seventy; a letter without priority action asks for neither."""
    (words,) = letter("Wolden", "29 and 30 September", "care leavers", *PRIORITY)
    _comes(desk, "1", words, "wolden", 2026, 11, 23, kind=DocumentKind.INSPECTION_LETTER)
    (plain,) = letter("Estmere", "22 and 23 September", "the front door")
    _comes(desk, "2", plain, "estmere", 2026, 11, 24, kind=DocumentKind.INSPECTION_LETTER)

    assert _told(desk, 2026, 11, 25, council="wolden") == [
        "draft action plan due to Ofsted Mon 21 Dec 2026",
        "action plan on the area for priority action due to Ofsted Thu 4 Mar 2027",
    ]
    assert _told(desk, 2026, 11, 25, council="estmere") == []


def test_a_new_report_meets_what_was_awaited(desk: Desk) -> None:
    """The next inspection came: it is told as seen, and another is due three years on."""
    _comes(desk, "1", GOOD, "northshire", 2027, 6, 15)
    later = GOOD.replace("3 to 14 May 2027", "6 to 17 May 2030")
    _comes(desk, "2", later, "northshire", 2030, 6, 14)

    assert _told(desk, 2030, 6, 20, council="northshire") == [
        "next Ofsted inspection of children's services (2030-06, approximate): seen, published 14 Jun",
        "action plan due to Ofsted Mon 23 Sep 2030",
        "next Ofsted inspection of children's services (2033-06, approximate)",
    ]


def test_reviews_of_an_instrument_recur_while_it_is_in_force(desk: Desk) -> None:
    """Only the next is told, and none once the notice is lifted."""
    issued = "2026-01-12: Added 'Improvement notice issued to Estmere: January 2026' to Open notices."
    lifted = "2026-12-02: Moved 'Improvement notice issued to Estmere: January 2026' to Closed notices. The notice was lifted on 1 December 2026."
    desk.comes(GOVUK, "list", COLLECTION, issued, seen=at(2026, 1, 13))
    _note(desk)
    first = _told(desk, 2026, 2, 1, council="estmere")
    desk.now = at(2026, 9, 1)
    _note(desk)
    second = _told(desk, 2026, 9, 2, council="estmere")
    desk.comes(GOVUK, "list", COLLECTION, lifted, issued, seen=at(2026, 12, 3))
    _note(desk)

    assert first == ["DfE review of the improvement notice (2026-07, approximate)"]
    assert second == ["DfE review of the improvement notice (2027-01, approximate)"]
    assert _told(desk, 2026, 12, 4, council="estmere") == []


def test_noting_twice_is_noting_once(desk: Desk) -> None:
    """Nothing new the second time; what was past when the report was first seen is never noted."""
    desk.comes(
        OFSTED,
        "1",
        REPORT,
        seen=at(2027, 3, 18, 12),
        published="2027-03-18",
        council="northshire",
        kind=DocumentKind.INSPECTION_REPORT,
    )
    old = REPORT.replace("8 to 19 February 2027", "8 to 19 February 2016")
    desk.comes(
        OFSTED,
        "2",
        old,
        seen=at(2027, 3, 18, 12),
        published="2016-05-03",
        council="wolden",
        kind=DocumentKind.INSPECTION_REPORT,
    )
    counts = [_note(desk), _note(desk)]

    assert counts == [3, 0]
    assert _told(desk, 2027, 3, 20, council="wolden") == []  # fmt: skip


def test_ofsteds_pause_is_why_nothing_came(desk: Desk) -> None:
    """In a pause before elections what Ofsted is to publish waits, and that is said; nothing is called late."""
    _comes(desk, "1", REPORT.replace("February 2027", "June 2026"), "northshire", 2026, 8, 3)
    with desk.archive.writing() as session:
        keep_elections(session, [{"council": "northshire", "polls": "2027-05-06"}])

    assert _told(desk, 2027, 4, 26, council="northshire") == [
        (
            "letter on the second Ofsted monitoring visit to the council (the first is not published) (2027-05, approximate); "
            "Ofsted publishes no council-wide report before the elections of 6 May"
        )
    ]


def test_every_clock_has_its_source() -> None:
    """Each names where it is laid down and has a length."""
    assert all(clock.source and clock.count > 0 for clock in clocks())
    assert len({clock.id for clock in clocks()}) == len(clocks())


def test_months_end_where_the_month_does() -> None:
    """Three months after 30 November is the end of February."""
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 3), 18) == date(2028, 6, 3)


def test_the_archive_is_asked_as_often_however_much_is_due(desk: Desk) -> None:
    """What stands already costs no statement of its own."""
    _comes(desk, "1", REPORT, "northshire", 2027, 3, 18)
    with statements(desk.archive) as asked:
        _note(desk)

    assert len(asked) <= 8
