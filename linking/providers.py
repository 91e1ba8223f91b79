"""Providers: the companies and charities that run homes and find foster carers, and homes by their names.

Those that the archive knows are found by name; others where the words beside a name say what it is (`Larch House, a
children's home`). Who runs a home in his or her own name is a person, and stays unnamed; where a home is, is not said here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.known import Known, KnownProvider
from domain.mention import Mention, MentionType
from domain.uid import public_id
from linking.gazetteer import Gazetteer
from linking.organisations import Placed
from linking.prose import Prose, Span

KNOWN = "providers.known@1"
LISTED = "providers.listed@1"
BESIDE = "providers.beside@1"
RULES = (KNOWN, LISTED, BESIDE)

_WORD = r"(?!(?:The|A|An|This|That|Our|Their|Its|His|Her|One|Two|Three|Each|Every|Most|All|Any|Some|No|New|Former|Local|Ofsted|OFSTED|Council|County|City|Borough|In|At|Of|For|And|But|When|While|If|As|It|By|To|From|With|Registered|Private|Independent|Secure|Open|Small|Large|Many|Other)\b)[A-Z][\w'&-]{1,24}"
_NAME = rf"{_WORD}(?: (?:and |of |the )?{_WORD}){{0,4}}"
_HOME = r"(?:secure |residential |registered |unregistered |private |small |new |former |local |council-run |four-bed(?:room)? |short[- ]breaks? |specialist )*(?:children's (?:care |residential )?home|care home for (?:children|young people)|residential (?:children's )?home|short[- ]breaks? (?:home|unit|centre)|fostering agency|independent fostering agency|residential special school|care provider|children's services company)"
# What such a name ends in where it is a company's and no person's.
_COMPANY = r"(?:Ltd|Limited|plc|Group|Care|Homes|Houses?|Lodge|Services|Fostering|Children|Childcare|Trust|Support|Solutions|Residential|Foundation|Placements|Associates|Partnership|Society|Futures|Pathways)"
_SHAPES = (
    # `Larch House, a children's home`; `Larch House (a children's home)`
    re.compile(rf"(?<![\w-])(?P<name>{_NAME})(?:, (?:which is )?| \(|, described as )an? {_HOME}\b"),
    # `a children's home called Larch House`; `the fostering agency Larkspur Families`
    re.compile(rf"\b{_HOME}s?,? (?:called|named|known as),? (?P<name>{_NAME})"),
    # `Larch House children's home`, `Larch Children's Home`
    re.compile(
        rf"(?<![\w-])(?P<name>{_WORD}(?: {_WORD}){{0,3}}(?: Children's Home(?!s))|{_WORD} (?:House|Lodge|Cottage|View|Court|Grange|Manor|Hall|Farm|Road|Villa|Place))(?= children's home\b|(?<=Children's Home)\b)"
    ),
    # `ASHLAR CHILDREN'S HOME`, as headings print it
    re.compile(
        r"(?<![\w'-])(?P<name>(?:(?!THE|FOR|NEW|OUR|AND|EACH|THIS)[A-Z]{3,20} ){1,3}CHILDREN'S HOME)(?![\w'])"
    ),
    # `Sandpiper House would reopen`, `closes Willow Lodge`, where the text speaks of homes and short breaks
    re.compile(
        rf"(?<![\w-])(?P<name>{_WORD} (?:House|Lodge|Cottage|View|Grange|Manor|Villa))(?: (?:would|will|is to|should|has|had|was|is))? (?:re-?open|clos(?:e|ed|es|ing)\b|shut)"
    ),
    re.compile(
        rf"\b(?:[Cc]los(?:e|es|ed|ing|ure of)|[Kk]eep(?:s|ing)?|[Rr]eopen(?:s|ed|ing)?|[Vv]isited|[Ss]tay(?:s|ed) at) (?P<name>{_WORD} (?:House|Lodge|Cottage|View|Grange|Manor|Villa))\b"
    ),
    # `run by Larkspur Care Ltd`
    re.compile(
        rf"\b(?:run|operated|managed|owned|provided|registered) by (?:the (?:provider|company|charity) )?(?P<name>{_NAME} {_COMPANY}(?: (?:Ltd|Limited|Group))?)\b"
    ),
)
# These need the company of care near them.
_IN_COMPANY = _SHAPES[-3:]
_NEAR = 400
# Sentences in which a company that runs something runs homes or finds foster carers.
_OF_CARE = re.compile(
    r"\b(?:children's homes?|residential|foster\w*|supported accommodation|placements?|homes?|short breaks?|respite)\b",
    re.IGNORECASE,
)
_ANCHORS = (
    "home",
    "HOME",
    "fostering agency",
    "short break",
    "special school",
    "care provider",
    "services company",
    "run by",
    "operated by",
    "managed by",
    "owned by",
    "provided by",
)


def place(prose: Prose, known: Known, own: Council | None, taken: Sequence[Span]) -> tuple[Placed, ...]:
    """Where providers are meant, in order; `taken` are the spans of councils, committees and people, which are none."""
    told = tuple(_beside(prose))
    found = [*_known(prose.smooth, known, own), *_by_name(prose.smooth), *told, *_again(prose.smooth, told)]
    kept: list[Placed] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.entity is None)):
        if kept and one.start < kept[-1].end:
            continue
        if not any(start < one.end and one.start < end for start, end in taken):
            kept.append(one)
    return tuple(kept)


def find(prose: Prose, placed: tuple[Placed, ...]) -> Iterator[Mention]:
    """Mentions of providers; those that the archive does not know are numbered within the text."""
    local: dict[str, str] = {}
    for one in placed:
        entity = one.entity or local.setdefault(one.name.casefold(), f"provider/{len(local) + 1}")
        yield prose.mention(
            MentionType.PROVIDER, one.start, one.end, rule=one.rule, entity=entity, value=one.name
        )


def _known(smooth: str, known: Known, own: Council | None) -> Iterator[Placed]:
    """Providers of the archive; of several that bear one name that of the text's own council, else none of them."""
    for start, end, bearers in _registered(known).find(smooth):
        near = [one for one in bearers if own is not None and one.council == own.slug]
        meant = bearers if len(bearers) == 1 else near
        if len(meant) == 1:
            yield Placed(start=start, end=end, name=meant[0].name, entity=meant[0].uid, rule=KNOWN)


