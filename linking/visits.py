"""Visits: when inspectors came, and when they are to come: `spent a fortnight on site`, `last inspected in`, `a full re-inspection could be expected`.

Who comes and what they do are lists of words; a few shapes of clause serve them all. Which kind of inspection it is, the
words near say. Visits with names of their own (monitoring, focused) are for `notices`; an inspection without a day is
told only where it is yet to come.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from linking import councils, modality
from linking.councils import Placed
from linking.numbers import CARDINAL_WORD
from linking.prose import Prose, Span, within
from linking.times import Found

INSPECTION = "visits.inspection@4"
RULES = (INSPECTION,)

_OFSTED = "Ofsted"

# Who comes: `Ofsted`, `six inspectors`, `a team of inspectors`, `the watchdog`, `Ofsted and the CQC`.
_WHO = (
    r"(?:ofsted(?:'s)?(?: inspectors| inspection team| team)?|inspectors|the (?:watchdog|regulator|inspectorate|inspection team)|hmis?|(?:(?:the|a|\w+) )?(?:team|inspectors) (?:of|from) (?:\w+|\d+) (?:inspectors|agencies|inspectorates))"
    r"(?:,? and (?:the )?(?:care quality commission|cqc)(?: \(cqc\))?(?: inspectors)?)?(?: from (?:ofsted|the watchdog)(?: and (?:the )?(?:care quality commission|cqc))?)?"
)
_HELP = r"(?P<help>(?: (?:who|have|has|had|are|is|were|was|will|would|to|be|been|being|due|expected|likely|set|scheduled|not|never|also|then|now|recently|last|first|next|then|since|could|may|might|unexpectedly|already|just|jointly|formally|carefully|most recently))*)"
_LENGTH = (
    rf"(?:(?:\d{{1,2}}|{CARDINAL_WORD}|a|an|several) )?(?:working |full )?(?:days?|weeks?|fortnight|month)"
)
# What they do.
_DOES = (
    r"(?P<does>(?P<again>re-?visit(?:s|ed|ing)?|re-?inspect(?:s|ed|ing)?|return(?:s|ed|ing)?(?! (?:a |the )?(?:verdict|judgement|call|letter|comment))|(?:c[oa]m|go)e?(?:s|ing)? back|went back)|visit(?:s|ed|ing)?|inspect(?:s|ed|ing)?(?!or)|"
    rf"(?:sp[ee]n[dt]s?|spending) (?:the )?{_LENGTH}(?: on[- ]site| in\b| at\b| with\b|,| poring| examin| look)|(?:back )?on[- ]site|arriv(?:e|es|ed|ing)|descend(?:s|ed)? on|turn(?:s|ed)? up|dropp?(?:s|ed)? in|call(?:s|ed)? (?:in\b|unannounced|without)|came knocking|(?P<last>(?<=last )(?:came|called)\b(?! (?:for|with|on)\b))|(?:(?<=been )|(?<=were )|(?<=was )|(?<=are )|(?<=is ))(?:back )?in (?:the (?:authority|council|city|borough|county|town|building|department|service)|town)|"
    r"(?:carr(?:y|ies|ied|ying) out|conduct(?:s|ed|ing)?|complet(?:e|es|ed|ing)|undert(?:ake|akes|ook|aking)) (?:an?|its|their|the|another) (?:[\w'-]+ ){0,4}?(?:re-?)?inspection\b)"
)
_ADJECTIVE = r"(?:full|short|standard|further|second|third|first|new|next|last|previous|recent|latest|earlier|return|unannounced|surprise|no-notice|council-wide|graded|fresh|another|ofsted(?:'s)?|ilacs|sif|section \d+|statutory|children's services|children's social care|area send|local area send|send|local area|joint area|joint targeted area|jtai|cqc|\((?:sif|ilacs|jtai)\))"
# What it is called: `the last inspection`, `a full re-inspection`, `the ILACS`, `an area SEND inspection`.
_NOUN = (
    rf"(?P<noun>(?P<adjectives>(?:{_ADJECTIVE} )*)(?:(?P<noun_again>re-?)?inspection(?! (?:report|framework|handbook|regime|plan|action|outcome|finding|judgement|result|readiness|preparation|board|process|cycle|window|letter|service|team)s?\b)(?!s\b)"
    r"|(?P<again_noun>revisit|re-visit|return visit)\b|jtai\b(?! (?:action|report|plan|framework)))(?: \((?:ilacs|sif|jtai)\))?)"
)
_SERVED = r"(?: (?:of|into|to|for) [\w', -]{3,70}?)?"
# `inspected in May`, `had first been inspected in 2021`, `Re-inspected:`.
_INSPECTED = r"(?P<inspected>(?:(?:was|were|been|be|being|first|last|next|most recently|again|is|are) )*(?P<again_inspected>re-?)?(?<!not )inspected\b(?! (?:schools|homes|settings)))"
_TOLD = re.compile(rf"\b(?:{_WHO}{_HELP} {_DOES}|{_INSPECTED}|{_NOUN})", re.IGNORECASE)
# Between those words and their day: nothing that ends the clause or begins another thing.
_TO_DAY = re.compile(
    r"(?:(?! (?:since|until|before|following|after|found|judged|rated|which found|when|where|because|if|whether)\b)[^.;\n]){0,90}?(?:\b(?:in|on|between|from|during|over|by|of|for|within|around|until|dated|the week of|beginning|to)(?: the)?|,|:| -|\()? ?$",
    re.IGNORECASE,
)
# A noun alone needs a day right after it, or a verb that leads to one.
_NOUN_TO_DAY = re.compile(
    rf"{_SERVED}(?:,? (?:which )?(?:was |is |has been |had been |being |were )?(?:took place|takes place|carried out|conducted|undertaken|held|completed|done|began|begins|started|starts|happened|ran|launched|expected|anticipated|due|planned|likely|scheduled|pencilled in|booked|called))?"
    r"(?: (?:could|may|might|will|would|should|is|was)(?: now| then)? (?:be )?(?:expected|anticipated|due|take place|begin|start|follow|come|happen|likely))?(?: to (?:take place|begin|start|come|happen))?"
    r"(?: by ofsted(?: inspectors)?)?(?:,? (?:back )?(?:in|on|between|from|during|over|of|for|within|around|for (?:two|three) weeks from|at the (?:start|end) of))?(?: the)?,? ?(?:\()?$",
    re.IGNORECASE,
)
# `In October 2024 a joint targeted area inspection looked at`: the day goes before; also the row of a chronicle.
_BEFORE = re.compile(r"^,?[ :-]*(?:(?:an?|the|its|another|our|ofsted's) )?$", re.IGNORECASE)
_THEN = re.compile(
    r" (?:of|by|found|looked|judged|rated|said|concluded|identified|led|had|was)\b|[:;,.-]|$| [-(:]",
    re.IGNORECASE,
)
# `due any time`, `is expected`, `the next inspection`: yet to come, with or without a day.
_DUE = re.compile(
    rf"{_SERVED}(?:,)? (?:(?:(?:is|was|are|were|now|also|still|long|not)\b ?)*(?:expected|anticipated|due|overdue|imminent|likely|scheduled|planned|pencilled in|booked)|(?:could|may|might) (?:now )?(?:be (?:expected|due)|come|happen|arrive)|will (?:take place|follow|come|begin|happen)|within (?:the next )?(?:\w+|\d+) (?:months|years))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:expected|anticipated|due|planned|scheduled|likely|will|would|to|could|may|might|next|pencilled|booked)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)
# `a second inspection, the inspection framework`: what is no inspection of a council's services.
_NO_INSPECTION = re.compile(
    r"\b(?:pre-?inspection|self-inspection|annual|inspection (?:report|framework|handbook|regime|plan|action plan)s?)\b|"
    r"\bcontrolled|\b(?:thematic|food|health|fire|cqc|probation|home|homes|school|schools|nursery|agency|academy|college|hospital|prison|police|constabulary)\b[\w' ]{0,20}\binspect",
    re.IGNORECASE,
)
_OTHER_VISIT = re.compile(
    r"\b(?:schools?|academy|nursery|children's homes?|foster|regulation 44|reg 44|contract|placement|provider|dental|site inspection|building|kitchen|restaurant|taxi|vehicle|playground)\b",
    re.IGNORECASE,
)
# Every wording has one of these, and reaches so far around it.
_SAYING = ("inspect", "ofsted", "watchdog", "regulator", "hmi", "jtai", "revisit", "re-visit", "return visit")
_REACH = (120, 220)
_COMPANY = 80
# So far above the words the text may have said what kind of inspection it speaks of.
_ABOVE = 1_200
# What the text must speak of: inspections of other things are many.
_OF_SERVICES = re.compile(
    r"requires improvement|inadequate|\bsend\b|special (?:educational )?needs|"
    r"ofsted|children's services|children's social care|ilacs|jtai|joint targeted",
    re.IGNORECASE,
)
_JTAI = re.compile(r"\bjtai\b|joint targeted", re.IGNORECASE)
_JOINTLY = re.compile(r"agencies|inspectorates", re.IGNORECASE)
_SEND = re.compile(r"\bsend\b(?= |,|\)|$)|special (?:educational )?needs|\blocal area\b", re.IGNORECASE)
_SOCIAL_CARE = re.compile(
    r"\bilacs\b|children's (?:services|social care)|(?:monitoring|focuss?ed) visit", re.IGNORECASE
)
_INSPECTS = re.compile(r"inspect", re.IGNORECASE)
# `visited on 20 and 21 February to examine`
_LOOKED_AT = re.compile(r"\bto (?:look at|examine|review|evaluate|consider|assess)\b", re.IGNORECASE)
_NAMED_VISIT = re.compile(r"\b(?:monitoring|focuss?ed) visit", re.IGNORECASE)
_ON_SITE = re.compile(r"spen[dt]|on[- ]site|descend|arriv", re.IGNORECASE)
# `Ofsted had been in the authority all week`
_IN_TOWN = re.compile(r"\bin (?:the |town)", re.IGNORECASE)
_CAME = re.compile(r"turn|drop|call|knock", re.IGNORECASE)
_VERDICT = re.compile(r"\b(?:inspection|verdict|judge?ment|grading|re-?inspect\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """An inspection that a sentence tells of: which words, what kind, on which day."""

    span: Span
    what: str
    day: Found | None
    is_ahead: bool


def find(
    prose: Prose,
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Inspections of a council's services, one of each kind and day a sentence, with the whole sentence as evidence."""
    if not (_OF_SERVICES.search(prose.smooth) or _OF_SERVICES.search(prose.circumstances.title)):
        return
    known: set[tuple[Span, str, str | None]] = set()
    looked = (found for span in prose.near(_SAYING, *_REACH) for found in _TOLD.finditer(prose.smooth, *span))
    for found in looked:
        sentence = prose.sentence_at(found.start())
        told = _told(prose, sentence, found, dates)
        if told is None or (sentence, told.what, told.day.value if told.day else None) in known:
            continue
        on = told.day.value if told.day else None
        known.add((sentence, told.what, on))
        council = councils.meant_at(placed, sentence, found.start()) or own
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*sentence),
            rule=INSPECTION,
            about=council.uid if council else None,
            stated=on,
            modality=_held(prose, sentence, told, found, day=day),
            fields={"what": told.what, "ordinal": None, "by": _OFSTED, "on": on, "duration": None},
        )


