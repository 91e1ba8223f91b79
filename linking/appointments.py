"""Appointments: who takes up a post, who leaves one, which post is vacant, and when.

A sentence is read as a pattern of names, posts and verbs: the names and posts in it are set as signs, so that one
pattern says `somebody has been appointed as something` whoever and whatever it is. `place` gives the changes that a text
tells of, `claims` the names that they make public, `find` the facts. A post that is not public makes nobody known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType, Modality
from linking import modality, times
from linking.claims import Claim
from linking.names import COUNCILLOR, FULL_NAME, HONORIFIC, HONOURS, MEMBER_NAME
from linking.people import Holding, Named
from linking.posts import Post
from linking.prose import Prose, Span, within
from linking.time_words import FULL_MONTHS

TOLD = "appointments.told@8"
VACANT = "appointments.vacant@2"
RULES = (TOLD, VACANT)


class Turn(StrEnum):
    """What happens to a post."""

    APPOINTMENT = "appointment"
    DEPARTURE = "departure"
    VACANCY = "vacancy"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A sentence that tells of a change: who (a span of `flow`), which post, when (EDTF), and how it is held.

    One that is only an aside (`replaces X`) makes the name known and is no event of its own.
    """

    turn: Turn
    name: Span | None
    post: Post | None
    sentence: Span
    on: str | None
    modality: Modality
    is_predecessor: bool = False
    is_acting: bool = False
    is_on_paper: bool = False
    is_announced: bool = False
    is_aside: bool = False


# Sentences without any of these words tell of no change.
_CUE = re.compile(
    r"\b(?:appoint|designat|unveil|install|drafted|brought in|poach|sack|dismiss|axed|oust|unfilled|empty|f(?:ou|i)nd|turn(?:s|ed)? to|g(?:e|o)t\b|recruit|departure|tenure|elected|named|confirmed as|chosen|hired|recruited|promoted|succe(?:ed|ss)|predecessor|replac|step(?:s|ped|ping)? (?:down|up)|"
    r"stand(?:s|ing)? down|stood down|resign|retir|act(?:s|ed|ing)? (?:up|as)|helm|reins|fill|cover|charge|leav(?:e|es|ing)\b|left\b|depart(?:ed|ure|s|ing)?\b|quit|t(?:ake|akes|aken|ook|aking) (?:over|up)|"
    r"no longer|parted|last day|last working|final day|dropped|removed|ceas|made\b|given|handed|landed|secured|got the|won the|contract|expire|join|becom|became|start(?:s|ed|ing)?\b|vacan)"
)
_TITLE = rf"(?:{COUNCILLOR} (?:\(?{HONORIFIC}\)? ){{0,2}}|{HONORIFIC} )"
NAME = re.compile(
    rf"(?<![\w-])(?:{_TITLE}(?P<titled>{MEMBER_NAME})|(?P<name>{FULL_NAME})){HONOURS}{{0,2}}(?: \((?:Lab|Con|Lib|LD|Green|Ind|Ref)[^()\n]{{0,40}}\))?"
)

# The signs that stand for names, posts and councils (they are for private use; a sentence that holds one itself is passed over).
_FIRST_NAME, _FIRST_POST, _FIRST_COUNCIL = 0x10E000, 0x10E100, 0x10E200
_MOST = 0xFF
_SIGNS = re.compile(rf"[{chr(_FIRST_NAME)}-{chr(_FIRST_COUNCIL + _MOST)}]")
_N, _R, _C = (rf"[{chr(first)}-{chr(first + _MOST)}]" for first in (_FIRST_NAME, _FIRST_POST, _FIRST_COUNCIL))

