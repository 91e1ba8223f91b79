"""Notices: events of inspection and intervention that a text tells of: visits with their number, notices, directions, commissioners.

Other bodies serve "improvement notices" too (on landlords, kitchens, employers), and schools and homes have visits of
their own: what stands in such company is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import councils, modality
from linking.councils import Placed
from linking.numbers import ORDINAL_WORD, ordinal
from linking.prose import Prose, Span, within
from linking.times import Found

VISIT = "notices.visit@1"
INSTRUMENT = "notices.instrument@1"
REVIEW = "notices.review@1"
RULES = (VISIT, INSTRUMENT, REVIEW)

_OFSTED, _DFE = "Ofsted", "Department for Education"


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """A kind of event: the words that tell of it, who acts in it, and the company in which the words mean something else."""

    what: str
    by: str | None
    rule: str
    words: re.Pattern[str]
    unless: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Notices of other regulators, on others than councils.
_OTHER_NOTICE = _words(
    r"health and safety|\bhse\b|food|hygiene|environmental health|landlord|housing act|fire|possession|planning|enforcement|stop notice"
)
# Visits to others than councils.
_OTHER_VISIT = _words(
    r"\b(?:school|academy|nursery|children's homes?|foster|regulation 44|reg 44|contract|placement|provider)\b"
)
# Commissioners of other kinds.
_OTHER_COMMISSIONER = _words(
    r"police|crime|commissioner for (?:england|wales|scotland)|information commissioner|charity|best value|victims|traffic|high commissioner|commissioning"
)
_NOTHING_ELSE = re.compile(r"(?!)")

_ORDINAL = rf"(?:(?P<ordinal>{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th)) )?"
_KINDS = (
    # `the fifth monitoring visit paid to the service`, `an Ofsted monitoring visit`
    _Kind(
        what="monitoring_visit",
        by=_OFSTED,
        rule=VISIT,
        words=_words(rf"\b{_ORDINAL}(?:ofsted )?monitoring visit\b"),
        unless=_OTHER_VISIT,
    ),
    # `a focused visit`, `Ofsted had visited on 15 and 16 September to look at the arrangements for care leavers`
    _Kind(
        what="focused_visit",
        by=_OFSTED,
        rule=VISIT,
        words=_words(
            rf"\b{_ORDINAL}(?:ofsted )?(?:ilacs )?focuss?ed visit\b|\bofsted (?:had |has )?visited [^.;]{{0,60}}?to look at the arrangements\b"
        ),
        unless=_OTHER_VISIT,
    ),
    # `issued with an improvement notice`, `the improvement notice was issued on 19 May`
    _Kind(
        what="improvement_notice",
        by=_DFE,
        rule=INSTRUMENT,
        words=_words(
            r"\b(?:issued|served|hit|slapped) with an? (?:revised |dfe )?improvement notice\b"
            r"|\b(?:issues?|issued|issuing|serves?|served|received?) (?:the council |it )?(?:an?|its|the) (?:revised |dfe )?improvement notice\b"
            r"|\bimprovement notice,? (?:(?:was|has been|is being|had been|which was) )?(?:issued|served)\b"
            r"|\bdetails of the notice, which was issued\b|\bsuch a notice could be (?:served|issued)\b"
        ),
        unless=_OTHER_NOTICE,
    ),
    # `the improvement notice was lifted`, `moved ... to 'Closed notices'`
    _Kind(
        what="improvement_notice_lifted",
        by=_DFE,
        rule=INSTRUMENT,
        words=_words(
            r"\bimprovement notice (?:(?:was|has been|is|had been) )?(?:formally )?(?:lifted|removed|withdrawn|closed|ended)\b"
            r"|\blift(?:s|ed|ing)? (?:the |its |an? )?(?:dfe )?improvement notice\b"
        ),
        unless=_OTHER_NOTICE,
    ),
    # `issued with a statutory direction`, `direction issued to Northshire`
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        words=_words(
            r"\b(?:under|subject to|given|issued with|issued|issues) (?:an? |the |its )?(?:new |revised |further )?statutory direction\b"
            r"|\bstatutory direction (?:was |has been |had been )?issued\b|\bdirections? issued to\b|\bdirections? notice\b"
            r"|\bdirected by the secretary of state\b|\bsecretary of state(?: for education)? (?:has )?(?:directed|issued a direction)\b"
        ),
        unless=_NOTHING_ELSE,
    ),
    # `the statutory direction was lifted`
    _Kind(
        what="direction_lifted",
        by=_DFE,
        rule=INSTRUMENT,
        words=_words(
            r"\b(?:statutory )?direction (?:(?:was|has been|is|had been) )?(?:formally )?(?:lifted|removed|revoked|discharged|ended)\b"
            r"|\blift(?:s|ed|ing)? (?:the |its )?statutory direction\b"
        ),
        unless=_NOTHING_ELSE,
    ),
    # `appointed a children's services commissioner`
    _Kind(
        what="commissioner",
        by=_DFE,
        rule=INSTRUMENT,
        words=_words(
            r"\b(?:appoint(?:s|ed|ing|ment of)?|named|installed|sent in) (?:[\w'-]+ ){0,4}?commissioner\b"
            r"|\bcommissioner (?:was |has been |had been )?(?:appointed|installed|named)\b"
        ),
        unless=_OTHER_COMMISSIONER,
    ),
    # `the Local Government Association will facilitate a safeguarding peer review`
    _Kind(
        what="peer_review",
        by=None,
        rule=REVIEW,
        words=_words(r"\b(?:safeguarding |corporate |lga )?peer (?:review|challenge)\b(?!ed)"),
        unless=_words(r"\bpeer[- ]reviewed\b"),
    ),
)

# How far around its words the company of an event may speak against it.
_COMPANY = 80


def find(
    prose: Prose, placed: tuple[Placed, ...], own: Council | None, dates: Sequence[Found]
) -> Iterator[Fact]:
    """Events, one of each kind and number a sentence, with the whole sentence as evidence."""
    seen: set[tuple[Span, str, int | None]] = set()
    for kind in _KINDS:
        for found in kind.words.finditer(prose.smooth):
            sentence = prose.sentence_at(found.start())
            number = ordinal(found["ordinal"]) if found.groupdict().get("ordinal") else None
            company = max(sentence[0], found.start() - _COMPANY), min(sentence[1], found.end() + _COMPANY)
            if (sentence, kind.what, number) in seen or kind.unless.search(prose.smooth, *company):
                continue
            seen.add((sentence, kind.what, number))
            on = _on(dates, sentence, found)
            council = councils.meant_at(placed, sentence, found.start()) or own
            fields: dict[str, JsonValue] = {
                "what": kind.what,
                "ordinal": number,
                "by": kind.by,
                "on": on,
                "duration": None,
            }
            yield Fact(
                type=FactType.EVENT,
                evidence=prose.evidence(*sentence),
                rule=kind.rule,
                about=council.uid if council else None,
                stated=on,
                modality=Modality.COUNTERFACTUAL
                if "could be" in found[0]
                else modality.before(prose.smooth, sentence, found.start()),
                fields=fields,
            )


def _on(dates: Sequence[Found], sentence: Span, event: re.Match[str]) -> str | None:
    """The date nearest to the event in its sentence."""
    near = [
        (min(abs(found.start - event.end()), abs(event.start() - found.end)), found.value)
        for found in within(dates, sentence)
        if found.value and found.value[0] not in "PR"
    ]
    return min(near)[1] if near else None
