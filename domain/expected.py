"""Expected: what is due from a council, by when and why, and what can be said of it at a moment.

"Expected", "not yet seen" and "could not look" are different states and never confused: what nobody could look at is
not missing. What a council owed that has ended is owed by those who came after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain import clocks
from domain.deadlines import DeadlineKind
from domain.instants import london_date
from domain.spoken import near_day, stated, week_day

# What is sent to Ofsted, and what the department does, nobody publishes.
NOT_PUBLIC = "whether it was done is not public"
# Why the papers of a meeting are due when they are.
FIVE_CLEAR_DAYS = "five clear working days before the meeting (Local Government Act 1972, section 100B)"
SUCCESSOR = "successor"


class ExpectedKind(StrEnum):
    """What can be due; obligations that come from elsewhere have names of their own."""

    AGENDA = "agenda"
    PAPER = "paper to follow"
    MINUTES = "minutes"
    PLANNED = "planned item"
    STATED = "stated"  # what a council's own paper says must be done by a day to come
    PUBLIC_QUESTION = DeadlineKind.PUBLIC_QUESTION
    PETITION = DeadlineKind.PETITION
    SPEAKING = DeadlineKind.SPEAKING


class ExpectedState(StrEnum):
    """What can be said at a moment of something that is due."""

    EXPECTED = "expected"
    SEEN = "seen"
    NOT_YET_SEEN = "not_yet_seen"  # we looked, it was due, and it was not there
    COULD_NOT_LOOK = "could_not_look"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class MeetingDue:
    """The meeting that something is due for or from: `at` is wall clock, `latest` the last lawful day for its agenda."""

    uid: str
    body: str
    day: date
    at: time | None
    latest: date


@dataclass(frozen=True, kw_only=True)
class Met:
    """What met an expectation: its title, the day of the meeting or publication, the body and item, when we first saw it.

    `meeting` and `document` are public ids, where it is an item of a meeting or a document.
    """

    title: str
    day: date
    seen_at: datetime
    body: str | None = None
    item: str | None = None
    meeting: str | None = None
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Something due: from which council (slug) and by whom owed now, what, by when (EDTF, with an hour if there is one), why.

    `because` is the rule that makes it due, `reason` why its state is what it is (`successor` where it was handed on, to
    `owed_by`: slugs, and `heirs`: their names); `late` says that it was found late, and why.
    """

    key: str
    council: str
    kind: str
    what: str
    due: str | None
    state: ExpectedState
    day: date
    because: str
    at: time | None = None
    reason: str | None = None
    meeting: MeetingDue | None = None
    owed_by: tuple[str, ...] = ()
    heirs: tuple[str, ...] = ()
    met: Met | None = None
    late: str | None = None

    @property
    def words(self) -> str:
        """What can be said of it, as a sentence of the trade's own words."""
        return _SAID.get(self.kind, _obligation)(self)


@dataclass(frozen=True, kw_only=True)
class MeetingAhead:
    """A meeting to come with all that is due for it, on the day of asking."""

    council: str
    meeting: MeetingDue
    day: date
    called_off: bool
    deadlines: tuple[Expected, ...]
    agenda: Expected
    papers: tuple[Expected, ...] = ()

    @property
    def days(self) -> int:
        """How many days it lies ahead."""
        return (self.meeting.day - self.day).days

    @property
    def words(self) -> str:
        """`Children's Select Committee Tue 23 Feb, 29 days ahead; public questions by Tue 16 Feb; agenda due by Mon 15 Feb`"""
        ahead = {0: "today", 1: "tomorrow"}.get(self.days, f"{self.days} days ahead")
        head = f"{self.meeting.body} {week_day(self.meeting.day)}, {ahead}"
        if self.called_off:
            return f"{head}; called off"
        return "; ".join([head, *(each.words for each in (*self.deadlines, self.agenda, *self.papers))])


def _agenda(due: Expected) -> str:
    meeting = due.meeting
    latest = week_day(meeting.latest) if meeting else stated(due.due or "")
    match due.state:
        case ExpectedState.EXPECTED:
            return f"agenda due by {latest}"
        case ExpectedState.SEEN if due.met:
            return f"agenda published {week_day(due.met.day)}" + (f"; {due.late}" if due.late else "")
        case ExpectedState.NOT_YET_SEEN:
            return f"agenda was due by {latest}: expected, not yet seen"
        case ExpectedState.COULD_NOT_LOOK:
            return (
                f"agenda for {near_day(meeting.day, due.day)}: cannot tell"
                if meeting
                else "agenda: cannot tell"
            )
        case _:
            return "called off"


