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
from linking.grades import FORMAL, JUDGED, PAST, QUOTED, Graded
from linking.prose import Prose, Span, within
from linking.times import Found

CLAIM = "judgements.claim@4"
SAME = "judgements.same@1"
SEND = "judgements.send@2"
RULES = (CLAIM, SAME, SEND)

OFSTED = "Ofsted"

# Who judges: the sentence or the text as a whole must speak of an inspection.
_INSPECTED = re.compile(r"\b(?:Ofsted|inspect\w*|regulators?|watchdog|rating|judge?ment)\b", re.IGNORECASE)
# What is judged.
_SERVICES = re.compile(
    r"\bchildren's (?:social care|services)|\b(?:services?|council|authority|department|it|they|we|adoption|leadership|care leavers)\b",
    re.IGNORECASE,
)
# `ILACS - last inspected February 2023 (Good)`, `Sept 2025   Re-inspected: good`: rows of a list of inspections.
_ROW = re.compile(r"\bILACS\b|\bSIF\b|\bRe-?inspected\b|\b(?:last|next) inspected\b")
# What else bears grades: `no assessments were deemed inadequate`, `all nine homes were rated good`.
_OTHER_BEARER = re.compile(
    r"\b(?:assessments?|schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|(?:care|children's) homes?|homes?|placements?|"
    r"settings?|providers?|audits?|plans?|records|childminders?|hospitals?|controls?|cases?|files?|visits|lessons|supervision|practice|"
    r"agenc(?:y|ies)|fostering (?:service|team)|quality|standards?|timeliness|councils|authorities|departments|areas|pupils|units?|hubs?|youth (?:justice|offending)\b[\w ]*|adult (?:learning|education)\b[\w ]*|probation\b[\w ]*|"
    r"police|fire (?:and rescue )?service|\d(?:%| per cent)(?: of [\w' ]{1,60})?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
# Who else judges: other inspectorates, auditors, the council itself.
_OTHER_JUDGE = re.compile(
    r"\b(?:Care Quality Commission|CQC|HMIP|HMICFRS|Inspectorate of (?:Probation|Constabulary|Prisons)|self-(?:assessment|evaluation|assessed)|"
    r"internal audit|auditors?|itself (?:as|to be)|food hygiene)\b"
)
# Whose `service` a sentence means that does not say so: that of the sentences above.
_OURS = re.compile(
    r"\b(?:Ofsted|OFSTED|[Cc]hildren|[Cc]ouncil|[Aa]uthority|[Cc]are leavers|[Aa]doption|[Ll]eadership)\b"
)
_OTHERS_ABOVE = re.compile(
    r"\b(?:[Yy]outh (?:offending|justice)|[Pp]robation|[Aa]dult (?:social )?care|CQC|Care Quality Commission|[Nn]ursery|[Hh]ospital|[Aa]mbulance|[Pp]olice|[Ff]ire)\b"
)
# `judged one of them outstanding and three good`: homes or schools, named before.
_COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|both|most|some|half)(?: of (?:them|these|those|its|the)(?: \w+)?)? [\"']?$",
    re.IGNORECASE,
)
# `SEND services rated inadequate`: they have inspections and outcomes of their own.
_OF_SEND = re.compile(r"\b(?:SEND\b|[Ss]pecial educational needs)(?! and children's)[^.;,]{0,60}$")
_LOOK_BACK = 120
# `inadequate in two of four areas`: not overall, and which ones is not said.
_IN_SOME = re.compile(
    r"[\"']? (?:in|across|on|for) (?:all |at least |just |only )?(?:\w+ )(?:of|out of)? ?(?:the |its |\w+ )?(?:\w+ )?(?:areas|judgements|categories)\b",
    re.IGNORECASE,
)

