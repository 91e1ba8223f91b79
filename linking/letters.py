"""Letters: what only Ofsted's letters about visits hold: the focus, the number of the visit, the officers addressed, what must be sent.

A prepared text in, facts out. Letters give no grades; an earlier grade that one quotes is never taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.council import Council
from domain.evidence import quote
from domain.fact import Fact, FactType, Modality
from domain.inspection import OTHER_FOCUS
from linking import findings, focuses, names, printed_lines, times
from linking.numbers import ORDINAL_WORD, ordinal
from linking.posts import Post
from linking.printed_lines import PrintedLine
from linking.prose import Prose, Span

ADDRESSEE = "letters.addressee@1"
TO_SEND = "letters.to_send@1"
RULES = (ADDRESSEE, TO_SEND)

# How far down a letter it says what was visited and who is addressed.
_FRONT = 6000
_DEAR = re.compile(r"\bDear\b")

# `Inspectors looked at the local authority's arrangements for care leavers`, `The visit focused on the front door`.
_FOCUS = re.compile(
    r"\b(?:[Ii]nspectors|[Ww]e|[Tt]his (?:focuss?ed )?visit|[Tt]he (?:focuss?ed )?visit|[Tt]he inspection team)(?: also)? "
    r"(?:looked at|looked|evaluated|reviewed|considered|examined|assessed|focuss?ed (?:their evaluation )?on|covered) (?P<what>[^\n]+)"
    r"|\b[Tt]he focus of (?:this|the) (?:focuss?ed )?visit was (?:on )?(?P<focus>[^\n]+)"
)
# `Inspectors evaluated a range of evidence, including case discussions` says how, not what.
_HOW = re.compile(
    r"\b(?:range of evidence|case records|electronic|case discussions|documents|case files|supervision files)\b",
    re.IGNORECASE,
)
_AREAS = re.compile(r"areas covered by (?:the|this) visit:?", re.IGNORECASE)
# The section about the areas covered ends with the next heading, or where the letter says how the visit was made.
_AREAS_END = re.compile(
    r"\b(?:This visit was carried out in line|A range of evidence|Inspectors considered|The visit considered a range)"
)
_LONGEST_FOCUS = 700

# `This was the third monitoring visit since`, `the findings of the fifth monitoring visit`.
_NUMBERED = re.compile(
    rf"(?:\b(?:[Tt]his|[Tt]he|[Ii]t)(?: (?:monitoring )?visit)?,? (?:was|is) (?:the )?(?:local authority's |council's |authority's |Ofsted's |its )?"
    rf"|\bfindings of (?:the|Ofsted's|our) |^)(?P<ordinal>{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th))(?: [\w-]+)? monitoring visit\b",
    re.IGNORECASE | re.MULTILINE,
)

_TITLED = rf"(?:(?:To:? )?(?:(?:{names.HONORIFIC}|Councillor|Cllr|Chief Constable) )?)"
_HONOURS = r"(?:,? (?:OBE|MBE|CBE|QPM|KPM|JP|BEM|DL)\b)*"
_NAME_LINE = re.compile(rf"{_TITLED}(?P<name>{names.FULL_NAME}){_HONOURS},?")
# `Jane Smith, Chief Executive, Northshire County Council`; `Jane Smith - Chief Executive`.
_NAME_AND_POST = re.compile(
    rf"{_TITLED}(?P<name>{names.FULL_NAME}){_HONOURS}(?:,| -|:|\t| \|) (?P<post>[A-Z][^.;:]{{4,140}})"
)
# What the line of a post holds; an address holds none of it.
_POST = re.compile(
    r"\b(?:Director|Chief|Officer|Commissioner|Head|Chair|Leader|Lead|Constable|Superintendent|Inspector of|Executive|Manager|Nurse|"
    r"Accountable|Principal|Member)\b"
)
_NO_POST = re.compile(r"\d|@|www\.|\b(?:Street|Road|Avenue|Lane|Square|House|Floor|Dear|Inspector)\b")
_ORGANISATION = re.compile(
    r"\b(?:Council|Borough|City of|Corporation|Trust|Board|Police|Constabulary|NHS|Probation|Partnership|Group|CCG|ICB|Service|Company|Children First|"
    r"Achieving for Children)\b"
)

# `Chief Executive, Northshire County Council`; `Chair of Northshire Safeguarding Children Board`.
_POST_COMMA = re.compile(r"(?P<post>.+), (?P<body>[^,]+)")
_POST_OF = re.compile(
    r"(?P<post>.*?(?:Executive|Officer|Constable|Commissioner|Chair|Director)) (?:of|for|at) (?:the )?(?P<body>[A-Z].+)"
)

# `should send the written statement of action to ... by 4 July 2025`, `submit a priority action plan`.
_STATEMENT = re.compile(r"\b(?:written )?statement of (?:proposed )?action\b|\baction plan\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:should|must|requires?|required|needs? to|has to)\b", re.IGNORECASE)
_SENDS = re.compile(r"\b(?:send|submit|prepare|provide|produce|forward|is required)\b", re.IGNORECASE)
_BY = re.compile(r"\bby $")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a visit was about: its number, the ids of its focuses, and where Ofsted names them (in the text itself)."""

    ordinal: int | None = None
    focus: tuple[str, ...] = ()
    focus_span: Span | None = None


