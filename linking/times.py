"""Times: dates, periods, durations and recurrences as a text words them, each with its EDTF or ISO 8601 value.

What is relative ("next February", "this week") is resolved against the day on which the text was published; where no
such day is known the value stays `None`. A date is never made more exact than it was stated.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.dates import NotADate
from domain.dates import parse as parse_date
from domain.meeting import ZONE
from domain.mention import Mention, MentionType
from linking.numbers import CARDINAL_WORD, cardinal
from linking.prose import Prose, Span

DAY = "times.day@1"
DAYS = "times.days@1"
MONTH = "times.month@1"
SEASON = "times.season@1"
YEAR = "times.year@1"
UNDATED_DAY = "times.day_without_year@1"
UNDATED_MONTH = "times.month_without_year@1"
WEEKDAY = "times.weekday@1"
RELATIVE = "times.relative@1"
STRETCH = "times.stretch@1"
RECURRENCE = "times.recurrence@1"
DURATION = "times.duration@1"
RULES = (
    DAY, DAYS, MONTH, SEASON, YEAR, UNDATED_DAY, UNDATED_MONTH, WEEKDAY, RELATIVE, STRETCH, RECURRENCE, DURATION,
)  # fmt: skip

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}

_MONTH_NAME = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY_TH = rf"{_DAY_NUMBER}(?:st|nd|rd|th)?"
_YEAR_NUMBER = r"(?:19|20)\d\d"
_NUMBER = rf"(?:\d{{1,3}}|{CARDINAL_WORD}|an?)"
_TO = r" ?(?:-|to|and|until|/) ?"

# A day as printed, all of its parts optional but the number: the links of a chain such as `5 to 9 December 2022`.
_LINK = re.compile(
    rf"\b(?P<slashed>\d{{1,2}}/\d{{1,2}}/{_YEAR_NUMBER})\b"
    rf"|\b(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?(?: (?:of )?(?P<month>{_MONTH_NAME}))?(?:,? (?P<year>{_YEAR_NUMBER}))?(?![\d/])"
)

_LINK_WORDS = rf"(?:\d{{1,2}}/\d{{1,2}}/{_YEAR_NUMBER}\b|(?:{_WEEKDAY_NAME},? )?{_DAY_TH}\b(?: (?:of )?{_MONTH_NAME})?(?:,? {_YEAR_NUMBER}\b)?)"
# As a pattern: days printed one after the other, `19 November-11 December 2013 and 28 - 30 January 2014`.
DAYS_PRINTED = rf"{_LINK_WORDS}(?:(?: ?- ?| ?, ?| (?:to|and|until|&) ){{1,2}}{_LINK_WORDS}){{0,7}}"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A wording of time: its span in `smooth`, its value (EDTF, `P4D` or `R/P1Y`; `None`: unresolved) and its rule."""

    start: int
    end: int
    value: str | None
    rule: str


@dataclass(frozen=True, kw_only=True)
class _Wording:
    """A way of wording time: what it looks like (group `when`, else all of it) and what it means.

    `read` raises ValueError where the words turn out to be no time, such as 31 February.
    """

    rule: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], str | None]


def days_printed(words: str) -> tuple[date, ...]:
    """The days in a line such as `19 November-11 December 2013 and 28 - 30 January 2014`, in the order printed.

    A day takes the month and year that it lacks from the next one that has them. Empty where a part stays unknown or
    names no day of the calendar.
    """
    days: list[date] = []
    month = year = 0
    for link in reversed(list(_LINK.finditer(words))):
        try:
            if link["slashed"]:
                days.append(datetime.strptime(link["slashed"], "%d/%m/%Y").date())  # noqa: DTZ007 (a day has no zone)
                continue
            year = int(link["year"]) if link["year"] else year
            if link["month"]:
                new_month = _month(link["month"])
                # `13 December to 14 January 2022` begins in the year before.
                year -= not link["year"] and 0 < month < new_month
                month = new_month
            days.append(date(year, month, int(link["day"])))
        except ValueError:
            return ()
    return tuple(reversed(days))


