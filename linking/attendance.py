"""Attendance: who was at a meeting, who sent apologies and who stood in, as its minutes list and say it.

Members and officers in a post come out; young people's representatives, co-opted members, guests and the public never
do, whatever list they stand in. A list (rolls.py) gives claims first: who stands under `Councillors` is a member, which
people.py must know; facts are made when it is known who is meant (`find`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from domain.fact import Fact, FactType
from linking import members, rolls
from linking.claims import Claim
from linking.names import COUNCILLOR, COUNCILLORS, FULL_NAME, HONORIFIC
from linking.people import Holding, Named
from linking.prose import Prose, Span, within
from linking.rolls import Line, Status

IN_LIST = "attendance.in_list@4"
IN_SENTENCE = "attendance.in_sentence@5"
LISTED_NAME = "attendance.listed_name@2"
LISTED_POST = "attendance.listed_post@1"
OF_COUNCIL = "attendance.of_council@1"
RULES = (IN_LIST, IN_SENTENCE, LISTED_NAME, LISTED_POST, OF_COUNCIL)


# Who is no councillor nor officer, whatever list the line stands in.
_PRIVATE = re.compile(
    r"\b(?:young|youth|child|pupil|student|apprentice|care[- ](?:leaver|experienced)|reps?|representatives?|representing|co-?opt(?:ed|ees?)|parents?|carers?|"
    r"governors?|guests?|public|questioner|resident|witness|observer|advocates?|volunteers?|diocesan|diocese|union|church|interpreter|social worker|"
    r"team manager|support worker|personal advis[eo]r)\b",
    re.IGNORECASE,
)
# `; Ms C Brown`, `, T Villiers-Hunt`, but not `, Parent Representative` nor `, Head of Service`.
_NEXT_ENTRY = re.compile(
    r";|,? (?:and )?(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr)\b|, [A-Z]\.? (?:[A-Z]\.? )?[A-Z][a-z]"
)
# `Jane Smith - Service Manager`, `Mrs J Smith (external adviser)`: a post of weight beside a name in a list makes it public.
_POSTED = re.compile(
    rf"(?<![\w'-])(?:{HONORIFIC} )?(?P<name>{FULL_NAME})(?:,| -| \()[ ]?(?:the )?(?:[A-Z]?[\w'&/-]+,? ){{0,7}}?"
    r"(?i:manager|head of [\w' ]{3,40}|head|director|lead|advis[eo]r|commissioner|principal|executive|solicitor|auditor|clerk|chair|"
    r"(?:monitoring|section 151|democratic services|governance|scrutiny|policy|principal|finance|chief \w+) officer)\b(?! (?:teacher|boy|girl))"
)
# What ends one entry of a list, outside brackets: `Jane Smith (Chair), Tom Bell (academies)`.
_ENTRY = re.compile(r"(?:[^,;()\t]|\([^()]*\)|\()+")
_FULLY = re.compile(r"(?:[A-Z]\.? ?){1,3}[A-Z][a-z]|[A-Z][a-z-]+ [A-Z]")
# `Councillor Smith for Councillor Jones`: the latter is not there.
_FOR = re.compile(rf"\b(?:for|replacing|in place of|on behalf of|vice) (?:{COUNCILLOR} )?\Z")
_COUNCILLOR_BEFORE = re.compile(rf"(?<![\w-]){COUNCILLOR} (?:\(?{HONORIFIC}\)? ){{0,2}}$")
# `Councillors A Smith (Chair), B Jones (Vice-Chair)`
_PRESIDES = re.compile(r"(?:[Dd]eputy |[Vv]ice-?)?[Cc]hair")
_MEMBERS_BEFORE = re.compile(rf"(?<![\w-]){COUNCILLORS} [^\n;:]*\Z")
# `(substitute for Councillor Hale)`, `(as substitute)`.
_STANDS_IN = re.compile(
    r"\((?:as )?(?:a )?(?:named )?(?:substitut(?:e|ing)|deputising|sub)\b(?:(?P<whom> (?:for|of) )|(?P<who>:| -| (?=(?:Cllr|Councillor)\b)))?",
    re.IGNORECASE,
)

# The heading of a meeting of the whole council: all who sit there, and send apologies, are members.
_OF_COUNCIL = re.compile(
    r"\b(?:[Mm]eeting|MEETING) (?:of|OF) (?:the |THE )?(?:[\w'-]+ ){0,4}?(?:[Cc]ouncil|COUNCIL)\b(?! ?(?:'s|[A-Za-z]*[Cc]ommittee))|\b(?:Full|Annual|Extraordinary) Council\b"
)
_TOP = 400
# `Apologies were received from ...`, `apologies on behalf of ...`; `... sent apologies`.
_FROM = re.compile(
    r"(?<![Nn]o )\b(?:[Aa]polog(?:y|ies)|[Aa]pols|APOLOGIES)\b(?: for absence| FOR ABSENCE| for non-attendance| for lateness)?[^.;\n]{0,80}?\b(?:from|by|on behalf of|for(?= (?:Cllr|Councillor)))\b"
)
# `the following apologies were noted:`, and on the next line who sent them.
_FOLLOWING = re.compile(r"\b[Aa]pologies\b[^.;\n]{0,40}\b(?:noted|received|given|reported|follow\w*):\Z")
_SENT = re.compile(
    r"\b(?:sent|submitted|tendered|gave|given|offered|conveyed) (?:(?:her|his|their) )?(?:apologies|apols)\b(?! for (?:late|the (?:late|delay|error)))"
)
# `attended as substitute for`, `substituted for`: who did so stands before. `was substituted by`, `with ... substituting`: after.
_STOOD_IN = re.compile(
    r"\b(?:(?:attended|attending|was present|were present|present|was|were|acted|sat|in attendance)(?: the meeting)? as (?:a |the |named |their )?substitutes?"
    r"|(?:was |were |is )?(?:substituting|deputising|standing in|sitting in)\b|attend(?:ed|ing)(?: the meeting)? (?:in (?:the )?place of|instead of|on behalf of|in (?:his|her|their) (?:place|stead|absence))|st(?:ood|ands) in(?= for)|sat in(?= for| place)|substituted(?= for)|deputised(?= for)"
    r"|(?:had )?replaced(?=[^.\n]{2,60}\b(?:for|at) (?:this|the) meeting\b))\b"
)
_STOOD_IN_BY = re.compile(
    r"\b(?:substituted|replaced|represented) by\b|\b[Ss]ubstitutes? (?:was|were|members? (?:was|were))?:?(?= )"
)
_REMOTELY = r"(?:remotely|online|virtually|in person|(?:by|via|on|over|through) (?:MS |Microsoft )?(?:Teams|Zoom|video(?: ?link|-link)?|phone|telephone))"
_ATTENDED = re.compile(
    rf"\b(?:was|were) (?:also )?(?:in attendance|present|attending)\b(?! as| when| at (?!the meeting|this|the request)| in (?!person|the (?:room|chamber)))|\balso attended\b|\b(?:joined|attended|took part|participated)(?: (?:in )?the meeting)? {_REMOTELY}\b"
    r"|\battended(?: the (?:meeting|session))? (?:for (?:this|the|that|agenda)(?: agenda)? ?item|for items?\b|to (?:present|answer|speak|introduce|give|respond|update|brief)|by invitation|at the (?:invitation|request)|as an? (?:observer|guest|invitee|witness))"
    r"|\battended the (?:meeting|session)(?=[.,;]| and\b)|\battended(?=[.;]|\Z)|\b(?:joined|left|entered|re-?joined|withdrew from) the (?:meeting|room|chamber) at (?:\d|this point)|\barrived (?:at \d{1,2}(?:[.:]\d\d| ?[ap]\.?m)|during|late\b)"
)
# `Also in attendance were Councillor A and Jane Smith`, `The meeting was attended by`, `the following attended:`: who, stands after.
_ATTENDING = re.compile(
    r"\b(?:[Aa]lso (?:in attendance|present|attending)|[Tt]hose (?:present|attending|in attendance)|[Mm]embers present|[Pp]resent|[Ii]n attendance) (?:was|were)\b|\b[Tt]here were present\b"
    r"|\b(?:present|in attendance|attended), as (?:was|were|did)\b|\b(?:was|were) (?:also )?attended by\b|\bfollowing (?:[a-z]+ ){0,3}(?:(?:attended|joined)(?! (?:training|an? |the (?!meeting)|our|their))|were (?:present|in attendance)|was (?:present|in attendance))\b"
)
# `presided`, `took the chair`, `in the chair`: who did so stands before.
_PRESIDED = re.compile(
    r"\bpresided\b(?! over (?!the meeting))|\b(?:opened|closed|convened) the meeting\b|\bdeclared the meeting (?:open|closed)\b|\bcalled the meeting to order\b"
    r"|\bwelcomed (?:everyone|everybody|all|members|those|attendees|colleagues|the (?:members|Committee|Panel|Board|Forum|public))\b[^.;\n]{0,60}? to (?:the|this)\b[^.;\n]{0,30}\b(?:meeting|session)\b|"
    r"\b(?:took|(?<!\()in) the [Cc]hair\b(?! of)|\bchaired(?: the meeting\b|(?=\.))"
)
# `The Panel thanked Councillor A and B for their attendance`, `welcomed Councillor A to her first meeting`: whom, stands after.
_THANKED = re.compile(
    r"\bthanked\b(?=[^.;\n]{3,200}? for (?:(?:his|her|their) attendance\b|attending(?: the meeting| today|[.,;]| and\b)))"
    r"|\bwelcomed\b(?=[^.;\n]{3,160}? to (?:the|this|his first|her first|their first) (?:meeting|Committee|Panel|Board|Forum)\b)"
)
# `was absent`, `did not attend`; `in the absence of Councillor A`.
_WAS_ABSENT = re.compile(
    r"\b(?<!who )(?<!which )(?:was|were) (?:also )?(?:absent|not (?:present|in attendance))\b(?! from (?:work|school|the (?:report|paper|plan)))|\b(?:did|could) not (?:attend|be present|make the meeting)\b(?=[.,;]| the meeting| and\b| as\b| due\b| owing\b| because\b| on this)"
    r"|\b(?:was|were) unable to (?:attend|be present|join)\b(?=[.,;]| the meeting| and\b| as\b| due\b| owing\b| because\b| on this)"
)
_IN_ABSENCE_OF = re.compile(r"\bin the absence of\b")
_LONGEST_HEADING = 60
# `Councillor A, Councillor B attending in her place`: so near to a name stands what is said of that one alone.
_BESIDE = 6
# ` via Teams`, after a name
_BY_LINK = re.compile(
    r",? (?:(?:via|by|over|through) (?:MS |Microsoft )?(?:Teams|Zoom)|remotely|virtually|online)\b"
)
# `Councillor A said that few were absent`: what is told then is told of others.
_SAYS = re.compile(
    r"\b(?:said|asked|noted|reported|replied|told|added|heard|explained|thanked|wondered|felt)\b"
)
# `(as substitute for Councillor A`
_WHOM = re.compile(rf"\([^()]*\b(?:for|of) (?:{COUNCILLOR} )?\Z")
# `Councillor A's apologies were noted`
_WHOSE = re.compile(r"'s? apolog(?:y|ies)\b(?! for late)")
# `for whom Councillor B substituted`
_FOR_WHOM = re.compile(rf"\bfor whom (?:{COUNCILLOR} )?\Z")
# `Councillor A, from whom apologies had been received`: that one, whatever was said before.
_FROM_WHOM = re.compile(r",? (?:from|for|on behalf of) whom (?:an )?apolog(?:y|ies)\b")
_CUE = re.compile(
    r"\b(?:[Aa]polog|[Aa]pols|APOLOG|represented by|'s absence|attended\b|chaired\b|[Ss]ubstitut|deputis|replaced (?:by\b)?|in attendance|(?:was|were) (?:also )?present|also attended|joined|(?:attended|part|participated)(?: (?:in )?the meeting)? (?:remote|online|virtual|in person|by|via|on|over|through)"
    r"|presided|opened the|closed the|convened|declared the|called the|attend(?:ed|ing) |attended$|left the|entered the|withdrew from|arrived|present were|attendance were|attending were|present was|attendance was|following|were present|for whom|(?:took|in) the [Cc]hair|chaired the|(?:for|their|his|her) attend|welcomed|absent|absence of|(?:did|could) not (?:attend|be present|make)|unable to (?:attend|be pres|join)|(?:standing|stood|stands|sitting|sat) in\b|not (?:present|in attendance))"
)


def read(prose: Prose) -> tuple[Line, ...]:
    """The lines of the text's attendance lists, in order."""
    return rolls.read(prose)


