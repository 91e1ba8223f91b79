"""Lines of a printed page, with their places, in; the page's text out, in which paragraphs run on; never a word more or less.

A line runs on into the next where that is safe: same height and weight of type, next place below in the same column,
and so full that the next line's first word would not have fitted. Headings, list items and rows of tables keep lines
of their own: whoever reads judgements or actions needs the label and the grade as they stand on the page.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low

VERSION = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line as it stands on a page, in points from the page's lower left corner.

    `bottom`, `height` and `weight` are those of the type in which the line begins and ends. `hyphenated`: its last
    word runs on in the next line, and the hyphen is not among `words`.
    """

    words: str
    left: float
    right: float
    first_word_ends: float
    bottom: tuple[float, float]
    height: tuple[float, float]
    weight: tuple[int, int]
    hyphenated: bool = False


# Two edges are one edge if they are this close.
_EDGE = 2.5
# A first line stands in, and a number or bullet stands out, by an inch at the most.
_INDENT = 72.0
# A space, in heights of type.
_SPACE = 0.2
# Shorter lines are labels and names, not running text.
_RUNNING_TEXT = 40
# A gap this much wider than the usual one of the page parts paragraphs.
_PARAGRAPH_GAP = 1.25
# Drops from line to line, in heights of type, that can be lines of one paragraph.
_SPACING = (0.6, 2.5)
_BULLET = re.compile(r"[•●○◦▪■□◼❑❖➢→✓–\-\uf000-\uf0ff]\s|o\s")
# "1.", "10.Plans are", "4.2", "12)", "(a)", "iv.": what numbers an item or a paragraph.
_NUMBER = re.compile(
    r"\d{1,3}[.)](?:\s|[^\W\d])|(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])\s"
)
# A line of a table of contents ends in its page.
_ENTRY = re.compile(r"\s\d{1,3}$")
# "1,842", "£6.2m", "71%", "-3.4", "n/a", "2025/26", "c": what the cells of a column of figures hold.
_FIGURE = re.compile(
    r"[£€(+–-]{0,2}\d[\d,.:/–-]*(?:\s?(?:%|[kmb]n?|pp|per cent))?\)?|n/?a|[-–xcz*:]", re.IGNORECASE
)
# Baselines this close, in heights of type, are those of one row.
_SAME_ROW = 0.3
# No table on one page has more rows.
_MOST_ROWS = 200
_ENDS_SENTENCE = re.compile(r"[.!?:;][”’\")]?$")

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
# "day-to-" and "day", "hard-" and "to-reach".
_IN_COMPOUND = re.compile(r"-\w+\||\|\w+-\w")
# What words are put together with by a hyphen, though it may stand nowhere else in a document.
_PREFIX = re.compile(r"anti|co|cross|ex|inter|mid|multi|non|post|pre|pro|re|self|semi|sub")


def vocabulary(pages: Iterable[list[Line]]) -> Counter[str]:
    """How often each word, with or without hyphens, stands unbroken in a document."""
    counted: Counter[str] = Counter()
    for line in (line for lines in pages for line in lines):
        words = _WORD.findall(line.words.lower().replace("‑", "-"))
        for word in words[:-1] if line.hyphenated else words:
            counted.update({word, *word.split("-")})
    return counted


def in_rows(lines: list[Line]) -> list[Line]:
    """The lines, where a table of figures that was drawn column after column is put into rows.

    The columns of running text are left alone: only a column that is mostly figures is taken for part of a row.
    """
    columns = _columns(lines)
    found: list[Line] = []
    while columns:
        rows = columns.popleft()
        while columns and len(rows) <= _MOST_ROWS and (placed := _placed(rows, columns[0])):
            column = columns.popleft()
            for place, cell in zip(placed, column, strict=False):
                rows[place] = _beside(rows[place], cell)
            if len(placed) < len(column):  # the text goes on below the table
                columns.appendleft(column[len(placed) :])
                break
        found += rows
    return found


def _columns(lines: list[Line]) -> deque[list[Line]]:
    """The lines in runs, each line of which stands below the one before."""
    columns: deque[list[Line]] = deque()
    for line in lines:
        if columns and line.bottom[0] < columns[-1][-1].bottom[1]:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _placed(rows: list[Line], column: list[Line]) -> list[int]:
    """The rows that a column's first cells stand in; none if it is no column of figures beside these rows."""
    places: list[int] = []
    for cell in column:
        place = _row_of(rows, cell)
        if place is None:
            break
        places.append(place)
    figures = sum(_FIGURE.fullmatch(cell.words) is not None for cell in column[: len(places)])
    return places if len(places) > 1 and 2 * figures >= len(places) else []


