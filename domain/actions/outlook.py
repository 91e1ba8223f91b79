"""The outlook: a council's actions, plans and meetings as of a day go in, what became of each action comes out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.actions.action import Action
from domain.actions.due import Due
from domain.actions.outcome import Outcome, State
from domain.actions.planned import Edition, PlanKind, Sighting
from domain.actions.progress import Progress, Standing
from domain.actions.stations import Held, Station
from domain.actions.subject import FEWEST_WORDS

# How long before the month of its round a report that comes again and again may come.
_EARLY = timedelta(days=62)
# What lists the business of one body, meeting by meeting.
_PROGRAMMES = (PlanKind.WORK_PROGRAMME, PlanKind.FORWARD_PLAN)


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
        if due and due.is_recurrence and action.first.dated:
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
        news = _last_progress(action, due)
        if news and news.is_final and not any(each.day > news.day for each in stations):
            state = State.COMPLETE if news.standing is Standing.COMPLETE else State.SUPERSEDED
            return replace(outcome, state=state, progress=news)
        if came := [each for each in stations if each.day < self._day or each.is_decided]:
            state = State.DEFERRED if came[-1].deferred else State.REPORTED
            if state is State.REPORTED or action.last.day <= came[-1].day:
                return replace(outcome, state=state, station=came[-1])
        if ahead := [each for each in stations if each.day >= self._day]:
            return replace(outcome, state=State.ON_AGENDA, station=ahead[0])
        if held and all(each.called_off for each in held):
            return replace(outcome, state=State.CALLED_OFF)
        if self._is_past(due, held):
            if news and due and (news.event or due.is_over(news.day)):
                return replace(outcome, state=State.UPDATED, progress=news)
            if following := self._not_met_since(action, due, held):
                return replace(outcome, state=State.NOT_MET, held=(following,))
            return replace(outcome, state=State.COULD_NOT_LOOK if self._blind else State.NO_UPDATE)
        left_out = self._left_out(action)
        if other := self._elsewhere(action, left_out):
            return replace(outcome, state=State.ELSEWHERE, edition=left_out, elsewhere=other)
        if left_out:
            return replace(outcome, state=State.DROPPED, edition=left_out)
        first = action.first_due
        if due and first and not first.is_recurrence and not due.refines(first):
            return replace(outcome, state=State.MOVED)
        return replace(outcome, state=State.UPDATED, progress=news) if news else outcome

    def _meetings(self, action: Action, due: Due | None) -> tuple[Held, ...]:
        """The meetings of its body at which it can be due."""
        body = action.last.body
        if body is None or due is None or due.span is None:
            return ()
        return tuple(each for each in self._held.get(body, ()) if due.can_be(each.day))

    def _is_past(self, due: Due | None, held: Sequence[Held]) -> bool:
        """Whether it should have come by now: with the last meeting at which it can be due, else with the end of the time stated."""
        meetings = [each.day for each in held if not each.called_off]
        if meetings:
            return max(meetings) < self._day
        return due is not None and due.span is not None and due.span[1] < self._day

    def _not_met_since(self, action: Action, due: Due | None, held: Sequence[Held]) -> Held | None:
        """The next meeting of a body whose plan names a time in which it did not meet, as in recess, nor has met since."""
        last = action.last
        if last.kind not in _PROGRAMMES or last.body is None or due is None or due.span is None or held:
            return None
        ended = due.span[1]
        after = (each for each in self._held.get(last.body, ()) if each.day > ended and not each.called_off)
        following = next(after, None)
        return following if following and following.day >= self._day else None

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
        if left_out is None or len(action.last.subject.words) < FEWEST_WORDS:
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


def _last_progress(action: Action, due: Due | None) -> Progress | None:
    """What was last reported of what is due now; of a recurrence only in its round."""
    if not action.progress:
        return None
    last, stated = action.progress[-1], action.due
    if stated is None or not stated.is_recurrence or due is None or due.span is None:
        return last
    return last if last.day >= due.span[0] - _EARLY else None


def _speaks(edition: Edition, line: Sighting) -> bool:
    """Whether an edition lists the business of a line's body from a day on that is not after its date."""
    since = edition.speaks_for.get(line.body)
    if since is None:
        return False
    return line.due is None or line.due.span is None or line.due.span[1] >= since