def claims(prose: Prose, lines: Sequence[Line]) -> Iterator[Claim]:
    """The names that a list makes public though nothing stands beside them: those under `Councillors`, never those under `Officers`."""
    for line in lines:
        for posted in _POSTED.finditer(prose.flow, line.start, line.end):
            if not _PRIVATE.search(prose.flow, posted.end("name"), posted.end()):
                yield Claim(start=posted.start("name"), end=posted.end("name"), rule=LISTED_POST)
        if line.members:
            for start, end in _members(prose.lines, line):
                yield Claim(start=start, end=end, rule=LISTED_NAME)
    if _OF_COUNCIL.search(prose.flow, 0, _TOP):
        for found in _FROM.finditer(prose.flow):
            for start, end in members.series(prose.flow, found.end()):
                yield Claim(start=start, end=end, rule=OF_COUNCIL)


def _members(flow: str, line: Line) -> Iterator[Span]:
    """The names on a line of members; where not all of it is names, those that stand in full as entries of their own."""
    if not _PRIVATE.search(flow, line.start, line.end) and (
        names := list(members.listed(flow, line.start, line.end))
    ):
        yield from names
        return
    for entry in _ENTRY.finditer(flow, line.start, line.end):
        start = entry.end() - len(entry[0].lstrip())
        if _FULLY.match(flow, start) and not _PRIVATE.search(entry[0]):
            yield from members.listed(flow, start, start + len(flow[start : entry.end()].rstrip(" .")))


