"""Statistics: figures of the measures that children's services are told by, with their day and their whole.

`At 31 May 2018, 1,986 children are being looked after. Of this number: 192 live in children's homes` gives two figures
of one day, the second part of the first. Counts of children under five are never facts: they could point at a child.
What is told of England or of neighbours is never the council's own.
"""

import math
import re
from collections.abc import Iterator, Sequence

from domain.council import Council
from domain.fact import Fact, FactType
from domain.mention import JsonValue, Mention
from linking import figures as bound
from linking import quantities
from linking.councils import Placed
from linking.figures import Figure
from linking.measures import MEASURES, Unit
from linking.money import Sum
from linking.numbers import NUMBER
from linking.prose import Prose, Span, within
from linking.quantities import Counted
from linking.spells import STRETCH
from linking.times import Found

MEASURE = "statistics.measure@7"
RULES = (MEASURE, *quantities.RULES)

_NUMBER = re.compile(NUMBER)
_FROM = re.compile(r"\bfrom (?:about |around |just |over |under )*$")

# `10,000 referrals over the year`, `between July and September 2025`
_OVER = re.compile(r"\b(?:between|during|over|in|for|from|throughout)(?: the)? $", re.IGNORECASE)
_IN = re.compile(
    r"(?:\b(?:in|by|as at|of|for)(?: the| calendar year| the year to| the year ending)?|\() ?$", re.IGNORECASE
)
_LAST_YEAR = re.compile(r"\b(?:last|past|previous) (?:12|twelve) months\b", re.IGNORECASE)
# `(2024: 341)`, `2019 (548)`, `2023's 23 per cent`
_YEAR_BEFORE = re.compile(r"\b(?P<year>(?:19|20)\d\d)(?:'s| \(|: )(?:it was |at )?$")
# `22.8 per cent for 2024`
_YEAR_AFTER = re.compile(r" (?:for|in|during) (?P<year>(?:19|20)\d\d)\b(?![-/,]?\d|/)")
_YEAR_NEAR = 16
# What stands between a figure and its time and is no other figure: `(50 per 10,000)`, `20-week`, `45 working days`.
_NO_NUMBER = re.compile(r" ?\([^()]*\)|\b\d+[- ](?:working )?(?:week|day|hour|month|year)")
# `this had now reduced to 52`
_NOW = re.compile(r"\b(?:has|had|have|is|was|are|were|it) (?:now|since)\b[^.;,]*$")
# `30 September 2024: 66`, `2023/24 - 412`
_LABELS = re.compile(r": ?| [-–] ")
# What parts a number from a time: another clause begins.
_PARTED = re.compile(
    r"[;.](?!\d)|, (?:and|but|while|which)\b|\b(?:and|but|while|compared|against|from|to|up on|than)\b"
)
# A season or a quarter is a time like a month.
_IS_SEASON = re.compile(r"~")
# How far after a number its own day may stand.
_NEAR = 60
# How far before it.
_BEFORE = 100
# How far below its whole a part may stand that takes its day from it.
_NEAR_WHOLE = 1200

# `At 31 May 2018`, `On 31 August 2026`, `at the end of May 2018`.
_AS_AT = re.compile(r"\b(?:at|on|as at|as of) (?:the )?$", re.IGNORECASE)
# What goes on with a list that began above: a bullet, `Of this number:`, a page number, the rest of a broken line, `Visits: 77%`.
_GOES_ON = re.compile(
    r"[•●▪◼■◦‣·\uf000-\uf0ff*–,;-]|Of (?:this|these|the)|In the last|This is an? (?:increase|reduction)|\d{1,3}$|[a-z]|[A-Z][^.:\d]{2,60}: [^.]{0,30}\d"
)
_LETTER = re.compile(r"(?:\n|; )\(?[a-z][.)] $")
# `against a target of 90%`, `By 31 March the Council must show that:`, `we expect 1,110`; what is aimed at or to come, is not.
_AIMED = re.compile(
    r"\b(?:must|should|aims? (?:to|for)|aiming|ambition|to reach|will|shall|would|could|(?-i:may)|might|expect(?:s|ed|ing)?|forecasts?|predict(?:s|ed|ions?)?|project(?:s|ed|ions?)|"
    r"assum(?:es|ed|ing|ption)|wants?|hopes?|mean to|means to|intend(?:s|ed)? to|plans? to|budgeted|modelled|modelling|would like|if|were growth|required|needs? to|pledged?|promised?|set to|on course|recommend\w*|scenario)\b",
    re.IGNORECASE,
)
# What is aimed at is the number right behind the word, and no more.
_TARGET = re.compile(
    r"\b(?:targets?|goals?|benchmarks?|thresholds?|limits?|maximum|minimum|capacity|ceiling|standard|expectation|aim|ambition)\b[^.;\d]*$",
    re.IGNORECASE,
)
# `18% (target)`, `90% target`, `was the target`
_TARGET_AFTER = re.compile(
    r" (?:target|goal|limit|expected|forecast|recommended|as a target|by the end of|was (?:the target|forecast|expected|predicted|planned))\b|[- ](?:target)",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"\b(?:targets?|goals?)\b", re.IGNORECASE)
