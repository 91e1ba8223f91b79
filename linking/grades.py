"""Grades: the words that Ofsted grades with, as reference/judgement_vocab.csv lists them, and where a text uses one.

"Good" is a common word: outside a report's own table a grade counts only in quotes or as what something was judged to be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from linking.prose import Prose, Span

QUOTED = "grades.quoted@1"
JUDGED = "grades.judged@2"
RULES = (QUOTED, JUDGED)


@lru_cache(maxsize=1)
def canonical_words() -> dict[str, str]:
    """Grade labels in lower case, each with its canonical word: `requires improvement to be good` is `requires improvement`."""
    return {
        label.lower(): row["key"].removeprefix("grade:")
        for row in reference.table("judgement_vocab")
        if row["key"].startswith("grade:") and not row["framework"].startswith("AREA_SEND")
        for label in reference.cells(row["label_variants"])
        if not label.isupper()
    }


def canonical(words: str) -> str:
    """The canonical word of a grade as printed, such as `Require \\nimprovement` or `Grade 4 (Inadequate)`.

    Raises:
        KeyError: the words are no grade.
    """
    plain = " ".join(words.lower().split())
    return canonical_words()[_SCALE.sub(r"\1", plain)]


@lru_cache(maxsize=1)
def printed() -> str:
    """A pattern for a grade as reports print it, for any case; its words are parted by a space or a line break."""
    labels = "|".join(
        r"\s".join(map(re.escape, label.split()))
        for label in sorted(canonical_words(), key=len, reverse=True)
    )
    return rf"(?:grade\s\d\s\((?:{labels})\)|\b(?:{labels})\b)"


# `Grade 4 (inadequate)`, as reports wrote it until 2013.
_SCALE = re.compile(r"^grade \d \((.+)\)$")
# The grades that no other use of their words is likely to share.
_PLAIN_GRADE = r"outstanding|good|inadequate|requir(?:es?|ed|ing) improvement(?: to be good)?"
# `branded 'inadequate'`, `"require improvement"`; of `good` in quotes alone see below.
_QUOTED = re.compile(
    r"(?<![\w\"'])[\"'](?P<grade>inadequate|requires? improvement(?: to be good)?|outstanding)[\"'](?![\w])",
    re.IGNORECASE,
)
# `judged to be good`, `rated as 'outstanding'`, `given an inadequate rating`, `found to require improvement`,
# `rated the adoption service as good`, `rated Northshire's services inadequate`, `from inadequate to good`, `Rating: GOOD`, `requires improvement to be good`.
_JUDGED = re.compile(
    rf"\b(?:judged|rated|graded|branded|declared|deemed|labelled)(?: it| them)?(?: overall)?(?: to be| as being| as| to| an?)? [\"']?(?P<a>{_PLAIN_GRADE})\b"
    rf"|\b(?:judged|rated|graded) (?:the|its|their) [\w' -]{{3,60}}? (?:as|to be) [\"']?(?P<h>{_PLAIN_GRADE})\b"
    r"|\b(?:judged|rated|graded|branded|declared) (?:(?!(?:and|by|in|but|that|which|who|as|to|good|after|from|than|not|no|at|on)\b)[\w'-]{1,30} ){1,7}?"
    r"[\"']?(?P<i>inadequate|outstanding|requires improvement(?: to be good)?)\b"
    rf"|\b(?:given|awarded|received?|gave)(?: it| them)? an? (?:overall )?[\"']?(?P<b>{_PLAIN_GRADE})[\"']? (?:rating|grade|judgement)\b"
    rf"|\bfound to (?:be )?[\"']?(?P<c>inadequate|outstanding|require improvement)\b"
    rf"|\b(?:rating|judgement|judgment|grade|overall effectiveness)(?: of| is| was|:) [\"']?(?P<d>{_PLAIN_GRADE})\b"
    rf"|\bfrom [\"']?(?P<e>{_PLAIN_GRADE})[\"']? to [\"']?(?P<f>{_PLAIN_GRADE})\b"
    r"|\b(?P<g>requires? improvement to be good)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A grade in running text: its span in `smooth`, its canonical word, the rule that found it."""

    start: int
    end: int
    grade: str
    rule: str


def spoken(prose: Prose) -> tuple[Graded, ...]:
    """The grades that the text speaks of, in order of place."""
    found: dict[Span, Graded] = {}
    for rule, pattern in ((QUOTED, _QUOTED), (JUDGED, _JUDGED)):
        for match in pattern.finditer(prose.smooth):
            for name, words in match.groupdict().items():
                if words:
                    start, end = match.span(name)
                    grade = _bent(words)
                    found.setdefault((start, end), Graded(start=start, end=end, grade=grade, rule=rule))
    return tuple(found[span] for span in sorted(found))


def find(prose: Prose, graded: tuple[Graded, ...]) -> Iterator[Mention]:
    """Mentions of grades, each with its canonical word as value."""
    for one in graded:
        yield prose.mention(MentionType.GRADE, one.start, one.end, rule=one.rule, value=one.grade)


def _bent(words: str) -> str:
    """The canonical word of a grade in running text, where it bends: `requiring improvement`, `INADEQUATE`."""
    return "requires improvement" if words.lower().startswith("requir") else canonical(words)
