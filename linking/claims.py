"""Claims: names that the words beside them put into a public role, such as `Councillor`, `MP`, `moved by`, `Lead inspector`.

A text in, places of names out, each with the rule that makes it public; who is meant, and whose post it is, is for people.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linking import members
from linking.names import ANY_NAME, FULL_NAME, HONORIFIC
from linking.posts import of_ofsted

TITLE_NAME = "people.title_name@2"
INSPECTOR = "people.inspector@2"
PEER = "people.peer@1"
ELECTED = "people.elected@2"
MOVER = "people.mover@1"
LABELLED = "people.labelled@2"
LEADS = "people.leads@2"
RANKED = "people.ranked@1"
CONSTITUENCY = "people.constituency@1"
DEPUTY = "people.deputy@1"
RULES = (TITLE_NAME, INSPECTOR, PEER, ELECTED, MOVER, LABELLED, LEADS, RANKED, CONSTITUENCY, DEPUTY)

# `Baroness Hale`, `Lord Laming`; not `Lord Street`.
_PEER = re.compile(
    rf"(?<![\w-])(?:Baroness|Lord|Lady|Viscount) (?!Justice|Chancellor|Lieutenant|Chief)(?P<name>{ANY_NAME})"
    r"(?! (?:Street|Road|Lane|Avenue|Close|Drive|Way|School|Primary|Academy|House|Court|Centre|Hospital|Park|Arms|Hotel)\b)"
)
# `MP Jane Smith`, `Mayor Jane Smith`, `Labour's Jane Smith`.
_ELECTED = re.compile(
    rf"\b(?:MP,? (?:(?:Sir|Dame|Dr|Mr|Mrs|Ms) )?|(?:(?:Lord )?Mayor|(?:Labour|Conservatives?|Liberal Democrats?|Lib Dems?|Greens?|Reform UK)'s?|Reform's) )(?P<name>{FULL_NAME})"
)
# `Lead officer: Jane Smith`, `Report author: Jane Smith`: officers by what papers print before their names.
_LABELLED = re.compile(
    rf"\b(?:(?:[Ll]ead|[Rr]esponsible|[Rr]eporting|[Aa]ccountable|[Cc]ontact|[Ss]enior responsible) (?:officer|director|member|author)|[Rr]eport (?:author|of)|Author|(?:[Ee]xternal|[Ii]ndependent|[Ii]mprovement) [Aa]dvis[eo]r|"
    rf"[Ll]ead|SRO): (?:{HONORIFIC} )?(?P<name>{FULL_NAME})"
)
# `Superintendent Myers`, `Det Supt. Jane Smith`: the police by ranks that answer for a force; who patrols stays unnamed.
_RANKED = re.compile(rf"\b(?:[Ss]uperintendent|Supt|Assistant Chief Constable|ACC)\b\.? (?P<name>{ANY_NAME})")
# `MP for Thornhythe South Jane Smith said`: the place is one word, or ends in a point of the compass.
_CONSTITUENCY = re.compile(
    r"\bMP for (?:(?:[A-Z][\w'-]+ (?:and |upon |on )?){1,3}(?:North|South|East|West|Central)|(?!North|South|East|West|Mid|Great|Royal|St\b|New\b|Upper|Lower)[A-Z][\w'-]+) "
    rf"(?P<name>{FULL_NAME})(?= (?:said|says|added|told|will|has|had|is|was|wrote|called|asked|urged|raised|welcomed)\b)"
    r"(?<!North)(?<!South)(?<!East)(?<!West)(?<!Central)(?<!Wells)(?<!Park)(?<!Green)"
)
# `Arkwright's former deputy Jane Smith`: whoever's deputy, predecessor or successor it is, holds a post beside theirs.
_DEPUTY = re.compile(rf"'s (?:(?:former|then|new) )?(?:deputy|predecessor|successor),? (?P<name>{FULL_NAME})")
_SURNAME_BEFORE = re.compile(rf"(?<![\w'-]){ANY_NAME}\Z")
_SURNAME_WINDOW = 40
# `Lead inspector: Susan Myers`, `inspector Susan Myers`, `Team inspectors: A B HMI, C D HMI`.
_INSPECTORS = re.compile(
    rf"(?<!Chief )(?<!Detective )\b[Ii]nspectors?(?: for (?:this|the) [^,.\n]{{1,40}}? were)?:? (?P<many>{FULL_NAME}(?:(?:, | and |; |,? S?HMI,? (?:and )?){{1,2}}{FULL_NAME}){{0,12}})"
)
_ONE_INSPECTOR = re.compile(rf"(?P<name>{FULL_NAME})[,;]?(?: S?HMI\b,?)?(?: and)? ?")
# `moved by Liz Townsend and seconded by Devinder Bassi`: what only members do.
_MOVED_BY = re.compile(
    rf"\b(?:[Mm]oved|[Ss]econded|[Pp]roposed)(?: and (?:moved|seconded))? by (?P<many>{FULL_NAME}(?: and {FULL_NAME})?)(?!, (?:an?|the)\b| \()"
)
_ONE_MOVER = re.compile(rf"(?P<name>{FULL_NAME})(?: and )?")
# What stands after a name and makes it public: `Jane Smith MP`, `(Lab, Westfield)`, `HMI`, `moved an amendment`, `declared an
# interest`, `, who holds the children's brief on the cabinet`, `chaired the licensing committee`. The words are looked for first.
_FOLLOWS = re.compile(
    r"\b(?:(?P<elected>MP)\b"
    r"|(?P<inspects>S?HMI\b|H(?:er|is) Majesty's Inspector|(?:Ofsted|OFSTED) (?:[Ii]nspector|Regional Director))"
    r"|(?P<moves>(?:moved|seconded|proposed) (?:an?|the|that) (?:[a-z]+ )?(?:motion|amendment|recommendations?|resolution|following|report|minutes))\b"
    r"|(?P<declares>declared (?:an?|no|that (?:s?he|his|her|their)) )"
    r"|(?P<leads>(?:who (?:holds|held|chairs|chaired|leads|led|heads|headed|sits on)|chair(?:s|ed)) "
    r"(?:(?!young|youth|parent|carer|school|governing|pupil|student|tenant|resident|friends)[^,.;\n]){0,60}?"
    r"\b(?:cabinet|portfolio|committee|scrutiny|commission|council's|improvement board|safeguarding)\b))"
    r"|(?P<heads>who (?:leads|led|heads|headed) (?:the|its|their) (?:party )?group\b(?! of| for))"
    r"|\((?P<party>Labour|Lab|Conservative|Con|Liberal Democrats?|Lib ?Dem|LD|Green|Independent|Ind|Reform(?: UK)?|UKIP)\b[^()\n]{0,50}\)"
)
_PUBLIC_BY = {
    "elected": ELECTED,
    "party": ELECTED,
    "inspects": INSPECTOR,
    "moves": MOVER,
    "declares": MOVER,
    "leads": LEADS,
    "heads": LEADS,
}
_NAME_BEFORE = re.compile(
    rf"(?<![\w-])(?P<name>{FULL_NAME})(?:,? (?:OBE|MBE|CBE|KC|QC))?,?(?: has| had| \((?:[Ss]enior|[Ll]ead)?)?[ \n]?\Z"
)
_NAME_BEFORE_WINDOW = 70
# A group is a party's where the party was named just before.
_OF_A_PARTY = re.compile(
    r"\b(?:Labour|Conservatives?|Liberal Democrats?|Lib Dems?|Greens|Green Party|Reform UK|Independents)\b"
)
_PARTY_WINDOW = 250
# Declarations are members' under that heading; elsewhere anybody declares something.
_OF_INTERESTS = re.compile(
    r"(?:[Dd]eclarations?|[Dd]isclosures?|DECLARATIONS?) (?:of|OF) (?:[Mm]embers' |[Dd]isclosable |[Pp]ecuniary |[Pp]ersonal )*(?:[Ii]nterests?|INTERESTS?)\b"
)
_ITEM = 1_500


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A place in `smooth` where a name stands, and the rule that makes it public."""

    start: int
    end: int
    rule: str


