"""How well documents are read, type by type: what is found beside what readers wrote down (annotations.py).

A find is right when it lies over what was marked and says the same. What readers would differ about counts neither way.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from domain.evidence import Evidence
from domain.fact import Fact
from domain.findings import Findings
from domain.mention import JsonValue, Mention
from tests.quality.annotations import Annotated, Marked, Stated, known

Want = TypeVar("Want")
Got = TypeVar("Got")


@dataclass(kw_only=True)
class Score:
    """Counts of one type, with what was missed and what was wrongly found, to look at."""

    right: int = 0
    found: int = 0
    expected: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        """Take the counts of another document in."""
        self.right += other.right
        self.found += other.found
        self.expected += other.expected
        self.missing += other.missing
        self.wrong += other.wrong


def is_proved(fact: Fact) -> bool:
    """Whether it stands in the text: what the title of an article claims is no part of it."""
    return isinstance(fact.evidence, Evidence)


# Of one document: the document, what was found in it.
Scorer = Callable[[Annotated, Findings], Score]


def measured(documents: Iterable[tuple[Annotated, Findings]], scorer: Scorer) -> Score:
    """The score of all documents together."""
    total = Score()
    for document, findings in documents:
        total.add(scorer(document, findings))
    return total


def mentions_of(kind: str, *, exact: bool = False) -> Scorer:
    """Mentions of a type: what lies over a marked one (or, `exact`, begins and ends with it) is right, each once."""

    def score(document: Annotated, findings: Findings) -> Score:
        marked = [one for one in document.mentions if one.type == kind]
        found = [one for one in findings.mentions if one.type == kind]
        fits: Callable[[Marked, Mention], bool] = _same_span if exact else _overlap
        return _matched(
            document.name,
            [one for one in marked if not one.is_optional],
            [one for one in found if not _is_neutral(document, one)],
            fits,
            lambda one: one.words,
            lambda one: f"{one.text} ({one.rule})",
        )

    return score


def values_of(kind: str) -> Scorer:
    """What marked dates, sums and numbers come to: of those that were found, the ones with the right value."""

    def score(document: Annotated, findings: Findings) -> Score:
        marked = [
            one
            for one in document.mentions
            if one.type == kind and one.value is not None and not one.is_optional
        ]
        found = [one for one in findings.mentions if one.type == kind]
        total = Score(expected=len(marked))
        for one in marked:
            over = next((other for other in found if _overlap(one, other)), None)
            total.found += over is not None
            if over and _says(one.value, over.value):
                total.right += 1
            else:
                total.missing.append(
                    f"{document.name}: {one.words} is {one.value}, not {over and over.value}"
                )
        return total

    return score


def people_linked(document: Annotated, findings: Findings) -> Score:
    """Mentions of people that were found and told apart: one entity for one person, never one for two."""
    total = Score()
    whose: dict[str, str] = {}
    entities: dict[str, str] = {}
    for one in document.mentions:
        over = next((m for m in findings.mentions if m.type == "person" and _overlap(one, m)), None)
        if one.type != "person" or one.whom is None or over is None:
            continue
        total.expected += 1
        total.found += over.entity is not None
        entity = over.entity or ""
        is_right = bool(entity) and whose.setdefault(entity, one.whom) == one.whom
        if is_right and entities.setdefault(one.whom, entity) == entity:
            total.right += 1
        else:
            total.missing.append(f"{document.name}: {one.words} is {one.whom}, not {entity or 'unresolved'}")
    return total


def merged_people(document: Annotated, findings: Findings) -> list[str]:
    """Entities under which two people were put."""
    whose: dict[str, set[str]] = {}
    for one in document.mentions:
        for mention in findings.mentions:
            if (
                one.type == mention.type == "person"
                and one.whom
                and mention.entity
                and _overlap(one, mention)
            ):
                whose.setdefault(mention.entity, set()).add(one.whom)
    return [
        f"{document.name}: {entity} is {sorted(people)}"
        for entity, people in whose.items()
        if len(people) > 1
    ]


def councils_linked(document: Annotated, findings: Findings) -> Score:
    """Mentions of councils that were found: those that lead to the right one."""
    total = Score()
    slugs = {council.uid: council.slug for council in known().councils}
    for one in document.mentions:
        over = next((m for m in findings.mentions if m.type == "council" and _overlap(one, m)), None)
        if one.type != "council" or one.whom is None or over is None:
            continue
        total.expected += 1
        total.found += over.entity is not None
        if over.entity and slugs.get(over.entity) == one.whom:
            total.right += 1
        else:
            total.missing.append(f"{document.name}: {one.words} is {one.whom}")
    return total


def facts_of(
    kind: str, says: Sequence[str], *, kinds: Sequence[str] = (), counts: Callable[[Fact], bool] = bool
) -> Scorer:
    """Facts of a type that stand over the words written down and say the same in these fields, where they are written down.

    `kinds` are the types of fact that may say it (else the type itself); `counts` leaves finds out that no reader was
    asked about.
    """
    fields = tuple(says)

    def score(document: Annotated, findings: Findings) -> Score:
        stated = [one for one in document.facts if one.type == kind]
        found = [fact for fact in findings.facts if fact.type in (kinds or (kind,)) and is_proved(fact)]
        if kind == "role":  # said twice, at the head and at the foot of a letter, it is one
            found = list(
                {
                    tuple(_told(fact, name) for name in ("person", "post", "status")): fact for fact in found
                }.values()
            )
        # What somebody takes up or leaves on a day is an event first; whether it is also a promise readers would differ.
        optional = [
            one
            for one in document.facts
            if (one.type == kind and one.is_optional)
            or (kind == "commitment" and one.fields.get("what") in ("appointment", "departure"))
        ]

        def fits(one: Stated, fact: Fact) -> bool:
            # A post held is said once, wherever the text says it.
            return (kind == "role" or _stands_over(one, fact)) and all(
                _agree(name, one.fields[name], _told(fact, name)) for name in fields if name in one.fields
            )

        return _matched(
            document.name,
            [one for one in stated if not one.is_optional],
            [
                fact
                for fact in found
                if (counts is bool or counts(fact) or any(fits(one, fact) for one in stated))
                and not any(fits(one, fact) for one in optional)
            ],
            fits,
            lambda one: f"{one.words} {one.fields}",
            lambda fact: (
                f"{_quote(fact)[:100]} {fact.fields} {fact.modality} {fact.speaker or ''} ({fact.rule})"
            ),
        )

    return score


def attendance(document: Annotated, findings: Findings) -> Score:
    """Who was there and who sent apologies."""
    stated = [one for one in document.facts if one.type == "attendance"]
    optional = {_name(one.words) for one in stated if one.is_optional}
    found = [fact for fact in findings.facts if fact.type == "attendance"]
    return _matched(
        document.name,
        [one for one in stated if not one.is_optional],
        [fact for fact in found if _name(fact.fields.get("who")) not in optional],
        lambda one, fact: (
            _name(one.words) == _name(fact.fields.get("who"))
            and _ATTENDED.get(str(one.fields["status"]), one.fields["status"])
            == _ATTENDED.get(str(fact.fields.get("status")), fact.fields.get("status"))
        ),
        lambda one: f"{one.words} {one.fields['status']}",
        lambda fact: f"{fact.fields} ({fact.rule})",
    )


# Officers in attendance and substitutes were there.
_ATTENDED: dict[str, JsonValue] = {"in_attendance": "present", "substitute": "present"}


def _matched(
    name: str,
    wanted: Sequence[Want],
    found: Sequence[Got],
    fits: Callable[[Want, Got], bool],
    want_words: Callable[[Want], str],
    got_words: Callable[[Got], str],
) -> Score:
    """Each wanted one takes the first find that fits it and is not taken."""
    taken: set[int] = set()
    missing = []
    for want in wanted:
        number = next((n for n, got in enumerate(found) if n not in taken and fits(want, got)), None)
        if number is None:
            missing.append(" ".join(f"{name}: {want_words(want)}".split()))
        else:
            taken.add(number)
    wrong = [" ".join(f"{name}: {got_words(got)}".split()) for n, got in enumerate(found) if n not in taken]
    return Score(right=len(taken), found=len(found), expected=len(wanted), missing=missing, wrong=wrong)


def _is_neutral(document: Annotated, mention: Mention) -> bool:
    """Whether readers would differ about it: marked optional, a mere length of time, a body named within a post (`Leader of the Council`)."""
    if any(
        one.type == mention.type and not one.is_optional and _overlap(one, mention)
        for one in document.mentions
    ):
        return False
    if mention.type == "date" and str(mention.value).startswith("P"):
        return True
    return any(
        one.is_optional or (one.type == "role" and mention.type in ("council", "committee", "organisation"))
        for one in document.mentions
        if one.start < mention.end and mention.start < one.end
    )


def _overlap(one: Marked, mention: Mention) -> bool:
    return one.type == mention.type and one.start < mention.end and mention.start < one.end


def _same_span(one: Marked, mention: Mention) -> bool:
    return (one.start, one.end) == (mention.start, mention.end)


def _quote(fact: Fact) -> str:
    return fact.evidence.quote if isinstance(fact.evidence, Evidence) else ""


def _stands_over(one: Stated, fact: Fact) -> bool:
    evidence = fact.evidence
    if one.start is None or one.end is None or not isinstance(evidence, Evidence):
        return False
    return one.start < evidence.end and evidence.start < one.end


def _told(fact: Fact, name: str) -> JsonValue:
    match name:
        case "modality":
            return fact.modality.value
        case "speaker":
            return fact.speaker
        case _:
            return fact.fields.get(name)


def _agree(name: str, stated: JsonValue, told: JsonValue) -> bool:
    match name:
        case "person" | "speaker" | "who":
            return _same_body(_name(stated), _name(told))
        case "post" | "organisation":
            return _same_body(_plain(stated), _plain(told))
        case _:
            return _says(stated, told)


def _says(stated: JsonValue, told: JsonValue) -> bool:
    """Whether a value says what was written down: days without their time, seasons without their `~`, sums with what they are per."""
    if isinstance(stated, dict):
        return isinstance(told, dict) and all(
            _says(value, told.get(key)) for key, value in stated.items() if key in told or value is not None
        )
    if isinstance(stated, int | float):
        return isinstance(told, int | float) and abs(told - stated) < 1e-6 * max(1, abs(stated))
    if isinstance(stated, str):
        return isinstance(told, str) and _day(stated) == _day(told)
    return stated == told


def _day(edtf: str) -> str:
    return edtf.partition("T")[0].replace("~", "") if re.match(r"\d{4}-\d\d", edtf) else edtf.casefold()


# `Dr Anita Rowe`, `Cllr Foster`: titles that are no part of a name.
_TITLES = re.compile(
    r"^(?:(?:cllr|coun|councillor|county councillor|cc|dr|mr|mrs|ms|miss|sir|dame|canon|rt hon|supt|superintendent)\b\.? )+"
)


def _name(value: JsonValue) -> str:
    return _TITLES.sub("", _plain(value))


def _plain(value: JsonValue) -> str:
    words = " ".join(str(value or "").replace("’", "'").replace(".", "").casefold().split())
    return words.removeprefix("the ").removeprefix("a ").removesuffix(" mp")


def _same_body(one: str, other: str) -> bool:
    """Whether two wordings name one: equal, or the one within the other (`Director of Children's Services`, `the council's Director`)."""
    if not one or not other:
        return one == other
    return one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "


def report(name: str, score: Score) -> Iterator[str]:
    """A line for people: `person  P 0.98 R 0.96 F 0.97 (101 of 105, 103 found)`."""
    yield (
        f"{name:24} P {score.precision:.3f} R {score.recall:.3f} F {score.f:.3f} "
        f"({score.right} of {score.expected}, {score.found} found)"
    )
