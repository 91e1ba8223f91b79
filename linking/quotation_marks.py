"""Quotation marks: where words stand in them. A text's `flow` in, the stretches in marks out, in order; whose they are is for speakers.py."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linking.prose import Span

# Words in double marks, which may hold others that open after a space: `"They call it "the flat", not home."`
# In speech over several paragraphs only the last one closes.
_DOUBLE = re.compile(
    r"(?<![\w\"])\"(?=[^\s\"])(?P<words>[^\"\n]{1,1500}+(?:(?<=[\s(])\"(?=\w)[^\"\n]{1,150}\"(?!\w)[^\"\n]{0,600}+){0,6}+)(?P<close>\"|(?=\n)|$)"
)
# What may stand in single marks: no other mark but an apostrophe, as in `isn't` and, where a mark still closes, in `the members' plan`.
_IN_SINGLE = (
    r"(?:[^'\"\n]{1,400}+(?:(?<=\w)'(?=\w)|(?<=s)'(?= [^'\"\n]{1,150}[\w.,!?]'(?!\w)))){0,20}+[^'\"\n]{1,400}"
)
# A clause in single marks, which close after its end: `'We are not there yet,' she said`; a part of one, of three words at least:
# `said it was 'sorry for the distress'`.
_SINGLE = re.compile(rf"(?<![\w'])'(?=[A-Z\[])(?P<words>{_IN_SINGLE}(?<=[,.!?]))(?P<close>')(?!\w)")
_SINGLE_PART = re.compile(
    rf"(?<![\w'])'(?=[a-z])(?P<words>(?=[\w-]+ [\w'-]+ [\w-]){_IN_SINGLE}(?<=[\w,.!?]))(?P<close>')(?!\w)"
)
# The title of a report or a book: every word of it but the small ones has its capital, and no clause ends in it.
_TITLE = re.compile(
    r"[A-Z][\w'&-]*(?:,? (?:a|an|the|and|or|of|for|in|on|to|at|with|from|our|your))*(?:[:,]? [A-Z0-9][\w'&-]*(?: (?:a|an|the|and|or|of|for|in|on|to|at|with|from|our|your))*)+"
)
# What is called by a name or spelt out is no speech: `entitled "..."`, `that the words "..." be deleted`.
_CALLED = re.compile(
    r"\b(?:entitled|titled|headed|so-called|known as|named|(?:the|these|those) (?:words?|phrases?|terms?|headings?|headline|title|sentence))(?: of)?,? $"
)
_CALLED_WINDOW = 25
# A term of the trade: `the "front door" service`, `its 'team around the school' model`.
_TERM_BEFORE = re.compile(r"(?:\b(?:the|its|their|our|this|new|existing|local|joint)|'s) $", re.IGNORECASE)
_TERM_WINDOW = 10
_TERM_AFTER = re.compile(
    r" (?!(?:of|in|and|but|or|that|to|for|at|on|by|with|which|when|while|as|he|she|they|it|we|you|the|a|an|from|is|was|were|are|had|has|have|will|would|said|they|who|could|inspectors|after|before|during|about|over)\b)[a-z]"
)
_LONGEST_TERM = 4
# `a "no wrong door" approach`
_WAY_OF_WORKING = re.compile(
    r" (?:approach|model|service|team|policy|pathway|offer|programme|scheme|project|framework|tool|panel|system|strategy|initiative|list|clause|category|school|home)s?\b"
)


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """Words in quotation marks: the span of the marks in `flow`, that of the words, and whether the marks close."""

    start: int
    end: int
    words: Span
    closes: bool


def find(flow: str) -> Sequence[Quoted]:
    """The stretches in quotation marks that may be somebody's words; of two that overlap the earlier."""
    patterns = [_DOUBLE] if '"' in flow else []
    patterns += [_SINGLE, _SINGLE_PART] if "'" in flow else []
    found = [
        Quoted(start=each.start(), end=each.end(), words=each.span("words"), closes=bool(each["close"]))
        for pattern in patterns
        for each in pattern.finditer(flow)
    ]
    found.sort(key=lambda each: each.start)
    kept: list[Quoted] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return [each for each in kept if not _is_name(flow, each)]


def _is_name(flow: str, quoted: Quoted) -> bool:
    if flow.count(" ", *quoted.words) < _LONGEST_TERM and (
        _WAY_OF_WORKING.match(flow, quoted.end)
        or (
            _TERM_BEFORE.search(flow, max(0, quoted.start - _TERM_WINDOW), quoted.start)
            and _TERM_AFTER.match(flow, quoted.end)
        )
    ):
        return True
    return bool(
        _TITLE.fullmatch(flow, *quoted.words)
        or _CALLED.search(flow, max(0, quoted.start - _CALLED_WINDOW), quoted.start)
    )
