"""Snippets: the words of a page and a query in, the most telling two hundred characters and what to mark in them out.

A snippet is a piece of the page as it stands (white space made single spaces, character for character), without any
markup: whoever shows it escapes it and sets its own marks. Words are marked by the same rules by which they are found.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from storage.query import Near, Phrase, Prefix, Query, Term, Word, asked_for
from storage.words import places, plain_words, stem

# Two to three lines of a result list.
_LENGTH = 200

_WHITE_SPACE = re.compile(r"\s")


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """A piece of a page; `marks` are (start, end) in `words`, in order, apart; `before` and `after`: whether the page goes on there."""

    words: str
    marks: tuple[tuple[int, int], ...]
    before: bool
    after: bool


class _Mark(NamedTuple):
    """Where a term of the query stands in the page."""

    start: int
    end: int
    term: int


def cut(page: str, query: Query, *, length: int = _LENGTH) -> Snippet:
    """The piece of the page that holds most of what was asked for; its beginning, where the page holds none of it.

    At most `length` characters, cut between words (within one only if it is longer than that).
    """
    plain, spans = plain_words(page), places(page)
    terms = [leaf for leaf in asked_for(query) if isinstance(leaf, Term)]
    marks = sorted(
        _Mark(spans[first][0], spans[last][1], number)
        for number, term in enumerate(terms)
        for first, last in _found(plain, term)
    )
    start, end = _window(spans, _best(marks, length), len(page), length)
    return Snippet(
        words=_WHITE_SPACE.sub(" ", page[start:end]),
        marks=tuple(_within(marks, start, end)),
        before=start > 0,
        after=end < len(page),
    )


def _found(plain: Sequence[str], term: Term) -> Iterator[tuple[int, int]]:
    """Numbers of the first and last word of each place where a term stands."""
    match term:
        case Word(wanted):
            root = stem(wanted)
            yield from ((at, at) for at, word in enumerate(plain) if stem(word) == root)
        case Prefix(beginning):
            yield from ((at, at) for at, word in enumerate(plain) if word.startswith(beginning))
        case Phrase(run):
            for at in _at(plain, run[0]):
                if tuple(plain[at : at + len(run)]) == run:
                    yield at, at + len(run) - 1
        case Near(left, right, distance):
            here, there = _at(plain, left), _at(plain, right)
            yield from ((at, at) for at in here if _any_within(there, at, distance))
            yield from ((at, at) for at in there if _any_within(here, at, distance))


def _at(plain: Sequence[str], wanted: str) -> list[int]:
    return [at for at, word in enumerate(plain) if word == wanted]


def _any_within(places: Sequence[int], at: int, distance: int) -> bool:
    return bisect_right(places, at + distance) > bisect_left(places, at - distance)


def _best(marks: Sequence[_Mark], length: int) -> tuple[int, int]:
    """From the first to the last mark of the piece that holds most different terms, then most marks; the first of equals."""
    best, span = (0, 0), (0, 0)
    inside: Counter[int] = Counter()
    first = 0
    for last, mark in enumerate(marks):
        inside[mark.term] += 1
        while first < last and mark.end - marks[first].start > length:
            inside -= Counter([marks[first].term])
            first += 1
        if (here := (len(inside), last - first)) > best or last == 0:
            best, span = here, (marks[first].start, mark.end)
    return span


def _window(
    spans: Sequence[tuple[int, int]], told: tuple[int, int], page: int, length: int
) -> tuple[int, int]:
    """Widen what is to be shown to `length` characters, evenly on both sides, and end it between words."""
    if page <= length:
        return 0, page
    room = max(0, length - (told[1] - told[0])) // 2
    start = max(0, min(told[0] - room, page - length))
    end = min(page, start + length)
    if start > 0:
        after = bisect_left(spans, start, key=itemgetter(0))
        if after < len(spans) and spans[after][0] < end:
            start = spans[after][0]
    if end < page:
        before = bisect_right(spans, end, key=itemgetter(1)) - 1
        if before >= 0 and spans[before][1] > start:
            end = spans[before][1]
    return start, end


def _within(marks: Sequence[_Mark], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The marks inside a piece, counted from its start; those that touch made one."""
    begun: tuple[int, int] | None = None
    for mark in marks:
        here = max(mark.start, start) - start, min(mark.end, end) - start
        if here[0] >= here[1]:
            continue
        if begun and here[0] <= begun[1]:
            begun = begun[0], max(begun[1], here[1])
            continue
        if begun:
            yield begun
        begun = here
    if begun:
        yield begun
