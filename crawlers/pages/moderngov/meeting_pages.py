"""The page of a meeting that people read, the page of one of its items, and that of who attended. Bytes in, records out.

The records are the web service's own, so that the archive need not know which road they came. What the page cannot tell:
the days on which papers were published, ids of papers that are not given out, and that a date is confirmed. What the
service does not tell, and the page does: packs and supplements, sizes of files and ModernGov's count of their revisions,
issues.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import exempt, printed
from crawlers.pages.elements import has_class, line, links, of_class, prose, title_of
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.moderngov import addresses, papers
from crawlers.pages.moderngov.content import content, headings_of, is_headed, labelled, subject_of
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.meeting import AgendaItem, Attendee, ListedDocument, Meeting

# What stands before the body in a title: "Agenda, decisions and minutes - ", "Agenda for ", "CANCELLED, "
_KIND = re.compile(
    r"(?:(?:agenda|(?:draft |printed )?minutes|decisions?|meeting details|cancelled|and),? ?){1,9}(?:[-–:] ?|for |(?<=, ))",
    re.IGNORECASE,
)
# The body in "Children's Services Scrutiny Committee - Wednesday, 10th June, 2026 10.30 am"; Bradford parts them by a new line
_BODY = re.compile(
    r"(?P<body>.{1,300}?)(?:(?: ?[-–,] ?| on )(?=\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}|\d{1,2}/\d)"
    r"|(?: ?[-–,] ?| on | )(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b))",
    re.IGNORECASE,
)
# What is said of the meeting before the body: "Special Meeting, Cabinet", "MOVED TO 17 JUNE, Cabinet"; not "Budget, Audit Panel"
_OF_MEETING = re.compile(
    r"(?:(?:cancelled|postponed|rescheduled|moved|withdrawn|abandoned|adjourned|inquorate|provisional|new|special"
    r"|extraordinary|urgent|additional|virtual|remote|hybrid|online)(?: (?:meeting|date|time|venue))?"
    r"(?: (?:to|from|until) [^,]{1,40})?, ){1,3}",
    re.IGNORECASE,
)
# Where the kind of page ends and its body begins in a heading: "Agenda and minutes - Decisions Panel"
_THEN_BODY = re.compile(r" (?:for|of|on|[-–]) ", re.IGNORECASE)
# What a meeting's page calls itself, the site's own heading before it or not: "Agenda, decisions and minutes"
_STATED = re.compile(
    r"(?:(?:,? and |, ?| ?& ?|\A)(?:(?:draft|printed|supplementary|public) )?"
    r"(?:agenda|decisions?|minutes|meeting details|summons)){1,4}",
    re.IGNORECASE,
)
# Or in other words: "Papers for the meeting"; not "Agenda item", "Meeting attendance"
_SHOWN = re.compile(
    r"\A(?!.*\battendance\b).*\b(?:agenda(?! item)|decisions|minutes|meeting|summons|papers)\b"
)
# Pages about a part of a meeting: "Agenda item - Minutes"
_OTHER = re.compile(r"agenda item\b|.*\battendance\b")
# ". View directions", which follows the place
_DIRECTIONS = re.compile(r"[ .]{0,3}\bview directions\b.*\Z", re.IGNORECASE | re.DOTALL)
# "... view the full minutes text for item 1." where words were cut
_CUT = re.compile(
    r"\s{0,9}(?:\.\.\.|…)?\s{0,9}\bview the full [^\n]{1,40}\btext\b[^\n]{0,40}\Z", re.IGNORECASE
)
# What some councils put under every item (Surrey)
_FURNITURE = frozenset({"", "Share this item"})
# The headings "Agenda item" and "Meeting attendance"
_AGENDA_ITEM = re.compile(r"\bagenda item\b", re.IGNORECASE)
_ATTENDED = re.compile(r"\battendance\b", re.IGNORECASE)
# A row of attendance: name, role, attendance
_ATTENDANCE_CELLS = 3


@dataclass(kw_only=True)
class _Sorted:
    """What stands under an item, sorted by what it is."""

    text: list[Element] = field(default_factory=list)
    decision: list[Element] = field(default_factory=list)
    minutes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    papers: list[ListedDocument] = field(default_factory=list)
    issue: str | None = None
    to_follow: bool = False


def meeting_page(body: bytes, url: str) -> Meeting:
    """A meeting as its page shows it (ieListDocuments). An item whose words the page cuts says so (`is_cut`).

    `ref` is empty where neither the address nor a pack tells it: where a page is read without its address. A paper that is not given out has no id there: its ref is one of ours, made of its item and title (see `papers`).

    Raises:
        PageChanged: it is another page, or shows another meeting than the one asked for.
    """
    page = content(body, url)
    kind, named = _kind(page), _body_and_start(page)
    if named is None or kind is None:
        raise unlike(body, url, "meeting (h1 such as 'Agenda and minutes', .mgSubTitleTxt with a day)")
    title, day, at = named
    ref = _own_ref(page, url)
    items = tuple(_items(page, url))
    return Meeting(
        ref=ref,
        committee_ref=addresses.committee_ref(url),
        committee_title=title,
        day=day,
        at=at,
        status=printed.status(title_of(page)) or printed.status(subject_of(page)),
        place=_place(page),
        url=addresses.meeting_page_url(addresses.base_of(url), ref),
        agenda_published="agenda" in kind or bool(items),
        decisions_published="decision" in kind or any(item.decision for item in items),
        minutes_published="minutes" in kind or any(item.minutes for item in items),
        items=items,
        documents=_packs(page, url),
    )


def item_page(body: bytes, url: str) -> AgendaItem:
    """An item with its words in full (mgAi). Its place and number on the agenda are not told there: `position` is 0.

    Raises:
        PageChanged: it is another page, or an item without id or title.
    """
    page = content(body, url)
    title = subject_of(page)
    ref = addresses.item_ref(url) or _linked_item(page, url)
    if ref is None or not title or not is_headed(page, _AGENDA_ITEM):
        raise unlike(body, url, "agenda item (h1 'Agenda item', .mgSubTitleTxt, ID in the address)")
    inner = next(iter(of_class(page, "mgContent")), page)
    return _item_of(_sorted(inner, url, ref), ref=ref, position=0, number=None, title=title)


def attendance(body: bytes, url: str) -> tuple[Attendee, ...]:
    """Who was expected at a meeting, in which role, and whether they came (mgMeetingAttendance).

    Raises:
        PageChanged: it is another page.
    """
    page = content(body, url)
    rows = [row for row in page.iter("tr") if len(row.findall("td")) >= _ATTENDANCE_CELLS]
    if not is_headed(page, _ATTENDED):
        raise unlike(body, url, "attendance of a meeting (h1 'Meeting attendance')")
    return once(readable(rows, lambda row: _attendee(row, url), url=url, what="row of attendance"))


def _kind(page: Element) -> str | None:
    """What the page calls itself, in lower case: the words that say just that before any others."""
    parted = [_THEN_BODY.split(words.lower()) for words in headings_of(page)]
    of_meetings = [parts for parts in parted if not _OTHER.match(parts[0])]
    exact = (part for parts in of_meetings for part in parts[:2] if _STATED.fullmatch(part))
    return next(exact, None) or next((parts[0] for parts in of_meetings if _SHOWN.match(parts[0])), None)


def _body_and_start(page: Element) -> tuple[str | None, date, time | None] | None:
    """Body, day and time as the heading says, else as the page's title does."""
    for words in (subject_of(page), title_of(page).partition(" | ")[0]):
        if when := printed.day_and_time(words):
            found = _BODY.match(_OF_MEETING.sub("", _KIND.sub("", words, count=1), count=1))
            return (found["body"].strip(" ,-–") or None if found else None), *when
    return None