# `from inadequate to good`, `a better rating than the "inadequate" grade`, `up from inadequate`: which grade came before.
_FROM = re.compile(
    r"\b(?:from|than|previously|formerly)(?: (?:being|been))?(?: (?:an?|the|its|their))? ?(?:(?:previous|earlier|old|last) )?"
    r"(?:(?:rating|grade|judgement) of )?[\"']?$",
    re.IGNORECASE,
)
# `Care leavers were given the same rating`: that of the sentence before.
_SAME = re.compile(
    r"\b(?:given|received|awarded|handed|got|earned) the same (?P<same>rating|grade|judgement)\b",
    re.IGNORECASE,
)
# `judged good for adoption`, `in the experiences of care leavers`: the aspect that follows its grade.
_FOR = re.compile(
    r"[\"']? (?:for|in|on) (?:(?:the|its|their|both) )*(?:(?:overall )?experiences? (?:and progress )?of )?$",
    re.IGNORECASE,
)
# What joins two aspects of one grade: `children in care and care leavers both`, `overall and for help and protection`.
_JOINS = re.compile(
    r",?(?: and| as well as| along with)? (?:(?:for|of|in|the|those|experiences|progress|and|both) )*$",
    re.IGNORECASE,
)
# Where a sentence turns to something else: `outstanding, while care leavers' services were`, `good by Ofsted, which`
_PARTS = re.compile(r"; |, (?:while|whereas|but|although|though|with|which|who) ")
# `an inspection of safeguarding and looked-after children's services`: its name, and no aspect.
_NAME_OF_INSPECTION = re.compile(
    r"\b(?:inspection|review|visit)s? (?:of|into|on|to)\b[^.;,]{0,60}$", re.IGNORECASE
)
# `the 'inadequate' county`, `gives 'inadequate' council 12 months`: told in passing, and no claim.
_IN_PASSING = re.compile(
    r"[\"'] (?:[\w'-]+ ){0,2}?(?:count(?:y|ies)|councils?|authorit(?:y|ies)|departments?|services?|children's|local|city|borough|trust|area|"
    r"team|inspection|performance|practice|care)\b",
    re.IGNORECASE,
)
_OVERALL = re.compile(r"\boverall\b(?! (?:to|as)\b)", re.IGNORECASE)

# The three outcomes of an area SEND inspection: `inconsistent experiences`, `widespread and/or systemic failings`.
_OUTCOMES = ("positive experiences", "inconsistent experiences", "systemic failings")
_OUTCOME = re.compile(
    r"\b(?:(?P<send1>typically positive experiences)|(?P<send2>inconsistent experiences)|(?P<send3>(?:widespread|systemic)(?: ?and/or ?| and | or |/)systemic failings|widespread systemic failings))\b",
    re.IGNORECASE,
)
_TOLD_OF_SEND = re.compile(r"\bSEND\b|[Ss]pecial educational needs|[Ll]ocal area")
_FOUND = re.compile(
    r"\b(?:outcome|leads? to|led to|found|judg\w+|verdict|conclu\w+|graded?|rated|inspect\w+)\b",
    re.IGNORECASE,
)
_SEND_ABOVE = 400
# A heading is a short line; so many lines above its grade it may stand.
_HEADING_LENGTH = 90
_LINES_ABOVE = 12
# `inspection of children's services carried out between`, `inspected in`; `the report, published on`.
_INSPECTED_ON = re.compile(
    r"\binspect(?:ed|ion|ions)\b(?! (?:report|in \d))[^.;\d]{0,80}? (?:on|in|between|from|during|held|dated)(?: the)? $|\binspected $",
    re.IGNORECASE,
)
_PUBLISHED_ON = re.compile(
    r"\breport of $|\bpublished,?(?: (?:on|in|by Ofsted on|by Ofsted in))? $", re.IGNORECASE
)
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
    inspected = bool(_INSPECTED.search(prose.smooth) or _INSPECTED.search(lead))
    told: list[tuple[Span, Graded]] = []
    by_sentence: dict[Span, list[Graded]] = {}
    for one in graded:
        by_sentence.setdefault(prose.sentence_at(one.start), []).append(one)
    same_again = (
        same for span in prose.near(("the same",), 60, 60) for same in _SAME.finditer(prose.smooth, *span)
    )
    for same in same_again:
        by_sentence.setdefault(prose.sentence_at(same.start()), [])
    for sentence, here in sorted(by_sentence.items()):
        here = here or list(_same_again(prose, sentence, told))
        before = [
            one for one in here if _FROM.search(prose.smooth, max(sentence[0], one.start - 40), one.start)
        ]
        for one in here:
            if one in before and len(here) > 1:
                continue
            if one.rule == PAST:
                continue
            if one.rule == QUOTED and _IN_PASSING.match(prose.smooth, one.end, sentence[1]):
                continue
            if one.rule != FORMAL and not (
                (inspected or _is_plain(one)) and _is_about_services(prose, sentence, one)
            ):
                continue
            told.append((sentence, one))
            for aspect in _aspects(prose, sentence, one, here):
                yield _fact(prose, sentence, one, aspect, before, placed, own, dates, here)
    yield from _send_outcomes(prose, placed, own, dates)


