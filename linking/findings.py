"""Findings: what Ofsted itself lists as to be improved, as a priority for action or as a strength, item by item, in its words.

Only lists under headings that stand in reference/finding_headings.csv are read; narrative is not. A list ends where
another heading or running text begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from domain import reference
from domain.council import Council
from domain.evidence import quote
from domain.fact import Fact, FactType
from linking import printed_lines
from linking.printed_lines import PrintedLine
from linking.prose import Prose

LISTED = "findings.listed@1"
RULES = (LISTED,)

OFSTED = "Ofsted"

_BULLET = re.compile(r"(?:[•●○◦▪■□◼❑❖➢→✓‣·*\uf000-\uf0ff-]|o(?= [A-Z]))\s+")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s?(?=[A-Z])|\([a-z]\)\s?")
# `There are no areas for priority action.`
_NONE = re.compile(
    r"\b(?:no|not (?:find|identify)\w* any|none) (?:areas?|priority)\b|^none\.?$", re.IGNORECASE
)
_ENDS = re.compile(r"[.;:!?][\"')\]]*[\d*†]{0,2}$")
# `... (Enabler: ...)` and the like end items too.
_CLOSED = re.compile(r"\)$")
# What an item of area SEND reports says is to be done, and so tells it from the body that is to do it.
_TO_DO = re.compile(
    r"\b(?:should|must|needs? to|to ensure|urgently|ensure|improve|develop|strengthen|continue)\b",
    re.IGNORECASE,
)
# `Northshire Council Leaders should ...`: a row of which both cells came out in one line.
_BODY_FIRST = re.compile(
    r"(?P<who>(?:Leaders (?:at|of|in) )?(?:[A-Z][\w'&-]{0,30}(?:,| and| of| for| the| &){0,2} ){1,16}?(?:Council|Board|Trust|ICB|Borough|Partnership|Authority)) "
    r"(?=(?:Leaders|Partners|The|Those|Health|Education|All)\b)"
)
_GOES_ON = re.compile(r"\b(?:and|or|of|for|the|to|in|with|at|by|a|an)$|[,-]$")
# No list of findings is longer; a longer one was misread.
_MOST_ITEMS = 40
# Without bullets a list is short paragraphs: so many at the most before its items must begin.
_MOST_LEADING = 4
_LONGEST_ITEM = 1500


@dataclass(frozen=True, kw_only=True)
class Finding:
    """An item of a list: its kind (priority_action, improvement, strength), its words, its place in the text and in its list.

    `who` is the body printed beside it that is to act, as area SEND reports print it.
    """

    kind: str
    words: str
    start: int
    end: int
    number: int
    who: str | None = None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The findings of a report or letter, and which lists could not be read."""

    items: tuple[Finding, ...]
    warnings: tuple[str, ...]


def read(prose: Prose) -> Listed:
    """The items of every list of findings, in order of place; a list that cannot be told into items is said."""
    lines = printed_lines.of(prose)
    heads = [
        (place, kind) for place, line in enumerate(lines) if (kind := heading_kind(line.words)) is not None
    ]
    found: list[Finding] = []
    warnings: list[str] = []
    for (place, kind), (end, _) in pairwise([*heads, (len(lines), "")]):
        below = lines[place + 1 : end]
        items = _items(below, kind) if kind else []
        found += items
        if kind and below and not items and not any(_NONE.search(line.words) for line in below):
            warnings.append(f"inspection: cannot tell the items under {lines[place].words!r}")
    return Listed(items=tuple(found), warnings=tuple(warnings))


def facts(
    prose: Prose, findings: tuple[Finding, ...], council: Council | None, inspected: str | None
) -> Iterator[Fact]:
    """A fact for each finding; the evidence is the item as it stands in the text."""
    for finding in findings:
        yield Fact(
            type=FactType.FINDING,
            evidence=quote(prose.text, finding.start, finding.end),
            rule=LISTED,
            about=council.uid if council else None,
            stated=inspected,
            fields={
                "kind": finding.kind,
                "words": finding.words,
                "number": finding.number,
                "who": finding.who,
                "by": OFSTED,
                "inspected": inspected,
            },
        )


