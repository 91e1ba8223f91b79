"""Commitments: what is promised, planned or asked for by a day, at a meeting, or again and again.

`a report on agency staff come to the meeting of the Committee in January 2027` says what, where and when. A plan
without day, meeting or recurrence is none: nobody could follow it up.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from linking import committees, resolutions
from linking.prose import Prose, Span, within
from linking.resolutions import Resolution
from linking.times import Found, anchor_of

RESOLVED = "commitments.resolved@2"
UNDERTAKEN = "commitments.undertaken@2"
STATED = "commitments.stated@2"
RULES = (RESOLVED, UNDERTAKEN, STATED)

# What a resolution asks to come back: `a report ... be brought`, `progress be reported`, `the Cabinet report by February`.
_COMES_BACK = re.compile(
    r"\b(?:reports?|review|update|briefing|plan|paper|progress)\b.{0,200}?\b(?:come|comes|bring|brought|presented|submitted|reported|provided)\b"
    r"|\b(?:report|bring|provide|submit|present|answer) .{0,200}?\b(?:by|to|each|every|in writing|on)\b"
)
# Who is to do it: the words before `report`, `bring`, `be asked to`.
_WHO = re.compile(
    r"^(?:[Tt]he )?(?P<who>[A-Z][\w',& -]{2,80}?|officers),? (?:be (?:asked|requested|invited|instructed)|report|bring|provide|present|submit|answer)\b"
)
# `The Executive Director undertook to write to members`, `pledged to publish`.
_UNDERTAKES = re.compile(
    r"(?P<who>[A-Z][^.;\"]{2,80}?) (?:has |have )?(?:undertook|undertaken|promised|pledged|agreed) to (?=[a-z])"
)
# `will be put before full council`, `must be achieved by`, `expected to provide monthly reports`.
_STATES = re.compile(
    r"\b(?:(?P<planned>will)|(?P<required>must|(?:is|are|been|council|authority) (?:expected|required) to))"
    r" (?:(?:now|soon|also|then|be) ){0,3}"
    r"(?:put|present(?:ed)?|report(?:ed)?|br(?:ing|ought)|submit(?:ted)?|consider(?:ed)?|review(?:ed)?|publish(?:ed)?|subject|achiev(?:e|ed)|"
    r"complet(?:e|ed)|take place|undergo|facilitate|lead|return|provide|produce|assess(?:ed)?|meet|open|visit|implement(?:ed)?|sen[dt])\b"
)
# A recurrence that only an adjective gives: `annual inspections`, `monthly reports`.
_ADJECTIVE = re.compile(r"\b(?:(?P<Y>annual)|(?P<M>monthly)|(?P<W>weekly)) [a-z]+s\b", re.IGNORECASE)
# The month of what comes back year by year: `each November`, `an annual report in May`.
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_IN_MONTH = re.compile(rf"\b(?:every|each|in) (?P<month>{'|'.join(_MONTHS)})\b")
# `about June 2028`, `in approximately 2027`
_VAGUE = re.compile(r"\b(?:about|around|approximately|roughly|circa)(?: (?:in|the|by))? $", re.IGNORECASE)
# Nobody reports on a year that has hardly begun.
_SOONEST = timedelta(days=90)
_BULLET = re.compile(r"^[^\w\"'“‘£(]+")
# What leads to the body that receives it; `the next meeting` stands for the body itself.
_TO = re.compile(r"\b(?:to|at|before|of) (?:the |this |its |a |next )*$")
_MEETING = re.compile(r"\b(?:to|at|come to) (?P<forum>(?:the|its|a) (?:next |special |budget )*meeting)\b")
# Full council is named like any council.
_COUNCIL = re.compile(
    r"\b(?:to|before|at) (?:the |this )?(?P<forum>(?:[Ff]ull )?[Cc]ouncil)\b(?!'s|-| \w+ing\b| tax\b| officers?\b)"
)


@dataclass(frozen=True, kw_only=True)
class _Commitment:
    """What was committed to, before it is known when it falls due."""

    span: Span
    what: str
    who: str | None
    strength: str
    modality: Modality
    rule: str


def find(
    prose: Prose,
    resolved: tuple[Resolution, ...],
    bodies: tuple[committees.Placed, ...],
    dates: Sequence[Found],
    council: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Commitments: who, what, to which body, by when, each with its sentence or its part of a resolution as evidence."""
    taken: set[Span] = set()
    for one in (*_resolved(resolved), *_undertaken(prose), *_stated(prose)):
        due = _due(prose, dates, one.span, day)
        forum = _forum(prose, bodies, one)
        if one.span in taken or not (due or (forum and one.rule == RESOLVED)):
            continue
        taken.add(one.span)
        first = _first_round(prose, one.span, due, day)
        yield Fact(
            type=FactType.COMMITMENT,
            evidence=prose.evidence(*one.span),
            rule=one.rule,
            about=council.uid if council else None,
            stated=day,
            modality=one.modality,
            fields={
                "who": one.who,
                "what": one.what,
                "to": forum,
                "forum": forum,
                "due": due,
                "strength": one.strength,
                **({"first": first} if first else {}),
            },
        )


