"""One child in particular: whether a sentence tells what befell somebody young, and of no other.

Papers about services speak of children, of any child, of a child who may be placed. Whoever tells a story says "the boy", "one
adolescent", "a pupil ... her papers", "Child M's school", and puts it in the past. So it takes words for one, and a verb that tells
rather than rules. What is said of everybody, what children only say when they are asked, and what went well is no such story.
Words are looked at in small letters; each pattern is asked only where a word for a child stands, or one that tells of such.
"""

import re

from linking.harm.ages import AGE, TEENS
from linking.harm.cues import TROUBLE, Cue, Sentence

# Words for somebody young that say no more: of anybody, unless other words make it one.
_ANY_CHILD = (
    r"(?:child|youth(?! (?:clubs?|centres?|services?|work|workers?|justice|offending|council|courts?|parliament|forum|voice|hubs?|provision|teams?|boards?|panel|groups?|zone|unemployment|violence|mayor)\b)|young (?:person|man|woman)|pupil|student|teenager|adolescent|youngster|minor|juvenile|infant|sibling|care leaver|sixth[- ]former|"
    rf"schoolchild|foster child|runaway|(?<!\d)(?:1[0-7]|[1-9]|{TEENS})[- ]years?[- ]old|asylum seeker)"
)
# Words by which papers mean somebody: of a girl in general they seldom speak.
_SOME_CHILD = (
    r"(?:boy|girl|lad|lass|schoolboy|schoolgirl|baby|newborn|toddler|tot|young (?:mother|father|mum|dad)|teenage (?:mother|father|mum|girl|boy)|"
    r"(?:step|grand|foster |god)?(?:son|daughter)|grandchild|stepchild|nephew|niece|half-(?:brother|sister)|"
    r"(?:baby|little|younger|elder|older|twin|big|youngest|eldest) (?:brother|sister)|young lady|head (?:boy|girl)|(?:youngest|eldest)(?=['’]s|[,.;)]| (?:is|was|has|had|who|went|ran|could|did|of)\b))"
)
_SOME_CHILDREN = r"(?:brothers|sisters|siblings|twins|triplets|quadruplets|sibling (?:group|pair)|half-(?:brothers|sisters))"
# What makes other words of them: "child protection", "the boys' team", "the youngest of the three age groups".
_ENDS = (
    r"\b(?!s\b|-|['’]s (?:home|nurse|services?|plan\b(?! drift)|trust|commissioner|champion|centre|rights)| (?:protection|poverty|in need|death|development|minders?|premium|referrals?|"
    r"admissions?|places?|numbers?|level|data|welfare|health|care|benefit|support|services?|leavers?|representatives?|council|voice|sexual|criminal|"
    r"safety|practice|social|exploitation|abuse|friendly|focused|centred|and family|and adolescent|and young|and sisters|or young|or\b|members?\b|councillor|loan|seat|box|boom|bank|unit|group\b(?! of)|clinic|"
    r"scouts?|guides?|schools?\b|bands?\b|offer|permanence|abduction|records?\b|children|pupils|ones\b|of (?:the|our) (?:\w+ )?(?:\w+ groups|councils?|schools|homes|teams|services|members)))"
)
_CHILD = re.compile(
    rf"\b(?:(?P<any>{_ANY_CHILD})|(?P<some>{_SOME_CHILD})|(?P<several>{_SOME_CHILDREN}))(?<!sibling group)(?:{_ENDS})|\bsibling group of\b|\b(?P<lone>(?:youngest|eldest) (?:person|patient|victim|prisoner|inmate|defendant|offender|suspect|passenger)\b|(?:younger|elder|older) of the (?:two|three|four|pair|brothers|sisters|girls|boys|children|siblings|twins)\b(?=[^\n]{{0,120}}?\b(?:his|her|he|she|him)\b)|(?:only|sole|lone|first|last|remaining) (?:(?:current|present) )?(?:occupant|resident))\b"
)
_BETWEEN = r"(?:(?!(?:and|or|of|for|to|in|at|on|by|with|who|that|every|each|any|no|per|the|an?|this|his|her|their|its)\b)[\w'’-]+,? ){0,4}?"
_LONGEST_BEFORE = 60
# So far behind a word for a child it is said that it is he or she, and what is paid.
_LONGEST_BEHIND = 250
# "the mother was a care leaver": whoever is one is somebody.
_IS_A = re.compile(
    rf"\b(?:he|she|who|mother|father|victim|patient|suspect|defendant|tenant|driver|passenger|deceased|outlier|exception|other|first|last) (?:was|is) an? {_BETWEEN}$"
)
# "one adolescent", "the remaining young person", "another": one, before any word for a child.
_ALONE_BEFORE = re.compile(
    rf"(?:\b(?:in|for) (?:one|another|this|that|the remaining|the other) (?:case|instance|example),? (?:an?|the)|(?<!than )(?<!least )\bone|\b(?:1|a single|another|only|sole|lone|most expensive|costliest|the (?:one|other|remaining|second|third|same|first|subject|last|next))) {_BETWEEN}$"
)
# "the boy", "her baby", "Mrs Y's granddaughter": before a word by which somebody is meant.
_SOMEBODYS = re.compile(
    rf"(?:(?:^|[ (\"'‘“])(?:an?|the|this|that|his|her|my|our|their|whose)|['’]s?) {_BETWEEN}$"
)
# "her son had attended the school", "had seen a boy painting": of whoever is named, or of some boy, little is told by that alone.
_SLIGHT = re.compile(rf"\b(?:an?|his|her|my|our|whose) {_BETWEEN}$")
# What makes a story of it all the same: how often and how long, and what did not go well. "eleven times", "never".
_TOLL = re.compile(
    r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|several|many|a dozen) (?:[a-z-]+ )?"
    r"(?:times|occasions|days|nights|weeks|months|terms|years|moves|placements?|homes|schools|carers?|social workers|staff|workers|episodes|miles|hours)\b"
    r"|\b(?:twice|again|never|nobody|nowhere|refus\w+|fail\w*|could not|did not|would not|has not|had not|cannot|without|unable|too late|delay\w*|declin\w+|stopped|broke|broken|lost|alone|afraid|fear\w*|risk|want of|because|"
    r"mislaid|ended|collapsed|withdrawn|drifted|wrongly|unlawful\w*|apologis\w+|danger\w*|concern(?:s|ed)?|worr\w+|complain\w*|at fault|screamed|cried|wept|kept|held|taken|sent|found|left|spent|slept|stole|stolen|climbed|threw|hid|hidden|ran|run|shouted|begged|pleaded|security|police|guard|guards)\b|£\d"
)
# "the twins", "two sisters"; "twins" alone where a sentence begins.
_SOME_OF_A_FAMILY = re.compile(rf"(?:^|(?:^|[ (])(?:the|these|both|two|three|four|a|her|his) {_BETWEEN})$")
_SOMEBODYS_OWN = re.compile(rf"\b(?:his|her|whose|(?:mr|mrs|ms|miss)\.? [a-z]+['’]s?) {_BETWEEN}$")
_ANYBODY = re.compile(rf"(?:^|[ (\"'‘“])(?:an?|the|this|that) {_BETWEEN}$")
_CONCERNED = re.compile(r" (?:concerned|in question|involved|affected|discussed|at the centre)\b")
# "a child of primary age had been driven", "the pupil lay in hospital": of anybody papers say what may be and is, not what was.
_DID = re.compile(
    r",? whose [^.;\n]{1,60}? (?:was|were|had|has been|have been)\b|"
    r"(?: (?:of|in|from|with|at|under|on|who|whom) [^,.;\n]{1,60}?)? "
    r"(?:was|were|had|has (?:been|not|no|never|now|since)|did|lay|went|ran|died|took|came|left|got|fell|spent|slept|lost|broke|cut|hit|told|gave|became|began|felt|stole|threw|fled|refused|tried|attempted|suffered|waited)\b"
)
# "for a youngster with Prader-Willi costs more than": what is paid for is paid for one.
_WITH = re.compile(r" (?:with|who has|who needs|who is) ")
_PAID_FOR = re.compile(r"£\d|\b(?:costs?|costing|bill|price|priced|spent|paid|funded|a week)\b")
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b")
# "Child M's school", "Baby P2 was", "Young Person A, who": of whom a sentence tells; "the review of Child M" tells of a review.
_CODED = re.compile(
    r"\b(?:(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling|[Pp]upil|[Ss]tudent|[Bb]oy|[Gg]irl|[Tt]win) (?:[A-Z]{1,2}\d?|\d{1,2})|YP ?\d{1,2})\b"
    r"(?=['’]s (?!(?:[Rr]eview|[Rr]eport|[Cc]ase review|[Ii]nquiry)\b)|,? (?:who|whose|aged|now|then)\b|, (?:the|an?|his|her)\b| (?:and \w+ \w+ )?(?:was(?! published)|were|had|has(?! been published)|is(?! published)|are|did|died|lived?s?|went|ran|told|said|disclosed|moved|came|left|made|took|attended|attends|missed|lost|refused|cannot|could|would|wanted|spent|stayed|remained?s?)\b)"
)
# "Y was taken off roll ... his bedroom": a letter alone, of whom much is told.
_LETTER = re.compile(
    r"(?:^|[.;:] |\b(?:that|and|when|but|as|while|because|son|daughter|child|grandson|granddaughter|nephew|niece),? )['\"‘“]?[B-HJ-Z]['\"’”]?,? (?:who |whose )?"
    r"(?:was|had|has|is (?:now|still|currently|not)|did|went|said|told|began|stopped|missed|lost|could not|cannot|refused|tried|ran|self|now)\b"
)
# "she went missing from her foster home", "his teacher rang ... until he came in": whose these are is young.
_ONES_OWN = (
    r"(?:own |new |old |last |latest |previous |former |first |next |second |third |fourth |fifth )?"
    r"(?:foster (?:carers?|home|placement|family|mother|father|parents)|(?:class |head)?teacher|school(?: place)?|nursery|tutor|classmates|social worker|placements?|key ?worker|birth (?:mother|father|family|parents)|"
    r"personal adviser|health visitor|adopters|adoptive \w+|special guardians?|care (?:order|plan)|bedroom|twin|mum|dad|nan|grandma|stepfather|stepmother|children's home|ehcp|ehc plan|youth (?:offending|justice) worker)\b"
)
_OF_ONES_OWN = re.compile(
    r"\b(?:his|her) (?:(?:little|older|younger|elder|twin|baby|half) )?(?:brothers?|sisters?|twin|siblings) (?:has|had|have|was|were) (?:already |since )?(?:been )?(?:adopted|placed|moved|taken|removed|fostered|split)\b"
    rf"|\b(?:he|she)\b[^\n]{{0,150}}?\b(?:his|her) {_ONES_OWN}|\b(?:his|her) {_ONES_OWN}[^\n]{{0,150}}?\b(?:he|she|him)\b"
)
# "he was eleven when", "when she was six": of whom a sentence tells how it was in childhood.
_WHEN_YOUNG = re.compile(
    rf"\b(?:he|she) was (?:only |just |about |still )?(?:aged )?{AGE}(?: years old)? when\b|\bat (?:only |just |barely )?(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen),? (?:he|she)\b|\bwhen (?:he|she) was (?:only |just |about )?(?:aged )?{AGE}\b"
)
# What has happened, and what is so now: "was found", "had been moved", "refuses", "is now in".
_TELLS = re.compile(
    r"\b(?:was|were|had|has|have|did|is (?:now|currently|still|at present|not|being|to be moved|to live|due|the only|our only|in|on|held)|"
    r"(?!need|looked|aged|based|called|named|excluded|fostered|adopted|placed|gifted|advanced|talented|abused|neglected|trafficked|supposed|sighted)[a-z]{2,}ed|"
    r"went|ran|took|came|left|got|gave|fell|saw|spent|slept|lost|broke|cut|hit|wept|drank|ate|hurt|began|became|felt|made|met|grew|lay|sat|stood|told|said|"
    r"stole|bit|fled|threw|swallowed|accounts|comes|costs|needs|requires|remains|refuses|rarely|never|no longer|sleeps|stays|lives|attends|travels|wakes|eats|bites|cannot)\b"
)
# Of everybody: "any child", "when a child goes missing", "the child must be seen", "his or her", "on average", "one in five".
_A_CHILD = rf"(?:{_ANY_CHILD}|{_SOME_CHILD})"
_OF_ALL = re.compile(
    rf"\b(?:any|every|each|no|whichever|all|most|many|some|few|such an?|not an?) {_BETWEEN}{_A_CHILD}(?:ren|s)?\b"
    rf"|\b(?:if|whenever|where|wherever|unless|whether|should|in case|even where|even if) (?:an?|the|your|their) {_BETWEEN}{_A_CHILD}\b"
    rf"|\b(?:when|once|before|until|(?<!looking )(?<!looked )(?<!look )(?<!named )after) (?:an?|your|their) {_BETWEEN}{_A_CHILD}\b(?! (?:was|had|were|died))(?!['’]s [\w-]+ (?:was|had))"
    rf"|\b{_A_CHILD} (?:who )?(?:may|must|should|shall|can|might|will|is to|ought|needs to|has to)\b"
    r"|\b(?:he or she|she or he|his or her|her or his|him or her|he/she|she/he|his/her|him/her|s/he)\b|\(s\)he\b"
    r"|\b(?:(?:routes|vehicles|homes|families|households|placements|classes|plans|contracts|schools) (?:with|of|for) one|per cent|percentage|averaged?|or (?:over|older|under|younger)|and (?:over|under)|some (?:with|of whom|have|had|were)|(?:parents|mothers|fathers|families|women|people|carers|couples|adopters|those) (?:with|who have|who had|expecting|caring for) an?|in (?:most|both|all|these|those|some|many|other|two|three|several) (?:\w+ )?cases|"
    r"cases (?:seen|where|in which|audited|reviewed|sampled|tracked)|counted|out of (?:ten|twenty|\d+)|in (?:four|five|six|seven|eight|nine|ten|\d+) cases|\d+ of (?:the )?\d+ (?:children|pupils|young|looked|cases|plans)|members? of an?|not (?:speak|comment|talk)|(?:cannot|could not|do not|does not) (?:comment|discuss|speak)|policy|policies|guidance|procedures?|protocol|toolkit|should be|must be|ensure that|aims? to|in order to)\b"
    r"|\d ?%|\b(?:one|two|three|1|2|3) (?:\w+ ){0,2}in (?:every |each )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b"
    rf"|\b(?:rights|role|views|voice|best interests|needs|welfare|safety|wishes) of (?:an?|the) {_A_CHILD}\b"
)
# Who is only asked and answers, or does what guests do: "one child told us", "a young person who spoke to the Board".
_ONLY_SPEAKS = re.compile(
    rf"\b{_A_CHILD},? (?:(?:who|whom|that|in \w+|from [\w ]{{1,25}}?|we (?:met|spoke (?:to|with))|spoken to),? )?(?:also |then |proudly )?(?:said|says|told|tells|commented|asked|described|explained|felt|feels|suggested|summed|put it|added|spoke|"
    r"shared|interviewed|at a time|presented|thanked|performed|designed|opened|attended|sang|read|chaired|helped|won|welcomed|joined|reported|stated|noted|wanted|liked|likes|loved|loves|enjoys|enjoyed)\b"
)
# What nobody tells of without pointing: violence, illness of the mind, crime, birth and death.
_GRAVE = re.compile(
    r"\b(?:abus(?:ed|er|ing)|rap(?:ed?|ing|ist)|hit|beaten|bruis\w+|assault\w*|overdos\w+|self-?harm\w*|suicid\w*|sectioned|pregnant|arrested|restrained|died|dead|death|stabb\w+|strangl\w+|"
    r"locked|kicked|punched|burn(?:ed|t|s)|starv\w+|neglected|molest\w+|exploit\w+|traffick\w+|groom\w+|touched|murder\w*|killed|kill (?:him|her)self|own life|hang(?:ed|ing)|jailed|strip-?searched|gave birth)\b"
)
# What went well: of whom it is told, it was told for that. "was helped to move", "has made good progress", "an award".
_GOOD_NEWS = re.compile(
    r"\b(?:well met|good progress|great progress|helped (?:him|her|them|to|with|the)|(?:was|been|well|being) (?:supported|helped|praised|congratulated|thanked|applauded|elected)|supported to|able to (?:return|stay|remain|move|enjoy|go)|successful\w*|success|proud\w*|"
    r"awards?|certificates?|prizes?|medals?|apprenticeship|university|graduat\w+|designed|performed|positive|excellent|outstanding|thriving|flourish\w*|enjoy\w*|inspir\w+|impressive|impressed|happ(?:y|ily|ier)|settled|confident|achieve\w*|celebrat\w+)\b"
)
# What is told of somebody grown up: "his son, a councillor", "his daughter works for the council".
_GROWN = re.compile(
    rf"\b{_A_CHILD},? (?:(?:who|now|is|was|an?|the|also|has|had|been|former) ){{0,4}}(?:works?|worked|working|employed|councillor|director|trustee|elected|teacher|nurse|manager)\b"
)
# "Serious incident notification (1): infant, non-accidental injury": as logs have it, where a word alone stands for one.
_IN_A_LOG = re.compile(
    rf"(?:\(1\)|\b1)[:;,] (?:[a-z-]+ ){{0,2}}{_A_CHILD}[,;:|]|(?:^|[:|.] ){_A_CHILD}, [a-z]|(?:^|[,;:|] )(?:boy|girl|baby|infant|male|female|youth|lad) (?:with|from|aged|in|has|had|is|was)\b"
)
_OF_A_CHILD = frozenset({Cue.CHILD, Cue.KIN})


