"""Stories: documents in, what each tells of, and whether two tellings are of one development.

A telling is a document or an item of minutes. It is anchored by the events of its title and head (an inspection, a
notice), by the council's own issue ids and meeting items; else it is known by its rare words. What a text mentions
further down is its background and joins it to nothing. Words that name private people are read by nobody here.

Precision comes before recall: a telling that fits nowhere for certain stands alone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from math import log, sqrt

from domain.cited import bounds
from domain.document import DocumentKind
from domain.fact import FactType, Modality
from domain.intervention import EVENTS as OF_INTERVENTION
from domain.story import CARE, Alike, Anchor, Item, Material, Statement, Telling
from domain.text import Page
from domain.wall import veiled
from linking.common_words import COMMON

TELLING = "stories.telling@1"
ISSUE = "stories.issue@1"
ITEM = "stories.meeting_item@1"
FIGURES = "stories.same_figures@1"
WORDS = "stories.rare_words@1"
# Changes with whatever changes what is made of a document.
RULE = f"{TELLING}+{ISSUE}+{ITEM}+{FIGURES}+{WORDS}"

# What tells of no one matter: lists of matters, tables, error pages.
_NO_TELLING = frozenset({DocumentKind.AGENDA, DocumentKind.STATISTICS, DocumentKind.ERROR_PAGE})
_REPORTS = frozenset({DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER})
_MONITORING, _INSPECTION = "monitoring_visit", "inspection"
_OF_CARE = frozenset({_INSPECTION, _MONITORING, *OF_INTERVENTION})
# Other inspections are lines of their own.
_LINE_OF = {
    "focused_visit": "focused_visit",
    "jtai": "jtai",
    "peer_review": "peer_review",
    "area_send": "send",
    "area_send_monitoring": "send",
    "priority_action_plan": "send",
}
_SEND_OUTCOME = "send_outcome"

# News and letters come to the point in so many characters, and at the latest in this share of the text.
_LEAD = 700
_LEAD_SHARE = 0.2
_LONGEST_LEAD = 1500

# "Inspection of local authority children's services", "Response to the Ofsted inspection", "Ofsted improvement plan":
# titles of papers about the line of children's services, where the paper names no day and no grade in its head.
_CARE_TITLE = re.compile(
    r"\b(?:ofsted|ilacs|children'?s services)\b.{0,60}\b(?:inspection|improvement (?:plan|board|notice|journey)|monitoring visit|judgement)"
    r"|\b(?:inspection|improvement (?:plan|board|notice)|monitoring visit)\b.{0,60}\b(?:ofsted|ilacs|(?:local authority )?children'?s services)\b",
    re.IGNORECASE,
)
# "Work programme 2026/27", "Minutes of the last meeting", "Declarations of interest": what comes at every meeting, and
# tells of many matters or of none.
_STANDING = re.compile(
    r"^\W*(?:(?:the |draft |revised |committee |scrutiny )*(?:work(?:ing)? (?:programme|plan)|forward plan|minutes of|agenda\b|public (?:questions|participation)|questions (?:from|by)|petitions\b|apologies|declarations?\b|disclosures?\b|chair(?:man|person)?'?s announcements|urgent business|any other (?:urgent )?business|dates? of (?:the )?next|exclusion of (?:the )?(?:press|public)|membership\b|substitut|action (?:log|tracker)))"
    r"|\b(?:work programme|forward plan|minutes of the (?:last|previous|meeting))\b",
    re.IGNORECASE,
)
# What such a title names beside the inspection.
_NAMED = (
    (_MONITORING, re.compile(r"\bmonitoring visit", re.IGNORECASE)),
    ("improvement_notice", re.compile(r"\bimprovement notice", re.IGNORECASE)),
)
# Titles of papers about an inspection or visit that is a line of its own.
_TITLED = (
    ("send", "area_send", re.compile(r"\b(?:area|local area) (?-i:SEND)\b|(?-i:\bSEND) (?:re-?)?inspection|\blocal area partnership\b", re.IGNORECASE)),
    ("focused_visit", "focused_visit", re.compile(r"\bfocus(?:s)?ed visit", re.IGNORECASE)),
    ("jtai", "jtai", re.compile(r"\bjoint targeted area inspection|\bJTAI\b", re.IGNORECASE)),
    ("peer_review", "peer_review", re.compile(r"\bpeer (?:review|challenge)\b", re.IGNORECASE)),
)  # fmt: skip
# "SEND", "children's home", "nursery", "focused visit": inspections of something else than all of children's services.
_OTHER_TITLE = re.compile(
    r"(?-i:SEND\b)|special educational|\b(?:children'?s |residential |nursing |care )homes?\b|\bnurser|\bearly years|\bschools?\b|\bacadem"
    r"|\badult|\bfostering|\badoption|\bsecure|\byouth (?:justice|offending)|\bfocus(?:s)?ed visit|\bhmip?\b|\bjoint targeted|\bprobation|\bcqc\b",
    re.IGNORECASE,
)

# Without one of these in its title no paper of a council is about such an event.
_EVENT_TITLE = re.compile(
    r"\b(?:ofsted|ilacs|inspect\w+|improvement|visits?|notice|direction|commissioner|intervention|peer|challenge|send|jtai|judgements?)\b",
    re.IGNORECASE,
)
_PAPERS = "committee/"

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]{2,40}")
# What changes from one paper of a series to the next: "Quarter 2 2026/27", "No. 4", "November".
_CHANGING = re.compile(
    r"\d+|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
    r"|\b(?:first|second|third|fourth|quarter|annual|spring|summer|autumn|winter|q)\b|[^\w\s]",
    re.IGNORECASE,
)
# "Cllr Bryony Askew": members speak on every matter of their council, so their names tell none apart.
_MEMBER = re.compile(r"\b(?:Cllrs?|Coun|Councillors?)\.? ((?:[A-Z][\w'-]+ ?){1,3})")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n•][\"'”’)]*\s*|[\"“‘(]\s*)$")
_APOSTROPHES = str.maketrans("’‘ʼ‐‑", "'''--")

# So many of its rarest words tell a matter; words longer down than this are background.
_TERMS = 40
_READ = 30_000
_SHORT_WORD = 4
_OF_NAME, _OF_TITLE, _OF_HEAD = 2.0, 2.0, 1.4
# So many tellings of which nothing is known yet: in a small archive no word is known to be common.
_UNSEEN = 20
# An item of minutes with fewer words tells nothing.
_FEWEST = 25
# A figure that may stand anywhere by chance, or that nobody may be shown.
_SMALL = 20

# Reports, news and decisions about one matter come within weeks; a text without a day must be the more alike.
_NEAR = timedelta(days=45)
# An inspection is told of as news so long, at the most.
_NEWS = timedelta(days=400)
_NEAR_FIGURES = timedelta(days=150)
_FIGURES_SHARED = 3
_LIKE, _LIKE_UNDATED = 0.33, 0.45
_SHARED, _NAMES_SHARED = 5, 2
_LIKE_WITHOUT_NAMES = 0.42
# Of one newspaper's own stories on a matter some likeness is its style.
_SAME_SOURCE = 0.06
# A council's papers on one matter have its issue or item in common; words alone must say it plainly.
_SAME_COUNCIL = 0.6


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A stretch of a document that is asked what it tells of."""

    name: str
    title: str
    page: int | None
    start: int
    end: int
    items: Sequence[Item]


