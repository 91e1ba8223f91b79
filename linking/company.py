"""Company: names that are public by the posts and office-holders which a sentence speaks of, though none stands beside them.

Who succeeds a director, whose report the committee hears, who chairs a board or leads an inspection: a text and its posts in,
places of names out. Nobody beside whom a word of families, carers or the front line stands (private_cues.csv).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from domain.document import DocumentKind
from linking.claims import Claim
from linking.names import ANY_NAME, COUNCILLOR, FULL_NAME, HONORIFIC, HONOURS
from linking.posts import Post
from linking.private_words import Cue, cues, no_names
from linking.prose import Prose, Span

SUCCESSION = "company.succession@2"
LED_BY = "company.led_by@1"
PRESENTER = "company.presenter@1"
OWN_DEPUTY = "company.own_deputy@1"
CAREER = "company.career@2"
ADDRESSED = "company.addressed@1"
RULES = (SUCCESSION, LED_BY, PRESENTER, OWN_DEPUTY, CAREER, ADDRESSED)

_NAME = rf"(?:{HONORIFIC} (?P<titled>{ANY_NAME})|(?:{COUNCILLOR} )?(?P<name>{FULL_NAME}))"

# `who replaced Dr Sample`, `takes over from Jane Sample`, `since the departure of Jane Sample`: the words before the name.
_SUCCEEDS = re.compile(
    r"\b(?:replac(?:e[sd]?|ing)|succeed(?:s|ed|ing)?|t(?:akes?|ook|aking|aken) over (?:\w+ \w+ )?from|hand(?:s|ed|ing)? (?:over the|the|her|his) (?:reins|role|post|baton|job|brief|portfolio|keys) to"
    r"|fill(?:s|ed|ing)? in for|deputis(?:e[sd]?|ing) for|st(?:ands?|ood|anding) in for|act(?:s|ed|ing)? for|(?:in|into|fills?|filled|filling) the (?:footsteps|shoes|boots) of|in place of|in succession to"
    r"|(?:departure|resignation|retirement|appointment|secondment|nomination|reappointment|(?:until|before|since|pending|awaiting) the arrival) of|replacement for|(?:stepping|steps|stepped|coming|comes|came) in for"
    r"|parted company with|poached|headhunted|hired|recruited|brought (?:in|back)|seconded|reports? to|reporting to|answer(?:s|able)? to"
    r"|(?:duties|functions|responsibilities|role|post|job) (?:(?:are|is|were|was|being|has been|have been|now|currently) )*(?:shared between|shared by|covered by|split between|carried by|taken on by|handed to))"
    rf" {_NAME}"
)
# `She succeeds Jane Sample`, in the sentence after the one that speaks of the post.
_SUCCEEDS_HER = re.compile(
    rf"(?:She|He|They)(?: (?:will|would|is|was|has|to|be|been))* (?:replac(?:e[sd]?|ing)|succeed(?:s|ed|ing)?|follow(?:s|ed|ing)?|t(?:akes?|ook|aking|aken) (?:over|the reins) from|step(?:s|ped|ping)? into the shoes of) {_NAME}"
)
# `a vacancy created when Jane Sample left`, `the post left vacant by the departure of Jane Sample`
_VACATED = re.compile(
    rf"\b(?:vacan(?:cy|t)|created|arising|arose|arisen|caused|vacated|unfilled|empty)\b[^.;\n]{{0,40}}? (?:when|by|from|following|after|since|on|with|upon) (?:the (?:departure|resignation|retirement|promotion|secondment|death) of )?{_NAME}"
)
# `Jane Sample, who ran the department before retiring`
_RAN = re.compile(
    rf"\b{_NAME},? who (?:had )?(?:ran|led|headed|managed|oversaw|was in charge of|used to run|previously ran) (?:the|our|its|this) (?:department|directorate|service|services|authority|council|trust|team)\b"
)
# `replaced by Jane Sample`, `succeeded by`: passive, the other way round.
_SUCCEEDED_BY = re.compile(rf"\b(?:replaced|succeeded|followed) (?:last \w+ |then |later )?by {_NAME}")
# `the inspection was led by Jane Sample`, `an improvement board chaired by Sir Tom Sample`: what is led is looked for before.
_BY = re.compile(rf" by {_NAME}")
_LEADING = re.compile(
    r"\b(?:(?:co-)?chaired|led|headed|run|overseen|conducted|carried out|undertaken|provided|facilitated|authored|(?:co-)?written|co-signed|signed|[Rr]eview|inquiry|stocktake|diagnostic)(?: (?:independently|jointly|now|currently))?\Z"
)
_LEADING_WINDOW = 28
_LED = re.compile(
    r"\b(?:[Ii]nspections?|[Rr]eviews?|[Pp]eer (?:challenge|team)|[Bb]oard|[Cc]ommittee|[Pp]anel|[Pp]artnership|[Cc]ommission|[Ii]nquiry|[Tt]askforce|[Ss]tocktake|[Dd]iagnostic"
    r"|[Dd]irectorate|[Cc]ouncil|[Aa]uthority|[Ss]crutiny|inspectors|[Mm]onitoring visit|[Ff]ocused visit|[Vv]isit|[Nn]otice|[Dd]irection|[Cc]hildren's services|[Dd]epartment|[Tt]he service|[Tt]rust|[Ss]ocial care)\b[^.;\n]{0,90}\Z"
)
_NOT_LED = re.compile(
    r"\b(?:youth|young|parents?|carers?|school|governing|residents?|tenants?|pupils?|support group|charity|campaign|children in care council)\b",
    re.IGNORECASE,
)
_LED_WINDOW = 130
# `Jane Sample introduced the item`, `Mr Sample presented the report`: officers, in minutes and letters.
_PRESENTED = re.compile(
    r" (?:introduced|presented|outlined|gave an overview of|took members through|spoke to|summarised|was in attendance to present) (?:(?:the|this) )(?:[a-z]+ ){0,2}"
    r"(?:item|report|paper|update|strategy|findings|figures|data|budget|dashboard|scorecard|overview|performance|self-evaluation|annual)\b"
)
_NAME_BEFORE = re.compile(
    rf"(?<![\w-])(?:{HONORIFIC} )?(?P<name>{FULL_NAME}){HONOURS}{{0,2}}(?:,[^,.;\n]{{1,60}},| \([^()\n]{{1,60}}\))?\Z"
)
# `Dear Dr Sample`: whom an inspection letter is addressed to.
_DEAR = re.compile(rf"^Dear {HONORIFIC} (?:(?P<titled>{ANY_NAME})|(?P<name>{FULL_NAME}))$", re.MULTILINE)
# Young people, parents and those who ask from outside present reports too.
_BY_THE_YOUNG = re.compile(
    r"\b(?:[Cc]are [Cc]ouncil|[Yy]outh|[Yy]oung|[Cc]are [Ll]eavers?|life in care|petition|[Pp]arents?|[Cc]arers?|[Pp]upils?|[Ss]tudents?|lived experience|residents?|public)\b"
)
_NAME_BRIEF = re.compile(
    rf"(?<![\w-])(?:{HONORIFIC} )?(?P<name>{FULL_NAME}){HONOURS}{{0,2}}(?:,[^,.;\n]{{1,60}},|,)?(?: would| will| is to| was to| has| had)?(?: move from [a-z ]{{2,30}} to)?\Z"
)
_NAME_WINDOW = 110
# `her successor, Jane Sample`, `his opposite number at Wolden, Tom Sample`.
_HOLDER = re.compile(
    rf"\b(?:post-?holder|(?<=permanent )holder|(?<=current )holder|(?<=previous )holder|incumbent|appointee|preferred candidate|successful candidate|interim|stand-in|caretaker|number two)(?:, | is | was | will be |: ){_NAME}"
)
# `asked Jane Sample, the deputy, to hold the reins`.
_ASKED = re.compile(
    rf"\b(?:asked|invited|persuaded) {_NAME}(?:,[^.;\n]{{1,110}},)? to (?:hold the|lead the|act (?:up|as)|cover|step (?:in|up)|take (?:over|charge|on|the)|fill|chair|look after|stay on|run the)\b"
)
# `thanks to Jane Sample, who had stood down`: only from a post does one stand down.
_THANKED = re.compile(
    rf"\b(?:thanks|tribute|gratitude|appreciation|thanked|farewell)(?: (?:were|was|be|is))?(?: (?:expressed|recorded|given|paid|extended))?(?: to)? {_NAME}{HONOURS}{{0,2}},? who (?:has|had|was|is) (?:recently |just )?(?:st(?:ood|anding) down|stepp(?:ed|ing) down)\b"
)
# `a non-executive from the Department for Education, Dame Jane Sample`: somebody of a body of the state.
_OF_THE_STATE = re.compile(
    rf"\b(?:non-executive|official|expert|troubleshooter|civil servant|adviser|advisor|commissioner|trustee|lead|representative) (?:from|of|at) (?:the )?(?:Department for Education|DfE|Local Government Association|LGA|Ofsted|Department of Health),? {_NAME}"
)
# `Heading up the department since March has been Jane Sample`, `Also joining the Board are Jane and Tom Sample`.
_INVERTED = re.compile(
    r"\b(?:[Hh]eading(?: up)?|[Ll]eading|[Rr]unning|[Cc]hairing|[Ss]tepping (?:into|up)|[Tt]aking (?:over|up|on|charge of)|[Rr]eplacing|[Ss]ucceeding|[Jj]oining|[Oo]verseeing|[Ff]illing)"
    r" (?:[A-Za-z'-]+ ){0,5}?(?:department|service|services|directorate|council|role|post|job|Board|board|review|inspection|team of inspectors|trust|Trust|shoes|reins|helm|partnership|committee|panel)\b"
    rf"[^.;\n]{{0,60}}? (?:is|are|was|were|will be|has been|have been) {_NAME}(?: and (?:{HONORIFIC} )?(?P<second>{FULL_NAME}))?"
)
# `take on the SEND brief`, `who was responsible for children's services`: what cabinet members have.
_BRIEF = re.compile(
    r" (?:(?:who )?(?:(?:will|would|is|was|to|has|had|been) )*(?:t(?:akes?|ook|aking|aken) (?:on|over|up)|move[sd]? (?:[a-z]+ ){0,3}to|given|handed|inherit(?:s|ed)?|pick(?:s|ed)? up|h[oe]lds?|retain(?:s|ed)?|keeps?|kept|gets?|got|lost|gives up|gave up|relinquish(?:es|ed)?)"
    r" (?:the |her |his )?(?:[\w&',-]+ ){0,4}(?:children(?:'s services|'s)?|families|education|SEND|schools|learning|skills|care|health|services|finance|resources|housing|transport|highways|communities|adults?|member|cabinet) (?:brief|portfolio)\b|(?:who )?(?:(?:has|had|have|currently|previously|now|once) )?(?:ran|runs|run|led|leads|headed|heads|oversaw|oversees|managed|manages) (?:the )?(?:[A-Z][\w-]+'s |council's |city's |county's |borough's |authority's )?(?:children's (?:services|social care)|social services|adult (?:services|social care))\b|who (?:is|was|had been|has been) responsible for (?:the )?(?:children's (?:services|social care)|education|schools|social care|adult (?:services|social care))\b(?! at\b))"
)
_OF_A_BRIEF = re.compile(r"brief|portfolio|responsible for|children's s|social services|adult s")
_OWN_DEPUTY = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir|'s) (?:(?:former|then|new|own|immediate|chosen|eventual) )*(?:deputy|predecessor|successor|counterpart|opposite number|replacement|number two|second-in-command)"
    rf"(?: (?:at|in|for) [A-Z][\w-]+(?: [A-Z][\w-]+){{0,3}})?,? {_NAME}"
)
# `Jane Sample joined in 2022`, `Tom Sample and Ann Brown would start on`: what those do who come to a post or leave one.
_ASIDE = r"(?:,[^,.;\n]{1,90},)?"
_HELPS = r"(?: (?:who|has|had|have|is|was|were|will|would|be|been|to|also|now|only|being|due|set|himself|herself|themselves))*"
_NOT_A_JOB = r"(?! (?:from )?(?:her|his|their) (?:job|work|course|school|claim|case|home)\b)"
_CAREER = re.compile(
    rf"(?:{_ASIDE},?{_HELPS}) "
    r"(?:joined in (?:\w+ )?\d{4}|join(?:s|ed) (?:us |them )?(?:from|the (?:council|authority|department|service|team|board))|takes? (?:up|over|charge|the (?:helm|reins|job|post|role|chair))\b"
    r"|took (?:up (?:the|her|his)|over|charge|the (?:helm|reins|job|post|role|chair))|taken (?:up the|over|charge|the (?:helm|reins|job|post|role))|draft(?:ed|s) in|brought (?:in|back)|sent in|called in|parachuted in|flown in"
    r"|(?:resign|retir)(?:ed|es|ing)|quit|stepp?(?:ed|s|ing) (?:down|aside|back|up)|st(?:ood|ands|anding) (?:down|aside)|pushed out|ousted|forced out|shown the door|headhunted|poached"
    r"|confirmed in (?:the |her |his )?(?:new )?(?:post|role|job|position)|(?:(?<=will )|(?<=would )|(?<=to ))(?:start|begin) (?:in|on|work)|calling it a day|told (?:staff|colleagues)|earn(?:s|ed) £|call(?:s|ed) it a day|bow(?:s|ed|ing) out|handed in (?:her|his) notice"
    r"|tendered (?:her|his) resignation|accepted voluntary redundancy|took (?:early retirement|voluntary redundancy)|taken (?:early retirement|voluntary redundancy)|left under|left by mutual|left the (?:council|authority|post|role|job)"
    r"|return(?:s|ed) to (?:her|his) (?:substantive|old|former) (?:post|role|job)|(?:is|are|was|were|been) seconded|on secondment|lent to|depart(?:s|ed)|stay(?:s|ed)? (?:on|in (?:post|the hot seat))|remain(?:s|ed)? in (?:post|charge)"
    rf"|appointed|unveiled|named as|put in charge|reappointed|did not (?:seek|stand)|completed (?:her|his) (?:term|contract))\b{_NOT_A_JOB}"
    r"|'s (?:(?:first|second|third|final|fixed|own|current|initial|six-month|one-year|two-year) )?(?:term|contract|tenure|secondment|notice|stint|resignation|appointment|successor|predecessor)\b"
)
_FILLS = re.compile(
    rf"{_ASIDE},?{_HELPS} (?:agreed to )?(?:acts? up|acting up|acted up|step(?:s|ped|ping)? (?:in|up|into the (?:breach|shoes|role|post))|fill(?:s|ed|ing)? (?:in|the (?:gap|breach|post|role|void|vacancy))"
    r"|hold(?:s|ing)? (?:the fort|the reins)|takes? (?:the reins|charge|the helm)|t(?:akes?|ook|aken|aking) over|mind(?:s|ing)? the (?:shop|store)|look(?:s|ing)? after (?:the shop|things|the service|the department)"
    r"|keep(?:s|ing)? (?:the seat warm|the show on the road)|in (?:temporary |interim |day-to-day )?charge|at the helm|cover(?:s|ed|ing)? (?:the (?:post|role|job|gap)|in the (?:interim|meantime))|lead(?:s|ing)? (?:the (?:service|department|directorate)) (?:until|while|in the)"
    r"|deputis(?:es|ed|ing)|continue(?:s|d)? in post)\b"
)
_A_NAME = re.compile(rf"(?<![\w-]){_NAME}{HONOURS}{{0,2}}(?: and (?:{HONORIFIC} )?(?P<second>{FULL_NAME}))?")
# Words of coming and going in the sentence that speaks of the post.
_TURN = re.compile(
    r"\b(?:quit\w*|left|leav(?:e|es|ing)|resign\w*|retir\w*|step(?:s|ped|ping)? (?:down|aside|up|in)|st(?:ood|ands|anding|and) (?:down|aside)|depart(?:s|ed|ing|ure)|appoint\w*|recruit\w*|hired|new|another|temporary"
    r"|interim|acting|permanent|replac\w*|succe\w+|moved on|pushed out|ousted|vacan\w*|cut short|walked (?:away|out)|seconded|secondment|holder|postholders?|post-holders?|poached|tenure|pulled out"
    r"|parted company|changes? (?:of|in)|reshuffle|restructure|turnover|handover|stay|thanks to)\b|\bNEW\b"
)
# `A new boss has been found for children's social care`: a post by no name of its own.
_BOSS = re.compile(
    r"\b(?:new|NEW|next|another|interim) (?:boss|chief|supremo)\b(?=[^.\n]{0,60}\b(?:children's|social|council|education|safeguarding))"
)
# In how many sentences after that the name may follow, and how near to it a word of private people makes it private.
_LATER, _BESIDE = 3, 70
_BY_TRAINING = re.compile(r"social worker by (?:training|background|profession)")


def claims(prose: Prose, posts: Sequence[Post], held: Collection[Post]) -> Iterator[Claim]:
    """The names of a text that its posts make public though they stand apart from them; `held` are those posts beside which names stand."""
    public = [post for post in posts if post.is_public]
    for found, rule in _found(prose, public, held):
        for start, end in _names_of(found):
            if not (_is_private(prose.flow, start, end) or _is_none(prose.flow[start:end])):
                yield Claim(start=start, end=end, rule=rule)


def _found(
    prose: Prose, public: Sequence[Post], held: Collection[Post]
) -> Iterator[tuple[re.Match[str], str]]:
    flow = prose.flow
    for found in _BY.finditer(flow):
        place = found.start()
        leads = _LEADING.search(flow, max(0, place - _LEADING_WINDOW), place)
        led = _LED.search(flow, max(0, place - _LED_WINDOW), place) if leads else None
        if led and not _NOT_LED.search(flow, max(0, place - _LED_WINDOW), place):
            yield found, LED_BY
    for pattern in (_OWN_DEPUTY, _HOLDER, _ASKED, _OF_THE_STATE, _INVERTED):
        for found in pattern.finditer(flow):
            yield found, OWN_DEPUTY
    for brief in _BRIEF.finditer(flow) if _OF_A_BRIEF.search(flow) else ():
        if named := _NAME_BRIEF.search(flow, max(0, brief.start() - _NAME_WINDOW), brief.start()):
            yield named, LED_BY
    if prose.circumstances.kind == DocumentKind.INSPECTION_LETTER and (dear := _DEAR.search(flow)):
        yield dear, ADDRESSED
    if prose.circumstances.kind != DocumentKind.ARTICLE:
        for thanked in _THANKED.finditer(flow):
            yield thanked, CAREER
        for verb in _PRESENTED.finditer(flow):
            if _BY_THE_YOUNG.search(
                flow,
                verb.start() - _NAME_WINDOW if verb.start() > _NAME_WINDOW else 0,
                verb.end() + _NAME_WINDOW,
            ):
                continue
            if named := _NAME_BEFORE.search(flow, max(0, verb.start() - _NAME_WINDOW), verb.start()):
                yield named, PRESENTER
    for sentence in dict.fromkeys(prose.sentence_at(post.start) for post in public):
        for pattern in (_SUCCEEDS, _SUCCEEDED_BY, _VACATED, _RAN):
            for found in pattern.finditer(flow, *sentence):
                yield found, SUCCESSION
        after = prose.sentence_at(sentence[1] + 1)
        if hers := _SUCCEEDS_HER.match(flow, *after):
            yield hers, SUCCESSION
    open_posts = [post.start for post in public if post not in held]
    open_posts += [boss.start() for boss in _BOSS.finditer(flow)]
    for pattern, places in ((_CAREER, open_posts), (_FILLS, [post.start for post in public])):
        for found in _followed(prose, sorted(places), pattern):
            yield found, CAREER


def _followed(prose: Prose, places: Sequence[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The names that do what a pattern says, in the sentences that speak of a post's being taken or left and in those after."""
    flow = prose.flow
    done = 0
    for place in places:
        sentence = prose.sentence_at(place)
        if not _TURN.search(flow, *sentence):
            continue
        begin, end = max(done, sentence[0]), _end_of(prose, sentence, _LATER)
        for found in _A_NAME.finditer(flow, begin, end):
            is_later = found.start() >= sentence[1]
            if pattern.match(flow, found.end(), end) and (
                is_later or _TURN.search(flow, sentence[0], found.start())
            ):
                yield found
        done = max(done, end)


def _end_of(prose: Prose, sentence: Span, count: int) -> int:
    """Where the last of so many sentences after one ends."""
    last = bisect_left(prose.sentences, sentence) + count
    return prose.sentences[min(last, len(prose.sentences) - 1)][1]


def _names_of(found: re.Match[str]) -> Iterator[Span]:
    yield found.span("name" if found["name"] else "titled")
    if found.groupdict().get("second"):
        yield found.span("second")


def _is_none(words: str) -> bool:
    """Whether capitalised words are no name of anybody: `Internal Audit presented the report`."""
    return any(word in no_names() for word in words.split())


def _is_private(flow: str, start: int, end: int) -> bool:
    """Whether words of families, carers or the front line stand beside a name."""
    beside = _BY_TRAINING.sub("", flow[max(0, start - _BESIDE) : end + _BESIDE])
    return any(cue in (Cue.KIN, Cue.OTHER) for _, _, cue in cues().find(beside))