# `had fallen to 60 by March`: done, not aimed at.
_PAST = re.compile(
    r"\b(?:had|has|have|was|were|fell|rose|dropped|reached|stood|grew|increased|decreased)\b", re.IGNORECASE
)
# `no more than 18 (December 2023: 24.3)`, `90% by May (was 61%)`: what was is told beside what is aimed at.
_WAS_THEN = re.compile(r"\((?:(?:19|20)\d\d|[A-Z][a-z]+ (?:19|20)\d\d|was|now|currently|it was)[:,]? $")
# From what is to come back to what is: `610 by 2027, against 574 now`.
_BACK = re.compile(
    r"\b(?:against|compared (?:with|to)|up from|down from|from|than|is now|currently)\b", re.IGNORECASE
)
_HEADING = 80
_LINES_ABOVE = 24
# How far into a line that begins a list its day may stand.
_NEAR_START = 24

# A count of children below this could point at a child.
_LEAST = 5
# A smaller number without a day may be a sample: `inspectors met eight care leavers`.
_LEAST_UNDATED, _LEAST_OF_SAMPLE = 8, 50
_SAMPLED = re.compile(
    r"\b(?:met|spoke|spoken|saw|seen|sampl\w+|audit\w*|review(?:ed|s)?|read|survey\w*|interviewed|visited|attend\w*|respon\w+|inspectors?|asked|files?|records|took part|workshops?|forum|team|group|teams)\b",
    re.IGNORECASE,
)


def place(
    prose: Prose, dates: Sequence[Found], sums: Sequence[Sum]
) -> tuple[tuple[Counted, ...], tuple[Figure, ...]]:
    """The numbers that count something, and among them the figures of known measures, in order of place."""
    words = quantities.masked(prose.flow, dates, sums)
    numbers = tuple(quantities.numbers(words))
    figures = tuple(bound.place(prose, words, numbers))
    return tuple(quantities.place(words, numbers, figures)), figures


def find(prose: Prose, counted: tuple[Counted, ...]) -> Iterator[Mention]:
    """Mentions of quantities."""
    yield from quantities.find(prose, counted)


def facts(
    prose: Prose,
    figures: tuple[Figure, ...],
    dates: Sequence[Found],
    placed: Sequence[Placed],
    council: Council | None,
) -> Iterator[Fact]:
    """Figures of known measures with their day, and the whole that they are part of where it stands above them.

    A figure is the council's whom its sentence names before it, else the one's whom the text is about.
    """
    wholes: dict[str, tuple[Figure, str | None]] = {}
    for figure in figures:
        as_of, period = _when(prose, figure, dates)
        whole, day_of_whole = wholes.get(figure.part_of or "", (None, None))
        is_of_it = whole and not figure.chained and figure.of in (None, whole.value)
        if whole and not (is_of_it and _is_part_of(prose, figure, whole)):
            whole = None
        if whole:
            as_of = as_of or day_of_whole
        if not figure.area and not figure.chained:
            wholes[figure.measure] = figure, as_of
        if figure.unit is Unit.COUNT and figure.value < _least(prose, figure, as_of or period):
            continue
        if _is_aimed_at(prose, figure) or not _is_of_council(figure, placed):
            continue
        fields: dict[str, JsonValue] = {
            "measure": figure.measure,
            "value": figure.value,
            "of": figure.of or (whole.value if whole else None),
            "part_of": figure.part_of,
            "unit": figure.unit.value,
            "as_of": as_of,
            "period": period,
        }
        sentence = prose.sentence_at(figure.start)
        named = [each.council for each in within(placed, (sentence[0], figure.start))]
        whose = named[-1] if named else council
        yield Fact(
            type=FactType.STATISTIC,
            evidence=prose.evidence(*sentence),
            rule=MEASURE,
            about=whose.uid if whose and not figure.area else None,
            stated=as_of,
            fields=fields | ({"area": figure.area} if figure.area else {}),
        )


