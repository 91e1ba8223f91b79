"""Response chains: what became of what Ofsted found: its letter or report, the council's plan, the committee's questions, the
next letter on the same focus.

Letters with their findings and the items of agendas since go in; a checklist comes out, without a verdict: each link is
found and shown, or not found in so many items, or not due yet, or could not be looked for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from domain import reference
from domain.cited import Cited, Stated, bounds
from domain.inspection import focuses
from domain.spoken import plain_day, short_span, stated
from domain.visits import IMPROVEMENT, PRIORITY_ACTION

INSPECTION = "inspection"
_TO_BE_ANSWERED = {PRIORITY_ACTION: "area for priority action", IMPROVEMENT: "area for improvement"}
_CALLED = {
    "focused_visit": "focused visit",
    "monitoring_visit": "monitoring visit",
    "jtai": "joint targeted area inspection",
    "area_send": "area SEND inspection",
    "area_send_monitoring": "area SEND monitoring inspection",
}
_VISITS = ("focused_visit", "monitoring_visit")
_SEND = ("area_send", "area_send_monitoring")
# `Ofsted focused visit: action plan`, `Children's services improvement plan`, `Response to the inspection`.
_PLAN = re.compile(
    r"\b(?:action|improvement|recovery|development|delivery|transformation) plan\b|\bplan\b.{0,60}\b(?:Ofsted|inspection|visit)\b"
    r"|\b(?:Ofsted|inspection|visit)\b.{0,60}\b(?:plan|response)\b|\bresponse to (?:the )?(?:Ofsted|inspection)\b",
    re.IGNORECASE,
)
# What a title speaks of that puts the letter, or what is done about it, before members.
_OF_OFSTED = re.compile(
    r"\b(?:Ofsted|ILACS|inspection of children's services|inspection report|focused visit|monitoring visit|improvement plan)\b"
    r"|\bchildren's services\b.{0,40}\b(?:recovery|action|development|transformation) plan\b",
    re.IGNORECASE,
)
_OF_VISITS = re.compile(r"\b(?:focused|monitoring) visit\b", re.IGNORECASE)
# Titles of items and papers have no more words, and no full stop.
_TITLE_WORDS = 16
# The same words of another body's visits: schools, homes, adult care.
_OF_OTHERS = re.compile(
    r"\b(?:school inspections?|schools' inspection|children's homes?|adult|CQC|nurser(?:y|ies)|early years|fire|HMICFRS|police)\b",
    re.IGNORECASE,
)
_OF_SEND = re.compile(r"\bSEND\b|\bspecial educational needs\b", re.IGNORECASE)
# `Members asked how many`, `In response to questions`, `Councillor Aldous queried`.
_ASKED = re.compile(
    r"\b(?:asked|queried|questioned|enquired|inquired|sought (?:assurances?|clarification)|wanted to know)\b"
    r"|\b[Ii]n (?:response|answer|reply) to (?:an? |the |further )?(?:questions?|quer(?:y|ies))\b"
    r"|\b[Qq]uestions? (?:was|were) (?:asked|raised|put)\b",
)
# What a committee is asked to do is no question of its members.
_ASKED_OF_THEM = re.compile(
    r"\b(?:(?:is|was|are|were|be|been) (?:then )?asked to|asked (?:the Committee|members) to)\b",
    re.IGNORECASE,
)


# Where a line ends and its sentence goes on.
_WRAPPED = re.compile(r"(?<![.:;?!\n])\n(?!\n)")


class LinkState(StrEnum):
    """What can be said of a link of a chain."""

    FOUND = "found"
    NOT_FOUND = "not found"
    NOT_DUE = "not due"
    COULD_NOT_LOOK = "could not look"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter or report of Ofsted: of which council (slug), on what kind of visit, when out, on which focus, with what findings."""

    council: str
    what: str
    cited: Cited
    visited: str | None
    focus: tuple[str, ...]
    findings: tuple[Stated, ...]

    @property
    def day(self) -> date:
        """The day on which it came out; where nobody says when, the last of the inspection, else that on which we first saw it."""
        known = None if self.cited.is_dated else bounds(self.visited)
        return known[1] if known else self.cited.day

    @property
    def is_send(self) -> bool:
        """Whether it is on special educational needs in an area."""
        return self.what in _SEND

    @property
    def words(self) -> str:
        """`focused visit, care leavers, published 30 Oct 2026`"""
        names = {focus.id: focus.name for focus in focuses()}
        on = f", {' and '.join(names.get(each, each) for each in self.focus)}" if self.focus else ""
        when = f"published {self.cited.when}"
        if not self.cited.is_dated and self.visited:
            when = f"of {short_span(self.visited)}"
        return f"{_CALLED.get(self.what, INSPECTION)}{on}, {when}"


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item of an agenda with what its papers are called and, where they were seen, its minutes and what proves them.

    `minutes` are without the names of private people; `None` where no minutes of it were seen.
    """

    meeting: str
    committee: str
    day: date
    number: str | None
    title: str
    text: str
    minutes: str | None = None
    minutes_document: str | None = None
    minutes_version: int | None = None

    @property
    def words(self) -> str:
        """`“Improvement plan”, Children's Committee of 14 Jun 2027, item 6`"""
        item = f", item {self.number}" if self.number else ""
        return f"“{self.title}”, {self.committee} of {plain_day(self.day)}{item}"

    @property
    def question(self) -> str | None:
        """The first sentence of its minutes in which somebody asked something; none that names private people."""
        return next(_questions(self.minutes or ""), None)


@dataclass(frozen=True, kw_only=True)
class Link:
    """One link of a chain: what can be said of it, in words, and what shows it."""

    state: LinkState
    words: str
    item: Item | None = None
    letter: Letter | None = None
    quote: str | None = None
    due: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A finding, the focuses that it touches on, and the next letter that looked there."""

    finding: Stated
    focus: tuple[str, ...]
    next_letter: Link

    @property
    def words(self) -> str:
        """The finding in Ofsted's own words."""
        kind = _TO_BE_ANSWERED[str(self.finding.fields.get("kind"))]
        return f"{kind}: “{self.finding.word('words') or self.finding.cited.words}”"


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A letter and what came of it: the council's plan, the committee's questions, and for each finding the next letter."""

    letter: Letter
    council_name: str
    plan: Link
    questions: Link
    answers: tuple[Answer, ...]

    @property
    def words(self) -> str:
        """`Wolden: focused visit, care leavers, published 30 Oct 2026, 2 findings`"""
        count = len(self.answers)
        return f"{self.council_name}: {self.letter.words}, {count} finding{'' if count == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is noted as due after a letter: its kind (statutory_clocks.csv), by when (EDTF), and after which document (public id)."""

    kind: str
    due: str
    last: date | None
    document: str | None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """All in which the answers to a council's letters are looked for, as of a day.

    `items` are of meetings that were not called off, in order, also of those to come; `owed` what clocks make due;
    `blind` since when and why the council's papers cannot be looked at.
    """

    name: str
    day: date
    letters: Sequence[Letter]
    items: Sequence[Item]
    owed: Sequence[Owed] = ()
    blind: str | None = None


