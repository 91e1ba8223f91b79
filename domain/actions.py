"""Actions: business that was promised or planned, followed from where it was named to what became of it.

Sightings (lines of work programmes, forward plans and resolutions) and stations (items of agendas, decisions) go in,
actions and their outcomes come out: listed, moved, dropped, taken elsewhere, reported, or no update found. Nothing is
guessed: two sightings are one action for a reason that can be said, and where two could be meant neither is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from domain import dates
from domain.instants import london_date
from domain.spoken import near_day, plain_day, stated

# One word in common says nothing; two say it if the dates agree, four in any case, three if little else is said.
_FEWEST_WORDS = 2
_TELLING_ALONE = 4
_MOSTLY = 0.75
# How long before the month of its round a report that comes again and again may come.
_EARLY = timedelta(days=62)
_MONTHS_IN = {"P1M": 1, "P2M": 2, "P3M": 3, "P4M": 4, "P6M": 6, "P1Y": 12, "P2Y": 24}


class PlanKind(StrEnum):
    """What named the business to come."""

    WORK_PROGRAMME = "work programme"
    FORWARD_PLAN = "forward plan"
    NOTICE = "notice"
    RESOLUTION = "resolution"


class State(StrEnum):
    """What became of an action as far as was known at a moment."""

    LISTED = "listed"
    MOVED = "moved"  # still listed, for another date than first stated
    ON_AGENDA = "on the agenda"  # of a meeting still to come
    REPORTED = "reported"
    DEFERRED = "deferred"  # it was on the agenda, and the meeting put it off
    DROPPED = "dropped"  # the newest plan leaves it out, and it was not due before
    ELSEWHERE = "taken elsewhere"  # its own plan leaves it out, another body's has it
    CALLED_OFF = "meeting called off"
    NO_UPDATE = "no update found"  # it was due, and nothing that we searched speaks of it
    COULD_NOT_LOOK = "could not look"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What business is about, made comparable: stems of its telling words, and the marks that tell one round from the next.

    `serial` are `round:2`, `year:2027/28`, `period:annual` and the like; `said` the telling words as they stand, in order.
    """

    title: str
    words: frozenset[str]
    serial: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()

    def contradicts(self, other: "Subject") -> bool:
        """Whether they name different rounds: the first report is not the second, and a draft not what is drafted."""
        if self.serial == other.serial:
            return False
        mine, theirs = self._by_kind, other._by_kind
        kinds = (mine.keys() & theirs.keys()) | ({"stage"} & (mine.keys() | theirs.keys()))
        return any(mine.get(kind) != theirs.get(kind) for kind in kinds)

    def is_same(self, other: "Subject") -> bool:
        """Whether both are said in the same telling words."""
        return bool(self.words) and self.words == other.words and self.serial == other.serial

    def likeness(self, other: "Subject") -> float:
        """How much of the shorter lies within the longer, 1 for all of it; 0 where it is too short to tell."""
        shorter = min(len(self.words), len(other.words))
        return len(self.words & other.words) / shorter if shorter >= _FEWEST_WORDS else 0.0

    def overlap(self, other: "Subject") -> float:
        """The share of all their words that they have in common."""
        return len(self.words & other.words) / max(1, len(self.words | other.words))

    @cached_property
    def _by_kind(self) -> dict[str, set[str]]:
        kinds: dict[str, set[str]] = {}
        for mark in self.serial:
            kinds.setdefault(mark.partition(":")[0], set()).add(mark)
        return kinds


