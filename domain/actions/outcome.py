"""What became of an action, and how it is said: the outcome with what shows it goes in, a sentence of the trade's own words comes out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.actions.due import when_due
from domain.actions.planned import Edition, PlanKind, Sighting
from domain.actions.progress import Progress
from domain.actions.ruling import Ruling, Verdict
from domain.actions.stations import Held, Station
from domain.spoken import near_day, often, plain_day, stated


class State(StrEnum):
    """What became of an action as far as was known at a moment."""

    LISTED = "listed"
    MOVED = "moved"  # still listed, for another date than first stated
    ON_AGENDA = "on the agenda"  # of a meeting still to come
    REPORTED = "reported"
    COMPLETE = "reported complete"  # by the council's own tracker, or in a paper's own words
    SUPERSEDED = "superseded"  # by the same
    UPDATED = "update found"  # a tracker says how it stands, and not that it is over
    DEFERRED = "deferred"  # it was on the agenda, and the meeting put it off
    DROPPED = "dropped"  # the newest plan leaves it out, and it was not due before
    ELSEWHERE = "taken elsewhere"  # its own plan leaves it out, another body's has it
    CALLED_OFF = "meeting called off"
    NOT_MET = "no meeting held"  # its body did not meet when it was due, as in recess, and has not met since
    NO_UPDATE = "no update found"  # it was due, and nothing that we searched speaks of it
    COULD_NOT_LOOK = "could not look"


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was searched for an update, and how: the query as it can be typed, since when, in how many documents."""

    query: str
    since: date
    documents: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an action as of a day, and what shows it.

    `seen_in` is where its date was stated last; `edition` the plan that leaves it out; `elsewhere` where another body
    has it; `held` the meetings at which it was due, or the next one where none was held; `progress` what a text reports
    of it; `blind` since when and why its source could not be looked at. `unruled` is the outcome without the decision of a
    person (`ruling`).
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
    progress: Progress | None = None
    blind: tuple[date, str] | None = None
    ruling: Ruling | None = None
    unruled: "Outcome | None" = None

    def ruled(self, ruling: Ruling) -> "Outcome":
        """The outcome as a person decided it; what the rules found stays beside it."""
        return replace(self, state=_BY_VERDICT[ruling.verdict], ruling=ruling, unruled=self)

    @property
    def is_ruled_out(self) -> bool:
        """Whether a person decided that it is no action at all."""
        return self.ruling is not None and self.ruling.verdict is Verdict.NONE

    @property
    def words(self) -> str:
        """The outcome as a sentence of the trade's own words."""
        return _ruled(self) if self.ruling else _SAID[self.state](self)

    @property
    def held_words(self) -> str:
        """The meetings at which it was due: `Full Council of 18 Nov 2027 had 14 items`."""
        return "; ".join(
            f"{each.body_name} of {plain_day(each.day)} had {each.items} items"
            for each in self.held
            if each.items
        )


def _listed(outcome: Outcome) -> str:
    line, due = outcome.seen_in, outcome.due
    if line is None:
        return "listed"
    if line.kind is PlanKind.RESOLUTION:
        return f"resolved on {plain_day(line.day)}; {_when(outcome)}"
    if line.kind is PlanKind.STATEMENT:
        how = "put off" if line.puts_off else _HOW.get(line.how, line.how)
        return f"{how} {_in_text(line.named, line, outcome)}; {_when(outcome)}"
    dated = f"listed for {when_due(due)}" if due else "listed without a date"
    return f"{dated} {_in_text(line.named, line, outcome)}"


def _when(outcome: Outcome) -> str:
    """`due 2027-01`; `due about 2027-10 (every year)`; a duty without a day is told from those that have one."""
    due, first = outcome.due, outcome.first_due
    if due is None:
        return "no date stated"
    again = f" ({often(first)})" if first and first != due and first.startswith("R/") else ""
    return f"due {when_due(due)}{again}"


def _in_text(named: str, line: Sighting, outcome: Outcome) -> str:
    """`in the work programme of 11 Jan`; of an undated text when it was first seen."""
    if line.dated:
        return f"in the {named} of {near_day(line.day, outcome.day)}"
    return f"in an undated {named}, first seen {plain_day(line.day)}"


def _moved(outcome: Outcome) -> str:
    where = f", seen {_in_text(outcome.seen_in.named, outcome.seen_in, outcome)}" if outcome.seen_in else ""
    return f"moved: {when_due(outcome.first_due or '')} to {when_due(outcome.due or '')}{where}"


def _on_agenda(outcome: Outcome) -> str:
    return f"on the agenda: {_at(outcome.station)}"


