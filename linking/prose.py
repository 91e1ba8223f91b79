"""Prose: a text made ready for finders. A text in; the same words with plain quotes, dashes and spaces out, and the way back.

Finders read `smooth` or `flow`, where patterns need know one kind of space, quote and dash; `span` leads back to the
characters of the text itself, which every mention and quote counts in. Never changes the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Protocol, TypeVar

from domain.evidence import Evidence, quote
from domain.findings import Circumstances
from domain.mention import JsonValue, Mention, MentionType
from domain.text import Text

# Quotes and dashes as printed, each to its plain twin of one character. U+2500 stands for a dash in some reports.
_PLAIN = str.maketrans("‘’‚‛ʼ′“”„‟″‐‑‒–—―−─\u00ad", "''''''\"\"\"\"\"---------")
# Runs of white space that are more than one plain space.
_GAP = re.compile(r"\s{2,}|[^\S ]")
# How a line of a list begins: a bullet, `7.`, `4.2`, `(a)`, `b)`.
_LISTED = re.compile(
    r"[•●▪◼■◦‣·\uf000-\uf0ff*]|(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-z]{1,4}\)|[ivx]{1,4}\.|\d{1,2}\.\d{1,2}) "
)
# Before a dash that begins a line.
_ENDS_LINE = frozenset(".:;?!")
# How a row of a chronicle begins, its day in a column of its own: `Sept 2019   Ofsted inspection`, `12 March 2020: focused visit`.
_MONTH_OF_ROW = r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} (?:19|20)\d\d"
_DATED_ROW = re.compile(
    rf"(?:{_MONTH_OF_ROW}(?: ?(?:to|-) ?{_MONTH_OF_ROW})?|To come|Planned|Still to come)(?:\t| {{2,}}|: | - )"
)
# So many spaces stand between columns, not between words.
_COLUMN_GAP = 3
# Longer lines are whole paragraphs, as web pages and word processors give them: each of their ends is meant.
_PARAGRAPH_WIDTH = 160
# A line that ends this far before the margin, though the next word would have fitted, ends on purpose.
_FULL = 0.85

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?= [\"'(\[]*[A-Z0-9•])|\n")
# Words that end in a full stop inside a sentence; single capitals are initials.
_ABBREVIATED = re.compile(
    r"(?:^|[ (\"'])(?:[A-Z]|Cllrs?|Couns?|Mrs?|Ms|Dr|Prof|Rev|Hon|St|Ald|No|Nos|para|paras|p|pp|cf|vs|etc|e\.g|i\.e)\.$"
)
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[a-z])\.")

# Nobody writes longer sentences; what has no full stop for so long is a table or an attack, and is cut.
_LONGEST_SENTENCE = 1500

Span = tuple[int, int]


class Placed(Protocol):
    """Something found at a place of the prose."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Place = TypeVar("Place", bound=Placed)
_START = attrgetter("start")