def tellings(material: Material) -> tuple[Telling, ...]:
    """What a document tells of: one matter, or (minutes) one for each item that says something."""
    if material.kind in _NO_TELLING or _STANDING.search(material.title):
        return ()
    if material.kind == DocumentKind.MINUTES or material.is_of_meeting:
        parts = list(_items(material))
    else:
        end = len(material.text.words)
        parts = [_Part(name="", title=material.title, page=None, start=0, end=end, items=material.items)]
    return tuple(_telling(material, part) for part in parts)


def weighed(telling: Telling, counts: Mapping[int, int], total: int) -> Telling:
    """A telling whose words weigh the less the more tellings of its council have them: one that it alone has weighs all.

    `counts` says in how many of the council's `total` tellings each hash stands, its own among them.
    """
    rarest = log((total + _UNSEEN) / 2)
    terms = {
        hashed: round(weight * log((total + _UNSEEN) / (counts.get(hashed, 1) + 1)) / rarest, 3)
        for hashed, weight in telling.terms.items()
    }
    return replace(telling, terms=terms)


def alike(one: Telling, other: Telling, *, common: Collection[int] = ()) -> Alike | None:
    """Whether two tellings of a council are of one development, by what both state alone; `common` are hashes of words
    that too many of its texts share.

    Papers of one series (the same report each quarter) are no more of one development than their council is.
    """
    if one.council != other.council or one.document == other.document:
        return None
    if one.items & other.items:
        return Alike(score=0.97, reason="under the same item of the meeting's agenda", rule=ITEM)
    if one.issues & other.issues:
        return Alike(score=0.96, reason="the council follows both under one issue", rule=ISSUE)
    is_series = one.series is not None and one.series == other.series
    if is_series or one.meetings & other.meetings:
        return None  # another item of the same meeting is another matter
    return _by_figures(one, other) or _by_words(one, other, common)


