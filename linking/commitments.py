"""Commitments: what is promised, planned, demanded or asked for, by whom, when it falls due and which body receives it.

`a report on agency staff come to the meeting of the Committee in January 2027` says what, where and when. A plan without
day, meeting or recurrence counts only where it binds or was promised, or where a public body announces a piece of work.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import actions, committees, councils, deeds, due, outlook, resolutions
from linking.deed_signs import Strength
from linking.deeds import Deed
from linking.due import Due
from linking.prose import Prose, Span, within
from linking.resolutions import Resolution
from linking.times import Found, anchor_of

RESOLVED = "commitments.resolved@4"
UNDERTAKEN = "commitments.undertaken@4"
STATED = "commitments.stated@5"
RULES = (RESOLVED, UNDERTAKEN, STATED)

# What a resolution asks to come back: `a report ... be brought`, `progress be reported`, `the Cabinet report by February`.
_COMES_BACK = re.compile(
    r"\b(?:reports?|review|update|briefing|plan|paper|progress)\b.{0,200}?\b(?:come|comes|bring|brought|presented|submitted|reported|provided)\b"
    r"|\b(?:report|bring|provide|submit|present|answer)s? .{0,200}?\b(?:by|to|each|every|in writing|on|in|before|at)\b"
)
# `that Jane Sample be appointed Director from 1 October`: an event, and nothing to do.
_APPOINTS = re.compile(r"\bbe (?:re-?)?(?:appointed|elected|co-opted|nominated)\b")
# `that no home be closed before March 2027`: what is not to be done is not due then.
_FORBIDS = re.compile(r"\b(?:no|not|nor|neither)\b[^.;]{0,120}? (?:before|until) ")
# Who is to do it: the words before `report`, `bring`, `be asked to`.
_WHO = re.compile(
    r"^(?:[Tt]o (?:ask|instruct|request|require|invite|direct) )?(?:[Tt]he )?(?P<who>(?!To\b|That\b)[A-Z][\w',&-]*(?: [\w',&-]+){0,12}?|officers),?(?: to)? (?:be (?:asked|requested|invited|instructed)|(?<! annual )(?<! written )(?<! further )(?<! progress )(?<! a )(?<! an )(?:report|bring|provide|present|submit|answer)s?)\b"
)
# The month of what comes back year by year: `each November`, `an annual report in May`.
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_IN_MONTH = re.compile(rf"\b(?:every|each|in) (?P<month>{'|'.join(_MONTHS)})\b")
# Nobody reports on a year that has hardly begun.
_SOONEST = timedelta(days=90)
# What leads to the body that receives it; `the next meeting` stands for the body itself.
_TO = re.compile(r"\b(?:to|at|before|of|by) (?:the |this |its |a |next )*$")
_MEETING = re.compile(r"\b(?:to|at|come to) (?P<forum>(?:the|its|a) (?:next |special |budget )*meeting)\b")
# Full council is named like any council.
_COUNCIL = re.compile(
    r"\b(?:to|before|at) (?:the |this )?(?P<forum>(?:[Ff]ull )?[Cc]ouncil)\b(?!'s|-| \w+ing\b| tax\b| officers?\b)"
)
# Who receives it where no body that meets does: `sent to Ofsted`, `write to members`.
_RECEIVES = re.compile(
    r"\b(?:to|with) (?:the )?(?P<to>Ofsted|OFSTED|Department for Education|DfE|Secretary of State(?: for Education)?|minister|government|"
    r"members|councillors|parents|families|schools|commissioner|adviser)\b"
)
# A second deed of the same doer: `... on 23 February and sent to Ofsted by 12 March`.
_SECOND = re.compile(
    r",? and (?:then |also |will |must |to )?(?:be )?(?P<verb>(?!in\b|on\b|the\b|an?\b|its\b|at\b|by\b)[a-z]{2,15}) "
)
# A line that gives somebody something to do: linking/actions.py reads it.
_ACTION = re.compile(rf"[^\w(]{{0,3}}{actions.LABEL}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Commitment:
    """A commitment as told: its sentence or part of a resolution, the clause that tells of it, and what that says."""

    span: Span
    clause: Span
    what: str
    who: str | None
    strength: str
    modality: Modality
    rule: str
    due: Due | None
    horizon: str | None = None


def find(
    prose: Prose,
    resolved: tuple[Resolution, ...],
    bodies: tuple[committees.Placed, ...],
    placed: tuple[councils.Placed, ...],
    dates: Sequence[Found],
    council: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Commitments: who, what, to which body, by when, each with its sentence or its part of a resolution as evidence."""
    told: set[tuple[Span, str | None]] = set()
    for one in (*_resolved(prose, resolved, dates, day), *_stated(prose, resolved, dates, day)):
        when = one.due.value if one.due else None
        forum = _forum(prose, bodies, one)
        if (one.span, when) in told or not (when or forum or one.horizon or one.rule != RESOLVED):
            continue
        told.add((one.span, when))
        about = _other_council(prose, placed, one) or council
        yield Fact(
            type=FactType.COMMITMENT,
            evidence=prose.evidence(*one.span),
            rule=one.rule,
            about=about.uid if about else None,
            stated=day,
            modality=one.modality,
            fields=_fields(prose, one, forum, day),
        )


