"""Response chains: from a finding of Ofsted's to the council's plan, the committee's questions and the next letter on the focus."""

from dataclasses import replace
from datetime import date

import pytest

from domain.chains import Chain
from domain.document import DocumentKind
from domain.health import HealthState
from minutewatch import chaining
from storage.archive import Archive
from storage.chains import chains
from storage.expected import expect
from tests.storage.linked import SCRUTINY, Linked, at, item, meeting, paper, statements
from tests.storage.official import OFSTED, Desk
from tests.storage.test_visits import PRIORITY, letter

NOVEMBER = meeting("7303", SCRUTINY, date(2026, 11, 18))
JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
MARCH = meeting("7409", SCRUTINY, date(2027, 3, 16))
MINUTES = """The Director presented the plan. Members asked how many young people aged 16 and 17 lived in unregulated homes, and were
told that there were none. The Committee was asked to note the plan."""
FINDING = "area for priority action: “accommodation for 16 and 17 year olds.”"
VISITS = "area for improvement: “The regularity of visits to care leavers who live outside the area.”"


@pytest.fixture
def desk(sqlite_archive: Archive) -> Desk:
    """A letter of 30 October with an area for priority action; the committee's calendar is known."""
    desk = Desk(sqlite_archive, at(2026, 10, 1))
    desk.comes(
        OFSTED,
        "50001",
        *letter("Northshire", "22 and 23 September", "care leavers", *PRIORITY),
        seen=at(2026, 10, 30),
        published="2026-10-30",
        kind=DocumentKind.INSPECTION_LETTER,
        title="Focused visit to Northshire",
    )
    return desk


@pytest.fixture
def site(desk: Desk) -> Linked:
    """The council's own site."""
    site = Linked(desk.archive, at(2026, 11, 2))
    site.lists(NOVEMBER, JANUARY, MARCH)
    return site


def _chain(desk: Desk, year: int, month: int, day: int) -> Chain:
    with desk.archive.reading() as session:
        (found,) = (
            each
            for each in chains(session, ["northshire"], as_of=at(year, month, day, 12))
            if each.letter.day == date(2026, 10, 30)
        )
    return found


def _plan_comes(site: Linked, *, minutes: str | None = None) -> None:
    site.comes(at(2027, 1, 12))
    plan = item(
        5, "Ofsted focused visit: action plan", paper("s5", "Care leavers: action plan", "2027-01-11")
    )
    site.shows(replace(JANUARY, agenda_published=True, items=(item(4, "School places"), plan)))
    if minutes:
        site.comes(at(2027, 2, 10))
        minuted = replace(plan, minutes=minutes)
        site.shows(
            replace(
                JANUARY,
                agenda_published=True,
                minutes_published=True,
                items=(replace(item(4, "School places"), minutes="Noted."), minuted),
            )
        )


def test_a_chain_of_four_documents(desk: Desk, site: Linked) -> None:
    """The letter, the plan on an agenda, the question in the minutes, and the next letter on care leavers."""
    _plan_comes(site, minutes=MINUTES)
    desk.comes(
        OFSTED,
        "50009",
        *letter("Northshire", "8 and 9 June", "care leavers"),
        seen=at(2027, 7, 12),
        published="2027-07-09",
        kind=DocumentKind.INSPECTION_LETTER,
        title="Focused visit to Northshire",
    )

    assert list(chaining.chain_lines(_chain(desk, 2027, 8, 1))) == [
        "Northshire: focused visit, care leavers, published 30 Oct 2026, 2 findings",
        f"    plan: “Ofsted focused visit: action plan”, {SCRUTINY.title} of 19 Jan 2027, item 5",
        (
            f"    questions: “Ofsted focused visit: action plan”, {SCRUTINY.title} of 19 Jan 2027, item 5: "
            "“Members asked how many young people aged 16 and 17 lived in unregulated homes, and were told that there were none.”"
        ),
        f"    {FINDING}",
        f"    {VISITS}",
        "        next letter: focused visit, care leavers, published 9 Jul 2027",
    ]


@pytest.mark.usefixtures("site")
def test_what_cannot_have_come_yet_is_not_due(desk: Desk) -> None:
    """Before any meeting, and before the day on which a plan is due, nothing is missing."""
    with desk.archive.writing() as session:
        expect(
            session,
            key="clock/x",
            council="northshire",
            kind="action_plan",
            what="action plan due to Ofsted",
            due="2027-02-12",
            because="70 working days",
            now=at(2026, 10, 30),
            version_id=1,
        )
    chain = _chain(desk, 2026, 11, 3)

    assert [(each.state, each.words) for each in (chain.plan, chain.questions)] == [
        ("not due", "plan: not found; due to Ofsted 12 February 2027"),
        ("not due", "questions: no meeting seen since 30 Oct 2026"),
    ]


