"""Due: when a deed falls due, by the dates that stand in its clause: a day, a month, a stretch, or how often it comes back.

`by the end of May next year` is a day; `every six months` a recurrence; `within 28 days` counts from the day of the text,
where that is known. A date that is told of something else (`the budget for 2027/28`, `its report of 3 May`) is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.clocks import months_after
from domain.workingdays import add_working_days
from linking.dates import WEEKDAY
from linking.numbers import cardinal
from linking.prose import Prose, Span, within
from linking.spells import RELATIVE, STRETCH
from linking.time_words import FULL_MONTHS
from linking.times import Found, anchor_of

# A recurrence that only an adjective gives: `annual inspections`, `an annual report`.
_ADJECTIVE = re.compile(
    r"\b(?:(?P<Y1>annual|yearly)|(?P<M6>half-yearly|biannual|twice-yearly)) (?:[a-z]+ ){0,2}"
    r"(?:reports?|updates?|reviews?|inspections?|audits?|meetings?|visits?|briefings?|returns?|monitoring|statements?|checks?|assessments?)\b",
    re.IGNORECASE,
)
# How often, said of a thing and not of the deed: `the quarterly report will be presented on 5 March`.
_OF_A_THING = re.compile(
    r" (?!(?:to|on|in|at|by|until|and|or|from|for|with|of|over|through|as|so|after|if)\b)[a-z]+"
)
# ... which the deed is to make: `chair a fortnightly meeting`, `provide monthly reports`; not `present the quarterly report`.
_NEW_THING = re.compile(
    r"(?:\ban?|\b[a-z]{3,12}) $(?<!\bthe )(?<!\bits )(?<!\bthis )(?<!\bnext )(?<!\beach )(?<!\bof )(?<!\bin )(?<!\bfor )(?<!\bour )(?<!\btheir )"
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d\d\b|\b(?:this|last|next) ", re.IGNORECASE)
_YEAR_OF = re.compile(r"(?<!\d)20\d\d(?=-|$|~)")
# What leads to a time that lies ahead where a deed does: `in the autumn`, `by 17 November`, `the week beginning 2 February`.
_LEADS_ON = re.compile(
    r"\b(?:by|before|until|on|in|at|from|for|to|no later than|not later than|ahead of|next|beginning|commencing|meeting of|\()(?: (?:the|its|early|late|mid|end of|about|around))*,? ?(?:\w+day )?$",
    re.IGNORECASE,
)
# `about June 2028`, `in approximately 2027`
_VAGUE = re.compile(r"\b(?:about|around|approximately|roughly|circa)(?: (?:in|the|by))? $", re.IGNORECASE)
# `moved from January to April 2025`: the later one holds.
_MOVED_FROM = re.compile(
    r"\b(?:moved|slipped|postponed|deferred|delayed|put back|rescheduled|brought forward) from $"
)
# So near the beginning of a clause `every six months` is of the deed that follows.
_OPENING = 15
# What stands before a day by which something must be done.
_BY = re.compile(
    r"\b(?:by|before|no later than|not later than|until|deadline (?:of|is)|due(?: back| out)?(?: on| in| at| to \w+(?: \w+){0,4}(?: on| in)?)?)(?: (?:the|about|around|approximately))* $",
    re.IGNORECASE,
)
# What stands before a date of something else: `its report of 3 May`, `the budget for 2027/28`, `since 2015`, `dated 1 May`.
_OTHER = re.compile(
    r"\b(?:since|dated|(?<!meeting )(?<!week )(?<!meetings )of|as at|for(?: the)?(?: year| years| period)?(?: to| ending)?|(?:(?<!to be )held|agreed|approved|published|issued|adopted|resolved|made|set|given|taken|signed|received|started|begun|announced|identified) (?:on|in|at|at its meeting on|at the meeting on))(?: the)? $",
    re.IGNORECASE,
)
# ... before the deed: `since the inspection in 2017, leaders will`
_OF_A_VISIT = re.compile(
    r"\b(?:inspections?|visits?|judgement|report) (?:on|in|of|at) (?:the )?$", re.IGNORECASE
)
# `that were resolved on 3 May`, `which had been promised in June`
_PAST_CLAUSE = re.compile(
    r"\b(?:that|which|who|those|as) (?:was|were|had been|has been|have been) (?:[a-z]+ ){1,3}(?:on|in|at|for|by)(?: the)? $"
)
# Between two days of one list: `22 September and 6 October`
_JOINED = re.compile(r"(?:,| and|, and| or| &) ")
# `a paper for the September meeting`: the month of what it is for.
_MEETS = re.compile(
    r" (?:meeting|[Bb]oard|[Cc]ommittee|[Pp]anel|[Ff]orum|[Cc]abinet|[Cc]ouncil|[Ee]xecutive)\b"
)
# `is pencilled in for 17 November`: the day of the deed itself.
_FIXED_FOR = re.compile(
    r"\b(?:pencilled in|slated|(?:re)?scheduled|postponed|deferred|put back|planned|timetabled|booked|programmed|fixed|set|targeted|lined up|arranged|promised|down|deadline|programme|agenda|work plan) for (?:the )?$",
    re.IGNORECASE,
)
_MEETING_OF = re.compile(r"\b(?:meetings?|week|end|start|beginning|deadline|date) of $", re.IGNORECASE)
# `within 28 days`, `has 12 months to`; not `within six weeks of the referral`
_SPAN = re.compile(
    r"\b(?:within|due|in|in the next|over the next|has|have|had|given|gave \w+) (?:(?:about|around|approximately) )?(?P<long>(?P<number>\d{1,3}|[a-z]+) "
    r"(?P<unit>(?:working )?day|week|month|year)s?)\b(?! (?:old|ago)\b)(?! (?:of|after|from|following) (?!(?:the date of )?(?:this|publication|today|the meeting)\b))",
    re.IGNORECASE,
)
# `Last year she told members that two homes would open by Christmas`: over.
_LAST_YEAR = re.compile(r"\b(?:[Ll]ast year|(?:[Aa]|[Oo]ne) year ago)\b")
# `the past twelve months`: over, though they end today.
_IS_OVER = re.compile(r"(?:the )?(?:last|past|previous|preceding) (?:\w+ )?\w+s?\b", re.IGNORECASE)
# `three months | from the date of this Direction`: to the day.
_FROM_TODAY = re.compile(r" (?:of|after|from|following) ")
# What comes round at a time that its readers know: bodies that meet, meetings and rounds of business, stretches of the year.
_BODY = r"(?:Council|Cabinet|Board|Committee|Panel|Forum|Executive)\b"
_ROUND = r"(?:meetings?|get-together|session|AGM|conference|workshop|half[- ]term|break|holidays|recess|budget(?:[- ]setting)?|settlement|election|year's end)\b"
_STRETCH = r"(?:terms?|years?|quarter|weeks?|months?|fortnight|weekend|days?|Christmas|Easter|summer|autumn|winter|spring)\b"
_EACH = rf"(?:the|its|our|their|a|each of (?:its|the|their)|{FULL_MONTHS})"
_WHICH = r"(?:next|each|every|future|later|forthcoming|following|coming|subsequent|new|first|second|third|final|ordinary|annual|regular|all|half|end of|municipal|financial|academic|calendar|school|budget)"
# A time ahead that no calendar tells: `before half-term`, `ahead of the February budget`, `within one month of our decision`,
# `at the January Council`, `at each of its ordinary meetings`, `in the new financial year`, `by return`.
_HORIZON = re.compile(
    rf"\b(?:(?:[Bb]efore|[Aa]head of|in (?:good )?time for|[Pp]rior to|[Ii]n advance of|no later than|not later than|until) (?:[\w'/-]+ ){{0,4}}?(?:{_ROUND}|{_BODY}|{_STRETCH})"
    rf"|(?:[Bb]y|[Ww]ithin) (?:[\w'/-]+ ){{0,4}}?(?:{_ROUND}|{_STRETCH})"
    rf"|(?:at|to) (?:{_EACH} ){{1,2}}?(?:{_WHICH} ){{0,4}}?(?:{_ROUND}|{_BODY})|(?:at|to) (?:each|every|future|all) (?:[a-z]+ )?(?:{_ROUND}|{_BODY})"
    rf"|(?:in|on|during|from|at) (?:{_EACH} ){{1,2}}?(?:{_WHICH} ){{1,4}}?(?:{_ROUND}|{_STRETCH})"
    r"|(?:after|following) (?:the )?(?:summer|Christmas|Easter|half[- ]term|new year|election)\b|(?:by|in|for|during|end of) Q[1-4]\b"
    rf"|for (?:the|our|its) (?:next|{FULL_MONTHS}) (?:meeting|[Bb]oard|[Cc]ommittee|[Pp]anel|[Ff]orum|[Cc]abinet|[Cc]ouncil|[Ee]xecutive)\b|as part of (?:the )?(?:\d{{4}}/\d\d )?(?:[\w/]+ )?budget\b|by return\b)"
)
# What leads to a date whose year the text leaves open: `by the end of July`.
_UNKNOWN = re.compile(
    r"\b(?:by|before|until|no later than|not later than|at|in|on|from|ahead of|for)(?: (?:the|its|about|early|late|mid))* $",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Due:
    """When something falls due: EDTF or a recurrence such as `R/P6M`, and the words that say so."""

    value: str
    words: str


def horizon(prose: Prose, dates: Sequence[Found], clause: Span, verb: int) -> str | None:
    """The words for a time ahead that has no value: no calendar tells it, or the text's own day is unknown."""
    for each in within(dates, clause):
        if (
            each.value is None
            and each.start >= verb
            and _UNKNOWN.search(prose.smooth, max(clause[0], each.start - 30), each.start)
        ):
            return prose.smooth[each.start : each.end]
    found = _HORIZON.search(prose.smooth, *clause)
    return found[0] if found else None


