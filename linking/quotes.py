"""Quotes: words in quotation marks that somebody said, with who said them. Never a name that no public role makes known.

The speaker is the full name of a person whom the text names in a public role, or the words for a role or body
(`A spokesperson for the Department for Education`). `She said` is whom the text was speaking of, where that can be one only;
otherwise nobody. Words in quotation marks that nobody says, such as titles and grades, are no quotes.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from domain.mention import Mention, MentionType
from linking.names import FULL_NAME
from linking.people import Named
from linking.prose import Prose, Span, within

SPOKEN = "quotes.spoken@1"
RULES = (SPOKEN,)

# Words in double marks; in speech over several paragraphs only the last one closes.
_MARKED = re.compile(r"(?<![\w\"])\"(?=[^\s\"])(?P<words>[^\"\n]{2,1500})(?P<close>\"|(?=\n)|$)")
# The same in single marks, which close after the end of a clause only: `'We are not there yet,' she said`.
_SINGLE = re.compile(
    r"(?<![\w'])'(?=[A-Z\[])(?P<words>[^'\n]{2,400}(?:(?<=\w)'(?=\w)[^'\n]{1,400}){0,20}[,.!?])(?P<close>')(?!\w)"
)
# What inspectors call a service is no speech; a single word is a grade or a nickname.
_GRADE = re.compile(r"requires? improvement(?: to be good)?|good|outstanding|inadequate", re.IGNORECASE)
_FEWEST = 2

_VERB = (
    r"(?:said|says|say|saying|told|tells|added|adds|explained|explains|insisted|insists|warned|warns|continued|confirmed|acknowledged|admitted|admits|stressed|noted|notes|"
    r"concluded|concludes|commented|comments|replied|responded|wrote|writes|stated|states|claimed|claims|argued|argues|observed|remarked|declared|announced|reported|reports|"
    r"found|felt|asked|described|thanked|welcomed|urged|pledged|promised|praised|called|fumed|joked|quipped|demanded|complained|vowed|revealed|conceded|suggested|hailed|branded|blasted|slammed|recalled|answered|countered|cautioned|emphasised|reflected|agreed|believes|believed)"
)
_PRONOUN = re.compile(r"(?:she|he|they|it)\b", re.IGNORECASE)
# `and added that`, `that lessons were learned, but added`: the subject stands before an earlier verb.
_NO_SUBJECT = re.compile(r"(?:.*,)? ?(?:and|but|then|also|or)|that .*")
_ADVERB = r"(?:(?:also|then|later|however|further|has|have|had|previously) ){0,2}"
# Who may stand before or after the verb: up to the end of a clause, with what is set in commas after a name.
_WHO = r"(?P<who>[^\"\n;:.!?]{2,140}?(?:\. [A-Z][^\"\n;:.!?]{1,80}?)?)"
# `," she said`, `" Cllr Jane Smith, the leader, told members`
_AFTER = re.compile(rf" {_WHO},? {_ADVERB}(?P<verb>{_VERB})\b")
# `" said Jane Smith, director of children's services.`
_VERB_FIRST = re.compile(
    rf" (?P<verb>{_VERB}) (?P<who>[^\"\n;:!?]{{2,120}}?)(?=[.;:\"\n]|, (?:who|adding|as|and)\b|$)"
)
# `Jane Smith, the leader, said: "`, `She added that the service was "`: the verb; its subject stands before it.
_SAYING = re.compile(rf",? {_ADVERB}{_VERB}\b")
_BREAK = re.compile(r"[;:!?]")
# `were said by the judge to have shown`: who does it stands behind a verb that is suffered.
_BY = re.compile(r" by (?P<who>[^\"\n;:!?,]{2,60}?)(?= (?:to|as|that|for|in|on|of)\b|,|\"| ?$)")
# `According to Councillor Jane Smith, the service is "`
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^\"\n;:!?,]{2,90})(?=,)")
# A subject has no verb of its own.
_NO_NOUN = re.compile(r"\b(?:has|have|had|was|were|is|are|been|be|being|will|would|can|could|not)\b")
# `members were told`, `the committee heard`: whose words they are, nobody says.
_HEARD = re.compile(r"\b(?:were told|was told|heard|hearing)\b")
# What stands between two parts of one speech: `," he said. "`.
_AND_ON = re.compile(rf",? [^\"\n]{{2,120}}? {_VERB}[^\"\n.]{{0,60}}\.? ?|,? {_VERB} [^\"\n]{{2,120}}?[.,] ?")

# What may begin a subject and is none of it.
_LEADING = re.compile(
    r"(?:(?:But|And|However|Meanwhile|Yet|Although|While|So|Earlier|Later|Today|Yesterday|Speaking [^,]{2,60}|In (?:a|an|his|her|their|its) [^,]{2,80}|At [^,]{2,60}|Asked [^,]{2,80}|On [^,]{2,40}|After [^,]{2,80}|Following [^,]{2,80}),? )+"
)
# `after inspectors found`: the subject is the last clause's.
_CLAUSE = re.compile(
    r".*\b(?:after|when|as|because|while|before|since|although|where|that) (?=(?:the |an? )?[a-z])"
)
_SAYS = re.compile(rf"(?:,? [^,;.\"\n]{{2,90}},)? {_ADVERB}{_VERB}\b")
_RELATIVE = re.compile(r"(?:,| -)? (?:who|which|whose) .*$|, (?:speaking|responding|commenting|adding) .*$")
# A role or body without a name: starts small, or with an article.
_ROLE = re.compile(
    r"(?:An? |The |One |Another |Its |Their |Our |Some |Many |Several )?[A-Za-z][\w'’-]*(?: [\w'’&-]+){0,13}"
)
_CAPITALS = re.compile(r"\b[A-Z][\w'-]+")
_COMMON = frozenset({"A", "An", "The", "One", "Another", "Its", "Their", "Our", "Some", "Many", "Several", "Inspectors", "Members",
                     "Officers", "Councillors", "Ministers", "Ofsted", "OFSTED", "DfE"})  # fmt: skip
# Mentions that make the capitals of a role no private name.
_PUBLIC = frozenset({MentionType.ORGANISATION, MentionType.COUNCIL, MentionType.COMMITTEE, MentionType.ROLE})
_ANY_NAME = re.compile(rf"(?<![\w'-]){FULL_NAME}")
_LONGEST_LINE = 3000
# How far before its words a speaker may be named.
_LONGEST_LEAD = 320
# How far above a pronoun the person may be named.
_LINES_ABOVE = 4
_MALE, _FEMALE = (
    re.compile(r"\b(?:Mr|Sir|Lord)\b\.? ?$"),
    re.compile(r"\b(?:Ms|Mrs|Miss|Dame|Lady|Baroness)\b\.? ?$"),
)


@dataclass(frozen=True, kw_only=True)
class _Quote:
    """Words in quotation marks: the span of the marks in `flow`, that of the words, and whether the marks close."""

    start: int
    end: int
    words: Span
    closes: bool


@dataclass(frozen=True, kw_only=True)
class _Speaker:
    """Who says it, if that can be told, and the place of the words that say so."""

    name: str | None
    span: Span


def find(
    prose: Prose,
    persons: Sequence[Named],
    mentions: Sequence[Mention],
    council: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Quotes with their speaker; the evidence is the words with what says whose they are."""
    if '"' not in prose.flow and "'" not in prose.flow:
        return
    public = sorted((each.start, each.end) for each in mentions if each.type in _PUBLIC)
    last: tuple[_Quote, _Speaker] | None = None
    for quote in _quotes(prose.flow):
        speaker = _speaker(prose, quote, persons, public, last)
        if speaker is None:
            continue
        words = " ".join(prose.evidence(*quote.words).quote.split())
        if len(words.split()) < _FEWEST or _GRADE.fullmatch(words.rstrip(",.")):
            continue
        last = quote, speaker
        start, end = min(quote.start, speaker.span[0]), max(quote.end, speaker.span[1])
        yield Fact(
            type=FactType.QUOTE,
            evidence=prose.evidence(start, end),
            rule=SPOKEN,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.REPORTED,
            speaker=speaker.name,
            fields={"words": words},
        )