def _send_outcomes(
    prose: Prose, placed: tuple[Placed, ...], own: Council | None, dates: Sequence[Found]
) -> Iterator[Fact]:
    """What an area SEND inspection is said to have found, in the framework's own words."""
    for found in (
        found for span in prose.near(_OUTCOMES, 20, 40) for found in _OUTCOME.finditer(prose.smooth, *span)
    ):
        sentence = prose.sentence_at(found.start())
        above = max(0, sentence[0] - _SEND_ABOVE)
        if not (
            _TOLD_OF_SEND.search(prose.smooth, above, sentence[1])
            and _FOUND.search(prose.smooth, sentence[0], found.start())
        ):
            continue
        outcome = next(key for key, words in found.groupdict().items() if words)
        council = councils.meant_at(placed, sentence, found.start()) or own
        inspected = _date_of(prose, dates, sentence, _INSPECTED_ON)
        yield Fact(
            type=FactType.JUDGEMENT,
            evidence=prose.evidence(*sentence),
            rule=SEND,
            about=council.uid if council else None,
            stated=inspected,
            modality=modality.before(prose.smooth, sentence, found.start()),
            fields={
                "aspect": "send_outcome",
                "grade": outcome,
                "previous": None,
                "body": OFSTED,
                "inspected": inspected,
                "published": None,
                "claim_date": inspected,
            },
        )


def _fact(
    prose: Prose,
    sentence: Span,
    one: Graded,
    aspect: str,
    before: Sequence[Graded],
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    here: Sequence[Graded],
) -> Fact:
    council = councils.meant_at(placed, sentence, one.start) or own
    claim_date = _date_near(dates, sentence, one, here)
    return Fact(
        type=FactType.JUDGEMENT,
        evidence=prose.evidence(*sentence),
        rule=one.rule if one.rule == SAME else CLAIM,
        about=council.uid if council else None,
        stated=claim_date,
        modality=modality.before(prose.smooth, sentence, one.start),
        fields={
            "aspect": aspect,
            "grade": one.grade,
            "previous": before[0].grade if before and one not in before else None,
            "body": OFSTED,
            "inspected": _date_of(prose, dates, sentence, _INSPECTED_ON),
            "published": _date_of(prose, dates, sentence, _PUBLISHED_ON),
            "claim_date": claim_date,
        },
    )


def _same_again(prose: Prose, sentence: Span, told: Sequence[tuple[Span, Graded]]) -> Iterator[Graded]:
    """The grade of the sentence before, given again to something else."""
    same = _SAME.search(prose.smooth, *sentence)
    above = prose.sentences_before(sentence[0], 1)
    if same and told and above and told[-1][0] == above[-1]:
        yield Graded(start=same.start("same"), end=same.end("same"), grade=told[-1][1].grade, rule=SAME)


def _is_plain(one: Graded) -> bool:
    """Whether a grade is Ofsted's though nobody speaks of inspections: nobody else calls services so."""
    return one.rule == JUDGED and one.grade in ("inadequate", "requires improvement")


def _is_about_services(prose: Prose, sentence: Span, one: Graded) -> bool:
    start, end = sentence
    other = _OTHER_BEARER.search(prose.smooth, max(start, one.start - _LOOK_BACK), one.start)
    # `the impact of leaders on social work practice` is an aspect, and no practice
    if other and not any(
        cue.start() <= other.start() < cue.end() for _, cue in _cues(prose.smooth, sentence)
    ):
        return False
    if _COUNTED.search(prose.smooth, max(start, one.start - 40), one.start):
        return False
    if _OF_SEND.search(prose.smooth, max(start, one.start - _LOOK_BACK), one.start):
        return False
    if not _OURS.search(prose.smooth, start, end) and any(
        _OTHERS_ABOVE.search(prose.smooth, *above) for above in prose.sentences_before(start, 2)
    ):
        return False
    if _OTHER_JUDGE.search(prose.smooth, start, end) or _IN_SOME.match(prose.smooth, one.end, end):
        return False
    return bool(
        _SERVICES.search(prose.smooth, start, end)
        or _INSPECTED.match(prose.smooth, start)
        or _ROW.search(prose.smooth, start, one.start)
        or next(_cues(prose.smooth, sentence), None)
    )


