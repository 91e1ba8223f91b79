"""Both roads to the made-up councils' papers, the web service and the pages, lead to the same records; pages alone to all there is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from crawlers.pages import moderngov
from crawlers.pages.moderngov.addresses import query
from domain.meeting import AgendaItem, Meeting
from sample import moderngov as lookalike
from sample.exchange import Question
from sample.site import Site
from sample.world import World

pytestmark = pytest.mark.slow

BASE = "https://papers.example"
# Every so many events of a council's script: enough to meet agendas, decisions, minutes, drops, restrictions.
STEP = 25


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A site as it stood at an instant; it can be asked."""

    slug: str
    site: Site
    at: datetime

    def ask(self, url: str) -> bytes:
        """What the site gives out at an address."""
        question = Question(path=urlsplit(url).path, query=query(url), base=BASE, at=self.at)
        return lookalike.answer(self.site, question).body


@pytest.fixture(scope="module")
def moments() -> list[Moment]:
    """Every council of the sample world that runs ModernGov, every so often."""
    return [
        Moment(slug=slug, site=history.at(at), at=at)
        for slug, history in World.load().histories.items()
        if history.before.system == "moderngov"
        for at in (*history.instants[::STEP], history.instants[-1])
    ]


def _told(item: AgendaItem) -> tuple[object, ...]:
    """What both roads tell of an item; ids of papers that are not given out, or lie elsewhere, only the service knows."""
    return (
        item.ref,
        item.position,
        item.number,
        item.title,
        item.text,
        item.decision,
        item.minutes,
        item.restricted,
        item.restriction,
        item.to_follow,
        {
            (None if paper.restricted else paper.ref, paper.title, paper.restricted)
            for paper in item.documents
            if paper.restricted or moderngov.document_ref(paper.url or "")
        },
    )


def _of_both(meeting: Meeting) -> tuple[object, ...]:
    return (
        meeting.ref,
        meeting.starts_local,
        meeting.place,
        meeting.url,
        meeting.agenda_published,
        meeting.decisions_published,
        meeting.minutes_published,
        meeting.status == "Cancelled",
    )


def test_the_web_service_and_the_page_agree(moments: list[Moment]) -> None:
    """Each meeting of each moment: flags, place, items with their words and papers, members who attended."""
    for moment in (each for each in moments if each.site.web_service):
        for each in moment.site.meetings:
            service, page, there = (
                address(BASE, str(each.id))
                for address in (moderngov.meeting_url, moderngov.meeting_page_url, moderngov.attendance_url)
            )
            told = moderngov.meeting(moment.ask(service), service)
            shown = moderngov.meeting_page(moment.ask(page), page)
            attended = moderngov.attendance(moment.ask(there), there)

            assert _of_both(shown) == _of_both(told), (moment.slug, moment.at)
            assert [_told(item) for item in shown.items] == [_told(item) for item in told.items], moment.at
            assert {who for who in attended if who.member_ref} == {
                who for who in told.attendees if who.member_ref
            }


def test_the_calendar_is_the_scripts(moments: list[Moment]) -> None:
    """A month on the page holds each meeting of that month with its hour, and whether it is off."""
    for moment in moments:
        month = moment.at.date()
        url = moderngov.calendar_month_url(BASE, month)
        found = moderngov.calendar_month(moment.ask(url), url, month)
        inside = {each.ref: each for each in found.meetings if found.first <= each.day <= found.last}
        script = {
            str(each.id): (each.starts.date(), each.starts.time(), each.status == "Cancelled")
            for each in moment.site.meetings
            if (each.starts.year, each.starts.month) == (month.year, month.month)
        }

        assert {
            ref: (each.day, each.at, each.status == "Cancelled") for ref, each in inside.items()
        } == script


def test_committees_and_members_are_the_scripts(moments: list[Moment]) -> None:
    """Committees that still meet, with their meetings and seats; members with ward and party, on both their pages."""
    for moment in moments:
        url = moderngov.committee_list_url(BASE)
        committees = moderngov.committee_list(moment.ask(url), url)
        members_url = moderngov.members_url(BASE)
        members = moderngov.members(moment.ask(members_url), members_url)

        assert {(each.ref, each.title, each.category) for each in committees} == {
            (str(each.id), each.title, each.category) for each in moment.site.committees if not each.expired
        }
        for each in committees:
            page = moderngov.committee_page_url(BASE, each.ref)
            seats = moderngov.committee_page(moment.ask(page), page).seats
            listing = moderngov.meeting_list_url(BASE, each.ref)
            meetings = moderngov.meeting_list(moment.ask(listing), listing)

            assert [seat.member_ref for seat in seats] == [
                str(seat.member) for seat in moment.site.committee(int(each.ref)).seats
            ]
            assert {line.committee_title for line in meetings} <= {each.title}
        for member in members[:3]:
            own = moderngov.member_page_url(BASE, member.ref)
            found = moderngov.member_page(moment.ask(own), own)

            assert (found.ref, found.name, found.ward, found.party) == (
                member.ref,
                member.name,
                member.ward,
                member.party,
            )