@dataclass(frozen=True, kw_only=True)
class Due:
    """When business is due as stated (`edtf`, or a recurrence such as `R/P1Y`), between its first and last possible day.

    `first_round` is the month (EDTF) that a recurrence names: `each November`.
    """

    edtf: str
    first_round: str | None = None

    @property
    def is_recurrence(self) -> bool:
        """Whether it comes again and again."""
        return self.edtf.startswith("R/")

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """Its first and last possible day; nothing for recurrences and open ends."""
        try:
            stated = dates.parse(self.edtf)
        except dates.NotADate:
            return None
        return (stated.first, stated.last) if stated.first and stated.last else None

    def agrees(self, other: "Due | None") -> bool:
        """Whether both can mean one day."""
        if other is None or self.span is None or other.span is None:
            return False
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]

    def refines(self, other: "Due") -> bool:
        """Whether it says the same more exactly, or just the same."""
        if self.span is None or other.span is None:
            return self.edtf == other.edtf
        return other.span[0] <= self.span[0] and self.span[1] <= other.span[1]

    def at(self, day: date, *, since: date) -> "Due":
        """Of a recurrence stated on the day `since`: the round that is due on a day or was due last; else the first to come."""
        months = _MONTHS_IN.get(self.edtf.removeprefix("R/"))
        if months is None:
            return self
        begun = since.year * 12 + since.month - 1 + months
        if self.first_round:
            year, month = self.first_round.split("-")
            begun = int(year) * 12 + int(month) - 1
        gone = max(0, day.year * 12 + day.month - 1 - begun) // months * months
        year_number, month_number = divmod(begun + gone, 12)
        about = "" if self.first_round else "~"
        return Due(edtf=f"{year_number:04}-{month_number + 1:02}{about}")


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Where a sighting stands: a document's public id, its version, the page and the words."""

    document: str
    version: int
    title: str
    page: int | None
    quote: str


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A line that names business to come. `body` is who is to have it, by whatever tells bodies apart; `at` when we first saw it.

    `edition` is the document and version that it stands in, `day` the day of that edition (for a resolution: of the meeting).
    """

    fact: str
    kind: PlanKind
    edition: str
    day: date
    at: datetime
    subject: Subject
    body: str | None
    body_name: str | None
    due: Due | None
    proof: Proof
    who: str | None = None
    issue: str | None = None
    procedure: str | None = None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition of a plan: `order` tells the newest, `speaks_for` from which day on it lists the business of which bodies."""

    key: str
    kind: PlanKind
    day: date
    order: tuple[datetime, int]
    speaks_for: Mapping[str | None, date]


@dataclass(frozen=True, kw_only=True)
class Station:
    """An item of an agenda or a registered decision that business may have come to.

    `public` is the day on which it became known that it would, `words` all that the agenda says under it. `deferred`
    are the words of a decision that put it off.
    """

    key: str
    day: date
    public: date
    subject: Subject
    words: frozenset[str]
    body: str | None
    body_name: str
    item: str | None = None
    issue: str | None = None
    meeting: str | None = None
    deferred: str | None = None
    is_decided: bool = False


@dataclass(frozen=True, kw_only=True)
class Held:
    """A meeting of a body: its day, how many items its agenda has (`None`: no agenda seen), whether it was called off."""

    day: date
    body: str
    body_name: str
    items: int | None
    called_off: bool
    uid: str


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was searched for an update, and how: the query as it can be typed, since when, in how many documents."""

    query: str
    since: date
    documents: int


@dataclass(frozen=True, kw_only=True)
class Action:
    """One piece of business: where it was named, in order, why each sighting is of it, and the stations that it came to."""

    sightings: tuple[Sighting, ...]
    because: tuple[str, ...]
    stations: tuple[Station, ...] = ()

    @property
    def first(self) -> Sighting:
        """Where it was named first."""
        return self.sightings[0]

    @property
    def last(self) -> Sighting:
        """Where it was named last."""
        return self.sightings[-1]

    @property
    def title(self) -> str:
        """What to call it: as the newest plan does, else as it was resolved."""
        planned = [each for each in self.sightings if each.kind is not PlanKind.RESOLUTION]
        return (planned or list(self.sightings))[-1].subject.title

    @property
    def first_due(self) -> Due | None:
        """The date first stated."""
        return _first_due(self.sightings)

    @property
    def due(self) -> Due | None:
        """The date last stated."""
        return _first_due(reversed(self.sightings))

    @property
    def issues(self) -> frozenset[str]:
        """The ids under which the council follows it."""
        return frozenset(each.issue for each in self.sightings if each.issue)


def _first_due(lines: Iterable[Sighting]) -> Due | None:
    """The first date that lines state; how often something comes only where none names a date."""
    dues = [line.due for line in lines if line.due]
    return next((due for due in dues if not due.is_recurrence), dues[0] if dues else None)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an action as of a day, and what shows it.

    `seen_in` is where its date was stated last; `edition` the plan that leaves it out; `elsewhere` where another body
    has it; `held` the meetings at which it was due; `blind` since when and why its source could not be looked at.
    """

    state: State
    day: date
    first_due: str | None = None
    due: str | None = None
    seen_in: Sighting | None = None
    edition: Edition | None = None
    elsewhere: Sighting | None = None
    station: Station | None = None
    held: tuple[Held, ...] = ()
    search: Search | None = None
    blind: tuple[date, str] | None = None

    @property
    def words(self) -> str:
        """The outcome as a sentence of the trade's own words."""
        return _SAID[self.state](self)

    @property
    def held_words(self) -> str:
        """The meetings at which it was due: `Full Council of 18 Nov 2027 had 14 items`."""
        return "; ".join(
            f"{each.body_name} of {plain_day(each.day)} had {each.items} items"
            for each in self.held
            if each.items
        )


