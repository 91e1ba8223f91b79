"""Ages of one child, as sentences, tables and logs word them; never those of a group: "children aged 5 to 11", "12-year-olds"."""

import re

from linking.harm.cues import Sentence
from linking.time_words import FULL_MONTHS

MONTH = rf"(?:{FULL_MONTHS})"
TEENS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
# The age of a child: a care leaver's or a parent's says less.
AGE = rf"(?:1[0-7]|[1-9]|(?:{TEENS})\b)"
ONE_CHILD = (
    r"(?:child|boy|girl|lad|lass|baby|infant|toddler|tot|teenager|teen|youngster|juvenile|pupil|student|young (?:person|woman|man|carer)|son|daughter|twins?|triplets|"
    r"siblings?|sisters?|brothers?|youth|schoolboy|schoolgirl|grandson|granddaughter|nephew|niece|newborn)"
)
_YOUNG_ADULT = r"(?:1[5-9]|2[0-5])"
_OF_WHOM = (
    rf"(?:{ONE_CHILD}\b(?!['’]?s? home)|(?:mother|father|mum|dad|parent)\b(?! and baby)|(?:[a-z]+ )?user|victim|witness|suspect|offender|survivor|resident|"
    r"patient|runaway|prodigy|champion|boxer|actor|actress|singer|dancer|footballer|goalkeeper|gymnast|swimmer|skater|jockey|apprentice|orphan|pianist|violinist|musician|cadet|scout|carer|unaccompanied|asylum[- ]seeker|refugee)"
)
# What follows "a 12-year-old" where a child is meant and no thing: "who", "from", "was", "to hospital"; never a noun.
_GOES_ON = (
    r"(?:(?:who|whose|whom|was|were|be|being|is|had|has|have|in|from|with|without|at|by|on|of|to|for|into|out|off|over|under|about|after|before|when|while|until|since|because|as|and|but|"
    r"home|back|died|could|cannot|can|must|may|will|would|should|did|does|said|says|told|asked|waited|lives?|lived|needs?|needed|took|came|went|left|got|self|that|living|last|now|then)\b|[,.;:)]|$)"
)
# "a 12-year-old girl", "our 9 year old daughter", "a fourteen year old who", "an eleven-week-old baby"; never "12-year-olds" or "the ten-year-old strategy".
_YEARS_OLD = rf"(?<!are )(?<!were )(?<!it was )(?<!it is )(?<!which is )(?<!which was )(?<!Primary, )(?<!School, )(?<!Academy, )(?<!Centre, )(?<!club, )(?<!school, )(?<!building, )(?<!scheme, )(?<!centre, )(?<!system, )(?<!contract, )(?<!strategy, )\b{AGE}(?:[- ](?:years?|months?|weeks?|days?)[- ]old| ?(?:y/?o|yrs?)(?:[- ]old)?\b)(?!s)(?:(?: [a-z-]+(?<!and)){{0,3}}? {_OF_WHOM}| ?{_GOES_ON})"
# "the child, aged seven", "one child aged 12", "a baby aged five weeks", never "children aged seven to eleven".
_AGED = rf"\b(?:{ONE_CHILD}|individual|person|resident|patient)\b[^.;()]{{0,40}}?,? ?\(?aged (?:just |only |about )?{AGE}(?! ?(?:to|and|or|-|/|\+)(?! was| is| had| has))"
# "two children aged four and six", "the brothers, aged 9 and 11"; never "children aged 5 and 6".
_ALL_AGED = rf"\b(?:two|three|four|five|both|the|her|his|their|our) (?:[a-z-]+ )?(?:children|boys|girls|siblings|brothers|sisters|twins|sons|daughters),? \(?(?:aged )?{AGE}(?:, {AGE})*,? and {AGE}\b(?! to)"
# "a boy of 15", "the teenager, 13, who", "a girl, 8, was", "the young person (16)".
_OF_AGE = rf"\b{ONE_CHILD}(?: of {AGE}\b(?! (?:heritage|origin|and over|or over|to))|,? \(?(?:who (?:is|was) )?{AGE}(?=[,);.]| and\b| when\b))"
# "a care leaver of 19", "a 22-year-old care leaver".
_LEAVER = rf"(?<!-)\b{_YOUNG_ADULT}[- ]years?[- ]old care leaver\b|\bcare leaver(?: of|,)? \(?(?:aged |now )?{_YOUNG_ADULT}\b(?! ?(?:to|and|or|-))"
# "the boy had turned six when", "was eleven weeks old", "she is 12 and".
_WAS = rf"\b(?:had (?:just )?turned|(?:is|was) (?:just |only |aged )?) ?{AGE}(?: (?:years|months|weeks)(?: old)?)?(?=[,.;]| and\b| when\b)"
# "Tyrese, who is 15 and has lived", "'Amy' is 17, a care leaver": of whom the sentence goes on to say he or she.
_WHO_IS = re.compile(
    rf"\bwho (?:is|was|had (?:just )?turned) (?:just |only |now |then |aged )?{AGE}(?=[,.;)]| and\b| but\b| or\b| with\b| when\b| years?\b)|\b(?:[A-Z][a-z]+'?|he|she) (?:is|was) (?:just |only |now |aged )?{AGE}(?=[,;]| and\b| years old\b)"
    # as in "Ravi, now 13, was", "the boy, now 17 months,", "had her first child at 15", "she turned 18 in custody"
    rf"|\b[A-Z][a-z]+'?(?:,? \((?:aged )?{AGE}\)|, (?:aged |now |then |just |only )?{AGE},)|\b{ONE_CHILD},? \(?(?:now|then|just|aged|nearly|almost) {AGE}(?: (?:years|months|weeks|days))?\b|\b(?:he|she)'s {AGE}(?=[,.;]| and\b)|\b(?:first|second|a|another) (?:child|baby) at {AGE}\b|\b(?:he|she) (?:had )?(?:just )?turned (?:{AGE}|18)\b"
    # "arrived from Hanoi at fourteen, was found", "his fourteenth birthday"
    r"|\bat (?:(?:just|only|barely) )?(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|1[1-7])(?=[,;]| (?:and|he|she|with)\b)|\b(?:his|her) (?:[a-z]+teenth|eighteenth|1[0-8]th|[a-z]+th|first|second|third) birthday\b"
)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
# "Samplby: male, 16,", "F, 14", "Y11 | F |": how tables and logs name one.
_IN_A_ROW = re.compile(
    rf"(?:(?:^|[|;:\t,] ?)(?:[Mm]ale|[Ff]emale|[Bb]oy|[Gg]irl|[MFmf]),? ?[|;,/(\t] ?(?:aged? )?(?:{AGE}|Y(?:ear |ea?r|r)? ?\d{{1,2}})\b"
    rf"|(?:^|[|;:\t,] ?)(?:aged? )?(?:(?:1[0-7]|[1-9])|Y(?:ear |r)? ?\d{{1,2}}),? ?[|;,/\t] ?(?:[Mm]ale|[Ff]emale|[Bb]oy|[Gg]irl|[MF])\b)"
)
# "between the ages of six and nine", "from the age of four": of one person, as the sentence says elsewhere.
_AT_AGE = re.compile(
    rf"\b(?:between the ages of|from the age of|at the age of|since (?:s?he|they) (?:was|were)) {AGE}\b",
    re.IGNORECASE,
)
_ONE_AGE = re.compile(
    rf"{_YEARS_OLD}|{_AGED}|{_ALL_AGED}|{_OF_AGE}|{_LEAVER}|\b(?:he|she) {_WAS[2:]}"
    # "the survivor of the fire, now seven, has had"
    rf"|(?<=[a-z]), (?:now|then) (?:just |only )?{AGE}, (?:who|has|had|is|was)\b"
    # "the former mascot, 13, who lost", "a teenage mother of 16", "her 12-year-old", "Mum of deaf twins, 7"
    r"|(?<=[a-z]), (?:1[0-7]|[3-9]), (?:who|whose|whom)\b|\b(?:teenage|schoolgirl|schoolboy|child) (?:mother|father|mum|dad|bride)\b(?!s)|\b(?:mother|father|mum|dad) of 1[3-7],? who\b"
    rf"|\b(?:her|his|my) {AGE}[- ]years?[- ]old\b(?!s)",
    re.IGNORECASE,
)
_AGE_TOLD = re.compile(_WAS, re.IGNORECASE)
_A_CHILD = re.compile(
    rf"\b{ONE_CHILD}\b(?!['’]?s? (?:home|services))|\bone of (?:the|our|these|those) (?:[a-z-]+ )?(?:children|pupils|boys|girls|babies|young people)\b",
    re.IGNORECASE,
)


def of_one_child(sentence: Sentence) -> bool:
    """Whether a sentence tells the age of one child."""
    words = sentence.words
    return bool(
        _ONE_AGE.search(words)
        or _IN_A_ROW.search(words)
        or (_A_CHILD.search(words) and _AGE_TOLD.search(words))
        or (_HE_OR_SHE.search(words) and (_WHO_IS.search(words) or _AT_AGE.search(words)))
    )