def chains(ground: Ground) -> Iterator[Chain]:
    """A chain for each letter that lists findings to be answered, the oldest first."""
    for letter in sorted(ground.letters, key=lambda each: (each.day, each.cited.document)):
        found = [each for each in letter.findings if each.fields.get("kind") in _TO_BE_ANSWERED]
        if found:
            yield Chain(
                letter=letter,
                council_name=ground.name,
                plan=_plan(letter, ground),
                questions=_questions_on(letter, ground),
                answers=tuple(_answer(each, letter, ground) for each in found),
            )


def touches_on(words: str) -> tuple[str, ...]:
    """The focuses (ids of focuses.csv) that words touch on, in the table's order."""
    return tuple(focus for focus, pattern in _wordings() if pattern.search(words))


# --- The links ---


def _plan(letter: Letter, ground: Ground) -> Link:
    """The first item after a letter under which a plan in answer to it stands."""
    plan = next((each for each in _since(letter, ground) if _is_plan(letter, each)), None)
    owed = next(
        (each for each in ground.owed if each.document == letter.cited.document and "plan" in each.kind), None
    )
    due = f"; due to Ofsted {stated(owed.due)}" if owed else ""
    if plan:
        return Link(
            state=LinkState.FOUND, words=f"plan: {plan.words}{due}", item=plan, due=owed.due if owed else None
        )
    if owed and owed.last and owed.last >= ground.day:
        return Link(state=LinkState.NOT_DUE, words=f"plan: not found{due}", due=owed.due)
    return _missing("plan", letter, ground, after=due, due=owed.due if owed else None)


def _questions_on(letter: Letter, ground: Ground) -> Link:
    """The first item after a letter at which members asked about it, by its minutes; else the first that put it before them."""
    put = [each for each in _since(letter, ground) if _is_about(letter, each) or _is_plan(letter, each)]
    asked = next((each for each in put if each.question), None)
    if asked:
        return Link(
            state=LinkState.FOUND,
            words=f"questions: {asked.words}: “{asked.question}”",
            item=asked,
            quote=asked.question,
        )
    if not put:
        return _missing("questions", letter, ground)
    item = put[0]
    if any(each.minutes is None for each in put):
        ahead = "to come" if item.day >= ground.day else "minutes not seen"
        return Link(state=LinkState.NOT_DUE, words=f"questions: {item.words}; {ahead}", item=item)
    return Link(
        state=LinkState.NOT_FOUND,
        words=f"questions: {item.words}; its minutes tell of none",
        item=item,
    )


def _answer(finding: Stated, letter: Letter, ground: Ground) -> Answer:
    """A finding with the next letter that looked where it lies; a full inspection looks everywhere."""
    named = touches_on(finding.word("words") or finding.cited.quote)
    focus = letter.focus or named
    later = [each for each in ground.letters if each.day > letter.day and each.is_send == letter.is_send]
    following = next(
        (each for each in sorted(later, key=lambda each: each.day) if _looks_at(each, focus)), None
    )
    if following:
        link = Link(state=LinkState.FOUND, words=f"next letter: {following.words}", letter=following)
    else:
        link = _no_letter(letter, ground, later)
    return Answer(finding=finding, focus=focus, next_letter=link)


