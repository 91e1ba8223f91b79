"""Resolutions: what a meeting resolved, agreed or recommended, part by part as the minutes letter it.

`RESOLVED that (1) the report be noted; (2) ...` gives two. Approval of earlier minutes names their day. What an agenda
or a report only proposes ("That the Committee note the report") is none.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import times
from linking.prose import Prose, Span

RESOLVED = "resolutions.resolved@4"
RECOMMENDED = "resolutions.recommended@3"
MINUTES_AGREED = "resolutions.minutes_agreed@2"
MARKED = "resolutions.marked@2"
RECORDED = "resolutions.recorded@2"
RULES = (RESOLVED, RECOMMENDED, MINUTES_AGREED, MARKED, RECORDED)

_BODY = r"(?:Sub-)?(?:Committee|Board|Panel|Cabinet|Council|Forum|Executive|Commission|Partnership|meeting)"
_ADVERBS = r"(?:(?i:unanimously|therefore|further|also|accordingly|then|duly|formally|subsequently|finally|collectively) ){0,2}"
_DECIDES = r"(?:resolved|agreed|decided|determined)"
# `The Schools Forum`, `Cabinet`, `Full Council`
_THE_BODY = rf"(?:[Tt]he (?:(?!{_BODY})[A-Z][\w'&-]+ (?:and |of |for )?){{0,5}}{_BODY}|(?<![\w-] )(?:Full )?(?:Cabinet|Council)|Full Council)"
_MEMBERS = rf"[Mm]embers {_ADVERBS}(?:resolved|voted)(?= (?:that|to)\b)"
# What leads from the head to what was decided: ` that`, `: That`, ` - `, ` to`, or a line end before the first part.
_LINK = r"(?: unanimously| \(unanimously\)| \(nem\.? con\.?\)| accordingly|,(?= that))?(?=\s?(?:[Tt]hat\b|THAT\b|(?:not )?to\b|:|-|\n|\())\s?(?::[ ]?-|:|-)?\s?(?:(?:[Tt]hat|THAT|to)\b\s?(?::[ ]?-|:|-)?)?\s?"
# `RESOLVED that`, `Resolved:`, `It was agreed that`, `The Committee resolved to`, `Decision:`.
_HEAD = re.compile(
    rf"(?:\b(?:RESOLVED|AGREED|DECIDED|[Ii]t was {_ADVERBS}(?i:{_DECIDES}))"
    rf"|(?:(?<=\n)|(?<=[.:] )|\A)(?:Resolved|Agreed|Decided|Decisions?|DECISIONS?)(?: (?:taken|made|TAKEN|MADE))?(?=:| :| ?-(?![a-z])| [Tt]hat| to |\n+(?:\(?[1ai][.)] )?(?:That|To) )"
    rf"|\b{_THE_BODY} {_ADVERBS}(?:{_DECIDES}|voted(?= to\b)|RESOLVED|AGREED)|\b{_MEMBERS})(?! (?:to )?RECOMMEND){_LINK}"
    # `It was agreed the data would be sent`
    rf"|\b[Ii]t was {_ADVERBS}(?:agreed|decided) (?=(?:the|an?|for|all|no) [^.;\n]{{3,120}}? (?:would|should|be|will|to)\b)"
    # `The Committee:` and below it, part by part, what it did
    rf"|(?:\A|(?<=\n)|(?<=\. )){_THE_BODY}(?: then)?:(?=\s\(?(?:1|a|i)[.)] )\s"
)
# `RECOMMENDED to Cabinet that`, `The Committee recommended that`, `Resolved to RECOMMEND: (to Council)` and below it `That`.
_RECOMMENDED_HEAD = re.compile(
    rf"\b(?:RECOMMENDED|(?:RESOLVED|Resolved|AGREED|Agreed) (?:to )?RECOMMEND|[Ii]t was {_ADVERBS}recommended|[Tt]he {_BODY} {_ADVERBS}recommended)"
    rf"(?::? \(?to (?:the )?(?:Full |County )?{_BODY}\)?)?{_LINK}"
)
# In minutes and records of decisions the outcome alone: `DEFERRED until the meeting of 4 May`, `2. Move of the office - not approved`.
_MARKED = re.compile(
    r"(?:\A|(?<=\n))(?:Agreed|Approved|Confirmed|Accepted|Signed)(?= as (?:an? )?(?:true|correct|accurate)\b)|(?:\A|(?<=\n))(?:NOTED(?= [a-z])|APPROVED|REJECTED|DEFERRED|AGREED|ENDORSED|REFUSED|WITHDRAWN|ADOPTED|GRANTED|DECLINED)(?=[.,;]| (?:until|to|subject|as|with|without|by|pending|in)\b)"
    r"|(?:\A|(?<=\n))\d{1,2}(?:\.\d{1,2})?[.)]? [^\n.;:]{3,90}? - (?:not )?(?:approved|agreed|noted|deferred|endorsed|adopted|rejected|refused|declined)(?=[.,;\n]| ?\Z)"
)
# Where one sentence resolves twice: `..., and that the Manager report the outcome`.
_AND_THAT = re.compile(
    r"(?:[,;] and |; )(?=[Tt]hat )| and (?=that (?:the|an?|officers|members|its|all) [^.;,]{3,80}? (?:be|report|submit|bring|attend|write|provide|present|consider|approve|receive|note)\b)"
)

# Without one of these, in small letters, nothing was resolved, and no head is longer than so many characters before and after.
_HEAD_CUES = (
    "resolved",
    "agreed",
    "decided",
    "decision",
    "determined",
    "voted",
    "committee:",
    "panel:",
    "board:",
    "cabinet:",
    "council:",
    "forum:",
    "executive:",
    "meeting:",
    "recommended",
    "recommend",
)
_BEFORE_CUE, _AFTER_CUE = 120, 200
# In a record, what was done without the word: `The Board noted the update`, `The recommendations were approved.`
_DONE = re.compile(
    r"(?:noted|received|endorsed|approved|adopted|accepted|ratified|supported|confirmed|agreed|deferred|refused|rejected|signed(?: off)?|withdrawn)\b"
)
_DOES = {
    "noted": "noted", "received": "noted", "deferred": "deferred", "refused": "refused", "rejected": "refused", "withdrawn": "withdrawn", "agreed": "agreed", "supported": "agreed",
}  # fmt: skip
_BUSINESS = (
    r"(?i:reports?|updates?|minutes|recommendations?|proposals?|presentations?|contents|plans?|strateg(?:y|ies)|budgets?|terms of reference|accounts|work ?programme|forward plan|statements?|polic(?:y|ies)"
    r"|applications?|requests?|nominations?|business case|self-evaluation|protocol|charter|pledge|framework|timetable|schedule|arrangements|findings|position|information|action plan|decision|transfer|letter|outcome|risk register|dashboard|scorecard|briefing|paper)"
)
_DULY = r"(?:(?:then|unanimously|also|therefore|accordingly|duly|formally|subsequently|collectively|further|all|both|received|considered|noted|discussed|welcomed|reviewed|debated|and|taken as read) )*"
# `Following discussion, the Committee unanimously`, before `noted the report`
_DOER = re.compile(
    rf"(?:(?:Following|After|Having|At the|In conclusion|On)\b[^.;:]{{0,100}}, |[Aa]ccordingly,? |[Tt]herefore,? )?(?:{_THE_BODY}|[Tt]he (?:[a-z]+ )?(?:committee|board|panel|forum|council|cabinet)|[Mm]embers|MEMBERS|[Tt]he (?:Cabinet|Executive|Lead|Portfolio) (?:Member|Holder)|[Tt]he Leader(?: of the Council)?) {_DULY}(?:(?:considered|discussed|reviewed|debated|heard|received) (?:the|this|an?) [^.;:]{{3,80}}? and {_DULY})?"
)
_ITS_BUSINESS = re.compile(
    rf"(?: and (?:noted|endorsed|approved|accepted|agreed|received|adopted))? (?:to (?=the recommendations?\b))?(?:(?:the|its|this|these|an?|all|both) )?(?:(?!(?:attendance|apologies|that|by|in|at|on|to|with|from|under|as|about|\d{{1,3}})\b)[\w'/&-]+,? ){{0,7}}?{_BUSINESS}\b(?! (?:was|were|is|are|had|has)\b)"
)
# `..., and asked for a written report in May`: what else the meeting did, told in the same sentence.
_AND_DID = re.compile(
    r",? and (?:it )?(?:also )?(?P<did>(?:requested|asked (?:for|that|the|officers)|agreed (?:that|to)|resolved|endorsed|approved|recommended|supported|deferred|commended)\b)"
)
# `Members agreed to defer it`, `agreed that the Chair should write`; what they only thought, as `that it was worrying`, is none.
_AGREED_TO = re.compile(r" (?:to (?!disagree)[a-z]+ |that [^.;\n]{3,120}? (?:be|should|must|would (?!be))\b)")
# `The recommendations of the task group were`, before `approved`
_WAS_BUSINESS = re.compile(
    rf"(?:That )?(?:(?:[Tt]he|[Tt]his|[Tt]hese|[Ii]ts|[Aa]ll|[Bb]oth) )?(?:(?!(?i:had|has|that|which|if|when|once|whether|why|how|asked|said|although|because|since|after|until|as|while|should|councillor|cllr)\b)[\w'/&()-]+,? ){{0,7}}?{_BUSINESS}\b(?: (?!(?:had|has|that|which|said|would|will|should|may|must|could|can)\b)[\w'/&,()-]+){{0,14}}? (?P<be>was|were|be)(?: not)? {_DULY}"
)
# `Minutes of 10 June` and at once `agreed as a correct record`
_MINUTES_ALONE = re.compile(r"(?:The )?[Mm]inutes\b[^.;:]{0,80} ")
_RECORD = re.compile(r" (?:as|to be) (?:an? )?(?:true|correct|accurate)\b")
_ENDS_THERE = re.compile(
    r"(?=[.;,]|\Z|\n| (?:as|subject|without|unanimously|and|nem\.?|en bloc|in full|until|to the next|to a future|pending|with (?:one|two|three|the following|minor)|by (?:members|consensus|the (?:Committee|Board|Panel|Forum|meeting)|general assent))\b)"
)
# Told of another day, or of something else: `had been approved`, `the plan approved in March`
_BACK_THEN = re.compile(
    r"\b(?:had|has|have|previously|earlier|already|last (?:year|month|week|meeting|autumn|spring|summer)|since|when|if|once|until|unless|would|will|should|whether|asked whether|said|reported|explained|advised|told|in (?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d))\b"
)
_LONG_AGO = re.compile(
    r"\b(?:last (?:year|month|January|February|March|April|May|June|July|August|September|October|November|December)|in (?:19|20)\d\d|at (?:its|the) (?:last|previous) meeting)\b"
)
# What letters a part: `(1)`, `1.`, `a)`, `(iv)`, a bullet; parts of one list have letters of one kind.
_PART = re.compile(
    r"\s?(?:(?P<both>\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))|(?P<bracket>(?:\d{1,2}|[a-z]|[ivx]{1,4})\))|"
    r"(?P<stop>(?:\d{1,2}|[a-z]|[ivx]{1,4})\.)|(?P<bullet>[•●▪■◦·*\uf0b7-])) (?=[\"'A-Za-z£\d])"
)
_THAT = re.compile(r"^that ", re.IGNORECASE)
_IS_THAT = re.compile(r"[Tt]hat ")
_GOES_ON = re.compile(r"[;,](?: and)?\Z")
# Where the next part begins in the same line: `...; (2) ...`.
_NEXT_PART = re.compile(r"[;,.](?: and)? (?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\) )")
_ROMAN = {
    letters: (number,)
    for number, letters in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}
_PART_END = " ;,."
# `The Committee received a presentation`: what was before it, and nothing decided.
_NARRATES = re.compile(
    rf"(?:[Tt]he )?(?:{_BODY}|[Mm]embers) (?:received|considered|heard|discussed|had before|were (?:given|informed|advised))\b"
)
_DECIDED = re.compile(
    rf"\b(?:[Tt]he {_BODY}|[Mm]embers) (?:noted|agreed|approved|endorsed|supported|resolved)\b"
)
# Nobody resolves anything longer.
_LONGEST_PART = 2000

# `the minutes of the meeting held on 14 July 2026 be confirmed`, `... were agreed as a correct record`.
_MINUTES_OF = re.compile(
    rf"\b[Mm]inutes of (?:the|its) (?:[\w',&]+ ){{0,12}}?(?:held on|of|on) (?P<days>{times.DAYS_PRINTED})"
)
_WERE_AGREED = re.compile(r"\b(?:were|was|are|is) (?:then )?(?:agreed|approved|confirmed|signed|accepted)\b")
_TO_AGREE = re.compile(r"\b[Tt]o (?:agree|approve|confirm|sign|accept)\b")
_AMENDED = re.compile(
    r"\b(?:as amended|subject to (?:the|an?) (?:\w+ )?(?:amendment|correction))", re.IGNORECASE
)

# What a resolution does; the first whose words it holds.
_OUTCOMES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), outcome)
    for words, outcome in (
        ("defer(?:red)?", "deferred"),
        ("refused?|reject(?:ed)?|declined|not (?:be )?(?:approved|agreed|supported|acceded to)", "refused"),
        ("withdraw(?:n)?", "withdrawn"),
        (
            r"(?:(?:be|are|is|was|were)|^to) (?:adopt|approve|confirm|grant|ratif|endorse|agree|sign)\w*|^(?:APPROVED|ENDORSED|ADOPTED|GRANTED)|- (?:approved|endorsed|adopted)",
            "approved",
        ),
        (r"(?:(?:be|are|is|was|were)|^to) (?:note|receive)d?|^The \w+ noted|^NOTED|- noted", "noted"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """A part that was resolved or recommended: what proves it, what it says, and the day of the minutes that it approves."""

    span: Span
    what: str
    rule: str
    minutes_of: date | None = None
    outcome: str | None = None  # where its verb tells


def place(prose: Prose) -> tuple[Resolution, ...]:
    """What a text says was resolved or recommended, in order of place."""
    found: dict[Span, Resolution] = {}
    near = tuple(prose.near(_HEAD_CUES, _BEFORE_CUE, _AFTER_CUE))
    heads = [
        (head, rule)
        for pattern, rule in ((_HEAD, RESOLVED), (_RECOMMENDED_HEAD, RECOMMENDED))
        for begin, end in near
        for head in pattern.finditer(prose.flow, begin, end)
    ]
    starts = sorted(head.start() for head, _ in heads)
    for head, rule in heads:
        for span, what in _parts(prose, head, _next(starts, head.end())):
            day = _minutes_of(what)
            found.setdefault(span, Resolution(span=span, what=what, rule=rule, minutes_of=day))
    for span in _minutes_agreed(prose):
        what = _words(prose, span)
        if span not in found:
            found[span] = Resolution(span=span, what=what, rule=MINUTES_AGREED, minutes_of=_minutes_of(what))
    if _is_record(prose):
        for mark in _MARKED.finditer(prose.flow):
            span = prose.sentence_at(mark.end() - 1)
            found.setdefault(span, Resolution(span=span, what=_words(prose, span), rule=MARKED))
    return tuple(found[span] for span in sorted(found))


def _recorded(prose: Prose, resolutions: tuple[Resolution, ...]) -> Iterator[Resolution]:
    """What a record says that the meeting did with the business before it, in a sentence of its own; nobody has to do it any more."""
    words = prose.smooth
    told = [one.span for one in resolutions]
    for done in _DONE.finditer(words):
        if words[done.start() - 1 : done.start()] != " ":
            continue
        span = prose.sentence_at(done.start())
        place = bisect_left(told, (done.start(), done.start()))
        if any(start <= done.start() < end for start, end in told[max(0, place - 1) : place + 1]):
            continue
        before = words[span[0] : done.start()]
        passive = (
            _WAS_BUSINESS.fullmatch(before)
            if " was " in before or " were " in before or " be " in before
            else None
        )
        if passive:
            is_told = bool(_ENDS_THERE.match(words, done.end(), span[1]))
        elif _MINUTES_ALONE.fullmatch(before):
            is_told = bool(_RECORD.match(words, done.end(), span[1]))
        else:
            is_told = (
                done[0] != "received"  # what was before it is told so
                and bool(_DOER.fullmatch(before))
                and not _LONG_AGO.search(words, done.end(), span[1])
                and bool(
                    _ITS_BUSINESS.match(words, done.end(), span[1])
                    or (done[0] == "agreed" and _AGREED_TO.match(words, done.end(), span[1]))
                )
            )
        if not is_told or _BACK_THEN.search(before):
            continue
        if passive and passive["be"] == "be" and not before.startswith("That "):
            continue
        what = _words(prose, span)
        outcome = "refused" if passive and " not " in before else _DOES.get(done[0], "approved")
        if outcome == "agreed" and "minutes" in what.lower():
            outcome = "approved"
        another = None if passive else _AND_DID.search(words, done.end(), span[1])
        if another:
            yield Resolution(
                span=(another.start("did"), span[1]),
                what=_words(prose, (another.start("did"), span[1])),
                rule=RECORDED,
            )
            span = (span[0], another.start())
            what = _words(prose, span)
        yield Resolution(span=span, what=what, rule=RECORDED, outcome=outcome, minutes_of=_minutes_of(what))


def find(
    prose: Prose, resolutions: tuple[Resolution, ...], council: Council | None, *, day: str | None
) -> Iterator[Fact]:
    """A fact for each resolution and for what a record tells was done without the word, stated on the day of the meeting (EDTF) where that is known."""
    recorded = tuple(_recorded(prose, resolutions)) if _is_record(prose) else ()
    for resolution in sorted((*resolutions, *recorded), key=lambda one: one.span):
        fields: dict[str, JsonValue] = {"what": resolution.what, "outcome": _outcome(resolution)}
        if resolution.minutes_of:
            fields["minutes_of"] = resolution.minutes_of.isoformat()
        yield Fact(
            type=FactType.RESOLUTION,
            evidence=prose.evidence(*resolution.span),
            rule=resolution.rule,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.PLANNED if resolution.rule == RECOMMENDED else Modality.ACTUAL,
            fields=fields,
        )


def _next(heads: list[int], position: int) -> int:
    """Where the next head begins after a position: at the latest there a resolution ends."""
    at = bisect_left(heads, position)
    return heads[at] if at < len(heads) else sys.maxsize


def _parts(prose: Prose, head: re.Match[str], limit: int) -> Iterator[tuple[Span, str]]:
    """The lettered parts after a head, each with the words that lead in to all of them; the whole sentence if there are none."""
    flow, place = prose.flow, head.end()
    lead_in = ""
    part = _PART.match(flow, place)
    if not part:
        begin, end = prose.sentence_at(place)
        if begin == end:
            return
        part = _PART.match(flow, end)
        if not (part and (part["both"] or flow[end - 1] == ":")):
            if _NARRATES.match(flow, begin, end):
                yield from _decided_below(prose, end)
                return
            if below := list(_thats(prose, begin, end)):
                yield from below
                return
            # A head on a line of its own is no part of the sentence.
            start = prose.sentence_at(head.start())[0] if prose.sentence_at(head.start())[1] == end else begin
            yield from _clauses(prose, start, place, end)
            return
        lead_in = _words(prose, (place, end)) + " "
    last = part
    while part and _follows(last, part):
        last = part
        line_end = flow.find("\n", part.end())
        line_end = min(len(flow) if line_end < 0 else line_end, limit, part.end() + _LONGEST_PART)
        following = _NEXT_PART.search(flow, part.end(), line_end)
        span = _trimmed(flow, part.end(), following.start() if following else line_end)
        if span[0] < span[1]:
            yield span, lead_in + _words(prose, span)
        part = _PART.match(flow, following.end() if following else line_end)


def _thats(prose: Prose, begin: int, end: int) -> Iterator[tuple[Span, str]]:
    """The parts of a list that has no letters: lines below one another that begin `That`, each but the last ended by a semicolon."""
    flow = prose.flow
    while _IS_THAT.match(flow, begin) and _GOES_ON.search(flow, begin, end):
        span = _trimmed(flow, begin, end)
        yield span, _words(prose, span)
        begin, end = prose.sentence_at(end + 1)
        if not _IS_THAT.match(flow, begin):
            return
        if not _GOES_ON.search(flow, begin, end):
            span = _trimmed(flow, begin, end)
            yield span, _words(prose, span)


def _clauses(prose: Prose, start: int, place: int, end: int) -> Iterator[tuple[Span, str]]:
    """A sentence that resolves, whose words begin at a place; each of its parts where it resolves twice."""
    for joint in _AND_THAT.finditer(prose.smooth, place, end):
        yield (start, joint.start()), _words(prose, (place, joint.start()))
        start = place = joint.end()
    yield (start, end), _words(prose, (place, end))


def _decided_below(prose: Prose, position: int) -> Iterator[tuple[Span, str]]:
    """What is noted or agreed at last, where a decision begins by telling what was before the meeting."""
    end = prose.flow.find("\n\n", position)
    for found in _DECIDED.finditer(
        prose.smooth, position, end if end >= 0 else min(len(prose.smooth), position + _LONGEST_PART)
    ):
        span = prose.sentence_at(found.start())
        yield span, _words(prose, span)
        return


def _follows(last: re.Match[str], part: re.Match[str]) -> bool:
    """Whether a part's letter is the first of its list or the next after the last: `(c)` after `(b)`, not `7.` after `2.`."""
    if part is last or part["bullet"]:
        return part.lastgroup == last.lastgroup
    numbers = {number + 1 for number in _numbers(last)}
    return part.lastgroup == last.lastgroup and not numbers.isdisjoint(_numbers(part))


