"""People: who is named in a public role, and where; nobody else.

Members, officers with a post in evidence, inspectors, board chairs and ministers are named. Everybody else stays
unnamed: families, young people and those who speak for them, public questioners, front-line staff (DESIGN, Children
and private people). Two mentions are one person only where nothing speaks against it and nobody else of that surname
is named; where somebody else is, the mention stays unresolved.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.council import Council
from domain.known import Known, KnownPerson
from domain.mention import Mention, MentionType
from linking import names
from linking.councils import Placed
from linking.gazetteer import Gazetteer
from linking.names import ANY_NAME, FULL_NAME, HONORIFIC, Name
from linking.posts import Post
from linking.prose import Prose, Span

TITLE_NAME = "people.title_name@1"
POST_NAME = "people.post_name@1"
INSPECTOR = "people.inspector@1"
SPOKESPERSON = "people.spokesperson@1"
KNOWN_NAME = "people.known_name@1"
FULL_AGAIN = "people.full_name@1"
SURNAME = "people.surname@1"
RULES = (TITLE_NAME, POST_NAME, INSPECTOR, SPOKESPERSON, KNOWN_NAME, FULL_AGAIN, SURNAME)

_MARK = r"(?: \([^()\n]{1,60}\))?"
# `Councillor Jane Smith`, `Cllr Smith`, `Coun J Smith`, `County Cllr Malik`, `Councillors A Smith (Chair), B Jones and C Brown`.
_MEMBERS = re.compile(
    rf"\b(?:(?:County |Borough |City )?(?:Councillor|Cllr|Coun)\b\.?|Alderman|Alderwoman) (?:{HONORIFIC} )?(?P<one>{ANY_NAME})"
    rf"|\b(?:(?:County |Borough |City )?(?:Councillors|Cllrs|Couns)\b\.?:?) (?P<many>(?:{HONORIFIC} )?{ANY_NAME}{_MARK}"
    rf"(?:(?:, | and |, and | & )(?:{HONORIFIC} )?{ANY_NAME}{_MARK}){{0,60}})"
)
_ONE_OF_MANY = re.compile(rf"(?:{HONORIFIC} )?(?P<name>{ANY_NAME}){_MARK}(?:, and |, | and | & )?")
# `Lead inspector: Susan Myers`, `inspector Susan Myers`, `Team inspectors: A B HMI, C D HMI`.
_INSPECTORS = re.compile(
    rf"\b(?:(?:[Ll]ead|[Rr]eporting|[Tt]eam|[Ss]hadow) )?[Ii]nspectors?:? (?P<many>{FULL_NAME}(?:(?:, | and |; |,? S?HMI,? (?:and )?){{1,2}}{FULL_NAME}){{0,12}})"
)
_ONE_INSPECTOR = re.compile(rf"(?P<name>{FULL_NAME})[,;]?(?: S?HMI\b,?)?(?: and)? ?")
# `Susan Myers HMI`, `Susan Myers, His Majesty's Inspector`.
_WITH_HMI = re.compile(
    rf"\b(?P<name>{FULL_NAME}),? (?:S?HMI\b|H(?:er|is) Majesty's Inspector|Ofsted Inspector)"
)

_SAID = r"(?:said|says|added|adds|explained|told|insisted|insists|warned|continued|confirmed|acknowledged|admitted|stressed|noted)"

# What may stand between a post and the name after it, and between a name and the post after it.
_AFTER_POST = re.compile(rf"(?:,|:| -| \(| is| was)? (?:{HONORIFIC} )?(?P<name>{FULL_NAME})")
_DIRECTLY_AFTER_POST = re.compile(rf" (?:{HONORIFIC} )?(?P<name>{FULL_NAME})(?=,| {_SAID}\b)")
_BEFORE_POST = re.compile(
    rf"(?<![\w-])(?P<name>{FULL_NAME})(?: OBE| MBE| CBE| JP)?(?P<gap>,| -| \(|:| is| was|, who is|, who was)? ?(?:the |its |our |their |a )?(?:new |current |council's |authority's )*$"
)
_BEFORE_POST_WINDOW = 90
# `Director of Children's Services at Northshire County Council, Jane Smith`.
_OF_BODY = re.compile(r",? (?:at|for|of|in|with) (?:the )?")

# Who speaks for the council says `our inspection`; a parent says `our social worker`, a charity `our staff`.
_SPEAKS_FOR_IT = re.compile(
    r"\b[Oo]ur (?:(?:own|most recent|last|next) )?(?:(?:(?:OFSTED|Ofsted) |re-?)?inspection|improvement plan|councillors|cabinet|"
    r"children's services|scrutiny committee)\b"
)
_SAYS = re.compile(
    rf"\b(?:(?P<honorific>{HONORIFIC}) )?(?P<name>{ANY_NAME}) {_SAID}\b|\b(?:said|says|added) (?P<after>{FULL_NAME})"
)

# `Ms Myers`, `Dr. Brown`; not `Mrs Brown, a parent`.
_HONOURED = re.compile(rf"\b{HONORIFIC} (?P<name>{ANY_NAME})(?!, (?:an?|whose|who is an?|mother|father)\b)")
# `her daughter, Jane Smith`: a relative, whatever the surname.
_RELATIVE = re.compile(
    r"\b(?:wife|husband|partner|son|daughter|mother|father|sister|brother|niece|nephew|cousin|grand\w+|step\w+|family|child)(?:-in-law)?,? $"
)
# Titles that members' lists print before and after names.
_LISTED_TITLES = re.compile(
    rf"^(?:(?:The )?(?:Right )?(?:Hon(?:ourable|\.)?|Worshipful) |(?:County |Borough |City )?(?:Councillor|Cllr|Coun)\b\.? |CC |Alderman |{HONORIFIC} )*"
)
_HONOURS = re.compile(r"(?:,? (?:OBE|MBE|CBE|JP|BEM|DL))+$")


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


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A name and a post that the text puts together: where the name begins, and the span in `smooth` that joins the two."""

    name_start: int
    name_end: int
    post: Post
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A place where a name stands, in `smooth`, and what makes it public."""

    start: int
    end: int
    rule: str


def place(
    prose: Prose,
    posts: tuple[Post, ...],
    councils: tuple[Placed, ...],
    known: Known,
    own: Council | None,
    *,
    reporters: tuple[Span, ...] = (),
) -> tuple[tuple[Named, ...], tuple[Holding, ...]]:
    """Where people in public roles are named, in order, and which posts the text gives them; `reporters` wrote it."""
    holdings = tuple(_holdings(prose.flow, posts, councils))
    listed = _listed(known.people, own.slug if own else None)
    claims = [one for one in _apart(_claims(prose, holdings, listed)) if not _wrote(reporters, one)]
    people = _gathered(prose, [_name_at(prose, claim) for claim in claims])
    again = (one for one in _named_again(prose, people) if not _wrote(reporters, one))
    places = _apart([*claims, *again])
    meant = [_who(people, _name_at(prose, one)) for one in places]
    persons = _numbered(meant, listed)
    named = (
        Named(start=one.start, end=one.end, person=persons[who] if who else None, rule=one.rule)
        for one, who in zip(places, meant, strict=True)
    )
    return tuple(named), holdings


def find(prose: Prose, named: tuple[Named, ...]) -> Iterator[Mention]:
    """Mentions of people in public roles."""
    for one in named:
        entity = one.person.entity if one.person else None
        yield prose.mention(MentionType.PERSON, one.start, one.end, rule=one.rule, entity=entity)


def _wrote(reporters: tuple[Span, ...], one: _Place) -> bool:
    return any(start <= one.start < end for start, end in reporters)


def _claims(
    prose: Prose, holdings: tuple[Holding, ...], listed: tuple[tuple[Name, str], ...]
) -> Iterator[_Place]:
    """Names that the text itself puts into a public role, and those of the council's own members."""
    flow = prose.flow
    for holding in holdings:
        yield _Place(start=holding.name_start, end=holding.name_end, rule=POST_NAME)
    for found in _MEMBERS.finditer(flow):
        if found["one"]:
            yield _Place(start=found.start("one"), end=found.end("one"), rule=TITLE_NAME)
        else:
            yield from _one_by_one(flow, found.span("many"), _ONE_OF_MANY, TITLE_NAME)
    for found in _INSPECTORS.finditer(flow):
        yield from _one_by_one(flow, found.span("many"), _ONE_INSPECTOR, INSPECTOR)
    for found in _WITH_HMI.finditer(flow):
        yield _Place(start=found.start("name"), end=found.end("name"), rule=INSPECTOR)
    for start, end in _speakers(prose):
        if _SPEAKS_FOR_IT.search(flow, *prose.sentence_at(start)):
            yield _Place(start=start, end=end, rule=SPOKESPERSON)
    full_names = {str(name): name for name, _ in listed}
    for start, end, _ in Gazetteer(full_names).find(prose.smooth):
        yield _Place(start=start, end=end, rule=KNOWN_NAME)


