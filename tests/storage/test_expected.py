"""What is due: agendas, deadlines, minutes, papers to follow and obligations, and what can be said of each at a moment."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain.council import Council
from domain.deadlines import Deadline, DeadlineKind, Unit
from domain.expected import Expected, ExpectedState
from domain.health import HealthState
from storage.archive import Archive
from storage.diary import UnknownCouncil
from storage.expected import (
    UnknownExpectation,
    blind_spots,
    drop,
    expect,
    expected,
    meet,
    meetings_ahead,
)
from storage.schema import VersionRow
from tests.storage.linked import COUNCIL, SCRUTINY, Linked, at, item, meeting, paper, statements
from tests.storage.world import SOURCE

QUESTIONS = Deadline(
    kind=DeadlineKind.PUBLIC_QUESTION, before=7, unit=Unit.DAYS, source="https://wolden.example/questions"
)
PETITIONS = Deadline(
    kind=DeadlineKind.PETITION,
    before=10,
    unit=Unit.WORKING_DAYS,
    at=time(12, 0),
    bodies=("Full Council",),
    source="https://wolden.example/petitions",
)
WOLDEN = replace(
    SOURCE,
    key="committee/wolden",
    council=Council(
        slug="wolden",
        gss="E06999002",
        name="Wolden Council",
        short_name="Wolden",
        valid_to="2027-03-31",
        successors=("east-wolden", "west-wolden"),
    ),
    deadlines=(QUESTIONS, PETITIONS),
)
EAST, WEST = (
    replace(
        SOURCE,
        key=f"committee/{side.lower()}-wolden",
        council=Council(
            slug=f"{side.lower()}-wolden",
            gss=code,
            name=f"{side} Wolden Council",
            short_name=f"{side} Wolden",
            valid_from="2027-04-01",
        ),
    )
    for side, code in (("East", "E06999004"), ("West", "E06999005"))
)
SELECT = meeting("24", SCRUTINY, date(2027, 2, 23))
REFUSED = "the site refuses us (status 403)"


@pytest.fixture
def wolden(archive: Archive) -> Linked:
    """Wolden, whose calendar is known since September 2026, looked at each day, refused from 8 to 22 February 2027."""
    site = Linked(archive, at(2026, 9, 1), WOLDEN, EAST, WEST)
    site.lists(SELECT, meeting("25", COUNCIL, date(2027, 2, 25)))
    site.looks(*_looks())
    return site


def _looks() -> list[tuple[datetime, HealthState, str]]:
    looked = []
    day = at(2027, 1, 1)
    while day < at(2027, 4, 10):
        refused = at(2027, 2, 8) <= day < at(2027, 2, 23)
        state = (HealthState.BLOCKED, REFUSED) if refused else (HealthState.OK, "as promised")
        looked.append((day, *state))
        day += timedelta(days=1)
    return looked


def _words(site: Linked, day: tuple[int, int, int], *councils: str) -> list[str]:
    with site.archive.reading() as session:
        return [each.words for each in meetings_ahead(session, councils or None, as_of=at(*day, 12))]


def _expected(site: Linked, day: tuple[int, int, int], *councils: str) -> list[Expected]:
    with site.archive.reading() as session:
        return list(expected(session, councils or None, as_of=at(*day, 12)))


def test_a_meeting_a_month_ahead_with_its_deadlines(wolden: Linked) -> None:
    """On 25 January a forum learns of the meeting of 23 February, until when to ask, and when the agenda is due."""
    assert _words(wolden, (2027, 1, 25), "wolden") == [
        "Children and Families Scrutiny Committee Tue 23 Feb, 29 days ahead; public questions by Tue 16 Feb; agenda due by Mon 15 Feb",
        "Full Council Thu 25 Feb, 31 days ahead; public questions by Thu 18 Feb; petitions by Thu 11 Feb, 12:00; agenda due by Wed 17 Feb",
    ]


def test_what_nobody_could_look_at_is_not_called_missing(wolden: Linked) -> None:
    """While the site refuses us, nobody can tell whether the agenda is out; it is never called not published."""
    with wolden.archive.reading() as session:
        gaps = blind_spots(session, ["wolden"], as_of=at(2027, 2, 15, 12))
    said = _words(wolden, (2027, 2, 15), "wolden")

    assert gaps["wolden"].words("Wolden", date(2027, 2, 15)) == "Wolden: could not look since 8 Feb (403)"
    assert said[0].endswith("public questions by Tue 16 Feb; agenda for 23 Feb: cannot tell")
    assert "not yet seen" not in " ".join(said)


def test_an_agenda_that_is_overdue_is_not_yet_seen(archive: Archive) -> None:
    """We looked, it was due, and it was not there: that is said, and nothing more."""
    site = Linked(archive, at(2026, 9, 1), replace(WOLDEN, deadlines=()))
    site.lists(SELECT)
    site.looks((at(2027, 2, 16), HealthState.OK, ""))

    assert _words(site, (2027, 2, 16), "wolden") == [
        "Children and Families Scrutiny Committee Tue 23 Feb, 7 days ahead; agenda was due by Mon 15 Feb: expected, not yet seen"
    ]


def test_an_obligation_met_while_nobody_could_look_is_found_late(wolden: Linked) -> None:
    """The council considered the ombudsman's report in time; we say so, and that we found it late."""
    with wolden.archive.writing() as session:
        expect(
            session,
            key="ombudsman/25 990 001",
            council="wolden",
            kind="ombudsman_report",
            what="Ombudsman report 25 990 001",
            due="2027-03-10",
            because="to be considered within three months (Local Government Act 1974, section 31)",
            looks_for="ombudsman 25 990 001",
            now=at(2026, 12, 10),
        )
    before = {each.key: each for each in _expected(wolden, (2027, 2, 15))}["ombudsman/25 990 001"]
    wolden.comes(at(2027, 2, 23))
    wolden.shows(
        meeting("25", COUNCIL, date(2027, 2, 25), item(9, "Ombudsman report 25 990 001"), item(10, "Budget"))
    )
    ahead = {each.key: each for each in _expected(wolden, (2027, 2, 24))}["ombudsman/25 990 001"]
    after = {each.key: each for each in _expected(wolden, (2027, 3, 1))}["ombudsman/25 990 001"]

    assert (before.state, before.reason) == (
        ExpectedState.COULD_NOT_LOOK,
        "Wolden: could not look since 8 Feb (403)",
    )
    assert (ahead.state, ahead.reason) == (
        ExpectedState.EXPECTED,
        "on the agenda of Full Council, 2027-02-25",
    )
    assert after.words == (
        "Ombudsman report 25 990 001: Full Council considered it on 25 Feb (item 9), within the time that ends 10 Mar; "
        "found late: could not look from 8 Feb to 22 Feb (403)"
    )


