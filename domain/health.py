"""The state of a source, as status and digest name it: from what was seen of it, and from what may be expected of it.

`judged` is pure: signs and a moment in, a verdict with its reason out. What was seen last is kept by the archive; that
nobody has looked for days, or that a quiet council is in recess and not broken, can only be said when somebody asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.instants import LONDON, london_date

# A source looked at each day has missed two looks by then.
_STALE_AFTER = timedelta(days=2)
# A week without anything new is nothing to speak of.
LIVELY = timedelta(days=7)
# A news title's list without a story of the past month was most often given up, and stands still.
_STANDS_STILL = timedelta(days=30)
# The stories of a title by which its layout is judged are those of so long; one that reads oddly is no change of layout,
# where so many, and half of all, do it is one.
LAYOUT = timedelta(days=14)
_DRIFTING = 3
# So many meetings in a month without a single agenda are no recess: the pages are read wrongly.
_TELLING = 3


class HealthState(StrEnum):
    """What can be said of a source at a moment."""

    OK = "ok"  # looked at, and it gave what it promises
    QUIET = "quiet"  # looked at, whole, and nothing new
    STALE = "stale"  # not looked at for longer than it should be
    BLOCKED = "blocked"  # it refuses us: robots.txt, 403, a challenge; we do not force it
    MOVED = "moved"  # its address answers no more or leads elsewhere
    BROKEN = "broken"  # it answers, but not with what it promises


# The states of a source that could be looked at.
LOOKED_AT = frozenset({HealthState.OK, HealthState.QUIET})


@dataclass(frozen=True, kw_only=True)
class Look:
    """The last look at a source: what it said of it and why, since when it says so, and when all was last well."""

    at: datetime
    state: HealthState
    reason: str
    since: datetime
    last_success: datetime | None


@dataclass(frozen=True, kw_only=True)
class ListSigns:
    """A feed or news sitemap by its watch key: when it last answered well, if ever, and the moment of its newest story."""

    key: str
    answered: datetime | None
    newest: datetime | None


@dataclass(frozen=True, kw_only=True)
class LayoutSigns:
    """Of a title's latest stories: how many were read, of how many two readers disagree on the length, since when, and the last of these alarms."""

    read: int
    drifted: int
    since: datetime
    words: str

    @property
    def has_changed(self) -> bool:
        """Whether the layout has rather changed than that a story or two are odd."""
        return self.drifted >= _DRIFTING and 2 * self.drifted >= self.read