def test_the_register_is_the_scripts(moments: list[Moment]) -> None:
    """What was registered in 120 days, each decision as on its own page, in the long form as in the short one."""
    for moment in moments:
        last = moment.at.date()
        first = last - timedelta(days=120)
        url = moderngov.register_url(BASE, first, last)
        short = url.replace("V=1", "V=0")
        found = moderngov.register(moment.ask(url), url, first, last).decisions

        assert {each.ref for each in found} == {
            str(each.id) for each in moment.site.decisions if first <= each.published <= last
        }
        assert [(each.ref, each.title, each.published) for each in found] == [
            (each.ref, each.title, each.published)
            for each in moderngov.register(moment.ask(short), short, first, last).decisions
        ]
        for each in found:
            script = moment.site.decision(int(each.ref))
            own = moderngov.decision_url(BASE, each.ref)
            page = moderngov.decision_page(moment.ask(own), own)

            assert (each.maker, each.status, each.effective) == (
                script.maker,
                script.status,
                script.effective,
            )
            assert (page.title, page.is_key, page.decided, page.published) == (
                script.title,
                script.key,
                script.decided,
                script.published,
            )
            assert page.meeting_ref == (str(script.meeting) if script.meeting else None)
            assert (page.restriction or "") == script.restricted


def test_plans_and_issues_are_the_scripts(moments: list[Moment]) -> None:
    """Every plan is found, with each item's decision maker, day and procedure; every issue with its meetings."""
    for moment in moments:
        home = moderngov.plans_url(BASE)
        lists = [home, *moderngov.plan_lists(moment.ask(home), home)]
        refs = {each.ref for url in lists for each in moderngov.plans(moment.ask(url), url)}

        assert refs == {str(each.id) for each in moment.site.plans}
        for ref in refs:
            url = moderngov.plan_url(BASE, ref)
            plan, script = moderngov.plan(moment.ask(url), url), moment.site.plan(int(ref))

            assert (plan.first, plan.last) == (script.first, script.last)
            assert [item.issue_ref for item in plan.items] == [str(issue) for issue in script.issues]
            for item in plan.items:
                issue = moment.site.issue(int(item.issue_ref or ""))

                assert (item.title, item.maker or "", item.due_words or "", item.is_key) == (
                    issue.title,
                    issue.maker,
                    issue.due,
                    issue.key,
                )
                assert (item.procedure or "", item.restriction or "") == (issue.procedure, issue.restricted)
                assert item.due or not issue.due
        for issue in moment.site.issues:
            url = moderngov.issue_url(BASE, str(issue.id))
            found = moderngov.issue(moment.ask(url), url)

            assert (found.title, found.is_key, found.status, found.first_listed) == (
                issue.title,
                issue.key,
                issue.status,
                issue.first_listed,
            )
            assert {(step.meeting_ref, step.item_ref) for step in found.steps if step.meeting_ref} == {
                (str(meeting.id), str(item.id))
                for meeting in moment.site.meetings
                for item in meeting.items
                if item.issue == issue.id
            }


def test_cut_minutes_are_whole_on_the_items_page(moments: list[Moment]) -> None:
    """What a page cuts is the beginning of what the item's own page has whole."""
    for moment in (each for each in moments if each.site.cut):
        for each in moment.site.meetings:
            url = moderngov.meeting_page_url(BASE, str(each.id))
            meeting = moderngov.meeting_page(moment.ask(url), url)
            for item in meeting.items:
                own = moderngov.item_page_url(BASE, item.ref)
                whole = moderngov.item_page(moment.ask(own), own)

                assert item.is_cut is (item.minutes != whole.minutes)
                assert (whole.minutes or "").startswith((item.minutes or "").split("\n")[0])
                assert (whole.title, whole.text, whole.decision) == (item.title, item.text, item.decision)


def test_the_world_has_what_these_tests_look_for(moments: list[Moment]) -> None:
    """Both kinds of council, plans, registered decisions, issues and cut minutes are there to be read."""
    assert {moment.site.web_service for moment in moments} == {True, False}
    assert any(moment.site.plans and moment.site.decisions and moment.site.issues for moment in moments)
    assert any(moment.site.cut for moment in moments)
    assert max(moment.at.date() for moment in moments) > date(2027, 1, 1)
