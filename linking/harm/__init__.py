"""Harm: what in a text could point to one child. A text in; the words to be held out, each with the rule and its reason.

A rule looks at one sentence, sometimes with its neighbours, and only where words of its cues stand in it
(reference/harm_cues.csv); it holds what is in the sentence together (`signs`), or names and addresses alone. What is doubtful is
held: a person decides. Rules never look a thing up and never say whom they found. They are for texts of bodies and newspapers
alike; names of private people are the business of `private_people`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from domain.harm import Held, Rule, folded
from linking import headlines
from linking.harm import homes, left_names, marks, records, relatives, young_names
from linking.harm.cues import FAMILY, SOMEBODY, TROUBLE, Cue, Sentence, cued
from linking.harm.signs import Sign, together
from linking.prose import Prose, Span, joined

_Finder = Callable[[Sentence], Iterator[Span]]

# How contract notices say what they are, within the first words.
_NOTICE = re.compile(
    r"\b(?:(?:contract|award|tender|procurement|planned procurement|opportunity|direct award|transparency) notice|contract award|invitation to (?:tender|quote)|find a tender|contracts finder|CPV)\b",
    re.IGNORECASE,
)
_HEAD = 1200


@dataclass(frozen=True, kw_only=True)
class _Gate:
    """A rule with how it is applied: to sentences that hold a cue of each of these sets.

    `beside`: a cue of the first set may stand in the sentence before or after. `secret` makes of words found those that are
    held wherever they stand in the text; where there is none, the words are held at their place alone. `always`: no fact is
    made of the words in a reader's own file either. `is_spared`: it asks no text of a source that takes out itself whom its
    texts are about; each of these is about one child from its first line to its last.
    """

    rule: Rule
    needs: tuple[frozenset[Cue], ...]
    find: _Finder
    beside: bool = False
    secret: Callable[[str], str] | None = None
    always: bool = False
    is_spared: bool = False


_COMBINATION = Rule(
    name="age_place_need",
    version=3,
    reason="the age of one child with a place and what befell or ails the child",
    example="A 12-year-old girl from Ambleford with autism had been sleeping in an office.",
    twin="Children aged 5 to 11 in Ambleford may have swimming lessons.",
)
_SINGLE = Rule(
    name="single_child",
    version=3,
    reason="one child alone is meant",
    example="The contract is for a solo placement for one child with complex needs.",
    twin="One child in four was placed outside the county.",
)
_GATES = (
    _Gate(
        rule=Rule(
            name="home_address",
            version=4,
            reason="the address of a place where children live",
            example="Change of use of 14 Alder Close, Ambleford from a dwelling to a children's home.",
            twin="The Family Hub at 14 Alder Close, Ambleford is open to parents on weekdays.",
        ),
        needs=(frozenset({Cue.LIVING, Cue.CHILD, Cue.CHILDREN, Cue.PARENT}),),
        find=homes.addresses,
        beside=True,
        secret=homes.street,
    ),
    _Gate(
        rule=Rule(
            name="named_child",
            version=3,
            reason="the name of a child or young person in no public role",
            example="Also present: Mia Tarrow (Young Person Representative).",
            twin="Also present: Mia Tarrow (Participation Manager).",
        ),
        needs=(frozenset({Cue.NAMED, Cue.CHILD, Cue.CHILDREN, Cue.ONE, Cue.NEED, Cue.PLIGHT, Cue.MATTER}),),
        find=young_names.named,
        secret=str,
    ),
    _Gate(
        rule=Rule(
            name="record_number",
            version=2,
            reason="a date of birth or a number that stands for one child",
            example="DOB 12/03/2014, NHS number 943 476 5919.",
            twin="Please give your date of birth and NHS number on the form.",
        ),
        needs=(frozenset({Cue.RECORD}),),
        find=records.numbered,
        beside=True,
    ),
    _Gate(
        rule=Rule(
            name="family_contact",
            version=1,
            reason="the telephone number of a child's family",
            example="Ring mum on 07700 900482 after school.",
            twin="Ring the Family Information Service on 0117 496 0482.",
        ),
        needs=(frozenset({Cue.PARENT, Cue.CHILD}),),
        find=records.telephoned,
    ),
    _Gate(
        rule=Rule(
            name="redaction_undone",
            version=2,
            reason="what was taken out of a paper is told beside it",
            example="The child [REDACTED] (Mia T.) told her social worker that she was afraid.",
            twin="The price [REDACTED] (commercially confidential) was the lowest of four.",
        ),
        needs=(FAMILY | TROUBLE | {Cue.KIN, Cue.RECORD, Cue.YEAR}, frozenset({Cue.MARK, Cue.HIDDEN})),
        find=marks.undone,
        beside=True,
    ),
    _Gate(
        rule=Rule(
            name="name_left",
            version=1,
            reason="a name that was overlooked where names are hidden",
            example="Child C attends the infants. On 12 January Jaxon's teacher noticed a burn to the hand.",
            twin="Group C attends the infants. On 12 January Northshire's teachers were told how to notice a burn.",
        ),
        needs=(frozenset({Cue.HIDDEN}),),
        find=left_names.left,
        beside=True,
        secret=str,
    ),
    _Gate(
        rule=Rule(
            name="initials_and_age",
            version=2,
            reason="the age of a child who is named by a letter",
            example="Child T, aged 14, lived with her grandmother until the spring.",
            twin="The review known as Child T was published by the partnership.",
        ),
        needs=(
            frozenset({Cue.CHILD, Cue.CHILDREN, Cue.NEED, Cue.PLIGHT, Cue.PARENT, Cue.ONE}),
            frozenset({Cue.NUMBER}),
        ),
        find=together((Sign.LETTER,)),
    ),
    _Gate(
        rule=_COMBINATION,
        needs=(SOMEBODY | {Cue.ONE, Cue.YEAR}, frozenset({Cue.NUMBER}), TROUBLE),
        find=together((Sign.PLACE, Sign.AGE), (Sign.PARENT_SPEAKS, Sign.AGE)),
    ),
    _Gate(
        rule=_SINGLE,
        needs=(SOMEBODY, frozenset({Cue.ALONE, Cue.CONTRACT})),
        find=together((Sign.ALONE,)),
    ),
    _Gate(
        rule=Rule(
            name="decision_on_child",
            version=2,
            reason="a decision about one child, with the age, a letter or the place",
            example="Appeal allowed: the council is to name Thornby School in the plan of the appellant's son.",
            twin="Of 41 appeals 38 were allowed: in 27 the council was to name another school in the plan.",
        ),
        needs=(SOMEBODY | {Cue.PARENT, Cue.KIN}, frozenset({Cue.DECIDED, Cue.CONTRACT})),
        find=together(
            (Sign.ONE_CHILD, Sign.AGE),
            (Sign.ONE_CHILD, Sign.LETTERED),
            (Sign.ONE_CHILD, Sign.PLACE_HERE),
            (Sign.ONE_CHILD, Sign.DATED),
            (Sign.LETTER_ACTS, Sign.PLACE_HERE),
            (Sign.FOR_A_CHILD,),
        ),
    ),
    _Gate(
        rule=Rule(
            name="family_of_named",
            version=2,
            reason="what befell or ails a person who is named, or somebody of the family",
            example="Councillor Ann Marlow sent apologies, as her son was in hospital.",
            twin="Councillor Ann Marlow sent apologies, as her train was late.",
        ),
        needs=(frozenset({Cue.NAMED_PERSON}), FAMILY | {Cue.KIN}),
        find=relatives.told,
        beside=True,
        always=True,
    ),
    _Gate(
        rule=Rule(
            name="family_at_work",
            version=2,
            reason="a child's parent who can be known by his or her work",
            example="The mother, a teaching assistant at Samplby Primary, had four children removed before.",
            twin="Mothers who work as teaching assistants told the survey that they need childcare.",
        ),
        needs=(frozenset({Cue.PARENT}), frozenset({Cue.WORK}), TROUBLE),
        find=together((Sign.RELATIVE_AT_WORK,)),
    ),
    _Gate(
        rule=Rule(
            name="one_pupil",
            version=2,
            reason="one pupil of a named school and year",
            example="A Year 5 pupil at St Werburgh's Primary with an EHCP has been taught in a corridor.",
            twin="Year 5 pupils at St Werburgh's Primary planted a tree.",
        ),
        needs=(frozenset({Cue.YEAR}), TROUBLE),
        find=together((Sign.PUPIL, Sign.SCHOOL), (Sign.PUPIL, Sign.PLACE_HERE)),
    ),
    _Gate(
        rule=Rule(
            name="few_in_small_place",
            version=2,
            reason="fewer than five children of a small place with what befell or ails them",
            example="In the village of Thornby three children are the subject of a child protection plan.",
            twin="In the county three hundred children are the subject of a child protection plan.",
        ),
        needs=(SOMEBODY, frozenset({Cue.NUMBER}), TROUBLE),
        find=together((Sign.FEW, Sign.SMALL_PLACE)),
    ),
    _Gate(
        rule=Rule(
            name="details_together",
            version=2,
            reason="three or more things told of one child",
            example="A deaf Roma boy joined Year 3 at Holy Cross School in May and went home to Slovakia in July.",
            twin="A Roma history month began at Holy Cross School in May.",
        ),
        needs=(SOMEBODY | {Cue.PARENT, Cue.KIN}, TROUBLE | {Cue.ORIGIN, Cue.DECIDED}),
        find=together((Sign.DETAILS,)),
    ),
    _Gate(
        rule=Rule(
            name="one_childs_story",
            version=1,
            reason="what befell one child in particular",
            example="The boy had been moved eight times in two years.",
            twin="The court had been moved twice in two years.",
        ),
        needs=(frozenset({Cue.CHILD, Cue.KIN, Cue.LIVING, Cue.MARK, Cue.ONE}),),
        find=together((Sign.STORY,)),
        is_spared=True,
    ),
)
_REDACTION = Rule(
    name="failed_redaction",
    version=1,
    reason="a PDF hides words that whoever copies from it can read",
    example="a black box drawn over a name that is still there",
    twin="a black box over nothing, or in place of the words",
)
_SINGLE_CHILD_NOTICE = Rule(
    name="single_child_notice",
    version=1,
    reason="a contract notice for one child's care",
    example="Contract notice: emergency placement for one child aged 12, Ambleford.",
    twin="Contract notice: framework of residential placements for children aged 8 to 17.",
)
SENTENCE_RULES = tuple(gate.rule for gate in _GATES)
HARM_RULES = (*SENTENCE_RULES, _REDACTION, _SINGLE_CHILD_NOTICE)
RULES = tuple(rule.id for rule in HARM_RULES)
_ALWAYS = frozenset(gate.rule.id for gate in _GATES if gate.secret or gate.always)


def find(prose: Prose, *, is_official: bool = False) -> tuple[Held, ...]:
    """What of a text must not be shown before a person has seen it; each secret once, in order of the rules.

    Of an official report or letter of Ofsted (`is_official`) no sentence is held: what identifies is taken out of these
    before they are published.
    """
    title = prose.circumstances.title
    found: list[Held] = []
    if prose.text.redactions:
        found.append(_whole(_REDACTION, page=prose.text.redactions[0].page))
    if not is_official:
        found += _of_sentences(prose)
        known = {(held.rule, folded(held.words)) for held in found}
        found += [held for held in _of_title(prose) if (held.rule, folded(held.words)) not in known]
    of_one_child = {_SINGLE.id, _COMBINATION.id}
    if any(held.rule in of_one_child for held in found) and _NOTICE.search(f"{title}\n{prose.flow[:_HEAD]}"):
        found.append(_whole(_SINGLE_CHILD_NOTICE))
    shown = folded(title)
    return tuple(replace(held, in_title=held.is_whole or folded(held.words) in shown) for held in found)


def in_force(found: Iterable[Held], prose: Prose) -> tuple[Span, ...]:
    """The spans of a text that nobody may be shown: of all that is held and not released.

    Of a text that is no document of the archive's, but a file in its reader's hands, these are names and addresses alone.
    """
    circumstances = prose.circumstances
    places: list[Span] = []
    for held in found:
        if held.uid(circumstances.document) in circumstances.released:
            continue
        if not circumstances.document and held.rule not in _ALWAYS:
            continue
        places += [(0, len(prose.text.words))] if held.is_whole else held.places
    return joined(places)


def _of_title(prose: Prose) -> Iterator[Held]:
    """What the title alone gives away: it has no place in the text."""
    head = headlines.of(prose)
    return (replace(held, places=(), page=None) for held in _of_sentences(head))


def _whole(rule: Rule, page: int | None = None) -> Held:
    return Held(rule=rule.id, reason=rule.reason, page=page, is_whole=True)


def _of_sentences(prose: Prose) -> Iterator[Held]:
    cues = cued(prose)
    taken: set[int] = set()  # one reason is enough to hold a sentence, or the clause that tells of a family
    having: dict[Cue, set[int]] = {}
    for number, said in cues.items():
        for cue in said:
            having.setdefault(cue, set()).add(number)
    for gate in _GATES:
        if gate.is_spared and prose.circumstances.is_anonymous:
            continue
        found: dict[str, list[Span]] = {}
        for number in _where(gate, having, len(prose.sentences)):
            if number in taken:
                continue
            start, end = prose.sentences[number]
            sentence = Sentence(
                words=prose.flow[start:end],
                cues=cues.get(number, frozenset()),
                prose=prose,
                number=number,
            )
            for first, last in gate.find(sentence):
                words = sentence.words[first:last]
                if gate.always or words == sentence.words:
                    taken.add(number)
                found.setdefault(gate.secret(words) if gate.secret else words, []).append(
                    (start + first, start + last)
                )
        for words, places in found.items():
            everywhere = [*places, *_again(prose, words)] if gate.secret else places
            spans = tuple(prose.span(*place) for place in joined(everywhere))
            page = prose.text.page_at(spans[0][0])
            yield Held(
                rule=gate.rule.id,
                reason=gate.rule.reason,
                words=words,
                places=spans,
                page=page.number if page else None,
            )


def _where(gate: _Gate, having: Mapping[Cue, set[int]], sentences: int) -> list[int]:
    """The numbers of the sentences that a rule looks at; `having` are those that have each cue."""
    first, *others = (set[int]().union(*(having.get(cue, ()) for cue in need)) for need in gate.needs)
    wanted = first
    if gate.beside:
        wanted = wanted | {number + step for number in first for step in (-1, 1)}
    for other in others:
        wanted &= other
    return sorted(number for number in wanted if 0 <= number < sentences)


def _again(prose: Prose, words: str) -> Iterator[Span]:
    """Where a secret stands again, in capitals too."""
    flow, wanted = prose.flow, words.casefold()
    small = flow.casefold()
    if len(small) != len(flow):
        small, wanted = flow, words
    at = small.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (flow[at - 1 : at].isalnum() or flow[end : end + 1].isalnum()):
            yield at, end
        at = small.find(wanted, end)