def has_horizon(prose: Prose, span: Span) -> bool:
    """Whether a time ahead that no calendar tells stands in a span."""
    return _HORIZON.search(prose.smooth, *span) is not None


def of(
    prose: Prose,
    dates: Sequence[Found],
    clause: Span,
    verb: int,
    *,
    day: str | None,
    repeats: bool = True,
    counts: bool = True,
    rolls: bool = False,
) -> Due | None:
    """When the deed of a clause, whose verb stands at a position, falls due; `day` is the text's own.

    How often it comes back goes before any day; then what stands after `by`, `before` or `until`; then the first date
    after the verb, and the last one before it. Days that lie before the text's own are none. With `counts`, stretches
    such as `within 28 days` count from the text's day. With `rolls`, a day without a year that was read as past is its next.
    """
    found = list(_own(prose, dates, clause, verb))
    recurring = [
        each
        for each in found
        if repeats
        and (each.value or "").startswith("R/")
        and (each.start >= verb or each.start - clause[0] < _OPENING)
    ]
    ahead = [each for each in found if (each.value or "")[0] not in "PR" and _is_ahead(each.value or "", day)]
    if rolls:
        later = (next_round(prose, each, day) for each in found if each.start >= verb and each not in ahead)
        ahead = sorted([*ahead, *(each for each in later if each)], key=lambda each: each.start)
    often = next((each for each in recurring if _is_how_often(prose, each, verb, ahead)), None)
    pressing = (
        each for each in ahead if _BY.search(prose.smooth, max(clause[0], each.start - 60), each.start)
    )
    after = (each for each in ahead if each.start >= verb)
    if chosen := next(
        iter((*([often] if often else ()), *pressing, *after, *reversed(ahead), *recurring)), None
    ):
        return Due(value=_about(prose, chosen), words=prose.smooth[chosen.start : chosen.end])
    if counts and (counted := _counted(prose, clause, day)):
        return counted
    adjective = _ADJECTIVE.search(prose.smooth, *clause) if repeats else None
    return Due(value="R/P" + (adjective.lastgroup or "")[::-1], words=adjective[0]) if adjective else None