def _is_aimed_at(prose: Prose, figure: Figure) -> bool:
    """Whether the words before a figure, or the line that begins its list, tell of what is to be reached, not from where."""
    smooth = prose.smooth
    if smooth.startswith(" by ", figure.end) and not _PAST.search(
        smooth, max(0, figure.start - 60), figure.start
    ):
        return True  # `from 96 to 60 by March`
    sentence, *above = _list_above(prose, figure.start)
    if _TARGET_AFTER.match(smooth, figure.end) or _TARGET.search(
        smooth, max(sentence[0], figure.start - _NEAR), figure.start
    ):
        return True
    if _FROM.search(smooth, max(0, figure.start - 30), figure.start):
        return False
    if _WAS_THEN.search(smooth, max(sentence[0], figure.start - 30), figure.start):
        return False
    clause = max(smooth.rfind(mark, sentence[0], figure.start) for mark in ");")
    begin = max(sentence[0], clause + 1)
    for back in _BACK.finditer(smooth, begin, figure.start):
        begin = back.end()
    if _AIMED.search(smooth, begin, figure.start):
        return True
    heads = (span for span in above if prose.flow.endswith(":", *span))
    return any(_AIMED.search(smooth, *span) or _TARGETS.search(smooth, *span) for span in heads)


def _is_of_council(figure: Figure, placed: Sequence[Placed]) -> bool:
    """Whether what opens its sentence, if that may be another thing, is a council: `Penfold had 40`, not `Attendance was 92`."""
    return figure.opening is None or bool(within(placed, (figure.opening, figure.opening + 1)))


def _is_part_of(prose: Prose, figure: Figure, whole: Figure) -> bool:
    """Whether a figure stands near enough to the whole to be part of it; what runs over a time only in its list."""
    if not MEASURES[figure.measure].over_time:
        return figure.start - whole.start < _NEAR_WHOLE
    return bool(_GOES_ON.match(prose.flow, *prose.sentence_at(figure.start)))


def _least(prose: Prose, figure: Figure, when: str | None) -> float:
    """The least number that is told: of mere things none without their day, for they may be a sample."""
    if when or figure.named:
        return _LEAST
    if not figure.says_so:
        return math.inf
    is_sample = _SAMPLED.search(prose.smooth, *prose.sentence_at(figure.start))
    return _LEAST_OF_SAMPLE if is_sample else _LEAST_UNDATED


def _when(prose: Prose, figure: Figure, dates: Sequence[Found]) -> tuple[str | None, str | None]:
    """The day that a figure is of, and the time over which it was counted."""
    over_time = MEASURES[figure.measure].over_time
    if own := _own_date(prose, figure, dates):
        # A share is told of a month as of a day.
        is_share = MEASURES[figure.measure].unit is Unit.PERCENT
        most = len("2025") if is_share else len("2025-01")
        is_stretch = "/" in own or (over_time and len(own) <= most)
        return (None, own) if is_stretch else (own, None)
    if figure.chained or _is_now(prose, figure):
        return None, None
    as_of = _as_of(prose, figure, dates)
    return as_of, "P12M" if over_time and _over_a_year(prose, figure) else None


def _is_now(prose: Prose, figure: Figure) -> bool:
    """Whether it is said to be so now, of which no other day of the sentence is."""
    return bool(_NOW.search(prose.smooth, max(0, figure.start - 40), figure.start))


