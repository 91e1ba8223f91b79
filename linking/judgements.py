"""Judgements: what a text claims that Ofsted judged: `branded 'inadequate' by Ofsted in May 2015`.

News and minutes only: a report's own judgements are read from its table (linking/inspections.py). A grade that
something else bears (a school, a home, an assessment) is no judgement of a council's services.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.fact import Fact, FactType
from linking import councils, modality
from linking.councils import Placed
from linking.grades import Graded
from linking.prose import Prose, Span, within
from linking.times import Found

CLAIM = "judgements.claim@1"
RULES = (CLAIM,)

OFSTED = "Ofsted"

# Who judges: the sentence or the text as a whole must speak of an inspection.
_INSPECTED = re.compile(r"\b(?:Ofsted|inspect\w*|regulators?|watchdog|rating|judge?ment)\b", re.IGNORECASE)
# What is judged.
_SERVICES = re.compile(
    r"\bchildren's (?:social care|services)|\b(?:services?|council|authority|department|it|they|adoption|leadership|care leavers)\b",
    re.IGNORECASE,
)
# What else bears grades: `no assessments were deemed inadequate`, `all nine homes were rated good`.
_OTHER_BEARER = re.compile(
    r"\b(?:assessments?|schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|(?:care|children's) homes?|homes?|placements?|"
    r"settings?|providers?|audits?|plans?|records|childminders?|hospitals?|controls?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_LOOK_BACK = 120

# `from inadequate to good`, `a better rating than the "inadequate" grade`: which grade came before.
_FROM = re.compile(
    r"\b(?:from|than) (?:an?|the|its|their)? ?(?:(?:previous|earlier|old) )?(?:(?:rating|grade|judgement) of )?[\"']?$",
    re.IGNORECASE,
)

# A heading is a short line; so many lines above its grade it may stand.
_HEADING_LENGTH = 90
_LINES_ABOVE = 12
# How near a date must stand to the grade that it dates.
_NEAR = 60


def find(
    prose: Prose,
    graded: tuple[Graded, ...],
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    *,
    lead: str = "",
) -> Iterator[Fact]:
    """Claims of judgements, each with the sentence that makes it as evidence.

    `lead` is the beginning of the article whose headline is read: that it is of inspections may be said there.
    """
    if not (_INSPECTED.search(prose.smooth) or _INSPECTED.search(lead)):
        return
    by_sentence: dict[Span, list[Graded]] = {}
    for one in graded:
        by_sentence.setdefault(prose.sentence_at(one.start), []).append(one)
    for sentence, here in by_sentence.items():
        before = [
            one for one in here if _FROM.search(prose.smooth, max(sentence[0], one.start - 40), one.start)
        ]
        for one in here:
            if one in before and len(here) > 1:
                continue
            if not _is_about_services(prose, sentence, one):
                continue
            council = councils.meant_at(placed, sentence, one.start) or own
            claim_date = _date_near(dates, sentence, one)
            yield Fact(
                type=FactType.JUDGEMENT,
                evidence=prose.evidence(*sentence),
                rule=CLAIM,
                about=council.uid if council else None,
                stated=claim_date,
                modality=modality.before(prose.smooth, sentence, one.start),
                fields={
                    "aspect": _aspect(prose, sentence, one),
                    "grade": one.grade,
                    "previous": before[0].grade if before else None,
                    "body": OFSTED,
                    "inspected": None,
                    "published": None,
                    "claim_date": claim_date,
                },
            )


def _is_about_services(prose: Prose, sentence: Span, one: Graded) -> bool:
    start, end = sentence
    if _OTHER_BEARER.search(prose.smooth, max(start, one.start - _LOOK_BACK), one.start):
        return False
    return bool(_SERVICES.search(prose.smooth, start, end) or _INSPECTED.match(prose.smooth, start))


def _aspect(prose: Prose, sentence: Span, one: Graded) -> str:
    """The aspect named nearest to the grade in its sentence, else in the heading above it, else all services."""
    nearest = min(
        ((abs(cue.start() - one.start), aspect) for aspect, cue in _cues(prose.smooth, sentence)),
        default=None,
    )
    if nearest:
        return nearest[1]
    if sentence[1] - sentence[0] > _HEADING_LENGTH:
        return "overall"
    for start, end in reversed(prose.sentences_before(sentence[0], _LINES_ABOVE)):
        if end - start <= _HEADING_LENGTH and (cues := list(_cues(prose.smooth, (start, end)))):
            return cues[0][0]
    return "overall"


def _cues(smooth: str, span: Span) -> Iterator[tuple[str, re.Match[str]]]:
    for aspect, pattern in _aspect_words():
        for found in pattern.finditer(smooth, *span):
            yield aspect, found


@lru_cache(maxsize=1)
def _aspect_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How news speak of each aspect but the overall one."""
    return tuple(
        (row["key"], re.compile(rf"\b(?:{row['news_regex']})", re.IGNORECASE))
        for row in reference.table("judgement_vocab")
        if row["news_regex"]
        and row["key"] in ("leaders", "help_protection", "in_care", "care_leavers", "adoption")
    )


def _date_near(dates: Sequence[Found], sentence: Span, one: Graded) -> str | None:
    """The date that stands nearest to the grade in its sentence; no duration and no recurrence."""
    near = [
        (min(abs(found.start - one.end), abs(one.start - found.end)), found.value)
        for found in within(dates, sentence)
        if found.value and found.value[0] not in "PR"
    ]
    return next((value for distance, value in sorted(near) if distance <= _NEAR), None)
