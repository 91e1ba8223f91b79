"""The register of decisions and the page of one decision: what cabinet, its members alone and officers decided. Bytes in, records out."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from lxml.etree import _Element as Element

from crawlers.pages import exempt, markup, printed
from crawlers.pages.elements import blocks, columns, has_class, line, links, of_class, prose, row_of
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses, papers
from crawlers.pages.moderngov.content import content, in_prose, is_headed, labelled, sections, subject_of
from crawlers.pages.moderngov.plan_pages import restriction
from crawlers.pages.rows import once
from domain.meeting import ListedDocument
from domain.register import ListedDecision, Register, RegisteredDecision

# The headings "Decisions" and "Officer delegated decisions"; not "Decision details"
_REGISTER = re.compile(r"\A(?!.*\bdetails\b).*\bdecision", re.IGNORECASE | re.DOTALL)
# "15/09/2022 - " before a title in the long form of the register
_DAY_BEFORE = re.compile(r"\d{1,2}/\d{1,2}/\d{4} ?[-–] ?", re.ASCII)
# " ref: 13567" behind a title, and what stands behind that in the long form: the status
_REF_BEHIND = re.compile(r" ?\bref: ?\d{1,12}\b ?(?P<status>.{0,80})\Z", re.ASCII | re.DOTALL)
# "<br/>" that was pasted into a title (Lancashire)
_TAG = re.compile(r"<br ?/?>|</?[a-z]{1,6}>", re.IGNORECASE)
# The body in "19/10/2015 - Policy Committee"
_MEETING = re.compile(r"\d{1,2}/\d{1,2}/\d{4} ?[-–] ?(?P<body>.+)", re.ASCII | re.DOTALL)


def register(body: bytes, url: str, first: date, last: date) -> Register:
    """The decisions that a page of the register lists (mgDelegatedDecisions, short or long form), asked for between two days.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    starts = list(_decision_links(page, url))
    if not is_headed(page, _REGISTER) or of_class(page, "mgItemNumberCell"):
        raise unlike(
            body, url, "register of decisions (h1 'Decisions', a[href*='ieDecisionDetails.aspx?ID='])"
        )
    found: dict[str, ListedDecision] = {}
    for link, under in zip(starts, blocks(page, starts), strict=True):
        decision = _listed(link, under, url)
        found.setdefault(decision.ref, decision)
    return Register(first=first, last=last, decisions=tuple(found.values()))


def next_page(body: bytes, url: str) -> str | None:
    """The address of the next page of a register or of search results; `None` on the last one.

    Raises:
        PageChanged: it is none of ModernGov's pages.
    """
    for link, to in links(content(body, url), url):
        if line(link).lower().startswith("next") and addresses.path_of(to) == addresses.path_of(url):
            return to
    return None


def decision_page(body: bytes, url: str) -> RegisteredDecision:
    """A decision's own page (ieDecisionDetails). `ref` is empty where the page is read without its address.

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    said = labelled(page.iter())
    if not subject_of(page) or not said.keys() & {"date of decision", "publication date", "is key decision?"}:
        raise unlike(body, url, "decision (.mgSubTitleTxt and labels such as 'Date of decision:')")
    ref = addresses.decision_ref(url) or ""
    at_meeting = said.get("decided at meeting") or said.get("made at meeting") or ""
    meeting = _MEETING.fullmatch(at_meeting)
    return RegisteredDecision(
        ref=ref,
        title=subject_of(page),
        url=url,
        maker=said.get("decision maker") or (meeting["body"] if meeting else None),
        status=said.get("decision status"),
        is_key=printed.yes_or_no(said.get("is key decision?")),
        is_subject_to_call_in=printed.yes_or_no(said.get("is subject to call in?")),
        decided=_day(said.get("date of decision")),
        published=_day(said.get("publication date")),
        effective=_day(said.get("effective from") or said.get("date comes into force if not called in")),
        meeting_ref=_first_ref(page, url, addresses.meeting_ref),
        issue_ref=_first_ref(page, url, addresses.issue_ref),
        restriction=restriction(said) or _noted_restriction(page),
        sections=tuple(_worded(page)),
        documents=once(_documents(page, url, f"d{ref}")),
    )


def _decision_links(page: Element, url: str) -> Iterator[Element]:
    for link, to in links(page, url):
        if addresses.decision_ref(to) and line(link):
            yield link


def _listed(link: Element, under: list[Element], url: str) -> ListedDecision:
    to = markup.address(url, link.get("href", "")) or url
    row = row_of(link)
    cells = columns(row) if row is not None else {}
    said = labelled(under) if row is None else {name: line(cell) for name, cell in cells.items()}
    holder = link.getparent()
    heading = line(link if holder is None or row is not None else holder)
    behind = _REF_BEHIND.search(heading)
    return ListedDecision(
        ref=addresses.decision_ref(to) or "",
        title=_title(line(link)),
        url=to,
        maker=said.get("decision maker"),
        status=said.get("decision status")
        or said.get("status")
        or (behind["status"].strip() or None if behind else None),
        published=_day(said.get("decision published") or said.get("date") or said.get("published")),
        effective=_day(said.get("effective from")),
        issue_ref=next(
            (ref for part in (under if row is None else row.iter("a")) if (ref := _issue(part, url))), None
        ),
    )


def _title(words: str) -> str:
    plain = _TAG.sub(" ", _REF_BEHIND.sub("", _DAY_BEFORE.sub("", words, count=1)))
    return " ".join(plain.split()) or words


def _issue(part: Element, url: str) -> str | None:
    to = markup.address(url, part.get("href", "")) if part.tag == "a" else None
    return addresses.issue_ref(to) if to else None


def _day(words: str | None) -> date | None:
    found = printed.day_and_time(words or "")
    return found[0] if found else None


def _first_ref(page: Element, url: str, name: Callable[[str], str | None]) -> str | None:
    found = (name(to) for link, to in links(page, url) if not in_prose(link))
    return next((ref for ref in found if ref), None)


def _noted_restriction(page: Element) -> str | None:
    """Why part of it is not published, as a note says it."""
    notes = (line(note) for note in of_class(page, "mgSubItemTxt"))
    return next((exempt.reason(note) or note for note in notes if exempt.is_not_public(note)), None)


def _worded(page: Element) -> Iterator[tuple[str, str]]:
    """The sections of the page that hold prose, such as Purpose, Decision and Reasons."""
    for section in sections(page):
        told = [part for part in section.parts if has_class(part, "mgWordPara")]
        if words := prose(told):
            yield section.title, words


def _documents(page: Element, url: str, owner: str) -> Iterator[ListedDocument]:
    for found in of_class(page, "mgBulletList"):
        yield from papers.listed(found, url, owner=owner, is_decision=True)