def tells(sentence: Sentence) -> bool:
    """Whether a sentence tells what befell one child, in words for one and no other."""
    small = sentence.words.lower()
    if Cue.PLIGHT in sentence.cues and sentence.has(_OF_A_CHILD) and _IN_A_LOG.search(small):
        return True
    if not (_is_of_one(sentence, small) or _speaks_of(sentence, small)):
        return False
    if not _TELLS.search(small) or _OF_ALL.search(small) or _GROWN.search(small):
        return False
    if _ONLY_SPEAKS.search(small):
        return _GRAVE.search(small) is not None
    return Cue.PLIGHT in sentence.cues or not _GOOD_NEWS.search(small)


def _is_of_one(sentence: Sentence, small: str) -> bool:
    """Whether words for a child stand in it that are words for one."""
    if not sentence.has(_OF_A_CHILD):
        return False
    is_grave = sentence.has(TROUBLE) or _TOLL.search(small) is not None
    return any(
        _is_one(small, found) and (is_grave or not _is_slight(small, found))
        for found in _CHILD.finditer(small)
    )


def _is_slight(small: str, child: re.Match[str]) -> bool:
    """Whether it is only some boy, or somebody's son."""
    return (
        child.lastgroup == "some"
        and _SLIGHT.search(small, max(0, child.start() - _LONGEST_BEFORE), child.start()) is not None
    )


