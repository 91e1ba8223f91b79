"""Holdings: which posts a text gives to which names: `Jane Smith, Director of ...`, `council leader Jane Smith`, `kept on as ...`.

Posts that a text names and the names beside them in, pairs of the two out; whose name it is, and which body's post, is for
people.py and roles.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.fact import Modality
from linking.councils import Placed
from linking.members import TITLES
from linking.names import COUNCILLOR, FULL_NAME, HONORIFIC, HONOURS, MEMBER_NAME
from linking.posts import Post
from linking.prose import Prose

SAID = r"(?:said|says|added|adds|explained|told|insisted|insists|warned|continued|confirmed|acknowledged|admitted|stressed|noted)"

# A name as it stands beside a post: in full, or a surname with its title.
BEARER = rf"(?:(?:{COUNCILLOR} {TITLES}|{HONORIFIC} )(?P<titled>{MEMBER_NAME})|(?P<name>{FULL_NAME}))"
# What may stand between a post and the name after it: `Director: Jane Smith`, `the director's post is held by Jane Smith`.
_AFTER_POST = re.compile(
    r"(?: \((?=[^()\n]{3,60}\))|(?: responsible for [a-z' ]{3,40}?)?(?:,|:| -| \|| is| was| will be| has been| is to be| (?:was|has been|is) named as"
    r"|,? (?:currently|then|now|formerly|namely)"
    r"|(?: (?:post|role|job|position|brief|portfolio))?,? (?:(?:is|was|are|being|has|been|will|be|to|currently|now) ){0,3}(?:will be )?(?:held|filled|covered|occupied|taken (?:up|on|over))(?: on an? [a-z-]+ basis)? by"
    r"| (?:role|post|job|position) (?:has gone|goes|went|will go) to)? )"
    rf"{BEARER}(?!'s)"
)
# `an independent chair, a role which Jane Smith has accepted`; `handed the lead member portfolio to Jane Smith`.
_ROLE_OF = re.compile(
    rf"(?:, (?:a|the) (?:role|post|position|job|brief)(?: which| that| to which| for which| currently)? | (?:brief|portfolio|role|job|post|position|reins|duties|chain) to ){BEARER}"
)
_RIGHT_AFTER = re.compile(rf" {BEARER}")
_DIRECTLY_AFTER_POST = re.compile(rf" {BEARER}(?=,| {SAID}\b)")
# Whose post it is, where that stands before it: `your`, `the city's own`, `Labour`, `DfE`.
_WHOSE = (
    r"(?:(?:currently|now|still|Labour|Conservative|Liberal Democrat|Lib Dem|Green|DfE|Ofsted|LGA|NHS|ICB|one of the|the|its|our|your|their|my|a|an|own|new|current"
    r"|newly[- ]appointed|substantively|presently|previously|formerly|normally|also|lay|full-time|part-time|long-serving|outgoing|incoming|departing|caretaker|joint|then|next|first|second|third|permanent|council's|authority's|county's|city's|borough's|department's|partnership's|trust's|board's"
    r"|[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,2}'s) )*\Z"
)
_BEFORE_POST = re.compile(
    rf"(?<![\w-]){BEARER}{HONOURS}{{0,3}}(?:, \d\d(?=,))?(?: \([^()\n]{{1,40}}\))?"
    r"(?P<gap>,| -| \|| \((?:[^()\n]{1,50},)?|:|,? who(?: until [^,.;\n]{1,30},?)?(?: is| was| has been| had been| will be| became|'s)|(?:,? is|,? was| has been| had been| will be| will become| is to be(?:come)?| is (?:set|due) to be(?:come)?| remains)"
    r"|,? (?:who )?(?:serves|served|acts|acted|acting|works|worked|sits|sat|signed|writing|speaking|continues|continued|remains|doubles|doubling) as"
    r"|'s (?:time|term|tenure|spell|role|job|position|work) as|, whose (?:year|time|term|tenure|spell|role|work) as|,? in (?:his|her|their) (?:role|capacity|position) as"
    r"|,? \(?(?:currently|formerly|previously|until (?:recently|now|then|last \w+|this \w+|\w+ \d{4})|up to now|latterly|lately|hitherto|once|as)|, having (?:previously |formerly )?been)? ?"
    + _WHOSE
)
# `has lost its chief executive (Jane Smith, in April)`.
_LOST = re.compile(
    r"\b(?:lost|loss of|parted company with|(?:said )?(?:farewell|goodbye) to|departure of|resignation of|retirement of) (?:(?:its|the|their|our|both|also) ){0,2}\Z"
)
_LOST_WINDOW = 50
# `Jane Smith will be director`.
_TO_BE = re.compile(r"\b(?:will|to) be(?:come)?\b")
# Before a post, what gives it to somebody further back: `kept on as`, `his post as`.
_AS = re.compile(rf" (?:as|designated|made|to become|becomes|became|to be) {_WHOSE}")
_HELPERS = r"(?: (?:will|would|could|may|is|was|were|be|been|being|has|had|to|set|due|expected|also|now|today|yesterday|since|then|later|not|formally|originally))*"
_STAYS = r"kept on|retained|continue[sd]?|stay(?:s|ed)?(?: on)?|remain(?:s|ed)?|reappointed|re-appointed"
# `Jane Smith would be kept on as`, `Jane Smith, who joined in May, was today unveiled as`.
_MADE = re.compile(
    rf"(?<![\w-]){BEARER}{HONOURS}{{0,3}}(?:,[^,.;\n]{{1,80}},)?(?:,? who)?(?P<help>{_HELPERS}) (?:(?:designated|made)|(?:(?P<stays>{_STAYS})"
    r"|designated|unveiled|named|announced|confirmed|introduced|installed|brought (?:in|back)|drafted in|lined up|sent in|parachuted in|appointed|seconded|hired|engaged"
    rf"|employed|nominated|selected|chosen|promoted|(?P<served>served|worked)|stepp(?:ed|ing) (?:in|up)|step(?:s)? (?:in|up)|return(?:s|ed)|join(?:s|ed))(?: [a-z]+){{0,5}} as) {_WHOSE}"
)
# `naming Jane Smith as`, `with Jane Smith as`.
_NAMING = re.compile(
    r"\b(?:nam(?:ing|es|ed)|appoint(?:ing|s|ed)|designat(?:ing|es|ed)|confirm(?:ing|s|ed)|announc(?:ing|es|ed)|unveil(?:ing|s|ed)|nominat(?:ing|es|ed)|install(?:ing|s|ed)"
    r"|hir(?:ing|es|ed)|with|identif(?:ying|ies|ied)|list(?:ing|s|ed)|recruit(?:ing|s|ed)|(?P<stays>keep(?:ing|s)|kept|retain(?:ing|s|ed)|welcom(?:ing|es|ed)|thank(?:ing|s|ed)))"
    rf" {BEARER}{HONOURS}{{0,3}}(?:,[^,.;\n]{{1,60}},)?(?: (?:back|on|in))? as {_WHOSE}"
)
# `Mr Smith would be leaving his post as`, `has bowed out as`, `moves to Wolden in May as`, `will cross the river to become`: one name, then words
# of holding a post, of taking one up or of leaving one, then the post.
_CLAUSE = re.compile(
    rf"(?<![\w-]){BEARER}(?P<between>[^.;\n]{{1,110}}?)(?: as| to become| becomes| became| to be) {_WHOSE}"
)
_LEAVES = (
    r"bow(?:s|ed|ing)? out|step(?:s|ped|ping)? (?:down|aside|back)|st(?:ands?|ood|anding) (?:down|aside)|resign\w*|retir\w*|quits?|quitting|le(?:ave|aves|aving|ft)|depart\w*|remov\w*|oust\w*|"
    r"drop(?:s|ped)|sack(?:s|ed)|dismiss\w*|strip(?:s|ped)|axed|demot\w*|relinquish\w*|vacat\w*|finish\w*|ended|clos(?:es|ed)|bid farewell|hung up|walked (?:away|out)|replaced"
)
_HOLDS = (
    r"act(?:s|ed|ing)?|appoint\w*|arriv\w*|assum\w*|bec[oa]m\w*|beg[ia]n\w*|br(?:ings?|ought|inging)|carr(?:y|ies|ied|ying) on|ch(?:oose|ooses|ose|osen)|confirm\w*|continu\w*|cover\w*|"
    r"designat\w*|doubl(?:es|ed|ing)|draft\w*|elect\w*|employ\w*|engag\w*|fill\w*|hand(?:s|ed)|head(?:s|ed|ing)|h[oe]ld(?:s|ing)?|hir(?:es|ed|ing)|install\w*|jo(?:in|ins|ined|ining)|land(?:s|ed)|"
    r"mov(?:e|es|ed|ing)|named?|nominat\w*|notice|occup\w*|parachut\w*|poach\w*|post\w*|promot\w*|recruit\w*|remain\w*|restor\w*|resum\w*|retain\w*|return\w*|revert\w*|role|second\w*|select\w*|"
    r"serv(?:e|es|ed|ing)|sign(?:s|ed)|sits?|sat|spell|start\w*|stay(?:s|ed|ing)?|stint|succe\w*|swap\w*|switch\w*|take(?:s|n)?|taking|took|tapped|term|tenure|time|transfer\w*|turn|unveil\w*|"
    r"ha(?:s|d|ve) been|work(?:s|ed|ing)|years?|months?|weeks?|job|will|lined up|hop|leap|step(?:s|ped|ping)? (?:up|in|into)|c(?:ome|omes|ame|oming)"
)
_HOLDING_WORDS = re.compile(rf"\b(?:{_HOLDS}|(?P<leaves>{_LEAVES}))\b")
_LEAVING_WORDS = re.compile(rf"\b(?:{_LEAVES})\b")
_TO_TAKE = re.compile(r"\b(?:will|would|is to|due to|set to|going to|to become|moves)\b")
# What somebody says, thinks or makes of another: `described her as`, `such as`.
_SAYS_OF = re.compile(
    r"\b(?:describ\w*|regard\w*|known|kn[eo]w\w*|s[ae]w|see[ns]?|treat\w*|such|same|portray\w*|view\w*|label\w*|brand\w*|criticis\w*|prais\w*|attack\w*|call\w*|think\w*|thought|mother|father|parent|carer|son|daughter"
    r"|child|asked|told|said|says|that|who (?:was|had been) told|by)\b"
)
_FORMER_POST = re.compile(r"\b(?:his|her|their) (?:former|previous|old|last) (?:post|role|job|position)\Z")
_PRESENT_LEAVING = re.compile(
    r"\b(?:step(?:s|ping)|stand(?:s|ing)|leav(?:es|ing|e)|retir(?:es|ing|e)|resign(?:s|ing)|quits|bows|depart(?:s|ing))\b|\b(?:notice|will|would|to|due|set)\b"
)
_AS_WINDOW = 200
_AHEAD = re.compile(r"\b(?:will|would|to)\b")
# `DCS on an acting basis`: how a post is held, after it.
_STATUS_OF = {"acting": "acting", "interim": "interim", "temporary": "interim"}
_BASIS = re.compile(r" on an? (?P<status>acting|interim|temporary) basis")
# `Jane Smith, whose tenure as chief executive ended in May`.
_ENDED = re.compile(
    r"(?: (?:at|of|in|with) [^,.;\n]{1,60})?,? (?:ended|came to an end|finished|ran out|expired|was cut short)\b"
)
# `Jane Smith, Deputy Chief Executive and Director of Education`: two posts of one person.
_AND_POST = re.compile(r",? (?:and|&) (?:also )?|/")
_BEFORE_POST_WINDOW = 110
# `Chair: Jane Smith Vice-Chair: Ann Brown`.
_NAMED_AFTER = re.compile(rf": {BEARER}")
# `formerly director of ...`, `who was director`; not `who was the new director`, as minutes report it.
_WAS = re.compile(
    r"(?:\b(?:formerly|previously|until (?:recently|last [a-z]+|then|(?:a|two|three|six|several) (?:months?|weeks?|years?) ago|(?:his|her) (?:retirement|departure|resignation))|latterly|hitherto|who was|having (?:previously |formerly )?been|who until [^,.;\n]{1,30},? was|had been)|'s (?:time|term|tenure|spell) as)\b(?!.*\b(?:new|newly)\b)"
)
# `Jane Smith` alone on the line above her post, as letters and lists print it.
_LINE_ABOVE = re.compile(
    rf"(?:\A|(?<=\n))(?:(?:The )?(?:Rt|Right) Hon(?:ourable|\.)? )?{BEARER}{HONOURS}{{0,3}},?\n$"
)
# `Director of Children's Services at Northshire County Council, Jane Smith`.
_OF_BODY = re.compile(r",? (?:at|for|of|in|with) (?:the )?")
# `commissioner for Northshire, Dame Jane Smith`: a place that is no council by its name alone.
_FOR_PLACE = re.compile(
    r" (?:for|at|of) (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,4}(?=,? (?:Sir|Dame|Mr|Mrs|Ms|Dr|Cllr|Councillor) |, [A-Z][a-z]+ [A-Z])"
)
# `Director of Children's Services (DCS), Jane Smith`: the post in short is no name.
_IN_SHORT = re.compile(r" \([A-Z]{2,5}\)")
# `Jane Smith told staff ... She had been director of`: somebody's post told of her in the next sentence.
_PRONOUN = re.compile(
    r"(?:\A|(?<=[.\n\"] )|(?<=\n))(?:She|He) (?:had been|has been|was|is|became|has served as|had served as|joined as|works as) (?:the |its |their |our |a )?$"
)
_SUBJECT = re.compile(BEARER)
# `Jane Smith left in August; her successor as`, and the post follows: it was hers.
_SUCCESSOR = re.compile(
    rf"(?:\A|(?<=[.\n] )|(?<=\n)){BEARER} (?:left|retired|resigned|stepped down|departed|moved on)\b[^.\n]{{0,60}}?[,;] (?:and )?(?:his|her|their) (?:successor|replacement) as (?:the )?\Z"
)

# `her daughter, Jane Smith`: a relative, whatever the surname.
RELATIVE = re.compile(
    r"\b(?:wife|husband|partner|son|daughter|mother|father|sister|brother|niece|nephew|cousin|grand\w+|step\w+|family|child|Dear)(?:-in-law)?,? $"
)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A name and a post that the text puts together: where the name begins, and the span in `smooth` that joins the two.

    `status` is what the text says beyond the post's own words (`former` of who has left); `modality` is planned for who is
    yet to take up the post; `since` and `until` are EDTF; `above` says that the name stands on the line above;
    `is_one_of_several` that the text names the post of several bodies at once.
    """

    name_start: int
    name_end: int
    post: Post
    start: int
    end: int
    status: str | None = None
    modality: Modality = Modality.ACTUAL
    since: str | None = None
    until: str | None = None
    above: bool = False
    is_one_of_several: bool = False


