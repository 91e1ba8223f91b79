"""Registers, plans and issues: which of a council's decisions are ours, what is kept of them, and what is news."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from domain.meeting import ListedDocument, ListedEvent
from domain.plans import Issue, IssueStep, ListedPlan, ListedSeries, Plan, PlanList, PlannedItem, Procedure
from domain.register import ListedDecision, RegisteredDecision
from storage import developments
from storage.archive import Archive
from storage.editions import Window
from storage.schema import (
    AgendaItemRow,
    Change,
    DocumentRow,
    Enclosure,
    IssueRow,
    IssueStepRow,
    Publication,
    RegisterEntry,
    VersionRow,
)
from storage.withdrawal import withdraw
from tests.storage.test_keep import events, versions
from tests.storage.world import MEETING, PAPER, Northshire, with_agenda

LINE = ListedDecision(
    ref="8800",
    title="Foster carer allowances 2026/27",
    url="http://127.0.0.1:1/8800",
    maker="Cabinet Member for Resources",
    published=date(2026, 6, 1),
)
DECISION = RegisteredDecision(
    ref="8800",
    title="Foster carer allowances 2026/27",
    url="http://127.0.0.1:1/8800",
    maker="Cabinet Member for Children and Young People",
    status="Recommendations Approved",
    is_key=True,
    decided=date(2026, 5, 28),
    published=date(2026, 6, 1),
    sections=(("Decision", "The allowances were agreed."),),
    documents=(ListedDocument(ref="s70001", title="Fees report", url="http://127.0.0.1:1/s70001"),),
)
ITEM = PlannedItem(
    title="Residential placements contract",
    issue_ref="33001",
    due="2026-07-14",
    maker="Cabinet",
    is_key=True,
    procedure=Procedure.GENERAL_EXCEPTION,
)
PLAN = Plan(
    ref="71",
    title="Forward Plan June 2026",
    url="http://127.0.0.1:1/71",
    first=date(2026, 6, 1),
    last=date(2026, 9, 30),
    items=(ITEM, PlannedItem(title="Highways", issue_ref="33002", maker="Cabinet Member for Highways")),
)
ISSUE = Issue(
    ref="33001",
    title="Residential placements contract",
    url="http://127.0.0.1:1/33001",
    maker="Cabinet",
    due="2026-07-14",
    first_listed=date(2026, 6, 2),
    steps=(IssueStep(title="Placements", meeting_ref="9101", item_ref="77004", day=date(2026, 6, 10)),),
)


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose register, What's New page and calendar were looked at once."""
    council = Northshire(archive)
    council.due("calendar", "events", "decisions", "decisions:sweep", "plans")
    council.lists(MEETING)
    council.announces()
    council.registers()
    return council


def business(council: Northshire) -> set[str]:
    """What is due of single decisions, plans and issues."""
    return {key for key in council.due() if key.startswith(("decision:", "plan:", "issue:"))}


def told(council: Northshire) -> list[str | None]:
    """What the digest is told of."""
    with council.archive.reading() as session:
        last = len(session.scalars(select(Change.seq)).all())
        return [each.type for each in developments.happenings(session, Window(after=0, upto=last))]


def test_decisions_about_children_are_looked_at_and_others_are_not(council: Northshire) -> None:
    """By title, by who took them, or because a body that is watched did."""
    council.registers(
        LINE,
        replace(LINE, ref="8801", title="Highways resurfacing"),
        replace(LINE, ref="8802", title="Grants", maker="Cabinet Member for Children and Young People"),
        replace(LINE, ref="8803", title="Budget", maker="Cabinet"),
    )

    assert business(council) == {"decision:8800", "decision:8802", "decision:8803"}


def test_a_decision_taken_outside_a_meeting_is_news_once(council: Northshire) -> None:
    """A document with its words and papers, and one event that names it and no meeting."""
    council.registers(LINE)
    for _ in range(2):
        council.decided(DECISION)
        council.later(days=1)
    council.serves("s70001", "Fees")

    assert events(council.archive) == ["decisions_published"]
    assert versions(council.archive, "decision:8800")[1] == "Decision\n\nThe allowances were agreed."
    with council.archive.reading() as session:
        event = session.scalars(select(Publication)).one()
        entry = session.scalars(select(RegisterEntry)).one()
        paper = session.scalars(select(VersionRow).where(VersionRow.title == "Fees report")).one()
        assert (event.meeting_id, event.published, event.origin) == (None, "2026-06-01", "watch")
        assert (entry.document_id, entry.is_key, entry.decided) == (event.document_id, True, DECISION.decided)
        assert paper.origin == "watch"
    assert told(council) == ["decisions_published"]


