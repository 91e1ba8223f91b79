"""What a council means to decide, and what is decided outside of its meetings: issues, plans, registered decisions."""

from dataclasses import replace
from datetime import date
from typing import Literal

from sample import site as sites
from sample.events.writing import Happening, Written, WrittenPaper, announced, attached, local_date, numbered
from sample.site import Attachment, Procedure, Site


class WrittenMatter(Written):
    """What is known of a matter before it is decided."""

    title: str
    maker: str = ""
    due: str = ""
    key: bool = False
    reason: str = ""
    status: str = "For Determination"
    first_listed: date | None = None
    lead: str = ""
    officer: str = ""
    words: str = ""
    procedure: Procedure = ""
    restricted: str = ""

    def entered(self, ref: int, event: Happening, site: Site) -> sites.Issue:
        """The issue as it stands from this event on; it stays first listed when it was."""
        known = {each.id: each.first_listed for each in site.issues}
        return sites.Issue(
            id=ref,
            title=self.title,
            maker=self.maker,
            due=self.due,
            key=self.key,
            reason=self.reason,
            status=self.status,
            first_listed=known.get(ref) or self.first_listed or local_date(event, site),
            lead=self.lead,
            officer=self.officer,
            words=self.words.strip(),
            procedure=self.procedure,
            restricted=self.restricted,
        )


class WrittenIssue(WrittenMatter):
    """An issue, by its id."""

    id: int


class WrittenPlannedItem(WrittenMatter):
    """A line of a plan; `issue` is the id of the issue."""

    issue: int


class WrittenPlan(Written):
    """A plan or work programme: all that it lists."""

    id: int
    title: str
    series: str = "Forward plan"
    first: date | None = None
    last: date | None = None
    items: tuple[WrittenPlannedItem, ...]


class WrittenDecision(Written):
    """A line of the register; `item` is the printed number of the agenda item of its `meeting`."""

    id: int
    title: str
    maker: str
    status: str = "Recommendations Approved"
    key: bool = False
    call_in: bool = False
    decided: date
    published: date | None = None
    effective: date | None = None
    issue: int | None = None
    meeting: int | None = None
    item: str = ""
    restricted: str = ""
    officer: str = ""
    divisions: str = ""
    purpose: str = ""
    words: str = ""
    reasons: str = ""
    alternatives: str = ""
    interests: str = ""
    papers: tuple[WrittenPaper, ...] = ()


class Issue(Happening):
    """A matter is entered, or the one of that id is from now on as written."""

    what: Literal["issue"]
    issue: WrittenIssue

    def happen(self, site: Site) -> Site:
        return _entered(site, self, self.issue.entered(self.issue.id, self, site))


class Plan(Happening):
    """A plan is published, or brought up to date: it lists what is written here and nothing else."""

    what: Literal["plan"]
    plan: WrittenPlan

    def happen(self, site: Site) -> Site:
        for item in self.plan.items:
            site = _entered(site, self, item.entered(item.issue, self, site))
        plan = sites.Plan(
            id=self.plan.id,
            title=self.plan.title,
            series=self.plan.series,
            first=self.plan.first,
            last=self.plan.last,
            issues=tuple(item.issue for item in self.plan.items),
        )
        others = tuple(each for each in site.plans if each.id != plan.id)
        site = replace(site, plans=(*others, plan))
        return announced(site, self, "Publication of plan", plan.title, "plan", plan.id)


class Decision(Happening):
    """A decision is registered, or the one of that id is from now on as written (it keeps its papers if none are)."""

    what: Literal["decision"]
    decision: WrittenDecision

    def happen(self, site: Site) -> Site:
        known = {each.id: each for each in site.decisions}.get(self.decision.id)
        others = tuple(each for each in site.decisions if each.id != self.decision.id)
        papers = tuple(attached(paper, self, site) for paper in self.decision.papers)
        decision = self._registered(site, known, papers or (known.papers if known else ()))
        site = replace(site, decisions=(*others, decision))
        if known:
            return site
        return announced(site, self, "Decision published", decision.title, "decision", decision.id)

    def _registered(
        self, site: Site, known: sites.Decision | None, papers: tuple[Attachment, ...]
    ) -> sites.Decision:
        written = self.decision
        published = written.published or (known.published if known else local_date(self, site))
        return sites.Decision(
            id=written.id,
            title=written.title,
            maker=written.maker,
            status=written.status,
            key=written.key,
            call_in=written.call_in,
            decided=written.decided,
            published=published,
            effective=written.effective,
            issue=written.issue,
            meeting=written.meeting,
            item=self._item(site),
            restricted=written.restricted,
            officer=written.officer,
            divisions=written.divisions,
            purpose=written.purpose.strip(),
            words=written.words.strip(),
            reasons=written.reasons.strip(),
            alternatives=written.alternatives.strip(),
            interests=written.interests.strip(),
            papers=papers,
        )

    def _item(self, site: Site) -> int | None:
        if self.decision.meeting is None:
            return None
        meeting = site.meeting(self.decision.meeting)
        return numbered(meeting, self.decision.item).id if self.decision.item else None


def _entered(site: Site, event: Happening, issue: sites.Issue) -> Site:
    """The site with that issue; one that it did not have is news."""
    others = tuple(each for each in site.issues if each.id != issue.id)
    known = len(others) < len(site.issues)
    site = replace(site, issues=(*others, issue))
    return site if known else announced(site, event, "Issue published", issue.title, "issue", issue.id)