def _no_letter(letter: Letter, ground: Ground, later: Sequence[Letter]) -> Link:
    awaited = [
        each
        for each in ground.owed
        if "plan" not in each.kind and (each.last is None or each.last >= ground.day)
    ]
    if awaited:
        first = min(awaited, key=lambda each: each.due)
        return Link(
            state=LinkState.NOT_DUE,
            words=f"next letter: none yet; the next is due {stated(first.due)}",
            due=first.due,
        )
    count = f"{len(later)} later letter{'' if len(later) == 1 else 's'}"
    return Link(
        state=LinkState.NOT_FOUND,
        words=f"next letter: none on the same focus among {count} since {plain_day(letter.day)}",
    )


def _missing(what: str, letter: Letter, ground: Ground, *, after: str = "", due: str | None = None) -> Link:
    """That a link was not found, with how much was looked through; before any meeting was held it is not due."""
    if ground.blind:
        return Link(state=LinkState.COULD_NOT_LOOK, words=f"{what}: {ground.blind}{after}", due=due)
    held = [each for each in ground.items if letter.day <= each.day < ground.day]
    meetings = len({each.meeting for each in held})
    since = plain_day(letter.day)
    if not held:
        return Link(state=LinkState.NOT_DUE, words=f"{what}: no meeting seen since {since}{after}", due=due)
    searched = (
        f"{len(held)} item{'' if len(held) == 1 else 's'} of {meetings} meeting{'' if meetings == 1 else 's'}"
    )
    return Link(
        state=LinkState.NOT_FOUND, words=f"{what}: not found in {searched} since {since}{after}", due=due
    )


def _since(letter: Letter, ground: Ground) -> Iterable[Item]:
    """The items after a letter, until the next letter of its kind on its focus takes its place; none on other visits."""
    following = min(
        (
            each.day
            for each in ground.letters
            if each.day > letter.day and each.is_send == letter.is_send and _takes_place_of(each, letter)
        ),
        default=date.max,
    )
    for item in ground.items:
        if letter.day <= item.day < following and not _is_elsewhere(letter, item):
            yield item


def _is_plan(letter: Letter, item: Item) -> bool:
    """Whether a plan in answer to a letter stands under an item: a title speaks of a plan, and of Ofsted or the letter's focus."""
    return any(
        _PLAN.search(title) and (_OF_OFSTED.search(title) or set(touches_on(title)) & set(letter.focus))
        for title in _titles(item)
    )


def _is_about(letter: Letter, item: Item) -> bool:
    """Whether an item puts a letter, or what is done about it, before members; a visit is not the inspection before it."""
    return any(
        _OF_OFSTED.search(title) and not (letter.what not in _VISITS and _OF_VISITS.search(title))
        for title in _titles(item)
    )


def _titles(item: Item) -> Iterator[str]:
    """The title of an item and those of its papers; no sentence."""
    yield item.title
    for line in item.text.splitlines():
        if not line.rstrip().endswith(".") and len(line.split()) <= _TITLE_WORDS:
            yield line


def _is_elsewhere(letter: Letter, item: Item) -> bool:
    """Whether an item is about another body's inspection, or a visit on another focus."""
    if bool(_OF_SEND.search(item.title)) != letter.is_send and letter.is_send:
        return True
    if _OF_OTHERS.search(item.title):
        return True
    named = touches_on(item.title)
    return bool(named and letter.focus and not set(named) & set(letter.focus))


def _takes_place_of(later: Letter, letter: Letter) -> bool:
    """Whether what councils say after a later letter answers that one: a full inspection's, or one on the same focus."""
    return later.what not in _VISITS or bool(set(later.focus) & set(letter.focus))


def _looks_at(letter: Letter, focus: Sequence[str]) -> bool:
    """Whether a letter looked at any of these focuses; a full inspection does, and any letter where none is known."""
    return letter.what not in _VISITS or not focus or bool(set(letter.focus) & set(focus))


def _questions(minutes: str) -> Iterator[str]:
    minutes = _WRAPPED.sub(" ", minutes)
    for found in _ASKED.finditer(minutes):
        begins = (
            minutes.rfind(mark, 0, found.start()) + len(mark)
            for mark in ("\n", ". ")
            if mark in minutes[: found.start()]
        )
        start = max(begins, default=0)
        ends = [place for mark in (". ", ".\n", "\n") if (place := minutes.find(mark, found.end())) >= 0]
        sentence = " ".join(minutes[start : min(ends, default=len(minutes)) + 1].split())
        if not _ASKED_OF_THEM.search(sentence) and "▇" not in sentence:
            yield sentence


@lru_cache(maxsize=1)
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["id"], re.compile(row["wordings"].replace("'", "['’]"), re.IGNORECASE))
        for row in reference.table("focuses")
    )
