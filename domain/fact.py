"""Facts: what a text states, with the words that state it."""

import json
from dataclasses import dataclass, field
from enum import StrEnum

from domain.evidence import Evidence, Pointer
from domain.mention import JsonValue
from domain.uid import public_id


class FactType(StrEnum):
    """The kinds of statement that we keep; their fields stand in docs/reference/facts.md."""

    JUDGEMENT = "judgement"
    EVENT = "event"
    ROLE = "role"
    STATISTIC = "statistic"
    MONEY = "money"
    COMMITMENT = "commitment"
    QUOTE = "quote"
    RESOLUTION = "resolution"
    ACTION = "action"
    ATTENDANCE = "attendance"
    MOTION = "motion"
    FINDING = "finding"
    PROGRESS = "progress"


class Modality(StrEnum):
    """How the text holds the statement: as so, as planned, as asked for, as not so."""

    ACTUAL = "actual"
    PLANNED = "planned"
    REQUIRED = "required"
    DENIED = "denied"
    COUNTERFACTUAL = "counterfactual"
    REPORTED = "reported"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One statement: its kind, whom it is about, when (EDTF, as stated), its fields, its proof, and the rule that found it."""

    type: FactType
    evidence: Evidence | Pointer
    rule: str
    fields: dict[str, JsonValue] = field(default_factory=dict)
    about: str | None = None
    stated: str | None = None
    modality: Modality = Modality.ACTUAL
    speaker: str | None = None

    def uid(self, *version: str) -> str:
        """The fact's permanent id in a version (its document's public id and its number).

        It is made of kind, place and fields, not of the rule, so that re-linking keeps it.
        """
        place = (
            f"{self.evidence.start}:{self.evidence.end}"
            if isinstance(self.evidence, Evidence)
            else self.evidence.pointer
        )
        fields = json.dumps(self.fields, sort_keys=True, ensure_ascii=False)
        return public_id("fact", self.type, *version, place, fields, self.about or "", self.modality)