def test_what_a_council_owed_passes_to_its_successors(wolden: Linked) -> None:
    """On 1 April plan and monitoring are owed by both successors, for that reason; nothing is dropped, nothing doubled."""
    with wolden.archive.writing() as session:
        for key, what, due in (
            ("send/plan", "Area SEND priority action plan", "2027-04-30"),
            ("send/monitoring", "Area SEND monitoring inspection", "2028-06~"),
        ):
            expect(
                session, key=key, council="wolden", kind="area_send", what=what, due=due,
                because="inspection of 3 December 2026", now=at(2026, 12, 3),
            )  # fmt: skip
    asked: tuple[list[str], ...] = ([], ["wolden"], ["east-wolden"], ["west-wolden", "east-wolden", "wolden"])
    day_before = [
        each.words for each in _expected(wolden, (2027, 3, 31), "wolden") if each.kind == "area_send"
    ]
    after = [
        [
            (each.key, each.state, each.owed_by, each.reason)
            for each in _expected(wolden, (2027, 4, 5), *names)
        ]
        for names in asked
    ]

    assert day_before == [
        "Area SEND priority action plan: due 30 April 2027",
        "Area SEND monitoring inspection: due about June 2028",
    ]
    assert after == [
        [
            ("send/plan", "expected", ("east-wolden", "west-wolden"), "successor"),
            ("send/monitoring", "expected", ("east-wolden", "west-wolden"), "successor"),
        ]
    ] * len(asked)
    assert [each.words for each in _expected(wolden, (2027, 4, 5), "wolden")][1] == (
        "Area SEND monitoring inspection: due about June 2028; carried to East Wolden and West Wolden (successor)"
    )


