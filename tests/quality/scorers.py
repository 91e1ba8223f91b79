"""What is scored, by name: one scorer a type of mention or fact."""

from domain.fact import Fact
from tests.quality.scoring import (
    Scorer,
    attendance,
    councils_linked,
    facts_of,
    mentions_of,
    people_linked,
    values_of,
)

MENTIONS = (
    "person", "role", "council", "committee", "organisation", "provider", "place", "date", "money", "quantity", "grade",
)  # fmt: skip


def _is_dated(fact: Fact) -> bool:
    """Readers wrote down what is to be done by a day, at a meeting or again and again; undated duties they did not."""
    return fact.fields.get("due") is not None


_TO_BE_DONE = ("commitment", "action")

SCORERS: dict[str, Scorer] = {
    **{kind: mentions_of(kind) for kind in MENTIONS},
    **{f"{kind} exact": mentions_of(kind, exact=True) for kind in MENTIONS},
    "people linked": people_linked,
    "councils linked": councils_linked,
    "dates resolved": values_of("date"),
    "money value": values_of("money"),
    "quantity value": values_of("quantity"),
    "role held": facts_of("role", ("person", "post", "status")),
    "role with organisation": facts_of("role", ("person", "post", "status", "organisation")),
    "judgement": facts_of("judgement", ("aspect", "grade")),
    "judgement in full": facts_of(
        "judgement", ("aspect", "grade", "previous", "claim_date", "inspected", "published")
    ),
    "event": facts_of("event", ("what", "person")),
    "event in full": facts_of("event", ("what", "person", "ordinal", "on", "modality")),
    "statistic": facts_of("statistic", ("measure", "value")),
    "statistic in full": facts_of("statistic", ("measure", "value", "of", "as_of", "period")),
    "money kind": facts_of("money", ("kind", "amount")),
    "commitment": facts_of("commitment", (), kinds=_TO_BE_DONE, counts=_is_dated),
    "commitment due": facts_of("commitment", ("due",), kinds=_TO_BE_DONE, counts=_is_dated),
    "commitment who": facts_of("commitment", ("who",), kinds=_TO_BE_DONE, counts=_is_dated),
    "resolution": facts_of("resolution", ()),
    "motion": facts_of("motion", ("outcome", "of", "removed")),
    "attendance": attendance,
    "quote with speaker": facts_of("quote", ("speaker",)),
}
