"""Summaries: a text and what it states in, its most telling sentences out, verbatim and with their places.

First come the sentences that state facts, the strongest first; then those that say most of the text and least of one
another (maximal marginal relevance over TF-IDF; measured in research/linking.md §8). No sentence is ever changed,
joined or written; one in which private people are named, or anything is held, is left out.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from domain.evidence import Evidence
from domain.fact import Fact
from domain.findings import Circumstances
from domain.summary import ORDER, Line, says
from domain.text import Text
from domain.wall import Span, touches
from linking.common_words import COMMON
from linking.prose import Prose

FACT = "summaries.fact@1"
SENTENCE = "summaries.mmr@1"

# As long as the summaries that were measured.
WORDS = 120
# Facts fill no more of it than this; each kind has so many lines.
_OF_FACTS = 0.7
_OF_A_KIND = 3
# Headings and list items say little; what is longer than this is a table.
_SHORTEST, _LONGEST = 6, 60
# How much a sentence must be like the whole against unlike those that are picked.
_RELEVANCE = 0.7
# Beyond so many sentences a text is read from its head.
_READ = 1500

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]{2,40}")
_Vector = dict[str, float]


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    place: int
    span: Span
    words: int
    vector: _Vector


def summary(
    text: Text | None, facts: Collection[Fact], *, private: Sequence[Span] = (), words: int = WORDS
) -> tuple[Line, ...]:
    """The lines of a summary of so many words at the most, those with facts first, then sentences in the order of the text.

    Of a text that is not had any more, the facts with the quotes that were kept of it.
    """
    lines = tuple(_fact_lines(facts, private, words=int(words * _OF_FACTS) if text else words))
    if text is None:
        return lines
    left = words - sum(len(line.evidence.quote.split()) for line in lines)
    told = [(line.evidence.start, line.evidence.end) for line in lines]
    prose = Prose(text=text, circumstances=Circumstances())
    return (*lines, *_sentences(prose, told, private, words=left))


def _fact_lines(facts: Collection[Fact], private: Sequence[Span], *, words: int) -> Iterator[Line]:
    """The facts by kind and place; facts of one sentence are one line."""
    by_place: dict[Span, tuple[Evidence, list[Fact]]] = {}
    for each in sorted((each for each in facts if each.type in ORDER), key=_rank):
        if isinstance(each.evidence, Evidence):
            span = (each.evidence.start, each.evidence.end)
            by_place.setdefault(span, (each.evidence, []))[1].append(each)
    of_kind: Counter[str] = Counter()
    told: list[Span] = []
    left = words
    for span, (proof, some) in by_place.items():
        length = len(proof.quote.split())
        is_full = of_kind[some[0].type] == _OF_A_KIND
        if is_full or length > min(left, _LONGEST) or touches((*private, *told), *span):
            continue
        of_kind[some[0].type] += 1
        left -= length
        told.append(span)
        stated = dict.fromkeys(says(each.type, each.fields) for each in some)
        yield Line(evidence=proof, says=tuple(stated), rule=FACT)


def _rank(fact: Fact) -> tuple[int, int]:
    """What was judged before what was counted, what stands first before the rest."""
    start = fact.evidence.start if isinstance(fact.evidence, Evidence) else 0
    return ORDER.index(fact.type), start


def _sentences(prose: Prose, told: Sequence[Span], private: Sequence[Span], *, words: int) -> list[Line]:
    """Sentences that say most, in the order of the text."""
    known = list(_vectors(prose))
    whole: _Vector = {}
    for each in known:
        for word, weight in each.vector.items():
            whole[word] = whole.get(word, 0) + weight
    free = [each for each in known if not touches((*told, *private), *prose.span(*each.span))]
    relevance = {each.place: _likeness(each.vector, whole) for each in free}
    said = [each for each in known if touches(told, *prose.span(*each.span))]
    repeated = {
        each.place: max((_likeness(each.vector, other.vector) for other in said), default=0.0)
        for each in free
    }
    picked: list[_Sentence] = []
    left = words
    while fitting := [each for each in free if each.words <= left]:
        best = max(
            fitting,
            key=lambda each: (
                _RELEVANCE * relevance[each.place] - (1 - _RELEVANCE) * repeated[each.place],
                -each.place,
            ),
        )
        picked.append(best)
        left -= best.words
        free.remove(best)
        for each in free:
            repeated[each.place] = max(repeated[each.place], _likeness(each.vector, best.vector))
    return [
        Line(evidence=prose.evidence(*each.span), says=(), rule=SENTENCE)
        for each in sorted(picked, key=lambda each: each.place)
    ]


def _vectors(prose: Prose) -> Iterator[_Sentence]:
    """The sentences that can be told, with the TF-IDF of their words."""
    found = [
        (place, span, Counter(_words(prose.flow[span[0] : span[1]])))
        for place, span in enumerate(prose.sentences[:_READ])
    ]
    within = Counter(word for _, _, counted in found for word in counted)
    for place, span, counted in found:
        length = len(prose.flow[span[0] : span[1]].split())
        if _SHORTEST <= length <= _LONGEST and prose.flow[span[0] : span[1]].rstrip("\"')")[-1:] in ".!?":
            vector = {word: times * log(1 + len(found) / within[word]) for word, times in counted.items()}
            yield _Sentence(place=place, span=span, words=length, vector=vector)


def _words(sentence: str) -> Iterator[str]:
    for found in _WORD.finditer(sentence.casefold()):
        word = found.group().removesuffix("'s").removesuffix("s")
        if word not in COMMON:
            yield word


def _likeness(one: _Vector, other: _Vector) -> float:
    norms = sqrt(_squared(one) * _squared(other))
    return sum(weight * other.get(word, 0) for word, weight in one.items()) / norms if norms else 0.0


def _squared(vector: _Vector) -> float:
    return sum(weight * weight for weight in vector.values())