@dataclass(frozen=True, kw_only=True)
class Signs:
    """All by which a source is judged.

    `gap` is what its file leaves open, `begins` the first day of its council, `ended` the last, after which `successors`
    (names) follow. `newest` is when it last gave something, `longest` the longest time in the past year in which it gave
    nothing.

    Of the watched committees' meetings: `held` in the past month, of which `with_agenda`; `past`, over for 60 days to a
    year, of which `unminuted`; `next_meeting`. `given_up` files failed too often to be tried again. `meets` is whether it is a source of meetings. `lists` are the feeds
    and sitemaps of a news title; those that never answered were asked several times. `layout` is what its pages show, where
    any of the latest reads oddly.
    """

    look: Look | None = None
    gap: str | None = None
    begins: date | None = None
    ended: date | None = None
    successors: tuple[str, ...] = ()
    newest: datetime | None = None
    longest: timedelta | None = None
    held: int = 0
    with_agenda: int = 0
    past: int = 0
    unminuted: int = 0
    next_meeting: date | None = None
    given_up: int = 0
    meets: bool = True
    lists: tuple[ListSigns, ...] = ()
    layout: LayoutSigns | None = None

    def has_ended(self, now: datetime) -> bool:
        """Whether the council is no more."""
        return self.ended is not None and london_date(now) > self.ended


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The state of a source, since when, and why."""

    state: HealthState
    since: datetime | None
    reason: str


def judged(signs: Signs, *, now: datetime) -> Verdict:
    """The state of a source at this moment.

    A council that has ended is quiet for good. A look that went well is no proof: meetings that were held without any
    agenda to be seen say that the pages changed; a calendar without meetings says that there is a recess. So with a news
    title of which one feed has not answered for days while the others do, or whose feeds answer but stand still.
    """
    if signs.ended and signs.has_ended(now):
        return Verdict(
            state=HealthState.QUIET,
            since=_morning_after(signs.ended),
            reason=_ended(signs.ended, signs.successors),
        )
    if (
        signs.begins
        and london_date(now) < signs.begins
        and not (signs.look and signs.look.state in LOOKED_AT)
    ):
        reason = f"begins on {_day(signs.begins)}; there is nothing to look at yet"
        return Verdict(state=HealthState.QUIET, since=None, reason=reason)
    if signs.gap:
        return Verdict(state=HealthState.STALE, since=None, reason=signs.gap)
    look = signs.look
    if look is None:
        return Verdict(state=HealthState.STALE, since=None, reason="never looked at; run `minutewatch crawl`")
    if now - look.at > _STALE_AFTER:
        reason = f"last looked at {look.at:%Y-%m-%d %H:%M} UTC; is cron running?"
        return Verdict(state=HealthState.STALE, since=look.at, reason=reason)
    if look.state not in LOOKED_AT:
        return Verdict(state=look.state, since=look.since, reason=look.reason)
    if signs.held >= _TELLING and not signs.with_agenda:
        reason = f"{signs.held} meetings were held in the past month and no agenda of theirs was seen; its pages may have changed"
        return Verdict(state=HealthState.BROKEN, since=look.since, reason=reason)
    if broken := _broken_list(signs.lists, now):
        return broken
    if signs.layout and signs.layout.has_changed:
        reason = f"the layout of its pages may have changed: {_drift(signs.layout)}"
        return Verdict(state=HealthState.BROKEN, since=signs.layout.since, reason=reason)
    notes = "".join(f"; {note}" for note in _notes(signs, now))
    if signs.newest is None or now - signs.newest <= LIVELY:
        return Verdict(state=look.state, since=look.since, reason=f"{look.reason}{notes}")
    return Verdict(
        state=HealthState.QUIET,
        since=signs.newest + LIVELY,
        reason=f"{'; '.join(_silence(signs, signs.newest, now))}{notes}",
    )


def _ended(day: date, successors: tuple[str, ...]) -> str:
    if not successors:
        return f"ended on {_day(day)}"
    follow = "its successors are" if len(successors) > 1 else "its successor is"
    return f"ended on {_day(day)}; {follow} {' and '.join(successors)}"


def _silence(signs: Signs, newest: datetime, now: datetime) -> Iterator[str]:
    """Why a silence is one: the lists could be read, and a calendar tells when there is something to come."""
    yield f"nothing new since {_day(london_date(newest))}; its lists are whole"
    if signs.meets:
        yield (
            f"the next meeting is on {_day(signs.next_meeting)}"
            if signs.next_meeting
            else "no meeting is announced"
        )
    if signs.longest and now - newest > signs.longest:
        yield f"the longest silence of the past year was {signs.longest.days} days"


def _broken_list(lists: tuple[ListSigns, ...], now: datetime) -> Verdict | None:
    """What is wrong with a title's lists: one has not answered well for too long, or none has anything new in it."""
    for each in lists:
        if each.answered is None:
            return Verdict(state=HealthState.BROKEN, since=None, reason=f"{each.key} never answered well")
        if now - each.answered > _STALE_AFTER:
            reason = f"{each.key} has not answered well since {_day(london_date(each.answered))}"
            return Verdict(state=HealthState.BROKEN, since=each.answered + _STALE_AFTER, reason=reason)
    dated = {each.newest: each for each in lists if each.newest}
    freshest = max(dated, default=now)
    if now - freshest <= _STANDS_STILL:
        return None
    reason = _standing_still(dated[freshest].key, freshest)
    return Verdict(state=HealthState.BROKEN, since=freshest + _STANDS_STILL, reason=reason)


def _standing_still(key: str, newest: datetime) -> str:
    day = _day(london_date(newest))
    return f"{key} lists nothing newer than {day}; it may have been given up: run `minutewatch sources probe`"


def _notes(signs: Signs, now: datetime) -> Iterator[str]:
    for each in signs.lists:
        if each.newest and now - each.newest > _STANDS_STILL:
            yield _standing_still(each.key, each.newest)
    if signs.layout:
        yield _drift(signs.layout)
    if signs.unminuted:
        yield f"{signs.unminuted} of {signs.past} past meetings are without minutes"
    if signs.given_up:
        yield f"{signs.given_up} file{'s' if signs.given_up > 1 else ''} given up after too many tries"


def _drift(layout: LayoutSigns) -> str:
    return f"{layout.drifted} of {layout.read} stories of the past {LAYOUT.days} days read oddly ({layout.words})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _morning_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON).astimezone(UTC)