def _deadline(due: Expected) -> str:
    name = {
        ExpectedKind.PUBLIC_QUESTION: "public questions",
        ExpectedKind.PETITION: "petitions",
        ExpectedKind.SPEAKING: "asking to speak",
    }[ExpectedKind(due.kind)]
    hour = f", {due.at:%H:%M}" if due.at else ""
    return f"{name} by {week_day(date.fromisoformat(due.due or ''))}{hour}"


def _paper(due: Expected) -> str:
    match due.state:
        case ExpectedState.SEEN:
            return f"{due.what}: seen"
        case ExpectedState.COULD_NOT_LOOK:
            return f"{due.what}: cannot tell"
        case ExpectedState.NOT_YET_SEEN:
            return f"{due.what}: not yet seen"
        case _:
            return due.what


def _minutes(due: Expected) -> str:
    by = f" by {stated(due.due)}" if due.due else ""
    match due.state:
        case ExpectedState.SEEN if due.met:
            return f"{due.what}: first seen {near_day(london_date(due.met.seen_at), due.day)}{_tail(due)}"
        case ExpectedState.NOT_YET_SEEN:
            return f"{due.what}: expected{by}, not yet seen{_tail(due)}"
        case ExpectedState.COULD_NOT_LOOK:
            return f"{due.what}: cannot tell{_tail(due)}"
        case _:
            return f"{due.what}: expected{by}{_tail(due)}"


def _planned(due: Expected) -> str:
    return f"{due.what}: {due.reason}{_tail(due)}"


def _stated(due: Expected) -> str:
    return f"{due.what} (due {stated(due.due or '')}; {due.because}){_tail(due)}"


def _clock(due: Expected) -> str:
    """`action plan due to Ofsted Wed 30 Jun 2027`; `area SEND monitoring inspection (2028-06, approximate)`"""
    day = due.due or ""
    if day.endswith("~"):
        head = f"{due.what} ({day.removesuffix('~')}, approximate)"
    else:
        head = f"{due.what} {week_day(date.fromisoformat(day))} {day[:4]}"
    match due.state:
        case ExpectedState.SEEN if due.met:
            return f"{head}: seen, published {near_day(due.met.day, due.day)}{_tail(due)}"
        case ExpectedState.DROPPED:
            return f"{head}: no longer expected ({due.reason}){_tail(due)}"
        case _:
            why = f"; {due.reason}" if due.reason and due.reason != SUCCESSOR else ""
            return f"{head}{why}{_tail(due)}"


def _obligation(due: Expected) -> str:
    """`Ombudsman report 25 990 001: Full Council considered it on 25 Feb (item 9), within the time that ends 10 Mar`"""
    ends = stated(due.due or "")
    if due.met:
        item = f" (item {due.met.item})" if due.met.item else ""
        when = f"on {near_day(due.met.day, due.day)}{item}"
        done = f"{due.met.body} considered it {when}" if due.met.body else f"met {when}"
        in_time = _in_time(due)
        return f"{due.what}: {done}{in_time}{f'; {due.late}' if due.late else ''}{_tail(due)}"
    match due.state:
        case ExpectedState.NOT_YET_SEEN:
            said = f"was due {ends}: expected, not yet seen"
        case ExpectedState.COULD_NOT_LOOK:
            said = f"due {ends}; cannot tell"
        case ExpectedState.DROPPED:
            said = f"no longer expected ({due.reason})"
        case _:
            said = f"due {ends}"
    return f"{due.what}: {said}{_tail(due)}"


def _in_time(due: Expected) -> str:
    """`, within the time that ends 10 Mar`, where a day is set and can be told."""
    try:
        ends = date.fromisoformat(due.due or "")
    except ValueError:
        return ""
    if due.met is None:
        return ""
    within = "within" if due.met.day <= ends else "after"
    return f", {within} the time that ends {near_day(ends, due.day)}"


def _tail(due: Expected) -> str:
    """`; carried to East Wolden and West Wolden (successor)`"""
    return f"; carried to {' and '.join(due.heirs)} ({SUCCESSOR})" if due.heirs else ""


_SAID: dict[str, Callable[[Expected], str]] = {
    ExpectedKind.AGENDA: _agenda,
    ExpectedKind.PUBLIC_QUESTION: _deadline,
    ExpectedKind.PETITION: _deadline,
    ExpectedKind.SPEAKING: _deadline,
    ExpectedKind.PAPER: _paper,
    ExpectedKind.MINUTES: _minutes,
    ExpectedKind.PLANNED: _planned,
    ExpectedKind.STATED: _stated,
    **dict.fromkeys(clocks.KINDS, _clock),
}
