"""Instruments: what GOV.UK says of DfE improvement notices and statutory directions: issued, revised, lifted, closed, moved.

Reads the page of one notice or direction and the change notes of the collection that lists them all, as
`domain/publications.py` lays them out: a page of words first, then a page for each note, `2026-11-19: Moved '...'`.
A title's month is when it was put out; the true day, where a note or the page states it, stands beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from domain.council import Council
from domain.evidence import quote
from domain.fact import Fact, FactType
from domain.known import Known
from domain.mention import JsonValue
from domain.text import Page
from linking import councils, times
from linking.prose import Prose, Span
from linking.time_words import FULL_MONTHS, MONTHS

TITLE = "instruments.title@1"
NOTE = "instruments.note@1"
RULES = (TITLE, NOTE)

DFE = "Department for Education"

_CURLY = str.maketrans("‘’“”", "''\"\"")

# `Revised direction issued to Wolden Borough Council: February 2025`, `Directions issued to East and West Wolden`
_WORDS = (
    r"(?P<revised>revised )?(?:SEND (?:services )?)?(?:statutory )?(?P<what>improvement notice|direction)s? (?:re-?)?issued to "
    rf"(?P<body>[^:'\n]{{3,120}}?)(?:: (?P<month>{FULL_MONTHS}) (?P<year>20\d\d))?"
)
_TITLE = re.compile(rf"{_WORDS} *(?:\n|$)", re.IGNORECASE)
# As a note quotes it: `Moved 'Direction issued to Estmere: May 2024' to ...`
_QUOTED = re.compile(rf"'{_WORDS}'", re.IGNORECASE)
# A page of changes: `2026-11-19: Moved 'Direction issued to ...`
_NOTE = re.compile(r"(?P<day>20\d\d-\d\d-\d\d): ")
# What a note says happened, after the title or before it.
_CLOSED = re.compile(
    r"\bto (?:the )?'?closed\b|\bclosed (?:improvement )?(?:notices?|directions?)\b", re.IGNORECASE
)
# `(lifted 12 Nov 2026)`, `The notice was lifted on 21 December 2023`, `revoked with effect from 1 May 2025`
_ENDED = re.compile(
    rf"\b(?:lifted|revoked|discharged|withdrawn|ended)\b(?:,?(?: with effect)?(?: on| from)? (?P<days>{times.DAYS_PRINTED}))?",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\bmoved\b", re.IGNORECASE)
_REVISED = re.compile(r"\b(?:revised|updated|amended)\b(?! by\b)", re.IGNORECASE)
# `was issued on 12 November 2026`, `issued a statutory direction to Estmere on 14 May 2024`, `dated 12 November 2026`
_ISSUED_ON = re.compile(
    rf"\b(?:issued (?:an? [\w ]{{1,40}}? )?(?:to [^.\n]{{1,80}}? )?on|dated) (?P<days>{times.DAYS_PRINTED})",
    re.IGNORECASE,
)
# On the page of one instrument: `This direction was lifted on ...`
_THIS_ENDED = re.compile(
    rf"\b(?:this|the) (?:statutory )?(?:improvement notice|notice|direction) (?:was|has been|is) (?:lifted|revoked|discharged|withdrawn)"
    rf"(?:,? (?:with effect )?(?:on|from) (?P<days>{times.DAYS_PRINTED}))?",
    re.IGNORECASE,
)
_SEND = re.compile(r"\bSEND\b|special educational needs", re.IGNORECASE)
_CHILDREN = re.compile(r"children's (?:services|social care)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, kw_only=True)
class Record:
    """What of a text is GOV.UK's record of instruments: its plain words (of the text's length), its title if it is one
    instrument's own page, and its pages of changes."""

    plain: str
    title: re.Match[str] | None
    notes: tuple[tuple[str, Page], ...]


def read(prose: Prose) -> Record | None:
    """The record that a text is, or `None` where it is none."""
    plain = prose.text.words.translate(_CURLY)
    title = _TITLE.match(plain)
    pages = prose.text.pages[1:]
    notes = tuple(
        (found["day"], page) for page in pages if (found := _NOTE.match(plain, page.start, page.end))
    )
    if title is None and not any(_QUOTED.search(plain, page.start, page.end) for _, page in notes):
        return None
    return Record(plain=plain, title=title, notes=notes)


def council_of(record: Record, known: Known) -> Council | None:
    """The one council that an instrument's own page is about."""
    found = _bodies(record.title["body"], known, day=None) if record.title else ()
    return found[0] if len(found) == 1 else None


def facts(prose: Prose, record: Record, known: Known) -> Iterator[Fact]:
    """What happened to instruments, as events; one for each council that a title names."""
    if record.title:
        yield from _of_page(prose, record, record.title, known)
        return
    for day, page in record.notes:
        yield from _of_note(prose, record.plain, day, page, known)