def test_obligations_are_noted_once_met_and_dropped(wolden: Linked) -> None:
    """The same key again changes the date, not since when it is known; what is met or dropped says since when."""
    wolden.comes(at(2027, 1, 11))
    wolden.shows(replace(SELECT, agenda_published=True, items=(item(1, "Plan", paper("s1", "The plan")),)))
    wolden.serves("s1", "The plan.")
    with wolden.archive.writing() as session:
        for due in ("2027-03-01", "2027-03-05"):
            for key in ("a", "b"):
                expect(
                    session, key=key, council="wolden", kind="plan", what=key.upper(), due=due, because="rule",
                    now=at(2027, 1, 5) if due == "2027-03-01" else at(2027, 1, 20),
                )  # fmt: skip
        version = session.query(VersionRow).filter(VersionRow.title == "The plan").one()
        meet(session, "a", version=version.id)
        drop(session, "b", at=at(2027, 1, 21))
    states = {
        day: [each.state for each in _expected(wolden, (2027, 1, day)) if each.kind == "plan"]
        for day in (4, 10, 15, 22)
    }

    assert states == {
        4: [],
        10: ["expected", "expected"],
        15: ["seen", "expected"],
        22: ["seen", "dropped"],
    }
    with wolden.archive.writing() as session, pytest.raises(UnknownExpectation):
        drop(session, "c", at=at(2027, 1, 21))
    with wolden.archive.writing() as session, pytest.raises(UnknownCouncil):
        expect(session, key="d", council="nowhere", kind="x", what="x", due="2027", because="x", now=at(2027, 1, 1))  # fmt: skip


def test_a_paper_to_follow_is_watched_until_it_came(wolden: Linked) -> None:
    """`Appendix A to follow` is expected until a paper joins the item, and not yet seen once the meeting was held without it."""
    wolden.comes(at(2027, 1, 11))
    promised = item(6, "Improvement plan", text="Report of the Director (Appendix A to follow).")
    held = replace(SELECT, agenda_published=True, items=(promised,))
    wolden.shows(held)
    wolden.comes(at(2027, 2, 3))
    with_appendix = replace(promised, documents=(paper("s7", "Appendix A", "2027-02-02"),))
    wolden.shows(replace(held, items=(with_appendix,)))
    found = {
        day: [each.words for each in _expected(wolden, (2027, *day)) if each.kind == "paper to follow"]
        for day in ((1, 25), (2, 4))
    }

    assert found == {
        (1, 25): ["item 6, Report of the Director (Appendix A to follow)."],
        (2, 4): ["item 6, Report of the Director (Appendix A to follow).: seen"],
    }


def test_minutes_are_expected_with_the_next_agenda(archive: Archive) -> None:
    """After a meeting its minutes are expected; when the next agenda is due without them, they are not yet seen."""
    site = Linked(archive, at(2026, 9, 1), replace(WOLDEN, deadlines=()))
    first = meeting("1", SCRUTINY, date(2026, 9, 22), item(1, "Care leavers"))
    site.lists(first, meeting("2", SCRUTINY, date(2026, 11, 18)))
    site.comes(at(2026, 9, 12))
    site.shows(first)
    said = {
        day: [each.words for each in _expected(site, day) if each.kind == "minutes"]
        for day in ((2026, 9, 22), (2026, 9, 30), (2026, 11, 12))
    }
    site.comes(at(2026, 11, 13))
    site.shows(replace(first, minutes_published=True, items=(item(1, "Care leavers", minutes="Noted."),)))
    said[2026, 11, 14] = [each.words for each in _expected(site, (2026, 11, 14)) if each.kind == "minutes"]

    what = "Minutes of Children and Families Scrutiny Committee, 2026-09-22"
    assert said == {
        (2026, 9, 22): [],
        (2026, 9, 30): [f"{what}: expected by 10 November 2026"],
        (2026, 11, 12): [f"{what}: expected by 10 November 2026, not yet seen"],
        (2026, 11, 14): [f"{what}: first seen 13 Nov"],
    }


