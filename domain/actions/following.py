"""Following: one council's sightings, stations and progress go in, its actions come out, each with why its parts belong together.

Nothing is guessed: of several that could be meant none is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from domain.actions.action import Action, first_stated
from domain.actions.due import Due
from domain.actions.planned import PlanKind, Sighting
from domain.actions.progress import Progress
from domain.actions.stations import Station
from domain.actions.subject import TELLING_ALONE, Subject
from domain.instants import london_date


@dataclass(eq=False, kw_only=True)
class _Followed:
    """An action while it is followed."""

    sightings: list[Sighting] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    due: Due | None = None
    issues: set[str] = field(default_factory=set)
    subjects: dict[tuple[str | None, Subject], None] = field(default_factory=dict)
    fewest_words: int = 0

    def add(self, line: Sighting, because: str) -> None:
        """Take a line for this action, for a reason."""
        self.sightings.append(line)
        self.because.append(because)
        self.due = first_stated(reversed(self.sightings))
        self.subjects[line.body, line.subject] = None
        self.fewest_words = min(len(subject.words) for _, subject in self.subjects)
        if line.issue:
            self.issues.add(line.issue)

    @property
    def is_closed(self) -> bool:
        """Whether it came to a meeting that did not put it off, or is told to be over."""
        is_over = bool(self.progress) and self.progress[-1].is_final
        return is_over or any(not each.deferred for each in self.stations)

    def is_open_for(self, line: Sighting) -> bool:
        """Whether a later line can still mean it: once it was reported, a line with another date is a new round."""
        if not self.is_closed or line.due is None:
            return True
        return line.due.agrees(self.due) or (self.due is not None and self.due.is_recurrence)


def follow(
    sightings: Iterable[Sighting], stations: Iterable[Station], progress: Iterable[Progress] = ()
) -> tuple[Action, ...]:
    """The actions of one council, in order of their first sighting.

    Edition by edition, each line is matched with what is already followed: by the council's own issue id, else by its
    words and its body; of several that could be meant none is taken. What a tracker reports of its own line belongs to
    that line's action, what other texts report to the one action that their words mean.
    """
    trail = _Trail()
    for batch in _in_order(sightings, stations, progress):
        if isinstance(batch, Station):
            trail.note(batch)
        elif isinstance(batch, Progress):
            trail.hear(batch)
        else:
            trail.read(batch)
    return tuple(
        Action(
            sightings=tuple(each.sightings),
            because=tuple(each.because),
            stations=tuple(each.stations),
            progress=tuple(each.progress),
        )
        for each in trail.followed
    )


_Batch = Station | Progress | list[Sighting]


def _in_order(
    sightings: Iterable[Sighting], stations: Iterable[Station], progress: Iterable[Progress]
) -> Iterator[_Batch]:
    """Editions, stations and progress in the order in which the world came to know of them."""
    editions: dict[str, list[Sighting]] = defaultdict(list)
    for line in sightings:
        editions[line.edition].append(line)
    batches: list[tuple[date, int, str, _Batch]] = [
        (min(lines[0].day, london_date(lines[0].at)), 0, key, lines) for key, lines in editions.items()
    ]
    batches += [(station.public, 1, station.key, station) for station in stations]
    batches += [(report.day, 2, report.fact, report) for report in progress]
    for *_, batch in sorted(batches, key=lambda each: each[:3]):
        yield batch


class _Trail:
    """All that is followed so far, and the ways to find it again."""

    def __init__(self) -> None:
        self.followed: list[_Followed] = []
        self._by_fact: dict[str, _Followed] = {}
        self._by_event: dict[str, list[_Followed]] = defaultdict(list)
        self._by_issue: dict[str, list[_Followed]] = defaultdict(list)
        self._by_words: dict[tuple[str | None, frozenset[str]], list[_Followed]] = defaultdict(list)
        self._by_word: dict[tuple[str | None, str], list[_Followed]] = defaultdict(list)
        self._promised: dict[str, list[_Followed]] = defaultdict(list)
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
            self._put_off,
        ):
            left = self._match(left, way, taken)
        for line in left:
            self.followed.append(_Followed())
            self._join(self.followed[-1], line, "named first")

    def note(self, station: Station) -> None:
        """Note a station with the one action that came to it, if it can be told which did, and with what comes again and again."""
        came = [each for each in self._near(station) if _came_to(each, station)]
        on_time = [each for each in came if each.due and each.due.can_be(station.day)]
        overdue = [each for each in came if each.due is None or each.due.is_over(station.day)]
        again = [each for each in came if each.due and each.due.is_recurrence]
        for meant in (on_time or overdue or came, again):
            if len(meant) == 1 and station not in meant[0].stations:
                meant[0].stations.append(station)

    def hear(self, report: Progress) -> None:
        """Note a report with the action of the tracker's line that it stands in, else with the one that its words mean.

        That an event took place is noted with all that named it for that time.
        """
        if report.event:
            took_place = Due(edtf=report.on or "")
            for each in self._by_event[report.event]:
                if each.due and each.due.is_near and each.due.agrees(took_place):
                    each.progress.append(report)
            return
        own = self._by_fact.get(report.fact)
        meant = (
            [own]
            if own
            else [
                each
                for each in self._spoken_of(report.subject)
                if _is_told_of(each, report.subject, report.day)
            ]
        )
        if len(meant) == 1:
            meant[0].progress.append(report)

    def _spoken_of(self, told: Subject) -> list[_Followed]:
        """What shares enough words with what a text tells of to be meant by it."""
        shared = Counter(each for word in told.words for each in self._promised.get(word, ()))
        said = len(told.words)
        return [each for each, count in shared.items() if Subject.can_be_like(count, said, each.fewest_words)]

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
        said = len(line.subject.words)
        known = (
            each for each, count in shared.items() if Subject.can_be_like(count, said, each.fewest_words)
        )
        return [each for each in known if _is_alike(each, line) and not _other_issue(each, line)]

    def _put_off(self, line: Sighting) -> list[_Followed]:
        """What a sentence puts off, whichever body is to have it: such a sentence names none."""
        if not line.puts_off or line.body is not None:
            return []
        return [each for each in self._spoken_of(line.subject) if _is_told_of(each, line.subject, line.day)]

    def _near(self, station: Station) -> list[_Followed]:
        """What could have come to a station: by its issue, its title, or what stands under it, in its body."""
        near = dict.fromkeys(self._by_issue.get(station.issue, ()) if station.issue else ())
        # What was promised to no body in particular may come to any.
        for body in dict.fromkeys((station.body, None)):
            near |= dict.fromkeys(self._by_words.get((body, station.subject.words), ()))
            shared = Counter(
                each for word in station.subject.words for each in self._by_word.get((body, word), ())
            )
            said = len(station.subject.words)
            near |= {
                each: None
                for each, count in shared.items()
                if Subject.can_be_like(count, said, each.fewest_words)
            }
        for word in station.words:
            near |= dict.fromkeys(self._by_anchor.get((station.body, word), ()))
        return list(near)

    def _join(self, action: _Followed, line: Sighting, because: str) -> None:
        if line.puts_off and line.body is None and action.sightings:
            last = action.sightings[-1]  # what is put off stays its body's
            line = replace(line, body=last.body, body_name=last.body_name)
        action.add(line, because)
        self._by_fact[line.fact] = action
        if line.event:
            _add(self._by_event, line.event, action)
        if line.kind in _DEEDS:
            for word in line.subject.words:
                _add(self._promised, word, action)
        _add(self._by_issue, line.issue, action)
        _add(self._by_words, (line.body, line.subject.words), action)
        if len(line.subject.words) >= TELLING_ALONE:
            _add(
                self._by_anchor,
                (line.body, max(line.subject.words, key=lambda word: (len(word), word))),
                action,
            )
        for word in line.subject.words:
            _add(self._by_word, (line.body, word), action)


# What can be reported complete: deeds. Of a line of a plan it is to be reported that it came to its meeting.
_DEEDS = (PlanKind.STATEMENT, PlanKind.TRACKER)
# What texts say on the day of a meeting was not done at it.
_SAID_AT = (PlanKind.RESOLUTION, PlanKind.STATEMENT)
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
    return f"like words: {words}" if way in ("_alike", "_put_off") else f"same words: {words}"


def _same_words(action: _Followed, line: Sighting) -> bool:
    return any(each.is_same(line.subject) for _, each in action.subjects)


def _other_issue(action: _Followed, line: Sighting) -> bool:
    """Whether the council itself follows both, under different ids."""
    return bool(line.issue and action.issues and line.issue not in action.issues)


def _is_alike(action: _Followed, line: Sighting) -> bool:
    """Whether a line says in other words what was said before: mostly the same ones, or all of the shorter in the longer."""
    agrees = line.due is not None and line.due.agrees(action.due)
    return any(each.is_like(line.subject, agrees=agrees) for _, each in action.subjects)


def _is_told_of(action: _Followed, told: Subject, day: date) -> bool:
    """Whether a text of a later day tells of it: in the same words, or with all of its words or most of them."""
    if action.is_closed or day <= action.sightings[0].day:
        return False
    return any(each.is_same(told) or each.is_like(told, agrees=True) for _, each in action.subjects)


def _came_to(action: _Followed, station: Station) -> bool:
    """Whether what an item says is what was to come, not before it was named."""
    first, last = action.sightings[0], action.sightings[-1]
    if station.day < first.day or (first.kind in _SAID_AT and station.day == first.day):
        return False
    if station.issue and station.issue in action.issues:
        return not last.subject.contradicts(station.subject)
    due = action.due.at(station.day, since=first.day) if action.due else None
    agrees = due is not None and due.can_be(station.day)
    if first.kind is PlanKind.STATEMENT:
        # For no body in particular: any may have it, if what is said or the date leaves no doubt.
        is_dated = agrees and due is not None and due.is_near
        if any(
            body is None and each.is_like(station.subject, agrees=is_dated) for body, each in action.subjects
        ):
            return True
    return any(
        each.is_same(station.subject)
        or each.is_like(station.subject, agrees=agrees)
        or (agrees and station.has_under_it(each))
        for body, each in action.subjects
        if body == station.body
    )
