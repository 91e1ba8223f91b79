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

RESOLVED = "resolutions.resolved@3"
RECOMMENDED = "resolutions.recommended@3"
MINUTES_AGREED = "resolutions.minutes_agreed@1"
MARKED = "resolutions.marked@1"
RULES = (RESOLVED, RECOMMENDED, MINUTES_AGREED, MARKED)

_BODY = r"(?:Sub-)?(?:Committee|Board|Panel|Cabinet|Council|Forum|Executive|Commission|Partnership|meeting)"
_ADVERBS = r"(?:(?i:unanimously|therefore|further|also|accordingly|then|duly|formally|subsequently|finally|collectively) ){0,2}"
_DECIDES = r"(?:resolved|agreed|decided|determined)"
# What leads from the head to what was decided: ` that`, `: That`, ` - `, ` to`, or a line end before the first part.
_LINK = r"(?: unanimously| \(unanimously\)| \(nem\.? con\.?\)| accordingly)?(?=\s?(?:[Tt]hat\b|THAT\b|to\b|:|-|\n|\())\s?(?::-|:|-)?\s?(?:(?:[Tt]hat|THAT|to)\b\s?(?::-|:|-)?)?\s?"
# `RESOLVED that`, `Resolved:`, `It was agreed that`, `The Committee resolved to`, `Decision:`.
_HEAD = re.compile(
    rf"(?:\b(?:RESOLVED|AGREED|DECIDED|[Ii]t was {_ADVERBS}(?i:{_DECIDES}))"
    rf"|(?:(?<=\n)|(?<=[.:] )|\A)(?:Resolved|Agreed|Decided|Decisions?|DECISIONS?)(?: (?:taken|made|TAKEN|MADE))?(?=:| :| -| [Tt]hat| to |\n+That )"
    rf"|\b[Tt]he {_BODY} {_ADVERBS}{_DECIDES}|\b[Mm]embers {_ADVERBS}(?:resolved|voted)(?= (?:that|to)\b))(?! (?:to )?RECOMMEND){_LINK}"
)
# `RECOMMENDED to Cabinet that`, `The Committee recommended that`, `Resolved to RECOMMEND: (to Council)` and below it `That`.
_RECOMMENDED_HEAD = re.compile(
    rf"\b(?:RECOMMENDED|(?:RESOLVED|Resolved|AGREED|Agreed) (?:to )?RECOMMEND|[Ii]t was {_ADVERBS}recommended|[Tt]he {_BODY} {_ADVERBS}recommended)"
    rf"(?::? \(?to (?:the )?(?:Full |County )?{_BODY}\)?)?{_LINK}"
)
# In minutes and records of decisions the outcome alone: `DEFERRED until the meeting of 4 May`, `2. Move of the office - not approved`.
_MARKED = re.compile(
    r"(?:\A|(?<=\n))(?:NOTED(?= [a-z])|APPROVED|REJECTED|DEFERRED|AGREED|ENDORSED|REFUSED|WITHDRAWN|ADOPTED|GRANTED|DECLINED)(?=[.,;]| (?:until|to|subject|as|with|without|by|pending|in)\b)"
    r"|(?:\A|(?<=\n))\d{1,2}(?:\.\d{1,2})?[.)]? [^\n.;:]{3,90}? - (?:not )?(?:approved|agreed|noted|deferred|endorsed|adopted|rejected|refused|declined)(?=[.,;\n]| ?\Z)"
)
# Where one sentence resolves twice: `..., and that the Manager report the outcome`.
_AND_THAT = re.compile(
    r"[,;] and (?=that )| and (?=that (?:the|an?|officers|members|its|all) [^.;,]{3,80}? (?:be|report|submit|bring|attend|write|provide|present|consider|approve|receive|note)\b)"
)

# What letters a part: `(1)`, `1.`, `a)`, `(iv)`, a bullet; parts of one list have letters of one kind.
_PART = re.compile(
    r"\s?(?:(?P<both>\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))|(?P<bracket>(?:\d{1,2}|[a-z]|[ivx]{1,4})\))|"
    r"(?P<stop>(?:\d{1,2}|[a-z]|[ivx]{1,4})\.)|(?P<bullet>[•●▪■◦·*\uf0b7-])) (?=[\"'A-Za-z£\d])"
)
_THAT = re.compile(r"^that ", re.IGNORECASE)
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


def place(prose: Prose) -> tuple[Resolution, ...]:
    """What a text says was resolved or recommended, in order of place."""
    found: dict[Span, Resolution] = {}
    heads = sorted(
        head.start() for pattern in (_HEAD, _RECOMMENDED_HEAD) for head in pattern.finditer(prose.flow)
    )
    for pattern, rule in ((_HEAD, RESOLVED), (_RECOMMENDED_HEAD, RECOMMENDED)):
        for head in pattern.finditer(prose.flow):
            for span, what in _parts(prose, head, _next(heads, head.end())):
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


def find(
    prose: Prose, resolutions: tuple[Resolution, ...], council: Council | None, *, day: str | None
) -> Iterator[Fact]:
    """A fact for each resolution, stated on the day of the meeting (EDTF) where that is known."""
    for resolution in resolutions:
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
    return next((outcome for words, outcome in _OUTCOMES if words.search(resolution.what)), "agreed")