# From a verb to the post: `as its new`, `to the post of`, `the council's next`.
_TO = (
    rf"(?: (?:as|to be|to|the|its|their|our|an?|in|into|new|next|first|permanent|substantive|full-time|joint|council's|authority's|county's|city's|borough's|"
    rf"trust's|post|position|role|job|of|{_C}(?:'s)?))*,? "
)
# What may stand between a name and its verb: `, 52, currently head of ...,`, `, who`.
_ASIDE = r"(?:,[^,;.]{1,120},|(?:,[^,;.]{1,120}){2},)?(?:,? who)?"
_AUX = (
    r"(?P<aux> (?:has (?:now |also |today |recently |just |formally )?(?:been|since been)|have been|had been|was|were|is(?: now)?|be|been|being|will be|would be|"
    r"is to be|to be|is set to be|is due to be))?"
)
_ADVERB = r"(?: (?:also|then|accordingly|subsequently|thereafter|thereupon|finally|eventually|later|first|instead|duly|formally|unanimously|today|now|since|recently|officially|permanently|jointly|yesterday|this week|last week|last month|temporarily|abruptly|suddenly|quietly))?"
_WILL = (
    r"(?P<will> (?:(?:will|would) be|will|would|is to|are to|is set to|is due to|was to|to|is expected to|plans to|intends to|is|was|has|had|has now|"
    r"has announced (?:that )?s?he (?:will|is to|would)|announced (?:that )?s?he (?:will|would|is to|was to)|is preparing to|has decided to|has agreed to))?"
)
_CHOOSES = r"(?:appoint(?:s|ed|ing)?|named?|names|elect(?:s|ed)?|confirm(?:s|ed)|hire[sd]?|recruit(?:s|ed)|chosen?|promoted|announced)"
_CHOSEN = (
    r"(?:appointed|elected|named|confirmed|chosen|promoted|hired|recruited|nominated|designated|unveiled|announced|installed|selected|picked|drafted in|"
    r"brought in|parachuted in|sent in|called in|lined up|seconded|poached|headhunted)"
)
_BECOMES = (
    r"(?:becomes?|became|becoming|acts?|acted|(?:takes?|took|taken|taking) (?:up|on|over|charge|the (?:helm|reins))|(?:acts?|acted|acting|steps?|stepped|stepping) (?:up|in)|starts?|started|begins|began|"
    r"joins?|joined|joining|returns?|returned|steps? up|stepped up|serves?|served)"
)
# `joined us from Wolden as`, `joins the council to become`.
_WHERE = rf"(?: (?:us|them|it|the (?:council|authority|department|team|trust)|{_C})(?: from [^,;.]{{1,60}})?| work)?"
_APPOINTED = (
    # `X has been appointed as its new director`
    rf"(?P<who>{_N}){_ASIDE}{_AUX}{_ADVERB} (?:re-?)?{_CHOSEN}{_TO}(?P<post>{_R})",
    # `the council has named X as its director`, `appointed X, currently ..., as director`
    rf"\b(?P<aux>(?:will|to|is to|plans to) )?{_CHOOSES} (?P<who>{_N})(?:,[^,;.]{{1,120}},)?{_TO}(?P<post>{_R})",
    # `has appointed a new director, X`
    rf"\b(?:appoint(?:s|ed)|named|names|confirmed|hired|recruited|unveil(?:s|ed)|announced){_TO}(?P<post>{_R}),? (?P<who>{_N})",
    # `X will become interim director`, `X, who joined us as director`, `X takes up the post of director`
    rf"(?P<who>{_N}){_ASIDE}{_WILL}{_ADVERB} {_BECOMES}{_WHERE}{_TO}(?P<post>{_R})",
    # `the appointment of X as director`
    rf"\bappointment of (?P<who>{_N}){_TO}(?P<post>{_R})",
    rf"(?P<who>{_N})'s appointment{_TO}(?P<post>{_R})",
    # `X, cabinet member for children, who took up the post in May`
    rf"(?P<who>{_N})(?:,| -) (?:the |its |now |currently )*(?P<post>{_R})[^;.]{{0,60}}? who (?:took up|takes up|started in|will take up|was appointed to|began) (?:the |her |his )?(?:post|role|job)\b",
    # `X, the director of adult care, will fill in until`
    rf"(?P<who>{_N})(?:,[^,;.]{{1,120}},)?(?P<will> (?:will|would|is to|has been|is)) (?:fill(?:ing)? in|step(?:ping)? in|act(?:ing)? up|cover(?:ing)? (?:the|her|his) (?:post|role))\b",
    # `the new director, X, will take up her post in March`
    rf"(?P<post>{_R}), (?P<who>{_N}),{_WILL} (?:takes?|took|taken|taking) up (?:the |her |his )?(?:post|role|position|job)\b",
    # `X has been made director`, `X has been handed the post of director`, `X landed the job of director`
    rf"(?P<who>{_N}){_ASIDE}(?P<aux> (?:(?:has|have|had)(?: now| since| also)? been|was|is being|is to be|will be|would be)){_ADVERB} (?:made|given|handed|offered){_TO}(?P<post>{_R})",
    rf"(?P<who>{_N}){_ASIDE}(?: (?:has|had))? (?:landed|secured|won|got|accepted) the (?:permanent |top )?(?:job|post|role|position) (?:of|as){_TO}(?P<post>{_R})",
    # `the search for a director ended with the appointment of X`
    rf"\b(?:search|recruitment|hunt|competition|vacancy|post|role) (?:for|of|to){_TO}(?P<post>{_R})[^;.]{{0,80}}? appointment of (?P<who>{_N})",
    # `director X will be succeeded by Y`
    rf"(?P<post>{_R})[^;.]{{0,80}}?(?P<will> (?:will|would|is to|was|has|had|is being|is)(?: be| been| to be)?){_ADVERB} (?:succeeded|replaced)(?: temporarily| on an? \w+ basis)? by (?P<who>{_N})",
    # `the director has left and X is covering`, `DCS leaves; X acts up`
    rf"(?P<post>{_R})[^.]{{0,80}}?(?:[;,]| and| while)(?: and| with| while)? (?P<who>{_N}),?{_WILL} (?:(?:act|step)(?:s|ed|ing)? (?:up|in)|acting up|fill(?:s|ed|ing)? in|(?:takes?|took|taking) over|cover(?:s|ed|ing)?|hold(?:s|ing)? the fort)\b",
    # `X has been replaced as chair by Y`
    rf"\b(?P<aux>(?:has|have|had|was|is being|is to be|will be|been|be) )(?:replaced|succeeded) as{_TO}(?P<post>{_R}) by (?P<who>{_N})",
    # `X replaces Y as director`
    rf"(?P<who>{_N}){_ASIDE}{_WILL} (?:succeeds?|succeeded|replaces?|replaced|takes? over from|took over from) (?:{_N}|h(?:er|im)|them)(?:,[^,;.]{{1,80}},)?{_TO}(?P<post>{_R})",
)
_GOES = (
    r"(?:step(?:s|ped|ping)? down|stand(?:s|ing)? down|stood down|resign(?:s|ed|ing)?|retire[sd]?|retiring|quits?|depart(?:s|ed|ing)?|leav(?:e|es|ing)|left|"
    r"step(?:s|ped|ping)? aside|handed in (?:her|his) (?:resignation|notice)|announced (?:her|his) (?:retirement|resignation|departure)|moved on|(?:takes?|took|taking) (?:early )?retirement)"
)
# `left the meeting` is no departure.
_GOING = rf"{_GOES}\b(?! (?:the|this|our) (?:meeting|room|chamber|hall|call|virtual|debate)| (?:at|during|before|after) (?:this|the|that|item|\d)| open\b| it\b| by\b(?! mutual)| over\b| to\b(?! (?:take|become|join|lead|pursue|be)))"
_GONE = (
    # `X will step down as director`, `X resigned from her post as director`
    rf"(?P<who>{_N}){_ASIDE}{_WILL} {_GOING}(?: from)?(?:[^,;.]{{0,40}}? as)?{_TO}(?P<post>{_R})",
    # `X, the director, has left`; `director X is to leave`
    rf"(?P<who>{_N})(?:,| -| \() ?(?:the |its |their |our |a |currently |council's |{_C}'s )*(?P<post>{_R})(?: (?:of|at|for) {_C}| since [^,;.]{{4,20}})?(?:,|\)| -)?(?:[^,;.]{{1,60}},)?{_WILL}{_ADVERB} {_GOING}",
    rf"(?P<post>{_R}),? (?P<who>{_N}),?{_ASIDE}{_WILL}{_ADVERB} {_GOING}",
    # `X told staff that she would step down on 31 March`
    rf"(?P<who>{_N})[^;.]{{1,90}}? that s?he(?P<will> (?:will|would|is to|was to|has|had)) {_GOING}",
    # `X joined in February but is to leave on 25 October`
    rf"(?P<who>{_N})[^;.]{{1,120}}? but(?P<will> (?:is to|will|is set to|is due to)) {_GOING}",
    # `X would leave the council on 31 August`
    rf"(?P<who>{_N}){_ASIDE}{_WILL}{_ADVERB} (?:leaves?|left|leaving|quits?|departs?|departed) (?:the |our )?(?:(?:council|Council|authority|trust|Trust)\b|{_C})(?!(?:['’]s)? (?:chamber|meeting|offices?|estates?|houses?|housing|flats?|homes?|care|area|boundar(?:y|ies)|buildings?|premises|accommodation|tax|tenanc(?:y|ies)|list|register)\b)",
    # `X, whose tenure as director ended in May`
    rf"(?P<who>{_N}),? whose (?:tenure|term|time|contract|spell|stint|secondment) as (?:(?:the|its|your|our|interim|acting) )*(?P<post>{_R})(?P<will> (?:is to|will|is due to))? (?:ends?|ended|expires?|expired|finishes|finished|ran out|runs out|came to an end|comes to an end)\b",
    # `X is no longer director`, `X ceased to be director on 3 May`
    rf"(?P<who>{_N}){_ASIDE}(?P<will> (?:will|would|is to|is due to|has|had|is|was))?{_ADVERB} (?:no longer(?: be)?|cease(?:s|d)? to (?:be|serve as|act as)|stopped being){_TO}(?P<post>{_R})",
    # `X's contract as director has not been renewed`
    rf"(?P<who>{_N})'s? (?:\w+ )?(?:contract|term|tenure|secondment|appointment|employment|spell|stint) as{_TO}(?P<post>{_R})(?P<will> (?:will|would|is to|is due to|has|had|was))? (?:ends?|ended|expires?|expired|finish(?:es|ed)|c(?:ame|omes) to an end|not (?:be |been )?(?:renewed|extended))\b",
    # `X has been replaced as chair`, `has parted company with its director, X`
    rf"(?P<who>{_N}){_ASIDE}(?P<aux> (?:(?:has|have|had)(?: now| since| also)? been|was|is being|is to be|will be)){_ADVERB} (?:replaced|succeeded) as{_TO}(?P<post>{_R})",
    rf"\bparted (?:company|ways) with{_TO}(?P<post>{_R}),? (?P<who>{_N})",
    # `X's last day as chief executive will be`
    rf"(?P<who>{_N})'s? (?:last|final) (?:working )?day as{_TO}(?P<post>{_R})(?P<will> (?:will))? (?:be|is|was)\b",
    # `has sacked his cabinet member, X`, `director X has been dismissed`
    rf"\b(?:sacked|dismissed|fired|ousted|axed|dropped|removed) (?:his|her|its|the|their|{_C}'s){_TO}(?P<post>{_R}),? (?P<who>{_N})",
    rf"(?P<post>{_R}),? (?P<who>{_N}),?(?P<aux> (?:(?:has|have|had)(?: now| since| also)? been|was|is being|is to be|will be)){_ADVERB} (?:sacked|dismissed|fired|ousted|axed|poached|forced out|pushed out)\b",
    # `X has been sacked as director`, `director X was poached by`
    rf"(?P<who>{_N}){_ASIDE}{_AUX}{_ADVERB} (?:sacked|dismissed|fired|ousted|axed|removed|suspended|forced out|pushed out)(?:[^,;.]{{0,20}}? as)?{_TO}(?P<post>{_R})",
    # `his predecessor, X, resigned`
    rf"\bpredecessor,? (?P<who>{_N}),?{_ASIDE}{_WILL}{_ADVERB} {_GOING}",
    # `the resignation of X as director`, `X's departure as director`
    rf"\b(?:resignation|retirement|departure) of (?:(?:its|the|their) )?(?:(?P<post>{_R}),? )?(?P<who>{_N})",
)
_VACANT = (
    rf"\b(?:post|position|role|job) of {_TO.removesuffix(',? ')} ?(?P<post>{_R})(?: post)?(?: (?:at|of|for|in) {_C})? (?:is|was|has been|had been|remains|remained|became|becomes|fell|falls|will be|has become)(?: (?:still|currently|now|left))? vacant",
    rf"(?P<post>{_R})(?: (?:at|of|for|in) {_C})? (?:post|role|position|job)? ?(?:is|was|has been|had been|remains|remained|became) (?:still |currently |now )?vacant",
    # `the post of director has lain empty since Easter`, `remains unfilled`, `the director's post is to be advertised`
    rf"\b(?:post|position|role|job) of {_TO.removesuffix(',? ')} ?(?P<post>{_R})(?: (?:at|of|for|in) {_C})? (?:has|had|have|is|was|remains|remained|still|stands|stood|lies|lay) ?(?:been |still |lain |stood |remained |currently |now |yet to be )*(?:empty|unfilled|filled(?<=be filled)|without a holder)\b",
    rf"(?P<post>{_R})(?:'s)?(?: (?:post|role|position|job))(?: (?:at|of|for|in) {_C})? (?:has|had|is|was|remains|remained|still|stands|stood|lies|lay) ?(?:been |still |lain |stood |remained |currently |now |yet to be )*(?:empty|unfilled|vacant|filled(?<=be filled))\b",
    # `has been without a permanent director since May`, `failed to recruit a head of service`
    rf"\b(?:without|lacks|lacked) an? (?:permanent |substantive |full-time )*(?P<post>{_R})",
    rf"\b(?:failed|unable|struggled|was not able) to (?:recruit|appoint|fill)(?: (?:to )?(?:the |an? )?(?:post|role) of)?{_TO}(?P<post>{_R})",
    rf"\brecruit{_TO}(?P<post>{_R})(?: [^,;.]{{1,40}})? without success\b",
    rf"\bvacan(?:t|cy) (?:post of|position of|role of|post for|for|of|in the post of)(?: the| an?)? (?P<post>{_R})",
)
# A post that changes hands in a sentence that names nobody: `the head of service has quit`, `must appoint a permanent director`,
# `a new director has been found`, `is to get another interim director`.
_NEW = r"(?:(?:an?|the|its|their|yet|another|brand) )*(?:new|next|permanent|interim|temporary|acting|successor|substantive|replacement|another)\b(?: (?:interim|temporary|permanent|acting|joint|council))*"
_BOSS = r"(?:(?:children's |social care |services |safeguarding |council |department )+(?:boss|chief|head|director)|(?:boss|chief|head|director)\b[^,;.]{0,40}\b(?:children|social care|services|department))"
_ALONE_GONE = (
    # `The head of children's services at Wolden has quit`
    rf"(?:^|\b(?:that|as|after|said) )(?:(?:[Tt]he|[Aa]|[Ii]ts|[Tt]heir|{_C}(?:'s?)?) )*(?P<post>{_R})(?:,? (?:of|at|for|in) {_C}(?:'s)?)?{_WILL}{_ADVERB} {_GOING}",
    # `has denied that its head of safeguarding is being moved on`
    rf"(?:^|\b(?:that|as|after|said) )(?:(?:[Tt]he|[Aa]|[Ii]ts|[Tt]heir|{_C}(?:'s?)?) )*(?P<post>{_R})(?:,? (?:of|at|for|in) {_C}(?:'s)?)?{_AUX}{_ADVERB} (?:sacked|dismissed|fired|ousted|axed|poached|moved on|let go|(?:forced|pushed|eased|driven) out|[\"']?shown the door|suspended)\b",
)
_ALONE_APPOINTED = (
    # `To appoint, by no later than 30 September, a permanent director`
    rf"\b(?P<aux>(?:must|should|shall|will|[Tt]o|needs to|is to|plans to|hopes to|aims to|intends to|required to|seeking to|yet to) )(?:appoint|recruit|find|hire)(?:,[^,;.]{{1,60}},)?{_TO}(?P<post>{_R})(?!,? {_N})",
    # `a new director has been found`
    rf"\b{_NEW} (?P<post>{_R})(?: (?:for|at|in|of) {_C})?(?P<aux> (?:has|have|had|is|was|will|is to|to)(?: now| also| finally)? be(?:en)?)? (?:found|appointed|named|chosen|recruited|hired|unveiled|announced|selected)\b",
    # `is to get yet another temporary director`, `has found a new director`, `has turned to`
    rf"\b(?P<aux>(?:is to|will|to|has|have|had) )?(?:get|gets|got|find|found|finds|appoint(?:s|ed)|recruited|hire[sd]|turned to|poached|welcomed|unveil(?:s|ed)) {_NEW} (?P<post>{_R})(?!,? {_N}| {_N})",
)
# The same of a boss without a post's name, for who is named after it alone.
_ANNOUNCED = re.compile(
    rf"\b{_NEW} {_BOSS}|\b{_NEW} boss\b|\bturn(?:s|ed) to an? (?:former|retired|experienced|outside)\b",
    re.IGNORECASE,
)
# Who is named at the head of the next sentence: `X joined in 2022` is who has quit, `X, currently in Wolden, joins` who comes.
_HAD_COME = re.compile(
    r"(?:,[^;.]{1,120},)?(?:,? who)?(?: has| had)? (?:joined|took (?:over|up|on|charge)|was (?:appointed|hired|brought in|drafted in|recruited|promoted)|been (?:in|at)|led|arrived|started|became|came|headed|run|held|spent|served|only)\b"
)
# `members claimed X had been pushed out`
_OUT = re.compile(
    r" (?:has|had|was|is|will|would)(?: been| being| be)? (?:sacked|dismissed|ousted|(?:forced|pushed|eased) out|resign\w*|retir\w+|quit|stepp\w+ down|leaving the (?:council|authority|post))\b"
)
_IS_COMING = re.compile(
    r"(?:,[^;.]{1,160},)?(?:,? who)?(?: will| is to| would| is due to| is set to)? (?:joins?|takes? (?:over|up|on|charge|the (?:helm|reins))|starts?|begins?|moves?|arrives?|comes?|leaves|replaces?|succeeds?|steps? (?:up|in))\b"
    r"|,? (?:who is )?(?:currently|presently|now|formerly|previously|who (?:is|was|has|spent|comes|joins))\b"
)
_PATTERNS = tuple(
    (turn, re.compile(pattern))
    for turn, patterns in ((Turn.APPOINTMENT, _APPOINTED), (Turn.DEPARTURE, _GONE), (Turn.VACANCY, _VACANT))
    for pattern in patterns
)
_ALONE = tuple(
    (turn, re.compile(pattern))
    for turn, patterns in ((Turn.DEPARTURE, _ALONE_GONE), (Turn.APPOINTMENT, _ALONE_APPOINTED))
    for pattern in patterns
)
_MUST = re.compile(r"\b(?:must|should|shall|needs to|required to)\b")
_REQUIRES = re.compile(
    r"\b(?:direct(?:s|ed)|requir(?:es|ed)|must|order(?:s|ed)|instruct(?:s|ed)|shall)\b|^(?:\(?[a-z0-9]{1,3}[.)] )?To $"
)
_TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|set to|due to|expected to|plans? to|intends to|to be|was to|preparing to|decided to|agreed to|leaving|stepping|standing|retiring)\b|^ ?to ?$"
)
_ACTS = re.compile(r"\b(?:act|acts|acted|acting) as\b")
_IS_GOING = re.compile(
    r"\b(?:is|are|was|were)(?: also| now| today)? (?:leaving|stepping|standing|retiring|departing|quitting|joining|becoming|taking)\b"
)
# Whoever has handed in her notice is still to go.
_NOTICE = re.compile(
    r"\bhanded in (?:her|his) (?:resignation|notice)\b|\bannounced (?:her|his) (?:retirement|resignation|departure)\b"
)
# `has been filling in`, `is covering the post`: neither a change nor to come.
_UNDER_WAY = re.compile(
    r"\b(?:is|are|was|has been|have been)(?: also| now| currently)? (?:filling in|stepping in|acting up|covering)\b"
)
# `RESOLVED: That X be elected Chair` is so; `that X be appointed` of a recommendation is not yet.
_DECIDED = re.compile(r"\bRESOLVED\b|\b[Rr]esolved\b|\b(?:AGREED|[Aa]greed)\b")
_DECIDED_BEFORE = 240
_RECOMMENDED = re.compile(r"\b(?:[Rr]ecommend|RECOMMEND)")
# `She will start on Monday`, `He joins in March`: when somebody begins, told in the sentence after.
_BEGINS = re.compile(
    r"\b(?:start|starts|started|begin|begins|began|join|joins|joined|takes? up|took up|taking up|takes? over|in post)\b"
)
_PRONOUN = re.compile(r"(?:She|He|They)\b")
_LATER_SENTENCES, _BEGINNING = 2, 40
# `since the departure of X in May`: an event that is only named, and how near its day stands.
_NOUNS = ("resignation", "retirement", "departure")
_RIGHT_AFTER = 16
# `takes over next month from Y`, `will replace Y`: who goes where somebody comes.
_INSTEAD_OF = re.compile(
    rf"\b(?P<will>(?:will|would|is to|to|is due to|is set to) )?(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|(?:takes?|took|taking|taken) over(?: [^,;.]{{1,30}})? from|in succession to) (?:the outgoing (?:{_R} )?|(?:{_R},? ))?(?P<who>{_N})"
)
_SHE = re.compile(r"(?:She|He)\b")
# `to 31 March`, `since 2019`: where something ends or began that is not the change; `was today named`: the day of the news.
_BOUNDS = re.compile(
    rf"\b(?:until|till|since|basis to|(?:{FULL_MONTHS}|\d{{4}}|\d) to)(?: the)?(?: end of)? $"
)
_NEWS = re.compile(r"today|yesterday|this (?:morning|afternoon|week)|last night")
# `leaves in March`, `takes over`: the present of what is to come.
_IS_TO = re.compile(
    r"\b(?:leaves|steps down|stands down|retires|departs|joins|starts|takes (?:over|up|charge|the helm))\b"
)
_A_DAY = re.compile(
    r"\d{4}-\d\d~/\d{4}-\d\d~$|\d{4}(?:-\d\d){0,2}(?:/\d{4}-\d\d-\d\d)?$|\d{4}-\d\d(?:-\d\d)?T"
)


