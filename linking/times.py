"""Times: dates, periods, durations and recurrences as a text words them, each with its EDTF or ISO 8601 value.

What is relative ("next February", "this week") is resolved against the day on which the text was published; where no
such day is known the value stays `None`. A date is never made more exact than it was stated. The wordings themselves
stand in `dates` (what is printed) and `spells` (what is counted).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.dates import NotADate
from domain.dates import parse as parse_date
from domain.mention import Mention, MentionType
from linking import dates, spells
from linking.dates import DAY, DAYS_PRINTED, days_printed
from linking.prose import Prose, Span
from linking.time_words import DAY_TH, MONTH_NAME, WEEKDAY_NAME, YEAR_NUMBER, Wording, told_from

__all__ = (
    "DAY",
    "DAYS_PRINTED",
    "RULES",
    "Found",
    "anchor_of",
    "day_of",
    "days_printed",
    "find",
    "held",
    "in_prose",
    "published",
)

RULES = (*dates.RULES, *spells.RULES)
_WORDINGS = (*dates.WORDINGS, *spells.WORDINGS)
# Times that their own words put in no year.
_UNDATED = frozenset(
    (dates.UNDATED_DAY, dates.UNDATED_MONTH, dates.SEASON, dates.UNDATED_QUARTER, spells.FEAST)
)

# Every wording has one of these in it, of the kinds that `Wording` names; so much of the text around one is looked at.
# The first letters of all stand before them: most places in a text are passed over by these alone.
_CORE = re.compile(
    rf"(?=[\dACDEFJMNOQSWYadelmnoqstwy])(?:(?P<y>(?:19|20)\d\d|\d/\d)|(?:(?P<n>{MONTH_NAME}(?=,? {YEAR_NUMBER}))|(?P<m>{MONTH_NAME}))|(?P<d>[Dd]a(?:y|ily)|DAY|onight|omorrow|this (?:mor|aft|eve)|last night)"
    r"|(?P<u>[Ww]eek|WEEK|[Mm]onth|MONTH|[Yy]ear|YEAR|[Qq]uarter|Q[1-4]\b|ortnight|ecade|nnual|ennial|term)|(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)|(?P<f>Christmas|Easter)|(?P<t>\d(?:st|nd|rd|th)\b))"
)
# The wordings that look as far around the same cores, with the kinds of these and how far.
_LOOKS = tuple(
    ([wording for wording in _WORDINGS if (wording.cores, wording.reach) == (kinds, reach)], kinds, reach)
    for kinds, reach in dict.fromkeys((wording.cores, wording.reach) for wording in _WORDINGS)
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A wording of time: its span in `smooth`, its value (EDTF, `P4D` or `R/P1Y`; `None`: unresolved) and its rule."""

    start: int
    end: int
    value: str | None
    rule: str


def find(prose: Prose, dates: Sequence[Found]) -> Iterator[Mention]:
    """Mentions of time, each with its value."""
    for found in dates:
        yield prose.mention(MentionType.DATE, found.start, found.end, rule=found.rule, value=found.value)


