"""Identity: which people of texts are one person. Appearances of one surname in one council in, whom each means out.

Nobody is joined on likeness. Two appearances are one person where the council lists one member of that name, or where
surname and given name agree and so does the role, or the field of work in the same council; what else could be so stays
unresolved, with its candidates. The answer depends on what is handed in, never on its order; it holds no state.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cached_property, lru_cache

from domain import dates, post, reference
from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType
from domain.identity import Appearance, Namesakes, Sighting, Split, Who
from domain.known import Known, KnownPerson
from domain.meeting import digest
from domain.mention import Mention, MentionType
from domain.post import Capacity
from domain.uid import public_id
from linking import names
from linking.names import COUNCILLOR, HONORIFIC, HONOURS, Name

APPEARANCE = "identity.appearance@1"
MEMBER = "identity.listed_member@1"
SAME_NAME = "identity.name_and_role@1"
SAME_POST = "identity.same_post@1"
UNRESOLVED = "identity.unresolved@1"
DECISION = "decision"
RULES = (APPEARANCE, MEMBER, SAME_NAME, SAME_POST, UNRESOLVED)

# Sightings further apart than a term of office and a year are not of one person unless the council's own list says so.
_TERM = timedelta(days=5 * 366)
# An initial is a post's holder as long as that holder is seen in the post, or nearly.
_NEARLY = timedelta(days=366)
# Titles that members' lists print before and after names.
_TITLES = re.compile(
    rf"^(?:(?:The )?(?:Right )?(?:Hon(?:ourable|\.)?|Worshipful) |{COUNCILLOR} |{HONORIFIC} )*"
)
_AFTER_NAME = re.compile(rf"{HONOURS}+$")
# `Preston City Council`, `Burnley Borough Council`: none of those that run children's services.
_OTHER_COUNCIL = re.compile(
    r"\b(?:City|Borough|District|Town|Parish|County|Metropolitan|Combined)\b.*\b(?:Council|Authority)$"
)
_COMMITTEE = re.compile(r"\b(?:[Cc]ommittee|[Cc]abinet|[Pp]anel|Executive|Full Council)\b")
# `Peter Hale Jr`: there is another Peter Hale, and texts do not always say which.
_GENERATION = re.compile(r" (?:Jr|Jnr|Junior|Sr|Snr|Senior)\.?$", re.IGNORECASE)
_TITLE_RULES = ("people.title_name@", "people.known_name@")
_INSPECTOR_RULE = "people.inspector@"


class Agreement(IntEnum):
    """How far two given names agree; where they do not there is none of these."""

    UNKNOWN = 0
    INITIAL = 1
    SHORT_FORM = 2
    FULL = 3


def appearances(
    mentions: Iterable[Mention],
    facts: Iterable[Fact],
    own: Council | None,
    known: Known,
    *,
    kind: str | None,
    day: str | None,
) -> tuple[Appearance, ...]:
    """The people in public roles whom a text tells of; `own` is the council it is about, `day` its own (EDTF)."""
    called: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type == MentionType.PERSON and mention.entity:
            called[mention.entity].append(mention)
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        whom = fact.fields.get("person") if fact.type is FactType.ATTENDANCE else fact.about
        if isinstance(whom, str) and whom in called:
            told[whom].append(fact)
    councils = {council.name: council.slug for council in known.councils}
    return tuple(
        _appearance(whom, places, told[whom], own, councils, kind=kind, day=day)
        for whom, places in called.items()
    )


def surname(name: str) -> str:
    """What namesakes have in common: the surname, folded; titles and honours are no part of a name."""
    return _fold(listed_name(name).surname)


def listed_name(name: str) -> Name:
    """A name as lists of members print it, `County Councillor Jane Smith OBE`, in parts."""
    return names.parse(_AFTER_NAME.sub("", _TITLES.sub("", name)))


def known_digest(block: Namesakes) -> str:
    """Changes when the rules, or anything but the texts themselves that an answer rests on, change."""
    return digest(
        [
            RULES,
            [[member.uid, member.name, list(map(str, member.terms))] for member in block.members],
            str(block.listed_from),
            [[split.entity, sorted(split.documents)] for split in block.splits],
            sorted(block.same.items()),
        ]
    )


def join(block: Namesakes) -> tuple[Who, ...]:
    """Whom each sighting of a surname in a council means, in the order of their numbers."""
    who: dict[int, Who] = {}
    open_ones: list[_Seen] = []
    for seen in sorted(map(_Seen, block.sightings), key=_order):
        answer = _listed(seen, block)
        if answer:
            who[seen.number] = answer
        else:
            open_ones.append(seen)
    people = _people([seen for seen in open_ones if seen.may_stand_alone], block.council)
    for person in people:
        who |= {seen.number: person.who(seen) for seen in person.sightings}
    people += _members_seen(block, who)
    for seen in open_ones:
        if seen.number not in who:
            who[seen.number] = _by_post(seen, people, block)
    _split(block, who)
    return tuple(who[number] for number in sorted(who))


def _appearance(
    whom: str,
    places: list[Mention],
    told: list[Fact],
    own: Council | None,
    councils: Mapping[str, str],
    *,
    kind: str | None,
    day: str | None,
) -> Appearance:
    stated = [str(fact.fields["person"]) for fact in told if fact.type is FactType.ROLE]
    roles = _roles(told)
    name = max((names.parse(words) for words in (*stated, *(place.text for place in places))), key=_fullness)
    is_listed = "/" not in whom
    by_title = is_listed or any(place.rule.startswith(_TITLE_RULES) for place in places)
    is_inspector = any(place.rule.startswith(_INSPECTOR_RULE) for place in places)
    posts = tuple(
        dict.fromkeys(post.titled(str(fact.fields["post"]), _body(fact, councils)) for fact in roles)
    )
    present = {
        Capacity(str(fact.fields["capacity"]))
        for fact in told
        if fact.type is FactType.ATTENDANCE and fact.fields.get("capacity") in ("member", "officer")
    }
    capacities = {capacity for title in posts if (capacity := post.capacity(title))} | present
    if by_title:
        capacities = capacities - {Capacity.PARTNER} | {Capacity.MEMBER}
    if is_inspector:
        capacities.add(Capacity.INSPECTOR)
    # A newspaper's councillor may be one of a district or a town.
    is_placed = bool(roles or present or is_inspector or kind != DocumentKind.ARTICLE)
    return Appearance(
        whom=whom,
        name=str(name),
        surname=_fold(name.surname),
        council=_council(roles, own, councils, by_title=by_title),
        capacity=capacities.pop() if len(capacities) == 1 and not _GENERATION.search(str(name)) else None,
        posts=posts,
        day=day,
        is_former=bool(roles) and all(fact.fields.get("status") == "former" for fact in roles),
        is_placed=is_placed,
    )


def _roles(told: list[Fact]) -> list[Fact]:
    """The roles by which a text makes somebody known: those of its own day, else those of the past."""
    roles = [fact for fact in told if fact.type is FactType.ROLE]
    return [fact for fact in roles if fact.fields.get("status") != "former"] or roles


def _body(fact: Fact, councils: Mapping[str, str]) -> str | None:
    """Whose post it is, where that is no council: a committee, the department, a charity."""
    body = fact.fields.get("organisation")
    return body if isinstance(body, str) and body not in councils else None


def _council(
    roles: list[Fact], own: Council | None, councils: Mapping[str, str], *, by_title: bool
) -> str | None:
    """Among whose people somebody is: those of the council whose post it is, else those of the text's own.

    Who chairs a committee is of the council that the text is about; who leads a district or a charity is not.
    """
    bodies = {str(fact.fields["organisation"]) for fact in roles if fact.fields.get("organisation")}
    named = {councils[body] for body in bodies if body in councils}
    if own and (own.slug in named or not bodies):
        return own.slug
    if named:
        return named.pop() if len(named) == 1 else None
    if own is None or any(map(_OTHER_COUNCIL.search, bodies)):
        return None
    is_ours = by_title or all(map(_COMMITTEE.search, bodies))
    beside = all(post.capacity(str(fact.fields["post"])) in _OF_OTHERS for fact in roles)
    return own.slug if is_ours or beside else None


# Whose posts are not a council's, and who are known beside the council where they are seen.
_OF_OTHERS = (Capacity.INSPECTOR, Capacity.PARTNER)


@dataclass(frozen=True)
class _Seen:
    """A sighting with what is asked of it again and again."""

    sighting: Sighting

    @property
    def number(self) -> int:
        return self.sighting.number

    @property
    def capacity(self) -> Capacity | None:
        return self.sighting.appearance.capacity

    @cached_property
    def name(self) -> Name:
        return names.parse(self.sighting.appearance.name)

    @property
    def given(self) -> str:
        return _fold(self.name.given[0]) if self.name.given else ""

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The days that the text's own date can mean; of somebody who was something once there is none."""
        appearance = self.sighting.appearance
        if appearance.day is None or appearance.is_former:
            return None
        stated = dates.parse(appearance.day)
        return (stated.first, stated.last) if stated.first and stated.last else None

    @cached_property
    def keys(self) -> frozenset[str]:
        """The posts by which a holder is known: those that say which post it is."""
        return frozenset(
            post.key(title) for title in self.sighting.appearance.posts if post.is_specific(title)
        )

    @cached_property
    def fields(self) -> frozenset[str]:
        """What the posts are for; a post without a field is one of its own."""
        titles = self.sighting.appearance.posts
        return self.keys.union(*(post.fields(title) for title in titles))

    @property
    def may_stand_alone(self) -> bool:
        """Whether the text says enough for a person of the archive: a full given name, and as what in which council."""
        return bool(
            self.capacity
            and self.sighting.appearance.is_placed
            and self.given
            and not _is_initial(self.given)
        )


