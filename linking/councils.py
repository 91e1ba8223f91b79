"""Councils: where a text names an authority that runs children's services, and which one the text is about.

Names come from reference/authorities.csv and from `Known`. A bare place name is a council only in context, so that
"a family in Lancashire" names none.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from domain.council import Council, all_councils
from domain.known import Known
from domain.mention import Mention, MentionType
from linking.gazetteer import Gazetteer
from linking.prose import Prose, Span, within

FULL_NAME = "councils.full_name@1"
NAME_IN_CONTEXT = "councils.name_in_context@2"
OWN_COUNCIL = "councils.own_council@2"
ELSEWHERE = "councils.elsewhere@1"
RULES = (FULL_NAME, NAME_IN_CONTEXT, OWN_COUNCIL, ELSEWHERE)

# Words that make a name the name of a body: `Leeds City Council`, `LB Barnet`, `Royal Borough of Greenwich`.
_BODY = re.compile(
    r"\b(?:Council|Corporation|Borough of|City of (?!London\b)|LB|RB|MBC|MDC|[A-Z]{4,}|local authority)\b"
)
# How a body follows a bare name when no table lists it.
_ENDINGS = (
    " Council",
    " City Council",
    " Borough Council",
    " Metropolitan Borough Council",
    " local authority",
)

# A longer name of which a known one is only a part: `West Lancashire`, `Greater Manchester`, `New York`.
_PART_BEFORE = re.compile(r"\b(?:East|West|North|South|Mid|Greater|New|Old|Central|Lord|Duke of)[ -]$")
# `Lancashire Telegraph`, `Leeds United`, `Surrey Heath`, `Newcastle-under-Lyme`.
_PART_AFTER = re.compile(
    r" (?:Telegraph|Constabulary|Police|Evening|Post|Live|Echo|Gazette|Chronicle|Mercury|Times|FC|CFC|United|Rovers|"
    r"Forest|Heath|University|College|School|Academy|Hospitals?|NHS|Festival|Street|Road|Lane|Crown|Magistrates|"
    r"Fire|Airport|Cathedral|District|Region|Combined|under)\b|-[a-z]"
)
# What only an authority has: `Lancashire's children's services`, `Northshire councillors`.
_HAS = re.compile(
    r"(?:'s)? (?:children's (?:services|social care|trust|department)|social (?:services|workers)|council(?:lors)?|cabinet|scrutiny)\b|'s services\b"
)
# What is done to an authority, or what it does: `Lancashire was slow to respond`, `Northshire has been judged`.
_DOES = re.compile(
    r" (?:(?:is|was|has been|had been) (?:slow|ordered|told|judged|rated|graded|found|branded|inspected|issued|given)"
    r"|(?:(?:has|have|had) )?(?:agreed|pledged|appointed|set aside|apologised|overspent|budgeted|approved|adopted|consulted|commissioned)"
    r"|(?:and [A-Z][\w-]+(?: [A-Z][\w-]+)? )?(?:has|had|have|will|must) (?:not,? (?:as I said, )?|also |now |since |already )?(?:clos|cut|run\b|lost|spen|recruit|launch|told|promis|refus|fail|set up|paid|pay|issu|publish|\d)\w*"
    r"|(?:and [A-Z][\w-]+(?: [A-Z][\w-]+)? )?(?:is|are|was|were|remains?) (?:still )?(?:subject to|in|under) (?:intervention|an improvement notice|a (?:statutory )?direction|special measures))\b"
)
# `children's services in Northshire`, `issued to Northshire`, `monitoring visit to Northshire`, `judged Northshire`.
_DONE_TO = re.compile(
    r"\b(?:[Cc]hildren's services in|[Ii]ntervention (?:in|at)|[Ii]ssued to|[Ii]mposed on|[Ii]nspection of|[Vv]isit (?:to|of)|[Ll]etter to|[Jj]udged|[Rr]ated) (?:the )?$"
)

# `Preston City Council`, `Burnley Borough Council`: districts, towns and parishes, which run no children's services.
_OTHER = re.compile(r"\b(?:(?:Metropolitan )?(?:District|Borough|City|Town|Parish)) Council\b")
_OTHER_BEFORE = re.compile(
    r"(?<![\w'-])(?:(?!(?:The|That|This|And|To|By|At|In|Of|For|With|From|But|Our|Full|Former|Both|While|When|Councillor|Cllr|Leader|Chair)\b)"
    r"[A-Z][\w'-]{1,25} (?:(?:and|upon|on|under|of|with|le|by) (?:the )?(?=[A-Z]))?){1,4}$"
)
_OTHER_WINDOW = 70

# How a text calls the council that it is about: `the county council`, `the authority`, `the [council]` in a quote.
_NOMINAL = re.compile(
    r"\b[Tt]he \[?(?P<called>(?:(?:[Cc]ounty|[Cc]ity|[Bb]orough) )?[Cc]ouncil(?! (?:tax|house|leader|chamber|of|meeting)\b)"
    r"|(?:[Ll]ocal )?[Aa]uthority)\b"
)
# `county council bosses`.
_BOSSES = re.compile(
    r"\b(?P<called>[Cc]ounty council)(?= (?:bosses|leaders|officers|officials|staff|workers)\b)"
)
# The county hall as a body, not as a place: `commissioned by county hall`, `County Hall also receives`.
_COUNTY_HALL = re.compile(
    r"\b(?P<called>(?<=\bby )[Cc]ounty [Hh]all\b(?! on\b)|[Cc]ounty [Hh]all(?= (?:also|now|has|is|was|will|receives|says|said|bosses)\b))"
)
_CALLED = (_NOMINAL, _BOSSES, _COUNTY_HALL)

# The heading of a report ends where its dates begin, that of a letter where it turns to its addressee.
_HEADING_END = re.compile(r"\b(?:Inspection dates?|Lead inspector|Report published|Dear)\b")
_HEADING_LENGTH = 600

# How much a naming says about whose text it is, and by how much the first council must lead the second.
_WEIGHT_OF_FULL_NAME = 3
_WEIGHT_IN_TITLE = 6
_LEAD = 2


@dataclass(frozen=True, kw_only=True)
class Named:
    """A place in the prose where a known name stands as a whole.

    `bare` names a place as well as a council; `weak` needs a full name of the same council elsewhere in the text.
    Several councils bear one name where one followed the other.
    """

    start: int
    end: int
    councils: tuple[Council, ...]
    bare: bool
    weak: bool

    def council_on(self, day: str | None) -> Council | None:
        """The council so called on a day (ISO); the one so called now where the day is unknown."""
        if day is None:
            return self.councils[0]
        existing = (council for council in self.councils if _exists(council, day))
        return next(existing, None if self.bare else self.councils[0])


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A place in the prose where a council is meant, and by which rule."""

    start: int
    end: int
    council: Council
    rule: str


