"""The pages of business: the register of decisions, forward plans, and issues from plan to decision."""

from collections.abc import Iterator
from datetime import date, timedelta

from sample.exchange import Question, Reply
from sample.moderngov.rendering import Page, page, span, today
from sample.site import Attachment, Decision, Item, Meeting, Plan, Site

# The register answers for a fortnight when no dates are asked for, and steps by as much.
USUAL_SPAN = timedelta(days=14)
# The first series of plans is served under this number, the next under the one after it.
FIRST_SERIES = 130


def register(site: Site, question: Question) -> Reply:
    """mgDelegatedDecisions.aspx?DR=&DS=2&K=0&V=1: what was registered between two days; DS=1: what is forthcoming.

    V=0 is a table, V=1 the details; K=1 leaves key decisions only. All of the span is on one page.
    """
    now = today(site, question)
    first, last = span(question, otherwise=(now - USUAL_SPAN, now))
    key_only = question.query.get("k") == "1"
    if question.query.get("ds") == "1":
        forthcoming = [
            each for each in site.issues if each.status == "For Determination" and (each.key or not key_only)
        ]
        return page("mgForthcomingDecisions.html", site, question, issues=forthcoming)
    found = sorted(
        (each for each in site.decisions if first <= each.published <= last and (each.key or not key_only)),
        key=lambda each: (each.published, each.id),
        reverse=True,
    )
    return page(
        "mgDelegatedDecisions.html", site, question,
        decisions=found,
        details=question.query.get("v") == "1",
        call_in=_call_in,
        earlier=_asked(first - USUAL_SPAN, first - timedelta(days=1)),
        later=_asked(last + timedelta(days=1), last + USUAL_SPAN),
    )  # fmt: skip


def decision(site: Site, question: Question) -> Reply:
    """ieDecisionDetails.aspx?ID= or ?AIId=<agenda item>: one decision.

    Raises:
        KeyError: there is none.
    """
    if "aiid" in question.query:
        found = _of_item(site, int(question.query["aiid"]))
    else:
        found = site.decision(int(question.query["id"]))
    at_meeting = site.meeting(found.meeting) if found.meeting else None
    sections = {
        "Purpose": found.purpose,
        "Decision": found.words,
        "Reasons for the decision": found.reasons,
        "Alternative options considered": found.alternatives,
        "Interests and Nature of Interests Declared": found.interests,
    }
    return page(
        "ieDecisionDetails.html", site, question,
        decision=found,
        meeting=at_meeting,
        sections=[] if found.restricted else [each for each in sections.items() if each[1]],
    )  # fmt: skip


def plans_home(site: Site, question: Question) -> Reply:
    """mgPlansHome.aspx: the series of plans, each with its newest edition."""
    series = [(ref, name, _editions(site, name)[0]) for ref, name in _series(site).items()]
    return page("mgPlansHome.html", site, question, series=series)


def plans(site: Site, question: Question) -> Reply:
    """mgListPlans.aspx?RPId=: the editions of one series, newest first.

    Raises:
        KeyError: there is no such series.
    """
    ref = int(question.query.get("rpid") or question.query["rp"])
    name = _series(site)[ref]
    return page("mgListPlans.html", site, question, ref=ref, name=name, editions=_editions(site, name))


def plan(site: Site, question: Question) -> Reply:
    """mgListPlanItems.aspx?PlanId=: what a plan lists, each issue as it stands today."""
    found = site.plan(int(question.query["planid"]))
    issues = [site.issue(ref) for ref in found.issues]
    return page("mgListPlanItems.html", site, question, plan=found, issues=issues)


def issue(site: Site, question: Question) -> Reply:
    """mgIssueHistoryHome.aspx?IId=: a matter with every agenda item and decision of it.

    Raises:
        KeyError: there is no such issue, and no item belongs to it.
    """
    wanted = int(question.query["iid"])
    found = next((each for each in site.issues if each.id == wanted), None)
    its = list(_items_of(site, wanted))
    if found is None and not its:
        raise KeyError(wanted)
    decisions = [each for each in site.decisions if each.issue == wanted]
    papers = {paper.id: paper for _, item in its for paper in item.attachments if _is_public(item, paper)}
    return page(
        "mgIssueHistoryHome.html", site, question,
        title=found.title if found else its[0][1].title,
        issue=found,
        its=its,
        decisions=decisions,
        papers=list(papers.values()),
    )  # fmt: skip


def issue_meetings(site: Site, question: Question) -> Reply:
    """ieIssueDetails.aspx?IId=&Opt=3: every meeting of a matter with what was minuted there.

    Raises:
        KeyError: no item belongs to that issue.
    """
    its = list(_items_of(site, int(question.query["iid"])))
    if not its:
        raise KeyError(question.query["iid"])
    return page("ieIssueDetails.html", site, question, title=its[-1][1].title, its=its)


PAGES: dict[str, Page] = {
    "/mgdelegateddecisions.aspx": register,
    "/iedecisiondetails.aspx": decision,
    "/mgplanshome.aspx": plans_home,
    "/mglistplans.aspx": plans,
    "/mglistplanitems.aspx": plan,
    "/mgissuehistoryhome.aspx": issue,
    "/ieissuedetails.aspx": issue_meetings,
}


def _of_item(site: Site, item: int) -> Decision:
    for each in site.decisions:
        if each.item == item:
            return each
    raise KeyError(item)


def _items_of(site: Site, issue: int) -> Iterator[tuple[Meeting, Item]]:
    for meeting in site.meetings:
        yield from ((meeting, item) for item in meeting.items if item.issue == issue)


def _is_public(item: Item, paper: Attachment) -> bool:
    return bool(paper.paper) and not paper.restricted and not item.restricted


def _series(site: Site) -> dict[int, str]:
    """The series of plans by number, in the order in which they began."""
    return dict(enumerate(dict.fromkeys(plan.series for plan in site.plans), start=FIRST_SERIES))


def _editions(site: Site, series: str) -> list[Plan]:
    return sorted(
        (plan for plan in site.plans if plan.series == series), key=lambda plan: plan.id, reverse=True
    )


def _call_in(decision: Decision) -> str:
    return "Open for call-in" if decision.call_in else "Not for call-in"


def _asked(first: date, last: date) -> str:
    """The span of days as it stands in an address, slashes encoded."""
    return f"{first:%d%%2f%m%%2f%Y}-{last:%d%%2f%m%%2f%Y}"