def place(
    prose: Prose,
    posts: Sequence[Post],
    councils: Sequence[Span],
    dates: Sequence[times.Found],
    *,
    day: str | None,
) -> tuple[Change, ...]:
    """The changes that a text tells of, in order of its sentences; `councils` are the spans of councils' names."""
    changes: list[Change] = []
    done = -1
    last: Span = (-1, -1)
    for cue in _CUE.finditer(prose.flow):
        sentence = prose.sentence_at(cue.start())
        if sentence[0] <= done or sentence[0] == sentence[1] or _SIGNS.search(prose.flow, *sentence):
            continue
        done = sentence[0]
        told = list(_told_in(prose, sentence, posts, councils, dates, last, day=day))
        if any(change.name for change in told):
            last = sentence
        changes += told
    return tuple(changes)


def claims(changes: Sequence[Change]) -> Iterator[Claim]:
    """The names that a change of a public post makes public; who only leaves a council, in a newspaper, may be anybody."""
    for change in changes:
        if change.name and (
            change.post or change.is_predecessor or change.is_on_paper or change.is_announced
        ):
            yield Claim(start=change.name[0], end=change.name[1], rule=TOLD)


def holdings(changes: Sequence[Change]) -> Iterator[Holding]:
    """Who holds or held a post by what a change says of it."""
    for change in changes:
        if change.name and change.post:
            is_past = change.turn is Turn.DEPARTURE and change.modality is Modality.ACTUAL
            is_ahead = change.turn is Turn.APPOINTMENT and change.modality is not Modality.ACTUAL
            yield Holding(
                name_start=change.name[0],
                name_end=change.name[1],
                post=change.post,
                start=min(change.name[0], change.post.start),
                end=max(change.name[1], change.post.end),
                status="former" if is_past else "acting" if change.is_acting else None,
                modality=change.modality if is_ahead else Modality.ACTUAL,
                since=change.on if change.turn is Turn.APPOINTMENT else None,
                until=change.on if change.turn is Turn.DEPARTURE else None,
            )