def _quotes(flow: str) -> list[_Quote]:
    found = [
        _Quote(start=each.start(), end=each.end(), words=each.span("words"), closes=bool(each["close"]))
        for pattern in (_MARKED, _SINGLE)
        for each in pattern.finditer(flow)
    ]
    found.sort(key=lambda each: each.start)
    kept: list[_Quote] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _speaker(
    prose: Prose,
    quote: _Quote,
    persons: Sequence[Named],
    public: Sequence[Span],
    last: tuple[_Quote, _Speaker] | None,
) -> _Speaker | None:
    """Who says the words; nothing where nobody says them, or somebody whom we do not name."""
    flow = prose.flow
    begin = _line_start(flow, quote.start)
    end = flow.find("\n", quote.end, quote.end + _LONGEST_LEAD)
    end = min(len(flow), quote.end + _LONGEST_LEAD) if end < 0 else end
    if last and _goes_on(flow, last[0], quote, begin):
        return _Speaker(name=last[1].name, span=(quote.start, quote.end))
    said = _VERB_FIRST.match(flow, quote.end, end) or _AFTER.match(flow, quote.end, end)
    if said and quote.closes and not _NO_SUBJECT.fullmatch(said["who"].strip(" -,")):
        return _named(prose, said.span("who"), (quote.end, said.end()), persons, public, last)
    sentence = max(begin, prose.sentence_at(quote.start)[0])
    if quote.start == begin and flow.endswith(":\n", 0, begin):  # the line above leads to it
        above = _line_start(flow, begin - 1)
        subjects = _subjects(flow, max(above, begin - _LONGEST_LEAD), begin - 2)
        proof = (above, quote.start)
        return _named(prose, subjects[-1], proof, persons, public, last) if subjects else None
    subjects = _subjects(flow, max(sentence, quote.start - _LONGEST_LEAD), quote.start)
    if not subjects:
        start = max(sentence, quote.start - _LONGEST_LEAD)
        subjects = [each.span("who") for each in _ACCORDING.finditer(flow, start, quote.start)]
    while len(subjects) > 1 and _NO_SUBJECT.fullmatch(flow[slice(*subjects[-1])].strip()):
        subjects.pop()
    if subjects:
        return _named(prose, subjects[-1], (sentence, quote.start), persons, public, last)
    if _HEARD.search(flow, sentence, quote.start):
        return _Speaker(name=None, span=(sentence, quote.start))
    return None


