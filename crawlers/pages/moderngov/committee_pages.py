"""The pages of a council's committees: the list of those that still meet, and a committee's own page. Bytes in, records out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.elements import innermost, line, links
from crawlers.pages.errors import unlike
from crawlers.pages.moderngov import addresses
from crawlers.pages.moderngov.content import Section, content, is_headed, labelled, sections
from crawlers.pages.rows import once
from domain.meeting import Committee
from domain.members import Seat

# The heading "Committees", "Committee structure"
_LIST = re.compile(r"\bcommittees\b|\bcommittee structure\b", re.IGNORECASE)
# The section titles "Purpose of committee", "Membership" and "Contact information"
_PURPOSE = re.compile(r"purpose of\b|terms of reference\b", re.IGNORECASE)
_MEMBERS = re.compile(r"(?:committee )?member(?:s|ship)\b", re.IGNORECASE)
_CONTACT = re.compile(r"contact\b", re.IGNORECASE)
# What follows a member's name: "(Chair)", "(Vice-Chair)", " - Co-opted Member"
_ROLE = re.compile(r"\s{0,9}(?:\((?P<marked>[^()]{1,80})\)|[-–:,]\s{0,9}(?P<bare>[^()]{1,80}))")


@dataclass(frozen=True, kw_only=True)
class CommitteePage:
    """A committee's own page: what it is for, who sits on it, and which officer to ask."""

    ref: str | None
    purpose: str | None
    seats: tuple[Seat, ...]
    officer: str | None
    email: str | None


def committee_list(body: bytes, url: str) -> tuple[Committee, ...]:
    """The committees that still meet (mgListCommittees); the heading that each stands under is its category.

    Raises:
        PageChanged: it is another page, or lists no committee.
    """
    page = content(body, url)
    if not (addresses.path_of(url).endswith("/mglistcommittees.aspx") or is_headed(page, _LIST)):
        raise unlike(body, url, "list of committees (h1 'Committees')")
    found: dict[str, Committee] = {}
    category: str | None = None
    for element in page.iter("h2", "h3", "a"):
        if element.tag != "a":
            category = line(element) or None
        elif committee := _committee(element, url, category):
            found.setdefault(committee.ref, committee)
    if not found:
        raise unlike(body, url, "committee (a[href*='mgCommitteeDetails.aspx?ID='])")
    return tuple(found.values())


def committee_page(body: bytes, url: str) -> CommitteePage:
    """A committee's own page (mgCommitteeDetails): its purpose, its members with their roles, the officer to ask.

    Raises:
        PageChanged: it is another page: it tells neither purpose nor members.
    """
    page = content(body, url)
    parts = sections(page)
    purpose = next((part.prose for part in parts if _PURPOSE.match(part.title)), None)
    seats = once(seat for part in parts if _MEMBERS.match(part.title) for seat in _seats(part, url))
    if not seats and purpose is None:
        raise unlike(body, url, "purpose or membership of a committee (h2.mgSectionTitle)")
    return CommitteePage(
        ref=addresses.committee_ref(url) or _linked_committee(page, url),
        purpose=purpose,
        seats=seats,
        officer=_officer(labelled(page.iter()).get("support officer")),
        email=next((sent for part in parts if _CONTACT.match(part.title) for sent in _emails(part)), None),
    )


def _committee(link: Element, url: str, category: str | None) -> Committee | None:
    to = markup.address(url, link.get("href", "")) or ""
    if not addresses.path_of(to).endswith("/mgcommitteedetails.aspx"):
        return None
    ref, title = addresses.committee_ref(to), line(link)
    return Committee(ref=ref, title=title, category=category) if ref and title else None


def _linked_committee(page: Element, url: str) -> str | None:
    """A page handed in as a file has no address of its own, but leads to the committee's list of meetings."""
    return next((ref for _, to in links(page, url) if (ref := addresses.committee_ref(to))), None)


def _seats(section: Section, url: str) -> Iterator[Seat]:
    for part in section.parts:
        for row in innermost(part.iter(), "li"):
            name = next((line(link) for link, _ in links(row, url)), None)
            member = next((ref for _, to in links(row, url) if (ref := addresses.member_ref(to))), None)
            words = line(row)
            name = name or words.partition("(")[0].strip()
            if name:
                yield Seat(member_ref=member, name=name, role=_role(words.partition(name)[2]))


def _officer(words: str | None) -> str | None:
    """A name without the telephone number that follows it: "Lee Hart. 01000 000000."."""
    return (words or "").partition(". ")[0].rstrip(" .") or None


def _role(words: str) -> str | None:
    found = _ROLE.match(words)
    return (found["marked"] or found["bare"]).strip() if found else None


def _emails(section: Section) -> Iterator[str]:
    for part in section.parts:
        for link in part.iter("a"):
            scheme, _, sent = link.get("href", "").strip().partition(":")
            if scheme.lower() == "mailto" and "@" in sent:
                yield sent.partition("?")[0].strip()
