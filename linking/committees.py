"""Committees: bodies that meet, by the council's own list, by the names that such bodies really carry, and by their pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.known import Known, KnownCommittee
from domain.mention import Mention, MentionType
from linking.gazetteer import Gazetteer
from linking.prose import Prose

KNOWN_TITLE = "committees.known_title@1"
COMMON_NAME = "committees.common_name@1"
PATTERN = "committees.pattern@2"
IN_SMALL = "committees.in_small@1"
WHOLE = "committees.whole_council@1"
NOMINAL = "committees.nominal@2"
RULES = (KNOWN_TITLE, COMMON_NAME, PATTERN, IN_SMALL, WHOLE, NOMINAL)

# `Health and Adult Care Scrutiny Sub-Committee`: words with capitals that end in the name of a body.
_PATTERNED = re.compile(
    r"(?<![\w'&-])(?:[A-Z][\w'&-]{0,30},? (?:(?:and|&|of|for) )?){0,9}"
    r"(?:(?:Sub-)?Committee|Select Commission"
    r"|(?:Scrutiny|Parenting|Improvement|Assurance|Policy|Advisory|Review|Performance)(?: Management)? (?:Board|Panel|Commission|Forum))\b"
)
# `EMPLOYMENT COMMITTEE`, as headings print it.
_IN_CAPITALS = re.compile(
    r"(?<![\w'&-])(?:[A-Z][A-Z'&-]{2,30},? (?:(?:AND|&|OF|FOR) )?){0,9}(?:(?:SUB-)?COMMITTEE|SELECT COMMISSION|(?:SCRUTINY|PARENTING|IMPROVEMENT|OVERVIEW)(?: MANAGEMENT)? (?:BOARD|PANEL|COMMISSION|FORUM))\b"
)
_LEADING_CAPITALS = re.compile(
    r"(?:[A-Z' ]+ (?:OF|FOR) )?(?:THE|MINUTES|AGENDA|MEETING|REPORT|DRAFT)(?: OF| TO)? "
    r"|(?:[A-Z'-]+ (?:(?:AND|OF|UPON) )?){1,5}COUNCIL(?:'S)? (?=[A-Z])"
)
# `the licensing committee`, `the authority's children and learning overview committee`: what such bodies are for.
_IN_SMALL = re.compile(
    r"(?:(?<=\b[Tt]he )|(?<='s )|(?<=\bits ))(?:(?!(?:of|the|to|by|at|for|in|on|chair\w*|council|authority|its|and)\b)[a-z'-]{2,20}(?:,| and|,? &)? ){0,6}?(?P<field>children|people|scrutiny|overview|licensing|planning|audit|employment|"
    r"standards|governance|pensions?|appointments|health|education|families|learning|care|communities|place|policy|resources|finance|housing|adults?|young|schools|youth)\b"
    r"(?:'s)?(?:(?:,| and|,? &)? [a-z']{2,20}){0,5}? (?:sub-)?(?:select committee|committee|scrutiny panel|scrutiny commission|scrutiny board)\b"
)
# `recommend to Council`, `report to Council`: the whole of it.
_TO_COUNCIL = re.compile(
    r"(?:(?<=\b[Tt]o )|(?<=\bby )|(?<=\bat )|(?<=\bof [Ff]ull ))Council\b(?! (?:[A-Z]|'s))(?!'s)"
)
_FULL_COUNCIL = "Full council"
# The cabinet of a `Cabinet Member` is part of a post.
_A_POST = re.compile(r"(?<=[Cc]abinet) [Mm]embers?\b|(?<=CABINET) MEMBERS?\b")
# The cabinet in the heading of its papers.
_CABINET = re.compile(r"(?<![\w'-])CABINET\b(?! (?:MEMBER|[A-Z]+ COMMITTEE))")
_HEAD = 300
# Words with a capital before a name that are no part of it.
_LEADING = re.compile(
    r"(?:The|A|An|This|That|Its|Our|Their|At|To|By|In|On|From|For|Of|Report|Chair|Chairman|Minutes|Agenda|Members?|Meeting|"
    r"Councillor|Cllr|Coun|Draft|DRAFT|RESOLVED|Resolved|Decision)(?:,| of| to| for| and)? "
    # `Northshire County Council Corporate Parenting Board`: whose it is
    r"|(?:[A-Z][\w'-]+ (?:(?:and|of|upon) )?){1,5}Council(?:'s)? (?=[A-Z])"
)
# `the committee heard`: the one named before.
_NOMINAL = re.compile(
    r"\b[Tt]he ((?:[Ss]ub-)?[Cc]ommittee|[Bb]oard|[Pp]anel|Commission|Forum)\b(?! (?:of|on|for|members?|room|papers?)\b)"
)

# Names that are common words in small letters.
_WITH_CAPITALS = frozenset(
    {"Cabinet", "Schools Forum", "School Forum", "Executive Board", "Executive Committee"}
)
# So general that they name no body.
_GENERAL = frozenset(
    {
        "the Executive",
        "Working Group",
        "Task Group",
        "multi-agency safeguarding arrangements",
        "Budget Council",
    }
)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A place where a committee is meant: its span in `smooth`, its name as listed or printed, its public id if it has one."""

    start: int
    end: int
    name: str
    uid: str | None
    rule: str