def find(
    prose: Prose, changes: Sequence[Change], named: Sequence[Named], own: Council | None
) -> Iterator[Fact]:
    """An event for each change: what, person, post, on (EDTF), status (how the post is to be held)."""
    persons = {one.start: one.person for one in named}
    told: set[tuple[str, str | None, str | None, Modality]] = set()
    dated: set[tuple[str, str | None, str | None]] = set()
    here: set[tuple[str, str | None, Span]] = set()
    days: dict[tuple[Turn, Span | None, Span], str] = {
        (change.turn, change.name, change.sentence): change.on
        for change in changes
        if change.name and change.on
    }
    for change in sorted(changes, key=_fullest_first):
        person = persons.get(change.name[0]) if change.name else None
        if change.is_aside or (change.name and person is None):
            continue
        post = change.post.title if change.post else None
        on = change.on or days.get((change.turn, change.name, change.sentence))
        who = person.name if person else None
        if (change.turn.value, who, change.sentence) in here or _is_told(change, who, post, told, dated):
            continue
        here.add((change.turn.value, who, change.sentence))
        told |= {
            (change.turn.value, who, post, change.modality),
            (change.turn.value, who, None, change.modality),
        }
        dated.add((change.turn.value, who, on))
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*change.sentence),
            rule=VACANT if change.turn is Turn.VACANCY else TOLD,
            about=person.entity if person else own.uid if own else None,
            stated=on,
            modality=change.modality,
            fields={
                "what": change.turn.value,
                "ordinal": None,
                "by": None,
                "on": on,
                "duration": None,
                "person": who,
                "post": post,
                "status": change.post.status if change.post else None,
            },
        )


