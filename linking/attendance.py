"""Attendance: who was at a meeting, who sent apologies and who stood in, as its minutes list and say it.

Members and officers in a post come out; young people's representatives, co-opted members, guests and the public never
do, whatever list they stand in. A list gives claims first (`read`): who stands under `Councillors` is a member, which
people.py must know; facts are made when it is known who is meant (`find`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.fact import Fact, FactType
from linking import members
from linking.claims import Claim
from linking.names import COUNCILLOR, FULL_NAME, HONORIFIC
from linking.people import Holding, Named
from linking.prose import Prose, Span, within

IN_LIST = "attendance.in_list@3"
IN_SENTENCE = "attendance.in_sentence@3"
LISTED_NAME = "attendance.listed_name@1"
LISTED_POST = "attendance.listed_post@1"
OF_COUNCIL = "attendance.of_council@1"
RULES = (IN_LIST, IN_SENTENCE, LISTED_NAME, LISTED_POST, OF_COUNCIL)


class Status(StrEnum):
    """How somebody stands to a meeting."""

    PRESENT = "present"
    IN_ATTENDANCE = "in_attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of an attendance list, in `flow`: what its heading says of those on it, and whether they are councillors or officers all."""

    start: int
    end: int
    status: Status
    members: bool
    officers: bool


# Headings of lists, each a whole line or the words before a colon. The last two say nothing of how those below attended.
_BODY = r"(?: (?:of|on) the (?:\w+ ){0,4}\w+)?"
_HEADING = re.compile(
    rf"^(?:(?P<apologies>(?:apologies|regrets)(?: for (?:absence|non-attendance))?(?: (?:were )?(?:received|given|noted|accepted))?(?: from)?{_BODY}|(?:sent|with) apologies|sorry(?:,? i can't come)?(?=[ ]?:)|(?:can't|cannot|couldn't|could not) (?:come|attend|make it|be there))"
    rf"|(?P<absent>absent|(?:members|councillors) (?:absent|not present)|did not attend|not (?:present|in attendance)|non-attend(?:ance|ees)|unable to attend|absences?|absentees)"
    r"|(?P<substitute>(?:named )?substitutes?(?: members?)?(?: (?:present|in attendance))?)"
    r"|(?P<officers>(?:(?:council |lead |other |supporting |advising |relevant )?officers|staff|officials|officer support|officers and advis[eo]rs|advis[eo]rs)(?: (?:present|in attendance|attending|also present))?)"
    r"|(?P<beside>(?:also|others?|others? also|other (?:members|councillors)|non-committee members|cabinet members?)(?: (?:in attendance|present|attending))|in attendance)"
    rf"|(?P<present>(?:(?:committee |board |panel |elected |voting )?(?:members|councillors)(?: of the (?:\w+ ){{0,5}}\w+)? )?(?:present|in attendance)(?: in person| in the (?:room|chamber)| remotely| virtually| online| (?:on|via|by) (?:ms |microsoft )?(?:teams|zoom|video(?: link)?|phone|telephone))?"
    r"|(?:(?:attending|joining|joined|attended) )?(?:in person|in the (?:room|chamber)|remotely|virtually|online|(?:on|via|by) (?:ms |microsoft )?(?:teams|zoom|video(?: link)?|phone|telephone))(?=[ ]?:)"
    r"|attendance(?: details| list)?|attendees|attending|attended(?: by)?|participants|those (?:present|attending|in attendance)|(?:who was )?there(?=[ ]?:)|here(?=[ ]?:)|roll call|membership present)"
    r"|(?P<private>(?:(?:statutory |voting |non-voting |added )*co-?opted? ?(?:members|representatives)?|co-?optees?|young (?:people|person)[\w' ]{0,30}|"
    r"youth[\w' ]{0,30}|(?:members of the )?public(?: present)?|guests?(?: speakers?)?|observers?|witnesses|parents?[\w' ]{0,30}|"
    r"[\w' ]{0,30}representatives|governors?|invitees|visitors|speakers)(?: (?:present|in attendance))?)"
    r"|(?P<members>(?:(?:county|borough|city) )?(?:councillors|cllrs)|(?:elected |voting |committee |board |panel |commission |call-in )members|executive)"
    r")[ ]?(?::[ ]?|-[ ]|$)",
    re.IGNORECASE | re.MULTILINE,
)
# Where a list ends: the first item of business, a paragraph.
_NUMBERED = re.compile(
    r"(?:item )?\d{1,3}[.):]? ?[A-Z(]|[a-z]\)|RESOLVED|Resolved|The meeting|Minutes|MINUTES|Agenda|AGENDA",
    re.ASCII,
)
_SAYS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|attended|replaced|substituted|noted|reported|welcomed|joined|left)\b"
)
# `Apologies for absence:`, and on the next line `were submitted on behalf of Councillors ...`.
_GOES_ON = re.compile(r"(?:were|was|had been|have been|from|received|submitted)\b")
_LONGEST_LINE = 400
_MOST_LINES = 90
# So many lines without a name stand between names: parties, wards, `(Chair)`.
_MOST_BETWEEN = 2
_A_NAME = re.compile(r"[A-Z][a-z'A-Z-]+ ?(?:\(|,|-|$)|[A-Z]\.? [A-Z]|[A-Z][a-z]+ [A-Z]")
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
_COUNCILLOR_BEFORE = re.compile(rf"(?<![\w-]){COUNCILLOR} (?:\(?{HONORIFIC}\)? ){{0,2}}$")
# `(substitute for Councillor Hale)`, `(as substitute)`.
_STANDS_IN = re.compile(
    r"\((?:as )?(?:a )?(?:named )?(?:substitut(?:e|ing)|deputising|sub)\b(?P<whom> (?:for|of) )?",
    re.IGNORECASE,
)