def _own(prose: Prose, dates: Sequence[Found], clause: Span, verb: int) -> Iterator[Found]:
    """The dates of a clause that are told of its deed; what follows another's by `and` is another's too."""
    last_other = None
    for each in within(dates, clause):
        is_joined = last_other is not None and _JOINED.fullmatch(prose.smooth, last_other, each.start)
        if is_joined or _is_other(prose, each, clause, verb):
            last_other = each.end
        elif each.value and not _IS_OVER.match(prose.smooth, each.start):
            yield each


def _is_how_often(prose: Prose, often: Found, verb: int, ahead: Sequence[Found]) -> bool:
    """Whether a recurrence is the deed's: `report quarterly`, `chair a fortnightly meeting`, not `the quarterly report by 5 March`."""
    if not _is_of_a_thing(prose, often):
        return True
    is_what_is_done = often.start >= verb and _NEW_THING.search(prose.smooth, verb, often.start)
    return bool(is_what_is_done) and not any(each.start > often.start for each in ahead)


def next_round(prose: Prose, found: Found, day: str | None) -> Found | None:
    """A day or month without a year that was read as past, in its next year: what is yet to be done lies ahead."""
    value = found.value or ""
    today = anchor_of(day)
    if (
        today is None
        or not value
        or value[0] in "PR"
        or _HAS_YEAR.search(prose.smooth, found.start, found.end)
    ):
        return None
    years = [int(year) for year in _YEAR_OF.findall(value)]
    if (
        not years
        or today.year - max(years) > 1
        or _LAST_YEAR.search(prose.smooth, prose.sentence_at(found.start)[0], found.start)
        or not _LEADS_ON.search(prose.smooth, max(0, found.start - 40), found.start)
    ):
        return None
    if found.rule == WEEKDAY:
        return replace(found, value=f"{date.fromisoformat(value) + timedelta(days=7)}")
    if found.rule in (RELATIVE, STRETCH):
        return None
    later = _YEAR_OF.sub(lambda year: str(int(year[0]) + 1), value)
    return replace(found, value=later) if _is_ahead(later, day) and "02-29" not in later else None


