"""Summaries: the lines of a text that say most, each verbatim and with its place; nothing in them is written by us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Evidence
from domain.fact import FactType
from domain.mention import JsonValue


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a summary: the sentence as it stands, what it states (`says`, in words of record; empty of a sentence that
    was picked for its words alone), and the rule that picked it."""

    evidence: Evidence
    says: tuple[str, ...]
    rule: str


# In which order kinds of facts are told: what was judged and decided before what was counted.
ORDER = (
    FactType.JUDGEMENT,
    FactType.EVENT,
    FactType.RESOLUTION,
    FactType.MOTION,
    FactType.COMMITMENT,
    FactType.ACTION,
    FactType.STATISTIC,
    FactType.MONEY,
)


def says(kind: FactType, fields: Mapping[str, JsonValue]) -> str:
    """What a fact comes to in a few words of record: `judgement: overall, inadequate`."""
    wanted = _SAID.get(kind, ())
    values = [_value(fields.get(name)) for name in wanted]
    told = ", ".join(value for value in values if value)
    return f"{kind}: {told}" if told else str(kind)


_SAID: Mapping[FactType, Sequence[str]] = {
    FactType.JUDGEMENT: ("aspect", "grade"),
    FactType.EVENT: ("what", "status", "on"),
    FactType.RESOLUTION: ("outcome",),
    FactType.MOTION: ("outcome",),
    FactType.COMMITMENT: ("strength", "who", "due"),
    FactType.ACTION: ("who", "due"),
    FactType.STATISTIC: ("measure", "value", "as_of"),
    FactType.MONEY: ("amount", "per", "kind"),
}


def _value(value: JsonValue) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:,}"
    return value.replace("_", " ") if isinstance(value, str) else ""