def _by_name(smooth: str) -> Iterator[Placed]:
    for start, end, name in _listed().find(smooth):
        yield Placed(start=start, end=end, name=name, entity=public_id("provider", name), rule=LISTED)


def _beside(prose: Prose) -> Iterator[Placed]:
    """Names beside words that say what they are; read sentence by sentence, where such words stand at all."""
    smooth = prose.smooth
    if not any(anchor in smooth for anchor in _ANCHORS):
        return
    for shape in _SHAPES:
        for found in shape.finditer(smooth):
            near = max(0, found.start() - _NEAR), found.end() + _NEAR
            if shape in _IN_COMPANY and not _OF_CARE.search(smooth, *near):
                continue
            start, end = found.span("name")
            yield Placed(start=start, end=end, name=smooth[start:end], entity=None, rule=BESIDE)


def _again(smooth: str, told: Sequence[Placed]) -> Iterator[Placed]:
    """Where those are named again that the text has said to be homes or companies."""
    for start, end, name in Gazetteer({one.name: one.name for one in told}).find(smooth):
        yield Placed(start=start, end=end, name=name, entity=None, rule=BESIDE)


_Bearers = tuple[KnownProvider, ...]
# The gazetteer of the providers handed in last, by their digest: to hash thousands of providers for each text would take longer than to read it.
_LAST: dict[str, Gazetteer[_Bearers]] = {}


def _registered(known: Known) -> Gazetteer[_Bearers]:
    if known.digest not in _LAST:
        bearers: dict[str, _Bearers] = {}
        for one in known.providers:
            if " " in one.name and not one.name.isupper():
                bearers[one.name] = (*bearers.get(one.name, ()), one)
        _LAST.clear()
        _LAST[known.digest] = Gazetteer(bearers)
    return _LAST[known.digest]


@lru_cache(maxsize=1)
def _listed() -> Gazetteer[str]:
    """Providers that run homes and agencies in many places."""
    return Gazetteer(
        {
            name: row["name"]
            for row in reference.table("providers")
            for name in (row["name"], *reference.cells(row["aliases"]))
        }
    )