def _resolved(resolved: tuple[Resolution, ...]) -> Iterator[_Commitment]:
    for resolution in resolved:
        if not _COMES_BACK.search(resolution.what):
            continue
        who = _WHO.match(resolution.what)
        only_recommended = resolution.rule == resolutions.RECOMMENDED
        yield _Commitment(
            span=resolution.span,
            what=resolution.what,
            who=who["who"].rstrip(",") if who else None,
            strength="recommended" if only_recommended else "resolved",
            modality=Modality.PLANNED if only_recommended else Modality.REQUIRED,
            rule=RESOLVED,
        )


def _undertaken(prose: Prose) -> Iterator[_Commitment]:
    for found in _UNDERTAKES.finditer(prose.smooth):
        span = prose.sentence_at(found.end())
        if span[0] <= found.start():
            what = " ".join(prose.smooth[found.end() : span[1]].split()).rstrip(".")
            yield _Commitment(
                span=span,
                what=what,
                who=found["who"],
                strength="promised",
                modality=Modality.PLANNED,
                rule=UNDERTAKEN,
            )


def _stated(prose: Prose) -> Iterator[_Commitment]:
    for found in _STATES.finditer(prose.smooth):
        span = prose.sentence_at(found.start())
        yield _Commitment(
            span=span,
            what=_BULLET.sub("", " ".join(prose.evidence(*span).quote.split())),
            who=None,
            strength="required" if found["required"] else "planned",
            modality=Modality.REQUIRED if found["required"] else Modality.PLANNED,
            rule=STATED,
        )


def _due(prose: Prose, dates: Sequence[Found], span: Span, day: str | None) -> str | None:
    """When it falls due: how often, if that is said, else the last day named that does not lie before the text's own."""
    values = [_about(prose, found) for found in within(dates, span) if found.value and found.value[0] != "P"]
    if recurring := [value for value in values if value.startswith("R/")]:
        return recurring[0]
    ahead = [value for value in values if day is None or _last_month(value) >= day[:7]]
    if ahead:
        return ahead[-1]
    often = _ADJECTIVE.search(prose.smooth, *span)
    return f"R/P1{often.lastgroup}" if often else None


def _first_round(prose: Prose, span: Span, due: str | None, day: str | None) -> str | None:
    """The month (EDTF) in which what comes back each year comes first, where the words name a month and the day is known."""
    stated, found = anchor_of(day), _IN_MONTH.search(prose.smooth, *span)
    if due != "R/P1Y" or stated is None or found is None:
        return None
    soonest, month = stated + _SOONEST, _MONTHS[found["month"]]
    return f"{soonest.year + (month < soonest.month)}-{month:02}"


def _about(prose: Prose, found: Found) -> str:
    """The value of a date, as approximate as the words before it make it: `about June 2028`."""
    value = found.value or ""
    vague = _VAGUE.search(prose.smooth, max(0, found.start - 20), found.start)
    return f"{value}~" if vague and "/" not in value and value[-1].isdecimal() else value


def _last_month(edtf: str) -> str:
    """The last month that a date can mean, as text that sorts; a year alone can mean its December."""
    last = edtf.rpartition("/")[2].rstrip("~")
    return last[:7] if len(last) > len("2026") else f"{last}-12"


def _forum(prose: Prose, bodies: tuple[committees.Placed, ...], one: _Commitment) -> str | None:
    """The body that is to receive it: one named after `to`, `at` or `before`, else the meeting that is spoken of."""
    for body in reversed(within(bodies, one.span)):
        if _TO.search(prose.smooth, max(one.span[0], body.start - 40), body.start):
            return body.name
    found = _MEETING.search(prose.smooth, *one.span) or _COUNCIL.search(prose.smooth, *one.span)
    return found["forum"] if found else None
