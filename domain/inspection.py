"""Inspections: what an inspection report says of itself and how it graded each aspect."""

from dataclasses import dataclass, field
from enum import StrEnum


class OverallStatus(StrEnum):
    """Whether a single overall judgement is given; since April 2026 none is."""

    GIVEN = "given"
    NOT_GIVEN_POST_APRIL_2026 = "not_given_post_april_2026"
    NOT_JUDGED = "not_judged"


# The aspects in the order in which we show them; labels per framework: reference/judgement_vocab.csv.
ASPECTS = (
    "overall",
    "leaders",
    "help_protection",
    "care_and_leavers",
    "in_care",
    "care_leavers",
    "adoption",
    "lscb",
)


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """A report's framework (id of reference/frameworks.csv), first and last day (ISO), lead inspector, focus and grades.

    `judgements` holds every aspect of `ASPECTS`; `None` where the report gives no grade for it.
    """

    framework: str | None
    start: str | None
    end: str | None
    lead_inspector: str | None
    focus: str | None = None
    judgements: dict[str, str | None] = field(default_factory=lambda: dict.fromkeys(ASPECTS))
    overall_status: OverallStatus | None = None
