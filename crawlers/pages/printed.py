"""What committee pages print, as values: days, times of day, when something is due, marks such as CANCELLED and "to follow"."""

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

from domain.instants import LONDON

MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),  # noqa: SIM905 -- a word list
        start=1,
    )
}
# The name of a month in a pattern: "Jun", "June", "Sept"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_TH = r"(?:st|nd|rd|th)?"
# "10/02/2026"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
# "10 Jun 2026", "10th June, 2026", "10-June 2026"
_LONG_DAY = re.compile(
    rf"\b(\d{{1,2}}){_TH}[ -]{{1,2}}({MONTH})\.?,?[ -]{{1,2}}(\d{{4}})\b", re.ASCII | re.IGNORECASE
)
# At "10.00 am", "7pm", "13:30", "12 noon" or "10.30 a.m.", the full stops of the last taken out.
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))? ?(am|pm|noon|midnight)?", re.ASCII)
# The time that follows a day: "Wednesday, 10th June, 2026 10.30 am", "08/02/2011, 10:00", "3 Aug 2026 - 10:00"
_TIME_AFTER = re.compile(
    r"[ ,]{1,3}(?:at |[-–] )?(\d{1,2}(?:[.:]\d{2}(?: ?[ap]\.?m\b\.?)?| ?(?:[ap]\.?m\b\.?|noon\b|midnight\b)))",
    re.ASCII | re.IGNORECASE,
)
# What stands before or behind a meeting that is not as it was announced: "CANCELLED, Cabinet - 8 Jul 2026",
# "Thursday, 28th April, 2016 7.00 pm, CANCELLED"; not the first word of "New Homes Board".
_MARK = re.compile(
    r"(?:\A|[,;:(–-])\s{0,3}(cancelled|withdrawn|postponed|rescheduled|moved|abandoned|adjourned|inquorate|provisional|new)"
    r"(?=\s{0,3}(?:\Z|[,;:.)|–-])| (?:meeting|date|time|venue|to|from|until)\b)",
    re.IGNORECASE,
)
# "10 Jun 2026", "1st June, 2026", "June 2026", "10/06/2026"
_DAY_OR_MONTH = re.compile(
    rf"\b(?:(?P<numbers>\d{{1,2}}/\d{{1,2}}/\d{{4}})|(?:(?P<day>\d{{1,2}}){_TH} )?(?P<month>{MONTH})\.?,? (?P<year>\d{{4}}))\b",
    re.ASCII | re.IGNORECASE,
)
# "1 and 5 June 2026", "March to May 2026", "28 February - 2 March 2026": the year stands at the end only
_SPAN_OF_A_YEAR = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}){_TH}(?: (?P<month>{MONTH}))?|(?P<whole>{MONTH})) ?(?:and|to|until|[-–/]) ?"
    rf"(?:(?P<last_day>\d{{1,2}}){_TH} )?(?P<last_month>{MONTH})\.?,? (?P<year>\d{{4}})\b",
    re.ASCII | re.IGNORECASE,
)
# "Between 1 March 2026 and 30 April 2026", "March 2026 to May 2026", "1 March 2026 - 30 April 2026"
_SPAN = re.compile(r"\d ?(?:and|to|until|[-–]) ?(?:the )?(?:\d|[a-z])")
_NOT_BEFORE = re.compile(r"not before|after|from|on or after|not earlier than")
_BEFORE = re.compile(r"before|by|until|no later than|not later than")
# As in "Report to follow" or "Appendix A to follow - Appendix B attached"; not in "a visit to follow up on this"
_TO_FOLLOW = re.compile(
    r"\bto[ -]follow\b(?! (?:up|on|through|the|an?|this|that|these|those|its?|their|his|her|any|all|each)\b)",
    re.IGNORECASE,
)


def day(words: str | None) -> date | None:
    """The day of `10/02/2026`; `None` for anything else."""
    found = _DAY.fullmatch(words or "")
    return None if found is None else _date(int(found[3]), int(found[2]), int(found[1]))


