"""Area SEND: the outcome of an area SEND inspection, one of three fixed sentences, and what it says comes next.

The sentences stand in reference/judgement_vocab.csv (`grade:send1` to `grade:send3`). Where a report's section of the
outcome holds none of them, or more than one, there is no outcome, and a warning says so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.fact import Fact, FactType, Modality
from linking.frameworks import wording
from linking.judgement_table import Cell, Table
from linking.numbers import CARDINAL_WORD, cardinal
from linking.prose import Prose

OUTCOME = "area_send.outcome@1"
NEXT = "area_send.next@1"
RULES = (OUTCOME, NEXT)

FAMILY = "AREA_SEND_2023"
ASPECT = "send_outcome"

_HEADING = re.compile(r"\bInspection outcome\b:?")
# The section is a paragraph or two, at the top of the report.
_SECTION = 1500
_FRONT = 6000
_SECTION_END = re.compile(r"\b(?:Information about the (?:local )?area partnership|What is it like to be)\b")

_NUMBER = rf"(?P<number>\d{{1,2}}|{CARDINAL_WORD})"
_WITHIN = rf"\b(?:within|in)(?: approximately| around| about| usually)?,? {_NUMBER} (?P<unit>month|year)s?\b"
# `A monitoring inspection will be carried out within approximately 18 months.`
_MONITORING = re.compile(rf"\bmonitoring inspection\b[^.]{{0,120}}?{_WITHIN}", re.IGNORECASE)
# `The next full area SEND inspection will be within approximately 3 years.`
_FULL = re.compile(
    rf"\bnext (?:full )?(?:area SEND )?(?:full )?(?:re-?)?inspection\b[^.]{{0,80}}?{_WITHIN}", re.IGNORECASE
)
# `HMCI requires the local area partnership to prepare and submit a priority action plan (area SEND)`.
_PLAN = re.compile(
    r"\b(?:requires?|required|must|should)\b[^.]{0,200}?\bpriority action (?:plan|statement)\b", re.IGNORECASE
)


def outcome(prose: Prose) -> Table:
    """The outcome as the one judgement of such a report."""
    heading = _HEADING.search(prose.smooth, 0, _FRONT)
    start = heading.end() if heading else 0
    stop = _SECTION_END.search(prose.smooth, start, start + _SECTION)
    end = stop.start() if stop else start + _SECTION
    found = {
        grade: match for grade, pattern in _sentences() if (match := pattern.search(prose.smooth, start, end))
    }
    if len(found) != 1:
        said = "no sentence of outcome" if not found else "more than one sentence of outcome"
        return Table(cells=(), warnings=(f"inspection: {said} in its section",))
    ((grade, match),) = found.items()
    return Table(
        cells=(Cell(aspect=ASPECT, grade=grade, span=match.span(), grade_span=match.span(), rule=OUTCOME),),
        warnings=(),
    )


def facts(prose: Prose, council: Council | None) -> Iterator[Fact]:
    """What comes next: the plan that is required, and the inspections that are announced with how long until then."""
    about = council.uid if council else None
    for what, pattern, modality in (
        ("area_send_monitoring", _MONITORING, Modality.PLANNED),
        ("area_send", _FULL, Modality.PLANNED),
        ("priority_action_plan", _PLAN, Modality.REQUIRED),
    ):
        found = pattern.search(prose.smooth, 0, _FRONT)
        if not found:
            continue
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*prose.sentence_at(found.start())),
            rule=NEXT,
            about=about,
            modality=modality,
            fields={
                "what": what,
                "ordinal": None,
                "by": None,
                "on": None,
                "duration": None,
                "within": _duration(found),
            },
        )


def _duration(found: re.Match[str]) -> str | None:
    """`P18M` for `within approximately 18 months`; `None` where the words give no length of time."""
    if "number" not in found.re.groupindex:
        return None
    return f"P{int(cardinal(found['number'].lower()))}{found['unit'][0].upper()}"


@lru_cache(maxsize=1)
def _sentences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The three sentences, by their ids."""
    return tuple(
        (
            row["key"].removeprefix("grade:"),
            re.compile("|".join(map(wording, reference.cells(row["label_variants"]))), re.IGNORECASE),
        )
        for row in reference.table("judgement_vocab")
        if row["key"].startswith("grade:") and row["framework"] == FAMILY
    )