def _fullest_first(change: Change) -> tuple[Span, bool, bool]:
    return change.sentence, change.post is None, change.is_announced


def _is_told(
    change: Change,
    who: str | None,
    post: str | None,
    told: set[tuple[str, str | None, str | None, Modality]],
    dated: set[tuple[str, str | None, str | None]],
) -> bool:
    """Whether an earlier sentence told the same: of this post or of none, held alike, and on no other day."""
    if (change.turn.value, who, post, change.modality) not in told:
        return False
    return who is None or change.on is None or (change.turn.value, who, change.on) in dated


def _told_in(
    prose: Prose,
    sentence: Span,
    posts: Sequence[Post],
    councils: Sequence[Span],
    dates: Sequence[times.Found],
    last: Span,
    *,
    day: str | None,
) -> Iterator[Change]:
    """The changes of one sentence; of several patterns that fit one name the first counts. `last` told of one before."""
    here = [post for post in within(posts, sentence) if post.is_public][:_MOST]
    names = _names(prose.flow, sentence, here)
    signs, words = _signed(prose.flow, sentence, names, here, councils)
    seen: set[tuple[Turn, Span | None]] = set()
    for turn, pattern in _PATTERNS:
        for found in pattern.finditer(words):
            groups = found.groupdict()
            name = names[ord(groups["who"]) - _FIRST_NAME] if groups.get("who") else None
            post = here[ord(groups["post"]) - _FIRST_POST] if groups.get("post") else None
            if (turn, name) in seen:
                continue
            seen.add((turn, name))
            position = signs[found.start()]
            when = _when(
                prose,
                sentence,
                dates,
                (position, signs[found.end() - 1]),
                turn,
                is_named=found[0].startswith(_NOUNS),
            ) or (_begins(prose, sentence, name, dates) if turn is Turn.APPOINTMENT else None)
            yield Change(
                turn=turn,
                name=name,
                post=post,
                sentence=sentence,
                on=when,
                modality=_held(prose, sentence, position, found, when, turn, day=day),
                is_predecessor=found[0].startswith("predecessor"),
                is_on_paper=prose.circumstances.kind != DocumentKind.ARTICLE,
                is_acting=_ACTS.search(found[0]) is not None,
                is_aside=_UNDER_WAY.search(found[0]) is not None,
            )
    is_hers = _SHE.match(words) and last[1] >= 0 and not prose.flow[last[1] : sentence[0]].strip()
    instead = _INSTEAD_OF.search(words) if seen or is_hers else None
    if instead and (Turn.DEPARTURE, names[ord(instead["who"]) - _FIRST_NAME]) not in seen:
        when = _when(prose, sentence, dates, (signs[instead.start()],) * 2, Turn.DEPARTURE)
        yield Change(
            turn=Turn.DEPARTURE,
            name=names[ord(instead["who"]) - _FIRST_NAME],
            post=None,
            sentence=sentence,
            on=when,
            modality=_held(prose, sentence, signs[instead.start()], instead, when, Turn.DEPARTURE, day=day),
            is_announced=True,
            is_aside=True,
        )
    if not any(turn is Turn.VACANCY for turn, _ in seen):
        told = {turn for turn, _ in seen}
        yield from _unnamed(prose, sentence, here, signs, words, dates, told, day=day)