def _by_figures(one: Telling, other: Telling) -> Alike | None:
    shared = len(one.figures & other.figures)
    if shared < _FIGURES_SHARED or not _is_near(one.day, other.day, _NEAR_FIGURES):
        return None
    return Alike(score=0.85, reason=f"both state the same {shared} figures", rule=FIGURES)


def _by_words(one: Telling, other: Telling, common: Collection[int]) -> Alike | None:
    """By rare words: some of them names, or very many."""
    if not _is_near(one.day, other.day, _NEAR):
        return None
    shared = (one.terms.keys() & other.terms.keys()) - set(common)
    names = shared & one.names & other.names
    if len(shared) < _SHARED:
        return None
    likeness = sum(one.terms[each] * other.terms[each] for each in shared) / (_norm(one) * _norm(other))
    least = _LIKE if len(names) >= _NAMES_SHARED else _LIKE_WITHOUT_NAMES
    if one.day is None or other.day is None:
        least = max(least, _LIKE_UNDATED)
    if one.source == other.source:
        least = max(least + _SAME_SOURCE, _SAME_COUNCIL if one.is_paper else 0)
    if likeness < least:
        return None
    return Alike(
        score=round(min(likeness, 0.84), 3),
        reason=f"{len(shared)} rare words shared, {len(names)} of them names, likeness {likeness:.2f}",
        rule=WORDS,
    )


def _norm(telling: Telling) -> float:
    return sqrt(sum(weight * weight for weight in telling.terms.values())) or 1.0


def _is_near(one: date | None, other: date | None, window: timedelta) -> bool:
    return one is None or other is None or abs(one - other) <= window


# --- What a document tells of -----------------------------------------------------------------------------------------


def _items(material: Material) -> Iterator[_Part]:
    """The items of minutes, each with the pages that tell of it."""
    known = {item.number: item for item in material.items}
    pages: dict[str, list[Page]] = {}
    for page in material.text.pages:
        if page.item:
            pages.setdefault(page.item, []).append(page)
    for number, some in pages.items():
        start, end = some[0].start, some[-1].end
        if number not in known or _STANDING.search(known[number].title):
            continue
        if len(material.text.words[start:end].split()) < _FEWEST:
            continue
        item = known[number]
        yield _Part(
            name=f"item:{number}",
            title=item.title,
            page=some[0].number,
            start=start,
            end=end,
            items=(item,),
        )


def _telling(material: Material, part: _Part) -> Telling:
    council = material.council
    terms, names = _terms(material, part)
    days = bounds(material.published)
    anchors = tuple(_anchors(material, part))
    items = [item for item in part.items if _is_of(item, anchors)]
    issues = {_hash(council, "issue", issue) for item in items for issue in item.issues}
    return Telling(
        key=f"{material.document}#{part.name}" if part.name else material.document,
        document=material.document,
        part=part.name,
        page=part.page,
        council=council,
        day=days[1] if days else None,
        source=material.source,
        anchors=anchors,
        lines=frozenset(_hash(council, "line", anchor.line) for anchor in anchors),
        issues=frozenset(issues),
        items=frozenset(_hash(council, "item", item.key) for item in items if item.key),
        meetings=frozenset(
            _hash(council, "meeting", item.key.rpartition("/")[0]) for item in items if item.key
        ),
        figures=frozenset(_figures(material, part)),
        names=frozenset(_hash(council, "word", word) for word in names),
        series=_series(material, part),
        terms={_hash(council, "word", word): weight for word, weight in terms.items()},
    )


def _is_of(item: Item, anchors: Sequence[Anchor]) -> bool:
    """Whether a document is on the matter of an item under which it hangs: a note on an inspection that was laid before
    members under another item is not."""
    if not anchors or not item.title:
        return True
    titled = _of_title(item.title)
    return titled is not None and titled.line in {anchor.line for anchor in anchors}


