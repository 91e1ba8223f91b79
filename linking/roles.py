"""Roles: who holds which post, where and since or until when, as far as a text puts name and post together."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from linking import committees, times
from linking.appointments import Change, Turn
from linking.councils import Named as Naming
from linking.councils import Placed
from linking.people import Holding, Named, Person
from linking.posts import Post
from linking.prose import Prose, within

HELD = "roles.held@4"
RULES = (HELD,)

# How far from a post the body may be named whose post it is.
_BESIDE = 14
_BEFORE = 80
# Between a post and the body named after it: `of the`, `at`, `, `; and no line ends there.
_OF = re.compile(r",? (?:of|at|for|with|in|to) (?:the |(?:[A-Z][\w-]{1,20} ){0,3}[A-Z][\w-]{1,20}'s )?| \| ")
_CLOSES = re.compile(r"[),.;]|\n|$")
# Between a post and a bare name that there is its council's: `DCS at Penfold`, `the leader (Penfold)`.
_OF_PLACE = re.compile(r",? (?:of|at|for|in) |,? \(")
# `Mark Poole`: a surname is no council; `Former Penfold` begins no name.
_OF_A_NAME = re.compile(
    r"(?<![\w-])(?!(?:Former|The|At|In|Of|By|As|And|But|While|When|After|Before|With|For|From|Ex|Councillor|Cllr|Both|Neighbouring|Nearby)\b)[A-Z][a-z]+(?:-[A-Z][a-z]+)? \Z"
)
_NAME_WINDOW = 30
# `ex-Eastmere children's boss`.
_FORMERLY_OF = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Tt]hen)[ -]\Z")
# Who has given notice is still there.
_NOTICE = re.compile(
    r"\b(?:handed in|given|gave|tendered|submitted) (?:her|his|their) (?:notice|resignation)\b"
)
# `moves to Penfold in January as`, `joins Penfold as`: whose post the next one is.
_MOVES_TO = re.compile(
    r"\b(?:(?:mov(?:es|ed|ing|e)|go(?:es|ing)?|switch(?:es|ed|ing)?|head(?:s|ed|ing)?|return(?:s|ed|ing)?|transfer(?:s|red)?|seconded|off) to|join(?:s|ed|ing)?) (?:the )?\Z"
)
_MOVES_WINDOW = 24
# Bodies with chiefs and chairs of their own, and those posts.
_COMPANY = re.compile(
    r"\b(?:Trust|Company|Ltd|Limited|CIC|Foundation|ICB|Integrated Care Board|Partnership)\b"
)
_RUNS = re.compile(
    r"\bchief (?:executive|operating|finance|nurs)|\bchair|\bdirector\b|chief officer", re.IGNORECASE
)
# `the city's own director`, `its chief executive`: of the council named last.
_ITS = re.compile(
    r"\b(?:[Ii]ts|[Tt]he (?:council|city|county|borough|town|authority)'s) (?:(?:own|new|current|then) )*\Z"
)
_OF_ITS = re.compile(r"\b[Ii]ts (?:(?:own|new|current|then|former|interim) )*\Z")
_ITS_WINDOW = 40
_LAST_NAMED = 300
# `assistant director at Wolden`, `chief executive of Wolden Homes`: of a body that no table lists.
_AT_NAME = re.compile(r"(?:,? at (?:the )?| \| )[A-Z]")
_OF_NAME = re.compile(r",? (?:of|for) (?:the )?[A-Z]")
_HEAD_OF_BODY = re.compile(r"chief executive|\bleader\b|\bmayor\b|president", re.IGNORECASE)
# Who signs or acts for a minister is of the department.
_FOR_MINISTER = re.compile(r"\b(?:for|on behalf of) the (?:Secretary of State|Minister)\b[^.\n]{0,60}\Z")
_FOR_MINISTER_BEFORE = 110
# Who sits over a body, or answers to it: an independent scrutineer is a safeguarding partnership's.
_CHAIR = re.compile(r"\bchair(?:man|woman|person)?\b|^clerk$|^independent scrutineer$", re.IGNORECASE)
_DEPARTMENT = "Department for Education"
# A heading is shorter than a sentence.
_A_SENTENCE = 60
# Posts of the state, whose bodies are no council's.
_OF_STATE = (
    (re.compile(r"secretary of state for education|education secretary|regional schools commissioner|^(?:children's services )?commissioner$", re.IGNORECASE), "Department for Education"),
    (re.compile(r"^(?:chief inspector|national director|regulatory inspection)\b|\bhmi\b|ofsted inspector", re.IGNORECASE), "Ofsted"),
    (re.compile(r"secretary of state|\bminister\b|(?:health|home|communities) secretary|constable|crime commissioner|president|general secretary", re.IGNORECASE), None),
)  # fmt: skip
# `director since 2020`, `from 2018 to 2021`, `until last year`: a date within the words after a post.
_AT_BODY = r"(?: (?:at|of|for|in) [^,.;\n]{2,50}?)?"
_SINCE = re.compile(rf"{_AT_BODY},? \(?(?:since|from) $")
_UNTIL = re.compile(
    rf"{_AT_BODY}(?:,? (?:until|till)|(?: on an? (?:acting|interim|temporary) basis)? (?:until|to)|,? (?:from|between) [^,.;]{{2,20}} (?:to|and|until)) $"
)
_SPELL = 80
_FROM_TO = re.compile(rf"{_AT_BODY},? \(?(?:from |between )?$")
_TWO_DATES = re.compile(r"(\d{4}(?:-\d\d){0,2})/(\d{4}(?:-\d\d){0,2})$")
# Who chairs a board from outside is no council's.
_INDEPENDENT = re.compile(r"[Ii]ndependent [Cc]hair(?:man|woman|person)?")
# `Director of Education (interim)`.
_HOW_AFTER = re.compile(r" \((?P<how>interim|acting|temporary|Interim|Acting|Temporary|INTERIM|ACTING)\)")
_HOW = {"interim": "interim", "acting": "acting", "temporary": "interim"}
_A_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}$")


class Body(Protocol):
    """An organisation or council named at a place."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def name(self) -> str: ...


