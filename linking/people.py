"""People: who is named in a public role, and where; nobody else.

Members, officers with a post in evidence, inspectors, board chairs and ministers are named. Everybody else stays
unnamed: families, young people and those who speak for them, public questioners, front-line staff (DESIGN, Children
and private people). Two mentions are one person only where nothing speaks against it and nobody else of that surname
is named; where somebody else is, the mention stays unresolved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from domain.council import Council
from domain.known import Known, KnownPerson
from domain.mention import Mention, MentionType
from linking import claims, company, holdings, names, tenures
from linking.claims import Claim
from linking.councils import Placed
from linking.gazetteer import Gazetteer
from linking.holdings import RELATIVE, SAID
from linking.holdings import Holding as Holding
from linking.names import (
    ANY_NAME,
    COUNCILLOR,
    FULL_NAME,
    GIVEN_NAME,
    HONORIFIC,
    HONOURS,
    Name,
)
from linking.posts import Post
from linking.prose import Prose, Span

POST_NAME = "people.post_name@4"
SPOKESPERSON = "people.spokesperson@1"
KNOWN_NAME = "people.known_name@1"
FULL_AGAIN = "people.full_name@2"
SURNAME = "people.surname@2"
SURNAME_ALONE = "people.surname_alone@2"
GIVEN_ALONE = "people.given_alone@1"
RULES = (
    *claims.RULES,
    POST_NAME,
    SPOKESPERSON,
    KNOWN_NAME,
    FULL_AGAIN,
    SURNAME,
    SURNAME_ALONE,
    GIVEN_ALONE,
)


# Who speaks for the council says `our inspection`; a parent says `our social worker`, a charity `our staff`.
_SPEAKS_FOR_IT = re.compile(
    r"\b[Oo]ur (?:(?:own|most recent|last|next) )?(?:(?:(?:OFSTED|Ofsted) |re-?)?inspection|improvement plan|councillors|cabinet|"
    r"children's services|scrutiny committee)\b"
)
# `Ms Allen said`, `said Jane Smith`: the verb, the name that ends before it and the name after it.
_SPEAKING = re.compile(rf"(?<= ){SAID}\b")
_SPEAKER_BEFORE = re.compile(rf"(?<![\w-])(?:(?P<honorific>{HONORIFIC}) )?(?P<name>{ANY_NAME}) $")
_SPEAKER_BEFORE_WINDOW = 60
_SPEAKER_AFTER = re.compile(rf" (?P<name>{FULL_NAME})")

# `Susan Myers`, `Ms Myers`: what stands before a surname; `Mrs Brown, a parent`: what may not stand after it.
_GIVEN_BEFORE = re.compile(rf"(?<![\w'-]){GIVEN_NAME}(?: {GIVEN_NAME})? $")
_HONORIFIC_BEFORE = re.compile(rf"\b{HONORIFIC} $")
_PRIVATE_AFTER = re.compile(r", (?:an?|whose|who is an?|mother|father)\b")
# `Penrose added`, `Howell, who joined`, `Penrose's successor`: a surname alone, in the middle of what it does.
_ACTS = re.compile(
    rf" (?:(?:also|then|later|now|previously) )?(?:{SAID}|argued|argues|claimed|claims|replied|responded|commented|welcomed|asked|described|"
    r"highlighted|thanked|urged|concluded|wrote|called|has|had|was|is|will|would|joined|became|took|left|moved|wants|believes|led|leads|started|"
    r"stepped|resigned|retired|succeeded|replaced|replaces|came|plans|hopes|served|worked|spoke|chaired|chairs|got|gave|made|went|kept|held|won|ran|runs|promised|pledged|denied|"
    r"announced|met|sought|faces|faced|oversees|oversaw|arrived|returns|returned|remains|remained|retires|resigns|quit|quits|leaves|steps|takes|becomes|joins|starts|blamed|praised|"
    r"criticised|defended|apologised|stood|sits|sat|presented|introduced|informed|advised|acts|acted|pointed|referred|outlined|raised|agreed|accepted|signed|declined|refused|inherited)\b"
    r"|, (?:who|whose)\b|'s (?:former |own |first |last )?(?:role|post|job|departure|resignation|retirement|appointment|successor|predecessor|letter|comments|report|deputy|term|tenure|"
    r"stay|contract|arrival|exit|notice|salary|statement|decision|response|place|boss)\b"
)
# `told Penrose`, `said Penrose`, `to replace Penrose`: what is done to somebody whom only the surname names.
_DONE_TO = re.compile(
    rf"\b(?:{SAID}|thanked|asked|praised|criticised|defended|urged|questioned|challenged|appointed|hired|replace[sd]?|succeed(?:s|ed)?|joined by|led by|chaired by|signed by|according to|"
    r"over from|thanks to)[ ]\Z"
)
_DONE_WINDOW = 24
# What follows a surname that is part of a longer name, or of somebody else's: `told Penrose Street`, `the Penrose family`.
_GOES_ON = re.compile(
    r" [A-Z]|-|'| (?:family|street|road|school|house|estate|case|review|report|inquiry|area|and [A-Z])\b"
)
_GIVEN_ALONE = re.compile(r"\b(?:Sir|Dame|Dear) (?P<given>[A-ZÀ-Þ][a-zß-ÿ]+)\b(?! [A-ZÀ-Þ]|-)")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'&-]*,? $")
# Titles that members' lists print before and after names.
_LISTED_TITLES = re.compile(
    rf"^(?:(?:The )?(?:Right )?(?:Hon(?:ourable|\.)?|Worshipful) |{COUNCILLOR} |{HONORIFIC} )*"
)
_HONOURS = re.compile(rf"{HONOURS}+$")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person named in a public role: the entity's id (the archive's, else `person/1` and so on) and the fullest name."""

    entity: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Named:
    """A place where a person is named, in `smooth`; `person` is `None` where two of that name could be meant."""

    start: int
    end: int
    person: Person | None
    rule: str


