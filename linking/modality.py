"""Modality: whether the words before a statement hold it as so, as not so, as what could be, or as what is to come."""

import re

from domain.fact import Modality
from linking.prose import Span

# `no longer inadequate`, `was not issued`.
_DENIED = re.compile(r"\b(?:no longer|not|never|nor|without|n't)\b[^,;.]{0,40}$", re.IGNORECASE)
# `could be judged`, `if a notice`, `it was possible`.
_COUNTERFACTUAL = re.compile(
    r"\b(?:if|could|would|might|may|possible|risk(?:s|ed)?)\b[^,;.]{0,60}$", re.IGNORECASE
)
# `will be`, `hopes to be`, `ahead of`.
_PLANNED = re.compile(
    r"\b(?:will|shall|due|(?:is|are|was|were) to|to become|next|forthcoming|ahead of|aim(?:s|ing)|hop(?:e|es|ing)|expect(?:s|ed)?|ambition|"
    r"plan(?:s|ned)|prepar\w{1,6}|on track|towards|journey to|want(?:s|ed)?)\b[^,;.]{0,70}$",
    re.IGNORECASE,
)
_LOOK_BACK = 120


def before(smooth: str, sentence: Span, position: int) -> Modality:
    """How the words of a sentence before a position hold what stands there."""
    start = max(sentence[0], position - _LOOK_BACK)
    for pattern, modality in (
        (_DENIED, Modality.DENIED),
        (_COUNTERFACTUAL, Modality.COUNTERFACTUAL),
        (_PLANNED, Modality.PLANNED),
    ):
        if pattern.search(smooth, start, position):
            return modality
    return Modality.ACTUAL