def find(
    prose: Prose,
    named: tuple[Named, ...],
    holdings: Sequence[Holding],
    placed: tuple[Placed, ...],
    bodies: tuple[committees.Placed, ...],
    others: Sequence[Body],
    dates: Sequence[times.Found],
    own: Council | None,
    *,
    day: str | None,
    called: tuple[Naming, ...] = (),
    changes: Sequence[Change] = (),
) -> Iterator[Fact]:
    """A fact for each name beside a post, and for each that is said to take it up or leave it.

    What is current was so on the day of the text (`as_of`, EDTF), and no more is said; `from` and `to` stand where the
    text gives them. Who has left by the text's own words holds the post no more. `called` are all names that a council
    bears, also where they may mean a place: beside a post they mean the council. `changes` tell
    who has gone: somebody of one post, from that.
    """
    places = _as_placed(prose, called, named, day)
    subject = own or _of_first_sentence(prose, places)
    persons = {one.start: one.person for one in named}
    gone = {
        (person.entity, holding.post.title.casefold())
        for holding in holdings
        if holding.status == "former" and (person := persons.get(holding.name_start))
    }
    held: dict[str, set[str]] = {}
    for holding in holdings:
        if person := persons.get(holding.name_start):
            held.setdefault(person.entity, set()).add(holding.post.title.casefold())
    gone |= {
        (who, title)
        for who in _left(prose, changes, persons)
        if len(held.get(who, ())) == 1
        for title in held[who]
    }
    told: dict[tuple[str, str, int], Fact] = {}
    for holding in sorted(holdings, key=lambda one: (one.start, one.end)):
        if person := persons.get(holding.name_start):
            whose = own if _CHAIR.search(holding.post.title) else subject
            fact = _held(prose, holding, person, placed, places, bodies, others, dates, whose, gone, day=day)
            key = (person.entity, holding.post.title.casefold(), prose.sentence_at(holding.post.start)[0])
            told[key] = max(told.get(key, fact), fact, key=_says)
    yield from told.values()


def _left(prose: Prose, changes: Sequence[Change], persons: Mapping[int, Person | None]) -> set[str]:
    """The entities of those who have gone, by what a text tells of them, and have come to nothing else."""
    gone: set[str] = set()
    come: set[str] = set()
    for change in changes:
        if change.name and (person := persons.get(change.name[0])):
            if change.turn is Turn.APPOINTMENT:
                come.add(person.entity)
            elif (
                change.turn is Turn.DEPARTURE
                and change.modality is Modality.ACTUAL
                and not _NOTICE.search(prose.flow, *change.sentence)
            ):
                gone.add(person.entity)
    return gone - come


def _says(fact: Fact) -> int:
    """How much a fact says: of two in one sentence the fuller stands."""
    return sum(value is not None for value in fact.fields.values())


