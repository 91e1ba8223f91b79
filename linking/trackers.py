"""Trackers: a council's own logs of actions, recommendations and outcomes, row by row, as committees' papers carry them.

A text with a table whose head names actions (or recommendations, outcomes) and how they stand goes in; out comes an action
for each row: what was to be done, by whom, by when, and how it stands in the log's own words. Rows that say nothing of
how they stand are listed all the same. A table without such a column is none of these, whatever it is called.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.actions import PlanKind, Standing
from domain.council import Council
from domain.evidence import quote
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import times, tracker_lines
from linking.programmes.dates import Calendar
from linking.programmes.headings import heading_of, year_of
from linking.programmes.lines import Line, lines_of
from linking.prose import Prose

LOGGED = "trackers.logged@1"
RULES = (LOGGED,)

# Cells, or the head of a log without them: only then are the lines looked at one by one.
_COULD_BE = re.compile(
    r"\||^(?:ref(?:erence)?|no|number|id|date|meeting|minute)\b.{0,80}\b(?:status|updates?|progress|position|response|rag)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CELL_BREAK = re.compile(r" ?\| ?")
# What the log is called, as its paper's headings say it: `Action log`, `Recommendation tracker`, `Outstanding actions`.
_LOG = re.compile(
    r"\b(?P<called>(?:(?:outstanding|rolling|scrutiny|committee|cabinet|quarterly) )?(?:actions?|recommendations?|outcomes?|decisions?|resolutions?)"
    r" (?:log|tracker|tracking|monitor(?:ing)?|sheet|schedule|record|register))\b|\b(?P<plain>tracker|outstanding actions|actions outstanding|matters arising)\b",
    re.IGNORECASE,
)
_UNNAMED = "action log"
# What a column holds by the words of its head; the first that matches. `""`: nothing that is read.
_HEADS = (
    ("on", re.compile(r"\b(?:date (?:of )?(?:completed|completion|closed)|completed (?:on|date)|closed on)\b", re.IGNORECASE)),
    ("status", re.compile(r"\b(?:status|rag|complete(?:d)?\??|open/closed|open or closed)\b", re.IGNORECASE)),
    ("due", re.compile(r"\b(?:due|deadline|target|timescales?|timeframe|by when|when|completion date|to be (?:completed|done) by)\b", re.IGNORECASE)),
    ("news", re.compile(r"\b(?:progress|updates?|response|comments?|position|action taken|feedback|result)\b", re.IGNORECASE)),
    ("who", re.compile(r"\b(?:lead|owner|officers?|responsib\w+|by whom|assigned|allocated|who|portfolio)\b", re.IGNORECASE)),
    ("forum", re.compile(r"^(?:committee|body|forum|panel|board)$", re.IGNORECASE)),
    ("what", re.compile(r"\b(?:actions?|recommendations?|outcomes?|resolutions?|information requested|requests?|what)\b", re.IGNORECASE)),
    ("", re.compile(r"\b(?:no|number|ref(?:erence)?|id|date|meeting|minute|raised|added|items?|topics?|titles?|reports?|subject)\b", re.IGNORECASE)),
)  # fmt: skip
_LONGEST_HEAD = 7  # words
# Sentences of more words are no deed that anybody could tick off.
_MOST_WORDS = 150

# How the words of a row read. What is only partly done, or is to be done, is open whatever else is said of it.
_OVER = r"(?:complet\w+|closed|done|actioned|discharged|implemented|achieved|finished|concluded)"
_STILL_OPEN = re.compile(
    r"\b(?:not|partial(?:ly)?|partly|part|nearly|almost|mostly|yet|being|will|to|until|once|when|awaiting|pending|before|should|can|cannot|if)[ -]"
    rf"(?:yet |now |be |fully |been |quite |have ){{0,3}}{_OVER}\b|(?:%|\bper ?cent) {_OVER}\b|\b{_OVER} in part\b",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"\b(?:superseded|replaced by|overtaken by|no longer (?:required|needed|applicable|relevant))\b(?: by)?(?P<by>[^.;|]{0,200})",
    re.IGNORECASE,
)
# `Complete`, `Completed: circulated on 3 May`, `The training is now complete`; not `Complete list to follow`.
_COMPLETE = re.compile(
    rf"(?:^|[.:;–-] ?)(?:action |now |all |fully )?{_OVER}(?=$| ?[-–:.,;(/\d]| (?:on|by|in|at|as|and|see|with|following|via)\b)"
    rf"|\b(?:is|are|was|were|been|now|all|fully) (?:now |fully |all )?{_OVER}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row of a log with its place, its cells by what their columns hold."""

    start: int
    end: int
    cells: Mapping[str, str]


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """An action for each row of a log, with what the log says of it."""
    if not _COULD_BE.search(prose.text.words):
        return
    lines = lines_of(prose.text)
    rows = (*_rows(lines), *_of_lines(lines))
    if not rows:
        return
    heading = heading_of(prose, lines)
    log = _called(heading)
    calendar = Calendar(day=times.anchor_of(day), year=year_of(heading))
    for row in rows:
        known = {
            "forum": row.cells.get("forum"),
            "log": log,
            **_standing(row, calendar),
        }
        fields: dict[str, JsonValue] = {
            "who": row.cells.get("who"),
            "what": row.cells["what"],
            "due": calendar.read(row.cells.get("due", "")),
            "issue": None,
            "plan": PlanKind.TRACKER,
        }
        yield Fact(
            type=FactType.ACTION,
            evidence=quote(prose.text, row.start, row.end),
            rule=LOGGED,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.REQUIRED,
            fields=fields | {name: value for name, value in known.items() if value is not None},
        )