def _is_one(small: str, child: re.Match[str]) -> bool:
    """Whether a word for a child means one: by what stands before it, or by what is told behind it."""
    first, last = max(0, child.start() - _LONGEST_BEFORE), child.start()
    if child.lastgroup == "lone" or _ALONE_BEFORE.search(small, first, last):
        return True
    if child.lastgroup == "some":
        return _SOMEBODYS.search(small, first, last) is not None
    if child.lastgroup != "any":
        return _SOME_OF_A_FAMILY.search(small, first, last) is not None
    if _CONCERNED.match(small, child.end()) or any(
        each.search(small, first, last) for each in (_IS_A, _SOMEBODYS_OWN)
    ):
        return True
    end, behind = child.end(), child.end() + _LONGEST_BEHIND
    return _ANYBODY.search(small, first, last) is not None and bool(
        _DID.match(small, end)
        or _HE_OR_SHE.search(small, end, behind)
        or (_WITH.match(small, end) and _PAID_FOR.search(small, max(0, end - _LONGEST_BEHIND), behind))
    )


def _speaks_of(sentence: Sentence, small: str) -> bool:
    """Whether it speaks of one by a letter, by his or her foster home and teacher, or by how old he or she was."""
    if Cue.HIDDEN in sentence.cues and _CODED.search(sentence.words):
        return True
    if _LETTER.search(sentence.words):
        return True
    return _HE_OR_SHE.search(small) is not None and any(
        each.search(small) for each in (_OF_ONES_OWN, _WHEN_YOUNG)
    )