def _held(
    prose: Prose,
    holding: Holding,
    person: Person,
    placed: tuple[Placed, ...],
    places: tuple[Placed, ...],
    bodies: tuple[committees.Placed, ...],
    others: Sequence[Body],
    dates: Sequence[times.Found],
    own: Council | None,
    gone: Collection[tuple[str, str]],
    *,
    day: str | None,
) -> Fact:
    post = holding.post
    council = _beside(prose, post, placed)
    body = None if council or post.body else _body_beside(prose, post, bodies, others)
    council = council or (None if body else _place_beside(prose, holding, places, own))
    if not (council or body or post.body) and _RUNS.search(post.title):
        body = _subject_of(prose, post, others)
    if not (council or body or post.body) and _FOR_MINISTER.search(
        prose.flow, max(0, holding.start - _FOR_MINISTER_BEFORE), holding.start
    ):
        body = _DEPARTMENT
    spell = _spell(prose, holding, dates)
    start, end = min(holding.start, council.start if council else holding.start), holding.end
    is_gone = (person.entity, post.title.casefold()) in gone or (
        council is not None
        and council.start < post.start
        and _FORMERLY_OF.search(prose.flow, max(0, council.start - 10), council.start) is not None
    )
    return Fact(
        type=FactType.ROLE,
        evidence=prose.evidence(start, _closed(prose.flow, start, max(end, council.end if council else end))),
        rule=HELD,
        about=person.entity,
        stated=day,
        modality=holding.modality,
        fields={
            "person": person.name,
            "post": post.title,
            "organisation": body or _organisation(prose, holding, council, bodies, own),
            "status": _status(prose, holding, spell, is_gone=is_gone, day=day),
            "as_of": day,
            **spell,
        },
    )


def _status(
    prose: Prose, holding: Holding, spell: Mapping[str, str], *, is_gone: bool, day: str | None
) -> str:
    """How the post is held, by the words of the text: `Director of Education (interim)`, `director from 2015 to 2019`."""
    if is_gone:
        return "former"
    if holding.status:
        return holding.status
    until = spell.get("to")
    if until and day and until < day[: len(until)]:
        return "former"
    how = _HOW_AFTER.match(prose.flow, holding.post.end)
    return _HOW[how["how"].lower()] if how else holding.post.status


def _spell(prose: Prose, holding: Holding, dates: Sequence[times.Found]) -> dict[str, str]:
    """`from` and `to`, where the words after the post or the change say so."""
    told = {"from": holding.since, "to": holding.until}
    end = holding.post.end
    for date in within(dates, (end, end + _SPELL)):
        both = _TWO_DATES.match(date.value or "")
        if both and _FROM_TO.match(prose.flow, end, date.start):
            told = {"from": told["from"] or both[1], "to": told["to"] or both[2]}
        if date.value and _A_DATE.match(date.value):
            if told["from"] is None and _SINCE.match(prose.flow, end, date.start):
                told["from"] = date.value
            elif told["to"] is None and _UNTIL.match(prose.flow, end, date.start):
                told["to"] = date.value
    return {name: value for name, value in told.items() if value}


def _beside(prose: Prose, post: Post, placed: tuple[Placed, ...]) -> Placed | None:
    """The council named right after a post (`Director of ... at Northshire County Council`) or right before it."""
    after = within(placed, (post.end, post.end + _BESIDE))
    is_whose = after and prose.flow.startswith(
        "'s", after[0].end
    )  # `chair of Eastmere Council's scrutiny committee`
    if after and not is_whose and "\n" not in prose.flow[post.end : after[0].start]:
        return after[0]
    before = [
        one
        for one in within(placed, (post.start - _BEFORE, post.start))
        if post.start - one.end <= len("'s ")
    ]
    return before[-1] if before else None


def _subject_of(prose: Prose, post: Post, others: Sequence[Body]) -> str | None:
    """The trust or company with which the sentence of a post begins: `Estmere Families Trust went live, with Jane Smith as Chair`."""
    sentence = prose.sentence_at(post.start)
    first = next(iter(within(tuple(others), sentence)), None)
    is_subject = first and first.start - sentence[0] <= len("The ") and _COMPANY.search(first.name)
    return first.name if first and is_subject else None