def _told(prose: Prose, sentence: Span, found: re.Match[str], dates: Sequence[Found]) -> _Told | None:
    if _is_other(prose.smooth, sentence, found):
        return None
    day = _day(prose, sentence, found, dates)
    is_ahead = bool(
        _TO_COME.search(found["help"] or "")
        or (found["noun"] and _DUE.match(prose.smooth, found.end(), sentence[1]))
    )
    is_next = bool(found["adjectives"] and "next" in found["adjectives"].lower())
    is_here = bool(found["does"] and _IN_TOWN.search(found["does"]))
    if day is None and not is_ahead and not is_next and not is_here:
        return None
    what = _kind(prose.smooth, sentence, found)
    return _Told(span=found.span(), what=what, day=day, is_ahead=is_ahead or is_next) if what else None


def _day(prose: Prose, sentence: Span, found: re.Match[str], dates: Sequence[Found]) -> Found | None:
    """The day that the words lead to; else the one with which the sentence, or the row of a chronicle, opens."""
    leads = _NOUN_TO_DAY if found["noun"] else _TO_DAY
    here = [one for one in within(dates, sentence) if one.value and one.value[0] not in "PR"]
    for one in here:
        if one.start >= found.end() and leads.match(prose.smooth, found.end(), one.start):
            return one
    for one in here:
        if one.end <= found.start() and not (
            found["noun"] and not _THEN.match(prose.smooth, found.end(), sentence[1])
        ):
            words = prose.smooth[one.end : found.start()]
            if _BEFORE.match(words) or (
                not found["noun"] and one.start - sentence[0] < 12 and len(words) < 60
            ):
                return one
    return None