def _fields(prose: Prose, one: _Commitment, forum: str | None, day: str | None) -> dict[str, JsonValue]:
    receives = None if forum else _RECEIVES.search(prose.smooth, *one.clause)
    fields: dict[str, JsonValue] = {
        "who": one.who,
        "what": one.what,
        "to": receives["to"] if receives else forum,
        "forum": forum,
        "due": one.due.value if one.due else None,
        "strength": one.strength,
    }
    if one.due or one.horizon:
        fields["due_words"] = one.due.words if one.due else one.horizon
    if first := _first_round(prose, one, day):
        fields["first"] = first
    return fields


def _resolved(
    prose: Prose, resolved: tuple[Resolution, ...], dates: Sequence[Found], day: str | None
) -> Iterator[_Commitment]:
    for resolution in resolved:
        if _FORBIDS.search(resolution.what):
            continue
        is_new = resolution.rule != resolutions.MINUTES_AGREED
        when = due.of(prose, dates, resolution.span, resolution.span[0], day=day, rolls=is_new)
        horizon = None if when else due.horizon(prose, dates, resolution.span, resolution.span[0])
        comes_back = _COMES_BACK.search(resolution.what)
        if (
            resolution.minutes_of
            or _APPOINTS.search(resolution.what)
            or not (
                comes_back or ((horizon or (when and _is_a_day(when))) and not actions.is_told(resolution))
            )
        ):
            continue
        who = _WHO.match(resolution.what)
        only_recommended = resolution.rule == resolutions.RECOMMENDED
        yield _Commitment(
            span=resolution.span,
            clause=resolution.span,
            what=resolution.what,
            who=who["who"].rstrip(",") if who else None,
            strength="recommended" if only_recommended else "resolved",
            modality=Modality.PLANNED if only_recommended else Modality.REQUIRED,
            rule=RESOLVED,
            due=when,
            horizon=horizon,
        )


def _is_a_day(when: Due) -> bool:
    """Whether it is no mere year of accounts: `the grant for 2026/27 be spent` has no day."""
    return "/" not in when.value or when.value.startswith("R/")


def _stated(
    prose: Prose, resolved: tuple[Resolution, ...], dates: Sequence[Found], day: str | None
) -> Iterator[_Commitment]:
    """What sentences outside resolutions tell: all that has a day or recurs, else the first that counts without."""
    decided = [resolution.span for resolution in resolved]
    by_sentence: dict[Span, list[Deed]] = {}
    for deed in deeds.place(prose, dates):
        by_sentence.setdefault(deed.sentence, []).append(deed)
    for sentence in sorted({*by_sentence, *(prose.sentence_at(each.start) for each in dates)}):
        here = by_sentence.get(sentence, [])
        if _ACTION.match(prose.smooth, *sentence) or any(_overlap(sentence, span) for span in decided):
            continue
        dated = [_of_deed(prose, deed, when) for deed in here for when in _whens(prose, deed, dates, day)]
        if not dated and (other := outlook.of(prose, sentence, dates, day=day)):
            dated = [_of_deed(prose, other, when) for when in _whens(prose, other, dates, day)]
        undated = [(deed, _horizon(prose, deed, dates)) for deed in here]
        plain = [_of_deed(prose, deed, None, words) for deed, words in undated if deed.is_plain or words]
        yield from dated or plain[:1]


