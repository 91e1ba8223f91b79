"""Quoting: which words of a page to show. A span goes in; the span to quote comes out, never longer than a reader will read."""

import re
from dataclasses import dataclass

# The longest quote, in words: beyond it readers skip (the trade's own bulletins quote a sentence or two).
MOST_WORDS = 40
# Of two quotes side by side each is shorter.
MOST_OF_A_PAIR = 25
# Where a licence lets us show one short quote and no more.
SHORT = 25

# Where a sentence ends: a full stop before a capital, or an empty line.
_SENTENCE_END = re.compile(r"[.!?][”\"')\]]?\s+(?=[“\"'(]?[A-Z0-9])|\n[^\S\n]*\n")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A span of a page's words, and whether the sentence goes on before and after it."""

    start: int
    end: int
    opens_late: bool = False
    ends_early: bool = False


def beginning(words: str, start: int, end: int, *, most: int = MOST_WORDS) -> Excerpt:
    """The span, or its first words where it is longer than `most`."""
    found = list(_WORD.finditer(words, start, end))
    if len(found) <= most:
        return Excerpt(start=start, end=end)
    return Excerpt(start=start, end=found[most - 1].end(), ends_early=True)


def sentence_around(words: str, start: int, end: int, *, most: int = MOST_WORDS) -> Excerpt:
    """The sentence in which the span stands; of a longer one, the words around the span."""
    first, last = _sentence(words, start, end)
    found = list(_WORD.finditer(words, first, last))
    if len(found) <= most:
        return Excerpt(start=first, end=last)
    inside = [n for n, word in enumerate(found) if word.end() > start and word.start() < max(end, start + 1)]
    inside = inside[:most] or [0]
    room = most - len(inside)
    begin = max(0, min(inside[0] - room // 2, len(found) - most))
    stop = min(len(found), begin + most)
    return Excerpt(
        start=found[begin].start(),
        end=found[stop - 1].end(),
        opens_late=begin > 0,
        ends_early=stop < len(found),
    )


def _sentence(words: str, start: int, end: int) -> tuple[int, int]:
    first = 0
    last = len(words)
    for found in _SENTENCE_END.finditer(words):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end - 1:
            last = found.end()
            break
    sentence = words[first:last].rstrip()
    return first + len(sentence) - len(sentence.lstrip()), first + len(sentence)
