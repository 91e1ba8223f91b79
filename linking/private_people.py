"""Private people: where a text names parents, children, relatives, carers, front-line staff, people in court, public questioners.

A name is private by the words that stand beside it: kinship (`mum of two Zoe Sample`, `whose son`, `the family of`), an
age, care and front-line work, a court, a question from the public. Whoever is named in such words once is private
throughout the text and its title, by surname and first name too. Who holds a public office is not, whatever else is said
of them; nor is whoever speaks for a body. Spans come out and never a mention: these names are found so that nobody shows
them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from urllib.parse import urlsplit

from linking import names
from linking.gazetteer import Gazetteer
from linking.names import ANY_NAME, FULL_NAME, HONORIFIC, Name
from linking.numbers import CARDINAL_WORD
from linking.private_words import OFFICE_AFTER, OFFICE_BEFORE, Cue, cues, no_names
from linking.prose import Span, joined

BESIDE = "private_people.beside@1"
RULES = (BESIDE,)

_NUMBER_WORD = rf"(?:{CARDINAL_WORD})"
_AGE = rf"(?:\d{{1,2}}|10\d|{_NUMBER_WORD})"
_AGED = rf"(?:,? \(?(?:aged |now )?{_AGE}\)?,?)"
_ONE = rf"(?:{HONORIFIC} )?{ANY_NAME}"
# Who is named in full, or by surname with Mr or Ms.
_WHO = rf"(?<![\w-])(?:(?:Mr|Mrs|Ms|Miss)\.? (?P<honoured>{ANY_NAME})|(?P<name>{FULL_NAME}))"
_AND = r"(?:,? and | & )"
_LISTED = re.compile(rf"(?:{HONORIFIC} )?(?P<name>{ANY_NAME}){_AGED}?{_AND}?")
# `mum-of-two Zoe Sample`, `mother-in-law Ann`, `parents Zoe and Tom Sample`, `sons Jack, six, and Tom, four`, `mum of six-year-old Jack`.
_NAME_AFTER = re.compile(
    rf"(?:[- ](?:of|to)[- ](?:{_NUMBER_WORD}|\d{{1,2}})(?!-))?(?:-in-law)?(?:,? (?:called|named|known as)| as| of(?: {_AGE}-year-old)?)?"
    rf"(?P<comma>,)? (?P<many>{_ONE}{_AGED}?(?:{_AND}{_ONE}{_AGED}?){{0,4}})"
)
_NAME_OF = re.compile(
    rf" (?:(?:little|baby|tragic|{_AGE}-year-old|her|his|the) ){{0,2}}(?P<many>{_ONE}(?:{_AND}{_ONE})?)"
)
# `three-year-old Jack`, `34-year-old mum Zoe Sample`.
_NAME_OF_AGE = re.compile(rf" (?:[a-z][\w-]{{1,20}} ){{0,3}}(?P<many>{_ONE})")

# `chief nurse`, `lead social worker`: an office.
_CHIEF = re.compile(r"\b(?:chief|lead|head|principal|national|designated|director of) $", re.IGNORECASE)

_BETWEEN = r"(?:(?!(?:of|from|for|to|with|by|at|in|on|that|which|said|says|who)\b)[\w'-]{1,24} ){0,3}"
# `Zoe Sample, 34, a mother`, `Zoe Sample, mum of two`, `Zoe Sample is a foster carer`, `Zoe Sample (parent)`.
_NAME_BEFORE = re.compile(
    rf"{_WHO}{_AGED}?"
    rf"(?:,?(?: who)? (?:is|was|as|became|works? as|worked as|has been) (?:an?|the|his|her|their|one of the|[A-Z][a-z]+'s) {_BETWEEN}"
    rf"|(?:,| -) (?:(?:an?|the|his|her|their|my|our|one of the) {_BETWEEN}|(?:former |ex-|single |local |newly qualified |senior )?)| \((?:an? )?(?:local )?)$"
)
# `Zoe Sample and her two young sons`, `Zoe Sample, whose son`, `Zoe Sample's daughter`.
_THEIRS = re.compile(
    rf"{_WHO}(?:{_AGED}?,? (?:and|with) (?:her|his|their)|{_AGED}?,? whose|'s) "
    r"(?:(?:own|late|two|three|four|five|six|young|younger|older|eldest|youngest|oldest|little|only|autistic|disabled|adopted|"
    rf"foster|then|teenage|{_AGE}-year-old) ){{0,3}}$"
)
# `Jack's mum`.
_FIRST_NAMES = re.compile(
    rf"(?<![\w-])(?P<name>{ANY_NAME})'s (?:own |late |young |foster |adoptive |birth )?$"
)
# `said her son`, `my two autistic children`.
_OWN = re.compile(
    r"\b(?P<whose>[Hh]er|[Hh]is|[Mm]y|[Oo]ur) (?:(?:own|late|two|three|four|five|six|young|younger|older|eldest|youngest|oldest|little|only|baby|"
    rf"autistic|disabled|adopted|foster|then|teenage|{_AGE}-year-old) ){{0,3}}$"
)
_SUBJECT = re.compile(_WHO)
# Between a name and `her son`: nobody else who could be meant.
_SOMEBODY = re.compile(
    r"\b(?:mum|mother|father|dad|parents?|carers?|wom[ae]n|m[ae]n|girls?|boys?|child|children|famil(?:y|ies)|people|person|teenagers?|couple|victims?|who)\b"
)
_SINGULAR = frozenset({"son", "daughter", "boy", "girl", "baby", "child", "husband", "wife"})
_SAID = r"(?:said|says|added|adds|explained|told|tells|claims|claimed|recalled|believes|fears)"
_SPEAKER = re.compile(
    rf"{_WHO}(?:,[^,.\n]{{1,60}},)? {_SAID}\b|\b(?:said|says|added) (?:(?:Mr|Mrs|Ms|Miss)\.? (?P<after_honour>{ANY_NAME})|(?P<after>{FULL_NAME}))|^(?P<head>{FULL_NAME}): ",
    re.MULTILINE,
)
# `the Sample family said`, `Sample family's anger`.
_THE_FAMILY = re.compile(rf"(?:\b[Tt]he |^)(?P<name>{ANY_NAME})$")
_FAMILY_ITSELF = re.compile(
    r"'s\b|[,.]|$| (?:said|says?|told|has|have|had|was|were|is|are|will|who|lives?|lived|moved|wants?|fears?|believes?|also|now)\b"
)
# What is no person though the word says so: `the child commissioner`, `the parent carer forum`.
_COMPOUND = re.compile(
    r"[ -](?:commissioner|protection|poverty|psychologist|psychiatrist|forum|groups?|network|union|charit(?:y|ies)|centre|hub|experts?|"
    r"recruitment|training|development|compan(?:y|ies)|tongue|welfare|safeguarding|benefit|advocate|champion|participation|engagement|carer forum|governors? association)\b",
    re.IGNORECASE,
)
# `, 34,`; `(34)`; `, six,`; never `, one of` nor `, 1,204`. Each begins with a sign: most of a text is passed over at once.
_AN_AGE = re.compile(
    rf", (?:(?:now |then )?(?:\d{{1,2}}|10\d)(?=,(?!\d)|\.(?!\d)|;|:|$|\n| from\b| of\b| who\b| and\b| has\b| was\b| is\b)"
    rf"|(?:{_NUMBER_WORD}|both (?:aged )?{_AGE})(?=,))|\((?:aged )?(?:\d{{1,2}}|10\d)\)"
)
# The age after `aged`, and what may stand between a name and an age.
_HOW_OLD = re.compile(rf" {_AGE}\b")
_UP_TO_AGE = re.compile(r"(?: is| was)?,? ?$")
_NAME_ENDS = re.compile(rf"(?<![\w-])(?P<name>{ANY_NAME})$")
# `had six social workers. The last of them, Jo Pike, ...`
_SEVERAL = re.compile(
    r"\b(?:(?:social|support|care|youth|key|family) workers|carers|mums|mothers|dads|fathers|parents|children|sons|daughters|girls|boys|siblings|pupils|care leavers|young people|residents)\b"
)
_KIN_NEAR = re.compile(
    r"\b(?:mum|mother|dad|father|parents|sons?|daughters?|children|kids|boys?|girls?|brothers?|sisters?|siblings?|twins|grand\w+|family|youngsters?|pupils?|schools?|care|foster\w*|adopt\w*|autis\w*)\b"
)
# `Zoe Sample, of Mill Lane, Wolden`.
_AT_HOME = re.compile(
    r", of (?:[A-Z][\w']{1,20} ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Way|Crescent|Grove|Terrace|Gardens)\b"
)
_COURT_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?P<other>{FULL_NAME}) and )?{_WHO}(?:,[^.,\n]{{1,40}}){{0,3}},? (?:(?:who|has|have|had|was|were|is|been|being|will|be|also|then|today|yesterday|not) ){{0,4}}$"
)
# Of what one is accused in a court, where the word itself is said of others too.
_OF_CRIME = re.compile(
    r"(?:pleaded|pleads|convicted|found guilty|remanded|(?:stood|stands|on) trial|spared jail|(?:given|handed) a suspended|"
    r"(?:is|was|were|been) jailed|(?:was|were|be|been) sentenced|jailed for|sentenced to|charged with)\b"
    r"|(?:admit(?:s|ted)|den(?:ies|ied)|accused of) (?:(?:an?|the|one|two|three|four|five|all|child|\w+ counts? of|charges? of) )?"
    r"(?:assault|neglect|cruelty|manslaughter|murder|causing|offences?|charges?|possess|abus|theft|fraud|ill-treat|wounding|harm|rape|killing|stealing)"
    r"|(?:appear(?:ed|s) (?:at|before|in)|in court)\b[^.\n]{0,60}?(?:\b[Cc]ourt|magistrates|judge|$)"
)

# `Question 3 from Mrs Zoe Sample`, `petition presented by Tom Sample`.
_ASKED_BY = re.compile(
    rf"(?: (?:[Nn]o\.? ?)?\d{{1,2}})?[:,]?(?: (?:was|were|is))?(?: (?:asked|put|submitted|received|presented|signed|organised))? (?:from|by) (?:(?:a )?(?:member of the public|local resident|resident),? )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? (?P<honoured>{ANY_NAME})|(?P<name>{FULL_NAME}))"
)
_HONOURED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?P<name>{ANY_NAME})")
# A heading of minutes, its number before it, and how the next one begins.
_NUMBERED = re.compile(r"(?:(?:Item )?[A-Z]?\d{0,3}[.):]? )?")
_NEXT_ITEM = re.compile(r"\n(?:[A-Z]?\d{1,3}[.):]?) [A-Z]|\n(?i:public|petitions|deputations|questions)\b")
_LONGEST_ITEM = 6_000

# `Zoe and Tom Sample`: whoever shares a surname that stands once.
_PARTNER = re.compile(rf"(?<![\w-])(?P<name>{names.GIVEN_NAME}) and $")
_HONORIFIC_BEFORE = re.compile(rf"\b{HONORIFIC} $")
_NAME_WORD = re.compile(r"\S+")
# A first name alone that another capitalised word follows is the beginning of something else.
_ANOTHER_NAME = re.compile(r" [A-Z][a-z]")


# A headline about one family, where the text says which.
_ABOUT_A_FAMILY = re.compile(
    r"\b(?:mum|mam|mother|dad|father|stepmum|stepdad|grandmother|grandfather|gran|nan|grandad|family|couple|parents of|son|daughter|boy|girl|"
    r"baby|toddler|teen(?:ager)?|schoolboy|schoolgirl|foster carer|carer|kinship carer|social worker|twins?|brother|sister|widow)(?:'s)?\b",
    re.IGNORECASE,
)
_ADDRESS_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A text (`flow`) to find private people in, and what in it names others: `public` people, `others` (councils, reporters).

    `office` are the people in public roles whom the document names, here or elsewhere. Spans are in order.
    """

    flow: str
    public: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()
    office: tuple[Name, ...] = ()

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether it is a headline Whose Words All Begin So: capitals say nothing in it."""
        words = [word for word in self.flow.split() if len(word) > 3] if len(self.flow) < 200 else []
        return len(words) > 4 and sum(word[0].isupper() for word in words) * 5 >= 4 * len(words)


@dataclass(frozen=True, kw_only=True)
class Private:
    """Where a text names private people (spans of its `flow`, in order, apart), whether it or its title does, and whether
    its title or address gives them away.
    """

    spans: tuple[Span, ...] = ()
    anybody: bool = False
    in_headline: bool = False


def place(text: Ground, title: Ground, *, address: str) -> Private:
    """The private people of a text, and of its title and address."""
    spans, who = find(text)
    in_title, all_named = find(title, known=who)
    if len(all_named) > len(who):  # those whom the title alone names as private
        spans, all_named = find(text, known=all_named)
    if not all_named:
        return Private()
    words = set(_ADDRESS_WORD.findall(urlsplit(address).path.lower()))
    parts = {part.lower() for name in all_named for part in (*name.given, name.surname) if len(part) > 2}
    told = bool(in_title or not words.isdisjoint(parts) or _ABOUT_A_FAMILY.search(title.flow))
    return Private(spans=spans, anybody=True, in_headline=told)


def find(ground: Ground, *, known: Iterable[Name] = ()) -> tuple[tuple[Span, ...], tuple[Name, ...]]:
    """Where a text names private people, in order and apart, and who they are; `known` are those of the same document."""
    told = {span: names.parse(ground.flow[slice(*span)]) for span in _told(ground)}
    named = dict.fromkeys((*told.values(), *known))
    office = _by_surname([*ground.office, *_with_office(ground.flow, named)])
    families = _by_surname(name for name in named if name.given)
    private = tuple(name for name in named if not _holds_office(name, office, families))
    if not private:
        return (), ()
    of_private = frozenset(private)
    stand = [span for span, name in told.items() if name in of_private]
    return joined([*stand, *_again(ground, private)]), private


def _by_surname(people: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in people:
        found.setdefault(name.surname, []).append(name)
    return found


def _holds_office(name: Name, office: dict[str, list[Name]], families: dict[str, list[Name]]) -> bool:
    """Whether somebody in a public role is meant; by surname alone, where nobody private is known to bear it."""
    same = office.get(name.surname, [])
    if name.given:
        return any(other.given and name.can_be(other) for other in same)
    return bool(same) and all(other in same for other in families.get(name.surname, []))


def _with_office(flow: str, people: Iterable[Name]) -> Iterator[Name]:
    """Those who stand beside an office anywhere: who speaks for a charity once does so throughout."""
    for start, end, _ in Gazetteer({str(name): name for name in people}).find(flow):
        whole = _NAME_ENDS.search(flow, max(0, start - 40), end)
        begin = whole.start() if whole else start
        if OFFICE_BEFORE.search(flow, max(0, begin - 70), begin) or OFFICE_AFTER.match(flow, end):
            yield names.parse(flow[begin:end])


def _told(ground: Ground) -> Iterator[Span]:
    """The names that the words beside them say are private."""
    flow = ground.flow
    for start, end, cue in cues().find(flow):
        for span in _beside(ground, start, end, cue):
            yield from _with_partner(ground, span)
    for found in _AN_AGE.finditer(flow):
        yield from _of_age(ground, found.start(), found.end())
    for found in _AT_HOME.finditer(flow):
        for span in _ending(_NAME_ENDS, flow, found.start(), 45):
            yield from _with_partner(ground, span)


def _of_age(ground: Ground, start: int, end: int) -> Iterator[Span]:
    """Whose age it is that stands between two places; a first name alone needs company that speaks of children."""
    flow = ground.flow
    gap = _UP_TO_AGE.search(flow, max(0, start - 6), start)
    named = _NAME_ENDS.search(flow, max(0, start - 45), gap.start() if gap else start)
    if named and (
        " " in named["name"]
        or _HONORIFIC_BEFORE.search(flow, max(0, named.start() - 12), named.start())
        or _KIN_NEAR.search(flow, max(0, named.start() - 80), end + 60)
    ):
        yield from _with_partner(ground, named.span("name"))


def _with_partner(ground: Ground, span: Span) -> Iterator[Span]:
    """A name, and the one that shares its surname: `Zoe and Tom Sample`."""
    yield from _name(ground, span)
    if couple := _PARTNER.search(ground.flow, max(0, span[0] - 25), span[0]):
        yield from _name(ground, couple.span("name"))


def _beside(ground: Ground, start: int, end: int, cue: Cue) -> Iterator[Span]:
    """The names beside a cue that it makes private."""
    flow = ground.flow
    match cue:
        case Cue.OF | Cue.OF_MUCH:
            if found := _NAME_OF.match(flow, end):
                is_full = " " in found["many"] and not ground.is_in_capitals
                if is_full or cue is Cue.OF:
                    yield from _one_by_one(flow, found.span("many"))
        case Cue.COURT:
            if _OF_CRIME.match(flow, start):
                yield from _ending(_COURT_BEFORE, flow, start, 170)
        case Cue.YEARS_OLD:
            if found := _NAME_OF_AGE.match(flow, end):
                yield from _one_by_one(flow, found.span("many"))
        case Cue.AGED:
            if _HOW_OLD.match(flow, end):
                yield from _of_age(ground, start, end)
        case Cue.QUESTION:
            if found := _ASKED_BY.match(flow, end):
                yield from _spans(found)
        case Cue.THEM:
            found = _NAME_AFTER.match(flow, end)
            if found and found["comma"] and _SEVERAL.search(flow, max(0, start - 200), start):
                yield from _one_by_one(flow, found.span("many"))
        case Cue.LIFE:
            yield from _ending(_COURT_BEFORE, flow, start, 120)
        case Cue.HEADING:
            yield from _questioners(flow, start, end)
        case Cue.FAMILY:
            if _FAMILY_ITSELF.match(flow, end):
                yield from _ending(_THE_FAMILY, flow, start - 1, 40)
                yield from _ending(_THEIRS, flow, start, 90)
                yield from _ending(_FIRST_NAMES, flow, start, 60)
        case _:
            yield from _named_by_relation(ground, start, end, cue)


def _named_by_relation(ground: Ground, start: int, end: int, cue: Cue) -> Iterator[Span]:
    """The names beside words for relatives, children, carers, staff and residents."""
    flow = ground.flow
    if _COMPOUND.match(flow, end):
        return
    is_one = cue is Cue.KIN and not flow.endswith("s", start, end)
    if is_one or not ground.is_in_capitals:
        yield from _after(flow, start, end, cue)
    yield from _ending(_NAME_BEFORE, flow, start, 130)
    if cue is Cue.OTHER:
        return
    yield from _ending(_THEIRS, flow, start, 90)
    if is_one:
        yield from _ending(_FIRST_NAMES, flow, start, 60)
    yield from _owned(flow, start, end)


def _after(flow: str, start: int, end: int, cue: Cue) -> Iterator[Span]:
    found = _NAME_AFTER.match(flow, end)
    if not found:
        return
    if _CHIEF.search(flow, max(0, start - 20), start):
        return
    is_alone = " " not in found["many"].rstrip(",")
    if is_alone and (
        cue is Cue.OTHER
        or (cue is Cue.CHILD and not flow[start].islower())
        or (found["comma"] and not _OWN.search(flow, max(0, start - 60), start))
    ):
        return
    yield from _one_by_one(flow, found.span("many"))


def _owned(flow: str, start: int, end: int) -> Iterator[Span]:
    """Who says `my son`, and of whom it is said that `her son` did something."""
    own = _OWN.search(flow, max(0, start - 60), start)
    if not own:
        return
    whose = own["whose"].lower()
    if whose == "our" and flow[start:end].lower() not in _SINGULAR:
        return
    line = max(flow.rfind("\n", 0, start) + 1, start - 400)
    if whose in ("her", "his"):
        begin = max(line, flow.rfind(". ", line, start))
        subjects = [span for found in _SUBJECT.finditer(flow, begin, own.start()) for span in _spans(found)]
        if subjects and not _SOMEBODY.search(flow, _past_who(flow, subjects[-1][1]), own.start()):
            yield subjects[-1]
        return
    stop = flow.find("\n", end)
    for spoken in _SPEAKER.finditer(flow, line, min(end + 300, stop if stop >= 0 else len(flow))):
        yield from _spans(spoken)


def _past_who(flow: str, end: int) -> int:
    """The place after a name, past the `who` that belongs to it."""
    return end + len(", who") if flow.startswith(", who ", end) else end


def _ending(pattern: re.Pattern[str], flow: str, end: int, window: int) -> Iterator[Span]:
    """The names of a pattern that ends at a place, on the same line."""
    begin = max(flow.rfind("\n", 0, end) + 1, end - window)
    if found := pattern.search(flow, begin, end):
        yield from _spans(found)


def _spans(found: re.Match[str]) -> Iterator[Span]:
    """Where the names of a pattern stand: all of its groups are names."""
    return (found.span(group) for group in found.re.groupindex if found[group])


def _one_by_one(flow: str, span: Span) -> Iterator[Span]:
    """The names of a list such as `Jack, six, and Tom, four`."""
    position, end = span
    while position < end and (found := _LISTED.match(flow, position, end)):
        yield found.span("name")
        position = found.end()


def _questioners(flow: str, start: int, end: int) -> Iterator[Span]:
    """Those who ask under a heading of minutes: all that are named with Mr or Ms, until the next item."""
    line = flow.rfind("\n", 0, start) + 1
    line_end = flow.find("\n", end)
    if line_end < 0 or line_end - line > 90 or not _NUMBERED.fullmatch(flow, line, start):
        return
    stop = min(line_end + _LONGEST_ITEM, len(flow))
    following = _NEXT_ITEM.search(flow, line_end, stop)
    for found in _HONOURED.finditer(flow, line_end, following.start() if following else stop):
        yield found.span("name")


def _name(ground: Ground, span: Span) -> Iterator[Span]:
    """A person's name of what a pattern took for one; nothing where it is none, or another's."""
    start, end = span
    words = [found.span() for found in _NAME_WORD.finditer(ground.flow, start, end)]
    while words and ground.flow[slice(*words[0])] in no_names():
        words.pop(0)
    if not words or any(ground.flow[slice(*word)] in no_names() for word in words):
        return
    start = words[0][0]
    if len(words) == 1 and _ANOTHER_NAME.match(ground.flow, end):
        return
    # A surname may be a place's name too: `Zoe Preston`.
    if _touches(ground.public, start, end) or _touches(ground.others, start, start + 1):
        return
    if OFFICE_BEFORE.search(ground.flow, max(0, start - 70), start) or OFFICE_AFTER.match(ground.flow, end):
        return
    yield start, end


def _again(ground: Ground, private: Sequence[Name]) -> Iterator[Span]:
    """Where they are named again: in full, by surname, by first name, or with a name before that one."""
    surnames = {name.surname for name in ground.office}
    given = {name.given[0] for name in ground.office if name.given}
    parts = {
        part: str(name)
        for name in private
        for part in (
            str(name),
            *((name.surname, f"{name.surname}s") if name.surname not in surnames else ()),
            *((name.given[0],) if name.given and name.given[0] not in given else ()),
        )
        if len(part) > 2
    }
    for start, end, _ in Gazetteer(parts).find(ground.flow):
        is_place = _touches(ground.others, start, start + 1) and not _HONORIFIC_BEFORE.search(
            ground.flow, max(0, start - 12), start
        )
        if is_place or _touches(ground.public, start, end):
            continue
        whole = _NAME_ENDS.search(ground.flow, max(0, start - 40), end)
        is_whole = whole and no_names().isdisjoint(whole["name"].split())
        first = whole.start() if whole and is_whole and not _touches(ground.public, *whole.span()) else start
        yield first, end


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a stretch overlaps any of the spans, which are in order."""
    place = bisect_left(spans, end, key=itemgetter(0))
    return any(start < last for _, last in spans[max(0, place - 3) : place])