# --- Following --------------------------------------------------------------------------------------------------------


@dataclass(eq=False, kw_only=True)
class _Followed:
    """An action while it is followed."""

    sightings: list[Sighting] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)
    due: Due | None = None
    issues: set[str] = field(default_factory=set)
    subjects: dict[tuple[str | None, Subject], None] = field(default_factory=dict)

    def add(self, line: Sighting, because: str) -> None:
        """Take a line for this action, for a reason."""
        self.sightings.append(line)
        self.because.append(because)
        self.due = _first_due(reversed(self.sightings))
        self.subjects[line.body, line.subject] = None
        if line.issue:
            self.issues.add(line.issue)

    def is_open_for(self, line: Sighting) -> bool:
        """Whether a later line can still mean it: once it was reported, a line with another date is a new round."""
        if all(each.deferred for each in self.stations) or line.due is None:
            return True
        return line.due.agrees(self.due) or (self.due is not None and self.due.is_recurrence)


def follow(sightings: Iterable[Sighting], stations: Iterable[Station]) -> tuple[Action, ...]:
    """The actions of one council, in order of their first sighting.

    Edition by edition, each line is matched with what is already followed: by the council's own issue id, else by its
    words and its body; of several that could be meant none is taken.
    """
    trail = _Trail()
    for batch in _in_order(sightings, stations):
        if isinstance(batch, Station):
            trail.note(batch)
        else:
            trail.read(batch)
    return tuple(
        Action(sightings=tuple(each.sightings), because=tuple(each.because), stations=tuple(each.stations))
        for each in trail.followed
    )


def _in_order(
    sightings: Iterable[Sighting], stations: Iterable[Station]
) -> Iterator[Station | list[Sighting]]:
    """Editions and stations in the order in which the world came to know of them."""
    editions: dict[str, list[Sighting]] = defaultdict(list)
    for line in sightings:
        editions[line.edition].append(line)
    batches: list[tuple[date, int, str, Station | list[Sighting]]] = [
        (min(lines[0].day, london_date(lines[0].at)), 0, key, lines) for key, lines in editions.items()
    ]
    batches += [(station.public, 1, station.key, station) for station in stations]
    for *_, batch in sorted(batches, key=lambda each: each[:3]):
        yield batch