def _own_date(prose: Prose, figure: Figure, dates: Sequence[Found]) -> str | None:
    """The time that the clause of a figure names: right after it, else before it with no other number between."""
    sentence = prose.sentence_at(figure.start)
    before = within(dates, (max(sentence[0], figure.start - _BEFORE), figure.start))
    is_near = bool(before) and figure.start - before[-1].end <= len(": it was at ")
    if not is_near and (
        year := _YEAR_BEFORE.search(prose.smooth, max(sentence[0], figure.start - _YEAR_NEAR), figure.start)
    ):
        return year["year"]
    if year := _YEAR_AFTER.match(prose.smooth, figure.said_to):
        return year["year"]
    for found in within(dates, (figure.end, min(sentence[1], figure.said_to + _NEAR))):
        between = _NO_NUMBER.sub("", prose.smooth[figure.said_to : found.start])
        is_anothers = "(" in between and prose.smooth.startswith((":", " -"), found.end)
        if is_anothers or _NUMBER.search(between) or _PARTED.search(between):
            break
        if _is_time(prose, found, figure):
            return found.value
    for found in reversed(before):
        between = _NO_NUMBER.sub("", prose.smooth[found.end : figure.start])
        if _NUMBER.search(between) or _PARTED.search(between) or ("(" in between and between != " ("):
            return None
        if figure.chained and "," in between and found.start > sentence[0] + len("During the year "):
            return None
        if _is_time(prose, found, figure) or (
            _LABELS.fullmatch(between) and found.value and found.value[0] not in "PR"
        ):
            return found.value
    return None


def _is_time(prose: Prose, found: Found, figure: Figure) -> bool:
    """Whether a date says when something was counted; a stretch of time, over which."""
    if found.value is None or found.value[0] in "PR" or found.rule == STRETCH:
        return False
    words = prose.smooth[max(0, found.start - 12) : found.start]
    if (
        "/" in found.value
        and not _IS_SEASON.search(found.value)
        and MEASURES[figure.measure].unit is not Unit.PERCENT
    ):
        return MEASURES[figure.measure].over_time and bool(_OVER.search(words) or _IN.search(words))
    return bool(_AS_AT.search(words) or _IN.search(words) or _OVER.search(words))


def _as_of(prose: Prose, figure: Figure, dates: Sequence[Found]) -> str | None:
    """The day nearest to the figure in its sentence, else the one at the start of a line above in its list."""
    sentence, *above = _list_above(prose, figure.start)
    here = list(_days(prose, dates, sentence))
    starting = (
        found.value
        for span in above
        for found in _days(prose, dates, span)
        if found.start - span[0] <= _NEAR_START
    )
    here = [
        found
        for found in here
        if found.start - sentence[0] <= _NEAR_START
        or not prose.smooth[slice(*_between(found, figure))].count("; ")
    ]
    if here:
        return min((abs(found.start - figure.start), found.value) for found in here)[1]
    return next(starting, None) or next(
        (found.value for found in _days(prose, dates, _heading(prose, sentence))), None
    )


def _between(found: Found, figure: Figure) -> Span:
    """What stands between a date and a figure, whichever comes first."""
    return (found.end, figure.start) if found.start < figure.start else (figure.end, found.start)


def _heading(prose: Prose, sentence: Span) -> Span:
    """The heading right above the paragraph of a sentence; nothing where there is none."""
    begin = prose.flow.rfind("\n", 0, sentence[0])
    above = prose.sentence_at(begin - 1) if begin > 0 else (0, 0)
    is_heading = above[1] - above[0] <= _HEADING and not prose.flow.endswith((".", "!", "?", ";"), *above)
    return above if is_heading else (0, 0)


def _days(prose: Prose, dates: Sequence[Found], span: Span) -> Iterator[Found]:
    """The dates of a span that say when something was counted: `at 31 May 2018`."""
    for found in within(dates, span):
        is_day = found.value is not None and found.value[0] not in "PR"
        if is_day and _AS_AT.search(prose.smooth, max(0, found.start - 12), found.start):
            yield found


def _over_a_year(prose: Prose, figure: Figure) -> bool:
    (start, end), *above = _list_above(prose, figure.start)
    begin = max(start, prose.smooth.rfind("; ", start, figure.start))
    stop = prose.smooth.find("; ", figure.end, end)
    spans = [(begin, stop if stop >= 0 else end), *above]
    return any(_LAST_YEAR.search(prose.smooth, *span) for span in spans)


def _list_above(prose: Prose, position: int) -> Iterator[Span]:
    """The sentence at a position, and upwards the lines of the list that it stands in, with the one that begins the list."""
    span = prose.sentence_at(position)
    yield span
    goes_on = bool(
        _GOES_ON.match(prose.flow, *span) or _LETTER.search(prose.flow, max(0, span[0] - 5), span[0])
    )
    for above in reversed(prose.sentences_before(span[0], _LINES_ABOVE)):
        if not goes_on and not prose.flow.endswith(":", *above):
            return
        yield above
        goes_on = bool(_GOES_ON.match(prose.flow, *above))
