"""What a year of one council costs in requests, and what is missed: the newest existing tool's way beside ours.

`python -m benchmarks.crawl_cost [--years N]` plays the same made-up years (benchmarks/council_year.py) to both. Ours
is the real thing without the web: the real archive, watch queue and rules say what is asked when, and what the archive
then holds says what was seen. Theirs is LGSF's algorithm: each morning GetCommittees, GetMeetings of each committee,
expired ones included, from four weeks back to one ahead, GetMeeting of each meeting found, each file address once.

Requests are those for lists and pages. Papers (files, and decisions that were made without a meeting) are counted
apart, since whoever wants them fetches them once; how often ours looks at them again is told beside. Replacements are
those of files that were had before.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import fmean, median

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benchmarks.council_pages import BASE, Pages
from benchmarks.council_year import ASSUMPTIONS, FIRST, LAST, CouncilYear, MadeMeeting, MadePaper, made
from crawlers.items import Found, Seen
from crawlers.pipelines import keep_seen
from crawlers.spiders.moderngov import ModernGovSpider
from domain.council import Council
from domain.document import EventType, Fetched, Watch
from domain.instants import LONDON, utc
from domain.source import Channel, Licence, Source
from domain.workingdays import is_working
from storage.archive import Archive, open_archive
from storage.keep import Keeper
from storage.schema import DocumentRow, MeetingRow, Publication
from storage.sources import refresh
from storage.writing import begin_run

# What a day of ours may cost; the floors only fall.
ALL_COMMITTEES, WATCHED_COMMITTEES = 15.0, 7.5
YEARS = 5

_DAYS = (LAST - FIRST).days + 1
# Minutes come up to 380 days late and are amended after that.
_UNTIL = LAST + timedelta(days=470)
# As docs/how-to/run-by-cron.md has it: each morning, and at midday and in the evening of working days.
_MORNING, _LATER = time(6, 0), (time(12, 30), time(17, 30))
_THEIR_BACK, _THEIR_AHEAD = timedelta(weeks=4), timedelta(weeks=1)
_AT_ONCE = 1000
# What whoever wants the papers has to fetch once: files, and the pages of decisions that were made without a meeting.
_PAPERS = ("document", "decision")
_LISTS = ("calendar", "committees", "events", "decisions", "plans", "members")
_SOURCE = "committee/made-up"
_DAILY = ModernGovSpider(source=_SOURCE).daily()


@dataclass(kw_only=True)
class Cost:
    """What was asked in a year's service, and after how long each thing was seen that there was to see."""

    pages: Counter[str] = field(default_factory=Counter)
    papers: int = 0
    papers_again: int = 0
    seen: dict[str, list[timedelta | None]] = field(default_factory=dict)

    @property
    def a_day(self) -> float:
        """Requests for lists and pages, a day."""
        return self.pages.total() / _DAYS

    def share(self, what: str) -> float:
        """How much of something was seen: 1.0 is all of it."""
        delays = self.seen[what]
        return sum(delay is not None for delay in delays) / len(delays) if delays else 1.0

    def delay(self, what: str) -> float:
        """The median of days until it was seen, of what was."""
        return median(
            [delay / timedelta(days=1) for delay in self.seen[what] if delay is not None] or [float("nan")]
        )


def ours(year: CouncilYear, home: Path, *, every_committee: bool, feed: bool = True) -> Cost:
    """A year of ours, played to the real archive in an empty folder."""
    pages = Pages(year, feed=feed)
    cost = Cost()
    with open_archive(home) as archive:
        keeper = _begun(archive, year, every_committee=every_committee)
        asked: set[str] = set()
        for now in _moments():
            for watch in _due(keeper, now):
                _count(cost, watch, asked, now)
                _keep(keeper, watch, pages.answer(watch.key, now), now)
        with archive.reading() as session:
            watched = set(session.scalars(select(MeetingRow.ref)))
            _note_seen(cost, session, [meeting for meeting in year.meetings if meeting.ref in watched])
    return cost


def theirs(year: CouncilYear) -> Cost:
    """A year of the newest existing tool."""
    cost = Cost()
    pages = Pages(year)
    looks: dict[str, list[datetime]] = {meeting.ref: [] for meeting in year.meetings}
    held: set[str] = set()
    for now in _mornings(_UNTIL):
        in_window = [meeting for meeting in year.meetings if _in_their_window(meeting, now)]
        for meeting in in_window:
            looks[meeting.ref].append(now)
            listed = pages.meeting(meeting.ref, now)
            held.update(paper.ref for item in listed.items for paper in item.documents)
        if now.date() <= LAST:
            cost.pages += Counter({"lists": 1 + len(year.committees), "meeting": len(in_window)})
    cost.papers = len(held)
    seen = {meeting.ref: looks[meeting.ref] for meeting in year.meetings}
    cost.seen = {
        "minutes": [
            _first(seen[meeting.ref], meeting.minutes) for meeting in year.meetings if meeting.minutes
        ],
        "amendments": [
            _first(seen[meeting.ref], meeting.amended) for meeting in year.meetings if meeting.amended
        ],
        "late papers": [
            _first(seen[meeting.ref], paper.published) for meeting, paper in _late(year.meetings)
        ],
        # A file whose address is known is never asked for again.
        "replacements": [
            None
            for meeting, paper in _replaced(year.meetings)
            if _held_before(_first_look(seen[meeting.ref], paper.published), paper)
        ],
    }
    return cost


