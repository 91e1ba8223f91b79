"""Entries: what a line of a programme says is to come, and whether that is business at all."""

import re
from dataclasses import dataclass

# `• Budget`, `1. Budget`, `(b) Budget`
MARK = re.compile(r"(?:[•●○▪■◦‣·–*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]) +(?=\S)")
# Titles of business are no longer than this.
_MOST_WORDS = 60
# What every agenda has tells nothing of a programme.
_ROUTINE = re.compile(
    r"(?:apologies|declarations?|disclosures?|minutes|(?:forward )?work(?:ing)? ?(?:programme|plan)|forward (?:programme|plan)|dates? of|"
    r"any other|urgent business|public (?:questions?|participation)|chair's (?:announcements?|report)|no items?|n/?a|none|tb[acd])\b"
    r"(?: (?:20\d\d[/–-]\d\d|for absence|of interests?|of (?:the )?(?:last|previous) meeting|of next meeting|next meeting|business|review|update))*\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of a programme: the span that proves it, what is to come, when, and who brings it to whom."""

    start: int
    end: int
    what: str
    due: str | None = None
    who: str | None = None
    forum: str | None = None
    issue: str | None = None
    procedure: str | None = None
    key: bool | None = None


def is_business(what: str) -> bool:
    """Whether words name business: not too many of them, and not what every agenda has."""
    named = any(letter.isalpha() for letter in what)
    return named and len(what.split()) <= _MOST_WORDS and not _ROUTINE.fullmatch(what)


def unmarked(words: str) -> str:
    """An item without its bullet or number."""
    found = MARK.match(words)
    return words[found.end() :] if found else words
