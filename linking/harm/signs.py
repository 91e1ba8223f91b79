"""Signs: what a sentence tells of one child, each by itself harmless; together they point to the child.

Who is meant (one child, a child of somebody named, one of a few), how old, where (a place, a school, a home), and by what
decision. Which of them together are too much is said where the gate's rules are (`together`); that something ails or befell
the child is told by the cues that a rule needs.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum, auto

from linking.harm import ages, particular, relatives
from linking.harm.ages import AGE, MONTH, TEENS
from linking.harm.cues import TROUBLE, Cue, Sentence, everything
from linking.prose import Span

# So many things told of one child point to him or her.
_ENOUGH = 3


class Sign(StrEnum):
    """What a sentence may tell of one child."""

    AGE = auto()  # of one child, or his or her year of school
    PLACE = auto()  # also in the sentence before or after
    SMALL_PLACE = auto()  # a ward, a village, a school
    SETTING = auto()  # a school, a home, a unit by its name
    PLACE_HERE = auto()  # in this sentence itself
    DATED = auto()  # a day
    ONE_CHILD = auto()  # one child as a thing of record: "a former child in care", "the appellant's son"
    FOR_A_CHILD = auto()  # what is bought or agreed for one
    ALONE = auto()  # one child and no other
    FEW = auto()  # fewer than five children
    PUPIL = auto()  # one pupil of a year
    SCHOOL = auto()  # by its name
    LETTER = auto()  # a letter for a name, with an age
    LETTER_ACTS = auto()  # a letter of whom something is told
    LETTERED = auto()  # a letter for a name
    PARENT_SPEAKS = auto()  # a mother who tells a committee
    RELATIVE_AT_WORK = auto()
    STORY = auto()  # what befell one child in particular
    DETAILS = auto()  # three or more things told of one child


_NO_PLACE = (
    rf"(?!{MONTH}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Year|Key|Stage|Phase|Ofsted|England|Wales|English|Britain|UK|Children|Child|Court|Council|"
    r"Cabinet|Committee|Board|Members?|Section|Part|Appendix|Annex|Table|Schedule|Act|The|This|That|His|Her|Government|Parliament|"
    r"Education|Social|Health|NHS|Family|Crown|Department|Mental|Autumn|Spring|Summer|Winter|Christmas|Easter|Mr|Mrs|Ms|Miss|Dr|EHCP|DfE|CIN|CLA)\b)"
)
# "in Ambleford", "from the village of Thornby", "at Nethercombe Primary School".
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Aa]t|[Nn]ear|around|outside|on|of|to|attends|[Bb]etween|across|through) (?:the )?(?:(?:village|town|city|ward|parish|estate|area) of )?(?:her |his |a )?"
    rf"{_NO_PLACE}(?P<place>[A-Z][a-z][\w'’-]+(?: [A-Z][\w'’-]+){{0,4}})"
)
_SCHOOL = r"(?:Primary|Infants?|Juniors?|Academy|School|High|Grammar|College|Nursery)"
# Wards, villages and schools: fewer than five there are known to their neighbours.
_SMALL_PLACE = re.compile(
    rf"\b[Vv]illage of [A-Z]|\b[A-Z][\w'’-]+ (?:ward|estate|parish)\b|\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}}? {_SCHOOL}\b|\bSt [A-Z]\w+'s\b|"
    rf"\b(?:from|in) (?:the )?{_NO_PLACE}(?P<place>[A-Z][a-z][\w'’-]+)"
)
# A place by itself in a row: "f, 15, Harbourside, pregnant".
_AMONG = re.compile(rf"[,;|] ?{_NO_PLACE}[A-Z][a-z]{{3,}}(?: [A-Z][a-z]+)? ?(?:[,;|]|$)")
# A place before what happened there: "Samplby: male, 16".
_PLACE_HEADS = re.compile(rf"^{_NO_PLACE}[A-Z][a-z][\w'-]+(?: [A-Z][\w'-]+)?: ")
# A school, a home or a club by its name: "Ashgrove secure unit", "Netherwold College", "Fernley Court", "Holtham ABC".
_SETTING = re.compile(
    r"\b(?!(?:The|This|That|A|Each|Every|Any|Our|No|Secure|Special|State|Free|High|Primary|Secondary|Foster|Crown|County|Family|Supreme|Youth|Magistrates|Virtual|Sunday|National|Royal|Children|Care)\b)[A-Z][\w'.-]+"
    r"(?: (?:(?:of|the|and|on) )?[A-Z][\w'.-]+){0,3}? (?:(?:secure|residential|assessment|children's|special|mother and baby|junior|infant|nursery|medical|therapeutic|short[- ]breaks?|respite) )?"
    r"(?:School|school|College|Academy|Primary|primary|Juniors?|Infants|High|Grammar|House|Lodge|Court|Manor|Grange|Hall|Cottage|Farm|Unit|unit|Centre|centre|Home|home|Hospital|hospital|YOI|STC|Nursery|nursery|Hostel|hostel|Refuge|refuge|ABC|FC)\b|\bHM(?:P|YOI|PYOI) [A-Z]|\bSt [A-Z]\w+'s\b"
)
_ADJECTIVES = r"(?:(?!(?:in|of|to|for|who|and|protection|poverty)\b)[a-z][\w-]* ){0,3}?"
_CHILD_ALONE = rf"(?:child|boy|girl|baby|infant|toddler|teenager|pupil|student|young (?:person|woman|man))\b(?!['’]s (?:nurse|home))(?! (?:in (?:every |each )?(?:\d|{TEENS})|protection|poverty|premium|referral|admissions?|places?|numbers?|level|data|welfare|health|care|minder|development|exploitation|sexual|safety|death review|practice)\b)"
_ONE = r"(?:one|1|a single|single|an individual|individual|(?:only|just) (?:one|1))"
# What one child alone is the cause of, is looked after by, or lives in.
_SINGLE_CHILD = re.compile(
    # "one young person lives there at present"
    rf"\b(?:one|1|a single) {_ADJECTIVES}(?:child|young person|boy|girl|baby|teenager) (?:(?:currently|presently|already|now) )?(?:lives|is living|resides|is (?:currently |presently )?(?:placed|accommodated|resident|in secure))\b"
    # "placement required for one child", "registered for one child", "wraparound care package for an individual young person"
    rf"|\b(?:placement|package|provision|accommodation|care|support|home|contract|registered|staffing|education)\b[^.\n]{{0,40}}? for {_ONE} {_ADJECTIVES}{_CHILD_ALONE}"
    # "a bespoke solo placement for a child"
    rf"|\b(?:solo|bespoke|emergency|single-occupancy|[2-4]:1) {_ADJECTIVES}(?:placement|package|provision|home|accommodation|arrangement) for (?:an?|the|this) {_ADJECTIVES}{_CHILD_ALONE}"
    # "a single child's secure placement"
    r"|\b(?:one|a single|an individual|individual) (?:child|young person|boy|girl|pupil)['’]s (?:[\w-]+ )?(?:placement|package|care|transport|provision)\b"
    # "only one child in the cohort did not"
    rf"|\b(?:only|just) (?:one|1) {_ADJECTIVES}{_CHILD_ALONE}"
    # "the only Eritrean boy in foster care"
    rf"|\bthe only (?:[\w-]+ ){{0,2}}?{_CHILD_ALONE}"
    # "only one resident, a boy"; "the sole girl on the programme", "one child only", "there is one baby"
    rf"|\b(?:only|just) (?:one|1) {_ADJECTIVES}(?:resident|occupant)"
    rf"|\b(?:sole|lone|a single) {_ADJECTIVES}{_CHILD_ALONE}|\bone {_ADJECTIVES}{_CHILD_ALONE} only\b|\bthere (?:is|was) (?:currently |now )?one {_ADJECTIVES}{_CHILD_ALONE}"
    rf"|\bfor {_ONE} individual\b"
    # "£612,000 for one young person", "an individual child's package of care"
    rf"|£[\d,.]+(?: ?(?:k|m|million|thousand))?[^.\n£]{{0,30}}? (?:for|on) {_ONE} {_ADJECTIVES}{_CHILD_ALONE}"
    # "the school has one pupil with an EHCP"
    rf"|\b(?:has|have|had|includes?|is|was) (?:only |just |currently |now )?(?:one|a single) {_ADJECTIVES}{_CHILD_ALONE} (?:with|who|whose|from)\b"
    # "one family accounts for all four of the children"
    # "looks after one boy", "because of one pupil's needs"
    rf"|\b(?:look(?:s|ed|ing)? after|car(?:es|ed|ing) for|supports|houses|accommodates|because of|due to|owing to|caused by|down to|driven by|attributable to) {_ONE} {_ADJECTIVES}{_CHILD_ALONE}"
    r"|\b(?:one|a single) (?:family|sibling group|household) (?:accounts?|accounted|makes? up|is responsible)\b"
    # "one looked after child of Roma heritage"
    rf"|\bone {_ADJECTIVES}{_CHILD_ALONE} (?:of|from an?) [A-Z]\w+ (?:heritage|origin|background|family)"
    # "one sibling group of three"
    rf"|\b(?:one|a single) (?:sibling group|family) of (?:{TEENS}|\d)\b",
    re.IGNORECASE,
)
# "One boy in a rented cottage", "one of our children in care is in hospital", "one pupil's needs"; of whoever is only asked and
# answers, as in "one child told us", nothing is given away.
_ONE_OF_THEM = re.compile(
    rf"(?<!than )(?<!least )(?<!no )(?<!for example, )(?<!example )(?<!case )(?<!cases )\bone (?:{_ADJECTIVES}{_CHILD_ALONE}|of (?:our|the|these|those|its) (?:[a-z-]+ ){{0,2}}?(?:children|pupils|boys|girls|babies|young people)\b)"
    r"(?! (?:said|says|told|tells|commented|asked|described|explained|wrote|felt|feels|suggested|summed|put|added|spoke|shared|interviewed|at a time|or\b|and\b|per\b|to\b|who (?:spoke|told|said|met)))",
    re.IGNORECASE,
)
# "two children placed there were in hospital; one had swallowed batteries": of few, and of one of them.
_ONE_OF_FEW = re.compile(
    r"\b(?:two|three|four|both|[2-4]) (?:[\w-]+ ){0,3}?(?:children|pupils|boys|girls|young people|babies|infants|teenagers|siblings|brothers|sisters)\b[^\n]{0,100}?[;,] (?:the )?(?:one|other|elder|eldest|younger|youngest|first|second|third) (?:had|was|has|is|died|went|ran)\b",
    re.IGNORECASE,
)
# In a notice: "care package at home for a child with a life-limiting illness".
_FOR_A_CHILD = re.compile(
    rf"\bfor (?:an?|the) {_ADJECTIVES}{_CHILD_ALONE},? (?:with|aged|who|in|from|of)\b", re.IGNORECASE
)
# "Child T", "Young Person B", "Sibling 2", "K.M.", "LW", "their son Y".
LETTERED = r"(?:\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling|[Ff]amily) (?:[A-Z]{1,2}\d?|\d)\b|\b[A-Z]\.[A-Z]\.(?! ?[A-Z])|\b[A-Z]{1,2}\b(?!['’.])|\bYP ?\d\b)"
_INITIALS = re.compile(
    rf"{LETTERED}(?:'s)?,? (?:\((?:aged? )?{AGE}(?: (?:years|months|weeks))?\)|(?:who (?:is|was) )?(?:aged )?{AGE}(?=[,;.)]| and\b| when\b)|aged {AGE}\b|a {AGE}[- ]year[- ]old|(?:who )?(?:is|was) (?:just |only |aged )?{AGE}(?: (?:years|months|weeks)(?: old)?)?(?=[,.;]| and\b| when\b)|turned {AGE}\b(?! (?:million|per|%)))"
)
# "K.M. (13)": the stop behind the letters ends a sentence, for whoever splits sentences.
_INITIALS_END = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_AGE_BEGINS = re.compile(rf"\((?:aged? )?{AGE}(?: (?:years|months|weeks))?\)")
_NO_INITIALS = re.compile(
    r"\b(?:Appendix|Annex|Part|Section|Table|Recommendation|Option|Item|Priority|Schedule|Year|Stage|Figure|Group|Class|Block|Phase|Grade|Level|Article|Paragraph|"
    r"Standard|Plan|Form|Lots?|Band|Unit|Team|House|Ward|Zone|Area|Site|Tier|Wave|Cohort|Category|Theme|Strand|Objective|Outcome|Domain|Action|Question|Scenario|"
    r"Model|School|Programme|Document|Map|Route|Line|Hepatitis|Vitamin|Scheme|Bay|Project|Version|Contract|Building) $"
)
_FEW = re.compile(
    rf"\b(?:[Tt]wins|[Tt]riplets|[Qq]uadruplets)\b|(?<![\d.,£%] )(?<![\d.,£])(?<!in )\b(?:one|two|three|four|[1-4]) {_ADJECTIVES}(?:child|children|pupils?|girls?|boys?|young (?:people|person)|siblings|babies|teenagers?|infants?)\b"
    r"(?!['’])(?! (?:in (?:every |each )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b|protection|centres?|homes?))",
    re.IGNORECASE,
)

# "A Year 5 pupil", "the only wheelchair user in Year 9"
_PUPIL = re.compile(
    r"\b(?:a|one|the|the only) (?:[\w-]+ ){0,2}?(?:Year \d{1,2}|Reception) (?:pupil|child|boy|girl|student)\b|\b(?:a|one|the) (?:[\w-]+ ){0,2}?(?:pupil|child|boy|girl|student) in (?:Year \d{1,2}|Reception)\b|\bthe only (?:[\w-]+ ){1,4}in (?:Year \d{1,2}|Reception)\b"
    r"|\b(?:an?|one|the) (?:[\w-]+ ){0,2}?(?:sixth[- ]former|head girl|head boy|pupil|child|boy|girl|student)(?: (?:in|from|of) (?:the|her|his) (?:reception|nursery|infant|sixth|pre-school|GCSE|exam)[\w -]{0,12})?(?= at [A-Z])|\b(?:an?|the) sixth[- ]former\b",
    re.IGNORECASE,
)
_AT_SCHOOL = re.compile(rf"\b[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,4}}? {_SCHOOL}\b")

# One child as records of decisions word it. "a former child in care (NP)", "the appellant's son", "a Year 8 pupil", "(her son)".
_WHOSE = (
    r"(?:appellant|complainant|applicant|claimant|parent|mother|father|carer|family|guardian|petitioner|resident|"
    r"(?:Mr|Mrs|Ms|Miss)\b\.?(?: and (?:Mr|Mrs|Ms|Miss)\b\.?)? [A-Z][\w-]*)['’]?s?['’]?"
)
_CHILD_OF = r"(?:(?:step|grand|foster )?(?:son|daughter|child)|nephew|niece|brother|sister|twins?|baby|boy|girl|sons|daughters|grandchildren|children)"
_CHILD_OF_RECORD = (
    r"(?:child|boy|girl|baby|pupil|student|teenager|young person|care leaver|resident|infant|twins)\b"
    r"(?!['’]s (?:home|nurse|services?|plan)|s\b| (?:protection|poverty|may|must|can|should|could|might|shall|in need|or young|or\b|and young|and family|death|development|minder|performance policy|abuse))"
)
_ONE_OF_RECORD = re.compile(
    rf"\b(?:an?|one|1) (?:[\w-]+ ){{0,5}}?{_CHILD_OF_RECORD}"
    rf"|\b(?:the|this) (?:[a-z-]+ )?(?:{AGE}[- ](?:years?|months?|weeks?)[- ]old|Year \d{{1,2}}) (?:[a-z-]+ ){{0,2}}?{_CHILD_OF_RECORD}"
    rf"|\b(?:the |an? )?{_WHOSE} (?:[\w-]+ ){{0,2}}?{_CHILD_OF}\b"
    # as a log has it: Secure order renewed: boy, 13
    r"|(?:^|[:;|-] )(?:child|boy|girl|male|female|infant|baby|pupil)(?:,| to\b| is\b| was\b)"
    r"|\b(?:the|this) (?:pupil|child|boy|girl|student|young person|teenager|baby),? (?:who|whose|now|aged)\b"
    r"|\bfor (?:pupil|child|boy|girl|young person|student) (?:with|aged|in|from|who)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
# Rules for everybody: "the Director may authorise the keeping of a child", "any child", "where a child".
_FOR_ALL = re.compile(
    r"\b(?:may|must|should|shall|can|up to|[Aa]ny|[Ee]very|[Ee]ach|[Ww]henever|[Ii]f|[Ww]here an?|[Pp]olicy|[Gg]uidance|[Ff]ramework|[Ss]cheme of|[Aa]ll (?:the )?(?:children|parents|pupils)|on average|average)\b"
)
# "agreed that M start at Ridley Road Academy".
_LETTER_ACTS = re.compile(
    r"\b(?:that|and|when|while|for|where|as) [B-HJ-Z] (?:starts?|be|is|was|has|had|should|will|moves?|attends?|goes|returns?|lives?|lived|stays?|remains?|to)\b"
)
# One child whom somebody speaks of: "a deaf Roma boy", "his youngest", "baby born in"; not "a child protection plan".
_SOMEBODY = re.compile(
    rf"\b(?:an?|the|this|that|one|his|her|my|our|another) (?:(?!(?:and|or|of|for|to|in|at|on|by|with|who|that|every|each)\b)[\w'-]+ ){{0,3}}?"
    rf"(?:boy|girl|lad|lass|baby|infant|toddler|teenager|youngster|child|pupil|student|son|daughter|grandson|granddaughter|nephew|niece|young (?:man|woman|person)|care leaver|youngest|eldest|{AGE}[- ]years?[- ]old(?! (?:scheme|strategy|programme|project|building|plan|contract|policy|network|partnership|service|agreement|lease|school|company|charity|system|house|fund|law|report)\b))\b"
    r"(?!['’]s (?:home|nurse|services?|centre|plan|trust|commissioner|champion)|s\b|-| (?:protection|poverty|in need|death|development|minder|abuse|care|premium|referral|places?|numbers?|level|data|welfare|health|benefit|support|services?|leaver|representatives?|council|voice|or\b|sexual|criminal|safety|practice|social work))"
    r"|^(?:Baby|Toddler|Boy|Girl|Teenager|Teen|Schoolboy|Schoolgirl|Pupil)\b(?! (?:boom|bank|box))",
    re.IGNORECASE,
)
# "one mother in Fellgate", "that family"; never "a place to raise a family".
_SOME_PARENT = re.compile(
    r"\b(?:(?:an?|one|another|this|that) (?:[a-z-]+ ){0,3}?(?:mother|father|couple|grandmother|grandfather)|(?:one|this|that) (?:[a-z-]+ ){0,2}?family)\b(?! (?:and|or|hub|centre|court|support|group|help|services?|link|time|room|law|home|members?|friend|liaison|plan|safeguarding|nurse|intervention))",
    re.IGNORECASE,
)
_IS_SPECIFIC = re.compile(
    r"\b(?:the|this|that|his|her|my|our) (?:[\w'-]+ ){0,3}?(?:boy|girl|lad|lass|baby|toddler|son|daughter|grandson|granddaughter|nephew|niece|youngest|eldest)\b",
    re.IGNORECASE,
)
# Money that is told of one: "£620 per week", "at £11,400 a week", "£48,312.50".
_PRICE = re.compile(r"£\d[\d,.]*(?:k|m)?(?: (?:a|per|each) (?:week|day|night|year|month))?")
_YEAR_GROUP = re.compile(
    r"\b(?:Year|Yr|Y) ?(?:1[0-3]|[1-9])\b(?! to)|\bReception (?:class|pupil|child)|\bborn\b"
)
_LETTERED = re.compile(
    r"\b[A-Z]\.[A-Z]\.(?:-?[A-Z]\.)?(?! ?[A-Z][a-z])|"
    r"(?:\(|\b(?:named|called|known as) ?)['\"]?[A-Z]{1,2}\d?['\"]?\)?(?![\w.])|\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling) [A-Z]{1,2}\b"
)


def together(*combinations: tuple[Sign, ...]) -> Callable[[Sentence], Iterator[Span]]:
    """A finder of sentences that tell all signs of one of these combinations: what is held is the sentence."""

    def find(sentence: Sentence) -> Iterator[Span]:
        if any(all(_TELLS[sign](sentence) for sign in signs) for signs in combinations):
            yield from everything(sentence)

    return find


def _tells_place_here(sentence: Sentence) -> bool:
    return any(pattern.search(sentence.words) for pattern in (_PLACE, _SETTING, _PLACE_HEADS))


def _tells_place(sentence: Sentence) -> bool:
    return _tells_place_here(sentence) or any(
        (_AMONG.search(sentence.words), *map(_PLACE.search, (sentence.before, sentence.after)))
    )


def _tells_for_a_child(sentence: Sentence) -> bool:
    return bool(_FOR_A_CHILD.search(sentence.words)) and not _FOR_ALL.search(sentence.words)


def _tells_one_child(sentence: Sentence) -> bool:
    return bool(_ONE_OF_RECORD.search(sentence.words)) and not _FOR_ALL.search(sentence.words)


def _tells_details(sentence: Sentence) -> bool:
    """Whether three or more things are told of one child, something that happened or where he or she comes from among them."""
    words = sentence.words
    is_somebody = _SOMEBODY.search(words) or (Cue.PARENT in sentence.cues and _SOME_PARENT.search(words))
    if not is_somebody or (_FOR_ALL.search(words) and not _IS_SPECIFIC.search(words)):
        return False
    told = (
        sentence.has(TROUBLE),
        Cue.ORIGIN in sentence.cues,
        Cue.DECIDED in sentence.cues,
        Cue.TALENT in sentence.cues,
        _tells_place_here(sentence),
        _YEAR_GROUP.search(words) or ages.of_one_child(sentence),
        _DAY.search(words),
        _PRICE.search(words),
        relatives.names_somebody(sentence) or relatives.parent_speaks(sentence),
    )
    return sum(map(bool, told)) >= _ENOUGH


def _tells_alone(sentence: Sentence) -> bool:
    words = sentence.words
    return bool(
        _SINGLE_CHILD.search(words)
        or (sentence.has(TROUBLE) and _ONE_OF_THEM.search(words))
        or _ONE_OF_FEW.search(words)
        or (Cue.CONTRACT in sentence.cues and _FOR_A_CHILD.search(words))
    )


def _tells_letter(sentence: Sentence) -> bool:
    words = sentence.words
    lettered = any(
        not _NO_INITIALS.search(words, max(0, found.start() - 20), found.start())
        for found in _INITIALS.finditer(words)
    )
    return lettered or bool(_AGE_BEGINS.match(words) and _INITIALS_END.search(sentence.before))


def _matches(pattern: re.Pattern[str]) -> Callable[[Sentence], bool]:
    return lambda sentence: pattern.search(sentence.words) is not None


_TELLS: dict[Sign, Callable[[Sentence], bool]] = {
    Sign.AGE: ages.of_one_child,
    Sign.PLACE: _tells_place,
    Sign.SMALL_PLACE: _matches(_SMALL_PLACE),
    Sign.SETTING: _matches(_SETTING),
    Sign.PLACE_HERE: _tells_place_here,
    Sign.DATED: _matches(_DAY),
    Sign.FOR_A_CHILD: _tells_for_a_child,
    Sign.ONE_CHILD: _tells_one_child,
    Sign.DETAILS: _tells_details,
    Sign.ALONE: _tells_alone,
    Sign.STORY: particular.tells,
    Sign.FEW: _matches(_FEW),
    Sign.PUPIL: _matches(_PUPIL),
    Sign.SCHOOL: _matches(_AT_SCHOOL),
    Sign.LETTER: _tells_letter,
    Sign.LETTER_ACTS: _matches(_LETTER_ACTS),
    Sign.LETTERED: _matches(_LETTERED),
    Sign.PARENT_SPEAKS: relatives.parent_speaks,
    Sign.RELATIVE_AT_WORK: relatives.at_work,
}