def day_and_time(words: str) -> tuple[date, time | None] | None:
    """The first day that a line names, however it is written out, and the time of day that follows it; `None` without one."""
    for found in _DAY.finditer(words):
        if named := _date(int(found[3]), int(found[2]), int(found[1])):
            return named, _time_after(words, found.end())
    for found in _LONG_DAY.finditer(words):
        named = _date(int(found[3]), MONTHS[found[2][:3].lower()], int(found[1]))
        if named:
            return named, _time_after(words, found.end())
    return None


def time_of_day(words: str | None) -> time | None:
    """The wall-clock time; `None` for what is no time, such as "On the rising of Cabinet"."""
    found = _TIME.fullmatch((words or "").lower().replace("a.m.", "am").replace("p.m.", "pm"))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and hour == 12:
        hour = 0
    if half in {"pm", "noon"}:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment(words: str) -> datetime | None:
    """The instant of a feed's "Wed, 10 Jun 2026 09:12:00 GMT", taken for England's time where it names no zone."""
    try:
        found = parsedate_to_datetime(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def number(words: str | None) -> str | None:
    """An item's number without what closes it: `4a` for "4a)", `9` for "9."."""
    return (words or "").rstrip(" .)") or None


def status(title: str) -> str:
    """`Cancelled`, `Postponed`, `Moved` and so on, as the title of a meeting is marked; empty where it is not."""
    found = _MARK.search(title)
    return "" if found is None else found[1].capitalize()


def is_to_follow(*words: str | None) -> bool:
    """Whether any of these words say that a paper comes later."""
    # Looking for the one word first spares most texts the slower search.
    return any(said and "follow" in said.lower() and _TO_FOLLOW.search(said) for said in words)


def yes_or_no(words: str | None) -> bool | None:
    """Whether words begin with yes or no; `None` where they say neither."""
    said = (words or "").lower()
    return True if said.startswith("yes") else False if said.startswith("no") else None


def due(words: str | None) -> str | None:
    """When something is due, as EDTF and no more exact than printed: `2026-06-10`, `2023-11`, `2026-03-01/2026-04-30`.

    "Not before" is open at its end (`2026-06-01/..`), "before" and "by" at its beginning (`../2004-04-30`); `None`
    where no day or month is named.
    """
    if span := _span_of_a_year(words or ""):
        return span
    named = [_edtf(found) for found in _DAY_OR_MONTH.finditer(words or "")]
    dates = [edtf for edtf in named if edtf]
    if not dates:
        return None
    said = (words or "").lower()
    if len(dates) > 1 and _SPAN.search(said) and _first_day(dates[0]) <= _first_day(dates[1]):
        return f"{dates[0]}/{dates[1]}"
    if _NOT_BEFORE.match(said):
        return f"{dates[0]}/.."
    return f"../{dates[0]}" if _BEFORE.match(said) else dates[0]


def _span_of_a_year(words: str) -> str | None:
    """The days or months from and to, where only the latter has its year: "March to May 2026"."""
    found = _SPAN_OF_A_YEAR.search(words)
    if found is None or bool(found["day"]) != bool(found["last_day"]):
        return None
    year, ends = int(found["year"]), MONTHS[found["last_month"][:3].lower()]
    begins = MONTHS[(found["month"] or found["whole"] or found["last_month"])[:3].lower()]
    first = _date(year - (begins > ends), begins, int(found["day"] or 1))
    last = _date(year, ends, int(found["last_day"] or 1))
    if first is None or last is None or last < first:
        return None
    exact = 10 if found["day"] else 7  # how much of 2026-03-01 is meant
    return f"{first.isoformat()[:exact]}/{last.isoformat()[:exact]}"


def _edtf(found: re.Match[str]) -> str | None:
    if found["numbers"]:
        stated = day(found["numbers"])
        return stated.isoformat() if stated else None
    year, month = int(found["year"]), MONTHS[found["month"][:3].lower()]
    if found["day"] is None:
        return f"{year:04d}-{month:02d}" if year else None
    exact = _date(year, month, int(found["day"]))
    return exact.isoformat() if exact else None


def _first_day(edtf: str) -> str:
    return f"{edtf}-01"[:10]


def _time_after(words: str, end: int) -> time | None:
    found = _TIME_AFTER.match(words, end)
    return time_of_day(found[1].strip()) if found else None


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
