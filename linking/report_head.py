"""The head of an Ofsted report or letter: which it is by its title, on which days inspectors came, and who led them.

A prepared text in, places and names out. Days that make no sense are none, and say so.
"""

import re
from dataclasses import dataclass
from datetime import date

from linking import times
from linking.frameworks import Title, frameworks
from linking.prose import Prose, Span

# How far down a text its title may stand, and how far down its days.
HEADING = 1500
FRONT = 6000
# Where line ends were lost a report's title still stands at the very top; further down it is a sentence's.
_FIRST_LINES = 300
# No inspection took longer from its first day to its last, pauses included; more means that the dates were misread.
_LONGEST = 200
# A letter comes out within a year of its visit.
_LATEST = 366

# `Inspection dates: 8 - 12 July 2013`, `Date of inspection: from 8 to 12 July 2013`.
_DATES = re.compile(
    rf"\b(?:Inspection dates?|Dates? of (?:the )?(?:inspection|visit)|Visit dates?)(?:\(s\))? ?[:-]? ?(?:[Ff]rom |[Bb]etween )?(?P<days>{times.DAYS_PRINTED})"
)
# What any of these has: most texts are no reports.
_DATES_WORDS = ("nspection date", "ate of ", "ates of ", "isit date")
# What follows the days on their line or below: nothing of the days themselves.
_AFTER_DAYS = re.compile(
    r"\n|\b(?:Lead|Reporting|Report|Published|Publication|Judge?ments?|Age group|The overall|Children's|Dates? of previous|Previous)\b"
)
# Words that part two visits: `(first visit) and`, `; second visit:`.
_BETWEEN_VISITS = re.compile(
    r"[\s,;:()&.-]*(?:\b(?:and|then|to|from|on|the|an?|first|second|third|initial|further|follow(?:ing|ed)?|by|up|on-site|off-site|onsite|offsite|remote|virtual|visit|visits|week|inspection|fieldwork|additional)\b[\s,;:()&.-]*){0,8}"
)
_MORE_DAYS = re.compile(times.DAYS_PRINTED)
_DAY_LEFT = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d/\d"
)
_MOST_AFTER_DAYS = 120
# `since the inspection published on 3 May 2019`: the day of something else.
_OTHER_DAY = r"(?!\b(?:published|judged|last|previous|since)\b)"
# In a letter: `This letter summarises the findings of the visit to Northshire children's services on 15 and 16 September 2026`,
# `Between 16 and 20 October 2017, Ofsted ... undertook a joint inspection`, `This inspection took place from 9 to 13 December 2024`.
_VISITS = (
    re.compile(
        rf"\b(?:summaris|outlin)\w*\b(?:{_OTHER_DAY}(?:[^.]|(?<=\bSt)\.)){{0,240}}? (?:on|from|between) (?:the )?(?P<days>{times.DAYS_PRINTED})"
    ),
    re.compile(
        rf"\b(?:inspection|visit) (?:took place|was (?:carried out|undertaken|conducted|held)) (?:on|from|between) (?P<days>{times.DAYS_PRINTED})"
    ),
    re.compile(
        rf"\b(?:Between|From|On) (?P<days>{times.DAYS_PRINTED}),? (?:Ofsted|inspectors|Her Majesty|His Majesty|the Care Quality)\b"
    ),
    re.compile(
        rf"\b(?:visit|inspection)\b(?:{_OTHER_DAY}[^.]){{0,200}}? (?:on|from|between) (?P<days>{times.DAYS_PRINTED})"
    ),
)

# Words with a capital that are no part of an inspector's name.
_NOT_A_NAME = (
    r"(?!(?i:Her|His|HMI|SHMI|Deputy|Team|Senior|Shadow|Social|Regulatory|Quality|Ofsted|Judge?ments?|Age|Published|Report|Inspect\w*|"
    r"Additional|Lead|Reporting|Assistant|The|This|There|These|Since|In|At|On|For|When|What|Our|Children|Children's|Childrens|"
    r"Services?|Leaders|Overall|Executive|Summary|Local|Yours|Dear|Date|Copyright|Care|Contents|Headline|Main|Findings)\b)"
)
_PARTICLE = r"(?:(?:de|van|von|der|le|la|al|el|bin|ap|di|da)[ -])"
_WORD = rf"{_NOT_A_NAME}{_PARTICLE}?[A-ZÀ-Þ][\w'.-]{{0,30}}"
# A name ends with its line, or with what follows names on one: where other words follow, who knows where it ends.
_NAME_END = (
    r"(?=\s?(?:$|[\n,;.()/&|]|-|(?:S?HMI|H(?:er|is) Majesty|Her|His|Ofsted|and|Team|Report|Reporting|Published|Judge?ments?|Age group|Senior|"
    r"Regional|National|Lead|Additional|Deputy)\b))"
)
_NAME = rf"{_WORD}(?: {_WORD}){{1,4}}{_NAME_END}"
# `Lead inspector: Lorna Schlechte, Her Majesty's Inspector`; `Lead inspectors: A B HMI and C D HMI`.
_LEAD = re.compile(
    rf"(?<!eputy )(?<!sistant )(?<!hadow )\b[Ll](?:ead|EAD) [Ii](?:nspector|NSPECTOR)[sS]?(?:\(s\))?\s?[:-]?\s(?P<first>{_NAME})"
    rf"(?:,? S?HMI| H(?:er|is) Majesty['`´]?s Inspector)?(?:(?:,? and|,| &) (?P<second>{_NAME}))?"
)
_REPORTING = re.compile(
    rf"\bReporting inspectors?\s?[:-]?\s(?P<first>{_NAME})(?:,? S?HMI)?(?:(?:,? and|,) (?P<second>{_NAME}))?"
)
# The end of a letter: `Yours sincerely` and the name above `His Majesty's Inspector`.
_SIGNED = re.compile(
    rf"\bYours (?:sincerely|faithfully),?\s(?P<first>{_NAME}),?\s(?:H(?:er|is) Majesty['`´]?s|Ofsted|S?HMI|Senior|Regional|National|Lead)"
)


