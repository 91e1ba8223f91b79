"""Statutory clocks: what falls due after an inspection, a visit, a notice or a direction, by when and by which rule.

The clocks are data (reference/statutory_clocks.csv), each with its legal source and how sure that is. Statements of
the official record go in, what is due comes out; a day that a report itself prints comes before one that we compute.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain import reference
from domain.cited import Stated, bounds
from domain.fact import FactType, Modality
from domain.intervention import NOTICE, Intervention, Track
from domain.spoken import span
from domain.workingdays import add_working_days

# What is due and never published: nobody can say that it did not come.
UNPUBLISHED = frozenset({"monitoring_visit_unpublished", "dfe_review"})
# What Ofsted is to publish: it waits for elections.
BY_OFSTED = frozenset(
    {"monitoring_letter", "next_inspection", "area_send_monitoring", "area_send_inspection"}
)
KINDS = frozenset(row["kind"] for row in reference.table("statutory_clocks"))
_SEND = "send_outcome"
_INADEQUATE = "inadequate"
# What Ofsted's own words ask for, and which kinds of clock that day belongs to.
_ASKED = {"action_plan": "action_plan", "priority_action_plan": "area_send_plan"}
_MEETS = {
    "monitoring_letter": "monitoring_visit",
    "next_inspection": "inspection",
    "area_send_monitoring": "area_send",
    "area_send_inspection": "area_send",
}
EVENTS = ("focused_visit", "monitoring_visit", "jtai", "area_send", *_ASKED)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A rule: after what (and on which condition) what falls due, how long after, and where that is laid down."""

    id: str
    after: str
    condition: str
    kind: str
    what: str
    count: int
    in_working_days: bool
    approximate: bool
    source: str

    def due(self, day: date, times: int = 1) -> str:
        """When it falls due after a day (EDTF): a day, or about a month."""
        if self.in_working_days:
            found = add_working_days(day, self.count * times)
        else:
            found = months_after(day, self.count * times)
        return f"{found:%Y-%m}~" if self.approximate else found.isoformat()

    @property
    def length(self) -> str:
        """`70 working days`, `about 18 months`"""
        unit = "working days" if self.in_working_days else "months"
        return f"{'about ' if self.approximate else ''}{self.count} {unit}"


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that a clock makes due from a council (slug): its key, kind and words, by when (EDTF), and why.

    `version_id` is the version that set the clock going, `met_by` the one that meets it; `known` is since when the clock ran
    for all we knew.
    """

    key: str
    council: str
    kind: str
    what: str
    due: str
    because: str
    version_id: int
    known: date
    met_by: int | None = None


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What sets a clock going: what it was, on which day, and on which conditions it meets."""

    what: str
    council: str
    day: date
    conditions: frozenset[str]
    proof: Stated
    asked: tuple[Stated, ...] = ()


@lru_cache(maxsize=1)
def clocks() -> tuple[Clock, ...]:
    """The clocks of the reference table."""
    return tuple(
        Clock(
            id=row["id"],
            after=row["after"],
            condition=row["condition"],
            kind=row["kind"],
            what=row["what"],
            count=int(row["count"]),
            in_working_days=row["unit"] == "working days",
            approximate=row["approximate"] == "yes",
            source=row["source"],
        )
        for row in reference.table("statutory_clocks")
    )


def due(told: Sequence[Stated], intervened: Iterable[Intervention], *, day: date) -> Iterator[Due]:
    """What the clocks make due from statements of the official record; of what recurs only the next."""
    occasions = sorted(_occasions(told), key=lambda each: (each.council, each.day, each.what))
    for occasion in occasions:
        for clock in clocks():
            if clock.after == occasion.what and clock.condition in occasion.conditions:
                yield _due(clock, occasion, occasions)
    for each in intervened:
        yield from _reviews(each, {one.cited.fact: one for one in told}, day)


