"""Days as the answers of the command line write them: short, with the weekday where one plans by it, no more exact than stated."""

import re
from datetime import date, datetime

from domain.dates import NotADate, parse
from domain.instants import LONDON, utc

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
# `R/P6M`
_RECURRENCE = re.compile(r"R/P(?P<number>\d+)(?P<unit>[DWMY])", re.ASCII)


def often(recurrence: str) -> str:
    """`every year` of `R/P1Y`, `every 6 months` of `R/P6M`; other values as they are."""
    found = _RECURRENCE.fullmatch(recurrence)
    if not found:
        return recurrence
    number, unit = int(found["number"]), _UNITS[found["unit"]]
    return f"every {unit}" if number == 1 else f"every {number} {unit}s"


def plain_day(day: date) -> str:
    """`21 Sep 2027`"""
    return f"{day.day} {day:%b %Y}"


def near_day(day: date, today: date) -> str:
    """`8 Mar`; with its year where that is not this year."""
    return f"{day.day} {day:%b}" if day.year == today.year else plain_day(day)


def week_day(day: date) -> str:
    """`Tue 23 Feb`"""
    return f"{day:%a} {day.day} {day:%b}"


def clock_time(at: datetime) -> str:
    """A moment on England's clock: `Fri 11 Jun 17:20`"""
    local = utc(at).astimezone(LONDON)
    return f"{week_day(local.date())} {local:%H:%M}"


def span(edtf: str) -> str:
    """Days as a report prints them: `14 September to 8 October 2015`, `16 to 22 November 2026`, else as `stated`."""
    first, last = _ends(edtf)
    if first is None or last is None or first == last:
        return stated(edtf if first != last or first is None else first.isoformat())
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{begin} to {end}" if first.year == last.year else f"{begin} {first.year} to {end}"


def short_span(edtf: str) -> str:
    """`29-30 Sep 2026`, `30 Sep - 1 Oct 2026`; one day as `29 Sep 2026`, other dates as `stated`."""
    first, last = _ends(edtf)
    if first is None or last is None:
        return stated(edtf)
    if first == last:
        return plain_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{plain_day(last)}"
    return f"{first.day} {first:%b} - {plain_day(last)}"


def _ends(edtf: str) -> tuple[date | None, date | None]:
    """The two days of an interval of days, or the one day twice; nothing for what is less exact."""
    begins, _, ends = edtf.partition("/")
    days = []
    for part in (begins, ends or begins):
        try:
            days.append(date.fromisoformat(part.partition("T")[0]))
        except ValueError:
            return None, None
    return days[0], days[1]


def stated(edtf: str) -> str:
    """A date no more exact than it was stated: `19 January 2027`, of a moment too, `January 2027`, `2027`; of a recurrence how `often`."""
    try:
        parse(edtf)
    except NotADate:
        return often(edtf)
    year, *rest = edtf.removesuffix("~").partition("T")[0].split("-")
    if "/" in edtf or not rest:
        return edtf
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    words = f"{int(rest[1])} {month}" if len(rest) > 1 and rest[1].isdecimal() else month
    return f"about {words}" if edtf.endswith("~") else words
