"""Tracker lines: the rows of a log whose cells a PDF ran together, told apart by what stands at their ends.

A row begins with its number or its date, as its head says, and ends with how it stands; the date before that is when it
is due, and a post or a name before that is who is to do it. A row in which these are not plain is not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from linking.names import FULL_NAME
from linking.programmes.dates import WHEN
from linking.programmes.lines import Line
from linking.programmes.who import POST
from linking.time_words import FULL_MONTHS

# The words that heads of logs are made of.
_ACTION = frozenset(
    {"action", "actions", "recommendation", "recommendations", "outcome", "outcomes", "request"}
)
_STANDS = frozenset({"status", "update", "updates", "progress", "position", "response", "rag"})
_NUMBER = frozenset({"ref", "reference", "no", "number", "id"})
_DATE = frozenset({"date", "meeting", "raised", "minute"})
_WHO = frozenset({"owner", "lead", "officer", "responsible", "who", "whom", "responsibility", "assigned"})
_HEAD = _ACTION | _STANDS | _NUMBER | _DATE | _WHO | {
    "due", "deadline", "target", "timescale", "when", "by", "of", "to", "and", "for", "comment", "comments", "completion", "agreed", "item", "topic",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_MONTH = rf"(?:{FULL_MONTHS})"
# `23 `, `R4. `, `AS12) `: the number of a row, not the day of `31 October`.
_REF = re.compile(rf"[A-Z]{{0,4}}\d{{1,4}}[a-z]?[.)]? (?=[A-Z0-9])(?!{_MONTH}\b)")
# How a row stands, as logs begin to say it.
_STATUS = re.compile(
    r"(?<= )(?:Partially complete|Not complete|Complete[d]?|Closed|Done|Actioned|Implemented|Discharged|Superseded|No longer required|"
    r"In progress|On-?going|Not (?:yet )?started|Outstanding|Overdue|Open|On track|Underway|Under way|To be completed)\b"
)
_NAMED_LAST = re.compile(
    rf" (?P<who>(?:{FULL_NAME}|Chair(?: and Vice[- ]Chair)?|Clerk|All members|Officers))$"
)
_POST_LAST = re.compile(rf" (?P<who>{POST}(?: [\w'&,-]+){{0,8}})$")
# The cells of one row fill no more lines.
_MOST_LINES = 14


@dataclass(frozen=True, kw_only=True)
class RowOfLines:
    """A row over some lines, and its cells by what their columns hold."""

    start: int
    end: int
    cells: Mapping[str, str]


def find(lines: Sequence[Line]) -> Iterator[RowOfLines]:
    """The rows below each such head, until another one or the end of their lines."""
    head: list[str] = []
    row: list[Line] = []
    for line in lines:
        if line.is_row:
            yield from _read(row, head)
            head, row = [], []
        elif words := _head(line.words):
            yield from _read(row, head)
            head, row = words, []
        elif head and _begins(line.words, head):
            yield from _read(row, head)
            row = [line]
        elif row:
            row.append(line)
    yield from _read(row, head)


def _head(words: str) -> list[str]:
    """The words of a head of a log; nothing for any other line."""
    found = _WORD.findall(words.lower())
    is_head = bool(found) and set(found) <= _HEAD and set(found) & _ACTION and set(found) & _STANDS
    return found if is_head and found[0] in _NUMBER | _DATE else []


def _begins(words: str, head: Sequence[str]) -> bool:
    if head[0] in _NUMBER:
        return _REF.match(words) is not None
    found = WHEN.match(words)
    return found is not None and words[found.end() : found.end() + 1] == " "


def _read(row: Sequence[Line], head: Sequence[str]) -> Iterator[RowOfLines]:
    if not row or len(row) > _MOST_LINES:
        return
    words = " ".join(line.words for line in row)
    if head[0] in _NUMBER:
        words = _REF.sub("", words, count=1)
    if (raised := WHEN.match(words)) and not _DATE.isdisjoint(head):
        words = words[raised.end() :].lstrip(" ,")
    status = _STATUS.search(words)
    if status is None:
        return
    before = words[: status.start()].rstrip()
    due = next((found for found in WHEN.finditer(before) if found.end() == len(before)), None)
    what = before[: due.start()].rstrip(" ,") if due else before
    who = None if _WHO.isdisjoint(head) else _POST_LAST.search(what) or _NAMED_LAST.search(what)
    what = what[: who.start()] if who else what
    cells = {
        "what": what.strip(),
        "who": who["who"] if who else "",
        "due": due["when"] if due else "",
        "status": words[status.start() :],
    }
    if what.strip():
        yield RowOfLines(
            start=row[0].start,
            end=row[-1].end,
            cells={name: cell for name, cell in cells.items() if cell},
        )