def _numbers(part: re.Match[str]) -> set[int]:
    """What a part's letter counts: 4 for `(4)` and `(d)`; 9 and 1 for `(i)`, which may be a letter or a Roman one."""
    letter = part[0].strip(" \n().")
    if letter.isdecimal():
        return {int(letter)}
    return {ord(letter) - ord("a") + 1 if len(letter) == 1 else 0, *_ROMAN.get(letter, ())} - {0}


def _trimmed(flow: str, start: int, end: int) -> Span:
    while end > start and flow[end - 1] in _PART_END:
        end -= 1
    if flow.endswith(("; and", ", and"), start, end):
        end -= len("; and")
    return start, end


def _words(prose: Prose, span: Span) -> str:
    words = " ".join(prose.evidence(*span).quote.split()).rstrip(_PART_END)
    return _THAT.sub("", words)


def _minutes_agreed(prose: Prose) -> Iterator[Span]:
    """Sentences that approve minutes outside a resolution; in minutes and decisions `To approve the minutes` was done."""
    was_done = _is_record(prose)
    for found in _MINUTES_OF.finditer(prose.smooth):
        span = prose.sentence_at(found.start())
        if _WERE_AGREED.search(prose.smooth, found.end(), span[1]) or (
            was_done and _TO_AGREE.search(prose.smooth, span[0], found.start())
        ):
            yield span


def _is_record(prose: Prose) -> bool:
    """Whether a text records what a meeting or a decision-maker did."""
    return prose.circumstances.kind in (DocumentKind.MINUTES, DocumentKind.DECISION)


def _minutes_of(what: str) -> date | None:
    found = _MINUTES_OF.search(what)
    days = times.days_printed(found["days"]) if found else ()
    return days[0] if days else None


def _outcome(resolution: Resolution) -> str:
    if resolution.rule == RECOMMENDED:
        return "recommended"
    if resolution.minutes_of:
        return "approved as amended" if _AMENDED.search(resolution.what) else "approved"
    if resolution.outcome:
        return resolution.outcome
    return next((outcome for words, outcome in _OUTCOMES if words.search(resolution.what)), "agreed")