def _order(seen: _Seen) -> tuple[object, ...]:
    """The first seen come first, and go on doing so whatever is added."""
    return seen.sighting.seen, seen.sighting.document, seen.sighting.appearance.whom, seen.number


def _listed(seen: _Seen, block: Namesakes) -> Who | None:
    """The answer where the council lists members of that name; nothing where it lists none who sat then."""
    agreeing = _members_of_that_name(seen, block)
    if not agreeing:
        return None
    candidates = {block.same.get(member.uid, member.uid) for _, member in agreeing}
    agreement, member = max(agreeing, key=lambda pair: pair[0])
    if len(candidates) > 1 or seen.days is None:
        return _nobody(seen, candidates)
    is_whole_list = block.listed_from is not None and seen.days[0] >= block.listed_from
    is_known = {
        Agreement.FULL: True,
        Agreement.SHORT_FORM: bool(member.terms) or is_whole_list,
        Agreement.INITIAL: is_whole_list,
        Agreement.UNKNOWN: False,
    }[agreement]
    if is_known and (agreement is Agreement.FULL or seen.sighting.appearance.is_placed):
        return Who(number=seen.number, rule=MEMBER, uid=min(candidates))
    return None if agreement <= Agreement.INITIAL else _nobody(seen, candidates)


def _members_of_that_name(seen: _Seen, block: Namesakes) -> list[tuple[Agreement, KnownPerson]]:
    """The listed members whom a member's name can mean, who may have sat then."""
    if seen.capacity is not Capacity.MEMBER:
        return []
    return [
        (agreement, member)
        for member in block.members
        if (agreement := agree(seen.name, listed_name(member.name))) is not None
        and (seen.days is None or any(map(member.sat_on, seen.days)))
    ]


