"""Spells: times that are counted, not named: `this week`, `the last 12 months`, `every six months`, `four days`.

Each with its EDTF, duration (`P4D`) or recurrence (`R/P6M`). What is relative counts from the anchor, the day on which
the text was published; without one it stays unresolved.
"""

import calendar
import re
from datetime import date, timedelta

from domain.workingdays import bank_holidays
from linking.time_words import (
    LONG_UNITS,
    MONTH_NAME,
    NUMBER,
    UNITS,
    YEAR_NUMBER,
    Wording,
    count,
    is_ahead,
    is_over,
    month_text,
)

RELATIVE = "times.relative@4"
FEAST = "times.feast@3"
STRETCH = "times.stretch@3"
RECURRENCE = "times.recurrence@2"
DURATION = "times.duration@2"
RULES = (RELATIVE, FEAST, STRETCH, RECURRENCE, DURATION)

_ANY_UNIT = r"day|week|fortnight|month|quarter|term|year|decade"
_STEPS = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}
_ADVERBS = {
    "daily": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "termly": "P4M",
    "half-yearly": "P6M",
    "biannually": "P6M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biennially": "P2Y",
}
_OFTEN = {"once": 1, "twice": 2, "three times": 3, "four times": 4, "six times": 6}

# `this week`, `the end of next month`, `early next year`, `the current financial year`, `yesterday`, `three years ago`,
# `last night`, `in six months' time`.
_RELATIVE_PATTERN = re.compile(
    rf"\b(?:(?P<day>today|tonight|yesterday|tomorrow|(?P<part>this morning|this afternoon|this evening|last night))"
    rf"|(?:(?:the )?(?P<edge>end|start|beginning) of |(?:early|earlier|later?) (?:on )?(?:in )?)?"
    rf"(?:(?P<which>this|next|last)|(?<=of )(?P<bare>the)|(?:the )?(?P<which_kind>current|previous|coming|this|next|last)(?= (?:financial|academic|school|municipal|calendar) )|(?:the )?(?P<current>current))"
    rf" (?P<kind>financial |academic |school |municipal |calendar )?(?P<unit>week|month|quarter|year)\b(?!s|'s? (?:time|notice)| of\b)"
    rf"|(?P<number>{NUMBER}) (?P<ago>{_ANY_UNIT})s? ago"
    rf"|in (?:about |around )?(?P<number_time>{NUMBER}) (?P<time>{_ANY_UNIT})s?'s? time"
    rf"|(?:(?<=ends )|(?<=to an end )|(?<=expires )|(?<=runs out )|(?<=finishes )|(?<=starts )|(?<=leaves ))in (?P<number_end>{NUMBER}) (?P<time_end>{_ANY_UNIT})s?)\b",
    re.IGNORECASE,
)
# `by Christmas`, `before Easter 2025`, `in the new year`.
_FEAST_PATTERN = re.compile(
    rf"\b(?P<easter>Easter)(?: (?P<easter_year>{YEAR_NUMBER}))?\b(?! (?:holiday|break|Monday|Sunday|school))|\b(?:[Bb]y|[Bb]efore|[Aa]t|[Uu]ntil|[Aa]fter) (?P<when>Christmas)\b(?! \w+ay\b)|\b(?P<last>[Ll]ast Christmas)\b|\b(?<=[Ii]n )(?P<year>the [Nn]ew [Yy]ear)\b"
)
# `in the last 12 months`, `over the next year`, `the past two years`, `the previous 12 months`; `the coming weeks` says no
# number and stays open.
_STRETCH_PATTERN = re.compile(
    rf"\b(?:the (?P<way>last|past|previous|preceding|next|coming)(?: (?P<number>{NUMBER}|few|couple of|several))?|(?P<way_bare>last|past|next) (?P<number_bare>{NUMBER}))"
    rf" (?P<unit>{_ANY_UNIT})(?P<many>s)?\b(?!'| of\b)",
    re.IGNORECASE,
)
# `at least every six months`, `each year`, `each November`, `quarterly`, `twice a year`, `on an annual basis`.
_RECURRENCE_PATTERN = re.compile(
    rf"\b(?:at least )?(?:(?:once )?(?:every|each) (?:(?P<number>{NUMBER}|other|second|third|fourth) )?(?:(?:financial|academic|calendar|school|municipal) )?(?P<unit>{_ANY_UNIT})s?(?! of\b)"
    rf"|(?:every|each) (?P<month>{MONTH_NAME}|spring|summer|autumn|winter)|(?P<often>once|twice|three times|four times|six times) (?:a|every|each|per) (?P<per>day|week|month|quarter|year)"
    r"|twice[- ](?P<twice>weekly|monthly|yearly)"
    r"|(?P<counted>two|three|four|six|eight|twelve)-(?P<counted_unit>weekly|monthly)|(?P<unclear>bi-?(?:monthly|weekly))"
    r"|on an? (?P<basis>daily|weekly|fortnightly|monthly|quarterly|termly|annual|yearly) basis"
    r"|(?P<adverb>(?!(?:weekly|monthly) (?:[a-z]+ ){0,2}(?:allowances?|rates?|fees?|payments?|costs?|charges?|pay|amounts?)\b)(?:half-yearly|fortnightly|monthly|weekly|quarterly|termly|biannually|annually|biennially|(?:(?<=reported )|(?<=reviewed )|(?<=published )|(?<=least ))(?:daily|yearly))))\b",
    re.IGNORECASE,
)
_LENGTH = r"day|week|fortnight|month|year|decade"
# `spend four days`, `a four-week visit`, `six months after`, `within 28 days`, `over three years`, `five clear working days' notice`.
_DURATION_PATTERN = re.compile(
    rf"\b(?:(?:spend|spent|lasting|lasts?|took|takes?|within|for|(?<!aged )over|in|after|another|further|than|about|around|nearly|almost|total of|minimum of|maximum of|up to|at least)"
    rf" (?P<when>(?P<number>{NUMBER}) (?:clear )?(?P<unit>(?:working )?day|{_LENGTH})s?(?:'? (?:after|later|earlier|before)\b)?)(?! (?:old|ago|of age)\b|-old|'s? time)"
    rf"|(?P<number_after>{NUMBER}) (?P<unit_after>{_LENGTH})s? (?:after|later|earlier|before|on from)"
    rf"|(?P<number_notice>{NUMBER}) (?:clear )?(?P<unit_notice>(?:working )?day|week|month)s?'? notice"
    rf"|(?P<number_joined>{NUMBER})-(?P<unit_joined>{_LENGTH})(?= (?!olds?\b|of\b)[a-z])(?!-))\b",
    re.IGNORECASE,
)


