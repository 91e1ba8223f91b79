"""Days as the answers of the command line write them: short, with the weekday where one plans by it, no more exact than stated."""

from datetime import date, datetime

from domain.dates import NotADate, parse
from domain.instants import LONDON, utc

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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


def stated(edtf: str) -> str:
    """A date no more exact than it was stated: `19 January 2027`, `January 2027`, `2027`; other values as they are."""
    try:
        parse(edtf)
    except NotADate:
        return edtf
    year, *rest = edtf.removesuffix("~").split("-")
    if "/" in edtf or not rest:
        return edtf
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    words = f"{int(rest[1])} {month}" if len(rest) > 1 and rest[1].isdecimal() else month
    return f"about {words}" if edtf.endswith("~") else words
