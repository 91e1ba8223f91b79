"""The page of an issue: what a council follows under one id through plan, meetings and decisions. Bytes in, record out."""

import re
from collections.abc import Iterator
from datetime import date

from lxml.etree import _Element as Element

from crawlers.pages import printed
from crawlers.pages.elements import has_class, innermost, line, links, of_class
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses, papers
from crawlers.pages.moderngov.content import content, in_prose, is_headed, labelled, subject_of
from crawlers.pages.moderngov.plan_pages import due_and_maker, is_key, procedure
from crawlers.pages.rows import once
from domain.plans import Issue, IssueStep

# "Meeting: 05/11/2015 - Council Business Committee (Item 13)", which heads each meeting in the list of all
_MEETING = re.compile(
    r"(?:meeting: ?)?(?P<day>\d{1,2}/\d{1,2}/\d{4}) ?[-–] ?(?P<body>.{1,300}?)(?: \(item [^()]{1,20}\))?",
    re.ASCII | re.IGNORECASE,
)
# "10/06/2026 - Children's Services Scrutiny Committee Ofsted Focused Visit"
_STEP = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) ?[-–] ?(?P<said>.+)", re.ASCII | re.DOTALL)
# "13 " or "2a." before a title, or in a cell of its own
_NUMBER = re.compile(r"\d{1,4}[a-z]{0,2}[.)]?(?: |\Z)", re.ASCII)
# The headings "Issue details" and "Issue - meetings"
_ISSUE = re.compile(r"\Aissue\b", re.IGNORECASE)
_FIRST_LISTED = (
    "notice of proposed decision first published",
    "notice of decision first published",
    "first published",
)


def issue(body: bytes, url: str) -> Issue:
    """An issue with its history (mgIssueHistoryHome), or with all its meetings (ieIssueDetails with `Opt=3`).

    `ref` is empty where the page is read without its address.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    title = subject_of(page)
    said = labelled(page.iter())
    is_issue = "decision type" in said and not of_class(page, "mgPlanItemTitle")
    if not title or not (is_issue or is_headed(page, _ISSUE)):
        raise unlike(body, url, "issue (h1 'Issue details', .mgSubTitleTxt)")
    due, by = due_and_maker(said.get("decision due"))
    first_listed = next((said[label] for label in _FIRST_LISTED if label in said), None)
    return Issue(
        ref=addresses.issue_ref(url) or "",
        title=title,
        url=url,
        is_key=is_key(said.get("decision type")),
        status=said.get("decision status"),
        maker=said.get("decision maker") or by,
        due=due,
        first_listed=_day(first_listed),
        procedure=procedure(page.iter()),
        steps=once([*_met(page, url, title), *_listed(page, url, title)]),
    )


def _listed(page: Element, url: str, title: str) -> Iterator[IssueStep]:
    """The lines under "Agenda items" and "Decisions"."""
    for row in innermost(page.iter(), "li"):
        if in_prose(row):
            continue
        for link, to in links(row, url):
            found = _STEP.fullmatch(line(row))
            meeting, decision = addresses.meeting_ref(to), addresses.decision_ref(to)
            if found and (meeting or decision):
                body, called = (
                    _body_and_title(found["said"], line(link), title) if meeting else (None, found["said"])
                )
                yield IssueStep(
                    title=called,
                    day=printed.day(found["day"]),
                    body=body,
                    meeting_ref=meeting,
                    item_ref=addresses.item_ref(to),
                    decision_ref=decision,
                )


def _body_and_title(said: str, linked: str, title: str) -> tuple[str | None, str]:
    """Body and title of an agenda item, which follow one another without a mark between them."""
    named = _STEP.fullmatch(linked)
    if named and said != named["said"] and said.startswith(named["said"]):
        return named["said"], said.removeprefix(named["said"]).strip(" ,-–")
    if said.lower().endswith(title.lower()) and len(said) > len(title):
        return said[: -len(title)].strip(" ,-–"), said[-len(title) :]
    return None, said


def _met(page: Element, url: str, title: str) -> Iterator[IssueStep]:
    """The meetings of the list of all: a heading for each, its item's title below."""
    heading: Element | None = None
    for part in page.iter("p", "h2", "h3", "h4"):
        if _heads(part, url):
            if heading is not None:
                yield _step(heading, url, title)
            heading = part
        elif heading is not None and has_class(part, "mgAiTitleTxt"):
            called = _NUMBER.sub("", papers.without_size(line(part)), count=1).strip()
            if called:
                yield _step(heading, url, called)
                heading = None
    if heading is not None:
        yield _step(heading, url, title)


def _heads(part: Element, url: str) -> bool:
    words = line(part)
    if _MEETING.fullmatch(words) is None or in_prose(part):
        return False
    return words.lower().startswith("meeting") or any(addresses.meeting_ref(to) for _, to in links(part, url))


def _step(heading: Element, url: str, title: str) -> IssueStep:
    found = _MEETING.fullmatch(line(heading))
    to = next((to for _, to in links(heading, url)), "")
    return IssueStep(
        title=title,
        day=printed.day(found["day"]) if found else None,
        body=found["body"] if found else None,
        meeting_ref=addresses.meeting_ref(to),
        item_ref=addresses.item_ref(to),
    )


def _day(words: str | None) -> date | None:
    found = printed.day_and_time(words or "")
    return found[0] if found else None
