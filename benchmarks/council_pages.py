"""What the pages of a made-up council say at a moment: a watch key and a moment in, the record that a parser would give out."""

from datetime import date, datetime, time, timedelta

from benchmarks.council_year import CouncilYear, MadeMeeting, MadePaper, MadePlan
from crawlers.items import Found
from domain.document import ReadDocument
from domain.instants import london_date
from domain.meeting import (
    AgendaItem,
    Calendar,
    ListedDocument,
    ListedEvent,
    ListedMeeting,
    Meeting,
)
from domain.plans import Issue, ListedPlan, Plan, PlanList, PlannedItem
from domain.register import ListedDecision, Register, RegisteredDecision
from domain.text import Text

BASE = "http://127.0.0.1:1"
# As far as ModernGov's spider asks: see crawlers/spiders/moderngov.py.
_BACK, _AHEAD = timedelta(days=400), timedelta(days=180)
_NEWS_BACK = timedelta(days=14)
_REGISTER_BACK = {"decisions": timedelta(days=35), "decisions:sweep": timedelta(days=120)}
_BEGINS = time(10, 30)


class Pages:
    """A council's pages. Without a `feed` its What's New page is empty, as where it is capped or switched off."""

    def __init__(self, year: CouncilYear, *, feed: bool = True) -> None:
        self._year = year
        self._feed = feed
        self._meetings = {meeting.ref: meeting for meeting in year.meetings}
        self._papers = {paper.ref: paper for meeting in year.meetings for paper in meeting.papers}
        self._decisions = {decision.ref: decision for decision in year.decisions}
        self._plans = {plan.ref: plan for plan in year.plans}
        self._issues = {issue.ref: issue for plan in year.plans for issue in plan.issues}

    def answer(self, key: str, now: datetime) -> Found:
        """What the page behind a watch key says.

        Raises:
            KeyError: there is no such page.
        """
        match key.partition(":"):
            case ("calendar", _, _):
                return self._calendar(now)
            case ("committees", _, _):
                return self._year.committees
            case ("events", _, _):
                return self._events(now)
            case ("meeting" | "page", _, ref):
                return self.meeting(ref, now)
            case ("document", _, ref):
                return _file(self._papers[ref], now)
            case ("decisions", _, _):
                return self._register(_REGISTER_BACK[key], now)
            case ("decision", _, ref):
                return self._decision(ref)
            case ("plans", _, _):
                return self._plan_list(now)
            case ("plan", _, ref):
                return self._plan(ref)
            case ("issue", _, ref):
                return self._issue(ref)
            case ("members", _, _):
                return ()
        raise KeyError(f"{key}: the made-up council has no such page")

    def meeting(self, ref: str, now: datetime) -> Meeting:
        """A meeting's page."""
        return _meeting(self._meetings[ref], now)

    def _calendar(self, now: datetime) -> Calendar:
        first, last = london_date(now) - _BACK, london_date(now) + _AHEAD
        listed = (_listed(meeting, now) for meeting in self._year.meetings if meeting.listed <= now)
        return Calendar(
            first=first,
            last=last,
            committees=self._year.committees,
            meetings=tuple(line for line in listed if first <= line.day <= last),
        )

    def _events(self, now: datetime) -> tuple[ListedEvent, ...]:
        if not self._feed:
            return ()
        since = now - _NEWS_BACK
        happened = (
            (moment, what, meeting)
            for meeting in self._year.meetings
            for moment, what in (
                (_agenda_at(meeting), "Agenda published"),
                (meeting.minutes, "Minutes published"),
            )
            if moment and since <= moment <= now
        )
        return tuple(
            ListedEvent(
                day=london_date(moment),
                what=what,
                title=meeting.committee.title,
                url=f"{BASE}/meeting/{meeting.ref}",
                meeting_ref=meeting.ref,
            )
            for moment, what, meeting in happened
        )

    def _register(self, back: timedelta, now: datetime) -> Register:
        first, last = london_date(now) - back, london_date(now)
        return Register(
            first=first,
            last=last,
            decisions=tuple(
                ListedDecision(
                    ref=decision.ref,
                    title=decision.title,
                    url=f"{BASE}/decision/{decision.ref}",
                    published=london_date(decision.registered),
                )
                for decision in self._year.decisions
                if decision.registered <= now and first <= decision.taken <= last
            ),
        )

    def _decision(self, ref: str) -> RegisteredDecision:
        decision = self._decisions[ref]
        return RegisteredDecision(
            ref=ref,
            title=decision.title,
            url=f"{BASE}/decision/{ref}",
            decided=decision.taken,
            published=london_date(decision.registered),
            sections=(("Decision", "Agreed."),),
        )

    def _issue(self, ref: str) -> Issue:
        issue = self._issues[ref]
        return Issue(
            ref=ref,
            title=issue.title,
            url=f"{BASE}/issue/{ref}",
            maker=issue.maker,
            due=issue.due.isoformat(),
        )

    def _plan_list(self, now: datetime) -> PlanList:
        published = (plan for plan in self._year.plans if plan.published <= now)
        return PlanList(
            plans=tuple(
                ListedPlan(ref=plan.ref, title=_plan_title(plan), url=f"{BASE}/plan/{plan.ref}")
                for plan in published
            )
        )

    def _plan(self, ref: str) -> Plan:
        plan = self._plans[ref]
        return Plan(
            ref=ref,
            title=_plan_title(plan),
            url=f"{BASE}/plan/{ref}",
            items=tuple(
                PlannedItem(
                    title=issue.title, issue_ref=issue.ref, maker=issue.maker, due=issue.due.isoformat()
                )
                for issue in plan.issues
            ),
        )


