"""The timeline of a council: what happened to its children's services, by date, the official record first.

Inspections with their judgements, visits, notices and directions, figures and what else is dated go in as statements
with their proof; nodes come out, each with what other sources claim of it beside it, as agreeing or in conflict, or
that it cannot be told. A claim is never made to fit: a date that the record contradicts is shown as the source gave it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.cited import Cited, Stated, bounds, overlap
from domain.fact import FactType, Modality
from domain.inspection import ASPECTS, OverallStatus, grade_label
from domain.intervention import Intervention, Reported, Spell, Step
from domain.mention import JsonValue
from domain.source import Channel
from domain.spoken import span
from domain.visits import Visit


class NodeKind(StrEnum):
    """What kind of thing a node tells of."""

    INSPECTION = "inspection"
    VISIT = "visit"
    INTERVENTION = "intervention"
    FIGURES = "figures"
    EVENT = "event"
    CLAIM = "claim"  # what others report, of which no official record is here


class Relation(StrEnum):
    """How a claim stands to the official record."""

    AGREES = "agrees"
    CONFLICTS = "in conflict"
    CANNOT_TELL = "cannot tell"


# How we call what is graded and counted, in our own words.
_ASPECTS = {
    "overall": "overall effectiveness",
    "leaders": "leaders",
    "help_protection": "help and protection",
    "care_and_leavers": "children in care and care leavers",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "lscb": "safeguarding children board",
    "send_outcome": "outcome",
}
_SEND = "send_outcome"
_MEASURES = {
    "children_looked_after": "children in care",
    "in_foster_families": "living with foster families",
    "in_childrens_homes": "living in children's homes",
    "with_parents": "living with parents",
    "child_protection_plans": "children with a child protection plan",
    "unaccompanied_asylum_seeking_children": "unaccompanied asylum-seeking children",
}
_EVENTS = {
    "jtai": "joint targeted area inspection",
    "peer_review": "peer review",
    "area_send": "area SEND inspection",
}
EVENTS = ("peer_review", "jtai", "area_send", "inspection")
# An undated figure can be of a record's day if it was published so long after it, at most.
_YEAR = timedelta(days=366)
_NO_RECORD = "none here"
# So far before its report a claim of a judgement can have been published: embargoes are broken by hours, not weeks.
_EMBARGO = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What another source says of a node: its words, how it stands to the record, what the record says, and the proof."""

    says: str
    relation: Relation
    record: str
    cited: Cited

    @property
    def words(self) -> str:
        """`in conflict: reported as May 2015; the official record: ... (“...”, source, 20 March 2018)`"""
        quoted = self.cited.words
        return (
            f"{self.relation}: {self.says}; the official record: {self.record} "
            f"(“{quoted}”, {self.cited.title or self.cited.source}, {self.cited.when})"
        )


@dataclass(frozen=True, kw_only=True)
class Node:
    """Something that happened: its kind, the day that it stands at (EDTF), its words and details, its proof, the claims of it.

    Without a day it stands last: an undated text stays undated, whenever we first saw it.

    `council` (slug) is whose it is: a council's timeline goes on from those that it took over from.
    """

    kind: NodeKind
    day: str | None
    words: str
    official: bool
    details: tuple[str, ...] = ()
    proofs: tuple[Cited, ...] = ()
    claims: tuple[Claim, ...] = ()
    council: str = ""

    @property
    def sorts_at(self) -> tuple[date, str, str]:
        """Where it stands among others."""
        found = bounds(self.day) or bounds((self.day or "").removeprefix("../"))
        return (found[1] if found else date.max, self.kind, self.words)


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """An inspection as the official record has it: its days and publication (EDTF), its grades, each with its proof."""

    inspected: str | None
    published: str | None
    grades: Mapping[str, Stated]
    status: str | None = None

    @property
    def is_send(self) -> bool:
        """Whether it was an area SEND inspection, which has an outcome and no grade."""
        return _SEND in self.grades

    @property
    def since(self) -> date:
        """Its first day; where that is unknown, the day of publication."""
        found = bounds(self.inspected) or bounds(self.published)
        return found[0] if found else date.min

    @property
    def out(self) -> date:
        """The day on which it was published, as far as is known."""
        found = bounds(self.published) or bounds(self.inspected)
        return found[1] if found else date.max

    @property
    def has_days(self) -> bool:
        """Whether it is known when it was."""
        return bounds(self.inspected) is not None or bounds(self.published) is not None

    @property
    def when(self) -> str:
        """`inspected 14 September to 8 October 2015, published 27 November 2015`"""
        told = [("inspected", self.inspected), ("published", self.published)]
        return ", ".join(f"{verb} {span(edtf)}" for verb, edtf in told if edtf)