def read(prose: Prose) -> Visit:
    """The visit that a letter is about."""
    number = _NUMBERED.search(prose.flow, 0, _FRONT)
    span = _areas(prose) or _focus(prose)
    items = _items(prose.plain[slice(*span)]) if span else ()
    named = dict.fromkeys(focus for item in items for focus in focuses.of(item))
    return Visit(
        ordinal=ordinal(number["ordinal"].lower()) if number else None,
        focus=tuple(named) or ((OTHER_FOCUS,) if span else ()),
        focus_span=span,
    )


def addressees(
    prose: Prose, offices: tuple[Post, ...], council: Council | None, *, day: str | None
) -> Iterator[Fact]:
    """The officers whom a letter is addressed to by name and post, as roles on the day of the letter (EDTF)."""
    dear = _DEAR.search(prose.plain, 0, _FRONT)
    lines = printed_lines.of(prose)
    head = [line for line in lines if dear and line.end <= dear.start()]
    for place, line in enumerate(head):
        found = _person(line)
        if not found:
            continue
        if "post" in found.re.groupindex:
            last, words, below = line, found["post"], head[place + 1 : place + 2]
        elif place + 1 < len(head):
            last, words, below = head[place + 1], head[place + 1].words, head[place + 2 : place + 3]
        else:
            continue
        post, organisation = _parted(words)
        if (
            not _POST.search(post)
            or _NO_POST.search(post)
            or _is_private(prose, offices, line.start, last.end)
        ):
            continue
        if organisation is None and below and _is_organisation(below[0]) and not _person(below[0]):
            last, organisation = below[0], below[0].words.rstrip(",")
        held = Post(start=0, end=0, words=post, canonical=None, body=None, is_public=True, rule=ADDRESSEE)
        yield Fact(
            type=FactType.ROLE,
            evidence=quote(prose.text, line.start + found.start("name"), last.end),
            rule=ADDRESSEE,
            stated=day,
            fields={
                "person": str(names.parse(found["name"])),
                "post": held.title,
                "organisation": organisation or (council.name if council else None),
                "status": held.status,
                "as_of": day,
            },
        )


def to_send(prose: Prose, council: Council | None) -> Iterator[Fact]:
    """What the letter says must be sent to Ofsted, and by when where it prints a day."""
    required = [
        (sentence, _due(prose, sentence))
        for sentence in prose.sentences
        if _requires_plan(prose.smooth[slice(*sentence)])
    ]
    # The sentence that names the day says of what the one before it asks for.
    for sentence, due in sorted(required, key=lambda one: one[1] is None)[:1]:
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*sentence),
            rule=TO_SEND,
            about=council.uid if council else None,
            stated=due,
            modality=Modality.REQUIRED,
            fields={"what": "action_plan", "ordinal": None, "by": None, "on": due, "duration": None},
        )


def _requires_plan(sentence: str) -> bool:
    return bool(_STATEMENT.search(sentence) and _MUST.search(sentence) and _SENDS.search(sentence))


def _due(prose: Prose, sentence: Span) -> str | None:
    """The day by which, as the sentence prints it."""
    start = sentence[0]
    return next(
        (
            found.value
            for found in times.in_prose(prose, None, sentence)
            if found.rule == times.DAY and _BY.search(prose.smooth, max(start, found.start - 10), found.start)
        ),
        None,
    )


def _items(words: str) -> Iterator[str]:
    """The items of a list, or the sentences of a section, each in one line."""
    item = ""
    for line in words.split("\n"):
        plain = findings.unmarked(line.strip())
        if plain != line.strip() and item:
            yield item
            item = ""
        item = f"{item} {plain}".strip()
    yield item


def _areas(prose: Prose) -> Span | None:
    """The section in which a monitoring letter names the areas that it covers."""
    lines = printed_lines.of(prose)
    place = next((place for place, line in enumerate(lines) if _AREAS.fullmatch(line.words)), None)
    if place is None:
        return None
    section: list[PrintedLine] = []
    for line in lines[place + 1 :]:
        if findings.heading_kind(line.words) is not None or _AREAS_END.match(line.words):
            break
        section.append(line)
    if not section or section[-1].end - section[0].start > _LONGEST_FOCUS * 2:
        return None
    return section[0].start, section[-1].end


def _focus(prose: Prose) -> Span | None:
    """The words in which a letter says what inspectors looked at."""
    for found in _FOCUS.finditer(prose.flow, 0, _FRONT):
        group = "what" if found["what"] else "focus"
        sentence = prose.sentence_at(found.start())
        start, end = found.start(group), min(found.end(group), sentence[1])
        if start < end <= start + _LONGEST_FOCUS and not _HOW.search(prose.smooth, start, end):
            return prose.span(start, end)
    return None


def _person(line: PrintedLine) -> re.Match[str] | None:
    return _NAME_AND_POST.fullmatch(line.words) or _NAME_LINE.fullmatch(line.words)


def _parted(words: str) -> tuple[str, str | None]:
    """A post and the organisation that its line goes on to name: `Chief Executive, Northshire County Council`."""
    for parted in (_POST_COMMA, _POST_OF):
        found = parted.fullmatch(words.rstrip(","))
        if found and _ORGANISATION.search(found["body"]) and not _POST.search(found["body"]):
            return found["post"], found["body"]
    return words.rstrip(","), None


def _is_organisation(line: PrintedLine) -> bool:
    return bool(_ORGANISATION.search(line.words)) and not _NO_POST.search(line.words)


def _is_private(prose: Prose, offices: tuple[Post, ...], start: int, end: int) -> bool:
    """Whether the post is one whose holders we do not name."""
    return any(not post.is_public and start <= prose.span(post.start, post.end)[0] < end for post in offices)