def _of_page(prose: Prose, record: Record, title: re.Match[str], known: Known) -> Iterator[Fact]:
    """That one instrument was issued, and lifted where its own page says so."""
    first = prose.text.pages[0] if prose.text.pages else None
    end = first.end if first else len(record.plain)
    dated = _ISSUED_ON.search(record.plain, title.end(), end)
    status = "revised" if title["revised"] else "issued"
    span = _sentence(record.plain, dated.span(), end) if dated else title.span()
    noted = record.notes[-1][0] if record.notes else None  # the oldest: `First published.`
    services = _services(record.plain[:end])
    yield from _events(prose, known, title, span, status, _day(dated), noted, services, TITLE)
    places = [(None, first)] if first else []
    for day, page in (*places, *record.notes):
        if ended := _THIS_ENDED.search(record.plain, page.start, page.end):
            span = _sentence(record.plain, ended.span(), page.end)
            yield from _events(prose, known, title, span, "lifted", _day(ended), day, services, TITLE)
            return


def _of_note(prose: Prose, plain: str, day: str, page: Page, known: Known) -> Iterator[Fact]:
    """What one note of the collection says of each title that it quotes."""
    titles = list(_QUOTED.finditer(plain, page.start, page.end))
    starts = [*(_begins(plain, title.start(), page.start) for title in titles), page.end]
    for title, (start, following) in zip(titles, pairwise(starts), strict=True):
        end = following if following > title.end() else page.end  # two titles in one sentence share it
        words = plain[start:end].rstrip()
        ended = _ENDED.search(plain, title.end(), end)
        span = start, start + len(words)
        status, services = _status(title, words, ended), _services(words)
        yield from _events(prose, known, title, span, status, _day(ended), day, services, NOTE)


def _status(title: re.Match[str], words: str, ended: re.Match[str] | None) -> str:
    around = words.replace(title[0], " ")
    if ended:
        return "lifted"
    if _CLOSED.search(around):
        return "closed"
    if _MOVED.search(around):
        return "moved"
    return "revised" if title["revised"] or _REVISED.search(around) else "issued"


def _events(
    prose: Prose,
    known: Known,
    title: re.Match[str],
    span: Span,
    status: str,
    on: str | None,
    noted: str | None,
    services: str,
    rule: str,
) -> Iterator[Fact]:
    month = f"{title['year']}-{MONTHS[title['month'].lower()]:02}" if title["month"] else None
    stated = on or (month if status in ("issued", "revised") else None)
    for council in _bodies(title["body"], known, day=noted):
        fields: dict[str, JsonValue] = {
            "what": title["what"].lower().replace(" ", "_"),
            "status": status,
            "ordinal": None,
            "by": DFE,
            "on": stated,
            "duration": None,
            "title": " ".join(title[0].split()).strip("'"),
            "month": month,
            "noted": noted,
            "services": services,
        }
        yield Fact(
            type=FactType.EVENT,
            evidence=quote(prose.text, *span),
            rule=rule,
            about=council.uid,
            stated=stated,
            fields=fields,
        )


def _bodies(body: str, known: Known, *, day: str | None) -> tuple[Council, ...]:
    """The councils that a title names: `Estmere`, `Wolden Metropolitan Borough Council`, `East and West Wolden`."""
    found = councils.named_in(_spread(body), known, day=day)
    return tuple(dict.fromkeys(found))


# `East and West Wolden`: two councils that share the end of their names.
_SHARED_END = re.compile(
    r"\b(?P<first>North|South|East|West) and (?P<second>North|South|East|West) (?P<rest>[A-Z].*)"
)


def _spread(body: str) -> str:
    return _SHARED_END.sub(r"\g<first> \g<rest> and \g<second> \g<rest>", body)


def _services(words: str) -> str:
    """Which services an instrument is about, as its words say; children's social care where they do not."""
    return "send" if _SEND.search(words) and not _CHILDREN.search(words) else "children"


def _day(found: re.Match[str] | None) -> str | None:
    printed = found["days"] if found else None
    days: tuple[date, ...] = times.days_printed(printed) if printed else ()
    return days[0].isoformat() if len(days) == 1 else None


def _begins(plain: str, position: int, since: int) -> int:
    """Where the sentence begins in which a position lies, not before another place."""
    ends = [found.end() for found in _SENTENCE_END.finditer(plain, since, position)]
    begin = ends[-1] if ends else since
    note = _NOTE.match(plain, begin)
    begin = note.end() if note else begin
    while begin < position and plain[begin].isspace():
        begin += 1
    return begin


def _sentence(plain: str, span: Span, end: int) -> Span:
    """The sentence around a span, on its own line."""
    start = max(plain.rfind("\n", 0, span[0]), plain.rfind(". ", 0, span[0]) + 1, -1) + 1
    note = _NOTE.match(plain, start)
    start = note.end() if note else start
    stop = _SENTENCE_END.search(plain, span[1], end)
    line = plain.find("\n", span[1], end)
    last = min(stop.end() if stop else end, line if line >= 0 else end)
    return start, last
