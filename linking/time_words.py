"""Time words: the names, pieces of pattern and small sums that all wordings of time share; no pattern of its own.

What lies ahead and what is past is told by the words around: `will meet on 19 January`, `visited in June`.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from linking.numbers import CARDINAL_WORD, cardinal

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
# Units of more than one of those: how many, and of which.
LONG_UNITS = {"fortnight": (2, "week"), "quarter": (3, "month"), "term": (4, "month"), "decade": (10, "year")}

FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# As printed, in capitals too: `24 JULY 2025`.
MONTH_NAME = rf"(?:(?:{FULL_MONTHS}|{FULL_MONTHS.upper()})\b|(?:{_SHORT}|{_SHORT.upper()})\b(?:\.(?= ?\d))?)"
WEEKDAY_NAME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
DAY_TH = rf"{DAY_NUMBER}(?:st|nd|rd|th)?"
YEAR_NUMBER = r"(?:19|20)\d\d"
NUMBER = rf"(?:\d{{1,3}}|{CARDINAL_WORD}|an?)"
TO = r" ?(?:-|to|and|until|/) ?"

# What tells that the time lies ahead: `will be presented in June`, `is to be reviewed`, `joins in April`, `asked for a report
# in May`; not `due to sickness`, which tells why.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|(?:is|are|was|were) to|to be|forthcoming|deadline|scheduled|planned|pencilled in|booked|expected|anticipated|(?:is|are) (?:retiring|leaving|stepping|standing|joining|starting|returning|moving|taking|departing|coming|going)|starting|starts|begins|opens|closes|joins|leaves|moves|departs|arrives|goes|switches|finishes|finish|succeeds|replaces|steps|stands|heads"
    r"|retires|returns|becomes|ends|expires|takes|meets|sits|(?:plans|aims|hopes|intends?|wants|expects|asked|undertook|agreed|promised|pledged)(?: \w+)? to|(?:we|I|to) (?:expect|hope|want|ask|plan|propose|mean|aim)(?: [\w']+){0,3} to|asked (?:for|that)"
    r"|due(?! to (?:the|an?|its|their|lack|staff\w*|sickness|high|increas\w+|capacity|covid\w*)\b))\b|\baction: ",
    re.IGNORECASE,
)
# The same right before the time: `by March`, `before the end of May`, `no later than 1 February`, `with effect from 1 April`.
_LEADS_AHEAD = re.compile(
    r"\b(?:by|before|ahead of|until|no later than|(?:effective|with effect) from|(?:moved|deferred|postponed|put back|brought forward|rescheduled) (?:from|to))(?: (?:on|the|end|of|mid|early|late|start|beginning|noon|midday)){0,4},? $",
    re.IGNORECASE,
)
# `On 13 December the panel will decide`: a time that opens its clause.
_OPENS = re.compile(r"(?:^|[.:;,\"] )(?:(?:[Oo]n|[Ii]n|[Ff]rom|[Aa]t|[Dd]uring) (?:the )?)?$")
_THEN_AHEAD = re.compile(
    r" (?:deadline|target)\b|[^.;]{0,60}?\b(?:will|shall|must|(?:is|are) (?:due|to|expected))\b"
)
# `after an inspection in June`, `since the visit of 3 May`, `was to have led in October`: over, whatever must be done now.
_LEADS_BACK = re.compile(
    r"\b(?:(?<!look )(?<!looks )(?<!looking )after|since|following)\b[^,;.]{0,30}$"
    r"|\b(?:who|which|himself|herself|themselves)(?: had| has| have)? (?:only |just |recently |first )?(?:left|quit|died|went|came|took|won|led|became|(?:was|were)(?! (?:to|due|expected|set|supposed|meant)\b)|(?!expected\b|planned\b|supposed\b|scheduled\b|agreed\b|promised\b)[a-z]{3,15}ed)\b[^,;.]{0,40}$|\b(?:was|were|had been due|had been) to have\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
# Words that tell what is over: `was issued`, `inspectors visited`.
_OVER = re.compile(
    r"\b(?:was|were|had|been|did|took|began|came|went|met|held|saw|found|made|gave|left|became|led|rose|fell|told|wrote|[a-z]{3,20}ed)\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"')]{0,2} ")
_LOOK_BACK = 100
_LOOK_ON = 60
# So near ahead a time is meant of which nothing says that it is over.
_SOON = timedelta(days=31)
# `has been lifted with effect from 12 November`: so lately it was, though the words before the day could lead ahead.
_DONE = re.compile(
    r"\b(?:was|were|has|have|had|took|became|began|started|joined|left|came|moved|went|resigned|retired|departed|quit|stepped|stood|appointed|ended|expired|ceased|closed|opened|lifted|removed|withdrawn|transferred)\b"
)
_LATELY = timedelta(days=92)
# `Last year she told members that two homes would open by Christmas`: by the Christmas of then.
_SAID_LAST_YEAR = re.compile(
    r"\b(?:[Ll]ast year|(?:[Aa]|[Oo]ne) year ago|[Tt]welve months ago)\b[^.;]{0,60}\b(?:told|said|promised|pledged|agreed|undertook|vowed|committed|announced|expected|hoped|planned|asked|resolved|assured)\b"
)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A way of wording time: what it looks like (group `when`, else all of it) and what it means.

    `cores` are the kinds of word of which it always has one: `y` a year in figures, `m` a month, `n` a month with its year, `d` a day of the week or
    the word `day`, `u` another unit of time, `s` a season, `f` a feast, `t` a day's number such as `5th`. Where none stands, nobody need look.
    `read` raises ValueError where the words turn out to be no time, such as 31 February.
    """

    rule: str
    cores: str
    # How far before and after a core it can reach.
    reach: tuple[int, int] = (45, 30)
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], str | None]


