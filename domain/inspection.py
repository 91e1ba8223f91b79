"""Inspections: what an inspection report says of itself, how it graded each aspect, and what visits can look at."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from domain import reference
from domain.errors import MinutewatchError


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


# What a visit looked at that is none of Ofsted's focuses.
OTHER_FOCUS = "other"


class UnknownFocus(MinutewatchError):
    """The words are none of the focuses of Ofsted's visits."""


@dataclass(frozen=True, kw_only=True)
class Focus:
    """A subject that Ofsted chooses for focused visits (reference/focuses.csv); `is_used` is false for one of the past."""

    id: str
    name: str
    is_used: bool


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


@lru_cache(maxsize=1)
def focuses() -> tuple[Focus, ...]:
    """The focuses of Ofsted's focused visits, in Ofsted's order."""
    return tuple(
        Focus(id=row["id"], name=row["name"], is_used=row["used"] == "yes")
        for row in reference.table("focuses")
    )


def focus_named(words: str) -> str:
    """The id of the focus that a person names by its id or its name: `care leavers`, `front-door`.

    Raises:
        UnknownFocus: there is none of that name; the message lists those that there are.
    """
    plain = _plain(words)
    for focus in focuses():
        if plain in (_plain(focus.id), _plain(focus.name)):
            return focus.id
    if plain == OTHER_FOCUS:
        return OTHER_FOCUS
    known = ", ".join(focus.id.replace("_", " ") for focus in focuses())
    raise UnknownFocus(f"{words!r} is no focus of Ofsted's visits; there are: {known}, {OTHER_FOCUS}")


def grade_label(grade: str) -> str:
    """A grade as people say it: `send3` is `widespread and/or systemic failings leading to significant concerns`."""
    labels = {row["key"]: row["label_variants"] for row in reference.table("judgement_vocab")}
    told = labels.get(f"grade:{grade}")
    return reference.cells(told)[0] if told and grade.startswith("send") else grade


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())