def _unnamed(
    prose: Prose,
    sentence: Span,
    posts: Sequence[Post],
    signs: Sequence[int],
    words: str,
    dates: Sequence[times.Found],
    told: set[Turn],
    *,
    day: str | None,
) -> Iterator[Change]:
    """A post that changes hands in a sentence without a name; whose it is may be told at the head of the next."""
    for turn, pattern in _ALONE:
        if turn not in told and (found := pattern.search(words)):
            post = posts[ord(found["post"]) - _FIRST_POST]
            position = signs[found.start()]
            when = _when(prose, sentence, dates, (position, position), turn)
            after = _named_after(prose, sentence, turn)
            if after and turn is Turn.APPOINTMENT:
                yield _announced(prose, after)
                after = None
            yield Change(
                turn=turn,
                name=after,
                post=post,
                sentence=(sentence[0], prose.sentence_at(after[0])[1]) if after else sentence,
                on=when,
                modality=_required(prose, sentence, position, found)
                or _held(prose, sentence, position, found, when, turn, day=day),
            )
            return
    if not told and _ANNOUNCED.search(words) and (after := _named_after(prose, sentence, Turn.APPOINTMENT)):
        yield _announced(prose, after)


def _announced(prose: Prose, name: Span) -> Change:
    """Who comes, told in the sentence after the news that somebody does."""
    return Change(
        turn=Turn.APPOINTMENT,
        name=name,
        post=None,
        sentence=prose.sentence_at(name[0]),
        on=None,
        modality=Modality.PLANNED,
        is_announced=True,
    )


