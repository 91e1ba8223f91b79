"""What a correct service must know of the world: the events it must have found after each look, and whom it may not name.

Worked out from the script alone, never from pages: the tests of the whole line compare a crawl with this.

The rules, for committees that must be watched:
- what is on an agenda when it is first seen belongs to `agenda_published`; a paper that comes later is
  `document_added`, or `restricted` when it is only a placeholder of what is not public;
- the same paper with another title, publication date or content is `document_replaced`;
- decisions and minutes are published once a meeting; words of minutes that change after that are
  `minutes_amended`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from sample.site import Attachment, Meeting, Site
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
    """An event that must be found: its meeting, its kind, and the paper that it is about (None: the meeting itself)."""

    meeting: int
    kind: Kind
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
    if after.agenda and not (before and before.agenda):
        yield Expected(meeting=after.id, kind="agenda_published")
    if after.decisions and not (before and before.decisions):
        yield Expected(meeting=after.id, kind="decisions_published")
    if after.minutes and not (before and before.minutes):
        yield Expected(meeting=after.id, kind="minutes_published")
    if before and _amended(before, after):
        yield Expected(meeting=after.id, kind="minutes_amended")
    if before and before.agenda:
        yield from _of_papers(before, after)


def _amended(before: Meeting, after: Meeting) -> bool:
    return bool(before.minutes) and [item.minutes for item in before.items] != [
        item.minutes for item in after.items
    ]


def _of_papers(before: Meeting, after: Meeting) -> Iterator[Expected]:
    known = {paper.id: paper for _, paper in before.attachments()}
    for _, paper in after.attachments():
        if kind := _of_paper(known.get(paper.id), paper):
            yield Expected(meeting=after.id, kind=kind, paper=paper.id)


def _of_paper(before: Attachment | None, after: Attachment) -> Kind | None:
    if after.restricted:
        return None if before and before.restricted else "restricted"
    if before is None:
        return "document_added"
    if (before.title, before.listed, before.paper) != (after.title, after.listed, after.paper):
        return "document_replaced"
    return None