def _own_ref(page: Element, url: str) -> str:
    """The meeting's id: as asked for, else as its packs are numbered, else empty.

    Raises:
        PageChanged: its packs are another meeting's.
    """
    asked = addresses.meeting_ref(url)
    packs = (pack.ref for pack in _packs(page, url) if pack.ref.startswith("g"))
    own = next((ref.removeprefix("g").partition(".")[0] for ref in packs), None)
    if asked and own and asked != own:
        raise PageChanged(f"{url}: shows the papers of meeting {own}, not of the one asked for")
    return asked or own or ""


def _place(page: Element) -> str | None:
    found = labelled(page.iter()).get("venue")
    return (_DIRECTIONS.sub("", found).rstrip(" .") or None) if found else None


def _packs(page: Element, url: str) -> tuple[ListedDocument, ...]:
    """What was made of the whole meeting: frontsheet, reports pack, printed minutes, supplements."""
    return once(paper for head in of_class(page, "mgLinks") for paper in papers.packs(head, url))


def _items(page: Element, url: str) -> list[AgendaItem]:
    cells = of_class(page, "mgItemNumberCell")
    if not cells and any(True for table in of_class(page, "mgItemTable") for _ in table.iter("td")):
        raise PageChanged(f"{url}: no items (td.mgItemNumberCell) in the table of items")
    rows = once(row for cell in cells if (row := cell.getparent()) is not None)
    return readable(list(enumerate(rows, start=1)), lambda row: _item(*row, url), url=url, what="item")


