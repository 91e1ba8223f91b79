"""What readers were to learn from the e-mail of a made-up year: late papers, where it went, the motion, asking in time."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from digest.build import build
from digest.item import Item
from digest.select import compose
from domain.meeting import AgendaItem, Meeting
from storage import editions
from storage.archive import Archive
from storage.expected import expect
from tests.digest.world import SETTINGS, reader_in
from tests.storage.linked import COUNCIL, SCRUTINY, Linked, at, item, meeting, paper, programme
from tests.storage.test_actions import DECIDING, _keep_plan
from tests.storage.test_business import ISSUE
from tests.storage.test_expected import EAST, WEST, WOLDEN, _looks
from tests.storage.test_motions import AMENDED, CARRIED, ESTMERE, NORTHSHIRE
from tests.storage.test_motions import WOLDEN as OTHER

SEPTEMBER = meeting("7203", SCRUTINY, date(2026, 9, 22))
NOVEMBER = meeting("7303", SCRUTINY, date(2026, 11, 18))
JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
MARCH = meeting("7409", SCRUTINY, date(2027, 3, 16))
JUNE = meeting("7509", SCRUTINY, date(2027, 6, 14))
AUTUMN = meeting("7609", SCRUTINY, date(2027, 9, 21))
ALL = (SEPTEMBER, NOVEMBER, JANUARY, MARCH, DECIDING, JUNE, AUTUMN)
AGENCY = "Spending on agency social workers | Kwame Birtwell"
TRANSPORT = "16 March 2027 | Home to school transport: two years on | Gareth Umney"


@pytest.fixture
def site(archive: Archive) -> Linked:
    """Northshire's scrutiny committee, whose calendar is known."""
    site = Linked(archive, at(2026, 9, 1))
    site.lists(*ALL)
    _freeze(site, "2026-W40", at(2026, 9, 28))
    return site


def _plans(site: Linked, held: Meeting, published: str, *rows: str) -> None:
    ref = f"s{published}"
    agenda = (item(8, "Work programme", paper(ref, "Work programme 2026/27", published)),)
    site.shows(replace(held, agenda_published=True, items=agenda))
    site.serves(ref, programme(*rows))


def _told(site: Linked, edition: str, now: datetime, *sections: str) -> list[Item]:
    """What the parts of an edition say if it is made at this moment."""
    named = editions.named(edition)
    with site.archive.reading() as session:
        items = compose(session, named, editions.next_window(session, named), now=now).items
    return [each for each in items if each.section in (sections or ("actions",))]


def _freeze(site: Linked, edition: str, now: datetime) -> None:
    build(site.archive, edition, now=now, settings=SETTINGS)


# --- Late papers ---


def test_an_alert_gives_the_notice_and_by_when_the_plan_is_due(site: Linked) -> None:
    """Saturday 12 June: two papers for item 6 with no clear day before Monday, where the agenda gave six; the plan is due 30 June."""
    plan = item(6, "Improvement plan", paper("s1", "Report", "2027-06-03"), text="Appendix A to follow")
    site.comes(at(2027, 6, 3, 18))
    site.shows(replace(JUNE, agenda_published=True, items=(plan,)))
    site.serves("s1", "2.1 The action plan must be sent to Ofsted by 30 June 2027.")
    _freeze(site, "2027-06-10", at(2027, 6, 10))
    site.comes(at(2027, 6, 11, 16, 30))
    late = (
        paper("s2", "Appendix A: improvement plan", "2027-06-11"),
        paper("s3", "Appendix B: finance", "2027-06-11"),
    )
    site.shows(
        replace(JUNE, agenda_published=True, items=(replace(plan, documents=(*plan.documents, *late)),))
    )
    now = at(2027, 6, 12)
    first, second = _told(site, "2027-06-12", now, "act_by")
    (due,) = _told(site, "2027-06-12", now, "due")

    assert first.what.endswith(
        "item 6, “Improvement plan”. Notice given: 0 clear working days before Mon 14 June; the agenda gave 6."
    )
    assert second.bundle == first.bundle
    assert first.many.startswith("{count} documents were added to item 6")
    assert due.title == "Wed 30 June 2027."
    assert due.what == ("The action plan must be sent to Ofsted by 30 June 2027 (stated in “Report”).")


