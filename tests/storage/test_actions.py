"""Actions: what was promised and planned is followed to what became of it, by words and by the council's own ids."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.actions import State
from domain.health import HealthState
from domain.meeting import AgendaItem, Meeting
from storage.actions import ActionSeen, actions
from storage.archive import Archive
from storage.query import parse
from storage.withdrawal import withdraw
from tests.storage.linked import (
    CABINET,
    SCRUTINY,
    Linked,
    at,
    item,
    meeting,
    paper,
    programme,
    statements,
)

SEPTEMBER = meeting("7203", SCRUTINY, date(2026, 9, 22))
NOVEMBER = meeting("7303", SCRUTINY, date(2026, 11, 18))
JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
MARCH = meeting("7409", SCRUTINY, date(2027, 3, 16))
NEXT_YEAR = meeting("7509", SCRUTINY, date(2027, 9, 21))
DECIDING = meeting("7408", CABINET, date(2027, 3, 9))
ALL = (SEPTEMBER, NOVEMBER, JANUARY, MARCH, DECIDING, NEXT_YEAR)
RESOLVED = """RESOLVED that

(1) the report be noted;

(2) a report on spending on agency social workers, by team and with the reason for each contract of more than 26 weeks,
come to the meeting of the Committee in January 2027."""
AGENCY = "Spending on agency social workers | Kwame Birtwell"
TRANSPORT = "16 March 2027 | Home to school transport: two years on | Gareth Umney"


@pytest.fixture
def site(archive: Archive) -> Linked:
    """The committee resolved in September that a report come in January; its calendar is known."""
    site = Linked(archive, at(2026, 9, 1))
    site.lists(*ALL)
    workforce = item(6, "Children's social care workforce", issue_ref="33015")
    site.shows(replace(SEPTEMBER, agenda_published=True, items=(workforce,)))
    site.comes(at(2026, 10, 3))
    minuted = replace(workforce, minutes=RESOLVED)
    site.shows(replace(SEPTEMBER, agenda_published=True, minutes_published=True, items=(minuted,)))
    return site


def _plans(
    site: Linked, held: Meeting, published: str, *rows: str, others: tuple[AgendaItem, ...] = ()
) -> None:
    """A work programme with these rows comes out with the agenda of a meeting."""
    ref = f"s{published}"
    agenda = (*others, item(8, "Work programme", paper(ref, "Work programme 2026/27", published)))
    site.shows(replace(held, agenda_published=True, items=agenda))
    site.serves(ref, programme(*rows))


def _year(site: Linked) -> None:
    """The report is listed for January, moved to March, dropped, and comes in September under another title."""
    site.comes(at(2026, 11, 10, 18))
    _plans(site, NOVEMBER, "2026-11-10", f"19 January 2027 | {AGENCY}", TRANSPORT)
    site.comes(at(2027, 1, 12))
    _plans(site, JANUARY, "2027-01-11", TRANSPORT, f"16 March 2027 | {AGENCY}")
    site.comes(at(2027, 3, 9))
    transport = item(5, "Home to school transport: two years on")
    _plans(site, MARCH, "2027-03-08", "June 2027 | Family hubs | Gareth Umney", others=(transport,))
    site.comes(at(2027, 9, 13))
    update = item(7, "Workforce update: vacancies, agency social workers and spending", issue_ref="33071")
    site.shows(replace(NEXT_YEAR, agenda_published=True, items=(update,)))


def _seen(site: Linked, day: tuple[int, int, int], words: str = "") -> list[ActionSeen]:
    with site.archive.reading() as session:
        return list(actions(session, ["northshire"], as_of=at(*day, 12), words=words))


def test_where_did_it_go(site: Linked) -> None:
    """Listed, moved, dropped, no update found, reported under another title: each as it was known on its day."""
    _year(site)
    days = (
        (2026, 10, 4),
        (2026, 11, 11),
        (2027, 1, 12),
        (2027, 3, 9),
        (2027, 4, 12),
        (2027, 9, 14),
        (2027, 9, 22),
    )

    assert [(each.state, each.outcome.words) for day in days for each in _seen(site, day, "agency")] == [
        ("listed", "resolved on 22 Sep 2026; due 2027-01"),
        ("listed", "listed for 2027-01-19 in the work programme of 10 Nov"),
        ("moved", "moved: 2027-01 to 2027-03-16, seen in the work programme of 11 Jan"),
        ("dropped", "no longer on the work programme of 8 Mar; due 2027-03-16 as last stated"),
        ("no update found", "no update found since the due date; 0 documents searched; query: spending agency social workers council:northshire seen:2027-03-16..2027-04-12"),
        ("on the agenda", "on the agenda: Workforce update: vacancies, agency social workers and spending, 21 Sep 2027, item 7"),
        ("reported", "reported: Workforce update: vacancies, agency social workers and spending, 21 Sep 2027, item 7; first stated date January 2027"),
    ]  # fmt: skip


def test_each_sighting_is_proved_and_says_why_it_is_one(site: Linked) -> None:
    """Three places named it: the minutes and two programmes; each with its words, and why it is taken for the same."""
    _year(site)
    (found,) = _seen(site, (2027, 9, 22), "agency")

    assert [(str(each.kind), each.day.isoformat(), why) for each, why in zip(found.action.sightings, found.action.because, strict=True)] == [
        ("resolution", "2026-09-22", "named first"),
        ("work programme", "2026-11-10", "like words: spending agency social workers"),
        ("work programme", "2027-01-11", "same words: spending agency social workers"),
    ]  # fmt: skip
    assert (
        found.action.last.proof.quote == "16 March 2027 | Spending on agency social workers | Kwame Birtwell"
    )
    assert found.committee == SCRUTINY.title


def test_the_query_shown_can_be_asked(site: Linked) -> None:
    """What was searched is said in words that search understands, with how many documents were looked through."""
    _year(site)
    with site.archive.reading() as session:
        (found,) = actions(session, ["northshire"], as_of=at(2027, 9, 22), words="family hubs")
    search = found.outcome.search

    assert search is not None
    assert parse(search.query) is not None
    assert (search.query, search.documents) == (
        "family hubs council:northshire seen:2027-06-01..2027-09-22",
        1,
    )


def test_by_its_own_id_under_any_title(site: Linked) -> None:
    """A forward plan's item is found again on the agenda by the council's id, whatever it is called there."""
    site.comes(at(2027, 1, 20))
    _keep_plan(site, "Workforce costs", "2027-03-09", issue="33071")
    site.comes(at(2027, 3, 2))
    site.shows(
        replace(DECIDING, agenda_published=True, items=(item(4, "Paying for people", issue_ref="33071"),))
    )
    (found,) = [each for each in _seen(site, (2027, 3, 10)) if each.title == "Workforce costs"]

    assert (
        found.outcome.words
        == "reported: Paying for people, 9 Mar 2027, item 4; first stated date 9 March 2027"
    )


def _keep_plan(site: Linked, title: str, due: str, *, issue: str, maker: str = "Cabinet") -> None:
    """A paper that is a forward plan, one item long, under a Cabinet agenda."""
    plan = paper(f"s{due}", f"Forward plan {due}", due)
    site.shows(replace(DECIDING, agenda_published=True, items=(item(9, "Plan", plan),)))
    site.serves(
        f"s{due}", f"{title}\nDecision due: {due}\nDecision maker: {maker}\nKey decision: yes\nIssue: {issue}"
    )


def test_a_deferred_item_is_not_reported(site: Linked) -> None:
    """What the meeting put off is deferred, in the words of the decision, until it is listed again."""
    _year(site)
    site.comes(at(2027, 9, 23))
    update = item(
        7, "Workforce update: vacancies, agency social workers and spending", issue_ref="33071",
        decision="That the item be deferred to the next meeting.",
    )  # fmt: skip
    site.shows(replace(NEXT_YEAR, agenda_published=True, decisions_published=True, items=(update,)))
    (found,) = _seen(site, (2027, 9, 24), "agency")

    assert found.state is State.DEFERRED
    assert found.outcome.station is not None
    assert found.outcome.station.deferred == "That the item be deferred to the next meeting"


def test_a_cancelled_meeting_is_no_dropping(site: Linked) -> None:
    """When the meeting at which it was due is called off, that is what is said, not that it was dropped."""
    site.comes(at(2026, 11, 10, 18))
    _plans(site, NOVEMBER, "2026-11-10", f"19 January 2027 | {AGENCY}", TRANSPORT)
    site.comes(at(2027, 1, 8))
    site.lists(*(replace(each, status="Cancelled") if each is JANUARY else each for each in ALL))
    site.shows(replace(JANUARY, status="Cancelled"))
    (found,) = _seen(site, (2027, 1, 9), "agency")

    assert (
        found.outcome.words == "due at the meeting of 19 Jan 2027, which was called off; not listed again yet"
    )
    assert _seen(site, (2027, 1, 7), "agency")[0].state is State.LISTED


def test_no_meeting_when_it_was_due_is_no_dropping(site: Linked) -> None:
    """What is planned for a month in which the committee does not meet waits for its next meeting, as in recess."""
    _year(site)
    (found,) = _seen(site, (2027, 8, 1), "family hubs")

    assert found.outcome.words == (
        "due 2027-06, when no meeting was held; Children and Families Scrutiny Committee meets next on 21 Sep 2027"
    )
    assert _seen(site, (2027, 9, 22), "family hubs")[0].state is State.NO_UPDATE


def test_taken_elsewhere(site: Linked) -> None:
    """What leaves its own committee's programme and stands in another body's plan is said to be there."""
    site.comes(at(2026, 11, 10, 18))
    _plans(site, NOVEMBER, "2026-11-10", f"16 March 2027 | {AGENCY}", TRANSPORT)
    site.comes(at(2027, 1, 12))
    _plans(site, JANUARY, "2027-01-11", TRANSPORT)
    site.comes(at(2027, 1, 20))
    _keep_plan(site, "Spending on agency social workers", "2027-03-09", issue="33071")
    found = [each for each in _seen(site, (2027, 1, 21), "agency") if each.committee == SCRUTINY.title]

    assert [each.outcome.words for each in found] == [
        "taken elsewhere: listed for 2027-03-09 in the forward plan of 20 Jan (Cabinet)"
    ]


def test_what_nobody_could_look_at_is_not_said_to_be_missing(site: Linked) -> None:
    """While the site refuses us nobody can say that no update was found."""
    _year(site)
    site.looks(
        (at(2027, 3, 15), HealthState.OK, "as promised"),
        *((at(2027, 3, 16) + timedelta(days=n), HealthState.BLOCKED, "the site refuses us (status 403)") for n in range(28)),
    )  # fmt: skip
    (found,) = _seen(site, (2027, 4, 12), "agency")

    assert found.outcome.words == "could not look since 16 Mar (403); due 2027-03-16"


def test_rounds_of_the_same_business_stay_apart(site: Linked) -> None:
    """The first quarterly report is not the second; last year's budget not this year's; a draft not what it drafts."""
    site.comes(at(2026, 11, 10, 18))
    rows = (
        "18 November 2026 | Improvement plan: first quarterly report | A Sample",
        "16 March 2027 | Improvement plan: second quarterly report | A Sample",
        "19 January 2027 | Children's services budget 2026/27 | A Sample",
        "16 March 2027 | Children's services budget 2027/28 | A Sample",
        "19 January 2027 | Children's services budget 2027/28: draft | A Sample",
    )
    _plans(site, NOVEMBER, "2026-11-10", *rows)
    site.comes(at(2027, 1, 12))
    _plans(site, JANUARY, "2027-01-11", *rows[1:])
    titles = [each.title for each in _seen(site, (2027, 1, 13)) if each.action.first.kind == "work programme"]

    assert sorted(titles) == sorted(row.split(" | ")[1] for row in rows)


def test_what_comes_round_again_is_a_new_action(site: Linked) -> None:
    """After the November report was given, a line for January is another report, not the old one moved."""
    site.comes(at(2026, 11, 1))
    _plans(
        site,
        NOVEMBER,
        "2026-10-30",
        "18 November 2026 | Budget monitoring | A Sample",
        others=(item(4, "Budget monitoring"),),
    )
    site.comes(at(2027, 1, 12))
    _plans(site, JANUARY, "2027-01-11", "16 March 2027 | Budget monitoring | A Sample")

    assert [each.outcome.words for each in _seen(site, (2027, 1, 13), "budget")] == [
        "reported: Budget monitoring, 18 Nov 2026, item 4; first stated date 18 November 2026",
        "listed for 2027-03-16 in the work programme of 11 Jan",
    ]


def test_withdrawn_papers_plan_nothing(site: Linked) -> None:
    """What an operator withdrew is not followed any more."""
    _year(site)
    withdraw(
        site.archive,
        f"{site.source.url}/s2027-01-11.pdf",
        erase=False,
        actor="jo",
        reason="wrong",
        now=site.now,
    )
    (found,) = _seen(site, (2027, 3, 1), "agency")

    assert (
        found.outcome.words
        == "no update found since the due date; 0 documents searched; query: spending agency social workers council:northshire seen:2027-01-19..2027-03-01"
    )


def test_it_asks_the_archive_the_same_however_much_is_planned(site: Linked) -> None:
    """Ten times the lines are no more questions to the database."""
    _year(site)
    with statements(site.archive) as few:
        _seen(site, (2027, 9, 22))
    site.comes(at(2027, 9, 22))
    rows = [
        f"16 November 2027 | Business number {n} of the {chr(97 + n % 26)}{chr(97 + n // 26)} kind | A Sample"
        for n in range(200)
    ]
    _plans(site, NEXT_YEAR, "2027-09-21", *rows)
    with statements(site.archive) as many:
        found = _seen(site, (2027, 9, 23))

    assert len(found) > 200
    assert len(many) == len(few) <= 20
