"""Agenda packs: one PDF with the papers of a whole meeting in; which agenda item each page belongs to, out.

Committee systems put a bookmark for each item into the packs that they print (`5 Improvement plan`), and the front
sheet says where its papers lie (`5. Improvement plan (Pages 15 - 32)`), in the numbers at the foot of the pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# A bookmark of an item: `5 Children's services improvement plan`, `4a. Fostering allowances`, `Agenda Item 12`.
_BOOKMARK = re.compile(
    r"(?:Agenda )?(?:Item )?(?P<item>\d{1,2}[a-z]?(?:\.\d{1,2})?)(?:[.):]|\b)", re.IGNORECASE
)
# On the front sheet: `5. Improvement plan (Pages 15 - 32)`, `7 Work programme (Page 40)`; the words may run over lines.
_ENTRY = re.compile(
    r"^(?P<item>\d{1,2}[a-z]?)[.)]?\s(?P<title>[^\n(]{3,200}(?:\n(?!\d{1,2}[a-z]?[.)]?\s)[^\n(]{1,200}){0,4})"
    r"\((?:Pages?|Pp?\.?)\s(?P<first>\d{1,4})(?:\s?(?:-|–|to)\s?(?P<last>\d{1,4}))?\)",
    re.MULTILINE | re.IGNORECASE,
)
# What ModernGov prints at the foot or head of each page of a pack: `Page 15`.
_FOOT = re.compile(r"^Page (?P<number>\d{1,4})$", re.MULTILINE)
# The front sheet is among the first pages.
_FRONT = 12
# A document with fewer items is no pack.
_FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """A line of a PDF's outline, and the page (from 1) that it leads to."""

    title: str
    page: int


def items(pages: Sequence[str], outline: Sequence[Bookmark]) -> list[str | None]:
    """The item number of each page; `None` throughout if the document is no pack of a meeting's papers."""
    entries = _entries(pages)
    starts = _bookmarked(outline, {item for item, _, _ in entries}, len(pages))
    if len(starts) >= _FEWEST:
        return _spread(starts, len(pages))
    return _printed(pages, entries)


def _entries(pages: Sequence[str]) -> list[tuple[str, int, int]]:
    """Each item that the front sheet lists with papers, and their first and last page as printed."""
    found: list[tuple[str, int, int]] = []
    for words in pages[:_FRONT]:
        for entry in _ENTRY.finditer(words):
            first = int(entry["first"])
            found.append((entry["item"].lower(), first, max(first, int(entry["last"] or first))))
    return found


def _bookmarked(outline: Sequence[Bookmark], listed: set[str], count: int) -> list[tuple[int, str]]:
    """(page, item) of each bookmark of an item that the front sheet lists, as long as they go forward."""
    starts: list[tuple[int, str]] = []
    for mark in outline:
        found = _BOOKMARK.match(mark.title.strip())
        if not found or found["item"].lower() not in listed or not 1 <= mark.page <= count:
            continue
        item = found["item"].lower()
        if not starts or (mark.page >= starts[-1][0] and item != starts[-1][1]):
            starts.append((mark.page, item))
    return starts


def _spread(starts: list[tuple[int, str]], count: int) -> list[str | None]:
    """Each page belongs to the item whose bookmark came last; the front sheet, before the first, to none."""
    found: list[str | None] = [None] * count
    for (page, item), (until, _) in pairwise([*starts, (count + 1, "")]):
        found[page - 1 : until - 1] = [item] * (until - page)
    return found


def _printed(pages: Sequence[str], entries: list[tuple[str, int, int]]) -> list[str | None]:
    """By the page numbers printed on the pages, where they can be found on pages that the front sheet speaks of."""
    found: list[str | None] = [None] * len(pages)
    if len({item for item, _, _ in entries}) < _FEWEST:
        return found
    for place, words in enumerate(pages):
        numbers = {int(number["number"]) for number in _FOOT.finditer(words)}
        belongs = {item for item, first, last in entries for number in numbers if first <= number <= last}
        if len(numbers) == 1 and len(belongs) == 1:
            found[place] = belongs.pop()
    return found
