"""What differs between two versions of a text, word by word, in a form that can be quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_CONTEXT = 8  # words shown before and after a change
_SAME_LINES = 4  # unchanged words between two changes that still read as one


@dataclass(frozen=True, kw_only=True)
class WordChange:
    """Words that stood before and words that stand now, each with where they lie; either may be empty.

    `lead` and `tail` are the unchanged words around, as they stand now.
    """

    before: str
    after: str
    before_span: tuple[int, int]
    after_span: tuple[int, int]
    lead: str
    tail: str


def word_changes(before: str, after: str) -> list[WordChange]:
    """The changes in reading order; white space alone is no change.

    Lines are compared first, words only within the lines that differ, so that a pack of 300 pages stays quick.
    """
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    return [
        WordChange(
            before=_slice(before, old, i1, i2),
            after=_slice(after, new, j1, j2),
            before_span=_span(old, i1, i2, len(before)),
            after_span=_span(new, j1, j2, len(after)),
            lead=_slice(after, new, max(0, j1 - _CONTEXT), j1),
            tail=_slice(after, new, j2, min(len(new), j2 + _CONTEXT)),
        )
        for i1, i2, j1, j2 in _joined(_differences(before, after, old, new))
    ]


def _differences(
    before: str, after: str, old: list[re.Match[str]], new: list[re.Match[str]]
) -> Iterator[tuple[int, int, int, int]]:
    old_lines, new_lines = _lines(before, old), _lines(after, new)
    lines = SequenceMatcher(
        None, [words for _, _, words in old_lines], [words for _, _, words in new_lines], autojunk=False
    )
    for tag, a1, a2, b1, b2 in lines.get_opcodes():
        if tag == "equal":
            continue
        i1, i2 = _bounds(old_lines, a1, a2, len(old))
        j1, j2 = _bounds(new_lines, b1, b2, len(new))
        words = SequenceMatcher(None, [w[0] for w in old[i1:i2]], [w[0] for w in new[j1:j2]], autojunk=False)
        for kind, x1, x2, y1, y2 in words.get_opcodes():
            if kind != "equal":
                yield i1 + x1, i1 + x2, j1 + y1, j1 + y2


def _joined(differences: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for i1, i2, j1, j2 in differences:
        if joined and i1 - joined[-1][1] < _SAME_LINES and j1 - joined[-1][3] < _SAME_LINES:
            joined[-1] = (joined[-1][0], i2, joined[-1][2], j2)
        else:
            joined.append((i1, i2, j1, j2))
    return joined


def _lines(text: str, words: list[re.Match[str]]) -> list[tuple[int, int, str]]:
    """(first word, word after the last, the line's words joined by single spaces) of each line that has words."""
    lines: list[tuple[int, int, str]] = []
    first = 0
    for index, word in enumerate(words):
        last = index + 1 == len(words) or "\n" in text[word.end() : words[index + 1].start()]
        if last:
            lines.append((first, index + 1, " ".join(w[0] for w in words[first : index + 1])))
            first = index + 1
    return lines


def _bounds(lines: list[tuple[int, int, str]], first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        return lines[first][0], lines[last - 1][1]
    at = lines[first][0] if first < len(lines) else end
    return at, at


def _slice(text: str, words: list[re.Match[str]], first: int, last: int) -> str:
    return text[words[first].start() : words[last - 1].end()] if first < last else ""


def _span(words: list[re.Match[str]], first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        return words[first].start(), words[last - 1].end()
    at = words[first].start() if first < len(words) else end
    return at, at