def _item(position: int, row: Element, url: str) -> AgendaItem:
    cells = row.findall("td")
    titles = of_class(cells[-1], "mgAiTitleTxt") if len(cells) > 1 else []
    ref = _anchored_item(row) or _linked_item(row, url)
    title = papers.without_size(line(titles[0])) if titles else ""
    if ref is None or not title:
        raise UnreadableRow(f"no anchor AI… or no .mgAiTitleTxt in {line(row)[:120]!r}")
    found = _sorted(cells[-1], url, ref)
    found.papers[:0] = papers.on_title(titles[0], title, url)
    # Some councils put a column of notes before the numbers (Devon).
    number = printed.number(line(cells[-2]))
    return _item_of(found, ref=ref, position=position, number=number, title=title)


def _anchored_item(row: Element) -> str | None:
    names = (part.get("name") or part.get("id") or "" for part in row.iter(etree.Element))
    return next((found[1] for name in names if (found := addresses.ITEM.fullmatch(name.strip()))), None)


def _linked_item(part: Element, url: str) -> str | None:
    return next((ref for _, to in links(part, url) if (ref := addresses.item_ref(to))), None)


def _item_of(found: _Sorted, *, ref: str, position: int, number: str | None, title: str) -> AgendaItem:
    (text, decision, minutes), is_cut = _uncut(prose(found.text), prose(found.decision), prose(found.minutes))
    notes, documents = " ".join(found.notes), once(found.papers)
    restricted = exempt.is_marked(title) or exempt.is_not_public(notes)
    return AgendaItem(
        ref=ref,
        position=position,
        number=number,
        title=exempt.without_mark(title),
        text=text,
        decision=decision,
        minutes=minutes,
        restricted=restricted,
        restriction=exempt.item_restriction(documents, title, notes, text) if restricted else None,
        to_follow=found.to_follow or printed.is_to_follow(title, text, notes),
        is_cut=is_cut,
        issue_ref=found.issue,
        documents=documents,
    )


def _uncut(*told: str | None) -> tuple[list[str | None], bool]:
    """Words without the promise of more that stands where they were cut, and whether any were."""
    whole = [_CUT.sub("", words) or None if words else None for words in told]
    return whole, whole != list(told)


def _sorted(cell: Element, url: str, ref: str) -> _Sorted:
    found = _Sorted()
    into, decided = found.text, False
    for part in _pieces(cell):
        if _is_title(part):
            title = line(part).rstrip(" :").lower()
            decided = title.startswith(("decision", "resolution"))
            minuted = title.startswith("minute") or title.endswith("minutes")
            into = found.decision if decided else found.minutes if minuted else found.text
        elif has_class(part, "mgActionList"):
            found.issue = found.issue or next(
                (issue for _, to in links(part, url) if (issue := addresses.issue_ref(to))), None
            )
        elif has_class(part, "mgSubItemTxt"):
            found.notes.append(line(part))
        elif has_class(part, "mgBulletList"):
            found.papers += papers.listed(part, url, owner=ref, is_decision=decided)
            found.to_follow |= papers.announces_more(part)
        elif line(part) not in _FURNITURE:
            into.append(part)
    return found


def _pieces(cell: Element) -> Iterator[Element]:
    """What stands under an item piece by piece: titles of the item itself left out, wrappers opened, bare words wrapped."""
    yield from _bare(cell.text)
    for part in cell.iterchildren(etree.Element):
        if has_class(part, "mgAiTitleTxt") or has_class(part, "mgSubTitleTxt"):
            pass
        elif part.tag == "div" and not has_class(part, "mgWordPara") and of_class(part, "mgWordPara"):
            yield from _pieces(part)
        else:
            yield part
        yield from _bare(part.tail)


def _bare(words: str | None) -> Iterator[Element]:
    if words and words.strip():
        wrapped = etree.Element("p")
        wrapped.text = words
        yield wrapped


def _is_title(part: Element) -> bool:
    return part.tag in {"h2", "h3"} or has_class(part, "mgSubItemTitleTxt")


def _attendee(row: Element, url: str) -> Attendee:
    who, role, there, *_ = row.findall("td")
    name = line(who)
    if not name:
        raise UnreadableRow(f"no name in {line(row)[:120]!r}")
    member = next((ref for _, to in links(who, url) if (ref := addresses.member_ref(to))), None)
    return Attendee(member_ref=member, name=name, role=line(role) or None, attendance=line(there) or None)