def _read_relative(found: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    if found["day"]:
        word = (found["part"] or found["day"]).lower()
        return (
            anchor + timedelta(days={"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0))
        ).isoformat()
    if found["ago"]:
        return _counted(anchor, -count(found["number"]), found["ago"].lower())
    if found["time"]:
        return _counted(anchor, count(found["number_time"]), found["time"].lower())
    if found["number_end"]:
        return _counted(anchor, count(found["number_end"]), found["time_end"].lower())
    step = _STEPS[(found["which"] or found["bare"] or found["which_kind"] or found["current"]).lower()]
    edge, kind = (found["edge"] or "").lower(), (found["kind"] or "").strip().lower()
    if found["bare"] and not edge:
        raise ValueError(f"{found[0]}: a year of which nothing says which")
    first, last = _unit(anchor, step, found["unit"].lower(), kind)
    if edge:
        return (last if edge == "end" else first).isoformat()
    match found["unit"].lower(), kind:
        case ("week", _):
            return f"{first}/{last}"
        case ("month", _):
            return month_text(first.year, first.month)
        case ("year", "" | "calendar"):
            return str(first.year)
        case _:
            return f"{month_text(first.year, first.month)}/{month_text(last.year, last.month)}"


def _unit(anchor: date, step: int, unit: str, kind: str) -> tuple[date, date]:
    """The first and the last day of this week, month, quarter or year, or of one before or after it."""
    if unit == "week":
        monday = anchor + timedelta(days=7 * step - anchor.weekday())
        return monday, monday + timedelta(days=6)
    begins = {"financial": 4, "academic": 9, "school": 9, "municipal": 5}.get(kind, 1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = anchor.year * 12 + anchor.month - 1
    start = index - (index - (begins - 1)) % months + step * months
    end = start + months - 1
    return date(start // 12, start % 12 + 1, 1), _last_day(end // 12, end % 12 + 1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _read_feast(found: re.Match[str], anchor: date | None) -> str | None:
    if found["easter_year"]:
        return _easter(int(found["easter_year"])).isoformat()
    if anchor is None:
        return None
    if found["easter"]:
        days = [_easter(anchor.year + years) for years in (-1, 0, 1)]
        after, before = (
            next(day for day in days if day >= anchor),
            next(day for day in reversed(days) if day <= anchor),
        )
        is_next = is_ahead(found) or (after - anchor < anchor - before and not is_over(found))
        return (after if is_next else before).isoformat()
    if found["year"]:
        return f"{anchor.year + 1}-01~"
    if found["last"]:
        return date(anchor.year - 1, 12, 25).isoformat()
    leads = found[0].lower().startswith(("by", "before", "until"))
    is_past = found[0].lower().startswith("before") and is_over(found)  # `left shortly before Christmas`
    is_next = anchor.month == 12 or (not is_past and (leads or is_ahead(found)))
    day = date(anchor.year, 12, 25)
    if is_next:
        return (day if day >= anchor else date(anchor.year + 1, 12, 25)).isoformat()
    return (day if day <= anchor else date(anchor.year - 1, 12, 25)).isoformat()


def _easter(year: int) -> date:
    """Easter Sunday: the day before the one bank holiday on a Monday of the weeks in which it can fall."""
    mondays = (
        day
        for day in bank_holidays(year)
        if day.weekday() == 0 and (3, 23) <= (day.month, day.day) <= (4, 26)
    )
    return next(mondays) - timedelta(days=1)


def _read_stretch(found: re.Match[str], anchor: date | None) -> str | None:
    words = (found["number"] or found["number_bare"] or "").lower()
    if words in ("few", "several", "couple of") or (not words and found["many"]):
        return None
    if not words and found["way"].lower() in (
        "previous",
        "preceding",
    ):  # to what, only the text's own thread tells
        return None
    if anchor is None:
        return None
    number = count(words or "one")
    sign = 1 if (found["way"] or found["way_bare"]).lower() in ("next", "coming") else -1
    unit = found["unit"].lower()
    if unit in LONG_UNITS:
        times, unit = LONG_UNITS[unit]
        number *= times
    if unit in ("day", "week"):
        other = anchor + timedelta(days=sign * number * (7 if unit == "week" else 1))
        return "/".join(sorted((anchor.isoformat(), other.isoformat())))
    other_month = anchor.month + sign * number * (12 if unit == "year" else 1)
    return "/".join(sorted((month_text(anchor.year, anchor.month), month_text(anchor.year, other_month))))


def _read_recurrence(found: re.Match[str], _: date | None) -> str | None:
    if found["unclear"]:  # twice a month, or every other
        return None
    if adverb := found["adverb"] or found["basis"]:
        return f"R/{_ADVERBS['yearly' if adverb.lower() == 'annual' else adverb.lower()]}"
    if found["counted"]:
        return f"R/P{count(found['counted'])}{'W' if found['counted_unit'].lower() == 'weekly' else 'M'}"
    if found["month"]:
        return "R/P1Y"
    if found["often"] or found["twice"]:
        per = (
            found["per"] or {"weekly": "week", "monthly": "month", "yearly": "year"}[found["twice"].lower()]
        ).lower()
        return _often(_OFTEN[(found["often"] or "twice").lower()], per)
    ordinals = {"other": 2, "second": 2, "third": 3, "fourth": 4}
    words = (found["number"] or "one").lower()
    number = ordinals[words] if words in ordinals else count(words)
    unit = found["unit"].lower()
    if unit in LONG_UNITS:
        times, unit = LONG_UNITS[unit]
        number *= times
    return f"R/P{number}{UNITS[unit]}"


def _often(times: int, per: str) -> str | None:
    """So many times in a week, month, quarter or year: how far one is from the next, where that is so many whole units."""
    if times == 1:
        return "R/P3M" if per == "quarter" else f"R/P1{UNITS[per]}"
    if per in ("year", "quarter") and (12 if per == "year" else 3) % times == 0:
        return f"R/P{(12 if per == 'year' else 3) // times}M"
    return {("month", 2): "R/P2W", ("month", 4): "R/P1W"}.get(
        (per, times), "R/P1W" if per == "week" else None
    )


def _read_duration(found: re.Match[str], _: date | None) -> str:
    number = next(
        found[name] for name in ("number", "number_after", "number_notice", "number_joined") if found[name]
    )
    unit = next(found[name] for name in ("unit", "unit_after", "unit_notice", "unit_joined") if found[name])
    unit = unit.lower().removeprefix("working ")
    if unit in LONG_UNITS:
        times, unit = LONG_UNITS[unit]
        return f"P{times * count(number)}{UNITS[unit]}"
    return f"P{count(number)}{UNITS[unit]}"


def _counted(anchor: date, number: int, unit: str) -> str:
    """So long before or after the anchor, to the precision of the unit."""
    if unit in LONG_UNITS:
        times, unit = LONG_UNITS[unit]
        number *= times
    match unit:
        case "year":
            return f"{anchor.year + number}"
        case "month":
            return month_text(anchor.year, anchor.month + number)
        case "week":
            return f"{anchor + timedelta(weeks=number)}~"
        case _:
            return (anchor + timedelta(days=number)).isoformat()


WORDINGS = (
    Wording(rule=RELATIVE, cores="du", pattern=_RELATIVE_PATTERN, read=_read_relative),
    Wording(rule=FEAST, cores="fu", pattern=_FEAST_PATTERN, read=_read_feast),
    Wording(rule=STRETCH, cores="du", pattern=_STRETCH_PATTERN, read=_read_stretch),
    Wording(rule=RECURRENCE, cores="dumns", pattern=_RECURRENCE_PATTERN, read=_read_recurrence),
    Wording(rule=DURATION, cores="du", pattern=_DURATION_PATTERN, read=_read_duration),
)
