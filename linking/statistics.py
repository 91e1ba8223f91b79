"""Statistics: numbers with what they count, and of the few measures that children's services are told by, their day and whole.

`At 31 May 2018, 1,986 children are being looked after. Of this number: 192 live in children's homes` gives two figures
of one day, the second part of the first. Counts of children under five are never facts: they could point at a child.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType
from domain.mention import Mention, MentionType
from linking.numbers import CARDINAL_WORD, FIGURE, cardinal
from linking.prose import Prose, Span, within
from linking.times import Found

COUNT = "statistics.count@1"
SHARE = "statistics.share@1"
MEASURE = "statistics.measure@2"
RULES = (COUNT, SHARE, MEASURE)

_LOOKED_AFTER = "children_looked_after"

_NUMBER = re.compile(rf"{FIGURE}|\b(?:{CARDINAL_WORD})\b", re.IGNORECASE)
_COUNTED = (
    r"(?:children|young people|youngsters|care leavers|pupils|babies|families|households|adoptions|cases|referrals|assessments|placements|"
    r"places|plans|reviews|visits|audits|recommendations|(?:social |support |family )?workers|(?:foster )?carers|adopters|staff|posts|"
    r"vacancies|officers|inspectors|councillors|members|(?:children's )?homes|schools|councils|complaints|incidents|beds)"
)
# Words that never stand between a number and what it counts.
_NO_MODIFIER = (
    r"(?!(?:of|in|to|and|or|per|were|was|are|is|had|have|has|with|who|when|which|that|than|for|at|by|from|the|after|before|while|"
    r"during|out|there|days?|weeks?|months?|years?|times|percent|\w+ing)\b)"
)
# What follows a number that counts: ` looked-after children`, ` cases`, ` agency social workers`.
_COUNT = re.compile(rf" (?:{_NO_MODIFIER}[a-z][\w'-]* ){{0,3}}?{_COUNTED}\b", re.IGNORECASE)
# `58%`, `58 per cent`, `80.5 per 10,000`.
_SHARE = re.compile(r" ?%| per ?cent\b| percent\b| per (?:10,000|1,000|100,000)\b")

_WHO = r"(?:children and young people|children|young people|youngsters)"
_LIVE = r"(?:(?:are |were )?liv(?:e|ed|ing)|(?:are |were )?placed|remain|stayed?)"
# What each measure looks like right after its number, and what it is part of.
_MEASURES = tuple(
    (measure, part_of, re.compile(rf" {words}", re.IGNORECASE))
    for measure, part_of, words in (
        (
            "children_looked_after",
            None,
            rf"(?:{_WHO} (?:(?:are|were|who are|who were|being|currently) ){{0,3}}(?:looked after|in (?:the )?care)\b|looked[- ]after {_WHO}|children looked after)",
        ),
        ("children_in_need", None, rf"{_WHO} (?:(?:[\w']+ ){{0,9}}?formally in need|in need\b)"),
        (
            "child_protection_plans",
            None,
            rf"{_WHO} (?:[\w']+ ){{0,6}}?subjects? (?:of|to) a child protection plan",
        ),
        (
            "adoptions",
            _LOOKED_AFTER,
            rf"(?:adoptions\b|{_WHO} (?:who )?(?:had |have |has )?(?:been |were )adopted)",
        ),
        (
            "special_guardianship_orders",
            _LOOKED_AFTER,
            rf"(?:{_WHO} became (?:the )?subjects? of )?special guardianship orders",
        ),
        (
            "in_foster_families",
            _LOOKED_AFTER,
            rf"(?:{_WHO} )?{_LIVE} (?:with|in) foster (?:families|carers|care|homes)",
        ),
        ("in_childrens_homes", _LOOKED_AFTER, rf"(?:{_WHO} )?{_LIVE} in (?:residential )?children's homes"),
        ("with_parents", _LOOKED_AFTER, rf"(?:{_WHO} )?{_LIVE} with (?:their )?parents"),
        (
            "outside_the_area",
            _LOOKED_AFTER,
            rf"(?:\((?:or )?[\d.]+%\) )?(?:{_WHO} )?live outside the local authority area",
        ),
        (
            "unaccompanied_asylum_seeking_children",
            _LOOKED_AFTER,
            rf"(?:{_WHO} )?(?:are |were )?unaccompanied asylum[- ]seeking children",
        ),
        ("care_leavers", None, r"care leavers\b"),
        ("agency_social_workers", None, r"agency social workers\b"),
        ("fostering_households", None, r"foster(?:ing)? households\b"),
    )
)
# What is counted over a time, not on a day.
_OVER_A_YEAR = frozenset({"adoptions", "special_guardianship_orders"})
_LAST_YEAR = re.compile(r"\b(?:last|past|previous) (?:12|twelve) months\b", re.IGNORECASE)

# `At 31 May 2018`, `On 31 August 2026`, `at the end of May 2018`.
_AS_AT = re.compile(r"\b(?:at|on|as at|as of) (?:the )?$", re.IGNORECASE)
# What goes on with a list that began above: a bullet, `Of this number:`, a page number, the rest of a broken line.
_GOES_ON = re.compile(
    r"[•●▪◼■◦‣·\uf000-\uf0ff*–,;-]|Of (?:this|these)|In the last|This is an? (?:increase|reduction)|\d{1,3}$|[a-z]"
)
_LINES_ABOVE = 24
# How far into a line that begins a list its day may stand.
_NEAR_START = 24

# A count of children below this could point at a child.
_LEAST = 5
# A smaller number without a day is mostly a sample: `inspectors met eight care leavers`.
_LEAST_UNDATED = 50


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A number that counts something: its span in `smooth` with what it counts, its value, its rule."""

    start: int
    end: int
    value: int | float
    rule: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of a known measure: where its number begins in `smooth`, its value, and the measure that it is part of."""

    measure: str
    part_of: str | None
    value: int | float
    start: int


def place(prose: Prose) -> tuple[tuple[Counted, ...], tuple[Figure, ...]]:
    """The numbers that count something, and among them the figures of known measures, in order of place."""
    smooth = prose.smooth
    counted: list[Counted] = []
    figures: list[Figure] = []
    for number in _NUMBER.finditer(smooth):
        value = cardinal(number[0])
        if share := _SHARE.match(smooth, number.end()):
            counted.append(Counted(start=number.start(), end=share.end(), value=value, rule=SHARE))
            continue
        count = _COUNT.match(prose.flow, number.end())
        if count and value != 1 and not smooth.endswith("per ", 0, number.start()):
            counted.append(Counted(start=number.start(), end=count.end(), value=value, rule=COUNT))
        for measure, part_of, words in _MEASURES:
            if words.match(smooth, number.end()):
                figures.append(Figure(measure=measure, part_of=part_of, value=value, start=number.start()))
                if not count:
                    counted.append(Counted(start=number.start(), end=number.end(), value=value, rule=MEASURE))
                break
    return tuple(counted), tuple(figures)


def find(prose: Prose, counted: tuple[Counted, ...]) -> Iterator[Mention]:
    """Mentions of quantities: the number with what it counts, or alone where the sentence goes on with a verb."""
    for one in counted:
        yield prose.mention(MentionType.QUANTITY, one.start, one.end, rule=one.rule, value=one.value)


def facts(
    prose: Prose, figures: tuple[Figure, ...], dates: Sequence[Found], council: Council | None
) -> Iterator[Fact]:
    """Figures of known measures with their day, and the whole that they are part of where it stands above them."""
    wholes: dict[str, int | float] = {}
    for figure in figures:
        wholes[figure.measure] = figure.value
        as_of = _as_of(prose, figure, dates)
        if figure.value < (_LEAST if as_of else _LEAST_UNDATED):
            continue
        period = "P12M" if figure.measure in _OVER_A_YEAR and _over_a_year(prose, figure) else None
        yield Fact(
            type=FactType.STATISTIC,
            evidence=prose.evidence(*prose.sentence_at(figure.start)),
            rule=MEASURE,
            about=council.uid if council else None,
            stated=as_of,
            fields={
                "measure": figure.measure,
                "value": figure.value,
                "of": wholes.get(figure.part_of) if figure.part_of else None,
                "part_of": figure.part_of,
                "unit": "count",
                "as_of": as_of,
                "period": period,
            },
        )


def _as_of(prose: Prose, figure: Figure, dates: Sequence[Found]) -> str | None:
    """The day nearest to the figure in its sentence, else the one at the start of a line above in its list."""
    sentence, *above = _list_above(prose, figure.start)
    here = [(abs(found.start - figure.start), found.value) for found in _days(prose, dates, sentence)]
    starting = (
        found.value
        for span in above
        for found in _days(prose, dates, span)
        if found.start - span[0] <= _NEAR_START
    )
    return min(here)[1] if here else next(starting, None)


def _days(prose: Prose, dates: Sequence[Found], span: Span) -> Iterator[Found]:
    """The dates of a span that say when something was counted: `at 31 May 2018`."""
    for found in within(dates, span):
        is_day = found.value is not None and found.value[0] not in "PR"
        if is_day and _AS_AT.search(prose.smooth, max(0, found.start - 12), found.start):
            yield found


def _over_a_year(prose: Prose, figure: Figure) -> bool:
    return any(_LAST_YEAR.search(prose.smooth, *span) for span in _list_above(prose, figure.start))


def _list_above(prose: Prose, position: int) -> Iterator[Span]:
    """The sentence at a position, and upwards the lines of the list that it stands in, with the one that begins the list."""
    span = prose.sentence_at(position)
    yield span
    goes_on = bool(_GOES_ON.match(prose.flow, *span))
    for above in reversed(prose.sentences_before(span[0], _LINES_ABOVE)):
        if not goes_on and not prose.flow.endswith(":", *above):
            return
        yield above
        goes_on = bool(_GOES_ON.match(prose.flow, *above))