def place(
    prose: Prose,
    posts: tuple[Post, ...],
    councils: tuple[Placed, ...],
    known: Known,
    own: Council | None,
    *,
    reporters: tuple[Span, ...] = (),
    told: Iterable[Claim] = (),
    day: date | None = None,
) -> tuple[tuple[Named, ...], tuple[Holding, ...]]:
    """Where people in public roles are named, in order, and which posts the text gives them.

    `reporters` wrote it; `told` are names that other finders have found to be in a public role. On `day` the text was
    written: who was no member of the council then is not the one whom it calls so.
    """
    held = (*holdings.place(prose, posts, councils), *tenures.place(prose, posts))
    listed = _listed(known.people_of(own.slug if own else None), day)
    claimed = [one for one in _apart(_claims(prose, posts, held, listed, told)) if not _wrote(reporters, one)]
    claimed = [_in_column(prose, one) for one in claimed]
    people = _gathered(prose, [_name_at(prose, claim) for claim in claimed])
    again = (one for one in _named_again(prose, people) if not _wrote(reporters, one))
    places = _apart([*claimed, *again])
    meant = [_who(people, _name_at(prose, one)) for one in places]
    persons = _numbered(meant, listed)
    named = (
        Named(start=one.start, end=one.end, person=persons[who] if who else None, rule=one.rule)
        for one, who in zip(places, meant, strict=True)
    )
    return tuple(named), held


def find(prose: Prose, named: tuple[Named, ...]) -> Iterator[Mention]:
    """Mentions of people in public roles."""
    for one in named:
        entity = one.person.entity if one.person else None
        yield prose.mention(MentionType.PERSON, one.start, one.end, rule=one.rule, entity=entity)


