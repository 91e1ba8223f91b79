"""Minutes as an agenda carries them: the earlier meeting that an item or paper says it has the minutes of."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
# "22 April 2026", "22nd April, 2026", "10th-Jun-2026"
_WRITTEN = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{3})[a-z]{0,6}\.?,?[ -](?P<year>\d{4})\b",
    re.IGNORECASE,
)
# "22/04/2026", "22.4.26"
_IN_FIGURES = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})\b", re.ASCII)
# "Minutes of the previous meeting", "Minutes of the last meetings", "Previous minutes"
_PREVIOUS = re.compile(r"\b(?:previous|last|preceding)\b", re.IGNORECASE)
# "Minutes", "Draft minutes of the meeting", "To confirm the minutes", "Confirmation of minutes"
_BARE = re.compile(
    r"(?:(?:to )?(?:confirm|approve|agree|receive|sign)[a-z]{0,5} (?:of )?)?(?:the )?(?:draft |public )?"
    r"minutes(?: of (?:the )?meeting)?\.?",
    re.IGNORECASE,
)


def carried(title: str) -> tuple[date, ...] | None:
    """The days of the meetings whose minutes an item or paper of this title carries.

    Empty where it means the meeting before without naming its day; `None` where it carries no minutes.
    """
    words = " ".join(title.split())
    if not _MINUTES.search(words):
        return None
    days = tuple(day for day in (*_written(words), *_in_figures(words)) if day)
    if days:
        return days
    return () if _PREVIOUS.search(words) or _BARE.fullmatch(words) else None


def _written(words: str) -> list[date | None]:
    return [
        _day(int(found["year"]), _MONTHS.index(month) + 1, int(found["day"]))
        for found in _WRITTEN.finditer(words)
        if (month := found["month"].lower()) in _MONTHS
    ]


def _in_figures(words: str) -> list[date | None]:
    return [
        _day(
            int(found["year"]) + (2000 if len(found["year"]) == 2 else 0),
            int(found["month"]),
            int(found["day"]),
        )
        for found in _IN_FIGURES.finditer(words)
    ]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
