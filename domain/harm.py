"""Harm: words and documents that could point to one child, held until a person has judged them.

What a rule finds is never shown, indexed, counted or joined while it is held; a person releases it, or drops it for good.
A decision names what is held by its natural key, so that it outlives every re-run and holds for every version and text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.uid import public_id
from domain.wall import Span

# What stands in place of a title that is held.
WITHHELD = "Title withheld: it waits for a person to judge it"
# What stands in place of each character of held words.
BLANK = "▇"
_TARGET = "held:"
# Between words: white space, or what stands for it in an address of the web.
_GAP = r"(?:\s|[-_+.]|%20)+"


class State(StrEnum):
    """What a person has decided of something held: nothing yet, that it may be shown, or that it never may."""

    HELD = "held"
    RELEASED = "released"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the harm gate: why it holds words, words of our own that it holds, and their harmless twin, which it does not."""

    name: str
    version: int
    reason: str
    example: str
    twin: str

    @property
    def id(self) -> str:
        """The rule with its version: `harm.home_address@1`."""
        return f"harm.{self.name}@{self.version}"


@dataclass(frozen=True, kw_only=True)
class Held:
    """Words of a text that are held, or with `is_whole` all of it: by which rule, why, and where they stand.

    `words` are what must not be seen, empty where nobody but the file knows them; `places` are spans of the text, the
    first of them on `page`. `in_title` says that the document's title holds them too.
    """

    rule: str
    reason: str
    words: str = ""
    places: tuple[Span, ...] = ()
    page: int | None = None
    is_whole: bool = False
    in_title: bool = False

    def uid(self, document: str) -> str:
        """Its permanent id in a document (public id): the same words by the same rule, whatever the rule's version."""
        return public_id("held", document, self.rule.partition("@")[0], folded(self.words))


class Fault(StrEnum):
    """How a PDF hides words that whoever copies from it can read."""

    BOX = "box"  # under an opaque box of a dark colour
    COLOUR = "colour"  # in the colour of what they stand on
    INVISIBLE = "invisible"  # drawn invisibly, where there is no picture of them


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """A page (from 1) of a PDF on which a redaction failed, and how. The words beneath are not kept."""

    page: int
    fault: Fault


def target(uid: str) -> str:
    """How a decision names something held."""
    return f"{_TARGET}{uid}"


def uid_of(decided: str) -> str | None:
    """What held thing a decision names; nothing where it is of something else."""
    return decided.removeprefix(_TARGET) if decided.startswith(_TARGET) else None


def folded(words: str) -> str:
    """Words as they are compared: small, one space for each gap, without signs at either end."""
    return " ".join(words.casefold().split()).strip(" .,;:!?()[]'\"“”‘’-–—")


class Veil:
    """Held words, to be blanked wherever else they stand: in a title, an agenda item, a sentence of ours."""

    def __init__(self, held: Iterable[str]) -> None:
        wanted = sorted({folded(words) for words in held} - {""}, key=lambda words: (-len(words), words))
        spaced = (_GAP.join(map(re.escape, words.split())) for words in wanted)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE) if wanted else None

    def covers(self, words: str) -> bool:
        """Whether anything in these words is held."""
        return self._pattern is not None and self._pattern.search(words) is not None

    def over(self, words: str) -> str:
        """The words with every held one blanked, letter for letter."""
        if self._pattern is None:
            return words
        return self._pattern.sub(lambda found: BLANK * len(found[0]), words)

    def address(self, url: str) -> str | None:
        """An address of the web; nothing where its own words are held."""
        return None if self.covers(url) else url