def _required(prose: Prose, sentence: Span, position: int, found: re.Match[str]) -> Modality | None:
    """`must appoint`, `hereby directs ...: To appoint`."""
    verb = found.groupdict().get("aux") or ""
    before = prose.flow[sentence[0] : position]
    is_required = _MUST.search(verb) or (
        verb.strip().lower() == "to" and (_REQUIRES.search(f"{before}To ") or _REQUIRES.search(before))
    )
    return Modality.REQUIRED if is_required else None


def _named_after(prose: Prose, sentence: Span, turn: Turn) -> Span | None:
    """Whose post it is that changes hands, where the next sentence begins with the name and goes on about it."""
    after = prose.sentence_at(sentence[1] + 1)
    if after[0] == after[1]:
        return None
    named = NAME.match(prose.flow, *after)
    if turn is Turn.DEPARTURE and (gone := _OUT.search(prose.smooth, *after)):
        for one in NAME.finditer(prose.flow, *after):
            if one.end() == gone.start():
                return one.span("titled" if one["titled"] else "name")
    if not named:
        return None
    tells = _HAD_COME if turn is Turn.DEPARTURE else _IS_COMING
    return (
        named.span("titled" if named["titled"] else "name")
        if tells.match(prose.smooth, named.end())
        else None
    )


