"""The words that the harm gate's rules need, and the sentences that have them.

Words are data (reference/harm_cues.csv): a rule looks at a sentence only where words of its cues stand in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from domain import reference
from linking.gazetteer import Gazetteer
from linking.prose import Prose, Span


class Cue(StrEnum):
    """What a word near others says of them."""

    CHILD = auto()  # one child
    CHILDREN = auto()
    ONE = auto()  # one person, whose age may follow
    PARENT = auto()
    KIN = auto()  # who is somebody's: a son, a wife, an own child
    NAMED_PERSON = auto()  # titles, offices and what their holders do: somebody may be named
    NEED = auto()  # what a child needs and who sees to it
    PLIGHT = auto()  # what befell or ails somebody
    ORIGIN = auto()  # countries, peoples and faiths
    TALENT = auto()  # what somebody is known for
    LIVING = auto()  # where children live whom others look after
    WHERE = auto()  # streets, houses, and what they stand beside
    RECORD = auto()  # of numbers that stand for one person
    NAMED = auto()  # of roles that young people hold
    WORK = auto()  # a living that neighbours know of somebody
    CASE = auto()  # what happens in proceedings
    DECIDED = auto()  # of decisions about one case, as records and notices word them
    CONTRACT = auto()
    NUMBER = auto()  # to 25: an age, or a few
    ALONE = auto()  # one and no other
    YEAR = auto()  # of a school
    MARK = auto()  # that something was blacked out, or a letter put for a name
    HIDDEN = auto()  # the same, in words that are seldom said else
    MATTER = auto()  # what a letter or a file is about


SOMEBODY = frozenset({Cue.CHILD, Cue.CHILDREN})
FAMILY = SOMEBODY | {Cue.PARENT}
TROUBLE = frozenset({Cue.NEED, Cue.PLIGHT, Cue.CASE})
# "Child A", "Sibling 2", "(hereafter 'Family C')": a letter or a figure in place of a name.
_CODED = re.compile(
    r"\b(?:[Cc]hild|[Bb]aby|[Pp]erson|[Ss]ibling|[Pp]upil|[Tt]win|[Ff]amily|[Bb]oy|[Gg]irl) (?:[A-Z]{1,2}\d?|[1-9])\b"
)
_NAMED_BY_CODE = frozenset({Cue.CHILD, Cue.PARENT})


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of a text, by its number, with what its cues say; few rules ask for those beside it."""

    words: str
    cues: frozenset[Cue]
    prose: Prose
    number: int

    @property
    def before(self) -> str:
        """The sentence before it; nothing where the text begins."""
        return _sentence(self.prose, self.number - 1)

    @property
    def after(self) -> str:
        """The sentence after it; nothing where the text ends."""
        return _sentence(self.prose, self.number + 1)

    def has(self, cues: frozenset[Cue]) -> bool:
        """Whether any of these cues stands in it."""
        return not self.cues.isdisjoint(cues)


def _sentence(prose: Prose, number: int) -> str:
    if not 0 <= number < len(prose.sentences):
        return ""
    start, end = prose.sentences[number]
    return prose.flow[start:end]


def everything(sentence: Sentence) -> Iterator[Span]:
    """All of a sentence: what points to a child is what stands in it together."""
    yield 0, len(sentence.words)


def cued(prose: Prose) -> dict[int, frozenset[Cue]]:
    """The cues of each sentence that has any, by its number."""
    begins = [start for start, _ in prose.sentences]
    found: dict[int, set[Cue]] = {}
    for start, _, cues in _words().find(prose.flow):
        found.setdefault(bisect_right(begins, start) - 1, set()).update(cues)
    for number, said in found.items():
        if not said.isdisjoint(_NAMED_BY_CODE) and _CODED.search(prose.flow, *prose.sentences[number]):
            said.add(Cue.HIDDEN)
    return {number: frozenset(said) for number, said in found.items()}


@lru_cache(maxsize=1)
def _words() -> Gazetteer[frozenset[Cue]]:
    """The words that rules need, with all that each says."""
    says: dict[str, set[Cue]] = {}
    for row in reference.table("harm_cues"):
        says.setdefault(row["word"], set()).add(Cue(row["cue"]))
    return Gazetteer({word: frozenset(cues) for word, cues in says.items()}, any_case=True)