def _is_of_a_thing(prose: Prose, often: Found) -> bool:
    return prose.smooth[often.end - 2 : often.end] == "ly" and bool(
        _OF_A_THING.match(prose.smooth, often.end)
    )


def _is_other(prose: Prose, found: Found, clause: Span, verb: int) -> bool:
    """Whether a date is told of something else than the deed, whose verb begins at a position."""
    since = max(0, found.start - 40)
    before = prose.smooth[since : found.start]
    if found.start < verb and (_OF_A_VISIT.search(before) or _is_aside(prose.smooth, found, clause, verb)):
        return True
    if found.start > verb and _PAST_CLAUSE.search(before):
        return True
    if _MOVED_FROM.search(before) and "/" not in (found.value or ""):
        return True
    other = _OTHER.search(before)
    is_year = "-04/" in (found.value or "")
    if other is None or _MEETING_OF.search(before) or (_FIXED_FOR.search(before) and not is_year):
        return False
    if _MEETS.match(prose.smooth, found.end):
        return False
    return not verb <= since + other.start() <= verb + len("be then ")  # `be held in May`: its own verb


def _is_aside(smooth: str, found: Found, clause: Span, verb: int) -> bool:
    """Whether a date stands in what is said by the way: `the review, which was due in September, is delayed until`."""
    return smooth.rfind(", wh", clause[0], found.start) >= 0 and "," in smooth[found.end : verb]


def lies_ahead(found: Found, day: str) -> bool:
    """Whether a wording of time recurs, or lies ahead of a text's own day."""
    value = found.value or ""
    return value.startswith("R/") or (
        value[:1].isdecimal() and value[: len(day)] != day and _is_ahead(value, day)
    )


def _is_ahead(edtf: str, day: str | None) -> bool:
    if day is None:
        return True
    last = edtf.rpartition("/")[2].rstrip("~")
    return last >= day if len(last) == len(day) else last_month(edtf) >= day[:7]


def last_month(edtf: str) -> str:
    """The last month that a date can mean, as text that sorts; a year alone can mean its December."""
    last = edtf.rpartition("/")[2].rstrip("~")
    return last[:7] if len(last) > len("2026") else f"{last}-12"


def _about(prose: Prose, found: Found) -> str:
    """The value of a date, as approximate as the words before it make it: `about June 2028`."""
    value = found.value or ""
    if value.startswith("R/"):
        return value
    if "/" in value and _MOVED_FROM.search(prose.smooth, max(0, found.start - 30), found.start):
        return value.rpartition("/")[2]
    vague = _VAGUE.search(prose.smooth, max(0, found.start - 20), found.start)
    return f"{value}~" if vague and "/" not in value and value[-1].isdecimal() else value


def _counted(prose: Prose, clause: Span, day: str | None) -> Due | None:
    """What falls due so long after the day of the text: `within 28 days` is a day, `within six months` a month."""
    today, found = anchor_of(day), _SPAN.search(prose.smooth, *clause)
    if not today or not found:
        return None
    try:
        number = 1 if found["number"].lower() in ("a", "an") else int(cardinal(found["number"]))
    except ValueError:  # `within minimum days`: no number
        return None
    unit = found["unit"].lower()
    words = found["long"]
    if unit == "month" or unit == "year":
        last = months_after(today, number * (12 if unit == "year" else 1))
        is_to_the_day = _FROM_TODAY.match(prose.smooth, found.end())
        return Due(value=f"{last}" if is_to_the_day else f"{last:%Y-%m}", words=words)
    if unit == "working day":
        return Due(value=f"{add_working_days(today, number)}", words=words)
    return Due(value=f"{today + timedelta(days=number * (7 if unit == 'week' else 1))}", words=words)