def find(
    prose: Prose,
    lines: Sequence[Line],
    named: Sequence[Named],
    holdings: Sequence[Holding],
    *,
    day: str | None,
) -> Iterator[Fact]:
    """A fact for each member and officer whom the text says to have attended, sent apologies, been absent or stood in."""
    posts = {holding.name_start: holding.post for holding in holdings}
    told: set[tuple[str, Status]] = set()
    there: set[str] = set()
    for one, status, span, rule in (*_in_lists(prose, lines, named), *_in_sentences(prose, lines, named)):
        who = one.person.name if one.person else prose.flow[one.start : one.end]
        post = posts.get(one.start)
        capacity = _capacity(prose.flow, one, lines, post.title if post else None)
        is_there = status in _THERE
        if capacity is None or (who, status) in told or (is_there and rule == IN_SENTENCE and who in there):
            continue
        told.add((who, status))
        there |= {who} if is_there else set()
        yield Fact(
            type=FactType.ATTENDANCE,
            evidence=prose.evidence(*span),
            rule=rule,
            about=one.person.entity if one.person else None,
            stated=day,
            fields={
                "who": who,
                "person": one.person.entity if one.person else None,
                "status": status.value,
                "capacity": capacity,
                "post": post.title if post else None,
            },
        )


_THERE = frozenset({Status.PRESENT, Status.IN_ATTENDANCE, Status.SUBSTITUTE})
_Told = tuple[Named, Status, Span, str]