def _one_by_one(flow: str, span: Span, pattern: re.Pattern[str], rule: str) -> Iterator[_Place]:
    """The names of a list such as `A Smith (Chair), B Jones and C Brown`."""
    position, end = span
    while position < end and (found := pattern.match(flow, position, end)):
        yield _Place(start=found.start("name"), end=found.end("name"), rule=rule)
        position = found.end()


def _holdings(flow: str, posts: tuple[Post, ...], councils: tuple[Placed, ...]) -> Iterator[Holding]:
    """Names that stand beside public posts: `Jane Smith, Director of ...`, `council leader Jane Smith`."""
    starts = {one.start: one.end for one in councils}
    ends = {one.end: one.start for one in councils}
    for post in posts:
        if not post.is_public:
            continue
        after = post.end
        if (of_body := _OF_BODY.match(flow, after)) and of_body.end() in starts:
            after = starts[of_body.end()]
        begin = next((ends[end] for end in range(post.start - 3, post.start + 1) if end in ends), post.start)
        if found := _DIRECTLY_AFTER_POST.match(flow, after):
            # `a mother, Zoe Brown, Director of Children's Services Jane Smith said`: the name without a comma holds it.
            yield _holding(found, post, post.start, found.end("name"))
        elif found := _BEFORE_POST.search(flow, max(0, begin - _BEFORE_POST_WINDOW), begin):
            alone = found["gap"] is None and flow[max(0, found.start() - 1) : found.start()] not in ("", "\n")
            if alone or _RELATIVE.search(flow, max(0, found.start() - 40), found.start()):
                continue
            yield _holding(found, post, found.start("name"), post.end)
        elif found := _AFTER_POST.match(flow, after):
            yield _holding(found, post, post.start, found.end("name"))