def in_prose(prose: Prose, anchor: date | None, span: Span | None = None) -> list[Found]:
    """The wordings of time in a text or a span of it, in order of place; where two overlap the earlier and longer stands."""
    kept: list[Found] = []
    found_in = _candidates(prose.smooth, span or (0, len(prose.smooth)), anchor)
    for found in sorted(found_in, key=lambda found: (found.start, -found.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def anchor_of(edtf: str | None) -> date | None:
    """The day that relative wordings count from: the day of publication, if it is known to the day and can be one."""
    if edtf is None:
        return None
    try:
        day = parse_date(edtf)
    except NotADate:
        return None
    return day.first if day.first and day.is_day and day.first.year in _YEARS else None


def day_of(edtf: str | None) -> str | None:
    """The date without the time of day, where a moment is given."""
    return edtf.partition("T")[0] if edtf else None


def published(prose: Prose) -> str | None:
    """The date of publication that the text prints near its top (EDTF), as reports, letters and bylines do."""
    return _printed(prose, _PUBLISHED) or _printed(prose, _BYLINE)


def held(prose: Prose) -> str | None:
    """The day of the meeting that the text prints near its top (EDTF), as minutes, agendas and reports to committees do."""
    return _printed(prose, _HELD) or _printed(prose, _HELD_LINE)


def _printed(prose: Prose, pattern: re.Pattern[str]) -> str | None:
    found = pattern.search(prose.flow, 0, _TOP)
    printed = dates.DAY_PATTERN.match(prose.smooth, found.start("day_printed")) if found else None
    if not printed:
        return None
    try:
        return dates.read_day(printed, None)
    except ValueError:
        return None


def _candidates(smooth: str, span: Span, anchor: date | None) -> Iterator[Found]:
    cores = [(core.start(), core.end(), core.lastgroup or "") for core in _CORE.finditer(smooth, *span)]
    for wordings, kinds, reach in _LOOKS:
        for window in _windows([core for core in cores if core[2] in kinds], span, reach):
            for wording in wordings:
                yield from _in_window(smooth, window, wording, anchor)


def _windows(cores: Iterable[tuple[int, int, str]], span: Span, reach: Span) -> Iterator[Span]:
    """The parts of a span within reach of a core, in order, none touching another."""
    begin = end = -1
    for start, stop, _ in cores:
        if start - reach[0] > end:
            if end >= 0:
                yield max(begin, span[0]), min(end, span[1])
            begin = start - reach[0]
        end = stop + reach[1]
    if end >= 0:
        yield max(begin, span[0]), min(end, span[1])


def _in_window(smooth: str, window: Span, wording: Wording, anchor: date | None) -> Iterator[Found]:
    place, end = window
    while match := wording.pattern.search(smooth, place, end):
        try:
            value = wording.read(match, told_from(match, anchor) if wording.rule in _UNDATED else anchor)
        except ValueError:  # no time as a whole; a part of it may be one
            place = match.start() + 1
            continue
        place = max(match.end(), match.start() + 1)
        group = "when" if match.groupdict().get("when") else 0
        yield Found(start=match.start(group), end=match.end(group), value=value, rule=wording.rule)


# When papers about children's services can have been published: years that `YEAR_NUMBER` can name.
_YEARS = range(1900, 2100)

# How far down a text its own date may stand.
_TOP = 1500
# `Report published: 17 August 2018`, `Published on 11 May 2026`; in the middle of a sentence something else was published.
_PUBLISHED = re.compile(
    rf"(?:^(?:[Rr]eport )?[Pp]ublished(?: on| date)?:? ?|(?<= )(?:[Rr]eport )?[Pp]ublished(?: on| date)?: ?)(?P<day_printed>(?:{WEEKDAY_NAME},? )?{DAY_TH} {MONTH_NAME} {YEAR_NUMBER}|\d{{1,2}}/\d{{1,2}}/{YEAR_NUMBER})",
    re.MULTILINE,
)
# A line of its own: `Tuesday, 11th December 2018, 11:58 pm`, `19 October 2026`.
_BYLINE = re.compile(
    rf"^(?:Date: )?(?P<day_printed>(?:{WEEKDAY_NAME},? )?{DAY_TH} {MONTH_NAME},? {YEAR_NUMBER})(?:,? (?:at )?\d{{1,2}}[:.]\d\d ?(?:[ap]m)?)?$",
    re.MULTILINE,
)

# `Held on: Tuesday, 22 September 2026`, `Meeting date: 22 September 2026`, `Minutes of the meeting on 10 June 2026`; or a
# line of its own with day and hour, `THURSDAY, 24 JULY 2025 AT 6.00 PM`.
_HELD = re.compile(
    rf"\b(?:[Hh]eld on|HELD ON|[Mm]eeting date|[Dd]ate of (?:the )?[Mm]eeting|[Mm]inutes of (?:the|a) (?:[a-z]+ )?meeting(?: of [^\n]{{2,90}}?)? on|^Date):? "
    rf"(?P<day_printed>(?:{WEEKDAY_NAME},? )?(?:the )?{DAY_TH} {MONTH_NAME},? {YEAR_NUMBER})",
    re.MULTILINE,
)
_HELD_LINE = re.compile(
    rf"^(?P<day_printed>{WEEKDAY_NAME},? {DAY_TH} {MONTH_NAME},? {YEAR_NUMBER}),? (?:at |AT )?\d{{1,2}}(?:[:.]\d\d)? ?(?:[AaPp]\.?[Mm]\.?)?$",
    re.MULTILINE,
)