class _Trail:
    """All that is followed so far, and the ways to find it again."""

    def __init__(self) -> None:
        self.followed: list[_Followed] = []
        self._by_issue: dict[str, list[_Followed]] = defaultdict(list)
        self._by_words: dict[tuple[str | None, frozenset[str]], list[_Followed]] = defaultdict(list)
        self._by_word: dict[tuple[str | None, str], list[_Followed]] = defaultdict(list)
        # Where all words of a subject stand, its longest does: few subjects have the same one.
        self._by_anchor: dict[tuple[str | None, str], list[_Followed]] = defaultdict(list)

    def read(self, lines: Sequence[Sighting]) -> None:
        """Match the lines of an edition, the surest ways first; what matches nothing is followed from here on."""
        left = list(lines)
        taken: set[_Followed] = set()
        for way in (
            self._of_issue_and_date,
            self._of_issue,
            self._of_words_and_date,
            self._of_words,
            self._alike,
        ):
            left = self._match(left, way, taken)
        for line in left:
            self.followed.append(_Followed())
            self._join(self.followed[-1], line, "named first")

    def note(self, station: Station) -> None:
        """Note a station with the one action that came to it, if it can be told which did, and with what comes again and again."""
        came = [each for each in self._near(station) if _came_to(each, station)]
        on_time = [each for each in came if each.due and _is_in(station.day, each.due)]
        overdue = [each for each in came if each.due is None or _is_over(each.due, station.day)]
        again = [each for each in came if each.due and each.due.is_recurrence]
        for meant in (on_time or overdue or came, again):
            if len(meant) == 1 and station not in meant[0].stations:
                meant[0].stations.append(station)

    def _match(self, lines: list[Sighting], way: "_Way", taken: set[_Followed]) -> list[Sighting]:
        """Join each line with the one action that it alone can mean; returns the lines that are left."""
        meant = [
            [each for each in way(line) if each not in taken and each.is_open_for(line)] for line in lines
        ]
        claims = Counter(each for some in meant for each in some)
        left = []
        for line, some in zip(lines, meant, strict=True):
            if len(some) == 1 and claims[some[0]] == 1:
                taken.add(some[0])
                self._join(some[0], line, _because(way.__name__, line))
            else:
                left.append(line)
        return left

    def _of_issue(self, line: Sighting) -> list[_Followed]:
        known = self._by_issue.get(line.issue, []) if line.issue else []
        return [each for each in known if not each.sightings[-1].subject.contradicts(line.subject)]

    def _of_issue_and_date(self, line: Sighting) -> list[_Followed]:
        return [each for each in self._of_issue(line) if line.due and line.due.agrees(each.due)]

    def _of_words(self, line: Sighting) -> list[_Followed]:
        if len(line.subject.words) == 0:
            return []
        known = self._by_words.get((line.body, line.subject.words), ())
        return [each for each in known if _same_words(each, line) and not _other_issue(each, line)]

    def _of_words_and_date(self, line: Sighting) -> list[_Followed]:
        return [each for each in self._of_words(line) if line.due and line.due.agrees(each.due)]

    def _alike(self, line: Sighting) -> list[_Followed]:
        shared = Counter(
            each for word in line.subject.words for each in self._by_word.get((line.body, word), ())
        )
        known = (each for each, count in shared.items() if count >= _FEWEST_WORDS)
        return [each for each in known if _is_alike(each, line) and not _other_issue(each, line)]

    def _near(self, station: Station) -> list[_Followed]:
        """What could have come to a station: by its issue, its title, or what stands under it, in its body."""
        near = dict.fromkeys(self._by_issue.get(station.issue, ()) if station.issue else ())
        near |= dict.fromkeys(self._by_words.get((station.body, station.subject.words), ()))
        shared = Counter(
            each for word in station.subject.words for each in self._by_word.get((station.body, word), ())
        )
        near |= {each: None for each, count in shared.items() if count >= _FEWEST_WORDS}
        for word in station.words:
            near |= dict.fromkeys(self._by_anchor.get((station.body, word), ()))
        return list(near)

    def _join(self, action: _Followed, line: Sighting, because: str) -> None:
        action.add(line, because)
        _add(self._by_issue, line.issue, action)
        _add(self._by_words, (line.body, line.subject.words), action)
        if len(line.subject.words) >= _TELLING_ALONE:
            _add(
                self._by_anchor,
                (line.body, max(line.subject.words, key=lambda word: (len(word), word))),
                action,
            )
        for word in line.subject.words:
            _add(self._by_word, (line.body, word), action)