def timeline(
    council: str,
    told: Sequence[Stated],
    *,
    statuses: Mapping[tuple[str, int], str | None],
    interventions: Iterable[Intervention],
    visits: Iterable[Visit],
    day: date,
) -> tuple[Node, ...]:
    """The nodes of a council (slug) until a day, oldest first; `statuses` are overall statuses by document and version."""
    inspections = _inspections(told, statuses)
    nodes = [
        *_inspection_nodes(inspections, told),
        *_figure_nodes(told),
        *_visit_nodes(visits),
        *_event_nodes(told),
        *(node for each in interventions for node in _intervention_nodes(each)),
    ]
    known = (replace(node, council=council) for node in nodes if node.day is None or node.sorts_at[0] <= day)
    return tuple(sorted(known, key=lambda node: node.sorts_at))


# --- Inspections ------------------------------------------------------------------------------------------------------


def _inspections(told: Sequence[Stated], statuses: Mapping[tuple[str, int], str | None]) -> list[Inspected]:
    """The inspections that the official record has judgements of, oldest first; one that stands in two documents once."""
    groups: dict[tuple[str, bool], list[Stated]] = defaultdict(list)
    for each in told:
        if each.type is FactType.JUDGEMENT and _is_record(each):
            is_send = each.word("aspect") == _SEND
            groups[each.word("inspected") or each.cited.document, is_send].append(each)
    found = []
    for group in groups.values():
        grades: dict[str, Stated] = {}
        for each in group:
            grades.setdefault(each.word("aspect") or "", each)
        days = [each.cited.published or each.word("published") for each in group]
        found.append(
            Inspected(
                inspected=group[0].word("inspected"),
                published=next((day for day in days if day), None),
                grades=grades,
                status=next(
                    (
                        status
                        for each in group
                        if (status := statuses.get((each.cited.document, each.cited.version)))
                    ),
                    None,
                ),
            )
        )
    return sorted(found, key=lambda each: (each.since, each.out))


def _is_record(judgement: Stated) -> bool:
    """Whether it is the inspectorate's own word; what the department says of Ofsted's judgements is a claim of them."""
    return judgement.cited.official and judgement.cited.channel != Channel.GOVUK


def _inspection_nodes(inspections: Sequence[Inspected], told: Sequence[Stated]) -> Iterator[Node]:
    claims: dict[int, list[Claim]] = defaultdict(list)
    alone: dict[tuple[str, str, str | None], Node] = {}
    for each in told:
        if each.type is not FactType.JUDGEMENT or _is_record(each) or each.modality is not Modality.ACTUAL:
            continue
        place, claim = _judged(each, inspections)
        if claim is None:
            node = _claimed(each)
            alone.setdefault((each.cited.document, node.words, node.day), node)
        elif not any(_is_repeated(claim, other) for other in claims[place]):
            claims[place].append(claim)
    yield from alone.values()
    for place, inspection in enumerate(inspections):
        order = [*ASPECTS, _SEND]
        aspects = sorted(inspection.grades, key=lambda aspect: order.index(aspect) if aspect in order else 99)
        yield Node(
            kind=NodeKind.INSPECTION,
            day=inspection.published or inspection.inspected,
            words=_inspection_words(inspection),
            official=True,
            details=tuple(
                f"{_ASPECTS.get(aspect, aspect)}: {grade_label(inspection.grades[aspect].word('grade') or '')}"
                for aspect in aspects
                if aspect not in ("overall", _SEND)
            ),
            proofs=tuple(inspection.grades[aspect].cited for aspect in aspects),
            claims=tuple(claims[place]),
        )