@lru_cache(maxsize=100_000)
def _hash(council: str, kind: str, words: str) -> int:
    """The same number for the same words of the same council, in every run and on every machine; it fits a BIGINT."""
    joined = f"{council}\x1f{kind}\x1f{words}".encode()
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "little", signed=True)


def _series(material: Material, part: _Part) -> int | None:
    """What the papers of a series have in common: who prints them, for whom, and the title but for its dates and numbers."""
    title = " ".join(_CHANGING.sub(" ", part.title.casefold()).split())
    if not title:
        return None
    return _hash(material.council, "series", f"{material.source}\x1f{material.committee or ''}\x1f{title}")


def _figures(material: Material, part: _Part) -> Iterator[int]:
    """The counts that a text states, of those which cannot agree by chance."""
    for each in _within(material.statements, part):
        value = each.fields.get("value")
        if each.type is FactType.STATISTIC and isinstance(value, int | float) and value >= _SMALL:
            yield _hash(material.council, "figure", f"{each.word('measure')}={value}")


def _within(statements: Iterable[Statement], part: _Part, end: int | None = None) -> Iterator[Statement]:
    """The statements that begin in a part; what stands in the headline belongs to the whole document."""
    last = part.end if end is None else end
    for each in statements:
        if (not part.name) if each.start is None else part.start <= each.start < last:
            yield each


# --- Rare words -------------------------------------------------------------------------------------------------------


def _terms(material: Material, part: _Part) -> tuple[dict[str, float], set[str]]:
    """The words by which a matter is known, with weights, and which of them are names."""
    end = min(part.end, part.start + _READ)
    words = material.text.words[part.start : end].translate(_APOSTROPHES)
    words = veiled(words, material.private, start=part.start)
    counted: Counter[str] = Counter()
    small: set[str] = set()
    capital: set[str] = set()
    head = part.start + _lead(part)
    in_head: set[str] = set()
    for found in _WORD.finditer(words):
        word = _plain(found.group())
        if word is None:
            continue
        counted[word] += 1
        if found.group()[0].islower():
            small.add(word)
        elif not _SENTENCE_BEGINS.search(words, max(0, found.start() - 4), found.start()):
            capital.add(word)
        if part.start + found.start() < head:
            in_head.add(word)
    for said in (*material.council.split("-"), *_members(words)):
        counted.pop(_plain(said) or "", None)
    # The headline of a story may give away whom its text does not name: only words of the text itself are counted.
    title = {plain for each in _WORD.findall(part.title.translate(_APOSTROPHES)) if (plain := _plain(each))}
    names = capital - small
    weights = {
        word: (1 + log(times))
        * (_OF_NAME if word in names else 1)
        * (_OF_TITLE if word in title else _OF_HEAD if word in in_head else 1)
        for word, times in counted.items()
    }
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:_TERMS]
    return {word: round(weights[word], 3) for word in kept}, names & set(kept)


def _members(words: str) -> Iterator[str]:
    """The words of the names of members."""
    for found in _MEMBER.finditer(words):
        yield from found.group(1).split()


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str | None:
    """A word as it is compared; nothing of a common one."""
    plain = word.casefold().removesuffix("'s").strip("'-").removesuffix("s")
    return None if len(plain) < _SHORT_WORD - 1 or plain in COMMON else plain


def _lead(part: _Part) -> int:
    """How long the head of a part is, in characters."""
    length = part.end - part.start
    return min(_LONGEST_LEAD, max(_LEAD, int(length * _LEAD_SHARE)))


# --- Anchors ----------------------------------------------------------------------------------------------------------


def _anchors(material: Material, part: _Part) -> Iterator[Anchor]:
    """The events that a telling is about: what its head and title state, or what it is the record of."""
    if material.official and material.kind in _REPORTS:
        yield from _of_record(material)
        return
    titled = _of_title(part.title)
    if material.source.startswith(_PAPERS) and not _EVENT_TITLE.search(part.title):
        return  # the head of a council's paper tells of the background first
    heads = _within(material.statements, part, part.start + _lead(part))
    found = list(dict.fromkeys(anchor for each in heads for anchor in _of_statement(each)))
    on_its_line = [
        anchor
        for anchor in found
        if (titled is None or anchor.line == titled.line) and not _is_background(anchor, material.published)
    ]
    yield from on_its_line
    if titled and not on_its_line:
        yield titled