def test_what_a_paper_states_as_due_is_told_with_its_words(site: Linked) -> None:
    """Once, in the edition after the paper came out, quoted from it."""
    site.comes(at(2027, 6, 3, 18))
    site.shows(
        replace(JUNE, agenda_published=True, items=(item(6, "Plan", paper("s1", "Report", "2027-06-03")),))
    )
    site.serves("s1", "2.1 The action plan must be sent to Ofsted by 30 June 2027.")
    (stated,) = [each for each in _told(site, "2027-W23", at(2027, 6, 7)) if each.place == "Northshire"]
    _freeze(site, "2027-W23", at(2027, 6, 7))

    assert stated.what == (
        "Due Wed 30 June 2027, as a paper states: “The action plan must be sent to Ofsted by 30 June 2027”."
    )
    assert [quote.where for quote in stated.quotes] == ["page 1"]
    assert _told(site, "2027-W24", at(2027, 6, 14)) == []


# --- Where did it go ---


def _listed(site: Linked) -> None:
    """The report is listed for March; an edition told of it."""
    site.comes(at(2026, 11, 10, 18))
    _plans(site, NOVEMBER, "2026-11-10", f"16 March 2027 | {AGENCY}", TRANSPORT)
    _freeze(site, "2026-W47", at(2026, 11, 16))


def test_what_was_taken_elsewhere_is_said_to_be_there(site: Linked) -> None:
    """Gone from its own committee's programme, it stands in another body's plan."""
    _listed(site)
    site.comes(at(2027, 1, 12))
    _plans(site, JANUARY, "2027-01-11", TRANSPORT)
    site.comes(at(2027, 1, 20))
    _keep_plan(site, "Spending on agency social workers", "2027-03-09", issue="33071")
    told = [each.what for each in _told(site, "2027-W04", at(2027, 1, 25))]

    assert "“Spending on agency social workers” was taken to Cabinet, for 9 March 2027." in told


def test_that_a_meeting_was_called_off_is_told_of_what_was_due_there(site: Linked) -> None:
    """Nobody dropped it: its meeting is off, and it is not listed again yet; an agenda has it again later."""
    _listed(site)
    site.comes(at(2027, 3, 8))
    site.lists(*(replace(each, status="Cancelled") if each is MARCH else each for each in ALL))
    site.shows(replace(MARCH, status="Cancelled"))
    off = _told(site, "2027-W11", at(2027, 3, 15))
    _freeze(site, "2027-W11", at(2027, 3, 15))
    site.comes(at(2027, 6, 4))
    site.shows(replace(JUNE, agenda_published=True, items=(item(5, "Spending on agency social workers"),)))
    again = [each for each in _told(site, "2027-W23", at(2027, 6, 7)) if "agency" in each.what]

    assert [each.what for each in off if "agency" in each.what] == [
        (
            "“Spending on agency social workers” was due at the meeting of 16 March 2027, which was called off; "
            "it is not listed again yet."
        )
    ]
    assert [each.what for each in again] == [
        "“Spending on agency social workers” is on an agenda again at the meeting of 14 June 2027, item 5."
    ]


def test_what_comes_under_another_title_is_told_as_reported(site: Linked) -> None:
    """By the council's own issue id: both titles quoted, and when it was first stated for."""
    workforce = item(6, "Children's social care workforce", issue_ref="33015")
    words = (
        "RESOLVED that a report on spending on agency social workers, by team and with the reason for each contract, come to "
        "the meeting of the Committee in January 2027."
    )
    site.shows(replace(SEPTEMBER, agenda_published=True, items=(workforce,)))
    site.comes(at(2026, 10, 3))
    minuted = (replace(workforce, minutes=words),)
    site.shows(replace(SEPTEMBER, agenda_published=True, minutes_published=True, items=minuted))
    _listed(site)
    _freeze(site, "2027-W36", at(2027, 9, 6))
    site.comes(at(2027, 9, 13))
    update = item(7, "Workforce update: vacancies, agency social workers and spending")
    site.shows(replace(AUTUMN, agenda_published=True, items=(update,)))
    told = [each for each in _told(site, "2027-W39", at(2027, 9, 27)) if "agency" in each.what]

    assert [(each.what, each.different) for each in told] == [
        (
            (
                "“Spending on agency social workers” was reported at the meeting of 21 September 2027, item 7, under the title "
                "“Workforce update: vacancies, agency social workers and spending”."
            ),
            "First stated for January 2027.",
        )
    ]
    assert [quote.label for quote in told[0].quotes] == ["listed", "came as"]