def heading_kind(line: str) -> str | None:
    """The kind of findings that a heading is above, empty for other known headings; `None` for a line that is none."""
    return next((kind for kind, pattern in _headings() if pattern.fullmatch(line)), None)


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # A footnote's number stands right behind the words; a page number of a table of contents behind a space.
    return tuple(
        (
            row["kind"],
            re.compile(
                rf"(?:responsible bod(?:y|ies) )?(?:{row['heading']})(?:\(s\))?(?:\s?[?:])?[\d*†]{{0,2}}",
                re.IGNORECASE,
            ),
        )
        for row in reference.table("finding_headings")
    )


def _items(lines: tuple[PrintedLine, ...], kind: str) -> list[Finding]:
    """The items of one list, whose heading stood above these lines."""
    for marker in (_BULLET, _NUMBER):
        first = next((place for place, line in enumerate(lines) if marker.match(line.words)), None)
        if first is not None and first <= _MOST_LEADING:
            groups: list[tuple[str | None, list[PrintedLine]]] = [
                (None, group) for group in _marked(lines[first:], marker)
            ]
            break
    else:
        groups = list(_paragraphs(lines))
    if len(groups) > _MOST_ITEMS:
        return []
    found: list[Finding] = []
    for who, group in groups:
        opening = unmarked(group[0].words)
        body = _BODY_FIRST.match(opening) if who is None else None
        if body:
            who, opening = body["who"], opening[body.end() :]
        words = " ".join(" ".join([opening, *(unmarked(line.words) for line in group[1:])]).split())
        if words and not _NONE.search(words):
            start = group[0].end - len(opening)
            found.append(
                Finding(
                    kind=kind, words=words, start=start, end=group[-1].end, number=len(found) + 1, who=who
                )
            )
    return found


def unmarked(words: str) -> str:
    """A line without its bullet or number."""
    mark = _BULLET.match(words) or _NUMBER.match(words)
    return words[mark.end() :] if mark else words


def _marked(lines: tuple[PrintedLine, ...], marker: re.Pattern[str]) -> Iterator[list[PrintedLine]]:
    """The groups of lines that begin with a mark, each with the lines that it runs on in."""
    group: list[PrintedLine] = []
    for line in lines:
        if marker.match(line.words):
            if group:
                yield group
            group = [line]
        elif group and _runs_on(group[-1].words, line.words):
            group.append(line)
        else:
            break
    if group:
        yield group


def _runs_on(above: str, below: str) -> bool:
    if _ENDS.search(above) or (_CLOSED.search(above) and not below[0].islower()):
        return False
    return below[0].islower() or below[0] in "(\"'" or below[0].isdigit() or bool(_GOES_ON.search(above))


def _paragraphs(lines: tuple[PrintedLine, ...]) -> Iterator[tuple[str | None, list[PrintedLine]]]:
    """The sentences of a list without marks: each says what is to be done, some after the body that is to do it."""
    group: list[PrintedLine] = []
    who: list[PrintedLine] = []
    for line in lines:
        told = " ".join(one.words for one in group)
        if group and not _TO_DO.search(told) and line.words[0].isupper() and not _GOES_ON.search(told):
            who, group = [*who, *group], []
        group.append(line)
        told = f"{told} {line.words}" if group[:-1] else line.words
        if len(told) > _LONGEST_ITEM:
            return
        if _ENDS.search(line.words) and not line.words.endswith(":"):
            if _TO_DO.search(told):
                yield (" ".join(one.words for one in who) or None, group)
            who, group = [], []
    if group and _TO_DO.search(" ".join(one.words for one in group)):
        yield (" ".join(one.words for one in who) or None, group)