def _in_lists(prose: Prose, lines: Sequence[Line], named: Sequence[Named]) -> Iterator[_Told]:
    flow = prose.flow
    for line in lines:
        here = within(named, (line.start, line.end))
        for place, one in enumerate(here):
            until = here[place + 1].start if place + 1 < len(here) else line.end
            stands_in = _STANDS_IN.search(flow, one.end, until)
            before = here[place - 1].end if place else line.start
            earlier = _STANDS_IN.search(flow, before, one.start)
            if earlier and earlier["whom"]:
                continue  # the one in whose place somebody came
            if line.status is Status.SUBSTITUTE and _FOR.search(flow, line.start, one.start):
                continue
            is_substitute = bool(
                (stands_in and not stands_in["who"])
                or (earlier and earlier["who"])
                or _STOOD_IN.match(flow, one.end + 1)
            )
            status = Status.SUBSTITUTE if is_substitute else line.status
            begin = min(line.start if len(here) == 1 else one.start, one.start)
            yield one, status, (begin, line.end if len(here) == 1 else one.end), IN_LIST


def _in_sentences(prose: Prose, lines: Sequence[Line], named: Sequence[Named]) -> Iterator[_Told]:
    flow = prose.flow
    done = -1
    for cue in _CUE.finditer(flow):
        sentence = prose.sentence_at(cue.start())
        if sentence[0] <= done or _line_at(lines, cue.start()) or _heads(flow, lines, cue.start()):
            continue
        done = sentence[0]
        for one, status in _told_by(flow, sentence, within(named, sentence)):
            yield one, status, sentence, IN_SENTENCE
        if _FOLLOWING.search(flow, *sentence):
            list_of = prose.sentence_at(sentence[1] + 1)
            for one in within(named, list_of):
                yield one, Status.APOLOGIES, list_of, IN_SENTENCE


