"""Tables that keep their cells: each row is a piece of business, its columns known by their heads."""

import re
from collections.abc import Iterator, Sequence

from linking.programmes.dates import WHEN, Calendar
from linking.programmes.entries import Entry, unmarked
from linking.programmes.lines import Line

_CELL_BREAK = re.compile(r" ?\| ?")
_BULLET = re.compile(r"(?:^| )[•●○▪■◦] ")
# What a column holds by the words of its head; the first that matches. `""`: nothing that is read.
_HEADS = (
    ("issue", re.compile(r"\b(?:issue|plan) (?:ref(?:erence)?|number|no|id)\b", re.IGNORECASE)),
    ("", re.compile(r"\b(?:no|number|ref(?:erence)?|id|added|requested|raised|last|deadline|witness\w*|attend\w*|invite\w*|guests?)\b", re.IGNORECASE)),
    ("who", re.compile(r"\b(?:lead|officers?|author|presented by|report of|responsible|contact)\b", re.IGNORECASE)),
    ("forum", re.compile(r"\bdecision[ -](?:maker|taker)\b|\b(?:decided|taken) by\b|^(?:committee|body|forum|panel|board)$", re.IGNORECASE)),
    ("due", re.compile(r"\b(?:date|when|month|timescale|due|scheduled)\b|\bmeetings?$", re.IGNORECASE)),
    ("what", re.compile(r"\b(?:items?|topics?|subjects?|titles?|issues?|reports?|business|matters?|decisions?)\b", re.IGNORECASE)),
)  # fmt: skip
_LONGEST_HEAD = 6  # words


def find(lines: Sequence[Line], calendar: Calendar) -> Iterator[Entry]:
    """Rows with cells. A date that is empty, or missing where cells were joined, is the one above; without a head it comes first."""
    columns: dict[str, int] = {}
    width, due = 0, None
    for line in lines:
        if not line.is_row:
            # A date across the whole table holds for the rows below it.
            due = calendar.read_alone(line.words) or due
            columns = {} if line.is_running_text else columns
            continue
        cells = [cell.strip() for cell in _CELL_BREAK.split(line.words)]
        if heads := _columns(cells):
            columns, width, due = heads, len(cells), None
            continue
        if not columns and calendar.read_alone(cells[0]):
            columns, width = {"due": 0, "what": 1}, len(cells)
        if not columns:
            continue
        if columns["due"] == 0 and len(cells) == width - 1 and not WHEN.fullmatch(cells[0]):
            cells = ["", *cells]
        if stated := _cell(cells, columns["due"]):
            due = calendar.read(stated)
        yield from _of_cells(line, cells, columns, due)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, where these cells are the head of a programme's table; nothing where they are not."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = cell.strip(" :*")
        if words and len(words.split()) <= _LONGEST_HEAD:
            name = next((name for name, head in _HEADS if head.search(words)), "")
            found.setdefault(name, place)
    return found if {"due", "what"} <= found.keys() else {}


def _of_cells(line: Line, cells: Sequence[str], columns: dict[str, int], due: str | None) -> Iterator[Entry]:
    """What the cells of a row say; one cell may hold several items with bullets."""
    what, issue = _cell(cells, columns["what"]), _cell(cells, columns.get("issue"))
    several = [item.strip(" ;") for item in _BULLET.split(what)] if _BULLET.search(what) else []
    for item in filter(None, several or [what]):
        start = line.start + line.words.index(item) if several else line.start
        yield Entry(
            start=start,
            end=start + len(item) if several else line.end,
            what=unmarked(item),
            due=due,
            who=_cell(cells, columns.get("who")) or None,
            forum=_cell(cells, columns.get("forum")) or None,
            issue=issue if issue.isdecimal() else None,
        )


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