def place(prose: Prose, posts: tuple[Post, ...], councils: tuple[Placed, ...]) -> Iterator[Holding]:
    """Names that stand beside public posts: `Jane Smith, Director of ...`, `council leader Jane Smith`."""
    flow = prose.flow
    starts = {one.start: one.end for one in councils}
    ends = {one.end: one.start for one in councils}
    coupled: Holding | None = None
    named_after: set[int] = set()  # where names begin that stand right after their post
    for post in posts:
        if not post.is_public:
            continue
        before, coupled = coupled, None
        after = post.end
        if (of_body := _OF_BODY.match(flow, after)) and of_body.end() in starts:
            after = starts[of_body.end()]
        elif (of_place := _FOR_PLACE.match(flow, after)) or (of_place := _IN_SHORT.match(flow, after)):
            after = of_place.end()
        begin = next((ends[end] for end in range(post.start - 3, post.start + 1) if end in ends), post.start)
        ends_line = prose.lines.startswith("\n", after)  # then the next name of a list may stand there
        if gone := _SUCCESSOR.search(flow, max(0, begin - _BEFORE_POST_WINDOW), begin):
            yield replace(_holding(gone, post, gone.start(), post.end), status="former")
        found = _DIRECTLY_AFTER_POST.match(flow, after)
        if found and not (ends_line and flow.startswith(",", found.end())):
            # `a mother, Zoe Brown, Director of Children's Services Jane Smith said`: the name without a comma holds it.
            held = _holding(found, post, post.start, found.end())
            named_after.add(held.name_start)
            yield held
        elif found := _BEFORE_POST.search(flow, max(0, begin - _BEFORE_POST_WINDOW), begin):
            alone = not found["gap"] and flow[max(0, found.start() - 1) : found.start()] not in ("", "\n")
            if alone and (named := _NAMED_AFTER.match(flow, after)):
                yield _holding(named, post, post.start, named.end())
            if alone or RELATIVE.search(flow, max(0, found.start() - 40), found.start()):
                continue
            is_above = not found["gap"] and prose.lines.startswith("\n", begin - 1)
            held = replace(_holding(found, post, found.start(), post.end), above=is_above)
            if held.name_start in named_after and (right := _RIGHT_AFTER.match(flow, after)):
                # `director Ann Brown, education boss Tom Bell and`: posts before names, all along a list.
                held = _holding(right, post, post.start, right.end())
                named_after.add(held.name_start)
            else:
                coupled = held
            if _TO_BE.search(found["gap"] or ""):
                held = replace(held, modality=Modality.PLANNED)
            if " whose " in found[0] and _ENDED.match(flow, post.end):
                held = replace(held, status="former")
            yield held
        elif before and _AND_POST.fullmatch(flow, before.end, post.start):
            coupled = replace(before, post=post, end=post.end)
            yield coupled
        elif not ends_line and (found := _AFTER_POST.match(flow, after)):
            held = _holding(found, post, post.start, found.end())
            if _LOST.search(flow, max(0, begin - _LOST_WINDOW), begin):
                held = replace(held, status="former")
            if held.name_start == after + 1:
                named_after.add(held.name_start)
            yield held
        elif found := _ROLE_OF.match(flow, after):
            yield _holding(found, post, post.start, found.end())
        elif found := _pronoun_for(prose, begin):
            yield _holding(found, post, begin, post.end)
        elif given := _given(prose, post, begin):
            yield given
        elif found := _LINE_ABOVE.search(flow, max(0, begin - _BEFORE_POST_WINDOW), begin):
            yield replace(_holding(found, post, found.start(), post.end), above=True)