def _subjects(flow: str, start: int, end: int) -> list[Span]:
    """What stands before each verb of saying in a stretch of text, in order."""
    found = []
    for verb in _SAYING.finditer(flow, start, end):
        if by := _BY.match(flow, verb.end(), end):
            found.append(by.span("who"))
            start = by.end()
            continue
        breaks = list(_BREAK.finditer(flow, start, verb.start()))
        begin = breaks[-1].end() if breaks else start
        if verb.start() - begin > 1:
            found.append((begin, verb.start()))
        start = verb.end()
    return found


def _line_start(flow: str, place: int) -> int:
    least = max(0, place - _LONGEST_LINE)
    return max(flow.rfind("\n", least, place) + 1, least)


def _goes_on(flow: str, before: _Quote, quote: _Quote, line: int) -> bool:
    """Whether a speech goes on: in the same line after `he said`; in the next where the marks did not close, or that is all quote."""
    between = flow[before.end : quote.start]
    if before.end > line:
        return bool(_AND_ON.fullmatch(between))
    ends = flow[quote.end : quote.end + 1] in ("", "\n") and quote.start == line
    adjoins = (
        between.count("\n") == 1 and len(between) <= _LONGEST_LEAD and not between.rstrip().endswith(":")
    )
    return (not before.closes and not between.strip()) or (quote.closes and ends and adjoins)