# The heading of a meeting of the whole council: all who sit there, and send apologies, are members.
_OF_COUNCIL = re.compile(
    r"\b(?:[Mm]eeting|MEETING) (?:of|OF) (?:the |THE )?(?:[\w'-]+ ){0,4}?(?:[Cc]ouncil|COUNCIL)\b(?! ?(?:'s|[A-Za-z]*[Cc]ommittee))|\b(?:Full|Annual|Extraordinary) Council\b"
)
_TOP = 400
# `Apologies were received from ...`, `apologies on behalf of ...`; `... sent apologies`.
_FROM = re.compile(
    r"\b(?:[Aa]polog(?:y|ies)|APOLOGIES)\b(?: for absence| FOR ABSENCE| for non-attendance| for lateness)?[^.;\n]{0,80}?\b(?:from|by|on behalf of)\b"
)
# `the following apologies were noted:`, and on the next line who sent them.
_FOLLOWING = re.compile(r"\b[Aa]pologies\b[^.;\n]{0,40}\b(?:noted|received|given|reported|follow\w*):\Z")
_SENT = re.compile(
    r"\b(?:sent|submitted|tendered|gave|given|offered|conveyed) (?:(?:her|his|their) )?apologies\b(?! for (?:late|the (?:late|delay|error)))"
)
# `attended as substitute for`, `substituted for`: who did so stands before. `was substituted by`, `with ... substituting`: after.
_STOOD_IN = re.compile(
    r"\b(?:(?:attended|attending|was present|were present|present|was|were|acted|sat|in attendance)(?: the meeting)? as (?:a |the |named |their )?substitutes?"
    r"|(?:was |were |is )?(?:substituting|deputising|standing in|sitting in)\b|st(?:ood|ands) in(?= for)|sat in(?= for| place)|substituted(?= for)|deputised(?= for)"
    r"|(?:had )?replaced(?=[^.\n]{2,60}\b(?:for|at) (?:this|the) meeting\b))\b"
)
_STOOD_IN_BY = re.compile(
    r"\b(?:substituted|replaced|represented) by\b|\b[Ss]ubstitutes? (?:was|were|members? (?:was|were))?:?(?= )"
)
_REMOTELY = r"(?:remotely|online|virtually|in person|(?:by|via|on|over|through) (?:MS |Microsoft )?(?:Teams|Zoom|video(?: ?link|-link)?|phone|telephone))"
_ATTENDED = re.compile(
    rf"\b(?:was|were) (?:also )?(?:in attendance|present)\b(?! as)|\balso attended\b|\b(?:joined|attended|took part|participated)(?: (?:in )?the meeting)? {_REMOTELY}\b"
)
# `presided`, `took the chair`, `in the chair`: who did so stands before.
_PRESIDED = re.compile(
    r"\bpresided\b(?! over (?!the meeting))|\b(?:took|(?<!\()in) the [Cc]hair\b(?! of)|\bchaired the meeting\b"
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
# `Councillor A, from whom apologies had been received`: that one, whatever was said before.
_FROM_WHOM = re.compile(r",? (?:from|for|on behalf of) whom (?:an )?apolog(?:y|ies)\b")
_CUE = re.compile(
    r"\b(?:[Aa]polog|APOLOG|[Ss]ubstitut|deputis|replaced (?:by\b)?|in attendance|(?:was|were) (?:also )?present|also attended|joined|(?:attended|part|participated)(?: (?:in )?the meeting)? (?:remote|online|virtual|in person|by|via|on|over|through)"
    r"|presided|(?:took|in) the [Cc]hair|chaired the|(?:for|their|his|her) attend|welcomed|absent|absence of|(?:did|could) not (?:attend|be present|make)|unable to (?:attend|be pres|join)|(?:standing|stood|stands|sitting|sat) in\b|not (?:present|in attendance))"
)


def read(prose: Prose) -> tuple[Line, ...]:
    """The lines of the text's attendance lists, in order."""
    return tuple(_lines(prose.lines)) if _HEADING.search(prose.flow) else ()


def claims(prose: Prose, lines: Sequence[Line]) -> Iterator[Claim]:
    """The names that a list makes public though nothing stands beside them: those under `Councillors`, never those under `Officers`."""
    for line in lines:
        for posted in _POSTED.finditer(prose.flow, line.start, line.end):
            if not _PRIVATE.search(prose.flow, posted.end("name"), posted.end()):
                yield Claim(start=posted.start("name"), end=posted.end("name"), rule=LISTED_POST)
        if line.members and not _PRIVATE.search(prose.lines, line.start, line.end):
            for start, end in members.listed(prose.lines, line.start, line.end):
                yield Claim(start=start, end=end, rule=LISTED_NAME)
    if _OF_COUNCIL.search(prose.flow, 0, _TOP):
        for found in _FROM.finditer(prose.flow):
            for start, end in members.series(prose.flow, found.end()):
                yield Claim(start=start, end=end, rule=OF_COUNCIL)


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
    for one, status, span, rule in (*_in_lists(prose, lines, named), *_in_sentences(prose, lines, named)):
        who = one.person.name if one.person else prose.flow[one.start : one.end]
        post = posts.get(one.start)
        capacity = _capacity(prose.flow, one, lines, is_officer=post is not None)
        if capacity is None or (who, status) in told:
            continue
        told.add((who, status))
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


_Told = tuple[Named, Status, Span, str]


def _in_lists(prose: Prose, lines: Sequence[Line], named: Sequence[Named]) -> Iterator[_Told]:
    flow = prose.flow
    for line in lines:
        here = within(named, (line.start, line.end))
        for place, one in enumerate(here):
            until = here[place + 1].start if place + 1 < len(here) else line.end
            stands_in = _STANDS_IN.search(flow, one.end, until)
            before = here[place - 1].end if place else line.start
            if (earlier := _STANDS_IN.search(flow, before, one.start)) and earlier["whom"]:
                continue  # the one in whose place somebody came
            status = Status.SUBSTITUTE if stands_in else line.status
            begin = min(line.start if len(here) == 1 else one.start, one.start)
            yield one, status, (begin, line.end if len(here) == 1 else one.end), IN_LIST


def _in_sentences(prose: Prose, lines: Sequence[Line], named: Sequence[Named]) -> Iterator[_Told]:
    flow = prose.flow
    done = -1
    for cue in _CUE.finditer(flow):
        sentence = prose.sentence_at(cue.start())
        if sentence[0] <= done or _line_at(lines, cue.start()):
            continue
        done = sentence[0]
        for one, status in _told_by(flow, sentence, within(named, sentence)):
            yield one, status, sentence, IN_SENTENCE
        if _FOLLOWING.search(flow, *sentence):
            list_of = prose.sentence_at(sentence[1] + 1)
            for one in within(named, list_of):
                yield one, Status.APOLOGIES, list_of, IN_SENTENCE


def _told_by(flow: str, sentence: Span, here: Sequence[Named]) -> Iterator[tuple[Named, Status]]:
    """What one sentence says of those whom it names: the nearest cue before a name, or after it, decides."""
    marks: list[tuple[int, Status | None, Status | None]] = []  # where, of those before it, of those after it
    for pattern, before, after in (
        (_FROM, None, Status.APOLOGIES),
        (_SENT, Status.APOLOGIES, None),
        (_STOOD_IN_BY, Status.APOLOGIES, Status.SUBSTITUTE),
        (_STOOD_IN, Status.SUBSTITUTE, None),
        (_STANDS_IN, Status.SUBSTITUTE, None),
        (_ATTENDED, Status.IN_ATTENDANCE, None),
        (_PRESIDED, Status.PRESENT, None),
        (_THANKED, None, Status.PRESENT),
        (_WAS_ABSENT, Status.ABSENT, None),
        (_IN_ABSENCE_OF, None, Status.ABSENT),
    ):
        told = (found for found in pattern.finditer(flow, *sentence) if "late" not in found[0])
        marks += ((found.start(), before, after) for found in told)
    marks.sort(key=lambda mark: mark[0])
    starts = [mark[0] for mark in marks]
    for one in here:
        place = bisect_right(starts, one.start)
        behind = marks[place - 1] if place else None
        ahead = marks[place] if place < len(marks) else None
        clause = max(flow.rfind(mark, sentence[0], one.start) for mark in (";", " that ", " while "))
        if _FROM_WHOM.match(flow, one.end):
            yield one, Status.APOLOGIES
        elif behind and behind[2] and behind[0] > clause:
            yield one, behind[2]
        elif (
            ahead
            and ahead[1]
            and ";" not in flow[one.end : ahead[0]]
            and not (behind and behind[1] and behind[0] > clause)
        ):
            yield one, ahead[1]


def _capacity(flow: str, one: Named, lines: Sequence[Line], *, is_officer: bool) -> str | None:
    """`member`, `officer`, or `other` for those in another public role; `None` for who is in none that shows here."""
    line = _line_at(lines, one.start)
    if _COUNCILLOR_BEFORE.search(flow, max(0, one.start - 40), one.start) or (line and line.members):
        return "member"
    if is_officer or (line and line.officers):
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


def _lines(flow: str) -> Iterator[Line]:
    done = 0
    for heading in _HEADING.finditer(flow):
        if heading.start() < done or heading.lastgroup in (None, "members", "private"):
            continue  # a list begins where its heading says how people attended
        for line in _list(flow, heading):
            done = line.end + 1
            yield line


def _list(flow: str, heading: re.Match[str]) -> Iterator[Line]:
    """The lines of the list under a heading, until business begins; headings within it change what its lines say."""
    status, is_members, is_officers, is_private = Status.PRESENT, False, False, False
    between, position = 0, heading.start()
    for _ in range(_MOST_LINES):
        stop = flow.find("\n", position)
        end = len(flow) if stop < 0 else stop
        if found := _HEADING.match(flow, position, end):
            status, is_members, is_officers, is_private = _under(found, status)
            position, between = found.end(), 0
        if position < end:
            if _is_business(flow, position, end):
                return
            if not _A_NAME.search(flow, position, end):
                between += 1
                if between > _MOST_BETWEEN:
                    return
            elif not is_private:
                between = 0
                yield Line(start=position, end=end, status=status, members=is_members, officers=is_officers)
        if stop < 0:
            return
        position = end + 1


def _is_business(flow: str, start: int, end: int) -> bool:
    """Whether a line is no entry of a list: the first item of the meeting, a paragraph, a sentence."""
    if _NUMBERED.match(flow, start) or end - start > _LONGEST_LINE:
        return True
    return bool(_SAYS.search(flow, start, end)) and not _GOES_ON.match(flow, start)


def _under(heading: re.Match[str], status: Status) -> tuple[Status, bool, bool, bool]:
    """What a heading says of the lines under it: their status, and whether they are members, officers, private people."""
    words = heading[0].lower()
    of_members = "councillor" in words or "cllr" in words or "elected" in words
    match heading.lastgroup:
        case "apologies":
            return Status.APOLOGIES, of_members, False, False
        case "absent":
            return Status.ABSENT, of_members, False, False
        case "substitute":
            return Status.SUBSTITUTE, False, False, False
        case "officers":
            return Status.IN_ATTENDANCE, False, True, False
        case "beside":
            return Status.IN_ATTENDANCE, of_members, False, False
        case "present":
            return Status.PRESENT, of_members, False, False
        case "members":
            return status, True, False, False
        case _:
            return status, False, False, True
