"""A made-up council's year for benchmarks of crawling: when it publishes, replaces and amends what, down to the minute.

A seed in, the same year out. The sizes are those of the research (331 meetings and 2,476 documents a year, 120
committees of which 75 no longer meet); the rest is assumed, and `ASSUMPTIONS` says what.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from domain.instants import LONDON
from domain.meeting import Committee
from domain.workingdays import add_working_days, is_working, latest_publication

FIRST = date(2027, 1, 1)
LAST = date(2027, 12, 31)

# Committees by title and how often they meet in the year. What is watched is for the service's own rules to say.
_CHILDREN = {
    "Cabinet": 12,
    "Full Council": 6,
    "Children and Families Scrutiny Committee": 8,
    "Corporate Parenting Board": 6,
    "Schools Forum": 6,
    "Health and Wellbeing Board": 6,
    "Audit and Governance Committee": 7,
    "Overview and Scrutiny Management Board": 15,
}
_OTHERS = {
    "Planning Committee": 13,
    "Licensing Sub-Committee": 24,
    "Pensions Committee": 5,
} | {f"Area Forum {number}": 223 // 34 + (number <= 223 % 34) for number in range(1, 35)}
_EXPIRED = 75
_PAPERS = 2476
_DECISIONS = 250
_PLANS_A_YEAR = 12
_ISSUES_A_PLAN = 20

_MEDIAN_LAG, _SPREAD = 16.0, 0.85  # days, and the standard deviation of their logarithm
_LONGEST_LAG = 380.0
_ONE_DAY = timedelta(days=1)

ASSUMPTIONS = f"""\
- 120 committees, 75 of them expired; 331 meetings on working days but in August and at Christmas, listed a year ahead;
  3 % are called later, with eight to fourteen days' notice; 4 % are cancelled in the last ten days, 3 % put off a week or two
- agendas come out one to three working days before the law's last day, 10 % a day late, on working days from 9.00 to 17.20
- {_PAPERS} documents: 90 % come with the agenda, 10 % later, up to the last working day before the meeting
- 6 % of the documents are replaced at the same address between the day after publication and the start of the meeting,
  half of them without a word in the listing
- 97 % of the meetings held get minutes, after a lognormal lag (median {_MEDIAN_LAG:.0f} days, standard deviation of
  its logarithm {_SPREAD}); 8 % of these are amended without a word: 1 to 34 days after they came out, or in the week
  after the committee's next meeting
- What's New names agendas and minutes when they come out; no late paper, no replacement and no amendment
- {_DECISIONS} decisions without a meeting, registered 1 to 68 days after they were taken, one in four of them about
  children's services; a forward plan a month of {_ISSUES_A_PLAN} issues, half of them carried over, half of them the cabinet's
- 81 members; the list of them changes with the elections only"""


@dataclass(frozen=True, kw_only=True)
class MadePaper:
    """A document under a meeting: when it comes out, and when its bytes are replaced (`silently`: the listing stays)."""

    ref: str
    published: datetime
    replaced: datetime | None = None
    silently: bool = False


@dataclass(frozen=True, kw_only=True)
class MadeMeeting:
    """A meeting and its whole life, each step at its moment, `None` where it does not happen.

    `moved` is when and to which day it was put off; all other steps are told with the final day.
    """

    ref: str
    committee: Committee
    day: date
    listed: datetime
    first_day: date
    moved: datetime | None = None
    cancelled: datetime | None = None
    agenda: datetime
    papers: tuple[MadePaper, ...] = ()
    minutes: datetime | None = None
    amended: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MadeDecision:
    """A decision that one person took, and when the register shows it."""

    ref: str
    title: str
    taken: date
    registered: datetime


@dataclass(frozen=True, kw_only=True)
class MadeIssue:
    """Something that is planned to be decided: by whom, and by when."""

    ref: str
    title: str
    maker: str
    due: date


@dataclass(frozen=True, kw_only=True)
class MadePlan:
    """A month's forward plan, and when it comes out."""

    ref: str
    published: datetime
    issues: tuple[MadeIssue, ...]


@dataclass(frozen=True, kw_only=True)
class CouncilYear:
    """All that a council does in a year."""

    committees: tuple[Committee, ...]
    meetings: tuple[MadeMeeting, ...]
    decisions: tuple[MadeDecision, ...]
    plans: tuple[MadePlan, ...]


def made(seed: int) -> CouncilYear:
    """The year of this seed."""
    random = Random(seed)
    committees = _committees()
    meetings = [meeting for committee, times in committees for meeting in _meetings(random, committee, times)]
    meetings = list(_with_papers(random, meetings))
    expired = (
        Committee(ref=str(900 + number), title=f"Former Committee {number}", expired=True)
        for number in range(_EXPIRED)
    )
    return CouncilYear(
        committees=(*(committee for committee, _ in committees), *expired),
        meetings=tuple(meetings),
        decisions=tuple(_decisions(random)),
        plans=tuple(_plan(month) for month in range(1, _PLANS_A_YEAR + 1)),
    )


def _committees() -> list[tuple[Committee, int]]:
    named = _CHILDREN | _OTHERS
    return [
        (Committee(ref=str(500 + place), title=title), times)
        for place, (title, times) in enumerate(named.items())
    ]