def _is_repeated(claim: Claim, other: Claim) -> bool:
    """Whether a text says the same once more."""
    return (claim.cited.document, claim.says) == (other.cited.document, other.says)


def _inspection_words(inspection: Inspected) -> str:
    if inspection.is_send:
        outcome = grade_label(inspection.grades[_SEND].word("grade") or "")
        return f"Area SEND inspection of the local area partnership: {outcome} ({inspection.when})"
    overall = inspection.grades.get("overall")
    if overall and overall.word("grade") != OverallStatus.NOT_JUDGED.replace("_", " "):
        return f"Ofsted judged children's services {overall.word('grade')} ({inspection.when})"
    if inspection.status == OverallStatus.NOT_GIVEN_POST_APRIL_2026:
        return (
            f"Ofsted inspected children's services ({inspection.when}): no overall judgement is given "
            "(inspections from April 2026)"
        )
    return f"Ofsted inspected children's services ({inspection.when}): no overall judgement"


def _judged(claim: Stated, inspections: Sequence[Inspected]) -> tuple[int, Claim | None]:
    """The inspection that a claim of a judgement speaks of, and how the claim stands to it; none where none can be meant.

    Of the inspections published by then that graded the aspect: the one with that grade nearest to the day that the
    claim gives, or the last one; where none gave that grade, the last one, which contradicts it. It cannot be told where
    no day of the record is known, or where the last inspection by then did not grade the aspect at all.
    """
    aspect, grade, on = claim.word("aspect") or "", claim.word("grade"), claim.word("claim_date")
    known = [
        (place, each)
        for place, each in enumerate(inspections)
        if aspect in each.grades and each.out <= claim.cited.day + _EMBARGO
    ]
    if not known:
        return -1, None
    same = [(place, each) for place, each in known if each.grades[aspect].word("grade") == grade]
    stated = bounds(on)
    if same and stated:
        place, meant = min(same, key=lambda found: abs(found[1].out - stated[1]))
    else:
        place, meant = (same or known)[-1]
    said = f"reported as {grade_label(grade or '')}"
    record = grade_label(meant.grades[aspect].word("grade") or "")
    last = _last_before(claim, inspections)
    if not same and last and aspect not in last[1].grades:
        place, meant = last
        relation, record = Relation.CANNOT_TELL, "not graded"
    elif not same:
        relation = Relation.CONFLICTS
    elif stated and not meant.has_days:
        relation = Relation.CANNOT_TELL
    elif stated and on:
        said = f"{said} in {span(on)}" if len(on) < len("2015-05-01") else f"{said} on {span(on)}"
        is_so = overlap(on, f"{meant.since}/{meant.out}")
        relation = Relation.AGREES if is_so else Relation.CONFLICTS
    else:
        relation = Relation.AGREES
    if aspect != "overall":
        said, record = f"{_ASPECTS[aspect]} {said}", f"{_ASPECTS[aspect]} {record}"
    return place, Claim(says=said, relation=relation, record=f"{record}, {meant.when}", cited=claim.cited)


def _last_before(claim: Stated, inspections: Sequence[Inspected]) -> tuple[int, Inspected] | None:
    """The last inspection of children's services that was published when a claim was made."""
    known = [
        (place, each)
        for place, each in enumerate(inspections)
        if not each.is_send and each.has_days and each.out <= claim.cited.day + _EMBARGO
    ]
    return known[-1] if known else None