def _plan_title(plan: MadePlan) -> str:
    return f"Forward plan, {plan.published:%B %Y}"


def _day_of(meeting: MadeMeeting, now: datetime) -> date:
    return meeting.day if meeting.moved is None or meeting.moved <= now else meeting.first_day


def _status(meeting: MadeMeeting, now: datetime) -> str:
    return "Cancelled" if meeting.cancelled and meeting.cancelled <= now else "Confirmed"


def _agenda_at(meeting: MadeMeeting) -> datetime | None:
    """When the agenda comes out; a meeting that is cancelled before has none."""
    return None if meeting.cancelled and meeting.cancelled <= meeting.agenda else meeting.agenda


def _listed(meeting: MadeMeeting, now: datetime) -> ListedMeeting:
    return ListedMeeting(
        ref=meeting.ref,
        committee_ref=meeting.committee.ref,
        committee_title=meeting.committee.title,
        day=_day_of(meeting, now),
        at=_BEGINS,
        status=_status(meeting, now),
    )


def _meeting(meeting: MadeMeeting, now: datetime) -> Meeting:
    published = _agenda_at(meeting)
    out = published is not None and published <= now
    minuted = meeting.minutes is not None and meeting.minutes <= now
    amended = meeting.amended is not None and meeting.amended <= now
    papers = tuple(_line(paper, now) for paper in meeting.papers if out and paper.published <= now)
    item = AgendaItem(
        ref=f"{meeting.ref}1",
        position=1,
        number="1.",
        title="Reports",
        minutes=f"Resolved: that the reports be noted{' as amended' if amended else ''}."
        if minuted
        else None,
        documents=papers,
    )
    return Meeting(
        ref=meeting.ref,
        committee_ref=meeting.committee.ref,
        committee_title=meeting.committee.title,
        day=_day_of(meeting, now),
        at=_BEGINS,
        status=_status(meeting, now),
        url=f"{BASE}/meeting/{meeting.ref}",
        agenda_published=out,
        minutes_published=minuted,
        items=(item,) if out else (),
    )


def _line(paper: MadePaper, now: datetime) -> ListedDocument:
    """A paper as the agenda lists it; where it is replaced in the open the printed day is another."""
    shown = paper.published
    if paper.replaced and paper.replaced <= now and not paper.silently:
        shown = paper.replaced
    return ListedDocument(
        ref=paper.ref,
        title=f"Report {paper.ref}",
        url=f"{BASE}/documents/{paper.ref}",
        published=london_date(shown).isoformat() if shown is paper.published else f"{shown:%Y-%m-%d}",
        revision="2" if shown is paper.replaced else None,
    )


def _file(paper: MadePaper, now: datetime) -> ReadDocument:
    words = f"Report {paper.ref}{', second version' if paper.replaced and paper.replaced <= now else ''}."
    return ReadDocument(
        media_type="application/pdf",
        text=Text.of_pages([(None, words)], reader="made-up@1"),
        fingerprint=words,
    )