def main() -> int:
    """Play some years and say how it went; 1 if a floor is not reached."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--years", type=int, default=YEARS)
    asked = arguments.parse_args()
    print(f"Assumed of a council's year:\n{ASSUMPTIONS}\n")
    ways: dict[str, list[Cost]] = {}
    for seed in range(1, asked.years + 1):
        year = made(seed)
        ways.setdefault("LGSF, every committee", []).append(theirs(year))
        for name, every_committee, feed in (
            ("ours, every committee", True, True),
            ("the same without What's New", True, False),
            ("ours, watched committees", False, True),
        ):
            with tempfile.TemporaryDirectory(prefix="minutewatch-bench-") as home:
                cost = ours(year, Path(home), every_committee=every_committee, feed=feed)
            ways.setdefault(name, []).append(cost)
    for line in table(ways):
        print(line)
    reached = (
        _mean(ways["ours, every committee"]) <= ALL_COMMITTEES
        and _mean(ways["ours, watched committees"]) < WATCHED_COMMITTEES
    )
    return 0 if reached else 1


def table(ways: Mapping[str, Iterable[Cost]]) -> Iterator[str]:
    """A line a way, of the mean over its years: requests a day, papers a day, and of each thing the share seen and the median delay."""
    whats = ("minutes", "amendments", "replacements", "late papers")
    yield f"{'':30}{'requests':>9}{'papers':>8}{'again':>7}   " + "".join(f"{what:>20}" for what in whats)
    yield f"{'':30}{'a day':>9}{'a day':>8}{'a day':>7}   " + f"{'seen, after days':>20}" * len(whats)
    for name, costs in ways.items():
        years = list(costs)
        told = "".join(
            f"{fmean(cost.share(what) for cost in years):>13.1%}"
            f"{fmean(cost.delay(what) for cost in years):>7.2f}"
            for what in whats
        )
        papers, again = (
            fmean(cost.papers / _DAYS for cost in years),
            fmean(cost.papers_again / _DAYS for cost in years),
        )
        yield f"{name:30}{_mean(years):>9.1f}{papers:>8.1f}{again:>7.1f}   {told}"
        asked: Counter[str] = sum((cost.pages for cost in years), Counter())
        of_what = ", ".join(f"{kind} {count / _DAYS / len(years):.2f}" for kind, count in asked.most_common())
        yield f"{'':4}of these {of_what}"


def _mean(costs: list[Cost]) -> float:
    return fmean(cost.a_day for cost in costs)


def _begun(archive: Archive, year: CouncilYear, *, every_committee: bool) -> Keeper:
    titles = tuple(committee.title for committee in year.committees)
    source = Source(
        key=_SOURCE,
        channel=Channel.COMMITTEE,
        system="moderngov",
        url=BASE,
        licence=Licence.OGL,
        file_sha256="",
        council=Council(slug="made-up", gss=None, name="Made-up Council", short_name="Made-up"),
        watch_committees=titles if every_committee else (),
    )
    with archive.writing() as session:
        refresh(session, [source])
        run = begin_run(session, "crawl", now=utc(next(_moments())), program="benchmarks.crawl_cost")
    return Keeper(archive=archive, run=run)


def _moments() -> Iterator[datetime]:
    """When cron starts us, from the eve of the year until all of it has settled."""
    for morning in _mornings(_UNTIL):
        yield morning
        if is_working(morning.date()):
            yield from (datetime.combine(morning.date(), at, tzinfo=LONDON) for at in _LATER)


def _mornings(until: date) -> Iterator[datetime]:
    for days in range((until - FIRST).days + 1):
        yield datetime.combine(FIRST + timedelta(days=days), _MORNING, tzinfo=LONDON)


def _due(keeper: Keeper, now: datetime) -> Iterator[Watch]:
    """What is due and was not asked for in this crawl, as a spider asks: until nothing more is."""
    asked: set[str] = set()
    while batch := [
        watch
        for watch in keeper.due(_SOURCE, now=utc(now), limit=_AT_ONCE + len(asked), daily=_DAILY)
        if watch.key not in asked
    ]:
        for watch in batch:
            asked.add(watch.key)
            yield watch


def _count(cost: Cost, watch: Watch, asked: set[str], now: datetime) -> None:
    """A look at a meeting, plan or paper counts whenever it is made, a look at a list if it is made in the year itself."""
    kind = watch.key.partition(":")[0]
    if kind in _PAPERS:
        cost.papers += watch.key not in asked
        cost.papers_again += watch.key in asked
        asked.add(watch.key)
    elif kind not in _LISTS or now.date() <= LAST:
        cost.pages[kind] += 1


def _keep(keeper: Keeper, watch: Watch, found: Found, now: datetime) -> None:
    body = repr(found).encode() if watch.key.startswith("document:") else b"-"
    fetched = Fetched(
        source=watch.source,
        watch_key=watch.key,
        url=f"{BASE}/{watch.key}",
        asked_at=utc(now),
        status=200,
        body=body,
    )
    keep_seen(keeper, Seen(fetched=fetched, found=found))


def _note_seen(cost: Cost, session: Session, meetings: list[MadeMeeting]) -> None:
    of_meeting = select(MeetingRow.ref, Publication.first_seen_at).join(
        MeetingRow, MeetingRow.id == Publication.meeting_id
    )
    of_paper = select(DocumentRow.ref, Publication.first_seen_at).join(
        DocumentRow, DocumentRow.id == Publication.document_id
    )
    minutes = _firsts(session, of_meeting, EventType.MINUTES_PUBLISHED)
    amended = _firsts(session, of_meeting, EventType.MINUTES_AMENDED)
    replaced = _firsts(session, of_paper, EventType.DOCUMENT_REPLACED)
    added = _firsts(session, of_paper, EventType.DOCUMENT_ADDED)
    agendas = _firsts(session, of_meeting, EventType.AGENDA_PUBLISHED)
    held = {ref: seen for ref, seen in session.execute(select(DocumentRow.ref, DocumentRow.first_seen_at))}  # noqa: C416
    cost.seen = {
        "minutes": [
            _after(minutes.get(meeting.ref), meeting.minutes) for meeting in meetings if meeting.minutes
        ],
        "amendments": [
            _after(amended.get(meeting.ref), meeting.amended) for meeting in meetings if meeting.amended
        ],
        # Without a feed minutes may be had only after they were amended: then there is nothing to tell apart.
        "amendments of minutes had before": [
            _after(amended.get(meeting.ref), meeting.amended)
            for meeting in meetings
            if meeting.amended and meeting.ref in minutes and minutes[meeting.ref] < meeting.amended
        ],
        "replacements": [
            _after(replaced.get(paper.ref), paper.replaced)
            for _, paper in _replaced(meetings)
            if _held_before(held.get(paper.ref), paper)
        ],
        "late papers": [
            _after(added.get(paper.ref) or agendas.get(meeting.ref), paper.published)
            for meeting, paper in _late(meetings)
        ],
    }


def _firsts(session: Session, asked: Select[str, datetime], event: EventType) -> dict[str, datetime]:
    rows = session.execute(asked.where(Publication.type == event).order_by(Publication.id.desc()))
    return {ref: seen for ref, seen in rows}  # noqa: C416  # the first event of each comes last


def _replaced(meetings: Iterable[MadeMeeting]) -> Iterator[tuple[MadeMeeting, MadePaper]]:
    """Papers that were replaced, of meetings that were not called off before."""
    for meeting in meetings:
        for paper in meeting.papers:
            if paper.replaced and not (meeting.cancelled and meeting.cancelled <= paper.replaced):
                yield meeting, paper


def _late(meetings: Iterable[MadeMeeting]) -> Iterator[tuple[MadeMeeting, MadePaper]]:
    """Papers that came after their agenda."""
    for meeting in meetings:
        for paper in meeting.papers:
            if paper.published > meeting.agenda and not (
                meeting.cancelled and meeting.cancelled <= paper.published
            ):
                yield meeting, paper


def _after(seen: datetime | None, happened: datetime | None) -> timedelta | None:
    return seen - happened if seen and happened else None


def _held_before(first_had: datetime | None, paper: MadePaper) -> bool:
    """Whether a file was had before it was replaced: whoever first has it afterwards has nothing that is out of date."""
    return bool(first_had and paper.replaced and first_had < paper.replaced)


def _first_look(looks: list[datetime], happened: datetime) -> datetime | None:
    return next((look for look in looks if look >= happened), None)


def _first(looks: list[datetime], happened: datetime | None) -> timedelta | None:
    """How long until the first look at or after it."""
    return next((look - happened for look in looks if happened and look >= happened), None)


def _in_their_window(meeting: MadeMeeting, now: datetime) -> bool:
    today = now.date()
    return meeting.listed <= now and today - _THEIR_BACK <= meeting.day <= today + _THEIR_AHEAD


if __name__ == "__main__":
    sys.exit(main())
