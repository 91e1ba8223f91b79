"""Harm: words and documents that could point to one child, held until a person has judged them.

What a rule finds is never shown, indexed, counted or joined while it is held; a person releases it, or drops it for good.
A decision names what is held by its natural key, so that it outlives every re-run and holds for every version and text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_plus

from domain.uid import public_id
from domain.wall import Span, veiled

# What stands in place of a title that is held.
WITHHELD = "Title withheld: it waits for a person to judge it"
_TARGET = "held:"
# Letters and figures; what stands between them in an address of the web parts words too.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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
    """Held words, to be blanked wherever else they stand: in a title, an agenda item, an address, a sentence of ours.

    However many are held, a text is gone through once: what stands between words is not looked at, nor are capitals.
    """

    def __init__(self, held: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in {tuple(word for word, _ in _words(each)) for each in held} - {()}:
            self._by_first.setdefault(words[0], []).append(words)

    def covers(self, words: str) -> bool:
        """Whether anything in these words is held."""
        return next(self._places(words), None) is not None

    def over(self, words: str) -> str:
        """The words with every held one blanked, letter for letter."""
        return veiled(words, tuple(self._places(words)))

    def address(self, url: str) -> str | None:
        """An address of the web; nothing where its own words are held."""
        return None if self.covers(unquote_plus(url)) else url

    def _places(self, words: str) -> Iterator[Span]:
        if not self._by_first:
            return
        found = list(_words(words))
        for number, (word, (start, _)) in enumerate(found):
            for held in self._by_first.get(word, ()):
                here = found[number : number + len(held)]
                if tuple(word for word, _ in here) == held:
                    yield start, here[-1][1][1]


def _words(words: str) -> Iterator[tuple[str, Span]]:
    """The words of a text as they are compared, each with its place."""
    return ((found[0].casefold(), found.span()) for found in _WORD.finditer(words))