def find(prose: Prose, dates: Sequence[Found]) -> Iterator[Mention]:
    """Mentions of time, each with its value."""
    for found in dates:
        yield prose.mention(MentionType.DATE, found.start, found.end, rule=found.rule, value=found.value)


def in_prose(prose: Prose, anchor: date | None, span: Span | None = None) -> list[Found]:
    """The wordings of time in a text or a span of it, in order of place; where two overlap the earlier and longer stands."""
    start, end = span or (0, len(prose.smooth))
    kept: list[Found] = []
    for found in sorted(
        _candidates(prose.smooth, start, end, anchor), key=lambda found: (found.start, -found.end)
    ):
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
    return _printed(prose, _HELD)


def _printed(prose: Prose, pattern: re.Pattern[str]) -> str | None:
    found = pattern.search(prose.flow, 0, _TOP)
    printed = _DAY_PATTERN.match(prose.smooth, found.start("day_printed")) if found else None
    if not printed:
        return None
    try:
        return _read_day(printed, None)
    except ValueError:
        return None


def _candidates(smooth: str, start: int, end: int, anchor: date | None) -> Iterator[Found]:
    for wording in _WORDINGS:
        for match in wording.pattern.finditer(smooth, start, end):
            group = "when" if match.groupdict().get("when") else 0
            try:
                value = wording.read(match, anchor)
            except ValueError:
                continue
            yield Found(start=match.start(group), end=match.end(group), value=value, rule=wording.rule)