def test_a_notice_of_a_decision_to_come_is_told(site: Linked) -> None:
    """An issue that the council publishes: what is to be decided, by when and by whom."""
    site.comes(at(2026, 10, 2))
    site.due("events")
    site.announces()
    site.comes(at(2026, 10, 6))
    site.keeper.keep_issue(
        site.fetched("issue:33001", b"issue"),
        replace(ISSUE, first_listed=date(2026, 10, 5), due="2026-12-14", steps=()),
    )
    site.link()
    (noticed,) = [
        each for each in _told(site, "2026-W42", at(2026, 10, 12), "councils") if "Notice" in each.what
    ]

    assert noticed.what == (
        "Notice was given of a decision to come: “Residential placements contract”, due 14 December 2026, by Cabinet."
    )


def test_a_decision_without_the_full_notice_says_so(site: Linked) -> None:
    """Under the general exception, in the words of the plan."""
    site.comes(at(2026, 10, 6))
    plan = paper("s5", "Forward plan October 2026", "2026-10-06")
    site.shows(replace(DECIDING, agenda_published=True, items=(item(9, "Plan", plan),)))
    site.serves(
        "s5",
        "Residential placements contract\nDecision due: 2026-12-14\nDecision maker: Cabinet\nKey decision: yes\n"
        "Procedure: General exception\nIssue: 33001",
    )
    told = {each.subject.rpartition("/")[2]: each for each in _told(site, "2026-W42", at(2026, 10, 12))}

    assert told["general exception"].what == (
        "“Residential placements contract” is to be decided under the general exception, without the full notice of a forward "
        "plan."
    )
    assert told["general exception"].different == "Decision due 14 December 2026."
    assert len(told["general exception"].quotes) == 1


# --- The motion ---


def _minuted(site: Linked, ref: str, day: date, *items: AgendaItem) -> None:
    held = meeting(ref, COUNCIL, day, *(replace(each, minutes=None) for each in items))
    site.lists(held)
    site.comes(at(day.year, day.month, day.day - 7))
    site.shows(held)
    site.comes(at(day.year, day.month, day.day + 8))
    site.shows(replace(held, minutes_published=True, items=items))


def _minutes_told(site: Linked, edition: str, now: datetime) -> list[str]:
    minutes = [each for each in _told(site, edition, now, "councils") if "inutes of the meeting" in each.what]
    return [" ".join(quote.words.split()) for each in minutes for quote in each.quotes]


