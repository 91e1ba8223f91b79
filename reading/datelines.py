"""Datelines: the lines on which an article prints when it was published and changed; a line in, partial dates out.

Only whole lines count: a date inside a sentence says when something happened, not when it was written. Times are the
wall clock of England unless the line names a zone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

from domain import dates
from domain.instants import LONDON

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"gmt": UTC, "utc": UTC}

# Such as 11th December 2018; Dec 11, 2018; 11/12/2018 (day first, as in England); 2018-12-11.
_DAY = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})"
    r"|(?P<us_month>[a-z]{3,9})\.?\s+(?P<us_day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{4})"
    r"|(?P<day_figures>\d{1,2})/(?P<month_figures>\d{1,2})/(?P<year_figures>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
)
# Such as 11:58 pm, 7.30am, 17:03 and 17:03 BST.
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2})?\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?P<zone>gmt|bst|utc)\b)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_LABEL = r"(?P<label>(?:first |last )?(?:published|posted|updated|modified|created|date)(?: on)?\s*:?\s*)?"
# Such as Tuesday, 11th December 2018, 11:58 pm; and the time first: Updated 17:03, 4 May 2016.
_AFTER = re.compile(f"{_LABEL}{_WEEKDAY}{_DAY}(?:,?\\s*(?:at\\s+|-\\s+|\\|\\s+)?{_TIME})?", re.IGNORECASE)
_BEFORE = re.compile(f"{_LABEL}{_TIME},?\\s+(?:on\\s+)?{_WEEKDAY}{_DAY}", re.IGNORECASE)
# What may stand between two dates of a line.
_BETWEEN = re.compile(r"[\s|•·,;–-]*")
_CHANGED = ("updated", "modified")
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class Dateline:
    """What a dateline states (EDTF): the day and time of publication, and of the last change."""

    published: str | None = None
    modified: str | None = None


def read(line: str) -> Dateline | None:
    """The dates of a line that holds nothing but dates; else `None`."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    found: dict[str, str] = {}
    place = 0
    while place < len(line):
        stated = _AFTER.match(line, place) or _BEFORE.match(line, place)
        edtf = _edtf(stated) if stated else None
        if not stated or not edtf:
            return None
        label = (stated["label"] or "").lower()
        found.setdefault("modified" if any(word in label for word in _CHANGED) else "published", edtf)
        place = stated.end()
        between = _BETWEEN.match(line, place)
        place = between.end() if between else place
    return Dateline(**found)


def machine_date(words: str) -> str | None:
    """A date as pages give it to machines (ISO 8601, or as in mail headers) in EDTF, with time and zone if they stand there."""
    words = words.strip()
    moment = _from_iso(words) or _from_mail(words)
    if moment is None:
        return None
    edtf = moment.isoformat(timespec="seconds") if ":" in words else moment.date().isoformat()
    try:
        return dates.parse(edtf).edtf
    except dates.NotADate:
        return None


def _edtf(stated: re.Match[str]) -> str | None:
    day = _day(stated)
    if day is None or stated["hour"] is None:
        return day.date().isoformat() if day else None
    clock = _clock(stated)
    if clock is None:
        return None
    zone: tzinfo = _ZONES.get((stated["zone"] or "").lower(), LONDON)
    return datetime.combine(day.date(), clock, zone).isoformat(timespec="minutes")


def _day(stated: re.Match[str]) -> datetime | None:
    if stated["iso"]:
        return _from_iso(stated["iso"])
    month = stated["month"] or stated["us_month"]
    number = _MONTHS.index(month[:3].lower()) + 1 if month and month[:3].lower() in _MONTHS else 0
    year = stated["year"] or stated["us_year"] or stated["year_figures"]
    day = stated["day"] or stated["us_day"] or stated["day_figures"]
    try:
        return datetime(int(year), number or int(stated["month_figures"] or 0), int(day), tzinfo=LONDON)
    except ValueError:
        return None


def _clock(stated: re.Match[str]) -> time | None:
    hour, half = int(stated["hour"]), (stated["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
    try:
        return time(hour, int(stated["minute"]))
    except ValueError:
        return None


def _from_iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _from_mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