def _aspects(prose: Prose, sentence: Span, one: Graded, here: Sequence[Graded]) -> tuple[str, ...]:
    """The aspects that bear a grade: named right after it or nearest to it in its part of the sentence, else above it."""
    part = _part(prose, sentence, one, here)
    cues = sorted(_cues(prose.smooth, part), key=lambda cue: cue[1].start())
    if cues:
        follows = (cue for cue in cues if _FOR.fullmatch(prose.smooth[one.end : cue[1].start()]))
        nearest = next(follows, None) or min(cues, key=lambda cue: _gap(cue[1].span(), one))
        return tuple(dict.fromkeys(cue[0] for cue in _joined(prose.smooth, cues, nearest)))
    if sentence[1] - sentence[0] > _HEADING_LENGTH:
        return ("overall",)
    for start, end in reversed(prose.sentences_before(sentence[0], _LINES_ABOVE)):
        if end - start <= _HEADING_LENGTH and (above := list(_cues(prose.smooth, (start, end)))):
            return (above[0][0],)
    return ("overall",)


_Cue = tuple[str, re.Match[str]]


def _joined(smooth: str, cues: Sequence[_Cue], nearest: _Cue) -> list[_Cue]:
    """The cues that one `and` joins to the nearest."""
    at = cues.index(nearest)
    kept = [nearest]
    for cue in reversed(cues[:at]):
        if not _JOINS.fullmatch(smooth[cue[1].end() : kept[0][1].start()]):
            break
        kept.insert(0, cue)
    for cue in cues[at + 1 :]:
        if not _JOINS.fullmatch(smooth[kept[-1][1].end() : cue[1].start()]):
            break
        kept.append(cue)
    return kept


def _part(prose: Prose, sentence: Span, one: Graded, here: Sequence[Graded]) -> Span:
    """The part of a sentence between the grades before and after."""
    ends = [each.end for each in here if each.end <= one.start]
    starts = [each.start for each in here if each.start >= one.end]
    start, end = max([sentence[0], *ends]), min([sentence[1], *starts])
    start = max([start, *(found.end() for found in _PARTS.finditer(prose.smooth, start, one.start))])
    parting = _PARTS.search(prose.smooth, one.end, end)
    return start, parting.start() if parting else end


def _cues(smooth: str, span: Span) -> Iterator[tuple[str, re.Match[str]]]:
    for aspect, pattern in _aspect_words():
        for found in pattern.finditer(smooth, *span):
            if not _NAME_OF_INSPECTION.search(smooth, span[0], found.start()):
                yield aspect, found
    for found in _OVERALL.finditer(smooth, *span):
        yield "overall", found


# What a text about judgements calls an aspect for short.
_SHORT = (
    {"key": "leaders", "news_regex": r"leadership(?! and management|\W+of children's services)"},
    {
        "key": "help_protection",
        "news_regex": r"child protection(?! (?:plan|conference|visit|case|register|medical|enquir|review)\w*)",
    },
)


@lru_cache(maxsize=1)
def _aspect_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How news speak of each aspect but the overall one."""
    return tuple(
        (row["key"], re.compile(rf"\b(?:{row['news_regex']})", re.IGNORECASE))
        for row in (*reference.table("judgement_vocab"), *_SHORT)
        if row["news_regex"]
        and row["key"] in ("leaders", "help_protection", "in_care", "care_leavers", "adoption")
    )


def _date_near(dates: Sequence[Found], sentence: Span, one: Graded, here: Sequence[Graded]) -> str | None:
    """The date that stands nearest to the grade in its sentence, and to no other grade; no duration and no recurrence."""
    near = [
        (_distance(found, one), found.value)
        for found in within(dates, sentence)
        if found.value
        and found.value[0] not in "PR"
        and all(_distance(found, one) <= _distance(found, each) for each in here)
    ]
    return next((value for distance, value in sorted(near) if distance <= _NEAR), None)


def _distance(found: Found, one: Graded) -> int:
    return _gap((found.start, found.end), one)


def _gap(span: Span, one: Graded) -> int:
    """How many characters lie between a span and a grade."""
    return min(abs(span[0] - one.end), abs(one.start - span[1]))


def _date_of(prose: Prose, dates: Sequence[Found], sentence: Span, words: re.Pattern[str]) -> str | None:
    """The date that these words lead up to, in the sentence or the one before."""
    for start, end in (sentence, *prose.sentences_before(sentence[0], 1)):
        for found in within(dates, (start, end)):
            if found.value and found.value[0] not in "PR" and words.search(prose.smooth, start, found.start):
                return found.value
    return None
