"""Headings: which kind of plan or notice a paper says that it is, of which year, and for which body."""

import re
from collections.abc import Sequence

from domain.actions import PlanKind
from domain.plans import Procedure
from linking.programmes.lines import LABELLED, Line
from linking.prose import Prose

# `Work programme 2026/27`, `Children's Select Committee forward work plan`, `Programme of business`.
_WORK_PROGRAMME = re.compile(
    r"\bwork(?:ing)?[ -]?(?:programmes?|plans?)\b|\bprogramme of (?:work|business)\b", re.IGNORECASE
)
# `Forward plan`, `Notice of forthcoming key decisions`.
_FORWARD_PLAN = re.compile(
    r"\bforward (?:plans?|programmes?)\b|\b(?:notice|schedule|list) of (?:forthcoming |future )?(?:key |executive )?decisions\b",
    re.IGNORECASE,
)
# Works that are built, staff, and papers about meetings past.
_NOT_A_PROGRAMME = re.compile(
    r"\b(?:capital|maintenance|building|construction|highways?|resurfacing|minutes|workforce)\b",
    re.IGNORECASE,
)
# So many lines at the top of a text can be its heading, if they are short.
TOP_LINES = 4
_LONGEST_HEADING = 120
# Where a PDF ran the next label on: `Cabinet Meeting date: 19 January 2027`.
_NEXT_LABEL = re.compile(r" (?=(?:Meeting date|Date|Report of|Part|Agenda item):)")
_PROCEDURES = (
    (Procedure.GENERAL_EXCEPTION, re.compile(r"\bgeneral exception\b", re.IGNORECASE)),
    (Procedure.SPECIAL_URGENCY, re.compile(r"\bspecial urgency\b", re.IGNORECASE)),
    (Procedure.PRIVATE_MEETING, re.compile(r"\bnotice of\b.{0,60}\bprivate\b|\bprivate meeting\b.{0,20}\bnotice\b", re.IGNORECASE)),
)  # fmt: skip
# A register or a report of past notices is none.
_ABOUT_NOTICES = re.compile(
    r"\b(?:quarterly|annual|register|report on|decisions taken|notices)\b", re.IGNORECASE
)
# `Work programme 2026/27`
_YEARS = re.compile(r"\b(?P<first>20\d\d) ?[/–-] ?(?:20)?\d\d\b")


def heading_of(prose: Prose, lines: Sequence[Line]) -> str:
    """The title that a paper is listed under and the headings that it bears itself, one below the other; no sentence, row or label."""
    own = [
        line.words
        for line in lines[:TOP_LINES]
        if len(line.words) <= _LONGEST_HEADING
        and not (line.is_row or line.words.endswith(".") or LABELLED.fullmatch(line.words))
    ]
    return "\n".join([prose.circumstances.title, *own])


def plan_of(heading: str) -> PlanKind | None:
    """Which kind of plan a heading names."""
    for line in heading.split("\n"):
        if _NOT_A_PROGRAMME.search(line):
            continue
        if _WORK_PROGRAMME.search(line):
            return PlanKind.WORK_PROGRAMME
        if _FORWARD_PLAN.search(line):
            return PlanKind.FORWARD_PLAN
    return None


def procedure_of(heading: str) -> Procedure | None:
    """Which notice a heading gives."""
    for line in heading.split("\n"):
        if not _ABOUT_NOTICES.search(line):
            for procedure, words in _PROCEDURES:
                if words.search(line):
                    return procedure
    return None


def year_of(heading: str) -> int | None:
    """The year that a heading names, the first of two: 2026 of `2026/27`."""
    found = _YEARS.search(heading)
    return int(found["first"]) if found else None


def forum_of(lines: Sequence[Line]) -> str | None:
    """The body that a paper says it is for: `Report to: Children and Families Scrutiny Committee`."""
    for line in lines[: 2 * TOP_LINES]:
        found = LABELLED.fullmatch(line.words)
        if found and found["label"].lower() in ("report to", "to", "committee", "meeting of"):
            return _NEXT_LABEL.split(found["value"], maxsplit=1)[0]
    return None
