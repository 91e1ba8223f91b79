"""Lines: a text goes in, its lines come out, each with its place and what can be told from its shape."""

import re
from dataclasses import dataclass

from domain.text import Text

_LINE = re.compile(r"[^\n]+")
# `Page 2`, `Page 2 of 7`, `2`
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
# `Report to: Cabinet`, `Decision maker | Cabinet`
LABELLED = re.compile(r"(?P<label>[A-Z][\w ,/'()?-]{1,70}?) ?(?::[ |]*|\| ?)(?P<value>[^\s|].*)")
# Running text between tables: that many words, and the end of a sentence.
_SENTENCE = 9


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a text with its place."""

    start: int
    end: int
    words: str

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table that keeps its cells."""
        return "|" in self.words

    @property
    def is_running_text(self) -> bool:
        """Whether it is a sentence rather than a title or a piece of a cell."""
        return self.words.endswith((".", ";")) and len(self.words.split()) >= _SENTENCE

    def part(self, start: int, end: int) -> "Line":
        """The part of it between two places in its words."""
        return Line(start=self.start + start, end=self.start + end, words=self.words[start:end])


def lines_of(text: Text) -> list[Line]:
    """The lines of a text, white space trimmed, without page numbers."""
    found = []
    for match in _LINE.finditer(text.words):
        words = match[0].strip()
        if words and not _PAGE_NUMBER.fullmatch(words):
            start = match.start() + match[0].index(words)
            found.append(Line(start=start, end=start + len(words), words=words))
    return found