def _in_column(prose: Prose, one: Claim) -> Claim:
    """A name without what stands in the next column: `Viv Norbury      Hallowby District Council`."""
    gap = prose.lines.find("\t", one.start, one.end)
    return replace(one, end=gap) if gap >= 0 else one


def _wrote(reporters: tuple[Span, ...], one: Claim) -> bool:
    return any(start <= one.start < end for start, end in reporters)


def _claims(
    prose: Prose,
    posts: tuple[Post, ...],
    held: tuple[Holding, ...],
    listed: tuple[tuple[Name, str], ...],
    told: Iterable[Claim],
) -> Iterator[Claim]:
    """Names that the text itself puts into a public role, and those of the council's own members."""
    flow = prose.flow
    for holding in held:
        yield Claim(start=holding.name_start, end=holding.name_end, rule=POST_NAME)
    yield from told
    yield from claims.by_words(flow)
    yield from company.claims(prose, posts, {holding.post for holding in held})
    for found in _SPEAKS_FOR_IT.finditer(flow):
        for start, end in _speakers(prose, prose.sentence_at(found.start())):
            yield Claim(start=start, end=end, rule=SPOKESPERSON)
    full_names = {str(name): name for name, _ in listed}
    for start, end, _ in Gazetteer(full_names).find(prose.smooth):
        yield Claim(start=start, end=end, rule=KNOWN_NAME)


def _speakers(prose: Prose, span: Span) -> Iterator[Span]:
    """Names that are given words in a span: `Ms Allen said`, `said Jane Smith`; never a surname alone."""
    flow = prose.flow
    for verb in _SPEAKING.finditer(flow, *span):
        begin = max(span[0], verb.start() - _SPEAKER_BEFORE_WINDOW)
        before = _SPEAKER_BEFORE.search(flow, begin, verb.start())
        if before and (before["honorific"] or " " in before["name"]):
            yield before.span("name")
        elif after := _SPEAKER_AFTER.match(flow, verb.end()):
            yield after.span("name")


def _gathered(prose: Prose, claimed: list[Name]) -> dict[str, list[Name]]:
    """The people behind the names, by surname: those with given names, or the surname alone where none of these bears it."""
    people: dict[str, list[Name]] = {}
    for name in claimed:
        bearers = people.setdefault(name.surname.casefold(), [])
        same = [index for index, other in enumerate(bearers) if name.given and other.can_be(name)]
        if not same and name.given:
            bearers.append(name)
        elif len(same) == 1 and len(str(name)) > len(str(bearers[same[0]])):
            bearers[same[0]] = name
    alone = {name.surname.casefold(): name for name in claimed if not people[name.surname.casefold()]}
    for surname, name in alone.items():
        people[surname] = [_fuller(prose, name)]
    return people


def _fuller(prose: Prose, surname: Name) -> Name:
    """The full name of somebody known by surname, where exactly one speaker of the text bears it."""
    full = {
        str(name): name
        for start, end in _speakers(prose, (0, len(prose.flow)))
        if (name := names.parse(prose.flow[start:end])).given
        and name.can_be(surname)
        and not RELATIVE.search(prose.flow, max(0, start - 40), start)
    }
    return next(iter(full.values())) if len(full) == 1 else surname


def _named_again(prose: Prose, people: dict[str, list[Name]]) -> Iterator[Claim]:
    """Where those people are named again without their role: in full, `Ms Myers`, or by surname in what they do.

    A surname that the text gives to somebody else too says nothing of who is meant.
    """
    flow = prose.flow
    bearers = {name.surname: named for named in people.values() for name in named}
    shared: set[str] = set()
    short: list[tuple[str, Claim]] = []
    for start, end, surname in Gazetteer({surname: surname for surname in bearers}).find(flow):
        if found := _GIVEN_BEFORE.search(flow, max(0, start - 40), start):
            name = names.parse(flow[found.start() : end])
            if _is_one_of(bearers[surname], name, flow, found.start(), end):
                yield Claim(start=found.start(), end=end, rule=FULL_AGAIN)
            elif not any(other.can_be(name) for other in bearers[surname] if other.given):
                shared.add(surname)
        elif _HONORIFIC_BEFORE.search(flow, max(0, start - 12), start):
            if not _PRIVATE_AFTER.match(flow, end):
                short.append((surname, Claim(start=start, end=end, rule=SURNAME)))
        elif (_ACTS.match(flow, end) or _is_done_to(flow, start, end)) and not _CAPITAL_BEFORE.search(
            flow, max(0, start - 30), start
        ):
            short.append((surname, Claim(start=start, end=end, rule=SURNAME_ALONE)))
    yield from (claim for surname, claim in short if surname not in shared)
    yield from _by_given_name(flow, people)