def month(name: str) -> int:
    """The number of a month by its name, in full or short."""
    return MONTHS[name.lower().rstrip(".")]


def month_text(year: int, number: int) -> str:
    """A month (EDTF), counted on beyond December or back before January."""
    return f"{year + (number - 1) // 12:04}-{(number - 1) % 12 + 1:02}"


def edge_text(year: int, number: int, edge: str | None) -> str:
    """A month, or its last or first day where the text names its end or start."""
    if edge == "end":
        return f"{year}-{number:02}-{calendar.monthrange(year, number)[1]}"
    return f"{year}-{number:02}-01" if edge else f"{year}-{number:02}"


def count(words: str) -> int:
    """`six`, `12` or `a` as a number."""
    return 1 if words.lower() in ("a", "an") else int(cardinal(words))


def is_ahead(found: re.Match[str]) -> bool:
    """Whether the words around it, in its sentence, say that it lies ahead."""
    before = _before(found)
    if _LEADS_AHEAD.search(before):
        return True
    if _LEADS_BACK.search(before):
        return False
    if _AHEAD.search(before):
        return True
    end = min(len(found.string), found.end() + _LOOK_ON)
    then = _THEN_AHEAD.match(found.string, found.end(), end)
    return bool(then and (then[0][1:] in ("deadline", "target") or _OPENS.search(before)))


def is_over(found: re.Match[str]) -> bool:
    """Whether the words around it, in its sentence, tell of what has been."""
    after = found.string[found.end() : found.end() + _LOOK_ON].partition(". ")[0]
    return bool(_LEADS_BACK.search(_before(found)) or _OVER.search(f"{_before(found)} {after}"))


def told_from(found: re.Match[str], anchor: date | None) -> date | None:
    """The day from which a time without a year is told: a year earlier than the anchor where its sentence says that it was said last year."""
    if anchor is None or not _SAID_LAST_YEAR.search(_before(found)):
        return anchor
    return _day(anchor.year - 1, anchor.month, min(anchor.day, 28))


def near(found: re.Match[str], number: int, day: int, anchor: date | None) -> date | None:
    """The day of a month nearest to the anchor: the next one where the sentence looks ahead, else the latest.

    Within a month ahead it is the next one also where nothing says that it is over.
    """
    if anchor is None:
        return None
    after, latest = _next(anchor, number, day), _latest(anchor, number, day)
    if after is None or latest is None:
        raise ValueError(f"{found[0]}: no such day")
    if is_ahead(found):
        before = _before(found)
        is_done = _DONE.search(before) and not _AHEAD.search(before)
        return latest if is_done and anchor - latest <= _LATELY else after
    return after if after - anchor <= _SOON and not is_over(found) else latest


def near_year(found: re.Match[str], number: int, anchor: date) -> int:
    """The year of a month that is named alone."""
    months = (number - anchor.month) % 12
    is_soon = months == 1 and not is_over(found)
    begins = 0 < months <= 3 and found.groupdict().get("lead") in ("from", "From")
    if is_ahead(found) or is_soon or begins:
        return anchor.year + (number < anchor.month)
    return anchor.year - (number > anchor.month)


def _before(found: re.Match[str]) -> str:
    """The words of its sentence before the time itself."""
    place = found.start("when") if found.groupdict().get("when") else found.start()
    start = max(0, place - _LOOK_BACK)
    ends = [end.end() for end in _SENTENCE_END.finditer(found.string, start, place)]
    return found.string[ends[-1] if ends else start : place]


def _next(anchor: date, number: int, day: int) -> date | None:
    days = (_day(anchor.year + ahead, number, day) for ahead in range(9))
    return next((each for each in days if each and each >= anchor), None)


def _latest(anchor: date, number: int, day: int) -> date | None:
    days = (_day(anchor.year - back, number, day) for back in range(9))
    return next((each for each in days if each and each <= anchor), None)


def _day(year: int, number: int, day: int) -> date | None:
    """A day of the calendar; nothing where that year has none such."""
    return date(year, number, day) if day <= calendar.monthrange(year, number)[1] else None