def within(places: Sequence[Place], span: Span) -> Sequence[Place]:
    """Those of the places, which are in order, that begin in a span."""
    return places[bisect_left(places, span[0], key=_START) : bisect_left(places, span[1], key=_START)]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A text with its circumstances. Offsets into `flow` and `smooth` are the same; `span` turns them into offsets of the text."""

    text: Text
    circumstances: Circumstances

    @cached_property
    def plain(self) -> str:
        """The text with plain quotes and dashes, letter for letter: its offsets are those of the text itself."""
        return self.text.words.translate(_PLAIN)

    @cached_property
    def flow(self) -> str:
        """The plain words: one space for each gap, a line break only where a line ends on purpose."""
        return self._squeezed[0]

    @cached_property
    def smooth(self) -> str:
        """The plain words without any line break, of the same length as `flow`."""
        return self.flow.replace("\n", " ")

    @cached_property
    def lowered(self) -> str:
        """The smooth words in small letters, of the same length."""
        lowered = self.smooth.lower()
        if len(lowered) == len(self.smooth):
            return lowered
        return "".join(low if len(low := sign.lower()) == 1 else sign for sign in self.smooth)

    def near(self, words: Iterable[str], before: int, after: int) -> Iterator[Span]:
        """The parts of `smooth` so near to one of some words (in small letters), in order, none touching another."""
        begin = end = -1
        for place in sorted(place for word in words for place in _places(self.lowered, word)):
            if place - before > end:
                if end >= 0:
                    yield begin, end
                begin = max(0, place - before)
            end = min(place + after, len(self.smooth))
        if end >= 0:
            yield begin, end

    @cached_property
    def lines(self) -> str:
        """`flow` with a line break wherever the text itself has one, and a tab for a gap as wide as between columns; of the same length."""
        flow, _, _, wrapped = self._squeezed
        pieces: list[str] = []
        done = 0
        for place, sign in wrapped:
            pieces += (flow[done:place], sign)
            done = place + 1
        return "".join((*pieces, flow[done:]))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where sentences, headings and list items lie in `flow`, in order, white space trimmed."""
        spans: list[Span] = []
        begin = 0
        for found in _SENTENCE_END.finditer(self.flow):
            if found[0] != "\n" and _goes_on(self.flow, begin, found.start() + 1):
                continue
            _add_trimmed(spans, self.flow, begin, found.end())
            begin = found.end()
        _add_trimmed(spans, self.flow, begin, len(self.flow))
        return tuple(spans)

    def sentence_at(self, position: int) -> Span:
        """The sentence in which a position of `flow` lies; the position alone where it lies in none."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index < 0 or position >= self.sentences[index][1]:
            return position, position
        return self.sentences[index]

    def sentences_before(self, position: int, count: int) -> tuple[Span, ...]:
        """The last so many sentences that end before a position of `flow`, in order."""
        index = bisect_right(self._sentence_starts, position - 1)
        return self.sentences[max(0, index - count) : index]

    def span(self, start: int, end: int) -> Span:
        """The span of the text for a span of `flow` or `smooth`."""
        if start >= end:
            place = self._origin(start)
            return place, place
        return self._origin(start), self._origin(end - 1) + 1

    def evidence(self, start: int, end: int) -> Evidence:
        """The proof for a span of `flow` or `smooth`."""
        return quote(self.text, *self.span(start, end))

    def mention(
        self,
        kind: MentionType,
        start: int,
        end: int,
        *,
        rule: str,
        entity: str | None = None,
        value: JsonValue = None,
    ) -> Mention:
        """A mention for a span of `flow` or `smooth`."""
        first, last = self.span(start, end)
        words = self.text.words[first:last]
        return Mention(type=kind, start=first, end=last, text=words, rule=rule, entity=entity, value=value)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _squeezed(self) -> tuple[str, list[int], list[int], list[tuple[int, str]]]:
        """`flow`, the positions in it after which offsets shift, by how much from there on, and where a space stands for a line's end or a column's."""
        plain = self.plain
        width = _line_width(plain)
        pieces: list[str] = []
        positions, shifts = [0], [0]
        wrapped: list[tuple[int, str]] = []
        done = length = 0
        for gap in _GAP.finditer(plain):
            joint = _joint(plain, gap, width)
            pieces += (plain[done : gap.start()], joint)
            length += gap.start() - done + len(joint)
            done = gap.end()
            if joint == " " and "\n" in gap[0]:
                wrapped.append((length - 1, "\n"))
            elif joint == " " and len(gap[0]) >= _COLUMN_GAP:
                wrapped.append((length - 1, "\t"))
            positions.append(length)
            shifts.append(done - length)
        pieces.append(plain[done:])
        return "".join(pieces), positions, shifts, wrapped

    def _origin(self, position: int) -> int:
        _, positions, shifts, _ = self._squeezed
        return position + shifts[bisect_right(positions, position) - 1]


def _places(words: str, word: str) -> Iterator[int]:
    place = words.find(word)
    while place >= 0:
        yield place
        place = words.find(word, place + 1)


def _line_width(plain: str) -> int:
    """How wide the text's lines run: the length that one line in twenty exceeds."""
    lengths = sorted(len(line.strip()) for line in plain.split("\n") if line.strip())
    return lengths[len(lengths) * 19 // 20] if lengths else 0


def _joint(plain: str, gap: re.Match[str], width: int) -> str:
    """What stands in `flow` for a gap: nothing inside a hyphenated word, a line break where the line ends on purpose, else a space."""
    breaks = gap[0].count("\n")
    if not breaks:
        return " "
    if (
        breaks > 1
        or width > _PARAGRAPH_WIDTH
        or _LISTED.match(plain, gap.end())
        or _DATED_ROW.match(plain, gap.end())
        or (plain.startswith("- ", gap.end()) and _is_bullet(plain, gap.start()))
    ):
        return "\n"
    before = plain[max(0, gap.start() - 2) : gap.start()]
    if (
        len(before) == 2
        and before[0].isalpha()
        and before[1] == "-"
        and plain[gap.end() : gap.end() + 1].isalpha()
    ):
        return ""
    line = gap.start() - (plain.rfind("\n", max(0, gap.start() - width - 2), gap.start()) + 1)
    next_word = plain[gap.end() : gap.end() + width].split(maxsplit=1)
    fits = line + 1 + len(next_word[0] if next_word else "") <= width * _FULL
    return "\n" if fits else " "


def _is_bullet(plain: str, end: int) -> bool:
    """Whether a dash begins a line of a list: what stands before it ends there, or is such a line itself; else it goes on with a sentence."""
    return plain[end - 1 : end] in _ENDS_LINE or plain.startswith("- ", plain.rfind("\n", 0, end) + 1)


def _goes_on(flow: str, begin: int, stop: int) -> bool:
    """Whether the full stop before `stop` ends an abbreviation or a paragraph's number, not a sentence."""
    if _NUMBERING.fullmatch(flow, begin, stop):
        return True
    return flow[stop - 1] == "." and bool(_ABBREVIATED.search(flow, max(begin, stop - 8), stop))


def _add_trimmed(spans: list[Span], flow: str, start: int, end: int) -> None:
    while end - start > _LONGEST_SENTENCE:
        cut = flow.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        _add_trimmed(spans, flow, start, cut)
        start = cut
    while start < end and flow[start].isspace():
        start += 1
    while end > start and flow[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