def names(prose: Prose, known: Known) -> tuple[Named, ...]:
    """Every place where a known name stands as a whole, the longest name first, in order of place."""
    return tuple(_names_in(prose.smooth, known.councils))


def about(prose: Prose, named: tuple[Named, ...], known: Known, *, day: str | None = None) -> Council | None:
    """The council that the text is about: as its circumstances say, else the one that it names most by far.

    Where it names none, `the county council` of a title that covers one council is that one. `day` (ISO) chooses between
    councils that bore one name at different times.
    """
    if prose.circumstances.council:
        return _by_slug(known.councils, prose.circumstances.council)
    votes: Counter[Council] = Counter()
    for name in named:
        council = name.council_on(day)
        if council and not name.weak:
            votes[council] += 1 if name.bare else _WEIGHT_OF_FULL_NAME
    for name in _names_in(prose.circumstances.title, known.councils):
        council = name.council_on(day)
        if council and not name.weak:
            votes[council] += _WEIGHT_IN_TITLE
    if not votes:
        return _covered(prose, known)
    (first, most), (_, next_most) = [*votes.most_common(2), (None, 0), (None, 0)][:2]
    if most < _WEIGHT_OF_FULL_NAME and next_most == 0 and first == _covered(prose, known):
        return first
    return first if most >= max(_WEIGHT_OF_FULL_NAME, _LEAD * next_most) else None