def _is_done_to(flow: str, start: int, end: int) -> bool:
    return bool(_DONE_TO.search(flow, max(0, start - _DONE_WINDOW), start)) and not _GOES_ON.match(flow, end)


def _by_given_name(flow: str, people: dict[str, list[Name]]) -> Iterator[Claim]:
    """`Dame Jane`, `Dear Jane`: where just one of the people bears that name."""
    given = Counter(name.given[0] for named in people.values() for name in named if name.given)
    for found in _GIVEN_ALONE.finditer(flow):
        if given[found["given"]] == 1:
            yield Claim(start=found.start("given"), end=found.end("given"), rule=GIVEN_ALONE)


def _is_one_of(bearers: list[Name], name: Name, flow: str, start: int, end: int) -> bool:
    """Whether a name in full is that of one of the people: as they were named, or where an initial stood and she speaks or acts."""
    if any(other.given == name.given for other in bearers):
        return True
    if not any(other.given and other.can_be(name) for other in bearers):
        return False
    return bool(_ACTS.match(flow, end)) and not RELATIVE.search(flow, max(0, start - 40), start)


def _who(people: dict[str, list[Name]], name: Name) -> Name | None:
    """Which of the people is meant; `None` where several could be."""
    bearers = people.get(name.surname.casefold())
    if bearers is None:  # `Dame Jane`
        possible = [one for named in people.values() for one in named if one.given[:1] == (name.surname,)]
    else:
        possible = [other for other in bearers if other.can_be(name)]
    return possible[0] if len(possible) == 1 else None


def _numbered(meant: list[Name | None], listed: tuple[tuple[Name, str], ...]) -> dict[Name, Person]:
    """The people with their ids: the archive's where it knows one such member, else numbers in order of first mention."""
    known_as: dict[str, list[tuple[Name, str]]] = {}
    for name, uid in listed:
        known_as.setdefault(name.surname.casefold(), []).append((name, uid))
    persons: dict[Name, Person] = {}
    for name in dict.fromkeys(name for name in meant if name):
        same = [member for member in known_as.get(name.surname.casefold(), []) if member[0].can_be(name)]
        if len(same) == 1:
            known, uid = same[0]
            persons[name] = Person(entity=uid, name=str(max(known, name, key=_length)))
        else:
            persons[name] = Person(entity=f"person/{len(persons) + 1}", name=str(name))
    return persons


def _length(name: Name) -> int:
    return len(str(name))


def _apart(places: Iterable[Claim]) -> list[Claim]:
    """Places that do not overlap, in order: the first found of those at one place, else the earlier and longer."""
    kept: list[Claim] = []
    for one in sorted(places, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _name_at(prose: Prose, one: Claim) -> Name:
    return names.parse(prose.flow[one.start : one.end])


@lru_cache(maxsize=8)
def _listed(people: tuple[KnownPerson, ...], day: date | None) -> tuple[tuple[Name, str], ...]:
    """The names of those who sat on a day as a council's members, without titles and honours, each with the public id."""
    return tuple(
        (names.parse(_HONOURS.sub("", _LISTED_TITLES.sub("", person.name))), person.uid)
        for person in people
        if person.sat_on(day)
    )