def _due(clock: Clock, occasion: Occasion, occasions: Sequence[Occasion]) -> Due:
    printed = next(
        (
            on
            for each in occasion.asked
            if _ASKED[each.word("what") or ""] == clock.kind and (on := each.word("on"))
        ),
        None,
    )
    meets = _MEETS.get(clock.kind)
    met = next(
        (
            each
            for each in occasions
            if meets == each.what and each.council == occasion.council and each.day > occasion.day
        ),
        None,
    )
    computed = f"{clock.length} after {span(occasion.day.isoformat())}"
    return Due(
        key=f"clock/{clock.id}/{occasion.council}/{occasion.day.isoformat()}",
        council=occasion.council,
        kind=clock.kind,
        what=clock.what,
        due=printed or clock.due(occasion.day),
        because=f"{'as the report says' if printed else computed} ({clock.source})",
        version_id=occasion.proof.version_id,
        known=occasion.proof.cited.day,
        met_by=met.proof.version_id if met else None,
    )


def _occasions(told: Sequence[Stated]) -> Iterator[Occasion]:
    """What can set clocks going, each once: inspections by their report, visits by their letter, area SEND by its outcome."""
    official = [each for each in told if each.cited.official]
    by_document: dict[tuple[str, str], list[Stated]] = {}
    for each in official:
        by_document.setdefault((each.council, each.cited.document), []).append(each)
    seen: set[tuple[str, str, date]] = set()
    for (council, _), facts in by_document.items():
        for what, proof, conditions in _kinds(facts):
            day = _published(proof)
            if day is None or (what, council, day) in seen:
                continue
            seen.add((what, council, day))
            asked = tuple(
                each
                for each in facts
                if each.modality is Modality.REQUIRED and (each.word("what") or "") in _ASKED
            )
            yield Occasion(
                what=what, council=council, day=day, conditions=conditions, proof=proof, asked=asked
            )


def _kinds(facts: Sequence[Stated]) -> Iterator[tuple[str, Stated, frozenset[str]]]:
    """What a document is the record of, with the conditions that it meets."""
    judgements = [each for each in facts if each.type is FactType.JUDGEMENT]
    grades = {each.word("aspect") or "": each for each in judgements}
    if outcome := grades.get(_SEND):
        yield "area_send", outcome, frozenset({"any", outcome.word("grade") or ""})
    elif judgements:
        is_inadequate = any(
            each.word("grade") == _INADEQUATE and (aspect == "overall" or "overall" not in grades)
            for aspect, each in grades.items()
        )
        yield (
            "inspection",
            judgements[0],
            frozenset({"any", "inadequate" if is_inadequate else "not_inadequate"}),
        )
    for each in facts:
        what = each.word("what") or ""
        if (
            each.type is FactType.EVENT
            and each.modality is Modality.ACTUAL
            and what in ("focused_visit", "monitoring_visit", "jtai")
        ):
            has_priority = any(
                one.type is FactType.FINDING and one.fields.get("kind") == "priority_action" for one in facts
            )
            yield what, each, frozenset({"any", *(["priority_action"] if has_priority else [])})
            return


def _published(each: Stated) -> date | None:
    found = bounds(each.cited.published or each.word("published"))
    return found[1] if found else None


def _reviews(intervened: Intervention, proofs: dict[str, Stated], day: date) -> Iterator[Due]:
    """The next review of each instrument in force."""
    for spell in intervened.spells:
        if spell.track is not Track.INSTRUMENT or not spell.official or not spell.holds(day):
            continue
        after = "improvement_notice" if spell.what == NOTICE else "direction"
        proof = proofs.get(spell.proof.fact) if spell.proof else None
        for clock in clocks():
            if clock.after != after or proof is None:
                continue
            times = 1
            while (ends := bounds(clock.due(spell.first, times))) and ends[1] < day:
                times += 1
            yield Due(
                key=f"clock/{clock.id}/{intervened.council}/{spell.since}/{times}",
                council=intervened.council,
                kind=clock.kind,
                what=clock.what,
                due=clock.due(spell.first, times),
                because=f"every {clock.count} months since {span(spell.since or '')} ({clock.source})",
                version_id=proof.version_id,
                known=proof.cited.day,
            )


def months_after(day: date, count: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