def _claimed(claim: Stated) -> Node:
    """A judgement that is reported, and of which no official record is here: nobody can tell whether it is so."""
    on = claim.word("claim_date") or _out(claim.cited)
    aspect = _ASPECTS.get(claim.word("aspect") or "", "children's services")
    said = f"reported as {grade_label(claim.word('grade') or '')}"
    return Node(
        kind=NodeKind.CLAIM,
        day=on,
        words=f"{aspect} {said}{_undated(on, claim.cited)}; no official record of it here",
        official=False,
        proofs=(claim.cited,),
        claims=(
            Claim(
                says=said,
                relation=Relation.CANNOT_TELL,
                record=_NO_RECORD,
                cited=claim.cited,
            ),
        ),
    )


# --- Figures ----------------------------------------------------------------------------------------------------------


def _figure_nodes(told: Sequence[Stated]) -> Iterator[Node]:
    """Figures of the official record by document and day, each with the same figure as others give it."""
    official: dict[tuple[str, str | None], list[Stated]] = defaultdict(list)
    others: dict[str, list[Stated]] = defaultdict(list)
    for each in told:
        if each.type is not FactType.STATISTIC or each.fields.get("value") is None:
            continue
        if not each.cited.official:
            others[each.word("measure") or ""].append(each)
        elif not each.fields.get("breakdown"):
            official[each.cited.document, each.word("as_of")].append(each)
    for (_, as_of), figures in official.items():
        first = figures[0].cited
        claims = [claim for each in figures for claim in _figure_claims(each, others)]
        when = f"at {span(as_of)}" if as_of else "without a day beside them"
        yield Node(
            kind=NodeKind.FIGURES,
            day=as_of or _out(first),
            words=f"Figures {when}: {first.title}",
            official=True,
            details=tuple(f"{_measure(each)}: {_number(each.fields.get('value'))}" for each in figures),
            proofs=tuple(each.cited for each in figures),
            claims=tuple(claims),
        )


def _figure_claims(figure: Stated, others: Mapping[str, Sequence[Stated]]) -> Iterator[Claim]:
    """The same figure in other sources, and another one for the same day."""
    record = f"{_measure(figure)} {_number(figure.fields.get('value'))}, “{figure.cited.words}”"
    for each in others.get(figure.word("measure") or "", ()):
        is_equal = each.fields.get("value") == figure.fields.get("value")
        is_same_day = overlap(each.word("as_of"), figure.word("as_of"))
        if is_same_day is False or (is_same_day is None and not is_equal and not _may_be_of(each, figure)):
            continue
        on = f" at {span(each.word('as_of') or '')}" if each.word("as_of") else ""
        yield Claim(
            says=f"{_measure(each)} reported as {_number(each.fields.get('value'))}{on}",
            relation=_compared(is_equal, is_same_day),
            record=record,
            cited=each.cited,
        )


def _compared(is_equal: bool, is_same_day: bool | None) -> Relation:
    if is_equal:
        return Relation.AGREES
    return Relation.CONFLICTS if is_same_day else Relation.CANNOT_TELL


def _may_be_of(claim: Stated, figure: Stated) -> bool:
    """Whether a figure without a day, told within a year after the record's, may be meant for that day."""
    known = bounds(figure.word("as_of"))
    return (
        claim.word("as_of") is None and known is not None and known[1] <= claim.cited.day <= known[1] + _YEAR
    )


def _measure(figure: Stated) -> str:
    measure = figure.word("measure") or ""
    return _MEASURES.get(measure, measure.replace("_", " "))


def _number(value: JsonValue) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


# --- Visits, intervention, other events -------------------------------------------------------------------------------


def _visit_nodes(visits: Iterable[Visit]) -> Iterator[Node]:
    for visit in visits:
        when = f", visited {span(visit.visited)}" if visit.visited else ""
        out = f"; letter published {span(visit.published)}" if visit.published else ""
        unseen = "" if visit.letter else "; letter not seen"
        focus = f": {visit.focus_words}" if visit.focus else ""
        yield Node(
            kind=NodeKind.VISIT,
            day=visit.visited or visit.published,
            words=f"Ofsted {visit.called} to the council{focus}{when}{out}{unseen}",
            official=visit.letter is not None,
            details=visit.lines,
            proofs=tuple(cited for cited in (visit.letter, visit.first_notice) if cited),
        )