def _horizon(prose: Prose, deed: Deed, dates: Sequence[Found]) -> str | None:
    """The words for a time ahead of a deed that no day is told for; rules for everybody and what was to be have none."""
    if deed.is_rule or deed.is_past:
        return None
    own = due.horizon(prose, dates, deed.clause, deed.verb)
    return own or (due.horizon(prose, dates, deed.under, deed.under[0]) if deed.under else None)


def _of_deed(prose: Prose, deed: Deed, when: Due | None, horizon: str | None = None) -> _Commitment:
    is_promise = deed.strength is Strength.PROMISED
    begin = deed.told or deed.verb
    words = deeds.words(prose, (begin, deed.clause[1]) if is_promise else deed.clause)
    return _Commitment(
        span=deed.sentence,
        clause=deed.clause,
        what=words,
        who=deed.who,
        strength=deed.strength.value,
        modality=Modality.REQUIRED if deed.strength is Strength.REQUIRED else Modality.PLANNED,
        rule=UNDERTAKEN if is_promise else STATED,
        due=when,
        horizon=horizon,
    )


def _whens(prose: Prose, deed: Deed, dates: Sequence[Found], day: str | None) -> Iterator[Due]:
    """When a deed falls due; twice where the doer does two things by two days: `brought on 3 May and sent by 1 June`."""
    start, end = deed.clause
    for second in _SECOND.finditer(prose.smooth, deed.verb, end):
        first_due = due.of(prose, dates, (deed.verb, second.start()), deed.verb, day=day, repeats=False)
        second_due = due.of(prose, dates, (second.end(), end), second.end(), day=day)
        if first_due and second_due and first_due.value != second_due.value:
            yield first_due
            yield second_due
            return
    when = due.of(
        prose,
        dates,
        (start, end),
        deed.verb,
        day=day,
        repeats=not deed.is_rule,
        counts=not (deed.is_rule or deed.is_past),
        rolls=not (deed.is_rule or deed.is_past),
    )
    if when is None and deed.under:
        when = due.of(prose, dates, deed.under, deed.under[0], day=day, repeats=False)
    if when:
        yield when


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _other_council(prose: Prose, placed: tuple[councils.Placed, ...], one: _Commitment) -> Council | None:
    """The council that is to do it, where one is named as the doer: it need not be the one that the text is about."""
    return next(
        (
            each.council
            for each in within(placed, one.clause)
            if one.who and one.who == prose.smooth[each.start : each.end]
        ),
        None,
    )


def _first_round(prose: Prose, one: _Commitment, day: str | None) -> str | None:
    """The month (EDTF) in which what comes back each year comes first, where the words name a month and the day is known."""
    stated, found = anchor_of(day), _IN_MONTH.search(prose.smooth, *one.clause)
    if not one.due or one.due.value != "R/P1Y" or stated is None or found is None:
        return None
    soonest, month = stated + _SOONEST, _MONTHS[found["month"]]
    return f"{soonest.year + (month < soonest.month)}-{month:02}"


def _forum(prose: Prose, bodies: tuple[committees.Placed, ...], one: _Commitment) -> str | None:
    """The body that is to receive it: one named after `to`, `at` or `before`, else the meeting that is spoken of."""
    for body in reversed(within(bodies, one.clause)):
        if _TO.search(prose.smooth, max(one.clause[0], body.start - 40), body.start):
            return body.name
    found = _MEETING.search(prose.smooth, *one.clause) or _COUNCIL.search(prose.smooth, *one.clause)
    return found["forum"] if found else None
