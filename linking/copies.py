"""Copies: texts in, the prints by which copies are found out, and whether two texts are copies of one another.

News is sold on: a story is cut from the bottom, gets a new headline or another first paragraph, and is printed in
five titles. So the measure is containment, how much of the shorter text stands in the longer, and not likeness of the
whole (research: .999 of generated copies found, simhash .42). A paragraph of background that a paper prints again
under every story of a kind makes no copy: what is new in a story stands at its head.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from domain.copies import Likeness, Prints

RULE = "copies.containment@1"

_IN_A_ROW = 5
# The longest live blogs; what is longer still is no story, and its head will do.
_MOST = 20_000
_WORD = re.compile(r"[^\W_]+")
# What is written inside a word: council's, 1,986, £4.6m
_INSIDE = re.compile(r"(?<=\w)['’ʼ.,](?=\w)")
# "... was told." or “..., she said,” : a line that is part of a sentence ends in a stop
_STOP = re.compile(r"[.!?…:;,][”\"’')\]]*$")
# "By Robin Hale", "County Hall, where members met": bylines, captions, dates and headings are short and end in no stop
_FURNITURE = 14
# "Sign up to our newsletter.", "This story comes from the Local Democracy Reporting Service.": each title adds its own
_PROMOTION = re.compile(
    r"\b(?:newsletter|sign up|subscribe|inbox|follow us|never miss|our app|read more|click here|have your say|join the conversation"
    r"|local democracy report|press association|pa news agency|this (?:story|article) (?:first|originally) appeared)"
)
_LONGEST_PROMOTION = 45

# Half of the shorter text stands in the longer (research/local-news.md §1f).
_COPY = 0.5
# Of a text that is four fifths the other's, it does not matter which part that is.
_PLAINLY = 0.8
# What is new in a story stands at its head: words that it shares only from further down on are its background.
_HEAD = 0.4
# A story that grew, new words on top, and still holds the old ones: it is no longer than so many times the old.
_UPDATE = 2.5
# A text shorter than this is a teaser or a brief: its few words are found by chance, or in any story on the matter.
_SHORT = 60
_SHORT_COPY = 0.9
_LEAST = 20
# Of so few prints that are shared no share can be told, where only a sample is had.
_FEW = 4


def prints(text: str) -> Prints:
    """The prints of a text; quotes, case, punctuation, bylines, captions and promotions make no difference."""
    words = [word.encode() for word in islice(_words(text), _MOST)]
    places: dict[int, int] = {}
    for place, in_a_row in enumerate(zip(*(words[start:] for start in range(_IN_A_ROW)), strict=False)):
        places.setdefault(_number(in_a_row), place)
    return Prints(words=len(words), places=places)


def worth_comparing(shared: int, one: int, other: int) -> bool:
    """Whether two texts of so many kept prints each, of which so many are shared, can be copies.

    A fifth of the shorter one's will do, where a copy has half: among a dozen prints chance moves the share that far.
    """
    return shared > 0 and 5 * shared >= min(one, other)


def alike(one: Prints, other: Prints) -> Likeness | None:
    """Whether two texts are copies, and why. Of a text of which only a sample was kept, samples are compared."""
    if one.sampled or other.sampled:
        one, other = one.sample, other.sample
    shorter, longer = sorted((one, other), key=lambda prints: (len(prints.places), prints.words))
    shared = shorter.places.keys() & longer.places.keys()
    if shorter.words < _LEAST or not shared or (one.sampled and len(shared) < _FEW):
        return None
    containment = len(shared) / len(shorter.places)
    reason = _reason(shorter, longer, frozenset(shared), containment)
    return Likeness(containment=round(containment, 3), reason=reason, rule=RULE) if reason else None


def _reason(shorter: Prints, longer: Prints, shared: frozenset[int], containment: float) -> str | None:
    """Why two texts of which so much is shared are copies; nothing where they are none."""
    begins = max(_begins(each, shared) for each in (shorter, longer))
    told = f"{containment:.0%} of the shorter text stands in the longer"
    if shorter.words < _SHORT:
        return f"{told}, at its head" if containment >= _SHORT_COPY and begins <= _HEAD else None
    if containment >= _PLAINLY and (begins <= _HEAD or longer.words <= _UPDATE * shorter.words):
        return told
    if containment >= _COPY and begins <= _HEAD:
        return f"{told}, from the head on"
    return None


def _begins(prints: Prints, shared: frozenset[int]) -> float:
    """Where in a text its shared words begin, as a share of its length; a tenth of them are let pass as chance."""
    places = sorted(prints.places[number] for number in shared)
    return places[len(places) // 10] / prints.words


def _words(text: str) -> Iterator[str]:
    """The words of a text's sentences, as they are compared."""
    for line in unicodedata.normalize("NFKC", text).casefold().splitlines():
        words = _WORD.findall(_INSIDE.sub("", line))
        if not _is_furniture(line.strip(), len(words)):
            yield from words


def _is_furniture(line: str, words: int) -> bool:
    """Whether a line is none of a story's sentences."""
    if words < _FURNITURE and not _STOP.search(line):
        return True
    return words <= _LONGEST_PROMOTION and bool(_PROMOTION.search(line))


def _number(words: tuple[bytes, ...]) -> int:
    """The same number for the same five words, in every run and on every machine; it fits a BIGINT."""
    return int.from_bytes(blake2b(b" ".join(words), digest_size=8).digest(), "little", signed=True)
