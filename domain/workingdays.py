"""Working days in England: Monday to Friday less bank holidays, and the notice that councils owe before a meeting.

Bank holidays: Banking and Financial Dealings Act 1971, schedule 1, with its substitute days; one-off holidays and
moved days by royal proclamation, as listed at https://www.gov.uk/bank-holidays (England and Wales).
Clear working days: Local Government Act 1972, section 100B(3) (three until 1 October 2002, five since).
"""

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)

# One-off holidays by proclamation.
_EXTRA = frozenset(
    {
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)
# Days that were moved in one year: the usual day worked, another given.
_MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, from 1978 on."""
    easter = _easter(year)
    usual = {
        easter - 2 * _DAY,
        easter + _DAY,
        _monday_on_or_after(date(year, 5, 1)),
        _monday_on_or_after(date(year, 5, 25)),
        _monday_on_or_after(date(year, 8, 25)),
        *_substituted(date(year, 1, 1)),
        *_substituted(date(year, 12, 25), date(year, 12, 26)),
    }
    moved = {_MOVED.get(day, day) for day in usual}
    return frozenset(moved | {day for day in _EXTRA if day.year == year})


def is_working(day: date) -> bool:
    """Whether council offices count this as a working day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days after (before, if negative) the day."""
    step = _DAY if count >= 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working(day):
            day += step
    return day


def clear_working_days(published: date, meeting: date) -> int:
    """Working days strictly between publication and meeting: neither end counts."""
    days = (meeting - published).days
    return sum(is_working(published + n * _DAY) for n in range(1, days))


def latest_publication(meeting: date, *, clear: int = 5) -> date:
    """The last working day on which papers can come out and still give this many clear working days."""
    day = meeting - _DAY
    while not is_working(day) or clear_working_days(day, meeting) < clear:
        day -= _DAY
    return day


def _substituted(*holidays: date) -> tuple[date, ...]:
    """Holidays that fall at a weekend move to the next working days that are not themselves holidays."""
    weekdays = [day for day in holidays if day.weekday() < 5]
    for day in holidays:
        if day.weekday() < 5:
            continue
        while day.weekday() >= 5 or day in weekdays:
            day += _DAY
        weekdays.append(day)
    return tuple(weekdays)


def _monday_on_or_after(day: date) -> date:
    return day + ((-day.weekday()) % 7) * _DAY


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
