"""Summaries: the lines of a text that say most, each verbatim and with its place; nothing in them is written by us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Evidence
from domain.fact import FactType
from domain.inspection import grade_label
from domain.mention import JsonValue
from domain.spoken import span


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
    values = [_value(name, fields) for name in _SAID.get(kind, ())]
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
_DATES = ("on", "due", "as_of")
_SIGNS = {"GBP": "£"}
# What follows a figure that is no count.
_UNITS = {"percent": "%", "per 10,000": " per 10,000", "GBP a week": " a week"}


def _value(name: str, fields: Mapping[str, JsonValue]) -> str:
    value = fields.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        sign = _SIGNS.get(str(fields.get("currency") or fields.get("unit") or "")[:3], "")
        return f"{sign}{value:,}{_UNITS.get(str(fields.get('unit')), '')}"
    if not isinstance(value, str):
        return ""
    if name in _DATES:
        return span(value)
    if name == "per":
        return f"per {value}"
    return grade_label(value) if name == "grade" else value.replace("_", " ")