def _nobody(seen: _Seen, candidates: Iterable[str]) -> Who:
    return Who(number=seen.number, rule=UNRESOLVED, candidates=tuple(sorted(candidates)))


@dataclass(frozen=True)
class _Person:
    """Sightings of one person, in order; `uid` is the address, `name` the fullest name."""

    uid: str
    name: str
    sightings: tuple[_Seen, ...]

    def who(self, seen: _Seen, rule: str = SAME_NAME) -> Who:
        return Who(number=seen.number, rule=rule, uid=self.uid, name=self.name)

    @property
    def capacity(self) -> Capacity | None:
        return self.sightings[0].capacity

    def may_be(self, seen: _Seen) -> bool:
        """Whether the names and the capacities leave it open."""
        return self.capacity == seen.capacity and all(
            agree(seen.name, name) is not None for name in self.names
        )

    @cached_property
    def names(self) -> frozenset[Name]:
        return frozenset(seen.name for seen in self.sightings)

    def held(self, key: str, days: tuple[date, date] | None) -> bool:
        """Whether they are seen in a post, near these days where any are known."""
        held = [seen for seen in self.sightings if key in seen.keys]
        if not held or days is None:
            return bool(held)
        spell = [seen.days for seen in held if seen.days]
        return bool(spell) and (
            min(first for first, _ in spell) - _NEARLY <= days[1]
            and days[0] <= max(last for _, last in spell) + _NEARLY
        )