def _covered(prose: Prose, known: Known) -> Council | None:
    """The one council that the title covers, where the text or its headline speaks of `the county council` or the like."""
    if len(prose.circumstances.covers) != 1:
        return None
    calls = (
        pattern.search(words) for pattern in _CALLED for words in (prose.smooth, prose.circumstances.title)
    )
    return _by_slug(known.councils, prose.circumstances.covers[0]) if any(calls) else None


def in_heading(prose: Prose, named: tuple[Named, ...], *, day: str | None) -> Council | None:
    """The council that an inspection report or letter names in its heading, where even a bare name is a council."""
    found = _HEADING_END.search(prose.smooth)
    end = min(found.start() if found else _HEADING_LENGTH, _HEADING_LENGTH)
    heading = (name.council_on(day) for name in named if name.end <= end)
    return next((council for council in heading if council), None)


def in_span(named: tuple[Named, ...], span: Span, *, day: str | None) -> Council | None:
    """The first council that a title or a sentence names, where even a bare name is a council."""
    start, end = span
    here = (name.council_on(day) for name in named if start <= name.start and name.end <= end)
    return next((council for council in here if council), None)


def named_in(words: str, known: Known, *, day: str | None = None) -> Iterator[Council]:
    """The councils that words name which can mean nothing else, such as the title of a direction: bare names too."""
    for name in _names_in(words, known.councils):
        if council := name.council_on(day):
            yield council


def place(
    prose: Prose, named: tuple[Named, ...], own: Council | None, *, day: str | None = None
) -> tuple[Placed, ...]:
    """Where councils are meant, in order: full names, bare names in context, and `the council` for the text's own."""
    full = {council for name in named if not name.bare for council in name.councils}
    placed: list[Placed] = []
    for name in named:
        council = name.council_on(day)
        if council is None or (name.weak and council not in full):
            continue
        if name.bare and not _is_council_here(prose.smooth, name):
            continue
        rule = NAME_IN_CONTEXT if name.bare else FULL_NAME
        placed.append(Placed(start=name.start, end=name.end, council=council, rule=rule))
    if own:
        placed += _own_council(prose, own, placed)
    return tuple(sorted(placed, key=lambda one: one.start))


def meant_at(placed: tuple[Placed, ...], span: Span, position: int) -> Council | None:
    """The council named nearest before a position within a span, else the first named after it there."""
    here = within(placed, span)
    before = [one.council for one in here if one.start < position]
    after = [one.council for one in here if one.start >= position]
    return before[-1] if before else next(iter(after), None)


def find(prose: Prose, placed: tuple[Placed, ...]) -> Iterator[Mention]:
    """Mentions of councils."""
    for one in placed:
        yield prose.mention(MentionType.COUNCIL, one.start, one.end, rule=one.rule, entity=one.council.uid)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A place where a council is named that runs no children's services: its span in `smooth` and its name as printed."""

    start: int
    end: int
    name: str


def elsewhere(prose: Prose, placed: tuple[Placed, ...]) -> tuple[Elsewhere, ...]:
    """Where other councils than those `placed` are named in full, in order."""
    others: list[Elsewhere] = []
    for kind in _OTHER.finditer(prose.flow):
        before = _OTHER_BEFORE.search(prose.flow, max(0, kind.start() - _OTHER_WINDOW), kind.start())
        if before and not _overlaps(placed, before.start(), kind.end()):
            start, end = before.start(), kind.end()
            others.append(Elsewhere(start=start, end=end, name=prose.smooth[start:end]))
    return tuple(others)