def test_a_decision_that_a_meeting_took_belongs_to_the_meeting(council: Northshire) -> None:
    """It is kept, with what the register says of it, and makes no event."""
    council.decided(replace(DECISION, meeting_ref="9101"))

    assert events(council.archive) == []
    assert versions(council.archive, "decision:8800")


def test_a_decision_that_reads_otherwise_later_was_replaced(council: Northshire) -> None:
    """Called in: the register says so first, so that the page is looked at."""
    council.registers(LINE)
    council.decided(DECISION)
    council.later(days=3)
    council.registers(replace(LINE, status="Called in"))
    assert "decision:8800" in business(council)
    council.decided(replace(DECISION, status="Called in"))

    assert events(council.archive) == ["decisions_published", "document_replaced"]
    with council.archive.reading() as session:
        event = session.scalars(select(Publication).where(Publication.type == "document_replaced")).one()
        assert (event.before, event.after) == ("Recommendations Approved", "Called in")


def test_what_was_registered_before_our_time_is_no_news(council: Northshire) -> None:
    """The first sweep goes back four months."""
    old = replace(DECISION, published=date(2026, 3, 2))
    council.registers(replace(LINE, published=old.published), key="decisions:sweep")
    assert business(council) == set()
    council.later(days=2)
    assert business(council) == {"decision:8800"}
    council.decided(old)
    council.serves("s70001", "Fees")

    with council.archive.reading() as session:
        assert set(session.scalars(select(Publication.origin))) == {"backfill"}
        assert set(session.scalars(select(VersionRow.origin))) == {"backfill"}


def test_a_register_of_several_pages_is_read_to_its_end(council: Northshire) -> None:
    """Each page is a question of its own, asked in the same crawl, and done with when it was answered."""
    council.registers(LINE, more="http://127.0.0.1:1/two")
    row = council.watches("decisions:2")
    assert row is not None
    assert row.url == "http://127.0.0.1:1/two"
    council.registers(replace(LINE, ref="8801"), key="decisions:2")

    assert business(council) == {"decision:8800", "decision:8801"}


def test_a_closed_paper_under_a_decision_is_listed_without_a_file(council: Northshire) -> None:
    """It is known, with its reason, and nothing is asked for."""
    closed = ListedDocument(
        ref="s70002", title="Prices", url=None, restricted=True, restriction="Paragraph 3"
    )
    council.decided(replace(DECISION, documents=(closed,)))

    with council.archive.reading() as session:
        row = session.scalars(select(Enclosure)).one()
        assert (row.document_id, row.restriction) == (None, "Paragraph 3")


def test_a_plan_is_a_document_with_a_page_for_every_item(council: Northshire) -> None:
    """In words that say when, by whom and under which issue; a version whenever it says otherwise, and no news of its own."""
    council.plans(PLAN)
    council.later(days=7)
    council.plans(replace(PLAN, url="http://127.0.0.1:2/71"))
    council.later(days=7)
    council.plans(replace(PLAN, items=(replace(ITEM, due="2026-09"), *PLAN.items[1:])))

    assert versions(council.archive, "plan:71")[0] == (
        "Residential placements contract\nDecision due: 2026-07-14\nDecision maker: Cabinet\nKey decision: yes\n"
        "Issue: 33001\nProcedure: general exception"
    )
    assert len(versions(council.archive, "plan:71")) == 4
    assert told(council) == []


def test_issues_of_ours_in_a_plan_are_followed(council: Northshire) -> None:
    """Those about children's services or of a body that is watched, once, until the plan says otherwise."""
    council.plans(PLAN)
    assert business(council) == {"issue:33001"}
    council.follows(ISSUE)
    council.later(days=7)
    council.plans(PLAN)
    assert business(council) == set()
    council.plans(replace(PLAN, items=(replace(ITEM, due="2026-09-08"),)))

    assert business(council) == {"issue:33001"}


