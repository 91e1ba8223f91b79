"""Lines as printed: a text's lines with their places, without what is repeated at the head and foot of its pages."""

import re
from collections import Counter
from dataclasses import dataclass

from linking.prose import Prose

# So many lines at either end of a page can be its head or foot.
_EDGE = 3
# A line that stands at the ends of two pages and of a quarter of all is a head or foot; a bare page number always is one.
_REPEATED = 2
_SHARE = 4
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# What lies before the words of a line and behind them.
_LINE = re.compile(r"[^\S\n]*(?P<words>[^\n]*?)[^\S\n]*(?:\n|$)")


@dataclass(frozen=True, kw_only=True)
class PrintedLine:
    """A line: its words with plain quotes and dashes, and where they stand in the text itself."""

    start: int
    end: int
    words: str


def of(prose: Prose) -> tuple[PrintedLine, ...]:
    """The lines that are not empty, in order, without heads, feet and page numbers."""
    pages = [
        [
            PrintedLine(start=found.start("words"), end=found.end("words"), words=found["words"])
            for found in _LINE.finditer(prose.plain, page.start, page.end)
            if found["words"]
        ]
        for page in prose.text.pages
    ]
    edges = Counter(
        kind for lines in pages for kind in {_kind(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    )
    return tuple(
        line
        for lines in pages
        for place, line in enumerate(lines)
        if not (min(place, len(lines) - 1 - place) < _EDGE and _is_furniture(line, edges, len(pages)))
    )


def _is_furniture(line: PrintedLine, edges: Counter[str], pages: int) -> bool:
    if _PAGE_NUMBER.fullmatch(line.words):
        return True
    return edges[_kind(line)] >= max(_REPEATED, pages // _SHARE)


def _kind(line: PrintedLine) -> str:
    """What the line has in common with those on other pages: all but its figures."""
    return _DIGITS.sub("#", line.words.casefold())