def _heads(flow: str, lines: Sequence[Line], cue: int) -> bool:
    """Whether a cue belongs to the heading of a list, which tells of those on it by itself."""
    index = bisect_right(lines, cue, key=lambda line: line.start)
    return (
        index < len(lines)
        and lines[index].start - cue < _LONGEST_HEADING
        and ":" in flow[cue : lines[index].start]
    )


def _told_by(flow: str, sentence: Span, here: Sequence[Named]) -> Iterator[tuple[Named, Status]]:
    """What one sentence says of those whom it names: the nearest cue before a name, or after it, decides."""
    marks: list[tuple[int, Status | None, Status | None]] = []  # where, of those before it, of those after it
    for pattern, before, after in (
        (_FROM, None, Status.APOLOGIES),
        (_SENT, Status.APOLOGIES, None),
        (_STOOD_IN_BY, Status.APOLOGIES, Status.SUBSTITUTE),
        (_STOOD_IN, Status.SUBSTITUTE, None),
        (_ATTENDING, None, Status.IN_ATTENDANCE),
        (_ATTENDED, Status.IN_ATTENDANCE, None),
        (_PRESIDED, Status.PRESENT, None),
        (_THANKED, None, Status.PRESENT),
        (_WAS_ABSENT, Status.ABSENT, None),
        (_IN_ABSENCE_OF, None, Status.ABSENT),
    ):
        told = (found for found in pattern.finditer(flow, *sentence) if "late" not in found[0])
        # What says it of those after it counts from its end: `The following members attended remotely:`
        marks += ((found.end() - 1 if after else found.start(), before, after) for found in told)
    marks.sort(key=lambda mark: mark[0])
    starts = [mark[0] for mark in marks]
    for one in here:
        place = bisect_right(starts, one.start)
        behind = marks[place - 1] if place else None
        ahead = marks[place] if place < len(marks) else None
        clause = max(
            flow.rfind(mark, sentence[0], one.start) for mark in (";", " that ", " while ", ", with ")
        )
        between = flow[one.end : ahead[0]] if ahead else ""
        if _FROM_WHOM.match(flow, one.end) or _WHOSE.match(flow, one.end):
            yield one, Status.APOLOGIES
        elif flow.startswith("'s absence", one.end):
            yield one, Status.ABSENT
        elif marks and _BY_LINK.match(flow, one.end):
            yield one, Status.IN_ATTENDANCE
        elif (
            _STANDS_IN.match(flow, one.end + 1)
            or _FOR_WHOM.search(flow, sentence[0], one.start)
            or (ahead and ahead[1] is Status.SUBSTITUTE and ahead[0] - one.end < _BESIDE)
        ):
            yield one, Status.SUBSTITUTE
        elif _WHOM.search(flow, sentence[0], one.start):
            continue  # the one in whose place somebody came
        elif behind and behind[2] and behind[0] > clause:
            yield one, behind[2]
        elif (
            ahead
            and ahead[1]
            and ";" not in between
            and not _SAYS.search(between)
            and not (behind and behind[1] and behind[0] > clause)
        ):
            yield one, ahead[1]


def _capacity(flow: str, one: Named, lines: Sequence[Line], post: str | None) -> str | None:
    """`member`, `officer`, or `other` for those in another public role; `None` for who is in none that shows here."""
    line = _line_at(lines, one.start)
    if _COUNCILLOR_BEFORE.search(flow, max(0, one.start - 40), one.start) or (line and line.members):
        return "member"
    if line and post and _PRESIDES.match(post) and _MEMBERS_BEFORE.search(flow, line.start, one.start):
        return "member"
    if post or (line and line.officers):
        return "officer"
    if line and _PRIVATE.search(flow, one.end, _entry_end(flow, one.end, line.end)):
        return None
    return _RANKS.get(one.rule.partition("@")[0], "other")


def _entry_end(flow: str, start: int, end: int) -> int:
    """Where the entry of one person ends in a line that holds several: `A Smith, B Jones; Ms C Brown (co-opted member)`."""
    found = _NEXT_ENTRY.search(flow, start, end)
    return found.start() if found else end


# What the rule that found a name says of its bearer.
_RANKS = {"people.title_name": "member", "people.known_name": "member", "people.post_name": "officer"}


def _line_at(lines: Sequence[Line], position: int) -> Line | None:
    index = bisect_right(lines, position, key=lambda line: line.start) - 1
    return lines[index] if index >= 0 and position < lines[index].end else None
