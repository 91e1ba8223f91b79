"""What is new: the page and the feed."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sample.exchange import Question, Reply
from sample.moderngov.rendering import Page, feed, page, span, today
from sample.site import Publication, Site

# What's New answers for a week when no dates are asked for.
USUAL_SPAN = timedelta(days=7)
# The feed holds this many lines at most.
FEED = 50


def whats_new(site: Site, question: Question) -> Reply:
    """mgWhatsNew.aspx?DR=dd/mm/yyyy-dd/mm/yyyy: what was published between two days, newest first."""
    now = today(site, question)
    first, last = span(question, otherwise=(now - USUAL_SPAN, now))
    lines = [each for each in reversed(site.publications) if first <= _day(site, each) <= last]
    return page("mgWhatsNew.html", site, question, lines=lines, first=first, last=last, leads_to=_leads_to)


def rss(site: Site, question: Question) -> Reply:
    """mgRss.aspx?XXR=0: the same as RSS. With bcr=1 real sites send a page of HTML, with 200; so does this one.

    A decision stands in it twice, as it does for each of its signatories on real sites.
    """
    if "bcr" in question.query:
        return page("mgRss.html", site, question)
    return feed("mgRss.xml", site, question, lines=site.publications[::-1][:FEED], leads_to=_leads_to)


PAGES: dict[str, Page] = {"/mgwhatsnew.aspx": whats_new, "/mgrss.aspx": rss}


def _day(site: Site, line: Publication) -> date:
    return line.at.astimezone(ZoneInfo(site.zone)).date()


def _leads_to(site: Site, line: Publication) -> str:
    """The page that a line of what is new leads to."""
    match line.kind:
        case "meeting":
            return f"ieListDocuments.aspx?CId={site.meeting(line.ref).committee}&MId={line.ref}&Ver=4"
        case "issue":
            return f"mgIssueHistoryHome.aspx?IId={line.ref}"
        case "plan":
            return f"mgListPlanItems.aspx?PlanId={line.ref}"
        case "decision":
            return f"ieDecisionDetails.aspx?ID={line.ref}"