def _meetings(random: Random, committee: Committee, times: int) -> Iterator[MadeMeeting]:
    """A committee's meetings in the order of their days, each with all of its life but its papers."""
    days = sorted(_meeting_day(random) for _ in range(times))
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        yield _meeting(random, committee, f"{committee.ref}{number:02}", day, following)


def _meeting(
    random: Random, committee: Committee, ref: str, day: date, following: date | None
) -> MadeMeeting:
    at_short_notice = random.random() < 0.03
    listed = (
        _office(day - timedelta(days=random.randint(8, 14)), time(10))
        if at_short_notice
        else _office(FIRST - timedelta(days=1), time(10))
    )
    first_day, moved = day, None
    if not at_short_notice and random.random() < 0.03 and (day - FIRST).days > 40:
        first_day = add_working_days(day, -random.choice((5, 10)))
        moved = _worked(random, add_working_days(first_day, -random.randint(7, 12)))
    late = 1 if random.random() < 0.10 else -random.randint(0, 2)
    agenda = max(
        _worked(random, add_working_days(latest_publication(day), late)), listed + timedelta(hours=1)
    )
    held = MadeMeeting(
        ref=ref, committee=committee, day=day, first_day=first_day, listed=listed, moved=moved, agenda=agenda
    )
    if random.random() < 0.04:
        return replace(held, cancelled=_worked(random, add_working_days(day, -random.randint(1, 7))))
    return _minuted(random, held, following) if random.random() < 0.97 else held


def _minuted(random: Random, held: MadeMeeting, following: date | None) -> MadeMeeting:
    lag = min(random.lognormvariate(math.log(_MEDIAN_LAG), _SPREAD), _LONGEST_LAG)
    minutes = _worked(random, held.day + timedelta(days=max(1, round(lag))))
    if random.random() >= 0.08:
        return replace(held, minutes=minutes)
    soon = minutes.date() + timedelta(days=random.randint(1, 34))
    at_approval = following and following + timedelta(days=random.randint(1, 7))
    day = at_approval if at_approval and at_approval > minutes.date() and random.random() < 0.5 else soon
    amended = _worked(random, day)
    return replace(held, minutes=minutes, amended=amended if amended > minutes else None)


def _with_papers(random: Random, meetings: list[MadeMeeting]) -> Iterator[MadeMeeting]:
    """The meetings with the year's documents shared out among them, at least one each."""
    share = [1] * len(meetings)
    for place in random.choices(range(len(meetings)), k=_PAPERS - len(meetings)):
        share[place] += 1
    number = 60_000
    for meeting, papers in zip(meetings, share, strict=True):
        yield replace(
            meeting, papers=tuple(_paper(random, meeting, f"s{number + place}") for place in range(papers))
        )
        number += papers


def _paper(random: Random, meeting: MadeMeeting, ref: str) -> MadePaper:
    eve = _office(add_working_days(meeting.day, -1), time(17, 20))
    begins = datetime.combine(meeting.day, time(10, 30), tzinfo=LONDON)
    published = meeting.agenda
    if random.random() < 0.10:
        published = max(published, _between(random, meeting.agenda, eve))
    if random.random() >= 0.06 or published + _ONE_DAY >= begins:
        return MadePaper(ref=ref, published=published)
    replaced = _between(random, published + _ONE_DAY, begins)
    return MadePaper(ref=ref, published=published, replaced=replaced, silently=random.random() < 0.5)


def _decisions(random: Random) -> Iterator[MadeDecision]:
    for number in range(_DECISIONS):
        taken = _meeting_day(random)
        lag = min(68.0, max(1.0, random.lognormvariate(math.log(14), 0.8)))
        yield MadeDecision(
            ref=str(26_000 + number),
            title=f"Fostering contract {number}" if number % 4 == 0 else f"Bus shelters, lot {number}",
            taken=taken,
            registered=_worked(random, taken + timedelta(days=round(lag))),
        )


def _plan(month: int) -> MadePlan:
    step = _ISSUES_A_PLAN // 2
    return MadePlan(
        ref=str(800 + month),
        published=_office(date(FIRST.year, month, 5), time(11)),
        issues=tuple(_issue(number) for number in range(month * step, month * step + _ISSUES_A_PLAN)),
    )


def _issue(number: int) -> MadeIssue:
    month = number // (_ISSUES_A_PLAN // 2)
    return MadeIssue(
        ref=str(4000 + number),
        title=f"Issue {number}",
        maker="Cabinet" if number % 2 else "Cabinet Member for Highways",
        due=FIRST + timedelta(days=30 * month + number % 28),
    )


def _meeting_day(random: Random) -> date:
    """A working day, but not in August nor between Christmas and the middle of January."""
    while True:
        day = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
        if is_working(day) and day.month != 8 and date(day.year, 1, 15) < day < date(day.year, 12, 20):
            return day


def _worked(random: Random, day: date) -> datetime:
    """A minute of office hours on this day, or on the next working day."""
    while not is_working(day):
        day += timedelta(days=1)
    return _office(day, time(9)) + timedelta(minutes=random.randrange(500))


def _between(random: Random, first: datetime, last: datetime) -> datetime:
    """A minute of office hours between two moments; the last one if there is none."""
    for _ in range(20):
        moment = first + timedelta(
            minutes=random.randrange(max(1, int((last - first).total_seconds() // 60)))
        )
        local = moment.astimezone(LONDON)
        if is_working(local.date()) and time(9) <= local.time() <= time(17, 20):
            return moment
    return last


def _office(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON)