def _names(flow: str, sentence: Span, posts: Sequence[Post]) -> list[Span]:
    """Where names stand in a sentence that are no part of a post, titles apart; whom it is written to does nothing in it."""
    names: list[Span] = []
    for found in NAME.finditer(flow, *sentence):
        group = "titled" if found["titled"] else "name"
        start, end = found.span(group)
        if flow.endswith("Dear ", 0, _title_before(flow, start)):
            continue
        if not any(post.start < end and start < post.end for post in posts) and len(names) < _MOST:
            names.append((start, end))
    return names


def _signed(
    flow: str, sentence: Span, names: Sequence[Span], posts: Sequence[Post], councils: Sequence[Span]
) -> tuple[list[int], str]:
    """The sentence with a sign for each name (its title with it), post and council; and where in `flow` each of its characters stands."""
    marks = [
        (_title_before(flow, start), end, chr(_FIRST_NAME + index))
        for index, (start, end) in enumerate(names)
    ]
    marks += [(post.start, post.end, chr(_FIRST_POST + index)) for index, post in enumerate(posts)]
    inside = councils[bisect_left(councils, sentence[:1]) : bisect_left(councils, sentence[1:])]
    marks += [(start, end, chr(_FIRST_COUNCIL)) for start, end in inside]
    pieces: list[str] = []
    places: list[int] = []
    done = sentence[0]
    for start, end, sign in sorted(marks):
        if start < done:
            continue
        pieces += (flow[done:start], sign)
        places += (*range(done, start), start)
        done = end
    pieces.append(flow[done : sentence[1]])
    places += range(done, sentence[1])
    return places, "".join(pieces).replace("\n", " ")


_TITLE_BEFORE = re.compile(rf"(?<![\w-]){_TITLE}$")


def _title_before(flow: str, start: int) -> int:
    title = _TITLE_BEFORE.search(flow, max(0, start - 40), start)
    return title.start() if title else start


def _when(
    prose: Prose,
    sentence: Span,
    dates: Sequence[times.Found],
    told: Span,
    turn: Turn,
    *,
    is_named: bool = False,
) -> str | None:
    """The first date of a sentence after what tells of a change, else the last before; of what is only named, one right after."""
    days = [
        date
        for date in within(dates, sentence)
        if date.value
        and _A_DAY.match(date.value)
        and (
            turn is Turn.VACANCY
            or not _BOUNDS.search(prose.smooth, max(sentence[0], date.start - 24), date.start)
        )
        and not _NEWS.fullmatch(prose.smooth, date.start, date.end)
    ]
    if is_named:
        return next((date.value for date in days if 0 <= date.start - told[1] < _RIGHT_AFTER), None)
    after = [date.value for date in days if date.start >= told[1]]
    before = [date.value for date in days if date.start < told[0]]
    return after[0] if after else before[-1] if before else None


def _begins(prose: Prose, sentence: Span, name: Span | None, dates: Sequence[times.Found]) -> str | None:
    """When the one named begins, where one of the next sentences says so of her: `Mrs Okoro will start on 13 April`."""
    if name is None:
        return None
    surname = prose.flow[slice(*name)].split()[-1]
    position = sentence[1]
    for _ in range(_LATER_SENTENCES):
        span = prose.sentence_at(position + 1)
        if span[0] == span[1]:
            return None
        words = prose.flow[slice(*span)]
        is_same = _PRONOUN.match(words) or surname in words[:_BEGINNING]
        if is_same and (begins := _BEGINS.search(words)):
            return _when(prose, span, dates, (span[0] + begins.start(),) * 2, Turn.APPOINTMENT)
        position = span[1]
    return None


def _held(
    prose: Prose,
    sentence: Span,
    position: int,
    found: re.Match[str],
    when: str | None,
    turn: Turn,
    *,
    day: str | None,
) -> Modality:
    """Whether a change has come about, is to come, or is only asked for."""
    words = found.groupdict()
    verb = words.get("aux") or words.get("will") or ""
    flow = prose.flow
    if (told := modality.hearsay(flow, sentence, position)) is not Modality.ACTUAL:
        return told
    if verb.strip() == "be" or _TO_COME.search(verb) or _IS_GOING.search(found[0]):
        decided = not _RECOMMENDED.search(flow, sentence[0], position) and _DECIDED.search(
            flow, max(0, sentence[0] - _DECIDED_BEFORE), position
        )
        is_settled = verb.strip() == "be" and decided and not modality.is_after(when, day)
        return Modality.ACTUAL if is_settled else Modality.PLANNED
    if turn is not Turn.VACANCY and modality.is_after(when, day):
        return Modality.PLANNED
    if turn is Turn.DEPARTURE and not when and _NOTICE.search(found[0]):
        return Modality.PLANNED
    if turn is not Turn.VACANCY and not when and not verb.strip() and _IS_TO.search(found[0]):
        return Modality.PLANNED
    held = modality.before(flow, sentence, position)
    return held if held in (Modality.DENIED, Modality.COUNTERFACTUAL) else Modality.ACTUAL