def _row_of(rows: list[Line], cell: Line) -> int | None:
    """The row that a cell stands in, to the right of all that stands there already."""
    for place, row in enumerate(rows):
        apart = abs(row.bottom[1] - cell.bottom[0])
        if apart <= _SAME_ROW * cell.height[0] and cell.left > row.right:
            return place
    return None


def _beside(row: Line, cell: Line) -> Line:
    return replace(
        row,
        words=f"{row.words} {cell.words}",
        right=cell.right,
        bottom=(row.bottom[0], cell.bottom[1]),
        height=(row.height[0], cell.height[1]),
        weight=(row.weight[0], cell.weight[1]),
        hyphenated=cell.hyphenated,
    )


def text_of(lines: list[Line], known: Counter[str]) -> str:
    """The text of a page: a line end where a paragraph, heading, item or row ends."""
    if not lines:
        return ""
    margins, spacing = _margins(lines), _usual_spacing(lines)
    text = [lines[0].words]
    first = lines[0]
    for above, below in pairwise(lines):
        next_below = _is_next_below(above, below, spacing)
        if above.hyphenated and next_below:
            text += [_hyphen(above.words, below.words, known), below.words]
        elif next_below and _runs_on(first, above, below, margins):
            text += [" ", below.words]
        else:
            text += ["-\n" if above.hyphenated else "\n", below.words]
            first = below
    return "".join(text)


def _is_next_below(above: Line, below: Line, spacing: float) -> bool:
    alike = abs(above.height[1] - below.height[0]) <= above.height[1] / 10
    return alike and 0 < _drop(above, below) <= spacing * _PARAGRAPH_GAP


def _drop(above: Line, below: Line) -> float:
    """How far the next line stands below this one, in heights of its type."""
    return (above.bottom[1] - below.bottom[0]) / above.height[1] if above.height[1] > 0 else 0.0


def _runs_on(first: Line, above: Line, below: Line, margins: dict[int, float]) -> bool:
    """Whether a paragraph that began with `first` and has come to `above` goes on in `below`."""
    if len(above.words) < _RUNNING_TEXT or above.weight[1] != below.weight[0]:
        return False
    if _BULLET.match(below.words) or not _in_one_column(first, above, below):
        return False
    if _NUMBER.match(below.words) and _ENDS_SENTENCE.search(above.words):
        return False
    if _ENTRY.search(above.words) and not below.words[0].islower():
        return False
    next_word = below.first_word_ends - below.left + above.height[1] * _SPACE
    return above.right + next_word > max(_margin(margins, above), _margin(margins, below)) - _EDGE


def _in_one_column(first: Line, above: Line, below: Line) -> bool:
    shift = below.left - above.left
    if abs(shift) <= _EDGE:
        return True
    if above is not first:
        return False
    stands_out = _BULLET.match(first.words) or _NUMBER.match(first.words)
    return 0 < shift <= _INDENT if stands_out else -_INDENT <= shift < 0


def _margins(lines: list[Line]) -> dict[int, float]:
    """How far to the right lines reach that begin at the same left edge."""
    margins: dict[int, float] = {}
    for line in lines:
        edge = round(line.left / _EDGE)
        margins[edge] = max(line.right, margins.get(edge, line.right))
    return margins


def _margin(margins: dict[int, float], line: Line) -> float:
    edge = round(line.left / _EDGE)
    return max(margins.get(near, line.right) for near in (edge - 1, edge, edge + 1))


def _usual_spacing(lines: list[Line]) -> float:
    least, most = _SPACING
    drops = (_drop(above, below) for above, below in pairwise(lines))
    return median_low([drop for drop in drops if least <= drop <= most] or [least])


def _hyphen(above: str, below: str, known: Counter[str]) -> str:
    """The hyphen of a word broken at a line end, or nothing if the printer put it there: as the rest of the document spells it."""
    start, end = _LAST_LETTERS.search(above), _FIRST_LETTERS.match(below)
    if not start or not end or end[0][0].isupper() or _IN_COMPOUND.search(f"{above}|{below}"):
        return "-"
    one, two = start[0].lower(), end[0].lower()
    joined, hyphened = known[one + two], known[f"{one}-{two}"]
    if joined or hyphened:
        return "" if joined > hyphened else "-"
    return "-" if _PREFIX.fullmatch(one) or known[one] or known[two] else ""