def test_plans_long_past_are_left_alone(council: Northshire) -> None:
    """Of a list that goes back for years what may be current is looked at, and pages of series that list more."""
    listed = [
        ListedPlan(ref="11", title="Forward Plan June 2019", url="u"),
        ListedPlan(ref="70", title="Work programme 2026/27", url="u"),
        ListedPlan(ref="71", title="Forward plan", url="u"),
    ]
    series = (ListedSeries(ref="1", url="http://127.0.0.1:1/series"),)
    council.keeper.keep_plans(council.fetched("plans", b"p"), PlanList(plans=tuple(listed), series=series))
    due = set(council.due())

    assert {key for key in due if key.startswith("plan")} == {"plan:70", "plan:71", "plans:1"}
    council.plans(replace(PLAN, last=date(2026, 1, 31)))
    row = council.watches("plan:71")
    assert row is not None
    assert row.done_at is not None


def test_an_issue_joins_agenda_items_under_its_id(council: Northshire) -> None:
    """Whatever they are called: the item that the issue names has its id from then on, and keeps it."""
    council.shows(with_agenda(PAPER))
    council.follows(ISSUE)
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, title="Placements, final")))

    with council.archive.reading() as session:
        assert session.scalars(select(AgendaItemRow.issue_ref)).all() == ["33001"]
        assert session.scalars(select(IssueStepRow.ref)).all() == ["item:77004"]
        row = session.scalars(select(IssueRow)).one()
        assert (row.title, row.due, row.maker) == ("Residential placements contract", "2026-07-14", "Cabinet")


def test_an_issue_that_is_announced_is_one_event(council: Northshire) -> None:
    """What's New tells first, its page later: published once, on the day that the council says, under the document's name."""
    line = ListedEvent(
        day=date(2026, 6, 2), what="Issue published", title=ISSUE.title, url="u", issue_ref="33001"
    )
    council.later(days=1)
    council.announces(line, replace(line, title="Highways resurfacing", issue_ref="33002"))
    assert business(council) == {"issue:33001"}
    council.follows(ISSUE)
    council.later(days=1)
    council.announces(line)
    council.follows(replace(ISSUE, status="Decided"))

    assert events(council.archive) == ["issue_published"]
    with council.archive.reading() as session:
        event = session.scalars(select(Publication)).one()
        document = session.get_one(DocumentRow, event.document_id)
        assert (event.published, event.origin, document.ref) == ("2026-06-02", "watch", "issue:33001")
    assert told(council) == ["issue_published"]


def test_an_issue_from_before_our_time_is_no_news(council: Northshire) -> None:
    """A plan names it that was listed long ago."""
    council.follows(replace(ISSUE, first_listed=date(2026, 2, 2)))

    with council.archive.reading() as session:
        assert session.scalars(select(Publication.origin)).one() == "backfill"


def test_an_issue_is_looked_at_again_when_it_was_due(council: Northshire) -> None:
    """A week and five weeks later."""
    council.plans(PLAN)
    council.follows(ISSUE)
    row = council.watches("issue:33001")

    assert row is not None
    assert row.due_at.date() == date(2026, 7, 22)


def test_a_plan_that_is_announced_is_looked_at(council: Northshire) -> None:
    """And its version carries the day that the council says."""
    council.plans(PLAN)
    council.later(days=1)
    council.announces(
        ListedEvent(day=date(2026, 6, 2), what="Publication of plan", title="Plan", url="u", plan_ref="71")
    )
    assert business(council) >= {"plan:71"}
    council.plans(replace(PLAN, items=PLAN.items[:1]))

    with council.archive.reading() as session:
        assert session.scalars(select(VersionRow.published)).all() == [None, "2026-06-02"]


@pytest.mark.parametrize("ref", ["decision:8800", "plan:71", "issue:33001"])
def test_nothing_of_what_was_erased_comes_back(council: Northshire, ref: str) -> None:
    """Decision, plan or issue: its words, title and original are gone, and stay gone when it is looked at again."""

    def look() -> None:
        council.decided(DECISION)
        council.plans(PLAN)
        council.follows(replace(ISSUE, status="Decided"))

    council.follows(ISSUE)
    look()
    with council.archive.reading() as session:
        uid = session.scalars(select(DocumentRow.uid).where(DocumentRow.ref == ref)).one()
    withdraw(council.archive, uid, erase=True, actor="operator", reason="asked", now=council.now)
    council.later(days=1)
    look()

    assert set(versions(council.archive, ref)) == {""}
    with council.archive.reading() as session:
        of_it = select(VersionRow.title, VersionRow.access).join(DocumentRow).where(DocumentRow.ref == ref)
        assert set(session.execute(of_it).all()) == {("Withdrawn", "erased")}
        titles = session.scalars(select(IssueRow.title)).all()
        assert titles == (["Withdrawn"] if ref.startswith("issue") else [ISSUE.title])