_Way = Callable[[Sighting], list[_Followed]]
_Key = TypeVar("_Key")


def _add(index: dict[_Key, list[_Followed]], key: _Key | None, action: _Followed) -> None:
    if key is not None and action not in index[key]:
        index[key].append(action)


def _because(way: str, line: Sighting) -> str:
    """Why a line was taken for an action, as it can be shown."""
    if "issue" in way:
        return f"issue {line.issue}"
    words = " ".join(line.subject.said)
    return f"like words: {words}" if way == "_alike" else f"same words: {words}"


def _same_words(action: _Followed, line: Sighting) -> bool:
    return any(each.is_same(line.subject) for _, each in action.subjects)


def _other_issue(action: _Followed, line: Sighting) -> bool:
    """Whether the council itself follows both, under different ids."""
    return bool(line.issue and action.issues and line.issue not in action.issues)


def _is_alike(action: _Followed, line: Sighting) -> bool:
    """Whether a line says in other words what was said before: mostly the same ones, or all of the shorter in the longer."""
    agrees = line.due is not None and line.due.agrees(action.due)
    return any(_is_like(each, line.subject, agrees=agrees) for _, each in action.subjects)


def _is_like(one: Subject, other: Subject, *, agrees: bool) -> bool:
    """Whether two subjects are one; where their dates agree less must be said in common, and a round need be named by one alone."""
    shorter, likeness = min(len(one.words), len(other.words)), one.likeness(other)
    if likeness < _MOSTLY or one.contradicts(other) or not (agrees or one.serial == other.serial):
        return False
    if likeness == 1.0 and shorter >= (_FEWEST_WORDS if agrees else _TELLING_ALONE):
        return True
    return shorter >= _TELLING_ALONE - 1 and one.overlap(other) >= _MOSTLY


def _came_to(action: _Followed, station: Station) -> bool:
    """Whether what an item says is what was to come, not before it was named."""
    first, last = action.sightings[0], action.sightings[-1]
    if station.day < first.day or (first.kind is PlanKind.RESOLUTION and station.day == first.day):
        return False
    if station.issue and station.issue in action.issues:
        return not last.subject.contradicts(station.subject)
    due = action.due.at(station.day, since=first.day) if action.due else None
    agrees = due is not None and _is_in(station.day, due)
    return any(
        each.is_same(station.subject)
        or _is_like(each, station.subject, agrees=agrees)
        or (agrees and _is_under(each, station))
        for body, each in action.subjects
        if body == station.body
    )


def _is_under(subject: Subject, station: Station) -> bool:
    """Whether all its words stand under an item of another title: `Workforce update: vacancies, agency social workers, spending`."""
    return len(subject.words) >= _TELLING_ALONE and subject.words <= station.words


def _is_in(day: date, due: Due) -> bool:
    """Whether a day is one that can be meant; of a recurrence: of the round at that day."""
    span = due.span
    return span is not None and span[0] <= day <= span[1]


def _is_over(due: Due, day: date) -> bool:
    return due.is_recurrence or (due.span is not None and due.span[1] < day)


# --- What became of it ------------------------------------------------------------------------------------------------