def _named(
    prose: Prose,
    who: Span,
    proof: Span,
    persons: Sequence[Named],
    public: Sequence[Span],
    last: tuple[_Quote, _Speaker] | None,
) -> _Speaker | None:
    """The speaker whom these words name: a person in a public role, a pronoun's, else a role or body."""
    named = [
        each
        for each in within(persons, who)
        if each.end <= who[1] + 1 and not prose.smooth.startswith("'s", each.end)
    ]
    if len(named) > 1:
        named = [each for each in named if each.end == who[1] or _SAYS.match(prose.flow, each.end)] or named
    if named:
        person = named[0].person
        return _Speaker(name=person.name if person else None, span=proof)
    words = prose.smooth[who[0] : who[1]]
    if pronoun := _PRONOUN.fullmatch(_LEADING.sub("", words).strip(" ,")):
        if pronoun[0].lower() == "it":
            return _Speaker(name=last[1].name if last else None, span=proof)
        return _Speaker(name=_meant(prose, pronoun[0].lower(), who[0], persons, public), span=proof)
    role = _role(prose, who, public)
    return _Speaker(name=role, span=proof) if role else None


def _meant(
    prose: Prose, pronoun: str, place: int, persons: Sequence[Named], public: Sequence[Span]
) -> str | None:
    """Whom a pronoun means: the one person named in the nearest line above that names any, or of several the one who says.

    Nobody where it could be two, or where a line between names somebody who is not known.
    """
    flow, end = prose.flow, place
    for _ in range(_LINES_ABOVE):
        start = _line_start(flow, max(0, end - 1))
        named = [each for each in within(persons, (start, end)) if each.person]
        if _names_another(prose, (start, end), named, public):
            return None
        fitting = [each for each in named if _can_be(pronoun, flow, each)]
        if len({each.person for each in fitting}) > 1:
            fitting = [each for each in fitting if _SAYS.match(flow, each.end)]
        people = {each.person.name for each in fitting if each.person}
        if len(people) == 1:
            return people.pop()
        if named or start == 0:
            return None
        end = start
    return None


def _names_another(prose: Prose, span: Span, named: Sequence[Named], public: Sequence[Span]) -> bool:
    """Whether words that look like a name stand in a span, which no finder knows."""
    return any(
        not any(each.start < found.end() and found.start() < each.end for each in named)
        and not _covers(public, prose.span(*found.span()))
        for found in _ANY_NAME.finditer(prose.smooth, *span)
    )


def _can_be(pronoun: str, flow: str, named: Named) -> bool:
    before = flow[max(0, named.start - 10) : named.start]
    if pronoun == "she":
        return not _MALE.search(before)
    return pronoun != "he" or not _FEMALE.search(before)


def _role(prose: Prose, who: Span, public: Sequence[Span]) -> str | None:
    """The words for a role or body, where no name but a public one stands in them."""
    lead = _LEADING.match(prose.smooth, *who)
    start = lead.end() if lead else who[0]
    clause = _CLAUSE.match(prose.smooth, start, who[1])
    start = clause.end() if clause else start
    plain = _RELATIVE.sub("", prose.smooth[start : who[1]]).strip(" ,")
    start += len(prose.smooth[start : who[1]]) - len(prose.smooth[start : who[1]].lstrip(" ,"))
    if ", " in plain:  # `problems, inspectors`: the last clause's
        start += plain.rindex(", ") + 2
        plain = plain.rpartition(", ")[2]
    if not _ROLE.fullmatch(plain.replace(",", "")) or _NO_NOUN.search(plain):
        return None
    for capital in _CAPITALS.finditer(plain):
        place = prose.span(start + capital.start(), start + capital.end())
        is_first = capital.start() == 0 and " " in plain and capital[0] in _COMMON
        if not is_first and capital[0] not in _COMMON and not _covers(public, place):
            return None
    return plain


def _covers(spans: Sequence[Span], place: Span) -> bool:
    """Whether one of the spans, which are in order, holds a place; of those that begin before it the last few can."""
    index = bisect_right(spans, (place[0], sys.maxsize))
    return any(end >= place[1] for _, end in spans[max(0, index - 4) : index])
