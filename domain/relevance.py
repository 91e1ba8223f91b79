"""Relevance: the score of a listed story and what the operator decided in, whether the story is fetched and why out.

The rules that score are `reading/relevance.py`. Here is what the archive adds to them: the operator's own phrases, which
count as rules from the day they are given, and what the operator decided of one story, which is the last word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# From THRESHOLD on a story is fetched and may be shown; from BORDERLINE on it is fetched and ranked low. One clear word
# of the trade gives the first, one that needs company the second (the weights of reading/relevance.py).
THRESHOLD = 3.0
BORDERLINE = 1.5

# A phrase of the operator's own passes a story by itself; against a story it takes away as much as one clear word gave.
PHRASE_WEIGHT = THRESHOLD

# How the reason begins that a person's decision leaves among the others.
DECIDED = "the operator decided: "

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Verdict(StrEnum):
    """What becomes of a listed story."""

    FETCHED = "fetched"  # fetched, kept and shown
    BORDERLINE = "borderline"  # fetched and kept, ranked low
    DROPPED = "dropped"  # never fetched; title, score and reasons stay for the audit


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words that the operator counts for a story (`relevant`) or against it."""

    words: str
    relevant: bool

    @property
    def reason(self) -> str:
        """What stands among the reasons of a story in which the words stand."""
        return (
            f'holds the operator\'s own words {"for" if self.relevant else "against"} a story: "{self.words}"'
        )

    @property
    def weight(self) -> float:
        """What the phrase adds to a story's score."""
        return PHRASE_WEIGHT if self.relevant else -PHRASE_WEIGHT


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the operator decided of one story, and why."""

    relevant: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """All that the operator decided and that bears on a source: own phrases, and rulings by the story's `ref`."""

    phrases: tuple[Phrase, ...] = ()
    rulings: Mapping[str, Ruling] = field(default_factory=dict)


NO_CORRECTIONS = Corrections()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What was made of a listed story: the score, every reason for it, and what becomes of the story."""

    score: float
    reasons: tuple[str, ...]
    verdict: Verdict
    ruled: bool = False  # a person decided, not the score


def verdict_of(score: float) -> Verdict:
    """What the score alone makes of a story."""
    if score >= THRESHOLD:
        return Verdict.FETCHED
    return Verdict.BORDERLINE if score >= BORDERLINE else Verdict.DROPPED


def assess(
    score: float,
    reasons: tuple[str, ...],
    *,
    ref: str,
    title: str,
    summary: str = "",
    corrections: Corrections = NO_CORRECTIONS,
) -> Assessment:
    """The rules' score of a story with the operator's phrases added, unless the operator decided of the story itself."""
    told = _folded(f"{title}\n{summary}")
    own = [phrase for phrase in corrections.phrases if _stands(phrase, told)]
    score += sum(phrase.weight for phrase in own)
    reasons += tuple(phrase.reason for phrase in own)
    ruling = corrections.rulings.get(ref)
    if ruling is None:
        return Assessment(score=score, reasons=reasons, verdict=verdict_of(score))
    return Assessment(
        score=score,
        reasons=(*reasons, f"{DECIDED}{ruling.reason}"),
        verdict=Verdict.FETCHED if ruling.relevant else Verdict.DROPPED,
        ruled=True,
    )


def has_words(phrase: str) -> bool:
    """Whether there is a word in a phrase at all; one without would stand in every story."""
    return bool(_WORD.search(phrase))


def _stands(phrase: Phrase, told: str) -> bool:
    """Whether the phrase's words stand in a text one after another, as whole words, capitals and stops aside."""
    return has_words(phrase.words) and _folded(phrase.words) in told


def _folded(words: str) -> str:
    return f" {' '.join(_WORD.findall(words.replace('’', chr(39)).casefold()))} "
