"""Forward plans: the list of plans, and a plan's items with what is due when and by whom. Bytes in, records out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from lxml.etree import _Element as Element

from crawlers.pages import exempt, markup, printed
from crawlers.pages.elements import blocks, has_class, innermost, line, links
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses
from crawlers.pages.moderngov.content import content, heading_of, in_prose, is_headed, labelled, subject_of
from crawlers.pages.rows import once
from domain.plans import ListedPlan, Plan, PlannedItem, Procedure

# The heading of a plan, such as "Forward Plan: February to April 2004 (01/02/2004 to 30/04/2004, Cabinet)"
_SPAN = re.compile(
    r"(?P<title>.{1,300}?) ?[(,] ?(?P<first>\d{1,2}/\d{1,2}/\d{4}) (?:to|[-–]) (?P<last>\d{1,2}/\d{1,2}/\d{4})[^)]{0,200}\)?",
    re.ASCII,
)
# The heading "Browse forward plans"
_PLANS = re.compile(r"\bplans\b", re.IGNORECASE)
# The heading "Forward plan"; not "Browse forward plans"
_IS_PLAN = re.compile(r"\bplan\b", re.IGNORECASE)
# "New!" behind the title of an item that was not on the plan before
_NEW = re.compile(r" ?\bnew!\Z", re.IGNORECASE)
# " by Cabinet" behind the day on which a decision is due
_BY = re.compile(r"(?P<when>.{1,200}?) by (?P<maker>[^;]{1,200})", re.DOTALL)
_GENERAL_EXCEPTION = re.compile(r"\bgeneral exception\b|\breg(?:ulation|\.)? ?10\b", re.IGNORECASE)
# "This decision will be taken under urgency procedures.", "Special urgency"
_URGENT = re.compile(r"\bspecial urgency\b|\burgency procedures?\b|\breg(?:ulation|\.)? ?11\b", re.IGNORECASE)
# "Notice of intention to meet in private", "to be held in private", "Private meeting"
_PRIVATE = re.compile(
    r"\b(?:private meeting|(?:meet(?:ing)?|held|considered|conducted|taken) in private|private (?:item|session|business))\b",
    re.IGNORECASE,
)
# What says that a procedure does not apply: "Special urgency: No", "Private meeting: not applicable"
_DENIED = re.compile(r": ?(?:no|n/a|not applicable|none)\b\.?\Z", re.IGNORECASE)


def plans(body: bytes, url: str) -> tuple[ListedPlan, ...]:
    """The plans that a page lists (mgPlansHome, or mgListPlans with the plans of one body).

    Raises:
        PageChanged: it is another page: it leads to no plan and to no list of plans.
    """
    page = content(body, url)
    found: dict[str, ListedPlan] = {}
    for link, to in links(page, url):
        ref = addresses.plan_ref(to)
        if ref and addresses.path_of(to).endswith("/mglistplanitems.aspx") and line(link):
            found.setdefault(ref, ListedPlan(ref=ref, title=line(link), url=to))
    if not found and not plan_lists(body, url) and not is_headed(page, _PLANS):
        raise unlike(body, url, "forward plan (a[href*='mgListPlanItems.aspx?PlanId='])")
    return tuple(found.values())


def plan_lists(body: bytes, url: str) -> tuple[str, ...]:
    """The addresses of the lists, one for each body that has plans, to which mgPlansHome leads where it lists none itself.

    Raises:
        PageChanged: it is none of ModernGov's pages.
    """
    found = (to for _, to in links(content(body, url), url))
    return once(to for to in found if addresses.path_of(to).endswith("/mglistplans.aspx"))


def plan(body: bytes, url: str) -> Plan:
    """A forward plan with its items (mgListPlanItems). `ref` is empty where the page is read without its address.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    title, first, last = _title_and_span(page)
    is_plan = is_headed(page, _IS_PLAN) or _IS_PLAN.search(title) is not None
    starts = [link for link, to in links(page, url) if line(link) and _is_item(link, to, is_plan=is_plan)]
    if not title or not (starts or is_plan):
        raise unlike(body, url, "items of a forward plan (a.mgPlanItemTitle)")
    items = (_item(link, under, url) for link, under in zip(starts, blocks(page, starts), strict=True))
    return Plan(
        ref=addresses.plan_ref(url) or "", title=title, url=url, first=first, last=last, items=once(items)
    )


def due_and_maker(words: str | None) -> tuple[str | None, str | None]:
    """When a decision is due, as EDTF, and who decides, where the line says that too: "10 Jun 2026 by Cabinet"."""
    found = _BY.fullmatch(words or "")
    if found and (when := printed.due(found["when"])):
        return when, found["maker"].strip(" .")
    return printed.due(words), None


def procedure(parts: Iterable[Element]) -> Procedure | None:
    """The procedure that takes the place of full notice, as lines of a page name it; urgency before privacy."""
    lines = [line(part) for part in innermost(parts, "p", "li") if not in_prose(part)]
    said = [words for words in lines if not _DENIED.search(words)]
    for kind, named in (
        (Procedure.SPECIAL_URGENCY, _URGENT),
        (Procedure.GENERAL_EXCEPTION, _GENERAL_EXCEPTION),
        (Procedure.PRIVATE_MEETING, _PRIVATE),
    ):
        if any(named.search(words) for words in said):
            return kind
    return None


def restriction(said: Mapping[str, str]) -> str | None:
    """Why the public may be kept out, as the label that speaks of it says; `None` where none does."""
    stated = (words for label, words in said.items() if "restrict" in label or "exempt" in label)
    return next((found for words in stated if (found := exempt.as_stated(words))), None)


def is_key(words: str | None) -> bool | None:
    """Whether a decision is a key decision: "Key", "Non-key", "Yes" or "No"."""
    said = (words or "").lower()
    if said.startswith("key"):
        return True
    return False if said.startswith(("non-key", "non key", "not key")) else printed.yes_or_no(said)


def _title_and_span(page: Element) -> tuple[str, date | None, date | None]:
    for element in page.iter("h1", "h2", "h3", "p", "caption"):
        if found := _SPAN.fullmatch(line(element)):
            return found["title"].strip(), printed.day(found["first"]), printed.day(found["last"])
    return subject_of(page) or heading_of(page), None, None


def _is_item(link: Element, to: str, *, is_plan: bool) -> bool:
    leads_to_issue = addresses.path_of(to).endswith(("/mgissuehistoryhome.aspx", "/ieissuedetails.aspx"))
    return has_class(link, "mgPlanItemTitle") or (is_plan and leads_to_issue)


def _item(link: Element, under: list[Element], url: str) -> PlannedItem:
    to = markup.address(url, link.get("href", ""))
    said = labelled(under)
    due_words = said.get("decision due") or said.get("decision due date") or said.get("decision")
    due, by = due_and_maker(due_words)
    return PlannedItem(
        title=_NEW.sub("", line(link)),
        issue_ref=addresses.issue_ref(to) if to else None,
        url=to,
        due=due,
        due_words=due_words,
        maker=said.get("decision maker") or by,
        is_key=is_key(said.get("decision type") or said.get("is key decision?") or said.get("key decision")),
        status=said.get("decision status") or _in_force(under),
        procedure=procedure(under),
        restriction=restriction(said),
    )


def _in_force(under: list[Element]) -> str | None:
    """The status where it stands beside the title, without a label."""
    return next((line(part) or None for part in under if has_class(part, "mgPlanItemInForce")), None)
