"""Quoting: which words of a page to show. A span goes in; the span to quote comes out, never longer than a reader will read."""

import re
from dataclasses import dataclass

from domain.document import Access
from domain.source import Licence

# The longest quote, in words: beyond it readers skip (the trade's own bulletins quote a sentence or two).
MOST_WORDS = 40
# Of two quotes side by side each is shorter.
MOST_OF_A_PAIR = 25
# Where a licence lets us show one short quote and no more: without an agreement, and under a newspaper licence.
SHORT = 25
_LICENSED = 50

# Where a sentence ends: a full stop before a capital, or an empty line.
_SENTENCE_END = re.compile(r"[.!?][”\"')\]]?\s+(?=[“\"'(]?[A-Z0-9])|\n[^\S\n]*\n")
_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"\d[\d.,]*")
_STOP = re.compile(r"[.;:!?](?:\s|$)")
_LONGEST_ROW = 15
# A quote that ends in a word or number after which something must come.
_DANGLING = re.compile(
    r"\b(?:\d{1,2}|of|the|to|a|an|and|or|in|on|by|for|with|from|at|be)\s*\Z", re.IGNORECASE
)
# The rest of a sentence over the end of a line, up to its full stop.
_REST = re.compile(r"[^\n.;]{0,80}\n?(?!\s*\n)[^\n.;]{0,80}(?=[.;])")


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A span of a page's words, and whether the sentence goes on before and after it."""

    start: int
    end: int
    opens_late: bool = False
    ends_early: bool = False


def longest(access: Access, licence: Licence) -> int | None:
    """The most words of a text that may be shown in one quote, and that is the only one; `None` where nothing limits it."""
    if access is not Access.RESTRICTED:
        return None
    return _LICENSED if licence is Licence.NLA else SHORT


def most_words(access: Access, licence: Licence) -> int:
    """How long a quote of a text is at the most."""
    return min(MOST_WORDS, longest(access, licence) or MOST_WORDS)


def beginning(words: str, start: int, end: int, *, most: int = MOST_WORDS) -> Excerpt:
    """The span, or its first words where it is longer than `most`."""
    found = list(_WORD.finditer(words, start, end))
    if len(found) <= most:
        return Excerpt(start=start, end=end)
    return Excerpt(start=start, end=found[most - 1].end(), ends_early=True)


def sentence_around(words: str, start: int, end: int, *, most: int = MOST_WORDS) -> Excerpt:
    """The sentence in which the span stands; of a longer one its row, if it is a table, else the words around the span."""
    first, last = _sentence(words, start, end)
    found = list(_WORD.finditer(words, first, last))
    if len(found) <= most:
        return Excerpt(start=first, end=last)
    if row := _row(words, start, end, most=min(most, _LONGEST_ROW)):
        return row
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


def completed(words: str, start: int, end: int) -> int:
    """Where a quote ends that was cut at a line's end in mid-air (`… to the Cabinet on 10`): with its sentence."""
    if not _DANGLING.search(words, start, end):
        return end
    rest = _REST.match(words, end)
    return rest.end() if rest else end


def _row(words: str, start: int, end: int, *, most: int) -> Excerpt | None:
    """The line of the span where it is a row of a table: a few words and at least two figures."""
    first = words.rfind("\n", 0, start) + 1
    last = words.find("\n", end)
    line = words[first : last if last >= 0 else len(words)]
    is_row = len(_FIGURE.findall(line)) > 1 and len(line.split()) <= most and not _STOP.search(line)
    if not is_row:
        return None
    return Excerpt(start=first + len(line) - len(line.lstrip()), end=first + len(line.rstrip()))


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