def _holding(found: re.Match[str], post: Post, start: int, end: int) -> Holding:
    return Holding(
        name_start=found.start("name"), name_end=found.end("name"), post=post, start=start, end=end
    )


def _speakers(prose: Prose) -> Iterator[Span]:
    """Names that are given words: `Ms Allen said`, `said Jane Smith`; never a surname alone."""
    for found in _SAYS.finditer(prose.flow):
        group = "name" if found["name"] else "after"
        if found["honorific"] or " " in found[group]:
            yield found.span(group)


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
        for start, end in _speakers(prose)
        if (name := names.parse(prose.flow[start:end])).given
        and name.can_be(surname)
        and not _RELATIVE.search(prose.flow, max(0, start - 40), start)
    }
    return next(iter(full.values())) if len(full) == 1 else surname


def _named_again(prose: Prose, people: dict[str, list[Name]]) -> Iterator[_Place]:
    """Where those people are named again without their role: in full, or `Ms Myers`."""
    full_names = {str(name): name for bearers in people.values() for name in bearers if name.given}
    for start, end, _ in Gazetteer(full_names).find(prose.smooth):
        yield _Place(start=start, end=end, rule=FULL_AGAIN)
    for found in _HONOURED.finditer(prose.flow):
        name = names.parse(found["name"])
        if any(other.can_be(name) for other in people.get(name.surname.casefold(), [])):
            yield _Place(start=found.start("name"), end=found.end("name"), rule=SURNAME)


def _who(people: dict[str, list[Name]], name: Name) -> Name | None:
    """Which of the people is meant; `None` where several could be."""
    possible = [other for other in people[name.surname.casefold()] if other.can_be(name)]
    return possible[0] if len(possible) == 1 else None


def _numbered(meant: list[Name | None], listed: tuple[tuple[Name, str], ...]) -> dict[Name, Person]:
    """The people with their ids: the archive's where it knows one such member, else numbers in order of first mention."""
    members: dict[str, list[tuple[Name, str]]] = {}
    for name, uid in listed:
        members.setdefault(name.surname.casefold(), []).append((name, uid))
    persons: dict[Name, Person] = {}
    for name in dict.fromkeys(name for name in meant if name):
        same = [member for member in members.get(name.surname.casefold(), []) if member[0].can_be(name)]
        if len(same) == 1:
            known, uid = same[0]
            persons[name] = Person(entity=uid, name=str(max(known, name, key=_length)))
        else:
            persons[name] = Person(entity=f"person/{len(persons) + 1}", name=str(name))
    return persons


def _length(name: Name) -> int:
    return len(str(name))


def _apart(places: Iterable[_Place]) -> list[_Place]:
    """Places that do not overlap, in order: the first found of those at one place, else the earlier and longer."""
    kept: list[_Place] = []
    for one in sorted(places, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _name_at(prose: Prose, one: _Place) -> Name:
    return names.parse(prose.flow[one.start : one.end])


@lru_cache(maxsize=8)
def _listed(people: tuple[KnownPerson, ...], council: str | None) -> tuple[tuple[Name, str], ...]:
    """The names of a council's members without titles and honours, each with the public id."""
    return tuple(
        (names.parse(_HONOURS.sub("", _LISTED_TITLES.sub("", person.name))), person.uid)
        for person in people
        if person.council == council
    )