class Outlook:
    """A council's actions, plans and meetings as of a day: what became of each action."""

    def __init__(
        self,
        actions: Iterable[Action],
        *,
        editions: Iterable[Edition],
        held: Iterable[Held],
        day: date,
        blind: tuple[date, str] | None = None,
    ) -> None:
        self._day, self._blind = day, blind
        self._editions = {each.key: each for each in editions}
        self._newest = sorted(self._editions.values(), key=lambda each: (each.order, each.key))
        self._held: dict[str, list[Held]] = defaultdict(list)
        for meeting in sorted(held, key=lambda each: (each.day, each.uid)):
            self._held[meeting.body].append(meeting)
        self._named: dict[frozenset[str], list[Sighting]] = defaultdict(list)
        for action in actions:
            for line in action.sightings:
                self._named[line.subject.words].append(line)

    def outcome(self, action: Action) -> Outcome:
        """What became of an action."""
        due = action.due
        if due and due.is_recurrence:
            due = due.at(self._day, since=action.first.day)
        held = self._meetings(action, due)
        outcome = Outcome(
            state=State.LISTED,
            day=self._day,
            first_due=action.first_due.edtf if action.first_due else None,
            due=due.edtf if due else None,
            seen_in=_first_with(action),
            held=held,
            blind=self._blind,
        )
        stations = _of_round(action, due)
        if came := [each for each in stations if each.day < self._day or each.is_decided]:
            state = State.DEFERRED if came[-1].deferred else State.REPORTED
            if state is State.REPORTED or action.last.day <= came[-1].day:
                return replace(outcome, state=state, station=came[-1])
        if ahead := [each for each in stations if each.day >= self._day]:
            return replace(outcome, state=State.ON_AGENDA, station=ahead[0])
        if held and all(each.called_off for each in held):
            return replace(outcome, state=State.CALLED_OFF)
        if self._is_past(due, held):
            return replace(outcome, state=State.COULD_NOT_LOOK if self._blind else State.NO_UPDATE)
        left_out = self._left_out(action)
        if other := self._elsewhere(action, left_out):
            return replace(outcome, state=State.ELSEWHERE, edition=left_out, elsewhere=other)
        if left_out:
            return replace(outcome, state=State.DROPPED, edition=left_out)
        first = action.first_due
        if due and first and not first.is_recurrence and not due.refines(first):
            return replace(outcome, state=State.MOVED)
        return outcome

    def _meetings(self, action: Action, due: Due | None) -> tuple[Held, ...]:
        """The meetings of its body at which it can be due."""
        body = action.last.body
        if body is None or due is None or due.span is None:
            return ()
        return tuple(each for each in self._held.get(body, ()) if _is_in(each.day, due))

    def _is_past(self, due: Due | None, held: Sequence[Held]) -> bool:
        """Whether it should have come by now: with the last meeting at which it can be due, else with the end of the time stated."""
        meetings = [each.day for each in held if not each.called_off]
        if meetings:
            return max(meetings) < self._day
        return due is not None and due.span is not None and due.span[1] < self._day

    def _left_out(self, action: Action) -> Edition | None:
        """The first plan that leaves it out, if the newest that speaks for its body and date does."""
        planned = [each for each in action.sightings if each.edition in self._editions]
        if not planned:
            return None
        last = max(planned, key=lambda each: self._editions[each.edition].order)
        return next(self._after(last), None)

    def _elsewhere(self, action: Action, left_out: Edition | None) -> Sighting | None:
        """Where another body's plan has what its own left out: under the same id, or in the same words."""
        own = next((each for each in action.sightings if each.edition in self._editions), None)
        if own and own.body != action.last.body and self._is_current(action.last):
            lines = [each for each in action.sightings if each.body == own.body]
            return None if any(map(self._is_current, lines)) else action.last
        if left_out is None or len(action.last.subject.words) < _FEWEST_WORDS:
            return None
        others = [
            each
            for each in self._named[action.last.subject.words]
            if each.body != action.last.body
            and each.subject.is_same(action.last.subject)
            and self._is_current(each)
        ]
        return max(others, key=lambda each: (each.day, each.fact), default=None)

    def _after(self, line: Sighting) -> Iterator[Edition]:
        """The later plans that would list a line."""
        edition = self._editions[line.edition]
        for later in self._newest:
            if later.order > edition.order and later.kind is edition.kind and _speaks(later, line):
                yield later

    def _is_current(self, line: Sighting) -> bool:
        """Whether no later plan speaks for a line of a plan."""
        return line.edition in self._editions and next(self._after(line), None) is None


def _first_with(action: Action) -> Sighting | None:
    """Where the date last stated was stated first, since it was last another one."""
    last = action.due
    found: Sighting | None = None
    for line in reversed(action.sightings):
        if found and line.due and last and line.due.edtf != last.edtf:
            break
        if line.due and last and line.due.edtf == last.edtf:
            found = line
    return found or action.last


