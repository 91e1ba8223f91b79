"""The table of judgements of an inspection report: labels and grades in, the grade of each aspect out; never from narrative.

A grade counts where it stands beside its label as in a table, row after row, or where label and grade fill a line of
their own, as headings do. An arrangement that could be read in two ways is not read at all: a wrong grade is worse than
a missing one, and a missing one is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from linking import grades
from linking.frameworks import Label
from linking.prose import Prose, Span

ROW = "judgement_table.row@1"
LINE = "judgement_table.heading@1"
RULES = (ROW, LINE)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A grade where the report gives it: the span of label and grade together, and of the grade alone, in `smooth`."""

    aspect: str
    grade: str
    span: Span
    grade_span: Span
    rule: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """The first grade that is given for each aspect, in order of place, and what could not be made out."""

    cells: tuple[Cell, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A label (`aspect`), a grade, or a cell of words that are neither, and where it stands."""

    start: int
    end: int
    aspect: str | None = None
    grade: str | None = None


# What may stand between the pieces of one table: the numbers of its rows and footnotes, rules, its head.
_BETWEEN = re.compile(
    r"(?:[\s:|.*†-]|\b\d(?:\.\d)?\b|\b(?:judge?ments?|grades?|is|are)\b){0,24}", re.IGNORECASE
)
# Where a page ends inside a table: its foot and the next head, a few short lines with a page number.
_PAGE_BREAK = re.compile(r"\n(?:[^\n]{1,110}\n){1,4}")
# A cell with one line of words that no table knows, such as a grade to come.
_UNKNOWN_CELL = re.compile(r"\s[^\n.:;,]{1,40}\n(?:\d(?:\.\d)?\.? )?")
# `The Local Safeguarding Children Board is good`, `The experiences and progress of care leavers: inadequate`.
_IS = re.compile(r"(?:\s(?:is|are))?(?:\s(?:judged|graded)(?:\sto\sbe|\sas)?)?:?\s|:\s?")
# What a line begins with, before its label; a line before it that ends in the middle of a sentence is only wrapped.
_LINE_BEGIN = re.compile(r"(?:^|[^\sa-z,;]\s{0,3}\n|\n\s?\n)[ \t]{0,3}(?:\d(?:\.\d)?\.? )?$")
# What a line ends with, after its grade: nothing that goes on.
_LINE_END = re.compile(r"[ .\d]{0,4}(?:\n\s*(?![a-z])|$)")
# What the first row of a table stands behind: a line end, its number, the table's head.
_TABLE_BEGIN = re.compile(r"(?:^|\n|\b\d(?:\.\d)?\.? |\bgrades?:?\s)$", re.IGNORECASE)
# The head of a table, right above its first row.
_HEAD = re.compile(r"\bgrades?:?\s?$", re.IGNORECASE)
# What a grade that no table knows would look like: a line of a few words.
_SHORT_LINE = re.compile(r"(?:^|\n)[^\n.:]{1,40}\n?$")
_LOOK_BACK = 120
# How far down a report its table begins at the latest.
_TOP = 6000
# One label with a grade is no table.
_FEWEST_ROWS = 2


def read(prose: Prose, labels: Sequence[Label]) -> Table:
    """The table of judgements near the top of a report whose labels these are, and the headings that give grades alone.

    Only the first table counts: a re-inspection lists the grades of the inspection before it further down.
    """
    runs = [run for run in _runs(prose, _pieces(prose.flow, labels)) if run]
    warnings: list[str] = []
    rows: list[Cell] = []
    for run in runs:
        if not rows and run[0].start < _TOP:
            rows = list(_rows(prose.flow, run, warnings))
    headings = [cell for run in runs for cell in _headings(prose, run)]
    cells = [cell for _, given in _by_aspect(rows + headings) if (cell := _one(given, rows, warnings))]
    return Table(cells=tuple(sorted(cells, key=lambda cell: cell.span)), warnings=tuple(warnings))


def _pieces(flow: str, labels: Sequence[Label]) -> list[_Piece]:
    """Labels and grades in order of place; where labels overlap the longest stands."""
    found = [
        _Piece(start=match.start(), end=match.end(), aspect=label.aspect)
        for label in labels
        for match in label.pattern.finditer(flow)
    ]
    kept: list[_Piece] = []
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
        elif piece.end > kept[-1].end:
            kept[-1] = piece
    graded = (
        _Piece(start=match.start(), end=match.end(), grade=grades.canonical(match[0]))
        for match in re.compile(grades.printed(), re.IGNORECASE).finditer(flow)
    )
    return sorted([*kept, *graded], key=lambda piece: piece.start)


def _runs(prose: Prose, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces with nothing between them but what tables hold. A grade in small letters ends a sentence and stands in no table."""
    run: list[_Piece] = []
    for piece in pieces:
        if piece.grade and prose.flow[piece.start].islower():
            if run and run[-1].aspect and _IS.fullmatch(prose.flow, run[-1].end, piece.start):
                yield [run.pop(), piece]
            yield run
            run = []
            continue
        if run and _is_unknown_between(prose.flow, run[-1], piece):
            run.append(_Piece(start=run[-1].end, end=piece.start))
        elif run and not _belongs(prose, run[-1], piece):
            yield run
            run = []
        run.append(piece)
    yield run


def _belongs(prose: Prose, before: _Piece, piece: _Piece) -> bool:
    if piece.start - before.end > _LOOK_BACK * 4:
        return False
    if _BETWEEN.fullmatch(prose.flow, before.end, piece.start):
        return True
    is_broken = prose.evidence(before.start, before.end).page != prose.evidence(piece.start, piece.end).page
    return is_broken and bool(_PAGE_BREAK.fullmatch(prose.flow, before.end, piece.start))


def _is_unknown_between(flow: str, before: _Piece, piece: _Piece) -> bool:
    """Whether two labels have only one cell between them whose words are no grade."""
    if not (before.aspect and piece.aspect) or _BETWEEN.fullmatch(flow, before.end, piece.start):
        return False
    return bool(_UNKNOWN_CELL.fullmatch(flow, before.end, piece.start))


def _rows(flow: str, run: list[_Piece], warnings: list[str]) -> Iterator[Cell]:
    """The cells of a table that reads row by row: label, grade, label, grade."""
    while run and run[0].aspect and not _is_anchored(flow, run[0]):
        run = run[1:]
    kinds = "".join("l" if piece.aspect else "g" for piece in run)
    if kinds.count("l") < _FEWEST_ROWS or "g" not in kinds:
        return
    if not _reads_by_row(flow, run, kinds):
        named = ", ".join(dict.fromkeys(piece.aspect for piece in run if piece.aspect))
        warnings.append(f"inspection: cannot tell which grade is whose: {named}")
        return
    for place in (found.start() for found in re.finditer("lg", kinds)):
        label, grade = run[place], run[place + 1]
        if label.aspect and grade.grade:
            yield _cell(label.aspect, grade.grade, label, grade, ROW)


def _is_anchored(flow: str, piece: _Piece) -> bool:
    """Whether a table can begin here: at a line's begin, its number before it, or under its head."""
    is_numbered = flow[piece.start].isdigit()
    return is_numbered or bool(_TABLE_BEGIN.search(flow, max(0, piece.start - 20), piece.start))


def _reads_by_row(flow: str, run: list[_Piece], kinds: str) -> bool:
    """Whether each grade belongs to the label before it, and no other reading is possible.

    Two grades in a row are two columns of them; several labels before the first grade are columns too; a table that
    begins with a grade, or ends with a label below something short that could be an unknown grade, may have its grades first.
    """
    if "gg" in kinds or (kinds.startswith("ll") and kinds.count("lg") < _FEWEST_ROWS):
        return False
    above = flow[max(0, run[0].start - _LOOK_BACK) : run[0].start]
    is_under_head = bool(_HEAD.search(above))
    if kinds.startswith("g"):
        # The first label is one that we do not know, and stands between the head and its grade.
        return not is_under_head and kinds.endswith("g") and bool(_SHORT_LINE.search(above))
    if kinds.endswith("l"):
        return is_under_head or not _SHORT_LINE.search(above)
    return True


def _fills_line(prose: Prose, start: int, end: int) -> bool:
    """Whether a span of `flow` begins and ends with a line."""
    first, last = prose.span(start, end)
    flow, words = prose.flow, prose.text.words
    begins = _LINE_BEGIN.search(words, max(0, first - 20), first) or _TABLE_BEGIN.search(
        flow, max(0, start - 20), start
    )
    return bool(begins and (_LINE_END.match(words, last) or _LINE_END.match(flow, end)))


def _headings(prose: Prose, run: list[_Piece]) -> Iterator[Cell]:
    """The cell of a heading: a label and its grade that fill a line and stand in no list; the label may stand twice."""
    if len({piece.aspect for piece in run if piece.aspect}) != 1 or len(run) < 2 or not run[-1].grade:
        return
    label, grade = run[-2], run[-1]
    if (
        label.aspect
        and grade.grade
        and _IS.fullmatch(prose.flow, label.end, grade.start)
        and _fills_line(prose, label.start, grade.end)
    ):
        yield _cell(label.aspect, grade.grade, label, grade, LINE)


def _cell(aspect: str, word: str, label: _Piece, grade: _Piece, rule: str) -> Cell:
    return Cell(
        aspect=aspect,
        grade=word,
        span=(label.start, grade.end),
        grade_span=(grade.start, grade.end),
        rule=rule,
    )


def _by_aspect(cells: list[Cell]) -> Iterator[tuple[str, list[Cell]]]:
    ordered = sorted(cells, key=lambda cell: (cell.aspect, cell.span, cell.rule != ROW))
    for aspect, group in groupby(ordered, key=lambda cell: cell.aspect):
        yield aspect, list(group)


def _one(given: list[Cell], rows: list[Cell], warnings: list[str]) -> Cell | None:
    """The cell that counts of those given for an aspect: the table's, else the first heading's, unless others say otherwise."""
    in_tables = [cell for cell in given if cell in rows]
    counts = in_tables or given
    told = list(dict.fromkeys(cell.grade for cell in given))
    if len(told) > 1:
        warnings.append(f"inspection: two grades for {given[0].aspect}: {' and '.join(told)}")
    return counts[0] if len({cell.grade for cell in counts}) == 1 else None