def test_what_papers_say_is_due_is_told_once_while_it_lies_ahead(wolden: Linked) -> None:
    """What must be sent to Ofsted, and an inspection that will come, are told by the newest paper, and pass to the successors."""
    says = "2.1 The action plan must be sent to Ofsted by 12 March 2027.\n2.2 A monitoring inspection will take place about June 2028."
    for number, day in enumerate((11, 20), start=1):
        wolden.comes(at(2027, 1, day))
        papers = tuple(paper(f"s{n}", f"Area SEND {n}") for n in range(1, number + 1))
        wolden.shows(replace(SELECT, agenda_published=True, items=(item(1, "SEND", *papers),)))
        wolden.serves(f"s{number}", says)
    found = {
        day: [
            (each.what, each.due, each.because, each.owed_by)
            for each in _expected(wolden, day, "wolden")
            if each.kind == "stated"
        ]
        for day in ((2027, 1, 12), (2027, 3, 1), (2027, 4, 5))
    }

    def told(paper_title: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
        because = f"stated in “{paper_title}”"
        return [
            ("The action plan must be sent to Ofsted by 12 March 2027", "2027-03-12", because, ()),
            ("A monitoring inspection will take place about June 2028", "2028-06~", because, ()),
        ]

    assert found[2027, 1, 12] == told("Area SEND 1")
    assert found[2027, 3, 1] == told("Area SEND 2")
    assert [(what, owed_by) for what, _, _, owed_by in found[2027, 4, 5]] == [
        ("A monitoring inspection will take place about June 2028", ("east-wolden", "west-wolden"))
    ]


def test_a_moved_meeting_moves_its_deadlines(archive: Archive) -> None:
    """Asked as of before it moved, the old dates are given; after, the new ones."""
    site = Linked(archive, at(2026, 9, 1), WOLDEN)
    site.lists(SELECT)
    site.shows(SELECT)
    site.comes(at(2027, 1, 20))
    moved = replace(SELECT, day=date(2027, 3, 2))
    site.lists(moved)
    site.shows(moved)

    assert _words(site, (2027, 1, 19)) == [
        "Children and Families Scrutiny Committee Tue 23 Feb, 35 days ahead; public questions by Tue 16 Feb; agenda due by Mon 15 Feb"
    ]
    assert _words(site, (2027, 1, 26)) == [
        "Children and Families Scrutiny Committee Tue 2 Mar, 35 days ahead; public questions by Tue 23 Feb; agenda due by Mon 22 Feb"
    ]


def test_a_meeting_called_off_expects_nothing(archive: Archive) -> None:
    """A cancelled meeting has no deadline and no agenda; before it was cancelled it had."""
    site = Linked(archive, at(2026, 9, 1), WOLDEN)
    site.lists(SELECT)
    site.shows(SELECT)
    site.comes(at(2027, 2, 1))
    site.lists(replace(SELECT, status="Cancelled"))
    site.shows(replace(SELECT, status="Cancelled"))

    assert _words(site, (2027, 2, 2)) == [
        "Children and Families Scrutiny Committee Tue 23 Feb, 21 days ahead; called off"
    ]
    assert "agenda due" in _words(site, (2027, 1, 31))[0]


def test_it_asks_the_archive_the_same_however_much_is_due(wolden: Linked) -> None:
    """More meetings, papers and obligations are no more questions to the database."""
    with statements(wolden.archive) as few:
        _expected(wolden, (2027, 1, 25), "wolden")
    wolden.lists(*(meeting(str(900 + n), SCRUTINY, date(2027, 2, 1) + timedelta(days=n)) for n in range(28)))
    with wolden.archive.writing() as session:
        for n in range(50):
            expect(session, key=f"k{n}", council="wolden", kind="x", what="x", due="2027-05", because="x", now=at(2026, 12, 1))  # fmt: skip
    with statements(wolden.archive) as many:
        _expected(wolden, (2027, 1, 25), "wolden")

    assert len(many) == len(few)