def standing(words: str) -> Standing:
    """How business stands by words about it: complete or superseded where they say so outright, open in all other cases."""
    if _STILL_OPEN.search(words):
        return Standing.OPEN
    if _SUPERSEDED.search(words):
        return Standing.SUPERSEDED
    return Standing.COMPLETE if _COMPLETE.search(words) else Standing.OPEN


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """The rows below each head of a log, until running text or another head ends its table."""
    columns: dict[int, str] = {}
    width = 0
    for line in lines:
        if not line.is_row:
            columns = {} if line.is_running_text else columns
            continue
        cells = [cell.strip() for cell in _CELL_BREAK.split(line.words)]
        if heads := _columns(cells):
            columns, width = heads, len(cells)
            continue
        if not columns or len(cells) != width:
            # Cells that were joined could be read as those of another column.
            continue
        named = {name: cells[place] for place, name in columns.items() if cells[place]}
        what = named.get("what", "")
        if any(letter.isalpha() for letter in what) and len(what.split()) <= _MOST_WORDS:
            yield _Row(start=line.start, end=line.end, cells=named)


def _of_lines(lines: Sequence[Line]) -> Iterator[_Row]:
    """The rows of logs whose cells a PDF ran together."""
    for row in tracker_lines.find(lines):
        yield _Row(start=row.start, end=row.end, cells=row.cells)


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """What each column holds, where these cells are the head of a log; nothing where they are not."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        words = cell.strip(" :*")
        if not words or len(words.split()) > _LONGEST_HEAD:
            continue
        name = next((name for name, head in _HEADS if head.search(words)), "")
        if name and name not in found.values():
            found[place] = name
    named = set(found.values())
    return found if "what" in named and named & {"status", "news"} else {}


def _standing(row: _Row, calendar: Calendar) -> dict[str, str | None]:
    """How a row stands, in whose words, and since when; nothing where it says nothing.

    A column for the status tells it, else the column of updates.
    """
    said = row.cells.get("status") or row.cells.get("news")
    on = calendar.read(row.cells.get("on", "")) if row.cells.get("on") else None
    if said is None and on is None:
        return {}
    stands = Standing.COMPLETE if said is None else standing(said)
    by = _SUPERSEDED.search(said) if said and stands is Standing.SUPERSEDED else None
    return {
        "status": stands,
        "said": said or row.cells["on"],
        "on": on if stands is Standing.COMPLETE else None,
        "by": (by["by"].strip(" :,") or None) if by else None,
    }


def _called(heading: str) -> str:
    """What the log calls itself, in small letters: `action log`, `recommendation tracker`."""
    found = _LOG.search(heading)
    return " ".join((found["called"] or found["plain"]).lower().split()) if found else _UNNAMED