def test_a_motion_is_told_by_how_it_ended(archive: Archive) -> None:
    """Carried with what it resolves; taken off an agenda; withdrawn; carried as amended: each in the words of its own minutes."""
    all_three = (NORTHSHIRE, OTHER, ESTMERE)
    northshire = Linked(archive, at(2026, 9, 1), *all_three)
    _freeze(northshire, "2026-W37", at(2026, 9, 7))
    _minuted(northshire, "1", date(2026, 10, 15), item(5, "Motions", minutes=CARRIED))
    carried = _minutes_told(northshire, "2026-W44", at(2026, 10, 26))
    wolden = Linked(archive, at(2026, 11, 4), OTHER, NORTHSHIRE, ESTMERE)
    motion = item(9, "Motion: care experience", text="To consider the motion of which notice has been given.")
    held = meeting("2", COUNCIL, date(2026, 11, 12), item(1, "Apologies"), motion)
    wolden.lists(held)
    wolden.shows(held)
    _freeze(wolden, "2026-W46", at(2026, 11, 9))
    wolden.comes(at(2026, 11, 11))
    wolden.shows(replace(held, items=(item(1, "Apologies"), item(10, "Motion: 20 miles an hour"))))
    (changed,) = [
        each for each in _told(wolden, "2026-W47", at(2026, 11, 16), "councils", "act_by") if each.differences
    ]
    wolden.comes(at(2026, 11, 24))
    withdrawn_words = (
        "Councillor Jarvis Tetlow had given notice of a motion that Wolden treat care experience as if it were a protected "
        "characteristic. The motion was withdrawn with the consent of the meeting."
    )
    minuted = (item(1, "Apologies"), item(10, "Motion: 20 miles an hour", minutes=withdrawn_words))
    wolden.shows(replace(held, minutes_published=True, items=minuted))
    withdrawn = _minutes_told(wolden, "2026-W49", at(2026, 11, 30))
    estmere = Linked(archive, at(2027, 1, 4), ESTMERE, NORTHSHIRE, OTHER)
    _freeze(estmere, "2027-W01", at(2027, 1, 4))
    _minuted(estmere, "3", date(2027, 1, 20), item(8, "Motion: care experience", minutes=AMENDED))
    amended = _minutes_told(estmere, "2027-W05", at(2027, 2, 1))

    assert any("treat care experience as if it were a protected characteristic" in each for each in carried)
    assert [pair.before.shown for pair in changed.differences if pair.before] == ["“Motion: care experience”"]
    assert any("withdrawn with the consent of the meeting" in each for each in withdrawn)
    assert any("The motion, as amended, was carried" in each for each in amended)


# --- Asking in time ---


def test_what_a_council_owed_is_told_to_the_readers_of_its_successors(archive: Archive) -> None:
    """5 April: plan and monitoring are carried to East Wolden and West Wolden, and nothing is said to be dropped."""
    wolden = Linked(archive, at(2026, 9, 1), WOLDEN, EAST, WEST)
    wolden.looks(*_looks())
    with archive.writing() as session:
        for key, what, due in (
            ("send/plan", "Area SEND priority action plan", "2027-04-30"),
            ("send/monitoring", "Area SEND monitoring inspection", "2028-06~"),
        ):
            expect(
                session,
                key=key,
                council="wolden",
                kind="area_send",
                what=what,
                due=due,
                because="inspection of 3 December 2026",
                now=at(2026, 12, 3),
            )
    _freeze(wolden, "2027-W13", at(2027, 3, 30))
    told = _told(wolden, "2027-W14", at(2027, 4, 5))
    owed = [each for each in told if each.subject.startswith("owed/")]
    (soon,) = _told(wolden, "2027-W14", at(2027, 4, 5), "due")

    assert [each.what for each in owed] == [
        "Area SEND priority action plan: due 30 April 2027; carried to East Wolden and West Wolden (successor).",
        "Area SEND monitoring inspection: due about June 2028; carried to East Wolden and West Wolden (successor).",
    ]
    assert owed[0].audience == ("council:wolden", "council:east-wolden", "council:west-wolden")
    assert soon.title == "Fri 30 April 2027."
    assert not any("no longer expected" in each.what for each in told)


def test_a_council_that_ended_and_one_without_an_address_stand_under_coverage(archive: Archive) -> None:
    """The ended one with those who follow it; the one whose papers nobody has found yet with what is missing."""
    nowhere = replace(EAST, url="", note="the address of its papers is still to be found. Asked on 1 April.")
    wolden = Linked(archive, at(2026, 9, 1), WOLDEN, nowhere, WEST)
    wolden.looks(*_looks())
    with archive.writing() as session:
        reader_in(session, "council:wolden", address="reader@example.org", now=at(2026, 9, 1))
    found = {each.place: each.what for each in _told(wolden, "2027-W14", at(2027, 4, 5), "coverage")}

    assert found["Wolden"] == (
        "Wolden ended on 31 March 2027; its successors are East Wolden and West Wolden, of which you are told instead."
    )
    assert found["East Wolden"] == (
        "East Wolden, committee papers: the address of its papers is still to be found."
    )