def _overlaps(placed: tuple[Placed, ...], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies over a stretch of text."""
    last = bisect_left(placed, end, key=lambda one: one.start)
    return any(one.end > start for one in placed[max(0, last - 3) : last])


def find_elsewhere(prose: Prose, others: tuple[Elsewhere, ...]) -> Iterator[Mention]:
    """Mentions of councils that run no children's services; none of them is an entity of ours."""
    for one in others:
        yield prose.mention(MentionType.COUNCIL, one.start, one.end, rule=ELSEWHERE, value=one.name)


def _own_council(prose: Prose, own: Council, named: list[Placed]) -> Iterator[Placed]:
    """`the council`, unless another council is named earlier in the sentence."""
    others = [one.start for one in named if one.council != own]
    for pattern in _CALLED:
        for found in pattern.finditer(prose.smooth):
            start, end = found.span("called")
            sentence, _ = prose.sentence_at(start)
            nearest = bisect_left(others, start) - 1
            if nearest < 0 or others[nearest] < sentence:
                yield Placed(start=start, end=end, council=own, rule=OWN_COUNCIL)


def _is_council_here(smooth: str, name: Named) -> bool:
    before = smooth[max(0, name.start - 40) : name.start]
    return bool(_HAS.match(smooth, name.end) or _DOES.match(smooth, name.end) or _DONE_TO.search(before))


def _names_in(smooth: str, councils: tuple[Council, ...]) -> Iterator[Named]:
    found = (place for gazetteer in _gazetteers(councils) for place in gazetteer.find(smooth))
    taken_until = 0
    for start, end, meant in sorted(found, key=lambda place: (place[0], -place[1])):
        if start < taken_until or not smooth[start].isupper():
            continue
        taken_until = end
        if not (_PART_BEFORE.search(smooth, max(0, start - 10), start) or _PART_AFTER.match(smooth, end)):
            yield Named(start=start, end=end, councils=meant.councils, bare=meant.bare, weak=meant.weak)


@dataclass(frozen=True, kw_only=True)
class _Meaning:
    councils: tuple[Council, ...]
    bare: bool
    weak: bool


_Gazetteers = tuple[Gazetteer[_Meaning], Gazetteer[_Meaning]]
# Those handed in last, kept with the very tuple: to hash all councils for each text takes longer than to look for them.
_LAST: list[tuple[tuple[Council, ...], _Gazetteers]] = []


def _gazetteers(known: tuple[Council, ...]) -> _Gazetteers:
    if not _LAST or _LAST[0][0] is not known:
        _LAST[:] = [(known, _made(known))]
    return _LAST[0][1]


def _made(known: tuple[Council, ...]) -> _Gazetteers:
    """All names of councils with what each means: those of several words in any case, single words as printed or in capitals."""
    councils = tuple({council.slug: council for council in (*all_councils(), *known)}.values())
    given: dict[str, _Meaning] = {}
    for council in councils:
        for words in (council.name, council.short_name, *council.aliases):
            _add(given, words, council, weak=False)
        for words in council.weak_aliases:
            _add(given, words, council, weak=True)
    made: dict[str, _Meaning] = {}
    for council in councils:
        for ending in _ENDINGS:
            _add(made, council.short_name + ending, council, weak=False)
    meanings = made | given
    several = {words: meant for words, meant in meanings.items() if " " in words}
    single = {words: meant for words, meant in meanings.items() if " " not in words}
    return Gazetteer(several, any_case=True), Gazetteer(
        single | {words.upper(): meant for words, meant in single.items() if not meant.weak}
    )


def _add(meanings: dict[str, _Meaning], words: str, council: Council, *, weak: bool) -> None:
    before = meanings.get(words)
    if before and weak and not before.weak:
        return
    councils = (*before.councils, council) if before and council not in before.councils else (council,)
    meanings[words] = _Meaning(councils=councils, bare=not _BODY.search(words), weak=weak)


def _by_slug(known: tuple[Council, ...], slug: str) -> Council | None:
    every = (*known, *all_councils())
    return next((council for council in every if council.slug == slug), None)


def _exists(council: Council, day: str) -> bool:
    return (council.valid_from or "") <= day <= (council.valid_to or "9999")