def _reported(outcome: Outcome) -> str:
    is_dated = outcome.first_due and not outcome.first_due.startswith("R/")
    first = f"; first stated date {stated(outcome.first_due or '')}" if is_dated else ""
    return f"reported: {_at(outcome.station)}{first}"


def _complete(outcome: Outcome) -> str:
    on = outcome.progress.on if outcome.progress else None
    return f"reported complete{_by(outcome)}" + (f"; completed {stated(on)}" if on else "")


def _superseded(outcome: Outcome) -> str:
    return f"reported superseded{_by(outcome)}"


def _updated(outcome: Outcome) -> str:
    return f"update{_by(outcome)}" + (f"; due {when_due(outcome.due)} as last stated" if outcome.due else "")


def _by(outcome: Outcome) -> str:
    """` by the recommendation tracker of 8 Mar: “Complete”`"""
    report = outcome.progress
    if report is None:
        return ""
    return f" by the {report.source} of {near_day(report.day, outcome.day)}: “{report.said}”"


def _deferred(outcome: Outcome) -> str:
    return f"deferred: {_at(outcome.station)}"


def _at(station: Station | None) -> str:
    """`Workforce update, 21 Sep 2027, item 7`"""
    if station is None:
        return ""
    item = f", item {station.item}" if station.item else ""
    return f"{station.subject.title}, {plain_day(station.day)}{item}"


def _dropped(outcome: Outcome) -> str:
    due = f"; due {when_due(outcome.due)} as last stated" if outcome.due else ""
    if outcome.edition is None:
        return f"no longer listed{due}"
    named = (
        outcome.seen_in.named
        if outcome.edition.kind is PlanKind.TRACKER and outcome.seen_in
        else outcome.edition.kind
    )
    return f"no longer on the {named} of {near_day(outcome.edition.day, outcome.day)}{due}"


def _elsewhere(outcome: Outcome) -> str:
    line = outcome.elsewhere
    if line is None:
        return "taken elsewhere"
    body = f" ({line.body_name})" if line.body_name else ""
    due = f"listed for {when_due(line.due.edtf)}" if line.due else "listed"
    return f"taken elsewhere: {due} in the {line.kind} of {near_day(line.day, outcome.day)}{body}"


def _called_off(outcome: Outcome) -> str:
    days = ", ".join(plain_day(each.day) for each in outcome.held)
    return f"due at the meeting of {days}, which was called off; not listed again yet"


def _not_met(outcome: Outcome) -> str:
    met = outcome.held[0] if outcome.held else None
    after = f"; {met.body_name} meets next on {plain_day(met.day)}" if met else ""
    return f"due {when_due(outcome.due or '')}, when no meeting was held{after}"


def _no_update(outcome: Outcome) -> str:
    found = "no update found since the due date"
    if outcome.search is None:
        return found
    return f"{found}; {outcome.search.documents} documents searched; query: {outcome.search.query}"


def _could_not_look(outcome: Outcome) -> str:
    if outcome.blind is None:
        return "could not look"
    since, why = outcome.blind
    return f"could not look since {near_day(since, outcome.day)} ({why}); {_when(outcome)}"


def _ruled(outcome: Outcome) -> str:
    """`superseded, as decided on 3 May 2027 (one plan for both); found: no update found since the due date; ...`"""
    ruling, found = outcome.ruling, outcome.unruled
    if ruling is None or found is None:
        return _SAID[outcome.state](outcome)
    return f"{ruling.verdict}, as decided on {plain_day(ruling.day)} ({ruling.reason}); found: {found.words}"


# How a text binds somebody, where the one word does not say it in a sentence.
_HOW = {"action": "given as an action", "aimed": "aimed at"}
_BY_VERDICT = {
    Verdict.OPEN: State.LISTED,
    Verdict.COMPLETE: State.COMPLETE,
    Verdict.SUPERSEDED: State.SUPERSEDED,
    Verdict.DROPPED: State.DROPPED,
    Verdict.ELSEWHERE: State.ELSEWHERE,
    Verdict.NONE: State.DROPPED,
}
_SAID: dict[State, Callable[[Outcome], str]] = {
    State.LISTED: _listed,
    State.MOVED: _moved,
    State.ON_AGENDA: _on_agenda,
    State.REPORTED: _reported,
    State.COMPLETE: _complete,
    State.SUPERSEDED: _superseded,
    State.UPDATED: _updated,
    State.DEFERRED: _deferred,
    State.DROPPED: _dropped,
    State.ELSEWHERE: _elsewhere,
    State.CALLED_OFF: _called_off,
    State.NOT_MET: _not_met,
    State.NO_UPDATE: _no_update,
    State.COULD_NOT_LOOK: _could_not_look,
}
