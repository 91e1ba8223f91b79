"""Tables whose cells a PDF broke over lines: each row begins with its date and ends where the next one begins."""

import re
from collections.abc import Iterator, Sequence

from linking.names import FULL_NAME
from linking.programmes.dates import WHEN, Calendar
from linking.programmes.entries import Entry, unmarked
from linking.programmes.lines import Line
from linking.programmes.who import NAME_LINE, POST_LINE

_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z][\w'-]*")
# The cells of one date fill no more lines.
_MOST_LINES = 40
# The heads of columns where a PDF keeps no cells: `Date of meeting Item Lead officer`.
_BARE_HEAD = re.compile(
    r"(?:(?:date|meeting|month)(?: of (?:the )?meeting)?(?: date)?|committee date) (?:agenda )?(?:items?|topics?|subjects?|titles?|issues?|reports?|business)\b"
    r"(?P<rest>(?: [\w/()&-]+){0,8})",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(?:lead|officer|author|report of|responsible|contact)\b", re.IGNORECASE)
_NEXT_ROW = re.compile(rf"(?<= )(?P<who>{FULL_NAME}) (?={WHEN.pattern})")
_NAME_AT_END = re.compile(rf" (?P<who>{FULL_NAME})$")
# Where a post in the next line belongs to the title: `Questions to the`.
_WANTS_NOUN = re.compile(r"\b(?:the|a|an|our|its|of)$", re.IGNORECASE)
# What cannot end a title: `Update on`, `Report of the`.
_OPEN_END = re.compile(r"(?:\b(?:on|of|for|the|and|to|in|at|with|by|from|a|an|our)|[:,–&/-])$", re.IGNORECASE)


def find(lines: Sequence[Line], calendar: Calendar) -> Iterator[Entry]:
    """The entries of all such tables."""
    small = frozenset(word for line in lines for word in _SMALL_WORD.findall(line.words))
    head: re.Match[str] | None = None
    row: list[Line] = []
    tables: list[tuple[bool, list[Line]]] = []
    for line in lines:
        begins = _BARE_HEAD.fullmatch(line.words)
        if begins or line.is_row or line.is_running_text:
            head, row = begins, []
            continue
        for piece in _parted(line, small) if head else ():
            if _begins_with_date(piece.words):
                row = [piece]
                tables.append((bool(head and _ANSWERS.search(head["rest"])), row))
            elif row:
                row.append(piece)
    for with_names, cells in tables:
        if len(cells) <= _MOST_LINES:
            yield from _entries(cells, calendar, small if with_names else None)


def _parted(line: Line, small: frozenset[str]) -> Iterator[Line]:
    """A line in which a PDF ran two rows together, parted where a date follows a name."""
    start = 0
    for found in _NEXT_ROW.finditer(line.words):
        if _is_name(found["who"], small):
            yield line.part(start, found.end("who"))
            start = found.end("who") + 1
    yield line.part(start, len(line.words))


def _begins_with_date(words: str) -> bool:
    found = WHEN.match(words)
    return found is not None and words[found.end() : found.end() + 1] in ("", " ")


def _entries(row: Sequence[Line], calendar: Calendar, small: frozenset[str] | None) -> Iterator[Entry]:
    """The items of one date. Where the last column is for those who answer, a name or post ends each item.

    `small` are the words that the text writes small somewhere: such a word is no name.
    """
    date_words = WHEN.match(row[0].words)
    if date_words is None:
        return
    due = calendar.read(date_words["when"])
    rest = row[0].words[date_words.end() :].strip()
    first = [Line(start=row[0].start, end=row[0].end, words=rest)] if rest else []
    item: list[Line] = []
    who: list[Line] = []
    for line in (*first, *row[1:]):
        is_who = small is not None and bool(item) and _answers(line.words, item, who, small)
        if who and not is_who:
            yield _joined(item, who, due, small)
            item, who = [], []
        (who if is_who else item).append(line)
    if item:
        yield _joined(item, who, due, small)


def _answers(words: str, item: Sequence[Line], who: Sequence[Line], small: frozenset[str]) -> bool:
    """Whether a line below an item says who brings it: a post, a name, or the rest of a post that goes on in a second line."""
    if who and (_OPEN_END.search(who[-1].words) or words[0].islower()):
        return True
    if POST_LINE.fullmatch(words):
        return not _WANTS_NOUN.search((who or item)[-1].words)
    return bool(NAME_LINE.fullmatch(words)) and _is_name(words, small)


def _is_name(words: str, small: frozenset[str]) -> bool:
    return small.isdisjoint(word.strip(",").lower() for word in words.split() if word != "and")


def _joined(
    item: Sequence[Line], who: Sequence[Line], due: str | None, small: frozenset[str] | None
) -> Entry:
    what = unmarked(" ".join(line.words for line in item))
    names = " ".join(line.words for line in who)
    if not names and small is not None and (found := _NAME_AT_END.search(what)):
        before = what[: found.start()]
        if _is_name(found["who"], small) and not _OPEN_END.search(before):
            what, names = before, found["who"]
    return Entry(start=item[0].start, end=(*item, *who)[-1].end, what=what, due=due, who=names or None)
