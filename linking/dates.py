"""Dates: days, months, seasons and years as texts print them, with or without a year, each with its EDTF value.

What has no year is resolved against the anchor, the day on which the text was published; without one it stays unresolved.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.meeting import ZONE
from linking.time_words import (
    DAY_NUMBER,
    DAY_TH,
    MONTH_NAME,
    TO,
    WEEKDAY_NAME,
    WEEKDAYS,
    YEAR_NUMBER,
    Wording,
    edge_text,
    is_ahead,
    month,
    month_text,
    near,
    near_year,
)

DAY = "times.day@2"
DAYS = "times.days@2"
WEEK = "times.week@1"
MONTH = "times.month@2"
SEASON = "times.season@5"
YEAR = "times.year@2"
PERIOD = "times.period@1"
UNDATED_DAY = "times.day_without_year@5"
UNDATED_MONTH = "times.month_without_year@5"
WEEKDAY = "times.weekday@5"
UNDATED_QUARTER = "times.quarter_without_year@1"
DAY_OF_MONTH = "times.day_of_month@1"
RULES = (
    DAY,
    DAYS,
    WEEK,
    MONTH,
    SEASON,
    YEAR,
    PERIOD,
    UNDATED_DAY,
    UNDATED_MONTH,
    WEEKDAY,
    UNDATED_QUARTER,
    DAY_OF_MONTH,
)

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
# The months of a school term, roughly: they differ by council and year.
_TERMS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7)}
_BEGINS = {"academic": 9, "school": 9, "municipal": 5, "calendar": 1}
_ORDER = {
    "first": 1,
    "one": 1,
    "second": 2,
    "two": 2,
    "third": 3,
    "three": 3,
    "fourth": 4,
    "four": 4,
    "final": 4,
    "last": 4,
}
_LONDON = ZoneInfo(ZONE)

# A day as printed, all of its parts optional but the number: the links of a chain such as `5 to 9 December 2022`.
_LINK = re.compile(
    rf"\b(?P<slashed>\d{{1,2}}/\d{{1,2}}/{YEAR_NUMBER})\b"
    rf"|\b(?P<day>{DAY_NUMBER})(?:st|nd|rd|th)?(?: (?:of )?(?P<month>{MONTH_NAME}))?(?:,? (?P<year>{YEAR_NUMBER}))?(?![\d/])"
)
_LINK_WORDS = rf"(?:\d{{1,2}}/\d{{1,2}}/{YEAR_NUMBER}\b|(?:{WEEKDAY_NAME},? )?{DAY_TH}\b(?: (?:of )?{MONTH_NAME})?(?:,? {YEAR_NUMBER}\b)?)"
# As a pattern: days printed one after the other, `19 November-11 December 2013 and 28 - 30 January 2014`.
DAYS_PRINTED = rf"{_LINK_WORDS}(?:(?: ?- ?| ?, ?| (?:to|and|until|&) ){{1,2}}{_LINK_WORDS}){{0,7}}"

_CLOCK = r"(?P<hour>\d{1,2})(?:(?:[:.](?P<minute>\d\d))(?: ?(?P<half>[AaPp][Mm]\b|[ap]\.m\.))?| ?(?P<half_only>[AaPp][Mm]\b|[ap]\.m\.))(?![\d%])"
# `Tuesday, 11th December 2018, 11:58 pm`; `10 June 2026 at 10.30 am`; `May 19, 2016`; `11/05/2026`; `2026-05-11`; `03/03/19`.
DAY_PATTERN = re.compile(
    rf"(?:\b(?:{WEEKDAY_NAME},? )?(?:the )?(?<![\d.,/-])(?P<day>{DAY_NUMBER})(?:st|nd|rd|th)?(?:(?: day)? of)? (?P<month>{MONTH_NAME}),? (?P<year>{YEAR_NUMBER})"
    rf"|\b(?:{WEEKDAY_NAME},? )?(?P<month_first>{MONTH_NAME}) (?P<day_second>{DAY_NUMBER})(?:st|nd|rd|th)?,? (?P<year_last>{YEAR_NUMBER})"
    rf"|(?<![\d/.-])(?P<dd>{DAY_NUMBER})(?P<stroke>[/.])(?P<mm>0?[1-9]|1[0-2])(?P=stroke)(?P<yyyy>{YEAR_NUMBER}|(?<=/)\d\d(?!/|\.?\d))"
    rf"|(?<![\d/.-])(?P<iso>{YEAR_NUMBER}-\d\d-\d\d))(?!\d)"
    rf"(?:,? (?:at |AT )?{_CLOCK})?"
)
_AND = r"(?:, | ?& ?| and )"
# `8 to 19 June 2026`, `28 November to 9 December 2022`, `between 16 and 20 October`, `Monday 3 to Friday 7 June 2019`.
_DAYS_PATTERN = re.compile(
    rf"(?<![\d.,/£-])(?P<between>\b[Bb]etween )?(?P<when>\b(?:{WEEKDAY_NAME},? )?{DAY_TH}\b(?: {MONTH_NAME})?(?:,? {YEAR_NUMBER})?"
    rf"(?:, {DAY_TH}\b){{0,6}}(?P<joint>{TO}| ?& ?)(?:{WEEKDAY_NAME},? )?(?:the )?{DAY_TH} (?P<last_month>{MONTH_NAME})(?:,? (?P<last_year>{YEAR_NUMBER}))?)(?!\d)"
)
# The first of some days that are no stretch: `3 and 17 March 2019`.
_LISTED_PATTERN = re.compile(
    rf"(?<![\d.,/£-])\b(?P<when>{DAY_TH}\b)(?=(?P<rest>(?:, {DAY_TH}\b){{0,6}}{_AND}{DAY_TH} {MONTH_NAME}(?:,? (?P<last_year>{YEAR_NUMBER}))?)(?!\d))"
)
# `week commencing 17 December 2018`, `the week ending 14 December`, `w/c 3 June`.
_WEEK_PATTERN = re.compile(
    rf"\b(?:the )?(?:week (?P<end>beginning|commencing|starting|of|ending)|w/(?P<short>[ce])):? (?:{WEEKDAY_NAME},? )?(?:the )?"
    rf"(?P<day>{DAY_NUMBER})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH_NAME})(?:,? (?P<year>{YEAR_NUMBER}))?"
)
# `May 2018`, `the end of May 2018`, `mid-March 2027`; `April 2025 to March 2026`; `Mar-19`, `March '19`.
_MONTH_PATTERN = re.compile(
    rf"(?:(?:the )?(?P<edge>end|start|beginning) (?:of )?|(?:early|late) |mid[- ])?"
    rf"(?<!\d )\b(?P<month>{MONTH_NAME})(?:(?:(?: (?P<first_year>{YEAR_NUMBER}))?{TO}(?P<last_month>{MONTH_NAME}))?,? (?:of )?(?P<year>{YEAR_NUMBER})"
    rf"|(?:-| ?')(?P<short_year>\d\d)\b)(?!\d)"
)
# `moved from January to April 2025`
_MOVED = re.compile(
    r"\b(?:moved|put back|brought forward|rescheduled|postponed|deferred|changed|slipped) from $"
)
# `spring 2027`, `next autumn`, `the autumn term 2019`, `in the spring`, `winter 2018/19`.
_SEASON_PATTERN = re.compile(
    rf"\b(?:(?P<lead>[Ii]n|[Bb]y|[Uu]ntil|[Dd]uring|[Oo]ver|[Ss]ince|[Ff]rom|[Ii]nto|[Bb]efore(?= the )|[Ff]or(?= the )|of(?= the [a-z]+ [Tt]erm)) (?:the )??(?:early |late |end of )?|the )?"
    rf"(?P<when>(?:the (?=[a-zA-Z]+\b(?! [Tt]erm)))?(?:(?P<which>[Tt]his|[Nn]ext|[Ll]ast) )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?P<term> [Tt]erm)?(?:,? (?:of )?(?P<year>{YEAR_NUMBER})(?:/\d\d)?)?)\b(?! (?:[Tt]erms?|[Hh]olidays?|[Bb]reak|[Bb]udget|[Ss]chool|[Ss]tatement|[Cc]lubs?)\b)"
)
_QUARTER = (
    r"(?:\b[Qq](?:uarter )?(?P<quarter>[1-4])|\b[Qq]uarter (?P<quarter_word>one|two|three|four)"
    r"|\b(?:the )?(?P<quarter_order>first|second|third|fourth|final|last) quarter)(?:,? of)?(?: the)?,? "
)
# `2025/26`, `2025-26`, `the academic year 2025/2026`, `quarter 2 of 2025/26`, `the third quarter of 2018/19`.
_FISCAL_PATTERN = re.compile(
    rf"(?:{_QUARTER})?(?:\b(?P<kind>academic|school|municipal|financial) year,? )?"
    r"(?<![\d/-])(?P<first>20\d\d)(?:[/-]| to (?=20\d\d (?:academic|school|municipal|financial) ))(?P<last>(?:20)?\d\d)(?![\d/-])(?: (?P<kind_after>academic|school|municipal|financial) year)?"
)
# `the first quarter of 2019`, `the second half of 2019`, `the end of 2019`, `by the start of 2020`.
_PART_OF_YEAR_PATTERN = re.compile(
    rf"\b(?:the )?(?:(?P<part>first|second|third|fourth|final|last) (?P<of>quarter|half) of|(?P<edge>end|start|beginning) of) (?P<year>{YEAR_NUMBER})\b(?![/-]\d)"
)
# `between 2015 and 2018`, `2019 to 2022`, `2023-26`.
_YEARS_PATTERN = re.compile(
    rf"(?<![\d/-])(?:\b(?P<between>[Bb]etween) )?(?P<when>(?P<first>{YEAR_NUMBER})(?: ?- ?| to | and |/)(?P<last>{YEAR_NUMBER}|(?<=[/-])\d\d))(?![\d/-])"
)
# `in 2015`, `the 2015 inspection`, `compared with 2017`; not `over 2000 children`, `the Children Act 1989 and 2004`.
_YEAR_PATTERN = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]he|[Tt]o|of|early|late|throughout|[Bb]oth|recently as|(?P<compared>with|than)|(?:(?<=20\d\d )|(?<=[Bb]etween 20\d\d ))and)"
    rf" (?P<when>(?:mid[- ])?{YEAR_NUMBER})\b(?![/-]\d|,\d|\.\d| Acts?\b)(?(compared)(?! [a-z]))"
)
# `the year ending 31 March 2019`, `the 12 months to March 2018`, `the quarter to the end of June 2026`.
_PERIOD_PATTERN = re.compile(
    rf"\b(?:the )?(?:(?P<number>\d{{1,2}}|three|six|nine|twelve|eighteen) months|(?P<unit>year|quarter))(?: (?:period|up))? (?:ending|ended|to)(?: (?:on|at))?(?: the)?(?P<edge> end of)?"
    rf" (?:(?P<day>{DAY_NUMBER})(?:st|nd|rd|th)? )?(?P<month>{MONTH_NAME})(?:,? (?P<year>{YEAR_NUMBER}))?"
)
# `19 May`, `Wednesday 20 January`, `May 19`, `31 March next year`.
_UNDATED_DAY_PATTERN = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY_NAME}),? )?(?:(?<![\d.,/£-])\b(?P<day>{DAY_NUMBER})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH_NAME})"
    rf"|\b(?P<month_first>{MONTH_NAME}) (?P<day_second>{DAY_NUMBER})(?:st|nd|rd|th)?\b(?![\d,.:%]\d))(?: (?P<whose>next|last|this) year)?"
)
# `next February`, `in June`, `the end of May next year`, `the January meeting`.
_UNDATED_MONTH_PATTERN = re.compile(
    rf"(?:\b(?P<lead>[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter|(?:month|week|fortnight|weekend|days) of|(?:pencilled in|scheduled|booked|planned|expected|arranged|set|timetabled|due) for) )?"
    rf"(?P<when>(?:(?:the )?(?P<edge>end|start|beginning) (?:of )?|(?P<part>early|late|mid)[ -])?"
    rf"(?:(?P<which>[Nn]ext|[Ll]ast|[Tt]his) )?\b(?P<month>{MONTH_NAME})(?: (?P<whose>next|last|this) year|(?P<held>(?=(?:'s)? (?:meeting|deadline|target|session|Cabinet|committee|Committee|Council|Board))))?)(?!,? {YEAR_NUMBER}| {DAY_TH}\b)"
)
# `between January and March`, `April to December`; the year is that of the last month.
_UNDATED_MONTHS_PATTERN = re.compile(
    rf"\b(?:(?P<between>[Bb]etween )|(?P<from>[Ff]rom ))?(?P<when>(?P<first>{MONTH_NAME})(?: ?- ?| to | and | until )(?P<month>{MONTH_NAME})(?: (?P<whose>next|last|this) year)?)(?!,? {YEAR_NUMBER}| {DAY_TH}\b)"
)
# `on Tuesday and Wednesday`, `by Friday`, `last Friday`.
_WEEKDAY_PATTERN = re.compile(
    rf"\b(?:(?P<lead>[Oo]n|[Bb]y|[Uu]ntil|[Bb]efore|[Ss]ince|from|was|is|will be|(?<=day )and) (?P<when>{WEEKDAY_NAME}(?P<week> week(?! (?:of|commencing|beginning|ending)\b))?)|(?P<which>[Nn]ext|[Ll]ast|[Tt]his) (?P<weekday>{WEEKDAY_NAME})"
    rf"|(?P<own>{WEEKDAY_NAME})(?: (?:night|morning|afternoon|evening))?(?='s [a-z]))\b(?!,? \d)"
)


# `by the end of Q2`, `in quarter four`: of the financial year.
_UNDATED_QUARTER_PATTERN = re.compile(
    r"\b(?P<lead>[Ii]n|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]or|[Bb]efore|[Ss]ince|[Ff]rom|[Aa]t) (?P<when>(?:the )?(?:(?P<edge>end|start|beginning) of )?"
    rf"(?:Q|[Qq]uarter )(?P<quarter>[1-4]|one|two|three|four))\b(?!,? (?:of )?(?:the )?(?:financial year )?{YEAR_NUMBER}|[/-])"
)
# `by the 15th`, where the month is the one at hand.
_DAY_OF_MONTH_PATTERN = re.compile(
    rf"\b(?P<lead>[Oo]n|[Bb]y|[Bb]efore|[Uu]ntil) (?P<when>the (?P<day>{DAY_NUMBER})(?:st|nd|rd|th))(?=[.,;:)]|\Z|\n| (?:and|or|to|with|at|but|if|so|because)\b)"
)


def days_printed(words: str) -> tuple[date, ...]:
    """The days in a line such as `19 November-11 December 2013 and 28 - 30 January 2014`, in the order printed.

    A day takes the month and year that it lacks from the next one that has them. Empty where a part stays unknown or
    names no day of the calendar.
    """
    days: list[date] = []
    number = year = 0
    for link in reversed(list(_LINK.finditer(words))):
        try:
            if link["slashed"]:
                days.append(datetime.strptime(link["slashed"], "%d/%m/%Y").date())  # noqa: DTZ007 (a day has no zone)
                continue
            year = int(link["year"]) if link["year"] else year
            if link["month"]:
                new_month = month(link["month"])
                # `13 December to 14 January 2022` begins in the year before.
                year -= not link["year"] and 0 < number < new_month
                number = new_month
            days.append(date(year, number, int(link["day"])))
        except ValueError:
            return ()
    return tuple(reversed(days))


def read_day(found: re.Match[str], _: date | None) -> str:
    """A day that is printed in full, with its time where one stands beside it.

    Raises:
        ValueError: the calendar has no such day.
    """
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
    elif found["dd"]:
        year = int(found["yyyy"])
        day = date(year if year > 99 else 2000 + year, int(found["mm"]), int(found["dd"]))
    elif found["day"]:
        day = date(int(found["year"]), month(found["month"]), int(found["day"]))
    else:
        day = date(int(found["year_last"]), month(found["month_first"]), int(found["day_second"]))
    if not found["hour"]:
        return day.isoformat()
    half = found["half"] or found["half_only"]
    hour = int(found["hour"]) % 12 + 12 * half.lower().startswith("p") if half else int(found["hour"])
    moment = datetime(day.year, day.month, day.day, hour, int(found["minute"] or 0), tzinfo=_LONDON)
    return moment.isoformat(timespec="minutes")


def _read_days(found: re.Match[str], anchor: date | None) -> str | None:
    words, joint = found["when"], found["joint"].strip()
    if not found["last_year"]:
        last = re.search(rf"(\d{{1,2}})(?:st|nd|rd|th)? {MONTH_NAME}$", words)
        ends = near(found, month(found["last_month"]), int(last[1]) if last else 28, anchor)
        if not ends:
            return None
        words = f"{words} {ends.year}"
    days = days_printed(words)
    if len(days) < 2 or any(after <= before for before, after in pairwise(days)):
        raise ValueError(f"{found[0]}: not days in order")
    is_list = len(days) > 2 or (joint in ("and", "&") and not found["between"])
    if is_list and any(after - before > timedelta(days=1) for before, after in pairwise(days)):
        raise ValueError(f"{found[0]}: days apart from one another")
    return f"{days[0]}/{days[-1]}"


def _read_listed(found: re.Match[str], anchor: date | None) -> str | None:
    words = f"{found['when']}{found['rest']}"
    if not found["last_year"]:
        last = _LINK.findall(words)[-1]
        ends = near(found, month(last[2]), int(last[1]), anchor)
        if not ends:
            return None
        words = f"{words} {ends.year}"
    days = days_printed(words)
    if not days:
        raise ValueError(f"{words}: no days")
    return days[0].isoformat()


def _read_week(found: re.Match[str], anchor: date | None) -> str | None:
    number, day = month(found["month"]), int(found["day"])
    printed = date(int(found["year"]), number, day) if found["year"] else near(found, number, day, anchor)
    if printed is None:
        return None
    six = timedelta(days=6)
    is_end = found["end"] == "ending" or found["short"] == "e"
    return f"{printed - six}/{printed}" if is_end else f"{printed}/{printed + six}"


def _read_month(found: re.Match[str], _: date | None) -> str:
    number = month(found["month"])
    if found["short_year"]:
        return edge_text(2000 + int(found["short_year"]), number, found["edge"])
    year = int(found["year"])
    if not found["last_month"]:
        return edge_text(year, number, found["edge"])
    if _MOVED.search(found.string, max(0, found.start() - 24), found.start()):
        raise ValueError(f"{found[0]}: moved from one to the other")
    last = month(found["last_month"])
    first_year = int(found["first_year"]) if found["first_year"] else year - (number > last)
    return f"{first_year}-{number:02}/{year}-{last:02}"


def _read_season(found: re.Match[str], anchor: date | None) -> str | None:
    season = found["season"].lower()
    if found["term"] and season == "winter":
        raise ValueError(f"{found[0]}: no term")
    first, last = (_TERMS if found["term"] else _SEASONS)[season]
    which = (found["which"] or "").lower()
    if found["year"]:
        year = int(found["year"])
    elif not which and not found["lead"]:
        raise ValueError(f"{found[0]}: no year, and none meant")
    elif anchor is None:
        return None
    elif which:
        begun = date(anchor.year, first, 1) <= anchor
        year = anchor.year + (which == "next" and begun) - (which == "last" and not begun)
    elif is_ahead(found):
        over = first < last <= anchor.month  # said in its last month of what is to come, it is the next
        year = anchor.year + over
    else:
        year = anchor.year - (first > anchor.month)
    return f"{year}-{first:02}~/{year + (last < first)}-{last:02}~"


def _quarter(found: re.Match[str]) -> int | None:
    """The number of the quarter that a wording names before its year."""
    words = found["quarter_word"] or found["quarter_order"]
    if found["quarter"]:
        return int(found["quarter"])
    return _ORDER[words] if words else None


def _read_fiscal(found: re.Match[str], _: date | None) -> str:
    first, last = int(found["first"]), int(found["last"])
    if last % 100 != (first + 1) % 100:
        raise ValueError(f"{found[0]}: not two years in a row")
    begins = _BEGINS.get(found["kind"] or found["kind_after"] or "", 4)
    if quarter := _quarter(found):
        begins += 3 * (quarter - 1)
        return f"{month_text(first, begins)}/{month_text(first, begins + 2)}"
    return f"{month_text(first, begins)}/{month_text(first + 1, begins - 1)}"


def _read_part_of_year(found: re.Match[str], _: date | None) -> str:
    year = int(found["year"])
    if found["edge"]:
        return f"{year}-12-31" if found["edge"] == "end" else f"{year}-01-01"
    months = 3 if found["of"] == "quarter" else 6
    place = _ORDER[found["part"]]
    if months == 6 and place > 2:
        place = 2
    first = 1 + months * (place - 1)
    return f"{year}-{first:02}/{year}-{first + months - 1:02}"


def _read_years(found: re.Match[str], _: date | None) -> str:
    first, last = int(found["first"]), int(found["last"])
    last = last if last > 99 else first // 100 * 100 + last
    if not first < last <= first + 30:
        raise ValueError(f"{found[0]}: not two years in order")
    if " and " in found["when"] and not found["between"]:
        raise ValueError(f"{found[0]}: two years, and what lies between them is not meant")
    return f"{first}/{last}"


def _read_year(found: re.Match[str], _: date | None) -> str:
    return found["when"][-4:]


def _read_period(found: re.Match[str], anchor: date | None) -> str | None:
    number, year = month(found["month"]), found["year"]
    months = _months_of(found["number"], found["unit"])
    if year is None and anchor is None:
        return None
    if found["day"]:
        day = int(found["day"])
        last = date(int(year), number, day) if year else near(found, number, day, anchor)
        if last is None:
            return None
        return f"{_day_after(last, months)}/{last}"
    last_year = int(year) if year else near_year(found, number, anchor or date.min)
    if found["edge"]:
        last = date(last_year, number, calendar.monthrange(last_year, number)[1])
        return f"{_day_after(last, months)}/{last}"
    return f"{month_text(last_year, number - months + 1)}/{last_year}-{number:02}"


def _months_of(number: str | None, unit: str | None) -> int:
    if number:
        words = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18}
        return words[number] if number in words else int(number)
    return 12 if unit == "year" else 3


def _day_after(last: date, months: int) -> date:
    """The first day of so many months that end with a day: the year ending 31 March begins on 1 April."""
    after = last + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, number = index // 12, index % 12 + 1
    return date(year, number, min(after.day, calendar.monthrange(year, number)[1]))


def _read_undated_quarter(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    quarter = _ORDER.get(found["quarter"]) or int(found["quarter"])
    quarters = [
        (month_text(year, 1 + 3 * quarter), month_text(year, 3 + 3 * quarter))
        for year in range(anchor.year - 2, anchor.year + 2)
    ]
    today = f"{anchor:%Y-%m}"
    if found["lead"].lower() in ("by", "until", "before") or is_ahead(found):
        first, last = next((first, last) for first, last in quarters if last >= today)
    else:
        first, last = next((first, last) for first, last in reversed(quarters) if first <= today)
    if found["edge"]:
        year, number = (int(part) for part in (last if found["edge"] == "end" else first).split("-"))
        return edge_text(year, number, found["edge"])
    return f"{first}/{last}"


def _read_day_of_month(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    day = int(found["day"])
    months = (divmod(anchor.year * 12 + anchor.month - 1 + on, 12) for on in (-2, -1, 0, 1, 2))
    days = [
        date(year, number + 1, day)
        for year, number in months
        if day <= calendar.monthrange(year, number + 1)[1]
    ]
    if found["lead"].lower() != "on" or is_ahead(found):
        return next(each for each in days if each >= anchor).isoformat()
    return next(each for each in reversed(days) if each <= anchor).isoformat()


def _read_undated_day(found: re.Match[str], anchor: date | None) -> str | None:
    number, day = month(found["month"] or found["month_first"]), int(found["day"] or found["day_second"])
    if day > calendar.monthrange(2024, number)[1]:
        raise ValueError(f"{found[0]}: no such day")
    if anchor is None:
        return None
    if found["whose"]:
        return date(anchor.year + {"next": 1, "last": -1, "this": 0}[found["whose"]], number, day).isoformat()
    if found["weekday"] and (meant := _on_weekday(found["weekday"], number, day, anchor)):
        return meant.isoformat()
    latest = near(found, number, day, anchor)
    return latest.isoformat() if latest else None


def _on_weekday(weekday: str, number: int, day: int, anchor: date) -> date | None:
    """The day within a year of the anchor that falls on this day of the week, if there is one."""
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        if day <= calendar.monthrange(year, number)[1]:
            meant = date(year, number, day)
            if meant.weekday() == WEEKDAYS[weekday.lower()] and abs(meant - anchor) < timedelta(days=366):
                return meant
    return None


def _read_undated_month(found: re.Match[str], anchor: date | None) -> str | None:
    if not any(found[name] for name in ("lead", "edge", "part", "which", "whose")) and found["held"] is None:
        raise ValueError(f"{found[0]}: perhaps a name or a verb")
    if anchor is None:
        return None
    number, which = month(found["month"]), (found["which"] or "").lower()
    if found["whose"]:
        year = anchor.year + {"next": 1, "last": -1, "this": 0}[found["whose"]]
    elif which == "next":
        year = anchor.year + (number <= anchor.month)
    elif which == "last":
        year = anchor.year - (number >= anchor.month)
    elif which == "this":
        year = anchor.year
    elif (found["lead"] or "").lower() in ("by", "until", "before"):
        year = anchor.year + (number < anchor.month)
    else:
        year = near_year(found, number, anchor)
    return edge_text(year, number, found["edge"])


def _read_undated_months(found: re.Match[str], anchor: date | None) -> str | None:
    first, last = month(found["first"]), month(found["month"])
    if " and " in found["when"] and not found["between"]:
        raise ValueError(f"{found[0]}: two months, and what lies between them is not meant")
    if "May" in (found["first"], found["month"]) and not (found["between"] or found["from"]):
        raise ValueError(f"{found[0]}: perhaps a name or a verb")
    if anchor is None:
        return None
    if found["whose"]:
        year = anchor.year + {"next": 1, "last": -1, "this": 0}[found["whose"]]
    elif is_ahead(found):
        year = anchor.year + (last < anchor.month)
    else:  # the latest that has begun
        year = anchor.year - (first > anchor.month) + (last < first)
    return f"{year - (last < first)}-{first:02}/{year}-{last:02}"


def _read_weekday(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    which = (found["which"] or "").lower()
    named = (found["when"] or found["weekday"] or found["own"]).lower().split()[0]
    ahead = (WEEKDAYS[named] - anchor.weekday()) % 7
    if found["week"]:
        return (anchor + timedelta(days=(ahead or 7) + 7)).isoformat()
    if (
        which == "next"
        or (found["lead"] or "on").lower() not in ("on", "and", "was", "is", "since")
        or (which != "last" and is_ahead(found))
    ):
        return (anchor + timedelta(days=ahead or 7)).isoformat()
    return (anchor - timedelta(days=(7 - ahead) % 7 or 7 * (which == "last"))).isoformat()


WORDINGS = (
    Wording(rule=DAY, cores="mny", pattern=DAY_PATTERN, reach=(50, 40), read=read_day),
    Wording(rule=DAYS, cores="mn", pattern=_DAYS_PATTERN, reach=(80, 60), read=_read_days),
    Wording(rule=DAY, cores="mn", pattern=_LISTED_PATTERN, reach=(80, 60), read=_read_listed),
    Wording(rule=WEEK, cores="mn", pattern=_WEEK_PATTERN, reach=(55, 25), read=_read_week),
    Wording(rule=MONTH, cores="mn", pattern=_MONTH_PATTERN, reach=(45, 45), read=_read_month),
    Wording(rule=SEASON, cores="s", pattern=_SEASON_PATTERN, reach=(50, 50), read=_read_season),
    Wording(rule=YEAR, cores="y", pattern=_FISCAL_PATTERN, reach=(60, 45), read=_read_fiscal),
    Wording(rule=YEAR, cores="y", pattern=_PART_OF_YEAR_PATTERN, read=_read_part_of_year),
    Wording(rule=YEAR, cores="y", pattern=_YEARS_PATTERN, read=_read_years),
    Wording(rule=YEAR, cores="y", pattern=_YEAR_PATTERN, read=_read_year),
    Wording(rule=PERIOD, cores="mn", pattern=_PERIOD_PATTERN, reach=(70, 30), read=_read_period),
    Wording(
        rule=UNDATED_DAY, cores="m", pattern=_UNDATED_DAY_PATTERN, reach=(35, 35), read=_read_undated_day
    ),
    Wording(
        rule=UNDATED_MONTH,
        cores="m",
        pattern=_UNDATED_MONTH_PATTERN,
        reach=(45, 45),
        read=_read_undated_month,
    ),
    Wording(
        rule=UNDATED_MONTH,
        cores="m",
        pattern=_UNDATED_MONTHS_PATTERN,
        reach=(45, 45),
        read=_read_undated_months,
    ),
    Wording(rule=UNDATED_QUARTER, cores="u", pattern=_UNDATED_QUARTER_PATTERN, read=_read_undated_quarter),
    Wording(rule=DAY_OF_MONTH, cores="t", pattern=_DAY_OF_MONTH_PATTERN, read=_read_day_of_month),
    Wording(rule=WEEKDAY, cores="d", pattern=_WEEKDAY_PATTERN, read=_read_weekday),
)