def _of_round(action: Action, due: Due | None) -> list[Station]:
    """The stations of what is due now; of a recurrence only those of its round."""
    stated = action.due
    if stated is None or not stated.is_recurrence or due is None or due.span is None:
        return list(action.stations)
    return [each for each in action.stations if each.day >= due.span[0] - _EARLY]


def _speaks(edition: Edition, line: Sighting) -> bool:
    """Whether an edition lists the business of a line's body from a day on that is not after its date."""
    since = edition.speaks_for.get(line.body)
    if since is None:
        return False
    return line.due is None or line.due.span is None or line.due.span[1] >= since


# --- Words ------------------------------------------------------------------------------------------------------------


def _listed(outcome: Outcome) -> str:
    line, due = outcome.seen_in, outcome.due
    if line is None:
        return "listed"
    if line.kind is PlanKind.RESOLUTION:
        return f"resolved on {plain_day(line.day)}" + (f"; due {due}" if due else "")
    dated = f"listed for {due}" if due else "listed without a date"
    return f"{dated} in the {line.kind} of {near_day(line.day, outcome.day)}"


def _moved(outcome: Outcome) -> str:
    where = (
        f", seen in the {outcome.seen_in.kind} of {near_day(outcome.seen_in.day, outcome.day)}"
        if outcome.seen_in
        else ""
    )
    return f"moved: {outcome.first_due} to {outcome.due}{where}"


def _on_agenda(outcome: Outcome) -> str:
    return f"on the agenda: {_at(outcome.station)}"


def _reported(outcome: Outcome) -> str:
    is_dated = outcome.first_due and not outcome.first_due.startswith("R/")
    first = f"; first stated date {stated(outcome.first_due or '')}" if is_dated else ""
    return f"reported: {_at(outcome.station)}{first}"


def _deferred(outcome: Outcome) -> str:
    return f"deferred: {_at(outcome.station)}"


def _at(station: Station | None) -> str:
    """`Workforce update, 21 Sep 2027, item 7`"""
    if station is None:
        return ""
    item = f", item {station.item}" if station.item else ""
    return f"{station.subject.title}, {plain_day(station.day)}{item}"


def _dropped(outcome: Outcome) -> str:
    due = f"; due {outcome.due} as last stated" if outcome.due else ""
    if outcome.edition is None:
        return f"no longer listed{due}"
    return f"no longer on the {outcome.edition.kind} of {near_day(outcome.edition.day, outcome.day)}{due}"


def _elsewhere(outcome: Outcome) -> str:
    line = outcome.elsewhere
    if line is None:
        return "taken elsewhere"
    body = f" ({line.body_name})" if line.body_name else ""
    due = f"listed for {line.due.edtf}" if line.due else "listed"
    return f"taken elsewhere: {due} in the {line.kind} of {near_day(line.day, outcome.day)}{body}"


def _called_off(outcome: Outcome) -> str:
    days = ", ".join(plain_day(each.day) for each in outcome.held)
    return f"due at the meeting of {days}, which was called off; not listed again yet"


def _no_update(outcome: Outcome) -> str:
    found = "no update found since the due date"
    if outcome.search is None:
        return found
    return f"{found}; {outcome.search.documents} documents searched; query: {outcome.search.query}"


def _could_not_look(outcome: Outcome) -> str:
    if outcome.blind is None:
        return "could not look"
    since, why = outcome.blind
    return f"could not look since {near_day(since, outcome.day)} ({why}); due {outcome.due}"


_SAID: dict[State, Callable[[Outcome], str]] = {
    State.LISTED: _listed,
    State.MOVED: _moved,
    State.ON_AGENDA: _on_agenda,
    State.REPORTED: _reported,
    State.DEFERRED: _deferred,
    State.DROPPED: _dropped,
    State.ELSEWHERE: _elsewhere,
    State.CALLED_OFF: _called_off,
    State.NO_UPDATE: _no_update,
    State.COULD_NOT_LOOK: _could_not_look,
}
