"""Modality: whether the words before a statement hold it as so, as not so, as what could be, or as what is to come."""

import re

from domain.fact import Modality
from linking.prose import Span

# `no longer inadequate`, `was not issued`, `No direction`.
_DENIED = re.compile(
    r"\b(?:no longer|not|never|nor|without|n't)\b[^,;.]{0,40}$|\bno (?:(?:statutory|improvement|new|further) )?$",
    re.IGNORECASE,
)
# `could be judged`, `if a notice`, `it was possible`.
_COUNTERFACTUAL = re.compile(
    r"\b(?:if|whether|could|would|might|(?-i:may)|possible|risk(?:s|ed)?|consider(?:s|ing|ed)?|threaten\w*|call(?:s|ed|ing)? for)\b[^,;.]{0,60}$",
    re.IGNORECASE,
)
# `will be`, `hopes to be`, `ahead of`.
_PLANNED = re.compile(
    r"\b(?:will|shall|due|(?:is|are|was|were) to|to become|next|forthcoming|to come|ahead of|aim(?:s|ing)|hop(?:e|es|ing)|expect(?:s|ed)?|ambition|"
    r"plan(?:s|ned)|pencil\w+|book(?:ed)?|agreed to|invited to|recommend\w*|propos\w{1,4}|prepar\w{1,6}|on track|towards|journey to|want(?:s|ed)?)\b[^,;.]{0,70}$",
    re.IGNORECASE,
)
# `is expected in spring`, `will take place`: what is said of it after its name.
_AHEAD = re.compile(
    r"[\"']?(?: \w+){0,4}? (?:(?:is|are|was|were) (?:now |also )?(?:expected|due|planned|scheduled|likely|to (?:take|be|follow|come|start|begin))|will (?:now |then )?(?:take|be|follow|come|start|begin|look))\b"
    r"|(?: \w+){0,8}? (?:is|was|are) (?:now )?(?:thought|considered|believed|felt|regarded as|judged|seen as) (?:to be )?(?:likely|imminent|due|probable)\b|,? (?:pencilled in|scheduled|planned|booked|expected|due|timetabled|lined up) (?:for|in|on|by)\b"
    r"|(?: \w+){0,3}? (?:has been |had been |was |is )?(?:planned|scheduled|expected|due|booked|pencilled in|arranged|timetabled|lined up|set) (?:for|in|on|by)\b"
    r"|[\"',]?(?: [-–:])?(?: [\w()]+){0,4}? (?:could|may|might) be (?:expected|due)\b|(?: \w+){0,2}? (?:booked|pencilled in|lined up)\b|,? (?:still )?to come\b"
    r"|(?: [\w']+){0,6}? (?:was|is|has been|had been|been) (?:put back|pushed back|postponed|deferred|rescheduled|delayed) (?:to|until|for)\b",
    re.IGNORECASE,
)
# `was due in March but was called off`: what was to be and never was.
_OFF = re.compile(
    r"[^.\n]{0,60}?\b(?:called off|cancelled|abandoned|shelved|never (?:took place|happened|went ahead)|did not (?:take place|go ahead|happen))\b"
)
# `Trust to be brought back`, as headlines say it
_TO_BE = re.compile(r"\bto be (?:\w+ )?$", re.IGNORECASE)
_LOOK_BACK = 120
# `has not been proposed`: what is denied of it after its name.
_NOT_AFTER = re.compile(
    r"(?: of [^,;.]{2,40}?)?,? (?:(?:has|have|had|was|were|is|are|did|will) (?:not|never)(?: yet)? (?:been |be |being |to be )?(?:proposed|made|issued|appointed|considered|sent|planned|recommended|required|taken place|happen(?:ed)?|set up|established|announced|agreed|sought|necessary)|(?:has|had) yet to)\b"
)
# `denied that`, `rejected claims that`, `dismissed suggestions`: what somebody says is not so.
_REFUTED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)|dismiss(?:es|ed)|refut(?:es|ed)|quash(?:es|ed)) (?:$|(?:that|any|the|claims|suggestions|reports|rumours|allegations|speculation|it|being|having|s?he|they)\b|[\w' ]{0,20}(?:claims|suggestions|reports|rumours))[^;.]{0,90}$",
    re.IGNORECASE,
)
# `claimed she had been pushed out`, `rumours that`, `is understood to have`: what is only said.
_ALLEGED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing|ations?)|rumours?|speculation|reportedly|allegedly|(?:is|was) (?:understood|believed|reported|rumoured) (?:that|to))\b[^;.]{0,90}$",
    re.IGNORECASE,
)


_UNTRUE = re.compile(
    r"\b(?:[Nn]or is it (?:true|the case)|(?:is|was) (?:not|un)(?: )?(?:true|the case|correct)|(?:no truth|nothing) in|(?:is|was) (?:false|wrong|untrue|incorrect)) ?(?:,[^,;.]{1,60},)? ?(?:that|to say|in (?:the )?(?:claims?|rumours?|suggestions?|reports?))\b[^;.]{0,120}$"
)


def hearsay(smooth: str, sentence: Span, position: int) -> Modality:
    """Whether the words of a sentence before a position refute what stands there, or only report it."""
    start = max(sentence[0], position - _LOOK_BACK)
    for pattern, modality in (
        (_REFUTED, Modality.DENIED),
        (_UNTRUE, Modality.DENIED),
        (_ALLEGED, Modality.REPORTED),
    ):
        if pattern.search(smooth, start, position):
            return modality
    return Modality.ACTUAL


def before(smooth: str, sentence: Span, position: int) -> Modality:
    """How the words of a sentence before a position hold what stands there."""
    start = max(sentence[0], position - _LOOK_BACK)
    for pattern, modality in (
        (_DENIED, Modality.DENIED),
        (_UNTRUE, Modality.DENIED),
        (_COUNTERFACTUAL, Modality.COUNTERFACTUAL),
        (_PLANNED, Modality.PLANNED),
    ):
        if pattern.search(smooth, start, position):
            return modality
    return Modality.ACTUAL


def around(smooth: str, sentence: Span, span: Span) -> Modality:
    """How the words before and after an event hold it: `the visit is expected in spring` is planned."""
    held = before(smooth, sentence, span[0])
    if _OFF.match(smooth, span[1], sentence[1]) and held is not Modality.COUNTERFACTUAL:
        return Modality.DENIED
    if held is Modality.ACTUAL and _NOT_AFTER.match(smooth, span[1], sentence[1]):
        return Modality.DENIED
    if held is Modality.ACTUAL and _TO_BE.search(smooth, max(sentence[0], span[0] - _LOOK_BACK), span[0]):
        return Modality.PLANNED
    if held is Modality.ACTUAL and _AHEAD.match(smooth, span[1], sentence[1]):
        return Modality.PLANNED
    return held


def on_day(held: Modality, on: str | None, day: str | None) -> Modality:
    """What a day after the text's own is held to be: not yet so, whatever the words."""
    return Modality.PLANNED if held is Modality.ACTUAL and is_after(on, day) else held


def is_after(one: str | None, other: str | None) -> bool:
    """Whether a day, month or year (EDTF) is after another, as far as both tell; no for one that is not known."""
    return one is not None and other is not None and one[: len(other)] > other[: len(one)]
