"""Dates as programmes print them: with a time or a kind of meeting, in digits, without a year, or still to be agreed."""

import re
from dataclasses import dataclass
from datetime import date

from domain.findings import Circumstances
from domain.text import Text
from linking import times
from linking.prose import Prose
from linking.time_words import FULL_MONTHS

_MONTH = rf"(?:{FULL_MONTHS})"
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}|{_SHORT_MONTH})"
_DIGITS = r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d"
# Words that are nothing but a date: `Tuesday 19 January 2027, 6.00 pm`, `Meeting of 19 January`, `January 2027`, `2027-01`.
WHEN = re.compile(
    r"(?:(?:(?:special|extra|additional|informal) )?(?:meeting|committee)(?: date)?(?: on| of)?:? )?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
    rf"(?P<when>(?:{_DAY}|{_MONTH})(?:,? 20\d\d)?|{_DIGITS}|20\d\d-\d\d(?:-\d\d)?|(?:Spring|Summer|Autumn|Winter)(?: term)? 20\d\d)\b"
    r"(?:,? (?:at )?\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?|noon)?)?(?: ?\([^()]{1,40}\))?:?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")
# `19.01.2027`, `19/01/27`: what the rules of times do not read.
_IN_DIGITS = re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?:20)?(?P<year>\d\d)\b")
# `TBC`, `Date to be agreed`, `Not yet scheduled`
UNDATED = re.compile(
    r"(?:tb[acd]|(?:date )?to be (?:confirmed|agreed|arranged|scheduled|determined|decided)|unscheduled|not (?:yet )?scheduled)\b.{0,40}",
    re.IGNORECASE,
)
# The years of committees begin then.
_MAY = 5


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What dates without a year count from: the day of the paper, and the year that its heading names."""

    day: date | None
    year: int | None

    def read(self, words: str) -> str | None:
        """The first date (EDTF) in words such as `19 January 2027`, `19 January` or `19/01/27`."""
        if iso := _ISO.search(words):
            return iso[0]
        words = _IN_DIGITS.sub(r"\g<day>/\g<month>/20\g<year>", words)
        # Business lies ahead: `by` makes `19 January` the next one after the day that it counts from.
        text = Text(words=f"by {words}", pages=(), reader="programmes")
        anchor = date(self.year, _MAY, 1) if self.year else self.day
        found = times.in_prose(Prose(text=text, circumstances=Circumstances()), anchor)
        return next((each.value for each in found if each.value and each.value[0] not in "PR"), None)

    def read_alone(self, words: str) -> str | None:
        """The date that words are, and nothing else."""
        found = WHEN.fullmatch(words)
        return self.read(found["when"]) if found else None
