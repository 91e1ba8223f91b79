"""What business is about, made comparable: two titles go in, whether they name one piece of business comes out."""

from dataclasses import dataclass
from functools import cached_property

# One word in common says nothing; two say it if the dates agree, four in any case, three if little else is said.
FEWEST_WORDS = 2
TELLING_ALONE = 4
# Sentences hold many words by the way: two in common say nothing, whatever the dates.
_FEWEST_OF_SENTENCE = 3
_MOSTLY = 0.75


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What business is about, made comparable: stems of its telling words, and the marks that tell one round from the next.

    `serial` are `round:2`, `year:2027/28`, `period:annual` and the like; `said` the telling words as they stand, in order.
    `is_sentence` is whether a whole sentence tells it, rather than a title.
    """

    title: str
    words: frozenset[str]
    serial: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    is_sentence: bool = False

    def contradicts(self, other: "Subject") -> bool:
        """Whether they name different rounds: the first report is not the second, and a draft not what is drafted."""
        if self.serial == other.serial:
            return False
        mine, theirs = self._by_kind, other._by_kind
        kinds = (mine.keys() & theirs.keys()) | ({"stage"} & (mine.keys() | theirs.keys()))
        return any(mine.get(kind) != theirs.get(kind) for kind in kinds)

    def is_same(self, other: "Subject") -> bool:
        """Whether both are said in the same telling words."""
        return bool(self.words) and self.words == other.words and self.serial == other.serial

    def likeness(self, other: "Subject") -> float:
        """How much of the shorter lies within the longer, 1 for all of it; 0 where it is too short to tell."""
        shorter = min(len(self.words), len(other.words))
        return len(self.words & other.words) / shorter if shorter >= FEWEST_WORDS else 0.0

    @staticmethod
    def can_be_like(shared: int, one: int, other: int) -> bool:
        """Whether subjects of so many words can be one if so many are shared: what `is_like` asks at the least."""
        return shared >= FEWEST_WORDS and shared >= _MOSTLY * min(one, other)

    def overlap(self, other: "Subject") -> float:
        """The share of all their words that they have in common."""
        return len(self.words & other.words) / max(1, len(self.words | other.words))

    def is_like(self, other: "Subject", *, agrees: bool) -> bool:
        """Whether two subjects are one; where their dates agree less must be said in common, and a round need be named by one alone."""
        shorter, likeness = min(len(self.words), len(other.words)), self.likeness(other)
        if likeness < _MOSTLY or self.contradicts(other) or not (agrees or self.serial == other.serial):
            return False
        fewest = _FEWEST_OF_SENTENCE if self.is_sentence or other.is_sentence else FEWEST_WORDS
        if likeness == 1.0 and shorter >= (fewest if agrees else TELLING_ALONE):
            return True
        return shorter >= TELLING_ALONE - 1 and self.overlap(other) >= _MOSTLY

    @cached_property
    def _by_kind(self) -> dict[str, set[str]]:
        kinds: dict[str, set[str]] = {}
        for mark in self.serial:
            kinds.setdefault(mark.partition(":")[0], set()).add(mark)
        return kinds