def _people(sightings: Collection[_Seen], council: str) -> list[_Person]:
    """The people behind full names, each seen in one capacity; those first seen first."""
    alike: dict[tuple[Capacity | None, str], list[_Seen]] = defaultdict(list)
    for seen in sightings:
        alike[seen.capacity, seen.given].append(seen)
    groups = [
        era
        for (capacity, _), same_name in alike.items()
        for same_second in _by_second_name(same_name)
        for same_work in _by_work(same_second, capacity)
        for same_time in _by_era(same_work)
        if (era := _once_a_text(same_time))
    ]
    return _addressed(_with_short_forms(groups), council)


def _by_second_name(sightings: list[_Seen]) -> Iterator[list[_Seen]]:
    """Those whose second names agree; where two second names differ, those without one are nobody's."""
    seconds = sorted({_fold(seen.name.given[1]) for seen in sightings if len(seen.name.given) > 1})
    if all(_same_second(one, other) for one in seconds for other in seconds):
        yield sightings
        return
    for second in seconds:
        if sum(_same_second(second, other) for other in seconds) == 1:
            yield [
                seen for seen in sightings if len(seen.name.given) > 1 and _fold(seen.name.given[1]) == second
            ]


def _same_second(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _by_work(sightings: list[_Seen], capacity: Capacity | None) -> Iterator[list[_Seen]]:
    """Those whose work has something in common: two officers of one name in other fields may be two people.

    A council has few members, inspectors few of one name; of partners only the same post is the same.
    """
    if capacity in (Capacity.MEMBER, Capacity.INSPECTOR):
        yield sightings
        return
    groups: list[tuple[set[str], list[_Seen]]] = []
    told, vague = [seen for seen in sightings if seen.fields], [seen for seen in sightings if not seen.fields]
    for seen in told:
        marks = set(seen.fields if capacity is Capacity.OFFICER else seen.keys or seen.fields)
        near = [group for group in groups if group[0] & marks]
        groups = [group for group in groups if group not in near]
        groups.append(
            (marks.union(*(group[0] for group in near)), [*(one for group in near for one in group[1]), seen])
        )
    if capacity is Capacity.OFFICER and len(groups) == 1:
        groups[0][1].extend(vague)
    elif capacity is Capacity.OFFICER and vague and not groups:
        groups = [(set(), vague)]
    yield from (members for _, members in groups)


def _by_era(sightings: list[_Seen]) -> Iterator[list[_Seen]]:
    """Those that follow one another in time; the undated belong to them where there is one era only."""
    dated = sorted((seen for seen in sightings if seen.days), key=lambda seen: (seen.days, _order(seen)))
    undated = [seen for seen in sightings if not seen.days]
    eras: list[list[_Seen]] = []
    until = date.min
    for seen in dated:
        first, last = seen.days or (date.min, date.min)
        if not eras or first - until > _TERM:
            eras.append([])
        eras[-1].append(seen)
        until = max(until, last)
    if len(eras) == 1:
        eras[0].extend(undated)
    elif not eras and undated:
        eras = [undated]
    yield from eras


def _once_a_text(sightings: list[_Seen]) -> list[_Seen]:
    """Those whom their text tells apart from nobody: two of one name in one text are two people, and which is which is open."""
    bearers = Counter(seen.sighting.text for seen in sightings)
    return [seen for seen in sightings if bearers[seen.sighting.text] == 1]


def _with_short_forms(groups: list[list[_Seen]]) -> list[list[_Seen]]:
    """Mike Brown and Michael Brown in one post at one time are one, where nobody else could be either."""
    joined = [sorted(group, key=_order) for group in groups]
    pairs = [
        (one, other)
        for index, one in enumerate(joined)
        for other in joined[index + 1 :]
        if one[0].capacity == other[0].capacity
        and one[0].given != other[0].given
        and agree(one[0].name, other[0].name) is not None
    ]
    for one, other in pairs:
        concerned = [pair for pair in pairs if any(each is one or each is other for each in pair)]
        if len(concerned) == 1 and _share_a_post(one, other):
            joined = [group for group in joined if group is not one and group is not other]
            joined.append(sorted([*one, *other], key=_order))
    return joined


def _share_a_post(one: list[_Seen], other: list[_Seen]) -> bool:
    person = _Person(uid="", name="", sightings=tuple(one))
    return any(seen.days and person.held(key, seen.days) for seen in other for key in seen.keys)


def _addressed(groups: list[list[_Seen]], council: str) -> list[_Person]:
    """People with their addresses: made of council, capacity and name, and of the first document where another had that before."""
    people: list[_Person] = []
    taken: set[str] = set()
    for group in sorted((sorted(group, key=_order) for group in groups), key=lambda group: _order(group[0])):
        first = group[0]
        key = ("person", council, str(first.capacity), _fold(str(first.name)))
        uid = public_id(*key)
        if uid in taken:
            uid = public_id(*key, first.sighting.document, first.sighting.appearance.whom)
        taken.add(uid)
        fullest = max((seen.name for seen in group), key=_fullness)
        people.append(_Person(uid=uid, name=str(fullest), sightings=tuple(group)))
    return people


def _members_seen(block: Namesakes, who: Mapping[int, Who]) -> list[_Person]:
    """The listed members with where they are seen, for those whom only an initial names."""
    by_uid: dict[str, list[_Seen]] = defaultdict(list)
    for sighting in block.sightings:
        answer = who.get(sighting.number)
        if answer and answer.uid and answer.rule == MEMBER:
            by_uid[answer.uid].append(_Seen(sighting))
    return [_Person(uid=uid, name="", sightings=tuple(seen)) for uid, seen in sorted(by_uid.items())]


def _by_post(seen: _Seen, people: list[_Person], block: Namesakes) -> Who:
    """The only one whom the name can mean, where seen in the same post at about that time; nobody otherwise."""
    candidates = [person for person in people if seen.capacity and person.may_be(seen)]
    listed = {block.same.get(member.uid, member.uid) for _, member in _members_of_that_name(seen, block)}
    if len(candidates) == 1 and seen.given and listed <= {candidates[0].uid}:
        person = candidates[0]
        is_there_already = any(other.sighting.text == seen.sighting.text for other in person.sightings)
        if not is_there_already and any(person.held(key, seen.days) for key in seen.keys):
            return person.who(seen, SAME_POST)
    return _nobody(seen, (person.uid for person in candidates))


def _split(block: Namesakes, who: dict[int, Who]) -> None:
    """Follow what people said: in these documents it is somebody else."""
    for split in block.splits:
        apart = [
            sighting
            for sighting in block.sightings
            if who[sighting.number].uid == split.entity and sighting.document in split.documents
        ]
        if not apart:
            continue
        fullest = str(max((names.parse(each.appearance.name) for each in apart), key=_fullness))
        for sighting in apart:
            who[sighting.number] = Who(
                number=sighting.number, rule=DECISION, uid=split_uid(split), name=fullest
            )


def split_uid(split: Split) -> str:
    """The public id of who was split off."""
    return public_id("person", "split", split.entity, *sorted(split.documents))


def agree(one: Name, other: Name) -> Agreement | None:
    """How far two names of one surname agree; `None` where they are two people's.

    Initials agree with what begins so, short forms with their long ones; second names must agree where both are known.
    """
    if _fold(one.surname) != _fold(other.surname):
        return None
    if not one.given or not other.given:
        return Agreement.UNKNOWN
    mine, theirs = _given(one), _given(other)
    if any(not _same_second(*seconds) for seconds in zip(mine[1:], theirs[1:], strict=False)):
        return None
    first, second = mine[0], theirs[0]
    if _is_initial(first) or _is_initial(second):
        return Agreement.INITIAL if first[0] == second[0] else None
    if first == second:
        return Agreement.FULL
    return Agreement.SHORT_FORM if _is_short_for(first, second) or _is_short_for(second, first) else None


def _given(name: Name) -> tuple[str, ...]:
    """The given names, folded; `JP` and `J.P.` are two initials."""
    first = name.given[0]
    if len(first) > 1 and (first.isupper() or "." in first) and len(first.replace(".", "")) <= len("JPR"):
        return (*(letter.casefold() for letter in first if letter.isalpha()), *map(_fold, name.given[1:]))
    return tuple(map(_fold, name.given))


def _is_initial(given: str) -> bool:
    return len(given) == 1


def _is_short_for(short: str, name: str) -> bool:
    return short in _short_forms().get(name, ())


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, tuple[str, ...]]:
    return {
        _fold(row["name"]): tuple(map(_fold, reference.cells(row["short_forms"])))
        for row in reference.table("given_names")
    }


def _fullness(name: Name) -> tuple[int, int, int, str]:
    """Full given names before initials, more of them before fewer, longer before shorter."""
    full = sum(not _is_initial(_fold(given)) for given in name.given)
    return full, len(name.given), len(str(name)), str(name)


@lru_cache(maxsize=100_000)
def _fold(words: str) -> str:
    """Small letters without accents and full stops: `O’Brien` and `O'BRIEN` are one."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'").replace(".", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