# `Tuesday, 11th December 2018, 11:58 pm`; `10 June 2026 at 10.30 am`; `May 19, 2016`; `11/05/2026`; `2026-05-11`.
_DAY_PATTERN = re.compile(
    rf"(?:\b(?:{_WEEKDAY_NAME},? )?(?:the )?(?<![\d.,/-])(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH_NAME}),? (?P<year>{_YEAR_NUMBER})"
    rf"|\b(?P<month_first>{_MONTH_NAME}) (?P<day_second>{_DAY_NUMBER})(?:st|nd|rd|th)?,? (?P<year_last>{_YEAR_NUMBER})"
    rf"|(?<![\d/.-])(?P<dd>{_DAY_NUMBER})(?P<stroke>[/.])(?P<mm>0?[1-9]|1[0-2])(?P=stroke)(?P<yyyy>{_YEAR_NUMBER})"
    rf"|(?<![\d/.-])(?P<iso>{_YEAR_NUMBER}-\d\d-\d\d))(?!\d)"
    r"(?:,? (?:at )?(?P<hour>\d{1,2})[:.](?P<minute>\d\d) ?(?P<half>[ap]\.?m\.?)?(?![\d%]))?"
)
# `8 to 19 June 2026`, `28 November to 9 December 2022`, `between 16 and 20 October`.
_DAYS_PATTERN = re.compile(
    rf"(?<![\d.,/£-])\b{_DAY_TH}(?: {_MONTH_NAME})?(?:,? {_YEAR_NUMBER})?{_TO}{_DAY_TH} (?P<last_month>{_MONTH_NAME})(?:,? (?P<last_year>{_YEAR_NUMBER}))?(?!\d)"
)
# `May 2018`, `the end of May 2018`, `mid-March 2027`; `April 2025 to March 2026`.
_MONTH_PATTERN = re.compile(
    rf"(?:(?:the )?(?P<edge>end|start|beginning) of |(?:early|late) |mid[- ])?"
    rf"(?<!\d )\b(?P<month>{_MONTH_NAME})(?:(?: (?P<first_year>{_YEAR_NUMBER}))?{_TO}(?P<last_month>{_MONTH_NAME}))?,? (?:of )?(?P<year>{_YEAR_NUMBER})(?!\d)"
)
# `spring 2027`, `next autumn`.
_SEASON_PATTERN = re.compile(
    rf"\b(?:(?P<which>this|next|last) )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: (?:of )?(?P<year>{_YEAR_NUMBER}))?\b"
)
# `2025/26`, `2025-26`, `the academic year 2025/2026`, `quarter 2 of 2025/26`.
_FISCAL_PATTERN = re.compile(
    r"(?:\b(?P<kind>academic|municipal|financial) year,? )?(?:\b[Qq](?:uarter )?(?P<quarter>[1-4])(?: of)? )?"
    r"(?<![\d/-])(?P<first>20\d\d)[/-](?P<last>(?:20)?\d\d)(?![\d/-])(?: (?P<kind_after>academic|municipal|financial) year)?"
)
# `in 2015`, `the 2015 inspection`.
_YEAR_PATTERN = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]he|[Tt]o|of|early|late|mid-?) (?P<when>{_YEAR_NUMBER})\b(?![/-]\d|,\d|\.\d)"
)
# `19 May`, `Wednesday 20 January`, `May 19`.
_UNDATED_DAY_PATTERN = re.compile(
    rf"(?:\b{_WEEKDAY_NAME},? )?(?<![\d.,/£-])\b(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH_NAME})"
    rf"|\b(?P<month_first>{_MONTH_NAME}) (?P<day_second>{_DAY_NUMBER})(?:st|nd|rd|th)?\b(?![\d,.:%]\d)"
)
# `next February`, `in June`, `the end of May next year`.
_UNDATED_MONTH_PATTERN = re.compile(
    rf"(?:\b(?P<lead>[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter) )?"
    rf"(?P<when>(?:(?:the )?(?P<edge>end|start|beginning) of |(?P<part>early|late) |(?:in )?mid[- ])?"
    rf"(?:(?P<which>[Nn]ext|[Ll]ast|[Tt]his) )?\b(?P<month>{_MONTH_NAME})(?: (?P<whose>next|last|this) year)?)(?!,? (?:{_YEAR_NUMBER}|{_DAY_TH}\b))"
)
# `on Tuesday`, `by Friday`, `last Friday`.
_WEEKDAY_PATTERN = re.compile(
    rf"\b(?:(?P<lead>[Oo]n|[Bb]y|[Uu]ntil|[Bb]efore) (?P<when>{_WEEKDAY_NAME})|(?P<which>[Nn]ext|[Ll]ast|[Tt]his) (?P<weekday>{_WEEKDAY_NAME}))\b(?!,? \d)"
)
# `this week`, `last month`, `next year`, `yesterday`, `three years ago`.
_RELATIVE_PATTERN = re.compile(
    rf"\b(?:(?P<day>[Tt]oday|[Yy]esterday|[Tt]omorrow)"
    rf"|(?P<which>[Tt]his|[Nn]ext|[Ll]ast) (?P<unit>week|month|year)"
    rf"|(?P<number>{_NUMBER}) (?P<ago>day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
# `in the last 12 months`, `over the next year`, `the past two years`.
_STRETCH_PATTERN = re.compile(
    rf"\b(?:the (?P<way>last|past|next|coming)(?: (?P<number>{_NUMBER}))?|(?P<way_bare>last|past|next) (?P<number_bare>{_NUMBER}))"
    r" (?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
# `at least every six months`, `each year`, `each November`, `quarterly`, `twice a year`.
_RECURRENCE_PATTERN = re.compile(
    rf"\b(?:(?:at least )?(?:every|each) (?:(?P<number>{_NUMBER}|other) )?(?P<unit>week|month|quarter|year)s?"
    rf"|(?:every|each) (?P<month>{_MONTH_NAME})|(?P<often>once|twice) (?:a|every|each) (?P<per>week|month|year)"
    r"|(?P<adverb>(?:six-)?monthly|weekly|fortnightly|quarterly|annually))\b",
    re.IGNORECASE,
)
# `spend four days`, `a four-week visit`, `six months after`, `within 28 days`.
_DURATION_PATTERN = re.compile(
    rf"\b(?:(?:spend|spent|lasting|lasts?|took|takes?|within|for) (?P<when>(?P<number>{_NUMBER}) (?P<unit>(?:working )?day|week|month|year)s?)(?! (?:old|ago|of age)\b)"
    rf"|(?P<number_after>{_NUMBER}) (?P<unit_after>day|week|month|year)s? (?:after|later|earlier|before)"
    rf"|(?P<number_joined>{_NUMBER})-(?P<unit_joined>day|week|month|year)(?= (?:visit|inspection|review|programme|plan|period|strategy)))\b",
    re.IGNORECASE,
)

# What tells that the time lies ahead: `will be presented in June`, `by March`.
_AHEAD = re.compile(
    r"\b(?:will|shall|must|due|(?:is|are|was|were) to|to be|by|before|until|forthcoming|deadline)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 100

# When papers about children's services can have been published: years that `_YEAR_NUMBER` can name.
_YEARS = range(1900, 2100)

# How far down a text its own date may stand.
_TOP = 1500
# `Report published: 17 August 2018`, `Published on 11 May 2026`; in the middle of a sentence something else was published.
_PUBLISHED = re.compile(
    rf"(?:^(?:[Rr]eport )?[Pp]ublished(?: on| date)?:? ?|(?<= )(?:[Rr]eport )?[Pp]ublished(?: on| date)?: ?)(?P<day_printed>(?:{_WEEKDAY_NAME},? )?{_DAY_TH} {_MONTH_NAME} {_YEAR_NUMBER}|\d{{1,2}}/\d{{1,2}}/{_YEAR_NUMBER})",
    re.MULTILINE,
)
# A line of its own: `Tuesday, 11th December 2018, 11:58 pm`, `19 October 2026`.
_BYLINE = re.compile(
    rf"^(?:Date: )?(?P<day_printed>(?:{_WEEKDAY_NAME},? )?{_DAY_TH} {_MONTH_NAME},? {_YEAR_NUMBER})(?:,? (?:at )?\d{{1,2}}[:.]\d\d ?(?:[ap]m)?)?$",
    re.MULTILINE,
)

# `Held on: Tuesday, 22 September 2026`, `Meeting date: 22 September 2026`, `Minutes of the meeting held on 10 June 2026`.
_HELD = re.compile(
    rf"\b(?:[Hh]eld on|[Mm]eeting date|[Dd]ate of (?:the )?[Mm]eeting|^Date):? (?P<day_printed>(?:{_WEEKDAY_NAME},? )?(?:the )?{_DAY_TH} {_MONTH_NAME},? {_YEAR_NUMBER})",
    re.MULTILINE,
)


def _read_day(found: re.Match[str], _: date | None) -> str:
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
    elif found["dd"]:
        day = date(int(found["yyyy"]), int(found["mm"]), int(found["dd"]))
    elif found["day"]:
        day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
    else:
        day = date(int(found["year_last"]), _month(found["month_first"]), int(found["day_second"]))
    if not found["hour"]:
        return day.isoformat()
    hour = (
        int(found["hour"]) % 12 + 12 * found["half"].startswith("p") if found["half"] else int(found["hour"])
    )
    return datetime(day.year, day.month, day.day, hour, int(found["minute"]), tzinfo=_LONDON).isoformat(
        timespec="minutes"
    )


def _read_days(found: re.Match[str], anchor: date | None) -> str | None:
    if found["last_year"]:
        days = days_printed(found[0])
    else:
        ends = _near(found, _month(found["last_month"]), 28, anchor)
        days = days_printed(f"{found[0]} {ends.year}") if ends else ()
        if not ends:
            return None
    if len(days) != 2 or days[0] > days[1]:
        raise ValueError(f"{found[0]}: not two days in order")
    return f"{days[0]}/{days[1]}"


def _read_month(found: re.Match[str], _: date | None) -> str:
    year, month = int(found["year"]), _month(found["month"])
    if not found["last_month"]:
        return _edge(year, month, found["edge"])
    last = _month(found["last_month"])
    first_year = int(found["first_year"]) if found["first_year"] else year - (month > last)
    return f"{first_year}-{month:02}/{year}-{last:02}"


def _read_season(found: re.Match[str], anchor: date | None) -> str | None:
    first, last = _SEASONS[found["season"].lower()]
    if found["year"]:
        year = int(found["year"])
    elif not found["which"]:
        raise ValueError(f"{found[0]}: no year, and none meant")
    elif anchor is None:
        return None
    else:
        begun = date(anchor.year, first, 1) <= anchor
        year = anchor.year + (found["which"] == "next" and begun) - (found["which"] == "last" and not begun)
    return f"{year}-{first:02}~/{year + (last < first)}-{last:02}~"


def _read_fiscal(found: re.Match[str], _: date | None) -> str:
    first, last = int(found["first"]), int(found["last"])
    if last % 100 != (first + 1) % 100:
        raise ValueError(f"{found[0]}: not two years in a row")
    begins = {"academic": 9, "municipal": 5}.get(found["kind"] or found["kind_after"] or "", 4)
    if found["quarter"]:
        begins += 3 * (int(found["quarter"]) - 1)
        return f"{_month_text(first, begins)}/{_month_text(first, begins + 2)}"
    return f"{_month_text(first, begins)}/{_month_text(first + 1, begins - 1)}"


def _read_year(found: re.Match[str], _: date | None) -> str:
    return found["when"]


def _read_undated_day(found: re.Match[str], anchor: date | None) -> str | None:
    month, day = _month(found["month"] or found["month_first"]), int(found["day"] or found["day_second"])
    if day > calendar.monthrange(2024, month)[1]:
        raise ValueError(f"{found[0]}: no such day")
    near = _near(found, month, day, anchor)
    return near.isoformat() if near else None


def _read_undated_month(found: re.Match[str], anchor: date | None) -> str | None:
    if not any(found[name] for name in ("lead", "edge", "part", "which", "whose")):
        raise ValueError(f"{found[0]}: perhaps a name or a verb")
    if anchor is None:
        return None
    month, which = _month(found["month"]), (found["which"] or "").lower()
    if found["whose"]:
        year = anchor.year + {"next": 1, "last": -1, "this": 0}[found["whose"]]
    elif which == "next":
        year = anchor.year + (month <= anchor.month)
    elif which == "last":
        year = anchor.year - (month >= anchor.month)
    elif which == "this":
        year = anchor.year
    elif (found["lead"] and found["lead"].lower() in ("by", "until", "before")) or _is_ahead(found):
        year = anchor.year + (month < anchor.month)
    else:
        year = anchor.year - (month > anchor.month)
    return _edge(year, month, found["edge"])


def _read_weekday(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    which = (found["which"] or "").lower()
    ahead = (_WEEKDAYS[(found["when"] or found["weekday"]).lower()] - anchor.weekday()) % 7
    if which == "next" or (found["lead"] or "on").lower() != "on" or (which != "last" and _is_ahead(found)):
        return (anchor + timedelta(days=ahead or 7)).isoformat()
    return (anchor - timedelta(days=(7 - ahead) % 7 or 7 * (which == "last"))).isoformat()


def _read_relative(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    if found["day"]:
        return (
            anchor + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[found["day"].lower()])
        ).isoformat()
    if found["ago"]:
        return _ago(anchor, _count(found["number"]), found["ago"].lower())
    step = {"this": 0, "next": 1, "last": -1}[found["which"].lower()]
    match found["unit"].lower():
        case "week":
            monday = anchor + timedelta(days=7 * step - anchor.weekday())
            return f"{monday}/{monday + timedelta(days=6)}"
        case "month":
            return _month_text(anchor.year, anchor.month + step)
        case _:
            return str(anchor.year + step)


def _read_stretch(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    number = _count(found["number"] or found["number_bare"] or "one")
    sign = 1 if (found["way"] or found["way_bare"]).lower() in ("next", "coming") else -1
    unit = found["unit"].lower()
    if unit in ("day", "week"):
        other = anchor + timedelta(days=sign * number * (7 if unit == "week" else 1))
        return "/".join(sorted((anchor.isoformat(), other.isoformat())))
    other_month = anchor.month + sign * number * (12 if unit == "year" else 1)
    return "/".join(sorted((_month_text(anchor.year, anchor.month), _month_text(anchor.year, other_month))))


def _read_recurrence(found: re.Match[str], _: date | None) -> str:
    if found["adverb"]:
        adverbs = {
            "six-monthly": "P6M",
            "monthly": "P1M",
            "weekly": "P1W",
            "fortnightly": "P2W",
            "quarterly": "P3M",
            "annually": "P1Y",
        }
        return f"R/{adverbs[found['adverb'].lower()]}"
    if found["month"]:
        return "R/P1Y"
    if found["often"]:
        halved = {"week": "P1W", "month": "P2W", "year": "P6M"}
        per = found["per"].lower()
        return f"R/{halved[per]}" if found["often"].lower() == "twice" else f"R/P1{_UNITS[per]}"
    number = 2 if (found["number"] or "").lower() == "other" else _count(found["number"] or "one")
    unit = found["unit"].lower()
    return f"R/P{3 * number}M" if unit == "quarter" else f"R/P{number}{_UNITS[unit]}"


def _read_duration(found: re.Match[str], _: date | None) -> str:
    number = found["number"] or found["number_after"] or found["number_joined"]
    unit = found["unit"] or found["unit_after"] or found["unit_joined"]
    return f"P{_count(number)}{_UNITS[unit.lower().removeprefix('working ')]}"


def _count(words: str) -> int:
    return 1 if words.lower() in ("a", "an") else int(cardinal(words))


def _ago(anchor: date, number: int, unit: str) -> str:
    """So long before the anchor, to the precision of the unit."""
    match unit:
        case "year":
            return f"{anchor.year - number}"
        case "month":
            return _month_text(anchor.year, anchor.month - number)
        case "week":
            return f"{anchor - timedelta(weeks=number)}~"
        case _:
            return (anchor - timedelta(days=number)).isoformat()


def _near(found: re.Match[str], month: int, day: int, anchor: date | None) -> date | None:
    """The next such day where the sentence looks ahead, else the latest one before the anchor."""
    if anchor is None:
        return None
    years = (anchor.year, anchor.year + 1) if _is_ahead(found) else (anchor.year, anchor.year - 1)
    for year in years:
        near = date(year, month, day)
        if (near >= anchor) if years[0] < years[1] else (near <= anchor):
            return near
    return near


def _is_ahead(found: re.Match[str]) -> bool:
    """Whether the words before it, in its sentence, say that it lies ahead."""
    before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()].rpartition(". ")[2]
    return bool(_AHEAD.search(before))


def _edge(year: int, month: int, edge: str | None) -> str:
    if edge == "end":
        return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return f"{year}-{month:02}-01" if edge else f"{year}-{month:02}"


def _month_text(year: int, month: int) -> str:
    """A month, counted on beyond December or back before January."""
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


_LONDON = ZoneInfo(ZONE)
_WORDINGS = (
    _Wording(rule=DAY, pattern=_DAY_PATTERN, read=_read_day),
    _Wording(rule=DAYS, pattern=_DAYS_PATTERN, read=_read_days),
    _Wording(rule=MONTH, pattern=_MONTH_PATTERN, read=_read_month),
    _Wording(rule=SEASON, pattern=_SEASON_PATTERN, read=_read_season),
    _Wording(rule=YEAR, pattern=_FISCAL_PATTERN, read=_read_fiscal),
    _Wording(rule=YEAR, pattern=_YEAR_PATTERN, read=_read_year),
    _Wording(rule=UNDATED_DAY, pattern=_UNDATED_DAY_PATTERN, read=_read_undated_day),
    _Wording(rule=UNDATED_MONTH, pattern=_UNDATED_MONTH_PATTERN, read=_read_undated_month),
    _Wording(rule=WEEKDAY, pattern=_WEEKDAY_PATTERN, read=_read_weekday),
    _Wording(rule=RELATIVE, pattern=_RELATIVE_PATTERN, read=_read_relative),
    _Wording(rule=STRETCH, pattern=_STRETCH_PATTERN, read=_read_stretch),
    _Wording(rule=RECURRENCE, pattern=_RECURRENCE_PATTERN, read=_read_recurrence),
    _Wording(rule=DURATION, pattern=_DURATION_PATTERN, read=_read_duration),
)