def _place_beside(
    prose: Prose, holding: Holding, places: tuple[Placed, ...], own: Council | None
) -> Placed | None:
    """The council whose bare name stands right after a post, right before it or in its words: `Eastmere's director`, `DCS at Penfold`.

    In a text about no single council `the city's director` is of the one named last.
    """
    post = holding.post
    for one in within(places, (post.end, post.end + _BESIDE)):
        if _OF_PLACE.fullmatch(prose.flow, post.end, one.start) and not prose.flow.startswith("'s", one.end):
            return one
    for one in within(places, (post.start - _BEFORE, post.end)):
        if post.start < one.start or 0 <= post.start - one.end <= len("'s own "):
            return one
    for one in within(places, (holding.name_end, post.start)):
        if _MOVES_TO.search(prose.flow, max(0, one.start - _MOVES_WINDOW), one.start):
            return one
    if _OF_ITS.search(prose.flow, max(0, post.start - _ITS_WINDOW), post.start):
        here = within(places, (prose.sentence_at(post.start)[0], post.start))
        if here:
            return here[-1]
    if own is None and _ITS.search(prose.flow, max(0, post.start - _ITS_WINDOW), post.start):
        last = within(places, (post.start - _LAST_NAMED, post.start))
        return last[-1] if last else None
    return None


def _as_placed(
    prose: Prose, called: tuple[Naming, ...], named: tuple[Named, ...], day: str | None
) -> tuple[Placed, ...]:
    """The names that a council bears on a day, those apart that are words of other meaning too."""
    return tuple(
        Placed(start=one.start, end=one.end, council=council, rule=HELD)
        for one in called
        if not one.weak
        and not _OF_A_NAME.search(prose.flow, max(0, one.start - _NAME_WINDOW), one.start)
        and not any(
            who.start < one.end
            for who in within(named, (one.start - _NAME_WINDOW, one.end))
            if who.end > one.start
        )
        and (council := one.council_on(day[:10] if day else None))
    )


def _of_first_sentence(prose: Prose, places: tuple[Placed, ...]) -> Council | None:
    """The one council that the first sentence names, of a text that is about several: its people are the story's."""
    first = next((span for span in prose.sentences if span[1] - span[0] >= _A_SENTENCE), None)
    councils = {one.council for one in within(places, first)} if first else set()
    return councils.pop() if len(councils) == 1 else None


def _closed(flow: str, start: int, end: int) -> int:
    """The end of a quote with the bracket that closes what it opens: `Jane Smith (Chair)`."""
    return (
        end + 1
        if flow.startswith(")", end) and flow.rfind("(", start, end) > flow.rfind(")", start, end)
        else end
    )


def _body_beside(
    prose: Prose,
    post: Post,
    bodies: tuple[committees.Placed, ...],
    others: Sequence[Body],
) -> str | None:
    """The committee or organisation named right after a post, right before it or at its end: `chief executive of Estmere Children First`."""
    presided = bodies if _CHAIR.search(post.title) else ()
    for one in _between(presided, others, post.end, post.end + _BESIDE):
        joint = prose.flow[post.end : one.start]
        if _OF.fullmatch(joint) or (joint in (", ", "\n") and _CLOSES.match(prose.flow, one.end)):
            return one.name
    for one in _between(presided, others, post.start - _BEFORE, post.end):
        if post.start < one.start or 0 <= post.start - one.end <= len("'s "):
            return one.name
    for one in _between(
        presided, others, post.start, post.end
    ):  # `Independent Chair, Improvement Board`, read as one name
        if one.end > post.end:
            return prose.smooth[post.end : one.end].lstrip(" ,")
    return None


def _between(
    bodies: tuple[committees.Placed, ...], others: Sequence[Body], start: int, end: int
) -> Iterator[Body]:
    yield from within(bodies, (start, end))
    yield from within(others, (start, end))


def _organisation(
    prose: Prose,
    holding: Holding,
    council: Placed | None,
    bodies: tuple[committees.Placed, ...],
    own: Council | None,
) -> str | None:
    post = holding.post
    if post.body:
        return post.body
    for pattern, name in _OF_STATE:
        if pattern.search(post.title):
            return name
    if council:
        return council.council.name
    if _CHAIR.search(post.title) and (body := _presided(post, bodies)):
        return body
    # A former post was often held elsewhere, unless the text tells when it was left.
    if holding.is_one_of_several or _is_elsewhere(prose, post) or _INDEPENDENT.fullmatch(post.title):
        return None
    return own.name if own and (post.status != "former" or holding.until) else None


def _is_elsewhere(prose: Prose, post: Post) -> bool:
    """Whether a post is said to be at a body that nothing knows: `assistant director at Wolden`."""
    if _AT_NAME.match(prose.flow, post.end):
        return True
    return bool(_OF_NAME.match(prose.flow, post.end) and _HEAD_OF_BODY.search(post.title))


def _presided(post: Post, bodies: tuple[committees.Placed, ...]) -> str | None:
    """The body that a chair chairs: the one named last before, as minutes name their committee at the head."""
    last = bisect_left(bodies, post.start, key=lambda one: one.start) - 1
    if last < 0 or "council" in bodies[last].name.lower():
        return None
    return bodies[last].name