def place(prose: Prose, known: Known, own: Council | None) -> tuple[Placed, ...]:
    """Where committees are meant, in order; of two names at one place the longer stands."""
    listed, uids = _listed(known.committees, own.slug if own else None)
    found = [
        *_by_names(prose.smooth, listed, KNOWN_TITLE),
        *_by_pattern(prose.flow),
        *_by_words(prose.flow),
    ]
    found += [one for names in _common_names() for one in _by_names(prose.smooth, names, COMMON_NAME)]
    kept: list[Placed] = []
    for start, end, rule in sorted(found, key=lambda one: (one[0], -one[1])):
        if (not kept or start >= kept[-1].end) and not _A_POST.match(prose.smooth, end):
            name = _FULL_COUNCIL if rule == WHOLE else prose.smooth[start:end]
            kept.append(Placed(start=start, end=end, name=name, uid=uids.get(_folded(name)), rule=rule))
    return tuple(sorted((*kept, *_nominal(prose.smooth, kept)), key=_start))


def find(prose: Prose, placed: tuple[Placed, ...]) -> Iterator[Mention]:
    """Mentions of committees; those that the archive does not list are numbered within the text."""
    local: dict[str, str] = {}
    for one in placed:
        entity = one.uid or local.setdefault(_folded(one.name), f"committee/{len(local) + 1}")
        yield prose.mention(MentionType.COMMITTEE, one.start, one.end, rule=one.rule, entity=entity)


def _by_names(smooth: str, names: Gazetteer[str], rule: str) -> Iterator[tuple[int, int, str]]:
    for start, end, _ in names.find(smooth):
        yield start, end, rule


def _by_pattern(flow: str) -> Iterator[tuple[int, int, str]]:
    for found in _PATTERNED.finditer(flow):
        start = found.start()
        while leading := _LEADING.match(flow, start, found.end()):
            start = leading.end()
        if " " in flow[start : found.end()]:
            yield start, found.end(), PATTERN


def _by_words(smooth: str) -> Iterator[tuple[int, int, str]]:
    """Names in capitals, in small letters, and the full council by the way it is spoken of."""
    for found in _IN_CAPITALS.finditer(smooth):
        start = found.start()
        while leading := _LEADING_CAPITALS.match(smooth, start, found.end()):
            start = leading.end()
        if " " in smooth[start : found.end()]:
            yield start, found.end(), PATTERN
    for found in _CABINET.finditer(smooth[:_HEAD]):
        yield found.start(), found.end(), PATTERN
    for found in _IN_SMALL.finditer(smooth):
        yield found.start(), found.end(), IN_SMALL
    for found in _TO_COUNCIL.finditer(smooth):
        yield found.start(), found.end(), WHOLE


def _nominal(smooth: str, named: list[Placed]) -> Iterator[Placed]:
    """`the committee`, where the nearest name before it is a committee's and not a board's."""
    for found in _NOMINAL.finditer(smooth):
        before = bisect_left(named, found.start(), key=_start)
        kind = found[1].lower().removeprefix("sub-")
        if before and kind in named[before - 1].name.lower():
            meant = named[before - 1]
            yield Placed(start=found.start(1), end=found.end(1), name=meant.name, uid=meant.uid, rule=NOMINAL)


@lru_cache(maxsize=8)
def _listed(
    committees: tuple[KnownCommittee, ...], council: str | None
) -> tuple[Gazetteer[str], dict[str, str]]:
    """The committees that a council lists: to look for, and their public ids by title."""
    own = [one for one in committees if one.council == council]
    return Gazetteer({one.title: one.title for one in own if " " in one.title}), {
        _folded(one.title): one.uid for one in own
    }


@lru_cache(maxsize=1)
def _common_names() -> tuple[Gazetteer[str], Gazetteer[str]]:
    """Names that bodies carry in many councils: those that count in any case, and those that need their capitals."""
    rows = [row for row in reference.table("glossary") if row["kind"] == "committee"]
    names = {name for row in rows for name in (row["canonical"], *reference.cells(row["aliases"]))} - _GENERAL
    names |= {row["name"] for row in reference.table("committee_names")}
    any_case = {name: name for name in names - _WITH_CAPITALS if " " in name}
    with_capitals = {name: name for name in names if name not in any_case}
    return Gazetteer(any_case, any_case=True), Gazetteer(with_capitals)


def _folded(name: str) -> str:
    return name.replace("&", "and").casefold()


def _start(one: Placed) -> int:
    return one.start
