"""What a correct service must know of the world: the events it must have found after each look, and whom it may not name.

Worked out from the script alone, never from pages: the tests of the whole line compare a crawl with this.

The rules, for committees that must be watched:
- what is on an agenda when it is first seen belongs to `agenda_published`; a paper that comes later is
  `document_added`;
- the same paper with another title, publication date or content is `document_replaced`;
- a placeholder of a paper that is not public is `restricted`, whether it came with the agenda or later;
- decisions and minutes are published once a meeting; a minute whose words change after that is
  `minutes_amended`, an event for each item.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from sample.site import Attachment, Item, Meeting, Site
from sample.world import World

Kind = Literal[
    "agenda_published",
    "document_added",
    "document_replaced",
    "restricted",
    "decisions_published",
    "minutes_published",
    "minutes_amended",
    "cancelled",
    "moved",
]

# People in the papers who hold no public role: a young representative, a parent, a councillor's relative.
PRIVATE_NAMES = ("Zephyrine Quillmarsh", "Ottoline Frobury", "Perpetua Whitlam")

# The six weeks begin here; the service looks each Monday at six in the morning, local time.
FIRST_MONDAY = date(2026, 9, 14)
WEEKS = 6
LOOKS = tuple(
    datetime(day.year, day.month, day.day, 6, tzinfo=ZoneInfo("Europe/London"))
    for day in (FIRST_MONDAY + timedelta(weeks=week) for week in range(WEEKS + 1))
)


@dataclass(frozen=True, kw_only=True, order=True)
class Expected:
    """An event that must be found: its kind, the meeting, and the item or paper that it is about (or None)."""

    meeting: int
    kind: Kind
    item: int | None = None
    paper: int | None = None


def weeks(world: World, slug: str = "northshire") -> tuple[frozenset[Expected], ...]:
    """What must be found at each of the six looks, given that the service also looked on the Monday before."""
    return tuple(
        frozenset(expected(before, after))
        for before, after in pairwise(world.at(look)[slug] for look in LOOKS)
    )


def first_look(world: World, at: datetime, slug: str = "northshire") -> frozenset[Expected]:
    """What must be found by a service that looks for the first time at that instant."""
    return frozenset(expected(None, world.at(at)[slug]))


def expected(before: Site | None, after: Site) -> Iterator[Expected]:
    """What must be found at a look, when the one before saw the site as `before` (None: there was none)."""
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    for meeting in after.meetings:
        if after.committee(meeting.committee).watched:
            yield from _of_meeting(known.get(meeting.id), meeting)


def _of_meeting(before: Meeting | None, after: Meeting) -> Iterator[Expected]:
    if after.status == "Cancelled" and not (before and before.status == "Cancelled"):
        yield Expected(meeting=after.id, kind="cancelled")
    if before and before.starts != after.starts:
        yield Expected(meeting=after.id, kind="moved")
    if after.decisions and not (before and before.decisions):
        yield Expected(meeting=after.id, kind="decisions_published")
    if after.minutes and not (before and before.minutes):
        yield Expected(meeting=after.id, kind="minutes_published")
    if before and before.minutes:
        yield from _amended(before, after)
    if not after.agenda:
        return
    if not (before and before.agenda):
        yield Expected(meeting=after.id, kind="agenda_published")
    yield from _of_papers(before if before and before.agenda else None, after)


def _amended(before: Meeting, after: Meeting) -> Iterator[Expected]:
    words = {item.id: item.minutes for item in before.items}
    for item in after.items:
        if item.minutes != words.get(item.id):
            yield Expected(meeting=after.id, kind="minutes_amended", item=item.id)


def _of_papers(before: Meeting | None, after: Meeting) -> Iterator[Expected]:
    known = {paper.id: paper for _, paper in before.attachments()} if before else {}
    for item, paper in after.attachments():
        kind = _of_paper(known.get(paper.id), paper, agenda_is_new=before is None)
        if kind:
            yield _about(kind, after, item, paper)


def _of_paper(before: Attachment | None, after: Attachment, *, agenda_is_new: bool) -> Kind | None:
    if after.restricted:
        return None if before and before.restricted else "restricted"
    if before is None:
        return None if agenda_is_new else "document_added"
    if (before.title, before.listed, before.paper) != (after.title, after.listed, after.paper):
        return "document_replaced"
    return None


def _about(kind: Kind, meeting: Meeting, item: Item, paper: Attachment) -> Expected:
    return Expected(meeting=meeting.id, kind=kind, item=item.id, paper=paper.id)