def by_words(flow: str) -> Iterator[Claim]:
    """The names of a text that its own words beside them make public."""
    for start, end in members.named(flow):
        yield Claim(start=start, end=end, rule=TITLE_NAME)
    for pattern, rule in (
        (_LABELLED, LABELLED),
        (_PEER, PEER),
        (_ELECTED, ELECTED),
        (_RANKED, RANKED),
        (_CONSTITUENCY, CONSTITUENCY),
    ):
        for found in pattern.finditer(flow):
            yield Claim(start=found.start("name"), end=found.end("name"), rule=rule)
    for found in _DEPUTY.finditer(flow):
        if _SURNAME_BEFORE.search(flow, max(0, found.start() - _SURNAME_WINDOW), found.start()):
            yield Claim(start=found.start("name"), end=found.end("name"), rule=DEPUTY)
    for found in _INSPECTORS.finditer(flow) if of_ofsted(flow) else ():
        for start, end in members.one_by_one(flow, found.span("many"), _ONE_INSPECTOR):
            yield Claim(start=start, end=end, rule=INSPECTOR)
    for found in _MOVED_BY.finditer(flow):
        for start, end in members.one_by_one(flow, found.span("many"), _ONE_MOVER):
            yield Claim(start=start, end=end, rule=MOVER)
    yield from _followed(flow)


def _followed(flow: str) -> Iterator[Claim]:
    """The names before words that only follow somebody in a public role."""
    for found in _FOLLOWS.finditer(flow):
        kind = found.lastgroup or ""
        if kind == "declares" and not _OF_INTERESTS.search(
            flow, max(0, found.start() - _ITEM), found.start()
        ):
            continue
        if kind == "heads" and not _OF_A_PARTY.search(
            flow, max(0, found.start() - _PARTY_WINDOW), found.start()
        ):
            continue
        if named := _NAME_BEFORE.search(flow, max(0, found.start() - _NAME_BEFORE_WINDOW), found.start()):
            yield Claim(start=named.start("name"), end=named.end("name"), rule=_PUBLIC_BY[kind])
