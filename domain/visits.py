"""Visits: the index of Ofsted's visits to councils by what they looked at and when, and since when we know of each.

A visit is often known first from a council's own paper: the letter follows weeks later. Statements go in, one visit a
council and time comes out, with the letter where it was seen, what it asks for, and how long one has waited where not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.cited import Cited, Stated, bounds
from domain.fact import FactType, Modality
from domain.inspection import focuses
from domain.publication_calendar import Pause, Standing, longest, standing
from domain.source import Channel
from domain.spoken import plain_day, short_span, span
from domain.workingdays import is_working

FOCUSED, MONITORING = "focused_visit", "monitoring_visit"
KINDS = (FOCUSED, MONITORING)
PRIORITY_ACTION, IMPROVEMENT = "priority_action", "improvement"

# Which graded aspect of an inspection a focus belongs to: its newest grade is told beside the visit.
ASPECT_OF = {
    "front_door": ("help_protection",),
    "children_in_need_or_protection": ("help_protection",),
    "extra_familial_risk": ("help_protection",),
    "children_in_care": ("in_care", "care_and_leavers"),
    "permanence": ("in_care", "care_and_leavers"),
    "placement_decisions_older_children": ("in_care", "care_and_leavers"),
    "care_leavers": ("care_leavers", "care_and_leavers"),
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
_CALLED = {FOCUSED: "focused visit", MONITORING: "monitoring visit"}
# Two texts tell of one visit if their days lie so near to one another.
_NEAR = timedelta(days=3)
# Words about a longer time, such as a year, are of no one visit.
_LONGEST = timedelta(days=31)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A grade of an inspection before the visit: its aspect, and when the report was published (EDTF)."""

    aspect: str
    grade: str
    inspected: str | None
    published: str | None
    cited: Cited


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit of Ofsted to a council: what kind, what it looked at (ids of focuses.csv), on which days (EDTF), its number.

    `letter` proves the visit where the letter was seen, `first_notice` is what the council itself said of it first.
    `day` is the day of asking, `pauses` are those before elections since the visit.
    """

    council: str
    council_name: str
    what: str
    day: date
    visited: str | None
    focus: tuple[str, ...] = ()
    ordinal: int | None = None
    letter: Cited | None = None
    published: str | None = None
    first_notice: Cited | None = None
    findings: tuple[Stated, ...] = ()
    previous: tuple[Judged, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def pause(self) -> Pause | None:
        """The pause before elections in which the letter is awaited, if one holds on the day of asking."""
        return None if self.letter else next((each for each in self.pauses if each.holds(self.day)), None)

    @property
    def is_late(self) -> bool:
        """Whether the letter has been awaited for longer than any was known to take, pauses aside."""
        if self.letter or self.ended is None:
            return False
        return standing(self.what, self.ended, self.day, self.pauses) is Standing.LATE

    @property
    def ended(self) -> date | None:
        """The last day of the visit, as far as it is known."""
        found = bounds(self.visited)
        return found[1] if found else None

    @property
    def waiting(self) -> int | None:
        """How many working days one has waited for the letter since the visit ended."""
        if self.letter or self.ended is None or self.ended > self.day:
            return None
        return working_days_since(self.ended, self.day)

    def count(self, kind: str) -> int:
        """How many findings of a kind the letter names."""
        return sum(each.fields.get("kind") == kind for each in self.findings)

    @property
    def focus_words(self) -> str:
        """`care leavers`; `focus not stated` where nobody said."""
        names = {focus.id: focus.name for focus in focuses()}
        return " and ".join(names.get(each, each) for each in self.focus) or "focus not stated"

    @property
    def called(self) -> str:
        """`focused visit`, `fifth monitoring visit`"""
        name = _CALLED.get(self.what, self.what.replace("_", " "))
        if self.ordinal and self.ordinal <= len(_ORDINALS):
            return f"{_ORDINALS[self.ordinal - 1]} {name}"
        return name

    @property
    def words(self) -> str:
        """`Wolden: care leavers, visited 29-30 Sep 2026; visit stated by the council, letter not seen, 33 working days`"""
        kind = "" if self.what == FOCUSED else f"{self.called}, "
        when = f", visited {short_span(self.visited)}" if self.visited else ""
        head = f"{self.council_name}: {kind}{self.focus_words}{when}"
        if self.letter is None:
            return f"{head}; {self._unseen}"
        found = [
            f"{number} area{'' if number == 1 else 's'} for priority action"
            for number in (self.count(PRIORITY_ACTION),)
            if number
        ]
        out = f" {short_span(self.published)}" if self.published else ""
        letter = f"letter published{out}{' with ' if found else ''}{' and '.join(found)}"
        first = (
            f"; first stated by the council on {plain_day(self.first_notice.day)}"
            if self.first_notice
            else ""
        )
        return f"{head}; {letter}{first}"

    @property
    def _unseen(self) -> str:
        stated_by = "visit stated by the council" if self.first_notice else "visit reported"
        if self.waiting is None:
            return f"{stated_by}, letter not seen"
        days = f"{self.waiting} working day{'' if self.waiting == 1 else 's'}"
        why = f" ({self.pause.reason(self.day)})" if self.pause else ""
        return f"{stated_by}, letter not seen, {days}{why}"

    @property
    def judged_before(self) -> Judged | None:
        """How the last inspection before it graded what the visit looked at."""
        aspects = [aspect for each in self.focus for aspect in ASPECT_OF.get(each, ())]
        return next((each for aspect in aspects for each in self.previous if each.aspect == aspect), None)

    @property
    def lines(self) -> tuple[str, ...]:
        """Below the head: the council's own words, what the letter asks for in Ofsted's words, the judgement before."""
        said = []
        if self.first_notice:
            words = self.first_notice.words
            said.append(f"first notice, {plain_day(self.first_notice.day)}: “{words}”")
        named = {PRIORITY_ACTION: "area for priority action", IMPROVEMENT: "area for improvement"}
        said += [
            f"{named[kind]}: “{each.word('words') or each.cited.words}”"
            for each in self.findings
            if (kind := str(each.fields.get("kind"))) in named
        ]
        if self.is_late:
            said.append(
                f"no such letter was known to take longer than {longest(self.what)} days, pauses aside"
            )
        if before := self.judged_before:
            when = f", published {span(before.published)}" if before.published else ""
            said.append(f"judgement before: {before.grade}{when}")
        return tuple(said)


def working_days_since(last: date, day: date) -> int:
    """How many working days came after a day, another one included."""
    return sum(is_working(last + number * _A_DAY) for number in range(1, (day - last).days + 1))


def visits(
    told: Sequence[Stated],
    *,
    names: Mapping[str, str],
    day: date,
    judged: Mapping[str, Sequence[Judged]],
    pauses: Callable[[str, date], Sequence[Pause]],
) -> Iterator[Visit]:
    """The visits that statements (events and findings, oldest first) tell of, by council and day; none that lies ahead.

    `judged` are the grades of each council's inspections, newest first; `pauses` gives those of a council since a day.
    """
    by_council: dict[str, list[Stated]] = {}
    findings: dict[tuple[str, int], list[Stated]] = {}
    for each in told:
        if each.type is FactType.FINDING:
            findings.setdefault((each.cited.document, each.cited.version), []).append(each)
        elif each.word("what") in KINDS and each.modality in (
            Modality.ACTUAL,
            Modality.REPORTED,
            Modality.PLANNED,
        ):
            by_council.setdefault(each.council, []).append(each)
    for council, events in by_council.items():
        for group in _groups(events):
            visit = _visit(council, names[council], day, group, findings)
            if visit and (visit.letter or (visit.ended and visit.ended <= day)):
                yield _with_circumstances(visit, judged.get(council, ()), pauses(council, visit.ended or day))


def _groups(events: Sequence[Stated]) -> list[list[Stated]]:
    """Statements of one visit together: those whose days are the same, or near; a letter alone speaks of an undated one."""
    groups: list[list[Stated]] = []
    for each in sorted(events, key=lambda each: (not each.cited.official, each.cited.seen_at)):
        span_of = bounds(each.word("on"))
        mine = next((group for group in groups if _is_same(group[0], each, span_of)), None)
        if mine is not None:
            mine.append(each)
        elif _is_letter(each) or (span_of and span_of[1] - span_of[0] <= _LONGEST):
            groups.append([each])
    return groups


def _is_same(first: Stated, other: Stated, span_of: tuple[date, date] | None) -> bool:
    if first.word("what") != other.word("what"):
        return False
    if first.cited.document == other.cited.document and _is_letter(first) and _is_letter(other):
        return True
    theirs = bounds(first.word("on"))
    return bool(theirs and span_of and theirs[0] <= span_of[1] + _NEAR and span_of[0] <= theirs[1] + _NEAR)


def _is_letter(each: Stated) -> bool:
    return each.cited.official and each.modality is Modality.ACTUAL


def _visit(
    council: str,
    name: str,
    day: date,
    group: Sequence[Stated],
    findings: Mapping[tuple[str, int], Sequence[Stated]],
) -> Visit | None:
    letter = next((each for each in group if _is_letter(each)), None)
    stated_by_council = [each for each in group if each.cited.channel == Channel.COMMITTEE]
    first = min(stated_by_council, key=lambda each: (each.cited.day, each.first_known), default=None)
    most_exact = min(group, key=lambda each: (each is not letter, _days(each)))
    focus = letter and _focus(letter)
    focus = focus or next((found for each in group if (found := _focus(each))), ())
    ordinals = [each.fields.get("ordinal") for each in group]
    before_letter = first and (letter is None or first.cited.day < letter.cited.day)
    return Visit(
        council=council,
        council_name=name,
        what=group[0].word("what") or "",
        day=day,
        visited=(letter and letter.word("on")) or most_exact.word("on"),
        focus=focus,
        ordinal=next((number for number in ordinals if isinstance(number, int)), None),
        letter=letter.cited if letter else None,
        published=letter.cited.published if letter else None,
        first_notice=first.cited if first and before_letter else None,
        findings=tuple(findings.get((letter.cited.document, letter.cited.version), ())) if letter else (),
    )


def _focus(each: Stated) -> tuple[str, ...]:
    found = each.fields.get("focus")
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _days(each: Stated) -> int:
    found = bounds(each.word("on"))
    return (found[1] - found[0]).days if found else 10_000


def _with_circumstances(visit: Visit, judged: Iterable[Judged], pauses: Sequence[Pause]) -> Visit:
    """The visit with the grades of the newest inspection before it, and the pauses since it ended."""
    before: dict[str, Judged] = {}
    inspected = None
    since = bounds(visit.visited)
    for each in judged:
        ended = bounds(each.inspected) or bounds(each.published)
        if ended is None or (since and ended[1] >= since[0]):
            continue
        inspected = inspected or each.inspected
        if each.inspected == inspected:
            before.setdefault(each.aspect, each)
    return replace(visit, previous=tuple(before.values()), pauses=tuple(pauses))