def _pronoun_for(prose: Prose, begin: int) -> re.Match[str] | None:
    """The name with which the sentence before begins, where `She had been` stands before a place."""
    pronoun = _PRONOUN.search(prose.flow, max(0, begin - 40), begin)
    before = prose.sentences_before(pronoun.start(), 1) if pronoun else ()
    return _SUBJECT.match(prose.flow, *before[0]) if before else None


def _holding(found: re.Match[str], post: Post, start: int, end: int) -> Holding:
    group = "name" if found["name"] else "titled"
    return Holding(
        name_start=found.start(group),
        name_end=found.end(group),
        post=post,
        start=start,
        end=end,
        status="former" if _WAS.search(found[0]) else None,
    )


def _given(prose: Prose, post: Post, begin: int) -> Holding | None:
    """What gives a post to somebody further back in its sentence: `Jane Smith would be kept on as`."""
    flow = prose.flow
    if not _AS.search(flow, max(0, begin - _BEFORE_POST_WINDOW), begin):
        return None
    start = max(prose.sentence_at(begin)[0], begin - _AS_WINDOW)
    if found := _MADE.search(flow, start, begin):
        basis = _BASIS.match(flow, post.end)
        held = replace(
            _holding(found, post, found.start(), post.end),
            status=_STATUS_OF[basis["status"]] if basis else None,
        )
        if found["served"] and "ha" not in found["help"]:
            return replace(held, status="former")
        is_ahead = not found["stays"] and _AHEAD.search(found["help"])
        return replace(held, modality=Modality.PLANNED) if is_ahead else held
    if found := _NAMING.search(flow, start, begin):
        return _holding(found, post, found.start(), post.end)
    found = _CLAUSE.search(flow, start, begin)
    between = found["between"] if found else ""
    if (
        not found
        or _SUBJECT.search(between)
        or _SAYS_OF.search(between)
        or not _HOLDING_WORDS.search(between)
    ):
        return None
    held = _holding(found, post, found.start(), post.end)
    if _FORMER_POST.search(between) or (
        _LEAVING_WORDS.search(between) and not _PRESENT_LEAVING.search(between)
    ):
        return replace(held, status="former")
    is_taken = flow.rfind(" as ", found.start(), begin) < 0 or not _LEAVING_WORDS.search(between)
    is_ahead = is_taken and _TO_TAKE.search(flow, found.end("between") - len(between), begin)
    return replace(held, modality=Modality.PLANNED) if is_ahead else held
