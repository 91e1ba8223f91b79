"""Comings and goings: what those whom a text has named in a public role do with their posts: join, step down, fill in, are poached.

Verb first, then its subject: a verb of coming or going is looked for, what helps it (`is to`, `has been`) is read back from
it, and before that stands somebody whom `people` has found, or `she` where only one can be meant. So the verbs are lists,
and one shape of clause serves them all. Nobody is made known here: whom no other finder knows stays unnamed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from domain.fact import Modality
from linking import modality, times
from linking.appointments import NAME, Change, Turn
from linking.names import HONOURS
from linking.people import Named
from linking.posts import Post
from linking.prose import Prose, Span, within
from linking.time_words import FULL_MONTHS

FOLLOWED = "comings.followed@5"
RULES = (FOLLOWED,)

# What must follow a verb that means many things: whose service, from when, or the end of the clause.
_SERVICE = (
    r" (?:(?:the|our|her|his|its|their|this|both) )?(?:[a-z'-]+ ){0,2}?(?:council|authority|authorities|post|role|job|position|trust|department|"
    r"service|organisation|borough|county|city|team|Council|Authority|Trust|directorate)\b"
)
_WHEN = (
    r" (?:in (?:the (?:spring|summer|autumn|winter|new|middle)|early|late|mid|[A-Z]\w+|\d+)|on (?:\d+\w*|[A-Z]\w+|the)|at the (?:end|start|beginning|turn)|last|next|earlier|later|from|"
    r"this (?:week|month|year|spring|summer|autumn|winter|[A-Z]\w+)|by (?:the|[A-Z]\w+)|before|after|since|until|when|abruptly|suddenly|immediately|unexpectedly|today|yesterday|with (?:immediate )?effect|"
    r"shortly|just|only|within|under|amid|by mutual|having|three|two|six|four|five|\w+ (?:months?|weeks?|years?) (?:ago|later|after|before))\b"
)
_ENDS = r"(?: ?[.,;:)\"]| - |$| (?:and|but|as|because|amid|following)\b)"
# What is handed on, given up and taken on besides a post.
_CHARGE = r"(?:post|role|job|position|portfolio|brief|reins|chairmanship|leadership|baton)"
_TERM = r"(?:term|tenure|time|spell|stint|secondment|contract|employment|appointment)"
_NO_ROOM = r"(?![^.;]{0,30}\b(?:meeting|room|chamber|hall|item|vote|debate|call|committee room)\b)"

# What people do who go.
_GOES = (
    r"step(?:s|ped|ping)? (?:down|aside)|st(?:and(?:s|ing)?|ood) (?:down|aside)|bow(?:s|ed|ing)? out|resign(?:s|ed|ing)?(?! to\b)|retir(?:e|es|ed|ing)|"
    rf"(?:quit(?:s|ting)?|depart(?:s|ed|ing)?|exit(?:s|ed|ing)?){_NO_ROOM}|(?:leav(?:e|es|ing)|left){_NO_ROOM}(?={_SERVICE}|{_WHEN}|{_ENDS}| (?:for|to (?:join|take|become|lead|run|head)) | [A-Z])|"
    rf"mov(?:e|es|ed|ing) on(?={_ENDS}|{_WHEN}|{_SERVICE}| (?:from|to) (?!the (?:next|agenda|item|vote)|item|next ))|(?:call(?:s|ed|ing)? it a day|walk(?:s|ed|ing)? (?:away|out)|part(?:s|ed|ing)? company|pull(?:s|ed|ing)? out(?={_ENDS}| before| of (?:the|her|his) (?:post|role|job))|h(?:ang|angs|ung|anging) up (?:her|his|their) [a-z]+|pack(?:s|ed|ing)? (?:her|his|their) bags|clear(?:s|ed|ing)? (?:her|his|their) desk)|"
    r"went (?=on (?:Mon|Tues|Wednes|Thurs|Fri)day\b(?: (?:morning|afternoon|night|evening))?(?:[.,;]| (?:after|amid|hours|following|over)))|"
    r"lo(?:se|ses|st|sing) (?:her|his|their) (?:seat|post|job|place|position)\b|(?:stand(?:s|ing)?|stood|c[ao]me) off the (?:cabinet|board)|"
    rf"finish(?:es|ed|ing)?(?={_WHEN}| at (?:half|Easter|Christmas|the))|end(?:s|ed|ing)? (?:her|his|their) (?:\w+ )?{_TERM}\b|"
    r"hand(?:s|ed|ing)? in (?:her|his|their) (?:notice|resignation)|tender(?:s|ed|ing)? (?:her|his|their) resignation|"
    r"announc(?:e|es|ed|ing) (?:her|his|their) (?:retirement|resignation|departure|intention to (?:retire|resign|leave|step down))|"
    r"(?:t(?:ake|akes|aking|aken|ook)|accept(?:s|ed|ing)?|opt(?:s|ed|ing)? for) (?:early |voluntary )?(?:retirement|redundancy|severance)|(?:relinquish|surrender)(?:es|s|ed|ing)? (?=[A-Z])|"
    rf"(?:vacat(?:e|es|ed|ing)|relinquish(?:es|ed|ing)?|surrender(?:s|ed|ing)?|g(?:ive|ives|iving|iven|ave) up|(?:lay|lays|laid|laying) down|hand(?:s|ed|ing)? (?:back|over|on)|hand(?:s|ed|ing)?|pass(?:es|ed|ing)? (?:on|over)) (?:the|her|his|their) (?:[\w'-]+ ){{0,5}}?{_CHARGE}|"
    r"off to (?=[A-Z])|go(?:es|ing)? (?=at the end of|on \d|in [A-Z][a-z]+ |next (?:month|week|year))"
)
# What is done to people who go.
_IS_GONE = (
    r"(?:sacked|dismissed|fired|ousted|axed|poached|deselected)(?! by (?:a|an) (?:parent|mother|father))|removed (?:from|as)|(?:forced|pushed|driven|eased) out|let go|made redundant|"
    r"mov(?:ed|ing) on|promoted (?:out of|away)|voted out|demoted|unseated|dropped (?=as|from)|stripped of (?:the|her|his|their)|recalled (?=to|by)|asked to (?:leave|go|stand down|step down|step aside)|[\"']?shown the door|relieved of (?:her|his|their) (?:duties|post)|seconded (?:to|out)|suspended from (?:her|his|their) (?:post|job|role)"
)
# What people do who come.
_COMES = (
    rf"join(?:s|ed|ing)?{_NO_ROOM}(?={_WHEN}|{_SERVICE}|{_ENDS}| (?:us|them|from|as) | (?!Mrs?\b|Ms\b|Dr\b|Cllr|Coun)[A-Z]\w+ (?:from|as|in|on|last|next|this)\b)|"
    r"t(?:ake|akes|aking|aken|ook) (?:over(?! (?:the chair|as chair)\b)|the (?:helm|reins)|charge(?! of (?:the meeting|proceedings))|up (?:the |her |his |their |this |a )?(?:\w+ )?(?:post|role|job|position|appointment|reins|duties)|on (?:the |her |his |their |this |a )?(?:\w+ )?(?:post|role|job|position)|(?:on|over|up) (?:the |her |his |their )?(?:[\w'&-]+ ){1,5}?(?:portfolio|brief))|"
    r"mov(?:e|es|ed|ing) (?:across|up|over|back)? ?(?=(?:from|to) [^.;]{2,60}? (?:to|as)\b)|(?:mak(?:e|es|ing)|made) the (?:\w+ )?(?:move|switch|hop|jump|leap|step up)\b|"
    r"(?:return(?:s|ed|ing)?|c[oa]m(?:e|es|ing) back|goes back|went back) (?=as\b|to (?:lead|run|head|take over)\b)|(?:pick(?:s|ed|ing)? up|inherit(?:s|ed|ing)?) the (?:[\w'&-]+ ){0,4}?(?:portfolio|brief|reins|baton)|"
    r"(?:look(?:s|ed|ing)? after|mind(?:s|ed|ing)?) the (?:shop|store)|(?:hold|holds|holding|held) the reins|ke(?:ep|eps|eping|pt) the seat warm|becom(?:e|es|ing)|became|"
    r"assum(?:e|es|ed|ing) (?:the |her |his |their )?(?:post|role|position|duties|charge)|"
    rf"(?:start(?:s|ed|ing)?|beg(?:in|ins|an|inning)) (?=(?:work |(?:in )?(?:the |her |his )(?:new )?(?:post|role|job)\b|in (?:post|role) |as |at the council |in (?:early |late |mid-)?(?:{FULL_MONTHS})|on (?:\d|(?:Mon|Tues|Wednes|Thurs|Fri)day)|with (?:us|the council)|permanently|next |this (?:week|month)))|(?:start(?:s|ed)?|begins|began)(?=\.)|"
    r"(?:c(?:ome|omes|oming|ame)) (?:on board|from (?:the )?(?=[A-Z]))|arriv(?:e|es|ed|ing) (?=(?:from|in|at|as|on|last|next|this|earlier) )|"
    r"step(?:s|ped|ping)? (?:up|in)(?= (?:as|to (?:the|lead|run|head|fill|cover)|until|while|on an? (?:interim|temporary|acting)|for |in [A-Z]|last|next|this)|[.,;])|step(?:s|ped|ping)? into (?:the|her|his|their|this) (?:new )?(?:role|post|job|position|breach|shoes)|(?:act|acts|acted|acting) up|"
    r"(?:fill(?:s|ed|ing)? (?:in|the (?:gap|vacancy|post|role|void|breach|vacant))|cover(?:s|ed|ing)? (?:the|her|his|their) (?:post|role|job|duties))|hold(?:s|ing)? the fort|held the fort|"
    r"succeed(?:s|ed|ing)?(?= (?:[A-Z]|h(?:er|im)\b|them\b))|replac(?:e|es|ed|ing)(?= (?:[A-Z]|h(?:er|im)\b|them\b))|"
    r"(?:land(?:s|ed)?|got|gets|won|wins|secured|secures|accept(?:s|ed)) (?:the|this) (?:top |permanent |full-time )?(?:job|post|role|nod)|got the nod|"
    r"(?:hold|holds|held|lead|leads|led|run|runs) (?:the )?(?:post|role|job|service|department) (?:on an? (?:interim|acting|temporary) basis)|"
    r"(?<=been )in (?:the |this |her |his )?(?:post|role|job) since|divid(?:e|es|ing) (?:her|his|their) (?:week|time)(?= between)|split(?:s|ting)? (?:her|his|their) (?:week|time)(?= between)"
)
# What is done to people who come; bare `appointed` is for the patterns with a post (appointments).
_IS_COME = (
    r"(?:drafted|brought|parachuted|sent|called) in(?! (?:to court|for questioning))|brought back(?= (?:as|to)\b)|recalled(?= as\b)|slotted into|matched to|co-opted|elevated to|installed|put in charge|lined up|given the (?:top |permanent )?(?:job|post|role)|handed the (?:top |permanent )?(?:job|post|role|reins)|"
    r"(?:unveiled|hired|recruited|named|announced)(?= (?:as|in|on|last|to (?:the|lead|run|head|fill|succeed|replace))\b)|confirmed in (?:the |her |his )?(?:new |permanent |substantive )*(?:post|role|job)|handed the (?:[\w'&-]+ ){1,4}(?:portfolio|brief)|"
    r"appointed(?= (?:in (?:early |late |mid-)?[A-Z0-9]|on \d|last|to (?:the|her|his|this) (?:post|role|job|position)|on an? (?:interim|permanent|acting|temporary)|permanently|by the (?:Department|Secretary|Minister|DfE|[Gg]overnment|Education)|from \d|earlier this|(?:two|three|four|five|six|\d+) (?:months|years) ago))|"
    r"(?:promoted|seconded)(?= (?:to (?:the|lead|run|head|fill|cover)|from|as|in|on)\b)|headhunted|designated(?= [A-Z])"
)
# `she has been succeeded by X`: the one who comes stands after the verb.
_BY = re.compile(
    r"\b(?:succeeded|replaced|followed) (?:in (?:the )?(?:post|role|job) |as [\w' ]{3,40} )?(?:on an? (?:interim|temporary|acting) basis |temporarily )?by "
    rf"|\b(?:hand|pass)(?:s|es|ed|ing)?(?: over| on)? (?:the|her|his|their) (?:[\w'-]+ ){{0,5}}?{_CHARGE} (?:over |on )?to "
)
_TURNS = re.compile(
    rf"\b(?:(?P<goes>{_GOES})|(?P<is_gone>{_IS_GONE})|(?P<comes>{_COMES})|(?P<is_come>{_IS_COME}))"
)
# One of these stands in each of those words: most sentences hold none.
_STEM = re.compile(
    r"step|st(?:an|oo)d|bow|resign|retir|quit|depart|exit|l(?:eav|eft)|mov|call|walk|part|notice|announc|vacat|reli|g(?:iv|av)|off|sack|dismiss|fired|oust|axed|poach|desel|"
    r"remov|out\b|let go|redund|shown|second|suspend|join|t(?:a|oo)k|assum|start|beg[ia]n|c[oa]m|arriv|act|fill|cover|h(?:o|e)ld|succe|replac|land|g[oe]t|nod|won|secur|accept|"
    r"in (?:the |this |her |his )?(?:post|role|job) since|divid|split|draft|bro|para|sent|install|put in|lined|given|handed|unveil|hired|recruit|named|confirm|appoint|promot|headh|design|went|pull|hung|hang|pack|clear|finish|end|los[ets]|lost|opt|surr|pass|voted|demot|unseat|drop|strip|recall|asked|look|mind|ke(?:ep|pt)|bec|pick|inherit|return|mak|made|slot|match|co-opt|elev|lay|laid|go(?:es|ing)? "
)

_HELP_REACH = 60
# `is to`, `has since been`, `would be`, `has agreed to`, `is believed to have`: what helps the verb, read back from it.
_HELP = re.compile(
    r"(?:(?:^|(?<=[\w'\",.;:)]))(?P<help>(?: (?:will|would|shall|is|are|was|were|has|have|had|be|been|being|to|not|never|also|now|since|then|later|already|recently|abruptly|suddenly|quietly|formally|"
    r"today|only|first|just|temporarily|himself|herself|announced|agreed|decided|expected|due|set|about|planning|plans|preparing|intends|offered|chosen|opted|plan|"
    r"told \w+|said|confirmed|reportedly|allegedly|effectively|initially|could|may|might|did))*)(?: \")?) ?$"
)
# What may stand between somebody and what helps the verb: honours, a post in brackets or commas, `, who`, `himself`.
_ASIDE = re.compile(
    rf"\)?{HONOURS}{{0,2}}(?: \([^()\n]{{1,80}}[,)])?(?: and (?:(?:the|her|his|their) )?(?:council|authority|trust|employer|[A-Z]\w+(?: [A-Z][a-z]+)?))?(?:,? - [^\n;]{{1,120}} -|,[^;\n]{{1,200}},|,)?(?:,? (?:who|and|but|he|she|they)(?: [a-z][^,;.\n]{{3,60}} (?:before|until))?)?(?: (?:himself|herself))?,?"
)
_SPEAKS = re.compile(r"\b(?:said|told|added|thanked|asked|welcomed|reported|informed|that|which)\b")
_NOTED = re.compile(r"^,? it (?:was|is|has been) (?:noted|understood|announced|confirmed|reported|said)")
# A second verb of one who has just done another: `joined in 2019 and left in 2022`.
_THEN = re.compile(r"[^;.\n]{0,110}?,? (?:and|but|before|then)(?: then| later)?")
_AND = re.compile(r",? and (?:(?:her|his|their|its|the) (?:[a-z'-]+ ){1,4})?| and$")
_WHO = re.compile(r"(?<=[a-z]),? who(?:se|m)?\b")
# `that she would`, `when he`: a pronoun that means whom its sentence names before.
_HE = re.compile(
    r"(?P<joint>(?:\b(?:that|when|as|after|before|because|but|until|said|says|announced|told \w+|once|while|where|denied|insisted|confirmed|claimed|revealed|if|and)|;|,)? ?)\b(?P<he>[Ss]he|[Hh]e|[Tt]hey)$"
)
_FIRST_HE = re.compile(r"(?:[\"'] ?)?(?P<he>She|He)$")
_SINCE = re.compile(r"\b(?:since|until|till|aged?) (?:the )?$")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to|due|set|about|plans?|planning|preparing|intends|agreed|decided|opted|expected)\b"
)
# `if she leaves`, `until Mr Reeve took up his post`: the hinge of something else.
_IF = re.compile(
    r"\b(?:if|whether|unless|once|until|till)(?: (?:(?:Mrs?|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Coun)\b\.?))? $",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|never)\b")
_PERHAPS = re.compile(r"\b(?:could|may|might)\b")
# `had been due to start on 3 November, but`
_WAS_TO = re.compile(r"\b(?:had been|was|were) (?:due|set|expected|to)\b")
_BUT = re.compile(r",? (?:but|until|before)\b")
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly)\b")
_PERFECT = re.compile(r"\b(?:has|have|had|was|were|been|did)\b")
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|be)\b(?:(?! being).)*$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b|himself|herself")
# `leaves next month`, `takes over`: the present of what is to come; `becomes` may be just past.
_PRESENT = re.compile(r"(?:\w+[^s\W]s|\w+es)\b")
# So near the head of a sentence a day stands that its first clause happens on: `In July, X left`.
_OPENING = 12
# Whoever has handed in her notice is still to go.
_NOTICE = re.compile(r"(?:tender|hand(?:s|ed|ing)? in|announc|accept(?:s|ed|ing)? |opt(?:s|ed|ing)? for)")
_IS_DOING = re.compile(r"^(?!.*\b(?:will|would|to)\b).*\b(?:is|are|was|were|been)\b")
# `is covering`, `has been acting up`: under way, neither to come nor a change.
_UNDER_WAY = re.compile(r"(?:cover|fill|act|hold|lead|runn?|look|mind|keep)ing\b")
# `becomes` tells of a change only with a post.
_BECOMES = re.compile(r"bec(?:a|o)m")
_A_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}~?(?:/\d{4}-\d\d(?:-\d\d)?~?)?$|\d{4}-\d\d(?:-\d\d)?T")
_TO_POST = re.compile(
    r"(?: (?:as|to|from|the|its|their|our|an?|her|his|in|of|post|role|job|position|new|permanent|interim|temporary|council's|acting))*,? ?"
)
# `since the departure of X`, `X's retirement in May`; an appointment may only be proposed.
_GOING = r"(?:departure|resignation|retirement|exit|dismissal|sacking)"
_COMING = r"(?:arrival|recruitment|return|promotion)"
_NOUN_OF = re.compile(
    rf"\b(?:{_GOING}|(?P<comes>{_COMING})) of (?:(?:its|the|their|her|his) )?(?:[\w' ]{{3,70}}?,? )?(?:(?:Mrs?|Ms|Dr|Sir|Dame|Prof) )?$"
)
_NOUN_AFTER = re.compile(
    rf"'s? (?:(?:sudden|abrupt|planned|recent|surprise|early|forthcoming|imminent) )?(?:{_GOING}|(?P<comes>{_COMING}|appointment))\b(?! (?:age|party|date for))"
)
_NOUN = re.compile(rf"{_GOING}|{_COMING}|appointment|{_TERM}|(?:last|final) (?:working )?day")
# `X's second term expired in March`, `X, whose employment with the Council had ended`, `X's last day was Friday`.
_ENDED = re.compile(
    rf"(?:'s?|(?: \([^()\n]{{1,60}}\)|,[^;,.\n]{{1,80}})?,? whose) (?:(?:second|third|first|final|current|three-month|six-month|fixed-term|two-year|three-year|four-year|one-year|interim|temporary|initial|short) ){{0,2}}"
    rf"(?:{_TERM}(?: of office)?(?: (?:as|with|at|in|to|from) [^,;.\n]{{2,70}}?)?(?P<help>(?: (?:will|had|has|have|is|was|would|due|to|also|now|since))*) "
    r"(?P<verb>ends?|ended|expires?|expired|c(?:omes?|ame) to an end|finish(?:es|ed)?|r[au]ns? out|lapsed?s?|concludes?|concluded|not (?:be |been |being )?(?:renewed|extended))\b"
    r"|(?:last|final) (?:working )?day(?: (?:as|with|at|in) [^,;.\n]{2,60}?)?(?P<help_day>(?: (?:will))?) (?P<verb_day>is|was|be|falls|fell)\b)"
)


# A post whose holder the sentence does not name, and what it goes on to: `A new director took up post in January`.
_THE = re.compile(
    r"(?:^|[^,]\s|[;(])(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir|[Bb]oth)(?: (?:new|permanent|substantive|current|then|previous|long-serving|present|(?:council|authority|county|city|borough|trust|department)'s))* $"
)
_GOES_ON = re.compile(
    rf"(?: (?:at|of|for) (?:the (?:council|authority|trust)|[A-Z]\w+))?(?:,? (?:who|whose) [^,;.\n]{{3,60}}?)?,?(?P<help>(?: (?:has|have|had|is|was|will|would|to|be|been|since|now|then|not|also|recently|only|just|due|suddenly|abruptly))*) "
    rf"(?:(?P<goes>{_GOES})|(?P<is_gone>{_IS_GONE})|(?P<comes>t(?:akes?|aken|ook) (?:over(?! (?:the chair|as chair)\b)|the (?:helm|reins)|up (?:the |her |his |this )?(?:post|role|job|position)|charge)"
    rf"|(?:start(?:s|ed)?|beg[ia]ns?)(?={_WHEN})|step(?:s|ped) into (?:the |her |his )(?:post|role|job|position)|arriv(?:es|ed)(?={_WHEN})|joins?(?:ed)? (?:the|our) (?:council|authority)\b|c(?:omes|ame) into post|was (?:appointed|recruited)(?={_WHEN})))"
)


@dataclass(frozen=True, kw_only=True)
class _Clause:
    """A verb of a sentence, what helps it, and who does it."""

    turn: Turn
    helped: str
    start: int
    verb: Span
    who: tuple[Named, ...]
    # Where whoever does it is named in the sentence, and where the clause before ends.
    at: int
    after: int


def place(
    prose: Prose,
    named: Sequence[Named],
    posts: Sequence[Post],
    dates: Sequence[times.Found],
    *,
    day: str | None,
) -> tuple[Change, ...]:
    """The changes that a text tells of the people whom it names, in order of its sentences."""
    changes: list[Change] = []
    known = [one for one in named if one.person]
    for sentence, first in _sentences(prose, known):
        clauses = [
            clause
            for clause in _clauses(prose, sentence, known, first)
            if not _IF.search(prose.smooth, max(sentence[0], clause.at - 24), clause.at)
        ]
        for index, clause in enumerate(clauses):
            end = clauses[index + 1].start if index + 1 < len(clauses) else sentence[1]
            other = prose.smooth.find("; ", clause.verb[1], end)
            end = other if other >= 0 else end
            changes += _changes(prose, sentence, clause, end, posts, dates, day=day)
        changes += _nouns(prose, sentence, known, posts, dates, day=day)
    changes += _unnamed(prose, posts, dates, day=day)
    return tuple(changes)


def _sentences(prose: Prose, known: Sequence[Named]) -> Iterator[tuple[Span, Named | None]]:
    """The sentences that name somebody or begin with `she`, with whom that `she` means."""
    spans = dict.fromkeys(prose.sentence_at(one.start) for one in known)
    for span in spans:
        if span[0] == span[1]:
            continue
        yield span, None
        after = prose.sentence_at(span[1] + 1)
        if after not in spans and after[0] < after[1] and prose.flow.startswith(("She ", "He "), after[0]):
            names = {name[0] for name in NAME.finditer(prose.smooth, *span)}
            yield after, _only(within(known, span), span, len(names))


def _only(here: Sequence[Named], sentence: Span, others: int) -> Named | None:
    """Whom `she` means in the next sentence: the only one named, or the one with whom the sentence begins."""
    if len({one.person.entity for one in here if one.person}) == 1 and len(here) >= others:
        return here[0]
    return here[0] if here and here[0].start == sentence[0] else None


def _clauses(prose: Prose, sentence: Span, known: Sequence[Named], first: Named | None) -> Iterator[_Clause]:
    flow = prose.smooth
    if not _STEM.search(flow, *sentence):
        return
    here = within(known, sentence)
    last: _Clause | None = None
    for found in _TURNS.finditer(flow, *sentence):
        start, helped = _help(flow, sentence, found.start())
        kind = found.lastgroup or ""
        if kind.startswith("is_") and not (_PASSIVE.search(helped) or _bare(found)):
            continue
        if found[0] == "left" and _PASSIVE.search(helped):  # `was left in charge`
            continue
        who, at = _subjects(flow, sentence, here, first, start, last)
        if who:
            if last and at == start and not helped:  # `is to leave and join`
                helped = last.helped
            last = _Clause(
                turn=Turn.DEPARTURE if kind in ("goes", "is_gone") else Turn.APPOINTMENT,
                helped=helped,
                start=start,
                verb=found.span(),
                who=who,
                at=at,
                after=last.verb[1] if last else sentence[0],
            )
            yield last
    for found in _BY.finditer(flow, *sentence):
        if after := [one for one in here if 0 <= one.start - found.end() <= len("Councillor ")]:
            yield _Clause(
                turn=Turn.APPOINTMENT,
                helped=_help(flow, sentence, found.start())[1],
                start=found.start(),
                verb=(found.start(), after[0].end),
                who=(after[0],),
                at=last.at if last and last.at < found.start() else found.start(),
                after=last.after if last and last.at < found.start() else found.start(),
            )


def _help(flow: str, sentence: Span, verb: int) -> tuple[int, str]:
    """The words that help a verb, such as `will be`, and where they begin; none, at the verb, if nothing does."""
    found = _HELP.search(flow, max(sentence[0], verb - _HELP_REACH), verb)
    return (found.start("help"), found["help"]) if found else (verb, "")


def _bare(found: re.Match[str]) -> bool:
    """`Noor Haddad confirmed in post`, `X, drafted in as`: a participle without help, as chronicles and asides have it."""
    return found[0].startswith(("confirmed", "drafted", "parachuted", "seconded", "poached", "headhunted"))


def _subjects(
    flow: str,
    sentence: Span,
    here: Sequence[Named],
    first: Named | None,
    start: int,
    last: _Clause | None,
) -> tuple[tuple[Named, ...], int]:
    """Who does what the verb says, and where: somebody named before it with an aside at most between, or a pronoun that can mean only one."""
    before = [one for one in here if one.end <= start]
    if he := _HE.search(flow, sentence[0], start):
        place = he.start("he")
        return _meant(flow, sentence, [one for one in before if one.end <= place], first, he), place
    for one in reversed(before[-3:]):
        if _ASIDE.fullmatch(flow, one.end, start) and not _says_more(flow, one.end, start):
            return _together(flow, before, one), one.start
    is_then = (
        last
        and last.verb[1] <= start
        and not any(last.verb[1] <= one.start for one in before)
        and _THEN.fullmatch(flow, last.verb[1], start)
    )
    return (last.who, start) if last and is_then else ((), start)


def _meant(
    flow: str, sentence: Span, before: Sequence[Named], first: Named | None, he: re.Match[str]
) -> tuple[Named, ...]:
    """Whom a pronoun means: at the head of a sentence the one of the sentence before, else the only one named so far."""
    if _FIRST_HE.fullmatch(flow, sentence[0], he.end("he")):
        return (first,) if first else ()
    if not he["joint"].strip():
        return ()
    meant = {one.person.entity: one for one in before if one.person}
    others = (
        name
        for name in NAME.finditer(flow, sentence[0], he.start("he"))
        if not any(one.start < name.end() and name.start() < one.end for one in before)
    )
    if next(others, None):
        return ()
    if not meant:
        return (first,) if first else ()
    # Of several the last counts only right after what she said or did: `X said she`, `replace X when he`.
    is_near = he["joint"].strip() != ";" and before[-1].end >= he.start() - 1
    return tuple(meant.values()) if len(meant) == 1 else (before[-1],) if is_near else ()


def _says_more(flow: str, start: int, end: int) -> bool:
    """Whether what stands between somebody and a verb is no aside: it names somebody else, or has a verb of its own."""
    return bool(
        NAME.search(flow, start, end)
        or (_SPEAKS.search(flow, start, end) and not _NOTED.search(flow, start, end))
    )


def _together(flow: str, before: Sequence[Named], one: Named) -> tuple[Named, ...]:
    """Both of `X and Y would start`; Y alone where X does something else."""
    index = list(before).index(one)
    if index and _AND.fullmatch(flow, before[index - 1].end, one.start):
        return before[index - 1], one
    return (one,)


def _changes(
    prose: Prose,
    sentence: Span,
    clause: _Clause,
    end: int,
    posts: Sequence[Post],
    dates: Sequence[times.Found],
    *,
    day: str | None,
) -> Iterator[Change]:
    days = _days(prose, clause, sentence, end, dates)
    to_post = _TO_POST.match(prose.smooth, clause.verb[1], end)
    begins = to_post.end() if to_post else clause.verb[1]
    at = bisect_left(posts, begins, key=attrgetter("start"))
    post = posts[at] if at < len(posts) and posts[at].start == begins and posts[at].is_public else None
    if post is None and _BECOMES.match(prose.smooth, *clause.verb):
        return
    # `handed the lead member portfolio to`
    post = post or next((one for one in within(posts, clause.verb) if one.is_public), None)
    verb = prose.smooth[slice(*clause.verb)]
    for index, one in enumerate(clause.who):
        on = days[index] if len(days) == len(clause.who) else days[0] if days else None
        is_under_way = bool(_UNDER_WAY.match(verb) and _IS_DOING.search(clause.helped))
        yield Change(
            turn=clause.turn,
            name=(one.start, one.end),
            post=post,
            sentence=sentence,
            on=on,
            modality=_held(prose, sentence, clause, on, day=day),
            is_aside=is_under_way,
        )


def _days(prose: Prose, clause: _Clause, sentence: Span, end: int, dates: Sequence[times.Found]) -> list[str]:
    """The dates after the verb in its clause, else the one that opens the sentence; `1 and 15 February` are two."""
    days = [
        one
        for one in within(dates, sentence)
        if one.value
        and _A_DAY.match(one.value)
        and not _SINCE.search(prose.smooth, max(clause.verb[1], one.start - 16), one.start)
    ]
    # `replaces X, who retired in the spring`: a day of somebody else's; not so `succeeded by X, who starts in May`.
    is_before = all(one.end <= clause.verb[0] for one in clause.who)
    others = _WHO.search(prose.smooth, clause.verb[1], end) if is_before else None
    until = others.start() if others else end
    after = [one.value for one in days if clause.verb[0] <= one.start < until and one.value]
    if after:
        is_each = " respectively" in prose.smooth[clause.verb[1] : end]
        return after if is_each else after[:1]
    opens = sentence[0] + _OPENING
    before = [
        one.value
        for one in days
        if one.value
        and clause.after <= one.start < clause.verb[0]
        and (
            one.start <= opens
            # `X, who came in 2021, is leaving`: a day of the aside
            or (clause.at <= one.start and "," not in prose.smooth[one.end : clause.start])
            or (clause.at < clause.start and 0 <= clause.at - one.end <= len(", Councillor "))
        )
    ]
    return before[-1:]


def _held(prose: Prose, sentence: Span, clause: _Clause, on: str | None, *, day: str | None) -> Modality:
    """Whether it has come about, is to come, is denied or is only said."""
    helped = clause.helped
    verb = prose.smooth[slice(*clause.verb)]
    told = modality.hearsay(prose.smooth, sentence, clause.at)
    if told is Modality.ACTUAL and _HEARSAY.search(helped):
        told = Modality.REPORTED
    if _DENIES.search(helped):
        return Modality.DENIED
    if told is not Modality.ACTUAL:
        return told
    if _PERHAPS.search(helped) or (
        _WAS_TO.search(helped) and _BUT.search(prose.smooth, clause.verb[1], sentence[1])
    ):
        return Modality.COUNTERFACTUAL
    is_coming = not _UNDER_WAY.match(verb) and _PROGRESSIVE.search(helped) and verb.split()[0].endswith("ing")
    if _TO_COME.search(helped) or is_coming or verb.startswith("off to"):
        is_past = modality.is_after(day, on) and not re.search(r"\bwill\b", helped)
        return Modality.ACTUAL if is_past and " have" in helped else Modality.PLANNED
    if _NOTICE.match(verb) and (not on or not day or modality.is_after(on, day)):
        return Modality.PLANNED
    if modality.is_after(on, day):
        return Modality.PLANNED
    if not _PERFECT.search(helped) and _PRESENT.match(verb) and not (on and day):
        return Modality.PLANNED
    return Modality.ACTUAL


def _nouns(
    prose: Prose,
    sentence: Span,
    known: Sequence[Named],
    posts: Sequence[Post],
    dates: Sequence[times.Found],
    *,
    day: str | None,
) -> Iterator[Change]:
    """`since the departure of X`, `following X's retirement in May`."""
    flow = prose.smooth
    if not _NOUN.search(flow, *sentence):
        return
    for one in within(known, sentence):
        of = _NOUN_OF.search(flow, max(sentence[0], one.start - 110), one.start)
        found = (
            of or _NOUN_AFTER.match(flow, one.end, sentence[1]) or _ENDED.match(flow, one.end, sentence[1])
        )
        if not found:
            continue
        groups = found.groupdict()
        ended = groups.get("verb") or groups.get("verb_day")
        over = max(found.end(), one.end)
        clause = _Clause(
            turn=Turn.APPOINTMENT if groups.get("comes") else Turn.DEPARTURE,
            helped=groups.get("help") or groups.get("help_day") or "",
            start=min(found.start(), one.start),
            verb=(over - len(ended or ""), over),
            who=(one,),
            at=min(found.start(), one.start),
            after=sentence[0],
        )
        yield from _changes(
            prose, sentence, clause, min(sentence[1], clause.verb[1] + 50), posts, dates, day=day
        )


def _unnamed(
    prose: Prose, posts: Sequence[Post], dates: Sequence[times.Found], *, day: str | None
) -> Iterator[Change]:
    """What becomes of a post whose holder is not named: `the assistant director who led it has moved on`."""
    flow = prose.smooth
    for post in posts:
        found = _GOES_ON.match(flow, post.end) if post.is_public else None
        if not found or not _THE.search(flow, max(0, post.start - 30), post.start):
            continue
        sentence = prose.sentence_at(post.start)
        if found.end() > sentence[1] or _IF.search(flow, sentence[0], post.start):
            continue
        kind = found.lastgroup or ""
        if kind == "is_gone" and not _PASSIVE.search(found["help"]):
            continue
        clause = _Clause(
            turn=Turn.APPOINTMENT if kind == "comes" else Turn.DEPARTURE,
            helped=found["help"],
            start=found.start("help"),
            verb=found.span(kind),
            who=(),
            at=post.start,
            after=sentence[0],
        )
        days = _days(prose, clause, sentence, sentence[1], dates)
        on = days[0] if days else None
        held = _held(prose, sentence, clause, on, day=day)
        yield Change(turn=clause.turn, name=None, post=post, sentence=sentence, on=on, modality=held)