def _event_nodes(told: Sequence[Stated]) -> Iterator[Node]:
    """Other events that somebody dates, and visits that are told of by their number alone; each once."""
    found: dict[tuple[str, str], Node] = {}
    for each in told:
        what, on = each.word("what") or "", each.word("on")
        ordinal = each.fields.get("ordinal")
        is_told = what in _EVENTS and on
        is_numbered = what == "monitoring_visit" and not on and isinstance(ordinal, int)
        if each.type is not FactType.EVENT or each.modality not in (Modality.ACTUAL, Modality.PLANNED):
            continue
        if not is_told and not is_numbered:
            continue
        planned = " (planned)" if each.modality is Modality.PLANNED else ""
        day = on or _out(each.cited)
        if is_numbered:
            words = f"Ofsted monitoring visit no. {ordinal} to the council, as reported{_undated(day, each.cited)}; letter not seen"
        else:
            reported = "" if each.cited.official else ", as reported"
            words = f"{_EVENTS[what]}{planned}, {span(on or '')}{reported}"
        node = Node(
            kind=NodeKind.EVENT, day=day, words=words, official=each.cited.official, proofs=(each.cited,)
        )
        known = found.get((what, on or str(ordinal)))
        found[what, on or str(ordinal)] = (
            replace(known, proofs=(*known.proofs, each.cited)) if known else node
        )
    yield from found.values()


def _intervention_nodes(found: Intervention) -> Iterator[Node]:
    claims: dict[Spell | None, list[Claim]] = defaultdict(list)
    for each in found.claims:
        relation = Relation.CONFLICTS if each.differs else Relation.AGREES
        claims[each.spell].append(
            Claim(says=f"says {each.says}", relation=relation, record=each.record, cited=each.cited)
        )
    steps = {step.day: step for step in found.steps}
    for spell in found.spells:
        if spell.since:
            yield Node(
                kind=NodeKind.INTERVENTION,
                day=spell.since,
                words=f"{spell.begins}{_stepping(steps, spell.since)}",
                official=True,
                proofs=(spell.proof,) if spell.proof else (),
                claims=tuple(claims[spell]),
            )
        if spell.until and not _is_replaced(spell, steps.get(spell.until)):
            yield Node(
                kind=NodeKind.INTERVENTION,
                day=spell.until,
                words=f"{spell.what} {spell.ended}{_stepping(steps, spell.until)}",
                official=True,
                proofs=(spell.ended_proof,) if spell.ended_proof else (),
            )
    yield from _reported_nodes(found.reported)


def _reported_nodes(reported: Sequence[Reported]) -> Iterator[Node]:
    """What others report of intervention without a record: once for each day, however many report it."""
    told: dict[tuple[str, str | None, str], list[Reported]] = defaultdict(list)
    for each in reported:
        told[each.happened, each.day, "" if each.day else each.cited.document].append(each)
    for (happened, day, _), texts in told.items():
        yield Node(
            kind=NodeKind.INTERVENTION,
            day=day,
            words=f"{happened}, as reported{_undated(day, texts[0].cited)}",
            official=False,
            proofs=tuple(each.cited for each in texts),
        )


def _out(cited: Cited) -> str | None:
    """When a text came out (EDTF); nothing where nobody says."""
    return cited.published if cited.is_dated else None


def _undated(day: str | None, cited: Cited) -> str:
    """` in a text without a date, first seen 22 Nov 2026`, where nothing says when it was."""
    return "" if day else f" in a text without a date, {cited.when.removeprefix('undated, ')}"


def _is_replaced(spell: Spell, step: Step | None) -> bool:
    """Whether the node of what took its place tells of its end."""
    return step is not None and step.before is spell and step.after is not None


def _stepping(steps: Mapping[str, Step], day: str) -> str:
    step = steps.get(day)
    if step is None:
        return ""
    return f" ({step.words})" if step.before and step.after else f" (step {step.direction})"
