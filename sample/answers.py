"""What a correct service must know of the world: the events it must have found after each look, and whom it may not name.

Worked out from the script alone, never from pages: the tests of the whole line compare a crawl with this.

The rules, for committees that must be watched:
- what is on an agenda when it is first seen belongs to `agenda_published`; a paper that comes later is
  `document_added`, or `restricted` when it is only a placeholder of what is not public, and `unrestricted` when
  the paper itself comes after its placeholder;
- the same paper with another title, publication date or content is `document_replaced`;
- a paper that is gone is `document_withdrawn` once two looks in a row miss it: one may be a fault;
- decisions and minutes are published once a meeting; words of minutes that change after that are
  `minutes_amended`; that minutes are approved, with no word changed, is no event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from sample.news.record import Press, Story
from sample.official.record import Line, Record
from sample.site import Attachment, Decision, Meeting, Plan, Site
from sample.world import World

Kind = Literal[
    "agenda_published",
    "document_added",
    "document_replaced",
    "document_withdrawn",
    "restricted",
    "unrestricted",
    "decisions_published",
    "minutes_published",
    "minutes_amended",
    "cancelled",
    "moved",
]

# People in the papers who hold no public role: young representatives, parents, a councillor's relative. Their first
# names stand nowhere else, so that either name tells.
PRIVATE_NAMES = (
    "Zephyrine Quillmarsh",
    "Ottoline Frobury",
    "Perpetua Whitlam",
    "Zinnia Oakenshaw",
    "Clementine Hargrove-Pell",
    "Florimel Tansley",
)
# Where children live; only planning papers say so, and nobody who watches services for children fetches those.
ADDRESSES_NEVER_SHOWN = ("Alder Close",)

# Private people whom the news titles name: a family that tells its story, the social worker who called on it, two foster
# carers under a picture. No surface may show them, whatever the story that names them is shown with.
PRIVATE_IN_NEWS = ("Vellacott", "Thomasina", "Osric", "Hepzibah", "Calliope Strand", "Pennifold", "Winifred")
# The stories that are nobody's business who watches services for children, by number; weather and roadworks of each week.
OF_NO_CONCERN = frozenset(
    {
        24410101,
        5510019,
        5510077,
        24410188,
        5510140,
        5511060,
        5511118,
        24411404,
        *range(5590001, 5590065),
        *range(24490001, 24490065),
    }
)
# The one whose title leaves it open whether it is.
ON_THE_BORDER = frozenset({24411398})
# One text in two titles: the story as it was written first, and the copy.
COPIES = ((24410266, 5510162), (5511071, 24411312), (5511130, 24411392), (24412133, 5512098))
# A story of its own that repeats paragraphs of another.
REUSES_BACKGROUND = (24411312, 24411361)
# Stories by what is odd about them.
PAYWALLED, LIVE, TAKEN_DOWN, DIFFERS, REFUSED = 5511030, 5511038, 5511044, 5511052, 24411320
CORRECTED, GALLERY, EDITED_IN_SILENCE, NOT_TO_BE_KEPT, NAMES_A_FAMILY = (
    24411333, 24411340, 5511102, 24411377, 24411419,
)  # fmt: skip

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


@dataclass(frozen=True, kw_only=True)
class Happened:
    """Something that happened on a site and must be found, and when it did."""

    at: datetime
    what: Expected
    title: str = ""


def expected(before: Site | None, after: Site) -> Iterator[Expected]:
    """What must be found at a look, when the one before saw the site as `before` (None: there was none).

    A paper that is gone is told apart (`gone`): it takes two looks to be sure of it.
    """
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    for meeting in after.meetings:
        if after.committee(meeting.committee).watched:
            yield from _of_meeting(known.get(meeting.id), meeting)


def gone(before: Site, after: Site) -> Iterator[Expected]:
    """The papers that are on no agenda of their meeting any more, of meetings that are still listed."""
    known = {meeting.id: meeting for meeting in before.meetings}
    for meeting in after.meetings:
        if meeting.id in known and after.committee(meeting.committee).watched:
            there = {paper.id for _, paper in meeting.attachments()}
            for _, paper in known[meeting.id].attachments():
                if paper.id not in there and not paper.restricted:
                    yield Expected(meeting=meeting.id, kind="document_withdrawn", paper=paper.id)


def at_looks(world: World, slug: str, looks: Sequence[datetime]) -> tuple[frozenset[Expected], ...]:
    """What must be found at each look but the first, given that the service looked at all of them.

    A look at which the site refuses finds nothing; the next one finds what it would have found.
    """
    found: list[frozenset[Expected]] = []
    seen = world.at(looks[0])[slug]
    missed: frozenset[Expected] = frozenset()
    for look in looks[1:]:
        if refuses(world, slug, look):
            found.append(frozenset())
            continue
        now = world.at(look)[slug]
        still_gone = frozenset(each for each in missed if each.paper not in _listed(now, each.meeting))
        found.append(frozenset(expected(seen, now)) | still_gone)
        missed = frozenset(gone(seen, now))
        seen = now
    return tuple(found)


def happenings(world: World, slug: str) -> Iterator[Happened]:
    """Everything that must be found of a council, each at its own moment, in order of time."""
    history = world.histories[slug]
    states = [history.before, *history.sites]
    for moment, (before, after) in zip(history.instants, pairwise(states), strict=True):
        for what in (*expected(before, after), *gone(before, after)):
            yield Happened(at=moment, what=what, title=title(after, what) or title(before, what))


def title(site: Site, what: Expected) -> str:
    """The title of the paper that an event is about; empty if it is about none, or the site has it no more."""
    for _, paper in site.meeting(what.meeting).attachments():
        if paper.id == what.paper:
            return paper.title
    return ""


def refuses(world: World, slug: str, moment: datetime) -> bool:
    """Whether the site fails at every address at that moment."""
    return world.histories[slug].fault(moment, "/") is not None


def reports(record: Record) -> dict[str, Line]:
    """What Ofsted lists of all councils that it names and can be had, by the id of the file."""
    return {
        str(line.file): line
        for provider in record.providers
        if provider.listed
        for line in provider.lines
        if line.file in record.files
    }


def dead_files(record: Record) -> frozenset[str]:
    """The ids that a page of Ofsted lists although nothing is there any more."""
    listed = {line.file for provider in record.providers for line in provider.lines}
    return frozenset(str(file) for file in listed if file not in record.files)


def stories(press: Press) -> dict[int, Story]:
    """The stories of both titles that concern services for children, by number; those on the border too."""
    return {story.number: story for story in press.stories if story.number not in OF_NO_CONCERN}


def registered(site: Site) -> dict[str, Decision]:
    """The decisions of a council's register that are public now, by id."""
    return {str(decision.id): decision for decision in site.decisions}


def plans(site: Site) -> dict[str, Plan]:
    """The forward plans and work programmes that a council's site keeps, by id."""
    return {str(plan.id): plan for plan in site.plans}


def issues(site: Site) -> dict[str, str]:
    """The titles of the issues that a council follows from plan to decision, by id."""
    return {str(issue.id): issue.title for issue in site.issues}


def _listed(site: Site, meeting: int) -> frozenset[int]:
    return frozenset(paper.id for _, paper in site.meeting(meeting).attachments())


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
    if before.restricted:
        return "unrestricted"
    if (before.title, before.listed, before.paper) != (after.title, after.listed, after.paper):
        return "document_replaced"
    return None