def _kind(smooth: str, sentence: Span, found: re.Match[str]) -> str | None:
    """What kind of inspection or visit the words name; a mere `visited` is what the text else speaks of."""
    words = smooth[slice(*sentence)]
    if _JTAI.search(words) or _JOINTLY.search(found[0]):
        return "jtai"
    again = found["again"] or found["again_noun"] or ""
    near = smooth[max(0, sentence[0] - _ABOVE) : sentence[1] + _ABOVE]
    is_of_send = _SEND.search(words) or "cqc" in found[0].lower() or "care quality" in found[0].lower()
    if is_of_send or ((again or found["inspected"]) and _SEND.search(near) and not _SOCIAL_CARE.search(near)):
        return "area_send_monitoring" if again and not _INSPECTS.search(again) else "area_send"
    if found["again_noun"]:
        return None
    if found["noun"] or found["inspected"] or "inspect" in (found["does"] or "").lower():
        return "inspection"
    if _NAMED_VISIT.search(words):
        return None
    if found["last"]:
        return "inspection" if "monitoring visit" not in words.lower() else None
    if _CAME.match(found["does"]):
        return "focused_visit" if "focused visit" in smooth.lower() else None
    if _IN_TOWN.search(found["does"]):
        return "inspection" if "monitoring visit" not in words.lower() else None
    if _ON_SITE.search(found["does"]):
        return "inspection" if _VERDICT.search(smooth) and "monitoring visit" not in words.lower() else None
    if "monitoring visit" in smooth.lower():
        return "monitoring_visit" if "visit" in found["does"].lower() else None
    is_focused = "focused visit" in smooth.lower() or _LOOKED_AT.search(smooth, found.end(), sentence[1])
    if is_focused and "visit" in found["does"].lower():
        return "focused_visit"
    return "inspection" if again and _TO_COME.search(found["help"] or "") else None


def _is_other(smooth: str, sentence: Span, found: re.Match[str]) -> bool:
    around = max(sentence[0], found.start() - _COMPANY), min(sentence[1], found.end() + _COMPANY)
    return bool(_NO_INSPECTION.search(smooth, *around) or _OTHER_VISIT.search(smooth, *around))


def _held(prose: Prose, sentence: Span, told: _Told, found: re.Match[str], *, day: str | None) -> Modality:
    on = told.day.value if told.day else None
    if _NOT.search(found["help"] or ""):
        return Modality.DENIED
    if told.is_ahead:
        return Modality.PLANNED
    return modality.on_day(modality.around(prose.smooth, sentence, told.span), on, day)