def test_what_was_not_found_says_in_how_much(desk: Desk, site: Linked) -> None:
    """Meetings were held and no item speaks of it: how many were looked through is said, and no letter is said to be late."""
    site.comes(at(2026, 11, 10))
    site.shows(replace(NOVEMBER, agenda_published=True, items=(item(4, "School places"), item(5, "Budget"))))
    chain = _chain(desk, 2026, 12, 1)

    assert [each.words for each in (chain.plan, chain.questions, chain.answers[0].next_letter)] == [
        "plan: not found in 2 items of 1 meeting since 30 Oct 2026",
        "questions: not found in 2 items of 1 meeting since 30 Oct 2026",
        "next letter: none on the same focus among 0 later letters since 30 Oct 2026",
    ]


def test_another_plan_is_not_the_plan(desk: Desk, site: Linked) -> None:
    """A recovery plan for school funding, and a sentence that mentions Ofsted, answer no letter on care leavers."""
    site.comes(at(2026, 11, 10))
    funding = item(
        4,
        "School funding formula: results of consultation",
        paper("s4", "Appendix A: high needs recovery plan", "2026-11-10"),
    )
    site.shows(replace(NOVEMBER, agenda_published=True, items=(funding, item(5, "Highways delivery plan"))))
    chain = _chain(desk, 2026, 12, 1)

    assert [each.state for each in (chain.plan, chain.questions)] == ["not found", "not found"]


def test_an_item_without_minutes_is_not_without_questions(desk: Desk, site: Linked) -> None:
    """Put before members, to come or without its minutes: whether they asked, nobody can tell yet."""
    _plan_comes(site)
    item_words = f"“Ofsted focused visit: action plan”, {SCRUTINY.title} of 19 Jan 2027, item 5"

    assert [_chain(desk, 2027, 1, day).questions.words for day in (13, 25)] == [
        f"questions: {item_words}; to come",
        f"questions: {item_words}; minutes not seen",
    ]


def test_minutes_without_a_question_say_so(desk: Desk, site: Linked) -> None:
    """What a committee is asked to note is no question of its members."""
    _plan_comes(site, minutes="The Committee was asked to note the plan. Noted.")

    assert _chain(desk, 2027, 2, 11).questions.words.endswith("item 5; its minutes tell of none")


def test_a_visit_on_another_focus_answers_nothing(desk: Desk, site: Linked) -> None:
    """A letter on the front door is not the next letter on care leavers, nor is its plan the plan."""
    site.comes(at(2027, 1, 12))
    other = item(5, "Ofsted focused visit to the front door: action plan")
    site.shows(replace(JANUARY, agenda_published=True, items=(other,)))
    desk.comes(
        OFSTED,
        "50009",
        *letter("Northshire", "8 and 9 June", "the front door"),
        seen=at(2027, 7, 12),
        published="2027-07-09",
        kind=DocumentKind.INSPECTION_LETTER,
    )
    chain = _chain(desk, 2027, 8, 1)

    assert [each.state for each in (chain.plan, chain.answers[0].next_letter)] == ["not found", "not found"]


def test_a_site_that_refuses_us_is_not_silent(desk: Desk, site: Linked) -> None:
    """While nobody can look at the council's papers nothing is said to be missing from them."""
    site.looks(
        (at(2026, 11, 9), HealthState.OK, "as promised"),
        *(
            (at(2026, 11, day), HealthState.BLOCKED, "the site refuses us (status 403)")
            for day in range(10, 30)
        ),
    )
    chain = _chain(desk, 2026, 11, 29)

    assert chain.plan.words == "plan: could not look since 10 Nov (403)"


def test_chains_ask_the_archive_the_same_however_many_letters(desk: Desk, site: Linked) -> None:
    """Ten letters more are no more questions, and their JSON has every proof."""
    _plan_comes(site, minutes=MINUTES)
    with statements(desk.archive) as few:
        chain = _chain(desk, 2027, 8, 1)
    for number in range(10):
        desk.comes(
            OFSTED,
            f"6000{number}",
            *letter("Northshire", f"{number + 1} and {number + 2} June", "care leavers", *PRIORITY),
            seen=at(2027, 7, 12),
            published=f"2027-07-{number + 1:02}",
            kind=DocumentKind.INSPECTION_LETTER,
        )
    with statements(desk.archive) as many:
        _chain(desk, 2027, 8, 1)

    assert len(many) == len(few) <= 20
    assert chaining.chain_json(chain)["plan"]["item"]["date"] == "2027-01-19"  # type: ignore[index,call-overload]


def test_an_undated_letter_is_not_of_the_day_on_which_we_saw_it(desk: Desk) -> None:
    """Where nobody says when it came out, the visit's own days tell where it stands in time."""
    desk.comes(
        OFSTED,
        "50002",
        *(
            page.replace("19 October 2026\n", "")
            for page in letter("Wolden", "2 and 3 June", "care leavers", *PRIORITY)
        ),
        seen=at(2026, 10, 31),
        kind=DocumentKind.INSPECTION_LETTER,
    )
    with desk.archive.reading() as session:
        (found,) = chains(session, ["wolden"], as_of=at(2026, 11, 1))

    assert found.words == "Wolden: focused visit, care leavers, of 2-3 Jun 2026, 2 findings"
    assert found.letter.day == date(2026, 6, 3)
