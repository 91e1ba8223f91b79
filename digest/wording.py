"""Wording: dates, counts, titles and lists as every part of the e-mail writes them. Values in, words out."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from domain.dates import NotADate, parse
from domain.instants import LONDON, utc
from domain.spoken import often
from storage.developments import MeetingSeen
from storage.sights import NOT_LOOKED_AT, Gap

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_TITLE = 120
# What a site answers that does not want us: RFC 9110, section 15.5; RFC 6585, section 4; RFC 7725.
_REFUSALS = ("401", "403", "407", "429", "451")
_OPENING, _CLOSING = ('"', "“"), ('"', "”")


def long_day(day: date) -> str:
    """`Tuesday 14 June 2027`"""
    return f"{day:%A} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def plain_day(day: date) -> str:
    """`14 June 2027`"""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """`Tue 14 June`"""
    return f"{day:%a} {day.day} {_MONTHS[day.month - 1]}"


def clock(at: time) -> str:
    """`10:30`"""
    return f"{at:%H:%M}"


def moment(at: datetime) -> str:
    """A moment on England's clock: `Fri 11 June 2027, 17:20`"""
    local = utc(at).astimezone(LONDON)
    return f"{local:%a} {plain_day(local.date())}, {local:%H:%M}"


def stated(edtf: str) -> str:
    """A date no more exact than it was stated: `2 February 2027`, `May 2016`, `2016`; `13 to 24 May 2019`; `every 6 months`."""
    try:
        parse(edtf)
    except NotADate:
        return often(edtf)
    begins, slash, ends = edtf.removesuffix("~").partition("/")
    words = _interval(_partial(begins), _partial(ends)) if slash else _partial(begins)
    return f"about {words}" if edtf.endswith("~") else words


def days(edtf: str) -> str:
    """The days of a visit: `15 and 16 September 2026` where there are two, else as `stated`, one day once."""
    first, slash, last = edtf.partition("/")
    if slash and first == last:
        return stated(first)
    try:
        follows = date.fromisoformat(last) - date.fromisoformat(first) == timedelta(days=1)
    except ValueError:
        return stated(edtf)
    return stated(edtf).replace(" to ", " and ") if follows else stated(edtf)


def exact_day(edtf: str) -> str:
    """`Wed 30 June 2027`; a date that is no day as it is stated."""
    try:
        day = date.fromisoformat(edtf)
    except ValueError:
        return stated(edtf)
    return f"{day:%a} {plain_day(day)}"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """`1 document`, `2 documents`, `no documents`"""
    return f"{number or 'no'} {thing if number == 1 else things or f'{thing}s'}"


def clear_days(number: int) -> str:
    """`0 clear working days`, `1 clear working day`: the figure is what readers look for."""
    return f"{number} clear working {'day' if number == 1 else 'days'}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`"""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def titled(title: str) -> str:
    """A title in quotation marks, on one line, cut at a word when it is endless."""
    words = " ".join(title.split())
    if words[:1] in _OPENING and words[-1:] in _CLOSING:
        words = words[1:-1]
    if len(words) > _LONGEST_TITLE:
        words = f"{words[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return f"“{words}”"


def shortened(title: str, most: int = 40) -> str:
    """A title for a subject line, cut at a word."""
    words = " ".join(title.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def sentence(words: str) -> str:
    """The words with a capital at the beginning."""
    return f"{words[:1].upper()}{words[1:]}"


def item_named(number: str | None, title: str) -> str:
    """`item 6, “Improvement plan”`"""
    return f"item {number}, {titled(title)}" if number else f"the item {titled(title)}"


def day_and_hour(day: date, at: time | None) -> str:
    """`Tuesday 14 June 2027, 10:30`"""
    return f"{long_day(day)}, {clock(at)}" if at else long_day(day)


def meeting_day(meeting: MeetingSeen) -> str:
    """The day of a meeting, with its hour if it is known."""
    return day_and_hour(meeting.day, meeting.at)


def unseen(gap: Gap) -> str:
    """`we could not look from 8 to 22 February 2027 (the site refused us, 403)`; `nobody looked from …` is our own doing."""
    last = gap.until - timedelta(days=1) if gap.until else None
    if last is None:
        when = f"since {plain_day(gap.first)}"
    elif last <= gap.first:
        when = f"on {plain_day(gap.first)}"
    else:
        when = f"from {stated(f'{gap.first}/{last}')}"
    return (
        f"nobody looked {when}" if gap.why == NOT_LOOKED_AT else f"we could not look {when} ({why(gap.why)})"
    )


def why(reason: str) -> str:
    """Why a site could not be looked at, in words that frighten nobody: `the site refused us, 403`."""
    if reason in _REFUSALS:
        return f"the site refused us, {reason}"
    if reason.isdecimal():
        return f"the site answered with {reason}"
    return "its robots.txt asks us not to look" if reason == "robots.txt" else reason


def _interval(begins: str, ends: str) -> str:
    """What both ends have in common is said once: `13 to 24 May 2019`, `24 April to 18 May 2017`."""
    first, last = begins.split(), ends.split()
    while len(first) > 1 and len(first) == len(last) and first[-1] == last[-1] and begins != ends:
        first, last = first[:-1], last[:-1]
    return f"{' '.join(first)} to {ends}"


def _partial(part: str) -> str:
    if part in ("", ".."):
        return "an open end"
    year, *rest = part.partition("T")[0].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"