def _is_background(anchor: Anchor, published: str | None) -> bool:
    """Whether a text tells of an inspection of years ago: it may stand in its head and is its background all the same."""
    day = bounds(published)
    if anchor.what != _INSPECTION or anchor.last is None or day is None:
        return False
    return day[1] - anchor.last > _NEWS


def _of_record(material: Material) -> Iterator[Anchor]:
    """What an inspector's own report or letter is the record of."""
    for urn in material.providers:
        yield _defining(material, f"home/{urn}", _INSPECTION)
        return
    for each in material.statements:
        if each.type is FactType.EVENT and each.word("what") in _LINE_OF:
            yield _defining(material, _LINE_OF[each.word("what") or ""], each.word("what") or "")
            return
        if each.type is FactType.EVENT and each.word("what") == _MONITORING:
            yield _visit(each, _days(material))
            return
    grades = [each for each in material.statements if each.type is FactType.JUDGEMENT]
    if any(each.word("aspect") == _SEND_OUTCOME for each in grades):
        yield _defining(material, "send", "area_send")
    elif grades or material.framework:
        yield _defining(material, CARE, _INSPECTION)


def _defining(material: Material, line: str, what: str) -> Anchor:
    first, last = _days(material)
    overall = next(
        (
            each.word("grade")
            for each in material.statements
            if each.type is FactType.JUDGEMENT and each.word("aspect") == "overall"
        ),
        None,
    )
    return Anchor(
        line=line,
        what=what,
        defines=first is not None,
        first=first,
        last=last,
        grade=overall,
        reopens=material.framework == "SIF_REINSPECTION",
    )


def _days(material: Material) -> tuple[date | None, date | None]:
    """From the first day of an inspection to the publication of its report."""
    stated = [
        found
        for each in material.statements
        for edtf in (each.word("inspected"), each.word("on") if each.type is FactType.EVENT else None)
        if edtf and (found := bounds(edtf))
    ]
    published = bounds(material.published) or next(
        (
            found
            for each in material.statements
            if each.type is FactType.JUDGEMENT and (found := bounds(each.word("published")))
        ),
        None,
    )
    first = min((first for first, _ in stated), default=published[0] if published else None)
    last = max((last for _, last in [*stated, *([published] if published else [])]), default=None)
    return first, last


def _of_statement(each: Statement) -> Iterator[Anchor]:
    """The event that a statement in the head of a text speaks of."""
    if each.modality in (Modality.DENIED, Modality.COUNTERFACTUAL):
        return
    what = each.word("what") or ""
    if each.type is FactType.JUDGEMENT and each.word("body") in (None, "Ofsted"):
        claimed = next(
            (
                found
                for name in ("inspected", "published", "claim_date")
                if (found := bounds(each.word(name)))
            ),
            (None, None),
        )
        send = each.word("aspect") == _SEND_OUTCOME
        yield Anchor(
            line="send" if send else CARE,
            what="area_send" if send else _INSPECTION,
            first=claimed[0],
            last=claimed[1],
            grade=each.word("grade") if each.word("aspect") == "overall" else None,
            previous=each.word("previous"),
        )
    elif each.type is FactType.EVENT and what == _MONITORING:
        yield _visit(each, bounds(each.word("on")) or (None, None))
    elif each.type is FactType.EVENT and (what in _OF_CARE or what in _LINE_OF):
        if each.word("services") == "send":
            return
        first, last = bounds(each.word("on")) or (None, None)
        yield Anchor(line=_LINE_OF.get(what, CARE), what=what, first=first, last=last)


def _visit(each: Statement, days: tuple[date | None, date | None]) -> Anchor:
    ordinal = each.fields.get("ordinal")
    return Anchor(
        line=CARE,
        what=_MONITORING,
        first=days[0],
        last=days[1],
        ordinal=ordinal if isinstance(ordinal, int) else None,
    )


def _of_title(title: str) -> Anchor | None:
    """What a paper's title says that it is about, where its head states nothing."""
    plain = title.translate(_APOSTROPHES)
    for line, what, words in _TITLED:
        if words.search(plain):
            return Anchor(line=line, what=what)
    if not _CARE_TITLE.search(plain) or _OTHER_TITLE.search(plain):
        return None
    return Anchor(line=CARE, what=next((what for what, words in _NAMED if words.search(plain)), ""))