@dataclass(frozen=True, kw_only=True)
class Titled:
    """A title of a known framework's reports, in `smooth`; `is_title`: it stands as one, and not in a sentence."""

    family: str
    span: Span
    is_title: bool


@dataclass(frozen=True, kw_only=True)
class Days:
    """Where the days of an inspection are printed, and which they are; none where the words do not make sense."""

    span: Span | None = None
    days: tuple[date, ...] = ()


def titled(prose: Prose, day: str | None) -> Titled | None:
    """The title in the heading: one whose framework covers the first day goes before others, one on a line of its own before one in a sentence, the more telling before the less."""
    heading = prose.smooth[:HEADING].lower()
    best: tuple[bool, bool, int] | None = None
    chosen: Titled | None = None
    for row in frameworks():
        for title in row.titles:
            found = _has(heading, title) and title.pattern.search(prose.smooth, 0, HEADING)
            if not found:
                continue
            place = prose.span(*found.span())[0]
            begins = place == 0 or prose.text.words[place - 1] == "\n"
            if not begins and row.keys and found.start() > _FIRST_LINES:
                continue
            rank = (day is not None and row.covers(day), begins, title.telling)
            if best is None or rank > best:
                best, chosen = (
                    rank,
                    Titled(family=row.family, span=found.span(), is_title=begins or bool(row.keys)),
                )
    return chosen


def _has(heading: str, title: Title) -> bool:
    return all(word in heading for word in title.needs)


def inspected(prose: Prose) -> Days:
    """The days in the line that reports have for them: `Inspection dates: ...`."""
    heading = prose.smooth[:FRONT]
    found = any(words in heading for words in _DATES_WORDS) and _DATES.search(heading)
    if not found:
        return Days()
    stop = _AFTER_DAYS.search(prose.flow, found.end(), found.end() + _MOST_AFTER_DAYS)
    limit = stop.start() if stop else found.end()
    end = found.end()
    while (between := _BETWEEN_VISITS.match(prose.smooth, end, limit)) and (
        more := _MORE_DAYS.match(prose.smooth, between.end(), limit)
    ):
        end = more.end()
    if _DAY_LEFT.search(prose.smooth, end, limit):
        # A day that we cannot put with the others could be the last one.
        return Days(span=(found.start(), limit))
    return _days(prose, (found.start(), end), found.start("days"), latest=None)


def visited(prose: Prose, *, published: str | None) -> Days:
    """The days of a visit in the sentences in which letters give them; a letter of `published` (EDTF) tells of earlier days."""
    latest = times.anchor_of(times.day_of(published))
    found = next((match for pattern in _VISITS if (match := pattern.search(prose.smooth, 0, FRONT))), None)
    return _days(prose, found.span(), found.start("days"), latest=latest) if found else Days()


def lead(prose: Prose, *, signed: bool) -> str | None:
    """The lead inspector, or two of them with `and` between; of a letter the one who signed it."""
    found = (
        _LEAD.search(prose.flow)
        or _REPORTING.search(prose.flow)
        or (_SIGNED.search(prose.flow) if signed else None)
        or _LEAD.search(prose.smooth)
    )
    if not found:
        return None
    names = (found["first"], found.groupdict().get("second"))
    return " and ".join(name.rstrip(".") for name in names if name)


def _days(prose: Prose, span: Span, begins: int, *, latest: date | None) -> Days:
    days = times.days_printed(prose.smooth[begins : span[1]])
    makes_sense = days and list(days) == sorted(days) and (days[-1] - days[0]).days <= _LONGEST
    if latest and days and not 0 <= (latest - days[-1]).days <= _LATEST:
        makes_sense = False
    return Days(span=span, days=days if makes_sense else ())
